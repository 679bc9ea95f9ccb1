package session

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"presync/core/change"
	"presync/core/directory"
	"presync/core/message"
	"presync/core/report"
	"presync/core/rules"
	"presync/core/rules/idfix"
)

const changePath = "../../testdata/change/"

var updateFiles = flag.Bool("update", false, "write the files of testdata/change/zip anew")

func loadChange(t *testing.T) *Session {
	t.Helper()
	s, _ := loadFiles(t, Settings{}, changePath+"directory.ldf")
	return s
}

// Accepting all safe proposals cures every finding that one was made for, and
// makes no new finding.
func TestSafeProposalsCureWhatTheyAreFor(t *testing.T) {
	for name, s := range map[string]*Session{"directory": loadChange(t), "sample": first(loadSample(t))} {
		safe := 0
		s.checked.Findings(func(_ int, f rules.Finding) bool {
			if p, ok := s.checked.Propose(f); ok && p.Safe {
				safe++
			}
			return true
		})
		set := s.Changes(s.SafeDecisions())
		w := s.WhatIf(set)
		if len(set.Problems) > 0 || len(set.Changes) == 0 || w.New != 0 || w.Cured < int64(safe) || safe == 0 {
			t.Errorf("%s: %d changes, %d safe proposals, problems %v, %+v", name, len(set.Changes), safe, set.Problems, w)
		}
		var sum int64
		for _, c := range w.Counts {
			sum += c.N
		}
		if sum != w.After || w.Before != int64(s.checked.Len()) {
			t.Errorf("%s: the counts do not add up: %+v", name, w)
		}
	}
}

func first(s *Session, _ *Overview) *Session { return s }

func readDecisions(t *testing.T, s *Session) (*change.Set, []DecisionProblem) {
	t.Helper()
	f, err := os.Open(changePath + "decisions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	decisions, problems := s.ReadDecisions(f)
	return s.Changes(decisions), problems
}

func TestFileOfDecisions(t *testing.T) {
	set, problems := readDecisions(t, loadChange(t))
	var got []string
	for _, p := range problems {
		got = append(got, message.Group(int64(p.Line))+" "+p.Text.ID)
		if !message.English.Has(p.Text.ID) {
			t.Errorf("no text %s", p.Text.ID)
		}
	}
	want := []string{"7 change.line.object", "8 change.line.attribute", "9 change.line.action", "10 change.line.value",
		"11 change.line.empty", "12 change.line.unreadable", "13 change.line.unreadable"}
	if !slices.Equal(got, want) {
		t.Errorf("lines %q", got)
	}
	if len(set.Changes) != 3 || set.Kept != 1 || len(set.Problems) != 1 || set.Problems[0].Text.ID != "change.problem.conflict" {
		t.Errorf("%d changes, %d kept, %v", len(set.Changes), set.Kept, set.Problems)
	}
}

// The archive holds every file, and each is the one that is kept in testdata.
func TestArchiveOfChanges(t *testing.T) {
	s := loadChange(t)
	set, _ := readDecisions(t, s)
	safe := slices.DeleteFunc(s.SafeDecisions(), func(d change.Decision) bool { return d.Object == 2 })
	merged, _ := s.ReadDecisions(strings.NewReader(`{"objectGUID":"05050505-0505-0505-0505-050505050505","attribute":"proxyAddresses","value":"smtp:zoe@contoso.com","action":"remove"}
{"dn":"CN=O'Neil & ‘Sons’,OU=Partners,DC=contoso,DC=com","attribute":"displayName","action":"edit","newValue":"O'Neil\t& ‘Sons’ $(whoami)","note":"=1+1"}`))
	if len(set.Problems) == 0 {
		t.Fatal("no problem to tell of")
	}
	set = &change.Set{Changes: s.Changes(append(safe, merged...)).Changes, Problems: set.Problems}
	z, fail := s.ChangeFile(set, ChangesQuery{Format: ChangesZIP, Guard: true, Sources: []ChangeSource{{Name: "directory.ldf", Size: 2000, SHA256: "0123abcd"}}})
	if fail != nil {
		t.Fatal(fail)
	}
	r, err := zip.NewReader(bytes.NewReader(z.Data), int64(len(z.Data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
		goldenChange(t, f.Name, data)
	}
	if want := []string{"changes.ldf", "undo.ldf", "changes.ps1", "undo.ps1", "changes.csv", "idfix.csv", "README.txt"}; !slices.Equal(names, want) {
		t.Errorf("the archive holds %q", names)
	}
}

func goldenChange(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join(changePath, "zip", name)
	if *updateFiles {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s differs (%v); it would be\n%s", path, err, got)
	}
}

// IdFix reads from idfix.csv what was decided.
func TestIdFixReadsTheChanges(t *testing.T) {
	s := loadChange(t)
	set, _ := readDecisions(t, s)
	file, fail := s.ChangeFile(set, ChangesQuery{Format: ChangesIdFix})
	if fail != nil {
		t.Fatal(fail)
	}
	rows, problems := idfix.ReadCSV(bytes.NewReader(file.Data), idfix.AsIdFix)
	if len(problems) > 0 {
		t.Fatalf("%+v", problems)
	}
	var got []string
	for _, r := range rows {
		got = append(got, r.Action+" "+r.Attribute+" "+r.Value+" > "+r.Update)
	}
	want := []string{"REMOVE proxyAddresses smtp:zoe@contoso.com > ", "EDIT displayName =O'Neil & ‘Sons’ > O'Neil\t& ‘Sons’ $(whoami)",
		"EDIT userPrincipalName bruno @contoso.com > bruno@contoso.com"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// Whatever a value holds, a cell of changes.csv is that value, with an apostrophe
// before it where a spreadsheet would run it, and a cell of idfix.csv is exactly it.
func TestCellsHoldAnyValue(t *testing.T) {
	s := loadChange(t)
	for _, v := range []string{
		`O'Neil "Tim"`, "`$(x)`", "line\nbreak", "line\r\nbreak, and \"more\"", " leading", "trailing ", "nul\x00inside", "\u202eright to left",
		"emoji 😀", "=1+1", "@SUM(A1)", "+1", "-1", "\ttab", "\rreturn", "a;b|c", strings.Repeat("ä", 10000), `"`, `",",`,
	} {
		d := change.Decision{Object: 0, Attr: directory.DisplayName, Action: change.Edit, Value: []byte(v), Note: v}
		var ok bool
		if d.Ref, ok = s.valueOf(0, directory.DisplayName, nil); !ok {
			t.Fatal("no display name")
		}
		set := s.Changes([]change.Decision{d})
		for format, want := range map[string]string{ChangesCSV: report.Neutralise(v, ','), ChangesIdFix: v} {
			file, fail := s.ChangeFile(set, ChangesQuery{Format: format})
			if fail != nil {
				t.Fatal(fail)
			}
			_, row, _ := strings.Cut(string(file.Data), "\r\n")
			if got := cells(t, row); len(got) < 9 || got[map[string]int{ChangesCSV: 7, ChangesIdFix: 6}[format]] != want {
				t.Errorf("%s: %.40q is written %.400q", format, v, row)
			}
		}
	}
}

// cells reads one record of quoted cells (RFC 4180), line ends inside of cells as
// they are.
func cells(t *testing.T, record string) []string {
	t.Helper()
	var out []string
	for {
		cell, quoted := "", false
		if record, quoted = strings.CutPrefix(record, `"`); !quoted {
			t.Fatalf("a cell without quotation marks: %.80q", record)
		}
		for {
			part, rest, ended := strings.Cut(record, `"`)
			if !ended {
				t.Fatalf("a cell does not end: %.80q", record)
			}
			cell += part
			if record, quoted = strings.CutPrefix(rest, `"`); !quoted {
				break
			}
			cell += `"`
		}
		out = append(out, cell)
		if record == "\r\n" {
			return out
		}
		if record, quoted = strings.CutPrefix(record, ","); !quoted {
			t.Fatalf("text behind a cell: %.80q", record)
		}
	}
}

func TestFormatsOfChanges(t *testing.T) {
	s := loadChange(t)
	set := s.Changes(s.SafeDecisions())
	for _, f := range changeFiles {
		if file, fail := s.ChangeFile(set, ChangesQuery{Format: f.format}); fail != nil || file.Name != f.name || len(file.Data) == 0 {
			t.Errorf("%s: %+v %v", f.format, file, fail)
		}
	}
	if _, fail := s.ChangeFile(set, ChangesQuery{Format: "exe"}); fail == nil {
		t.Error("an unknown format is written")
	}
}
