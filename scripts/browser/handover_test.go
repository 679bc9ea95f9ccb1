package browser

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"presync/core/message"
	"presync/core/session"
	"presync/scripts/internal/axe"
	"presync/scripts/internal/firefox"
)

// savedReport saves a report with the present choices and gives its file.
func savedReport(t *testing.T, p *Page, format string) savedFile {
	t.Helper()
	n := eval[int](t, p, "saved.length")
	must(t, p.Click(`[data-test="export-report-`+format+`"]:not([aria-disabled])`))
	return saves(t, p, n+1)
}

// openReport loads the sample data and goes to the report.
func openReport(t *testing.T) *Page {
	t.Helper()
	p := silent(t, desktop, catching)
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud)...))
	must(t, p.WaitView("overview"))
	visit(t, p, "#/report")
	return p
}

// keep writes a saved file to the disk and gives its address.
func keep(t *testing.T, f savedFile) (path, address string) {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(f.Data)
	must(t, err)
	path = filepath.Join(t.TempDir(), f.Name)
	must(t, os.WriteFile(path, data, 0o644))
	return path, "file://" + (&url.URL{Path: path}).EscapedPath()
}

// The JSON holds the hashes of the files, the summary no row, and the estimate is what
// the file comes to.
func TestReportOfThePage(t *testing.T) {
	p := openReport(t)
	path, _ := keep(t, savedReport(t, p, "json"))
	var doc struct {
		Files []struct{ Name, SHA256 string }
		Rows  struct{ Findings int }
	}
	text, err := os.ReadFile(path)
	must(t, err)
	must(t, json.Unmarshal(text, &doc))
	for i, file := range []string{sampleOnPrem, sampleCloud} {
		content, err := os.ReadFile(file)
		must(t, err)
		sum := sha256.Sum256(content)
		if doc.Files[i].SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("%s has the hash %q", file, doc.Files[i].SHA256)
		}
	}
	if doc.Rows.Findings == 0 {
		t.Error("the report has no findings")
	}
	must(t, p.Click(`[data-test="level-summary"]`))
	must(t, p.Click(`[data-test="masked"]`))
	settle(t, p)
	f := savedReport(t, p, "html")
	path, _ = keep(t, f)
	text, err = os.ReadFile(path)
	must(t, err)
	if !strings.Contains(f.Name, "-masked.html") || strings.Contains(string(text), "<tr data-f=") || strings.Contains(string(text), "onprem.ldf") {
		t.Errorf("%s has rows or names of files", f.Name)
	}
}

// checks is what a reader does with the report: each line is true when it works. It
// runs in both browsers.
const checks = `
const find = (selector) => document.querySelector(selector);
const table = find("#findings");
const rows = () => [...table.querySelectorAll("tbody tr:not(.explain)")];
const count = () => table.querySelector(".count").textContent;
const pause = () => new Promise((done) => setTimeout(done, 300));
const choose = (label, start) => {
	const field = [...table.querySelectorAll("label")].find((l) => l.firstChild.textContent === label).querySelector("select");
	field.value = [...field.options].find((o) => o.textContent.startsWith(start)).value;
	field.dispatchEvent(new Event("change"));
};
const type = async (text) => {
	const field = table.querySelector("input[type=search]");
	field.value = text;
	field.dispatchEvent(new Event("input"));
	await pause();
};
const clear = () => table.querySelector(".bar button").click();
const result = {};
const all = rows().length;
result["shows rows"] = all > 50;
choose("Severity", "Error");
result["narrows by severity"] = rows().length > 0 && rows().length < all && rows().every((r) => r.textContent.startsWith("Error"));
clear();
await type("TWO primaries");
result["searches"] = rows().length === 1 && rows()[0].textContent.includes("Two Primaries");
await type("<script>&\"");
result["searches for what stands for markup"] = rows().length === 0;
clear();
await pause();
result["shows all again"] = rows().length === all;
const head = table.querySelectorAll("thead button")[1];
const names = () => rows().map((r) => r.querySelector("b").textContent.toLowerCase());
head.click();
const upwards = names();
result["orders upwards"] = upwards.every((n, i) => i === 0 || upwards[i - 1] <= n) && head.parentElement.getAttribute("aria-sort") === "ascending";
head.click();
const downwards = names();
result["orders downwards"] = downwards.every((n, i) => i === 0 || downwards[i - 1] >= n);
head.click();
const duplicate = rows().find((r) => r.textContent.includes("2 objects hold this value"));
duplicate.querySelector(".explainer").click();
const explained = duplicate.nextSibling.textContent;
result["explains"] = explained.includes("What to do") && explained.includes("learn.microsoft.com") === false && explained.includes("DC=contoso");
duplicate.querySelector(".explainer").click();
result["hides the explanation"] = !duplicate.nextSibling.classList.contains("explain");
find('article button[data-table="findings"]').click();
result["shows the findings of a rule"] = rows().length > 0 && rows().length < all;
clear();
result["nothing is wider than the window"] = document.documentElement.scrollWidth <= innerWidth;
`

// failedChecks names the checks that are not true.
func failedChecks(result map[string]bool) []string {
	var out []string
	for name, ok := range result {
		if !ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// The report works from a disk in Chromium, with scripting and without, asks for
// nothing and prints all of its rows.
func TestReportFromDisk(t *testing.T) {
	_, address := keep(t, savedReport(t, openReport(t), "html"))
	for _, look := range []Look{desktop, {Width: 390, Height: 844, Dark: true}} {
		p, err := Open(shared, address, look)
		must(t, err)
		t.Cleanup(p.Close)
		if bad := failedChecks(eval[map[string]bool](t, p, `(async () => {`+checks+`return result; })()`)); len(bad) > 0 {
			t.Errorf("%d wide: fails: %v", look.Width, bad)
		}
		rows := eval[int](t, p, `document.querySelectorAll("noscript").length`)
		if rows == 0 {
			t.Error("the rows do not lie in noscript elements")
		}
		if got := p.Requests(); len(got) != 1 || got[0] != address {
			t.Errorf("the report asked for %v", got)
		}
		if got := p.Problems(); len(got) > 0 {
			t.Errorf("console: %v", got)
		}
		for name, paper := range map[string][2]float64{"A4": {8.27, 11.69}, "Letter": {8.5, 11}} {
			pdf, err := p.PDF(paper[0], paper[1])
			must(t, err)
			if n := strings.Count(string(pdf), "/Type /Page\n"); n < 10 {
				t.Errorf("%s has %d pages", name, n)
			}
		}
	}
}

// Without scripting all rows are there.
func TestReportWithoutScripting(t *testing.T) {
	path, address := keep(t, savedReport(t, openReport(t), "html"))
	text, err := os.ReadFile(path)
	must(t, err)
	p, err := Open(shared, "about:blank", desktop)
	must(t, err)
	t.Cleanup(p.Close)
	must(t, p.do(call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.Navigate(address)))
	shown := eval[int](t, p, `document.querySelectorAll("tbody tr[data-f]").length`)
	if want := strings.Count(string(text), "<tr data-f="); shown != want || want < 100 {
		t.Errorf("%d rows are shown, want %d", shown, want)
	}
	if got := p.Requests(); len(got) > 2 {
		t.Errorf("the report asked for %v", got)
	}
}

// The report works from a disk in Firefox, too. All that Firefox asks of a network goes
// through a proxy that notes it; one request that is meant shows that it does.
func TestReportInFirefox(t *testing.T) {
	if _, err := firefox.Find(); err != nil {
		t.Skip(err)
	}
	path, address := keep(t, savedReport(t, openReport(t), "html"))
	var mu sync.Mutex
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		// What Firefox wants for itself says nothing about the page.
		if host := r.URL.Hostname(); !strings.Contains(host, "mozilla") && !strings.Contains(host, "firefox") {
			asked = append(asked, r.Method+" "+r.URL.String())
		}
		http.Error(w, "no network", http.StatusBadGateway)
	}))
	defer proxy.Close()
	b, err := firefox.Start(proxy.Listener.Addr().String())
	must(t, err)
	defer b.Close()
	must(t, b.Open(address))
	result, err := firefox.Run[map[string]bool](b, `return (async () => {`+checks+`return result; })()`)
	must(t, err)
	if bad := failedChecks(result); len(bad) > 0 || len(result) < 10 {
		t.Errorf("fails: %v of %d", bad, len(result))
	}
	console, err := b.Console()
	must(t, err)
	if len(console) > 0 {
		t.Errorf("console: %v", console)
	}
	mu.Lock()
	if len(asked) > 0 {
		t.Errorf("the report asked for %v", asked)
	}
	mu.Unlock()

	// With a picture put into it the report still asks for nothing, but Firefox says so.
	text, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, []byte(strings.Replace(string(text), "<footer>", `<img src="http://presync.test/picture" alt=""><footer>`, 1)), 0o644))
	must(t, b.Open(address))
	console, err = b.Console()
	must(t, err)
	if !strings.Contains(strings.Join(console, "\n"), "Content-Security-Policy") {
		t.Errorf("a picture from elsewhere: console: %v", console)
	}
	must(t, b.Open("http://presync.test/control"))
	mu.Lock()
	defer mu.Unlock()
	// A page that comes from a host has the browser ask for its icon as well.
	asked = slices.DeleteFunc(asked, func(url string) bool { return strings.HasSuffix(url, "/favicon.ico") })
	if !slices.Equal(asked, []string{"GET http://presync.test/control"}) {
		t.Errorf("the proxy has seen %v", asked)
	}
}

// Files that are gone when the report is made are named in the page.
func TestReportWithoutItsFiles(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "gone.ldf")
	text, err := os.ReadFile(sampleOnPrem)
	must(t, err)
	must(t, os.WriteFile(file, text, 0o644))
	p := silent(t, desktop, catching)
	must(t, p.Drop("#drop", file))
	must(t, p.WaitView("overview"))
	must(t, os.Remove(file))
	visit(t, p, "#/report")
	path, _ := keep(t, savedReport(t, p, "html"))
	html, err := os.ReadFile(path)
	must(t, err)
	if !strings.Contains(string(html), message.English.T("html.no-hash")) {
		t.Error("the report does not say that it has no hash")
	}
	want := message.English.T("ui.report.source.unreadable", message.Text("name", "gone.ldf"))
	if got := content(t, p, `[data-test="source-troubles"]`); !strings.Contains(got, want) {
		t.Errorf("the page says %q", got)
	}
}

// axe-core finds nothing in the report, in four looks.
func TestReportAccessibility(t *testing.T) {
	script, err := axe.Script()
	must(t, err)
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	made, failure := s.Report(session.ReportExport{Rows: 30}, nil)
	if failure != nil {
		t.Fatal(failure.Text)
	}
	path := filepath.Join(t.TempDir(), made.Name)
	must(t, os.WriteFile(path, made.Data, 0o644))
	for name, look := range looksOfAxe {
		p, err := Open(shared, "file://"+path, look)
		must(t, err)
		t.Cleanup(p.Close)
		eval[any](t, p, script+"; void 0")
		eval[any](t, p, `void document.querySelector(".explainer").click()`)
		for _, d := range eval[[]defect](t, p, judge) {
			report(t, name, d)
		}
	}
}
