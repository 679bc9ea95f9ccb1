package directory

import (
	"bytes"
	"encoding/binary"
)

// The store keeps objects without pointers: values lie in byte pages, objects and
// value references are plain integers in slabs. A reference takes six bytes, an
// object 24. A million objects cost less than 600 MB that way and the garbage
// collector has nothing to follow; as structs of strings they cost three times as
// much in memory and time.

const (
	pageBits   = 20
	pageSize   = 1 << pageBits
	maxPages   = 1 << (32 - pageBits)
	slabBits   = 14
	slabSize   = 1 << slabBits
	slabMask   = slabSize - 1
	maxValue   = 1<<24 - 1
	longValue  = 0xff    // values from this length on carry their length in the page
	sharedCap  = 1 << 17 // distinct shared values before the table stops growing
	metBits    = 12      // of the number of shared values that are found without the index
	hostCap    = 12      // values of an object in which others are searched for
	noLocation = ^uint32(0)
)

// ID numbers the objects of one store in the order of loading, from 0.
type ID uint32

// NoID is no object.
const NoID = ^ID(0)

// Ref points to one value. Its number (see Store.Ref) is stable and serves as
// the key of indexes over values.
type Ref struct {
	pos  uint32
	meta uint32 // length<<8 | attribute
}

// Attr is the attribute that the value belongs to.
func (r Ref) Attr() Attr { return Attr(r.meta & 0xff) }

// Len is the length of the value in bytes.
func (r Ref) Len() int { return int(r.meta >> 8) }

// Location is the place of an object in its source file.
type Location struct {
	File   uint16 // index in Store.Files
	Line   uint32 // line of the record's beginning, from 1
	Offset int64  // byte offset of the record in the file, encoding included
	Length int64  // length of the record in bytes
}

type object struct {
	offset int64
	first  uint32 // number of the first Ref; the last is the one before the next object's first
	line   uint32
	length uint32
	file   uint16
	class  Class
}

// refSlab holds references by their parts: where the value begins, and the
// attribute with the length of a short value.
type refSlab struct {
	pos  [slabSize]uint32
	meta [slabSize]uint16 // length<<8 | attribute; longValue stands for the length in the page
}

// State says what is known of a field. "Not exported" must never be read as
// "empty".
type State uint8

// The three states of a field.
const (
	NotExported State = iota
	KnownEmpty
	HasValue
)

// File describes a loaded file and what it can answer.
type File struct {
	Name     string
	Exported AttrSet // attributes that the file carries for its objects
	// Origin is the file itself, or, for an entry that stands for several files
	// together (see Merge), the one in which the records of its objects lie.
	Origin uint16
	// Headed: a header names what the file carries. Without one, as in LDIF, Exported
	// is what occurs in some record, so an attribute that every object lacks cannot be
	// told from one that was not asked for.
	Headed bool
}

// Store holds the objects of one side (on-premises or cloud).
// The zero value is not usable; call NewStore.
type Store struct {
	Files []File

	pages   [][]byte
	used    int // bytes of the last page that hold values
	objects []*[slabSize]object
	refs    []*refSlab
	nObj    uint32
	nRef    uint32
	endRef  uint32 // number behind the last Ref of the last object
	cur     object
	hosts   []Ref // values of the object begun last in which others may lie
	shared  sharedValues
	tooFull bool
}

// sharedValues finds values that occur again and again.
type sharedValues struct {
	met   [1 << metBits]met // values met lately, by their ends
	index *Index
	pos   []uint32
	size  []uint8
}

// met is where a shared value lies that was met before.
type met struct{ pos, size uint32 }

// NewStore makes an empty store.
func NewStore() *Store {
	return &Store{used: pageSize, shared: sharedValues{index: NewIndex(0)}}
}

// Len is the number of objects.
func (s *Store) Len() int { return int(s.nObj) }

// Refs is the number of values.
func (s *Store) Refs() int { return int(s.nRef) }

// Bytes is the memory taken by values, references and objects.
func (s *Store) Bytes() int64 {
	const refSize, objectSize = 6, 24
	n := int64(len(s.refs))*slabSize*refSize + int64(len(s.objects))*slabSize*objectSize
	for _, p := range s.pages {
		n += int64(cap(p))
	}
	return n
}

// AddFile registers a source file and returns its index.
func (s *Store) AddFile(name string) uint16 {
	n := uint16(len(s.Files))
	s.Files = append(s.Files, File{Name: name, Origin: n})
	return n
}

// Begin starts an object. Values follow with Add, then End or Abort.
func (s *Store) Begin(file uint16) {
	s.nRef = s.endRef
	s.cur = object{first: s.nRef, file: file}
	s.hosts = s.hosts[:0]
}

// Abort drops the object begun last together with its values.
func (s *Store) Abort() {
	// The bytes stay in their page; broken records are rare and small.
	s.nRef = s.endRef
}

// How a value is placed, by attribute.
const (
	placeNew    uint8 = iota // written
	placeHost                // written; other values of the object may lie inside
	placeInHost              // searched for inside those, else as placeHost
	placeShared              // equal values are stored once
)

var placement = func() (t [256]uint8) {
	for a := range attrInfo {
		if attrInfo[a].Shared {
			t[a] = placeShared
		}
	}
	for _, a := range []Attr{CN, DisplayName, Mail, UserPrincipalName, MailNickname, SAMAccountName, PrimarySMTP} {
		t[a] = placeInHost
	}
	for _, a := range []Attr{DN, ProxyAddresses, TargetAddress} {
		t[a] = placeHost
	}
	return t
}()

// Add stores a value of the object begun last. The bytes are copied. A value of
// 16 MiB or more is cut there and false is returned; so it is when the store is
// full (4 GiB of values).
func (s *Store) Add(a Attr, v []byte) bool {
	whole := true
	if len(v) > maxValue {
		v, whole = v[:maxValue], false
	}
	pos, ok := uint32(0), true
	switch how := placement[a]; {
	case len(v) == 0:
	case len(v) >= longValue:
		pos, ok = s.writeLong(v)
	case how == placeShared:
		pos, ok = s.placeShared(v)
	case how == placeNew:
		pos, ok = s.write(v)
	default:
		pos, ok = s.placeHost(a, v)
	}
	if !ok {
		return false
	}
	slab := s.nRef >> slabBits
	if int(slab) == len(s.refs) {
		s.refs = append(s.refs, new(refSlab))
	}
	refs := s.refs[slab]
	refs.pos[s.nRef&slabMask] = pos
	refs.meta[s.nRef&slabMask] = uint16(min(len(v), longValue))<<8 | uint16(a)
	s.nRef++
	return whole
}

// placeHost stores a value in which others may lie.
func (s *Store) placeHost(a Attr, v []byte) (uint32, bool) {
	if placement[a] == placeInHost {
		if pos, ok := s.findInHosts(v); ok {
			return pos, true
		}
	}
	pos, ok := s.write(v)
	if ok && len(s.hosts) < hostCap {
		s.hosts = append(s.hosts, Ref{pos: pos, meta: uint32(len(v))<<8 | uint32(a)})
	}
	return pos, ok
}

// findInHosts looks for v inside the values that the object already has: cn in
// the distinguished name, mail in the primary proxy address, mailNickname in the
// user principal name. About a quarter of all bytes are saved that way.
func (s *Store) findInHosts(v []byte) (uint32, bool) {
	for _, r := range s.hosts {
		n := r.Len()
		if n < len(v) {
			continue
		}
		b := s.short(r.pos, n)
		if r.Attr() == DN {
			if n > len(v)+3 && b[3+len(v)] == ',' && string(b[3:3+len(v)]) == string(v) {
				return r.pos + 3, true
			}
			continue
		}
		if b[n-1] == v[len(v)-1] && string(b[n-len(v):]) == string(v) {
			return r.pos + uint32(n-len(v)), true
		}
		if b[0] == v[0] && string(b[:len(v)]) == string(v) {
			return r.pos, true
		}
	}
	return 0, false
}

// placeShared looks for a value among those met lately, and then among all.
func (s *Store) placeShared(v []byte) (uint32, bool) {
	m := &s.shared.met[meeting(v)]
	if int(m.size) == len(v) && string(s.short(m.pos, len(v))) == string(v) {
		return m.pos, true
	}
	pos, ok := s.findShared(v)
	if ok {
		*m = met{pos: pos, size: uint32(len(v))}
	}
	return pos, ok
}

// meeting is the place of a value among those met lately: a hash of its length and of
// its first and last bytes.
func meeting(v []byte) uint32 {
	n := len(v)
	h := uint64(n)
	switch {
	case n >= 8:
		h ^= binary.LittleEndian.Uint64(v)*hashFactor ^ binary.LittleEndian.Uint64(v[n-8:])
	case n >= 4:
		h ^= uint64(binary.LittleEndian.Uint32(v))<<32 ^ uint64(binary.LittleEndian.Uint32(v[n-4:]))<<8
	case n > 0:
		h ^= uint64(v[0])<<8 ^ uint64(v[n/2])<<16 ^ uint64(v[n-1])<<24
	}
	return uint32(h * hashFactor >> (64 - metBits))
}

func (s *Store) findShared(v []byte) (uint32, bool) {
	t := &s.shared
	equal := func(n uint32) bool {
		return int(t.size[n]) == len(v) && string(s.short(t.pos[n], len(v))) == string(v)
	}
	if t.index.Len() >= sharedCap {
		if n, ok := t.index.Find(Hash(v), equal); ok {
			return t.pos[n], true
		}
		return s.write(v)
	}
	n, fresh := t.index.Insert(Hash(v), uint32(len(t.pos)), equal)
	if !fresh {
		return t.pos[n], true
	}
	pos, ok := s.write(v)
	t.pos, t.size = append(t.pos, pos), append(t.size, uint8(len(v)))
	return pos, ok
}

// short is a value of known length.
func (s *Store) short(pos uint32, n int) []byte {
	off := int(pos & (pageSize - 1))
	return s.pages[pos>>pageBits][off : off+n : off+n]
}

// write copies v into the last page.
func (s *Store) write(v []byte) (uint32, bool) {
	if s.used+len(v) > pageSize && !s.newPage(pageSize) {
		return 0, false
	}
	last, at := len(s.pages)-1, s.used
	copy(s.pages[last][at:], v)
	s.used += len(v)
	return uint32(last)<<pageBits | uint32(at), true
}

// writeLong writes a value behind its length. One that is longer than a page gets
// a page of its own.
func (s *Store) writeLong(v []byte) (uint32, bool) {
	const header = 4
	need := header + len(v)
	if s.used+need > pageSize && !s.newPage(max(pageSize, need)) {
		return 0, false
	}
	last, at := len(s.pages)-1, s.used
	p := s.pages[last][at:]
	binary.LittleEndian.PutUint32(p, uint32(len(v)))
	copy(p[header:], v)
	s.used += need
	return uint32(last)<<pageBits | uint32(at+header), true
}

func (s *Store) newPage(size int) bool {
	if len(s.pages) >= maxPages {
		s.tooFull = true
		return false
	}
	s.pages = append(s.pages, make([]byte, size))
	s.used = 0
	return true
}

// Full reports whether values were refused because the store is full.
func (s *Store) Full() bool { return s.tooFull }

// End finishes the object begun last and returns its number.
func (s *Store) End(class Class, at Location) ID {
	o := s.cur
	o.class, o.line, o.offset = class, at.Line, at.Offset
	o.length = uint32(min(at.Length, int64(noLocation)))
	slab := s.nObj >> slabBits
	if int(slab) == len(s.objects) {
		s.objects = append(s.objects, new([slabSize]object))
	}
	s.objects[slab][s.nObj&slabMask] = o
	s.nObj++
	s.endRef = s.nRef
	return ID(s.nObj - 1)
}

func (s *Store) object(id ID) *object { return &s.objects[id>>slabBits][id&slabMask] }

// Class is the class of an object.
func (s *Store) Class(id ID) Class { return s.object(id).class }

// SetClass changes the class of an object; the reader of cloud files learns it
// only when a second file names the object.
func (s *Store) SetClass(id ID, c Class) { s.object(id).class = c }

// Location is where the object stands in its file.
func (s *Store) Location(id ID) Location {
	o := s.object(id)
	return Location{File: o.file, Line: o.line, Offset: o.offset, Length: int64(o.length)}
}

// RefRange is the half-open range of reference numbers of an object's values.
func (s *Store) RefRange(id ID) (from, to uint32) {
	to = s.endRef
	if uint32(id)+1 < s.nObj {
		to = s.object(id + 1).first
	}
	return s.object(id).first, to
}

// Ref returns the reference with a number.
func (s *Store) Ref(n uint32) Ref {
	slab := s.refs[n>>slabBits]
	pos, meta := slab.pos[n&slabMask], uint32(slab.meta[n&slabMask])
	if meta>>8 == longValue {
		meta = meta&0xff | binary.LittleEndian.Uint32(s.short(pos-4, 4))<<8
	}
	return Ref{pos: pos, meta: meta}
}

// attr is the attribute of the reference with a number.
func (s *Store) attr(n uint32) Attr { return Attr(s.refs[n>>slabBits].meta[n&slabMask]) }

// Owner finds the object that a reference number belongs to.
func (s *Store) Owner(n uint32) ID {
	lo, hi := uint32(0), s.nObj
	for lo < hi {
		m := (lo + hi) / 2
		if _, to := s.RefRange(ID(m)); to <= n {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return ID(lo)
}

// Value returns the bytes of a value. They belong to the store and must not be
// changed.
func (s *Store) Value(r Ref) []byte {
	if r.meta < 1<<8 {
		return nil
	}
	return s.short(r.pos, r.Len())
}

// First returns the first value of an attribute, and whether there is one. A
// value that is present but empty gives nil and true.
func (s *Store) First(id ID, a Attr) ([]byte, bool) {
	n, to := s.RefRange(id)
	if n = s.next(n, to, a); n < to {
		return s.Value(s.Ref(n)), true
	}
	return nil, false
}

// next is the number of the first value of an attribute in a range, to when there is
// none.
func (s *Store) next(n, to uint32, a Attr) uint32 {
	for n < to {
		slab := s.refs[n>>slabBits]
		for end := min(to, (n|slabMask)+1); n < end; n++ {
			if Attr(slab.meta[n&slabMask]) == a {
				return n
			}
		}
	}
	return to
}

// Count is the number of values of an attribute.
func (s *Store) Count(id ID, a Attr) int {
	count := 0
	n, to := s.RefRange(id)
	for n = s.next(n, to, a); n < to; n = s.next(n+1, to, a) {
		count++
	}
	return count
}

// Get is First without the second result.
func (s *Store) Get(id ID, a Attr) []byte {
	v, _ := s.First(id, a)
	return v
}

// Text is the first value of an attribute as the text to show (binary values in
// their usual notation); empty when there is none.
func (s *Store) Text(id ID, a Attr) string {
	v, ok := s.First(id, a)
	if !ok {
		return ""
	}
	return FormatValue(a, v)
}

// Values returns all values of an attribute.
func (s *Store) Values(id ID, a Attr) [][]byte {
	var out [][]byte
	from, to := s.RefRange(id)
	for n := from; n < to; n++ {
		if s.attr(n) == a {
			out = append(out, s.Value(s.Ref(n)))
		}
	}
	return out
}

// Field returns the first non-empty value of an attribute with its state.
// A value of blanks only counts as a value.
func (s *Store) Field(id ID, a Attr) ([]byte, State) {
	n, to := s.RefRange(id)
	for n = s.next(n, to, a); n < to; n = s.next(n+1, to, a) {
		if v := s.Value(s.Ref(n)); len(v) > 0 {
			return v, HasValue
		}
	}
	if s.Exported(id, a) {
		return nil, KnownEmpty
	}
	return nil, NotExported
}

// Exported reports whether the file of an object carries an attribute.
func (s *Store) Exported(id ID, a Attr) bool { return s.Files[s.object(id).file].Exported.Has(a) }

// AnyExported reports whether at least one file carries an attribute.
func (s *Store) AnyExported(a Attr) bool {
	for _, f := range s.Files {
		if f.Exported.Has(a) {
			return true
		}
	}
	return false
}

// Name is what people call the object: cn, else the first part of the
// distinguished name, else displayName, else the user principal name.
func (s *Store) Name(id ID) string {
	if v := s.Get(id, CN); len(v) > 0 {
		return string(v)
	}
	if v := s.Get(id, DN); len(v) > 0 {
		return FirstRDNValue(string(v))
	}
	for _, a := range []Attr{DisplayName, UserPrincipalName, Mail, PrimarySMTP, CloudID} {
		if v := s.Get(id, a); len(v) > 0 {
			return string(v)
		}
	}
	return ""
}

// Contains reports whether one of the values of an attribute equals v exactly.
func (s *Store) Contains(id ID, a Attr, v []byte) bool {
	from, to := s.RefRange(id)
	for n := from; n < to; n++ {
		if s.attr(n) == a && bytes.Equal(s.Value(s.Ref(n)), v) {
			return true
		}
	}
	return false
}
