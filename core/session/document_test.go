package session

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"presync/core/report"
)

func writtenDocument(t *testing.T, d *report.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := report.Write(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readDocument(t *testing.T, text []byte) *report.Document {
	t.Helper()
	d, err := report.Read(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A report that is read says what was written, down to the byte.
func TestDocumentIsReadAsItWasWritten(t *testing.T) {
	s, _ := loadSample(t)
	for _, q := range []ReportQuery{
		{}, {Level: report.LevelFindings}, {Level: report.LevelSummary}, {Masked: true, Salt: []byte("salt")},
	} {
		text := writtenDocument(t, s.Document(q))
		if !report.Is(text) {
			t.Errorf("%+v: not recognised: %.80s", q, text)
		}
		if again := writtenDocument(t, readDocument(t, text)); !bytes.Equal(text, again) {
			t.Errorf("%+v: written again it is\n%.400s\nand was\n%.400s", q, again, text)
		}
	}
}

// The tables of a report hold what the lists of the page show.
func TestDocumentTablesEqualTheLists(t *testing.T) {
	s, o := loadSample(t)
	d := readDocument(t, writtenDocument(t, s.Document(ReportQuery{})))
	objects := slices.Collect(d.Objects)
	n := uint32(0)
	for f := range d.Findings {
		want := s.finding(n, 0)
		row := want.Row
		got := FindingRow{
			Finding: n, Object: row.Object, DN: objects[f.Object].DN, CN: objects[f.Object].Name, Class: objects[f.Object].Class,
			Attribute: f.Attribute, Value: f.Value, Rule: d.Rules[f.Rule].ID, Severity: f.Severity, Proposal: f.Proposal, Remove: f.Remove, Holders: row.Holders, Group: uint32(f.Group), Confidence: f.Confidence,
		}
		if got != row || f.Why.String() != want.Why.String() {
			t.Errorf("finding %d is %+v, %q\nand not %+v, %q", n, got, f.Why, row, want.Why)
		}
		n++
	}
	if int64(n) != o.Findings || d.Rows.Findings != int(n) {
		t.Errorf("%d findings in the report, %d in the overview", n, o.Findings)
	}
	n = 0
	for v := range d.Verdicts {
		row := s.matchRow(n)
		outcome := d.Outcomes[v.Outcome]
		if outcome.Row != row.Row || v.Severity != row.Severity || v.CloudID != row.CloudID || v.Keys != strings.Join(row.Keys, " ") {
			t.Errorf("verdict %d is %+v of %s and not %+v", n, v, outcome.Row, row)
		}
		if v.Object >= 0 && objects[v.Object].DN != row.DN {
			t.Errorf("verdict %d is about %s and not %s", n, objects[v.Object].DN, row.DN)
		}
		n++
	}
	if int(n) != s.matched.Len() {
		t.Errorf("%d verdicts of %d", n, s.matched.Len())
	}
}

// A summary lists no objects, those of the comparison included.
func TestSummaryListsNobody(t *testing.T) {
	earlier := loadExports(Settings{}, sampleText(t)).Document(ReportQuery{})
	s := loadExports(Settings{}, strings.ReplaceAll(sampleText(t), "tom&co@", "tomandco@"))
	s.SetBaseline(readDocument(t, writtenDocument(t, earlier)))
	for _, level := range []report.Level{report.LevelFull, report.LevelSummary} {
		text := strings.ToLower(string(writtenDocument(t, s.Document(ReportQuery{Level: level}))))
		if named := strings.Contains(text, "ou=staff"); named != (level == report.LevelFull) {
			t.Errorf("%s: objects are named: %v", level, named)
		}
	}
	if c := s.Diff().Comparison; len(c.Missing) == 0 || len(c.Missing) != int(c.Findings.Fixed+c.Findings.Gone+c.Findings.Unchecked) {
		t.Errorf("%+v", c.Findings)
	}
}

// Nothing of a masked report names anything of the directory.
func TestMaskedDocumentNamesNobody(t *testing.T) {
	s, _ := loadFiles(t, Settings{VerifiedDomains: []string{"contoso.com"}, Privileged: []string{"admin@contoso.com"}, ExcludeOU: []string{"OU=Staff,DC=contoso,DC=com"}},
		samplePath+"onprem.ldf", samplePath+"cloud.csv")
	plain := s.Document(ReportQuery{})
	text := strings.ToLower(string(writtenDocument(t, s.Document(ReportQuery{Masked: true, Salt: []byte{1, 2, 3}}))))
	look := func(v string) {
		if v = strings.ToLower(v); len(v) > 4 && strings.Contains(text, `"`+v+`"`) {
			t.Errorf("%q stands in the masked report", v)
		}
	}
	for o := range plain.Objects {
		look(o.DN)
		look(o.Name)
		look(o.GUID)
	}
	for f := range plain.Findings {
		look(f.Value)
		look(f.Proposal)
	}
	for v := range plain.Verdicts {
		look(v.CloudID)
		look(v.Cloud)
	}
	for _, word := range []string{"contoso", "onprem.ldf", "cloud.csv"} {
		if i := strings.Index(text, word); i >= 0 {
			t.Errorf("the masked report speaks of %s: %s", word, text[max(0, i-80):i+80])
		}
	}
}
