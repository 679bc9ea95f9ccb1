package match

import (
	"bytes"
	"slices"

	"presync/core/directory"
)

// claims finds the values and the cloud objects that two on-premises objects
// reach for. Two records with one objectGUID are one object, exported twice, and
// no rivals.
type claims struct {
	smtp, upn, anchor rivals
	cloud             map[uint32]*contest
	first             []uint32 // first object that takes each cloud object
}

// rivals groups the objects in scope that hold one value. Only the first holder
// of each value is in the index; a group is made when a second one comes.
type rivals struct {
	kind   sharedKeys // the one key
	ix     *directory.Index
	groups map[directory.ID]*contest
}

// contest is what is known of a contested value or cloud object.
type contest struct {
	list        [maxMembers]directory.ID // the first rivals by distinguished name
	held        int                      // how many of list are in use
	n           int                      // how many rivals there are
	score, best int                      // the best agreement with a synchronised object, and how many have it
	lead        directory.ID             // one of those
}

// maxMembers is how many rivals a contest names: five beside the object that asks.
const maxMembers = 6

// members are the rivals that the contest can name.
func (c *contest) members() []directory.ID { return c.list[:c.held] }

// enrol adds a rival and reports whether it is a new one.
func (r *Result) enrol(c *contest, o directory.ID) bool {
	for _, m := range c.members() {
		if r.sameObject(m, o) {
			return false
		}
	}
	c.n++
	at, _ := slices.BinarySearchFunc(c.members(), o, r.compareNames)
	if at == maxMembers {
		return true
	}
	c.held = min(c.held+1, maxMembers)
	copy(c.list[at+1:c.held], c.list[at:])
	c.list[at] = o
	return true
}

// compareNames orders on-premises objects by their content.
func (r *Result) compareNames(a, b directory.ID) int {
	s := r.in.OnPrem
	for _, attr := range [...]directory.Attr{directory.DN, directory.ObjectGUID} {
		if d := bytes.Compare(s.Get(a, attr), s.Get(b, attr)); d != 0 {
			return d
		}
	}
	return int(a) - int(b)
}

func (c *claims) init(r *Result) {
	n := r.in.OnPrem.Len()
	c.smtp = rivals{kind: sharedSMTP, ix: directory.NewIndex(n), groups: map[directory.ID]*contest{}}
	c.upn = rivals{kind: sharedUPN, ix: directory.NewIndex(n), groups: map[directory.ID]*contest{}}
	c.anchor = rivals{kind: sharedAnchor, ix: directory.NewIndex(0), groups: map[directory.ID]*contest{}}
	c.cloud = map[uint32]*contest{}
}

// add registers the keys of an object in scope.
func (c *claims) add(r *Result, o directory.ID) {
	k := &r.keys[o]
	if k.smtp != none {
		c.smtp.add(r, o, func(i directory.ID) []byte { return r.value(r.keys[i].smtp) })
	}
	if class := r.class(o); class == directory.User {
		if k.upn != none {
			c.upn.add(r, o, func(i directory.ID) []byte { return r.value(r.keys[i].upn) })
		}
		if v := r.in.OnPrem.Get(o, directory.ConsistencyGUID); len(v) > 0 && r.usesConsistency() {
			c.anchor.addExact(r, o, v)
		}
	}
}

func (r *Result) usesConsistency() bool {
	return r.anchorBy == anchorAuto || r.anchorBy == anchorConsistency
}

func (g *rivals) add(r *Result, o directory.ID, key func(directory.ID) []byte) {
	r.buf = directory.AppendLower(r.buf[:0], key(o))
	v := r.buf
	rep, fresh := g.ix.Insert(directory.Hash(v), uint32(o), func(i uint32) bool { return foldsTo(key(directory.ID(i)), v) })
	if !fresh {
		g.join(r, directory.ID(rep), o)
	}
}

func (g *rivals) addExact(r *Result, o directory.ID, v []byte) {
	rep, fresh := g.ix.Insert(directory.Hash(v), uint32(o), func(i uint32) bool {
		return bytes.Equal(r.in.OnPrem.Get(directory.ID(i), directory.ConsistencyGUID), v)
	})
	if !fresh {
		g.join(r, directory.ID(rep), o)
	}
}

func (g *rivals) join(r *Result, rep, o directory.ID) {
	r.keys[rep].shared |= g.kind
	r.keys[o].shared |= g.kind
	if r.sameObject(rep, o) {
		return
	}
	c := g.groups[rep]
	if c == nil {
		c = &contest{}
		r.enrol(c, rep)
		g.groups[rep] = c
	}
	r.enrol(c, o)
}

// alone reports whether an object is known to be the only one with its value, which
// most objects are.
func (g *rivals) alone(r *Result, o directory.ID) bool {
	k := &r.keys[o]
	return !k.out && k.shared&g.kind == 0
}

// find returns the group of a value, nil when a single object holds it.
func (g *rivals) find(r *Result, v []byte, key func(directory.ID) []byte) *contest {
	if len(g.groups) == 0 || len(v) == 0 {
		return nil
	}
	r.buf = directory.AppendLower(r.buf[:0], v)
	low := r.buf
	rep, ok := g.ix.Find(directory.Hash(low), func(i uint32) bool { return foldsTo(key(directory.ID(i)), low) })
	if !ok {
		return nil
	}
	return g.groups[directory.ID(rep)]
}

func (g *rivals) findExact(r *Result, v []byte) *contest {
	if len(g.groups) == 0 || len(v) == 0 {
		return nil
	}
	rep, ok := g.ix.Find(directory.Hash(v), func(i uint32) bool {
		return bytes.Equal(r.in.OnPrem.Get(directory.ID(i), directory.ConsistencyGUID), v)
	})
	if !ok {
		return nil
	}
	return g.groups[directory.ID(rep)]
}

// sameObject reports whether two records describe one on-premises object: by
// objectGUID, else by the distinguished name.
func (r *Result) sameObject(a, b directory.ID) bool {
	s := r.in.OnPrem
	x, y := s.Get(a, directory.ObjectGUID), s.Get(b, directory.ObjectGUID)
	if len(x) > 0 && len(y) > 0 {
		return bytes.Equal(x, y)
	}
	x, y = s.Get(a, directory.DN), s.Get(b, directory.DN)
	return len(x) > 0 && sameFold(x, y)
}

// smtpRivals, upnRivals and anchorRivals return the group that an object belongs
// to, nil when it is alone.
func (r *Result) smtpRivals(o directory.ID) *contest {
	if r.claims.smtp.alone(r, o) {
		return nil
	}
	return r.claims.smtp.find(r, r.value(r.keys[o].smtp), func(i directory.ID) []byte { return r.value(r.keys[i].smtp) })
}

func (r *Result) upnRivals(o directory.ID) *contest {
	if r.class(o) != directory.User || r.claims.upn.alone(r, o) {
		return nil
	}
	return r.claims.upn.find(r, r.value(r.keys[o].upn), func(i directory.ID) []byte { return r.value(r.keys[i].upn) })
}

func (r *Result) anchorRivals(o directory.ID) *contest {
	if r.class(o) != directory.User || !r.usesConsistency() || r.claims.anchor.alone(r, o) {
		return nil
	}
	return r.claims.anchor.findExact(r, r.in.OnPrem.Get(o, directory.ConsistencyGUID))
}

// settle gives D-20 where two objects claim one value or one cloud object.
func (r *Result) settle() {
	r.claims.first = make([]uint32, r.entities())
	for i := range r.claims.first {
		r.claims.first[i] = none
	}
	for i := range r.verdicts {
		r.reach(&r.verdicts[i])
	}
	for i := range r.verdicts {
		if v := &r.verdicts[i]; v.Row != Filtered && v.Row != LinkedMailbox {
			r.resolve(v)
		}
	}
}

// resolve looks whether another object in scope claims what v claims. A conflict
// and what the hard side says stay and note the rival; anything else gives way.
// One anchor on two objects that reach for one cloud object is settled by who
// else agrees with it.
func (r *Result) resolve(v *Verdict) {
	soft := r.smtpRivals(v.Object) != nil || r.upnRivals(v.Object) != nil
	cloud := r.cloudRivals(v)
	if !soft && cloud == nil && r.anchorRivals(v.Object) == nil {
		return
	}
	if soft && r.joins(v) {
		return
	}
	if !r.yields(v, soft, cloud) {
		v.Also.add(DuplicateOnPrem)
		return
	}
	why := Plain
	if v.Row == AlreadySynced && cloud.best == 1 && cloud.score > 0 {
		why = RivalAgrees
	}
	v.Row, v.Severity, v.Reason, v.Also = DuplicateOnPrem, Error, why, 0
	v.Assumptions &^= matchAssumptions
}

func (r *Result) yields(v *Verdict, soft bool, cloud *contest) bool {
	switch v.Row {
	case SoftSMTP, SoftMail, SoftUPN, SoftBoth, SoftGroup, SoftContact:
		return soft || cloud != nil
	case SecondaryCollision, ProvisionNew, KeyMasked, SecondaryOnly:
		return soft
	case Indeterminate:
		return soft && (v.Reason == NoCloudExport || v.Reason == ClassNotListed)
	case HardMatch, HardRestore:
		return cloud != nil
	case AlreadySynced:
		return cloud != nil && !(cloud.score > 0 && cloud.best == 1 && r.agreement(v.Object, v.Cloud) == cloud.score)
	}
	return false
}

// reached is the cloud object that a verdict takes over or is linked to.
func reached(v *Verdict) uint32 {
	switch {
	case v.Row.TakesOver(), v.Row == AlreadySynced, v.Row == CrossMatch && v.Reason == Plain:
		return v.Cloud
	case v.Row == CrossMatch:
		return v.Other
	}
	return none
}

// reach registers what a verdict reaches for.
func (r *Result) reach(v *Verdict) {
	e := reached(v)
	if e == none {
		return
	}
	c := &r.claims
	rep := c.first[e]
	if rep == none {
		c.first[e] = uint32(v.Object)
		return
	}
	if r.sameObject(directory.ID(rep), v.Object) {
		return
	}
	group := c.cloud[e]
	if group == nil {
		group = &contest{}
		r.enter(group, directory.ID(rep), e)
		c.cloud[e] = group
	}
	r.enter(group, v.Object, e)
}

// cloudRivals is the group that reaches for the cloud object of a verdict, nil
// when it is alone.
func (r *Result) cloudRivals(v *Verdict) *contest {
	if e := reached(v); e != none {
		return r.claims.cloud[e]
	}
	return nil
}

// enter adds an object that reaches for a cloud object.
func (r *Result) enter(c *contest, o directory.ID, e uint32) {
	if !r.enrol(c, o) {
		return
	}
	switch score := r.agreement(o, e); {
	case score > c.score:
		c.score, c.best, c.lead = score, 1, o
	case score == c.score:
		c.best++
	}
}

// agreement says how well an object fits the cloud object that its anchor names:
// by the security identifier, else by the sign-in name.
func (r *Result) agreement(o directory.ID, e uint32) int {
	c := &r.cloud.entities[e]
	score := 0
	if sid := r.in.OnPrem.Get(o, directory.ObjectSID); len(sid) > 0 && bytes.Equal(sid, r.cloud.value(c.sid)) {
		score += 2
	}
	if upn := r.value(r.keys[o].upn); len(upn) > 0 && sameFold(upn, r.cloud.key(c.upn)) {
		score++
	}
	return score
}
