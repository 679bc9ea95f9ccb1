package session

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"presync/core/message"
	"presync/core/report"
)

// loadExports loads exports given as text.
func loadExports(settings Settings, texts ...string) *Session {
	req := LoadRequest{Settings: settings}
	for i, text := range texts {
		req.Files = append(req.Files, FileSpec{Name: "file" + string(rune('0'+i)), Size: int64(len(text))})
	}
	s := New()
	s.Load(req, func(i int) (io.Reader, error) { return strings.NewReader(texts[i]), nil }, nil)
	return s
}

// openSaved opens a report in a workspace.
func openSaved(t *testing.T, s *Session, text []byte, use string) *Saved {
	t.Helper()
	out, fail := s.OpenSaved(SavedRequest{Name: "report.json", Size: int64(len(text)), Use: use}, bytes.NewReader(text))
	if fail != nil {
		t.Fatalf("%s %s", fail.Text, fail.Advice)
	}
	return out
}

func sampleText(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(samplePath + "onprem.ldf")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), "\r\n", "\n")
}

// decideSome accepts what is safe and ignores one finding with a note.
func decideSome(t *testing.T, s *Session) {
	t.Helper()
	for _, q := range []DecideRequest{
		{Filter: &FindingsFilter{}, Action: ActionAcceptSafe},
		{Findings: []uint32{0}, Action: "ignore", Note: "Left as it is: agreed with “HR”."},
	} {
		if _, fail := s.Decide(q); fail != nil {
			t.Fatal(fail.Text)
		}
	}
}

// The work goes on where it was left: settings and decisions come back, each to its
// finding, and what they change is the same.
func TestSavedWorkIsContinued(t *testing.T) {
	settings := Settings{VerifiedDomains: []string{"contoso.com"}, SuffixMap: map[string]string{"contoso.local": "contoso.com"}}
	s := loadExports(settings, sampleText(t))
	decideSome(t, s)
	text := writtenDocument(t, s.Document(ReportQuery{}))

	about := openSaved(t, New(), text, "")
	if about.Settings == nil || about.Settings.SuffixMap["contoso.local"] != "contoso.com" || about.Findings != s.overview.Findings {
		t.Errorf("the report says %+v", about)
	}
	again := loadExports(*about.Settings, sampleText(t))
	r := openSaved(t, again, text, UseContinue).Restored
	if want := s.Decisions(); r.Lost != 0 || r.Restored != want.Decided || again.Decisions().Changes != want.Changes {
		t.Errorf("restored %+v of %d, changes %d of %d", r, want.Decided, again.Decisions().Changes, want.Changes)
	}
	if !slices.EqualFunc(s.DecisionLines(), again.DecisionLines(), func(a, b DecisionLine) bool {
		return a.GUID == b.GUID && *a.Value == *b.Value && a.Rule == b.Rule && a.Action == b.Action && a.NewValue == b.NewValue && a.Note == b.Note
	}) {
		t.Error("the decisions are others")
	}
	if again.Decisions().Undo == nil {
		t.Error("restoring cannot be undone")
	}
}

// Decisions that no longer fit are named with the reason.
func TestSavedWorkSaysWhatIsLost(t *testing.T) {
	s := loadExports(Settings{}, sampleText(t))
	decideSome(t, s)
	lines := s.DecisionLines()
	text := writtenDocument(t, s.Document(ReportQuery{Level: report.LevelFindings}))
	gone := "" // the object of a decision whose name stands in the file as it is
	for _, l := range lines {
		if strings.Contains(sampleText(t), "dn: "+l.DN+"\n") {
			gone = l.DN
		}
	}
	var kept []string
	for _, record := range strings.Split(sampleText(t), "\n\n") {
		if !strings.Contains(record, "dn: "+gone+"\n") {
			kept = append(kept, record)
		}
	}
	var want int64
	for _, l := range lines {
		if l.DN == gone {
			want++
		}
	}
	other := loadExports(Settings{}, strings.Join(kept, "\n\n"))
	r := openSaved(t, other, text, UseContinue).Restored
	if want == 0 || r.Lost < want || len(r.Rows) != int(r.Lost) || r.Restored+r.Lost != int64(len(lines)) {
		t.Errorf("%+v", r)
	}
	for _, row := range r.Rows {
		if row.Line.DN == gone && row.Reason.ID != "change.line.object" {
			t.Errorf("%+v", row)
		}
	}
	for _, c := range r.Reasons {
		if !message.English.Has(c.Key) {
			t.Errorf("%s", c.Key)
		}
	}
}

func TestMaskedReportContinuesNothing(t *testing.T) {
	s := loadExports(Settings{}, sampleText(t))
	decideSome(t, s)
	text := writtenDocument(t, s.Document(ReportQuery{Masked: true, Salt: []byte("x")}))
	_, fail := s.OpenSaved(SavedRequest{Use: UseContinue}, bytes.NewReader(text))
	if fail == nil || fail.Text.ID != "failure.saved-masked" {
		t.Errorf("%+v", fail)
	}
	openSaved(t, s, text, UseCompare)
	p, fail := s.Since(SinceQuery{Totals: true})
	if fail != nil || p.Comparison.TotalsOnly != report.TotalsMasked || p.Comparison.Findings.Before != s.overview.Findings {
		t.Errorf("%+v %+v", p, fail)
	}
}

// Every number of a comparison leads to a list of that length, and the report says
// what the page says.
func TestSinceNumbersEqualTheirLists(t *testing.T) {
	s := loadExports(Settings{}, sampleText(t))
	text := writtenDocument(t, s.Document(ReportQuery{}))
	changed := strings.NewReplacer("asa.oberg@contoso.com", "asa.oberg2@contoso.com", "tom&co@", "tomandco@").Replace(sampleText(t))
	changed = changed[:strings.LastIndex(strings.TrimSpace(changed), "\n\n")+1] // the last object is gone
	now := loadExports(Settings{}, changed)
	openSaved(t, now, text, UseCompare)
	if now.overview.Since == "" {
		t.Error("the overview does not say that there is a comparison")
	}
	p, fail := now.Since(SinceQuery{Totals: true, Facets: true})
	if fail != nil {
		t.Fatal(fail.Text)
	}
	c := p.Comparison.Findings
	if c.Before != s.overview.Findings || c.After != now.overview.Findings || c.Fixed == 0 || c.Same == 0 || c.Changed == 0 {
		t.Errorf("%+v, %d before, %d now", c, s.overview.Findings, now.overview.Findings)
	}
	for change, n := range map[string]int64{
		report.ChangeNew: c.New, report.ChangeChanged: c.Changed, report.ChangeFixed: c.Fixed, report.ChangeGone: c.Gone,
		report.ChangeUnchecked: c.Unchecked, report.ChangeSame: c.Same,
	} {
		list, _ := now.Since(SinceQuery{Filter: SinceFilter{Change: []string{change}}, Sort: "dn"})
		if list.Total != n {
			t.Errorf("%s: %d in total, %d in the list", change, n, list.Total)
		}
		for _, row := range list.Rows {
			if row.Change != change || row.DN == "" || (row.Was != nil) != (change == report.ChangeChanged) {
				t.Errorf("%+v", row)
			}
		}
	}
	for _, r := range p.Comparison.Rules {
		list, _ := now.Since(SinceQuery{Filter: SinceFilter{Rule: []string{r.Rule}}})
		if list.Total != r.Same+r.Changed+r.New+r.Fixed+r.Gone+r.Unchecked {
			t.Errorf("%s: %+v, %d in the list", r.Rule, r, list.Total)
		}
	}
	d := readDocument(t, writtenDocument(t, now.Document(ReportQuery{})))
	marks := map[string]int64{}
	for f := range d.Findings {
		marks[f.Change]++
	}
	if d.Comparison == nil || d.Comparison.Findings != c || marks[report.ChangeNew] != c.New || marks[report.ChangeChanged] != c.Changed {
		t.Errorf("the report says %+v and marks %v", d.Comparison, marks)
	}
	// Settings change the findings, and the comparison with them.
	now.Change(Settings{VerifiedDomains: []string{"fabrikam.com"}}, nil)
	p, fail = now.Since(SinceQuery{Totals: true})
	if fail != nil || p.Comparison.Findings.After != now.overview.Findings || len(p.Comparison.Notes) == 0 {
		t.Errorf("after a change of settings: %+v", p.Comparison)
	}
}

// The verdicts of an object before and now can be listed.
func TestSinceVerdictsEqualTheirLists(t *testing.T) {
	s, _ := loadSample(t)
	text := writtenDocument(t, s.Document(ReportQuery{}))
	now, _ := loadFiles(t, Settings{BlockHardMatch: true, NoUPNSoftMatch: true}, samplePath+"onprem.ldf", samplePath+"cloud.csv")
	openSaved(t, now, text, UseCompare)
	p, _ := now.Since(SinceQuery{Totals: true})
	other := false
	for _, v := range p.Comparison.Verdicts {
		if v.After == "" || v.Before == "" {
			t.Errorf("%+v", v)
			continue
		}
		other = other || v.Before != v.After
		list := now.Matches(MatchesQuery{Filter: MatchesFilter{Row: []string{v.After}, Before: []string{v.Before}}})
		if list.Total != v.N {
			t.Errorf("%+v: %d in the list", v, list.Total)
		}
	}
	if !other {
		t.Error("no verdict is another one")
	}
	if list := now.Matches(MatchesQuery{Filter: MatchesFilter{Before: []string{NoEarlier}}}); list.Total != p.Comparison.Orphans.New {
		t.Errorf("%d without an earlier verdict, %+v", list.Total, p.Comparison.Orphans)
	}
}
