package idfix

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lower maps an ASCII byte to its lower-case form.
var lower = func() (t [256]byte) {
	for i := range t {
		t[i] = byte(i)
		if i >= 'A' && i <= 'Z' {
			t[i] += 'a' - 'A'
		}
	}
	return t
}()

// isSpace reports whether r is white space in .NET's patterns.
func isSpace(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r == ' ' || r >= '\t' && r <= '\r'
	case r >= 0x2000 && r <= 0x200A:
		return true
	}
	switch r {
	case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
		return true
	}
	return false
}

// trimSpace removes .NET's white space at both ends.
func trimSpace(v []byte) []byte {
	if len(v) == 0 || v[0] > ' ' && v[0] < utf8.RuneSelf && v[len(v)-1] > ' ' && v[len(v)-1] < utf8.RuneSelf {
		return v
	}
	return bytes.TrimFunc(v, isSpace)
}

// cut returns the first limit UTF-16 units of text. A character of two units that
// stands across the limit is halved; the half is kept as the three bytes that its
// number would take.
func cut(v []byte, limit int) []byte {
	for i := 0; i < len(v); {
		r, size := utf8.DecodeRune(v[i:])
		if limit == 0 {
			return v[:i:i]
		}
		if r >= 0x10000 && limit == 1 {
			high := 0xD800 + (r-0x10000)>>10
			return append(v[:i:i], 0xE0|byte(high>>12), 0x80|byte(high>>6&0x3F), 0x80|byte(high&0x3F))
		}
		limit--
		if r >= 0x10000 {
			limit--
		}
		i += size
	}
	return v
}

// equalFold compares v with an ASCII word, letter case ignored.
func equalFold(v []byte, word string) bool {
	return len(v) == len(word) && hasPrefixFold(v, word)
}

// hasPrefixFold reports whether v begins with an ASCII word, letter case ignored.
func hasPrefixFold(v []byte, word string) bool {
	if len(v) < len(word) {
		return false
	}
	for i := range len(word) {
		if lower[v[i]] != lower[word[i]] {
			return false
		}
	}
	return true
}

// sameFold reports whether two texts are equal, the case of ASCII letters ignored.
func sameFold(a, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if lower[a[i]] != lower[b[i]] {
			return false
		}
	}
	return true
}

// hasPrefixOf reports whether v begins with one of several words in lower case,
// compared as .NET compares texts of a culture.
func hasPrefixOf(v []byte, words ...string) bool {
	if !isPlain(v) {
		v = fold(nil, v)
	}
	for _, w := range words {
		if hasPrefixFold(v, w) {
			return true
		}
	}
	return false
}

// containsFold reports whether v contains an ASCII word, letter case ignored. The
// word ends with a byte that has no letter case.
func containsFold(v []byte, word string) bool {
	last := word[len(word)-1]
	for from := 0; ; {
		i := bytes.IndexByte(v[from:], last)
		if i < 0 {
			return false
		}
		end := from + i + 1
		if end >= len(word) && hasPrefixFold(v[end-len(word):], word) {
			return true
		}
		from = end
	}
}

// isPlain reports whether folding v is no more than folding ASCII letters.
func isPlain(v []byte) bool {
	for _, b := range v {
		if b >= utf8.RuneSelf || b == 0 {
			return false
		}
	}
	return true
}

// fold appends the key by which .NET's culture comparison without letter case
// finds two texts equal.
func fold(dst, v []byte) []byte {
	if isPlain(v) {
		for _, b := range v {
			dst = append(dst, lower[b])
		}
		return dst
	}
	v = norm.NFC.Bytes(v)
	for i := 0; i < len(v); {
		r, size := utf8.DecodeRune(v[i:])
		switch lr := unicode.ToLower(r); {
		case r == utf8.RuneError && size == 1: // half a character
			dst = append(dst, v[i])
		case lr == 0:
		case lr == 'ß':
			dst = append(dst, "ss"...)
		case lr == 'æ':
			dst = append(dst, "ae"...)
		case lr == 'œ':
			dst = append(dst, "oe"...)
		default:
			dst = utf8.AppendRune(dst, lr)
		}
		i += size
	}
	return dst
}
