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
	last := FieldDN // the field that a further line belongs to
	for i, line := range splitLines(text) {
		line = trimEnd(line)
		name, v, found := strings.Cut(line, ": ")
		f, known := updateFields[name]
		switch {
		case found && known && f == FieldDN:
			m.rows = append(m.rows, ImportRow{Line: i + 1})
			m.rows[len(m.rows)-1].set(FieldProposedAction, "UNDO")
		case len(m.rows) == 0:
			if found && known {
				m.problem(i+1, false, "idfix.read.orphan")
			}
			continue
		case found && name == "action":
			last = FieldDN
			continue
		case !found || !known:
			if how == Complete && (last == FieldValue || last == FieldUpdate) {
				row := &m.rows[len(m.rows)-1]
				row.set(last, row.Text(last)+"\n"+line)
				m.problem(i+1, false, "idfix.read.lines")
			}
			continue
		}
		m.rows[len(m.rows)-1].set(f, v)
		last = f
	}
	return m.finish()
}
