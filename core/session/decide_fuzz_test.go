package session

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"presync/core/change"
)

// FuzzDecisions reads anything as a file of decisions. A decision that is accepted
// names an object and a value of the directory, and every other line is reported.
func FuzzDecisions(f *testing.F) {
	directory, err := os.ReadFile(changePath + "directory.ldf")
	if err != nil {
		f.Fatal(err)
	}
	for _, line := range []string{
		`{"dn":"CN=Anna Berg,OU=Staff,DC=contoso,DC=com","attribute":"mail","action":"edit","newValue":"x@contoso.com"}`,
		"\ufeff" + `{"objectGUID":"3f2504e0-4f89-11d3-9a0c-0305e82c3301","attribute":"proxyAddresses","value":"smtp:a","action":"remove","note":"n"}`,
		`{"dn":"x"} {}`, "[]\n\n{", `{"unknown":1}`,
	} {
		f.Add([]byte(line))
	}
	s := New()
	s.Load(LoadRequest{Files: []FileSpec{{Name: "directory.ldf"}}}, func(int) (io.Reader, error) { return bytes.NewReader(directory), nil }, nil)
	f.Fuzz(func(t *testing.T, text []byte) {
		decisions, problems := s.ReadDecisions(bytes.NewReader(text))
		lines := 0
		for line := range bytes.Lines(text) {
			if len(bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))) > 0 {
				lines++
			}
		}
		if len(decisions)+len(problems) != lines {
			t.Fatalf("%d decisions and %d problems in %d lines", len(decisions), len(problems), lines)
		}
		for _, d := range decisions {
			if int(d.Object) >= s.onprem.Len() || d.Action == change.Edit && len(d.Value) == 0 {
				t.Fatalf("%+v", d)
			}
		}
		for _, p := range problems {
			if p.Line < 1 || strings.HasPrefix(p.Text.String(), "[") {
				t.Fatalf("%+v", p)
			}
		}
		set := s.Changes(decisions)
		for _, format := range changeFormats {
			if _, fail := s.ChangeFile(set, ChangesQuery{Format: format}); fail != nil {
				t.Fatalf("%s: %s", format, fail.Text)
			}
		}
	})
}

// changeFormats are the files that changes are written to.
var changeFormats = []string{ChangesLDIF, ChangesUndo, ChangesPowerShell, ChangesUndoPowerShell, ChangesCSV, ChangesIdFix}
