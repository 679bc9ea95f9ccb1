package site

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestHandlerNamesMediaTypes(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{
		"index.html":         "text/html; charset=utf-8",
		"boot.js":            "text/javascript; charset=utf-8",
		"style.css":          "text/css; charset=utf-8",
		"presync.wasm.gz":    "application/gzip",
		"sample/onprem.ldf":  "text/plain; charset=utf-8",
		"sample/tenant2.csv": "text/csv; charset=utf-8",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		url := "/" + strings.TrimSuffix(name, "index.html")
		Handler(dir).ServeHTTP(w, httptest.NewRequest("GET", url, nil))
		if got := w.Header().Get("Content-Type"); w.Code != 200 || got != want {
			t.Errorf("%s: %d %q, want %q", name, w.Code, got, want)
		}
		if w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s is said to be encoded", name)
		}
	}
}

func TestListenMovesToAFreePort(t *testing.T) {
	first, moved, err := Listen("127.0.0.1:0")
	if err != nil || moved {
		t.Fatal(err, moved)
	}
	defer first.Close()
	second, moved, err := Listen(first.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if !moved || second.Addr().String() == first.Addr().String() {
		t.Errorf("moved %v to %s from %s", moved, second.Addr(), first.Addr())
	}
}

// A folder is replaced only when an earlier site is in it.
func TestClearKeepsOtherFolders(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dist")
	if err := clearFolder(dir); err != nil {
		t.Fatalf("new folder: %v", err)
	}
	if err := clearFolder(dir); err != nil {
		t.Fatalf("empty folder: %v", err)
	}
	kept := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(kept, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := clearFolder(dir); err == nil {
		t.Error("a folder with other files was replaced")
	}
	if _, err := os.Stat(kept); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, wasmFile), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := clearFolder(dir); err != nil {
		t.Errorf("earlier site: %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("left %v, %v", entries, err)
	}
}

func TestReportHoldsTheLimit(t *testing.T) {
	var b strings.Builder
	if err := Report(&b, []File{{"a", 10, Limit - 1, false}, {"b", 10, 1, false}, {"c", 10, 10, true}}); err != nil {
		t.Errorf("at the budget: %v", err)
	}
	if err := Report(&b, []File{{"a", 10, Limit, false}, {"b", 10, 1, false}}); err == nil {
		t.Error("over the budget and no error")
	}
}
