package session

import (
	"strings"

	"presync/core/change"
	"presync/core/directory"
)

// maxProblems bounds the problems that a list of changes holds.
const maxProblems = 200

// ListChanges answers with a page of the changes that the decisions make.
func (s *Session) ListChanges(q ChangesListQuery) *ChangesList {
	set := s.changeSet()
	s.fillChanges(set, q)
	l := &s.changes
	out := &ChangesList{Serial: s.decided.serial, Total: int64(len(l.rows)), All: int64(len(s.changeRows)), Rows: []ChangeRow{}}
	var rows []uint32
	rows, out.Offset = l.page(q.Offset, q.Limit)
	out.Objects = s.changedObjects(l.rows)
	for i, n := range rows {
		row := s.changeRow(set, s.changeRows[n])
		row.Row = out.Offset + int64(i)
		row.First = row.Row == 0 || s.changeRows[l.rows[row.Row-1]].object(set) != row.object()
		out.Rows = append(out.Rows, row)
	}
	if q.Facets {
		out.Facets = l.facets
	}
	if q.Problems {
		for _, p := range set.Problems[:min(maxProblems, len(set.Problems))] {
			out.Problems = append(out.Problems, problemView(p))
		}
	}
	return out
}

func problemView(p change.Problem) ChangeProblem {
	return ChangeProblem{DN: p.DN, Object: uint32(p.Object), Attribute: p.Attr.String(), Text: p.Text}
}

// changePlace is a row of the list: a value of a change.
type changePlace struct {
	change uint32 // place in the set
	value  uint32 // place among the values of the change
}

func (p changePlace) object(set *change.Set) directory.ID { return set.Changes[p.change].Object }

func (r *ChangeRow) object() directory.ID { return directory.ID(r.Object) }

// fillChanges chooses the rows under a filter. The order is that of the set, in
// which the changes of an object stand together.
func (s *Session) fillChanges(set *change.Set, q ChangesListQuery) {
	if s.changesOf != set {
		s.changesOf, s.changes, s.changeRows = set, listing{}, s.changeRows[:0]
		for i := range set.Changes {
			for n := range set.Changes[i].Values {
				s.changeRows = append(s.changeRows, changePlace{uint32(i), uint32(n)})
			}
		}
	}
	of := func(row uint32) *change.Change { return &set.Changes[s.changeRows[row].change] }
	rows := rowSet{n: len(s.changeRows), search: q.Search, fields: []facetField{
		{name: "class", values: int(directory.Other) + 1, chosen: q.Class,
			code:  func(row uint32) int { return int(of(row).Class) },
			label: func(c int) string { return directory.Class(c).String() }},
		{name: "attribute", values: directory.AttrCount, chosen: q.Attribute,
			code:  func(row uint32) int { return int(of(row).Attr) },
			label: func(c int) string { return directory.Attr(c).String() }},
		{name: "action", values: int(change.Add) + 1, chosen: q.Action,
			code:  func(row uint32) int { return int(of(row).Values[s.changeRows[row].value].Action()) },
			label: func(c int) string { return change.Action(c).String() }},
	}}
	var buf []byte
	rows.found = func(row uint32, needle []byte) bool {
		c := of(row)
		v := c.Values[s.changeRows[row].value]
		return containsFold([]byte(c.DN), needle, &buf) || containsFold(v.Old, needle, &buf) || containsFold(v.New, needle, &buf)
	}
	s.changes.fill(cacheKey("changes", q.Search, q.Class, q.Attribute, q.Action), rows)
}

// changedObjects counts the objects of rows.
func (s *Session) changedObjects(rows []uint32) (n int64) {
	last := directory.NoID
	for _, row := range rows {
		if id := s.changeRows[row].object(s.changesOf); id != last {
			n, last = n+1, id
		}
	}
	return n
}

func (s *Session) changeRow(set *change.Set, p changePlace) ChangeRow {
	c := &set.Changes[p.change]
	v, d := c.Values[p.value], c.Decisions[p.value]
	row := ChangeRow{
		Object: uint32(c.Object), DN: c.DN, Name: c.Name, Class: c.Class.String(), Attribute: c.Attr.String(),
		Before: directory.FormatValue(c.Attr, v.Old), After: directory.FormatValue(c.Attr, v.New),
		Action: v.Action().String(), Decided: strings.TrimSpace(d.By.String()), Note: d.Note,
	}
	if !d.Reason.IsZero() {
		row.Reason = d.Reason.String()
	}
	if d.Finding > 0 {
		n := d.Finding - 1
		row.Finding = &n
	}
	return row
}
