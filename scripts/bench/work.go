package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"presync/scripts/browser"
)

// findingsEach is how many findings each object of a dense directory has.
const findingsEach = 5

// writeDense writes a directory with about as many findings as wanted, as an LDIF
// file: users in two levels of organisational units, each with several defects.
func writeDense(path string, findings int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	for i := range findings / findingsEach {
		fmt.Fprintf(w, "dn: CN=Person %d,OU=Team %d,OU=Site %d,DC=contoso,DC=com\nobjectClass: user\ncn: Person %d\n", i, i%400, i%20, i)
		fmt.Fprintf(w, "sAMAccountName: p%d\nuserPrincipalName: person %d@corp.local\nmail: person%d@contoso.com\n", i, i, i)
		fmt.Fprintf(w, "proxyAddresses: SMTP:person%d@contoso.com\nproxyAddresses: smtp:per son%d@contoso.com\nproxyAddresses: smtp:person(%d)@contoso.com\n\n", i, i, i)
	}
	if err := w.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// job is a piece of work in the page, and the JavaScript that does it.
type job struct{ name, script string }

// helpers are what the jobs use in the page: they wait until the view shows all that
// it is going to show, and a little longer for what follows of itself.
const helpers = `
const frame = () => new Promise(requestAnimationFrame);
const rest = (ms) => new Promise((r) => setTimeout(r, ms));
globalThis.settled = async () => {
	await frame(); await frame();
	while (!document.querySelector('main[data-ready="true"]')) { await frame(); }
	await frame(); await rest(300);
};
globalThis.go = async (hash) => { location.hash = hash; await settled(); };
globalThis.scrollAll = async () => {
	const grid = document.querySelector("#grid");
	for (let i = 0; i < 120; i++) { grid.scrollTop += 400; await frame(); }
	for (let i = 1; i <= 20; i++) { grid.scrollTop = grid.scrollHeight * i / 20; await frame(); await frame(); }
	await settled();
};
globalThis.type = async (selector, text) => {
	const field = document.querySelector(selector);
	field.focus();
	for (const c of text) {
		field.value += c;
		field.dispatchEvent(new Event("input", { bubbles: true }));
		await rest(60);
	}
	await rest(300); await settled();
};
globalThis.key = (target, key, more) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
`

// jobs are what a user does with a loaded directory.
var jobs = []job{
	{"open the findings", `go("#/findings")`},
	{"scroll through them", `scrollAll()`},
	{"filter by severity", `go("#/findings?severity=error")`},
	{"sort by distinguished name", `go("#/findings?severity=error&sort=dn")`},
	{"sort by value", `go("#/findings?sort=value")`},
	{"search as one types", `go("#/findings").then(() => type("#search", "person 12"))`},
	{"open a finding, go to the next ten, close", `(async () => {
		document.querySelector('[data-test="finding-row"] .cell-cn, [data-test="finding-row"]').click(); await settled();
		for (let i = 0; i < 10; i++) { document.querySelector('[data-do="step"][data-arg="next"]')?.click(); await settled(); }
		document.querySelector('[data-test="detail-close"]')?.click(); await settled();
	})()`},
	{"hold the arrow key down", `(async () => {
		const grid = document.querySelector("#grid"); grid.focus();
		for (let i = 0; i < 100; i++) { key(grid, "ArrowDown"); await frame(); }
		await settled();
	})()`},
	{"search in the command palette", `(async () => {
		key(document.body, "k", { ctrlKey: true }); await rest(200);
		await type("#palette-search", "person 77"); await rest(500);
		document.querySelector("#palette").close(); await settled();
	})()`},
}

// workViews are the views that are opened one after the other.
var workViews = []string{"matches", "objects", "accounts", "changes", "files", "report", "compare", "settings", "rules", "rules/UQ-1", "privacy", "overview", "findings"}

// measureWork loads a directory with very many findings, does all jobs and prints the
// longest task of the page's main thread in each.
func (b *bench) measureWork(findings int) error {
	path := filepath.Join(b.dir, "dense.ldf")
	if err := writeDense(path, findings); err != nil {
		return err
	}
	return withPage(b.page.URL(), []string{helpers}, func(p *browser.Page) error {
		if err := p.WaitView("landing"); err != nil {
			return err
		}
		fmt.Printf("%s, %s\n\n| work | longest task | of that, computing | tasks over 50 ms of computing |\n| --- | ---: | ---: | ---: |\n",
			time.Now().UTC().Format("2 January 2006"), b.browserVersion)
		err := printTasks(p, "load, until the overview is there", func() error {
			if err := p.Drop("#drop", path); err != nil {
				return err
			}
			return p.WaitWithin(loadLimit, `document.querySelector('main[data-view="overview"][data-ready="true"]')`)
		})
		if err != nil {
			return err
		}
		all := slices.Clone(jobs)
		for _, v := range workViews {
			all = append(all, job{"open " + v, `go("#/` + v + `")`})
		}
		for _, j := range all {
			err := printTasks(p, j.name, func() error {
				_, err := browser.EvalWithin[any](p, loadLimit, "("+j.script+").then(() => null)")
				return err
			})
			if err != nil {
				return fmt.Errorf("%s: %w", j.name, err)
			}
		}
		count, err := p.Text(`[data-test="row-count"]`)
		fmt.Printf("\n%s of findings; problems: %s\n", count, orNone(p.Problems()))
		return err
	})
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, "; ")
}

// printTasks prints the line of one piece of work.
func printTasks(p *browser.Page, name string, do func() error) error {
	tasks, err := p.Tasks(do)
	if err != nil {
		return err
	}
	var longest browser.Task
	over := 0
	for _, t := range tasks {
		longest.Wall = max(longest.Wall, t.Wall)
		longest.CPU = max(longest.CPU, t.CPU)
		if t.CPU > 50*time.Millisecond {
			over++
		}
	}
	fmt.Printf("| %s | %d ms | %d ms | %d of %d |\n", name, longest.Wall.Milliseconds(), longest.CPU.Milliseconds(), over, len(tasks))
	return nil
}
