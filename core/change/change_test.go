package change

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
	"presync/core/message"
	"presync/core/rules"
)

// object is an object of a test: its distinguished name and values in the form
// "attribute: value".
type object struct {
	dn, guid string
	values   []string
}

// store builds a directory. All attributes of changes are exported but title.
func store(t testing.TB, objects ...object) *directory.Store {
	t.Helper()
	s := directory.NewStore()
	s.AddFile("test")
	s.Files[0].Exported = writable
	s.Files[0].Exported.Remove(directory.Title)
	for _, o := range objects {
		s.Begin(0)
		if o.dn != "" {
			s.Add(directory.DN, []byte(o.dn))
		}
		if o.guid != "" {
			s.Add(directory.ObjectGUID, []byte(o.guid))
		}
		for _, v := range o.values {
			name, value, _ := strings.Cut(v, ": ")
			a, ok := directory.AttrByName(name)
			if !ok {
				t.Fatalf("no attribute %q", name)
			}
			s.Add(a, []byte(value))
		}
		s.End(directory.User, directory.Location{})
	}
	return s
}

// ref is the number of the nth value of an attribute.
func ref(s *directory.Store, id directory.ID, a directory.Attr, nth int) uint32 {
	from, to := s.RefRange(id)
	for n := from; n < to; n++ {
		if s.Ref(n).Attr() == a {
			if nth == 0 {
				return n
			}
			nth--
		}
	}
	return rules.NoRef
}

// edit decides about the nth value of an attribute.
func edit(s *directory.Store, id directory.ID, a directory.Attr, nth int, value string) Decision {
	return Decision{Object: id, Attr: a, Ref: ref(s, id, a, nth), Action: Edit, Value: []byte(value)}
}

func remove(s *directory.Store, id directory.ID, a directory.Attr, nth int) Decision {
	return Decision{Object: id, Attr: a, Ref: ref(s, id, a, nth), Action: Remove}
}

// outline is a set in short lines.
func outline(set *Set) []string {
	var out []string
	for _, c := range set.Changes {
		line := fmt.Sprintf("%d %s", c.Object, c.Attr)
		for _, v := range c.Values {
			line += fmt.Sprintf(" [%s>%s]", v.Old, v.New)
		}
		out = append(out, line)
	}
	for _, p := range set.Problems {
		out = append(out, p.Text.ID)
	}
	return out
}

func TestDecisionsBecomeOneChangeForEachAttribute(t *testing.T) {
	const mail, proxies, upn = directory.Mail, directory.ProxyAddresses, directory.UserPrincipalName
	one := object{dn: "CN=A,DC=x", values: []string{"mail: a@x", "proxyAddresses: SMTP:a@x", "proxyAddresses: smtp:b @x",
		"proxyAddresses: smtp:c@x", "cn: A"}}
	for _, c := range []struct {
		name    string
		objects []object
		decide  func(s *directory.Store) []Decision
		want    []string
	}{
		{"one value", nil, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, mail, 0, "b@x")}
		}, []string{"0 mail [a@x>b@x]"}},
		{"two findings of one value", nil, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, mail, 0, "b@x"), edit(s, 0, mail, 0, "b@x")}
		}, []string{"0 mail [a@x>b@x]"}},
		{"two values of one attribute", nil, func(s *directory.Store) []Decision {
			return []Decision{remove(s, 0, proxies, 2), edit(s, 0, proxies, 1, "smtp:b@x")}
		}, []string{"0 proxyAddresses [smtp:c@x>] [smtp:b @x>smtp:b@x]"}},
		{"added", nil, func(s *directory.Store) []Decision {
			return []Decision{{Attr: upn, Ref: rules.NoRef, Value: []byte("a@x")}}
		}, []string{"0 userPrincipalName [>a@x]"}},
		{"the value that is there", nil, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, mail, 0, "a@x")}
		}, nil},
		{"exchanged", nil, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, proxies, 0, "smtp:c@x"), edit(s, 0, proxies, 2, "SMTP:a@x")}
		}, nil},
		{"in a chain", nil, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, proxies, 0, "smtp:c@x"), edit(s, 0, proxies, 2, "smtp:d@x")}
		}, []string{"0 proxyAddresses [SMTP:a@x>] [>smtp:d@x]"}},
		{"equal to another value", nil, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, proxies, 1, "smtp:c@x")}
		}, []string{"0 proxyAddresses [smtp:b @x>]"}},
		{"equal but for the case", nil, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, proxies, 1, "smtp:C@x")}
		}, []string{"change.problem.twice"}},
		{"another case of the same value", nil, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, proxies, 2, "SMTP:c@x")}
		}, []string{"0 proxyAddresses [smtp:c@x>SMTP:c@x]"}},
		{"contradiction", nil, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, mail, 0, "b@x"), remove(s, 0, mail, 0)}
		}, []string{"change.problem.conflict"}},
		{"kept and edited", nil, func(s *directory.Store) []Decision {
			keep := edit(s, 0, mail, 0, "")
			keep.Action = Keep
			return []Decision{keep, edit(s, 0, mail, 0, "b@x")}
		}, []string{"change.problem.conflict"}},
		{"one finding ignored", nil, func(s *directory.Store) []Decision {
			ignore := edit(s, 0, mail, 0, "")
			ignore.Action = Ignore
			return []Decision{ignore, edit(s, 0, mail, 0, "b@x")}
		}, []string{"0 mail [a@x>b@x]"}},
		{"a second value for one place", nil, func(s *directory.Store) []Decision {
			return []Decision{{Attr: mail, Ref: rules.NoRef, Value: []byte("b@x")}}
		}, []string{"change.problem.single"}},
		{"the name of the object", nil, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, directory.CN, 0, "B")}
		}, []string{"change.problem.readonly"}},
		{"not exported", nil, func(s *directory.Store) []Decision {
			return []Decision{{Attr: directory.Title, Ref: rules.NoRef, Value: []byte("Head")}}
		}, []string{"change.problem.unknown"}},
		{"no name", []object{{values: []string{"mail: a@x"}}}, func(s *directory.Store) []Decision {
			return []Decision{edit(s, 0, mail, 0, "b@x")}
		}, []string{"change.problem.unnamed"}},
		{"one of two copies", []object{{dn: "CN=A", values: []string{"proxyAddresses: smtp:a@x", "proxyAddresses: smtp:a@x"}}},
			func(s *directory.Store) []Decision { return []Decision{remove(s, 0, proxies, 1)} }, nil},
		{"two records of one object", []object{{dn: "CN=A", values: []string{"mail: a@x"}}, {dn: "cn=a", values: []string{"mail: a@x"}}},
			func(s *directory.Store) []Decision {
				return []Decision{edit(s, 0, mail, 0, "b@x"), edit(s, 1, mail, 0, "b@x")}
			}, []string{"0 mail [a@x>b@x]"}},
		{"two records that differ", []object{{dn: "CN=A", values: []string{"mail: a@x"}}, {dn: "CN=A", values: []string{"mail: c@x"}}},
			func(s *directory.Store) []Decision {
				return []Decision{edit(s, 0, mail, 0, "b@x"), edit(s, 1, mail, 0, "b@x")}
			}, []string{"change.problem.records"}},
		{"sorted by object", []object{one, one}, func(s *directory.Store) []Decision {
			return []Decision{remove(s, 0, proxies, 1), edit(s, 0, mail, 0, "b@x")}
		}, []string{"0 mail [a@x>b@x]", "0 proxyAddresses [smtp:b @x>]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.objects == nil {
				c.objects = []object{one}
			}
			s := store(t, c.objects...)
			set := Collapse(s, c.decide(s))
			if got := outline(set); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			for _, p := range set.Problems {
				if !message.English.Has(p.Text.ID) {
					t.Errorf("no text %s", p.Text.ID)
				}
			}
		})
	}
}

func TestActions(t *testing.T) {
	for _, a := range []Action{Edit, Remove, Keep, Ignore} {
		if b, ok := ActionByName(a.String()); b != a || !ok {
			t.Errorf("%s is read as %s", a, b)
		}
	}
	if _, ok := ActionByName("complete"); ok {
		t.Error("an unknown action has a meaning")
	}
}
