package match

import "presync/core/directory"

// CloudAction is what a remedy does to a cloud object.
type CloudAction uint8

// The actions that a script can carry out on the cloud side alone.
const (
	WriteAnchor CloudAction = iota // write the ImmutableId
	ClearAnchor                    // clear the ImmutableId
	MakePrimary                    // make an alias the primary address
	RemoveAlias                    // remove an alias
)

// CloudStep is the change of one cloud object that the remedy of a verdict asks
// for.
type CloudStep struct {
	Action CloudAction
	ID     string // of the cloud object: its object id, else a name
	Name   string
	Class  directory.Class
	Old    string // the ImmutableId that was exported, "" for none; the alias to remove
	New    string // the ImmutableId, or the address to make primary
}

// CloudSteps are the parts of a remedy that change the cloud side and need nobody's
// choice between cloud objects. Of remedies that name alternatives it is the one that
// concerns a single cloud object: a synchronised object is never changed, because the
// service takes its values from Active Directory only. Roles, switches of the tenant,
// deleted accounts and guests are left to the administrator.
func (r *Result) CloudSteps(v Verdict) []CloudStep {
	if v.Object == directory.NoID || r.cloud == nil {
		return nil
	}
	var out []CloudStep
	add := func(a CloudAction, e uint32, before, after string) {
		if e == none || r.cloud.entities[e].is&(synced|guest) != 0 || before == after {
			return
		}
		out = append(out, CloudStep{
			Action: a, ID: r.cloudName(e), Name: r.label(e), Class: r.cloud.entities[e].class, Old: before, New: after,
		})
	}
	immutable := func(e uint32) string { return r.entityText(e, func(e *entity) uint32 { return e.imm }) }
	write := func(e uint32) {
		if anchor := r.anchorText(v.Object); anchor != "" && e != none {
			add(WriteAnchor, e, immutable(e), anchor)
		}
	}
	switch v.Row {
	case UPNMatchDisabled, SoftBlocked:
		if r.class(v.Object) == directory.User {
			write(v.Cloud)
		}
	case StaleImmutableID:
		add(ClearAnchor, v.Cloud, immutable(v.Cloud), "")
	case SecondaryOnly:
		add(MakePrimary, v.Cloud, "", string(r.value(r.keys[v.Object].smtp)))
	}
	alias := func(ref, e uint32) bool {
		if p := r.value(ref); !r.isPrimary(e, p) && r.cloud.listsAddress(e, p) {
			add(RemoveAlias, e, string(p), "")
		}
		return true
	}
	if v.Row == SecondaryCollision {
		alias(r.keys[v.Object].smtp, v.Cloud)
	}
	if v.Also.Has(SecondaryCollision) || v.Also.Has(UpdateCollision) {
		r.collisions(&v, alias)
	}
	if v.Anchor != AnchorFits {
		if _, e := r.nearAnchor(v.Object); v.Row != StaleImmutableID || e != v.Cloud {
			write(e)
		}
	}
	return out
}

// isPrimary reports whether an address is the primary one of a cloud object, or its
// sign-in name, which cannot be removed as an alias.
func (r *Result) isPrimary(e uint32, address []byte) bool {
	o := &r.cloud.entities[e]
	for _, ref := range [...]uint32{o.prim, o.mail, o.upn} {
		if ref != none && sameFold(r.cloud.key(ref), address) {
			return true
		}
	}
	return false
}
