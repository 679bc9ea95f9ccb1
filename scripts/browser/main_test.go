package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"presync/scripts/internal/chromium"
	"presync/scripts/internal/site"
)

// desktop is the look of pages whose look does not matter.
var desktop = Look{Width: 1440, Height: 900}

// What all tests share: the browser, and the host of the built site.
var (
	shared *chromium.Browser
	host   *Host
	dist   string
)

func TestMain(m *testing.M) {
	code, err := runTests(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func runTests(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "presync-site-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	// Who has built the site already says where.
	if dist = os.Getenv("PRESYNC_SITE"); dist == "" {
		dist = filepath.Join(dir, "dist")
		if _, err := site.Build(site.Options{Dir: dist, Quick: true}); err != nil {
			return 0, err
		}
	}
	if shared, err = chromium.Start(); err != nil {
		return 0, err
	}
	defer shared.Close()
	host = Serve(dist)
	defer host.Close()
	return m.Run(), nil
}

// open opens the page and fails the test if it cannot, or if the page has written
// an error to the console by the end of the test.
func open(t *testing.T, url string, scripts ...string) *Page {
	t.Helper()
	p, err := Open(shared, url, desktop, scripts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, problem := range p.Problems() {
			t.Errorf("console: %s", problem)
		}
		p.Close()
	})
	return p
}

// openWithProblems is open for pages that are expected to write errors.
func openWithProblems(t *testing.T, url string, scripts ...string) *Page {
	t.Helper()
	p, err := Open(shared, url, desktop, scripts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// must fails the test on an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eval evaluates an expression in the page.
func eval[T any](t *testing.T, p *Page, expression string) T {
	t.Helper()
	v, err := Eval[T](p, expression)
	must(t, err)
	return v
}

// started waits until the interface runs.
func started(t *testing.T, p *Page) {
	t.Helper()
	must(t, p.Wait(`globalThis.presyncHost && !document.querySelector("main.boot")`))
}
