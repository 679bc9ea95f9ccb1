package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui"
)

// hold presses a key together with the control key.
func hold(t *testing.T, p *Page, key string) {
	t.Helper()
	must(t, p.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(kb.ModifierCtrl))))
	settle(t, p)
}

// command is the title of the line of the palette that Enter would run.
func command(t *testing.T, p *Page) string {
	t.Helper()
	return eval[string](t, p, `(() => {
		const field = document.activeElement;
		const line = document.getElementById(field.getAttribute("aria-activedescendant"));
		return field.getAttribute("role") === "combobox" && line?.getAttribute("aria-selected") === "true" ? line.querySelector(".option-title").textContent : "";
	})()`)
}

// The palette finds objects of both sides and rules by their names.
func TestPaletteFindsObjectsAndRules(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	p := dropped(t, sampleOnPrem, sampleCloud)
	for _, cloud := range []bool{false, true} {
		row := s.Objects(session.ObjectsQuery{Cloud: cloud, Limit: 9}).Rows[8]
		hold(t, p, "k")
		press(t, p, row.Name)
		line := `[...document.querySelectorAll('[data-test="command"]')].find((e) => e.querySelector(".option-note").textContent === ` + quote(ui.Visible(row.DN)) + `)`
		must(t, p.Wait(line))
		eval[any](t, p, "void ("+line+".click())")
		settle(t, p)
		must(t, p.Wait(`document.querySelector("#panel-title")?.textContent === `+quote(ui.Visible(row.Name))))
		if hash := eval[string](t, p, "decodeURIComponent(location.hash)"); strings.Contains(hash, row.Name) || strings.Contains(hash, "side=cloud") != cloud {
			t.Errorf("the address is %s", hash)
		}
	}
	hold(t, p, "k")
	press(t, p, "UQ-1")
	if got := content(t, p, `[data-test="command"] .option-note`); got != "UQ-1" {
		t.Errorf("the first line is %q", got)
	}
	press(t, p, kb.Enter)
	must(t, p.WaitView("rules"))
	hold(t, p, "k")
	press(t, p, "no such thing")
	if n := len(contents(t, p, `[data-test="command"]`)); n != 0 || content(t, p, ".palette-none") == "" {
		t.Errorf("%d lines for nothing", n)
	}
	press(t, p, kb.Escape)
	if ok, _ := p.Has("dialog[open]"); ok {
		t.Error("Escape leaves the palette open")
	}
}

// The list of shortcuts opens by key and by button, keeps the keyboard in it, and
// can switch the shortcuts of single keys off.
func TestShortcuts(t *testing.T) {
	p := open(t, host.URL())
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem)...))
	must(t, p.WaitView("overview"))
	t.Cleanup(func() { _, _ = Eval[any](p, "localStorage.clear()") })
	const dialog = `[data-test="shortcuts"]`
	visit(t, p, "#/overview")
	must(t, p.do(chromedp.Focus(chromedp.CSS(`[data-test="shortcuts-button"]`))))
	press(t, p, "?")
	must(t, p.Wait(has(dialog+"[open]")))
	var places []bool
	for range 8 {
		places = append(places, eval[bool](t, p, `document.activeElement === document.body || !!document.activeElement.closest("dialog[open]")`))
		press(t, p, kb.Tab)
	}
	if slices.Contains(places, false) {
		t.Error("the keyboard leaves the dialog")
	}
	text := content(t, p, dialog)
	for _, want := range []string{"Ctrl+K", message.English.T("ui.keys.rows"), message.English.T("ui.action.view", message.Text("view", message.English.T("ui.nav.findings")))} {
		if !strings.Contains(text, want) {
			t.Errorf("the list does not hold %q", want)
		}
	}
	press(t, p, kb.Escape)
	if ok, _ := p.Has("dialog[open]"); ok {
		t.Error("Escape leaves the list open")
	}
	if got := eval[string](t, p, `document.activeElement.dataset.test`); got != "shortcuts-button" {
		t.Errorf("afterwards the keyboard is on %q", got)
	}
	click(t, p, `[data-test="shortcuts-button"]`)
	click(t, p, `[data-test="shortcuts-on"]`)
	click(t, p, `[data-test="shortcuts-close"]`)
	press(t, p, "?", "g", "f")
	if ok, _ := p.Has("dialog[open]"); ok || eval[string](t, p, "location.hash") != "#/overview" {
		t.Error("shortcuts that are switched off work")
	}
	hold(t, p, "k")
	must(t, p.Wait(has(`[data-test="palette"][open]`)))
	press(t, p, kb.Escape)
	must(t, p.do(chromedp.Reload()))
	must(t, p.WaitView("landing"))
	press(t, p, "?")
	if ok, _ := p.Has("dialog[open]"); ok {
		t.Error("a reload switches the shortcuts on")
	}
}
