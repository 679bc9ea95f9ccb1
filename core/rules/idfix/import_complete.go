package idfix

import (
	"slices"
	"strings"

	"presync/core/message"
)

const (
	// maxValueLines bounds the lines that one row is looked for in.
	maxValueLines = 64
	// maxColumns bounds the columns of a header; IdFix writes nine.
	maxColumns = 256
	// maxEffort bounds the work that one row may take. What IdFix itself writes takes a
	// few times its length; a text of nothing but quotation marks, made to keep the
	// reader busy, takes its length to the third power.
	maxEffort = 1 << 20
)

// completeCSV reads everything that can be told apart. IdFix puts quotation marks
// around values with a comma and doubles none inside; it writes line ends as they
// are. The number of columns tells what was meant.
func (m *importer) completeCSV(text string) {
	m.effort = maxEffort + 64*len(text)
	at := preamble(text)
	line, number := 1+countLines(text[:at]), lineLength(text[at:])
	if number == 0 {
		return
	}
	head := trimEnd(text[at : at+number])
	m.quotesAll = strings.HasPrefix(head, `"`)
	m.delim = delimiterOf(head)
	columns := m.header(head, line)
	for at, line = at+number, line+1; at < len(text); {
		n, lines := lineLength(text[at:]), 1
		if notBlank(text[at : at+n]) {
			n, lines = m.completeRow(text[at:], line, columns)
		}
		at, line = at+n, line+lines
	}
}

// delimiterOf finds the delimiter of a header: IdFix writes a comma, and spreadsheet
// programs of many languages a semicolon.
func delimiterOf(header string) byte {
	best := byte(',')
	for _, d := range []byte(";\t") {
		if strings.Count(header, string(rune(d))) > strings.Count(header, string(rune(best))) {
			best = d
		}
	}
	return best
}

// countLines is the number of line ends in a text.
func countLines(text string) int {
	n := 0
	for len(text) > 0 {
		text = text[lineLength(text):]
		n++
	}
	return n
}

// header finds the columns by name; -1 stands for one that is not IdFix's.
func (m *importer) header(line string, number int) []int {
	names := m.greedy(line)
	if len(names) > maxColumns {
		names = names[:maxColumns]
	}
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

// completeRow reads the row at the beginning of a text and returns its length and how
// many lines it took.
func (m *importer) completeRow(text string, number int, columns []int) (n, lines int) {
	effort := min(m.effort, maxEffort)
	rest := m.effort - effort
	m.effort = effort
	n, lines = lineLength(text), 1
	first := trimEnd(text[:n])
	fields, mended := m.split(first, len(columns))
	if fields == nil {
		if f, length, taken, bare := m.joinLines(text, len(columns)); f != nil {
			fields, n, lines, mended = f, length, taken, bare
		}
	}
	m.effort += rest
	if fields == nil {
		fields, mended = m.greedy(first), true
	}
	switch args := []message.Arg{message.Num("fields", len(fields)), message.Num("columns", len(columns))}; {
	case len(fields) < len(columns):
		m.problem(number, false, "idfix.read.short", args...)
	case len(fields) > len(columns):
		m.problem(number, false, "idfix.read.long", args...)
		fields = fields[:len(columns)]
	case mended:
		m.problem(number, false, "idfix.read.mended")
	}
	m.add(fields, number, columns)
	return n, lines
}

// joinLines looks for a row that goes on in the following lines. It stops before a
// line that is a row by itself.
func (m *importer) joinLines(text string, want int) (fields []string, n, lines int, mended bool) {
	n = lineLength(text)
	for lines = 1; n < len(text) && lines < maxValueLines && m.effort > 0; lines++ {
		next := lineLength(text[n:])
		if f, _ := m.split(trimEnd(text[n:n+next]), want); f != nil {
			break
		}
		n += next
		if f, bare := m.split(trimEnd(text[:n]), want); f != nil {
			return f, n, lines + 1, bare || !quotedLines(text[:n])
		}
	}
	return nil, 0, 0, false
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

// greedy splits a row at the first place that may end each field. It has its own
// bound of work.
func (m *importer) greedy(line string) []string {
	defer func(effort int) { m.effort = effort }(m.effort)
	m.effort = maxEffort + 16*len(line)
	s := splitter{line: line, importer: m}
	for pos := 0; pos <= len(line); {
		end, next := s.plain(pos)
		v := line[pos:end]
		if strings.HasPrefix(v, `"`) {
			if inner, close, _ := s.quoted(pos, pos+1); close > 0 {
				v, next = inner, close+1
			}
		}
		s.fields = append(s.fields, v)
		pos = next
	}
	return s.fields
}

// split splits a row into as many fields as wanted, nil when that is impossible. A row
// that follows the rules of CSV is read by them; mended says that quotation marks were
// not doubled.
func (m *importer) split(line string, want int) (fields []string, mended bool) {
	if fields = m.regular(line, want); fields != nil {
		return fields, false
	}
	s := splitter{line: line, want: want, importer: m, failed: map[[2]int]bool{}}
	if !s.from(0) {
		return nil, false
	}
	return s.fields, s.mended
}

// regular splits a row by the rules of CSV, nil when it does not follow them or has
// another number of fields than wanted.
func (m *importer) regular(line string, want int) []string {
	m.effort -= len(line)
	s := splitter{line: line, importer: m}
	for pos := 0; pos <= len(line); {
		end, next := s.plain(pos)
		v := line[pos:end]
		if strings.HasPrefix(v, `"`) {
			if end = closing(line, pos+1); end < 0 || end+1 < len(line) && line[end+1] != m.delim {
				return nil
			}
			v, next = line[pos+1:end], end+2
			if !m.quotesAll && !needsQuotes(v, m.delim) {
				return nil // the quotation marks belong to the value
			}
			v = strings.ReplaceAll(v, `""`, `"`)
		}
		if s.fields = append(s.fields, v); len(s.fields) > want {
			return nil
		}
		pos = next
	}
	if len(s.fields) < want {
		return nil
	}
	return s.fields
}

// closing is the place of the first quotation mark that is not doubled, -1 without one.
func closing(line string, pos int) int {
	for {
		i := strings.IndexByte(line[pos:], '"')
		if i < 0 {
			return -1
		}
		if pos += i; !strings.HasPrefix(line[pos:], `""`) {
			return pos
		}
		pos += 2
	}
}

// splitter finds one way to read a line; failed remembers places and numbers of
// fields from which there is none.
type splitter struct {
	*importer
	line   string
	want   int
	fields []string
	mended bool
	failed map[[2]int]bool
}

// from reads the fields from a place on.
func (s *splitter) from(pos int) bool {
	state := [2]int{pos, len(s.fields)}
	if s.failed[state] || len(s.fields) == s.want || s.effort <= 0 {
		return false
	}
	if strings.HasPrefix(s.line[pos:], `"`) && s.wrapped(pos) {
		return true
	}
	end, _ := s.plain(pos)
	s.effort -= end - pos + 1
	if s.take(s.line[pos:end], end, false) {
		return true
	}
	s.failed[state] = true
	return false
}

// plain is the end of a field without quotation marks, and the place behind it.
func (s *splitter) plain(pos int) (end, next int) {
	if end = strings.IndexByte(s.line[pos:], s.delim); end < 0 {
		return len(s.line), len(s.line) + 1
	}
	return pos + end, pos + end + 1
}

// wrapped reads a field in quotation marks: it may end at every one that the
// delimiter or the end of the line follows.
func (s *splitter) wrapped(pos int) bool {
	for from := pos + 1; s.effort > 0; {
		v, end, bare := s.quoted(pos, from)
		if end == 0 {
			return false
		}
		if s.take(v, end, bare) {
			return true
		}
		from = end
	}
	return false
}

// quoted looks from a place on for a quotation mark that may end the field whose first
// one stands at pos. It returns the value and the place behind it, 0 when there is
// none; bare says that quotation marks inside are not doubled.
func (s *splitter) quoted(pos, from int) (v string, end int, bare bool) {
	for i := from; i < len(s.line) && s.effort > 0; i++ {
		s.effort--
		if s.line[i] != '"' || i+1 < len(s.line) && s.line[i+1] != s.delim {
			continue
		}
		inner := s.line[pos+1 : i]
		s.effort -= len(inner)
		if !s.quotesAll && !needsQuotes(inner, s.delim) {
			continue // the quotation marks belong to the value
		}
		if bare = strings.Contains(strings.ReplaceAll(inner, `""`, ""), `"`); bare {
			return inner, i + 1, true
		}
		return strings.ReplaceAll(inner, `""`, `"`), i + 1, false
	}
	return "", 0, false
}

// needsQuotes reports whether a program that quotes only where it must had a reason
// to.
func needsQuotes(v string, delim byte) bool {
	return v == "" || strings.IndexByte(v, delim) >= 0 || strings.ContainsAny(v, "\"\r\n") || strings.TrimFunc(v, isSpace) != v
}

// take accepts a field that ends at a place and goes on behind it.
func (s *splitter) take(v string, end int, mended bool) bool {
	before := s.mended
	s.fields, s.mended = append(s.fields, v), s.mended || mended
	if end == len(s.line) && len(s.fields) == s.want || end < len(s.line) && s.from(end+1) {
		return true
	}
	s.fields, s.mended = s.fields[:len(s.fields)-1], before
	return false
}

func notBlank(line string) bool { return strings.TrimFunc(line, isSpace) != "" }

func trimEnd(line string) string { return strings.TrimRight(line, "\r\n") }
