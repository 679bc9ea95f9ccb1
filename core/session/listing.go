package session

import (
	"encoding/json"
	"slices"
)

// A listing is the cached answer to "which rows, in which order, and how many of
// each kind", so that scrolling through a million rows costs nothing but the rows
// shown, and another order costs no other choice.
type listing struct {
	key    string // of the choice
	order  string
	chosen bitset
	rows   []uint32
	facets []Facet
	units  []int64 // rows in each place, its subtree included
	search searched
}

// facetField is a property of a row with few values, numbered from 0.
type facetField struct {
	name   string
	values int
	code   func(row uint32) int // nil: 0 for every row
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
	kind     string // what the rows are; rows of one kind are searched alike
	n        int
	fields   []facetField
	profiles []*profile // of the first fields, in their order
	search   string
	// found reports whether a row contains the search text.
	found func(row uint32, f *finder) bool
	// rank gives the sort key of a row; nil keeps the natural order.
	rank func(row uint32) uint64
	// text is the sort key when it is text; it goes before rank. ranking orders the same
	// texts ahead, by the item of a row (noItem: no text).
	text    func(row uint32) []byte
	ranking *ranking
	item    func(row uint32) uint32
	desc    bool
}

// cacheKey names a query; two equal queries have equal keys.
func cacheKey(parts ...any) string {
	b, err := json.Marshal(parts)
	if err != nil {
		return ""
	}
	return string(b)
}

// fill chooses, counts and sorts the rows, as far as the listing does not hold the
// answer to the same query already. key names the choice, order the order.
func (l *listing) fill(key, order string, set rowSet) {
	if l.key != key || key == "" {
		l.choose(set)
		l.key, l.order = key, ""
	}
	if l.order != order || order == "" {
		l.rows = l.chosen.appendTo(l.rows[:0])
		sortRows(l.rows, set)
		l.order = order
	}
}

// choose chooses and counts the rows.
func (l *listing) choose(set rowSet) {
	counts := make([][]int64, len(set.fields))
	allowed := make([][]bool, len(set.fields))
	for i, f := range set.fields {
		counts[i] = make([]int64, f.values)
		allowed[i] = f.allowed()
	}
	packed := 0
	tallies := make([]profileTally, len(set.profiles))
	for i, p := range set.profiles {
		p.finish()
		tallies[i] = p.tally(allowed[packed:])
		packed += p.wide
	}
	l.chosen = newBitset(set.n)
	c := selection{set: set, tallies: tallies, loose: set.fields[packed:], counts: counts[packed:], allowed: allowed[packed:]}
	if set.search != "" {
		l.search.begin(set.kind, set.search, set.n)
		c.finder, c.seen = newFinder(set.search), &l.search
	}
	if c.narrows() {
		for row := range uint32(set.n) {
			if c.takes(row) {
				l.chosen.set(row)
			}
		}
	} else {
		c.takeFound(l.chosen)
	}
	packed = 0
	for i := range tallies {
		tallies[i].add(counts[packed:])
		packed += tallies[i].wide
	}
	l.facets, l.units = nil, nil
	for i, f := range set.fields {
		if f.tree != nil {
			l.units = f.tree.sum(counts[i][:len(f.tree.nodes)])
			continue
		}
		l.facets = append(l.facets, Facet{Field: f.name, Values: f.counted(counts[i])})
	}
}

// selection chooses and counts rows.
type selection struct {
	set     rowSet
	tallies []profileTally
	loose   []facetField // those without a profile
	counts  [][]int64    // of these
	allowed [][]bool
	finder  *finder // nil: everything is found
	seen    *searched
}

// narrows reports whether a field leaves rows out.
func (c *selection) narrows() bool {
	for i := range c.tallies {
		if slices.Max(append(c.tallies[i].failed, 0)) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(c.allowed, func(a []bool) bool { return a != nil })
}

// takeFound chooses and counts the rows where no field leaves any out: all, or those
// with the search text.
func (c *selection) takeFound(chosen bitset) {
	if c.finder == nil {
		for row := range uint32(c.set.n) {
			chosen.set(row)
		}
	} else {
		for row := range uint32(c.set.n) {
			if c.found(row) {
				chosen.set(row)
			}
		}
	}
	for i := range c.tallies {
		c.tallies[i].count(chosen)
	}
	for i := range c.loose {
		chosen.each(func(row uint32) { c.counts[i][c.code(i, row)]++ })
	}
}

// takes counts a row, and reports whether it is chosen. A row that one field alone
// leaves out counts for that field, where the user could widen the choice.
func (c *selection) takes(row uint32) bool {
	failed, packed, loose := uint8(0), -1, -1
	for i := range c.tallies {
		t := &c.tallies[i]
		if n := t.failed[t.of[row]]; n > 0 {
			failed += n
			packed = i
		}
	}
	for i := range c.loose {
		if a := c.allowed[i]; a != nil && !a[c.code(i, row)] {
			failed++
			loose = i
		}
	}
	if failed > 1 || c.finder != nil && !c.found(row) {
		return false
	}
	switch {
	case packed >= 0:
		t := &c.tallies[packed]
		t.near[t.of[row]]++
	case loose >= 0:
		c.counts[loose][c.code(loose, row)]++
	default:
		for i := range c.tallies {
			t := &c.tallies[i]
			t.in[t.of[row]]++
		}
		for i := range c.loose {
			c.counts[i][c.code(i, row)]++
		}
		return true
	}
	return false
}

func (c *selection) code(i int, row uint32) int {
	if code := c.loose[i].code; code != nil {
		return code(row)
	}
	return 0
}

// found reports whether a row contains the search text.
func (c *selection) found(row uint32) bool {
	if c.seen.known.has(row) {
		return c.seen.hits.has(row)
	}
	c.seen.known.set(row)
	if !c.set.found(row, c.finder) {
		return false
	}
	c.seen.hits.set(row)
	return true
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
