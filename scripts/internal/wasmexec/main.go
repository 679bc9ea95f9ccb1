// Command wasmexec runs a Go test binary that was compiled to WebAssembly in
// Chromium, in a worker as presync's engine runs in one:
//
//	GOOS=js GOARCH=wasm go test -exec wasmexec ./core/...
//
// The program's output and exit code become those of this command. It may read the
// files of the module, and write none.
package main

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"presync/scripts/internal/chromium"
	"presync/scripts/internal/site"
)

// page holds the page that starts the worker, and the worker's script.
//
//go:embed page.html worker.js
var page embed.FS

func main() {
	log.SetFlags(0)
	log.SetPrefix("wasmexec: ")
	if len(os.Args) < 2 {
		log.Fatal("usage: wasmexec program.wasm [arguments]")
	}
	code, err := run(os.Args[1], os.Args[2:])
	if err != nil {
		log.Fatal(err)
	}
	os.Exit(code)
}

// run runs the program and gives its exit code.
func run(program string, args []string) (int, error) {
	exit := make(chan int, 1)
	handler, err := host(program, args, exit)
	if err != nil {
		return 0, err
	}
	server := httptest.NewServer(handler)
	defer server.Close()

	browser, err := chromium.Start()
	if err != nil {
		return 0, err
	}
	defer browser.Close()
	tab, closeTab, err := browser.NewTab(nil)
	if err != nil {
		return 0, err
	}
	defer closeTab()
	gone, err := chromedp.Detached(tab)
	if err != nil {
		return 0, err
	}
	if err := navigate(tab, server.URL+"/page.html"); err != nil {
		return 0, err
	}
	select {
	case code := <-exit:
		return code, nil
	case <-gone:
		return 0, errors.New("the browser tab crashed")
	case <-tab.Done():
		return 0, errors.New("the browser ended")
	}
}

// host serves the page, the program and what it asks for; the program's exit code goes
// to exit.
func host(program string, args []string, exit chan<- int) (http.Handler, error) {
	root, err := site.Root()
	if err != nil {
		return nil, err
	}
	runtime, err := site.RuntimeScript()
	if err != nil {
		return nil, err
	}
	cwd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /", http.FileServerFS(page))
	mux.HandleFunc("GET /wasm_exec.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, runtime) })
	mux.HandleFunc("GET /program.wasm", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, program) })
	mux.HandleFunc("GET /start", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, map[string]any{"argv": append([]string{filepath.Base(program)}, args...), "cwd": cwd})
	})
	mux.Handle("GET /file", &files{root: root})
	mux.HandleFunc("POST /output", func(_ http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(os.Stdout, r.Body); err != nil {
			log.Print(err)
		}
	})
	mux.HandleFunc("POST /exit", func(_ http.ResponseWriter, r *http.Request) {
		code, err := strconv.Atoi(r.FormValue("code"))
		if err != nil {
			code = 2
		}
		select {
		case exit <- code:
		default:
		}
	})
	return mux, nil
}

func navigate(tab context.Context, url string) error {
	ctx, cancel := context.WithTimeout(tab, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		return fmt.Errorf("open %s: %w", url, err)
	}
	return nil
}

// files lets the program read files and folders below root.
type files struct{ root string }

// entry is what the program is told of a file.
type entry struct {
	Dir      bool     `json:"dir"`
	Size     int64    `json:"size"`
	Modified int64    `json:"modified"` // milliseconds since 1970
	Names    []string `json:"names,omitempty"`
}

// ServeHTTP answers with the bytes of a file, or with its entry when stat is asked.
func (f *files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := filepath.Clean(r.FormValue("path"))
	if path != f.root && !strings.HasPrefix(path, f.root+string(filepath.Separator)) {
		http.NotFound(w, r)
		return
	}
	info, err := os.Stat(path)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if r.FormValue("stat") == "" {
		http.ServeFile(w, r, path)
		return
	}
	e := entry{Dir: info.IsDir(), Size: info.Size(), Modified: info.ModTime().UnixMilli()}
	if e.Dir {
		list, err := os.ReadDir(path)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		for _, d := range list {
			e.Names = append(e.Names, d.Name())
		}
	}
	writeJSON(w, e)
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		log.Print(err)
	}
}
