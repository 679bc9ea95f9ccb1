package session

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
)

// zipped reads the files of an archive.
func zipped(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

func changeFileOf(t *testing.T, s *Session, q ChangesQuery) *ExportResult {
	t.Helper()
	file, fail := s.Export(ExportRequest{What: ExportChanges, Changes: q})
	if fail != nil {
		t.Fatal(fail.Text)
	}
	return file
}

// The script for the cloud side holds the remedies of the verdicts that were chosen,
// and stays out of the archive when none was.
func TestCloudSideOfChosenVerdicts(t *testing.T) {
	s, _ := loadSample(t)
	decide(t, s, DecideRequest{Action: ActionAcceptSafe, Filter: &FindingsFilter{}})
	files := zipped(t, changeFileOf(t, s, ChangesQuery{Format: ChangesZIP}).Data)
	if _, there := files[cloudName]; there || strings.Contains(files["README.txt"], cloudName) {
		t.Error("no verdict was chosen")
	}

	all := &VerdictSelection{Filter: &MatchesFilter{}}
	script := string(changeFileOf(t, s, ChangesQuery{Format: ChangesCloud, Cloud: all}).Data)
	files = zipped(t, changeFileOf(t, s, ChangesQuery{Format: ChangesZIP, Cloud: all}).Data)
	if files[cloudName] != script || !strings.Contains(files["README.txt"], "cloud.ps1    ") {
		t.Errorf("the archive holds another script, or does not tell of it:\n%s", files["README.txt"])
	}
	if strings.Contains(script, "Set-AD") || !strings.Contains(script, "Set-Anchor -Id ") {
		t.Errorf("the script is not one for the cloud:\n%s", script)
	}

	stale := s.Matches(MatchesQuery{Filter: MatchesFilter{Row: []string{"D-17"}}}).Rows
	if len(stale) == 0 {
		t.Fatal("the sample has no stale ImmutableId")
	}
	one := changeFileOf(t, s, ChangesQuery{Format: ChangesCloud, Cloud: &VerdictSelection{Verdicts: []uint32{stale[0].Verdict}}})
	if one.Rows != 1 || !strings.Contains(string(one.Data), "# D-17 ") || !strings.Contains(string(one.Data), stale[0].DN) {
		t.Errorf("%d changes:\n%s", one.Rows, one.Data)
	}
	ready := s.Matches(MatchesQuery{Filter: MatchesFilter{Row: []string{"D-01"}}}).Rows
	_, fail := s.Export(ExportRequest{What: ExportChanges, Changes: ChangesQuery{Format: ChangesCloud, Cloud: &VerdictSelection{Verdicts: []uint32{ready[0].Verdict, 1 << 30}}}})
	if fail == nil || fail.Text.ID != "failure.no-cloud-steps" {
		t.Errorf("a verdict with nothing to do: %v", fail)
	}
}

// The changes of the page and those of a list of decisions make the same files.
func TestDecisionsAreExportedAsChanges(t *testing.T) {
	s := loadChange(t)
	decide(t, s, DecideRequest{Action: ActionAcceptSafe, Filter: &FindingsFilter{}})
	for _, format := range []string{ChangesLDIF, ChangesUndo, ChangesPowerShell, ChangesUndoPowerShell, ChangesCSV, ChangesIdFix} {
		want, fail := s.ChangeFile(s.Changes(s.SafeDecisions()), ChangesQuery{Format: format})
		if fail != nil {
			t.Fatal(fail.Text)
		}
		if got := changeFileOf(t, s, ChangesQuery{Format: format}); !bytes.Equal(got.Data, want.Data) || got.Name != want.Name {
			t.Errorf("%s: %s\nwant %s", format, got.Data, want.Data)
		}
	}
	names := []string{}
	for name := range zipped(t, changeFileOf(t, s, ChangesQuery{Format: ChangesZIP}).Data) {
		names = append(names, name)
	}
	slices.Sort(names)
	if want := []string{"README.txt", "changes.csv", "changes.ldf", "changes.ps1", "idfix.csv", "undo.ldf", "undo.ps1"}; !slices.Equal(names, want) {
		t.Errorf("the archive holds %q", names)
	}
}
