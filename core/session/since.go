package session

import (
	"cmp"
	"slices"

	"presync/core/directory"
	"presync/core/report"
	"presync/core/rules"
)

// since is the comparison with an earlier run.
type since struct {
	baseline *report.Document
	diff     *report.Diff // nil until it is asked for
	list     listing
	rules    []string // ids by code: the catalogue, then rules of the earlier run only
}

// SetBaseline compares from now on with an earlier run; nil ends that.
func (s *Session) SetBaseline(d *report.Document) {
	s.since = since{baseline: d}
	s.matches = listing{} // may be chosen by the earlier outcome
	if s.overview != nil {
		s.overview.Since = s.sinceWhen()
	}
}

// sinceWhen is when the earlier run was made; "" when there is none.
func (s *Session) sinceWhen() string {
	if s.since.baseline == nil {
		return ""
	}
	return cmp.Or(s.since.baseline.Made, "?")
}

// Diff is the comparison with the earlier run, nil when there is none. It is made
// when first asked for after an evaluation.
func (s *Session) Diff() *report.Diff {
	c := &s.since
	if c.baseline == nil || c.diff != nil {
		return c.diff
	}
	c.diff = report.Compare(c.baseline, s.present(report.LevelFull, false))
	for _, r := range rules.Catalogue() {
		c.rules = append(c.rules, r.ID)
	}
	for _, e := range c.diff.Lost {
		if !slices.Contains(c.rules, e.Rule) {
			c.rules = append(c.rules, e.Rule)
		}
	}
	return c.diff
}

// sinceChanges are the words for what became of a finding, in the order of the list.
var sinceChanges = []string{
	report.ChangeNew, report.ChangeChanged, report.ChangeFixed, report.ChangeGone, report.ChangeUnchecked, report.ChangeSame,
}

// Since answers with a page of the findings of both runs: first those of this one in
// their order, then those that only the earlier one has.
func (s *Session) Since(q SinceQuery) (*SincePage, *Failure) {
	d := s.Diff()
	if d == nil {
		return nil, failure("no-baseline")
	}
	if q.Row != nil {
		if int(*q.Row) >= len(d.Changes)+len(d.Lost) {
			return nil, failure("gone")
		}
		return &SincePage{Total: 1, Rows: []SinceRow{s.sinceRow(*q.Row)}}, nil
	}
	l := &s.since.list
	s.listSince(l, q.Filter, q.Sort, q.Desc)
	rows, offset := l.page(q.Offset, q.Limit)
	p := &SincePage{Total: int64(len(l.rows)), All: int64(len(d.Changes) + len(d.Lost)), Offset: offset, Rows: []SinceRow{}}
	for _, r := range rows {
		p.Rows = append(p.Rows, s.sinceRow(r))
	}
	if q.Facets {
		p.Facets = l.facets
	}
	if q.Totals {
		c := d.Comparison
		c.Missing = nil
		p.Comparison = &c
	}
	return p, nil
}

func (s *Session) listSince(l *listing, f SinceFilter, sort string, desc bool) {
	d := s.since.diff
	set := rowSet{n: len(d.Changes) + len(d.Lost), fields: s.sinceFields(f), search: f.Search, desc: desc}
	now := s.searchFindings()
	set.found = func(row uint32, find *finder) bool {
		if e, lost := s.lost(row); lost {
			return find.in([]byte(d.ObjectOf(e).DN)) || find.in([]byte(e.Value))
		}
		return now(row, find)
	}
	s.orderSince(&set, sort)
	l.fill(cacheKey("since", f), cacheKey(sort, desc), set)
}

// lost is the finding of the earlier run in a row, false for one of this run.
func (s *Session) lost(row uint32) (report.Earlier, bool) {
	d := s.since.diff
	if i := int(row) - len(d.Changes); i >= 0 {
		return d.Lost[i], true
	}
	return report.Earlier{}, false
}

func (s *Session) changeOf(row uint32) string {
	if e, lost := s.lost(row); lost {
		return e.Change
	}
	return s.since.diff.Changes[row]
}

// coded is a property of a row: of a finding of this run by its number, of an earlier
// one by its word.
func (s *Session) coded(now func(f rules.Finding) int, was func(e report.Earlier) int) func(row uint32) int {
	return func(row uint32) int {
		if e, lost := s.lost(row); lost {
			return was(e)
		}
		return now(s.checked.At(int(row)))
	}
}

func (s *Session) sinceFields(f SinceFilter) []facetField {
	severityName := func(c int) string { return (rules.Error - rules.Severity(c)).String() }
	return []facetField{
		{name: "change", values: len(sinceChanges), chosen: f.Change,
			code:  func(row uint32) int { return max(0, slices.Index(sinceChanges, s.changeOf(row))) },
			label: func(c int) string { return sinceChanges[c] }},
		{name: "severity", values: int(rules.Error) + 1, chosen: f.Severity, label: severityName,
			code: s.coded(func(f rules.Finding) int { return int(rules.Error - f.Severity) }, func(e report.Earlier) int {
				for c := range int(rules.Error) {
					if severityName(c) == e.Severity {
						return c
					}
				}
				return int(rules.Error)
			})},
		{name: "attribute", values: directory.AttrCount, chosen: f.Attribute,
			label: func(c int) string { return directory.Attr(c).String() },
			code: s.coded(func(f rules.Finding) int { return int(f.Attr) }, func(e report.Earlier) int {
				a, _ := directory.AttrByName(e.Attribute)
				return int(a)
			})},
		{name: "rule", values: len(s.since.rules), chosen: f.Rule, label: func(c int) string { return s.since.rules[c] },
			code: s.coded(func(f rules.Finding) int { return int(f.Rule) }, func(e report.Earlier) int { return slices.Index(s.since.rules, e.Rule) })},
		{name: "class", values: int(directory.Other) + 1, chosen: f.Class,
			label: func(c int) string { return directory.Class(c).String() },
			code: s.coded(func(f rules.Finding) int { return int(s.onprem.Class(f.Object)) }, func(e report.Earlier) int {
				class, _ := directory.ClassByName(s.since.diff.ObjectOf(e).Class)
				return int(class)
			})},
	}
}

func (s *Session) orderSince(set *rowSet, sort string) {
	for i, field := range set.fields {
		if field.name == cmp.Or(sort, "change") {
			set.rank = func(row uint32) uint64 { return uint64(set.fields[i].code(row)) }
		}
	}
	text := func(now func(f rules.Finding) []byte, was func(e report.Earlier) []byte) {
		set.text = func(row uint32) []byte {
			if e, lost := s.lost(row); lost {
				return was(e)
			}
			return now(s.checked.At(int(row)))
		}
	}
	switch sort {
	case "dn":
		text(func(f rules.Finding) []byte { return sortableDN(s.onprem.Get(f.Object, directory.DN)) },
			func(e report.Earlier) []byte { return sortableDN([]byte(s.since.diff.ObjectOf(e).DN)) })
	case "value":
		text(s.findingValue, func(e report.Earlier) []byte { return []byte(e.Value) })
	}
}

func (s *Session) sinceRow(n uint32) SinceRow {
	if e, lost := s.lost(n); lost {
		o := s.since.diff.ObjectOf(e)
		return SinceRow{Row: n, Change: e.Change, DN: o.DN, CN: o.Name, Class: o.Class, Attribute: e.Attribute, Value: e.Value, Rule: e.Rule, Severity: e.Severity}
	}
	f := s.findingRow(n)
	row := SinceRow{
		Row: n, Change: s.changeOf(n), Finding: &n, DN: f.DN, CN: f.CN, Class: f.Class, Attribute: f.Attribute, Value: f.Value, Rule: f.Rule, Severity: f.Severity,
	}
	if e, ok := s.since.diff.Was[int(n)]; ok {
		row.Was = &Was{Value: e.Value, Severity: e.Severity}
	}
	return row
}

// earlierField narrows verdicts to those with certain outcomes in the earlier run, by
// rows of the decision table; NoEarlier stands for none.
func (s *Session) earlierField(chosen []string) (facetField, bool) {
	d := s.Diff()
	if d == nil || len(d.Before) == 0 {
		return facetField{}, false
	}
	return yesField("before", func(row uint32) bool {
		return slices.Contains(chosen, cmp.Or(d.Before[row], NoEarlier))
	}), true
}

// NoEarlier stands in filters for objects that the earlier run did not have.
const NoEarlier = "none"
