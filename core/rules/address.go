package rules

import (
	"bytes"

	"presync/core/directory"
)

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
	local, domain, ok := splitAt(addr)
	if !ok {
		return noAt
	}
	var s syntax
	if bytes.IndexByte(local, '@') >= 0 {
		s |= manyAts
	}
	switch {
	case len(local) == 0:
		s |= emptyLocal
	case len(local) > localLimit && units(local) > localLimit:
		s |= longLocal
	}
	if oddPeriods(local) {
		s |= edgePeriod
	}
	const bad = domainEmpty | domainMalformed | domainOddChar | domainUnderscore | domainSingle
	if f := c.suffix.judge(domain); f&bad != 0 {
		s |= badDomain
	}
	return s
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

// units is the length of UTF-8 text in UTF-16 code units. A byte that is not
// UTF-8 counts as one.
func units(v []byte) int {
	n := 0
	for _, b := range v {
		switch {
		case b < 0x80 || b >= 0xC0 && b < 0xF0:
			n++
		case b >= 0xF0:
			n += 2
		}
	}
	return n
}

// longer reports whether v has more than limit characters. Most values are short
// enough in bytes already.
func longer(v []byte, limit int) bool { return len(v) > limit && units(v) > limit }

// isBlankOnly reports whether v holds nothing but blanks.
func isBlankOnly(v []byte) bool {
	for i := 0; i < len(v); {
		if v[i] < 0x80 {
			if v[i] != ' ' && (v[i] < '\t' || v[i] > '\r') {
				return false
			}
			i++
			continue
		}
		return isBlankUnicode(v[i:])
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
