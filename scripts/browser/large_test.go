package browser

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui"
)

// A table of more than 20,000 findings keeps at most 60 rows in the document,
// wherever it is scrolled to, and shows the right ones.
func TestLongTable(t *testing.T) {
	ldif, _, _ := writeForest(t, 25_000)
	settings := session.Settings{VerifiedDomains: []string{"example.org"}}
	s, o := native(t, settings, nil, ldif)
	if o.Findings < 20_000 {
		t.Fatalf("only %d findings", o.Findings)
	}
	p := dropped(t, ldif)
	visit(t, p, "#/settings")
	typeInto(t, p, `[data-test="setting-verified"]`, "example.org")
	renewed(t, p, func() { must(t, p.Click(`[data-test="apply-settings"]`)) })
	visit(t, p, "#/findings")
	counts(t, p, o.Findings, o.Findings)

	rows := func(first int64) {
		t.Helper()
		want := s.Findings(session.FindingsQuery{Offset: first, Limit: 1}).Rows[0]
		selector := `#grid-rows > [aria-rowindex="` + strconv.FormatInt(first+2, 10) + `"] [data-test="cell-dn"]`
		eventually(t, fmt.Sprint("row ", first), func(a, b string) bool { return a == b },
			func() string {
				text, _ := Eval[string](p, "document.querySelector("+quote(selector)+")?.textContent ?? ''")
				return text
			}, ui.Visible(want.DN))
		if n := eval[int](t, p, `document.querySelectorAll("#grid [role=row]").length`); n > window+1 {
			t.Errorf("%d rows are in the document", n)
		}
	}
	rows(0)
	for _, part := range []float64{0.25, 0.5, 0.73, 1} {
		first := eval[int64](t, p, fmt.Sprintf(`(() => {
			const g = document.querySelector("#grid");
			g.scrollTop = g.scrollHeight * %g;
			return Math.floor(g.scrollTop / document.querySelector("#grid-rows > [role=row]").getBoundingClientRect().height);
		})()`, part))
		rows(min(first+2, o.Findings-1))
	}
	for _, step := range []int{700, 700, -1500, 300, 2000, -700} {
		eval[any](t, p, fmt.Sprintf(`void document.querySelector("#grid").scrollBy(0, %d)`, step))
		wholeWindow(t, p, s)
	}
	must(t, p.do(chromedp.Focus(chromedp.CSS("#grid"))))
	press(t, p, kb.Home)
	rows(0)
	wholeWindow(t, p, s)
	press(t, p, kb.End)
	rows(o.Findings - 1)
	if got := attribute(t, p, "#grid", "aria-rowcount"); got != strconv.FormatInt(o.Findings+1, 10) {
		t.Errorf("aria-rowcount is %s", got)
	}
	typeInto(t, p, "#search", "no such text")
	counts(t, p, 0, o.Findings)
	if text := content(t, p, `.table-state`); text != message.English.T("ui.table.none-found")+message.English.T("ui.table.none-found.advice") {
		t.Errorf("an empty table says %q", text)
	}
}

// wholeWindow waits until all rows in the document, also those out of sight, follow
// one another and show what the engine says of them.
func wholeWindow(t *testing.T, p *Page, s *session.Session) {
	t.Helper()
	type row struct {
		Index int64
		DN    string
	}
	wrong := func() string {
		got, err := Eval[[]row](p, `[...document.querySelectorAll("#grid-rows > [role=row]")].map((r) => ({
			Index: +r.getAttribute("aria-rowindex") - 2, DN: r.querySelector('[data-test="cell-dn"]').textContent }))`)
		if err != nil || len(got) != window {
			return fmt.Sprintf("%d rows, %v", len(got), err)
		}
		for i, r := range s.Findings(session.FindingsQuery{Offset: got[0].Index, Limit: window}).Rows {
			if want := (row{got[0].Index + int64(i), ui.Visible(r.DN)}); got[i] != want {
				return fmt.Sprintf("in place %d %v, want %v", i, got[i], want)
			}
		}
		return ""
	}
	eventually(t, "rows in the document", func(a, b string) bool { return a == b }, wrong, "")
}

// watching keeps the memory of the page's own program, which is the first that is
// started, so that a test can measure it.
const watching = `(() => {
	const start = WebAssembly.instantiate;
	WebAssembly.instantiate = async (...args) => {
		const made = await start.apply(WebAssembly, args);
		globalThis.program ??= made.instance ?? made;
		return made;
	};
})()`

// Rendering leaves nothing behind: neither the memory of the page's program nor the
// number of elements grows with it.
func TestRenderingLeavesNothingBehind(t *testing.T) {
	p := silent(t, desktop, watching)
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud)...))
	must(t, p.WaitView("overview"))
	type size struct{ Bytes, Elements int64 }
	render := func(times int) size {
		return eval[size](t, p, fmt.Sprintf(`(async () => {
			const frame = () => new Promise(requestAnimationFrame);
			const views = ["#/findings?id=3", "#/matches", "#/settings", "#/findings"];
			for (let i = 0; i < %d; i++) {
				location.hash = views[i %% views.length];
				await new Promise((done) => addEventListener("hashchange", done, { once: true }));
				await frame();
			}
			while (!document.querySelector('main[data-view="findings"][data-ready="true"]')) {
				await frame();
			}
			return { Bytes: program.exports.mem.buffer.byteLength, Elements: document.querySelectorAll("*").length };
		})()`, times))
	}
	before := render(60)
	after := render(300)
	// A render makes some 100 KB, so that what is kept of 300 would be 30 MB.
	if after.Bytes > before.Bytes+2<<20 || after.Elements > before.Elements {
		t.Errorf("after 300 more renders: %+v, before: %+v", after, before)
	}
}
