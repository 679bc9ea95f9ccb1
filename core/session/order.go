package session

import (
	"cmp"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"presync/core/directory"
)

// keyed is a row with the key by which it is sorted.
type keyed struct {
	key uint64
	row uint32
}

// sortRows sorts rows, which come in their natural order, by text or by rank; equal
// rows keep that order in both directions.
func sortRows(rows []uint32, set rowSet) {
	rank := set.rank
	// Of a part of the rows the texts are sorted at once unless they are in order already.
	if r := set.ranking; r != nil && (r.done || len(rows) > set.n/4) {
		r.finish()
		set.text = nil
		rank = func(row uint32) uint64 { return r.rank(set.item(row)) }
	}
	if set.text == nil && rank == nil {
		return
	}
	keys := make([]keyed, len(rows))
	for i, r := range rows {
		keys[i].row = r
	}
	if set.text != nil {
		o := textOrder{text: set.text, desc: set.desc}
		o.sort(keys, 0)
	} else {
		for i := range keys {
			keys[i].key = directed(rank(keys[i].row), set.desc)
		}
		var s keySorter
		s.sort(keys)
	}
	for i, k := range keys {
		rows[i] = k.row
	}
}

// directed turns the order of a key around where it is to descend.
func directed(key uint64, desc bool) uint64 {
	if desc {
		return ^key
	}
	return key
}

// keySorter sorts by key; rows with equal keys, which come in ascending order, keep it.
type keySorter struct {
	spare []keyed
	pace  pauses
}

// Sizes of the sort by the digits of keys.
const (
	digitBits = 11
	fewKeys   = 1024 // are sorted by comparison
)

func (s *keySorter) sort(keys []keyed) {
	if len(keys) < fewKeys {
		slices.SortFunc(keys, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.row, b.row)) })
		return
	}
	var differ uint64
	for i := range keys {
		differ |= keys[i].key ^ keys[0].key
	}
	if differ == 0 {
		return
	}
	if len(s.spare) < len(keys) {
		s.spare = make([]keyed, len(keys))
	}
	from, to := keys, s.spare[:len(keys)]
	for shift := 0; shift < 64; shift += digitBits {
		if differ>>shift&(1<<digitBits-1) != 0 {
			s.spread(from, to, shift)
			from, to = to, from
		}
	}
	if &from[0] != &keys[0] {
		copy(keys, from)
	}
}

// spread moves the keys in the order of one of their digits.
func (s *keySorter) spread(from, to []keyed, shift int) {
	const mask = 1<<digitBits - 1
	var place [1 << digitBits]uint32
	for i := range from {
		place[from[i].key>>shift&mask]++
	}
	next := uint32(0)
	for d, n := range place {
		place[d] = next
		next += n
	}
	for part := range slices.Chunk(from, pauseItems) {
		for _, k := range part {
			d := k.key >> shift & mask
			to[place[d]] = k
			place[d]++
		}
		s.pace.did(len(part) / 4)
	}
}

// textOrder sorts by text, letter case ignored. Names of a directory begin alike
// ("User 0001", "User 0002"), so texts are not compared as a whole, which would read
// the common beginning at each of n log n comparisons: rows are sorted by eight bytes,
// and those that agree in them by the next eight.
type textOrder struct {
	text  func(row uint32) []byte
	desc  bool
	equal func(run []keyed) // told of the rows of each text, in their order; may be nil
	keys  keySorter
	buf   []byte
}

// windowBytes is how much of the texts a pass compares.
const windowBytes = 8

// sort sorts rows whose texts are equal in their first at bytes.
func (o *textOrder) sort(keys []keyed, at int) {
	for i := range keys {
		keys[i].key = directed(o.window(o.text(keys[i].row), at), o.desc)
		o.keys.pace.did(1)
	}
	o.keys.sort(keys)
	for from := 0; from < len(keys); {
		to := from + 1
		for to < len(keys) && keys[to].key == keys[from].key {
			to++
		}
		// A window that ends in zero is past the end of the text.
		if run := keys[from:to]; len(run) > 1 && byte(directed(run[0].key, o.desc)) != 0 {
			o.sort(run, at+windowBytes)
		} else if o.equal != nil {
			o.equal(run)
		}
		from = to
	}
}

// window packs the bytes of a text from at on in lower case.
func (o *textOrder) window(v []byte, at int) uint64 {
	var w [windowBytes]byte
	end := min(len(v), at+windowBytes)
	for _, b := range v[:end] {
		if b >= utf8.RuneSelf { // lower case may be of another length
			o.buf = directory.AppendLower(o.buf[:0], v)
			if at < len(o.buf) {
				copy(w[:], o.buf[at:])
			}
			return binary.BigEndian.Uint64(w[:])
		}
	}
	if at < end {
		directory.AppendLower(w[:0], v[at:end])
	}
	return binary.BigEndian.Uint64(w[:])
}
