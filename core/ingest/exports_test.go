package ingest

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presync/core/directory"
	"presync/core/message"
)

var update = flag.Bool("update", false, "write the golden files of testdata/exports anew")

// recognised is what a golden file holds: the report in words and every object.
type recognised struct {
	Name        string `json:",omitempty"` // in an archive
	Role        string
	Shape       Shape
	Encoding    string
	Delimiter   string   `json:",omitempty"`
	Guessed     []string `json:",omitempty"`
	Objects     int64
	Skipped     int64
	Columns     []string `json:",omitempty"`
	Exported    []string `json:",omitempty"`
	Diagnostics []string `json:",omitempty"`
	Records     []record `json:",omitempty"`
}

type record struct {
	Class  string
	Line   uint32
	Text   string `json:",omitempty"` // the first line of the bytes at the record's place; not of packed files
	Values map[string][]string
}

// shownRecords is how many objects of a file a golden file holds.
const shownRecords = 20

// TestExports reads a sample of every kind of export and compares what was
// recognised, mapped and reported with the golden file beside it.
func TestExports(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testdata, "exports", "*", "*"))
	if err != nil || len(files) < 30 {
		t.Fatal(err, files)
	}
	for _, path := range files {
		if strings.HasSuffix(path, ".golden") {
			continue
		}
		rel, _ := filepath.Rel(testdata, path)
		t.Run(filepath.ToSlash(rel), func(t *testing.T) { compareExport(t, path) })
	}
}

func compareExport(t *testing.T, path string) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := describeAll(filepath.Base(path), text)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(got); err != nil {
		t.Fatal(err)
	}
	golden := path + ".golden"
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("got\n%s\nwant\n%s", b.Bytes(), want)
	}
}

// describeAll describes a file, or the files of an archive in a list.
func describeAll(name string, text []byte) any {
	reps, to := loadPacked(name, bytes.NewReader(text))
	var all []recognised
	for _, rep := range reps {
		l := loaded{Report: rep, store: to.OnPrem}
		if rep.Role == Cloud {
			l.store = to.Cloud
		}
		r := describe(l, text)
		if rep.Name != name {
			r.Name = rep.Name
		}
		all = append(all, r)
	}
	if len(all) == 1 {
		return all[0]
	}
	return all
}

func describe(l loaded, text []byte) recognised {
	out := recognised{
		Role: l.Role.String(), Shape: l.Shape, Encoding: l.Encoding, Delimiter: l.Delimiter, Guessed: l.Guessed,
		Objects: l.Objects, Skipped: l.Skipped,
	}
	for _, c := range l.Columns {
		s := c.Header + " -> " + c.Attr.String()
		if c.Attr == directory.AttrNone {
			s = c.Header + " -> not used"
		}
		if c.Lost {
			s += ", lost"
		}
		out.Columns = append(out.Columns, s)
	}
	if l.Role != RoleUnknown {
		for _, a := range l.store.Files[l.Index].Exported.List() {
			out.Exported = append(out.Exported, a.String())
		}
	}
	for _, d := range l.Diagnostics {
		s := []string{"note", "loss", "fatal"}[d.Level] + " " + d.Code
		if d.Line > 0 {
			s += " line " + message.Group(d.Line)
		}
		if d.Count > 1 {
			s += " times " + message.Group(d.Count)
		}
		out.Diagnostics = append(out.Diagnostics, s+": "+d.Text.String()+" ["+d.Excerpt+"]")
	}
	for id := range l.store.Len() {
		if l.store.Location(directory.ID(id)).File == l.Index && l.Role != RoleUnknown && len(out.Records) < shownRecords {
			out.Records = append(out.Records, describeRecord(l, directory.ID(id), text))
		}
	}
	return out
}

func describeRecord(l loaded, id directory.ID, text []byte) record {
	at := l.store.Location(id)
	r := record{Class: l.store.Class(id).String(), Line: at.Line, Values: map[string][]string{}}
	if !l.Packed {
		bytesOf := text[at.Offset : at.Offset+at.Length]
		if dec := newDecoder(l.Encoding); dec != nil {
			bytesOf, _ = dec.decode(nil, bytesOf, true)
		}
		r.Text = excerpt(bytesOf)
	}
	for a := directory.AttrNone + 1; int(a) < directory.AttrCount; a++ {
		if v := l.values(int(id), a); v != nil {
			r.Values[a.String()] = v
		}
	}
	return r
}

// TestTextsExist checks that every diagnostic of the samples has a text and an
// advice with all arguments filled in.
func TestTextsExist(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(testdata, "exports", "*", "*"))
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		reps, _ := loadPacked(filepath.Base(path), bytes.NewReader(text))
		var all []Diagnostic
		for _, rep := range reps {
			all = append(all, rep.Diagnostics...)
			if id := rep.Shape.TextID(); !message.English.Has(id) {
				t.Errorf("%s: no text %s", path, id)
			}
		}
		for _, d := range all {
			for _, m := range []message.Message{d.Text, d.Advice} {
				if !message.English.Has(m.ID) {
					t.Errorf("%s: no text %s", path, m.ID)
				}
			}
			if s := d.Text.String(); strings.ContainsAny(s, "{}") {
				t.Errorf("%s: an argument of %s is missing: %s", path, d.Text.ID, s)
			}
		}
	}
}
