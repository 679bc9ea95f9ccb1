package directory

import "bytes"

// The store keeps objects without pointers: values lie in byte pages, objects
// and value references are plain integers in slabs. A million objects cost about
// 600 MB that way and the garbage collector has nothing to follow; as structs of
// strings they cost three times as much in memory and time.

const (
	pageBits   = 20
	pageSize   = 1 << pageBits
	maxPages   = 1 << (32 - pageBits)
	slabBits   = 14
	slabSize   = 1 << slabBits
	slabMask   = slabSize - 1
	maxValue   = 1<<24 - 1
	maxShared  = 256     // longer values are not worth a shared copy
	sharedCap  = 1 << 17 // distinct shared values before the table stops growing
	sharedLook = 24      // values of an object that are searched for a copy
	sharedIn   = 4096    // length of a value that is searched for a copy
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
	first  uint32 // number of the first Ref
	count  uint32
	line   uint32
	length uint32
	offset int64
	file   uint16
	class  Class
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
}

// Store holds the objects of one side (on-premises or cloud).
// The zero value is not usable; call NewStore.
type Store struct {
	Files []File

	pages   [][]byte
	objects [][]object
	refs    [][]Ref
	nObj    uint32
	nRef    uint32
	shared  map[string]Ref
	cur     object
	tooFull bool
}

// NewStore makes an empty store.
func NewStore() *Store { return &Store{shared: map[string]Ref{}} }

// Len is the number of objects.
func (s *Store) Len() int { return int(s.nObj) }

// Refs is the number of values.
func (s *Store) Refs() int { return int(s.nRef) }

// Bytes is the memory taken by values, references and objects.
func (s *Store) Bytes() int64 {
	var n int64
	for _, p := range s.pages {
		n += int64(cap(p))
	}
	return n + int64(len(s.refs))*slabSize*8 + int64(len(s.objects))*slabSize*32
}

// AddFile registers a source file and returns its index.
func (s *Store) AddFile(name string) uint16 {
	s.Files = append(s.Files, File{Name: name})
	return uint16(len(s.Files) - 1)
}

// Begin starts an object. Values follow with Add, then End or Abort.
func (s *Store) Begin(file uint16) {
	s.cur = object{first: s.nRef, file: file}
}

// Abort drops the object begun last together with its values.
func (s *Store) Abort() {
	// The bytes stay in their page; broken records are rare and small.
	s.nRef = s.cur.first
}

// Add stores a value of the object begun last. The bytes are copied. A value of
// 16 MiB or more is cut there and false is returned; so it is when the store is
// full (4 GiB of values).
func (s *Store) Add(a Attr, v []byte) bool {
	whole := true
	if len(v) > maxValue {
		v, whole = v[:maxValue], false
	}
	r, ok := s.place(a, v)
	if !ok {
		return false
	}
	s.putRef(Ref{pos: r, meta: uint32(len(v))<<8 | uint32(a)})
	s.cur.count++
	return whole
}

func (s *Store) place(a Attr, v []byte) (uint32, bool) {
	if len(v) == 0 {
		return 0, true
	}
	if attrInfo[a].Shared && len(v) <= maxShared {
		return s.placeShared(v)
	}
	switch a {
	case CN, DisplayName, Mail, UserPrincipalName, MailNickname, SAMAccountName, PrimarySMTP:
		if pos, ok := s.findInObject(v); ok {
			return pos, true
		}
	}
	return s.write(v)
}

// findInObject looks for v inside the values that the object already has: cn in
// the distinguished name, mail in the primary proxy address, mailNickname in the
// user principal name. About a quarter of all bytes are saved that way.
func (s *Store) findInObject(v []byte) (uint32, bool) {
	for i := s.cur.first; i < min(s.nRef, s.cur.first+sharedLook); i++ {
		r := s.Ref(i)
		n := r.Len()
		if n < len(v) || n > sharedIn {
			continue
		}
		switch r.Attr() {
		case DN:
			if n > len(v)+3 {
				b := s.Value(r)
				if string(b[3:3+len(v)]) == string(v) {
					return r.pos + 3, true
				}
			}
		case CN, DisplayName, Mail, UserPrincipalName, MailNickname, SAMAccountName, ProxyAddresses, TargetAddress, PrimarySMTP:
			b := s.Value(r)
			if string(b[:len(v)]) == string(v) {
				return r.pos, true
			}
			if string(b[n-len(v):]) == string(v) {
				return r.pos + uint32(n-len(v)), true
			}
		}
	}
	return 0, false
}

func (s *Store) placeShared(v []byte) (uint32, bool) {
	if r, ok := s.shared[string(v)]; ok {
		return r.pos, true
	}
	pos, ok := s.write(v)
	if ok && len(s.shared) < sharedCap {
		s.shared[string(v)] = Ref{pos: pos, meta: uint32(len(v)) << 8}
	}
	return pos, ok
}

func (s *Store) write(v []byte) (uint32, bool) {
	last := len(s.pages) - 1
	if last < 0 || cap(s.pages[last])-len(s.pages[last]) < len(v) {
		if len(s.pages) >= maxPages {
			s.tooFull = true
			return 0, false
		}
		// A value longer than a page gets one of its own.
		s.pages = append(s.pages, make([]byte, 0, max(pageSize, len(v))))
		last++
	}
	p := s.pages[last]
	pos := uint32(last)<<pageBits | uint32(len(p))
	if len(p) >= pageSize { // behind an oversized value positions cannot be addressed
		s.pages = append(s.pages, make([]byte, 0, max(pageSize, len(v))))
		return s.write(v)
	}
	s.pages[last] = append(p, v...)
	return pos, true
}

func (s *Store) putRef(r Ref) {
	slab := s.nRef >> slabBits
	if int(slab) == len(s.refs) {
		s.refs = append(s.refs, make([]Ref, slabSize))
	}
	s.refs[slab][s.nRef&slabMask] = r
	s.nRef++
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
		s.objects = append(s.objects, make([]object, slabSize))
	}
	s.objects[slab][s.nObj&slabMask] = o
	s.nObj++
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
	o := s.object(id)
	return o.first, o.first + o.count
}

// Ref returns the reference with a number.
func (s *Store) Ref(n uint32) Ref { return s.refs[n>>slabBits][n&slabMask] }

// Owner finds the object that a reference number belongs to.
func (s *Store) Owner(n uint32) ID {
	lo, hi := uint32(0), s.nObj
	for lo < hi {
		m := (lo + hi) / 2
		if o := s.object(ID(m)); o.first+o.count <= n {
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
	n := r.Len()
	if n == 0 {
		return nil
	}
	p := s.pages[r.pos>>pageBits]
	off := int(r.pos & (pageSize - 1))
	return p[off : off+n : off+n]
}

// First returns the first value of an attribute, and whether there is one. A
// value that is present but empty gives nil and true.
func (s *Store) First(id ID, a Attr) ([]byte, bool) {
	o := s.object(id)
	for i := o.first; i < o.first+o.count; i++ {
		if r := s.Ref(i); r.Attr() == a {
			return s.Value(r), true
		}
	}
	return nil, false
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
	o := s.object(id)
	for i := o.first; i < o.first+o.count; i++ {
		if r := s.Ref(i); r.Attr() == a {
			out = append(out, s.Value(r))
		}
	}
	return out
}

// Field returns the first non-empty value of an attribute with its state.
// A value of blanks only counts as a value.
func (s *Store) Field(id ID, a Attr) ([]byte, State) {
	o := s.object(id)
	for i := o.first; i < o.first+o.count; i++ {
		if r := s.Ref(i); r.Attr() == a && r.Len() > 0 {
			return s.Value(r), HasValue
		}
	}
	if s.Files[o.file].Exported.Has(a) {
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
	o := s.object(id)
	for i := o.first; i < o.first+o.count; i++ {
		if r := s.Ref(i); r.Attr() == a && bytes.Equal(s.Value(r), v) {
			return true
		}
	}
	return false
}
