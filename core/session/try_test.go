package session

import (
	"slices"
	"testing"
)

// findingAbout is the finding of a rule about an attribute of an object.
func findingAbout(t *testing.T, s *Session, dn, attribute, rule string) FindingRow {
	t.Helper()
	for n := range s.checked.Len() {
		if row := s.findingRow(uint32(n)); row.DN == dn && row.Attribute == attribute && (rule == "" || row.Rule == rule) {
			return row
		}
	}
	t.Fatalf("no finding of %q about %s of %s", rule, attribute, dn)
	return FindingRow{}
}

func tried(t *testing.T, s *Session, finding uint32, value string) *TryResult {
	t.Helper()
	r, fail := s.Try(TryRequest{Finding: finding, Value: value})
	if fail != nil {
		t.Fatal(fail.Text)
	}
	return r
}

func ruleIDs(r *TryResult) []string {
	var out []string
	for _, f := range r.Findings {
		out = append(out, f.Rule)
	}
	return out
}

// A value that is tried is found right or wrong as the rules will find it when it is
// there.
func TestTryingAProposal(t *testing.T) {
	s, _ := loadSample(t)
	for n := range s.checked.Len() {
		row := s.findingRow(uint32(n))
		if row.Proposal == "" {
			continue
		}
		r := tried(t, s, row.Finding, row.Proposal)
		if r.Same || r.Proposal == nil || r.Problem != nil || slices.Contains(ruleIDs(r), row.Rule) || len(r.Holders) > 0 {
			t.Errorf("%s %s, proposal %q: %+v", row.Rule, row.Value, row.Proposal, r)
		}
	}
}

func TestTryingThePresentValue(t *testing.T) {
	s, _ := loadSample(t)
	for n := range s.checked.Len() {
		row := s.findingRow(uint32(n))
		if f := s.checked.At(n); row.Value == "" || string(s.findingValue(f)) != row.Value {
			continue
		}
		r := tried(t, s, row.Finding, row.Value)
		if !r.Same || !slices.Contains(ruleIDs(r), row.Rule) || slices.ContainsFunc(r.Findings, func(f TriedFinding) bool { return !f.Had }) {
			t.Errorf("%s about %s %q: %+v", row.Rule, row.Attribute, row.Value, r)
		}
		if row.Holders > 1 && len(r.Holders) == 0 {
			t.Errorf("%s: nobody else holds %q", row.Rule, row.Value)
		}
	}
}

const threePeople = `dn: CN=A,DC=contoso,DC=com
objectClass: user
sAMAccountName: a
userPrincipalName: a a@contoso.com

dn: CN=B,DC=contoso,DC=com
objectClass: user
sAMAccountName: b
userPrincipalName: b@contoso.com
mail: b b@contoso.com

dn: CN=C,DC=contoso,DC=com
objectClass: user
sAMAccountName: c
userPrincipalName: c c@contoso.com
`

// What others hold counts as their decisions leave it.
func TestTryingAValueOfOthers(t *testing.T) {
	s := loadPeople(t, threePeople)
	a := findingAbout(t, s, "CN=A,DC=contoso,DC=com", "userPrincipalName", "")
	b := findingAbout(t, s, "CN=B,DC=contoso,DC=com", "mail", "")
	c := findingAbout(t, s, "CN=C,DC=contoso,DC=com", "userPrincipalName", "")
	const wanted = "new@contoso.com"

	if r := tried(t, s, a.Finding, wanted); len(r.Findings) > 0 || len(r.Holders) > 0 {
		t.Fatalf("a free value: %+v", r)
	}
	if r := tried(t, s, a.Finding, "B@contoso.com"); len(r.Holders) == 0 || r.Holders[0].DN != b.DN || len(r.Findings) == 0 || r.Findings[0].Had {
		t.Errorf("a value that B holds: %+v", r)
	}
	decide(t, s, DecideRequest{Action: "edit", Findings: []uint32{b.Finding}, Value: wanted})
	r := tried(t, s, a.Finding, "smtp:"+wanted)
	if len(r.Findings) == 0 {
		t.Errorf("an address type in a user principal name: %+v", r)
	}
	if r = tried(t, s, a.Finding, wanted); len(r.Holders) != 1 || r.Holders[0].Attribute != "mail" || r.Holders[0].Value != wanted || r.Holders[0].Object != b.Object {
		t.Errorf("a value that B will get: %+v", r)
	}
	decide(t, s, DecideRequest{Action: "remove", Findings: []uint32{b.Finding}})
	if r = tried(t, s, a.Finding, wanted); len(r.Findings) > 0 || len(r.Holders) > 0 {
		t.Errorf("a value that B gives up: %+v", r)
	}

	// C takes over what A has, and A gives it up.
	decide(t, s, DecideRequest{Action: "edit", Findings: []uint32{c.Finding}, Value: wanted})
	if r = tried(t, s, a.Finding, "free@contoso.com"); len(r.Findings) > 0 {
		t.Errorf("another free value: %+v", r)
	}
	if r = tried(t, s, c.Finding, wanted); len(r.Findings) > 0 || len(r.Holders) > 0 {
		t.Errorf("its own decision stands in the way: %+v", r)
	}
}

func TestTryingAgainstOtherDecisionsOfTheObject(t *testing.T) {
	s := loadPeople(t, threePeople)
	a := findingAbout(t, s, "CN=A,DC=contoso,DC=com", "userPrincipalName", "")
	decide(t, s, DecideRequest{Action: "accept", Filter: &FindingsFilter{Object: &a.Object}})
	others := 0
	for n := range s.checked.Len() {
		if row := s.findingRow(uint32(n)); row.Object == a.Object && row.Finding != a.Finding && row.Decision == "edit" && row.Value == a.Value {
			others++
		}
	}
	if r := tried(t, s, a.Finding, "x@contoso.com"); (r.Problem != nil) != (others > 0) {
		t.Errorf("%d other decisions, problem %+v", others, r.Problem)
	}
	if _, fail := s.Try(TryRequest{Finding: uint32(s.checked.Len())}); fail == nil {
		t.Error("a finding that does not exist is tried")
	}
}
