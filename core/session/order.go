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

// sortRows sorts by text or by rank; equal rows keep their natural order in both
// directions.
func sortRows(rows []uint32, set rowSet) {
	if set.text == nil && set.rank == nil {
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
			keys[i].key = set.rank(keys[i].row)
		}
		sortKeys(keys, set.desc)
	}
	for i, k := range keys {
		rows[i] = k.row
	}
}

// sortKeys sorts by key, then by row.
func sortKeys(keys []keyed, desc bool) {
	slices.SortFunc(keys, func(a, b keyed) int {
		c := cmp.Compare(a.key, b.key)
		if desc {
			c = -c
		}
		if c == 0 {
			c = cmp.Compare(a.row, b.row)
		}
		return c
	})
}

// textOrder sorts by text, letter case ignored. Names of a directory begin alike
// ("User 0001", "User 0002"), so texts are not compared as a whole, which would read
// the common beginning at each of n log n comparisons: rows are sorted by eight bytes,
// and those that agree in them by the next eight.
type textOrder struct {
	text func(row uint32) []byte
	desc bool
	buf  []byte
}

// windowBytes is how much of the texts a pass compares.
const windowBytes = 8

// sort sorts rows whose texts are equal in their first at bytes.
func (o *textOrder) sort(keys []keyed, at int) {
	for i := range keys {
		keys[i].key = o.window(o.text(keys[i].row), at)
	}
	sortKeys(keys, o.desc)
	for from := 0; from < len(keys); {
		to := from + 1
		for to < len(keys) && keys[to].key == keys[from].key {
			to++
		}
		// A window that ends in zero is past the end of the text.
		if to-from > 1 && byte(keys[from].key) != 0 {
			o.sort(keys[from:to], at+windowBytes)
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
