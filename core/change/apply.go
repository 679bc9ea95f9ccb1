package change

import (
	"bytes"
	"iter"
	"slices"

	"presync/core/directory"
)

// Added marks a value of the copy that Apply makes which comes from no value of
// the original.
const Added = ^uint32(0) - 1

// Apply copies a store with the changes made: what the directory would export
// after them. origin gives for each value of the copy the number of the value that
// it comes from, edited or not, or Added.
func Apply(s *directory.Store, set *Set) (changed *directory.Store, origin []uint32) {
	return applyTo(s, set, func(yield func(directory.ID) bool) {
		for id := range directory.ID(s.Len()) {
			if !yield(id) {
				return
			}
		}
	})
}

// ApplyTo copies some records of a store, in the order given, with the changes made.
// origin is that of Apply.
func ApplyTo(s *directory.Store, set *Set, ids []directory.ID) (changed *directory.Store, origin []uint32) {
	return applyTo(s, set, slices.Values(ids))
}

func applyTo(s *directory.Store, set *Set, ids iter.Seq[directory.ID]) (out *directory.Store, origin []uint32) {
	out = directory.NewStore()
	out.Files = append(out.Files, s.Files...)
	byObject := map[string][]Change{}
	for object := range set.byObject() {
		byObject[string(appendIdentity(nil, s, object[0].Object))] = object
	}
	var key []byte
	for id := range ids {
		at := s.Location(id)
		out.Begin(at.File)
		key = appendIdentity(key[:0], s, id)
		origin = copyValues(out, s, id, byObject[string(key)], origin)
		out.End(s.Class(id), at)
	}
	return out, origin
}

// copyValues copies the values of an object with its changes.
func copyValues(out, s *directory.Store, id directory.ID, changes []Change, origin []uint32) []uint32 {
	from, to := s.RefRange(id)
	for n := from; n < to; n++ {
		a := s.Ref(n).Attr()
		v := afterwards(changes, a, s.Value(s.Ref(n)))
		if v == nil && s.Ref(n).Len() > 0 {
			continue
		}
		out.Add(a, v)
		origin = append(origin, n)
	}
	for _, c := range changes {
		for _, v := range c.Values {
			if len(v.Old) == 0 {
				out.Add(c.Attr, v.New)
				origin = append(origin, Added)
			}
		}
	}
	return origin
}

// afterwards is what a value becomes, nil when it is removed.
func afterwards(changes []Change, a directory.Attr, v []byte) []byte {
	for i := range changes {
		if changes[i].Attr != a {
			continue
		}
		for _, x := range changes[i].Values {
			if len(v) > 0 && bytes.Equal(x.Old, v) {
				return x.New
			}
		}
	}
	return v
}
