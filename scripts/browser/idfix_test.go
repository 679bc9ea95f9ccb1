package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui"
)

// idfixInput has objects that IdFix and presync judge differently.
var idfixInput = filepath.Join("..", "..", "testdata", "idfix", "dev", "input.ldf.gz")

// The comparison with IdFix shows the numbers of the core for each of its rule sets,
// every reason with its explanation, and behind each reason its cases.
func TestComparisonWithIdFix(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, idfixInput)
	p := dropped(t, idfixInput)
	visit(t, p, "#/compare")
	for _, set := range []struct {
		click   string
		request session.CompareRequest
	}{
		{"", session.CompareRequest{}},
		{`[data-test="alternate-login"]`, session.CompareRequest{AlternateLogin: true}},
		{`[data-test="rules-dedicated"]`, session.CompareRequest{AlternateLogin: true, Dedicated: true}},
	} {
		if set.click != "" {
			click(t, p, set.click)
		}
		checkComparison(t, p, s.Compare(set.request))
	}
	visit(t, p, "#/compare")
	for _, d := range s.Compare(session.CompareRequest{}).Differences {
		click(t, p, `[data-test="reason-`+d.Reason+`"] a`)
		c := s.Compare(session.CompareRequest{Reason: d.Reason, Limit: window})
		counts(t, p, c.Total, c.Total)
		var names, values []string
		for _, r := range c.IdFix {
			names, values = append(names, ui.Visible(r.DN)), append(values, ui.Visible(r.Value))
		}
		for _, f := range c.Findings {
			names, values = append(names, ui.Visible(f.DN)), append(values, ui.Visible(f.Value))
		}
		shows(t, p, "dn", names)
		shows(t, p, "value", values)
		click(t, p, `[data-test="difference-row"]`)
		if got := content(t, p, `[data-test="detail"] [data-test="dn"]`); got != names[0] {
			t.Errorf("%s: the details are of %s, want %s", d.Reason, got, names[0])
		}
		back(t, p)
		back(t, p)
	}

	// From one side's cases straight to those of the other.
	visit(t, p, "#/compare?only=idfix&reason=otherpattern")
	visit(t, p, "#/compare?only=presync&reason=norule")
	c := s.Compare(session.CompareRequest{Reason: "norule", Limit: 1})
	counts(t, p, c.Total, c.Total)
	eventually(t, "first row", func(a, b string) bool { return a == b }, func() string {
		return content(t, p, `[data-test="difference-row"] [data-test="cell-dn"]`)
	}, ui.Visible(c.Findings[0].DN))
}

func checkComparison(t *testing.T, p *Page, c *session.Comparison) {
	t.Helper()
	only := map[bool]int64{}
	var want, got []string
	for _, d := range c.Differences {
		only[d.OnlyIdFix] += d.N
		title, text := "idfix.diff."+d.Reason+".title", "idfix.diff."+d.Reason+".text"
		want = append(want, message.English.T(title)+" "+message.Group(d.N)+message.English.T(text))
	}
	for name, n := range map[string]int64{"both": c.Both, "only-idfix": only[true], "only-presync": only[false], "rows": c.Rows,
		"found": int64(c.Totals.Found), "skipped": int64(c.Totals.Skipped), "errors": int64(c.Totals.Errors), "duplicates": int64(c.Totals.Duplicates)} {
		if text := content(t, p, `[data-test="compare-`+name+`"]`); text != message.Group(n) {
			t.Errorf("%s: %s, want %d", name, text, n)
		}
	}
	got = contents(t, p, `[data-test^="reason-"]`)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("reasons:\n%q\nwant:\n%q", got, want)
	}
}

// idfixFile is a file that an administrator saved from IdFix: one value that is
// still there, one that was changed since, one of an object that is gone.
const idfixFile = `DISTINGUISHEDNAME,COMMONNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,PROPOSEDACTION,ACTION
"CN=Dot Alias,OU=Staff,DC=contoso,DC=com",Dot Alias,user,mailnickname,Character,.dotalias,dotalias,Edit,EDIT
"CN=Anna Berg,OU=Staff,DC=contoso,DC=com",Anna Berg,user,mailnickname,Character,.anna,anna,Edit,
"CN=Gone,OU=Staff,DC=contoso,DC=com",Gone,user,mail,Duplicate,gone@contoso.com,,Remove,COMPLETE
`

// A file of IdFix opens as its rows, each compared with the directory of today.
func TestIdFixFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "IdFix.csv")
	must(t, os.WriteFile(file, []byte(idfixFile), 0o644))
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem, file)
	p := dropped(t, sampleOnPrem, file)
	visit(t, p, "#/archive")
	check := func(q session.ArchiveQuery) {
		t.Helper()
		q.Limit = window
		page := s.Archive(q)
		counts(t, p, page.Total, page.All)
		var states, names []string
		for _, r := range page.Rows {
			states, names = append(states, message.English.T("ui.state."+r.State)), append(names, r.CN)
		}
		shows(t, p, "severity", states)
		shows(t, p, "cn", names)
	}
	check(session.ArchiveQuery{})
	for _, v := range s.Archive(session.ArchiveQuery{}).Facets[0].Values {
		if got := content(t, p, `[data-test="facet-state-`+v.Key+`"] .facet-count`); got != message.Group(v.N) {
			t.Errorf("the filter %s has %s rows, want %d", v.Key, got, v.N)
		}
	}
	click(t, p, `[data-test="facet-state-open"] input`)
	check(session.ArchiveQuery{State: []string{"open"}})
	click(t, p, `[data-test="facet-state-unknown"] input`)
	check(session.ArchiveQuery{State: []string{"open", "unknown"}})
	typeInto(t, p, "#search", "dotalias")
	check(session.ArchiveQuery{State: []string{"open", "unknown"}, Search: "dotalias"})
	click(t, p, `[data-test="archive-row"]`)
	if got := attribute(t, p, `[data-test="detail"] [data-test="proposal"]`, "data-value"); got != "dotalias" {
		t.Errorf("the update is %q", got)
	}
	click(t, p, `[data-test="open-object"]`)
	row := s.Archive(session.ArchiveQuery{Search: "dotalias"}).Rows[0]
	if got := eval[string](t, p, "location.hash"); got != "#/objects?side=onprem&id="+strconv.Itoa(int(*row.Object)) {
		t.Errorf("the object's link leads to %s", got)
	}
	if got := content(t, p, `[data-test="detail"] [data-test="dn"]`); got != row.DN {
		t.Errorf("the object is %s", got)
	}
}

// Without a directory beside it, a file of IdFix is shown at once.
func TestIdFixFileAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "IdFix.csv")
	must(t, os.WriteFile(file, []byte(idfixFile), 0o644))
	p := silent(t, desktop)
	must(t, p.Drop("#drop", file))
	must(t, p.WaitView("archive"))
	counts(t, p, 3, 3)
	for _, state := range column(t, p, "severity") {
		if state != message.English.T("ui.state.unknown") {
			t.Errorf("a row is %q", state)
		}
	}
}

// A mapping of suffixes becomes proposals.
func TestSuffixMapping(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem)
	p := dropped(t, sampleOnPrem)
	visit(t, p, "#/settings")
	typeInto(t, p, `[data-test="setting-suffix-map"]`, "fabrikam.local to fabrikam.com")
	must(t, p.Wait(`document.querySelector('[data-test="suffix-odd"]').textContent.includes("fabrikam.local to")`))
	typeInto(t, p, `[data-test="setting-suffix-map"]`, "contoso.local -> contoso.com")
	must(t, p.Wait(`document.querySelector('[data-test="suffix-odd"]').textContent === ""`))
	renewed(t, p, func() { must(t, p.Click(`[data-test="apply-settings"]`)) })
	o := s.Change(session.Settings{SuffixMap: map[string]string{"contoso.local": "contoso.com"}}, nil)
	checkOverview(t, p, o)
	n := int64(0)
	for _, f := range s.Findings(session.FindingsQuery{Limit: int(o.Findings)}).Rows {
		if strings.HasSuffix(f.Value, "@contoso.local") && strings.HasSuffix(f.Proposal, "@contoso.com") {
			d, _ := s.Finding(f.Finding)
			visit(t, p, "#/findings?id="+strconv.Itoa(int(f.Finding)))
			checkDetail(t, p, d)
			n++
		}
	}
	if n == 0 {
		t.Error("nothing is proposed")
	}
}

// The rules view says what could not be checked, and what IdFix calls the defect.
func TestRulesSayWhatWasNotChecked(t *testing.T) {
	file := filepath.Join(exports, "csvde", "csvde.csv")
	_, o := native(t, session.Settings{}, nil, file)
	p := dropped(t, file)
	visit(t, p, "#/rules")
	want := 0
	for _, r := range o.Rules {
		if r.NotChecked == 0 {
			continue
		}
		want++
		text := content(t, p, `[data-test="rule-entry"]:has([href="#/rules/`+r.Rule+`"]) [data-test="unchecked"]`)
		if text != message.English.T("ui.rule.unchecked", message.Num("n", r.NotChecked)) {
			t.Errorf("%s: %q", r.Rule, text)
		}
	}
	if got := len(contents(t, p, `[data-test="unchecked"]`)); got != want || want == 0 {
		t.Errorf("%d rules are said to be unchecked, want %d", got, want)
	}
}
