package browser

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presync/core/session"
	"presync/scripts/internal/site"
)

func TestPageStarts(t *testing.T) {
	p := open(t, host.URL())
	started(t, p)
	if title := eval[string](t, p, "document.title"); !strings.Contains(title, "presync") {
		t.Errorf("title is %q", title)
	}
}

// A host may unpack the program on the way, and say so, or serve it as it is.
func TestHostThatUnpacks(t *testing.T) {
	files := site.Handler(dist)
	unpacking := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, ".gz") {
			files.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "application/wasm")
		http.ServeFile(w, r, filepath.Join(dist, "presync.wasm.gz"))
	}))
	defer unpacking.Close()
	started(t, open(t, unpacking.URL))

	program := unpack(t, filepath.Join(dist, "presync.wasm.gz"))
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, ".gz") {
			files.ServeHTTP(w, r)
			return
		}
		_, _ = w.Write(program)
	}))
	defer plain.Close()
	started(t, open(t, plain.URL))
}

func unpack(t *testing.T, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	must(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	must(t, err)
	data, err := io.ReadAll(z)
	must(t, err)
	return data
}

// When presync cannot start, the page says why and what to do.
func TestPageSaysWhyItCannotStart(t *testing.T) {
	files := site.Handler(dist)
	without := func(name string) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, name) {
				http.NotFound(w, r)
				return
			}
			files.ServeHTTP(w, r)
		}))
		t.Cleanup(s.Close)
		return s.URL
	}
	damaged := func() string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, ".gz") {
				_, _ = w.Write([]byte("<!doctype html>"))
				return
			}
			files.ServeHTTP(w, r)
		}))
		t.Cleanup(s.Close)
		return s.URL
	}
	for _, c := range []struct{ name, url, script, want string }{
		{"program missing", without("presync.wasm.gz"), "", "the site is incomplete"},
		{"worker missing", without("worker.js"), "", "the site is incomplete"},
		{"runtime missing", without("wasm_exec.js"), "", "the site is incomplete"},
		{"sample missing", without("cloud.csv"), "", "the site is incomplete"},
		{"program damaged", damaged(), "", "could not start in this browser"},
		{"no WebAssembly", host.URL(), "delete globalThis.WebAssembly", "too old"},
		{"no DecompressionStream", host.URL(), "delete globalThis.DecompressionStream", "too old"},
		{"no Worker", host.URL(), "delete globalThis.Worker", "too old"},
		{"opened as a file", "file://" + filepath.Join(dist, "index.html"), "", "opened as a file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var scripts []string
			if c.script != "" {
				scripts = append(scripts, c.script)
			}
			p := openWithProblems(t, c.url, scripts...)
			text, err := p.Text("#boot-failure[role=alert]")
			must(t, err)
			if !strings.Contains(text, c.want) {
				t.Errorf("the page says %q, want %q in it", text, c.want)
			}
		})
	}
}

// The page of one file works from a disk, with nothing beside it: it reads, checks and
// downloads, and cannot send anything from its first byte on.
func TestPageOfOneFile(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(dist, "presync.html"))
	must(t, err)
	alone := filepath.Join(t.TempDir(), "presync.html")
	must(t, os.WriteFile(alone, data, 0o644))
	p := open(t, "file://"+alone)
	started(t, p)
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud)...))
	must(t, p.WaitView("overview"))
	_, o := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	checkOverview(t, p, o)
	for _, url := range p.Requests() {
		if url != "file://"+alone && !strings.HasPrefix(url, "blob:") && !strings.HasPrefix(url, "data:") {
			t.Errorf("the page asked for %s", url)
		}
	}

	foreign := newReceiver()
	defer foreign.Close()
	p = openWithProblems(t, "file://"+alone)
	started(t, p)
	eval[any](t, p, fmt.Sprintf(probing, foreign.URL+"/page/", foreign.URL+"/worker/"))
	if got := foreign.paths(); len(got) > 0 {
		t.Errorf("arrived at another host: %v", got)
	}
}

// Its sample is inside as well.
func TestSampleOfOneFile(t *testing.T) {
	p := open(t, "file://"+filepath.Join(dist, "presync.html"))
	must(t, p.WaitView("landing"))
	must(t, p.Click("#sample"))
	must(t, p.WaitView("overview"))
	_, o := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	checkOverview(t, p, o)
}

// The page offers itself as one file, and gets it from beside itself.
func TestPageIsTakenAlong(t *testing.T) {
	p := openWithProblems(t, host.URL())
	started(t, p)
	visit(t, p, "#/privacy")
	dir := t.TempDir()
	must(t, p.SaveTo(dir))
	must(t, p.Click(`[data-test="take-along"]`))
	want, err := os.ReadFile(filepath.Join(dist, "presync.html"))
	must(t, err)
	eventually(t, "bytes saved", func(a, b int) bool { return a == b }, func() int {
		data, _ := os.ReadFile(filepath.Join(dir, "presync.html"))
		return len(data)
	}, len(want))
}
