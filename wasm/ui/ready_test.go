package ui

import (
	"slices"
	"strings"
	"testing"
)

func TestShare(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		want        string
	}{
		{0, 5, "000.0%"}, {5, 5, "100.0%"}, {1, 3, "033.3%"}, {1, 100_000, "000.4%"},
	} {
		if got := share(c.part, c.whole); got != c.want {
			t.Errorf("share(%d, %d) = %q, want %q", c.part, c.whole, got, c.want)
		}
	}
}

func TestSortedKeepsTheOrderOfEqualEntries(t *testing.T) {
	list := []string{"pear", "fig", "apple", "date", "kiwi"}
	got := sorted(list, func(i, j int) int { return len(list[i]) - len(list[j]) })
	if want := []string{"fig", "pear", "date", "kiwi", "apple"}; !slices.Equal(got, want) {
		t.Errorf("got %s, want %s", strings.Join(got, " "), strings.Join(want, " "))
	}
}
