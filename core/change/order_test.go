package change

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"presync/core/directory"
)

// people is a store of users n0, n1 and so on.
func people(t testing.TB, n int) *directory.Store {
	var objects []object
	for i := range n {
		objects = append(objects, object{dn: fmt.Sprintf("CN=%d", i), values: []string{fmt.Sprintf("sAMAccountName: n%d", i), "mail: a@x"}})
	}
	return store(t, objects...)
}

func TestAValueIsGivenUpBeforeItIsTaken(t *testing.T) {
	s := people(t, 5)
	set := Collapse(s, []Decision{
		edit(s, 0, directory.SAMAccountName, 0, "N1"), edit(s, 1, directory.SAMAccountName, 0, "n2"), edit(s, 2, directory.SAMAccountName, 0, "free"),
		edit(s, 3, directory.SAMAccountName, 0, "n4"), edit(s, 4, directory.SAMAccountName, 0, "n3"), edit(s, 3, directory.Mail, 0, "b@x"),
	})
	want := []string{"2 sAMAccountName [n2>free]", "1 sAMAccountName [n1>n2]", "0 sAMAccountName [n0>N1]", "3 mail [a@x>b@x]",
		"change.problem.circle", "change.problem.circle"}
	if got := outline(set); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// TestNoStepTakesAHeldValue: whatever is decided, a directory that refuses a held
// name accepts each record in turn, and each record of the undo.
func TestNoStepTakesAHeldValue(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(rt, "people")
		s := people(t, n)
		free := 0
		var decisions []Decision
		// Everybody gets at most one name, and no name goes to two.
		names := rapid.Permutation(slices.Collect(func(yield func(int) bool) {
			for i := range n {
				yield(i)
			}
		})).Draw(rt, "names")
		for i, name := range names {
			switch rapid.IntRange(0, 2).Draw(rt, "decision") {
			case 0:
				decisions = append(decisions, edit(s, directory.ID(i), directory.SAMAccountName, 0, fmt.Sprintf("n%d", name)))
			case 1:
				free++
				decisions = append(decisions, edit(s, directory.ID(i), directory.SAMAccountName, 0, fmt.Sprintf("free%d", free)))
			}
		}
		set := Collapse(s, decisions)
		held := map[string]string{}
		for i := range n {
			held[fmt.Sprintf("n%d", i)] = fmt.Sprintf("CN=%d", i)
		}
		taken := func(name string) bool { // held by somebody whose name does not change
			dn, there := held[name]
			return there && !slices.ContainsFunc(set.Changes, func(c Change) bool { return c.DN == dn })
		}
		if slices.ContainsFunc(set.Changes, func(c Change) bool { return taken(string(c.Values[0].New)) }) {
			rt.Skip("a decision takes a name for good that another person keeps")
		}
		for _, step := range append(slices.Clone(set.Changes), set.Inverse().Changes...) {
			name := string(step.Values[0].New)
			if dn, there := held[name]; there && dn != step.DN {
				rt.Fatalf("%s takes %s from %s", step.DN, name, dn)
			}
			delete(held, string(step.Values[0].Old))
			held[name] = step.DN
		}
	})
}
