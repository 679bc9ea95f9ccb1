package ui

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Piece is a piece of a value: text as it is, or one character that a reader would
// not see, with a sign to show in its place and its name.
type Piece struct {
	Text string
	Name string // "" for ordinary text
}

// Pieces cuts a value into pieces so that no character stays invisible. A single
// blank between two words is ordinary text.
func Pieces(v string) []Piece {
	var out []Piece
	start := 0
	flush := func(end int) {
		if end > start {
			out = append(out, Piece{Text: v[start:end]})
		}
	}
	for i := 0; i < len(v); {
		r, n := utf8.DecodeRuneInString(v[i:])
		sign, name := hidden(r)
		if r == ' ' && betweenWords(v, i) {
			name = ""
		}
		if name != "" {
			flush(i)
			out = append(out, Piece{Text: sign, Name: name})
			start = i + n
		}
		i += n
	}
	flush(len(v))
	return out
}

// Visible is Pieces as plain text, for a cell of a table.
func Visible(v string) string {
	pieces := Pieces(v)
	if len(pieces) == 1 && pieces[0].Name == "" {
		return v
	}
	var b strings.Builder
	for _, r := range pieces {
		b.WriteString(r.Text)
	}
	return b.String()
}

// betweenWords reports whether the blank at i has something visible on both sides.
func betweenWords(v string, i int) bool {
	if i == 0 || i+1 >= len(v) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(v[:i])
	after, _ := utf8.DecodeRuneInString(v[i+1:])
	_, a := hidden(before)
	_, b := hidden(after)
	return a == "" && b == ""
}

var hiddenRunes = map[rune]Piece{
	' ':    {"␣", "SPACE"},
	'\t':   {"⇥", "TAB"},
	'\n':   {"↵", "LINE FEED"},
	'\r':   {"␍", "CARRIAGE RETURN"},
	0x00A0: {"⍽", "NO-BREAK SPACE"},
	0x00AD: {"[SHY]", "SOFT HYPHEN"},
	0x180E: {"[MVS]", "MONGOLIAN VOWEL SEPARATOR"},
	0x200B: {"[ZWSP]", "ZERO WIDTH SPACE"},
	0x200C: {"[ZWNJ]", "ZERO WIDTH NON-JOINER"},
	0x200D: {"[ZWJ]", "ZERO WIDTH JOINER"},
	0x200E: {"[LRM]", "LEFT-TO-RIGHT MARK"},
	0x200F: {"[RLM]", "RIGHT-TO-LEFT MARK"},
	0x202A: {"[LRE]", "LEFT-TO-RIGHT EMBEDDING"},
	0x202B: {"[RLE]", "RIGHT-TO-LEFT EMBEDDING"},
	0x202C: {"[PDF]", "POP DIRECTIONAL FORMATTING"},
	0x202D: {"[LRO]", "LEFT-TO-RIGHT OVERRIDE"},
	0x202E: {"[RLO]", "RIGHT-TO-LEFT OVERRIDE"},
	0x202F: {"⍽", "NARROW NO-BREAK SPACE"},
	0x2060: {"[WJ]", "WORD JOINER"},
	0x3000: {"[IDSP]", "IDEOGRAPHIC SPACE"},
	0xFEFF: {"[BOM]", "ZERO WIDTH NO-BREAK SPACE"},
	0xFFFD: {"�", "REPLACEMENT CHARACTER"},
}

// hidden gives the sign and the name of a character that cannot be seen; both are
// empty for any other.
func hidden(r rune) (sign, name string) {
	if r > ' ' && r < 0x7F {
		return "", ""
	}
	code := fmt.Sprintf("U+%04X", r)
	if h, ok := hiddenRunes[r]; ok {
		return h.Text, h.Name + " " + code
	}
	if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) {
		return "[" + code + "]", code
	}
	return "", ""
}

// SplitMiddle cuts a long text into a head that may be shortened on screen and a
// tail of at most tail runes that always stays, at a comma where there is one.
func SplitMiddle(s string, tail int) (head, rest string) {
	n := utf8.RuneCountInString(s)
	if n <= tail+8 {
		return s, ""
	}
	cut := len(s)
	for range tail {
		_, size := utf8.DecodeLastRuneInString(s[:cut])
		cut -= size
	}
	if i := strings.IndexByte(s[cut:], ','); i >= 0 && i < len(s)-cut-4 {
		cut += i
	}
	return s[:cut], s[cut:]
}
