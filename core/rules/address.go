package rules

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"presync/core/directory"
)

// form is what one pass over the bytes of an address or a name tells.
type form struct {
	chars  directory.CharClass
	at     int  // place of the last @, -1 without one
	ats    int  // how many there are
	double bool // two periods in a row before the last @
}

// The table of formOf: the classes of a byte, and two bits of its own.
const (
	formAt     = 1 << 31
	formPeriod = 1 << 30
)

var formTable = func() (t [256]uint32) {
	for i := range t {
		c := directory.HasNonASCII
		if i < 0x80 {
			c = charClasses[i]
		}
		t[i] = uint32(c)
	}
	t['@'] |= formAt
	t['.'] |= formPeriod
	return t
}()

// formOf looks once at every byte. Characters outside ASCII are told apart only
// when there are any.
func formOf(v []byte) form {
	f, doubled := formOfWords(v)
	if doubled {
		f = formOfBytes(v)
	}
	if f.chars&directory.HasNonASCII != 0 {
		f.chars = directory.Scan(v)
	}
	return f
}

// formOfWords takes eight bytes at a time, because in a browser each turn of a loop is
// dear. doubled says that there are two periods in a row, without telling where.
func formOfWords(v []byte) (f form, doubled bool) {
	f.at = -1
	var all uint32
	var doubles, before uint64 // before has the lowest bit when the byte before is a period
	i := 0
	for ; i+8 <= len(v); i += 8 {
		w := binary.LittleEndian.Uint64(v[i:])
		all |= formTable[byte(w)] | formTable[byte(w>>8)] | formTable[byte(w>>16)] | formTable[byte(w>>24)] |
			formTable[byte(w>>32)] | formTable[byte(w>>40)] | formTable[byte(w>>48)] | formTable[byte(w>>56)]
		if all&(formAt|formPeriod) == 0 {
			continue
		}
		periods, ats := placesOf(w, '.'), placesOf(w, '@')
		doubles |= periods & (periods<<8 | before)
		before = periods >> 56
		if ats != 0 {
			f.ats += bits.OnesCount64(ats)
			f.at = i + bits.Len64(ats)>>3 - 1
		}
	}
	for ; i < len(v); i++ {
		all |= formTable[v[i]]
		switch v[i] {
		case '.':
			doubles |= before
			before = 0x80
			continue
		case '@':
			f.at = i
			f.ats++
		}
		before = 0
	}
	f.chars = directory.CharClass(all &^ (formAt | formPeriod))
	return f, doubles != 0
}

// placesOf sets the highest bit of each byte of w that is c.
func placesOf(w uint64, c byte) uint64 {
	const ones, low = 0x0101010101010101, 0x7f7f7f7f7f7f7f7f
	w ^= uint64(c) * ones
	return ^((w&low + low) | w | low)
}

// formOfBytes takes one byte at a time.
func formOfBytes(v []byte) form {
	f := form{at: -1}
	var all, last uint32
	doubled := -1
	for i, b := range v {
		t := formTable[b]
		all |= t
		if t&(formAt|formPeriod) != 0 {
			if t&formAt != 0 {
				f.at = i
				f.ats++
			} else if last&formPeriod != 0 && doubled < 0 {
				doubled = i
			}
		}
		last = t
	}
	f.chars = directory.CharClass(all &^ (formAt | formPeriod))
	f.double = doubled >= 0 && (f.at < 0 || doubled < f.at)
	return f
}

// The limits of a mail address (RFC 5321, section 4.5.3.1).
const (
	localLimit   = 64
	addressLimit = 256 // IdFix and Microsoft count the whole value
)

// syntax is what is wrong with a mail address beside its characters.
type syntax uint16

const (
	noAt       syntax = 1 << iota
	manyAts           // more than one @
	emptyLocal        // nothing before the @
	longLocal         // more than 64 characters before the @
	edgePeriod        // a period at an edge of the part before the @, or two in a row
	badDomain         // not a fully qualified domain name of letters, digits and hyphens
)

// splitAt cuts an address at its last @. Without one everything is local.
func splitAt(addr []byte) (local, domain []byte, ok bool) {
	i := bytes.LastIndexByte(addr, '@')
	if i < 0 {
		return addr, nil, false
	}
	return addr[:i], addr[i+1:], true
}

// addressSyntax checks an address against RFC 5321 and RFC 5322, all but its
// characters.
func (c *checker) addressSyntax(addr []byte) syntax {
	s, _ := c.syntaxOf(addr, formOf(addr))
	return s
}

// syntaxOf is addressSyntax for an address whose form is known. It also gives what is
// known of the part behind the last @, where there is one.
func (c *checker) syntaxOf(addr []byte, f form) (s syntax, facts domainFacts) {
	if f.ats == 0 {
		return noAt, 0
	}
	local := addr[:f.at]
	facts = c.suffix.judge(addr[f.at+1:])
	if f.ats > 1 {
		s |= manyAts
	}
	switch n := len(local); {
	case n == 0:
		s |= emptyLocal
	case f.double || local[0] == '.' || local[n-1] == '.':
		s |= edgePeriod
	}
	if len(local) > localLimit && directory.Units(local) > localLimit {
		s |= longLocal
	}
	const bad = domainEmpty | domainMalformed | domainOddChar | domainUnderscore | domainSingle
	if facts&bad != 0 {
		s |= badDomain
	}
	return s, facts
}

// oddPeriods reports a period at an edge or two in a row.
func oddPeriods(local []byte) bool {
	n := len(local)
	return n > 0 && (local[0] == '.' || local[n-1] == '.') || doublePeriod(local)
}

func doublePeriod(v []byte) bool {
	for i := 1; i < len(v); i++ {
		if v[i] == '.' && v[i-1] == '.' {
			return true
		}
	}
	return false
}

// longer reports whether v has more than limit characters. Most values are short
// enough in bytes already.
func longer(v []byte, limit int) bool { return len(v) > limit && directory.Units(v) > limit }

// isBlankOnly reports whether v holds nothing but blanks. The first byte nearly
// always says no.
func isBlankOnly(v []byte) bool {
	return len(v) == 0 || (v[0] <= ' ' || v[0] >= 0x80) && allBlank(v)
}

func allBlank(v []byte) bool {
	for i, b := range v {
		switch {
		case b >= 0x80:
			return isBlankUnicode(v[i:])
		case b != ' ' && (b < '\t' || b > '\r'):
			return false
		}
	}
	return true
}

func isBlankUnicode(v []byte) bool {
	for _, r := range string(v) {
		if !directory.IsBlank(r) {
			return false
		}
	}
	return true
}

// blanks are the kinds of character that a mail address may not hold because
// they are blank or invisible.
const blanks = directory.HasSpace | directory.HasOtherBlank

// quotes are the straight and the curly double quotation marks.
const quotes = directory.HasQuote | directory.HasCurlyQuote
