package ui

import (
	"slices"
	"strings"
)

// track is a column of the layout of a table: its width, and the cells that stand
// one above the other in it. A cell that stands alone takes both lines.
type track struct {
	width string
	cells []string
}

// tracks are the layouts of the tables whose columns can be chosen, where there is
// room for all of them. They repeat the places of the style sheet.
var tracks = map[View][]track{
	ViewFindings: {{"2.25rem", []string{"mark"}}, {"6.5rem", []string{"severity"}}, {"minmax(12rem, 2.1fr)", []string{"cn", "dn"}},
		{"minmax(9rem, 1.1fr)", []string{"attribute", "class"}}, {"minmax(12rem, 2fr)", []string{"value", "proposal"}},
		{"minmax(10rem, 1.8fr)", []string{"rule", "decision"}}},
	ViewMatches: {{"6.5rem", []string{"severity"}}, {"minmax(12rem, 1.8fr)", []string{"outcome", "keys"}}, {"minmax(12rem, 2.1fr)", []string{"name", "dn"}},
		{"minmax(10rem, 1.6fr)", []string{"cloud", "notes"}}, {"5.5rem", []string{"class"}}},
	ViewAccounts: {{"2.25rem", []string{"mark"}}, {"6.5rem", []string{"severity"}}, {"minmax(12rem, 2fr)", []string{"name", "cloud"}},
		{"minmax(12rem, 1.8fr)", []string{"fate", "outcome"}}, {"minmax(10rem, 1.6fr)", []string{"onprem"}}, {"5.5rem", []string{"class"}}},
	ViewObjects: {{"minmax(14rem, 2fr)", []string{"name", "dn"}}, {"7rem", []string{"class"}}, {"minmax(12rem, 1.5fr)", []string{"scope"}},
		{"6rem", []string{"findings"}}},
}

// lastingColumns are always shown: without them a row says nothing.
var lastingColumns = []string{"mark", "cn", "name"}

// choosable are the columns of a table that can be left out.
func choosable(v View) []string {
	var out []string
	for _, t := range tracks[v] {
		for _, c := range t.cells {
			if !slices.Contains(lastingColumns, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// hiddenColumns reads the columns that a user left out of a table; what is not among
// its columns is passed over.
func hiddenColumns(v View, stored string) []string {
	can := choosable(v)
	return slices.DeleteFunc(strings.Fields(stored), func(c string) bool { return !slices.Contains(can, c) })
}

// placement is the places and the widths of the columns without the hidden ones, as
// values of grid-template-areas and grid-template-columns.
func placement(v View, hidden []string) (areas, widths string) {
	var upper, lower, wide []string
	for _, t := range tracks[v] {
		cells := slices.DeleteFunc(slices.Clone(t.cells), func(c string) bool { return slices.Contains(hidden, c) })
		if len(cells) == 0 {
			continue
		}
		upper, lower, wide = append(upper, cells[0]), append(lower, cells[len(cells)-1]), append(wide, t.width)
	}
	return `"` + strings.Join(upper, " ") + `" "` + strings.Join(lower, " ") + `"`, strings.Join(wide, " ")
}
