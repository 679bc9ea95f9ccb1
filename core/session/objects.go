package session

import (
	"slices"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/rules"
)

// Scope words of ObjectsFilter beside the filter ids.
const (
	ScopeIn  = "in"
	ScopeOut = "out"
)

// State words of ObjectsFilter, counted as Readiness counts.
const (
	StateReady   = "ready"
	StateError   = "error"
	StateWarning = "warning"
)

// Objects answers with a page of objects.
func (s *Session) Objects(q ObjectsQuery) *ObjectsPage {
	store := s.onprem
	if q.Cloud {
		store = s.cloud
	}
	s.listObjects(store, q)
	rows, offset := s.objects.page(q.Offset, q.Limit)
	p := &ObjectsPage{Total: int64(len(s.objects.rows)), All: int64(store.Len()), Offset: offset, Rows: []ObjectRow{}}
	if q.Cloud {
		p.All -= int64(s.repeats.Len())
	}
	for _, r := range rows {
		p.Rows = append(p.Rows, s.objectRow(store, directory.ID(r), q.Cloud))
	}
	if q.Facets {
		p.Facets, p.Labels = s.objects.facets, s.labels(q.Filter.Unit, q.Filter.Domain)
	}
	if q.Tree != nil && !q.Cloud {
		p.Tree = s.tree(s.objects.units, q.Filter.Unit, *q.Tree)
	}
	return p
}

func (s *Session) listObjects(store *directory.Store, q ObjectsQuery) {
	f := q.Filter
	set := rowSet{kind: "objects", n: store.Len(), search: f.Search, desc: q.Desc, fields: s.objectFields(store, q)}
	if q.Cloud {
		set.kind = "cloud"
	} else {
		set.profiles = []*profile{&s.profiles[profileObject], &s.profiles[profileObjectPlace]}
	}
	set.found = searchObjects(store)
	s.orderObjects(&set, store, q)
	s.objects.fill(cacheKey(set.kind, f), cacheKey(q.Sort, q.Desc), set)
}

// searchObjects looks in the names of objects.
func searchObjects(store *directory.Store) func(row uint32, find *finder) bool {
	o := objectFinder{attrs: attrSet(directory.DN, directory.CN, directory.UserPrincipalName)}
	return func(row uint32, find *finder) bool {
		id := directory.ID(row)
		return o.in(store, id, find) || len(store.Get(id, directory.CN)) == 0 && find.in([]byte(store.Name(id)))
	}
}

func (s *Session) objectFields(store *directory.Store, q ObjectsQuery) []facetField {
	f := q.Filter
	d := s.allDomains()
	domain := d.onprem
	if q.Cloud {
		domain = d.cloud
	}
	fields := []facetField{
		{name: "class", values: int(directory.Other) + 1, chosen: f.Class,
			code:  func(row uint32) int { return int(store.Class(directory.ID(row))) },
			label: func(c int) string { return directory.Class(c).String() }},
	}
	if !q.Cloud {
		places := s.unitTree()
		fields = append(fields, s.stateField(f.State), s.scopeField(f.Scope),
			s.unitField(f.Unit, func(row uint32) uint32 { return places.of[row] }))
	}
	fields = append(fields, domainField(d, f.Domain, func(row uint32) uint32 { return domain[row] }))
	only := func(name string, keep func(id directory.ID) bool) {
		fields = append(fields, yesField(name, func(row uint32) bool { return keep(directory.ID(row)) }))
	}
	if f.File != nil && *f.File >= 0 && *f.File < len(s.reports) {
		only("file", func(id directory.ID) bool {
			return store.Files[store.Location(id).File].Origin == s.reports[*f.File].Index
		})
	} else if q.Cloud && s.repeats.Len() > 0 {
		only("once", func(id directory.ID) bool { return s.repeats.First(id) == id })
	}
	return fields
}

// The codes of an object's state.
const (
	stateOut = iota
	stateClean
	stateWarned
	stateFailed
	stateCount
)

// stateField narrows objects to those that count under a figure of Readiness. The
// ready ones include those with a warning.
func (s *Session) stateField(chosen []string) facetField {
	f := facetField{name: "state", values: stateCount, chosen: chosen}
	f.code = func(row uint32) int {
		m := s.marks[row]
		switch {
		case s.checked.Scope(directory.ID(row)) != rules.InScope:
			return stateOut
		case m&touchedError != 0:
			return stateFailed
		case m&touchedWarning != 0:
			return stateWarned
		}
		return stateClean
	}
	if len(chosen) > 0 {
		ready := slices.Contains(chosen, StateReady)
		f.open = []bool{false, ready, ready || slices.Contains(chosen, StateWarning), slices.Contains(chosen, StateError)}
	}
	f.list = func(n []int64) []Count {
		return []Count{{Key: StateError, N: n[stateFailed]}, {Key: StateWarning, N: n[stateWarned]},
			{Key: StateReady, N: n[stateClean] + n[stateWarned]}}
	}
	return f
}

// scopeField narrows objects by the filter that keeps them from being
// synchronised.
func (s *Session) scopeField(chosen []string) facetField {
	f := facetField{name: "scope", values: int(rules.ScopeCount), chosen: chosen,
		code: func(row uint32) int { return int(s.checked.Scope(directory.ID(row))) }}
	f.label = func(c int) string {
		if rules.ScopeFilter(c) == rules.InScope {
			return ScopeIn
		}
		return rules.ScopeFilter(c).String()
	}
	if slices.Contains(chosen, ScopeOut) {
		f.open = make([]bool, rules.ScopeCount)
		for c := range f.open {
			f.open[c] = rules.ScopeFilter(c) != rules.InScope || slices.Contains(chosen, ScopeIn)
		}
	}
	return f
}

func (s *Session) orderObjects(set *rowSet, store *directory.Store, q ObjectsQuery) {
	switch q.Sort {
	case "name":
		s.orderBy(set, sideRank(q.Cloud, rankName, rankCloudName), itself)
	case "dn": // what the second column shows
		s.orderBy(set, sideRank(q.Cloud, rankDN, rankCloudPlace), itself)
	case "class":
		set.rank = func(row uint32) uint64 { return uint64(store.Class(directory.ID(row))) }
	case "scope":
		if !q.Cloud {
			set.rank = func(row uint32) uint64 { return uint64(s.checked.Scope(directory.ID(row))) }
		}
	case "findings":
		if !q.Cloud {
			set.rank = func(row uint32) uint64 {
				from, to := s.findingRange(directory.ID(row))
				return uint64(to - from)
			}
		}
	}
}

// sideRank is the ranking of one side.
func sideRank(cloud bool, onprem, other int) int {
	if cloud {
		return other
	}
	return onprem
}

func (s *Session) objectRow(store *directory.Store, id directory.ID, cloud bool) ObjectRow {
	row := ObjectRow{
		Object: uint32(id), DN: store.Text(id, directory.DN), Name: store.Name(id), Class: store.Class(id).String(),
	}
	if cloud {
		row.DN = store.Text(id, directory.UserPrincipalName)
		return row
	}
	row.Scope, row.Unit = s.scope(id), s.unitTree().of[id]
	from, to := s.findingRange(id)
	row.Findings = to - from
	return row
}

// Object answers with everything about one object.
func (s *Session) Object(ref ObjectRef) (*ObjectDetail, *Failure) {
	store := s.onprem
	if ref.Cloud {
		store = s.cloud
	}
	id := directory.ID(ref.Object)
	if int(id) >= store.Len() {
		return nil, failure("gone")
	}
	d := &ObjectDetail{Object: s.view(store, id)}
	if ref.Cloud {
		return d, nil
	}
	s.mark(&d.Object)
	d.Scope = s.scope(id)
	d.Findings = s.findingsOf(id)
	// The verdicts of the on-premises objects come first, in the order of the store.
	row := s.matchRow(uint32(id))
	d.Verdict = &row
	return d, nil
}

// view shows an object with all values that presync keeps.
func (s *Session) view(store *directory.Store, id directory.ID) ObjectView {
	at := store.Location(id)
	v := ObjectView{
		Object: uint32(id), Cloud: store == s.cloud, Name: store.Name(id), DN: store.Text(id, directory.DN),
		Class: store.Class(id).String(), Line: int64(at.Line), Offset: at.Offset, Length: at.Length,
	}
	role := ingest.OnPrem
	if v.Cloud {
		role = ingest.Cloud
	}
	for _, r := range s.reports {
		if r.Role == role && r.Index == store.Files[at.File].Origin {
			v.File, v.FileIndex, v.Encoding, v.Packed = r.Name, r.Source, r.Encoding, r.Packed
		}
	}
	from, to := store.RefRange(id)
	place := map[directory.Attr]int{}
	for n := from; n < to; n++ {
		r := store.Ref(n)
		i, ok := place[r.Attr()]
		if !ok {
			i = len(v.Attributes)
			place[r.Attr()] = i
			v.Attributes = append(v.Attributes, AttrView{Name: r.Attr().String()})
		}
		v.Attributes[i].Values = append(v.Attributes[i].Values, directory.FormatValue(r.Attr(), store.Value(r)))
	}
	return v
}

// mark puts the findings of an on-premises object to the values that they are about.
func (s *Session) mark(v *ObjectView) {
	from, to := s.findingRange(directory.ID(v.Object))
	first, _ := s.onprem.RefRange(directory.ID(v.Object))
	for n := from; n < to; n++ {
		f := s.checked.At(n)
		i := slices.IndexFunc(v.Attributes, func(a AttrView) bool { return a.Name == f.Attr.String() })
		if i < 0 {
			i = len(v.Attributes)
			v.Attributes = append(v.Attributes, AttrView{Name: f.Attr.String(), Values: []string{}})
		}
		row := s.findingRow(uint32(n))
		m := ValueMark{Value: -1, Finding: uint32(n), Rule: row.Rule, Severity: row.Severity, Why: s.checked.Explain(f),
			Holders: row.Holders, Group: row.Group, Decision: row.Decision, NewValue: row.NewValue}
		for ref := first; f.Ref != rules.NoRef && ref <= f.Ref; ref++ {
			if s.onprem.Ref(ref).Attr() == f.Attr {
				m.Value++
			}
		}
		v.Attributes[i].Marks = append(v.Attributes[i].Marks, m)
	}
}
