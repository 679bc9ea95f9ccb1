package ui

import (
	"slices"
	"testing"
)

// A cell whose neighbour is left out takes both lines, and a column without cells is
// gone.
func TestPlacement(t *testing.T) {
	for _, c := range []struct {
		hidden        []string
		areas, widths string
	}{
		{nil, `"name class scope findings" "dn class scope findings"`, "minmax(14rem, 2fr) 7rem minmax(12rem, 1.5fr) 6rem"},
		{[]string{"dn", "scope"}, `"name class findings" "name class findings"`, "minmax(14rem, 2fr) 7rem 6rem"},
	} {
		if areas, widths := placement(ViewObjects, c.hidden); areas != c.areas || widths != c.widths {
			t.Errorf("without %q: %s, %s", c.hidden, areas, widths)
		}
	}
}

// What a browser kept is read with care: it may be of another version of the page.
func TestHiddenColumns(t *testing.T) {
	if got := hiddenColumns(ViewFindings, "class mark nonsense  rule cn"); !slices.Equal(got, []string{"class", "rule"}) {
		t.Errorf("hidden: %q", got)
	}
	if got := hiddenColumns(ViewGroups, "name"); len(got) > 0 {
		t.Errorf("hidden of a table that has no choice: %q", got)
	}
}
