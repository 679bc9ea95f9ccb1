package session

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"presync/core/ingest"
)

// loadFiles loads files of the repository, by their path from the package.
func loadFiles(t *testing.T, settings Settings, paths ...string) (*Session, *Overview) {
	t.Helper()
	req := LoadRequest{Settings: settings}
	var texts []string
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
		req.Files = append(req.Files, FileSpec{Name: p[strings.LastIndexByte(p, '/')+1:], Size: int64(len(b))})
	}
	s := New()
	return s, s.Load(req, func(i int) (io.Reader, error) { return strings.NewReader(texts[i]), nil }, nil)
}

const samplePath = "../../static/sample/"

func loadSample(t *testing.T) (*Session, *Overview) {
	t.Helper()
	return loadFiles(t, Settings{}, samplePath+"onprem.ldf", samplePath+"cloud.csv")
}

func TestSampleIsUnderstood(t *testing.T) {
	_, o := loadSample(t)
	if len(o.Files) != 2 || o.Files[0].Role != ingest.OnPrem || o.Files[1].Role != ingest.Cloud {
		t.Fatalf("files: %+v", o.Files)
	}
	if o.OnPrem.Objects != 95 || o.Cloud.Objects != 40 {
		t.Errorf("objects: %d on-premises, %d cloud", o.OnPrem.Objects, o.Cloud.Objects)
	}
	if o.Readiness.InScope == 0 || o.Readiness.Ready+o.Readiness.Errors != o.Readiness.InScope {
		t.Errorf("readiness does not add up: %+v", o.Readiness)
	}
}

// Every number of the overview leads to a list of that length.
func TestNumbersEqualTheirLists(t *testing.T) {
	s, o := loadSample(t)
	for _, c := range o.Severities {
		if p := s.Findings(FindingsQuery{Filter: FindingsFilter{Severity: []string{c.Key}}}); p.Total != c.N {
			t.Errorf("severity %s: %d in the overview, %d in the list", c.Key, c.N, p.Total)
		}
	}
	for _, c := range o.Attributes {
		if p := s.Findings(FindingsQuery{Filter: FindingsFilter{Attribute: []string{c.Key}}}); p.Total != c.N {
			t.Errorf("attribute %s: %d in the overview, %d in the list", c.Key, c.N, p.Total)
		}
	}
	var fired int
	for _, c := range o.Rules {
		if c.N > 0 {
			fired++
		}
		if p := s.Findings(FindingsQuery{Filter: FindingsFilter{Rule: []string{c.Rule}}}); p.Total != c.N {
			t.Errorf("rule %s: %d in the overview, %d in the list", c.Rule, c.N, p.Total)
		}
	}
	if fired < 30 {
		t.Errorf("only %d rules fire on the sample, which is there to show every kind of defect", fired)
	}
	for _, c := range o.Outcomes {
		f := MatchesFilter{Outcome: []string{c.Outcome}, Row: []string{c.Row}}
		if p := s.Matches(MatchesQuery{Filter: f}); p.Total != c.N {
			t.Errorf("outcome %s: %d in the overview, %d in the list", c.Row, c.N, p.Total)
		}
	}
	for _, c := range o.OutOfScope {
		if p := s.Objects(ObjectsQuery{Filter: ObjectsFilter{Scope: []string{c.Key}}}); p.Total != c.N {
			t.Errorf("filter %s: %d in the overview, %d in the list", c.Key, c.N, p.Total)
		}
	}
	for state, n := range map[string]int64{StateReady: o.Readiness.Ready, StateError: o.Readiness.Errors, StateWarning: o.Readiness.Warnings} {
		if p := s.Objects(ObjectsQuery{Filter: ObjectsFilter{State: []string{state}}}); p.Total != n {
			t.Errorf("state %s: %d in the overview, %d in the list", state, n, p.Total)
		}
	}
	for i, f := range o.Files {
		if p := s.Objects(ObjectsQuery{Filter: ObjectsFilter{File: &i}, Cloud: f.Role == ingest.Cloud}); p.Total != f.Objects {
			t.Errorf("file %s: %d in the overview, %d in the list", f.Name, f.Objects, p.Total)
		}
	}
}

func TestSearchAndSort(t *testing.T) {
	s, _ := loadSample(t)
	p := s.Findings(FindingsQuery{Filter: FindingsFilter{Search: "CONTOSO.LOCAL"}, Facets: true})
	if p.Total == 0 || p.Total == p.All {
		t.Fatalf("the search found %d of %d", p.Total, p.All)
	}
	for _, r := range p.Rows {
		if !strings.Contains(strings.ToLower(r.Value+r.DN), "contoso.local") {
			t.Errorf("found %+v", r)
		}
	}
	last := ""
	for _, r := range s.Findings(FindingsQuery{Sort: "value"}).Rows {
		if v := strings.ToLower(r.Value); v < last {
			t.Errorf("%q comes after %q", v, last)
		} else {
			last = v
		}
	}
	first := s.Findings(FindingsQuery{Sort: "severity", Desc: true}).Rows
	if first[0].Severity != SeverityAdvice {
		t.Errorf("descending by severity begins with %s", first[0].Severity)
	}
}

// A facet tells what a click would give: its own choice does not narrow it.
func TestFacetsCountUnderTheOtherFilters(t *testing.T) {
	s, _ := loadSample(t)
	chosen := FindingsFilter{Severity: []string{SeverityError}, Attribute: []string{"userPrincipalName"}}
	p := s.Findings(FindingsQuery{Filter: chosen, Facets: true})
	for _, facet := range p.Facets {
		for _, v := range facet.Values {
			f := chosen
			switch facet.Field {
			case "severity":
				f.Severity = []string{v.Key}
			case "attribute":
				f.Attribute = []string{v.Key}
			case "rule":
				f.Rule = []string{v.Key}
			case "class":
				f.Class = []string{v.Key}
			case "decision":
				f.Decision = []string{v.Key}
			case "confidence":
				f.Confidence = []string{v.Key}
			case "domain":
				f.Domain = []string{v.Key}
			}
			if got := s.Findings(FindingsQuery{Filter: f}).Total; got != v.N {
				t.Errorf("facet %s %s says %d, the list has %d", facet.Field, v.Key, v.N, got)
			}
		}
	}
}

func TestPagesJoinWithoutGapOrRepeat(t *testing.T) {
	s, o := loadSample(t)
	seen := map[uint32]bool{}
	for off := int64(0); off < o.Findings; off += 7 {
		p := s.Findings(FindingsQuery{Sort: "dn", Offset: off, Limit: 7})
		for _, r := range p.Rows {
			if seen[r.Finding] {
				t.Fatalf("finding %d comes twice", r.Finding)
			}
			seen[r.Finding] = true
		}
	}
	if int64(len(seen)) != o.Findings {
		t.Errorf("%d of %d findings seen", len(seen), o.Findings)
	}
	if p := s.Findings(FindingsQuery{Offset: 1 << 40, Limit: 10}); len(p.Rows) != 0 {
		t.Errorf("rows behind the end: %d", len(p.Rows))
	}
}

func TestEveryDetailCanBeShown(t *testing.T) {
	s, o := loadSample(t)
	for n := range o.Findings {
		d, fail := s.Finding(uint32(n))
		if fail != nil {
			t.Fatal(fail.Text)
		}
		why := d.Why.String()
		if why == "" || strings.ContainsAny(why, "[{") && !strings.Contains(d.Row.Value, "[") {
			t.Errorf("finding %d of rule %s is explained by %q", n, d.Row.Rule, why)
		}
		if d.Proposal != nil && (!d.Proposal.Remove && d.Proposal.Value == d.Row.Value || d.Proposal.Reason.IsZero()) {
			t.Errorf("finding %d of rule %s proposes %+v for %q", n, d.Row.Rule, d.Proposal, d.Row.Value)
		}
		if d.Object.Line == 0 || d.Object.Length == 0 {
			t.Errorf("finding %d does not know its place: %+v", n, d.Object)
		}
	}
	for d := range s.EachMatch() {
		if text := d.Explanation.String(); text == "" || strings.HasPrefix(text, "[") {
			t.Errorf("verdict %d is explained by %q", d.Row.Verdict, text)
		}
	}
	if _, fail := s.Finding(1 << 30); fail == nil {
		t.Error("a finding that does not exist was shown")
	}
	if _, fail := s.Match(1 << 30); fail == nil {
		t.Error("a verdict that does not exist was shown")
	}
	if _, fail := s.Object(ObjectRef{Object: 1 << 30}); fail == nil {
		t.Error("an object that does not exist was shown")
	}
}

// The place of an object is that of its record in the file, so that the page can
// read the record back.
func TestLocationIsTheRecord(t *testing.T) {
	s, o := loadSample(t)
	file, err := os.ReadFile(samplePath + "onprem.ldf")
	if err != nil {
		t.Fatal(err)
	}
	for id := range o.OnPrem.Objects {
		d, _ := s.Object(ObjectRef{Object: uint32(id)})
		v := d.Object
		record := string(file[v.Offset : v.Offset+v.Length])
		if !strings.HasPrefix(record, "dn:") || strings.Count(record, "\r\ndn:") > 0 {
			t.Fatalf("object %d: %q", id, record)
		}
		if got := int64(strings.Count(string(file[:v.Offset]), "\n")) + 1; got != v.Line {
			t.Fatalf("object %d stands in line %d, not %d", id, got, v.Line)
		}
	}
}

func TestExportHoldsTheListUnderItsFilter(t *testing.T) {
	s, _ := loadSample(t)
	f := FindingsFilter{Attribute: []string{"proxyAddresses"}}
	want := s.Findings(FindingsQuery{Filter: f}).Total
	res, fail := s.Export(ExportRequest{What: ExportFindings, Findings: f})
	if fail != nil {
		t.Fatal(fail.Text)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(res.Data), "\uFEFF"))).ReadAll()
	if err != nil || int64(len(rows)-1) != want || res.Rows != want {
		t.Fatalf("%d rows, %d said, %d wanted, %v", len(rows)-1, res.Rows, want, err)
	}
	if res, fail := s.Export(ExportRequest{What: ExportMatches}); fail != nil || res.Rows != int64(s.matched.Len()) {
		t.Errorf("verdicts: %+v, %+v", res, fail)
	}
	if _, fail := s.Export(ExportRequest{What: "something"}); fail == nil {
		t.Error("an unknown export was made")
	}
}

func TestSettingsAreEvaluatedAtOnce(t *testing.T) {
	s, o := loadSample(t)
	before := o.Findings
	o = s.Change(Settings{ExcludeOU: []string{"OU=Staff,DC=contoso,DC=com"}}, nil)
	if o.Findings >= before || o.Readiness.InScope >= 50 {
		t.Errorf("%d findings, %d objects in scope after leaving the staff out", o.Findings, o.Readiness.InScope)
	}
}

func TestRequestsBeforeALoad(t *testing.T) {
	res := New().Do(&Request{ID: 3, Findings: &FindingsQuery{}}, nil)
	if res.ID != 3 || res.Failure == nil || strings.HasPrefix(res.Failure.Text.String(), "[") {
		t.Errorf("%+v", res)
	}
}

func TestOneUnreadableFileLosesNothingElse(t *testing.T) {
	good, err := os.ReadFile(samplePath + "onprem.ldf")
	if err != nil {
		t.Fatal(err)
	}
	s := New()
	req := LoadRequest{Files: []FileSpec{{Name: "gone.ldf"}, {Name: "picture.csv"}, {Name: "good.ldf", Size: int64(len(good))}}}
	o := s.Load(req, func(i int) (io.Reader, error) {
		switch i {
		case 0:
			return nil, os.ErrNotExist
		case 1:
			return strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), nil
		}
		return strings.NewReader(string(good)), nil
	}, nil)
	for i := range 2 {
		if d := o.Files[i].Diagnostics; len(d) == 0 || d[0].Level != ingest.Fatal || strings.HasPrefix(d[0].Text.String(), "[") {
			t.Errorf("file %d: %+v", i, d)
		}
	}
	if o.OnPrem.Objects != 95 {
		t.Errorf("%d objects of the good file", o.OnPrem.Objects)
	}
}

func TestMessagesSurviveJSON(t *testing.T) {
	s, _ := loadSample(t)
	res := s.Do(&Request{Findings: &FindingsQuery{Limit: 5, Facets: true}}, nil)
	b, err := json.Marshal(res)
	if err != nil {
		t.Fatal(err)
	}
	var back Response
	if err := json.Unmarshal(b, &back); err != nil || len(back.Findings.Rows) != 5 {
		t.Fatalf("%v: %s", err, b)
	}
}

func TestParseList(t *testing.T) {
	got := ParseList("# administrators\n  anna@contoso.com  # break glass\r\n\n\tuma_fabrikam.com#EXT#@contoso.onmicrosoft.com\n")
	if len(got) != 2 || got[0] != "anna@contoso.com" || got[1] != "uma_fabrikam.com#EXT#@contoso.onmicrosoft.com" {
		t.Errorf("%q", got)
	}
}
