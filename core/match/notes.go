package match

import (
	"math/bits"
	"slices"

	"presync/core/directory"
)

// Limits of "Troubleshoot errors during synchronization" (Microsoft, 2026):
// userCertificate holds at most 15 values; the number of proxy addresses that
// still fits is given as approximate.
const (
	maxCertificates = 15
	maxProxies      = 300
)

const accountDisabled = 2 // bit of userAccountControl

// annotate adds the notes to a verdict and raises its severity to the gravest of
// them.
func (r *Result) annotate(v *Verdict) {
	if v.Row == Filtered || v.Row == LinkedMailbox {
		return
	}
	r.noteObject(v)
	if r.cloud != nil {
		r.noteCollisions(v)
		r.noteTakeOver(v)
		r.noteAnchor(v)
	}
	for also := v.Also; also != 0; also &= also - 1 {
		v.Severity = max(v.Severity, r.noteSeverity(Row(bits.TrailingZeros64(uint64(also)))))
	}
}

// noteSeverity is the severity of a row as a note.
func (r *Result) noteSeverity(row Row) Severity {
	if row == FederatedDomainChange && r.opt.LegacyFederation {
		return Error
	}
	return rowTable[row].severity
}

// noteObject adds what the on-premises object brings along whatever happens to
// it.
func (r *Result) noteObject(v *Verdict) {
	k := &r.keys[v.Object]
	if r.class(v.Object) == directory.User && k.upn != none {
		upn := r.value(k.upn)
		if invalidUPN(upn) {
			v.Also.Add(UPNInvalid)
		}
		if d, ok := directory.Domain(upn); ok {
			switch r.suffix(d) {
			case suffixRewritten:
				v.Also.Add(SuffixUnverified)
			case suffixAssumed:
				v.Assumptions |= AssumedSuffix
			}
		}
	}
	if r.tooLarge(v.Object) {
		v.Also.Add(LargeObject)
	}
}

// tooLarge reports whether an object has more certificates, or sends more addresses,
// than the service takes.
func (r *Result) tooLarge(o directory.ID) bool {
	if r.mailbox(o) == o {
		return r.keys[o].large
	}
	n, ok := parseInt(r.in.OnPrem.Get(o, directory.UserCertificate))
	return ok && n > maxCertificates || r.proxyCount(o) > maxProxies
}

func (r *Result) proxyCount(o directory.ID) int {
	return r.in.OnPrem.Count(r.mailbox(o), directory.ProxyAddresses)
}

type suffixState uint8

const (
	suffixVerified suffixState = iota
	suffixAssumed
	suffixRewritten
)

// suffix judges the domain of a sign-in name. Without a list of verified domains
// one that occurs in the cloud's own sign-in names counts as verified, one that
// cannot be verified by anybody does not, and any other is assumed to be.
func (r *Result) suffix(d []byte) suffixState {
	state, known := r.suffixes.Get(d)
	if !known {
		state = r.judgeSuffix(d)
		r.suffixes.Put(d, state)
	}
	return state
}

func (r *Result) judgeSuffix(d []byte) suffixState {
	r.buf = directory.AppendLower(r.buf[:0], directory.TrimBlanks(d))
	low := r.buf
	if len(low) == 0 || isWord(low, r.initial) {
		return suffixVerified
	}
	if len(r.verified) > 0 {
		if r.verified[string(low)] {
			return suffixVerified
		}
		return suffixRewritten
	}
	if r.cloud != nil && r.cloud.suffixes[string(low)] {
		return suffixVerified
	}
	if reservedSuffix(low) {
		return suffixRewritten
	}
	return suffixAssumed
}

// reservedNames cannot be registered in the public DNS, so nobody can prove to
// own them: RFC 2606, RFC 6761, RFC 6762, RFC 8375, ICANN's reservation of
// .internal (2024), and .local as Microsoft's guidance names it.
var reservedNames = []string{
	"local", "internal", "test", "example", "invalid", "localhost", "lan", "home", "corp", "home.arpa",
	"intranet", "private",
}

func reservedSuffix(d []byte) bool {
	for _, w := range reservedNames {
		if underDomain(d, w) {
			return true
		}
	}
	for _, b := range d {
		if b == '.' {
			return false
		}
	}
	return true // a single label
}

// noteCollisions adds what other cloud objects hold of the object's addresses and
// sign-in name. For an object that is synchronised already that is a failed
// update, for any other an address that will be put into quarantine.
func (r *Result) noteCollisions(v *Verdict) {
	row := SecondaryCollision
	if v.Row == AlreadySynced {
		row = UpdateCollision
	}
	if v.Row != row && v.Reason != TwoPrimaries && r.collides(v) {
		v.Also.Add(row)
	}
}

// collides reports whether a cloud object holds an address or the sign-in name of
// an object and is none of those that the verdict is about.
func (r *Result) collides(v *Verdict) bool {
	hit := false
	r.collisions(v, func(uint32, uint32) bool { hit = true; return false })
	return hit
}

// collisions calls f with each value of an object (its number in the on-premises
// store) that another cloud object holds, and that object, until f returns false.
func (r *Result) collisions(v *Verdict, f func(ref, e uint32) bool) {
	k := &r.keys[v.Object]
	from, to := r.in.OnPrem.RefRange(r.mailbox(v.Object))
	for n := from; n < to; n++ {
		ref := r.in.OnPrem.Ref(n)
		if ref.Attr() != directory.ProxyAddresses && n != k.smtp {
			continue
		}
		if n != k.smtp && !directory.SplitAddress(directory.TrimBlanks(r.in.OnPrem.Value(ref))).IsSMTP() {
			continue
		}
		if p := r.value(n); usableAddress(p) {
			if e := r.heldByOther(p, v, true); e != none && !f(n, e) {
				return
			}
		}
	}
	if k.upn == none || r.class(v.Object) != directory.User {
		return
	}
	// Behind a soft key, another holder of the sign-in name is a matter of the
	// verdict itself; the anchor leads to a cloud object without asking for it.
	if e := r.heldByOther(r.value(k.upn), v, v.Keys == KeyAnchor); e != none {
		f(k.upn, e)
	}
}

// heldByOther is a live cloud object that holds a value as an address, or where
// names is set as its sign-in name, and is none of those that the verdict is
// about.
func (r *Result) heldByOther(p []byte, v *Verdict, names bool) uint32 {
	if e := r.cloud.byAddress.other(p, v.Cloud, v.Other); e != none || !names {
		return e
	}
	return r.cloud.byUPN.other(p, v.Cloud, v.Other)
}

// deletedHolder finds the deleted cloud user that has the primary address or the
// sign-in name of a user for which a new account is made, and which of the two.
func (r *Result) deletedHolder(v Verdict) (ref, e uint32) {
	if v.Row != ProvisionNew || r.cloud == nil || r.class(v.Object) != directory.User {
		return none, none
	}
	k := &r.keys[v.Object]
	for _, ref := range [...]uint32{k.smtp, k.upn} {
		if e := r.cloud.byGone.best(r.value(ref), directory.User); e != none {
			return ref, e
		}
	}
	return none, none
}

// noteTakeOver adds what a take-over does to the cloud object beyond what one
// expects.
func (r *Result) noteTakeOver(v *Verdict) {
	if v.Cloud == none || !v.Row.TakesOver() && v.Row != AlreadySynced {
		return
	}
	c := &r.cloud.entities[v.Cloud]
	if r.class(v.Object) == directory.User {
		if r.federatedMove(v.Object, c) {
			v.Also.Add(FederatedDomainChange)
		}
		if v.Row == SoftUPN && r.federatedName(r.cloud.key(c.upn)) {
			v.Also.Add(FederatedTarget)
		}
	}
	if c.is&proxiesUnknown != 0 && v.Row.TakesOver() {
		v.Assumptions |= AssumedAliases
	}
	if r.losesAlias(v) {
		v.Also.Add(AliasLoss)
	}
	if !v.Row.TakesOver() || !r.disabled(v.Object) || r.class(v.Object) != directory.User || r.resource(v.Object) {
		return
	}
	switch {
	case c.is&active != 0:
		v.Also.Add(DisabledAccount)
	case c.is&activeUnknown != 0:
		v.Also.Add(DisabledAccount)
		v.Assumptions |= AssumedActive
	}
}

// federatedMove reports whether the sign-in name would move between two federated
// domains.
func (r *Result) federatedMove(o directory.ID, c *entity) bool {
	if len(r.federated) == 0 {
		return false
	}
	a, ok1 := directory.Domain(r.value(r.keys[o].upn))
	b, ok2 := directory.Domain(r.cloud.key(c.upn))
	return ok1 && ok2 && !sameFold(a, b) && r.inFederated(a) && r.inFederated(b)
}

func (r *Result) federatedName(upn []byte) bool {
	d, ok := directory.Domain(upn)
	return ok && r.inFederated(d)
}

func (r *Result) inFederated(d []byte) bool {
	if len(r.federated) == 0 {
		return false
	}
	r.buf = directory.AppendLower(r.buf[:0], d)
	return r.federated[string(r.buf)]
}

// disabled reports whether the on-premises account is disabled.
func (r *Result) disabled(o directory.ID) bool {
	if n, ok := parseInt(r.in.OnPrem.Get(o, directory.UserAccountControl)); ok {
		return n&accountDisabled != 0
	}
	v, st := r.in.OnPrem.Field(o, directory.AccountEnabled)
	return st == directory.HasValue && !isTrue(v)
}

// resourceTypes are the values of msExchRecipientTypeDetails of shared, room and
// equipment mailboxes, on premises and remote, whose accounts are meant to be disabled.
var resourceTypes = [...]int64{4, 16, 32, 1 << 33, 1 << 34, 1 << 35}

// resource reports whether an object is such a mailbox.
func (r *Result) resource(o directory.ID) bool {
	n, ok := parseInt(r.in.OnPrem.Get(o, directory.RecipientTypeDetails))
	return ok && slices.Contains(resourceTypes[:], int64(n))
}

// losesAlias reports whether the cloud object has an address that the
// on-premises object lacks. proxyAddresses is replaced as a whole as soon as
// Active Directory has a value in it.
func (r *Result) losesAlias(v *Verdict) bool {
	lost := false
	r.lostAliases(v, func([]byte) bool { lost = true; return false })
	return lost
}

// lostAliases calls f with each address that goes, until f returns false.
func (r *Result) lostAliases(v *Verdict, f func([]byte) bool) {
	if r.proxyCount(v.Object) > 0 {
		r.cloudOnly(v.Cloud, v.Object, f)
	}
}

// cloudOnly calls f with each address of a cloud object that an on-premises
// object lacks, until f returns false. The addresses of the service's own
// domains, SIP and SPO values are made by the service and stay; the sign-in name
// is always added as an address.
func (r *Result) cloudOnly(e uint32, o directory.ID, f func([]byte) bool) {
	k := &r.keys[o]
	upn, key := r.value(k.upn), r.value(k.smtp)
	goOn := true
	r.cloud.parts(e, func(id directory.ID) {
		from, to := r.cloud.store.RefRange(id)
		for n := from; n < to && goOn; n++ {
			ref := r.cloud.store.Ref(n)
			if ref.Attr() != directory.ProxyAddresses ||
				!directory.SplitAddress(directory.TrimBlanks(r.cloud.store.Value(ref))).IsSMTP() {
				continue
			}
			p := r.cloud.key(n)
			if d, ok := directory.Domain(p); !ok || serviceDomain(d) || sameFold(p, upn) || sameFold(p, key) || r.hasAddress(o, p) {
				continue
			}
			goOn = f(p)
		}
	})
}

// hasAddress reports whether an on-premises object has an address in
// proxyAddresses.
func (r *Result) hasAddress(o directory.ID, p []byte) bool {
	from, to := r.in.OnPrem.RefRange(r.mailbox(o))
	for n := from; n < to; n++ {
		if r.in.OnPrem.Ref(n).Attr() == directory.ProxyAddresses && sameFold(r.value(n), p) {
			return true
		}
	}
	return false
}
