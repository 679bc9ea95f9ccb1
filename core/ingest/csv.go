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
	s.cuts, s.marks = survey(s.cuts[:0], b[:nl], s.delim, 0)
	if s.marks&hasQuote == 0 {
		s.plain(trimCR(b[:nl]))
		return min(nl+1, len(b)), rowRead
	}
	return s.quoted(b, nl, last)
}

// plain cuts a line without quotes.
func (s *csvScanner) plain(line []byte) {
	fields, start, _ := cutFields(s.fields, line, 0, s.cuts)
	s.fields = append(fields, line[start:])
}

// quoted cuts a row that has quotes; nl is the end of its first line.
func (s *csvScanner) quoted(b []byte, nl int, last bool) (int, rowState) {
	k := 0 // the next of the cuts
	for pos := 0; ; {
		for k < len(s.cuts) && s.cuts[k] < pos {
			k++
		}
		var n int
		s.fields, pos, n = cutFields(s.fields, b, pos, s.cuts[k:])
		k += n
		if pos == len(b) || b[pos] != '"' {
			s.fields = append(s.fields, trimCR(b[pos:nl]))
			return min(nl+1, len(b)), rowRead
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
			s.cuts, _ = survey(s.cuts[:0], b[end:nl], s.delim, end)
			s.marks |= marksOf(b[opened:nl])
			k = 0
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

// cutFields appends the fields from pos on that end at the places in cuts, up to one
// with quotes. It returns where the next field begins and how many places it used.
func cutFields(fields [][]byte, b []byte, pos int, cuts []int) ([][]byte, int, int) {
	for n, cut := range cuts {
		if b[pos] == '"' {
			return fields, pos, n
		}
		fields = append(fields, b[pos:cut])
		pos = cut + 1
	}
	return fields, pos, len(cuts)
}

// survey appends the places of c in b, plus base, to dst, and finds the marks of b. It
// looks at 16 bytes at a time: fields are short, and one call for a row costs less than
// one for each.
func survey(dst []int, b []byte, c byte, base int) ([]int, marks) {
	const low = 0x7f * everyByte
	pattern := uint64(c) * everyByte
	var quote, backslash, question, all uint64
	i, n := 0, len(dst)
	dst = dst[:cap(dst)]
	for ; i+16 <= len(b); i += 16 {
		v, w := binary.LittleEndian.Uint64(b[i:]), binary.LittleEndian.Uint64(b[i+8:])
		quote |= zeroBytes(v^'"'*everyByte) | zeroBytes(w^'"'*everyByte)
		backslash |= zeroBytes(v^'\\'*everyByte) | zeroBytes(w^'\\'*everyByte)
		question |= zeroBytes(v^'?'*everyByte) | zeroBytes(w^'?'*everyByte)
		all |= v | w
		v, w = v^pattern, w^pattern
		// The highest bit of each byte that is zero, and no other bit.
		v, w = ^((v&low + low) | v | low), ^((w&low + low) | w | low)
		if v|w == 0 {
			continue
		}
		if n+16 > len(dst) {
			dst = append(dst, make([]int, n+64)...)
		}
		for ; v != 0; v &= v - 1 {
			dst[n] = base + i + bits.TrailingZeros64(v)>>3
			n++
		}
		for ; w != 0; w &= w - 1 {
			dst[n] = base + i + 8 + bits.TrailingZeros64(w)>>3
			n++
		}
	}
	dst = dst[:n]
	m := marksOfFew(b[i:])
	for ; i < len(b); i++ {
		if b[i] == c {
			dst = append(dst, base+i)
		}
	}
	return dst, m | marksOfWords(quote, backslash, question, all)
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
