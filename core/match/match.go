// Package match predicts what directory synchronisation will do with every
// on-premises object before the first cycle runs: link it to the cloud object
// that it is linked to already, take a cloud account over (hard match by the
// anchor, soft match by the primary SMTP address or the user principal name),
// make a new object, or fail, and why.
//
// # How it works
//
// The records of all cloud files are merged into cloud objects (entity), whose
// keys go into hash indexes (table). Each on-premises object is then judged on
// its own (decide), in the order in which the service looks: anchor, primary SMTP
// address, user principal name. After that, claims are settled: where two
// on-premises objects hold one value or reach for one cloud object, neither wins
// (claims). At last the notes are added (notes). Nothing depends on the order of
// the input, and the work is linear in the number of objects.
//
// A verdict is a few integers without pointers. What it means in words (Explain,
// Remedy, Notes), what it rests on (Evidence, Assumptions), what it changes
// (Effects) and what repairs it (Recipe) is computed when somebody asks.
//
// # Not exported is not empty
//
// A field is a value, known to be empty, or not exported. Where a verdict rests
// on taking something unknown for empty, the verdict carries an assumption that
// says so; where the unknown decides, the verdict is INDETERMINATE.
package match

import (
	"strings"

	"presync/core/directory"
)

// Options are what exports do not hold. The zero value is the default: a tenant
// that allows soft and hard matches, matches by user principal name, and whose
// verified domains and privileged accounts are not known.
type Options struct {
	VerifiedDomains []string // empty: not known
	InitialDomain   string   // contoso.onmicrosoft.com
	NoUPNSoftMatch  bool     // SoftMatchOnUpn is off
	BlockSoftMatch  bool     // BlockSoftMatchEnabled is on
	BlockHardMatch  bool     // BlockCloudObjectTakeoverThroughHardMatchEnabled is on
	AllowRemap      bool     // AllowOnPremUpdateOfOnPremisesObjectIdentifierEnabled is on
	// Privileged lists accounts that hold or may activate a privileged role, one
	// user principal name or object id an entry, letter case ignored; # begins a
	// comment. Empty: not known.
	Privileged []string
	// AnchorAttribute is the source anchor: "" or auto, objectGUID,
	// mS-DS-ConsistencyGuid, or another attribute's name.
	AnchorAttribute string
	// UPNSource is the attribute that is sent as the sign-in name; "" is
	// userPrincipalName.
	UPNSource string
	// FederatedDomains are domains whose users sign in through federation.
	FederatedDomains []string
	// LegacyFederation: the tenant still refuses sign-in names that move between
	// two federated domains.
	LegacyFederation bool
}

// Input is what is compared.
type Input struct {
	OnPrem *directory.Store
	Cloud  *directory.Store // nil or empty: no cloud export is loaded
	// Scope returns the id of the filter that keeps an object out of
	// synchronisation, such as F-U1, and "" for one in scope. Nil: everything is in
	// scope.
	Scope func(directory.ID) string
}

// Verdict is what will happen to one on-premises object, or to a cloud object
// that no on-premises object leads to.
type Verdict struct {
	Also        RowSet       // further rows that hold beside the verdict
	Object      directory.ID // directory.NoID for a cloud object
	Cloud       uint32       // number of the cloud object; see Result.CloudID
	Other       uint32       // number of a second cloud object that is concerned
	Assumptions Assumptions
	Row         Row
	Severity    Severity
	Keys        KeySet
	Reason      Reason // which of several forms of the row
	Anchor      AnchorFlaw
}

// NoCloud is the number of no cloud object.
const NoCloud = none

// Result holds the verdicts of one run.
type Result struct {
	in  Input
	opt Options

	cloud    *cloudSide // nil without a cloud export
	keys     []keys
	verdicts []Verdict
	claims   claims
	pairing  pairing // linked mailboxes and their accounts

	anchorBy   anchorChoice
	anchorAttr directory.Attr
	upnAttr    directory.Attr
	verified   map[string]bool
	federated  map[string]bool
	initial    string // in lower case
	buf        []byte
	refs       []directory.Ref // of the object whose keys are looked for
	suffixes   directory.Recent[suffixState]
	near       *nearNames // made when a near miss is first asked for
	leading    []int      // made when a transfer is first planned
}

// Run judges every on-premises object. yield, which may be nil, is called about
// every 4,096 objects with the number of verdicts that are final; the caller uses
// it to report progress and to let other goroutines run.
func Run(in Input, opt Options, yield func(done int)) *Result {
	r := &Result{in: in, opt: opt}
	if in.OnPrem == nil {
		return r
	}
	if yield == nil {
		yield = func(int) {}
	}
	r.anchorBy, r.anchorAttr = anchorSetting(opt.AnchorAttribute)
	r.upnAttr = upnSetting(opt.UPNSource)
	r.initial = strings.ToLower(strings.TrimSpace(opt.InitialDomain))
	r.verified, r.federated = domainSet(opt.VerifiedDomains), domainSet(opt.FederatedDomains)
	waiting := func() { yield(0) }
	if in.Cloud != nil && in.Cloud.Len() > 0 {
		r.cloud = newCloudSide(in.Cloud, opt, waiting)
	}
	r.collect(waiting)
	n := in.OnPrem.Len()
	r.verdicts = make([]Verdict, n, n+r.entities()/2)
	for i := range n {
		if i%chunk == 0 {
			yield(0)
		}
		r.verdicts[i] = r.decide(directory.ID(i))
	}
	r.settle()
	for i := range n {
		if i%chunk == 0 {
			yield(i)
		}
		r.annotate(&r.verdicts[i])
	}
	r.orphans()
	yield(n)
	return r
}

func (r *Result) entities() int {
	if r.cloud == nil {
		return 0
	}
	return len(r.cloud.entities)
}

// domainSet makes a set of domain names, in lower case and without a leading @.
func domainSet(list []string) map[string]bool {
	set := map[string]bool{}
	for _, d := range list {
		if d = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(d), "@")); d != "" {
			set[d] = true
		}
	}
	return set
}

// collect finds the keys of every object and the values that two objects in scope
// hold.
func (r *Result) collect(tick func()) {
	n := r.in.OnPrem.Len()
	r.keys = make([]keys, n)
	r.claims.init(r)
	var linked []directory.ID
	for i := range n {
		if i%chunk == 0 {
			tick()
		}
		o := directory.ID(i)
		k := r.keysOf(o)
		filter := r.scope(o)
		k.out = filter != ""
		r.keys[i] = k
		switch {
		case !k.out:
			r.claims.add(r, o)
		case filter == linkedFilter && r.linked(o):
			linked = append(linked, o)
		}
	}
	if r.pair(linked) {
		r.reclaim(tick)
	}
	r.claims.group(r)
}

// reclaim registers the keys of all objects anew, since accounts have taken over the
// addresses of their mailboxes.
func (r *Result) reclaim(tick func()) {
	r.claims.init(r)
	for i := range r.keys {
		if i%chunk == 0 {
			tick()
		}
		if !r.keys[i].out {
			r.claims.add(r, directory.ID(i))
		}
	}
}

// linkedFilter is the filter that keeps users without an anchor out, linked mailboxes
// among them.
const linkedFilter = "F-U11"

// scope is the id of the filter that keeps an object out. Computers and other
// classes are never matched, whatever the caller's filter says.
func (r *Result) scope(o directory.ID) string {
	if r.in.Scope != nil {
		if f := r.in.Scope(o); f != "" {
			return f
		}
	}
	switch r.in.OnPrem.Class(o) {
	case directory.Computer:
		return "F-D1"
	case directory.Other:
		return "F-O1"
	}
	return ""
}

// class is the class as which an object is matched: one without a class counts as
// a user.
func (r *Result) class(o directory.ID) directory.Class {
	if c := r.in.OnPrem.Class(o); c != directory.ClassUnknown {
		return c
	}
	return directory.User
}

// orphans appends a verdict for every live cloud object that no on-premises
// object in scope leads to.
func (r *Result) orphans() {
	if r.cloud == nil {
		return
	}
	for e := range r.cloud.entities {
		is := r.cloud.entities[e].is
		if is&(deleted|claimed) != 0 {
			continue
		}
		v := Verdict{Object: directory.NoID, Cloud: uint32(e), Other: none, Row: CloudOrphan, Severity: Info}
		switch {
		case is&synced != 0:
			v.Severity, v.Reason = Warn, SyncedElsewhere
		case is&guest != 0:
			v.Reason = GuestAccount
		}
		if r.in.OnPrem.Len() == 0 {
			v.Assumptions |= AssumedNoOnPrem
		}
		r.verdicts = append(r.verdicts, v)
	}
}

// Len is the number of verdicts.
func (r *Result) Len() int { return len(r.verdicts) }

// At returns a verdict: first those of the on-premises objects in the order of
// the store, then those of the cloud objects that nothing leads to.
func (r *Result) At(i int) Verdict { return r.verdicts[i] }

// Certainty says how sure the predicted behaviour of the service is: documented,
// inferred or unverified.
func (r *Result) Certainty(v Verdict) string {
	switch {
	case v.Reason == CloudGroupKind:
		return unverified
	case v.Row == HardMatch && v.Assumptions&AssumedSameObjectID != 0:
		return inferred
	}
	return rowTable[v.Row].certainty
}

// CloudID is what identifies the cloud object of a verdict: its object id, else
// its sign-in name or address; "" when the verdict names none.
func (r *Result) CloudID(v Verdict) string { return r.cloudName(v.Cloud) }

func (r *Result) cloudName(e uint32) string {
	if e == none || r.cloud == nil {
		return ""
	}
	o := &r.cloud.entities[e]
	for _, ref := range [...]uint32{o.id, o.upn, o.prim, o.mail} {
		if ref != none {
			return r.cloud.text(ref)
		}
	}
	return r.cloud.store.Name(directory.ID(o.first))
}

// CloudObject is the first record of the cloud object of a verdict.
func (r *Result) CloudObject(v Verdict) (directory.ID, bool) {
	if v.Cloud == none || r.cloud == nil {
		return directory.NoID, false
	}
	return directory.ID(r.cloud.entities[v.Cloud].first), true
}

// CloudObjects are all records of the cloud object of a verdict, one for each
// file that describes it.
func (r *Result) CloudObjects(v Verdict) []directory.ID {
	if v.Cloud == none || r.cloud == nil {
		return nil
	}
	var out []directory.ID
	r.cloud.parts(v.Cloud, func(id directory.ID) { out = append(out, id) })
	return out
}

// CloudClass is the class of the cloud object of a verdict.
func (r *Result) CloudClass(v Verdict) directory.Class {
	if v.Cloud == none || r.cloud == nil {
		return directory.ClassUnknown
	}
	return r.cloud.entities[v.Cloud].class
}
