// Command test runs every check of the project: formatting, vet, staticcheck, the
// promise that the program holds no network code, the size budget, the native tests,
// the same tests compiled to WebAssembly, the tests that drive the page in
// Chromium, and the proof of the change files on a domain controller. Its last line is "N passed, N failed".
package main

import (
	"fmt"
	"log"
	"os"
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
	r := &runner{}
	started := time.Now()
	for _, s := range stages {
		r.stage(s)
	}
	fmt.Printf("\nin %s\n", time.Since(started).Round(time.Second))
	fmt.Printf("%d passed, %d failed\n", r.passed, r.failed)
	if r.failed > 0 {
		os.Exit(1)
	}
}

// stage is one kind of check.
type stage struct {
	title string
	run   func(r *runner) error
}

// runner counts checks and tests.
type runner struct {
	passed, failed int
}

// stage runs a stage under its heading. A stage that ends in an error counts as one
// failure, whatever it counted before.
func (r *runner) stage(s stage) {
	fmt.Printf("\n== %s\n", s.title)
	started := time.Now()
	passed, failed := r.passed, r.failed
	if err := s.run(r); err != nil {
		fmt.Println(err)
		r.failed++
	}
	fmt.Printf("-- %d passed, %d failed, %s\n", r.passed-passed, r.failed-failed, time.Since(started).Round(100*time.Millisecond))
}

// check counts one check that is not a Go test.
func (r *runner) check(name string, err error) {
	if err != nil {
		fmt.Printf("FAIL %s\n%v\n", name, err)
		r.failed++
		return
	}
	fmt.Printf("ok   %s\n", name)
	r.passed++
}
