package main

import (
	"errors"
	"strings"
	"sync"
	"testing"
)

// Stages run at the same time, are printed one by one, and all of them count.
func TestSuite(t *testing.T) {
	var out strings.Builder
	s := &suite{out: &out}
	var together sync.WaitGroup
	together.Add(2)
	s.run(2, []stage{
		{"Broken", func(r *runner) error {
			r.check("hammer", nil)
			together.Done()
			together.Wait() // the other stage
			r.check("nail", errors.New("it is bent"))
			return errors.New("no wood")
		}},
		{"Sound", func(r *runner) error {
			together.Done()
			together.Wait()
			r.check("saw", nil)
			return nil
		}},
	})
	if s.passed != 2 || s.failed != 2 {
		t.Errorf("%d passed, %d failed", s.passed, s.failed)
	}
	for _, want := range []string{
		"\n== Broken\nok   hammer\nFAIL nail\nit is bent\nno wood\n-- 1 passed, 2 failed, ",
		"\n== Sound\nok   saw\n-- 1 passed, 0 failed, ",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("printed %q, want %q in it", out.String(), want)
		}
	}
}
