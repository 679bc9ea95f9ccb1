package ui

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/session"
)

func TestReadingsAreKept(t *testing.T) {
	var list []remembered
	for i := range maxReadings + 10 {
		list = withReading(list, fmt.Sprint(i), session.Reading{Role: "cloud", Columns: map[int]string{3: "mail", 5: ""}})
	}
	if len(list) != maxReadings || list[0].Header != "10" {
		t.Errorf("%d are kept, from %s on", len(list), list[0].Header)
	}
	if back := parseReadings(writeReadings(list)); !reflect.DeepEqual(back, list) {
		t.Error("they come back otherwise")
	}
	list = withReading(list, "10", session.Reading{Encoding: "cp850"})
	if n := len(list); n != maxReadings || list[n-1].Reading.Encoding != "cp850" || list[n-1].Reading.Role != "" {
		t.Error("a new choice does not take the place of the former one")
	}
	if list = withReading(list, "10", session.Reading{}); len(list) != maxReadings-1 {
		t.Error("no choice is a choice to forget")
	}
	if list = withReading(nil, "", session.Reading{Role: "cloud"}); list != nil || writeReadings(list) != "" {
		t.Error("a file without a header is remembered")
	}
	for _, text := range []string{"", "null", "{", `{"a":1}`, `[{"header":1}]`} {
		if got := parseReadings(text); len(got) != 0 {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestChoicesOfAReport(t *testing.T) {
	f := &ingest.Report{Name: "z.zip/a.csv", Role: ingest.Cloud, Shape: ingest.ShapeEXO, Encoding: "cp850", Delimiter: ";", Chosen: []string{"role", "delimiter", "columns"},
		Columns: []ingest.Column{{Header: "a", Attr: directory.Mail}, {Header: "b", Attr: directory.Title, Chosen: true}, {Header: "c", Chosen: true}}}
	spec := specOf(f)
	want := session.FileSpec{Name: "z.zip/a.csv", Role: "cloud", Delimiter: ";", Columns: map[string]string{"b": "title", "c": ""}}
	if !reflect.DeepEqual(spec, want) {
		t.Errorf("%+v, want %+v", spec, want)
	}
	r := readingOf(&spec, f.Columns)
	if !reflect.DeepEqual(r, session.Reading{Role: "cloud", Delimiter: ";", Columns: map[int]string{1: "title", 2: ""}}) {
		t.Errorf("%+v", r)
	}
}

func TestConfidenceIsStated(t *testing.T) {
	for _, c := range []struct {
		f    ingest.Report
		part string
		want string
	}{
		{ingest.Report{Role: ingest.OnPrem, Shape: ingest.ShapeLDIF}, "role", "certain"},
		{ingest.Report{Role: ingest.Cloud, Shape: ingest.ShapeGraph}, "shape", "likely"},
		{ingest.Report{Role: ingest.Cloud, Shape: ingest.ShapeEXO, Guessed: []string{"role"}}, "role", "guess"},
		{ingest.Report{Role: ingest.OnPrem, Shape: ingest.ShapeOther}, "shape", "guess"},
		{ingest.Report{Encoding: "utf-8"}, "encoding", "certain"},
		{ingest.Report{Encoding: "windows-1252", Guessed: []string{"encoding"}}, "encoding", "guess"},
		{ingest.Report{Encoding: "cp850", Chosen: []string{"encoding"}}, "encoding", "chosen"},
		{ingest.Report{Encoding: "cp850", Chosen: []string{"encoding"}, Recalled: true}, "encoding", "recalled"},
		{ingest.Report{}, "role", "unknown"},
		{ingest.Report{}, "shape", "unknown"},
	} {
		if got := confidence(&c.f, c.part); got != c.want {
			t.Errorf("%s of %+v: %s, want %s", c.part, c.f, got, c.want)
		}
	}
}

func TestFilesThatCanBeReadOtherwise(t *testing.T) {
	diagnostic := func(code string, level ingest.Level) ingest.Report {
		return ingest.Report{Encoding: "utf-8", Diagnostics: []ingest.Diagnostic{{Code: code, Level: level}}}
	}
	for code, want := range map[string]bool{"spreadsheet": false, "not-export": false, "empty": false, "unknown-header": true, "binary": true} {
		if f := diagnostic(code, ingest.Fatal); canBeReadOtherwise(&f) != want {
			t.Errorf("%s: %t", code, !want)
		}
	}
	if f := diagnostic("columns-missing", ingest.Loss); !canBeReadOtherwise(&f) {
		t.Error("a file with a loss cannot be read otherwise")
	}
	for _, f := range []ingest.Report{{Shape: session.ShapeIdFixCSV, Encoding: "utf-8"}, {Packed: true}} {
		if canBeReadOtherwise(&f) {
			t.Errorf("%+v can be read otherwise", f)
		}
	}
}

func TestMeaningsFitTheSide(t *testing.T) {
	if m := meanings(ingest.OnPrem); slices.Contains(m, "onPremisesImmutableId") || !slices.Contains(m, "extensionAttribute15") {
		t.Errorf("on premises: %q", m)
	}
	if m := meanings(ingest.Cloud); !slices.Contains(m, "onPremisesImmutableId") || !slices.Contains(m, "onPremisesProvisioningErrors") {
		t.Errorf("cloud: %q", m)
	}
}

func TestCommandsForWhatIsMissing(t *testing.T) {
	names := func(f ingest.Report) string {
		out := ""
		for _, c := range commandsFor(&f) {
			out += c.Name + " "
		}
		return out
	}
	lacking := func(command string, attributes ...string) *ingest.Completeness {
		c := &ingest.Completeness{Command: command}
		for _, a := range attributes {
			c.Columns = append(c.Columns, ingest.NeededColumn{Attribute: a, State: ingest.ColumnAbsent, Verdicts: []ingest.Question{ingest.AskDeleted}})
		}
		return c
	}
	for want, f := range map[string]ingest.Report{
		"":                     {Completeness: lacking("graph", "isCloudManaged")},
		"graph ":               {Completeness: lacking("graph", "onPremisesImmutableId")},
		"graph-deleted ":       {Completeness: lacking("graph", "deletedDateTime")},
		"graph graph-deleted ": {Completeness: lacking("graph", "userType", "deletedDateTime")},
		"ad-powershell ":       {Diagnostics: []ingest.Diagnostic{{Code: "unknown-header"}}},
		"ldifde ":              {Completeness: lacking("ldifde", "adminDescription")},
	} {
		if got := names(f); got != want {
			t.Errorf("%+v: %q, want %q", f, got, want)
		}
	}
}
