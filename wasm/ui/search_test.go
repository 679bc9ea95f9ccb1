package ui

import (
	"slices"
	"testing"
)

func TestCommandsAreFound(t *testing.T) {
	labels := []string{"Go to Findings", "Only findings that are errors", "Download the findings as CSV", "Change the colours", "Go to Settings"}
	further := map[string]string{"Change the colours": "theme dark light", "Download the findings as CSV": "export save"}
	for _, c := range []struct {
		search string
		want   []string
	}{
		{"", labels},
		{"dark", []string{"Change the colours"}},
		{"DOWN", []string{"Download the findings as CSV"}},
		{"err find", []string{"Only findings that are errors"}},
		{"findings download", []string{"Download the findings as CSV"}},
		{"go", []string{"Go to Findings", "Go to Settings"}},
		{"go set", []string{"Go to Settings"}},
		{"tting", []string{"Go to Settings"}},
		{"findings", []string{"Go to Findings", "Only findings that are errors", "Download the findings as CSV"}},
		{"change nothing", nil},
	} {
		got := ranked(labels, func(l string) int { return fit(c.search, l, further[l]) })
		if !slices.Equal(got, c.want) && len(got)+len(c.want) > 0 {
			t.Errorf("%q finds %q, want %q", c.search, got, c.want)
		}
	}
}
