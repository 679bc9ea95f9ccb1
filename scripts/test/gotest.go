package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// testEvent is a line of go test -json.
type testEvent struct {
	Action      string
	Package     string
	ImportPath  string // of a failed build
	Test        string
	Output      string
	Elapsed     float64
	FailedBuild string
}

// testPackage is what became of the tests of one package.
type testPackage struct {
	passed, failed int
	skipped        []string
	output         map[string]*strings.Builder // by test, "" for the package
}

// goTest runs go test and counts every test and subtest. Of a failed test it says
// everything, of a skipped one the reason, of a package one line.
func (r *runner) goTest(env []string, args ...string) error {
	cmd := exec.Command("go", append([]string{"test", "-json", "-count=1", "-timeout=30m"}, args...)...)
	cmd.Env = append(os.Environ(), env...)
	var problems strings.Builder
	cmd.Stderr = &problems
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	t := &testRun{runner: r, packages: map[string]*testPackage{}, builds: map[string]*strings.Builder{}}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var ev testEvent
		if err := json.Unmarshal(lines.Bytes(), &ev); err != nil {
			r.say("%s\n", lines.Text())
			continue
		}
		t.event(ev)
	}
	if err := lines.Err(); err != nil {
		return err
	}
	err = cmd.Wait()
	r.say("%s", problems.String())
	if err != nil && t.failures == 0 {
		return fmt.Errorf("go test %s: %w", strings.Join(args, " "), err)
	}
	return nil
}

// testRun follows one run of go test.
type testRun struct {
	*runner
	failures int
	packages map[string]*testPackage
	builds   map[string]*strings.Builder // what failed builds wrote
}

func (t *testRun) event(ev testEvent) {
	switch ev.Action {
	case "build-output":
		text(t.builds, ev.ImportPath).WriteString(ev.Output)
		return
	case "build-fail":
		return
	}
	p := t.packages[ev.Package]
	if p == nil {
		p = &testPackage{output: map[string]*strings.Builder{}}
		t.packages[ev.Package] = p
	}
	if ev.Action == "output" {
		text(p.output, ev.Test).WriteString(ev.Output)
		return
	}
	if ev.Test == "" {
		t.packageDone(p, ev)
		return
	}
	switch ev.Action {
	case "pass":
		p.passed++
		delete(p.output, ev.Test)
	case "fail":
		p.failed++
	case "skip":
		p.skipped = append(p.skipped, ev.Test)
	}
}

// packageDone reports a package. One that fails without a failed test, because it
// did not build or died, counts as one failure.
func (t *testRun) packageDone(p *testPackage, ev testEvent) {
	if ev.Action != "pass" && ev.Action != "fail" {
		return
	}
	word := "ok  "
	if ev.Action == "fail" {
		word = "FAIL"
		if p.failed == 0 {
			p.failed = 1
		}
	}
	for _, name := range p.skipped {
		t.say("skip %s %s\n%s", ev.Package, name, p.output[name])
		delete(p.output, name)
	}
	if ev.Action == "fail" {
		if b := t.builds[ev.FailedBuild]; b != nil {
			t.say("%s", b)
		}
		for _, name := range slices.Sorted(maps.Keys(p.output)) {
			t.say("%s", p.output[name])
		}
	}
	t.say("%s %-36s %4d passed, %d failed, %d skipped, %.1f s\n", word, ev.Package, p.passed, p.failed, len(p.skipped), ev.Elapsed)
	t.passed += p.passed
	t.failed += p.failed
	t.failures += p.failed
	delete(t.packages, ev.Package)
}

// text gives the text kept under a key.
func text(m map[string]*strings.Builder, key string) *strings.Builder {
	b := m[key]
	if b == nil {
		b = &strings.Builder{}
		m[key] = b
	}
	return b
}
