package idfix

import (
	"errors"
	"io"
	"slices"
	"strings"

	"presync/core/message"
)

// ReadCSV reads a CSV file that IdFix exported. The rows come sorted by
// distinguished name, as IdFix shows them.
//
// AsIdFix reproduces IdFix's import: fields lose the blanks around them, a column
// with an unknown name shifts all columns behind it to the left, and a row that
// has too many fields or is not well-formed ends the import; that row stays, as
// far as it was read. Complete reads on and says in the problems what it had to
// mend.
func ReadCSV(r io.Reader, how Reading) ([]ImportRow, []Problem) {
	m := &importer{}
	text, ok := m.open(r)
	switch {
	case !ok:
	case how == AsIdFix:
		m.strictCSV(text)
	default:
		m.completeCSV(text)
	}
	return m.finish()
}

// strictCSV reads as IdFix does.
func (m *importer) strictCSV(text string) {
	p := &fieldParser{text: text}
	if !p.more() {
		return
	}
	header, err := p.fields()
	if err != nil {
		m.problem(p.first, true, "idfix.read.malformed")
		return
	}
	var columns []Field
	for _, h := range header {
		if f, ok := fieldByName(h); ok {
			columns = append(columns, f)
		}
	}
	for p.more() {
		m.rows = append(m.rows, ImportRow{})
		row := &m.rows[len(m.rows)-1]
		fields, err := p.fields()
		row.Line = p.first
		if err != nil {
			m.problem(p.first, true, "idfix.read.malformed")
			return
		}
		for i, v := range fields {
			if i == len(columns) {
				m.problem(p.first, true, "idfix.read.toomany", message.Num("fields", len(fields)), message.Num("columns", len(columns)))
				return
			}
			if columns[i] == FieldAction && !slices.Contains(actions, v) {
				v = ""
			}
			row.set(columns[i], v)
		}
	}
}

// actions are the words that IdFix accepts in the column ACTION.
var actions = []string{"EDIT", "REMOVE", "COMPLETE", "UNDO", "FAIL"}

func fieldByName(name string) (Field, bool) {
	i := slices.Index(fieldNames[:], strings.ToUpper(name))
	return Field(max(i, 0)), i >= 0
}

var errMalformed = errors.New("text after a closing quotation mark, or no closing quotation mark")

// fieldParser splits text into rows the way the text parser of .NET's Visual
// Basic library does, which IdFix uses: lines of blanks are passed over, even
// inside a quoted field, and every field is trimmed.
type fieldParser struct {
	text  string
	pos   int
	line  int // lines read
	first int // number of the first line of the last row
}

// more reports whether there is another row.
func (p *fieldParser) more() bool { return strings.TrimFunc(p.text[p.pos:], isSpace) != "" }

// dataLine returns the next line that is not blank, with its line end.
func (p *fieldParser) dataLine() (string, bool) {
	for p.pos < len(p.text) {
		rest := p.text[p.pos:]
		n := lineLength(rest)
		p.pos += n
		p.line++
		if strings.TrimFunc(rest[:n], isSpace) != "" {
			return rest[:n], true
		}
	}
	return "", false
}

// lineLength is the length of the first line with its line end: CR LF, LF or CR.
func lineLength(s string) int {
	i := strings.IndexAny(s, "\r\n")
	switch {
	case i < 0:
		return len(s)
	case strings.HasPrefix(s[i:], "\r\n"):
		return i + 2
	}
	return i + 1
}

// fields returns the fields of the next row.
func (p *fieldParser) fields() ([]string, error) {
	line, _ := p.dataLine()
	p.first = p.line
	var fields []string
	for pos := 0; pos <= len(strings.TrimRight(line, "\r\n")); {
		if quote, ok := opensQuote(line[pos:]); ok {
			v, next, all, err := p.quoted(line, pos+quote)
			if err != nil {
				return nil, err
			}
			fields = append(fields, strings.TrimFunc(v, isSpace))
			line, pos = all, next
			continue
		}
		comma := strings.IndexByte(line[pos:], ',')
		if comma < 0 {
			return append(fields, strings.TrimFunc(line[pos:], isSpace)), nil
		}
		fields = append(fields, strings.TrimFunc(line[pos:pos+comma], isSpace))
		pos += comma + 1
	}
	return fields, nil
}

// opensQuote reports whether a field begins with a quotation mark, blanks before
// it apart, and where its text begins.
func opensQuote(s string) (int, bool) {
	i := strings.IndexFunc(s, func(r rune) bool { return !isFieldSpace(r) })
	if i < 0 || s[i] != '"' {
		return 0, false
	}
	return i + 1, true
}

// isFieldSpace reports whether the parser ignores r around a quoted field.
func isFieldSpace(r rune) bool {
	return r != '\r' && r != '\n' && r != 0x202F && r != 0x205F && isSpace(r) || r == 0x200B || r == 0xFEFF
}

// quoted reads a quoted field whose text begins at pos and returns it, where the
// next field begins, and the line with all lines that the field went on in.
func (p *fieldParser) quoted(line string, pos int) (v string, next int, all string, err error) {
	var b strings.Builder
	for {
		for pos < len(line) && line[pos] != '"' {
			b.WriteByte(line[pos])
			pos++
		}
		switch {
		case pos == len(line):
			more, ok := p.dataLine()
			if !ok {
				return "", 0, "", errMalformed
			}
			line += more
		case strings.HasPrefix(line[pos:], `""`):
			b.WriteByte('"')
			pos += 2
		default:
			next, err := closeQuote(line, pos+1)
			return b.String(), next, line, err
		}
	}
}

// closeQuote passes over blanks behind a closing quotation mark and the comma or
// line end that has to follow.
func closeQuote(line string, pos int) (int, error) {
	n := strings.IndexFunc(line[pos:], func(r rune) bool { return !isFieldSpace(r) })
	switch {
	case pos == len(line):
		return pos + 1, nil
	case n < 0: // blanks at the very end of the file count as one more field
		return len(line), nil
	case strings.IndexByte(",\r\n", line[pos+n]) >= 0:
		return pos + n + 1, nil
	}
	return 0, errMalformed
}
