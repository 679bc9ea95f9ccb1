package browser

import (
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"presync/core/session"
)

// keyboard is a desk that is worked at with the keyboard alone: it has no other way to
// touch the page than keys, and after each step it looks where they go.
type keyboard struct {
	*desk
	o *session.Overview // of the files that are read
}

// strokes presses keys as a keyboard does: what the page makes of a key that goes down
// decides whether the browser does anything with it.
func (k *keyboard) strokes(keys string, modifiers ...chromedp.Modifier) {
	k.Helper()
	down := func(e *input.DispatchKeyEventParams) {
		if e.Type == kb.KeyDown {
			e.Type = input.DispatchKeyEventTypeRawKeyDown
		}
	}
	must(k.T, k.p.do(chromedp.KeyEvent(keys, down, chromedp.KeyModifiers(modifiers...))))
}

// hold presses a key together with others.
func (k *keyboard) hold(key string, modifiers ...chromedp.Modifier) {
	k.Helper()
	k.strokes(key, modifiers...)
	settle(k.T, k.p)
	k.seen()
}

// press presses keys one after the other; after each the focus has to be in sight.
func (k *keyboard) press(keys ...string) {
	k.Helper()
	for _, key := range keys {
		k.hold(key)
	}
}

// enter types a text in place of what a field holds.
func (k *keyboard) enter(text string) {
	k.Helper()
	k.strokes("a", kb.ModifierCtrl)
	k.hold(text)
}

// command runs the line of the palette that is the first for a text.
func (k *keyboard) command(text, title string) {
	k.Helper()
	k.hold("k", kb.ModifierCtrl)
	k.press(text)
	if got := command(k.T, k.p); got != title {
		k.Fatalf("%q: the palette offers %q first, want %q", text, got, title)
	}
	k.press(kb.Enter)
}

// focus is what a user sees of where the keyboard is.
type focus struct {
	Is     string // what it is on, "" for nothing
	Unseen string // why it cannot be seen, "" when it can
}

// look finds where the keyboard is: of a table the row or cell, of a label with its
// field hidden the label. It is seen where an outline, or a shadow in its place, is
// drawn at something that is in the window and that nothing else covers.
const look = `(() => {
	let e = document.activeElement;
	if (!e || e === document.body) {
		return { Is: "", Unseen: "the focus is lost" };
	}
	const is = e.id ? "#" + e.id : e.dataset.test ?? e.tagName + "." + e.className + " " + e.textContent.slice(0, 40);
	if (e.id === "grid") {
		e = document.getElementById(e.getAttribute("aria-activedescendant")) ?? e;
	}
	const ringed = (el) => {
		const s = getComputedStyle(el);
		return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1;
	};
	const line = e.closest(".palette-field");
	if (!ringed(e) && !(line && getComputedStyle(line).boxShadow !== "none") && !(e.closest("label, .sort-field") && ringed(e.closest("label, .sort-field")))) {
		return { Is: is, Unseen: "it has no outline" };
	}
	const over = new Set();
	for (const r of e.getClientRects()) {
		const inset = Math.min(3, r.width / 2, r.height / 2);
		for (const x of [r.left + inset, r.left + r.width / 2, r.right - inset]) {
			for (const y of [r.top + inset, r.top + r.height / 2, r.bottom - inset]) {
				const top = document.elementFromPoint(x, y);
				if (top && (e.contains(top) || top.contains(e) && top.closest("label, .button"))) {
					return { Is: is, Unseen: "" };
				}
				over.add(top ? top.tagName + "#" + top.id + "." + top.className : "nothing");
			}
		}
	}
	return { Is: is, Unseen: "it is covered or out of sight: " + [...over].join(" ")};
})()`

// seen fails the test if the keyboard is nowhere, or where one cannot see it.
func (k *keyboard) seen() focus {
	k.Helper()
	f := eval[focus](k.T, k.p, look)
	if f.Unseen != "" {
		k.Errorf("the keyboard is on %q: %s", f.Is, f.Unseen)
	}
	return f
}

// on fails the test if the keyboard is not on an element.
func (k *keyboard) on(selector string) {
	k.Helper()
	is := `document.activeElement.matches(` + quote(selector) + `)`
	if k.p.Wait(is) != nil {
		k.Fatalf("the keyboard is on %q, want %s", k.seen().Is, selector)
	}
	k.seen()
}

// tab goes with the Tab key to an element that is so many stops away at most.
func (k *keyboard) tab(selector string, most int) {
	k.Helper()
	k.stops(selector, most)
}

// back is tab in the other direction.
func (k *keyboard) back(selector string, most int) {
	k.Helper()
	k.stops(selector, most, kb.ModifierShift)
}

func (k *keyboard) stops(selector string, most int, modifiers ...chromedp.Modifier) {
	k.Helper()
	var passed []string
	for range most {
		k.strokes(kb.Tab, modifiers...)
		eval[any](k.T, k.p, frames)
		passed = append(passed, k.seen().Is)
		if eval[bool](k.T, k.p, `document.activeElement.matches(`+quote(selector)+`)`) {
			return
		}
	}
	k.Fatalf("Tab does not lead to %s within %d stops: %s", selector, most, strings.Join(passed, ", "))
}

// round goes with the Tab key from where the keyboard is through the rest of the
// view, and looks at every stop. It ends where the page begins again.
func (k *keyboard) round(view string) {
	k.Helper()
	const most = 400
	for range most {
		k.strokes(kb.Tab)
		eval[any](k.T, k.p, frames)
		f := eval[focus](k.T, k.p, look)
		if f.Is == "" {
			continue // with the browser itself
		}
		if strings.HasPrefix(f.Is, "BUTTON.skip") {
			return
		}
		if f.Unseen != "" {
			k.Errorf("%s: Tab leads to %q: %s", view, f.Is, f.Unseen)
		}
	}
	k.Errorf("%s: %d stops of the Tab key are not enough", view, most)
}
