package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"presync/scripts/internal/axe"
)

// looksOfAxe are the windows in which every view is judged. They are so high that
// little is scrolled out of sight, of which axe-core could not tell the contrast.
var looksOfAxe = map[string]Look{
	"wide, light":   {Width: 1440, Height: 4000},
	"wide, dark":    {Width: 1440, Height: 4000, Dark: true},
	"narrow, light": {Width: 390, Height: 4000},
	"narrow, dark":  {Width: 390, Height: 4000, Dark: true},
}

// defect is what axe-core says about one rule.
type defect struct {
	ID     string
	Impact string
	Help   string
	Nodes  []struct{ HTML, Why string }
}

// judge has axe-core look at the page as it is, with everything unfolded. What it
// cannot decide counts as a defect too, but for contrast: it cannot tell the ground of
// what is scrolled out of sight or lies under a bar that stays in place, so parts that
// scroll are shown in full, and what is left is brought into sight and judged again:
// together with all that is then in sight, and what still is in doubt alone.
// Decorations before and after an element (ignorePseudo) lie beside its text, never
// behind it.
const judge = `(async () => {
	axe.configure({ checks: [{ id: "color-contrast", options: { ignorePseudo: true, ignoreUnicode: false, ignoreLength: false, boldValue: 700,
		boldTextPt: 14, largeTextPt: 18, contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } },
		pseudoSizeThreshold: 0.25, shadowOutlineEmMax: 0.2, textStrokeEmMin: 0.03 } }] });
	document.querySelectorAll("details").forEach((d) => { d.open = true; });
	const styles = document.styleSheets[0];
	if (!styles.unfolded) {
		styles.unfolded = true;
		styles.insertRule(".facet-values, .code pre, .columns > .scroll-x, .value-line code { max-height: none !important; }", styles.cssRules.length);
		styles.insertRule("pre { white-space: pre-wrap !important; }", styles.cssRules.length);
		styles.insertRule(".settings-end { position: static !important; }", styles.cssRules.length);
	}
	const run = async (part, options) => {
		const found = await axe.run(part, { resultTypes: ["violations", "incomplete"], ...options });
		return [...found.violations, ...found.incomplete];
	};
	const defects = [];
	const add = (r, nodes) => defects.push({ ID: r.id, Impact: r.impact ?? "", Help: r.help,
		Nodes: nodes.map((n) => ({ HTML: n.html, Why: [...n.any, ...n.all, ...n.none].map((c) => c.message).join("; ") })) });
	const contrast = async (parts) => (await run({ include: parts }, { runOnly: ["color-contrast"] })).flatMap((r) => r.nodes);
	const shown = (part) => {
		const r = part.getBoundingClientRect();
		return r.top >= 0 && r.left >= 0 && r.bottom <= innerHeight && r.right <= innerWidth;
	};
	const inSight = async (nodes) => {
		const defects = [];
		let parts = nodes.map((n) => document.querySelector(n.target[0]));
		while (parts.length > 0) {
			const [first, ...rest] = parts;
			first.scrollIntoView({ block: "center", inline: "center" });
			const together = rest.filter(shown);
			parts = rest.filter((part) => !together.includes(part));
			const again = new Set((await contrast([first, ...together])).map((n) => document.querySelector(n.target[0])));
			for (const part of again) {
				part.scrollIntoView({ block: "center", inline: "center" });
				defects.push(...await contrast([part]));
			}
		}
		return defects;
	};
	for (const r of await run(document, {})) {
		const nodes = r.id === "color-contrast" ? await inSight(r.nodes) : r.nodes;
		if (nodes.length > 0) {
			add(r, nodes);
		}
	}
	return defects;
})()`

// holdBack keeps the end of a load from the page, so that the view of the load stays.
const holdBack = `void (() => {
	const receive = presyncHost.onmessage;
	globalThis.held = [];
	presyncHost.onmessage = (...message) => {
		if (message[0].includes('"overview"')) {
			held.push(message);
		} else {
			receive(...message);
		}
	};
	globalThis.letGo = () => {
		presyncHost.onmessage = receive;
		held.forEach((message) => receive(...message));
	};
})()`

// TestAccessibility has axe-core look at every view in four looks.
func TestAccessibility(t *testing.T) {
	script, err := axe.Script()
	must(t, err)
	for name, look := range looksOfAxe {
		t.Run(name, func(t *testing.T) {
			p := silent(t, look)
			// The policy of the page forbids script elements; the debugger may evaluate.
			eval[any](t, p, script+"; void 0")
			check := func(view string) {
				t.Helper()
				for _, d := range eval[[]defect](t, p, judge) {
					report(t, view, d)
				}
			}
			check("landing")
			eval[any](t, p, holdBack)
			file := filepath.Join(t.TempDir(), "IdFix.csv")
			must(t, os.WriteFile(file, []byte(idfixFile), 0o644))
			must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud, file)...))
			must(t, p.Wait("held.length > 0"))
			check("loading")
			eval[any](t, p, "void letGo()")
			must(t, p.WaitView("overview"))
			for _, v := range views {
				visit(t, p, v)
				check(v)
				if strings.HasSuffix(v, "id=0") {
					click(t, p, `[data-test="detail-close"]`)
				}
			}
			visit(t, p, "#/findings")
			must(t, p.do(chromedp.Focus(chromedp.CSS("#grid"))))
			press(t, p, "o")
			must(t, p.Wait(has("#only-menu:popover-open")))
			check("rows like one")
			press(t, p, kb.Escape)
			if look.Width > 1000 {
				click(t, p, `[data-test="columns"]`)
				check("columns")
				press(t, p, kb.Escape)
			}
			click(t, p, `[data-test="palette-button"]`)
			check("palette")
			press(t, p, kb.Escape)
			click(t, p, `[data-test="shortcuts-button"]`)
			check("shortcuts")
			press(t, p, kb.Escape)
			visit(t, p, "#/overview")
			must(t, p.Click(`[data-test="accept-safe"]`))
			must(t, p.Wait(has(`[data-test="example"]`)))
			check("preview of a decision")
			must(t, p.Click(`[data-test="bulk-confirm"]`))
			must(t, p.Wait(has(`[data-test="tray-whatif"][aria-busy="false"]`)))
			for _, v := range decidedViews {
				visit(t, p, v)
				check("decided, " + v)
			}
			if look.Width < 1000 {
				visit(t, p, "#/findings")
				click(t, p, "#sheet-button")
				check("filters")
			}
		})
	}
}

func report(t *testing.T, view string, d defect) {
	t.Helper()
	var b strings.Builder
	for i, n := range d.Nodes {
		if i == 3 {
			fmt.Fprintf(&b, "\n  and %d more", len(d.Nodes)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s\n    %s", shorten(n.HTML), n.Why)
	}
	t.Errorf("%s: %s (%s): %s%s", view, d.ID, d.Impact, d.Help, b.String())
}

func shorten(s string) string {
	if len(s) > 200 {
		return s[:200] + "…"
	}
	return s
}
