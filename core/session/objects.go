package session

import (
	"presync/core/directory"
	"presync/core/ingest"
)

// Scope words of ObjectsQuery beside the filter ids.
const (
	ScopeIn  = "in"
	ScopeOut = "out"
)

// State words of ObjectsQuery, counted as Readiness counts.
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
	p := &ObjectsPage{Total: int64(len(s.objects.rows)), Offset: offset, Rows: []ObjectRow{}}
	for _, r := range rows {
		p.Rows = append(p.Rows, s.objectRow(store, directory.ID(r), q.Cloud))
	}
	return p
}

func (s *Session) listObjects(store *directory.Store, q ObjectsQuery) {
	var buf []byte
	set := rowSet{n: store.Len(), search: q.Search}
	set.found = func(row uint32, needle []byte) bool {
		id := directory.ID(row)
		return containsFold(store.Get(id, directory.DN), needle, &buf) ||
			containsFold([]byte(store.Name(id)), needle, &buf)
	}
	only := func(name string, keep func(id directory.ID) bool) {
		set.fields = append(set.fields, yesField(name, func(row uint32) bool { return keep(directory.ID(row)) }))
	}
	if q.Class != "" {
		only("class", func(id directory.ID) bool { return store.Class(id).String() == q.Class })
	}
	if q.File != nil && *q.File >= 0 && *q.File < len(s.reports) {
		only("file", func(id directory.ID) bool {
			return store.Files[store.Location(id).File].Origin == s.reports[*q.File].Index
		})
	} else if q.Cloud && s.repeats.Len() > 0 {
		only("once", func(id directory.ID) bool { return s.repeats.First(id) == id })
	}
	if q.Scope != "" && !q.Cloud {
		only("scope", func(id directory.ID) bool { return s.inScope(id, q.Scope) })
	}
	if q.State != "" && !q.Cloud {
		only("state", func(id directory.ID) bool { return s.inState(id, q.State) })
	}
	q.Offset, q.Limit = 0, 0
	s.objects.fill(cacheKey("objects", q), set)
}

// inScope tells whether an object belongs to the list of a scope word or filter id.
func (s *Session) inScope(id directory.ID, want string) bool {
	switch f := s.scope(id); want {
	case ScopeIn:
		return f == ""
	case ScopeOut:
		return f != ""
	default:
		return f == want
	}
}

// inState tells whether an object counts under a figure of Readiness.
func (s *Session) inState(id directory.ID, want string) bool {
	m := s.marks[id]
	if s.scope(id) != "" {
		return false
	}
	switch want {
	case StateReady:
		return m&touchedError == 0
	case StateWarning:
		return m&touchedError == 0 && m&touchedWarning != 0
	case StateError:
		return m&touchedError != 0
	}
	return false
}

func (s *Session) objectRow(store *directory.Store, id directory.ID, cloud bool) ObjectRow {
	row := ObjectRow{
		Object: uint32(id), DN: store.Text(id, directory.DN), Name: store.Name(id), Class: store.Class(id).String(),
	}
	if cloud {
		row.DN = store.Text(id, directory.UserPrincipalName)
		return row
	}
	row.Scope = s.scope(id)
	row.Findings = len(s.findingsOf(id))
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
