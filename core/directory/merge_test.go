package directory

import (
	"fmt"
	"testing"
)

func TestMerge(t *testing.T) {
	s := NewStore()
	a, b := s.AddFile("a"), s.AddFile("b")
	s.Files[a].Exported.Add(CN)
	s.Files[b].Exported.Add(Mail)
	add := func(file uint16, class Class, values ...any) {
		s.Begin(file)
		for i := 0; i < len(values); i += 2 {
			s.Add(values[i].(Attr), []byte(values[i+1].(string)))
		}
		s.End(class, Location{File: file, Line: uint32(s.Len() + 1)})
	}
	add(a, ClassUnknown, CN, "one", Mail, "")
	add(a, User, CN, "two")
	add(b, User, CN, "ONE", Mail, "one@contoso.com", ProxyAddresses, "p1", ProxyAddresses, "p2")
	add(b, Group, CN, "three")
	s.Merge([]ID{0, 1, 0, 3})
	if s.Len() != 3 {
		t.Fatalf("%d objects", s.Len())
	}
	got := fmt.Sprintf("%q %q %q", s.Values(0, CN), s.Values(0, Mail), s.Values(0, ProxyAddresses))
	if got != `["one"] ["" "one@contoso.com"] ["p1" "p2"]` {
		t.Error(got)
	}
	if at := s.Location(0); s.Files[at.File].Origin != a || at.Line != 1 || s.Files[at.File].Name != "a" {
		t.Errorf("at %+v in %+v", at, s.Files[at.File])
	}
	if !s.Exported(0, CN) || !s.Exported(0, Mail) || s.Exported(1, Mail) || s.Class(0) != User {
		t.Error("the first object is not the sum of both, or the second one is")
	}
	if s.Text(1, CN) != "two" || s.Text(2, CN) != "three" || s.Class(2) != Group || s.Owner(s.endRef-1) != 2 {
		t.Error("the other objects changed")
	}
	s.Begin(b) // objects can still be added
	s.Add(CN, []byte("four"))
	s.End(User, Location{File: b})
	if s.Text(3, CN) != "four" || s.Text(2, CN) != "three" {
		t.Error("an object added later is not found")
	}
}
