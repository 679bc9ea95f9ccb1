package idfix

import "unicode/utf8"

// charClass is a set of characters: ASCII ones, and, wanted or not, .NET's white
// space and the six letters with diaeresis that IdFix names.
type charClass struct {
	ascii     [utf8.RuneSelf]bool
	space     bool
	diaeresis bool
}

func newCharClass(chars string, space, diaeresis bool) *charClass {
	c := &charClass{space: space, diaeresis: diaeresis}
	for i := range len(chars) {
		c.ascii[chars[i]] = true
	}
	for b := range c.ascii {
		if space && isSpace(rune(b)) {
			c.ascii[b] = true
		}
	}
	return c
}

// in reports whether v holds a character of the class.
func (c *charClass) in(v []byte) bool {
	for i, b := range v {
		if b >= utf8.RuneSelf {
			return c.inUnicode(v[i:])
		}
		if c.ascii[b] {
			return true
		}
	}
	return false
}

func (c *charClass) inUnicode(v []byte) bool {
	for i := 0; i < len(v); {
		r, size := utf8.DecodeRune(v[i:])
		if c.has(r) {
			return true
		}
		i += size
	}
	return false
}

func (c *charClass) has(r rune) bool {
	if r < utf8.RuneSelf {
		return c.ascii[r]
	}
	if c.space && isSpace(r) {
		return true
	}
	if c.diaeresis {
		switch r {
		case 'ä', 'ë', 'ï', 'ö', 'ü', 'ÿ', 'Ä', 'Ë', 'Ï', 'Ö', 'Ü', 'Ÿ':
			return true
		}
	}
	return false
}

// removed returns v without the characters of the class.
func (c *charClass) removed(v []byte) []byte {
	out := make([]byte, 0, len(v))
	for i := 0; i < len(v); {
		r, size := utf8.DecodeRune(v[i:])
		if !c.has(r) {
			out = append(out, v[i:i+size]...)
		}
		i += size
	}
	return out
}
