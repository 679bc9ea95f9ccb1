package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// appendText appends text for an HTML document: what stands for markup is escaped, and
// what a reader would not see, or what would turn the text round it, is named by its
// code point. Bytes that are no UTF-8 become the replacement character.
func appendText(out []byte, s string) []byte {
	start := 0
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		var to string
		if r < utf8.RuneSelf {
			to = asciiText[r]
		} else {
			r, n = utf8.DecodeRuneInString(s[i:])
			to = hiddenText(r, n)
		}
		if to != "" {
			out = append(append(out, s[start:i]...), to...)
			start = i + n
		}
		i += n
	}
	return append(out, s[start:]...)
}

// asciiText is what stands for the characters that cannot stand for themselves.
var asciiText = func() (t [utf8.RuneSelf]string) {
	for r := range t {
		if r < ' ' || r == 0x7F {
			t[r] = codePoint(rune(r))
		}
	}
	t['&'], t['<'], t['>'], t['"'], t['\''] = "&amp;", "&lt;", "&gt;", "&quot;", "&#39;"
	t['\n'] = "\n" // white space; lists of names are written one a line
	return t
}()

// hiddenText is what stands for a character beyond ASCII, "" for itself.
func hiddenText(r rune, size int) string {
	switch {
	case r == utf8.RuneError && size == 1:
		return "\uFFFD"
	case r == utf8.RuneError:
		return ""
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r):
		return codePoint(r)
	}
	return ""
}

func codePoint(r rune) string {
	code := strings.ToUpper(strconv.FormatInt(int64(r), 16))
	return "[U+" + strings.Repeat("0", max(0, 4-len(code))) + code + "]"
}

// appendValue is appendText for a value: blanks at its ends and doubled ones are
// marked as well.
func appendValue(out []byte, v string) []byte {
	start := 0
	for i := range len(v) {
		if v[i] != ' ' && v[i] != '\n' || v[i] == ' ' && i > 0 && i+1 < len(v) && v[i-1] != ' ' && v[i+1] != ' ' {
			continue
		}
		out = appendText(out, v[start:i])
		if v[i] == ' ' {
			out = append(out, "␣"...)
		} else {
			out = append(out, "↵"...)
		}
		start = i + 1
	}
	return appendText(out, v[start:])
}
