package rules

import (
	"fmt"
	"strings"
	"testing"

	"presync/core/directory"

	"pgregory.net/rapid"
)

func TestProposals(t *testing.T) {
	for _, c := range []struct {
		name, object string
		opt          Options
		rule, want   string // want: "safe value", "review value", "safe -" for a removal, "" for none
	}{
		{"blank at the end", "userPrincipalName: anna @contoso.com", Options{}, "UP-9", "safe anna@contoso.com"},
		{"blank outside ASCII", "userPrincipalName: an\u00a0na@contoso.com", Options{}, "UP-10", "review anna@contoso.com"},
		{"invisible character", "userPrincipalName: an\u200bna@contoso.com", Options{}, "UP-10", "safe anna@contoso.com"},
		{"blank beside a separator", "userPrincipalName: anna. berg @ contoso.com", Options{}, "UP-10", "safe anna.berg@contoso.com"},
		{"suffix replaced", "userPrincipalName: anna@contoso.local", Options{SuffixMap: map[string]string{"contoso.local": "contoso.com"}},
			"UP-11", "safe anna@contoso.com"},
		{"suffix of the table only", "userPrincipalName: anna@contoso.net",
			Options{SuffixMap: map[string]string{"CONTOSO.net": "contoso.com"}}, "UP-17", "safe anna@contoso.com"},
		{"no suffix known", "userPrincipalName: anna@contoso.local", Options{}, "UP-11", ""},
		{"primary address as sign-in name", "userPrincipalName: anna@contoso.local\nproxyAddresses: SMTP:anna@contoso.com",
			Options{}, "UP-11", "review anna@contoso.com"},
		{"aligned with the primary address", "userPrincipalName: a.berg@contoso.com\nproxyAddresses: SMTP:anna@contoso.com",
			Options{}, "PU-2", "review anna@contoso.com"},
		{"letters written plainly", "userPrincipalName: zoë.müller@contoso.com", Options{}, "UP-6", "review zoe.muller@contoso.com"},
		{"another script", "userPrincipalName: иван@contoso.com", Options{}, "UP-6", ""},
		{"cut to the limit", "userPrincipalName: " + strings.Repeat("a", 70) + "@contoso.com", Options{}, "UP-3",
			"review " + strings.Repeat("a", 64) + "@contoso.com"},
		{"blank in an address", "proxyAddresses: SMTP:an na@contoso.com\nuserPrincipalName: anna@contoso.com", Options{}, "PX-3",
			"review SMTP:anna@contoso.com"},
		{"blank before a type", "proxyAddresses:  sip:anna@contoso.com", Options{}, "PX-14", "safe sip:anna@contoso.com"},
		{"blank before another type", "proxyAddresses:  x500:/o=Con toso", Options{}, "PX-14", "safe x500:/o=Con toso"},
		{"type missing", "proxyAddresses: anna@contoso.com\nuserPrincipalName: anna@contoso.com", Options{}, "PX-14",
			"safe SMTP:anna@contoso.com"},
		{"type missing beside a primary one",
			"proxyAddresses: SMTP:anna@contoso.com\nproxyAddresses: a@contoso.com\nuserPrincipalName: anna@contoso.com",
			Options{}, "PX-14", "safe smtp:a@contoso.com"},
		{"twice on the object", "proxyAddresses: smtp:anna@contoso.com\nproxyAddresses: SMTP:Anna@contoso.com", Options{}, "K-02", "safe -"},
		{"equal after repair", "proxyAddresses: SMTP:anna@contoso.com\nproxyAddresses: smtp:anna @contoso.com", Options{}, "PX-3", "safe -"},
		{"primary by mail", "proxyAddresses: smtp:a@contoso.com\nproxyAddresses: smtp:anna@contoso.com\nmail: anna@contoso.com",
			Options{}, "PX-10", "safe SMTP:anna@contoso.com"},
		{"primary by choice", "proxyAddresses: smtp:a@contoso.com\nproxyAddresses: smtp:anna@contoso.com", Options{}, "PX-10",
			"review SMTP:a@contoso.com"},
		{"second primary", "proxyAddresses: SMTP:a@contoso.com\nproxyAddresses: SMTP:anna@contoso.com\nmail: anna@contoso.com",
			Options{}, "PX-10", "safe smtp:a@contoso.com"},
		{"address of the service", "proxyAddresses: SMTP:a@contoso.com\nproxyAddresses: smtp:a@contoso.onmicrosoft.com", Options{},
			"PX-11", "review -"},
		{"only address is of the service", "proxyAddresses: SMTP:a@contoso.onmicrosoft.com", Options{}, "PX-11", ""},
		{"primary address to be repaired", "mail: anna@contoso.com\nproxyAddresses: SMTP:an(na@contoso.com", Options{}, "K-01", ""},
		{"address from mail", "mail: anna@contoso.com\nexported: proxyAddresses", Options{}, "K-01", "review SMTP:anna@contoso.com"},
		{"alias with a period", "mailNickname: .anna", Options{}, "MN-1", "safe anna"},
		{"alias with odd characters", "mailNickname: an@na", Options{}, "MN-4", "review anna"},
		{"display name from the names", "givenName: Anna\nsn: Berg\ncn: aberg\nexported: displayName", Options{}, "DN-2", "review Anna Berg"},
		{"logon name", "sAMAccountName: ann/a", Options{}, "SA-3", "review anna"},
		{"mail with a blank", "mail: anna@contoso.com ", Options{}, "ML-3", "safe anna@contoso.com"},
		{"taken by another", "userPrincipalName: ann a@contoso.com", Options{}, "UP-10", "review anna@contoso.com"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := build(t, c.object)
			r := Run(s, c.opt, nil)
			found := false
			r.Findings(func(_ int, f Finding) bool {
				if Catalogue()[f.Rule].ID != c.rule {
					return true
				}
				found = true
				p, ok := r.Propose(f)
				if got := describe(p, ok); got != c.want {
					t.Errorf("%s: got %q, want %q", c.rule, got, c.want)
				}
				return false
			})
			if !found {
				t.Errorf("no finding of %s: %v", c.rule, lines(s, r))
			}
		})
	}
}

func describe(p Proposal, ok bool) string {
	if !ok {
		return ""
	}
	word := "review "
	if p.Safe {
		word = "safe "
	}
	if p.Remove {
		return word + "-"
	}
	return word + p.Value
}

func TestNothingIsProposedThatSomebodyElseHas(t *testing.T) {
	for name, blocks := range map[string][]string{
		"another user's name":      {"userPrincipalName: ann a@contoso.com", "userPrincipalName: anna@contoso.com"},
		"a group's address":        {"userPrincipalName: ann a@contoso.com", "class: group\nproxyAddresses: SMTP:Anna@contoso.com"},
		"an object out of scope":   {"userPrincipalName: ann a@contoso.com", "isCriticalSystemObject: TRUE\nmail: anna@contoso.com"},
		"the same for two objects": {"userPrincipalName: ann a@contoso.com", "userPrincipalName: an na@contoso.com"},
	} {
		r := Run(build(t, blocks...), Options{}, nil)
		r.Findings(func(_ int, f Finding) bool {
			if p, ok := r.Propose(f); ok && p.Value == "anna@contoso.com" {
				t.Errorf("%s: %s proposed for %s", name, p.Value, Catalogue()[f.Rule].ID)
			}
			return true
		})
	}
}

func TestRecordsOfOneObjectAreProposedTheSame(t *testing.T) {
	record := "objectGUID: 0123456789abcdef\nuserPrincipalName: ann a@contoso.com"
	r := Run(build(t, record, record), Options{}, nil)
	for i := range r.Len() {
		if p, ok := r.Propose(r.At(i)); !ok || p.Value != "anna@contoso.com" {
			t.Errorf("finding %d: %v %v", i, p, ok)
		}
	}
}

// words from which the property test makes values: good ones, near misses and
// bad ones.
var (
	locals  = []string{"anna", "Anna", "ann a", "anna ", ".anna", "an..na", "anna.", "ännä", "иван", "o'neil", "an/na", "a", "an&na", "anna\u200b", "ANNA", "bert", "be rt", "", "an:na", "an`na"}
	domains = []string{"contoso.com", "contoso.com ", "Contoso.com", "contoso.local", "contoso", "fabrikam.com", "con toso.com", "contoso.onmicrosoft.com", "con_toso.com", "fabrikam.net", "x.nosuchtld", ""}
	kinds   = []string{"SMTP:", "smtp:", "", "sip:", "x500:/o=", "SMTP: ", " smtp:", "sMtP:"}
)

func genAddress(t *rapid.T) string {
	at := rapid.SampledFrom([]string{"@", "@", "@", "@", "", "@@"}).Draw(t, "at")
	return rapid.SampledFrom(locals).Draw(t, "local") + at + rapid.SampledFrom(domains).Draw(t, "domain")
}

func genObject(t *rapid.T) string {
	var b strings.Builder
	class := rapid.SampledFrom([]string{"user", "user", "group", "contact", "unknown"}).Draw(t, "class")
	fmt.Fprintf(&b, "class: %s\ncn: object\n", class)
	add := func(name string, v string) {
		if v != "" && rapid.Bool().Draw(t, "has "+name) {
			fmt.Fprintf(&b, "%s: %s\n", name, v)
		}
	}
	if class == "user" {
		add("sAMAccountName", rapid.SampledFrom([]string{"anna", "a'nna", "an[na", "annaannaannaannaannaanna"}).Draw(t, "sam"))
		add("userPrincipalName", genAddress(t))
	}
	add("mail", genAddress(t))
	add("mailNickname", rapid.SampledFrom(locals).Draw(t, "nick"))
	add("displayName", rapid.SampledFrom([]string{"Anna", " ", "Bert B."}).Draw(t, "display"))
	add("targetAddress", rapid.SampledFrom(kinds).Draw(t, "kind")+genAddress(t))
	for range rapid.IntRange(0, 4).Draw(t, "proxies") {
		add("proxyAddresses", rapid.SampledFrom(kinds).Draw(t, "kind")+genAddress(t))
	}
	return b.String()
}

// TestSafeProposalsHoldTogether applies all safe proposals and checks again: no
// finding is left that a safe proposal was made for, and none is new.
func TestSafeProposalsHoldTogether(t *testing.T) {
	const exported = "exported: proxyAddresses mail displayName userPrincipalName targetAddress mailNickname\n"
	rapid.Check(t, func(rt *rapid.T) {
		objects := rapid.SliceOfN(rapid.Custom(genObject), 1, 6).Draw(rt, "objects")
		objects[0] += exported
		opt := rapid.SampledFrom([]Options{
			{}, {SuffixMap: map[string]string{"contoso.local": "contoso.com", "fabrikam.net": "fabrikam.com"}},
			{VerifiedDomains: []string{"contoso.com"}, Licensed: true}, {Federated: true},
		}).Draw(rt, "options")
		s := build(t, objects...)
		before := Run(s, opt, nil)
		changed, origin := applySafe(rt, s, before)
		after := Run(changed, opt, nil)
		was := map[string]bool{} // finding -> whether a safe proposal was made for it
		before.Findings(func(_ int, f Finding) bool {
			p, ok := before.Propose(f)
			was[fmt.Sprint(f.Object, f.Rule, f.Ref)] = ok && p.Safe
			return true
		})
		after.Findings(func(_ int, f Finding) bool {
			ref := f.Ref
			if ref != NoRef {
				ref = origin[ref]
			}
			safe, known := was[fmt.Sprint(f.Object, f.Rule, ref)]
			if !known || safe {
				rt.Fatalf("object %d: %s on %s is %s after the safe proposals\nbefore %s\nafter  %s", f.Object,
					Catalogue()[f.Rule].ID, f.Attr, map[bool]string{true: "still there", false: "new"}[known],
					strings.Join(lines(s, before), "\n       "), strings.Join(lines(changed, after), "\n       "))
			}
			return true
		})
	})
}

// applySafe copies a store with all safe proposals applied; origin gives the
// number of the value that each value of the copy comes from.
func applySafe(t *rapid.T, s *directory.Store, r *Result) (*directory.Store, []uint32) {
	values, removed := map[uint32]string{}, map[uint32]bool{}
	r.Findings(func(_ int, f Finding) bool {
		p, ok := r.Propose(f)
		if !ok {
			return true
		}
		if f.Ref != NoRef && p.Value == string(s.Value(s.Ref(f.Ref))) {
			t.Fatalf("%s: the present value %q is proposed", Catalogue()[f.Rule].ID, p.Value)
		}
		if !p.Safe {
			return true
		}
		if old, there := values[f.Ref]; there && old != p.Value || removed[f.Ref] != p.Remove && there {
			t.Fatalf("two safe proposals for one value: %q and %q", old, p.Value)
		}
		values[f.Ref], removed[f.Ref] = p.Value, p.Remove
		return true
	})
	out := directory.NewStore()
	out.AddFile("changed")
	out.Files[0].Exported = s.Files[0].Exported
	var origin []uint32
	for id := range directory.ID(s.Len()) {
		out.Begin(0)
		from, to := s.RefRange(id)
		for n := from; n < to; n++ {
			if removed[n] {
				continue
			}
			v := s.Value(s.Ref(n))
			if nv, ok := values[n]; ok {
				v = []byte(nv)
			}
			out.Add(s.Ref(n).Attr(), v)
			origin = append(origin, n)
		}
		out.End(s.Class(id), s.Location(id))
	}
	return out, origin
}

// TestAnyValueIsJudged: whatever bytes an export holds, every finding can be
// explained and repaired without a fault.
func TestAnyValueIsJudged(t *testing.T) {
	attrs := append([]directory.Attr{
		directory.SAMAccountName, directory.MailNickname, directory.DisplayName, directory.GivenName, directory.Title,
		directory.GroupType, directory.RecipientTypeDetails, directory.Member, directory.UserCertificate, directory.DN,
	}, addressAttrs...)
	bytesOf := rapid.OneOf(rapid.SliceOfN(rapid.Byte(), 0, 80),
		rapid.Custom(func(t *rapid.T) []byte { return []byte(genAddress(t)) }),
		rapid.SliceOfN(rapid.SampledFrom([]byte(" .@:'&smtpSMTP\xc3\xa4\x00\"")), 0, 300))
	rapid.Check(t, func(rt *rapid.T) {
		s := directory.NewStore()
		s.AddFile("any")
		for range rapid.IntRange(1, 3).Draw(rt, "objects") {
			s.Begin(0)
			for range rapid.IntRange(0, 12).Draw(rt, "values") {
				a := rapid.SampledFrom(attrs).Draw(rt, "attribute")
				s.Files[0].Exported.Add(a)
				s.Add(a, bytesOf.Draw(rt, "value"))
			}
			s.End(rapid.SampledFrom([]directory.Class{directory.User, directory.Group, directory.Contact, directory.ClassUnknown}).Draw(rt, "class"),
				directory.Location{})
		}
		r := Run(s, Options{SuffixMap: map[string]string{"contoso.local": "contoso.com"}}, nil)
		last := Finding{}
		r.Findings(func(i int, f Finding) bool {
			if i > 0 && Before(f, last) {
				rt.Fatalf("finding %d is out of order", i)
			}
			last = f
			if r.Explain(f).IsZero() {
				rt.Fatalf("%s is not explained", Catalogue()[f.Rule].ID)
			}
			if p, ok := r.Propose(f); ok && p.Remove != (p.Value == "") {
				rt.Fatalf("%s: proposal %+v", Catalogue()[f.Rule].ID, p)
			}
			return true
		})
	})
}

// TestReasons: a reason tells of what was done, and of nothing else.
func TestReasons(t *testing.T) {
	for _, c := range []struct{ object, rule, want string }{
		{"userPrincipalName: zoë@contoso.com", "UP-6", "Letters with accents written plainly."},
		{"userPrincipalName: z(oe@contoso.com", "UP-5", "The reported characters removed."},
		{"userPrincipalName: z(oë@contoso.com", "UP-5", "Letters with accents written plainly; the reported characters removed."},
		{"userPrincipalName: z..oe@contoso.com", "UP-16", "Superfluous periods removed."},
		{"userPrincipalName: " + strings.Repeat("a", 65) + "@contoso.com", "UP-3", "Cut to the length that is allowed."},
		{"userPrincipalName: (" + strings.Repeat("a", 65) + "@contoso.com", "UP-3",
			"The reported characters removed or written plainly, and the rest cut to the length that is allowed."},
		{"sAMAccountName: " + strings.Repeat("a", 21), "SA-1", "Cut to the length that is allowed."},
		{"mailNickname: " + strings.Repeat("a", 65), "MN-3", "Cut to the length that is allowed."},
		{"mailNickname: a&b", "MN-4", "The reported characters removed."},
	} {
		r := Run(build(t, c.object), Options{}, nil)
		found := false
		r.Findings(func(_ int, f Finding) bool {
			if Catalogue()[f.Rule].ID != c.rule {
				return true
			}
			found = true
			if p, _ := r.Propose(f); p.Reason.String() != c.want {
				t.Errorf("%s: %q, want %q", c.object, p.Reason, c.want)
			}
			return false
		})
		if !found {
			t.Errorf("%s: no finding of %s", c.object, c.rule)
		}
	}
}

func TestSetsOfRulesHoldTheCatalogue(t *testing.T) {
	if len(catalogue) > maxRules {
		t.Errorf("%d rules, room for %d", len(catalogue), maxRules)
	}
}
