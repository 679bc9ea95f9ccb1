package ingest

import (
	"encoding/binary"

	"presync/core/directory"
)

// use says what an attribute name of an LDIF file is good for.
type use uint8

const (
	useNothing use = iota // counted, not stored
	useStore              // stored as it is
	useBinary             // stored as raw bytes, parsed when written as text
	useCount              // only the number of values is stored
	useClass              // objectClass
	useDN
	useChangeType
	useDirective // version, control
	useTrailer   // search, result, ref: not an object
)

// ldifName is one attribute name of the file with what was seen of it.
type ldifName struct {
	text   string // as spelled where it was met last
	head   uint64 // its first eight bytes, if it has so many
	tail   uint64 // its last eight bytes
	attr   directory.Attr
	use    use
	next   *ldifName // the name that followed last time
	values uint32    // values of a counted attribute in this record
	cut    bool      // the last range of this record did not reach the end
	record uint32    // number of the record that counted it last
	filled int64     // objects with a value
	named  bool      // it holds names, in which a wrong encoding shows
}

// maxNames bounds the names that are remembered; a directory schema has about
// 1,500 attributes.
const maxNames = 4096

// noName is the number of the entry that stands for every name beyond maxNames. Its
// text is none that a line can hold.
const noName = 0

// nameTable finds attribute names, letter case ignored, without allocating. New
// names are added as they are met, so that the names a file uses and presync does
// not are found as fast as the others and can be listed.
type nameTable struct {
	slots []uint16 // number+1 in list, 0 is free
	list  []*ldifName
	last  *ldifName // the name found last
}

func newNameTable() *nameTable {
	none := &ldifName{text: "\n"}
	none.next = none
	t := &nameTable{slots: make([]uint16, 512), list: []*ldifName{none}, last: none}
	for a := directory.DN + 1; a < directory.CloudID; a++ {
		t.insert(ldifName{text: a.String(), attr: a, use: useOf(a), named: namedAttribute(a)})
	}
	t.insert(ldifName{text: "dn", attr: directory.DN, use: useDN})
	t.insert(ldifName{text: "changetype", use: useChangeType})
	for _, n := range []string{"version", "control"} {
		t.insert(ldifName{text: n, use: useDirective})
	}
	for _, n := range []string{"search", "result", "ref"} {
		t.insert(ldifName{text: n, use: useTrailer})
	}
	return t
}

// useOf is what the values of an attribute are good for.
func useOf(a directory.Attr) use {
	switch kind := a.Info().Kind; {
	case a == directory.AttrNone:
		return useNothing
	case kind == directory.GUID || kind == directory.SID:
		return useBinary
	case kind == directory.Counted:
		return useCount
	case a == directory.ObjectClass:
		return useClass
	}
	return useStore
}

// choose gives names the meaning that the user says. An attribute that was given to a
// name is not read from others any more; the distinguished name has no other.
func (t *nameTable) choose(columns map[string]directory.Attr) {
	for _, e := range t.list {
		for _, a := range columns {
			if a != directory.AttrNone && a == e.attr && e.use <= useClass {
				e.attr, e.use, e.named = directory.AttrNone, useNothing, false
			}
		}
	}
	for header, a := range columns {
		if header == "" || a == directory.DN || int(a) >= directory.AttrCount {
			continue
		}
		n := t.number([]byte(header))
		if e := t.list[n]; n != noName && e.use <= useClass {
			e.attr, e.use, e.named = a, useOf(a), namedAttribute(a)
		}
	}
}

// nameHash mixes the length and three letters, letter case ignored.
func nameHash(name []byte) uint32 {
	n := len(name)
	h := uint32(n) ^ uint32(name[0]|0x20)<<5 ^ uint32(name[n-1]|0x20)<<10 ^ uint32(name[n/2]|0x20)<<16
	h *= 0x9E3779B1
	return h ^ h>>15
}

// predict returns the entry of the name that stands at pos if it is the one that
// followed the present name last time, or the present name once more. Exports write the
// attributes of each class in the same order, so that is nearly always so, and one
// comparison takes the place of looking for the colon and hashing.
func (t *nameTable) predict(data []byte, pos int) *ldifName {
	if e := t.last.next; e.standsAt(data, pos) {
		return e
	}
	if e := t.last; e.standsAt(data, pos) {
		return e
	}
	return nil
}

// standsAt reports whether the name and a colon stand at pos.
func (e *ldifName) standsAt(data []byte, pos int) bool {
	n := len(e.text)
	if pos+n >= len(data) || data[pos+n] != ':' {
		return false
	}
	b := data[pos : pos+n]
	if n < 8 {
		return string(b) == e.text
	}
	if binary.LittleEndian.Uint64(b) != e.head || binary.LittleEndian.Uint64(b[n-8:]) != e.tail {
		return false
	}
	return n <= 16 || string(b) == e.text
}

// spell takes a spelling of the name.
func (e *ldifName) spell(text string) {
	e.text = text
	if n := len(text); n >= 8 {
		e.head = binary.LittleEndian.Uint64([]byte(text[:8]))
		e.tail = binary.LittleEndian.Uint64([]byte(text[n-8:]))
	}
}

// find returns the entry of a name, making one when it is new. The name must not be
// empty.
func (t *nameTable) find(name []byte) *ldifName {
	e := t.list[t.number(name)]
	t.last.next = e
	t.last = e
	return e
}

func (t *nameTable) number(name []byte) uint16 {
	mask := uint32(len(t.slots) - 1)
	for i := nameHash(name) & mask; ; i = (i + 1) & mask {
		s := t.slots[i]
		if s == 0 {
			return t.add(name)
		}
		e := t.list[s-1]
		if e.text == string(name) {
			return s - 1
		}
		if len(e.text) == len(name) && equalFold(name, e.text) {
			e.spell(string(name)) // the next one will be spelled the same
			return s - 1
		}
	}
}

func (t *nameTable) add(name []byte) uint16 {
	if len(t.list) >= maxNames {
		return noName
	}
	t.insert(ldifName{text: string(name)})
	return uint16(len(t.list) - 1)
}

func (t *nameTable) insert(e ldifName) {
	e.next = t.list[noName]
	e.spell(e.text)
	t.list = append(t.list, &e)
	if len(t.list)*2 > len(t.slots) {
		t.slots = make([]uint16, 2*len(t.slots))
		for n := noName + 1; n < len(t.list); n++ {
			t.place(n)
		}
		return
	}
	t.place(len(t.list) - 1)
}

func (t *nameTable) place(n int) {
	mask := uint32(len(t.slots) - 1)
	i := nameHash([]byte(t.list[n].text)) & mask
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = uint16(n + 1)
}

// equalFold compares two texts of the same length, ASCII letter case ignored.
func equalFold(a []byte, b string) bool {
	for i, c := range a {
		d := b[i]
		if c == d {
			continue
		}
		if c|0x20 != d|0x20 || c|0x20 < 'a' || c|0x20 > 'z' {
			return false
		}
	}
	return true
}

// hasFoldPrefix reports whether b begins with an ASCII word, letter case ignored.
func hasFoldPrefix(b []byte, word string) bool {
	return len(b) >= len(word) && equalFold(b[:len(word)], word)
}
