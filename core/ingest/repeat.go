package ingest

import (
	"bytes"

	"presync/core/directory"
	"presync/core/message"
)

// Repeats are the records of a store that describe an object which an earlier record
// describes already: exports of overlapping parts of a directory, or of several
// tools, in files of their own or put together in one.
type Repeats struct {
	first []directory.ID // of each record the first one of its object; nil when none repeats
	n     int
}

// FindRepeats compares the records of a store: on premises by objectGUID, and by
// distinguished name where that is missing; cloud objects by their id.
func FindRepeats(s *directory.Store, role Role) Repeats {
	r := Repeats{first: make([]directory.ID, s.Len())}
	key, name := directory.ObjectGUID, directory.DN
	if role == Cloud {
		key, name = directory.CloudID, directory.AttrNone
	}
	ids, names := identities{store: s, attr: key}, identities{store: s, attr: name}
	ids.twins, names.twins = directory.NewTwins(s.Len()), directory.NewTwins(0)
	for i := range r.first {
		id := directory.ID(i)
		r.first[i] = id
		if !ids.add(id) && name != directory.AttrNone {
			names.add(id)
		}
	}
	for _, in := range [...]*identities{&ids, &names} {
		in.twins.Find(in.same, func(first, again uint32) {
			r.first[again] = directory.ID(first)
			r.n++
		})
	}
	if r.n == 0 {
		r.first = nil
	}
	return r
}

// identities compares records by one attribute: GUIDs byte by byte, anything else
// letter case ignored.
type identities struct {
	store       *directory.Store
	attr        directory.Attr
	twins       *directory.Twins
	fold, other []byte
}

// add notes a record; false when it lacks the attribute.
func (in *identities) add(id directory.ID) bool {
	v := in.store.Get(id, in.attr)
	if len(v) == 0 {
		return false
	}
	if in.attr != directory.ObjectGUID {
		in.fold = directory.AppendLower(in.fold[:0], v)
		v = in.fold
	}
	in.twins.Add(directory.Hash(v), uint32(id))
	return true
}

// same reports whether two records have the same identity.
func (in *identities) same(a, b uint32) bool {
	v, w := in.store.Get(directory.ID(a), in.attr), in.store.Get(directory.ID(b), in.attr)
	if in.attr == directory.ObjectGUID {
		return bytes.Equal(v, w)
	}
	in.fold, in.other = directory.AppendLower(in.fold[:0], v), directory.AppendLower(in.other[:0], w)
	return bytes.Equal(in.fold, in.other)
}

// Len is the number of records that repeat an object.
func (r Repeats) Len() int { return r.n }

// First is the first record of the object that a record describes.
func (r Repeats) First(id directory.ID) directory.ID {
	if r.first == nil {
		return id
	}
	return r.first[id]
}

// Merge makes one object of the records of each in a store. The repeats do not apply
// to it any more.
func (r Repeats) Merge(s *directory.Store) {
	if r.first != nil {
		s.Merge(r.first)
	}
}

// notCompared are attributes that tools show differently, letter case included.
var notCompared = attrSet(directory.CloudID, directory.WhenCreated, directory.LastDirSync, directory.AssignedLicenses,
	directory.ProvisioningErrors, directory.DeletedDateTime, directory.AlternateEmail, directory.RecipientType)

// Report adds to the reports of a store's files what repeats and where the records of
// one object differ.
func (r Repeats) Report(s *directory.Store, role Role, reports []Report) {
	if r.first == nil {
		return
	}
	c := comparison{store: s, found: map[difference]*differing{}}
	for i, first := range r.first {
		if id := directory.ID(i); id != first {
			c.compare(first, id)
		}
	}
	for i := range reports {
		if reports[i].Role == role && reports[i].Objects > 0 {
			c.report(&reports[i])
		}
	}
}

// difference is what is counted together: an attribute on which two files disagree,
// AttrNone for the objects that both hold.
type difference struct {
	first, again uint16
	attr         directory.Attr
}

// differing counts the objects of a difference; the first one is the example.
type differing struct {
	n           int64
	first, here directory.ID
}

type comparison struct {
	store *directory.Store
	found map[difference]*differing
	order []difference
	x, y  []directory.Ref // of the records compared
	a, b  [][]byte
}

// compare compares two records of one object attribute by attribute, in what both
// files export.
func (c *comparison) compare(first, again directory.ID) {
	s := c.store
	at := difference{first: s.Location(first).File, again: s.Location(again).File}
	c.count(at, first, again)
	c.x, c.y = s.AppendRefs(c.x[:0], first), s.AppendRefs(c.y[:0], again)
	if c.same() {
		return
	}
	x, y := s.Files[at.first].Exported, s.Files[at.again].Exported
	done := notCompared
	for _, refs := range [2][]directory.Ref{c.x, c.y} {
		for _, r := range refs {
			a := r.Attr()
			if done.Has(a) {
				continue
			}
			done.Add(a)
			if x.Has(a) && y.Has(a) && !c.equal(a) {
				at.attr = a
				c.count(at, first, again)
			}
		}
	}
}

// same reports whether both records hold the same values in the same order, as two
// exports of one tool do.
func (c *comparison) same() bool {
	if len(c.x) != len(c.y) {
		return false
	}
	for i, r := range c.x {
		if r.Attr() != c.y[i].Attr() || !bytes.Equal(c.store.Value(r), c.store.Value(c.y[i])) {
			return false
		}
	}
	return true
}

func (c *comparison) count(at difference, first, again directory.ID) {
	d := c.found[at]
	if d == nil {
		d = &differing{first: first, here: again}
		c.found[at] = d
		c.order = append(c.order, at)
	}
	d.n++
}

// equal compares the values of an attribute, whatever their order. Of addresses only
// SMTP ones count: cloud tools differ in which others they show.
func (c *comparison) equal(a directory.Attr) bool {
	c.a, c.b = c.values(c.a[:0], c.x, a), c.values(c.b[:0], c.y, a)
	if len(c.a) != len(c.b) {
		return false
	}
	for i, v := range c.a {
		j := i
		for j < len(c.b) && !bytes.Equal(c.b[j], v) {
			j++
		}
		if j == len(c.b) {
			return false
		}
		c.b[i], c.b[j] = c.b[j], c.b[i]
		if i == maxCompared {
			break // a list this long is the same
		}
	}
	return true
}

// maxCompared bounds the work on very long lists.
const maxCompared = 200

func (c *comparison) values(dst [][]byte, refs []directory.Ref, a directory.Attr) [][]byte {
	for _, r := range refs {
		if r.Attr() != a || r.Len() == 0 {
			continue
		}
		v := c.store.Value(r)
		if a == directory.ProxyAddresses && !directory.SplitAddress(v).IsSMTP() {
			continue
		}
		dst = append(dst, v)
	}
	return dst
}

// report adds the diagnostics of one file, as the one that came later.
func (c *comparison) report(rep *Report) {
	var d diagnostics
	for _, at := range c.order {
		if at.again != rep.Index {
			continue
		}
		f, file := c.found[at], c.store.Files[at.first].Name
		where := c.store.Location(f.here)
		repeated, differs := "object-repeated", "object-differs"
		if at.first == at.again {
			repeated, differs = "object-again", "object-differs-here"
		}
		if at.attr == directory.AttrNone {
			rep.Repeated += f.n
			d.add(repeated, Note, place{line: int64(where.Line), offset: where.Offset},
				message.Num("n", f.n), message.Text("file", file))
		} else {
			name := c.store.Name(f.here)
			d.add(differs, Note, place{line: int64(where.Line), offset: where.Offset},
				message.Num("n", f.n), message.Text("file", file), message.Text("attribute", at.attr.String()),
				message.Text("object", name), message.Text("there", c.text(f.first, at.attr)), message.Text("here", c.text(f.here, at.attr)))
		}
		d.list[len(d.list)-1].Count = f.n
	}
	rep.Diagnostics = append(rep.Diagnostics, d.list...)
}

// text is what an attribute holds, as an example.
func (c *comparison) text(id directory.ID, a directory.Attr) string {
	var out []byte
	for i, v := range c.values(nil, c.store.AppendRefs(nil, id), a) {
		if i > 0 {
			out = append(out, " | "...)
		}
		out = append(out, directory.FormatValue(a, v)...)
	}
	return excerpt(out)
}
