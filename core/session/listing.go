package session

import (
	"bytes"
	"encoding/json"
	"slices"

	"presync/core/directory"
)

// A listing is the cached answer to "which rows, in which order, and how many of
// each kind", so that scrolling through a million rows costs nothing but the rows
// shown.
type listing struct {
	key    string
	rows   []uint32
	facets []Facet
	units  []int64 // rows in each place, its subtree included
}

// facetField is a property of a row with few values, numbered from 0.
type facetField struct {
	name   string
	values int
	code   func(row uint32) int
	label  func(code int) string
	chosen []string
	// open are the codes that chosen allows, where their labels do not say so.
	open []bool
	// list makes the values of the facet from the rows of each code, nil one value for
	// each code.
	list func(counts []int64) []Count
	tree *units // of a field whose rows are shown as a tree
}

// rowSet describes the rows that a listing chooses from.
type rowSet struct {
	n      int
	fields []facetField
	search string
	// found reports whether a row contains the search text (in lower case).
	found func(row uint32, needle []byte) bool
	// rank gives the sort key of a row; nil keeps the natural order.
	rank func(row uint32) uint64
	// text is the sort key when it is text; it goes before rank.
	text func(row uint32) []byte
	desc bool
}

// cacheKey names a query; two equal queries have equal keys.
func cacheKey(parts ...any) string {
	b, err := json.Marshal(parts)
	if err != nil {
		return ""
	}
	return string(b)
}

// fill chooses, counts and sorts the rows unless the listing holds the same
// query's answer already.
func (l *listing) fill(key string, set rowSet) {
	if l.key == key && key != "" {
		return
	}
	l.key = key
	l.rows = l.rows[:0]
	counts := make([][]int64, len(set.fields))
	allowed := make([][]bool, len(set.fields))
	for i, f := range set.fields {
		counts[i] = make([]int64, f.values)
		allowed[i] = f.allowed()
	}
	needle := directory.AppendLower(nil, []byte(set.search))
	for row := range uint32(set.n) {
		failed, at := 0, 0
		for i := range set.fields {
			if allowed[i] != nil && !allowed[i][set.fields[i].code(row)] {
				failed++
				at = i
			}
		}
		if failed > 1 || len(needle) > 0 && !set.found(row, needle) {
			continue
		}
		if failed == 1 { // the row counts where the user could widen the choice
			counts[at][set.fields[at].code(row)]++
			continue
		}
		for i := range set.fields {
			counts[i][set.fields[i].code(row)]++
		}
		l.rows = append(l.rows, row)
	}
	l.facets, l.units = nil, nil
	for i, f := range set.fields {
		if f.tree != nil {
			l.units = f.tree.sum(counts[i][:len(f.tree.nodes)])
			continue
		}
		l.facets = append(l.facets, Facet{Field: f.name, Values: f.counted(counts[i])})
	}
	sortRows(l.rows, set)
}

// allowed is a table by code of what the choice allows; nil allows everything.
func (f facetField) allowed() []bool {
	if len(f.chosen) == 0 || f.open != nil {
		return f.open
	}
	t := make([]bool, f.values)
	for c := range t {
		t[c] = slices.Contains(f.chosen, f.label(c))
	}
	return t
}

// counted are the values of a field that have rows, or are chosen.
func (f facetField) counted(counts []int64) []Count {
	if f.list != nil {
		return f.list(counts)
	}
	var out []Count
	for c, n := range counts {
		if n > 0 || slices.Contains(f.chosen, f.label(c)) {
			out = append(out, Count{Key: f.label(c), N: n})
		}
	}
	return out
}

// page cuts a window out of the rows and returns it with its real offset.
func (l *listing) page(offset int64, limit int) ([]uint32, int64) {
	const most = 500
	if limit <= 0 || limit > most {
		limit = most
	}
	offset = max(0, min(offset, int64(len(l.rows))))
	return l.rows[offset:min(offset+int64(limit), int64(len(l.rows)))], offset
}

// containsFold reports whether v contains needle (in lower case), letter case
// ignored.
func containsFold(v, needle []byte, buf *[]byte) bool {
	if len(v) < len(needle) {
		return false
	}
	*buf = directory.AppendLower((*buf)[:0], v)
	return bytes.Contains(*buf, needle)
}

// yesField narrows a list to the rows for which keep holds.
func yesField(name string, keep func(row uint32) bool) facetField {
	return facetField{
		name: name, values: 2, chosen: []string{"yes"},
		code: func(row uint32) int {
			if keep(row) {
				return 1
			}
			return 0
		},
		label: func(c int) string { return [2]string{"no", "yes"}[c] },
	}
}
