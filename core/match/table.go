package match

import (
	"bytes"
	"slices"

	"presync/core/directory"
)

// mode says how the keys of a table are compared.
type mode uint8

const (
	fold      mode = iota // as keys: trimmed, prefix removed, letter case ignored
	exact                 // byte for byte, as exported
	near                  // the beginning of an ImmutableId, letter case ignored
	localPart             // what stands before the @, letter case ignored
)

// nearLength is the part of a base64 text of 16 bytes that spreadsheets, scripts
// and sloppy encoders leave alone but for its letter case: the 22nd character
// carries unused bits, and the padding behind it may be missing.
const nearLength = 21

// table finds the cloud objects that hold a key. Each entry is a value of an
// entity; entries with an equal key are kept behind the first one, best first.
type table struct {
	c    *cloudSide
	mode mode
	ix   *directory.Index
	ref  []uint32
	ent  []uint32
	more map[uint32][]uint32 // entities with the key of an entry, when there are several
	buf  []byte
}

func newTable(c *cloudSide, n int, m mode) table {
	return table{c: c, mode: m, ix: directory.NewIndex(n), ref: make([]uint32, 0, n), ent: make([]uint32, 0, n)}
}

// normal brings bytes into the form in which they are compared.
func (t *table) normal(dst, v []byte) []byte {
	if t.mode == exact {
		return append(dst, v...)
	}
	return directory.AppendLower(dst, t.cut(v))
}

// cut keeps the part of a key that the table compares.
func (t *table) cut(v []byte) []byte {
	switch t.mode {
	case near:
		v = directory.TrimBlanks(v)
		return v[:min(len(v), nearLength)]
	case localPart:
		if i := bytes.IndexByte(v, '@'); i >= 0 {
			return v[:i]
		}
	}
	return v
}

// stored is the key of a reference before it is brought into form.
func (t *table) stored(ref uint32) []byte {
	if t.mode == exact || t.mode == near {
		return t.c.value(ref)
	}
	return t.c.key(ref)
}

func (t *table) equals(entry uint32, key []byte) bool {
	v := t.stored(t.ref[entry])
	if t.mode == exact {
		return bytes.Equal(v, key)
	}
	return foldsTo(t.cut(v), key)
}

// insert adds a value of an entity unless its key is there; it returns the entry
// of the key and whether it was there.
func (t *table) insert(ref, ent uint32) (uint32, bool) {
	v := t.stored(ref)
	t.buf = t.normal(t.buf[:0], v)
	if len(t.buf) == 0 {
		return none, false
	}
	key := t.buf
	n := uint32(len(t.ref))
	rep, fresh := t.ix.Insert(directory.Hash(key), n, func(i uint32) bool { return t.equals(i, key) })
	if fresh {
		t.ref = append(t.ref, ref)
		t.ent = append(t.ent, ent)
	}
	return rep, !fresh
}

// add is insert for a table whose keys several entities may hold.
func (t *table) add(ref, ent uint32) {
	if ref == none {
		return
	}
	rep, found := t.insert(ref, ent)
	if !found || t.ent[rep] == ent {
		return
	}
	if t.more == nil {
		t.more = map[uint32][]uint32{}
	}
	list := t.more[rep]
	if list == nil {
		list = append(list, t.ent[rep])
	}
	if !slices.Contains(list, ent) {
		t.more[rep] = t.c.keepBest(append(list, ent))
	}
}

// keepBest orders entities and keeps three of each class, so that a value
// shared by very many objects stays cheap: one to answer with, and enough to find
// one that is not among two others.
func (c *cloudSide) keepBest(list []uint32) []uint32 {
	slices.SortFunc(list, c.compare)
	var n [numClasses]int
	return slices.DeleteFunc(list, func(e uint32) bool {
		k := c.entities[e].class
		n[k]++
		return n[k] > 3
	})
}

// compare orders entities by their content, so that the choice among several
// does not depend on the order of the input: accounts before guests, then by
// object id, sign-in name and primary address.
func (c *cloudSide) compare(a, b uint32) int {
	x, y := &c.entities[a], &c.entities[b]
	if d := int(x.is&guest) - int(y.is&guest); d != 0 {
		return d
	}
	if (x.id == none) != (y.id == none) {
		if x.id == none {
			return 1
		}
		return -1
	}
	for _, p := range [...][2]uint32{{x.id, y.id}, {x.upn, y.upn}, {x.prim, y.prim}} {
		if d := bytes.Compare(c.key(p[0]), c.key(p[1])); d != 0 {
			return d
		}
	}
	return int(a) - int(b)
}

// find returns the entry of a key.
func (t *table) find(v []byte) (uint32, bool) {
	if len(t.ref) == 0 {
		return none, false
	}
	t.buf = t.normal(t.buf[:0], v)
	if len(t.buf) == 0 {
		return none, false
	}
	key := t.buf
	return t.ix.Find(directory.Hash(key), func(i uint32) bool { return t.equals(i, key) })
}

// holders returns the entities that hold a key, best first. one is where a single
// holder is put, so that nothing is allocated.
func (t *table) holders(v []byte, one *[1]uint32) []uint32 {
	rep, ok := t.find(v)
	if !ok {
		return nil
	}
	if list := t.more[rep]; list != nil {
		return list
	}
	one[0] = t.ent[rep]
	return one[:]
}

// best returns the entity that holds a key, one of the given class where there
// are several.
func (t *table) best(v []byte, class directory.Class) uint32 {
	var one [1]uint32
	list := t.holders(v, &one)
	for _, e := range list {
		if t.c.entities[e].class == class {
			return e
		}
	}
	if len(list) == 0 {
		return none
	}
	return list[0]
}

// other returns an entity that holds a key and is neither of the two given.
func (t *table) other(v []byte, a, b uint32) uint32 {
	var one [1]uint32
	for _, e := range t.holders(v, &one) {
		if e != a && e != b {
			return e
		}
	}
	return none
}

// index fills the tables. Deleted objects only take part by their ImmutableId,
// and only where no live object has the same.
func (c *cloudSide) index(tick func()) {
	n := len(c.entities)
	c.byImm, c.byNear = newTable(c, n, exact), newTable(c, n, near)
	c.byPrimary, c.byUPN = newTable(c, n, fold), newTable(c, n, fold)
	c.byAddress, c.bySID = newTable(c, 2*n, fold), newTable(c, n, exact)
	c.byMail, c.groupNames, c.byGone = newTable(c, 0, fold), newTable(c, 0, fold), newTable(c, 0, fold)
	c.suffixes = map[string]bool{}
	for e := range c.entities {
		if e%chunk == 0 {
			tick()
		}
		if o := &c.entities[e]; o.is&deleted == 0 {
			c.indexLive(uint32(e), o)
		}
	}
	if c.recipients {
		c.listed[directory.Group], c.listed[directory.Contact] = true, true
	}
	for e := range c.entities {
		o := &c.entities[e]
		if o.is&deleted == 0 {
			continue
		}
		c.byGone.add(o.prim, uint32(e))
		c.byGone.add(o.upn, uint32(e))
		if o.imm != none {
			if rep, found := c.byImm.find(c.value(o.imm)); !found || c.entities[c.byImm.ent[rep]].is&deleted != 0 {
				c.byImm.add(o.imm, uint32(e))
			}
		}
	}
}

func (c *cloudSide) indexLive(e uint32, o *entity) {
	c.listed[o.class] = true
	if o.is&addrUnknown == 0 {
		c.addressed[o.class] = true
	} else {
		c.unaddressed[o.class] = true
		c.byMail.add(o.mail, e)
	}
	c.everSynced = c.everSynced || o.imm != none || o.is&synced != 0
	c.noImm = c.noImm || o.class == directory.User && o.is&immUnknown != 0
	c.noUPN = c.noUPN || o.class == directory.User && o.is&nameUnknown != 0
	c.byImm.add(o.imm, e)
	c.byNear.add(o.imm, e)
	c.byPrimary.add(o.prim, e)
	c.byUPN.add(o.upn, e)
	c.bySID.add(o.sid, e)
	if o.is&guest == 0 && o.upn != none {
		if d, ok := directory.Domain(c.key(o.upn)); ok {
			c.addSuffix(d)
		}
	}
	c.indexAddresses(e)
	if o.class == directory.Group {
		c.parts(e, func(id directory.ID) { c.groupNames.add(firstRef(c.store, id, directory.DisplayName), e) })
	}
}

// lists reports whether some file lists objects of a class. Objects of a class that
// the files do not tell, and deleted users, count as users.
func (c *cloudSide) lists(class directory.Class) bool {
	return c.listed[class] || class == directory.User && (c.listed[directory.ClassUnknown] || c.seesDeleted)
}

func (c *cloudSide) addSuffix(d []byte) {
	c.byUPN.buf = directory.AppendLower(c.byUPN.buf[:0], d)
	if !c.suffixes[string(c.byUPN.buf)] {
		c.suffixes[string(c.byUPN.buf)] = true
	}
}

func (c *cloudSide) indexAddresses(e uint32) {
	c.parts(e, func(id directory.ID) {
		from, to := c.store.RefRange(id)
		for n := from; n < to; n++ {
			r := c.store.Ref(n)
			switch r.Attr() {
			case directory.ProxyAddresses:
				if directory.SplitAddress(directory.TrimBlanks(c.store.Value(r))).IsSMTP() {
					c.byAddress.add(n, e)
				}
			case directory.PrimarySMTP, directory.Mail:
				c.byAddress.add(n, e)
			}
		}
	})
}
