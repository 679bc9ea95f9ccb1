package session

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// crowd is a directory of people with several findings each, some of whom share
// names, have none, or have names beyond ASCII.
func crowd(people int) string {
	names := []string{"Person", "PERSON", "Åsa", "Ärnd", "Zoë", "person"}
	var b strings.Builder
	for i := range people {
		name := fmt.Sprintf("%s %d", names[i%len(names)], i/7)
		fmt.Fprintf(&b, "dn: CN=%s,OU=Team %d,OU=Site %d,DC=contoso,DC=com\nobjectClass: user\n", name, i%40, i%4)
		if i%11 > 0 {
			fmt.Fprintf(&b, "cn: %s\n", name)
		}
		fmt.Fprintf(&b, "sAMAccountName: p%d\nuserPrincipalName: person %d@corp.local\nmail: person%d@contoso.com\n", i, i, i/3)
		fmt.Fprintf(&b, "proxyAddresses: SMTP:person%d@contoso.com\nproxyAddresses: smtp:per son%d@contoso.com\nproxyAddresses: smtp:person(%d)@contoso.com\n\n", i/3, i%50, i)
	}
	return b.String()
}

func loadCrowd(tb testing.TB, people int, settings Settings) *Session {
	tb.Helper()
	s := New()
	load := LoadRequest{Files: []FileSpec{{Name: "crowd.ldf"}, {Name: "tenant.csv"}}, Settings: settings}
	var tenant strings.Builder
	tenant.WriteString("id,displayName,userPrincipalName,mail,userType,accountEnabled,onPremisesSyncEnabled,proxyAddresses\n")
	for i := 0; i < people; i += 2 {
		fmt.Fprintf(&tenant, "%08x-0000-4000-8000-000000000000,Person %d,person%d@contoso.com,person%d@contoso.com,Member,True,,SMTP:person%d@contoso.com\n", i, i%9, i, i, i)
	}
	texts := []string{crowd(people), tenant.String()}
	if o := s.Load(load, func(i int) (io.Reader, error) { return strings.NewReader(texts[i]), nil }, nil); o.Findings == 0 || o.Verdicts == 0 {
		tb.Fatal("nothing was found")
	}
	return s
}

// questions are requests for every list in every order, some of them narrowed.
func questions() []Request {
	var out []Request
	for _, desc := range []bool{false, true} {
		for _, sort := range []string{"", "cn", "dn", "class", "attribute", "value", "rule", "severity"} {
			for _, f := range []FindingsFilter{{}, {Severity: []string{SeverityWarning}, Unit: []string{"3"}}, {Search: "person 1"}, {Attribute: []string{"mail"}, Search: "ärn"}} {
				out = append(out, Request{Findings: &FindingsQuery{Filter: f, Sort: sort, Desc: desc, Facets: true, Tree: &TreeQuery{}}})
			}
		}
		for _, by := range []string{GroupRule, GroupObject, GroupValue, GroupContested} {
			for _, sort := range []string{"", "name", "objects", "severity", "findings"} {
				out = append(out, Request{Groups: &GroupsQuery{By: by, Sort: sort, Desc: desc, Facets: true}})
			}
		}
		for _, sort := range []string{"", "name", "dn", "class", "scope", "findings"} {
			for _, cloud := range []bool{false, true} {
				out = append(out, Request{Objects: &ObjectsQuery{Cloud: cloud, Sort: sort, Desc: desc, Facets: true}},
					Request{Objects: &ObjectsQuery{Cloud: cloud, Sort: sort, Desc: desc, Facets: true, Filter: ObjectsFilter{Class: []string{"user"}, Search: "N 1"}}})
			}
		}
		for _, sort := range []string{"", "dn", "class", "outcome", "severity", "cloud"} {
			out = append(out, Request{Matches: &MatchesQuery{Sort: sort, Desc: desc, Facets: true}},
				Request{Matches: &MatchesQuery{Sort: sort, Desc: desc, Facets: true, Filter: MatchesFilter{Severity: []string{SeverityInfo, SeverityError}, Search: "@"}}})
		}
		for _, sort := range []string{"", "name", "class", "fate", "severity"} {
			out = append(out, Request{Accounts: &AccountsQuery{Sort: sort, Desc: desc, Facets: true}},
				Request{Accounts: &AccountsQuery{Sort: sort, Desc: desc, Facets: true, Filter: AccountsFilter{Fate: []string{FateStays}, Search: "8"}}})
		}
	}
	return append(out, Request{Pictures: &struct{}{}})
}

// answer is what a session says to a request, as it travels.
func answer(s *Session, r Request) string {
	text, err := json.Marshal(s.Do(&r, nil))
	if err != nil {
		panic(err)
	}
	return string(text)
}

// What is made in idle time changes no answer, whether it is done, under way or not
// begun.
func TestIdleWorkChangesNoAnswer(t *testing.T) {
	const people = 60
	plain, begun, done := loadCrowd(t, people, Settings{}), loadCrowd(t, people, Settings{}), loadCrowd(t, people, Settings{})
	for done.Prepare() {
	}
	for a := range done.aheads {
		if !a.done {
			t.Error("there is work left")
		}
	}
	for i, q := range questions() {
		if i%10 == 0 {
			plain.Change(Settings{}, nil) // forgets what was made
		}
		want := answer(plain, q)
		for a := range begun.aheads {
			if i%5 == 0 {
				a.step()
			}
		}
		for name, s := range map[string]*Session{"done": done, "under way": begun} {
			if got := answer(s, q); got != want {
				t.Errorf("%s, question %d:\n%.2000s\nin place of\n%.2000s", name, i, got, want)
			}
		}
	}
}

// The texts of a list are in the same order whether they were sorted ahead, or at
// once for the rows under a filter.
func TestRankingsOrderAsTextsDo(t *testing.T) {
	s := loadCrowd(t, 300, Settings{})
	sets := map[string]rowSet{}
	for _, sort := range []string{"cn", "dn", "value"} {
		set := rowSet{n: s.checked.Len()}
		s.orderFindings(&set, sort)
		sets["findings by "+sort] = set
	}
	for _, sort := range []string{"dn", "cloud"} {
		set := rowSet{n: s.matched.Len()}
		s.orderMatches(&set, sort)
		sets["matches by "+sort] = set
	}
	for _, sort := range []string{"name", "dn"} {
		set, cloud := rowSet{n: s.onprem.Len()}, rowSet{n: s.cloud.Len()}
		s.orderObjects(&set, s.onprem, ObjectsQuery{Sort: sort})
		s.orderObjects(&cloud, s.cloud, ObjectsQuery{Sort: sort, Cloud: true})
		sets["objects by "+sort], sets["cloud objects by "+sort] = set, cloud
	}
	set := rowSet{n: s.matched.CloudLen()}
	s.orderAccounts(&set, "name")
	sets["accounts by name"] = set
	for name, set := range sets {
		for _, set.desc = range []bool{false, true} {
			if set.n == 0 || set.ranking == nil {
				t.Fatalf("%s: %d rows, ranking %v", name, set.n, set.ranking)
			}
			ranked, sorted := make([]uint32, set.n), make([]uint32, set.n)
			for i := range ranked {
				ranked[i], sorted[i] = uint32(i), uint32(i)
			}
			sortRows(ranked, set)
			atOnce := set
			atOnce.ranking = nil
			sortRows(sorted, atOnce)
			if !slices.Equal(ranked, sorted) {
				t.Errorf("%s, descending %v: another order", name, set.desc)
			}
		}
	}
}

// New settings and a new load put an end to work under way, and make it anew.
func TestNewEvaluationRenewsIdleWork(t *testing.T) {
	s := loadCrowd(t, 2000, Settings{})
	step := func() {
		for a := range s.aheads {
			a.step()
			a.step()
		}
	}
	step()
	changed := Settings{ExcludeOU: []string{"OU=Site 1,DC=contoso,DC=com"}, VerifiedDomains: []string{"corp.local"}}
	s.Change(changed, nil)
	step()
	fresh := loadCrowd(t, 2000, changed)
	for i, q := range []Request{
		{Findings: &FindingsQuery{Sort: "value", Facets: true}},
		{Objects: &ObjectsQuery{Sort: "scope", Desc: true, Facets: true}},
		{Groups: &GroupsQuery{By: GroupValue, Sort: "name"}},
		{Matches: &MatchesQuery{Sort: "cloud", Facets: true}},
	} {
		if got, want := answer(s, q), answer(fresh, q); got != want {
			t.Errorf("question %d: %.1000s\nin place of\n%.1000s", i, got, want)
		}
	}
	s.reset()
	for a := range s.aheads {
		if a.step() {
			t.Error("work without a load")
		}
	}
}

// A decision renews what is counted and chosen by decision, and no order.
func TestDecisionsRenewLists(t *testing.T) {
	s := loadCrowd(t, 300, Settings{})
	open := FindingsQuery{Filter: FindingsFilter{Decision: []string{DecisionOpen}, Search: "person"}, Sort: "value", Facets: true}
	before := s.Findings(open)
	first := before.Rows[0].Finding
	if _, f := s.Decide(DecideRequest{Findings: []uint32{first}, Action: "keep"}); f != nil {
		t.Fatal(f)
	}
	after := s.Findings(open)
	if after.Total != before.Total-1 || after.Rows[0].Finding != before.Rows[1].Finding {
		t.Errorf("%d of %d findings are open, the first is %d", after.Total, before.Total, after.Rows[0].Finding)
	}
	kept := FindingsQuery{Filter: FindingsFilter{Decision: []string{"keep"}, Search: "person"}, Sort: "value"}
	if p := s.Findings(kept); p.Total != 1 || p.Rows[0].Finding != first {
		t.Errorf("kept: %v", p.Rows)
	}
	s.History(HistoryRequest{})
	if p := s.Findings(kept); p.Total != 0 {
		t.Errorf("kept after it was taken back: %v", p.Rows)
	}
}

// Work goes on where it paused, is done once, and ends when nobody wants it any more.
func TestWorkIsFinishedOnce(t *testing.T) {
	var a ahead
	steps := 0
	a.begin(func(pause func()) {
		for range 3 {
			steps++
			pause()
		}
	})
	if !a.step() || steps != 1 {
		t.Errorf("%d steps after the first pause", steps)
	}
	a.finish()
	a.finish()
	if !a.done || steps != 3 || a.step() {
		t.Errorf("%d steps, done %v", steps, a.done)
	}
	a.begin(func(pause func()) {
		defer func() { steps = 0 }()
		pause()
		steps = 100
	})
	a.step()
	a.drop()
	if steps != 0 {
		t.Error("dropped work went on")
	}
}
