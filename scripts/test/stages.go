package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"presync/scripts/internal/axe"
	"presync/scripts/internal/chromium"
	"presync/scripts/internal/firefox"
	"presync/scripts/internal/site"
)

var stages = []stage{
	{"Browsers for the tests", findBrowsers},
	{"Checker of accessibility for the tests", findAxe},
	{"Formatting", formatting},
	{"Vet", vet},
	{"Staticcheck", staticcheck},
	{"No network code in the program", noNetwork},
	{"Site and its size", buildSite},
	{"Tests, native", nativeTests},
	{"Tests, WebAssembly in Chromium", wasmTests},
	{"Tests of the page in Chromium", browserTests},
	{"Change files on a domain controller", directoryLab},
}

// browserPackage holds the tests that drive the page; it has its own stage.
const browserPackage = "presync/scripts/browser"

// wasmPackages are compiled for the browser.
var wasmPackages = []string{"./core/...", "./wasm/..."}

// jsWasm is the environment of a build for the browser.
var jsWasm = []string{"GOOS=js", "GOARCH=wasm"}

// network are packages that can reach a network.
var network = []string{"net", "net/http", "crypto/tls", "net/rpc", "net/smtp", "golang.org/x/net/websocket"}

func findBrowsers(r *runner) error {
	path, err := chromium.FindOrInstall()
	if err != nil {
		return err
	}
	version, err := command(nil, path, "--version")
	fmt.Print(version)
	r.check(path, err)
	// Only the report that is handed over is looked at with Firefox as well.
	if path, err = firefox.FindOrInstall(); err != nil {
		return err
	}
	version, err = command(nil, path, "--version")
	fmt.Print(version)
	r.check(path, err)
	return nil
}

func findAxe(r *runner) error {
	_, err := axe.Script()
	r.check("axe-core "+axe.Version, err)
	return nil
}

func formatting(r *runner) error {
	out, err := command(nil, "gofmt", "-l", "core", "wasm", "scripts")
	if err == nil && out != "" {
		err = fmt.Errorf("gofmt would change:\n%s", out)
	}
	r.check("gofmt", err)
	return nil
}

func vet(r *runner) error {
	r.check("go vet", silent(nil, "go", "vet", "./..."))
	r.check("go vet, js/wasm", silent(jsWasm, "go", append([]string{"vet"}, wasmPackages...)...))
	return nil
}

func staticcheck(r *runner) error {
	// The checker itself is built for this machine, also when it looks at code for another.
	dir, err := os.MkdirTemp("", "presync-tools-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	tool := filepath.Join(dir, "staticcheck")
	if err := silent(nil, "go", "build", "-o", tool, "honnef.co/go/tools/cmd/staticcheck"); err != nil {
		return err
	}
	r.check("staticcheck", silent(nil, tool, "-checks", staticChecks, "./core/...", "./scripts/..."))
	r.check("staticcheck, js/wasm", silent(jsWasm, tool, append([]string{"-checks", staticChecks}, wasmPackages...)...))
	return nil
}

// staticChecks are all but one: the spelling of names, which does not know that IdFix
// is a product.
const staticChecks = "all,-ST1003"

func noNetwork(r *runner) error {
	dir, err := os.MkdirTemp("", "presync-deps-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	overlay, err := site.Overlay(dir)
	if err != nil {
		return err
	}
	out, err := command(jsWasm, "go", "list", "-overlay="+overlay, "-deps", "./wasm")
	if err != nil {
		return err
	}
	linked := map[string]bool{}
	for pkg := range strings.Lines(out) {
		linked[strings.TrimSpace(pkg)] = true
	}
	for _, pkg := range network {
		var err error
		if linked[pkg] {
			err = errors.New("it is linked into the program: go list -deps ./wasm")
		}
		r.check("without "+pkg, err)
	}
	return nil
}

func buildSite(r *runner) error {
	dir, err := os.MkdirTemp("", "presync-site-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	files, err := site.Build(site.Options{Dir: filepath.Join(dir, "dist")})
	if err != nil {
		return err
	}
	r.check("size budget", site.Report(os.Stdout, files))
	return nil
}

func nativeTests(r *runner) error {
	out, err := command(nil, "go", "list", "./...")
	if err != nil {
		return err
	}
	var packages []string
	for _, pkg := range strings.Fields(out) {
		if pkg != browserPackage {
			packages = append(packages, pkg)
		}
	}
	return r.goTest(nil, packages...)
}

func wasmTests(r *runner) error {
	dir, err := os.MkdirTemp("", "presync-tools-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	runner := filepath.Join(dir, "wasmexec")
	if err := silent(nil, "go", "build", "-o", runner, "./scripts/internal/wasmexec"); err != nil {
		return err
	}
	return r.goTest(jsWasm, append([]string{"-exec", runner}, wasmPackages...)...)
}

func browserTests(r *runner) error {
	return r.goTest(nil, browserPackage)
}

// directoryLab needs root; without it the stage fails and says so.
func directoryLab(r *runner) error {
	out, err := command(nil, "go", "run", "./scripts/adlab")
	fmt.Print(out)
	r.check("changes and undo on Samba's domain controller", err)
	return nil
}

// command runs a program and gives what it wrote to its standard output; an error
// holds what it wrote to both.
func command(env []string, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	var out, all strings.Builder
	cmd.Stdout = io.MultiWriter(&out, &all)
	cmd.Stderr = &all
	if err := cmd.Run(); err != nil {
		return out.String(), fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, all.String())
	}
	return out.String(), nil
}

// silent runs a program for its success alone.
func silent(env []string, name string, args ...string) error {
	_, err := command(env, name, args...)
	return err
}
