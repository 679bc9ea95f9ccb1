package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"presync/scripts/browser"
)

// clock times requests without a trace in the product: it puts itself in front of the
// worker's script, where it notes when a request arrives and when its answer leaves,
// and hands the difference to the page beside the answer. In the page, ask sends a
// request of its own, and shown waits until an action's new rows are painted.
const clock = `(() => {
	const inWorker = () => {
		const arrived = new Map();
		const post = postMessage.bind(globalThis);
		addEventListener("message", (e) => {
			if (e.data.type === "request") { arrived.set(JSON.parse(e.data.json).id, performance.now()); }
		});
		globalThis.postMessage = (m, transfer) => {
			if (m.type === "response") { m.spent = performance.now() - arrived.get(Number(/^\{"id":(\d+)/.exec(m.json)[1])); }
			post(m, transfer);
		};
	};
	globalThis.Blob = class extends Blob {
		constructor(parts, options) {
			super(options?.type === "text/javascript" ? ["(" + inWorker + ")();\n", ...parts] : parts, options);
		}
	};
	const asked = new Map();
	let under = 0, answered = 0, painted = 0, spent = 0, last = 3_000_000_000;
	globalThis.Worker = class extends Worker {
		constructor(...args) {
			super(...args);
			this.addEventListener("message", (e) => {
				if (e.data.type !== "response" || e.data.json.includes('"progress":')) { return; }
				const id = Number(/^\{"id":(\d+)/.exec(e.data.json)[1]);
				if (asked.has(id)) {
					asked.get(id)(e.data);
					asked.delete(id);
				} else {
					under--; answered = performance.now(); spent = e.data.spent;
				}
			});
		}
		postMessage(m, transfer) {
			if (m.type === "request" && !asked.has(JSON.parse(m.json).id)) { under++; }
			super.postMessage(m, transfer);
		}
	};
	const painting = new MessageChannel(); // its message comes when the frame is rendered
	painting.port1.onmessage = () => { painted = performance.now(); };
	new MutationObserver((list) => {
		if (answered && !painted && list.some((m) => m.target.closest?.("#grid-rows") || m.target.parentElement?.closest("#grid-rows"))) {
			painted = Infinity;
			painting.port2.postMessage(null);
		}
	}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
	const frame = () => new Promise(requestAnimationFrame);
	globalThis.ask = (request) => new Promise((resolve) => {
		const id = ++last;
		const start = performance.now();
		asked.set(id, (m) => resolve({ spent: m.spent, whole: performance.now() - start, json: m.json }));
		presyncHost.send(JSON.stringify({ ...request, id }));
	});
	globalThis.shown = async (action) => {
		while (under > 0) { await frame(); }
		await new Promise((r) => setTimeout(r, 150));
		const start = performance.now();
		answered = painted = 0;
		action();
		while (!answered || under > 0 || !document.querySelector('main[data-ready="true"]')) { await frame(); }
		const whole = (painted || performance.now()) - start; // rows that stay the same are not painted
		return { spent, whole, all: performance.now() - start };
	};
})();
`

// askings is how often each request is sent; the first time is told, and the least
// of the others.
const askings = 6

// request is one request to the engine as it travels.
type request map[string]any

// answered is what the clock says of an answer, in milliseconds.
type answered struct {
	Spent float64 `json:"spent"` // from the request's arrival in the worker to the answer's leaving
	Whole float64 `json:"whole"` // from its sending in the page to the answer's coming, or to new rows on screen
	All   float64 `json:"all"`   // to the filters that belong to the rows, and the rows out of sight
	JSON  string  `json:"json"`
}

// asker sends requests to the engine behind a page, and prints what they take.
type asker struct{ page *browser.Page }

func (a asker) ask(r request) (answered, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return answered{}, err
	}
	got, err := browser.EvalWithin[answered](a.page, loadLimit, "ask("+string(text)+")")
	if err == nil && strings.Contains(got.JSON, `"failure":`) {
		err = fmt.Errorf("%s: %s", text, got.JSON)
	}
	return got, err
}

// time sends a request several times, another one of its kind in between, so that no
// answer is one that was kept, and prints a line.
func (a asker) time(name string, r, other request) error {
	var first answered
	least, whole := 0.0, 0.0
	for i := range askings {
		if _, err := a.ask(other); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		got, err := a.ask(r)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		switch {
		case i == 0:
			first = got
		case i == 1 || got.Spent < least:
			least, whole = got.Spent, got.Whole
		}
	}
	fmt.Printf("| %s | %.0f ms | %.0f ms | %.0f ms |\n", name, first.Spent, least, whole)
	return nil
}

// list is a list of the engine, with what it can be asked for.
type list struct {
	name    string
	flat    bool // its filters stand beside the query's other members
	query   request
	columns []string
	search  []string
}

// with is the query of a list with more members.
func (l list) with(filter, more request) request {
	q := request{"limit": 60, "facets": true}
	if l.name != "accounts" && l.name != "changes" {
		q["tree"] = request{}
	}
	for k, v := range l.query {
		q[k] = v
	}
	for k, v := range more {
		q[k] = v
	}
	if l.flat {
		for k, v := range filter {
			q[k] = v
		}
	} else {
		q["filter"] = filter
	}
	return request{l.name: q}
}

// facets are the filters that a list offers, each with its most frequent value.
type facets []struct {
	Field  string `json:"field"`
	Values []struct {
		Key string `json:"key"`
		N   int64  `json:"n"`
	} `json:"values"`
}

// filters narrows a list by the most frequent value of each facet.
func (f facets) filters() []request {
	var out []request
	for _, x := range f {
		best, n := "", int64(0)
		for _, v := range x.Values {
			if v.N > n {
				best, n = v.Key, v.N
			}
		}
		if n > 0 {
			out = append(out, request{x.Field: []string{best}})
		}
	}
	return out
}

// measureList prints a line for each way to ask for a list.
func (a asker) measureList(l list) error {
	const place = "5"
	none := request{}
	whole, other := l.with(none, nil), l.with(request{"search": "~ nothing ~"}, nil)
	got, err := a.ask(whole)
	if err != nil {
		return err
	}
	var answer map[string]json.RawMessage
	var p struct {
		Total  int64  `json:"total"`
		Facets facets `json:"facets"`
	}
	if err := cmp.Or(json.Unmarshal([]byte(got.JSON), &answer), json.Unmarshal(answer[l.name], &p)); err != nil {
		return err
	}
	fmt.Printf("| **%s %s, %d rows** | | | |\n", l.name, members(l.query), p.Total)
	filters := p.Facets.filters()
	if l.with(none, nil)[l.name].(request)["tree"] != nil && l.query["cloud"] == nil {
		filters = append(filters, request{"unit": []string{place}})
	}
	all := request{}
	type asked struct {
		name string
		r    request
	}
	lines := []asked{{"all", whole}, {"the last page", l.with(none, request{"offset": p.Total - 60, "facets": false, "tree": nil})}}
	for _, f := range filters {
		for field, v := range f {
			lines = append(lines, asked{"filter by " + field, l.with(f, nil)})
			all[field] = v
		}
	}
	lines = append(lines, asked{"all these filters", l.with(all, nil)})
	for _, c := range l.columns {
		lines = append(lines, asked{"sort by " + c, l.with(none, request{"sort": c})}, asked{"sort by " + c + ", descending", l.with(none, request{"sort": c, "desc": true})})
	}
	for _, s := range l.search {
		lines = append(lines, asked{"search for " + s, l.with(request{"search": s}, nil)})
	}
	for _, x := range lines {
		if err := a.time(x.name, x.r, other); err != nil {
			return err
		}
	}
	return nil
}

var searches = []string{"1", "77", "person 12", "contoso.com", "CN=Person 199999,OU=", "nobody at all"}

// lists are the lists that are asked for.
var lists = []list{
	{name: "findings", columns: []string{"severity", "cn", "dn", "class", "attribute", "value", "rule"}, search: searches},
	{name: "groups", query: request{"by": "rule"}, columns: []string{"name", "objects", "severity"}},
	{name: "groups", query: request{"by": "object"}, columns: []string{"name", "objects", "severity"}},
	{name: "groups", query: request{"by": "value"}, columns: []string{"name", "objects", "severity"}},
	{name: "groups", query: request{"by": "contested"}, columns: []string{"name", "objects", "severity"}},
	{name: "objects", columns: []string{"name", "dn", "class", "scope", "findings"}, search: searches},
	{name: "matches", columns: []string{"dn", "class", "outcome", "severity", "cloud"}, search: searches},
	{name: "objects", query: request{"cloud": true}, columns: []string{"name", "dn", "class"}, search: searches},
	{name: "accounts", columns: []string{"name", "class", "fate", "severity"}, search: searches},
}

// singles are requests for one thing.
var singles = []struct {
	name     string
	r, other request
}{
	{"pictures", request{"pictures": request{}}, request{"pictures": request{}}},
	{"search in the tree", request{"findings": request{"limit": 1, "tree": request{"search": "team 3"}}}, request{"findings": request{"limit": 1}}},
	{"whole tree", request{"findings": request{"limit": 1, "tree": request{"toggled": []int{0, 1, 2, 3}, "whole": []int{0, 1, 2}}}}, request{"findings": request{"limit": 1}}},
	{"one finding", request{"finding": request{"finding": 500}}, request{"finding": request{"finding": 1}}},
	{"one object", request{"object": request{"object": 500}}, request{"object": request{"object": 1}}},
	{"one match", request{"match": request{"verdict": 500}}, request{"match": request{"verdict": 1}}},
}

// acts are what a user does with the findings, timed from the action to the new rows
// on screen.
var acts = []struct{ name, script, back string }{
	{"filter by severity", `location.hash = "#/findings?severity=error"`, `location.hash = "#/findings"`},
	{"filter by attribute", `location.hash = "#/findings?attribute=mail"`, `location.hash = "#/findings"`},
	{"sort by name", `location.hash = "#/findings?sort=cn"`, `location.hash = "#/findings"`},
	{"sort by distinguished name, descending", `location.hash = "#/findings?sort=dn&desc=1"`, `location.hash = "#/findings"`},
	{"sort by value", `location.hash = "#/findings?sort=value"`, `location.hash = "#/findings"`},
	{"jump to the end", `(() => { const g = document.querySelector("#grid"); g.scrollTop = g.scrollHeight; })()`, `document.querySelector("#grid").scrollTop = 0`},
}

// members are the members of a query as JSON, "" for none.
func members(q request) string {
	if len(q) == 0 {
		return ""
	}
	text, _ := json.Marshal(q) // strings and truth values
	return string(text)
}

// measureShown prints, for each action, the engine's part and the time until the new
// rows are on screen.
func (a asker) measureShown() error {
	fmt.Printf("\n| action among the findings | engine | new rows on screen | filters and all |\n| --- | ---: | ---: | ---: |\n")
	if _, err := browser.EvalWithin[any](a.page, loadLimit, `go("#/findings").then(() => null)`); err != nil {
		return err
	}
	for _, x := range acts {
		best := answered{}
		for i := range askings {
			got, err := browser.EvalWithin[answered](a.page, loadLimit, "shown(() => { "+x.script+" })")
			if err == nil {
				_, err = browser.EvalWithin[answered](a.page, loadLimit, "shown(() => { "+x.back+" })")
			}
			if err != nil {
				return fmt.Errorf("%s: %w", x.name, err)
			}
			if i == 0 || got.Whole < best.Whole {
				best = got
			}
		}
		fmt.Printf("| %s | %.0f ms | %.0f ms | %.0f ms |\n", x.name, best.Spent, best.Whole, best.All)
	}
	return nil
}

// writeTenant writes a tenant with an account for every other person of a dense
// directory.
func writeTenant(path string, findings int) error {
	var b strings.Builder
	b.WriteString("id,displayName,userPrincipalName,mail,userType,accountEnabled,onPremisesSyncEnabled,proxyAddresses\n")
	for i := 0; i < findings/findingsEach; i += 2 {
		fmt.Fprintf(&b, "%08x-0000-4000-8000-000000000000,Person %d,person%d@contoso.com,person%d@contoso.com,Member,True,,SMTP:person%d@contoso.com\n", i, i, i, i, i)
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// prepared is how long the engine is left alone after a load, so that what it makes
// ready in idle time is there.
const prepared = 30 * time.Second

// measureAnswers loads files and prints how long the engine takes for each kind of
// request.
func (b *bench) measureAnswers(shown bool, lists []list, paths ...string) error {
	return withPage(b.page.URL(), []string{helpers, clock}, func(p *browser.Page) error {
		if err := p.WaitView("landing"); err != nil {
			return err
		}
		if err := p.Drop("#drop", paths...); err != nil {
			return err
		}
		if err := p.WaitWithin(loadLimit, `document.querySelector('main[data-view="overview"][data-ready="true"]')`); err != nil {
			return err
		}
		time.Sleep(prepared)
		a := asker{p}
		fmt.Printf("\n%s, %s\n\n| request | engine, first | engine, best of %d | with the way there and back |\n| --- | ---: | ---: | ---: |\n",
			time.Now().UTC().Format("2 January 2006"), b.browserVersion, askings-1)
		for _, l := range lists {
			if err := a.measureList(l); err != nil {
				return err
			}
		}
		for _, x := range singles {
			if err := a.time(x.name, x.r, x.other); err != nil {
				return err
			}
		}
		if shown {
			if err := a.measureShown(); err != nil {
				return err
			}
		}
		memory, err := browser.Eval[float64](p, "presyncHost.memory()")
		fmt.Printf("\nmemory of the engine: %.0f MB; problems: %s\n", memory/1e6, orNone(p.Problems()))
		return err
	})
}

// measureDesk measures the answers with very many findings, then the lists of
// objects of a directory with as many objects.
func (b *bench) measureDesk(n int) error {
	dense, tenant := filepath.Join(b.dir, "dense.ldf"), filepath.Join(b.dir, "tenant.csv")
	if err := cmp.Or(writeDense(dense, n), writeTenant(tenant, n)); err != nil {
		return err
	}
	if err := b.measureAnswers(true, lists, dense, tenant); err != nil {
		return err
	}
	path, err := generate(b.dir, "ldif", n)
	if err != nil {
		return err
	}
	wide := slices.DeleteFunc(slices.Clone(lists), func(l list) bool { return l.name == "accounts" || l.query["cloud"] != nil })
	return b.measureAnswers(false, wide, path)
}
