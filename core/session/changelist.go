package session

import (
	"slices"

	"presync/core/change"
	"presync/core/directory"
)

// maxProblems bounds the problems that a list of changes holds.
const maxProblems = 200

// changePlace is a row of the list of changes: a value that changes. The words of a
// row are made when it is shown.
type changePlace struct {
	object  directory.ID // the record that stands for the object
	finding uint32       // decided about
	attr    directory.Attr
	action  change.Action
	nth     uint16 // value of the change
}

// changeList is the list of the changes of one state of the decisions, ordered by
// object and attribute.
type changeList struct {
	serial  int64 // of the decisions and 1; 0: not made yet
	places  []changePlace
	listing listing
}

// ListChanges answers with a page of the changes that the decisions make.
func (s *Session) ListChanges(q ChangesListQuery) *ChangesList {
	l := s.fillChanges(q)
	rows, offset := l.listing.page(q.Offset, q.Limit)
	out := &ChangesList{
		Serial: s.decided.serial, Total: int64(len(l.listing.rows)), Objects: l.objects(), All: int64(len(l.places)),
		Offset: offset, Rows: []ChangeRow{},
	}
	for i, n := range rows {
		row := s.changeRow(l.places[n])
		row.Row = offset + int64(i)
		row.First = row.Row == 0 || l.places[l.listing.rows[row.Row-1]].object != l.places[n].object
		out.Rows = append(out.Rows, row)
	}
	if q.Facets {
		out.Facets = l.listing.facets
	}
	if q.Problems {
		out.Problems = s.changeProblems()
	}
	return out
}

// objects counts the objects under the filter.
func (l *changeList) objects() (n int64) {
	last := directory.NoID
	for _, row := range l.listing.rows {
		if id := l.places[row].object; id != last {
			n, last = n+1, id
		}
	}
	return n
}

// changesOf collapses the decisions about one object.
func (s *Session) changesOf(id directory.ID) *change.Set {
	t := s.counter()
	t.list = s.decisionsOf(t.list[:0], id)
	return t.collapser.Collapse(t.list)
}

// placeChanges finds all values that change.
func (s *Session) placeChanges(l *changeList) {
	if l.serial == s.decided.serial+1 {
		return
	}
	*l = changeList{serial: s.decided.serial + 1, places: l.places[:0]}
	stuck := map[directory.ID][]directory.Attr{}
	for _, p := range s.circle() {
		stuck[p.Object] = append(stuck[p.Object], p.Attr)
	}
	t := s.counter()
	for id, n := range t.objects {
		if n&(1<<problemShift-1) == 0 {
			continue
		}
		t.list = s.decisionsOf(t.list[:0], directory.ID(id))
		t.collapser.Each(t.list, func(c *change.Change) {
			if !slices.Contains(stuck[c.Object], c.Attr) {
				l.add(c)
			}
		})
	}
}

func (l *changeList) add(c *change.Change) {
	for n, v := range c.Values {
		l.places = append(l.places, changePlace{
			object: c.Object, finding: c.Decisions[n].Finding - 1, attr: c.Attr, action: v.Action(), nth: uint16(n),
		})
	}
}

// fillChanges chooses the rows under a filter.
func (s *Session) fillChanges(q ChangesListQuery) *changeList {
	l := &s.changes
	s.placeChanges(l)
	rows := rowSet{n: len(l.places), search: q.Search, found: s.searchChanges(l), fields: []facetField{
		{name: "class", values: int(directory.Other) + 1, chosen: q.Class,
			code:  func(row uint32) int { return int(s.onprem.Class(l.places[row].object)) },
			label: func(c int) string { return directory.Class(c).String() }},
		{name: "attribute", values: directory.AttrCount, chosen: q.Attribute,
			code:  func(row uint32) int { return int(l.places[row].attr) },
			label: func(c int) string { return directory.Attr(c).String() }},
		{name: "action", values: int(change.Add) + 1, chosen: q.Action,
			code:  func(row uint32) int { return int(l.places[row].action) },
			label: func(c int) string { return change.Action(c).String() }},
	}}
	l.listing.fill(cacheKey("changes", q.Search, q.Class, q.Attribute, q.Action), "as they are", rows)
	return l
}

// searchChanges looks in the distinguished name, in the value that goes and in the
// one that comes.
func (s *Session) searchChanges(l *changeList) func(row uint32, find *finder) bool {
	last, inName := directory.NoID, false
	return func(row uint32, find *finder) bool {
		p := l.places[row]
		if p.object != last {
			last, inName = p.object, find.in(s.onprem.Get(p.object, directory.DN))
		}
		if inName || p.action != change.Remove && find.in(s.texts.get(s.decided.of(p.finding).value)) {
			return true
		}
		return p.action != change.Add && find.in(s.findingValue(s.checked.At(int(p.finding))))
	}
}

// changeRow describes a row.
func (s *Session) changeRow(p changePlace) ChangeRow {
	set := s.changesOf(p.object)
	for i := range set.Changes {
		if c := &set.Changes[i]; c.Attr == p.attr {
			return s.describeChange(c, int(p.nth))
		}
	}
	return ChangeRow{} // not reached: the place comes from this state of the decisions
}

func (s *Session) describeChange(c *change.Change, nth int) ChangeRow {
	v, d := c.Values[nth], &c.Decisions[nth]
	reason, by := s.words(d)
	finding := d.Finding - 1
	return ChangeRow{
		Object: uint32(c.Object), DN: c.DN, Name: c.Name, Class: c.Class.String(), Attribute: c.Attr.String(),
		Before: directory.FormatValue(c.Attr, v.Old), After: directory.FormatValue(c.Attr, v.New),
		Action: v.Action().String(), Reason: reason.String(), Decided: by.String(), Note: d.Note, Finding: &finding,
	}
}

// changeProblems lists the decisions without effect.
func (s *Session) changeProblems() []ChangeProblem {
	var out []ChangeProblem
	add := func(list []change.Problem) {
		for _, p := range list[:min(len(list), maxProblems-len(out))] {
			out = append(out, ChangeProblem{DN: p.DN, Object: uint32(p.Object), Attribute: p.Attr.String(), Text: p.Text})
		}
	}
	for id, n := range s.counter().objects {
		if n>>problemShift > 0 && len(out) < maxProblems {
			set := s.changesOf(directory.ID(id))
			add(set.Problems[:set.Collapsed])
		}
	}
	add(s.circle())
	return out
}
