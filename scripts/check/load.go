package main

import (
	"encoding/base64"
	"io"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/session"
)

// loadLine is a line of -format load: what was understood of a file.
type loadLine struct {
	File         string               `json:"file"`
	Role         string               `json:"role"`
	Shape        string               `json:"shape"`
	Encoding     string               `json:"encoding"`
	Delimiter    string               `json:"delimiter"`
	Guessed      []string             `json:"guessed,omitempty"`
	Bytes        int64                `json:"bytes"`
	Objects      int64                `json:"objects"`
	Skipped      int64                `json:"skipped"`
	Repeated     int64                `json:"repeated"`
	Diagnostics  []diagnosticLine     `json:"diagnostics"`
	Columns      []columnLine         `json:"columns"`
	Completeness *ingest.Completeness `json:"completeness,omitempty"`
}

type diagnosticLine struct {
	Code    string `json:"code"`
	Level   string `json:"level"` // note, loss or fatal
	Line    int64  `json:"line"`
	Offset  int64  `json:"offset"`
	Count   int64  `json:"count"`
	Message string `json:"message"`
	Advice  string `json:"advice"`
	Excerpt string `json:"excerpt,omitempty"`
}

// columnLine is a column with its share of filled rows, from 0 to 1. Name is the
// canonical name, "" for a column that is not used.
type columnLine struct {
	Name   string  `json:"name"`
	Header string  `json:"header"`
	Filled int64   `json:"filled"`
	Fill   float64 `json:"fill"`
	Lost   bool    `json:"lost,omitempty"`
}

func writeLoad(w io.Writer, o *session.Overview) error {
	enc := jsonLines(w)
	for i := range o.Files {
		if err := enc.Encode(describeLoad(&o.Files[i])); err != nil {
			return err
		}
	}
	return nil
}

func describeLoad(f *ingest.Report) loadLine {
	l := loadLine{
		File: f.Name, Role: f.Role.String(), Shape: string(f.Shape), Encoding: f.Encoding, Delimiter: f.Delimiter,
		Guessed: f.Guessed, Bytes: f.Bytes, Objects: f.Objects, Skipped: f.Skipped, Repeated: f.Repeated,
		Diagnostics: []diagnosticLine{}, Columns: []columnLine{}, Completeness: f.Completeness,
	}
	for _, d := range f.Diagnostics {
		l.Diagnostics = append(l.Diagnostics, diagnosticLine{
			Code: d.Code, Level: d.Level.String(), Line: d.Line, Offset: d.Offset, Count: d.Count,
			Message: d.Text.String(), Advice: d.Advice.String(), Excerpt: d.Excerpt,
		})
	}
	for _, c := range f.Columns {
		line := columnLine{Name: c.Attr.String(), Header: c.Header, Filled: c.Filled, Lost: c.Lost}
		if f.Objects > 0 {
			line.Fill = float64(c.Filled) / float64(f.Objects)
		}
		l.Columns = append(l.Columns, line)
	}
	return l
}

// objectLine is a line of -format objects.
type objectLine struct {
	DN         string              `json:"dn,omitempty"`
	CloudID    string              `json:"cloudId,omitempty"`
	Role       string              `json:"role"`
	Class      string              `json:"class"`
	File       string              `json:"file"`
	Line       uint32              `json:"line"`
	Attributes map[string][]string `json:"attributes"`
}

// writeObjects prints every object of both sides. A cloud object that several files
// describe has a line for each.
func writeObjects(w io.Writer, s *session.Session) error {
	enc := jsonLines(w)
	for _, store := range []*directory.Store{s.OnPrem(), s.Cloud()} {
		role := ingest.OnPrem
		if store == s.Cloud() {
			role = ingest.Cloud
		}
		for id := range store.Len() {
			if err := enc.Encode(describeObject(store, directory.ID(id), role)); err != nil {
				return err
			}
		}
	}
	return nil
}

func describeObject(store *directory.Store, id directory.ID, role ingest.Role) objectLine {
	at := store.Location(id)
	l := objectLine{
		DN: store.Text(id, directory.DN), CloudID: store.Text(id, directory.CloudID), Role: role.String(),
		Class: store.Class(id).String(), File: store.Files[at.File].Name, Line: at.Line, Attributes: map[string][]string{},
	}
	from, to := store.RefRange(id)
	for n := from; n < to; n++ {
		r := store.Ref(n)
		name := r.Attr().String()
		if r.Len() == 0 || r.Attr() == directory.DN && l.Attributes[name] != nil {
			continue // an export may hold the distinguished name twice
		}
		l.Attributes[name] = append(l.Attributes[name], canonicalText(r.Attr(), store.Value(r)))
	}
	return l
}

// canonicalText is a value as text: identifiers in their usual notation, binary
// values that are none in base64.
func canonicalText(a directory.Attr, v []byte) string {
	switch a.Info().Kind {
	case directory.GUID:
		if len(v) != 16 {
			return base64.StdEncoding.EncodeToString(v)
		}
	case directory.SID:
		if len(v) < 8 || len(v) != 8+4*int(v[1]) {
			return base64.StdEncoding.EncodeToString(v)
		}
	}
	return directory.FormatValue(a, v)
}
