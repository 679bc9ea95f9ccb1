package rules

import (
	"slices"

	"presync/core/directory"
)

// Finding says that a rule is broken by a value, or by the absence of one.
type Finding struct {
	Object   directory.ID
	Ref      uint32 // number of the value in the store; NoRef when the attribute is absent
	Group    uint32 // number of the group of holders and 1; 0: no duplicate
	Rule     uint16 // place of the rule in Catalogue
	Severity Severity
	Attr     directory.Attr // the attribute concerned
}

const (
	slabBits = 14
	slabSize = 1 << slabBits
)

// Result holds what a run found.
type Result struct {
	c     *checker
	slabs [][]Finding
	n     int
	scope []ScopeFilter
	// For each class the objects in scope, by file.
	inScope  [][directory.Other + 1]int
	filtered [ScopeCount]int
	assumed  int
	notCheck []NotChecked

	groups  []uint32 // begin of each group in holders; one more than groups
	holders []uint32
	objects []uint32 // number of objects in each group

	// For proposals, made when first needed.
	claims  claims
	claimed int // findings that the claims cover
	plan    *plan
	scratch *checker
	origin  []uint32
}

// NotChecked says that a rule could not judge objects because a column is
// missing.
type NotChecked struct {
	Rule    uint16
	Missing directory.Attr
	Objects int
}

func newResult(c *checker) *Result {
	s := c.o.store
	return &Result{
		c: c, scope: make([]ScopeFilter, s.Len()), groups: []uint32{0},
		inScope: make([][directory.Other + 1]int, max(1, len(s.Files))),
	}
}

// Len is the number of findings.
func (r *Result) Len() int { return r.n }

// At returns finding i. They are ordered by object, then by rule.
func (r *Result) At(i int) Finding { return r.slabs[i>>slabBits][i&(slabSize-1)] }

// Findings calls yield for each finding in order, until it returns false.
func (r *Result) Findings(yield func(i int, f Finding) bool) {
	for i := range r.n {
		if !yield(i, r.At(i)) {
			return
		}
	}
}

// Holders lists the numbers of all values of a group: who holds the contested
// value, in every attribute and class. The group is that of a finding; 0 gives
// nil. The list belongs to the result.
func (r *Result) Holders(group uint32) []uint32 {
	if group == 0 {
		return nil
	}
	return r.holders[r.groups[group-1]:r.groups[group]]
}

// HolderObjects is the number of objects that hold the contested value of a group,
// records of one object counted singly.
func (r *Result) HolderObjects(group uint32) int {
	if group == 0 {
		return 0
	}
	return int(r.objects[group-1])
}

// Groups is the number of contested values.
func (r *Result) Groups() int { return len(r.groups) - 1 }

// Scope is the filter that leaves an object out, InScope when none does.
func (r *Result) Scope(id directory.ID) ScopeFilter { return r.scope[id] }

// Filtered is the number of objects that a filter leaves out; for InScope the
// number of objects that are judged.
func (r *Result) Filtered(f ScopeFilter) int { return r.filtered[f] }

// AssumedUsers is the number of objects without an object class that were judged
// as users because they have a logon name.
func (r *Result) AssumedUsers() int { return r.assumed }

// NotChecked lists the rules that could not judge every object because a column
// is missing, in catalogue order.
func (r *Result) NotChecked() []NotChecked { return r.notCheck }

func (r *Result) setScope(id directory.ID, f ScopeFilter) {
	r.scope[id] = f
	r.filtered[f]++
}

// count notes an object in scope for the count of what could not be checked.
func (r *Result) count(o *object) { r.inScope[o.file][o.class]++ }

func (r *Result) add(f Finding) {
	if r.n>>slabBits == len(r.slabs) {
		r.slabs = append(r.slabs, make([]Finding, slabSize))
	}
	r.slabs[r.n>>slabBits][r.n&(slabSize-1)] = f
	r.n++
}

// spareAccounts drops what is said of the missing addresses and address list values of
// accounts with a linked mailbox: both come from the mailbox (docDefaults).
func (r *Result) spareAccounts() {
	if len(r.c.masters) == 0 {
		return
	}
	s, old, n := r.c.o.store, r.slabs, r.n
	r.slabs, r.n = nil, 0
	for i := range n {
		f := old[i>>slabBits][i&(slabSize-1)]
		missing := f.Ref == NoRef && (f.Rule == noAddressRule.index || f.Rule == incompleteRule.index)
		if !missing || !r.c.masters[string(s.Get(f.Object, directory.ObjectSID))] {
			r.add(f)
		}
	}
}

// merge adds findings, sorted, to those that are there.
func (r *Result) merge(more []Finding) {
	if len(more) == 0 {
		return
	}
	old, n := r.slabs, r.n
	r.slabs, r.n = nil, 0
	for i := range n {
		f := old[i>>slabBits][i&(slabSize-1)]
		for len(more) > 0 && Before(more[0], f) {
			r.add(more[0])
			more = more[1:]
		}
		r.add(f)
		if i&(slabSize-1) == slabSize-1 {
			old[i>>slabBits] = nil
		}
	}
	for _, f := range more {
		r.add(f)
	}
}

// countNotChecked adds up, for each rule and each column that it needs, the
// objects whose file lacks the column.
func (r *Result) countNotChecked() {
	files := r.c.o.store.Files
	for _, rule := range catalogue {
		for _, a := range rule.Needs {
			n := 0
			for i, f := range files {
				if f.Exported.Has(a) || a == directory.Country && f.Exported.Has(directory.CountryCode) {
					continue
				}
				for class := directory.ClassUnknown; class <= directory.Other; class++ {
					if rule.applies(class) {
						n += r.inScope[i][class]
					}
				}
			}
			if n > 0 {
				r.notCheck = append(r.notCheck, NotChecked{Rule: rule.index, Missing: a, Objects: n})
			}
		}
	}
}

// sortFindings brings findings into the order of Before.
func sortFindings(list []Finding) {
	slices.SortFunc(list, func(a, b Finding) int {
		switch {
		case Before(a, b):
			return -1
		case Before(b, a):
			return 1
		}
		return 0
	})
}
