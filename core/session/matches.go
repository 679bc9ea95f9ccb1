package session

import (
	"slices"

	"presync/core/directory"
	"presync/core/match"
)

// Matches answers with a page of verdicts.
func (s *Session) Matches(q MatchesQuery) *MatchesPage {
	s.listMatches(&s.matches, q.Filter, q.Sort, q.Desc)
	rows, offset := s.matches.page(q.Offset, q.Limit)
	p := &MatchesPage{Total: int64(len(s.matches.rows)), All: int64(s.matched.Len()), Offset: offset, Rows: []MatchRow{}}
	for _, r := range rows {
		row := s.matchRow(r)
		if v := s.matched.At(int(r)); v.Object != directory.NoID {
			row.Unit = s.unitTree().of[v.Object]
		}
		p.Rows = append(p.Rows, row)
	}
	if q.Facets {
		p.Facets, p.Labels = s.matches.facets, s.labels(q.Filter.Unit, q.Filter.Domain)
	}
	if q.Tree != nil {
		p.Tree = s.tree(s.matches.units, q.Filter.Unit, *q.Tree)
	}
	return p
}

func (s *Session) listMatches(l *listing, f MatchesFilter, sort string, desc bool) {
	set := rowSet{kind: "matches", n: s.matched.Len(), fields: s.matchFields(f), search: f.Search, desc: desc}
	set.profiles = []*profile{&s.profiles[profileMatch], &s.profiles[profileMatchPlace]}
	set.found = s.searchMatches()
	s.orderMatches(&set, sort)
	l.fill(cacheKey("matches", f), cacheKey(sort, desc), set)
}

func (s *Session) matchFields(f MatchesFilter) []facetField {
	places := s.unitTree()
	fields := []facetField{
		{name: "outcome", values: len(outcomes), chosen: f.Outcome,
			code:  func(row uint32) int { return outcomeOf[s.matched.At(int(row)).Row] },
			label: func(c int) string { return outcomes[c] }},
		{name: "row", values: rowCount, chosen: f.Row,
			code:  func(row uint32) int { return int(s.matched.At(int(row)).Row) },
			label: func(c int) string { return match.Row(c).String() }},
		{name: "severity", values: int(match.Error) + 1, chosen: f.Severity,
			code:  func(row uint32) int { return int(match.Error - s.matched.At(int(row)).Severity) },
			label: func(c int) string { return (match.Error - match.Severity(c)).String() }},
		{name: "class", values: int(directory.Other) + 1, chosen: f.Class,
			code:  func(row uint32) int { return int(s.matchClass(s.matched.At(int(row)))) },
			label: func(c int) string { return directory.Class(c).String() }},
		s.unitField(f.Unit, func(row uint32) uint32 {
			if v := s.matched.At(int(row)); v.Object != directory.NoID {
				return places.of[v.Object]
			}
			return noUnit
		}),
		domainField(s.allDomains(), f.Domain, s.matchDomain()),
	}
	if len(f.Fate) > 0 {
		fields = append(fields, s.flowField(f.Fate))
	}
	if len(f.Before) > 0 {
		if earlier, ok := s.earlierField(f.Before); ok {
			fields = append(fields, earlier)
		}
	}
	return fields
}

// rowCount sizes tables indexed by match.Row.
var rowCount = len(match.Rows()) + 1

// outcomes lists the outcome codes, some of which several rows share, and
// outcomeOf gives the place of a row's code in it.
var outcomes, outcomeOf = outcomeTable()

func outcomeTable() ([]string, []int) {
	var codes []string
	of := make([]int, rowCount)
	for _, r := range match.Rows() {
		if !slices.Contains(codes, r.Outcome()) {
			codes = append(codes, r.Outcome())
		}
		of[r] = slices.Index(codes, r.Outcome())
	}
	return codes, of
}

// matchClass is the class of the on-premises object, or of the cloud object that
// nobody claims.
func (s *Session) matchClass(v match.Verdict) directory.Class {
	if v.Object != directory.NoID {
		return s.onprem.Class(v.Object)
	}
	return s.matched.CloudClass(v)
}

// matchDomain is the domain of the on-premises object, or of the cloud object that
// nobody claims.
func (s *Session) matchDomain() func(row uint32) uint32 {
	d := s.allDomains()
	return func(row uint32) uint32 {
		v := s.matched.At(int(row))
		if v.Object != directory.NoID {
			return d.onprem[v.Object]
		}
		if id, ok := s.matched.CloudObject(v); ok {
			return d.cloud[id]
		}
		return 0
	}
}

func (s *Session) searchMatches() func(row uint32, find *finder) bool {
	o := objectFinder{attrs: attrSet(directory.DN, directory.CN, directory.DisplayName,
		directory.UserPrincipalName, directory.Mail, directory.PrimarySMTP, directory.CloudID)}
	return func(row uint32, find *finder) bool {
		v := s.matched.At(int(row))
		if v.Object != directory.NoID && o.in(s.onprem, v.Object, find) {
			return true
		}
		c, ok := s.matched.CloudObject(v)
		return ok && o.in(s.cloud, c, find)
	}
}

func (s *Session) orderMatches(set *rowSet, sort string) {
	at := func(row uint32) match.Verdict { return s.matched.At(int(row)) }
	switch sort {
	case "dn":
		s.orderBy(set, rankName, s.onPremItem)
	case "cloud":
		s.orderBy(set, rankCloudName, s.cloudItem)
	case "class":
		set.rank = func(row uint32) uint64 { return uint64(s.matchClass(at(row))) }
	case "outcome":
		set.rank = func(row uint32) uint64 { return uint64(at(row).Row) }
	default:
		set.rank = func(row uint32) uint64 { return uint64(match.Error - at(row).Severity) }
	}
}

func (s *Session) matchRow(n uint32) MatchRow {
	v := s.matched.At(int(n))
	row := MatchRow{
		Verdict: n, Outcome: v.Row.Outcome(), Row: v.Row.String(), Severity: v.Severity.String(),
		Class: s.matchClass(v).String(), CloudID: s.matched.CloudID(v),
		Keys: v.Keys.Names(), Assumed: len(s.matched.Assumptions(v)),
	}
	for _, r := range v.Also.List() {
		row.Also = append(row.Also, r.String())
	}
	if c, ok := s.matched.CloudObject(v); ok {
		row.Cloud = s.cloud.Name(c)
	}
	if v.Object != directory.NoID {
		row.DN, row.Name = s.onprem.Text(v.Object, directory.DN), s.onprem.Name(v.Object)
	} else {
		row.Name = row.Cloud
	}
	return row
}

// Match answers with everything about one verdict.
func (s *Session) Match(n uint32) (*MatchDetail, *Failure) {
	if int(n) >= s.matched.Len() {
		return nil, failure("gone")
	}
	v := s.matched.At(int(n))
	d := &MatchDetail{
		Row: s.matchRow(n), Explanation: s.matched.Explain(v), Remedy: s.matched.Remedy(v),
		Certainty: s.matched.Certainty(v), Assumptions: s.matched.Assumptions(v),
		AssumptionIDs: v.Assumptions.Names(),
		Notes:         s.matched.Notes(v), Recipe: s.matched.Recipe(v), Evidence: []Evidence{},
		Near: s.nearMisses(s.matched.NearMisses(v)),
	}
	for _, e := range s.matched.Evidence(v) {
		d.Evidence = append(d.Evidence, Evidence{Key: e.Key, OnPrem: e.OnPrem, Cloud: e.Cloud, Equal: e.Equal})
	}
	for _, e := range s.matched.Effects(v) {
		d.Effects = append(d.Effects, Effect{Attribute: e.Attribute, Before: e.Before, After: e.After, Kind: string(e.Kind)})
	}
	if v.Object != directory.NoID {
		o := s.view(s.onprem, v.Object)
		d.OnPrem = &o
	}
	if c, ok := s.matched.CloudObject(v); ok {
		o := s.view(s.cloud, c)
		d.Cloud = &o
	}
	return d, nil
}
