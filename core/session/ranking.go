package session

import (
	"presync/core/directory"
	"presync/core/match"
	"presync/core/rules"
)

// ranking is the order of items by their texts, four bytes for each, so that a list
// is sorted by numbers.
type ranking struct {
	ahead
	text func(item uint32) []byte
	of   []uint32 // equal texts have equal ranks; 0 is that of the empty text
}

// noItem is the item of a row that has no text.
const noItem = ^uint32(0)

func (r *ranking) rank(item uint32) uint64 {
	if item == noItem {
		return 0
	}
	return uint64(r.of[item])
}

// begin takes the order of n items on.
func (r *ranking) begin(n int, text func(item uint32) []byte) {
	r.drop()
	*r = ranking{text: text}
	r.ahead.begin(func(pause func()) {
		of := make([]uint32, n)
		keys := make([]keyed, n)
		for i := range keys {
			keys[i].row = uint32(i)
		}
		next := uint32(1)
		o := textOrder{text: text}
		o.keys.pace.pause = pause
		o.equal = func(run []keyed) {
			if len(text(run[0].row)) == 0 {
				return
			}
			for _, k := range run {
				of[k.row] = next
			}
			next++
		}
		o.sort(keys, 0)
		r.of = of
	})
}

// The rankings of a session.
const (
	rankName  = iota // of on-premises objects
	rankDN           // of these
	rankValue        // of findings
	rankCloudName
	rankCloudPlace
	rankAccount // of accounts, by their labels
	rankCount
)

// beginStoreRanks takes the orders on that depend on the files alone.
func (s *Session) beginStoreRanks() {
	s.ranks[rankName].begin(s.onprem.Len(), func(i uint32) []byte { return sortableName(s.onprem, directory.ID(i)) })
	s.ranks[rankDN].begin(s.onprem.Len(), func(i uint32) []byte { return sortableDN(s.onprem.Get(directory.ID(i), directory.DN)) })
	s.ranks[rankCloudName].begin(s.cloud.Len(), func(i uint32) []byte { return sortableName(s.cloud, directory.ID(i)) })
	s.ranks[rankCloudPlace].begin(s.cloud.Len(), func(i uint32) []byte { return s.cloud.Get(directory.ID(i), directory.UserPrincipalName) })
}

// beginResultRanks takes the orders of the present findings and verdicts on.
func (s *Session) beginResultRanks() {
	checked, matched := s.checked, s.matched
	s.ranks[rankValue].begin(checked.Len(), func(i uint32) []byte { return s.findingValue(checked.At(int(i))) })
	s.ranks[rankAccount].begin(matched.CloudLen(), func(i uint32) []byte { return []byte(matched.CloudLabel(i)) })
}

// orderBy sorts rows by the texts of a ranking.
func (s *Session) orderBy(set *rowSet, which int, item func(row uint32) uint32) {
	r := &s.ranks[which]
	set.ranking, set.item = r, item
	set.text = func(row uint32) []byte {
		if i := item(row); i != noItem {
			return r.text(i)
		}
		return nil
	}
}

// itself is the item of a row that is one.
func itself(row uint32) uint32 { return row }

// onPremItem is the on-premises object of a verdict.
func (s *Session) onPremItem(row uint32) uint32 { return uint32(s.matched.At(int(row)).Object) }

// cloudItem is the cloud object of a verdict.
func (s *Session) cloudItem(row uint32) uint32 {
	if c, ok := s.matched.CloudObject(match.Verdict{Cloud: s.matched.At(int(row)).Cloud}); ok {
		return uint32(c)
	}
	return noItem
}

// findingItem is the object of a finding.
func (s *Session) findingItem(row uint32) uint32 { return uint32(s.checked.At(int(row)).Object) }

// sortableDN leaves out the "CN=" that nearly all names begin with, so that the
// sort's eight-byte keys tell the names apart.
func sortableDN(dn []byte) []byte {
	if len(dn) > 3 && dn[2] == '=' {
		return dn[3:]
	}
	return dn
}

// sortableName is the name of an object (see directory.Store.Name).
func sortableName(store *directory.Store, id directory.ID) []byte {
	if cn := store.Get(id, directory.CN); len(cn) > 0 {
		return cn
	}
	return []byte(store.Name(id))
}

func (s *Session) findingValue(f rules.Finding) []byte {
	if f.Ref == rules.NoRef {
		return nil
	}
	return s.onprem.Value(s.onprem.Ref(f.Ref))
}
