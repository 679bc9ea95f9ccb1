package ingest

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// The CSV tokenizer is presync's own because the rows of an export need what
// encoding/csv does not give: the place of a row in bytes, fields that are cut
// where they lie, a bound on the damage of a quote that is never closed, and a way
// to go on behind it. On everything that encoding/csv accepts both agree (see the
// differential test), save that a line end inside a field stays as it is.

// rowState says how the reading of a row ended.
type rowState uint8

const (
	rowRead     rowState = iota
	rowMore              // the text ends inside the row
	rowUnclosed          // a quote is not closed before the text ends
	rowGarbage           // text stands between a closing quote and the delimiter
	rowTooLong           // the line does not end within the longest record allowed
)

// csvScanner cuts rows into fields.
type csvScanner struct {
	delim   byte
	fields  [][]byte // of the row read last; they lie in the text or in scratch
	lines   int      // lines that the row took
	scratch []byte   // fields with doubled quotes
	cuts    []int    // places of the delimiter in the present line
	marks   marks    // of the row
}

// row reads the row at the start of b and returns its length with the line end.
// last says that b reaches to the end of the file. After rowUnclosed and
// rowGarbage the length is that of the lines before and with the one in fault, so
// that reading goes on at the line after it.
func (s *csvScanner) row(b []byte, last bool) (int, rowState) {
	s.fields, s.scratch, s.lines = s.fields[:0], s.scratch[:0], 1
	nl := lineFeed(b, 0)
	if nl == len(b) && !last {
		return 0, rowMore
	}
	s.marks = marksOf(b[:nl])
	if s.marks&hasQuote == 0 {
		s.plain(trimCR(b[:nl]))
		return min(nl+1, len(b)), rowRead
	}
	return s.quoted(b, nl, last)
}

// plain cuts a line without quotes.
func (s *csvScanner) plain(line []byte) {
	s.cuts = findAll(s.cuts[:0], line, s.delim, 0)
	start := 0
	for _, i := range s.cuts {
		s.fields = append(s.fields, line[start:i])
		start = i + 1
	}
	s.fields = append(s.fields, line[start:])
}

// quoted cuts a row that has quotes; nl is the end of its first line.
func (s *csvScanner) quoted(b []byte, nl int, last bool) (int, rowState) {
	s.cuts = findAll(s.cuts[:0], b[:nl], s.delim, 0)
	k := 0 // the next of the cuts
	for pos := 0; ; {
		for k < len(s.cuts) && s.cuts[k] < pos {
			k++
		}
		if pos == len(b) || b[pos] != '"' {
			if k == len(s.cuts) {
				s.fields = append(s.fields, trimCR(b[pos:nl]))
				return min(nl+1, len(b)), rowRead
			}
			s.fields = append(s.fields, b[pos:s.cuts[k]])
			pos = s.cuts[k] + 1
			continue
		}
		field, end := s.quotedField(b, pos+1)
		if end < 0 || end == len(b) && !last {
			if !last {
				return 0, rowMore
			}
			return min(nl+1, len(b)), rowUnclosed
		}
		opened, lines := nl, s.lines
		if end > nl {
			s.lines += bytes.Count(b[nl:end], newline)
			if nl = bytes.IndexByte(b[end:], '\n'); nl >= 0 {
				nl += end
			} else if last {
				nl = len(b)
			} else {
				return 0, rowMore
			}
			s.cuts, k = findAll(s.cuts[:0], b[end:nl], s.delim, end), 0
			s.marks |= marksOf(b[opened:nl])
		}
		s.fields = append(s.fields, field)
		for end < nl && b[end] == ' ' {
			end++
		}
		switch rest := trimCR(b[end:nl]); {
		case len(rest) == 0:
			return min(nl+1, len(b)), rowRead
		case rest[0] != s.delim:
			s.lines = lines
			return min(opened+1, len(b)), rowGarbage
		}
		pos = end + 1
	}
}

// findAll appends the places of c in b, plus base, to dst. It looks at eight bytes
// at once: fields are short, and one call for a row costs less than one for each.
func findAll(dst []int, b []byte, c byte, base int) []int {
	const ones, low = 0x0101010101010101, 0x7f7f7f7f7f7f7f7f
	pattern := ones * uint64(c)
	i := 0
	for ; i+8 <= len(b); i += 8 {
		w := binary.LittleEndian.Uint64(b[i:]) ^ pattern
		// The highest bit of each byte that is zero, and no other bit.
		for m := ^((w&low + low) | w | low); m != 0; m &= m - 1 {
			dst = append(dst, base+i+bits.TrailingZeros64(m)>>3)
		}
	}
	for ; i < len(b); i++ {
		if b[i] == c {
			dst = append(dst, base+i)
		}
	}
	return dst
}

// quotedField reads from behind an opening quote and returns the field and the
// place behind its closing quote, -1 when there is none.
func (s *csvScanner) quotedField(b []byte, pos int) ([]byte, int) {
	start := len(s.scratch)
	for from := pos; ; {
		j := bytes.IndexByte(b[from:], '"')
		if j < 0 {
			return nil, -1
		}
		j += from
		if j+1 >= len(b) || b[j+1] != '"' {
			if from == pos {
				return b[pos:j], j + 1
			}
			s.scratch = append(s.scratch, b[from:j]...)
			return s.scratch[start:len(s.scratch):len(s.scratch)], j + 1
		}
		s.scratch = append(s.scratch, b[from:j+1]...)
		from = j + 2
	}
}

func trimCR(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return line[:n-1]
	}
	return line
}

// delimiters that exports use, the likeliest first.
var delimiters = []byte{',', ';', '\t', '|'}

// detectDelimiter counts the candidates outside quotes in a header line; certain
// is false when there is only one column.
func detectDelimiter(header []byte) (delim byte, certain bool) {
	var count [256]int
	inQuotes := false
	for _, c := range header {
		if c == '"' {
			inQuotes = !inQuotes
		} else if !inQuotes {
			count[c]++
		}
	}
	delim = delimiters[0]
	for _, d := range delimiters {
		if count[d] > count[delim] {
			delim = d
		}
	}
	return delim, count[delim] > 0
}
