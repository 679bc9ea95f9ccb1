package match

import (
	"bytes"
	"unicode/utf8"

	"presync/core/directory"
)

// lower maps an ASCII byte to its lower-case form.
var lower [256]byte

func init() {
	for i := range lower {
		lower[i] = byte(i)
		if i >= 'A' && i <= 'Z' {
			lower[i] = byte(i) + 'a' - 'A'
		}
	}
}

// foldsTo reports whether v in lower case is key, which is in lower case already.
func foldsTo(v, key []byte) bool {
	for i, b := range v {
		if b >= utf8.RuneSelf {
			return string(directory.AppendLower(nil, v)) == string(key)
		}
		if i >= len(key) || lower[b] != key[i] {
			return false
		}
	}
	return len(v) == len(key)
}

// sameFold reports whether a and b are equal, letter case ignored.
func sameFold(a, b []byte) bool {
	if len(a) == len(b) {
		same := true
		for i := range a {
			if lower[a[i]] != lower[b[i]] {
				same = false
				break
			}
		}
		if same {
			return true
		}
	}
	if directory.IsASCII(a) && directory.IsASCII(b) {
		return false
	}
	return string(directory.AppendLower(nil, a)) == string(directory.AppendLower(nil, b))
}

// isWord reports whether v is the ASCII word w, letter case ignored; w is in
// lower case.
func isWord(v []byte, w string) bool {
	if len(v) != len(w) {
		return false
	}
	for i := range v {
		if lower[v[i]] != w[i] {
			return false
		}
	}
	return true
}

// containsWord reports whether the ASCII word w, in lower case, occurs in v.
func containsWord(v []byte, w string) bool {
	for i := 0; i+len(w) <= len(v); i++ {
		if isWord(v[i:i+len(w)], w) {
			return true
		}
	}
	return false
}

// isTrue reads a yes-or-no cell.
func isTrue(v []byte) bool {
	v = directory.TrimBlanks(v)
	return isWord(v, "true") || isWord(v, "1") || isWord(v, "yes")
}

// parseInt reads a decimal number; false for anything else. A leading minus is
// allowed because Active Directory prints flags as signed numbers.
func parseInt(v []byte) (int64, bool) {
	v = directory.TrimBlanks(v)
	neg := len(v) > 0 && v[0] == '-'
	if neg {
		v = v[1:]
	}
	if len(v) == 0 || len(v) > 18 {
		return 0, false
	}
	var n int64
	for _, b := range v {
		if b < '0' || b > '9' {
			return 0, false
		}
		n = n*10 + int64(b-'0')
	}
	if neg {
		n = -n
	}
	return n, true
}

const (
	malformed = directory.HasSpace | directory.HasOtherBlank | directory.HasControl | directory.HasNonASCII |
		directory.HasAngle | directory.HasParen | directory.HasBracket | directory.HasSemicolon | directory.HasComma |
		directory.HasColon | directory.HasQuote | directory.HasCurlyQuote | directory.HasBackslash
	badUPN = malformed | directory.HasPercent | directory.HasAmpersand | directory.HasAsterisk | directory.HasPlus |
		directory.HasSlash | directory.HasEquals | directory.HasQuestion | directory.HasBrace | directory.HasPipe
)

// usableAddress reports whether the cloud keeps an SMTP address: it is well
// formed and its domain is not one of the service's own (How the proxyAddresses
// attribute is populated, Microsoft), a tenant's routing domain excepted
// (directory.IsRoutingDomain).
func usableAddress(v []byte) bool {
	if directory.Scan(v)&malformed != 0 {
		return false
	}
	at := bytes.IndexByte(v, '@')
	if at < 1 || at > 64 || bytes.IndexByte(v[at+1:], '@') >= 0 {
		return false
	}
	return dotted(v[:at]) && dotted(v[at+1:]) &&
		(!serviceDomain(v[at+1:]) || directory.IsRoutingDomain(v[at+1:]))
}

// dotted reports whether v is one or more non-empty parts between periods.
func dotted(v []byte) bool {
	if len(v) == 0 || v[0] == '.' || v[len(v)-1] == '.' {
		return false
	}
	for i := 1; i < len(v); i++ {
		if v[i] == '.' && v[i-1] == '.' {
			return false
		}
	}
	return true
}

// serviceDomain reports whether a domain belongs to the service.
func serviceDomain(d []byte) bool {
	return underDomain(d, "onmicrosoft.com") || underDomain(d, "microsoftonline.com")
}

// underDomain reports whether d is the domain w, in lower case, or lies below it.
func underDomain(d []byte, w string) bool {
	n := len(d) - len(w)
	if n < 0 || !isWord(d[n:], w) {
		return false
	}
	return n == 0 || d[n-1] == '.'
}

// invalidUPN reports whether the service will not accept a user principal name as
// it is written: a character that is not allowed, no or more than one @, nothing
// on a side of it, or a period right before it (Prepare to provision users
// through directory synchronization, Microsoft).
func invalidUPN(v []byte) bool {
	if directory.Scan(v)&badUPN != 0 {
		return true
	}
	at := bytes.IndexByte(v, '@')
	return at < 1 || at == len(v)-1 || v[at-1] == '.' || bytes.IndexByte(v[at+1:], '@') >= 0
}
