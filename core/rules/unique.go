package rules

import (
	"bytes"
	"slices"

	"presync/core/directory"
)

// pool finds values that stand more than once in the directory. A key is the
// number of a value in the store; equality is decided on the text behind it,
// letter case ignored.
type pool struct {
	store   *directory.Store
	index   *directory.Index
	key     []byte // the key looked for, in lower case
	scratch []byte
	equal   func(n uint32) bool
	pairs   []pair
}

// pair says that a value of another object equals an earlier one.
type pair struct{ first, again uint32 }

func newPool(s *directory.Store, n int) *pool {
	p := &pool{store: s, index: directory.NewIndex(n)}
	p.equal = p.equalKey
	return p
}

// keyOf is the part of a value that must be unique: an SMTP or SIP address
// without its type, anything else as a whole.
func keyOf(a directory.Attr, v []byte) []byte {
	switch a {
	case directory.ProxyAddresses, directory.TargetAddress, directory.SIPAddress:
		if addr := directory.SplitAddress(v); addr.IsSMTP() || addr.IsSIP() {
			return addr.Value
		}
	}
	return v
}

func (p *pool) equalKey(n uint32) bool {
	r := p.store.Ref(n)
	k := keyOf(r.Attr(), p.store.Value(r))
	if len(k) != len(p.key) {
		return p.equalUnicode(k)
	}
	for i, b := range k {
		if lower(b) != p.key[i] {
			return b >= 0x80 && p.equalUnicode(k)
		}
	}
	return true
}

// equalUnicode compares where folding may change the length.
func (p *pool) equalUnicode(k []byte) bool {
	p.scratch = directory.AppendLower(p.scratch[:0], k)
	return bytes.Equal(p.scratch, p.key)
}

// add enters the value with number n; it returns the number of an equal value
// that was there before.
func (p *pool) add(n uint32, key []byte) (uint32, bool) {
	p.key = directory.AppendLower(p.key[:0], key)
	first, fresh := p.index.Insert(directory.Hash(p.key), n, p.equal)
	return first, !fresh
}

// find looks for a value with an equal key.
func (p *pool) find(key []byte) (uint32, bool) {
	p.key = directory.AppendLower(p.key[:0], key)
	return p.index.Find(directory.Hash(p.key), p.equal)
}

// sighting is an address of the current object.
type sighting struct {
	ref uint32
	key []byte
}

// maxSightings bounds the search for a repeated address within one object;
// objects with more addresses are left to the index.
const maxSightings = 12

// address enters a value of the current object into the pool of addresses.
// Within one object mail, userPrincipalName, SIP and SMTP addresses repeat each
// other. When the value is a second proxy address of the object with the same type
// and text, the number of the earlier one comes back, else NoRef.
func (c *checker) address(a directory.Attr, ref uint32, v []byte) (twin uint32) {
	key := keyOf(a, v)
	if isBlankOnly(key) {
		return NoRef
	}
	known := false
	for i := range c.seen {
		if s := &c.seen[i]; len(s.key) == len(key) && sameFold(s.key, key) {
			known = true
			if a == directory.ProxyAddresses && c.sameProxy(s.ref, v) {
				return s.ref
			}
		}
	}
	if len(c.seen) < maxSightings {
		c.seen = append(c.seen, sighting{ref, key})
	}
	if known {
		return NoRef
	}
	first, there := c.addresses.add(ref, key)
	switch {
	case !there:
	case !c.o.owns(first):
		c.addresses.pairs = append(c.addresses.pairs, pair{first, ref})
	case a == directory.ProxyAddresses && c.sameProxy(first, v):
		return first
	}
	return NoRef
}

// sameProxy reports whether the value with number n is a proxy address of the
// same type and text as v.
func (c *checker) sameProxy(n uint32, v []byte) bool {
	r := c.o.store.Ref(n)
	if r.Attr() != directory.ProxyAddresses || r.Len() != len(v) {
		return false
	}
	return sameFold(c.o.store.Value(r), v)
}

// owns reports whether a value belongs to the current object.
func (o *object) owns(n uint32) bool {
	from, to := o.store.RefRange(o.id)
	return n >= from && n < to
}

// sameFold compares ASCII text of one length, letter case ignored; text beyond
// ASCII is compared as it is, which leaves the rare rest to the index.
func sameFold(a, b []byte) bool {
	for i := range a {
		if a[i] != b[i] && lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

// single enters a value into a pool of one attribute.
func (c *checker) single(p *pool, ref uint32, v []byte) {
	if isBlankOnly(v) {
		return
	}
	if first, there := p.add(ref, v); there {
		p.pairs = append(p.pairs, pair{first, ref})
	}
}

// duplicates turns the pairs of all pools into groups of holders and findings.
func (r *Result) duplicates() {
	g := grouper{r: r, canon: map[[16]byte]directory.ID{}}
	g.collect(r.c.addresses, addressAttrs, true)
	g.collect(r.c.aliases, []directory.Attr{directory.MailNickname}, false)
	g.collect(r.c.logons, []directory.Attr{directory.SAMAccountName}, false)
	sortFindings(g.out)
	r.merge(g.out)
}

// addressAttrs share one pool: an address may stand on one object only, in
// whichever of these attributes.
var addressAttrs = []directory.Attr{
	directory.UserPrincipalName, directory.Mail, directory.ProxyAddresses, directory.TargetAddress, directory.SIPAddress,
}

// grouper builds the groups of one pool after the other.
type grouper struct {
	r       *Result
	canon   map[[16]byte]directory.ID
	members []directory.ID
	out     []Finding
}

func (g *grouper) collect(p *pool, attrs []directory.Attr, cross bool) {
	slices.SortFunc(p.pairs, func(a, b pair) int {
		if a.first != b.first {
			return compare(a.first, b.first)
		}
		return compare(a.again, b.again)
	})
	for i := 0; i < len(p.pairs); {
		j := i
		for j < len(p.pairs) && p.pairs[j].first == p.pairs[i].first {
			j++
		}
		g.group(p, p.pairs[i:j], attrs, cross)
		i = j
	}
	p.pairs = nil
}

// group makes one group, unless all holders are records of one object.
func (g *grouper) group(p *pool, pairs []pair, attrs []directory.Attr, cross bool) {
	s := p.store
	g.members = append(g.members[:0], s.Owner(pairs[0].first))
	for _, q := range pairs {
		if id := s.Owner(q.again); id != g.members[len(g.members)-1] {
			g.members = append(g.members, id)
		}
	}
	first := s.Ref(pairs[0].first)
	p.key = directory.AppendLower(p.key[:0], keyOf(first.Attr(), s.Value(first)))

	clear(g.canon)
	var holder [directory.AttrCount]directory.ID // identity of the first holder in an attribute, and 1
	var contested [directory.AttrCount]bool
	conflict := false
	start := len(g.r.holders)
	leader := g.identity(g.members[0])
	for _, id := range g.members {
		who := g.identity(id)
		conflict = conflict || who != leader
		from, to := s.RefRange(id)
		for n := from; n < to; n++ {
			a := s.Ref(n).Attr()
			if !slices.Contains(attrs, a) || s.Ref(n).Len() == 0 || !p.equalKey(n) {
				continue
			}
			g.r.holders = append(g.r.holders, n)
			if holder[a] == 0 {
				holder[a] = who + 1
			} else if holder[a] != who+1 {
				contested[a] = true
			}
		}
	}
	if !conflict {
		g.r.holders = g.r.holders[:start]
		return
	}
	g.r.groups = append(g.r.groups, uint32(len(g.r.holders)))
	g.findings(g.r.holders[start:], uint32(len(g.r.groups)-1), &contested)
}

// findings reports the value once for each holder.
func (g *grouper) findings(holders []uint32, group uint32, contested *[directory.AttrCount]bool) {
	s := g.r.c.o.store
	for _, n := range holders {
		a := s.Ref(n).Attr()
		rule := duplicateRules[a]
		if !contested[a] {
			rule = crossRules[a]
		}
		id := s.Owner(n)
		severity := rule.faults[0].severity
		if rule.grade != nil {
			g.r.c.o.load(id)
			severity = rule.grade(g.r.c, severity)
		}
		g.out = append(g.out, Finding{Object: id, Ref: n, Group: group, Rule: rule.index, Severity: severity, Attr: a})
	}
}

// identity is the same number for all records of one object: records with one
// objectGUID are one object that was exported twice.
func (g *grouper) identity(id directory.ID) directory.ID {
	guid := g.r.c.o.store.Get(id, directory.ObjectGUID)
	if len(guid) != 16 {
		return id
	}
	k := [16]byte(guid)
	if first, ok := g.canon[k]; ok {
		return first
	}
	g.canon[k] = id
	return id
}

func compare(a, b uint32) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
