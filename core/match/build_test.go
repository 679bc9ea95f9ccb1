package match

import (
	"encoding/hex"
	"testing"

	"presync/core/directory"
)

// object is a directory object in a test: values by attribute. GUIDs and SIDs are
// given in their usual notation.
type object struct {
	class directory.Class
	attrs map[directory.Attr][]string
}

// attrs makes the values of an object from pairs of attribute and value.
type attrs = map[directory.Attr][]string

// build makes a store of one file. Every attribute that one of the objects names
// is exported, as in an LDIF file; further ones are given.
func build(t testing.TB, objects []object, exported ...directory.Attr) *directory.Store {
	t.Helper()
	s := directory.NewStore()
	addFile(t, s, "test", objects, exported...)
	return s
}

func addFile(t testing.TB, s *directory.Store, name string, objects []object, exported ...directory.Attr) {
	t.Helper()
	f := s.AddFile(name)
	for _, a := range exported {
		s.Files[f].Exported.Add(a)
	}
	for i, o := range objects {
		s.Begin(f)
		for a := directory.AttrNone + 1; int(a) < directory.AttrCount; a++ {
			vals, ok := o.attrs[a]
			if !ok {
				continue
			}
			s.Files[f].Exported.Add(a)
			for _, v := range vals {
				s.Add(a, raw(t, a, v))
			}
		}
		s.End(o.class, directory.Location{File: f, Line: uint32(i + 1)})
	}
}

func raw(t testing.TB, a directory.Attr, v string) []byte {
	t.Helper()
	var b []byte
	var err error
	switch a.Info().Kind {
	case directory.GUID:
		if b, err = directory.ParseGUID(v, false); err != nil {
			b, err = hex.DecodeString(v)
		}
	case directory.SID:
		b, err = directory.ParseSID(v)
	default:
		b = []byte(v)
	}
	if err != nil {
		t.Fatalf("%s %q: %v", a, v, err)
	}
	return b
}

// The five anchors of the examples: GUID text and ImmutableId.
const (
	guid1, anchor1 = "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "4AQlP4lP0xGaDAMF6CwzAQ=="
	guid2, anchor2 = "6b29fc40-ca47-1067-b31d-00dd010662da", "QPwpa0fKZxCzHQDdAQZi2g=="
	guid3, anchor3 = "00112233-4455-6677-8899-aabbccddeeff", "MyIRAFVEd2aImaq7zN3u/w=="
	guid4, anchor4 = "d08f810b-a35c-49a8-a4cd-c6923dfc031e", "C4GP0FyjqEmkzcaSPfwDHg=="
	guid5, anchor5 = "8f14e45f-ceea-467f-a0e6-1f2b3c4d5e6f", "X+QUj+rOf0ag5h8rPE1ebw=="
)

func TestSoftMatchSMTP(t *testing.T) {
	on := build(t, []object{{directory.User, attrs{
		directory.DN: {"CN=Goran,DC=contoso,DC=com"}, directory.ObjectGUID: {guid1},
		directory.ProxyAddresses:    {"SMTP:goran@contoso.com", "smtp:goran.p@contoso.com"},
		directory.UserPrincipalName: {"gpetrov@contoso.com"},
	}}})
	cl := build(t, []object{{directory.User, attrs{
		directory.CloudID: {"c-08"}, directory.ProxyAddresses: {"SMTP:Goran@Contoso.com"},
		directory.UserPrincipalName: {"goran.petrov@contoso.com"},
	}}}, directory.ImmutableID, directory.SyncEnabled)
	r := Run(Input{OnPrem: on, Cloud: cl}, Options{}, nil)
	if r.Len() != 1 {
		t.Fatalf("%d verdicts", r.Len())
	}
	v := r.At(0)
	if v.Row != SoftSMTP || r.CloudID(v) != "c-08" {
		t.Errorf("%v %s, want D-08 c-08", v.Row, r.CloudID(v))
	}
	t.Log(r.Explain(v), "\n", r.Remedy(v), "\n", r.Evidence(v), "\n", r.Effects(v), "\n", r.Recipe(v), r.Assumptions(v), r.Notes(v))
}
