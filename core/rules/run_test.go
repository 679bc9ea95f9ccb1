package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
)

// build makes a store from blocks of "attribute: value" lines, one object each.
// The first line may be "class: user"; every attribute named in any block counts
// as exported, and so do those after "exported:".
func build(t testing.TB, blocks ...string) *directory.Store {
	t.Helper()
	s := directory.NewStore()
	file := s.AddFile("test")
	for i, b := range blocks {
		s.Begin(file)
		class := directory.User
		for line := range strings.Lines(b) {
			name, v, ok := strings.Cut(strings.TrimRight(strings.TrimLeft(line, "\t"), "\n"), ": ")
			if !ok {
				continue
			}
			if name == "class" {
				class, _ = directory.ClassByName(v)
				continue
			}
			if name == "exported" {
				for _, n := range strings.Fields(v) {
					a, _ := directory.AttrByName(n)
					s.Files[file].Exported.Add(a)
				}
				continue
			}
			a, known := directory.AttrByName(name)
			if !known {
				t.Fatalf("unknown attribute %q", name)
			}
			s.Files[file].Exported.Add(a)
			s.Add(a, []byte(v))
		}
		s.End(class, directory.Location{File: file, Line: uint32(i + 1)})
	}
	return s
}

// lines prints findings as "object rule attribute severity value", in order.
func lines(s *directory.Store, r *Result) []string {
	var out []string
	r.Findings(func(_ int, f Finding) bool {
		v := ""
		if f.Ref != NoRef {
			v = " " + string(s.Value(s.Ref(f.Ref)))
		}
		out = append(out, fmt.Sprintf("%d %s %s %s%s", f.Object, Catalogue()[f.Rule].ID, f.Attr, f.Severity, v))
		return true
	})
	return out
}

func expect(t *testing.T, s *directory.Store, opt Options, want ...string) *Result {
	t.Helper()
	r := Run(s, opt, nil)
	if got := lines(s, r); !slices.Equal(got, want) {
		t.Errorf("findings\n got  %s\n want %s", strings.Join(got, "\n      "), strings.Join(want, "\n      "))
	}
	r.Findings(func(_ int, f Finding) bool {
		if text := r.Explain(f).String(); strings.ContainsAny(text, "{}[]") || text == "" {
			t.Errorf("%s: explanation %q", Catalogue()[f.Rule].ID, text)
		}
		return true
	})
	return r
}

func TestCleanUserHasNoFindings(t *testing.T) {
	s := build(t, `sAMAccountName: jdoe
		userPrincipalName: john.doe@contoso.com
		proxyAddresses: SMTP:john.doe@contoso.com
		proxyAddresses: x500:/o=First (x)/ou=Recipients, cn=jdoe
		mail: john.doe@contoso.com
		mailNickname: john.doe
		displayName: John Doe`)
	expect(t, s, Options{})
}

func TestUserPrincipalName(t *testing.T) {
	for v, want := range map[string]string{
		"john@contoso.local":                       "UP-11 error",
		"john@contoso":                             "UP-11 error",
		"john@contoso.nosuchtld":                   "UP-11 warning",
		"john":                                     "UP-7 error",
		"jo@hn@contoso.com":                        "UP-7 error",
		"@contoso.com":                             "UP-8 error",
		"john.@contoso.com":                        "UP-9 error",
		"john&@contoso.com":                        "UP-5 error, UP-9 error",
		"john @contoso.com":                        "UP-9 error, UP-10 error",
		"john@@contoso.com":                        "UP-7 error, UP-9 error",
		"@@contoso.com":                            "UP-7 error, UP-8 error",
		"jo hn@contoso.com":                        "UP-10 error",
		"jo\u00a0hn@contoso.com":                   "UP-10 error",
		"jo%hn@contoso.com":                        "UP-5 error",
		"jo“hn@contoso.com":                        "UP-5 error",
		"jöhn@contoso.com":                         "UP-6 error",
		"иван@contoso.com":                         "UP-6 error",
		"jo$hn@contoso.com":                        "UP-14 warning",
		"jo`hn@contoso.com":                        "UP-14 warning",
		".john@contoso.com":                        "UP-16 warning",
		"jo..hn@contoso.com":                       "UP-16 warning",
		"john@contoso..com":                        "UP-1 error",
		"john@":                                    "UP-1 error",
		"john@con_toso.com":                        "PU-4 warning",
		"john@con!toso.com":                        "PU-4 error",
		"j@contoso.com":                            "UP-15 advice",
		"o'neil@contoso.com":                       "UP-18 advice",
		strings.Repeat("a", 65) + "@contoso.com":   "UP-3 error",
		"john@" + strings.Repeat("a", 45) + ".com": "UP-4 error",
		strings.Repeat("a", 65) + "@" + strings.Repeat("b", 44) + ".com": "UP-2 error, UP-3 error",
		strings.Repeat("a", 64) + "@" + strings.Repeat("b", 45) + ".com": "UP-2 error, UP-4 error",
		strings.Repeat("a", 64) + "@" + strings.Repeat("b", 44) + ".com": "",
		"a.!#^~_-b@contoso.com": "",
	} {
		s := build(t, "sAMAccountName: jdoe\nuserPrincipalName: "+v)
		var got []string
		Run(s, Options{}, nil).Findings(func(_ int, f Finding) bool {
			got = append(got, Catalogue()[f.Rule].ID+" "+f.Severity.String())
			return true
		})
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: got %v, want %s", v, got, want)
		}
	}
}

func TestDuplicatesAcrossAttributesAndClasses(t *testing.T) {
	s := build(t,
		"sAMAccountName: a\nuserPrincipalName: anna@contoso.com\nproxyAddresses: SMTP:anna@contoso.com\nmail: anna@contoso.com\ndisplayName: A",
		"class: group\nproxyAddresses: SMTP:team@contoso.com\nproxyAddresses: smtp:Anna@contoso.com\ndisplayName: G",
		"class: contact\nmail: anna@contoso.com\nproxyAddresses: SMTP:x@fabrikam.com\ntargetAddress: SMTP:x@fabrikam.com\ndisplayName: C")
	r := expect(t, s, Options{},
		"0 UQ-1 userPrincipalName error anna@contoso.com",
		"0 PX-4 proxyAddresses error SMTP:anna@contoso.com",
		"0 ML-1 mail error anna@contoso.com",
		"1 PX-4 proxyAddresses error smtp:Anna@contoso.com",
		"2 ML-1 mail error anna@contoso.com",
	)
	f := r.At(0)
	var holders []string
	for _, n := range r.Holders(f.Group) {
		holders = append(holders, fmt.Sprint(s.Owner(n), " ", s.Ref(n).Attr()))
	}
	want := []string{"0 userPrincipalName", "0 proxyAddresses", "0 mail", "1 proxyAddresses", "2 mail"}
	if !slices.Equal(holders, want) {
		t.Errorf("holders %v, want %v", holders, want)
	}
}

// TestManyHoldersOfOneAddress: a value on very many objects costs no more for each
// of them than one on two.
func TestManyHoldersOfOneAddress(t *testing.T) {
	s := directory.NewStore()
	s.AddFile("test")
	const n = 20000
	for i := range n {
		s.Begin(0)
		guid := make([]byte, 16)
		guid[0], guid[1], guid[2] = byte(i), byte(i>>8), byte(i>>16)
		s.Add(directory.ObjectGUID, guid)
		s.Add(directory.Mail, []byte("noreply@contoso.com"))
		s.Add(directory.MailNickname, fmt.Appendf(nil, "alias%d", i/2))
		s.End(directory.User, directory.Location{})
	}
	r := Run(s, Options{}, nil)
	if r.Len() != 2*n || r.Groups() != 1+n/2 {
		t.Fatalf("%d findings in %d groups", r.Len(), r.Groups())
	}
	f := r.At(0)
	if got := len(r.Holders(f.Group)); got != n || r.HolderObjects(f.Group) != n {
		t.Errorf("%d holders, %d objects", got, r.HolderObjects(f.Group))
	}
	if text := r.Explain(f).String(); text != "This address stands on 20,000 objects." {
		t.Error(text)
	}
}
