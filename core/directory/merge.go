package directory

import "math"

// Merge makes one object of the records that describe the same one. first gives for
// each object the first record of it, which is itself where there is only one; it
// must not be a later one. An attribute is taken from the first record that has it. A
// merged object stands where its first record stood and can answer what any of its
// files can; the numbers of objects and values change.
func (s *Store) Merge(first []ID) {
	m := merger{from: *s, to: s, parts: map[ID][]ID{}, sums: map[[2]uint16]uint16{}}
	for id, f := range first {
		if ID(id) != f {
			m.parts[f] = append(m.parts[f], ID(id))
		}
	}
	if len(m.parts) == 0 {
		return
	}
	s.objects, s.refs, s.nObj, s.nRef, s.endRef = nil, nil, 0, 0, 0
	for id, f := range first {
		if ID(id) == f {
			m.copy(f)
		}
	}
}

// merger moves objects from one table to another; the values stay where they are.
type merger struct {
	from  Store
	to    *Store
	parts map[ID][]ID
	sums  map[[2]uint16]uint16 // file that stands for two others
	has   AttrSet
}

func (m *merger) copy(id ID) {
	o := *m.from.object(id)
	from, to := m.from.RefRange(id)
	o.first = m.to.nRef
	parts := m.parts[id]
	if len(parts) == 0 {
		for n := from; n < to; n++ {
			m.ref(n)
		}
	} else {
		m.has = AttrSet{}
		m.values(from, to)
		for _, p := range parts {
			m.values(m.from.RefRange(p))
			other := m.from.object(p)
			o.file = m.sum(o.file, other.file)
			if o.class == ClassUnknown {
				o.class = other.class
			}
		}
	}
	m.to.cur = o
	m.to.End(o.class, Location{Line: o.line, Offset: o.offset, Length: int64(o.length)})
}

// values copies those references whose attributes the object does not have yet.
func (m *merger) values(from, to uint32) {
	has := m.has
	for n := from; n < to; n++ {
		a := m.from.attr(n)
		if has.Has(a) {
			continue
		}
		m.ref(n)
		if m.from.Ref(n).Len() > 0 {
			m.has.Add(a)
		}
	}
}

// ref copies a reference as it is.
func (m *merger) ref(n uint32) {
	s := m.to
	slab := s.nRef >> slabBits
	if int(slab) == len(s.refs) {
		s.refs = append(s.refs, new(refSlab))
	}
	old := m.from.refs[n>>slabBits]
	s.refs[slab].pos[s.nRef&slabMask] = old.pos[n&slabMask]
	s.refs[slab].meta[s.nRef&slabMask] = old.meta[n&slabMask]
	s.nRef++
}

// sum is the file that stands for two together.
func (m *merger) sum(a, b uint16) uint16 {
	fa, fb := &m.to.Files[a], &m.to.Files[b]
	both := fa.Exported
	both.Union(fb.Exported)
	if both == fa.Exported || len(m.to.Files) > math.MaxUint16 {
		return a
	}
	n, ok := m.sums[[2]uint16{a, b}]
	if !ok {
		n = uint16(len(m.to.Files))
		m.to.Files = append(m.to.Files, File{Name: fa.Name, Exported: both, Origin: fa.Origin})
		m.sums[[2]uint16{a, b}] = n
	}
	return n
}
