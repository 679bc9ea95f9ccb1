package directory

// AppendRefs appends the references of all values of an object to dst. The
// reference at place i has the number from+i, from being the first result of
// RefRange. It is the fast way to look at every value of every object.
func (s *Store) AppendRefs(dst []Ref, id ID) []Ref {
	from, to := s.RefRange(id)
	for n := from; n < to; {
		slab := s.refs[n>>slabBits]
		for end := min(to, (n|slabMask)+1); n < end; n++ {
			pos, meta := slab.pos[n&slabMask], uint32(slab.meta[n&slabMask])
			if meta>>8 == longValue {
				dst = append(dst, s.Ref(n))
				continue
			}
			dst = append(dst, Ref{pos: pos, meta: meta})
		}
	}
	return dst
}

// Lead is the first byte of a value; 0 when it is empty.
func (s *Store) Lead(r Ref) byte {
	if r.meta < 1<<8 {
		return 0
	}
	return s.short(r.pos, 1)[0]
}
