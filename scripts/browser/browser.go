// Package browser drives presync's page in Chromium as a user does: it serves the
// built site, opens it, drops files on it and reads what it shows. Its tests are the
// project's browser tests; the benchmark and the screenshots use it as well.
package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"

	"presync/scripts/internal/chromium"
	"presync/scripts/internal/site"
)

// prefix is where the site is served: presync has to work below any path.
const prefix = "/some/prefix/"

// waitLimit is how long a page gets to show something.
const waitLimit = 60 * time.Second

// Host is a static web server with a built site, and a log of what was asked of it.
type Host struct {
	*httptest.Server
	mu       sync.Mutex
	requests []string
}

// Serve serves the folder of a built site.
func Serve(dir string) *Host {
	h := &Host{}
	files := http.StripPrefix(prefix[:len(prefix)-1], site.Handler(dir))
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.requests = append(h.requests, r.Method+" "+r.URL.Path)
		h.mu.Unlock()
		files.ServeHTTP(w, r)
	}))
	return h
}

// URL is the address of the page.
func (h *Host) URL() string { return h.Server.URL + prefix }

// Requests lists what has been asked of the server so far.
func (h *Host) Requests() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]string(nil), h.requests...)
}

// Look is how a page is shown.
type Look struct {
	Width, Height int64   // in CSS pixels
	Scale         float64 // of the device, as under zoom; 0 stands for 1
	Dark          bool
	Forced        bool // the colours of the system, as in high contrast
}

// Page is presync's page in a tab.
type Page struct {
	ctx      context.Context
	cancel   context.CancelFunc
	mu       sync.Mutex
	problems []string
	requests []string
	trace    [][]byte          // events of a trace, see Tasks
	traced   bool              // it is complete
	chooser  cdp.BackendNodeID // the field whose file dialog was opened, 0 for none
}

// Open opens an address in a new tab. Scripts run in the page before its own.
func Open(b *chromium.Browser, url string, look Look, scripts ...string) (*Page, error) {
	p := &Page{}
	ctx, cancel, err := b.NewTab(p.listen)
	if err != nil {
		return nil, err
	}
	p.ctx, p.cancel = ctx, cancel
	scheme, forced := "light", "none"
	if look.Dark {
		scheme = "dark"
	}
	if look.Forced {
		forced = "active"
	}
	steps := []chromedp.Action[chromedp.Void]{
		chromedp.EmulateViewport(look.Width, look.Height, chromedp.EmulateScale(max(look.Scale, 1))),
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: scheme},
				{Name: "prefers-reduced-motion", Value: "reduce"},
				{Name: "forced-colors", Value: forced},
			},
		}),
		call(network.Enable, network.EnableParams{}),
	}
	for _, s := range scripts {
		steps = append(steps, call(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: s}))
	}
	steps = append(steps, chromedp.Navigate(url))
	if err := p.do(steps...); err != nil {
		cancel()
		return nil, err
	}
	return p, nil
}

// call is an action that sends one command and ignores its result.
func call[P, R any](cmd cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, cmd, params)
		return chromedp.Void{}, err
	}
}

// Close closes the tab.
func (p *Page) Close() { p.cancel() }

// listen notes requests, uncaught exceptions and errors written to the console.
func (p *Page) listen(ev any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, ev.Request.URL)
	case *tracing.EventDataCollected:
		for _, v := range ev.Value {
			p.trace = append(p.trace, bytes.Clone(v))
		}
	case *page.EventFileChooserOpened:
		p.chooser = ev.BackendNodeID
	case *tracing.EventTracingComplete:
		p.traced = true
	case *runtime.EventExceptionThrown:
		text := ev.ExceptionDetails.Text
		if e := ev.ExceptionDetails.Exception; e != nil {
			text += " " + e.Description
		}
		p.problems = append(p.problems, text)
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeWarning {
			var b strings.Builder
			for _, a := range ev.Args {
				fmt.Fprintf(&b, "%s%s ", a.Value, a.Description)
			}
			p.problems = append(p.problems, b.String())
		}
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError || ev.Entry.Level == log.EntryLevelWarning {
			p.problems = append(p.problems, ev.Entry.Text)
		}
	}
}

// Problems lists errors and warnings that the page has written to the console.
func (p *Page) Problems() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.problems...)
}

// Requests lists the addresses that the page has asked for, blob and data addresses
// included.
func (p *Page) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.requests...)
}

// SaveTo has the browser save what the page lets it download into a folder.
func (p *Page) SaveTo(dir string) error {
	return p.do(call(browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
	}))
}

// do runs actions within the time limit.
func (p *Page) do(steps ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(p.ctx, waitLimit)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

// Eval runs an expression in the page, waits for it if it is a promise, and decodes
// its value.
func Eval[T any](p *Page, expression string) (T, error) {
	return EvalWithin[T](p, waitLimit, expression)
}

// EvalWithin is Eval with a time limit.
func EvalWithin[T any](p *Page, limit time.Duration, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, limit)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Wait waits until an expression is true.
func (p *Page) Wait(expression string) error { return p.WaitWithin(waitLimit, expression) }

// WaitWithin is Wait with a time limit. The error tells what the page shows instead.
func (p *Page) WaitWithin(limit time.Duration, expression string) error {
	ctx, cancel := context.WithTimeout(p.ctx, limit+5*time.Second)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void]("!!("+expression+")",
		chromedp.WithPollingTimeout(limit), chromedp.WithPollingInterval(20*time.Millisecond)))
	if err != nil {
		shown, _ := Eval[string](p, "document.body.innerText")
		return fmt.Errorf("waiting for %s: %w\nproblems: %q\npage:\n%s", expression, err, p.Problems(), shown)
	}
	return nil
}

// WaitView waits until a view of the page has been painted with its data.
func (p *Page) WaitView(view string) error {
	return p.Wait(has(`main[data-view="` + view + `"][data-ready="true"]`))
}

// Has reports whether an element matches the selector.
func (p *Page) Has(selector string) (bool, error) { return Eval[bool](p, has(selector)) }

func has(selector string) string { return "!!document.querySelector(" + quote(selector) + ")" }

// Text is the visible text of the first element that matches the selector.
func (p *Page) Text(selector string) (string, error) {
	if err := p.Wait(has(selector)); err != nil {
		return "", err
	}
	return Eval[string](p, "document.querySelector("+quote(selector)+").innerText")
}

// Texts are the visible texts of all elements that match the selector.
func (p *Page) Texts(selector string) ([]string, error) {
	return Eval[[]string](p, "[...document.querySelectorAll("+quote(selector)+")].map(e => e.innerText)")
}

// Click waits for an element and clicks it with the mouse.
func (p *Page) Click(selector string) error {
	if err := p.Wait(has(selector)); err != nil {
		return err
	}
	return p.do(chromedp.Click(chromedp.CSS(selector)))
}

// Rest moves the pointer into a corner, where it calls up no explanation that would
// cover something.
func (p *Page) Rest() error {
	return p.do(call(input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: 1, Y: 1}))
}

// Type waits for a field, gives it the focus and types into it.
func (p *Page) Type(selector, text string) error {
	if err := p.Wait(has(selector)); err != nil {
		return err
	}
	return p.do(chromedp.SendKeys(chromedp.CSS(selector), text))
}

// Drop drops files on the element as a drag from the desktop does. The paths are
// absolute.
func (p *Page) Drop(selector string, paths ...string) error {
	if err := p.Wait(has(selector)); err != nil {
		return err
	}
	at, err := Eval[struct{ X, Y float64 }](p, `(() => {
		const e = document.querySelector(`+quote(selector)+`);
		e.scrollIntoView({ block: "center" });
		const r = e.getBoundingClientRect();
		return { X: r.x + r.width / 2, Y: r.y + r.height / 2 };
	})()`)
	if err != nil {
		return err
	}
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: 1}
	for _, t := range []input.DispatchDragEventType{
		input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop,
	} {
		err := p.do(call(input.DispatchDragEvent, input.DispatchDragEventParams{Type: t, X: at.X, Y: at.Y, Data: data}))
		if err != nil {
			return err
		}
	}
	return nil
}

// Upload chooses files with a file input, as its dialog would.
func (p *Page) Upload(selector string, paths ...string) error {
	if err := p.Wait(has(selector)); err != nil {
		return err
	}
	return p.do(chromedp.SetUploadFiles(chromedp.CSS(selector), paths))
}

// ChooseFiles does what opens the browser's file dialog, and chooses files in it.
func (p *Page) ChooseFiles(open func() error, paths ...string) error {
	intercept := func(on bool) chromedp.Action[chromedp.Void] {
		return call(page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: on})
	}
	p.mu.Lock()
	p.chooser = 0
	p.mu.Unlock()
	if err := p.do(intercept(true)); err != nil {
		return err
	}
	if err := open(); err != nil {
		return err
	}
	for range int(waitLimit / (20 * time.Millisecond)) {
		p.mu.Lock()
		field := p.chooser
		p.mu.Unlock()
		if field != 0 {
			return p.do(call(dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, BackendNodeID: field}), intercept(false))
		}
		time.Sleep(20 * time.Millisecond)
	}
	return errors.New("no file dialog was opened")
}

// Screenshot is a PNG picture of the page: of what the window shows, or of the whole
// page.
func (p *Page) Screenshot(whole bool) ([]byte, error) {
	ctx, cancel := context.WithTimeout(p.ctx, waitLimit)
	defer cancel()
	if whole {
		return chromedp.Run(ctx, chromedp.FullScreenshot(100))
	}
	return chromedp.Run(ctx, chromedp.CaptureScreenshot())
}

// quote writes a text as a JavaScript string.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string can always be encoded
	}
	return strings.TrimSuffix(b.String(), "\n")
}
