package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// views are the fragments of all views with data, the details of an entry included.
var views = []string{
	"#/overview", "#/files", "#/files?id=1", "#/findings", "#/findings?severity=error&attribute=proxyAddresses", "#/findings?id=0",
	"#/groups?by=rule", "#/groups?by=object", "#/groups?by=contested", "#/contest?id=1", "#/matches", "#/matches?id=0",
	"#/accounts", "#/accounts?id=0", "#/transfer", "#/objects", "#/objects?side=cloud", "#/objects?id=0", "#/changes",
	"#/groups?by=rule", "#/groups?by=contested", "#/contest?id=1",
	"#/compare", "#/compare?only=presync&reason=norule", "#/compare?only=presync&reason=norule&id=0", "#/archive", "#/archive?id=0",
	"#/rules", "#/rules/UQ-1", "#/rules/outcomes", "#/rules/D-09", "#/report", "#/settings", "#/privacy",
}

// decidedViews are those that look otherwise when something is decided.
var decidedViews = []string{"#/findings?decision=edit", "#/changes", "#/changes?part=files", "#/changes?part=problems"}

// overflow lists what sticks out of the page at the right, if the page scrolls there.
const overflow = `(() => {
	if (document.scrollingElement.scrollWidth <= innerWidth) {
		return [];
	}
	return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
		.slice(0, 5).map((e) => e.tagName + "." + e.className);
})()`

// currentLinkShown tells whether the link to the present view is on screen.
const currentLinkShown = `(() => {
	const r = document.querySelector(".nav [aria-current]").getBoundingClientRect();
	return r.left > -1 && r.right < innerWidth + 1;
})()`

// On a telephone, and in a small window at twice or four times the size, no view scrolls
// sideways.
func TestNothingSticksOut(t *testing.T) {
	for name, look := range map[string]Look{
		"telephone": {Width: 390, Height: 844}, "zoom of 200 %": {Width: 720, Height: 450}, "zoom of 400 %": {Width: 320, Height: 640},
	} {
		t.Run(name, func(t *testing.T) { nothingSticksOut(t, look) })
	}
}

func nothingSticksOut(t *testing.T, look Look) {
	p := silent(t, look)
	check := func(view string) {
		t.Helper()
		if out := eval[[]string](t, p, overflow); len(out) > 0 {
			t.Errorf("%s is wider than the screen: %q", view, out)
		}
	}
	check("landing")
	file := filepath.Join(t.TempDir(), "IdFix.csv")
	must(t, os.WriteFile(file, []byte(idfixFile), 0o644))
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud, file)...))
	must(t, p.WaitView("overview"))
	for _, v := range views {
		visit(t, p, v)
		check(v)
		if !eval[bool](t, p, currentLinkShown) {
			t.Errorf("%s: the navigation does not show where one is", v)
		}
		if strings.HasSuffix(v, "id=0") {
			click(t, p, `[data-test="detail-close"]`)
		}
	}
	visit(t, p, "#/findings")
	click(t, p, "#sheet-button")
	check("filters")
}

// The colours go round from those of the system over light to dark, and the choice
// outlasts a reload.
func TestTheme(t *testing.T) {
	p := open(t, host.URL())
	must(t, p.WaitView("landing"))
	t.Cleanup(func() { _, _ = Eval[any](p, "localStorage.clear()") })
	const state = `[document.documentElement.dataset.theme ?? "", getComputedStyle(document.body).backgroundColor]`
	var backgrounds []string
	for _, want := range []string{"", "light", "dark", ""} {
		got := eval[[]string](t, p, state)
		if got[0] != want {
			t.Errorf("theme is %q, want %q", got[0], want)
		}
		backgrounds = append(backgrounds, got[1])
		click(t, p, `[data-test="theme"]`)
	}
	if backgrounds[0] != backgrounds[1] || backgrounds[1] == backgrounds[2] || backgrounds[3] != backgrounds[0] {
		t.Errorf("backgrounds are %q", backgrounds)
	}
	click(t, p, `[data-test="theme"]`)
	must(t, p.do(chromedp.Reload()))
	must(t, p.WaitView("landing"))
	if got := eval[[]string](t, p, state); !slices.Equal(got, []string{"dark", backgrounds[2]}) {
		t.Errorf("after a reload: %q", got)
	}
}
