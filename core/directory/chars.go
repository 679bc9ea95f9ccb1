package directory

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// CharClass is a set of kinds of characters that occur in a value. One pass over
// the bytes finds all of them, so that each rule is a single comparison.
type CharClass uint32

// The kinds of characters, after the character lists of the founding documents.
const (
	HasSpace       CharClass = 1 << iota // U+0020
	HasOtherBlank                        // TAB, NBSP, other Unicode blanks, zero-width characters
	HasControl                           // U+0000-001F and U+007F, TAB included
	HasNonASCII                          // any byte over 0x7F
	HasCurlyQuote                        // U+201C, U+201D, U+201E
	HasQuote                             // "
	HasAngle                             // < >
	HasParen                             // ( )
	HasBracket                           // [ ]
	HasBrace                             // { }
	HasSemicolon                         // ;
	HasComma                             // ,
	HasColon                             // :
	HasBackslash                         // \
	HasSlash                             // /
	HasPipe                              // |
	HasPlus                              // +
	HasEquals                            // =
	HasQuestion                          // ?
	HasAsterisk                          // *
	HasPercent                           // %
	HasAmpersand                         // &
	HasApostrophe                        // '
	HasDollar                            // $
	HasBacktick                          // `
	HasAt                                // @
	HasInvalidUTF8                       // bytes that are not UTF-8
	HasUnderscore                        // _
)

var charTable [256]CharClass

// lowerTable maps an ASCII byte to its lower-case form.
var lowerTable [256]byte

func init() {
	for i := range lowerTable {
		b := byte(i)
		if b >= 'A' && b <= 'Z' {
			b += 'a' - 'A'
		}
		lowerTable[i] = b
		switch {
		case i < 0x20 || i == 0x7f:
			charTable[i] = HasControl
		case i >= 0x80:
			charTable[i] = HasNonASCII
		}
	}
	charTable['\t'] |= HasOtherBlank
	charTable['\n'] |= HasOtherBlank
	charTable['\r'] |= HasOtherBlank
	charTable['\v'] |= HasOtherBlank
	charTable['\f'] |= HasOtherBlank
	for chars, class := range map[string]CharClass{
		" ": HasSpace, `"`: HasQuote, "<>": HasAngle, "()": HasParen, "[]": HasBracket, "{}": HasBrace,
		";": HasSemicolon, ",": HasComma, ":": HasColon, `\`: HasBackslash, "/": HasSlash, "|": HasPipe,
		"+": HasPlus, "=": HasEquals, "?": HasQuestion, "*": HasAsterisk, "%": HasPercent, "&": HasAmpersand,
		"'": HasApostrophe, "$": HasDollar, "`": HasBacktick, "@": HasAt, "_": HasUnderscore,
	} {
		for i := range len(chars) {
			charTable[chars[i]] |= class
		}
	}
}

// Scan returns the kinds of characters in v.
func Scan(v []byte) CharClass {
	var c CharClass
	rest := v
	for ; len(rest) >= 8; rest = rest[8:] { // in a browser each turn of a loop is dear
		w := binary.LittleEndian.Uint64(rest)
		c |= charTable[byte(w)] | charTable[byte(w>>8)] | charTable[byte(w>>16)] | charTable[byte(w>>24)] |
			charTable[byte(w>>32)] | charTable[byte(w>>40)] | charTable[byte(w>>48)] | charTable[byte(w>>56)]
	}
	for _, b := range rest {
		c |= charTable[b]
	}
	if c&HasNonASCII != 0 {
		c |= scanUnicode(v)
	}
	return c
}

// ScanString is Scan for a string.
func ScanString(v string) CharClass { return Scan([]byte(v)) }

func scanUnicode(v []byte) CharClass {
	var c CharClass
	for i := 0; i < len(v); {
		if v[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(v[i:])
		i += n
		switch {
		case r == utf8.RuneError && n == 1:
			c |= HasInvalidUTF8
		case r == '“' || r == '”' || r == '„':
			c |= HasCurlyQuote
		case IsBlank(r):
			c |= HasOtherBlank
		}
	}
	return c
}

// IsBlank reports whether r is a blank or invisible character: Unicode white
// space, the zero-width characters and the byte order mark.
func IsBlank(r rune) bool {
	switch r {
	case 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E, 0x00AD:
		return true
	}
	return unicode.IsSpace(r)
}

// AppendLower appends v in lower case to dst. ASCII is folded by table, anything
// else by Unicode's simple lower-case mapping.
func AppendLower(dst, v []byte) []byte {
	for i, b := range v {
		if b >= utf8.RuneSelf {
			return appendLowerUnicode(dst, v[i:])
		}
		dst = append(dst, lowerTable[b])
	}
	return dst
}

func appendLowerUnicode(dst, v []byte) []byte {
	for i := 0; i < len(v); {
		if v[i] < utf8.RuneSelf {
			dst = append(dst, lowerTable[v[i]])
			i++
			continue
		}
		r, n := utf8.DecodeRune(v[i:])
		if r == utf8.RuneError && n == 1 { // keep the byte: two broken values stay different
			dst = append(dst, v[i])
		} else {
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
		i += n
	}
	return dst
}

// IsASCII reports whether text has no other characters than those of ASCII.
func IsASCII(v []byte) bool {
	const highBits = 0x8080808080808080 // of eight bytes
	for ; len(v) >= 8; v = v[8:] {
		if binary.LittleEndian.Uint64(v)&highBits != 0 {
			return false
		}
	}
	for _, b := range v {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Units is the length of valid UTF-8 text in UTF-16 code units, in which Active
// Directory and .NET count.
func Units(v []byte) int {
	n := 0
	for _, b := range v {
		switch {
		case b < 0x80 || b >= 0xC0 && b < 0xF0:
			n++
		case b >= 0xF0:
			n += 2
		}
	}
	return n
}

// TrimBlanks removes U+0020, TAB and NBSP at both ends: the blanks that are taken
// off a match key before it is judged.
func TrimBlanks(v []byte) []byte {
	for len(v) > 0 {
		switch {
		case v[0] == ' ' || v[0] == '\t':
			v = v[1:]
		case len(v) >= 2 && v[0] == 0xC2 && v[1] == 0xA0:
			v = v[2:]
		case v[len(v)-1] == ' ' || v[len(v)-1] == '\t':
			v = v[:len(v)-1]
		case len(v) >= 2 && v[len(v)-2] == 0xC2 && v[len(v)-1] == 0xA0:
			v = v[:len(v)-2]
		default:
			return v
		}
	}
	return v
}
