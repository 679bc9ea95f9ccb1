package directory

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// add stores an object from pairs of attribute and value.
func add(s *Store, class Class, at Location, pairs ...any) ID {
	s.Begin(at.File)
	for i := 0; i < len(pairs); i += 2 {
		s.Add(pairs[i].(Attr), []byte(pairs[i+1].(string)))
	}
	return s.End(class, at)
}

func TestStoreKeepsObjects(t *testing.T) {
	s := NewStore()
	f := s.AddFile("a.ldf")
	s.Files[f].Exported.Add(Mail)
	s.Files[f].Exported.Add(Title)
	a := add(s, User, Location{File: f, Line: 7, Offset: 5 << 32, Length: 1150}, DN, "CN=Anna Berg,OU=Staff,DC=contoso,DC=com",
		CN, "Anna Berg", Mail, "anna@contoso.com", ProxyAddresses, "SMTP:anna@contoso.com", ProxyAddresses, "smtp:a@contoso.com", Title, "")
	s.Begin(f)
	s.Add(CN, []byte("dropped"))
	s.Abort()
	b := add(s, Group, Location{File: f, Line: 40}, DN, "CN=Sales,DC=contoso,DC=com", Mail, " ")

	if s.Len() != 2 || s.Refs() != 8 {
		t.Fatalf("%d objects, %d values", s.Len(), s.Refs())
	}
	if got := s.Location(a); got != (Location{File: f, Line: 7, Offset: 5 << 32, Length: 1150}) {
		t.Errorf("location %+v", got)
	}
	if s.Class(a) != User || s.Class(b) != Group {
		t.Errorf("classes %v and %v", s.Class(a), s.Class(b))
	}
	s.SetClass(b, Contact)
	if s.Class(b) != Contact {
		t.Errorf("class %v", s.Class(b))
	}
	if got := s.Values(a, ProxyAddresses); len(got) != 2 || string(got[1]) != "smtp:a@contoso.com" {
		t.Errorf("proxyAddresses %q", got)
	}
	if !s.Contains(a, ProxyAddresses, []byte("smtp:a@contoso.com")) || s.Contains(a, ProxyAddresses, []byte("SMTP:a@contoso.com")) {
		t.Error("Contains compares other than byte for byte")
	}
	if s.Name(a) != "Anna Berg" || s.Name(b) != "Sales" {
		t.Errorf("names %q and %q", s.Name(a), s.Name(b))
	}
	for _, c := range []struct {
		id    ID
		attr  Attr
		value string
		state State
	}{
		{a, Mail, "anna@contoso.com", HasValue},
		{a, Title, "", KnownEmpty},       // present, but empty
		{b, Mail, " ", HasValue},         // blanks are a value
		{b, Title, "", KnownEmpty},       // absent from the object, not from the file
		{b, Department, "", NotExported}, // absent from the file
		{a, TargetAddress, "", NotExported},
	} {
		if v, state := s.Field(c.id, c.attr); string(v) != c.value || state != c.state {
			t.Errorf("%s of %d: %q, %v, want %q, %v", c.attr, c.id, v, state, c.value, c.state)
		}
	}
	if v, ok := s.First(a, Title); v != nil || !ok {
		t.Errorf("an empty value: %q, %v", v, ok)
	}
	if v, ok := s.First(b, Title); v != nil || ok {
		t.Errorf("no value: %q, %v", v, ok)
	}
	for id := range ID(2) {
		from, to := s.RefRange(id)
		for n := from; n < to; n++ {
			if s.Owner(n) != id {
				t.Errorf("value %d belongs to %d, not %d", n, s.Owner(n), id)
			}
		}
	}
}

// TestStoreKeepsEveryByte fills a store across pages and slabs with values of all
// lengths and reads them back.
func TestStoreKeepsEveryByte(t *testing.T) {
	s := NewStore()
	value := func(i int) []byte {
		n := []int{0, 1, 5, 30, 254, 255, 256, 300, 5000}[i%9]
		if i%5000 == 4321 {
			n = 3 << 20 // longer than a page
		}
		return bytes.Repeat([]byte{byte(i), byte(i >> 8), 'x'}, n/3+1)[:n]
	}
	attrs := []Attr{DN, CN, Mail, ProxyAddresses, Title, TelephoneNumber, ObjectGUID}
	const objects = 20_000
	for i := range objects {
		s.Begin(0)
		for k, a := range attrs {
			if !s.Add(a, value(i+k)) {
				t.Fatal("refused")
			}
		}
		s.End(User, Location{Line: uint32(i)})
	}
	for i := range objects {
		from, to := s.RefRange(ID(i))
		if int(to-from) != len(attrs) || s.Location(ID(i)).Line != uint32(i) {
			t.Fatalf("object %d has %d values", i, to-from)
		}
		for k, a := range attrs {
			r := s.Ref(from + uint32(k))
			if want := value(i + k); r.Attr() != a || r.Len() != len(want) || !bytes.Equal(s.Value(r), want) {
				t.Fatalf("object %d, %s: %d bytes, want %d", i, a, r.Len(), len(want))
			}
		}
	}
}

// TestStoreSharesBytes checks that values which lie in others, or were stored
// before, take no room.
func TestStoreSharesBytes(t *testing.T) {
	s := NewStore()
	used := func() int { return s.used } // one page is enough here
	add(s, User, Location{}, Title, "Consultant", Department, "Consultant")
	before := used()
	add(s, User, Location{}, Title, "Consultant")
	if used() != before {
		t.Errorf("an equal title took %d bytes", used()-before)
	}
	add(s, User, Location{}, DN, "CN=Anna Berg,DC=contoso,DC=com", ProxyAddresses, "SMTP:anna@contoso.com")
	before = used()
	id := add(s, User, Location{}, DN, "CN=Anna Berg,DC=contoso,DC=com", ProxyAddresses, "SMTP:anna@contoso.com",
		CN, "Anna Berg", DisplayName, "Anna Berg", UserPrincipalName, "anna@contoso.com", Mail, "anna@contoso.com")
	if got, want := used()-before, len("CN=Anna Berg,DC=contoso,DC=com")+len("SMTP:anna@contoso.com"); got != want {
		t.Errorf("%d bytes, want %d", got, want)
	}
	if s.Text(id, Mail) != "anna@contoso.com" || s.Text(id, CN) != "Anna Berg" {
		t.Errorf("mail %q, cn %q", s.Text(id, Mail), s.Text(id, CN))
	}
}

func TestStoreCutsGiantValues(t *testing.T) {
	s := NewStore()
	s.Begin(0)
	if s.Add(CN, make([]byte, maxValue+10)) {
		t.Error("a value of more than 16 MiB was taken whole")
	}
	id := s.End(User, Location{})
	if v := s.Get(id, CN); len(v) != maxValue {
		t.Errorf("%d bytes kept", len(v))
	}
}

func TestBeginForgetsAnUnfinishedObject(t *testing.T) {
	s := NewStore()
	s.Begin(0)
	s.Add(CN, []byte("unfinished"))
	id := add(s, User, Location{}, CN, "whole")
	if s.Len() != 1 || s.Refs() != 1 || s.Text(id, CN) != "whole" {
		t.Errorf("%d objects, %d values, %q", s.Len(), s.Refs(), s.Text(id, CN))
	}
}

// TestStoreAgainstMaps compares the store with plain maps on random objects.
func TestStoreAgainstMaps(t *testing.T) {
	attrs := []Attr{DN, CN, DisplayName, Mail, UserPrincipalName, MailNickname, SAMAccountName, ProxyAddresses, TargetAddress, PrimarySMTP, Title, City, TelephoneNumber}
	texts := rapid.OneOf(rapid.StringMatching(`(CN=)?[ab]{0,3}(@[ab]{1,2}|,[ab])?`), rapid.SampledFrom([]string{"", "CN=ab,b", "ab", "SMTP:a@b", strings.Repeat("long", 100)}))
	rapid.Check(t, func(t *rapid.T) {
		s := NewStore()
		var want []map[Attr][]string
		for range rapid.IntRange(1, 5).Draw(t, "objects") {
			o := map[Attr][]string{}
			s.Begin(0)
			for range rapid.IntRange(0, 20).Draw(t, "values") {
				a, v := rapid.SampledFrom(attrs).Draw(t, "attribute"), texts.Draw(t, "value")
				s.Add(a, []byte(v))
				o[a] = append(o[a], v)
			}
			if rapid.IntRange(0, 3).Draw(t, "broken") == 0 {
				s.Abort()
				continue
			}
			s.End(User, Location{})
			want = append(want, o)
		}
		if s.Len() != len(want) {
			t.Fatalf("%d objects, want %d", s.Len(), len(want))
		}
		for i, o := range want {
			for _, a := range attrs {
				var got []string
				for _, v := range s.Values(ID(i), a) {
					got = append(got, string(v))
				}
				if !slices.Equal(got, o[a]) {
					t.Fatalf("object %d, %s: %q, want %q", i, a, got, o[a])
				}
			}
		}
	})
}

func TestIndexIsExact(t *testing.T) {
	keys := make([]string, 5000)
	x := NewIndex(0)
	for i := range keys {
		keys[i] = fmt.Sprintf("key %d", i)
	}
	for i, k := range keys {
		equal := func(n uint32) bool { return keys[n] == k }
		// All hashes the same: equality alone has to tell the keys apart.
		hash := Hash([]byte(k)) & 0xf
		if n, fresh := x.Insert(hash, uint32(i), equal); n != uint32(i) || !fresh {
			t.Fatalf("%s: %d, %v", k, n, fresh)
		}
		if n, fresh := x.Insert(hash, uint32(i+1), equal); n != uint32(i) || fresh {
			t.Fatalf("%s again: %d, %v", k, n, fresh)
		}
	}
	if x.Len() != len(keys) {
		t.Errorf("%d keys", x.Len())
	}
	if _, ok := x.Find(3, func(uint32) bool { return false }); ok {
		t.Error("found what is not there")
	}
}

func BenchmarkStoreAdd(b *testing.B) {
	values := map[Attr][]byte{DN: []byte("CN=Anna Berg 12345,OU=Staff,DC=contoso,DC=com"), CN: []byte("Anna Berg 12345"), Title: []byte("Consultant"),
		ProxyAddresses: []byte("SMTP:anna.berg12345@contoso.com"), Mail: []byte("anna.berg12345@contoso.com"), TelephoneNumber: []byte("+46 8 555 12345")}
	order := []Attr{DN, CN, Title, ProxyAddresses, Mail, TelephoneNumber}
	s := NewStore()
	for b.Loop() {
		if s.Len() == 1_000_000 {
			s = NewStore()
		}
		s.Begin(0)
		for _, a := range order {
			s.Add(a, values[a])
		}
		s.End(User, Location{})
	}
}
