// Package forest invents a directory forest of any size: people, groups, contacts
// and organizational units with the defects that real directories have, and the
// cloud tenant that belongs to it.
//
// Object number i of a forest depends on nothing but the seed and i, so objects are
// written one after the other without being kept, and a duplicate can name the value
// of any other object.
package forest

// Forest is an invented forest.
type Forest struct {
	objects int
	seed    uint64
	people  []person
}

// New makes a forest with a number of objects.
func New(objects int, seed uint64) *Forest {
	return &Forest{objects: objects, seed: seed, people: inventPeople()}
}

// class is the kind of an object.
type class uint8

const (
	user class = iota
	group
	contact
	unit
)

// String is the value of objectClass.
func (c class) String() string {
	return [...]string{user: "user", group: "group", contact: "contact", unit: "organizationalUnit"}[c]
}

// Of a hundred objects this many are groups and contacts; the rest are users, but for
// a few organizational units.
const (
	groupPercent   = 10
	contactPercent = 5
	unitPerMille   = 1
)

// defectPerMille of the objects have a defect.
const defectPerMille = 50

// salt keeps the random decisions about one object apart.
type salt uint64

const (
	saltClass salt = iota
	saltDefect
	saltDefectKind
	saltOther
	saltGUID
	saltGUIDTail
	saltPlace
	saltJob
	saltAddresses
	saltPhone
	saltTimes
	saltCloud
	saltCloudID
)

// random gives a number that depends on the seed, the object and the decision only
// (the finalizer of SplitMix64).
func (f *Forest) random(i int, s salt) uint64 {
	z := f.seed + uint64(i)*0x9e3779b97f4a7c15 + uint64(s)*0xd1b54a32d192ed03
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// pick chooses an element by a random number.
func pick[T any](list []T, random uint64) T { return list[random%uint64(len(list))] }

// classOf is the class of object i.
func (f *Forest) classOf(i int) class {
	r := f.random(i, saltClass) % 1000
	switch {
	case r < unitPerMille:
		return unit
	case r < unitPerMille+10*groupPercent:
		return group
	case r < unitPerMille+10*(groupPercent+contactPercent):
		return contact
	}
	return user
}

// other gives another user than object i, or i itself where there is none nearby.
func (f *Forest) other(i int) int {
	j := int(f.random(i, saltOther) % uint64(f.objects))
	for range 100 {
		if j != i && f.classOf(j) == user {
			return j
		}
		j = (j + 1) % f.objects
	}
	return i
}

// object is one directory object with the values of its attributes.
type object struct {
	class  class
	index  int
	dn     string
	values [attributeCount][]string
}

func (o *object) set(a attribute, v ...string) { o.values[a] = append(o.values[a][:0], v...) }
func (o *object) add(a attribute, v string)    { o.values[a] = append(o.values[a], v) }
func (o *object) clear(a attribute)            { o.values[a] = o.values[a][:0] }
func (o *object) first(a attribute) string     { return o.values[a][0] }

// fill makes o object i.
func (f *Forest) fill(o *object, i int) {
	for a := range o.values {
		o.values[a] = o.values[a][:0]
	}
	o.index = i
	o.class = f.classOf(i)
	switch o.class {
	case user:
		f.fillUser(o)
	case group:
		f.fillGroup(o)
	case contact:
		f.fillContact(o)
	case unit:
		f.fillUnit(o)
	}
	if f.random(i, saltDefect)%1000 < defectPerMille {
		if kinds := defects[o.class]; len(kinds) > 0 {
			pick(kinds, f.random(i, saltDefectKind))(f, o)
		}
	}
}
