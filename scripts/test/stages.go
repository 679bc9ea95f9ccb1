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

// first are the stages that provide what others use.
var first = []stage{
	{"Browsers for the tests", findBrowsers},
	{"Checker of accessibility for the tests", findAxe},
	{"Site and its size", buildSite},
}

// stages do not depend on each other. Those that take longest come first.
var stages = []stage{
	{"Tests of the page in Chromium, " + pageTests, pageTestsFirst},
	{"Tests of the page in Chromium, the others", pageTestsOthers},
	{"Tests, WebAssembly in Chromium", wasmTests},
	{"Vet", vet},
	{"Staticcheck", staticcheck},
	{"Tests, native", nativeTests},
	{"Change files on a domain controller", directoryLab},
	{"No network code in the program", noNetwork},
	{"Formatting", formatting},
}

// pageTests are the names of the tests that make about one half of browserPackage.
// The two halves run at the same time, each in a browser of its own.
const pageTests = "^Test[A-F]"

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
	r.say("%s", version)
	r.check(path, err)
	// Only the report that is handed over is looked at with Firefox as well.
	if path, err = firefox.FindOrInstall(); err != nil {
		return err
	}
	version, err = command(nil, path, "--version")
	r.say("%s", version)
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
	tool := filepath.Join(r.temp, "staticcheck")
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
	overlay, err := site.Overlay(r.temp)
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

// buildSite builds what the tests of the page open.
func buildSite(r *runner) error {
	files, err := site.Build(site.Options{Dir: r.site()})
	if err != nil {
		return err
	}
	r.check("size budget", site.Report(&r.out, files))
	return nil
}

// site is the folder of the built site.
func (r *runner) site() string { return filepath.Join(r.temp, "dist") }

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
	runner := filepath.Join(r.temp, "wasmexec")
	if err := silent(nil, "go", "build", "-o", runner, "./scripts/internal/wasmexec"); err != nil {
		return err
	}
	return r.goTest(jsWasm, append([]string{"-exec", runner}, wasmPackages...)...)
}

func pageTestsFirst(r *runner) error { return r.browserTests("-run=" + pageTests) }

func pageTestsOthers(r *runner) error { return r.browserTests("-skip=" + pageTests) }

func (r *runner) browserTests(which string) error {
	return r.goTest([]string{"PRESYNC_SITE=" + r.site()}, which, browserPackage)
}

// directoryLab needs root; without it the stage fails and says so.
func directoryLab(r *runner) error {
	out, err := command(nil, "go", "run", "./scripts/adlab")
	r.say("%s", out)
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
