package browser

import (
	"encoding/base64"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui"
)

// desk is a page with the sample, and a native session that decides as the page does.
type desk struct {
	*testing.T
	p *Page
	s *session.Session
}

func newDesk(t *testing.T, look Look) *desk {
	t.Helper()
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	p := silent(t, look, catching)
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud)...))
	must(t, p.WaitView("overview"))
	return &desk{t, p, s}
}

// decide decides natively.
func (d *desk) decide(q session.DecideRequest) *session.Effected {
	d.Helper()
	got, failure := d.s.Decide(q)
	if failure != nil {
		d.Fatal(failure.Text)
	}
	return got.Effect
}

// agrees waits until the tray says what the native session says.
func (d *desk) agrees() {
	d.Helper()
	want := d.s.Decisions()
	for name, n := range map[string]int64{"decided": want.Decided, "changes": want.Changes, "objects": want.Objects} {
		eventually(d.T, "tray, "+name, func(a, b string) bool { return a == b },
			func() string { return content(d.T, d.p, `[data-test="tray-`+name+`"]`) }, message.Group(n))
	}
	for name, step := range map[string]*session.Step{"undo": want.Undo, "redo": want.Redo} {
		label := message.English.T("ui.tray." + name)
		if step != nil {
			label = message.English.T("ui.tray."+name+"-step", message.Text("step", message.English.Format(step.Text)))
		}
		if got := attribute(d.T, d.p, `[data-test="`+name+`"]`, "aria-label"); got != label {
			d.Errorf("%s says %q, want %q", name, got, label)
		}
	}
	settle(d.T, d.p)
}

// confirm compares the preview of a decision with the native one, and says yes.
func (d *desk) confirm(q session.DecideRequest) {
	d.Helper()
	d.confirmBy(q, func() { must(d.T, d.p.Click(`[data-test="bulk-confirm"]:not([aria-disabled])`)) })
}

// confirmBy is confirm with another way to say yes.
func (d *desk) confirmBy(q session.DecideRequest, yes func()) {
	d.Helper()
	effect := d.decide(q)
	must(d.T, d.p.Wait(has(`[data-test="bulk-counts"]`)))
	counts := content(d.T, d.p, `[data-test="bulk-counts"]`)
	for id, n := range map[string]int64{"decided": effect.Decided, "replaced": effect.Replaced, "same": effect.Same, "skipped": effect.Skipped} {
		if want := message.English.T("ui.preview."+id, message.Num("n", n)); strings.Contains(counts, want) != (n > 0) {
			d.Errorf("the preview says %q, want %q", counts, want)
		}
	}
	for _, r := range effect.Reasons {
		if want := message.English.T("decision.skipped."+r.Key, message.Num("n", r.N)); !strings.Contains(counts, want) {
			d.Errorf("the preview says %q, not %q", counts, want)
		}
	}
	if got := len(contents(d.T, d.p, `[data-test="example"]`)); got != len(effect.Sample) {
		d.Errorf("%d examples, want %d", got, len(effect.Sample))
	}
	yes()
	must(d.T, d.p.Wait(`!document.querySelector("#bulk").open`))
	d.agrees()
}

// row is the native row of the finding shown.
func (d *desk) row() session.FindingRow {
	d.Helper()
	var n uint32
	hash := eval[string](d.T, d.p, `new URLSearchParams(location.hash.split("?")[1]).get("id")`)
	if _, err := fmt.Sscan(hash, &n); err != nil {
		d.Fatalf("no finding is open: %q", hash)
	}
	detail, failure := d.s.Finding(n)
	if failure != nil {
		d.Fatal(failure.Text)
	}
	must(d.T, d.p.Wait(`document.querySelector('[data-test="value"]')?.dataset.value === `+quote(detail.Row.Value)))
	return detail.Row
}

// From the load to the files: the safe proposals at once, one value typed that first
// fails, the rest by the keyboard, back and forth, a review, and a download that is
// what the same decisions give without a browser.
func TestWorkOnDecisions(t *testing.T) {
	d := newDesk(t, desktop)
	p := d.p
	if eval[bool](t, p, `!document.querySelector('[data-test="tray"]').hidden`) {
		t.Error("there is a tray before anything is decided")
	}
	open := []string{session.DecisionOpen}
	click(t, p, `[data-test="accept-safe"]`)
	d.confirm(session.DecideRequest{Action: session.ActionAcceptSafe, Filter: &session.FindingsFilter{Decision: open}})
	whatIf := d.s.DecidedWhatIf()
	eventually(t, "what-if", strings.HasPrefix, func() string { return content(t, p, `[data-test="tray-whatif"]`) },
		message.English.T("ui.whatif", message.Num("now", whatIf.Before), message.Num("after", whatIf.After)))

	visit(t, p, "#/findings?attribute=userPrincipalName&decision=open")
	press(t, p, "n")
	first := d.row()
	edit(d, first)

	// By keys alone: the next one, keep it, take that back, ignore another one.
	press(t, p, "n")
	second := d.row()
	if second.Finding == first.Finding || second.Decision != "" {
		t.Fatalf("the next undecided finding is %+v", second)
	}
	press(t, p, "k")
	d.decide(session.DecideRequest{Action: "keep", Findings: []uint32{second.Finding}})
	d.agrees()
	hold(t, p, "z")
	d.s.History(session.HistoryRequest{})
	d.agrees()
	hold(t, p, "y")
	d.s.History(session.HistoryRequest{Redo: true})
	d.agrees()
	press(t, p, "n")
	third := d.row()
	typeInto(t, p, `[data-test="note"]`, "agreed with Ann")
	click(t, p, `[data-test="decide-ignore"]`)
	d.decide(session.DecideRequest{Action: "ignore", Findings: []uint32{third.Finding}, Note: "agreed with Ann"})
	d.agrees()
	if got := content(t, p, `[data-test="decided"]`); !strings.Contains(got, "agreed with Ann") {
		t.Errorf("the details say %q", got)
	}

	review(d)
	click(t, p, `[data-test="part-files"]`)
	must(t, p.Click(`[data-test="save-zip"]`))
	paths := []string{sampleOnPrem, sampleCloud}
	d.s.Hash(func(i int) (io.Reader, error) { return os.Open(paths[i]) }, nil)
	d.saved(1, session.ChangesQuery{Format: session.ChangesZIP, Guard: true})
}

// saved compares the n-th file that the page saved with the native one.
func (d *desk) saved(n int, q session.ChangesQuery) {
	d.Helper()
	got := saves(d.T, d.p, n)
	want, failure := d.s.Export(session.ExportRequest{What: session.ExportChanges, Changes: q})
	if failure != nil {
		d.Fatal(failure.Text)
	}
	if got.Name != want.Name || got.Data != base64.StdEncoding.EncodeToString(want.Data) {
		d.Errorf("%s of the page differs from %s without it", got.Name, want.Name)
	}
}

// The remedies of selected matches become a script of their own, with or without
// changes of the directory.
func TestScriptForTheCloud(t *testing.T) {
	d := newDesk(t, desktop)
	p := d.p
	visit(t, p, "#/matches")
	click(t, p, `[data-test="mark-all"]`)
	click(t, p, `#r-1 [data-test="cell-mark"]`)
	page := d.s.Matches(session.MatchesQuery{})
	eventually(t, "selection", func(a, b string) bool { return a == b }, func() string { return content(t, p, `[data-test="mark-count"]`) },
		message.English.T("ui.mark.count", message.Num("n", page.Total-1)))
	click(t, p, `[data-test="mark-cloud"]`)
	must(t, p.WaitView("changes"))
	click(t, p, `[data-test="save-cloud"]`)
	d.saved(1, session.ChangesQuery{Format: session.ChangesCloud,
		Cloud: &session.VerdictSelection{Filter: &session.MatchesFilter{}, Except: []uint32{page.Rows[1].Verdict}}})
}

// edit types a value that fails, sees why, and one that passes.
func edit(d *desk, f session.FindingRow) {
	t, p := d.T, d.p
	t.Helper()
	page := d.s.Findings(session.FindingsQuery{Filter: session.FindingsFilter{Attribute: []string{"userPrincipalName"}}})
	holder := page.Rows[slices.IndexFunc(page.Rows, func(r session.FindingRow) bool { return r.Object != f.Object })]
	for _, c := range []struct {
		value  string
		passes bool
	}{
		{"no at sign", false},
		{holder.Value, false},
		{"quite.new@contoso.com", true},
	} {
		want, failure := d.s.Try(session.TryRequest{Finding: f.Finding, Value: c.value})
		if failure != nil {
			t.Fatal(failure.Text)
		}
		typeInto(t, p, `[data-test="new-value"]`, c.value)
		must(t, p.Wait(`document.querySelector('[data-test="new-value"]').value === `+quote(c.value)))
		must(t, p.Wait(`document.querySelector('[data-test="tried"]').ariaBusy === "false"`))
		text := content(t, p, `[data-test="tried"]`)
		for _, found := range want.Findings {
			if !strings.Contains(text, message.English.Format(found.Why)) {
				t.Errorf("%q: the page says %q, not %q", c.value, text, message.English.Format(found.Why))
			}
		}
		for _, h := range want.Holders {
			if !strings.Contains(text, ui.Visible(h.DN)) {
				t.Errorf("%q: the page does not name the holder %s: %q", c.value, h.DN, text)
			}
		}
		if passes := strings.Contains(text, message.English.T("ui.try.passes")); passes != (len(want.Findings) == 0) {
			t.Errorf("%q: the page says %q", c.value, text)
		}
		must(t, p.do(chromedp.KeyEvent(kb.Enter)))
		settle(t, p)
		if c.passes {
			d.decide(session.DecideRequest{Action: "edit", Findings: []uint32{f.Finding}, Value: c.value})
		}
		d.agrees()
	}
	if got := content(t, p, `[data-test="decided"]`); !strings.Contains(got, "quite.new@contoso.com") {
		t.Errorf("the details say %q", got)
	}
}

// review compares the table of changes, takes one back from its row and undoes that.
func review(d *desk) {
	t, p := d.T, d.p
	t.Helper()
	click(t, p, `[data-test="tray-review"]`)
	must(t, p.WaitView("review"))
	same := func() {
		t.Helper()
		var before, after []string
		for _, r := range d.s.ListChanges(session.ChangesListQuery{}).Rows {
			before, after = append(before, orNone(ui.Visible(r.Before))), append(after, orNone(ui.Visible(r.After)))
		}
		shows(t, p, "before", before)
		shows(t, p, "after", after)
	}
	same()
	row := d.s.ListChanges(session.ChangesListQuery{}).Rows[1]
	must(t, p.Click(`#r-1 [data-test="row-back"]`))
	d.decide(session.DecideRequest{Action: session.ActionOpen, Findings: []uint32{*row.Finding}})
	d.agrees()
	same()
	click(t, p, `[data-test="undo"]`)
	d.s.History(session.HistoryRequest{})
	d.agrees()
	same()
	click(t, p, `#r-1`)
	if shown := d.row(); shown.Finding != *row.Finding {
		t.Errorf("the row of finding %d opened %d", *row.Finding, shown.Finding)
	}
	press(t, p, kb.Escape)
}

func orNone(v string) string {
	if v == "" {
		return "–"
	}
	return v
}

// Findings are selected by range and all under a filter but some, and decided about
// together, with the keyboard alone.
func TestFindingsAreSelected(t *testing.T) {
	d := newDesk(t, desktop)
	p := d.p
	visit(t, p, "#/findings?attribute=proxyAddresses")
	page := d.s.Findings(session.FindingsQuery{Filter: session.FindingsFilter{Attribute: []string{"proxyAddresses"}}})
	must(t, p.do(chromedp.Focus(chromedp.CSS("#grid"))))
	chosen := func(n int64) {
		t.Helper()
		eventually(t, "selection", func(a, b string) bool { return a == b }, func() string { return content(t, p, `[data-test="mark-count"]`) },
			message.English.T("ui.mark.count", message.Num("n", n)))
	}
	press(t, p, " ", kb.ArrowDown, kb.ArrowDown)
	must(t, p.do(chromedp.KeyEvent(" ", chromedp.KeyModifiers(kb.ModifierShift))))
	chosen(3)
	hold(t, p, "a")
	chosen(page.Total)
	press(t, p, " ") // the third row is left out
	chosen(page.Total - 1)
	if got := eval[[]string](t, p, `[...document.querySelectorAll('[data-test="finding-row"]:not(:has(input:checked))')].map((e) => e.id)`); !slices.Equal(got, []string{"r-2"}) {
		t.Errorf("not selected: %v", got)
	}
	must(t, p.Click(`[data-test="mark-ignore"]`))
	must(t, p.Wait(has(`[data-test="bulk-counts"]`)))
	typeInto(t, p, `[data-test="bulk-note"]`, "later")
	d.confirm(session.DecideRequest{Action: "ignore", Note: "later", Except: []uint32{page.Rows[2].Finding},
		Filter: &session.FindingsFilter{Attribute: []string{"proxyAddresses"}}})
	if got := content(t, p, `[data-test="mark-count"]`); got != message.English.T("ui.mark.none.findings") || focused(t, p) != "grid" {
		t.Errorf("after the decision %q, and the focus is on %q", got, focused(t, p))
	}
	for i, text := range column(t, p, "decision") {
		if want := map[bool]string{true: "✓ " + message.English.T("ui.decision.ignore")}[i != 2]; text != want {
			t.Errorf("row %d says %q, want %q", i, text, want)
		}
	}

	// A selection of all is gone with its list; one of rows stays.
	hold(t, p, "a")
	chosen(page.Total)
	visit(t, p, "#/findings")
	if got := content(t, p, `[data-test="mark-count"]`); got != message.English.T("ui.mark.none.findings") {
		t.Errorf("under another filter %q", got)
	}
	click(t, p, `#r-0 [data-test="cell-mark"]`)
	visit(t, p, "#/findings?decision=ignore")
	counts(t, p, page.Total-1, int64(d.s.Rules().Len()))
	chosen(1)
	press(t, p, kb.Escape)
	if got := content(t, p, `[data-test="mark-count"]`); got != message.English.T("ui.mark.none.findings") {
		t.Errorf("Escape leaves the selection at %q", got)
	}
}

// Decisions that contradict each other are listed as problems; without decisions the
// view says how to begin.
func TestProblemsOfChanges(t *testing.T) {
	d := newDesk(t, desktop)
	p := d.p
	visit(t, p, "#/changes")
	if got := content(t, p, "#title"); got != message.English.T("ui.changes.none") {
		t.Errorf("without decisions the title is %q", got)
	}
	// Two findings of one value, decided otherwise.
	var one, other session.FindingRow
	list := d.s.Findings(session.FindingsQuery{Sort: "dn"})
	for i, f := range list.Rows {
		for _, g := range list.Rows[:i] {
			if f.Object == g.Object && f.Attribute == g.Attribute && f.Value == g.Value && f.Value != "" {
				one, other = f, g
			}
		}
	}
	if one.Value == "" {
		t.Fatal("the sample has no two findings of one value")
	}
	visit(t, p, fmt.Sprintf("#/findings?id=%d", one.Finding))
	click(t, p, `[data-test="decide-remove"]`)
	d.decide(session.DecideRequest{Action: "remove", Findings: []uint32{one.Finding}})
	d.agrees()
	visit(t, p, fmt.Sprintf("#/findings?id=%d", other.Finding))
	must(t, p.Wait(has(`[data-test="decide-keep"]`)))
	d.row()
	click(t, p, `[data-test="decide-keep"]`)
	d.decide(session.DecideRequest{Action: "keep", Findings: []uint32{other.Finding}})
	d.agrees()
	click(t, p, `[data-test="tray-problems"]`)
	must(t, p.Wait(has(`[data-test="problem"]`)))
	problems := d.s.ListChanges(session.ChangesListQuery{Problems: true}).Problems
	got := contents(t, p, `[data-test="problem"]`)
	if len(got) != len(problems) || len(got) != 1 || !strings.Contains(got[0], message.English.Format(problems[0].Text)) {
		t.Errorf("problems: %q, want %v", got, problems)
	}
}
