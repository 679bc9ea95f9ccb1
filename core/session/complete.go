package session

import (
	"slices"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/rules"
)

// complete notes in the reports what each file can answer.
func (s *Session) complete() {
	for _, role := range []ingest.Role{ingest.OnPrem, ingest.Cloud} {
		store := s.onprem
		if role == ingest.Cloud {
			store = s.cloud
		}
		classes := classesOf(store)
		for i := range s.reports {
			r := &s.reports[i]
			if r.Role != role || r.Objects == 0 {
				continue
			}
			var needing func(directory.Attr, directory.ClassSet) []string
			if role == ingest.OnPrem {
				needing = rulesNeeding
			}
			r.Completeness = ingest.Complete(r, store.Files[r.Index].Exported, classes[r.Index], needing)
		}
	}
}

// classesOf collects the classes of the objects of each file.
func classesOf(store *directory.Store) []directory.ClassSet {
	out := make([]directory.ClassSet, len(store.Files))
	for id := range store.Len() {
		id := directory.ID(id)
		out[store.Files[store.Location(id).File].Origin] |= directory.Classes(store.Class(id))
	}
	return out
}

// rulesNeeding lists the rules that need an attribute of objects of some classes.
func rulesNeeding(a directory.Attr, classes directory.ClassSet) []string {
	var out []string
	for _, r := range rules.Catalogue() {
		if slices.Contains(r.Needs, a) && r.Classes&classes != 0 {
			out = append(out, r.ID)
		}
	}
	return out
}
