package rules

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math/bits"
	"runtime"
	"slices"

	"presync/core/directory"
)

// pool finds values that stand more than once in the directory, letter case
// ignored. During the pass it only notes the hash of each value, in one of 256
// parts by the hash; when the pass is over each part becomes a hash table small
// enough for the processor's cache. That is two to three times as fast as one
// large table, which misses the cache with every value. Equality is decided on the
// text, so equal hashes never make two values equal.
type pool struct {
	store  *directory.Store
	parts  [poolParts][]uint64 // hash<<32 | number of the value
	tables [poolParts][]uint64 // hash<<32 | number and 1; 0 is free
	key    []byte
	other  []byte
	pairs  []pair
	// contested are the first holders of contested values, each with its group behind
	// it (see contest), sorted.
	contested []uint64
}

const (
	poolParts = 256
	partShift = 24 // of a 32-bit hash
)

// pair says that a value of another object equals an earlier one.
type pair struct{ first, again uint32 }

func newPool(s *directory.Store, n int) *pool {
	p := &pool{store: s}
	for i := range p.parts {
		p.parts[i] = make([]uint64, 0, n/poolParts+n/poolParts/8+4)
	}
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

// UniquePart is the part of a value that only one object may hold: an address
// without its type, anything else as a whole.
func UniquePart(a directory.Attr, v []byte) []byte { return keyOf(a, v) }

// add notes the value with number n.
func (p *pool) add(n uint32, key []byte) {
	h := p.hash(key)
	part := &p.parts[h>>partShift]
	*part = append(*part, uint64(h)<<32|uint64(n))
}

// hash is the same for keys that differ in letter case only.
func (p *pool) hash(key []byte) uint32 {
	h, ascii := foldHash(key)
	if !ascii {
		p.other = directory.AppendLower(p.other[:0], key)
		h, _ = foldHash(p.other)
	}
	return h
}

// finish builds the tables and notes which values stand there already.
func (p *pool) finish() {
	for i := range p.parts {
		p.build(i)
		p.parts[i] = nil
		runtime.Gosched() // see breatheEvery
	}
}

func (p *pool) build(part int) {
	size := 4
	for size*3 < len(p.parts[part])*4 {
		size *= 2
	}
	table, mask := make([]uint64, size), uint32(size-1)
	for _, e := range p.parts[part] {
		h := uint32(e >> 32)
		i := h & mask
		for table[i] != 0 && !(uint32(table[i]>>32) == h && p.equal(uint32(table[i])-1, uint32(e))) {
			i = (i + 1) & mask
		}
		if table[i] == 0 {
			table[i] = e + 1
		} else {
			p.pairs = append(p.pairs, pair{uint32(table[i]) - 1, uint32(e)})
		}
	}
	p.tables[part] = table
}

// find looks for a value with an equal key; the first one is found.
func (p *pool) find(key []byte) (uint32, bool) {
	h := p.hash(key)
	table := p.tables[h>>partShift]
	mask := uint32(len(table) - 1)
	for i := h & mask; table[i] != 0; i = (i + 1) & mask {
		if uint32(table[i]>>32) == h && p.equalKey(uint32(table[i])-1, key) {
			return uint32(table[i]) - 1, true
		}
	}
	return 0, false
}

// isContested reports whether several objects hold the value found under a
// number.
func (p *pool) isContested(first uint32) bool { return p.groupOf(first) != 0 }

// groupOf is the group of the value found under a number, 0 when one object holds it.
func (p *pool) groupOf(first uint32) uint32 {
	i, _ := slices.BinarySearch(p.contested, contest(first, 0))
	if i == len(p.contested) || uint32(p.contested[i]>>32) != first {
		return 0
	}
	return uint32(p.contested[i])
}

// contest packs the first holder of a value and its group into one number.
func contest(first, group uint32) uint64 { return uint64(first)<<32 | uint64(group) }

func (p *pool) keyAt(n uint32) []byte {
	r := p.store.Ref(n)
	return keyOf(r.Attr(), p.store.Value(r))
}

// equal compares the values with two numbers.
func (p *pool) equal(a, b uint32) bool { return p.equalKey(a, p.keyAt(b)) }

// equalKey compares the value with a number with a key.
func (p *pool) equalKey(n uint32, key []byte) bool {
	k := p.keyAt(n)
	if len(k) == len(key) && sameFold(k, key) {
		return true
	}
	if directory.IsASCII(k) && directory.IsASCII(key) {
		return false
	}
	p.key = directory.AppendLower(p.key[:0], k)
	p.other = directory.AppendLower(p.other[:0], key)
	return bytes.Equal(p.key, p.other)
}

// foldHash hashes ASCII text in lower case without writing it, eight bytes at a
// time; ascii is false, and the hash worthless, when there is anything else.
func foldHash(key []byte) (hash uint32, ascii bool) {
	const k = 0x9E3779B97F4A7C15
	h, seen := uint64(len(key))*k, uint64(0)
	for len(key) >= 8 {
		w := binary.LittleEndian.Uint64(key)
		seen |= w
		h = bits.RotateLeft64((h^foldWord(w))*k, 29)
		key = key[8:]
	}
	var w uint64
	for i, b := range key {
		w |= uint64(b) << (8 * i)
	}
	seen |= w
	h = (h ^ foldWord(w)) * k
	h ^= h >> 32
	h *= k
	return uint32(h >> 32), seen&0x8080808080808080 == 0
}

// foldWord lowers the letters among eight ASCII bytes.
func foldWord(w uint64) uint64 {
	const ones = 0x0101010101010101
	fromA := w + (0x80-'A')*ones
	pastZ := w + (0x80-'Z'-1)*ones
	return w | (fromA&^pastZ&(0x80*ones))>>2
}

// sighting is an address of the current object.
type sighting struct {
	ref uint32
	key []byte
}

// maxSightings bounds the search for a repeated address within one object;
// of objects with more addresses the rest is compared when the pass is over.
const maxSightings = 12

// address enters a value of the current object into the pool of addresses.
// Within one object mail, userPrincipalName, SIP and SMTP addresses repeat each
// other. When the value is a second proxy address of the object with the same type
// and text, the number of the earlier one comes back, else NoRef.
func (c *checker) address(a directory.Attr, ref uint32, v, key []byte) (twin uint32) {
	if isBlankOnly(key) {
		return NoRef
	}
	known := false
	for i := range c.seen {
		if s := &c.seen[i]; len(s.key) == len(key) && sameText(s.key, key) {
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
	c.addresses.add(ref, key)
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

// sameText compares text, the case of ASCII letters ignored. Values that the store
// keeps once for several attributes are equal at a glance.
func sameText(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || sameFold(a, b))
}

// sameFold compares text of one length, the case of ASCII letters ignored.
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
	if !isBlankOnly(v) {
		p.add(ref, v)
	}
}

// duplicates turns the pairs of all pools into groups of holders and findings.
func (r *Result) duplicates() {
	g := grouper{r: r, canon: map[[16]byte]directory.ID{}}
	g.collect(r.c.addresses, addressAttrs)
	g.collect(r.c.aliases, []directory.Attr{directory.MailNickname})
	g.collect(r.c.logons, []directory.Attr{directory.SAMAccountName})
	r.c.outside.finish()
	r.c.outside.pairs = nil
	sortFindings(g.out)
	r.merge(g.out)
}

// addressAttrs share one pool: an address may stand on one object only, in
// whichever of these attributes.
var addressAttrs = []directory.Attr{
	directory.UserPrincipalName, directory.Mail, directory.ProxyAddresses, directory.TargetAddress, directory.SIPAddress,
}

// canonLimit is the number of identities after which the map of them is made anew.
const canonLimit = 4096

// grouper builds the groups of one pool after the other.
type grouper struct {
	r       *Result
	canon   map[[16]byte]directory.ID
	members []directory.ID
	out     []Finding
}

func (g *grouper) collect(p *pool, attrs []directory.Attr) {
	p.finish()
	slices.SortFunc(p.pairs, func(a, b pair) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		return cmp.Compare(a.again, b.again)
	})
	for i := 0; i < len(p.pairs); {
		j := i
		for j < len(p.pairs) && p.pairs[j].first == p.pairs[i].first {
			j++
		}
		g.group(p, p.pairs[i:j], attrs)
		i = j
	}
	p.pairs = nil
	slices.Sort(p.contested)
}

// group makes one group, unless all holders are records of one object.
func (g *grouper) group(p *pool, pairs []pair, attrs []directory.Attr) {
	s := p.store
	g.members = append(g.members[:0], s.Owner(pairs[0].first))
	for _, q := range pairs {
		id := s.Owner(q.again)
		if id != g.members[len(g.members)-1] {
			g.members = append(g.members, id)
		} else if id == g.members[0] {
			g.repeated(id, q)
		}
	}
	if len(g.canon) > canonLimit { // clearing a map takes as long as it ever was large
		g.canon = map[[16]byte]directory.ID{}
	}
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
			if !slices.Contains(attrs, a) || s.Ref(n).Len() == 0 || !p.equal(n, pairs[0].first) {
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
	if !conflict || p == g.r.c.aliases && g.userAndContacts() {
		g.r.holders = g.r.holders[:start]
		return
	}
	g.r.groups = append(g.r.groups, uint32(len(g.r.holders)))
	g.r.objects = append(g.r.objects, uint32(len(g.members)))
	group := uint32(len(g.r.groups) - 1)
	p.contested = append(p.contested, contest(pairs[0].first, group))
	g.findings(g.r.holders[start:], group, &contested)
}

// repeated reports a proxy address that stands twice on one object with very many
// addresses; on others that is seen during the pass.
func (g *grouper) repeated(id directory.ID, q pair) {
	s := g.r.c.o.store
	a, b := s.Ref(q.first), s.Ref(q.again)
	if a.Attr() != directory.ProxyAddresses || b.Attr() != a.Attr() || a.Len() != b.Len() ||
		!sameFold(s.Value(a), s.Value(b)) {
		return
	}
	e := flawTable[directory.ProxyAddresses][bits.TrailingZeros64(uint64(proxyRepeated))]
	g.out = append(g.out, Finding{
		Object: id, Ref: q.again, Rule: e.rule.index, Severity: e.severity, Attr: directory.ProxyAddresses,
	})
}

// findings reports the value once for each holder.
func (g *grouper) findings(holders []uint32, group uint32, contested *[directory.AttrCount]bool) {
	s := g.r.c.o.store
	standIns := g.standIns(holders)
	for _, n := range holders {
		a := s.Ref(n).Attr()
		if standIns && (a != directory.Mail || s.Class(s.Owner(n)) != directory.Contact) {
			continue // one finding for each contact is enough, and none for the user
		}
		rule := duplicateRules[a]
		if !contested[a] {
			rule = crossRules[a]
		}
		id := s.Owner(n)
		severity := rule.faults[0].severity
		if standIns {
			severity = standInFault.severity
		}
		if rule.grade != nil {
			g.r.c.o.load(id)
			severity = rule.grade(g.r.c, severity)
		}
		g.out = append(g.out, Finding{Object: id, Ref: n, Group: group, Rule: rule.index, Severity: severity, Attr: a})
	}
}

// identity is the same number for all records of one object: records with one
// objectGUID are one object that was exported twice, and a linked mailbox is one with
// the account that it belongs to.
func (g *grouper) identity(id directory.ID) directory.ID {
	s := g.r.c.o.store
	if g.r.scope[id] == FilterUserNoAnchor {
		if account := s.Get(id, directory.MasterAccountSID); len(account) > 0 {
			for _, m := range g.members {
				if bytes.Equal(s.Get(m, directory.ObjectSID), account) {
					id = m
					break
				}
			}
		}
	}
	guid := s.Get(id, directory.ObjectGUID)
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
