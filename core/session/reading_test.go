package session

import (
	"io"
	"slices"
	"strings"
	"testing"

	"presync/core/ingest"
)

const germanUsers = "Name des Kontos;Adresse;Notiz\nx@contoso.com;y@contoso.com;n\n"

// loadSpec loads one text under the choices of a request.
func loadSpec(text string, spec FileSpec, remembered map[string]Reading) *ingest.Report {
	spec.Size = int64(len(text))
	o := New().Load(LoadRequest{Files: []FileSpec{spec}, Remembered: remembered},
		func(int) (io.Reader, error) { return strings.NewReader(text), nil }, nil)
	return &o.Files[0]
}

// A choice is found again by the header of a file, and holds nothing of it.
func TestChoicesAreRemembered(t *testing.T) {
	first := loadSpec(germanUsers, FileSpec{Name: "a.csv", Role: "cloud", Shape: "m365-users",
		Columns: map[string]string{"Name des Kontos": "userPrincipalName", "Adresse": "mail"}}, nil)
	if first.Objects != 1 || first.Recalled || !slices.Equal(first.Chosen, []string{"role", "shape", "columns"}) {
		t.Fatalf("%+v", first)
	}
	remembered := map[string]Reading{first.Header: {Role: "cloud", Shape: "m365-users",
		Columns: map[int]string{0: "userPrincipalName", 1: "mail", 7: "sn"}}}
	later := loadSpec(strings.ReplaceAll(germanUsers, "contoso", "fabrikam"), FileSpec{Name: "b.csv"}, remembered)
	if later.Objects != 1 || !later.Recalled || later.Shape != ingest.ShapeM365 || later.Role != ingest.Cloud ||
		!later.Columns[0].Chosen || later.Columns[2].Chosen {
		t.Errorf("%+v", later)
	}
	// What is said about the file itself goes before what is remembered.
	own := loadSpec(germanUsers, FileSpec{Name: "b.csv", Role: "onprem"}, remembered)
	if own.Recalled || own.Role == ingest.Cloud {
		t.Errorf("%+v", own)
	}
	if other := loadSpec("mail;cn\na@contoso.com;a\n", FileSpec{Name: "b.csv"}, remembered); other.Recalled {
		t.Errorf("%+v", other)
	}
}

// A preview needs no workspace, and shows what a load under the same choices gives.
func TestPreviewRequest(t *testing.T) {
	file := FileSpec{Name: "a.csv", Role: "cloud", Columns: map[string]string{"Name des Kontos": "userPrincipalName", "Notiz": ""}}
	res := New().Do(&Request{ID: 3, Preview: &PreviewRequest{File: file, Head: []byte(germanUsers)}}, nil)
	if res.Failure != nil || res.Preview == nil {
		t.Fatalf("%+v", res)
	}
	p, loaded := res.Preview, loadSpec(germanUsers, file, nil)
	if p.Report.Role != loaded.Role || p.Report.Shape != loaded.Shape || p.Report.Objects != 1 || !slices.Equal(p.Report.Columns, loaded.Columns) ||
		len(p.Rows) != 1 || p.Rows[0].Cells[1] != "y@contoso.com" {
		t.Errorf("%+v, loaded as %+v", p, loaded)
	}
}

// What is no choice is left to the reader.
func TestOptionsOfAnything(t *testing.T) {
	opt := FileSpec{Role: "x", Encoding: "ebcdic", Delimiter: "\"", Shape: "x", Columns: map[string]string{"a": "nothing"},
		Members: map[string]FileSpec{"z/a": {Role: "cloud", Delimiter: "é"}}}.Options()
	if opt.Role != ingest.RoleUnknown || opt.Encoding != "" || opt.Delimiter != 0 || opt.Shape != "" || opt.Columns["a"] != 0 || len(opt.Columns) != 1 ||
		opt.Members["z/a"].Role != ingest.Cloud || opt.Members["z/a"].Delimiter != 0 {
		t.Errorf("%+v", opt)
	}
}
