package session

import (
	"cmp"
	"slices"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/match"
	"presync/core/rules"
)

// touched marks objects by the gravest thing that concerns them.
type touched []uint8

const (
	touchedWarning uint8 = 1 << iota
	touchedError
)

// summarise counts everything that the overview shows, in one pass over the
// findings and one over the verdicts.
func (s *Session) summarise() *Overview {
	o := &Overview{
		Files:      s.reports,
		OnPrem:     s.side(s.onprem, ingest.OnPrem),
		Cloud:      s.side(s.cloud, ingest.Cloud),
		Settings:   s.settings,
		Times:      s.times,
		StoreBytes: s.onprem.Bytes() + s.cloud.Bytes(),
		Archive:    int64(len(s.archive)),
		Since:      s.sinceWhen(),
	}
	s.marks = make(touched, s.onprem.Len())
	s.countFindings(o)
	s.countVerdicts(o)
	s.countFlow(o)
	s.countScope(o)
	o.Decisions = *s.Decisions()
	for _, n := range s.checked.NotChecked() {
		o.NotChecked = append(o.NotChecked, NotChecked{
			Rule: rules.Catalogue()[n.Rule].ID, Attribute: n.Missing.String(), Objects: int64(n.Objects),
		})
	}
	return o
}

func (s *Session) side(store *directory.Store, role ingest.Role) Side {
	once := func(directory.ID) bool { return true }
	side := Side{Objects: int64(store.Len())}
	if role == ingest.Cloud && s.repeats.Len() > 0 {
		side.Objects -= int64(s.repeats.Len())
		once = func(id directory.ID) bool { return s.repeats.First(id) == id }
	}
	for _, r := range s.reports {
		if r.Role == role {
			side.Files++
			side.Skipped += r.Skipped
		}
	}
	var n [directory.Other + 1]int64
	for id := range store.Len() {
		if id := directory.ID(id); once(id) {
			n[store.Class(id)]++
		}
	}
	for _, c := range []directory.Class{directory.User, directory.Group, directory.Contact,
		directory.Computer, directory.Other, directory.ClassUnknown} {
		if n[c] > 0 {
			side.Classes = append(side.Classes, Count{Key: c.String(), N: n[c]})
		}
	}
	return side
}

// tally counts occurrences and the objects they concern; findings come ordered by
// object, so the last object seen is enough to count distinct ones.
type tally struct {
	n, objects int64
	last       directory.ID
}

func (t *tally) add(id directory.ID) {
	if t.n == 0 || t.last != id {
		t.objects++
		t.last = id
	}
	t.n++
}

func (s *Session) countFindings(o *Overview) {
	catalogue := rules.Catalogue()
	byRule := make([]tally, len(catalogue))
	gravest := make([]rules.Severity, len(catalogue)) // among the findings of each rule
	var byAttr [directory.AttrCount]tally
	var graded [directory.AttrCount][rules.Error + 1]int64
	var bySeverity [rules.Error + 1]tally
	for i := range s.checked.Len() {
		f := s.checked.At(i)
		byRule[f.Rule].add(f.Object)
		gravest[f.Rule] = max(gravest[f.Rule], f.Severity)
		byAttr[f.Attr].add(f.Object)
		graded[f.Attr][f.Severity]++
		bySeverity[f.Severity].add(f.Object)
		switch f.Severity {
		case rules.Error:
			s.marks[f.Object] |= touchedError
		case rules.Warning:
			s.marks[f.Object] |= touchedWarning
		}
	}
	o.Findings = int64(s.checked.Len())
	for sev := range bySeverity {
		t := bySeverity[len(bySeverity)-1-sev]
		o.Severities = append(o.Severities, Count{
			Key: rules.Severity(len(bySeverity) - 1 - sev).String(), N: t.n, Objects: t.objects,
		})
	}
	for a, t := range byAttr {
		if t.n > 0 {
			o.Attributes = append(o.Attributes, Count{Key: directory.Attr(a).String(), N: t.n, Objects: t.objects})
		}
	}
	slices.SortStableFunc(o.Attributes, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
	for _, c := range o.Attributes {
		a, _ := directory.AttrByName(c.Key)
		o.ByAttribute = append(o.ByAttribute, SeverityCounts{
			Errors: graded[a][rules.Error], Warnings: graded[a][rules.Warning], Advice: graded[a][rules.Advice]})
	}
	missing := make([]int64, len(catalogue))
	for _, n := range s.checked.NotChecked() {
		missing[n.Rule] = max(missing[n.Rule], int64(n.Objects))
	}
	for i, r := range catalogue {
		// A rule that found something is as grave as that; one that did not, as
		// grave as it can be.
		severity := r.Severity
		if byRule[i].n > 0 {
			severity = gravest[i]
		}
		o.Rules = append(o.Rules, RuleCount{
			Rule: r.ID, Attribute: r.Attribute.String(), Severity: severity.String(),
			N: byRule[i].n, Objects: byRule[i].objects, NotChecked: missing[i],
		})
	}
}

func (s *Session) countVerdicts(o *Overview) {
	byRow := make([][match.Error + 1]int64, rowCount)
	cloud := make([]bool, rowCount)
	for i := range s.matched.Len() {
		v := s.matched.At(i)
		byRow[v.Row][v.Severity]++
		if v.Object == directory.NoID {
			cloud[v.Row] = true
			continue
		}
		o.Verdicts++
		switch v.Severity {
		case match.Error:
			s.marks[v.Object] |= touchedError
		case match.Warn:
			// Without a cloud export nothing can be matched; that is said once, not
			// held against every object.
			if s.cloud.Len() > 0 || v.Row != match.Indeterminate {
				s.marks[v.Object] |= touchedWarning
			}
		}
	}
	for row, by := range byRow {
		if c, ok := outcomeCount(match.Row(row), by[:]); ok {
			c.Cloud = cloud[row]
			o.Outcomes = append(o.Outcomes, c)
		}
	}
	slices.SortStableFunc(o.Outcomes, func(a, b OutcomeCount) int { return cmp.Compare(b.N, a.N) })
}

// outcomeCount sums a row up from its verdicts by severity; false when there are
// none.
func outcomeCount(row match.Row, by []int64) (OutcomeCount, bool) {
	c := OutcomeCount{Outcome: row.Outcome(), Row: row.String()}
	for sev, n := range by {
		switch {
		case n == 0:
			continue
		case c.N == 0:
			c.Severity = match.Severity(sev).String()
		case match.Severity(sev) == match.Error:
			c.Errors = n
		case match.Severity(sev) == match.Warn:
			c.Warnings = n
		}
		c.N += n
	}
	return c, c.N > 0
}

func (s *Session) countScope(o *Overview) {
	out := map[string]int64{}
	for id := range s.onprem.Len() {
		if f := s.scope(directory.ID(id)); f != "" {
			out[f]++
			continue
		}
		o.Readiness.add(s.marks[id])
	}
	for f, n := range out {
		o.OutOfScope = append(o.OutOfScope, Count{Key: f, N: n})
	}
	slices.SortFunc(o.OutOfScope, func(a, b Count) int {
		if a.N != b.N {
			return cmp.Compare(b.N, a.N)
		}
		return cmp.Compare(a.Key, b.Key)
	})
}
