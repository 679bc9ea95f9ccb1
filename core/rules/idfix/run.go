package idfix

import "presync/core/directory"

// progressStep is how many objects pass between two calls of yield.
const progressStep = 4096

// Run checks a store. yield, which may be nil, is called about every four
// thousand objects with the number done, so that a caller can stay responsive.
func Run(s *directory.Store, opt Options, yield func(done int)) *Result {
	t := newTrial(s, opt)
	r := &Result{options: opt, trial: t, chains: chainsOf(opt), stopped: directory.NoID}
	x := runner{Result: r, t: t, dups: newDuplicates(s)}
	t.dups = x.dups
	for id := range directory.ID(s.Len()) {
		x.object(id)
		if yield != nil && (id+1)%progressStep == 0 {
			yield(int(id) + 1)
		}
	}
	t.dups = nil
	r.totals.Rows = len(r.records)
	if yield != nil {
		yield(s.Len())
	}
	return r
}

// runner is one pass over a store.
type runner struct {
	*Result
	t       *trial
	dups    *duplicates
	failing []failure
}

// failure is a failing value whose rows are still to be written.
type failure struct {
	ref       uint32
	duplicate bool
	edit      bool // the proposed action is Edit
}

func (x *runner) object(id directory.ID) {
	o := &x.t.object
	o.load(id)
	if o.class == directory.ClassUnknown {
		x.unknown++
		return
	}
	if !o.found(x.options.Dedicated) {
		return
	}
	x.totals.Found++
	if !o.hasCN {
		if x.stopped == directory.NoID {
			x.stopped = id
		}
		return
	}
	if o.skipped(x.options.Dedicated) {
		x.totals.Skipped++
		return
	}
	x.totals.Processed++
	for i := range x.chains {
		x.chain(uint8(i))
	}
}

// chain runs one chain over an object. IdFix looks for the first holders of
// duplicates only when the whole attribute is done.
func (x *runner) chain(i uint8) {
	c, o := &x.chains[i], &x.t.object
	x.failing = x.failing[:0]
	switch {
	case o.first[c.attr] == 0:
		if c.blank != nil {
			x.try(c, noRef)
		}
	case c.every:
		for _, n := range o.proxies {
			x.try(c, n)
		}
	default:
		x.try(c, o.first[c.attr]-1)
	}
	for _, f := range x.failing {
		x.report(i, f)
	}
}

func (x *runner) try(c *chain, ref uint32) {
	t := x.t
	if t.run(c, ref, false); len(t.failed) > 0 {
		x.failing = append(x.failing, failure{ref, t.duplicate, t.action == actionEdit})
	}
}

func (x *runner) report(chain uint8, f failure) {
	rec := record{object: x.t.object.id, ref: f.ref, holder: directory.NoID, chain: chain, duplicate: f.duplicate}
	x.totals.Errors++
	if f.duplicate {
		x.totals.Duplicates++
		// The first holder is looked up by the value as it is in the directory. When
		// a rule changed it before it was compared, nobody is found.
		if f.edit {
			if n, ok := x.dups.find(x.chains[chain].attr, x.t.object.text(f.ref)); ok {
				extra := rec
				extra.holder = x.t.object.store.Owner(n)
				x.records = append(x.records, extra)
			}
		}
	}
	x.records = append(x.records, rec)
}
