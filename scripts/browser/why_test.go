package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"presync/core/match"
	"presync/core/message"
)

// explained waits until the explanation on screen is the given text.
func explained(t *testing.T, p *Page, want string) {
	t.Helper()
	eventually(t, "explanation", func(a, b string) bool { return a == b },
		func() string {
			return eval[string](t, p, `document.querySelector("#tip:not([hidden])")?.textContent ?? ""`)
		}, want)
}

// Cards and rules are explained by keyboard, click and pointer, and Escape takes the
// explanation away.
func TestExplanationsOfTheOverview(t *testing.T) {
	p := dropped(t, sampleOnPrem, sampleCloud)
	visit(t, p, "#/overview")
	const button = `[data-test="why-card.readiness"]`
	want := message.English.T("ui.why.card.readiness")
	must(t, p.do(chromedp.Focus(chromedp.CSS(button))))
	explained(t, p, want)
	if attribute(t, p, button, "aria-describedby") != "tip" {
		t.Error("a screen reader is not told")
	}
	press(t, p, kb.Escape)
	explained(t, p, "")
	click(t, p, button)
	explained(t, p, want)
	eval[any](t, p, "document.activeElement.blur(); scrollBy(0, 10)")
	explained(t, p, "")
	rule := `.card-rules .bar[data-tip]`
	eval[any](t, p, `document.querySelector(`+quote(rule)+`).dispatchEvent(new MouseEvent("mouseover", { bubbles: true }))`)
	id := strings.TrimPrefix(attribute(t, p, rule, "data-tip"), "rule:")
	eventually(t, "explanation of "+id, strings.Contains,
		func() string { return content(t, p, "#tip") }, message.English.T("rule."+id+".why"))
	eval[any](t, p, `document.querySelector("h1").dispatchEvent(new MouseEvent("mouseover", { bubbles: true }))`)
	explained(t, p, "")
}

// In a table the keyboard reads what a column is in its head, goes into the cells of
// a row, and reads the whole text of a cell that is cut off.
func TestCellsByKeyboard(t *testing.T) {
	p := dropped(t, sampleOnPrem, sampleCloud)
	visit(t, p, "#/matches")
	must(t, p.do(chromedp.Focus(chromedp.CSS("#grid"))))
	press(t, p, kb.ArrowUp)
	for head := attribute(t, p, "#grid .row-head .cell-outcome", "id"); at(t, p) != head; {
		before := at(t, p)
		if press(t, p, kb.ArrowRight); at(t, p) == before {
			t.Fatalf("the keyboard stays at %s", before)
		}
	}
	explained(t, p, message.English.T("ui.why.column.outcome"))
	press(t, p, kb.ArrowDown)
	explained(t, p, "")
	place := func() [2]string {
		return eval[[2]string](t, p, `(() => {
			const place = document.getElementById(document.querySelector("#grid").getAttribute("aria-activedescendant"));
			return [place.closest("[role=row]").id, place.getAttribute("aria-colindex") ?? ""];
		})()`)
	}
	count := attribute(t, p, "#grid", "aria-colcount")
	for _, step := range []struct {
		key  string
		want [2]string
	}{
		{kb.ArrowRight, [2]string{"r-0", "1"}}, {kb.ArrowRight, [2]string{"r-0", "2"}}, {kb.ArrowDown, [2]string{"r-1", "2"}},
		{kb.End, [2]string{"r-1", count}}, {kb.Home, [2]string{"r-1", "1"}}, {kb.ArrowRight, [2]string{"r-1", "2"}},
		{kb.ArrowLeft, [2]string{"r-1", "1"}}, {kb.ArrowLeft, [2]string{"r-1", ""}}, {kb.ArrowLeft, [2]string{"r-1", ""}},
	} {
		press(t, p, step.key)
		if got := place(); got != step.want {
			t.Fatalf("after %q the keyboard is at %v, want %v", step.key, got, step.want)
		}
	}
	for range 12 {
		press(t, p, kb.ArrowRight)
	}
	last := place()
	if last[1] != count {
		t.Errorf("the last cell is %v", last)
	}
	eval[any](t, p, `document.querySelector("#r-1 .cell-dn").style.maxWidth = "3rem"`)
	for dn := attribute(t, p, "#r-1 .cell-dn", "aria-colindex"); place()[1] > dn; {
		press(t, p, kb.ArrowLeft)
	}
	explained(t, p, content(t, p, "#r-1 .cell-dn"))
	press(t, p, kb.Enter)
	if ok, _ := p.Has(`[data-test="detail"]`); !ok {
		t.Error("Enter in a cell opens nothing")
	}
}

// Each row of the decision table has its entry in the reference, found by the search,
// and the entry says when it applies, what follows and on which dated documents that
// rests.
func TestReferenceOfOutcomes(t *testing.T) {
	p := dropped(t, sampleOnPrem, sampleCloud)
	visit(t, p, "#/rules")
	click(t, p, `[data-test="outcomes"]`)
	entries := func() int { return len(contents(t, p, `[data-test="outcome-entry"]`)) }
	eventually(t, "entries", func(a, b int) bool { return a == b }, entries, len(match.Rows()))
	typeInto(t, p, "#search", "mail attribute")
	eventually(t, "found", func(a, b bool) bool { return a == b }, func() bool { n := entries(); return n > 0 && n < 6 }, true)
	click(t, p, `[data-test="outcome-entry"] a[href="#/rules/D-09"]`)
	row := match.RowByName("D-09")
	page := content(t, p, "main")
	for _, want := range []string{message.English.T(row.TitleID()), message.English.T(row.WhenID()), message.English.T(row.ThenID()),
		message.English.T(row.FixID()), row.Sources()[0].Title, row.Sources()[0].Date} {
		if !strings.Contains(page, want) {
			t.Errorf("the entry does not say %q", want)
		}
	}
}

// An outcome explains itself in the overview, among the filters and in the entry of a
// match, and so do the remarks beside it.
func TestOutcomesExplainThemselves(t *testing.T) {
	p := dropped(t, sampleOnPrem, sampleCloud)
	visit(t, p, "#/overview")
	titles := contents(t, p, `.card-outcomes .bar-label`)
	slices.Sort(titles)
	if len(titles) < 10 || len(slices.Compact(titles)) != len(titles) {
		t.Errorf("lines of the overview carry the same words: %q", titles)
	}
	says := func(what string, row match.Row) {
		t.Helper()
		eventually(t, what, strings.Contains, func() string { return content(t, p, "#tip") }, message.English.T(row.WhenID()))
	}
	must(t, p.do(chromedp.Focus(chromedp.CSS(`.card-outcomes [data-test="outcome-SOFT_MATCH_SMTP-D-09"]`))))
	says("overview", match.SoftMail)
	visit(t, p, "#/matches?row=D-12")
	must(t, p.do(chromedp.Focus(chromedp.CSS(`[data-test="facet-outcome-SOFT_MATCH_SMTP_AND_UPN"] input`))))
	says("filter", match.SoftBoth)
	click(t, p, `.facet [data-test="why-field.outcome"]`)
	explained(t, p, message.English.T("ui.why.field.outcome"))
	press(t, p, kb.Escape)
	click(t, p, `[data-test="match-row"] [data-test="cell-name"]`)
	if text := content(t, p, `[data-test="detail"]`); !strings.Contains(text, message.English.T(match.SoftBoth.WhenID())) {
		t.Errorf("the entry does not explain its outcome: %s", text)
	}
	for _, row := range []string{"D-39", "D-12"} {
		if !slices.Contains(eval[[]string](t, p, `[...document.querySelectorAll('[data-test="outcome-link"]')].map((e) => e.hash)`), "#/rules/"+row) {
			t.Errorf("%s is not reached from the entry", row)
		}
	}
}
