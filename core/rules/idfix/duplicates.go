package idfix

import (
	"bytes"

	"presync/core/directory"
)

// duplicates remembers the values met so far, attribute by attribute, by the
// number of the value in the store.
type duplicates struct {
	store   *directory.Store
	index   [directory.AttrCount]*directory.Index
	changed map[uint32][]byte // values that a rule changed before they were compared
	key     []byte
	other   []byte
	equal   func(n uint32) bool
}

func newDuplicates(s *directory.Store) *duplicates {
	d := &duplicates{store: s, changed: map[uint32][]byte{}}
	d.equal = d.holds
	return d
}

// add remembers a value and reports whether an equal one was there before.
func (d *duplicates) add(a directory.Attr, n uint32, value []byte, changed bool) bool {
	if d.index[a] == nil {
		d.index[a] = directory.NewIndex(0)
	}
	d.key = fold(d.key[:0], value)
	if changed {
		d.changed[n] = bytes.Clone(value)
	}
	_, fresh := d.index[a].Insert(directory.Hash(d.key), n, d.equal)
	if changed && !fresh {
		delete(d.changed, n)
	}
	return !fresh
}

// find returns the number of the first value equal to the given one.
func (d *duplicates) find(a directory.Attr, value []byte) (uint32, bool) {
	d.key = fold(d.key[:0], value)
	return d.index[a].Find(directory.Hash(d.key), d.equal)
}

// holds reports whether the value numbered n has the key looked for.
func (d *duplicates) holds(n uint32) bool {
	v, ok := d.changed[n]
	if !ok {
		v = text(d.store, n)
	}
	if isPlain(v) {
		return sameFold(v, d.key)
	}
	d.other = fold(d.other[:0], v)
	return bytes.Equal(d.other, d.key)
}
