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

// rivals groups the objects in scope that hold one value. Most values have a single
// holder, so a group is made when a second one comes.
type rivals struct {
	kind   sharedKeys // the one key
	twins  *directory.Twins
	first  map[directory.ID]directory.ID // of each further record of a value the first one
	groups map[directory.ID]*contest     // by first record
}

func newRivals(kind sharedKeys, n int) rivals {
	return rivals{
		kind: kind, twins: directory.NewTwins(n), first: map[directory.ID]directory.ID{}, groups: map[directory.ID]*contest{},
	}
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
	c.smtp, c.upn, c.anchor = newRivals(sharedSMTP, n), newRivals(sharedUPN, n), newRivals(sharedAnchor, 0)
	c.cloud = map[uint32]*contest{}
}

// add registers the keys of an object in scope.
func (c *claims) add(r *Result, o directory.ID) {
	k := &r.keys[o]
	if k.smtp != none {
		c.smtp.twins.Add(r.foldHash(r.value(k.smtp)), uint32(o))
	}
	if r.class(o) != directory.User {
		return
	}
	if k.upn != none {
		c.upn.twins.Add(r.foldHash(r.value(k.upn)), uint32(o))
	}
	if v := r.in.OnPrem.Get(o, directory.ConsistencyGUID); len(v) > 0 && r.usesConsistency() {
		c.anchor.twins.Add(directory.Hash(v), uint32(o))
	}
}

// foldHash hashes a text in lower case.
func (r *Result) foldHash(v []byte) uint32 {
	r.buf = directory.AppendLower(r.buf[:0], v)
	return directory.Hash(r.buf)
}

// group makes the groups when the keys of all objects are there.
func (c *claims) group(r *Result) {
	s, keys := r.in.OnPrem, r.keys
	c.smtp.group(r, func(a, b uint32) bool { return sameFold(r.value(keys[a].smtp), r.value(keys[b].smtp)) })
	c.upn.group(r, func(a, b uint32) bool { return sameFold(r.value(keys[a].upn), r.value(keys[b].upn)) })
	c.anchor.group(r, func(a, b uint32) bool {
		return bytes.Equal(s.Get(directory.ID(a), directory.ConsistencyGUID), s.Get(directory.ID(b), directory.ConsistencyGUID))
	})
}

func (r *Result) usesConsistency() bool {
	return r.anchorBy == anchorAuto || r.anchorBy == anchorConsistency
}

func (g *rivals) group(r *Result, equal func(a, b uint32) bool) {
	g.twins.Find(equal, func(first, again uint32) {
		g.first[directory.ID(again)] = directory.ID(first)
		r.keys[first].shared |= g.kind
		r.keys[again].shared |= g.kind
		g.join(r, directory.ID(first), directory.ID(again))
	})
	g.twins = nil
}

func (g *rivals) join(r *Result, rep, o directory.ID) {
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

// of returns the group of an object in scope, nil when it is alone with its value.
func (g *rivals) of(r *Result, o directory.ID) *contest {
	if r.keys[o].shared&g.kind == 0 {
		return nil
	}
	if first, ok := g.first[o]; ok {
		o = first
	}
	return g.groups[o]
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

// smtpRivals, upnRivals and anchorRivals return the group that an object in scope
// belongs to, nil when it is alone.
func (r *Result) smtpRivals(o directory.ID) *contest { return r.claims.smtp.of(r, o) }

func (r *Result) upnRivals(o directory.ID) *contest { return r.claims.upn.of(r, o) }

func (r *Result) anchorRivals(o directory.ID) *contest { return r.claims.anchor.of(r, o) }

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
		v.Also.Add(DuplicateOnPrem)
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
