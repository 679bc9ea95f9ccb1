package session

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"

	"presync/core/directory"
)

// finder looks for a text in values, letter case ignored. Nearly all values are ASCII;
// in those it compares the first and the last byte of the text at eight places at a
// time, and the whole text only where both are there.
type finder struct {
	needle      []byte // in lower case
	first, last pattern
	buf         []byte
}

// pattern is a byte, eight times; fold makes upper case lower where it is a letter.
type pattern struct{ byte, fold uint64 }

const (
	eachByte = 0x0101010101010101
	highBits = 0x8080808080808080
)

func newPattern(b byte) pattern {
	p := pattern{byte: uint64(b) * eachByte}
	if 'a' <= b && b <= 'z' {
		p.fold = 0x20 * eachByte
	}
	return p
}

func newFinder(text string) *finder {
	f := &finder{needle: directory.AppendLower(nil, []byte(text))}
	if n := len(f.needle); n > 0 {
		f.first, f.last = newPattern(f.needle[0]), newPattern(f.needle[n-1])
	}
	return f
}

// in reports whether a value contains the text.
func (f *finder) in(v []byte) bool {
	if !directory.IsASCII(v) {
		f.buf = directory.AppendLower(f.buf[:0], v)
		return bytes.Contains(f.buf, f.needle)
	}
	n := len(f.needle)
	places := len(v) - n + 1
	if n == 0 || places <= 0 {
		return n == 0
	}
	if places < 8 {
		for i := range places {
			if f.at(v[i:]) {
				return true
			}
		}
		return false
	}
	for i := 0; i < places; i += 8 {
		i = min(i, places-8)
		a := (binary.LittleEndian.Uint64(v[i:]) | f.first.fold) ^ f.first.byte
		b := (binary.LittleEndian.Uint64(v[i+n-1:]) | f.last.fold) ^ f.last.byte
		x := a | b
		for hits := (x - eachByte) &^ x & highBits; hits != 0; hits &= hits - 1 {
			if f.at(v[i+bits.TrailingZeros64(hits)>>3:]) {
				return true
			}
		}
	}
	return false
}

// at reports whether an ASCII value begins with the text.
func (f *finder) at(v []byte) bool {
	for i, c := range f.needle {
		b := v[i]
		if 'A' <= b && b <= 'Z' {
			b |= 0x20
		}
		if b != c {
			return false
		}
	}
	return true
}

// attrSet makes a set of attributes.
func attrSet(list ...directory.Attr) (set directory.AttrSet) {
	for _, a := range list {
		set.Add(a)
	}
	return set
}

// objectFinder looks for a text in some attributes of objects.
type objectFinder struct {
	attrs directory.AttrSet
	refs  []directory.Ref
}

// in reports whether a value of an object contains the text. Of values that lie in
// others, as cn does in the distinguished name, only the others are read.
func (o *objectFinder) in(store *directory.Store, id directory.ID, f *finder) bool {
	o.refs = store.AppendRefs(o.refs[:0], id)
	var read [4]directory.Ref
	n := 0
next:
	for _, r := range o.refs {
		if !o.attrs.Has(r.Attr()) {
			continue
		}
		for _, host := range read[:n] {
			if r.Within(host) {
				continue next
			}
		}
		if f.in(store.Value(r)) {
			return true
		}
		if n < len(read) {
			read[n] = r
			n++
		}
	}
	return false
}

// searched remembers which rows contain a text, as far as they were looked at, so
// that another filter, or the next letter typed, need not look again.
type searched struct {
	kind, text  string
	known, hits bitset
}

// begin takes another text up. What does not contain a text does not contain a longer
// one with that text in it.
func (s *searched) begin(kind, text string, n int) {
	switch {
	case s.kind == kind && s.text == text && len(s.known) == len(newBitset(n)):
		return
	case s.kind == kind && s.text != "" && strings.Contains(text, s.text) && len(s.known) == len(newBitset(n)):
		for i := range s.known {
			s.known[i] &^= s.hits[i]
		}
		clear(s.hits)
	default:
		s.known, s.hits = newBitset(n), newBitset(n)
	}
	s.kind, s.text = kind, text
}
