package idfix

import (
	"io"
	"strings"
)

// updateFields are the names of an Update file that make up a row.
var updateFields = map[string]Field{
	"distinguishedName": FieldDN,
	"objectClass":       FieldObjectClass,
	"attribute":         FieldAttribute,
	"error":             FieldError,
	"value":             FieldValue,
	"update":            FieldUpdate,
}

// ReadUpdate reads an Update file, in which IdFix logged the changes that it made
// to the directory. The rows say how to undo them: their proposed action is UNDO,
// Value is what was there before and Update what was put in its place.
//
// AsIdFix reads lines of "name: value" and passes over any other, so that a value
// of several lines is cut after the first. Complete joins the lines.
func ReadUpdate(r io.Reader, how Reading) ([]ImportRow, []Problem) {
	m := &importer{}
	text, ok := m.open(r)
	if !ok {
		return m.finish()
	}
	u := &updateReader{importer: m, join: how == Complete}
	for number := 1; len(text) > 0; number++ {
		n := lineLength(text)
		u.line(trimEnd(text[:n]), number)
		text = text[n:]
	}
	u.endValue()
	return m.finish()
}

// updateReader reads the lines of an Update file.
type updateReader struct {
	*importer
	join  bool            // values of several lines are kept
	last  Field           // that a further line belongs to; FieldDN for none
	value strings.Builder // of the field, when it has several lines
}

func (u *updateReader) line(line string, number int) {
	name, v, found := strings.Cut(line, ": ")
	f, known := updateFields[name]
	switch {
	case found && known && f == FieldDN:
		u.endValue()
		u.rows = append(u.rows, ImportRow{Line: number})
		u.rows[len(u.rows)-1].set(FieldProposedAction, "UNDO")
	case len(u.rows) == 0:
		if found && known {
			u.problem(number, false, "idfix.read.orphan")
		}
		return
	case found && name == "action":
		u.endValue()
		u.last = FieldDN
		return
	case !found || !known:
		if u.join && (u.last == FieldValue || u.last == FieldUpdate) {
			u.further(line, number)
		}
		return
	}
	u.endValue()
	u.rows[len(u.rows)-1].set(f, v)
	u.last = f
}

// further adds a line to the present value.
func (u *updateReader) further(line string, number int) {
	if u.value.Len() == 0 {
		u.problem(number, false, "idfix.read.lines")
		u.value.WriteString(u.rows[len(u.rows)-1].Text(u.last))
	}
	u.value.WriteByte('\n')
	u.value.WriteString(line)
}

// endValue stores a value of several lines.
func (u *updateReader) endValue() {
	if u.value.Len() > 0 {
		u.rows[len(u.rows)-1].set(u.last, u.value.String())
		u.value.Reset()
	}
}
