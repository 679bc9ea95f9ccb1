package browser

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"presync/core/match"
	"presync/core/message"
	"presync/core/rules"
	"presync/core/session"
	"presync/wasm/ui"
)

// exports is the folder of the exports of every kind.
var exports = filepath.Join("..", "..", "testdata", "exports")

// window is the number of rows that a table has in the document at most.
const window = 60

// What the page shows of dropped files is what the core says of them.
func TestReportOfDroppedFiles(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []string
	}{
		{"LDIF", []string{sampleOnPrem}},
		{"CSV of csvde", []string{filepath.Join(exports, "csvde", "csvde.csv")}},
		{"LDIF and cloud CSV", []string{sampleOnPrem, sampleCloud}},
		{"picture beside a good file", []string{filepath.Join(exports, "not-export", "picture.png"), sampleOnPrem}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, o := native(t, session.Settings{}, nil, c.files...)
			p := dropped(t, c.files...)
			checkOverview(t, p, o)
			checkFiles(t, p, o)
			checkFindings(t, p, s)
			checkMatches(t, p, s)
		})
	}
}

// checkOverview compares every number of the overview.
func checkOverview(t *testing.T, p *Page, o *session.Overview) {
	t.Helper()
	want := map[string]string{}
	add := func(name string, n int64) { want[name] = message.Group(n) }
	for _, c := range o.Severities {
		add("severity-"+c.Key, c.N)
	}
	for i, c := range o.Attributes {
		add("attribute-"+c.Key, c.N)
		by := o.ByAttribute[i]
		for severity, n := range map[string]int64{session.SeverityError: by.Errors, session.SeverityWarning: by.Warnings, session.SeverityAdvice: by.Advice} {
			if n > 0 {
				add("attribute-"+c.Key+"-"+severity, n)
			}
		}
	}
	for _, r := range o.Rules {
		if r.N > 0 {
			add("rule-"+r.Rule, r.N)
		}
	}
	for _, c := range o.OutOfScope {
		add("scope-"+c.Key, c.N)
	}
	if o.Readiness.InScope > 0 {
		add("ready-ok", o.Readiness.Ready)
		add("ready-warning", o.Readiness.Warnings)
		add("ready-error", o.Readiness.Errors)
	}
	sides := map[string]session.Side{"onprem": o.OnPrem}
	if o.Cloud.Files > 0 {
		sides["cloud"] = o.Cloud
		for _, c := range o.Outcomes {
			add("outcome-"+c.Outcome+"-"+c.Row, c.N)
		}
	}
	for name, side := range sides {
		add("objects-"+name, side.Objects)
		for _, c := range side.Classes {
			add("class-"+name+"-"+c.Key, c.N)
		}
	}
	got := eval[map[string]string](t, p, `Object.fromEntries([...document.querySelectorAll("main .cards a[data-test]")]
		.filter((e) => e.dataset.test !== "file-objects" && !e.closest(".card-flow, .card-units, .card-domains"))
		.map((e) => [e.dataset.test, (e.querySelector(".tile-n, .bar-n") ?? e).textContent]))`)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("the overview says %s: %q, want %q", name, got[name], want[name])
		}
		delete(got, name)
	}
	for name, n := range got {
		if strings.Contains(name, "-") {
			t.Errorf("the overview also says %s: %q", name, n)
		}
	}
}

// checkFiles compares what the page says of each file.
func checkFiles(t *testing.T, p *Page, o *session.Overview) {
	t.Helper()
	visit(t, p, "#/files")
	var names, roles, objects, codes []string
	for _, f := range o.Files {
		names = append(names, f.Name)
		roles = append(roles, message.English.T("ui.side."+f.Role.String()))
		objects = append(objects, message.Group(f.Objects))
		for _, d := range f.Diagnostics {
			codes = append(codes, d.Code)
		}
	}
	for what, c := range map[string]struct{ got, want []string }{
		"name":    {contents(t, p, `[data-test="file"] h2`), names},
		"role":    {eval[[]string](t, p, `[...document.querySelectorAll('[data-test="file-role"]')].map((e) => e.firstChild.textContent)`), roles},
		"objects": {contents(t, p, `[data-test="file"] [data-test="file-objects"]`), objects},
		"remarks": {eval[[]string](t, p, `[...document.querySelectorAll('[data-test="diagnostic"]')].map((e) => e.dataset.code)`), codes},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s of the files: %q, want %q", what, c.got, c.want)
		}
	}
}

// checkFindings compares the table of findings.
func checkFindings(t *testing.T, p *Page, s *session.Session) {
	t.Helper()
	visit(t, p, "#/findings")
	compareFindings(t, p, s.Findings(session.FindingsQuery{Limit: window}))
}

func compareFindings(t *testing.T, p *Page, page *session.FindingsPage) {
	t.Helper()
	counts(t, p, page.Total, page.All)
	want := map[string][]string{}
	for _, f := range page.Rows {
		for name, text := range map[string]string{
			"severity": message.English.T("severity." + f.Severity), "cn": ui.Visible(f.CN), "dn": ui.Visible(f.DN),
			"class": message.English.T("class." + f.Class), "attribute": f.Attribute, "value": ui.Visible(f.Value),
			"rule": message.English.T(rules.ByID(f.Rule).TitleID()),
		} {
			want[name] = append(want[name], text)
		}
	}
	for name, texts := range want {
		shows(t, p, name, texts)
	}
}

// checkMatches compares the table of verdicts.
func checkMatches(t *testing.T, p *Page, s *session.Session) {
	t.Helper()
	visit(t, p, "#/matches")
	page := s.Matches(session.MatchesQuery{Limit: window})
	counts(t, p, page.Total, page.All)
	want := map[string][]string{}
	for _, m := range page.Rows {
		cloud := m.Cloud
		if cloud == "" {
			cloud = m.CloudID
		}
		for name, text := range map[string]string{
			"severity": message.English.T("severity." + m.Severity), "outcome": verdictTitle(m), "name": ui.Visible(m.Name),
			"dn": ui.Visible(m.DN), "class": message.English.T("class." + m.Class), "cloud": ui.Visible(cloud),
		} {
			want[name] = append(want[name], text)
		}
	}
	for name, texts := range want {
		shows(t, p, name, texts)
	}
}

// verdictTitle is what a verdict is called: as its row of the decision table.
func verdictTitle(m session.MatchRow) string {
	return message.English.T(match.RowByName(m.Row).TitleID())
}

// numberLinks are the links of the view that hold a number, with that number: in a
// figure, in a bar, in a table, at the ends of the picture of the flow and in the names
// of its bands.
const numberLinks = `[...document.querySelectorAll('main a[href^="#/"]')].map((e) => ({
	Name: e.dataset.test ?? e.className.baseVal ?? e.className, Href: e.getAttribute("href"),
	Number: /^([0-9][0-9,]*)(?= |$)/.exec((e.matches("svg a") ? (e.getAttribute("aria-label") ?? "").split(": ").pop()
		: (e.querySelector(".tile-n, .bar-n, .count, strong, .flow-name + .muted") ?? e).textContent).trim())?.[1] ?? "" }))
	.filter((l) => l.Number !== "" && !/^#\/(rules|files|settings)/.test(l.Href))`

// Every number that leads to a list leads to one of as many rows: in the overview with
// its pictures, of the files, of the differences to IdFix, and of an outcome.
func TestNumbersLeadToTheirLists(t *testing.T) {
	p := dropped(t, sampleOnPrem, sampleCloud)
	type link struct{ Name, Href, Number string }
	followed := map[link]bool{}
	for view, least := range map[string]int{"#/overview": 110, "#/files": 2, "#/compare": 2, "#/rules/D-08": 1} {
		visit(t, p, view)
		links := eval[[]link](t, p, numberLinks)
		if len(links) < least {
			t.Errorf("%s has only %d links", view, len(links))
		}
		for _, l := range links {
			if followed[link{Href: l.Href, Number: l.Number}] {
				continue
			}
			followed[link{Href: l.Href, Number: l.Number}] = true
			visit(t, p, l.Href)
			if text := content(t, p, `[data-test="row-count"]`); !strings.HasPrefix(text, l.Number+" ") {
				t.Errorf("%s: %s says %s and leads to %s with %s", view, l.Name, l.Number, l.Href, text)
			}
		}
	}
}

// A file that is no export is said to be none, with the next step, and if it is alone
// there is nothing else.
func TestNoExportAtAll(t *testing.T) {
	file := filepath.Join(exports, "not-export", "table.xlsx")
	_, o := native(t, session.Settings{}, nil, file)
	p := dropped(t, file)
	d := o.Files[0].Diagnostics[0]
	text := content(t, p, "main")
	for _, want := range []string{message.English.Format(d.Text), message.English.Format(d.Advice), message.English.T("ui.nothing.title")} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}
