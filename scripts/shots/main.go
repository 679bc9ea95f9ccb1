// Command shots takes pictures of every view of the page with the sample data: in a
// wide window and on a telephone, light and dark.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
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
	{"findings-columns", "#/findings", `[data-test="columns"]`, `[data-test="column-class"]`},
	{"groups-rule", "#/groups?by=rule", "", `[data-test="group-row"]`},
	{"groups-object", "#/groups?by=object", "", `[data-test="group-row"]`},
	{"groups-contested", "#/groups?by=contested", "", `[data-test="group-row"]`},
	{"contest", "#/contest?id=1", `[data-test="claimer"]:nth-child(2) input`, `[data-test="settle"]`},
	{"finding", "#/findings", `[data-test="finding-row"] [data-test="cell-cn"]`, `[data-test="detail"] [data-test="why"]`},
	{"findings-selected", "#/findings", `[data-test="mark-all"]`, `[data-test="mark-accept"]`},
	{"preview", "#/overview", `[data-test="accept-safe"]`, `[data-test="example"]`},
	{"changes-none", "#/changes", "", `[data-test="accept-safe"]`},
	{"matches", "#/matches", "", `[data-test="match-row"]`},
	{"match", "#/matches", `[data-test="match-row"] [data-test="cell-name"]`, `[data-test="detail"] [data-test="evidence"]`},
	{"accounts", "#/accounts", "", `[data-test="account-row"]`},
	{"account", "#/accounts", `[data-test="account-row"]`, `[data-test="detail"] [data-test="fate"]`},
	{"accounts-selected", "#/accounts", `[data-test="mark-all"]`, `[data-test="mark-transfer"]:not([hidden])`},
	{"transfer", "#/transfer", "", `[data-test="plan"]`},
	{"objects", "#/objects", "", `[data-test="object-row"]`},
	{"object", "#/objects?state=error&sort=-findings", `[data-test="object-row"]`, `[data-test="detail"] [data-test="attribute-row"]`},
	{"compare", "#/compare", "", `[data-test="compare-both"]`},
	{"differences", "#/compare?only=idfix&reason=duplicatechanged", "", `main[data-view="differences"][data-ready="true"]`},
	{"decided", "#/overview", `[data-test="accept-safe"]` + andThen + `[data-test="bulk-confirm"]:not([disabled])`, `[data-test="tray-whatif"][aria-busy="false"]`},
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

// looks are the windows.
var looks = []struct {
	name string
	look browser.Look
}{
	{"wide-light", browser.Look{Width: 1440, Height: 900}},
	{"wide-dark", browser.Look{Width: 1440, Height: 900, Dark: true}},
	{"narrow-light", browser.Look{Width: 390, Height: 844}},
	{"narrow-dark", browser.Look{Width: 390, Height: 844, Dark: true}},
}

func main() {
	log.SetFlags(0)
	out := flag.String("o", "", "folder for the pictures")
	only := flag.String("only", "", "take only pictures whose name contains this")
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
	for _, l := range looks {
		if err := s.shootAll(c, host.URL(), l.name, l.look); err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
	}
	return nil
}

func (s *shooter) shootAll(c *chromium.Browser, url, lookName string, look browser.Look) error {
	p, err := browser.Open(c, url, look)
	if err != nil {
		return err
	}
	defer p.Close()
	if err := p.WaitView("landing"); err != nil {
		return err
	}
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
		if !strings.Contains(name, s.only) || onlyWide[v.name] && strings.HasPrefix(lookName, "narrow") {
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
	if _, err := browser.Eval[any](p, "void (location.hash = "+fmt.Sprintf("%q", v.fragment)+")"); err != nil {
		return err
	}
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
