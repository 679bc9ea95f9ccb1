package directory

import (
	"bytes"
	"testing"
)

func TestAppendRefsEqualsRef(t *testing.T) {
	s := NewStore()
	s.AddFile("test")
	for i := range 3 * slabSize / 4 {
		s.Begin(0)
		s.Add(CN, []byte{'a', byte(i)})
		s.Add(DisplayName, nil)
		if i%1000 == 0 {
			s.Add(ProxyAddresses, bytes.Repeat([]byte{'x'}, 70000))
		}
		s.End(User, Location{})
	}
	var refs []Ref
	for id := range ID(s.Len()) {
		refs = s.AppendRefs(refs[:0], id)
		from, to := s.RefRange(id)
		if len(refs) != int(to-from) {
			t.Fatalf("object %d: %d references, want %d", id, len(refs), to-from)
		}
		for i, r := range refs {
			if want := s.Ref(from + uint32(i)); r != want {
				t.Fatalf("object %d, value %d: %v, want %v", id, i, r, want)
			}
			if v := s.Value(r); len(v) > 0 && s.Lead(r) != v[0] || len(v) == 0 && s.Lead(r) != 0 {
				t.Fatalf("object %d, value %d: lead %q of %q", id, i, s.Lead(r), v)
			}
		}
	}
}
