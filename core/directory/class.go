package directory

// Class is the kind of object, as synchronisation sees it.
type Class uint8

// The classes. Other is everything that synchronisation never sends as an object
// of its own (organisational units, printers, containers).
const (
	ClassUnknown Class = iota // no object class in the export
	User
	Group
	Contact
	Computer
	Other
)

// String returns the word used in outputs.
func (c Class) String() string {
	switch c {
	case User:
		return "user"
	case Group:
		return "group"
	case Contact:
		return "contact"
	case Computer:
		return "computer"
	case Other:
		return "other"
	}
	return "unknown"
}

// ClassByName is the inverse of Class.String.
func ClassByName(s string) (Class, bool) {
	for c := ClassUnknown; c <= Other; c++ {
		if c.String() == s {
			return c, true
		}
	}
	return ClassUnknown, false
}

// ClassSet is a set of classes.
type ClassSet uint8

// Classes makes a set.
func Classes(cs ...Class) ClassSet {
	var s ClassSet
	for _, c := range cs {
		s |= 1 << c
	}
	return s
}

// Has reports whether c is in the set.
func (s ClassSet) Has(c Class) bool { return s&(1<<c) != 0 }

// ClassFolder finds the class of an object from its objectClass values, in
// whatever order they come. A computer is also a user by inheritance, so the
// order of precedence is fixed: computer, then group and contact, then user.
type ClassFolder struct {
	seen       uint8
	structural []byte
}

const (
	seenUser uint8 = 1 << iota
	seenGroup
	seenContact
	seenComputer
	seenAny
)

// Reset prepares for the next object.
func (f *ClassFolder) Reset() { f.seen, f.structural = 0, f.structural[:0] }

// Add takes one objectClass value.
func (f *ClassFolder) Add(v []byte) {
	f.seen |= seenAny
	switch {
	case equalFoldASCII(v, "user"), equalFoldASCII(v, "inetOrgPerson"):
		f.seen |= seenUser
	case equalFoldASCII(v, "group"):
		f.seen |= seenGroup
	case equalFoldASCII(v, "contact"):
		f.seen |= seenContact
	case equalFoldASCII(v, "computer"), equalFoldASCII(v, "msDS-GroupManagedServiceAccount"),
		equalFoldASCII(v, "msDS-ManagedServiceAccount"):
		f.seen |= seenComputer
	}
	f.structural = append(f.structural[:0], v...)
}

// Structural is the most derived class: the last value.
func (f *ClassFolder) Structural() []byte { return f.structural }

// Class returns the result.
func (f *ClassFolder) Class() Class {
	switch {
	case f.seen == 0:
		return ClassUnknown
	case f.seen&seenComputer != 0:
		return Computer
	case f.seen&seenGroup != 0:
		return Group
	case f.seen&seenContact != 0:
		return Contact
	case f.seen&seenUser != 0:
		return User
	}
	return Other
}

// equalFoldASCII compares v with the ASCII word s, letter case ignored, without
// allocating.
func equalFoldASCII(v []byte, s string) bool {
	if len(v) != len(s) {
		return false
	}
	for i := range v {
		if lowerTable[v[i]] != lowerTable[s[i]] {
			return false
		}
	}
	return true
}
