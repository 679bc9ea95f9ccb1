package ingest

import (
	"unicode"
	"unicode/utf8"

	"presync/core/message"
)

// maxExamples is how many diagnostics of one code are kept singly.
const maxExamples = 20

// excerptRunes is how much of a place is shown.
const excerptRunes = 80

// diagnostics collects what the user has to know. Further occurrences of a code
// with enough examples are counted in the last one kept, so that the counts of a
// code always add up to its occurrences.
type diagnostics struct {
	list []Diagnostic
	seen map[string]*codeCount
}

type codeCount struct {
	kept int
	last int // index in list
}

// place is where in the file something happened.
type place struct {
	line   int64
	offset int64
	bytes  []byte // the first bytes of the place
}

func (d *diagnostics) add(code string, level Level, at place, args ...message.Arg) {
	if d.seen == nil {
		d.seen = map[string]*codeCount{}
	}
	c := d.seen[code]
	if c == nil {
		c = &codeCount{}
		d.seen[code] = c
	}
	if c.kept >= maxExamples {
		d.list[c.last].Count++
		return
	}
	c.kept++
	c.last = len(d.list)
	d.list = append(d.list, Diagnostic{
		Code: code, Level: level, Line: at.line, Offset: at.offset, Excerpt: excerpt(at.bytes), Count: 1,
		Text:   message.New("diag."+code, args...),
		Advice: message.New("diag."+code+".advice", args...),
	})
}

// tally counts an occurrence for which one diagnostic of the whole file is
// enough; the first place stands for all.
func (d *diagnostics) tally(code string, level Level, at place, args ...message.Arg) {
	if c := d.seen[code]; c != nil {
		d.list[c.last].Count++
		return
	}
	d.add(code, level, at, args...)
}

// excerpt makes bytes printable: the first characters up to a line end, control
// characters replaced.
func excerpt(b []byte) string { return excerptOf(b, excerptRunes) }

// excerptOf is excerpt with another limit.
func excerptOf(b []byte, limit int) string {
	out := make([]byte, 0, min(len(b), limit)+4)
	for n := 0; len(b) > 0; n++ {
		r, size := utf8.DecodeRune(b)
		if r == '\n' || r == '\r' {
			break
		}
		if n == limit {
			return string(append(out, "…"...))
		}
		if r == '\t' {
			r = ' '
		} else if !unicode.IsPrint(r) {
			r = '·'
		}
		out = utf8.AppendRune(out, r)
		b = b[size:]
	}
	return string(out)
}
