package session

import (
	"io"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/message"
	"presync/core/rules/idfix"
)

// Shapes of the files that IdFix wrote.
const (
	ShapeIdFixCSV    ingest.Shape = "idfix-csv"
	ShapeIdFixUpdate ingest.Shape = "idfix-update"
)

// ArchiveQuery asks for a page of the rows read from IdFix's files.
type ArchiveQuery struct {
	Search string   `json:"search,omitempty"`
	State  []string `json:"state,omitempty"` // none for all
	Offset int64    `json:"offset"`
	Limit  int      `json:"limit"`
}

// States of an archived row beside the directory that is loaded.
const (
	ArchiveOpen    = "open"    // the object still has the value
	ArchiveChanged = "changed" // the object has another value or none
	ArchiveUnknown = "unknown" // no loaded object has this distinguished name
)

var archiveStates = []string{ArchiveOpen, ArchiveChanged, ArchiveUnknown}

// ArchivePage is a part of the rows.
type ArchivePage struct {
	Total  int64        `json:"total"`
	All    int64        `json:"all"`
	Offset int64        `json:"offset"`
	Rows   []ArchiveRow `json:"rows"`
	Facets []Facet      `json:"facets"`
}

// ArchiveRow is a finding that IdFix wrote, with the action chosen for it.
type ArchiveRow struct {
	DN             string  `json:"dn"`
	CN             string  `json:"cn"`
	Class          string  `json:"class"`
	Attribute      string  `json:"attribute"`
	Error          string  `json:"error"`
	Value          string  `json:"value"`
	Update         string  `json:"update"`
	ProposedAction string  `json:"proposedAction"`
	Action         string  `json:"action"`
	State          string  `json:"state"`
	Object         *uint32 `json:"object,omitempty"` // the loaded object of that name
}

// otherFile takes the files that IdFix wrote.
func (s *Session) otherFile(head []byte) ingest.Reader {
	kind := idfix.Detect(head)
	if kind == idfix.NotIdFix {
		return nil
	}
	return func(r io.Reader, name string) ingest.Report { return s.readArchive(r, name, kind) }
}

// readArchive takes the rows of a file that IdFix wrote.
func (s *Session) readArchive(r io.Reader, name string, kind idfix.FileKind) ingest.Report {
	rep := ingest.Report{Name: name, Shape: ShapeIdFixCSV, Encoding: "utf-8", Delimiter: ","}
	var rows []idfix.ImportRow
	var problems []idfix.Problem
	if kind == idfix.FileUpdate {
		rep.Shape, rep.Delimiter = ShapeIdFixUpdate, ""
		rows, problems = idfix.ReadUpdate(r, idfix.Complete)
	} else {
		rows, problems = idfix.ReadCSV(r, idfix.Complete)
	}
	rep.Diagnostics = archiveDiagnostics(problems)
	rep.Objects = int64(len(rows))
	s.archive = append(s.archive, rows...)
	return rep
}

// maxExamples is how many problems of one kind are kept singly; the last one kept
// counts those behind it.
const maxExamples = 20

func archiveDiagnostics(problems []idfix.Problem) []ingest.Diagnostic {
	var out []ingest.Diagnostic
	kept, last := map[string]int{}, map[string]int{}
	for _, p := range problems {
		code := p.Text.ID
		if kept[code]++; kept[code] > maxExamples {
			out[last[code]].Count++
			continue
		}
		level := ingest.Note
		if p.Stops {
			level = ingest.Loss
		}
		last[code] = len(out)
		out = append(out, ingest.Diagnostic{
			Code: code, Level: level, Line: int64(p.Line), Count: 1, Text: p.Text, Advice: message.New("archive.advice"),
		})
	}
	return out
}

// Archive answers with a page of the rows read from IdFix's files.
func (s *Session) Archive(q ArchiveQuery) *ArchivePage {
	set := rowSet{n: len(s.archive), search: q.Search}
	set.fields = []facetField{{
		name: "state", values: len(archiveStates),
		code:  func(row uint32) int { c, _ := s.archiveState(row); return c },
		label: func(c int) string { return archiveStates[c] }, chosen: q.State,
	}}
	set.found = func(row uint32, find *finder) bool {
		r := &s.archive[row]
		return find.in([]byte(r.DN)) || find.in([]byte(r.Value)) || find.in([]byte(r.Update))
	}
	s.archived.fill(cacheKey("archive", q.Search, q.State), "as they are", set)
	rows, offset := s.archived.page(q.Offset, q.Limit)
	p := &ArchivePage{
		Total: int64(len(s.archived.rows)), All: int64(len(s.archive)), Offset: offset,
		Rows: []ArchiveRow{}, Facets: s.archived.facets,
	}
	for _, n := range rows {
		p.Rows = append(p.Rows, s.archiveRow(n))
	}
	return p
}

func (s *Session) archiveRow(n uint32) ArchiveRow {
	r := &s.archive[n]
	state, id := s.archiveState(n)
	row := ArchiveRow{
		DN: r.DN, CN: r.CN, Class: r.ObjectClass, Attribute: r.Attribute, Error: r.Error, Value: r.Value,
		Update: r.Update, ProposedAction: r.ProposedAction, Action: r.Action, State: archiveStates[state],
	}
	if id != directory.NoID {
		object := uint32(id)
		row.Object = &object
	}
	return row
}

// archiveState compares a row with the loaded directory.
func (s *Session) archiveState(n uint32) (int, directory.ID) {
	r := &s.archive[n]
	id, ok := s.byDN(r.DN)
	if !ok {
		return 2, directory.NoID
	}
	a, ok := directory.AttrByName(r.Attribute)
	if ok && s.onprem.Contains(id, a, []byte(r.Value)) {
		return 0, id
	}
	return 1, id
}

// byDN finds an on-premises object by its distinguished name, letter case
// ignored. The index is built when it is first needed.
func (s *Session) byDN(dn string) (directory.ID, bool) {
	fold := func(v []byte) []byte { return directory.AppendLower(nil, v) }
	key := fold([]byte(dn))
	equal := func(n uint32) bool {
		return string(fold(s.onprem.Get(directory.ID(n), directory.DN))) == string(key)
	}
	if s.names == nil {
		s.names = directory.NewIndex(s.onprem.Len())
		for id := range s.onprem.Len() {
			v := fold(s.onprem.Get(directory.ID(id), directory.DN))
			// Two objects of one name are told apart by nothing here; the first stands.
			s.names.Insert(directory.Hash(v), uint32(id), func(n uint32) bool {
				return string(fold(s.onprem.Get(directory.ID(n), directory.DN))) == string(v)
			})
		}
	}
	n, ok := s.names.Find(directory.Hash(key), equal)
	return directory.ID(n), ok
}
