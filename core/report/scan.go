package report

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// scanner reads JSON piece by piece from a text that is held whole. Strings without
// escapes are parts of that text. After the first thing that is not JSON it is
// broken and gives nothing more.
type scanner struct {
	s      string
	at     int
	broken bool
}

func (p *scanner) fail() { p.broken, p.at = true, min(p.at, len(p.s)) }

// next skips blanks and returns the byte that follows, 0 at the end.
func (p *scanner) next() byte {
	for p.at < len(p.s) {
		switch b := p.s[p.at]; b {
		case ' ', '\t', '\r', '\n':
			p.at++
		default:
			return b
		}
	}
	return 0
}

// take skips one byte if it comes next.
func (p *scanner) take(b byte) bool {
	if p.broken || p.next() != b || b == 0 {
		return false
	}
	p.at++
	return true
}

// want is take for a byte that has to come.
func (p *scanner) want(b byte) {
	if !p.take(b) {
		p.fail()
	}
}

// text reads a string.
func (p *scanner) text() string {
	p.want('"')
	if p.broken {
		return ""
	}
	from := p.at
	for p.at < len(p.s) {
		switch b := p.s[p.at]; {
		case b == '"':
			v := p.s[from:p.at]
			p.at++
			return v
		case b == '\\':
			return p.escaped(from)
		case b < ' ':
			p.fail()
			return ""
		}
		p.at++
	}
	p.fail()
	return ""
}

// escaped reads the rest of a string that holds escapes.
func (p *scanner) escaped(from int) string {
	v := append([]byte(nil), p.s[from:p.at]...)
	for p.at+1 < len(p.s) {
		b := p.s[p.at]
		p.at++
		switch {
		case b == '"':
			return string(v)
		case b < ' ':
			p.fail()
			return ""
		case b != '\\':
			v = append(v, b)
			continue
		}
		b = p.s[p.at]
		p.at++
		if i := strings.IndexByte(`"\/bfnrt`, b); i >= 0 {
			v = append(v, "\"\\/\b\f\n\r\t"[i])
		} else if b == 'u' {
			v = utf8.AppendRune(v, p.codePoint())
		} else {
			p.fail()
		}
		if p.broken {
			return ""
		}
	}
	if p.at < len(p.s) && p.s[p.at] == '"' {
		p.at++
		return string(v)
	}
	p.fail()
	return ""
}

// codePoint reads what stands behind \u, with the second half of a pair.
func (p *scanner) codePoint() rune {
	r := p.unit()
	if !utf16.IsSurrogate(r) || !strings.HasPrefix(p.s[p.at:], `\u`) {
		return r
	}
	before := p.at
	p.at += 2
	if pair := utf16.DecodeRune(r, p.unit()); pair != utf8.RuneError {
		return pair
	}
	p.at = before
	return utf8.RuneError
}

func (p *scanner) unit() rune {
	if len(p.s)-p.at < 4 {
		p.fail()
		return 0
	}
	n, err := strconv.ParseUint(p.s[p.at:p.at+4], 16, 16)
	if err != nil {
		p.fail()
		return 0
	}
	p.at += 4
	return rune(n)
}

// whole reads a whole number.
func (p *scanner) whole() int64 {
	p.next()
	from, n := p.at, int64(0)
	negative := p.at < len(p.s) && p.s[p.at] == '-'
	if negative {
		p.at++
		from++
	}
	for p.at < len(p.s) && p.s[p.at] >= '0' && p.s[p.at] <= '9' {
		n = n*10 + int64(p.s[p.at]-'0')
		p.at++
	}
	if digits := p.at - from; digits == 0 || digits > 18 {
		p.fail()
	}
	if negative {
		return -n
	}
	return n
}

// skip passes a value over and returns it as it is written. It looks for the end
// only: whether the value is JSON shows when it is read.
func (p *scanner) skip() string {
	first := p.next()
	from := p.at
	switch first {
	case '"':
		p.skipText()
	case '{', '[':
		p.skipNested()
	default:
		for p.at < len(p.s) && strings.IndexByte(",]} \t\r\n", p.s[p.at]) < 0 {
			p.at++
		}
	}
	if p.at == from {
		p.fail()
	}
	if p.broken {
		return ""
	}
	return p.s[from:p.at]
}

// skipNested passes everything up to the end of an array or object over.
func (p *scanner) skipNested() {
	depth := 0
	for p.at < len(p.s) {
		switch p.s[p.at] {
		case '"':
			p.skipText()
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		p.at++
		if depth == 0 {
			return
		}
	}
	p.fail()
}

// skipText passes a string over.
func (p *scanner) skipText() {
	for {
		p.at++
		i := strings.IndexByte(p.s[p.at:], '"')
		if i < 0 {
			p.at = len(p.s)
			p.fail()
			return
		}
		p.at += i
		n := 0
		for p.s[p.at-1-n] == '\\' {
			n++
		}
		if n%2 == 0 {
			p.at++
			return
		}
	}
}

// items reads what stands between brackets, the first of which has been read.
func (p *scanner) items(end byte, item func()) {
	if p.take(end) {
		return
	}
	for !p.broken {
		item()
		if p.take(end) {
			return
		}
		p.want(',')
	}
}

// cell is a value in a row.
type cell struct {
	kind byte // 0: null or beyond the end of the row; '0' a number, '"' text, '[' a sentence
	n    int64
	s    string // text, or the elements of a sentence as they are written
}

// row reads an array of cells into the columns that are wanted; places gives for
// each place in the row the place in cells, or -1.
func (p *scanner) row(cells []cell, places []int) {
	clear(cells)
	p.want('[')
	if p.take(']') {
		return
	}
	for i := 0; !p.broken; i++ {
		c := p.cell()
		if i < len(places) && places[i] >= 0 {
			cells[places[i]] = c
		}
		if p.take(']') {
			return
		}
		p.want(',')
	}
}

func (p *scanner) cell() cell {
	switch b := p.next(); {
	case b == '"':
		return cell{kind: '"', s: p.text()}
	case b == '-' || b >= '0' && b <= '9':
		return cell{kind: '0', n: p.whole()}
	case b == '[':
		return cell{kind: '[', s: p.skip()}
	case strings.HasPrefix(p.s[p.at:], "null"):
		p.at += len("null")
	default:
		p.fail()
	}
	return cell{}
}
