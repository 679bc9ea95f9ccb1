package idfix

import (
	"slices"
	"strings"

	"presync/core/message"
)

// maxValueLines bounds the lines that one row is looked for in.
const maxValueLines = 64

// completeCSV reads everything that can be told apart. IdFix puts quotation marks
// around values with a comma and doubles none inside; it writes line ends as they
// are. The number of columns tells what was meant.
func (m *importer) completeCSV(text string) {
	lines := splitLines(text)
	at := slices.IndexFunc(lines, notBlank)
	if at < 0 {
		return
	}
	m.quotesAll = strings.HasPrefix(lines[at], `"`)
	columns := m.header(trimEnd(lines[at]), at+1)
	for at++; at < len(lines); {
		if !notBlank(lines[at]) {
			at++
			continue
		}
		at += m.completeRow(lines[at:], at+1, columns)
	}
}

// header finds the columns by name; -1 stands for one that is not IdFix's.
func (m *importer) header(line string, number int) []int {
	names, _ := m.split(line, 0)
	columns := make([]int, len(names))
	for i, n := range names {
		f, ok := fieldByName(strings.TrimFunc(n, isSpace))
		columns[i] = int(f)
		if !ok {
			columns[i] = -1
			m.problem(number, false, "idfix.read.column", message.Text("name", n))
		}
	}
	return columns
}

// completeRow reads a row that begins with the first line and returns how many
// lines it took.
func (m *importer) completeRow(lines []string, number int, columns []int) int {
	first := trimEnd(lines[0])
	fields, mended := m.split(first, len(columns))
	n := 1
	if fields == nil {
		fields, n, mended = m.joinLines(lines, len(columns))
	}
	switch {
	case fields == nil:
		n = 1
		fields, _ = m.split(first, 0)
		if len(fields) < len(columns) {
			m.problem(number, false, "idfix.read.short", message.Num("fields", len(fields)), message.Num("columns", len(columns)))
		} else {
			m.problem(number, false, "idfix.read.long", message.Num("fields", len(fields)), message.Num("columns", len(columns)))
			fields = fields[:len(columns)]
		}
	case mended:
		m.problem(number, false, "idfix.read.mended")
	}
	m.add(fields, number, columns)
	return n
}

// joinLines looks for a row that goes on in the following lines. It stops before a
// line that is a row by itself.
func (m *importer) joinLines(lines []string, want int) (fields []string, n int, mended bool) {
	text := lines[0]
	for n = 1; n < min(len(lines), maxValueLines); n++ {
		if f, _ := m.split(trimEnd(lines[n]), want); f != nil {
			return nil, 0, false
		}
		text += lines[n]
		if f, bare := m.split(trimEnd(text), want); f != nil {
			return f, n + 1, bare || !quotedLines(text)
		}
	}
	return nil, 0, false
}

// quotedLines reports whether every line end of a row stands between quotation
// marks.
func quotedLines(text string) bool {
	inside := false
	for _, b := range []byte(strings.TrimRight(text, "\r\n")) {
		switch b {
		case '"':
			inside = !inside
		case '\r', '\n':
			if !inside {
				return false
			}
		}
	}
	return true
}

// add keeps a row. Names and values keep their blanks.
func (m *importer) add(fields []string, line int, columns []int) {
	row := ImportRow{Line: line}
	for i, v := range fields {
		if columns[i] < 0 {
			continue
		}
		f := Field(columns[i])
		switch f {
		case FieldDN, FieldCN, FieldValue, FieldUpdate:
		default:
			v = strings.TrimFunc(v, isSpace)
		}
		if f == FieldAction && v != "" {
			if upper := strings.ToUpper(v); slices.Contains(actions, upper) {
				v = upper
			} else {
				m.problem(line, false, "idfix.read.action", message.Text("action", v))
				v = ""
			}
		}
		row.set(f, v)
	}
	m.rows = append(m.rows, row)
}

// split splits a row into as many fields as wanted, any number for 0, nil when that
// is impossible. mended says that quotation marks were not doubled.
func (m *importer) split(line string, want int) (fields []string, mended bool) {
	s := splitter{line: line, want: want, quotesAll: m.quotesAll, failed: map[[2]int]bool{}}
	if !s.from(0) {
		return nil, false
	}
	return s.fields, s.mended
}

// splitter finds one way to read a line; failed remembers places and numbers of
// fields from which there is none.
type splitter struct {
	line      string
	want      int
	quotesAll bool
	fields    []string
	mended    bool
	failed    map[[2]int]bool
}

// from reads the fields from a place on.
func (s *splitter) from(pos int) bool {
	state := [2]int{pos, len(s.fields)}
	if s.failed[state] || s.want > 0 && len(s.fields) == s.want {
		return false
	}
	if strings.HasPrefix(s.line[pos:], `"`) && s.wrapped(pos) {
		return true
	}
	end := strings.IndexByte(s.line[pos:], ',')
	if end < 0 {
		end = len(s.line) - pos
	}
	if s.take(s.line[pos:pos+end], pos+end, false) {
		return true
	}
	s.failed[state] = true
	return false
}

// wrapped reads a field in quotation marks: it may end at every one that a comma
// or the end of the line follows.
func (s *splitter) wrapped(pos int) bool {
	for i := pos + 1; i < len(s.line); i++ {
		if s.line[i] != '"' || i+1 < len(s.line) && s.line[i+1] != ',' {
			continue
		}
		inner := s.line[pos+1 : i]
		if !s.quotesAll && !needsQuotes(inner) {
			continue // the quotation marks belong to the value
		}
		doubled := strings.ReplaceAll(inner, `""`, "")
		bare := strings.Contains(doubled, `"`)
		v := inner
		if !bare {
			v = strings.ReplaceAll(inner, `""`, `"`)
		}
		if s.take(v, i+1, bare) {
			return true
		}
	}
	return false
}

// needsQuotes reports whether a program that quotes only where it must had a reason
// to.
func needsQuotes(v string) bool {
	return v == "" || strings.ContainsAny(v, ",\"\r\n") || strings.TrimFunc(v, isSpace) != v
}

// take accepts a field that ends at a place and goes on behind it.
func (s *splitter) take(v string, end int, mended bool) bool {
	before := s.mended
	s.fields, s.mended = append(s.fields, v), s.mended || mended
	if end == len(s.line) && (s.want == 0 || len(s.fields) == s.want) ||
		end < len(s.line) && s.from(end+1) {
		return true
	}
	s.fields, s.mended = s.fields[:len(s.fields)-1], before
	return false
}

func splitLines(text string) []string {
	var lines []string
	for len(text) > 0 {
		n := lineLength(text)
		lines, text = append(lines, text[:n]), text[n:]
	}
	return lines
}

func notBlank(line string) bool { return strings.TrimFunc(line, isSpace) != "" }

func trimEnd(line string) string { return strings.TrimRight(line, "\r\n") }
