package session

import (
	"reflect"
	"slices"
	"testing"
)

// A list is chosen and counted by profiles as it is field by field.
func TestProfilesCountAsFieldsDo(t *testing.T) {
	s := loadCrowd(t, 300, Settings{})
	check := func(name string, set rowSet, profiles ...int) {
		for _, which := range profiles {
			set.profiles = append(set.profiles, &s.profiles[which])
		}
		var packed, plain listing
		packed.fill("key", "", set)
		set.profiles = nil
		plain.fill("key", "", set)
		if !slices.Equal(packed.rows, plain.rows) || !reflect.DeepEqual(packed.facets, plain.facets) || !slices.Equal(packed.units, plain.units) {
			t.Errorf("%s: %d rows, %v\nin place of %d rows, %v", name, len(packed.rows), packed.facets, len(plain.rows), plain.facets)
		}
	}
	for _, f := range []FindingsFilter{
		{}, {Search: "1"}, {Search: "nobody at all"}, {Severity: []string{SeverityWarning}}, {Unit: []string{"2", "5"}}, {Severity: []string{SeverityWarning}, Class: []string{"user"}, Unit: []string{"1"}},
		{Domain: []string{"1"}, Attribute: []string{"mail", "proxyAddresses"}, Decision: []string{DecisionOpen}}, {Search: "1", Rule: []string{s.findingRow(0).Rule}},
	} {
		check("findings "+cacheKey(f), rowSet{n: s.checked.Len(), fields: s.findingFields(f), search: f.Search, found: s.searchFindings()}, profileFinding, profileFindingPlace)
	}
	for _, f := range []ObjectsFilter{{}, {State: []string{StateError}, Unit: []string{"2"}}, {Scope: []string{ScopeIn}, Class: []string{"user"}}} {
		check("objects "+cacheKey(f), rowSet{n: s.onprem.Len(), fields: s.objectFields(s.onprem, ObjectsQuery{Filter: f})}, profileObject, profileObjectPlace)
	}
	for _, f := range []MatchesFilter{{}, {Severity: []string{SeverityInfo, SeverityError}}, {Unit: []string{"2"}, Class: []string{"user"}}, {Fate: []string{FateStays, FateTakenOver, FlowNew}}} {
		check("matches "+cacheKey(f), rowSet{n: s.matched.Len(), fields: s.matchFields(f)}, profileMatch, profileMatchPlace)
	}
}

// benchmarkCrowd is a directory with some 200,000 findings.
func benchmarkCrowd(b *testing.B) *Session {
	s := loadCrowd(b, 30_000, Settings{})
	for s.Prepare() {
	}
	b.ReportMetric(float64(s.checked.Len()), "findings")
	return s
}

// benchmarkList times a list that is not there yet.
func benchmarkList(b *testing.B, q FindingsQuery) {
	s := benchmarkCrowd(b)
	q.Facets = true
	for b.Loop() {
		s.findings = listing{}
		s.Findings(q)
	}
}

func BenchmarkListFindings(b *testing.B) { benchmarkList(b, FindingsQuery{}) }

func BenchmarkListFindingsFiltered(b *testing.B) {
	benchmarkList(b, FindingsQuery{Filter: FindingsFilter{Severity: []string{SeverityError}, Unit: []string{"1"}}})
}

func BenchmarkListFindingsByName(b *testing.B) { benchmarkList(b, FindingsQuery{Sort: "cn"}) }

func BenchmarkListFindingsSearched(b *testing.B) {
	benchmarkList(b, FindingsQuery{Filter: FindingsFilter{Search: "nobody at all"}})
}

func benchmarkGroups(b *testing.B, q GroupsQuery) {
	s := benchmarkCrowd(b)
	for b.Loop() {
		s.grouped = groups{}
		s.Groups(q)
	}
}

func BenchmarkGroupsByObject(b *testing.B) { benchmarkGroups(b, GroupsQuery{By: GroupObject}) }

func BenchmarkGroupsByValue(b *testing.B) { benchmarkGroups(b, GroupsQuery{By: GroupValue}) }

func BenchmarkRankNames(b *testing.B) {
	s := benchmarkCrowd(b)
	for b.Loop() {
		s.beginStoreRanks()
		s.ranks[rankName].finish()
	}
}

func BenchmarkListMatchesSearched(b *testing.B) {
	s := benchmarkCrowd(b)
	for b.Loop() {
		s.matches = listing{}
		s.Matches(MatchesQuery{Filter: MatchesFilter{Search: "nobody at all"}})
	}
}
