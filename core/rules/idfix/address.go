package idfix

import (
	"bytes"
	"slices"
	"strings"

	"presync/core/directory"
	"presync/core/rules"
)

// Kinds of byte in a mail address as IdFix's patterns see it.
const (
	atomByte  uint8 = 1 << iota // may stand in the local part between periods
	labelByte                   // letter or digit
	letterByte
)

var addressBytes = func() (t [256]uint8) {
	for _, b := range []byte("!#$%&'*+/=?^_`{|}~-") {
		t[b] = atomByte
	}
	for b := range t {
		switch l := lower[b]; {
		case l >= 'a' && l <= 'z':
			t[b] = atomByte | labelByte | letterByte
		case l >= '0' && l <= '9':
			t[b] = atomByte | labelByte
		}
	}
	return t
}()

// acceptedDomains makes the set of top-level domains; nil stands for the table of
// package rules without its xn-- names, none of which IdFix's list holds.
func acceptedDomains(names []string) map[string]struct{} {
	if names == nil {
		names, _ = rules.TopLevelDomains()
		names = slices.DeleteFunc(names, func(n string) bool { return strings.HasPrefix(n, "xn--") })
	}
	set := make(map[string]struct{}, len(names))
	for _, n := range names {
		n = strings.TrimPrefix(strings.TrimSpace(n), ".")
		set[string(directory.AppendLower(nil, []byte(n)))] = struct{}{}
	}
	return set
}

// mailAddress checks a mail address and repairs what IdFix can repair: it deletes
// characters. With the type smtp: anywhere in the value, the address begins after
// the first colon.
func mailAddress(t *trial) {
	addr, start := t.value, 0
	if containsFold(addr, "smtp:") {
		start = bytes.IndexByte(addr, ':') + 1
		addr = addr[start:]
	}
	var f flags
	if !t.topLevelDomain(addr) {
		f |= flagTopLevelDomain
	}
	at := bytes.LastIndexByte(addr, '@')
	if at < 0 || !validDomain(addr[at+1:]) {
		f |= flagDomainPart
		if at >= 0 {
			addr = keep(addr[:at+1:at+1], addr[at+1:], labelByte, ".-")
		}
	}
	if n := validLocal(addr); n < 0 || n != bytes.LastIndexByte(addr, '@') {
		f |= flagLocalPart
		if at >= 0 {
			addr = repairLocal(addr, at)
		}
	}
	if n := validLocal(addr); n < 0 || !validDomain(addr[n+1:]) {
		f |= flagFormat
	}
	if f == 0 {
		return
	}
	if start > 0 {
		kind := trimSpace(t.value[:start])
		addr = append(kind[:len(kind):len(kind)], addr...)
	}
	t.fail(f, addr)
}

// repairLocal deletes what may not stand before the @ at a place.
func repairLocal(addr []byte, at int) []byte {
	local := keep(nil, addr[:at], atomByte, ".")
	return bytes.ReplaceAll(append(local, addr[at:]...), []byte(".@"), []byte("@"))
}

// keep appends the bytes of v that are of a kind or listed.
func keep(dst, v []byte, kind uint8, also string) []byte {
	for _, b := range v {
		if addressBytes[b]&kind != 0 || strings.IndexByte(also, b) >= 0 {
			dst = append(dst, b)
		}
	}
	return dst
}

// topLevelDomain reports whether what follows the last period, wherever that
// stands, is an accepted name. Without a period, and with nothing behind it,
// there is nothing to check.
func (t *trial) topLevelDomain(addr []byte) bool {
	i := bytes.LastIndexByte(addr, '.')
	if i < 0 || i == len(addr)-1 {
		return true
	}
	t.tld = directory.AppendLower(t.tld[:0], addr[i+1:])
	_, ok := t.domains[string(t.tld)]
	return ok
}

// validDomain reports whether v is at least two labels of letters, digits and
// inner hyphens, the last of 2 to 17 letters. One line feed may follow.
func validDomain(v []byte) bool {
	if n := len(v); n > 0 && v[n-1] == '\n' {
		v = v[:n-1]
	}
	last := bytes.LastIndexByte(v, '.')
	if n := len(v) - last - 1; last < 0 || n < 2 || n > 17 {
		return false
	}
	for _, b := range v[last+1:] {
		if addressBytes[b]&letterByte == 0 {
			return false
		}
	}
	return validLabels(v[:last])
}

func validLabels(v []byte) bool {
	before := byte('.')
	for _, b := range v {
		switch {
		case addressBytes[b]&labelByte != 0:
		case b == '-' && before != '.':
		case b == '.' && before != '.' && before != '-':
		default:
			return false
		}
		before = b
	}
	return before != '.' && before != '-'
}

// validLocal returns the place of the @ that ends a well-formed local part at the
// beginning of v: atoms separated by single periods. -1 if there is none.
func validLocal(v []byte) int {
	before := byte('.')
	for i, b := range v {
		switch {
		case addressBytes[b]&atomByte != 0:
		case b == '.' && before != '.':
		case b == '@' && before != '.':
			return i
		default:
			return -1
		}
		before = b
	}
	return -1
}
