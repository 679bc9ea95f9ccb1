package rules

import (
	"presync/core/directory"
)

// claims are the values that proposals would bring into the directory, by a hash
// of the value: which object would get it. Two objects that would get the same
// value, or by a rare chance two values of one hash, cancel each other out: none is
// offered.
type claims map[uint64]directory.ID

// claimKey hashes a value in its pool.
func claimKey(p *pool, a directory.Attr, v []byte) uint64 {
	var short [128]byte
	key := directory.AppendLower(short[:0], keyOf(a, v))
	h := uint64(14695981039346656037) // FNV-1a
	for _, b := range key {
		h = (h ^ uint64(b)) * 1099511628211
	}
	switch a {
	case directory.MailNickname:
		h ^= 1
	case directory.SAMAccountName:
		h ^= 2
	}
	return h
}

// Prepare makes ready for Propose what has to be known of all findings, in parts of
// about so many findings; it returns true when everything is ready. Propose does
// the whole of it when it is called earlier.
func (r *Result) Prepare(findings int) (ready bool) {
	if r.claims == nil {
		r.claims = claims{}
	}
	for end := min(r.n, r.claimed+findings); r.claimed < end; {
		id := r.At(r.claimed).Object
		for _, s := range r.candidates(id, true) {
			if key, ok := r.claim(&s); ok {
				r.claims.enter(key, id, r.c)
			}
		}
		for r.claimed < r.n && r.At(r.claimed).Object == id {
			r.claimed++
		}
	}
	return r.claimed == r.n
}

// enter notes that an object would get the value of a key.
func (c claims) enter(key uint64, id directory.ID, among *checker) {
	if other, there := c[key]; there && (other == directory.NoID || !among.sameObject(other, id)) {
		id = directory.NoID
	}
	c[key] = id
}

// claim is the key under which a step's value is claimed; false when the value
// needs no claim, because it is in the directory already and belongs to the same
// object, or need not be unique.
func (r *Result) claim(s *step) (uint64, bool) {
	p := r.c.poolOf(s.attr)
	if p == nil || s.remove {
		return 0, false
	}
	if _, there := p.find(keyOf(s.attr, s.value)); there {
		return 0, false
	}
	return claimKey(p, s.attr, s.value), true
}

// unclaimed drops the steps whose value is proposed to another object too, or
// twice to the proxy addresses of this one.
func (r *Result) unclaimed(id directory.ID, steps []step) []step {
	kept := steps[:0]
	for i := range steps {
		s := &steps[i]
		if key, ok := r.claim(s); ok && !r.mayHave(id, key) {
			continue
		}
		kept = append(kept, *s)
	}
	return kept
}

func (r *Result) mayHave(id directory.ID, key uint64) bool {
	owner := r.claims[key]
	return owner != directory.NoID && r.c.sameObject(owner, id)
}

// scratchLimit is the number of objects after which the scratch store is made
// anew.
const scratchLimit = 4096

// harmless takes the mark of safety from all steps of an object when applying
// the safe ones together would leave one of the findings that they are for, or
// make a new one.
func (r *Result) harmless(id directory.ID, steps []step) {
	safe := false
	for i := range steps {
		safe = safe || steps[i].safe
	}
	if !safe || r.trial(id, steps) {
		return
	}
	for i := range steps {
		steps[i].safe = false
	}
}

// trial applies the safe steps to a copy of the object and examines it.
func (r *Result) trial(id directory.ID, steps []step) bool {
	c, origin := r.copyWith(id, steps)
	c.o.load(directory.ID(c.o.store.Len() - 1))
	if c.scope() != r.scope[id] {
		return false
	}
	c.examine()
	found := c.pending
	c.pending = c.pending[:0]
	for _, f := range found {
		ref := NoRef
		if f.Ref != NoRef {
			ref = origin[f.Ref-origin[0]+1]
		}
		if !r.stays(id, f, ref, steps) {
			return false
		}
	}
	return true
}

// stays reports whether a finding of the changed copy was there before and no
// safe step promised to cure it.
func (r *Result) stays(id directory.ID, f Finding, ref uint32, steps []step) bool {
	for i := range steps {
		if s := &steps[i]; s.safe && s.attr == f.Attr && s.ref == ref && s.cures(f.Rule) {
			return false
		}
	}
	from, to := r.findingsOf(id)
	for i := from; i < to; i++ {
		if g := r.At(i); g.Rule == f.Rule && g.Ref == ref {
			return true
		}
	}
	return false
}

// copyWith writes the object with the safe steps applied into the scratch store.
// origin[0] is the number of the copy's first value; behind it stand the numbers
// of the values from which those of the copy come.
func (r *Result) copyWith(id directory.ID, steps []step) (c *checker, origin []uint32) {
	from := r.c.o.store
	if r.scratch == nil || r.scratch.o.store.Len() >= scratchLimit {
		s := directory.NewStore()
		s.AddFile("")
		r.scratch = newChecker(s, r.c.opt, r.c.suffix)
	}
	c = r.scratch
	s := c.o.store
	s.Files[0].Exported = from.Files[from.Location(id).File].Exported
	c.o.exported = s.Files[0].Exported
	s.Begin(0)
	origin = append(r.origin[:0], uint32(s.Refs()))
	lo, hi := from.RefRange(id)
	for n := lo; n < hi; n++ {
		ref := from.Ref(n)
		v, keep := from.Value(ref), true
		for i := range steps {
			if st := &steps[i]; st.safe && st.ref == n {
				v, keep = st.value, !st.remove
			}
		}
		if keep {
			s.Add(ref.Attr(), v)
			origin = append(origin, n)
		}
	}
	s.End(from.Class(id), directory.Location{})
	r.origin = origin
	return c, origin
}
