package match

import (
	"bytes"
	"encoding/base64"

	"presync/core/directory"
)

// Reason tells the forms of a row apart that need other words.
type Reason uint8

// The reasons.
const (
	Plain            Reason = iota
	NoCloudExport           // D-40: nothing to compare with
	ClassNotListed          // D-40: no cloud file lists objects of the class
	TwoPrimaries            // D-40: two values with the prefix SMTP:
	AddressesMissing        // D-40: the cloud files carry no addresses
	KeysMissing             // D-40: the on-premises file carries no addresses
	MayBeLinked             // D-40: a synchronised object whose ImmutableId is not known
	AnchorMissing           // D-40: the target has an ImmutableId, the object's anchor is not known
	ObjectIDMissing         // D-40: OnPremisesObjectIdentifier has nothing to be compared with
	SecondaryAddress        // D-13: the address is a secondary one of its holder
	CloudGroupKind          // D-19: a Microsoft 365 group or a dynamic distribution group
	SyncedElsewhere         // D-43: synchronised from somewhere else
	GuestAccount            // D-43: a guest
	FilteredTarget          // D-29: a cloud object has the same keys
	FilteredLinked          // D-29: a synchronised object is linked to it
	RivalAgrees             // D-20: the other object of two with one anchor fits the cloud object
	LinkedBySID             // D-01, D-15: a group is known by its security identifier
	StandsFor               // D-20: a contact that stands for a user of another forest
	AccountLoaded           // D-30: the account of the linked mailbox is among the objects
	LinkedByAddress         // D-01: a group or contact of the same primary address
)

// decide judges one object on its own. Steps and their order follow
// "Microsoft Entra Connect: When you have an existing tenant" and, for what
// blocks a take-over, "Troubleshoot errors during synchronization" (Microsoft,
// 2026).
func (r *Result) decide(o directory.ID) Verdict {
	v := Verdict{Object: o, Cloud: none, Other: none}
	if r.keys[o].out {
		return r.filtered(v)
	}
	if r.in.OnPrem.Class(o) == directory.ClassUnknown {
		v.Assumptions |= AssumedUser
	}
	if r.cloud == nil {
		return v.unknown(NoCloudExport)
	}
	class := r.class(o)
	a := r.anchorOf(o, class, r.buf)
	r.buf = a.text
	v.Assumptions |= a.assumed
	if decided := r.hard(&v, class, &a); decided {
		return v
	}
	if decided := r.relinked(&v, &a); decided {
		return v
	}
	return r.soft(v, class, &a)
}

// is makes v a verdict of a row about a cloud object.
func (v Verdict) is(row Row, cloud uint32, keys KeySet) Verdict {
	v.Row, v.Cloud, v.Keys, v.Severity = row, cloud, keys, rowTable[row].severity
	return v
}

func (v Verdict) unknown(why Reason) Verdict {
	v = v.is(Indeterminate, none, 0)
	v.Reason = why
	return v
}

// filtered judges an object that is not sent. It warns when a cloud object has
// its keys, because somebody will wait for that match in vain.
func (r *Result) filtered(v Verdict) Verdict {
	o := v.Object
	if r.scope(o) == linkedFilter && r.linked(o) {
		v = v.is(LinkedMailbox, none, 0)
		if r.accountOf(o) != directory.NoID {
			v.Severity, v.Reason = Info, AccountLoaded
		}
		return v
	}
	v = v.is(Filtered, none, 0)
	class := r.class(o)
	if r.cloud == nil || class == directory.Computer || class == directory.Other {
		return v
	}
	if e, keys := r.wouldMatch(o, class); e != none && !r.spokenFor(e, keys) {
		v.Severity, v.Reason, v.Other, v.Keys = Warn, FilteredTarget, e, keys
		if keys == KeyAnchor && r.cloud.entities[e].is&(synced|deleted) == synced {
			v.Reason = FilteredLinked
		}
	}
	return v
}

// spokenFor reports whether a cloud object that a filtered object's keys lead to is
// synchronised from another one: nobody waits for that match then.
func (r *Result) spokenFor(e uint32, keys KeySet) bool {
	c := &r.cloud.entities[e]
	return keys != KeyAnchor && c.is&synced != 0 && c.is&immUnknown == 0 && c.imm != none
}

// linked reports whether an object is a linked mailbox
// (msExchRecipientTypeDetails 2).
func (r *Result) linked(o directory.ID) bool {
	n, ok := parseInt(r.in.OnPrem.Get(o, directory.RecipientTypeDetails))
	return ok && n == 2
}

// wouldMatch finds the cloud object that an object's keys lead to, whatever else
// stands in the way.
func (r *Result) wouldMatch(o directory.ID, class directory.Class) (uint32, KeySet) {
	a := r.anchorOf(o, class, r.buf)
	r.buf = a.text
	if e := r.cloud.byImm.best(a.text, class); e != none {
		return e, KeyAnchor
	}
	k := &r.keys[o]
	if e := r.cloud.byPrimary.best(r.value(k.smtp), class); e != none {
		return e, k.smtpKey()
	}
	if class == directory.User {
		if e := r.cloud.byUPN.best(r.value(k.upn), class); e != none {
			return e, KeyUPN
		}
	}
	return none, 0
}

func (k *keys) smtpKey() KeySet {
	if k.state == fromMail {
		return KeyMail
	}
	return KeySMTP
}

// value is a key of an on-premises object.
func (r *Result) value(ref uint32) []byte { return keyOf(r.in.OnPrem, ref) }

// hard evaluates steps 1 and 2: the anchor against the ImmutableIds.
func (r *Result) hard(v *Verdict, class directory.Class, a *anchor) bool {
	e := r.cloud.byImm.best(a.text, class)
	if e == none {
		return false
	}
	c := &r.cloud.entities[e]
	c.is |= claimed
	v.Keys = KeyAnchor
	if c.is&namedDeleted != 0 {
		v.Assumptions |= AssumedDeleted
	}
	if c.is&(deleted|synced) == synced {
		*v = v.is(AlreadySynced, e, KeyAnchor)
		return true
	}
	if c.is&(deleted|syncUnknown) == syncUnknown {
		v.Assumptions |= AssumedNotSynced
	}
	switch {
	case c.is&managed != 0:
		*v = v.is(CloudManaged, e, KeyAnchor)
	case class != directory.User || c.class != directory.User && c.class != directory.ClassUnknown:
		*v = v.is(TypeMismatch, e, KeyAnchor)
	default:
		r.takeOver(v, e, a)
	}
	return true
}

// takeOver evaluates what can block a hard match. The order in which the service
// tests is not documented, so further blocks that hold are noted beside the
// first.
func (r *Result) takeOver(v *Verdict, e uint32, a *anchor) {
	c := &r.cloud.entities[e]
	gone := c.is&deleted != 0
	var blocks []Row
	if c.is&privileged != 0 {
		if gone {
			blocks = append(blocks, HardRestoreBlocked)
		} else {
			blocks = append(blocks, HardBlockedPrivileged)
		}
	}
	if r.opt.BlockHardMatch {
		blocks = append(blocks, HardBlockedTenant)
	}
	remap := r.remap(v, c, a)
	if remap == remapBlocked {
		blocks = append(blocks, HardBlockedRemap)
	}
	if len(blocks) > 0 {
		*v = v.is(blocks[0], e, KeyAnchor)
		for _, b := range blocks[1:] {
			v.Also.Add(b)
		}
		return
	}
	if remap == remapUnknown {
		*v = v.unknown(ObjectIDMissing)
		v.Other = e
		return
	}
	r.assumeRoles(v)
	if c.is&managedUnknown != 0 && !gone {
		v.Assumptions |= AssumedNotManaged
	}
	v.Assumptions |= AssumedHardAllowed
	if gone {
		*v = v.is(HardRestore, e, KeyAnchor)
	} else {
		*v = v.is(HardMatch, e, KeyAnchor)
	}
}

type remapState uint8

const (
	remapFree remapState = iota
	remapBlocked
	remapUnknown
)

// remap compares the OnPremisesObjectIdentifier of the cloud user with the
// object's objectGUID.
func (r *Result) remap(v *Verdict, c *entity, a *anchor) remapState {
	switch {
	case r.opt.AllowRemap:
		return remapFree
	case c.opoi == none:
		if c.is&objectIDUnknown != 0 {
			v.Assumptions |= AssumedNoObjectID
		}
		return remapFree
	case len(a.guid) == 0:
		return remapUnknown
	}
	raw, err := directory.ParseGUID(string(r.cloud.value(c.opoi)), false)
	if err != nil || !bytes.Equal(raw, a.guid) {
		return remapBlocked
	}
	v.Assumptions |= AssumedSameObjectID
	return remapFree
}

func (r *Result) assumeRoles(v *Verdict) {
	if len(r.opt.Privileged) == 0 {
		v.Assumptions |= AssumedNoRole
	}
}

// relinked finds an object that is synchronised already, but with another anchor:
// the one made of objectGUID while ConsistencyGuid holds something else, or one
// with the same security identifier.
func (r *Result) relinked(v *Verdict, a *anchor) bool {
	if a.by == directory.ConsistencyGUID && len(a.guid) > 0 {
		var text [64]byte
		old := base64.StdEncoding.AppendEncode(text[:0], a.guid)
		if e := r.cloud.byImm.best(old, directory.User); e != none && r.cloud.entities[e].is&(deleted|synced) == synced {
			r.cloud.entities[e].is |= claimed
			*v = v.is(AnchorChanged, e, 0)
			return true
		}
	}
	sid := r.in.OnPrem.Get(v.Object, directory.ObjectSID)
	if len(sid) == 0 {
		return false
	}
	e := r.cloud.bySID.best(sid, r.class(v.Object))
	if e == none || r.cloud.entities[e].is&synced == 0 {
		return false
	}
	c := &r.cloud.entities[e]
	c.is |= claimed
	switch {
	case c.imm == none && r.class(v.Object) != directory.User:
		*v = v.is(AlreadySynced, e, KeySID)
		v.Reason = LinkedBySID
	case c.imm == none:
		*v = v.unknown(MayBeLinked)
		v.Other, v.Keys = e, KeySID
	case len(a.text) == 0:
		*v = v.unknown(AnchorMissing)
		v.Other, v.Keys = e, KeySID
	default:
		*v = v.is(SameSID, e, KeySID)
	}
	return true
}

// hits are the cloud objects that the soft keys of an object lead to.
type hits struct {
	m uint32 // its primary address is the key
	u uint32 // its sign-in name is the key
	x uint32 // it holds the key as a secondary address
}

// soft evaluates steps 3 to 5.
func (r *Result) soft(v Verdict, class directory.Class, a *anchor) Verdict {
	k := &r.keys[v.Object]
	r.assumeKeys(&v, class, k)
	if k.state == twoKeys {
		return v.unknown(TwoPrimaries)
	}
	h := r.lookUp(v.Object, class, k)
	if r.addressesNotAsked(v.Object) {
		v.Assumptions &^= AssumedNoProxies | AssumedNoMail
		return v.guess(KeysMissing, h)
	}
	if !r.cloud.addressed[class] && r.cloud.unaddressed[class] && (h.u != none || r.hasKey(class, k)) {
		return r.estimate(v, class, k, h)
	}
	if r.cloud.unaddressed[class] && r.hasKey(class, k) {
		v.Assumptions |= AssumedAddresses
	}
	switch {
	case h.m != none:
		return r.target(v, class, k, h, h.m, a)
	case h.u != none && r.opt.NoUPNSoftMatch:
		return r.nameOnly(v, k, h, a)
	case h.u != none:
		return r.target(v, class, k, h, h.u, a)
	}
	return r.noTarget(v, class, k, h)
}

// assumeKeys notes which keys had to be taken for empty.
func (r *Result) assumeKeys(v *Verdict, class directory.Class, k *keys) {
	s, from := r.in.OnPrem, r.mailbox(v.Object)
	if !s.Exported(from, directory.ProxyAddresses) && (k.state == noKey || k.state == fromMail) {
		v.Assumptions |= AssumedNoProxies
	}
	if k.state == noKey && !s.Exported(from, directory.Mail) {
		v.Assumptions |= AssumedNoMail
	}
	if class == directory.User && k.upn == none && !s.Exported(v.Object, r.upnAttr) {
		v.Assumptions |= AssumedNoUPN
	}
	if class != directory.User {
		return
	}
	if r.cloud.noUPN && k.upn != none {
		v.Assumptions |= AssumedNoCloudUPN
	}
	if r.cloud.noImm {
		v.Assumptions |= AssumedImmutableID
	} else if !r.cloud.everSynced {
		v.Assumptions |= AssumedNeverSynced
	}
}

// addressesNotAsked reports whether the file of an object has a header that names
// neither proxyAddresses nor mail, as Get-ADUser without -Properties writes it: the
// object may well have addresses.
func (r *Result) addressesNotAsked(o directory.ID) bool {
	s := r.in.OnPrem
	f := &s.Files[s.Location(r.mailbox(o)).File]
	return f.Headed && !f.Exported.Has(directory.ProxyAddresses) && !f.Exported.Has(directory.Mail)
}

func (r *Result) hasKey(class directory.Class, k *keys) bool {
	return k.state != noKey || class == directory.User && k.upn != none
}

// lookUp finds the cloud objects of the soft keys and marks them as claimed.
func (r *Result) lookUp(o directory.ID, class directory.Class, k *keys) hits {
	h := hits{m: none, u: none, x: none}
	if p := r.value(k.smtp); len(p) > 0 {
		if h.m = r.cloud.byPrimary.best(p, class); h.m == none {
			h.x = r.secondaryHolder(p, class)
		}
	}
	if class == directory.User && k.upn != none {
		h.u = r.cloud.byUPN.best(r.value(k.upn), class)
	}
	for _, e := range [...]uint32{h.m, h.u, h.x} {
		if e != none {
			r.cloud.entities[e].is |= claimed
		}
	}
	return h
}

// secondaryHolder finds the object that holds an address in its addresses; one
// that has it in mail alone does not count.
func (r *Result) secondaryHolder(p []byte, class directory.Class) uint32 {
	var one [1]uint32
	found := none
	for _, e := range r.cloud.byAddress.holders(p, &one) {
		if !r.cloud.listsAddress(e, p) {
			continue
		}
		if r.cloud.entities[e].class == class {
			return e
		}
		if found == none {
			found = e
		}
	}
	return found
}

// listsAddress reports whether an entity holds an address in proxyAddresses or
// as its primary.
func (c *cloudSide) listsAddress(e uint32, p []byte) bool {
	if sameFold(c.key(c.entities[e].prim), p) {
		return true
	}
	found := false
	c.parts(e, func(id directory.ID) {
		from, to := c.store.RefRange(id)
		for n := from; n < to && !found; n++ {
			r := c.store.Ref(n)
			if r.Attr() == directory.ProxyAddresses {
				found = directory.SplitAddress(directory.TrimBlanks(c.store.Value(r))).IsSMTP() && sameFold(c.key(n), p)
			}
		}
	})
	return found
}

// estimate is the verdict where no cloud file carries addresses: the cloud's
// mail only hints at the primary address.
func (r *Result) estimate(v Verdict, class directory.Class, k *keys, h hits) Verdict {
	v = v.guess(AddressesMissing, h)
	if e := r.cloud.byMail.best(r.value(k.smtp), class); e != none {
		r.cloud.entities[e].is |= claimed
		v.Other, v.Keys = e, k.smtpKey()
	}
	return v
}

// guess is the verdict where addresses are missing; it names the cloud object of
// the same sign-in name, if any.
func (v Verdict) guess(why Reason, h hits) Verdict {
	v = v.unknown(why)
	if h.u != none {
		v.Other, v.Keys = h.u, KeyUPN
	}
	return v
}

// target evaluates what stands between an object and the cloud object t that its
// soft keys lead to.
func (r *Result) target(v Verdict, class directory.Class, k *keys, h hits, t uint32, a *anchor) Verdict {
	c := &r.cloud.entities[t]
	keys := KeyUPN
	if h.m != none {
		keys = k.smtpKey()
		if h.u == h.m {
			keys |= KeyUPN
		}
		if c.is&mailPrimary != 0 {
			v.Assumptions |= AssumedMailPrimary
		}
	}
	switch {
	case c.is&guest != 0 && class != directory.Group:
		v = v.is(GuestCollision, t, keys)
		if class == directory.User {
			v.Severity = Error
		}
		return v
	case c.class != class && c.class != directory.ClassUnknown:
		return v.is(TypeMismatch, t, keys)
	case c.is&modernGroup != 0:
		v = v.is(TypeMismatch, t, keys)
		v.Reason = CloudGroupKind
		return v
	case c.is&managed != 0:
		return v.is(CloudManaged, t, keys)
	case c.is&synced != 0:
		if class != directory.User {
			return r.linkedRecipient(v, t, keys, a)
		}
		return r.linkedTarget(v, h, t, keys, a)
	case c.imm != none && len(a.text) == 0:
		v = v.unknown(AnchorMissing)
		v.Other, v.Keys = t, keys
		return v
	}
	if c.is&syncUnknown != 0 {
		v.Assumptions |= AssumedNotSynced
	}
	if c.imm != none {
		return v.is(StaleImmutableID, t, keys)
	}
	if c.is&immUnknown != 0 && class == directory.User {
		v.Assumptions |= AssumedImmutableID
	}
	return r.softTarget(v, class, k, h, t, keys)
}

// linkedTarget judges a target that is synchronised: it belongs to another
// object, unless its ImmutableId is not known.
func (r *Result) linkedTarget(v Verdict, h hits, t uint32, keys KeySet, a *anchor) Verdict {
	c := &r.cloud.entities[t]
	switch {
	case c.is&immUnknown != 0:
		v = v.unknown(MayBeLinked)
	case len(a.text) == 0:
		v = v.unknown(AnchorMissing)
	case h.m == none:
		return v.is(UPNCollision, t, keys)
	default:
		return v.is(DifferentAnchor, t, keys)
	}
	v.Other, v.Keys = t, keys
	return v
}

// linkedRecipient judges a group or contact whose address leads to a synchronised
// one. Exports of groups and contacts do not show the source anchor (group and
// orgContact resource types, Microsoft Graph, 2024-07-08), so the identifier decides,
// and where there is none the address does: two on-premises objects with one
// address are settled later.
func (r *Result) linkedRecipient(v Verdict, t uint32, keys KeySet, a *anchor) Verdict {
	c := &r.cloud.entities[t]
	sid := r.in.OnPrem.Get(v.Object, directory.ObjectSID)
	switch {
	case c.imm != none && len(a.text) == 0:
		v = v.unknown(AnchorMissing)
		v.Other, v.Keys = t, keys
		return v
	case c.imm != none:
		return v.is(DifferentAnchor, t, keys)
	case c.sid != none && len(sid) > 0: // or they would have been found equal before
		v = v.is(DifferentAnchor, t, keys)
		v.Reason = LinkedBySID
		return v
	}
	v = v.is(AlreadySynced, t, keys)
	v.Reason = LinkedByAddress
	v.Assumptions |= AssumedOwnAddress
	return v
}

// nameOnly judges an object whose sign-in name alone is known in the cloud while
// the tenant does not match by it.
func (r *Result) nameOnly(v Verdict, k *keys, h hits, a *anchor) Verdict {
	switch {
	case r.cloud.entities[h.u].is&synced != 0:
		return r.linkedTarget(v, h, h.u, KeyUPN, a)
	case h.x != none && h.x != h.u:
		return v.crossed(k, h)
	}
	return v.is(UPNMatchDisabled, h.u, KeyUPN)
}

// crossed is the verdict for keys that lead to two cloud objects: the address to
// the first, the sign-in name to the second.
func (v Verdict) crossed(k *keys, h hits) Verdict {
	to, why := h.m, Plain
	if to == none {
		to, why = h.x, SecondaryAddress
	}
	v = v.is(CrossMatch, to, k.smtpKey()|KeyUPN)
	v.Other, v.Reason = h.u, why
	return v
}

// softTarget judges a target that is free: what blocks a soft match, keys that
// disagree, and the match itself.
func (r *Result) softTarget(v Verdict, class directory.Class, k *keys, h hits, t uint32, keys KeySet) Verdict {
	switch {
	case r.cloud.entities[t].is&privileged != 0:
		return v.is(AdminRole, t, keys)
	case r.opt.BlockSoftMatch:
		return v.is(SoftBlocked, t, keys)
	case h.m != none && h.u != none && h.m != h.u, h.m == none && h.x != none && h.x != t:
		return v.crossed(k, h)
	}
	if class == directory.User {
		r.assumeRoles(&v)
	}
	v.Assumptions |= AssumedSoftAllowed
	return r.match(v, class, k, h, t, keys)
}

// match names the soft match by what led to it.
func (r *Result) match(v Verdict, class directory.Class, k *keys, h hits, t uint32, keys KeySet) Verdict {
	switch {
	case class == directory.Group:
		return v.is(SoftGroup, t, keys)
	case class == directory.Contact:
		return v.is(SoftContact, t, keys)
	case h.m == none:
		v.Assumptions |= AssumedUPNMatch
		v = v.is(SoftUPN, t, keys)
		if h.x == t {
			v.Also.Add(SecondaryOnly)
		}
		if r.maskedTarget(v.Object, k, class) != none {
			v.Also.Add(KeyMasked)
		}
		return v
	case k.state == fromMail:
		return v.is(SoftMail, t, keys)
	case h.u == h.m:
		return v.is(SoftBoth, t, keys)
	}
	return v.is(SoftSMTP, t, keys)
}

// maskedTarget is the live cloud object whose primary address equals a mail value
// that does not count.
func (r *Result) maskedTarget(o directory.ID, k *keys, class directory.Class) uint32 {
	if k.state != masked {
		return none
	}
	mail := directory.TrimBlanks(r.in.OnPrem.Get(r.mailbox(o), directory.Mail))
	if !usableAddress(mail) {
		return none
	}
	return r.cloud.byPrimary.best(mail, class)
}

// noTarget judges an object that no key leads to a cloud object: its address may
// be a secondary one somewhere, its key may be masked, or it is new.
func (r *Result) noTarget(v Verdict, class directory.Class, k *keys, h hits) Verdict {
	if h.x != none {
		return r.secondary(v, class, h.x)
	}
	if e := r.maskedTarget(v.Object, k, class); e != none {
		r.cloud.entities[e].is |= claimed
		return v.is(KeyMasked, e, 0)
	}
	if !r.cloud.lists(class) {
		v.Assumptions &^= AssumedNeverSynced | AssumedNoCloudUPN
		return v.unknown(ClassNotListed)
	}
	if class == directory.Group && k.state == noKey {
		if e := r.namesake(v.Object); e != none {
			return r.newGroup(v, e)
		}
	}
	if class == directory.User && !r.cloud.seesDeleted {
		v.Assumptions |= AssumedNoDeleted
	}
	return v.is(ProvisionNew, none, 0)
}

// secondary judges an object whose primary address is a secondary one of x.
func (r *Result) secondary(v Verdict, class directory.Class, x uint32) Verdict {
	c := &r.cloud.entities[x]
	same := c.class == class || c.class == directory.ClassUnknown
	if c.is&(synced|guest) == 0 && same && c.imm == none {
		if c.is&syncUnknown != 0 {
			v.Assumptions |= AssumedNotSynced
		}
		return v.is(SecondaryOnly, x, 0)
	}
	v = v.is(SecondaryCollision, x, 0)
	if c.is&synced != 0 {
		v.Severity = Error
	}
	return v
}

// namesake is a live cloud group with the name of a group.
func (r *Result) namesake(o directory.ID) uint32 {
	name := r.in.OnPrem.Get(o, directory.DisplayName)
	if len(directory.TrimBlanks(name)) == 0 {
		name = r.in.OnPrem.Get(o, directory.CN)
	}
	return r.cloud.groupNames.best(directory.TrimBlanks(name), directory.Group)
}

// newGroup judges a group without mail beside a cloud group of its name. Where
// that one is synchronised and its anchor is not known, it may be this very
// group.
func (r *Result) newGroup(v Verdict, e uint32) Verdict {
	c := &r.cloud.entities[e]
	if c.is&synced != 0 && c.imm == none {
		c.is |= claimed
		v = v.unknown(MayBeLinked)
		v.Other = e
		return v
	}
	v = v.is(NewGroup, none, 0)
	v.Other = e
	return v
}
