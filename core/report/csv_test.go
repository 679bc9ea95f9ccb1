package report

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

func TestCSVKeepsHostileCellsHarmless(t *testing.T) {
	rows := []Finding{
		{DN: `CN=Silva\, "Bruno",DC=contoso,DC=com`, Value: `=HYPERLINK("http://x")`, Proposal: "+X+QUj", Reason: "two\nlines", Line: 7},
		{DN: "@SUM(A1)", Value: "\tblank", Proposal: "-1", Why: "плюс"},
	}
	var out bytes.Buffer
	n, err := WriteCSV(&out, slices.Values(rows), Options{})
	if err != nil || n != 2 {
		t.Fatalf("WriteCSV = %d, %v", n, err)
	}
	text := out.String()
	if !strings.HasPrefix(text, "\uFEFF\"distinguishedName\",\"cn\"") || !strings.HasSuffix(text, "\"\r\n") {
		t.Fatalf("byte order mark, header or line ends are wrong: %q", text)
	}
	got, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	first, second := got[1], got[2]
	for i, want := range map[int]string{0: rows[0].DN, 4: `'=HYPERLINK("http://x")`, 9: "'+X+QUj", 11: "two\nlines", 14: "7"} {
		if first[i] != want {
			t.Errorf("cell %d = %q, want %q", i, first[i], want)
		}
	}
	for i, want := range map[int]string{0: "'@SUM(A1)", 4: "'\tblank", 8: "плюс", 9: "'-1"} {
		if second[i] != want {
			t.Errorf("cell %d = %q, want %q", i, second[i], want)
		}
	}
}

// A spreadsheet that expects the other separator, blanks before a formula, and signs of
// full width are thought of; a comma between commas and words are left alone.
func TestCSVNeutralisesWhereverACellMayBegin(t *testing.T) {
	for cell, want := range map[string]string{
		"a;=1+1":            "a;'=1+1",
		"a; \"\"@SUM(A1)":   "a; \"\"'@SUM(A1)",
		"a\n-1":             "a\n'-1",
		"a\t+1":             "a\t'+1",
		" =1":               " '=1",
		"\n=1":              "'\n'=1",
		"\uff1d1+1":         "'\uff1d1+1",
		"a,=1":              "a,=1",
		"CN=a,OU=b-c;d = e": "CN=a,OU=b-c;d = e",
		"a - b; c + d":      "a - b; c + d",
	} {
		if got := Neutralise(cell, ','); got != want {
			t.Errorf("%q: %q, not %q", cell, got, want)
		}
	}
	if got := Neutralise("a,=1;=2", ';'); got != "a,'=1;=2" {
		t.Errorf("with semicolons: %q", got)
	}
}

// Excel in a language that writes decimals with a comma separates at semicolons.
func TestCSVWithSemicolons(t *testing.T) {
	var out bytes.Buffer
	if _, err := WriteCSV(&out, slices.Values([]Match{{CloudID: "a;b,c", Row: "D-08"}}), Options{Semicolon: true}); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\uFEFF")))
	r.Comma = ';'
	if got, err := r.ReadAll(); err != nil || got[1][7] != "a;b,c" || got[1][4] != "D-08" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestCSVExactKeepsValues(t *testing.T) {
	var out bytes.Buffer
	if _, err := WriteCSV(&out, slices.Values([]Match{{CloudID: "+abc=", Row: "D-08"}}), Options{Exact: true}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"+abc="`) {
		t.Fatalf("the value was changed: %q", out.String())
	}
}

func TestCSVHeaderWithoutRecords(t *testing.T) {
	var out bytes.Buffer
	n, err := WriteCSV(&out, slices.Values([]Match(nil)), Options{})
	if err != nil || n != 0 || strings.Count(out.String(), "\r\n") != 1 {
		t.Fatalf("n %d, err %v, text %q", n, err, out.String())
	}
}
