package session

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// TreeQuery says which part of the tree of organisational units is wanted. Where
// there is but one place, and down to those that the filter names, the tree is
// open by itself.
type TreeQuery struct {
	Toggled []uint32 `json:"toggled,omitempty"` // nodes to open, or to close where they are open by themselves
	Whole   []uint32 `json:"whole,omitempty"`   // nodes of which more children are wanted
	Search  string   `json:"search,omitempty"`  // list the nodes whose names contain this instead
}

// TreeRow is a line of the tree of organisational units: a node, or, with More,
// the rest of the children of a node that are not listed.
type TreeRow struct {
	Unit  uint32 `json:"unit"` // number for the filter
	Depth int    `json:"depth"`
	Name  string `json:"name"`
	Kind  string `json:"kind"`            // one of the Unit words
	N     int64  `json:"n"`               // rows of the whole subtree, under all other filters
	Below int    `json:"below,omitempty"` // children with rows
	Open  bool   `json:"open,omitempty"`
	More  int    `json:"more,omitempty"` // children of Unit that follow and are not listed
	Path  string `json:"path,omitempty"` // of a node that was searched for: the places above it
}

// Label is the text of a filter value that the filter holds as a number only.
type Label struct {
	Field string `json:"field"`
	Key   string `json:"key"`
	Text  string `json:"text"`
}

// The numbers of nodes listed below one node, and in all.
const (
	treeFew  = 12
	treeMany = 500
	treeRows = 1500
)

// treeView lists the tree for one answer.
type treeView struct {
	u       *units
	n       []int64 // by node, whole subtrees
	chosen  []bool  // nodes that the filter names
	leads   []bool  // nodes with such a node below them
	toggled map[uint32]bool
	whole   map[uint32]bool
	rows    []TreeRow
}

// tree answers with the part of the tree that is wanted, from the numbers that a
// listing counted.
func (s *Session) tree(counts []int64, filter []string, q TreeQuery) []TreeRow {
	u := s.unitTree()
	if len(counts) < len(u.nodes) {
		return nil
	}
	v := treeView{u: u, n: counts, chosen: make([]bool, len(u.nodes)), leads: make([]bool, len(u.nodes)),
		toggled: set(q.Toggled), whole: set(q.Whole)}
	for _, n := range numbers(filter) {
		if int(n) >= len(u.nodes) {
			continue
		}
		v.chosen[n] = true
		for p := u.nodes[n].parent; p != noUnit; p = u.nodes[p].parent {
			v.leads[p] = true
		}
	}
	if q.Search != "" {
		v.find(q.Search)
	} else {
		v.list(u.tops, noUnit, 0, true)
	}
	return v.rows
}

func set(numbers []uint32) map[uint32]bool {
	m := make(map[uint32]bool, len(numbers))
	for _, n := range numbers {
		m[n] = true
	}
	return m
}

// key is a number as a filter holds it.
func key(n uint32) string { return strconv.FormatUint(uint64(n), 10) }

// numbers reads the numbers of a filter; what is none is left out.
func numbers(filter []string) []uint32 {
	var out []uint32
	for _, f := range filter {
		if n, err := strconv.ParseUint(f, 10, 32); err == nil {
			out = append(out, uint32(n))
		}
	}
	return out
}

// shown are the nodes that have rows or are chosen, most rows first.
func (v *treeView) shown(nodes []uint32) []uint32 {
	var out []uint32
	for _, n := range nodes {
		if v.n[n] > 0 || v.chosen[n] || v.leads[n] {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(v.n[b], v.n[a]), cmp.Compare(v.u.nodes[a].name, v.u.nodes[b].name))
	})
	return out
}

// list writes the nodes of one level and those below the open ones.
func (v *treeView) list(nodes []uint32, parent uint32, depth int, alone bool) {
	nodes = v.shown(nodes)
	most := treeFew
	if v.whole[parent] || len(nodes) == treeFew+1 {
		most = treeMany
	}
	alone = alone && len(nodes) == 1
	for i, n := range nodes {
		if i >= most && !v.chosen[n] && !v.leads[n] || len(v.rows) >= treeRows {
			continue
		}
		v.row(n, depth, alone)
	}
	if len(nodes) > most {
		v.rows = append(v.rows, TreeRow{Unit: parent, Depth: depth, More: len(nodes) - most})
	}
}

// row writes one node and, if it is open, those below it.
func (v *treeView) row(n uint32, depth int, alone bool) {
	below := len(v.shown(v.u.children[n]))
	open := below > 0 && (alone || v.leads[n]) != v.toggled[n]
	x := v.u.nodes[n]
	v.rows = append(v.rows, TreeRow{Unit: n, Depth: depth, Name: x.name, Kind: x.kind, N: v.n[n], Below: below, Open: open})
	if open {
		v.list(v.u.children[n], n, depth+1, alone)
	}
}

// find lists the nodes whose names contain a text, most rows first.
func (v *treeView) find(text string) {
	find := newFinder(strings.TrimSpace(text))
	var hits []uint32
	for n, x := range v.u.nodes {
		if find.in([]byte(x.name)) {
			hits = append(hits, uint32(n))
		}
	}
	hits = v.shown(hits)
	for _, n := range hits[:min(len(hits), treeMany/5)] {
		path := v.u.path(n)
		x := v.u.nodes[n]
		v.rows = append(v.rows, TreeRow{Unit: n, Name: x.name, Kind: x.kind, N: v.n[n], Path: strings.Join(path[:len(path)-1], " / ")})
	}
	if more := len(hits) - len(v.rows); more > 0 {
		v.rows = append(v.rows, TreeRow{Unit: noUnit, More: more})
	}
}

// unitField narrows a list to places of the directory, whole subtrees. unit gives
// the place of a row, noUnit for a row that has none.
func (s *Session) unitField(chosen []string, unit func(row uint32) uint32) facetField {
	u := s.unitTree()
	// One code more stands for the rows without a place.
	f := facetField{name: "unit", values: len(u.nodes) + 1, chosen: chosen, tree: u,
		code: func(row uint32) int { return int(min(unit(row), uint32(len(u.nodes)))) }}
	if len(chosen) > 0 {
		f.open = append(u.under(numbers(chosen)), false)
	}
	return f
}

// maxDomainValues bounds the domains that an answer counts one by one.
const maxDomainValues = 200

// domainField narrows a list to domains. domain gives the number of a row's.
func domainField(d *domains, chosen []string, domain func(row uint32) uint32) facetField {
	f := facetField{name: "domain", values: len(d.names), chosen: chosen,
		code: func(row uint32) int { return int(domain(row)) }}
	wanted := set(numbers(chosen))
	if len(chosen) > 0 {
		f.open = make([]bool, len(d.names))
		for n := range f.open {
			f.open[n] = wanted[uint32(n)]
		}
	}
	f.list = func(counts []int64) []Count {
		var out []Count
		for c, n := range counts {
			if n > 0 || wanted[uint32(c)] {
				out = append(out, Count{Key: strconv.Itoa(c), Label: d.names[c], N: n})
			}
		}
		slices.SortStableFunc(out, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
		return out[:min(len(out), maxDomainValues)]
	}
	return f
}

// labels are the texts of the numbers in a filter.
func (s *Session) labels(units, domains []string) []Label {
	var out []Label
	u := s.unitTree()
	for _, n := range numbers(units) {
		if int(n) < len(u.nodes) {
			out = append(out, Label{Field: "unit", Key: key(n), Text: u.nodes[n].name})
		}
	}
	d := s.allDomains()
	for _, n := range numbers(domains) {
		if int(n) < len(d.names) {
			out = append(out, Label{Field: "domain", Key: key(n), Text: d.names[n]})
		}
	}
	return out
}
