package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui"
)

// at is the id of the row, or of the head's column, where the keyboard is in a table.
func at(t *testing.T, p *Page) string {
	t.Helper()
	return attribute(t, p, "#grid", "aria-activedescendant")
}

// The table of findings is one stop of the Tab key, and everything in it is reached
// by keys.
func TestKeyboard(t *testing.T) {
	s, o := native(t, session.Settings{}, nil, sampleOnPrem)
	p := dropped(t, sampleOnPrem)
	visit(t, p, "#/findings")
	must(t, p.do(chromedp.Focus(chromedp.CSS("#search"))))
	for range 300 {
		press(t, p, kb.Tab)
		if focused(t, p) == "grid" {
			break
		}
	}
	press(t, p, kb.Tab)
	if eval[bool](t, p, `document.querySelector("#grid").contains(document.activeElement)`) {
		t.Error("Tab stops inside of the table")
	}
	must(t, p.do(chromedp.Focus(chromedp.CSS("#grid"))))

	last := o.Findings - 1
	for _, step := range []struct {
		key, want string
	}{
		{kb.ArrowDown, "r-1"}, {kb.ArrowDown, "r-2"}, {kb.ArrowUp, "r-1"}, {kb.End, "r-" + strconv.FormatInt(last, 10)},
		{kb.ArrowDown, "r-" + strconv.FormatInt(last, 10)}, {kb.Home, "r-0"}, {kb.ArrowUp, "h-0"}, {kb.ArrowRight, "h-1"},
		{kb.ArrowRight, "h-2"}, {kb.ArrowLeft, "h-1"}, {kb.ArrowRight, "h-2"}, {kb.ArrowDown, "r-0"}, {kb.ArrowUp, "h-2"},
	} {
		press(t, p, step.key)
		if got := at(t, p); got != step.want {
			t.Fatalf("after %q the keyboard is at %s, want %s", step.key, got, step.want)
		}
		if ok, err := p.Has("#" + step.want); err != nil || !ok {
			t.Errorf("%s is not in the document", step.want)
		}
	}
	press(t, p, kb.Enter)
	if got := attribute(t, p, `#grid [role="columnheader"]:nth-child(3)`, "aria-sort"); got != "ascending" {
		t.Errorf("Enter in the head orders %q", got)
	}

	press(t, p, kb.Home, kb.ArrowDown, kb.Enter)
	page := s.Findings(session.FindingsQuery{Sort: "cn", Limit: 2})
	if dn := content(t, p, `[data-test="detail"] [data-test="dn"]`); dn != ui.Visible(page.Rows[1].DN) {
		t.Errorf("Enter opened %s, want %s", dn, page.Rows[1].DN)
	}
	if got := focused(t, p); got != "panel-title" {
		t.Errorf("the focus is on %q, not on the details", got)
	}
	press(t, p, kb.Escape)
	if ok, _ := p.Has(`[data-test="detail"]`); ok {
		t.Error("Escape does not close the details")
	}
	if got := focused(t, p); got != "grid" {
		t.Errorf("after Escape the focus is on %q", got)
	}
}

// Filters, search and order show what the core finds under them, and the browser's
// Back and Forward walk through them.
func TestFiltersSearchAndOrder(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem)
	p := dropped(t, sampleOnPrem)
	visit(t, p, "#/findings")
	checkFacets(t, p, s.Findings(session.FindingsQuery{Facets: true}))

	var f session.FindingsFilter
	check := func(sort string, desc bool) {
		t.Helper()
		compareFindings(t, p, s.Findings(session.FindingsQuery{Filter: f, Sort: sort, Desc: desc, Limit: window}))
	}
	click(t, p, `[data-test="facet-severity-error"] input`)
	f.Severity = []string{"error"}
	check("", false)
	checkFacets(t, p, s.Findings(session.FindingsQuery{Filter: f, Facets: true}))
	click(t, p, `[data-test="facet-attribute-proxyAddresses"] input`)
	f.Attribute = []string{"proxyAddresses"}
	check("", false)
	if chips := contents(t, p, `[data-test="chip"] .chip-value`); !slices.Equal(chips, []string{message.English.T("severity.error"), "proxyAddresses"}) {
		t.Errorf("chips are %q", chips)
	}
	click(t, p, `[data-test="sort-dn"]`)
	check("dn", false)
	click(t, p, `[data-test="sort-dn"]`)
	check("dn", true)
	if got := attribute(t, p, "#grid .row-head .cell-dn", "aria-sort"); got != "descending" {
		t.Errorf("aria-sort is %q", got)
	}
	back(t, p)
	check("dn", false)
	if got := attribute(t, p, "#grid .row-head .cell-dn", "aria-sort"); got != "ascending" {
		t.Errorf("after Back aria-sort is %q", got)
	}
	back(t, p)
	back(t, p)
	f.Attribute = nil
	check("", false)
	forward(t, p)
	f.Attribute = []string{"proxyAddresses"}
	check("", false)
	click(t, p, `[data-test="chip"]`)
	f.Severity = nil
	check("", false)

	typeInto(t, p, "#search", "SMTP:A")
	f.Search = "SMTP:A"
	check("", false)
	if hash := eval[string](t, p, "decodeURIComponent(location.href)"); strings.Contains(hash, "SMTP:A") {
		t.Errorf("the address holds the search text: %s", hash)
	}
	typeInto(t, p, "#search", "no such text anywhere")
	counts(t, p, 0, s.Findings(session.FindingsQuery{}).All)
	click(t, p, ".chip-clear")
	f = session.FindingsFilter{}
	check("", false)
}

// checkFacets compares the numbers beside the filters.
func checkFacets(t *testing.T, p *Page, page *session.FindingsPage) {
	t.Helper()
	for _, f := range page.Facets {
		for _, v := range f.Values {
			if got := content(t, p, `[data-test="facet-`+f.Field+"-"+v.Key+`"] .facet-count`); got != message.Group(v.N) {
				t.Errorf("the filter %s %s has %s rows, want %d", f.Field, v.Key, got, v.N)
			}
		}
	}
}

// The details of a finding are those of the core, the other holders of a duplicate
// and the original record included.
func TestFindingDetails(t *testing.T) {
	s, o := native(t, session.Settings{}, nil, sampleOnPrem)
	p := dropped(t, sampleOnPrem)
	contested, proposed := -1, -1
	for n := range o.Findings {
		d, _ := s.Finding(uint32(n))
		if len(d.Holders) > 1 && contested < 0 {
			contested = int(n)
		}
		if d.Proposal != nil && !d.Proposal.Remove && d.Row.Value != "" && proposed < 0 {
			proposed = int(n)
		}
	}
	for _, n := range []int{contested, proposed} {
		d, _ := s.Finding(uint32(n))
		visit(t, p, "#/findings?id="+strconv.Itoa(n))
		checkDetail(t, p, d)
		click(t, p, `[data-test="detail"] button[data-test="record"]`)
		eventually(t, "record", func(a, b string) bool { return a == b },
			func() string { return strings.Join(contents(t, p, "#record"), "|") },
			recordOf(t, sampleOnPrem, &d.Object))
	}
	d, _ := s.Finding(uint32(contested))
	visit(t, p, "#/findings?id="+strconv.Itoa(contested))
	for _, h := range d.Holders {
		if h.Object != d.Row.Object {
			click(t, p, `[data-test="holder"]:not(.self) a`)
			if dn := content(t, p, `[data-test="detail"] [data-test="dn"]`); dn != ui.Visible(h.DN) {
				t.Errorf("the other holder's link leads to %s, want %s", dn, h.DN)
			}
			break
		}
	}
}

func checkDetail(t *testing.T, p *Page, d *session.FindingDetail) {
	t.Helper()
	const panel = `[data-test="detail"] `
	var holders, attributes []string
	for _, h := range d.Holders {
		holders = append(holders, ui.Visible(h.DN))
	}
	for _, a := range d.Object.Attributes {
		attributes = append(attributes, a.Name)
	}
	proposal := ""
	if d.Proposal != nil {
		proposal = d.Proposal.Value
	}
	for what, c := range map[string]struct{ got, want []string }{
		"name":       {contents(t, p, panel+`[data-test="dn"]`), []string{ui.Visible(d.Object.DN)}},
		"why":        {contents(t, p, panel+`[data-test="why"]`), []string{message.English.Format(d.Why)}},
		"holders":    {contents(t, p, panel+`[data-test="holder"] a`), holders},
		"attributes": {contents(t, p, panel+`[data-test="attribute-row"] dt`), attributes},
		"value":      {[]string{attribute(t, p, panel+`[data-test="value"]`, "data-value")}, []string{d.Row.Value}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %q, want %q", what, c.got, c.want)
		}
	}
	if proposal != "" {
		if got := attribute(t, p, panel+`[data-test="proposal"]`, "data-value"); got != proposal {
			t.Errorf("proposal: %q, want %q", got, proposal)
		}
	}
}

// recordOf is the record of an object as it stands in its file.
func recordOf(t *testing.T, path string, v *session.ObjectView) string {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	if v.File != filepath.Base(path) {
		t.Fatalf("the object is of %s", v.File)
	}
	return string(data[v.Offset : v.Offset+v.Length])
}

// The details of a verdict show its evidence, assumptions and recipe.
func TestMatchDetails(t *testing.T) {
	s, o := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	p := dropped(t, sampleOnPrem, sampleCloud)
	seen := map[string]bool{}
	for n := range o.Verdicts {
		d, _ := s.Match(uint32(n))
		if seen[d.Row.Row] {
			continue
		}
		seen[d.Row.Row] = true
		visit(t, p, "#/matches?id="+strconv.FormatInt(n, 10))
		if why := content(t, p, `[data-test="detail"] [data-test="why"]`); why != message.English.Format(d.Explanation) {
			t.Errorf("%s: explanation %q", d.Row.Row, why)
		}
		text := content(t, p, `[data-test="detail"]`)
		want := []string{d.Recipe}
		for _, a := range d.Assumptions {
			want = append(want, message.English.Format(a))
		}
		for _, e := range d.Evidence {
			want = append(want, ui.Visible(e.OnPrem), ui.Visible(e.Cloud))
		}
		for _, e := range d.Effects {
			want = append(want, e.Attribute, ui.Visible(e.After))
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: the details do not hold %q", d.Row.Row, w)
			}
		}
	}
	if len(seen) < 8 {
		t.Errorf("the sample has only %d cases", len(seen))
	}
}
