// Command shots takes pictures of every view of the page with the sample data: in a
// wide window and on a telephone, light and dark, in the colours of the system, and
// under zoom; nothing moves in any of them.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"presync/scripts/browser"
	"presync/scripts/internal/chromium"
	"presync/scripts/internal/site"
)

// view is a picture to take: go to the fragment, perhaps click something, wait.
type view struct {
	name     string
	fragment string
	click    string // selectors joined by andThen, "" for none
	wait     string // selector of what must be there
}

// andThen stands between the selectors of what is clicked one after the other.
const andThen = " && "

// views are those with data in them, in the order in which a user meets them.
var views = []view{
	{"overview", "#/overview", "", `main[data-view="overview"][data-ready="true"]`},
	{"loaded", "#/files", "", `main[data-view="files"][data-ready="true"]`},
	{"reading", "#/files?id=1", "", `[data-test="preview-column"]`},
	{"findings", "#/findings", "", `[data-test="finding-row"]`},
	{"findings-filtered", "#/findings?severity=error&class=user&sort=dn", "", `[data-test="finding-row"]`},
	{"findings-columns", "#/findings", `main[data-ready="true"] [data-test="columns"]`, `[data-test="column-class"]`},
	{"groups-rule", "#/groups?by=rule", "", `[data-test="group-row"]`},
	{"groups-object", "#/groups?by=object", "", `[data-test="group-row"]`},
	{"groups-contested", "#/groups?by=contested", "", `[data-test="group-row"]`},
	{"contest", "#/contest?id=1", `[data-test="claimer"]:nth-child(2) input`, `[data-test="settle"]`},
	{"finding", "#/findings", `[data-test="finding-row"] [data-test="cell-cn"]`, `[data-test="detail"] [data-test="why"]`},
	{"findings-selected", "#/findings", `[data-test="mark-all"]`, `[data-test="mark-accept"]`},
	{"preview", "#/overview", `[data-test="accept-safe"]`, `[data-test="example"]`},
	{"changes-none", "#/changes", "", `[data-test="accept-safe"]`},
	{"matches", "#/matches", "", `[data-test="match-row"]`},
	{"match", "#/matches?id=0", "", `[data-test="detail"] [data-test="evidence"]`},
	{"accounts", "#/accounts", "", `[data-test="account-row"]`},
	{"account", "#/accounts", `[data-test="account-row"]`, `[data-test="detail"] [data-test="fate"]`},
	{"accounts-selected", "#/accounts", `[data-test="mark-all"]`, `[data-test="mark-transfer"]:not([hidden])`},
	{"transfer", "#/transfer", "", `[data-test="plan"]`},
	{"objects", "#/objects", "", `[data-test="object-row"]`},
	{"object", "#/objects?state=error&sort=-findings", `[data-test="object-row"]`, `[data-test="detail"] [data-test="attribute-row"]`},
	{"compare", "#/compare", "", `[data-test="compare-both"]`},
	{"differences", "#/compare?only=presync&reason=norule", "", `main[data-view="differences"][data-ready="true"]`},
	{"decided", "#/overview", `[data-test="accept-safe"]` + andThen + `[data-test="bulk-confirm"]:not([aria-disabled])`, `[data-test="tray-whatif"][aria-busy="false"]`},
	{"decided-findings", "#/findings", "", `[data-test="finding-row"]`},
	{"decided-finding", "#/findings?decision=edit", `main[data-ready="true"] [data-test="cell-cn"]`, `[data-test="detail"] [data-test="why"]`},
	{"review", "#/changes", "", `[data-test="change-row"]`},
	{"review-row", "#/changes", `main[data-ready="true"] [data-test="cell-name"]`, `[data-test="detail"] [data-test="why"]`},
	{"change-files", "#/changes?part=files", "", `[data-test="save-zip"]`},
	{"rules", "#/rules", "", `[data-test="rule-entry"]`},
	{"outcomes", "#/rules/outcomes", "", `[data-test="outcome-entry"]`},
	{"outcome", "#/rules/D-09", "", `main[data-view="rules"][data-ready="true"]`},
	{"report", "#/report", "", `main[data-view="report"][data-ready="true"]`},
	{"settings", "#/settings", "", `[data-test="apply-settings"]`},
	{"privacy", "#/privacy", "", `main[data-view="privacy"]`},
	{"palette", "#/findings", `[data-test="palette-button"]`, `[data-test="palette"][open] [data-test="command"]`},
	{"shortcuts", "#/overview", `[data-test="shortcuts-button"]`, `[data-test="shortcuts"][open]`},
}

// later are the views of a saved report, dropped together with the exports of a week
// later. They follow each other in one page.
var later = []view{
	{"saved", "", "", `main[data-view="saved"][data-ready="true"]`},
	{"saved-continued", "", `[data-test="saved-continue"]`, `[data-test="saved-restored"]`},
	{"since", "", `[data-test="saved-compare"]`, `main[data-view="since"][data-ready="true"]`},
	{"since-list", "#/since-list?change=fixed", "", `[data-test="since-row"]`},
	{"since-entry", "#/since-list?change=fixed", `[data-test="since-row"] [data-test="cell-cn"]`, `[data-test="detail"] [data-test="earlier"]`},
	{"since-all", "#/since-list", "", `main[data-view="since-list"][data-ready="true"]`},
}

// looks are the windows.
var looks = []struct {
	name string
	look browser.Look
}{
	{"wide-light", browser.Look{Width: 1440, Height: 900}},
	{"wide-dark", browser.Look{Width: 1440, Height: 900, Dark: true}},
	{"narrow-light", browser.Look{Width: 390, Height: 844}},
	{"narrow-dark", browser.Look{Width: 390, Height: 844, Dark: true}},
	{"forced-light", browser.Look{Width: 1440, Height: 900, Forced: true}},
	{"forced-dark", browser.Look{Width: 1440, Height: 900, Forced: true, Dark: true}},
	{"zoom-200", browser.Look{Width: 720, Height: 450, Scale: 2}},
	{"zoom-400", browser.Look{Width: 320, Height: 640, Scale: 2}},
}

func main() {
	log.SetFlags(0)
	out := flag.String("o", "", "folder for the pictures")
	only := flag.String("only", "", "take only pictures whose name contains this, as in overview or wide-dark")
	whole := flag.Bool("whole", false, "take the whole page, not just what the window shows")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	s := &shooter{out: *out, only: *only, whole: *whole}
	if err := s.run(); err != nil {
		log.Fatal(err)
	}
}

// onlyWide are the views that a telephone does not have.
var onlyWide = map[string]bool{"findings-columns": true}

type shooter struct {
	out, only string
	whole     bool
	chromium  *chromium.Browser
	url       string // of the page
	week      *browser.Week
}

func (s *shooter) run() error {
	if err := os.MkdirAll(s.out, 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "presync-shots-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if _, err := site.Build(site.Options{Dir: filepath.Join(dir, "dist"), Quick: true}); err != nil {
		return err
	}
	if _, err := chromium.FindOrInstall(); err != nil {
		return err
	}
	c, err := chromium.Start()
	if err != nil {
		return err
	}
	defer c.Close()
	host := browser.Serve(filepath.Join(dir, "dist"))
	defer host.Close()
	s.chromium, s.url = c, host.URL()
	root, err := site.Root()
	if err != nil {
		return err
	}
	if s.week, err = browser.NewWeek(filepath.Join(root, "static", "sample"), dir); err != nil {
		return err
	}
	for _, l := range looks {
		if err := errors.Join(s.shootViews(l.name, l.look), s.shootLater(l.name, l.look), s.shootReport(l.name, l.look)); err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
	}
	return nil
}

// wants reports whether some of the pictures are to be taken.
func (s *shooter) wants(lookName string, of ...view) bool {
	return slices.ContainsFunc(of, func(v view) bool { return strings.Contains(v.name+"-"+lookName, s.only) })
}

// open opens the page as it is after its start.
func (s *shooter) open(look browser.Look) (*browser.Page, error) {
	p, err := browser.Open(s.chromium, s.url, look)
	if err != nil {
		return nil, err
	}
	return p, p.WaitView("landing")
}

// shootLater takes the pictures of a saved report and of the comparison with it.
func (s *shooter) shootLater(lookName string, look browser.Look) error {
	if !s.wants(lookName, later...) {
		return nil
	}
	p, err := s.open(look)
	if err != nil {
		return err
	}
	defer p.Close()
	if err := p.Drop("#drop", s.week.Later, s.week.Cloud, s.week.Saved); err != nil {
		return err
	}
	for _, v := range later {
		if v.fragment != "" {
			if err := visit(p, v.fragment); err != nil {
				return err
			}
		}
		if err := reach(p, v); err != nil {
			return fmt.Errorf("%s: %w", v.name, err)
		}
		if err := s.shoot(p, v.name+"-"+lookName); err != nil {
			return err
		}
	}
	return nil
}

// shootReport takes a picture of the report to hand over.
func (s *shooter) shootReport(lookName string, look browser.Look) error {
	name := "handover-" + lookName
	if !strings.Contains(name, s.only) {
		return nil
	}
	p, err := browser.Open(s.chromium, "file://"+filepath.ToSlash(s.week.HTML), look)
	if err != nil {
		return err
	}
	defer p.Close()
	return s.shoot(p, name)
}

func (s *shooter) shootViews(lookName string, look browser.Look) error {
	if !s.wants(lookName, append(views, view{name: "landing"})...) {
		return nil
	}
	p, err := s.open(look)
	if err != nil {
		return err
	}
	defer p.Close()
	if err := s.shoot(p, "landing-"+lookName); err != nil {
		return err
	}
	if err := p.Click("#sample"); err != nil {
		return err
	}
	if err := p.WaitView("overview"); err != nil {
		return err
	}
	for _, v := range views {
		name := v.name + "-" + lookName
		if !strings.Contains(name, s.only) || onlyWide[v.name] && look.Width < 704 {
			continue
		}
		if err := show(p, v); err != nil {
			return fmt.Errorf("%s: %w", v.name, err)
		}
		if err := s.shoot(p, name); err != nil {
			return err
		}
	}
	for _, problem := range p.Problems() {
		log.Printf("console: %s", problem)
	}
	return nil
}

// show goes to a view by way of the overview, so that nothing is left open.
func show(p *browser.Page, v view) error {
	if _, err := browser.Eval[any](p, `document.querySelector("dialog[open]")?.close(); void (location.hash = "#/overview")`); err != nil {
		return err
	}
	if err := p.WaitView("overview"); err != nil {
		return err
	}
	if err := visit(p, v.fragment); err != nil {
		return err
	}
	return reach(p, v)
}

// visit goes to a fragment and waits until its view stands still, so that a click
// lands where it is meant to.
func visit(p *browser.Page, fragment string) error {
	if err := p.Rest(); err != nil {
		return err
	}
	travel := fmt.Sprintf(`new Promise((done) => {
		const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(null)));
		if (location.hash === %[1]q) {
			painted();
			return;
		}
		addEventListener("hashchange", painted, { once: true });
		location.hash = %[1]q;
	})`, fragment)
	if _, err := browser.Eval[any](p, travel); err != nil {
		return err
	}
	return p.Wait(`document.querySelector('main[data-ready="true"]')`)
}

// reach clicks what leads to a view, and waits for it.
func reach(p *browser.Page, v view) error {
	for _, selector := range strings.Split(v.click, andThen) {
		if selector == "" {
			continue
		}
		if err := p.Click(selector); err != nil {
			return err
		}
	}
	return p.Wait("document.querySelector(" + fmt.Sprintf("%q", v.wait) + ")")
}

func (s *shooter) shoot(p *browser.Page, name string) error {
	if !strings.Contains(name, s.only) {
		return nil
	}
	// Two frames later everything that was asked for has been painted.
	if _, err := browser.Eval[any](p, "new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => r(null))))"); err != nil {
		return err
	}
	picture, err := p.Screenshot(s.whole)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.out, name+".png"), picture, 0o644)
}
