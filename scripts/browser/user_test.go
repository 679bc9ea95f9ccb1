package browser

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"presync/core/message"
	"presync/core/session"
)

// sampleOnPrem and sampleCloud are the files of the sample data.
var (
	sampleOnPrem = filepath.Join("..", "..", "static", "sample", "onprem.ldf")
	sampleCloud  = filepath.Join("..", "..", "static", "sample", "cloud.csv")
)

// absolute is what a drop needs.
func absolute(t *testing.T, paths ...string) []string {
	t.Helper()
	out := make([]string, len(paths))
	for i, p := range paths {
		a, err := filepath.Abs(p)
		must(t, err)
		out[i] = a
	}
	return out
}

// native loads files with the same core, without a browser: what the page shows has
// to be what this says. roles may be shorter than paths.
func native(t *testing.T, settings session.Settings, roles []string, paths ...string) (*session.Session, *session.Overview) {
	t.Helper()
	req := session.LoadRequest{Settings: settings}
	for i, p := range paths {
		info, err := os.Stat(p)
		must(t, err)
		spec := session.FileSpec{Name: filepath.Base(p), Size: info.Size()}
		if i < len(roles) {
			spec.Role = roles[i]
		}
		req.Files = append(req.Files, spec)
	}
	s := session.New()
	return s, s.Load(req, func(i int) (io.Reader, error) { return os.Open(paths[i]) }, nil)
}

// dropped opens the page, drops files on it and waits for the overview. At its end
// the test fails if a request has left the page since it had started.
func dropped(t *testing.T, paths ...string) *Page {
	t.Helper()
	p := silent(t, desktop)
	must(t, p.Drop("#drop", absolute(t, paths...)...))
	must(t, p.WaitView("overview"))
	return p
}

// silent opens the page. At its end the test fails if a request has left it, or if
// it has written an error to the console.
func silent(t *testing.T, look Look, scripts ...string) *Page {
	t.Helper()
	p, err := Open(shared, host.URL(), look, scripts...)
	must(t, err)
	t.Cleanup(p.Close)
	must(t, p.WaitView("landing"))
	asked, served := len(p.Requests()), len(host.Requests())
	t.Cleanup(func() {
		for _, problem := range p.Problems() {
			t.Errorf("console: %s", problem)
		}
		for _, url := range p.Requests()[asked:] {
			if !strings.HasPrefix(url, "blob:") && !strings.HasPrefix(url, "data:") {
				t.Errorf("after the start the page asked for %s", url)
			}
		}
		if after := host.Requests(); len(after) > served {
			t.Errorf("after the start the host was asked for %v", after[served:])
		}
	})
	return p
}

// frames lets two frames pass: what an event asked for has begun by then.
const frames = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))`

// settle waits until the page shows all that the last event asked for.
func settle(t *testing.T, p *Page) {
	t.Helper()
	eval[any](t, p, frames)
	must(t, p.Wait(has(`main[data-ready="true"]`)))
	eval[any](t, p, frames)
}

// visit goes to a fragment of the page's address.
func visit(t *testing.T, p *Page, fragment string) {
	t.Helper()
	eval[any](t, p, `new Promise((done) => {
		if (location.hash === `+quote(fragment)+`) {
			done(null);
			return;
		}
		addEventListener("hashchange", () => done(null), { once: true });
		location.hash = `+quote(fragment)+`;
	})`)
	settle(t, p)
}

// click clicks an element and waits for what follows.
func click(t *testing.T, p *Page, selector string) {
	t.Helper()
	must(t, p.Click(selector))
	settle(t, p)
}

// press presses keys, one after the other, wherever the focus is.
func press(t *testing.T, p *Page, keys ...string) {
	t.Helper()
	for _, k := range keys {
		must(t, p.do(chromedp.KeyEvent(k)))
		settle(t, p)
	}
}

// renewed does something that has the engine evaluate again, and waits until the
// overview shows the new state.
func renewed(t *testing.T, p *Page, do func()) {
	t.Helper()
	before := attribute(t, p, "#main", "data-results")
	do()
	must(t, p.Wait(`document.querySelector("#main").dataset.results !== `+quote(before)))
	must(t, p.WaitView("overview"))
}

// content is the text of an element, as it is before any style.
func content(t *testing.T, p *Page, selector string) string {
	t.Helper()
	must(t, p.Wait(has(selector)))
	return eval[string](t, p, "document.querySelector("+quote(selector)+").textContent")
}

// contents are the texts of all elements that match.
func contents(t *testing.T, p *Page, selector string) []string {
	t.Helper()
	return eval[[]string](t, p, "[...document.querySelectorAll("+quote(selector)+")].map((e) => e.textContent)")
}

// attribute is an attribute of an element, "" when it has none.
func attribute(t *testing.T, p *Page, selector, name string) string {
	t.Helper()
	must(t, p.Wait(has(selector)))
	return eval[string](t, p, "document.querySelector("+quote(selector)+").getAttribute("+quote(name)+") ?? ''")
}

// focused is the id of the element that has the keyboard.
func focused(t *testing.T, p *Page) string {
	t.Helper()
	return eval[string](t, p, "document.activeElement.id")
}

// cells are the rows of the table that are in the document, by column.
func cells(t *testing.T, p *Page) []map[string]string {
	t.Helper()
	return eval[[]map[string]string](t, p, `[...document.querySelectorAll("#grid-rows > [role=row]")]
		.sort((a, b) => a.getAttribute("aria-rowindex") - b.getAttribute("aria-rowindex"))
		.map((row) => Object.fromEntries([...row.querySelectorAll("[data-cell]")].map((c) =>
			[c.dataset.test.replace("cell-", ""), c.textContent])))`)
}

// column is one column of the rows in the document.
func column(t *testing.T, p *Page, name string) []string {
	t.Helper()
	var out []string
	for _, row := range cells(t, p) {
		out = append(out, row[name])
	}
	return out
}

// eventually waits until what is given twice is equal.
func eventually[T any](t *testing.T, what string, equal func(a, b T) bool, get func() T, want T) {
	t.Helper()
	var got T
	for range 100 {
		if got = get(); equal(got, want) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("%s: the page shows\n%v\nwant\n%v", what, got, want)
}

// shows waits until a column of the table holds the given texts.
func shows(t *testing.T, p *Page, name string, want []string) {
	t.Helper()
	eventually(t, "column "+name, slices.Equal, func() []string { return column(t, p, name) }, want)
}

// counts waits until the table says how many rows it has.
func counts(t *testing.T, p *Page, total, all int64) {
	t.Helper()
	want := message.English.T("ui.table.count", message.Num("n", total))
	if total != all {
		want = message.English.T("ui.table.count-of", message.Num("n", total), message.Num("all", all))
	}
	eventually(t, "number of rows", func(a, b string) bool { return a == b },
		func() string { return content(t, p, `[data-test="row-count"]`) }, want)
}

// back and forward walk through the browser's history.
func back(t *testing.T, p *Page)    { t.Helper(); travel(t, p, "back") }
func forward(t *testing.T, p *Page) { t.Helper(); travel(t, p, "forward") }

func travel(t *testing.T, p *Page, direction string) {
	t.Helper()
	eval[any](t, p, `new Promise((done) => {
		addEventListener("popstate", () => done(null), { once: true });
		history.`+direction+`();
	})`)
	settle(t, p)
}

// typeInto puts text into a field in place of what is there.
func typeInto(t *testing.T, p *Page, selector, text string) {
	t.Helper()
	must(t, p.Click(selector))
	must(t, p.do(chromedp.KeyEvent("a", chromedp.KeyModifiers(kb.ModifierCtrl)), chromedp.KeyEvent(kb.Delete)))
	if text != "" {
		must(t, p.do(chromedp.KeyEvent(text)))
	}
}

// choose chooses a value of a selection field.
func choose(t *testing.T, p *Page, selector, value string) {
	t.Helper()
	eval[any](t, p, `(() => {
		const field = document.querySelector(`+quote(selector)+`);
		field.value = `+quote(value)+`;
		field.dispatchEvent(new Event("change", { bubbles: true }));
		field.dispatchEvent(new Event("input", { bubbles: true }));
	})()`)
}
