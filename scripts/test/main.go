// Command test runs every check of the project: formatting, vet, staticcheck, the
// promise that the program holds no network code, the size budget, the native tests,
// the same tests compiled to WebAssembly, the tests that drive the page in Chromium,
// and the proof of the change files on a domain controller. Its last line is "N passed,
// N failed".
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"sync"
	"time"

	"presync/scripts/internal/site"
)

func main() {
	log.SetFlags(0)
	root, err := site.Root()
	if err != nil {
		log.Fatal(err)
	}
	if err := os.Chdir(root); err != nil {
		log.Fatal(err)
	}
	temp, err := os.MkdirTemp("", "presync-test-")
	if err != nil {
		log.Fatal(err)
	}
	started := time.Now()
	s := &suite{temp: temp, out: os.Stdout}
	s.run(1, first)
	s.run(lanes, stages)
	if err := os.RemoveAll(temp); err != nil {
		log.Print(err)
	}
	fmt.Printf("\nin %s\n", time.Since(started).Round(time.Second))
	fmt.Printf("%d passed, %d failed\n", s.passed, s.failed)
	if s.failed > 0 {
		os.Exit(1)
	}
}

// lanes is how many stages run at the same time. Each keeps about one core busy.
const lanes = 2

// stage is one kind of check.
type stage struct {
	title string
	run   func(r *runner) error
}

// suite runs stages and adds up what they count.
type suite struct {
	temp           string // folder for what stages share
	mu             sync.Mutex
	out            io.Writer
	passed, failed int
}

// run runs stages, some at the same time. Each is printed when it is done.
func (s *suite) run(lanes int, stages []stage) {
	queue := make(chan stage)
	var all sync.WaitGroup
	for range lanes {
		all.Go(func() {
			for next := range queue {
				s.stage(next)
			}
		})
	}
	for _, next := range stages {
		queue <- next
	}
	close(queue)
	all.Wait()
}

// stage runs a stage and prints it under its heading. A stage that ends in an error
// counts as one failure, whatever it counted before.
func (s *suite) stage(next stage) {
	r := &runner{temp: s.temp}
	started := time.Now()
	if err := next.run(r); err != nil {
		r.say("%v\n", err)
		r.failed++
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.passed += r.passed
	s.failed += r.failed
	fmt.Fprintf(s.out, "\n== %s\n%s-- %d passed, %d failed, %s\n",
		next.title, r.out.String(), r.passed, r.failed, time.Since(started).Round(100*time.Millisecond))
}

// runner counts the checks and tests of a stage and keeps what it says.
type runner struct {
	temp           string
	out            strings.Builder
	passed, failed int
}

func (r *runner) say(format string, args ...any) { fmt.Fprintf(&r.out, format, args...) }

// check counts one check that is not a Go test.
func (r *runner) check(name string, err error) {
	if err != nil {
		r.say("FAIL %s\n%v\n", name, err)
		r.failed++
		return
	}
	r.say("ok   %s\n", name)
	r.passed++
}
