package directory

import "slices"

// AppendRefs appends the references of all values of an object to dst. The
// reference at place i has the number from+i, from being the first result of
// RefRange. It is the fast way to look at every value of every object.
func (s *Store) AppendRefs(dst []Ref, id ID) []Ref {
	n, to := s.RefRange(id)
	at := len(dst)
	dst = slices.Grow(dst, int(to-n))[:at+int(to-n)]
	for rest := dst[at:]; n < to; {
		slab := s.refs[n>>slabBits]
		part := rest[:min(to, (n|slabMask)+1)-n]
		rest = rest[len(part):]
		for i := range part {
			meta := uint32(slab.meta[n&slabMask])
			part[i] = Ref{pos: slab.pos[n&slabMask], meta: meta}
			if meta>>8 == longValue {
				part[i] = s.Ref(n)
			}
			n++
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

// Within reports whether the bytes of a value lie within those of another one of the
// same store (see Store.Add).
func (r Ref) Within(host Ref) bool {
	return r.pos >= host.pos && uint64(r.pos)+uint64(r.Len()) <= uint64(host.pos)+uint64(host.Len())
}
