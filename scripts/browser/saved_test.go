package browser

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	handover "presync/core/report"
	"presync/core/session"
	"presync/scripts/internal/axe"
)

// savedWork is a report of the sample files with decisions and settings, as the page
// saves it; its file is in a folder of its own.
func savedWork(t *testing.T, q session.ReportQuery) (path string, s *session.Session) {
	t.Helper()
	s, err := (&Week{OnPrem: sampleOnPrem, Cloud: sampleCloud}).decided()
	must(t, err)
	path = filepath.Join(t.TempDir(), "presync-report.json")
	f, err := os.Create(path)
	must(t, err)
	must(t, handover.Write(f, s.Document(q)))
	must(t, f.Close())
	return path, s
}

// changedSample is the sample's on-premises file as it may be a week later.
func changedSample(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(sampleOnPrem)
	must(t, err)
	path := filepath.Join(t.TempDir(), "onprem.ldf")
	must(t, os.WriteFile(path, []byte(laterSample(string(text))), 0o600))
	return path
}

// Dropped with its files, a saved report brings settings and decisions back.
func TestSavedWorkIsContinuedInThePage(t *testing.T) {
	path, s := savedWork(t, session.ReportQuery{})
	p := silent(t, desktop)
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud, path)...))
	must(t, p.WaitView("saved"))
	settle(t, p)
	if here := content(t, p, `[data-test="saved-file"]`); !strings.Contains(here, "here") {
		t.Errorf("the first file is said to be %q", here)
	}
	click(t, p, `[data-test="saved-continue"]`)
	must(t, p.Wait(has(`[data-test="saved-restored"]`)))
	want := s.Decisions()
	if got := content(t, p, `[data-test="saved-restored"]`); !strings.HasPrefix(got, strconv.FormatInt(want.Decided, 10)+" ") {
		t.Errorf("%d decisions are to be taken over; the page says %q", want.Decided, got)
	}
	if got := content(t, p, `[data-test="tray-decided"]`); got != strconv.FormatInt(want.Decided, 10) {
		t.Errorf("the tray counts %s decisions", got)
	}
	visit(t, p, "#/settings")
	if got := eval[string](t, p, `document.querySelector("[data-test=setting-initial]").value`); got != "contoso.onmicrosoft.com" {
		t.Errorf("the initial domain is %q", got)
	}
	if eval[bool](t, p, leaves) {
		t.Error("the page asks before it is left, although a file holds the decisions")
	}
	visit(t, p, "#/findings")
	click(t, p, `[data-test="undo"]`)
	must(t, p.Wait(`document.querySelector("[data-test=tray-decided]").textContent === "0"`))
	click(t, p, `[data-test="redo"]`)
	if !eval[bool](t, p, leaves) {
		t.Error("the page does not ask before decisions are lost")
	}
}

// leaves reports whether the browser would ask before it leaves the page.
const leaves = `!dispatchEvent(new Event("beforeunload", { cancelable: true }))`

// Work that was continued, and changed, is saved in the page and goes on after a reload.
// The same report serves as the baseline of a comparison.
func TestWorkGoesOnAfterTheReload(t *testing.T) {
	earlier, _ := savedWork(t, session.ReportQuery{})
	p, err := Open(shared, host.URL(), desktop, catching)
	must(t, err)
	t.Cleanup(p.Close)
	must(t, p.WaitView("landing"))
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud, earlier)...))
	must(t, p.WaitView("saved"))
	settle(t, p)
	click(t, p, `[data-test="saved-continue"]`)
	must(t, p.Wait(has(`[data-test="saved-restored"]`)))
	settle(t, p)
	click(t, p, `[data-test="undo"]`)
	must(t, p.Wait(`document.querySelector("[data-test=tray-decided]").textContent === "0"`))
	click(t, p, `[data-test="redo"]`)
	must(t, p.Wait(`document.querySelector("[data-test=tray-decided]").textContent !== "0"`))
	decided := content(t, p, `[data-test="tray-decided"]`)
	if !eval[bool](t, p, leaves) {
		t.Error("the page does not ask before decisions are lost")
	}
	visit(t, p, "#/report")
	eval[any](t, p, `void document.querySelector("[data-test=export-report-json]").scrollIntoView({ block: "center" })`)
	settle(t, p)
	path, _ := keep(t, savedReport(t, p, "json"))
	settle(t, p)
	if eval[bool](t, p, leaves) {
		t.Error("the page asks before it is left, although the work is saved")
	}

	later := silent(t, desktop)
	must(t, later.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud, path)...))
	must(t, later.WaitView("saved"))
	settle(t, later)
	click(t, later, `[data-test="saved-continue"]`)
	must(t, later.Wait(has(`[data-test="saved-restored"]`)))
	settle(t, later)
	if got := content(t, later, `[data-test="tray-decided"]`); got != decided {
		t.Errorf("%s decisions were made, %s are there after the reload", decided, got)
	}
	// The same report is the baseline, too: nothing has changed.
	click(t, later, `[data-test="saved-compare"]`)
	must(t, later.WaitView("since"))
	settle(t, later)
	if before, same := content(t, later, `[data-test="since-before"]`), content(t, later, `[data-test="since-same"]`); before != same {
		t.Errorf("of %s findings %s remain", before, same)
	}
}

// Without files the report says which it needs, and waits for them.
func TestSavedReportWaitsForItsFiles(t *testing.T) {
	path, s := savedWork(t, session.ReportQuery{Level: handover.LevelFindings})
	p := silent(t, desktop)
	must(t, p.Drop("#drop", absolute(t, path)...))
	must(t, p.WaitView("saved"))
	settle(t, p)
	if got := content(t, p, `[data-test="saved-file"]`); !strings.Contains(got, "onprem.ldf") || !strings.Contains(got, "not here") {
		t.Errorf("the first file is said to be %q", got)
	}
	click(t, p, `[data-test="saved-continue"]`)
	if got := content(t, p, `[data-test="saved-note"]`); !strings.Contains(got, "drop the exports") {
		t.Errorf("the page says %q", got)
	}
	must(t, p.Drop("body", absolute(t, sampleOnPrem, sampleCloud)...))
	must(t, p.Wait(has(`[data-test="saved-restored"]`)))
	settle(t, p)
	if got := content(t, p, `[data-test="tray-decided"]`); got != strconv.FormatInt(s.Decisions().Decided, 10) {
		t.Errorf("the tray counts %s decisions", got)
	}
	// Decisions survive when a file is added or taken away.
	renewed(t, p, func() {
		must(t, p.Drop("body", absolute(t, filepath.Join("..", "..", "testdata", "exports", "ldif", "ansi.ldf"))...))
	})
	must(t, p.Wait(`document.querySelector("[data-test=tray-decided]").textContent === "`+strconv.FormatInt(s.Decisions().Decided, 10)+`"`))
}

// hashedWork is savedWork with the hashes of the files.
func hashedWork(t *testing.T) (path string, d *handover.Document) {
	t.Helper()
	path, s := savedWork(t, session.ReportQuery{})
	s.Hash(func(i int) (io.Reader, error) {
		text, err := os.ReadFile([]string{sampleOnPrem, sampleCloud}[i])
		return bytes.NewReader(text), err
	}, nil)
	var text bytes.Buffer
	d = s.Document(session.ReportQuery{})
	must(t, handover.Write(&text, d))
	must(t, os.WriteFile(path, text.Bytes(), 0o600))
	return path, d
}

// A report alone tells what it found; with files, whether their content is what it was.
func TestSavedReportTellsWhatItHolds(t *testing.T) {
	path, d := hashedWork(t)
	p := silent(t, desktop)
	must(t, p.Drop("#drop", absolute(t, path)...))
	must(t, p.WaitView("saved"))
	settle(t, p)
	if got := content(t, p, `[data-test="saved-ready"]`); !strings.Contains(got, strconv.FormatInt(d.Readiness.Ready, 10)+" of "+strconv.FormatInt(d.Readiness.InScope, 10)) {
		t.Errorf("the page says %q", got)
	}
	for part, want := range map[string]int{"rules": len(d.Rules), "outcomes": len(d.Outcomes), "decisions": len(d.Actions)} {
		if n := eval[int](t, p, `document.querySelectorAll('[data-test="saved-`+part+`"] tbody tr').length`); n != want {
			t.Errorf("%s: %d rows, want %d", part, n, want)
		}
	}
	click(t, p, `[data-test="saved-continue"]`)
	must(t, p.Drop("body", absolute(t, sampleOnPrem, sampleCloud)...))
	must(t, p.Wait(has(`[data-test="saved-restored"]`)))
	must(t, p.Wait(`document.querySelector(".saved-files")?.textContent.split("here, with the same content").length === 3`))
}

// An export that was made anew is told from the one of the same name and size.
func TestSavedReportKnowsAnotherFile(t *testing.T) {
	path, _ := hashedWork(t)
	onprem, err := os.ReadFile(sampleOnPrem)
	must(t, err)
	changed := filepath.Join(t.TempDir(), filepath.Base(sampleOnPrem))
	must(t, os.WriteFile(changed, bytes.ReplaceAll(onprem, []byte("tom&co@"), []byte("tomuco@")), 0o600))
	p := silent(t, desktop)
	must(t, p.Drop("#drop", absolute(t, changed, path)...))
	must(t, p.WaitView("saved"))
	settle(t, p)
	click(t, p, `[data-test="saved-continue"]`)
	must(t, p.Wait(has(`[data-test="saved-lost"]`)))
	must(t, p.Wait(`document.querySelector(".saved-files")?.textContent.includes("another file of the same name and size")`))
	if got := content(t, p, `[data-test="saved-others"]`); !strings.HasPrefix(got, "1 file has another content") {
		t.Errorf("the page says %q", got)
	}
}

// A comparison with an earlier report shows what the same core says of it, and each
// number leads to a list of that length.
func TestPageComparesWithAnEarlierReport(t *testing.T) {
	path, _ := savedWork(t, session.ReportQuery{})
	later := changedSample(t)
	s, _ := native(t, session.Settings{}, nil, later, sampleCloud)
	f, err := os.Open(path)
	must(t, err)
	defer f.Close()
	d, err := handover.Read(f, 0)
	must(t, err)
	s.SetBaseline(d)
	want := s.Diff().Findings

	p := dropped(t, later, sampleCloud)
	must(t, p.Drop("body", absolute(t, path)...))
	must(t, p.WaitView("saved"))
	settle(t, p)
	click(t, p, `[data-test="saved-compare"]`)
	must(t, p.WaitView("since"))
	settle(t, p)
	for name, n := range map[string]int64{"before": want.Before, "after": want.After, "same": want.Same, "changed": want.Changed,
		"fixed": want.Fixed, "gone": want.Gone, "new": want.New} {
		if got := content(t, p, `[data-test="since-`+name+`"]`); got != strconv.FormatInt(n, 10) {
			t.Errorf("%s: the page says %s and the core %d", name, got, n)
		}
		if n == 0 || name == "before" || name == "after" {
			continue
		}
		visit(t, p, "#/since-list?change="+name)
		if got := content(t, p, `[data-test="row-count"]`); !strings.HasPrefix(got, strconv.FormatInt(n, 10)+" ") {
			t.Errorf("%s: the list says %q and the core %d", name, got, n)
		}
		visit(t, p, "#/since")
	}
	// A finding that is fixed can still be looked at; one that is there leads to it.
	visit(t, p, "#/since-list?change=fixed")
	click(t, p, `[data-test="since-row"]`)
	must(t, p.Wait(has(`[data-test="detail"] [data-test="earlier"]`)))
	visit(t, p, "#/since-list?change=changed")
	click(t, p, `[data-test="since-row"]`)
	must(t, p.Wait(has(`[data-test="detail"] [data-test="why"]`)))
	// The comparison survives other settings and other files.
	visit(t, p, "#/settings")
	must(t, p.Click(`[data-test="setting-licensed"]`))
	settle(t, p)
	renewed(t, p, func() { click(t, p, `[data-test="apply-settings"]`) })
	visit(t, p, "#/since")
	if got := content(t, p, `[data-test="since-before"]`); got != strconv.FormatInt(want.Before, 10) {
		t.Errorf("after a change of settings the earlier run has %s findings", got)
	}
}

// axe-core finds nothing wrong with a saved report and with a comparison.
func TestAccessibilityOfSavedReports(t *testing.T) {
	script, err := axe.Script()
	must(t, err)
	path, _ := savedWork(t, session.ReportQuery{})
	later := changedSample(t)
	for name, look := range looksOfAxe {
		t.Run(name, func(t *testing.T) {
			p := silent(t, look)
			eval[any](t, p, script+"; void 0")
			check := func(view string) {
				t.Helper()
				settle(t, p)
				for _, d := range eval[[]defect](t, p, judge) {
					report(t, view, d)
				}
			}
			must(t, p.Drop("#drop", absolute(t, later, sampleCloud, path)...))
			must(t, p.WaitView("saved"))
			check("saved")
			click(t, p, `[data-test="saved-continue"]`)
			must(t, p.Wait(has(`[data-test="saved-restored"]`)))
			check("continued")
			click(t, p, `[data-test="saved-compare"]`)
			must(t, p.WaitView("since"))
			check("since")
			visit(t, p, "#/since-list?change=fixed")
			check("since-list")
			click(t, p, `[data-test="since-row"]`)
			check("earlier")
		})
	}
}

// What is no report says so in words.
func TestDamagedReportIsExplained(t *testing.T) {
	path, _ := savedWork(t, session.ReportQuery{})
	text, err := os.ReadFile(path)
	must(t, err)
	cut := filepath.Join(t.TempDir(), "cut.json")
	must(t, os.WriteFile(cut, text[:len(text)/2], 0o600))
	p := silent(t, desktop)
	must(t, p.Drop("#drop", absolute(t, cut)...))
	must(t, p.WaitView("saved"))
	must(t, p.Wait(has(`[data-test="error"]`)))
	if got := content(t, p, "main"); !strings.Contains(got, "cut off") {
		t.Errorf("the page says %q", got)
	}
}
