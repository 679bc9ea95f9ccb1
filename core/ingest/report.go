// Package ingest turns the bytes of an export into objects in a directory.Store:
// it finds the encoding, the delimiter and the tool that wrote the file, reads
// record by record, and says what was lost. A broken record never ends a load: it
// is reported with its line and first bytes and the next one is read. The file is
// never held whole.
//
// gocsv, which writes presync's own CSV files (core/report and core/rules/idfix), reads
// none here, not even those of the admin centers, whose columns seem fixed. It binds a
// header to the fields of a struct; but each of these exports has several headers, and
// spreadsheets, Select-Object and a user's choice make more. It skips neither a #TYPE
// nor a sep= line, ends at the first row with another number of fields, and tells
// neither the line nor the bytes of a row, on which every diagnostic and the view of an
// original record rest. And it allocates some 14 times for each user of a Get-MgUser
// export (gocsv v0.0.0-20240520201108), where the reader here allocates only for the
// file.
package ingest

import (
	"io"

	"presync/core/directory"
	"presync/core/message"
)

// Role is the side that a file describes.
type Role uint8

// The roles. RoleUnknown asks the reader to find out.
const (
	RoleUnknown Role = iota
	OnPrem
	Cloud
)

// String returns the word used in outputs.
func (r Role) String() string {
	switch r {
	case OnPrem:
		return "onprem"
	case Cloud:
		return "cloud"
	}
	return "unknown"
}

// RoleByName is the inverse of Role.String.
func RoleByName(s string) Role {
	switch s {
	case "onprem":
		return OnPrem
	case "cloud":
		return Cloud
	}
	return RoleUnknown
}

// Options are what the user decided about one file; the zero value leaves every
// decision to the reader.
type Options struct {
	Role      Role
	Encoding  string // a name of Encodings, "" to detect
	Delimiter byte   // 0 to detect
	Shape     Shape  // one of Shapes; "" to detect
	// Columns gives columns of a table, properties of JSON or attribute names of LDIF,
	// by their header, another meaning than the reader would; AttrNone leaves one out.
	Columns map[string]directory.Attr
	// Members are the choices for single files of an archive, by the names under which
	// they are reported, in place of those above.
	Members map[string]Options
	// Recall, which may be nil, is asked for the choices made earlier for a file like
	// this one, when there are none for it. head is the beginning of the file.
	Recall func(head []byte, name string) (Options, bool)
}

// Target is where the objects go.
type Target struct {
	OnPrem *directory.Store
	Cloud  *directory.Store
	// Other, which may be nil, sees the head of every file that LoadAll meets, those in
	// archives too. It takes a file that holds no objects by returning a function,
	// which reads that file and reports about it.
	Other func(head []byte) Reader
}

// Reader reads a file and reports what it understood; the sizes are filled in for it.
type Reader func(r io.Reader, name string) Report

// headSize is how much of a file Target.Other sees.
const headSize = 4096

// Level grades a diagnostic.
type Level uint8

// The levels of a diagnostic: Note says how something was read, Loss that
// something could not be read, Fatal that the file gave nothing.
const (
	Note Level = iota
	Loss
	Fatal
)

// String returns the word used in outputs.
func (l Level) String() string {
	switch l {
	case Loss:
		return "loss"
	case Fatal:
		return "fatal"
	}
	return "note"
}

// Diagnostic is something that the user has to know about a file. Diagnostics of
// one code are kept singly up to a limit, and what comes after is counted in the
// last one kept: the counts of a code add up to its occurrences.
type Diagnostic struct {
	Code    string          `json:"code"`
	Level   Level           `json:"level"`
	Line    int64           `json:"line,omitempty"` // first place, from 1; 0 for the file as a whole
	Offset  int64           `json:"offset,omitempty"`
	Excerpt string          `json:"excerpt,omitempty"` // first bytes of the place, printable
	Count   int64           `json:"count"`
	Text    message.Message `json:"text"`   // what happened
	Advice  message.Message `json:"advice"` // what to do next
}

// Column tells how one column (CSV) or attribute name (LDIF) of a file was
// understood.
type Column struct {
	Header string         `json:"header"`
	Attr   directory.Attr `json:"attr"`             // AttrNone when it is not used
	Filled int64          `json:"filled"`           // objects with a value
	Lost   bool           `json:"lost"`             // the export tool wrote a type name instead of values
	Chosen bool           `json:"chosen,omitempty"` // by Options.Columns
}

// Report is what was understood of one file.
type Report struct {
	Name string `json:"name"`
	// Source is the index of the file that was handed in. An archive gives several
	// reports.
	Source int `json:"source"`
	// Packed: the file was unpacked, so the bytes of a record cannot be read back from
	// it by their place.
	Packed bool `json:"packed,omitempty"`
	// Start is where a file of an archive begins in it, with what stands before it.
	Start     int64  `json:"start,omitempty"`
	Index     uint16 `json:"index"` // index in the Files of the store of its role
	Role      Role   `json:"role"`
	Shape     Shape  `json:"shape"`
	Encoding  string `json:"encoding"`
	Delimiter string `json:"delimiter,omitempty"`
	// Guessed names what was decided without certainty: role, encoding, delimiter,
	// class (of all objects, from the name of the file), deleted (likewise).
	Guessed []string `json:"guessed,omitempty"`
	// Chosen names what Options decided: role, encoding, delimiter, shape, columns.
	Chosen []string `json:"chosen,omitempty"`
	// Recalled: the choices are those of Options.Recall.
	Recalled bool `json:"recalled,omitempty"`
	// Header is the HeaderKey of a table, "" for other files.
	Header  string `json:"header,omitempty"`
	Bytes   int64  `json:"bytes"`
	Objects int64  `json:"objects"`
	// Repeated are those of Objects that an earlier file, or an earlier record, holds
	// too. On premises they became one object with it.
	Repeated    int64        `json:"repeated,omitempty"`
	Skipped     int64        `json:"skipped"` // records that could not be read
	Columns     []Column     `json:"columns,omitempty"`
	Diagnostics []Diagnostic `json:"diagnostics,omitempty"`
	// Completeness is filled in by the session, which knows the rules.
	Completeness *Completeness `json:"completeness,omitempty"`
}

// Progress is told to the caller of Load about once a block.
type Progress struct {
	Bytes   int64
	Objects int64
}

// Shape is the kind of file: which tool wrote it.
type Shape string

// The shapes that are recognised. Each has a title in the message catalogue
// under "shape." followed by its name.
const (
	ShapeUnknown Shape = ""
	ShapeLDIF    Shape = "ldif"
	ShapeCSVDE   Shape = "csvde"
	ShapeADCSV   Shape = "ad-powershell" // Get-ADUser, Get-ADObject and the like
	ShapeEntra   Shape = "entra-users"   // Entra admin centre, Download users
	ShapeM365    Shape = "m365-users"    // Microsoft 365 admin centre, Export users
	ShapeGraph   Shape = "graph-csv"     // Get-MgUser, Get-MgGroup, Get-MgContact
	ShapeMsol    Shape = "msol-users"    // Get-MsolUser
	ShapeEXO     Shape = "exchange"      // Get-EXORecipient, Get-Mailbox and the like
	ShapeOther   Shape = "other-csv"     // columns known, tool not
	// Answers of Microsoft Graph, and objects of PowerShell's cloud modules saved
	// with ConvertTo-Json.
	ShapeGraphJSON Shape = "graph-json"
	ShapeOtherJSON Shape = "other-json" // properties known, tool not
)

// TextID is the id of the shape's title in the message catalogue.
func (s Shape) TextID() string {
	if s == ShapeUnknown {
		return "shape.unknown"
	}
	return "shape." + string(s)
}
