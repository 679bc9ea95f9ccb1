// Package site builds presync's static site and serves it.
package site

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"presync/scripts/internal/deflate"
)

// What the site weighs, compressed: everything that a first visit needs before a
// file can be dropped. Target is the aim, Limit fails the build's checks: it is
// there so that the size cannot grow unseen. About 0.7 MB of the program are the Go
// runtime, Vecty and encoding/json; the rest is core and the interface with their
// texts and libraries. Packed with brotli it would be a quarter smaller, but browsers
// offer scripts no decoder for that, and one in JavaScript needs longer to unpack it
// than a fast line needs for the difference.
const (
	Target = 1_500_000
	Limit  = 2_700_000
)

// wasmFile is the program's name in the site.
const wasmFile = "presync.wasm.gz"

// coldPackages do nothing that takes time, so the compiler need not copy functions
// into their callers there: it makes the program 8 % smaller. The runtime is among
// them: the store holds no pointers, so the collector has little to do, and loading
// 100,000 objects takes the same time either way.
var coldPackages = []string{
	"runtime", "internal/...", "encoding/json", "fmt", "reflect", "time", "github.com/...",
	"presync/core/message", "presync/core/change", "presync/core/report", "presync/core/rules/idfix",
	"presync/wasm/ui/...", "archive/zip", "os", "log",
}

// File is a file of the site with its size as it is and compressed by gzip.
type File struct {
	Path       string
	Raw        int64
	Compressed int64
	Extra      bool // no visit of the page loads it
}

// Options choose what Build puts where.
type Options struct {
	Dir     string // folder of the site, replaced
	Program string // package of the program; "" is ./wasm
	Lines   bool   // stack traces name lines; 0.17 MB compressed
	Quick   bool   // the program is packed in a second and 6 % larger
	Names   bool   // keep the names of functions, for a profile
}

// Root is the folder of the module, found from the working directory.
func Root() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOMOD: %w", err)
	}
	mod := strings.TrimSpace(string(out))
	if mod == "" || mod == os.DevNull {
		return "", fmt.Errorf("not inside the presync module")
	}
	return filepath.Dir(mod), nil
}

// Build writes the site and lists its files, the program first and last the page that
// holds all of them.
func Build(opt Options) ([]File, error) {
	root, err := Root()
	if err != nil {
		return nil, err
	}
	if err := clearFolder(opt.Dir); err != nil {
		return nil, err
	}
	program, err := buildProgram(root, opt)
	if err != nil {
		return nil, err
	}
	files := []File{program}
	runtime, err := RuntimeScript()
	if err != nil {
		return nil, err
	}
	f, err := copyFile(runtime, opt.Dir, "wasm_exec.js")
	if err != nil {
		return nil, err
	}
	files = append(files, f)
	static := filepath.Join(root, "static")
	err = filepath.WalkDir(static, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(static, path)
		if err != nil {
			return err
		}
		f, err := copyFile(path, opt.Dir, rel)
		files = append(files, f)
		return err
	})
	if err != nil {
		return nil, err
	}
	single, err := writeSingle(opt.Dir, files)
	return append(files, single), err
}

// clearFolder makes an empty folder. It removes nothing but an earlier site.
func clearFolder(dir string) error {
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(dir, wasmFile)); err != nil {
			return fmt.Errorf("%s is not empty and holds no site of presync", dir)
		}
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	return os.MkdirAll(dir, 0o755)
}

// buildProgram compiles the program and writes it compressed.
func buildProgram(root string, opt Options) (File, error) {
	pkg := opt.Program
	if pkg == "" {
		pkg = "./wasm"
	}
	temp, err := os.MkdirTemp("", "presync-build-")
	if err != nil {
		return File{}, err
	}
	defer os.RemoveAll(temp)
	overlay, err := Overlay(temp)
	if err != nil {
		return File{}, err
	}
	mod, err := modFile(root, temp)
	if err != nil {
		return File{}, err
	}
	raw := filepath.Join(temp, "presync.wasm")
	strip := "-ldflags=-s -w"
	if opt.Names {
		strip = "-ldflags=-w"
	}
	args := []string{"build", "-trimpath", "-overlay=" + overlay, "-modfile=" + mod, strip, "-o", raw}
	for _, cold := range coldPackages {
		args = append(args, "-gcflags="+cold+"=-l")
	}
	cmd := exec.Command("go", append(args, pkg)...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return File{}, fmt.Errorf("go build %s for js/wasm: %w\n%s", pkg, err, out)
	}
	data, err := os.ReadFile(raw)
	if err != nil {
		return File{}, err
	}
	if data, err = shrink(data, opt.Lines); err != nil {
		return File{}, err
	}
	packed, err := pack(data, opt.Quick)
	if err != nil {
		return File{}, err
	}
	f := File{Path: wasmFile, Raw: int64(len(data)), Compressed: int64(len(packed))}
	return f, os.WriteFile(filepath.Join(opt.Dir, wasmFile), packed, 0o644)
}

// RuntimeScript finds the JavaScript half of the Go runtime, which has to be that of
// the compiler in use.
func RuntimeScript() (string, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "lib", "wasm", "wasm_exec.js"), nil
}

func copyFile(from, dir, rel string) (File, error) {
	data, err := os.ReadFile(from)
	if err != nil {
		return File{}, err
	}
	to := filepath.Join(dir, rel)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return File{}, err
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		return File{}, err
	}
	packed, err := compress(data)
	return File{Path: filepath.ToSlash(rel), Raw: int64(len(data)), Compressed: int64(len(packed))}, err
}

// pack makes a gzip file, and makes sure that it is one.
func pack(data []byte, quick bool) ([]byte, error) {
	if quick {
		return compress(data)
	}
	packed := deflate.Gzip(data)
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	again, err := io.ReadAll(r)
	if err == nil && !bytes.Equal(again, data) {
		err = errors.New("what is unpacked is not what was packed")
	}
	return packed, err
}

// compress packs as a web server does.
func compress(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}
