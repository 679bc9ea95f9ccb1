package change

import (
	"bytes"
	"encoding/binary"

	"presync/core/directory"
)

// records tells which records of a store describe one object. Most objects have one
// record, so only the others are listed.
type records struct {
	first map[directory.ID]directory.ID   // of a record that is not the first one of its object
	all   map[directory.ID][]directory.ID // of the first record of an object that has several
}

// findRecords compares all records of a store.
func findRecords(s *directory.Store) records {
	r := records{first: map[directory.ID]directory.ID{}, all: map[directory.ID][]directory.ID{}}
	twins := directory.NewTwins(s.Len())
	var key, other []byte
	for id := range directory.ID(s.Len()) {
		key = appendIdentity(key[:0], s, id)
		twins.Add(directory.Hash(key), uint32(id))
	}
	twins.Find(func(a, b uint32) bool {
		key, other = appendIdentity(key[:0], s, directory.ID(a)), appendIdentity(other[:0], s, directory.ID(b))
		return bytes.Equal(key, other)
	}, func(a, b uint32) {
		first, id := directory.ID(a), directory.ID(b)
		if r.all[first] == nil {
			r.all[first] = []directory.ID{first}
		}
		r.first[id], r.all[first] = first, append(r.all[first], id)
	})
	return r
}

// appendIdentity appends what records of one object have in common.
func appendIdentity(b []byte, s *directory.Store, id directory.ID) []byte {
	if g := s.Get(id, directory.ObjectGUID); len(g) == 16 {
		return append(append(b, 'g'), g...)
	}
	if dn := s.Get(id, directory.DN); len(dn) > 0 {
		return directory.AppendLower(append(b, 'n'), dn)
	}
	return binary.LittleEndian.AppendUint32(append(b, 'r'), uint32(id))
}

// First is the first record of the object that a record describes.
func (k *Collapser) First(id directory.ID) directory.ID {
	if first, again := k.records.first[id]; again {
		return first
	}
	return id
}

// Records are all records of the object that a record describes.
func (k *Collapser) Records(id directory.ID) []directory.ID {
	if all := k.records.all[k.First(id)]; all != nil {
		return all
	}
	return []directory.ID{id}
}
