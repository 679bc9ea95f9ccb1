package match

import (
	"bytes"
	"strings"

	"presync/core/directory"
)

const (
	none  = ^uint32(0) // no entity, no reference, no object
	chunk = 4096       // objects between two calls of yield
)

// traits are what is known of a cloud object beside its keys.
type traits uint32

const (
	deleted         traits = 1 << iota // soft-deleted
	namedDeleted                       // only the file's name says so
	guest                              // a guest, or an account with #EXT# in its name
	synced                             // mastered on-premises now
	syncUnknown                        // no file exports the state
	managed                            // authority moved to the cloud
	managedUnknown                     // no file exports that
	immUnknown                         // ImmutableId is not exported
	nameUnknown                        // userPrincipalName is not exported
	addrUnknown                        // neither proxyAddresses nor the primary address is exported
	proxiesUnknown                     // proxyAddresses is not exported
	proxiesEmpty                       // proxyAddresses is known to be empty
	mailPrimary                        // mail stands in for empty proxyAddresses
	privileged                         // in the list of privileged accounts
	modernGroup                        // Microsoft 365 group or dynamic distribution group
	objectIDUnknown                    // OnPremisesObjectIdentifier is not exported
	active                             // the account is enabled
	activeUnknown                      // no file exports that
	claimed                            // an on-premises object in scope leads here
)

// entity is one cloud object, put together from the records of all files that
// describe it. Its keys are numbers of values in the cloud store.
type entity struct {
	first uint32 // first record, in the order of loading
	id    uint32
	imm   uint32
	prim  uint32 // primary SMTP address
	mail  uint32
	upn   uint32
	sid   uint32
	opoi  uint32 // OnPremisesObjectIdentifier
	class directory.Class
	is    traits
}

// cloudSide is the cloud directory with the indexes over its keys.
type cloudSide struct {
	store    *directory.Store
	entities []entity
	of       []uint32 // entity of each record
	next     []uint32 // next record of the same entity; nil when every entity has one

	byImm      table // exact
	byNear     table // the beginning of the ImmutableId, letter case ignored
	byPrimary  table
	byUPN      table
	byAddress  table // every SMTP address, and mail
	bySID      table // exact
	byMail     table // mail of objects whose addresses are not exported
	byGone     table // primary address and sign-in name of deleted objects
	groupNames table

	listed      [numClasses]bool // some file lists objects of the class
	addressed   [numClasses]bool // some file exports addresses of the class
	unaddressed [numClasses]bool // some object of the class has none exported
	noImm       bool             // the ImmutableId of some live user is not exported
	noUPN       bool             // the sign-in name of some live user is not exported
	everSynced  bool             // some object has an ImmutableId or is synchronised
	recipients  bool             // some file lists recipients of every class
	seesDeleted bool             // some file can show deleted users
	suffixes    map[string]bool  // domains of cloud sign-in names
}

const numClasses = int(directory.Other) + 1

// value returns the bytes of a reference; nil for none.
func (c *cloudSide) value(ref uint32) []byte {
	if ref == none {
		return nil
	}
	return c.store.Value(c.store.Ref(ref))
}

// key returns the bytes of a reference as a key: blanks at the ends and the
// prefix of a proxy address removed.
func (c *cloudSide) key(ref uint32) []byte { return keyOf(c.store, ref) }

func keyOf(s *directory.Store, ref uint32) []byte {
	if ref == none {
		return nil
	}
	r := s.Ref(ref)
	v := directory.TrimBlanks(s.Value(r))
	if r.Attr() == directory.ProxyAddresses {
		v = directory.TrimBlanks(directory.SplitAddress(v).Value)
	}
	return v
}

// text is a key of an entity as text to show.
func (c *cloudSide) text(ref uint32) string {
	if ref == none {
		return ""
	}
	r := c.store.Ref(ref)
	return directory.FormatValue(r.Attr(), c.key(ref))
}

// parts calls f with each record of an entity, in the order of loading.
func (c *cloudSide) parts(e uint32, f func(directory.ID)) {
	p := c.entities[e].first
	for {
		f(directory.ID(p))
		if c.next == nil || c.next[p] == none {
			return
		}
		p = c.next[p]
	}
}

// newCloudSide merges the records into objects and indexes their keys.
func newCloudSide(s *directory.Store, opt Options, tick func()) *cloudSide {
	c := &cloudSide{store: s}
	c.merge(tick)
	priv := privilegedSet(opt.Privileged)
	named := make([]bool, len(s.Files))
	for i, f := range s.Files {
		named[i] = namesDeleted(f.Name) && !f.Exported.Has(directory.DeletedDateTime)
		c.seesDeleted = c.seesDeleted || named[i] || f.Exported.Has(directory.DeletedDateTime)
	}
	for e := range c.entities {
		if e%chunk == 0 {
			tick()
		}
		c.read(uint32(e), named)
		c.entities[e].is |= c.privilege(&c.entities[e], priv)
	}
	c.index(tick)
	return c
}

// merge puts records of one object together: by object id, then, for records
// without one, by user principal name.
func (c *cloudSide) merge(tick func()) {
	n := c.store.Len()
	root := make([]uint32, n)
	ids := newTable(c, n, fold)
	bare := 0
	for i := range n {
		if i%chunk == 0 {
			tick()
		}
		root[i] = uint32(i)
		if ref := c.firstRef(uint32(i), directory.CloudID); ref == none {
			bare++
		} else if rep, found := ids.insert(ref, uint32(i)); found {
			root[i] = ids.ent[rep]
		}
	}
	if bare > 0 {
		c.mergeByUPN(root)
	}
	c.number(root)
}

// mergeByUPN joins records without an object id to the object of the same user
// principal name. A deleted record never joins a live one.
func (c *cloudSide) mergeByUPN(root []uint32) {
	live, gone := newTable(c, len(root), fold), newTable(c, 0, fold)
	for _, bare := range []bool{false, true} {
		for i := range root {
			if (c.firstRef(uint32(i), directory.CloudID) == none) != bare {
				continue
			}
			ref := c.firstRef(uint32(i), directory.UserPrincipalName)
			if ref == none {
				continue
			}
			t := &live
			if v, st := c.store.Field(directory.ID(i), directory.DeletedDateTime); st == directory.HasValue && len(v) > 0 {
				t = &gone
			}
			if rep, found := t.insert(ref, root[i]); found && bare {
				root[i] = t.ent[rep]
			}
		}
	}
}

// number gives the objects their numbers, in the order of their first records,
// and chains the records of each.
func (c *cloudSide) number(root []uint32) {
	n := len(root)
	c.of = make([]uint32, n)
	ent := make([]uint32, n) // entity of each root
	tail := make([]uint32, 0, n)
	for i := range ent {
		ent[i] = none
	}
	for i, r := range root {
		if ent[r] == none {
			ent[r] = uint32(len(c.entities))
			c.entities = append(c.entities, entity{first: uint32(i)})
			tail = append(tail, uint32(i))
			c.of[i] = ent[r]
			continue
		}
		c.of[i] = ent[r]
		if c.next == nil {
			c.next = make([]uint32, n)
			for j := range c.next {
				c.next[j] = none
			}
		}
		c.next[tail[ent[r]]] = uint32(i)
		tail[ent[r]] = uint32(i)
	}
}

// firstRef is the number of the first non-empty value of an attribute.
func (c *cloudSide) firstRef(obj uint32, a directory.Attr) uint32 {
	return firstRef(c.store, directory.ID(obj), a)
}

func firstRef(s *directory.Store, id directory.ID, a directory.Attr) uint32 {
	from, to := s.RefRange(id)
	for n := from; n < to; n++ {
		if r := s.Ref(n); r.Attr() == a && r.Len() > 0 {
			return n
		}
	}
	return none
}

// fields collects the first value of each attribute over the records of an
// object, and what the files export.
type fields struct {
	ref      [directory.AttrCount]uint32
	smtp     uint32 // the first primary SMTP address in proxyAddresses
	exported directory.AttrSet
	class    directory.Class
}

func (f *fields) reset() {
	for i := range f.ref {
		f.ref[i] = none
	}
	f.smtp, f.exported, f.class = none, directory.AttrSet{}, directory.ClassUnknown
}

func (f *fields) add(s *directory.Store, id directory.ID) {
	f.exported.Union(s.Files[s.Location(id).File].Exported)
	if c := s.Class(id); f.class == directory.ClassUnknown || c != directory.ClassUnknown && c < f.class {
		f.class = c
	}
	from, to := s.RefRange(id)
	for n := from; n < to; n++ {
		r := s.Ref(n)
		a := r.Attr()
		if r.Len() == 0 {
			continue
		}
		f.ref[a] = prefer(s, f.ref[a], n, from)
		if a == directory.ProxyAddresses && directory.SplitAddress(directory.TrimBlanks(s.Value(r))).IsPrimary() {
			f.smtp = prefer(s, f.smtp, n, from)
		}
	}
}

// prefer chooses between a value that was found and one of the record that begins
// at the reference from. The first value of a record stays. Where two files differ,
// the choice must not depend on their order: it is the lesser text, and true rather
// than false.
func prefer(s *directory.Store, old, n, from uint32) uint32 {
	if old == none {
		return n
	}
	if old >= from {
		return old
	}
	d := bytes.Compare(s.Value(s.Ref(n)), s.Value(s.Ref(old)))
	switch s.Ref(n).Attr() {
	case directory.SyncEnabled, directory.CloudManaged, directory.AccountEnabled:
		d = -d
	}
	if d < 0 {
		return n
	}
	return old
}

// unknown reports whether no file exports an attribute and no record has it.
func (f *fields) unknown(a directory.Attr) bool { return f.ref[a] == none && !f.exported.Has(a) }

// read fills an entity from its records.
func (c *cloudSide) read(e uint32, named []bool) {
	var f fields
	f.reset()
	byName := false
	c.parts(e, func(id directory.ID) {
		f.add(c.store, id)
		byName = byName || named[c.store.Location(id).File]
	})
	o := &c.entities[e]
	o.id, o.upn, o.mail = f.ref[directory.CloudID], f.ref[directory.UserPrincipalName], f.ref[directory.Mail]
	o.sid, o.opoi = f.ref[directory.OnPremSID], f.ref[directory.OnPremObjectID]
	o.imm = f.ref[directory.ImmutableID]
	if o.imm != none && destroyed(c.value(o.imm)) {
		o.imm = none
		o.is |= immUnknown
	} else if f.unknown(directory.ImmutableID) {
		o.is |= immUnknown
	}
	if f.unknown(directory.OnPremObjectID) {
		o.is |= objectIDUnknown
	}
	if f.unknown(directory.UserPrincipalName) {
		o.is |= nameUnknown
	}
	o.is |= c.lifeTraits(&f, byName) | c.syncTraits(&f)
	o.class = c.classOf(&f)
	o.is |= c.kindTraits(&f, o)
	o.prim = c.primary(&f, o)
}

// destroyed reports whether a spreadsheet replaced the cell by an error word.
func destroyed(v []byte) bool { return len(v) > 1 && v[0] == '#' && (v[1] >= 'A' && v[1] <= 'Z') }

func (c *cloudSide) lifeTraits(f *fields, byName bool) traits {
	var is traits
	if len(directory.TrimBlanks(c.value(f.ref[directory.DeletedDateTime]))) > 0 {
		is |= deleted
	} else if byName {
		is |= deleted | namedDeleted
	}
	switch {
	case f.unknown(directory.AccountEnabled):
		is |= activeUnknown
	case isTrue(c.value(f.ref[directory.AccountEnabled])):
		is |= active
	}
	return is
}

func (c *cloudSide) syncTraits(f *fields) traits {
	var is traits
	switch {
	case f.ref[directory.SyncEnabled] != none:
		if isTrue(c.value(f.ref[directory.SyncEnabled])) {
			is |= synced
		}
	case f.exported.Has(directory.SyncEnabled):
	case f.ref[directory.LastDirSync] != none:
		is |= synced
	case !f.exported.Has(directory.LastDirSync):
		is |= syncUnknown
	}
	if v := c.value(f.ref[directory.CloudManaged]); isManaged(v) {
		is |= managed
	} else if f.unknown(directory.CloudManaged) || containsWord(v, "microsoft.graph") {
		is |= managedUnknown
	}
	return is
}

// isManaged reads isCloudManaged: a word of its own, or the member of
// onPremisesSyncBehavior in a cell that holds JSON. Where the cell holds the name of
// a .NET type the value was lost.
func isManaged(v []byte) bool {
	return isTrue(v) || containsWord(v, "iscloudmanaged") && containsWord(v, "true")
}

// kindTraits tells guests and the groups that no on-premises group becomes.
func (c *cloudSide) kindTraits(f *fields, o *entity) traits {
	var is traits
	kind := c.value(f.ref[directory.RecipientType])
	if isWord(c.value(f.ref[directory.UserType]), "guest") || isWord(kind, "guestmailuser") ||
		containsWord(c.value(o.upn), "#ext#") {
		is |= guest
	}
	if containsWord(kind, "contact") || containsWord(kind, "group") {
		c.recipients = true
	}
	if isWord(kind, "groupmailbox") || isWord(kind, "dynamicdistributiongroup") ||
		containsWord(c.value(f.ref[directory.GroupTypes]), "unified") {
		is |= modernGroup
	}
	return is
}

// classOf is the class that the reader found, else what the columns show.
func (c *cloudSide) classOf(f *fields) directory.Class {
	if f.class != directory.ClassUnknown {
		return f.class
	}
	kind := c.value(f.ref[directory.RecipientType])
	switch {
	case containsWord(kind, "contact"):
		return directory.Contact
	case containsWord(kind, "group"):
		return directory.Group
	case len(kind) > 0, f.ref[directory.UserPrincipalName] != none, f.ref[directory.UserType] != none:
		return directory.User
	case f.ref[directory.GroupTypes] != none, f.ref[directory.SecurityEnabled] != none:
		return directory.Group
	}
	return directory.ClassUnknown
}

// primary finds the primary SMTP address and notes what is not known of the
// addresses.
func (c *cloudSide) primary(f *fields, o *entity) uint32 {
	switch {
	case f.unknown(directory.ProxyAddresses):
		o.is |= proxiesUnknown
	case f.ref[directory.ProxyAddresses] == none:
		o.is |= proxiesEmpty
	}
	if f.smtp != none {
		return f.smtp
	}
	if p := f.ref[directory.PrimarySMTP]; p != none {
		return p
	}
	if o.is&proxiesUnknown != 0 && !f.exported.Has(directory.PrimarySMTP) {
		o.is |= addrUnknown
		return none
	}
	if o.is&proxiesEmpty != 0 && o.mail != none {
		o.is |= mailPrimary
		return o.mail
	}
	return none
}

// privilegedSet reads the list of privileged accounts: one user principal name or
// object id an entry, letter case ignored; # begins a comment, except in #EXT#.
func privilegedSet(list []string) map[string]bool {
	set := map[string]bool{}
	for _, line := range list {
		from := 0
		for {
			i := strings.IndexByte(line[from:], '#')
			if i < 0 {
				break
			}
			i += from
			if len(line) >= i+5 && strings.EqualFold(line[i:i+5], "#ext#") {
				from = i + 5
				continue
			}
			line = line[:i]
			break
		}
		if line = strings.TrimSpace(line); line != "" {
			set[strings.ToLower(line)] = true
		}
	}
	return set
}

func (c *cloudSide) privilege(o *entity, set map[string]bool) traits {
	if len(set) == 0 {
		return 0
	}
	for _, ref := range [...]uint32{o.id, o.upn} {
		if ref != none && set[strings.ToLower(string(c.key(ref)))] {
			return privileged
		}
	}
	return 0
}

// namesDeleted reports whether a file is named after deleted users, blanks and
// punctuation ignored.
func namesDeleted(name string) bool {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		if r >= 'a' && r <= 'z' {
			b.WriteRune(r)
		}
	}
	return strings.Contains(b.String(), "deleteduser")
}
