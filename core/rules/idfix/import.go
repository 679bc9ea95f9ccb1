package idfix

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"presync/core/message"
)

// Reading says how IdFix's files are read.
type Reading uint8

const (
	// AsIdFix reads what IdFix 2.6.0.3 reads, and stops where it stops.
	AsIdFix Reading = iota
	// Complete keeps what IdFix loses: blanks around values, columns behind an
	// unknown one, rows behind a broken one, values of several lines.
	Complete
)

// Field is a column of IdFix's files.
type Field uint8

// The columns in the order of IdFix's header.
const (
	FieldDN Field = iota
	FieldCN
	FieldObjectClass
	FieldAttribute
	FieldError
	FieldValue
	FieldUpdate
	FieldProposedAction
	FieldAction
	fieldCount
)

var fieldNames = [fieldCount]string{
	"DISTINGUISHEDNAME", "COMMONNAME", "OBJECTCLASS", "ATTRIBUTE", "ERROR", "VALUE", "UPDATE", "PROPOSEDACTION", "ACTION",
}

// ImportRow is a row read from one of IdFix's files.
type ImportRow struct {
	DN             string
	CN             string
	ObjectClass    string
	Attribute      string
	Error          string
	Value          string
	Update         string
	ProposedAction string // Edit, Remove, Complete; UNDO for a row of an Update file
	Action         string // EDIT, REMOVE, COMPLETE, UNDO, FAIL or nothing
	Line           int    // first line of the row in the file, from 1
	has            uint16
}

// Has reports whether the file gave the row a value for a field, if only an empty
// one.
func (r *ImportRow) Has(f Field) bool { return r.has&(1<<f) != 0 }

// Text is the value of a field.
func (r *ImportRow) Text(f Field) string { return *r.field(f) }

func (r *ImportRow) field(f Field) *string {
	return [...]*string{&r.DN, &r.CN, &r.ObjectClass, &r.Attribute, &r.Error, &r.Value, &r.Update, &r.ProposedAction, &r.Action}[f]
}

func (r *ImportRow) set(f Field, v string) {
	*r.field(f) = v
	r.has |= 1 << f
}

// Problem is something in a file that IdFix, or presync, cannot read as it was
// meant.
type Problem struct {
	Line  int  // from 1; 0 for the file as a whole
	Stops bool // reading ended here
	Text  message.Message
}

// FileKind is what a file of IdFix is.
type FileKind uint8

// The kinds of file that IdFix reads.
const (
	NotIdFix   FileKind = iota
	FileCSV             // an export of the grid
	FileUpdate          // the log of changes that IdFix made, for undoing them
)

// Detect tells from the beginning of a file whether it is one of IdFix's.
func Detect(head []byte) FileKind {
	text, _ := decode(head)
	first, rest, _ := strings.Cut(text[preamble(text):], "\n")
	if strings.HasPrefix(first, "distinguishedName: ") && strings.HasPrefix(rest, "objectClass: ") {
		return FileUpdate
	}
	upper := strings.ToUpper(first)
	for _, f := range []Field{FieldDN, FieldAttribute, FieldError, FieldValue, FieldUpdate} {
		if !strings.Contains(upper, fieldNames[f]) {
			return NotIdFix
		}
	}
	return FileCSV
}

// maxFile is how much of a file is read, which is some 250,000 rows.
const maxFile = 64 << 20

// importer collects rows and problems.
type importer struct {
	rows      []ImportRow
	problems  []Problem
	delim     byte // between fields: a comma unless a spreadsheet wrote the file anew
	quotesAll bool // the file was written by a program that quotes every field
	effort    int  // work that may still be done to find out what broken rows mean
}

// open reads a file as text.
func (m *importer) open(r io.Reader) (string, bool) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		m.problem(0, true, "idfix.read.failed", message.Text("reason", err.Error()))
		return "", false
	}
	if len(data) > maxFile {
		data = data[:maxFile]
		m.problem(0, true, "idfix.read.large", message.Bytes("limit", maxFile))
	}
	text, ok := decode(data)
	if !ok {
		m.problem(0, false, "idfix.read.encoding")
	}
	return text, true
}

func (m *importer) problem(line int, stops bool, id string, args ...message.Arg) {
	m.problems = append(m.problems, Problem{Line: line, Stops: stops, Text: message.New(id, args...)})
}

// preamble is the length of the lines before the header: empty ones, and the one with
// which a spreadsheet program notes the delimiter.
func preamble(text string) int {
	for at := 0; ; {
		n := lineLength(text[at:])
		line := strings.TrimFunc(text[at:at+n], isSpace)
		if n == 0 || line != "" && !(len(line) == 5 && strings.EqualFold(line[:4], "sep=")) {
			return at
		}
		at += n
	}
}

// finish puts the rows in IdFix's order: by distinguished name, a row without one
// first.
func (m *importer) finish() ([]ImportRow, []Problem) {
	keys := make(map[string]string, len(m.rows))
	for i := range m.rows {
		if dn := m.rows[i].DN; keys[dn] == "" {
			keys[dn] = string(fold(nil, []byte(dn)))
		}
	}
	slices.SortStableFunc(m.rows, func(a, b ImportRow) int { return strings.Compare(keys[a.DN], keys[b.DN]) })
	return m.rows, m.problems
}

// decode reads text as .NET does: UTF-8 unless a byte order mark says otherwise.
// It reports whether every byte could be read.
func decode(data []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return decodeUTF16(data[2:], binary.BigEndian)
	}
	if utf8.Valid(data) {
		return string(data), true
	}
	return strings.ToValidUTF8(string(data), "\uFFFD"), false
}

func decodeUTF16(data []byte, order binary.ByteOrder) (string, bool) {
	u := make([]uint16, len(data)/2)
	for i := range u {
		u[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(u)), len(data)%2 == 0
}
