package rules_test

import (
	"os"
	"strings"
	"testing"

	"presync/core/rules"
	"presync/core/rules/examples"
)

func loadExamples(t *testing.T) []*examples.Case {
	t.Helper()
	all, err := examples.Load(os.DirFS("../../testdata/rules"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestExamples runs every file of testdata/rules. A new case is a new file.
func TestExamples(t *testing.T) {
	type kinds struct{ fires, clean int }
	have := map[string]kinds{}
	for _, c := range loadExamples(t) {
		k := have[c.Rule]
		if c.Fires {
			k.fires++
		} else {
			k.clean++
		}
		have[c.Rule] = k
		t.Run(c.Rule+"/"+c.Name, func(t *testing.T) {
			if c.Fires != (len(c.Expect) > 0) {
				t.Error("a file that fires expects findings, one that is clean expects none")
			}
			for _, d := range c.Differences() {
				t.Error(d)
			}
			r := c.Run()
			r.Findings(func(_ int, f rules.Finding) bool {
				if text := r.Explain(f).String(); strings.Contains(text, "{") && !strings.Contains(text, "here: {") {
					t.Errorf("%s: a placeholder is left in %q", rules.Catalogue()[f.Rule].ID, text)
				}
				return true
			})
		})
	}
	for _, r := range rules.Catalogue() {
		if k := have[r.ID]; k.fires == 0 || k.clean == 0 {
			t.Errorf("%s has %d examples that fire and %d that do not; it needs both", r.ID, k.fires, k.clean)
		}
		delete(have, r.ID)
	}
	for id := range have {
		t.Errorf("testdata/rules/%s: there is no such rule", id)
	}
}

// TestReferenceIsCurrent: the rule reference says what the catalogue and the
// examples say.
func TestReferenceIsCurrent(t *testing.T) {
	want := rules.Reference(examples.Reference(loadExamples(t)))
	got, err := os.ReadFile("REFERENCE.md")
	if err != nil || string(got) != want {
		t.Errorf("REFERENCE.md is not current (%v): go run ./scripts/reference", err)
	}
}
