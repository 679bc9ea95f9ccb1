package directory

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// SplitDN cuts a distinguished name at its unescaped commas. Escapes stay as
// they are. A plus sign (a name of several parts) does not cut.
func SplitDN(dn string) []string {
	var parts []string
	start := 0
	quoted := false
	for i := 0; i < len(dn); i++ {
		switch dn[i] {
		case '\\':
			i++
		case '"':
			quoted = !quoted
		case ',':
			if !quoted {
				parts = append(parts, strings.TrimLeft(dn[start:i], " "))
				start = i + 1
			}
		}
	}
	return append(parts, strings.TrimLeft(dn[start:], " "))
}

// ParentDN is the distinguished name without its first component; "" at the top.
func ParentDN(dn string) string {
	first := SplitDN(dn)[0]
	rest := dn[strings.Index(dn, first)+len(first):]
	return strings.TrimLeft(strings.TrimPrefix(rest, ","), " ")
}

// FirstRDNValue is the value of the first component, unescaped: "Silva, Bruno"
// of "CN=Silva\, Bruno,OU=Staff". Text that is no distinguished name comes back
// as it is.
func FirstRDNValue(dn string) string {
	first := SplitDN(dn)[0]
	_, v, ok := strings.Cut(first, "=")
	if !ok {
		return first
	}
	return UnescapeRDN(v)
}

// UnescapeRDN resolves the escapes of RFC 4514 in the value of a name component.
func UnescapeRDN(v string) string {
	if !strings.Contains(v, `\`) {
		return v
	}
	var b strings.Builder
	for i := 0; i < len(v); i++ {
		if v[i] != '\\' || i+1 == len(v) {
			b.WriteByte(v[i])
			continue
		}
		if i+2 < len(v) {
			hi, ok1 := unhex(v[i+1])
			lo, ok2 := unhex(v[i+2])
			if ok1 && ok2 {
				b.WriteByte(hi<<4 | lo)
				i += 2
				continue
			}
		}
		i++
		b.WriteByte(v[i])
	}
	if out := b.String(); utf8.ValidString(out) {
		return out
	}
	return v
}

// UnderDN reports whether dn equals base or lies below it, letter case and blanks
// after commas ignored.
func UnderDN(dn, base string) bool {
	d, b := SplitDN(dn), SplitDN(base)
	if base == "" || len(d) < len(b) {
		return false
	}
	d = d[len(d)-len(b):]
	for i := range b {
		if !strings.EqualFold(strings.TrimSpace(d[i]), strings.TrimSpace(b[i])) {
			return false
		}
	}
	return true
}

// ForeignDN reports whether two distinguished names lie in different domains, neither
// of which lies below the other. A name without a domain is not foreign to any.
func ForeignDN(a, b []byte) bool {
	x, y := domainComponents(a), domainComponents(b)
	return len(x) > 0 && len(y) > 0 && !bytes.HasSuffix(x, y) && !bytes.HasSuffix(y, x)
}

// domainComponents is the part of a distinguished name that names its domain, from the
// comma before it, in lower case.
func domainComponents(dn []byte) []byte {
	low := bytes.ReplaceAll(AppendLower(nil, dn), []byte(", "), []byte(","))
	i := bytes.Index(low, []byte(",dc="))
	if i < 0 {
		return nil
	}
	return low[i:]
}

// IsDeletedDN reports whether the first component marks a deleted object: a line
// feed or its escape \0A before DEL:, as Active Directory renames what it keeps of a
// deleted object until its lifetime ends.
func IsDeletedDN(dn []byte) bool { return mangledBy(dn, "DEL:") }

// IsConflictDN reports whether the first component marks a replication conflict:
// a line feed or its escape \0A before CNF:, as Active Directory renames the
// loser of two objects made under one name.
func IsConflictDN(dn []byte) bool { return mangledBy(dn, "CNF:") }

// mangledBy reports whether Active Directory has put a mark into the name of the
// first component.
func mangledBy(dn []byte, mark string) bool {
	first := dn[:firstComponent(dn)]
	i := bytes.Index(first, []byte(mark))
	if i < 0 {
		return false
	}
	before := first[:i]
	return hasSuffix(before, "\n") || hasSuffix(before, `\0A`) || hasSuffix(before, `\0a`)
}

// firstComponent is the length of the first component of a distinguished name: up
// to the first comma that is not escaped.
func firstComponent(dn []byte) int {
	for from := 0; ; {
		i := bytes.IndexByte(dn[from:], ',')
		if i < 0 {
			return len(dn)
		}
		i += from
		n := i
		for n > 0 && dn[n-1] == '\\' {
			n--
		}
		if (i-n)%2 == 0 {
			return i
		}
		from = i + 1
	}
}

// Above is a distinguished name without its first component, as written; empty at
// the top. It is ParentDN without the cost of text.
func Above(dn []byte) []byte {
	return bytes.TrimLeft(dn[min(firstComponent(dn)+1, len(dn)):], " ")
}

func hasSuffix(v []byte, s string) bool {
	return len(v) >= len(s) && string(v[len(v)-len(s):]) == s
}

func unhex(b byte) (byte, bool) {
	switch {
	case b >= '0' && b <= '9':
		return b - '0', true
	case b >= 'a' && b <= 'f':
		return b - 'a' + 10, true
	case b >= 'A' && b <= 'F':
		return b - 'A' + 10, true
	}
	return 0, false
}
