package match

import (
	"bytes"
	"encoding/base64"
	"strings"

	"presync/core/directory"
)

// AnchorFlaw says why an ImmutableId that was meant for an object does not equal
// its anchor. The service compares the text exactly, so none of these match.
type AnchorFlaw uint8

// The flaws.
const (
	AnchorFits      AnchorFlaw = iota // no ImmutableId comes near, or one fits
	AnchorCase                        // letter case was changed
	AnchorForm                        // same bytes, another base64 text
	AnchorOrder                       // made of the GUID in the wrong byte order
	AnchorAttribute                   // made of the other of objectGUID and ConsistencyGuid
)

var anchorFlawNames = [...]string{"", "case", "form", "order", "attribute"}

// noteAnchor looks for an ImmutableId that was meant for the object when none
// equals its anchor.
func (r *Result) noteAnchor(v *Verdict) {
	if r.oddAnchor(v.Object) {
		v.Severity = max(v.Severity, Warn)
	}
	if v.Keys&KeyAnchor != 0 || v.Row == AnchorChanged {
		return
	}
	flaw, _ := r.nearAnchor(v.Object)
	v.Anchor = flaw
	switch flaw {
	case AnchorCase, AnchorOrder, AnchorForm:
		v.Severity = Error
	case AnchorAttribute:
		v.Severity = max(v.Severity, Warn)
	}
}

// oddAnchor reports whether an anchor comes from a ConsistencyGuid that is no GUID:
// the attribute may hold any bytes.
func (r *Result) oddAnchor(o directory.ID) bool {
	if r.anchorBy != anchorConsistency && (r.anchorBy != anchorAuto || r.class(o) != directory.User) {
		return false
	}
	n := len(r.in.OnPrem.Get(o, directory.ConsistencyGUID))
	return n != 0 && n != 16
}

// nearAnchor finds the cloud object whose ImmutableId was meant for an object.
func (r *Result) nearAnchor(o directory.ID) (AnchorFlaw, uint32) {
	class := r.class(o)
	a := r.anchorOf(o, class, r.buf)
	r.buf = a.text
	if len(a.text) == 0 || class != directory.User {
		return AnchorFits, none
	}
	if e := r.cloud.byNear.best(a.text, class); e != none {
		imm := r.cloud.value(r.cloud.entities[e].imm)
		if bytes.Equal(imm, a.text) {
			return AnchorFits, none
		}
		if flaw := compareAnchors(imm, &a); flaw != AnchorFits {
			return flaw, e
		}
	}
	if len(a.raw) != 16 {
		return AnchorFits, none
	}
	var text [64]byte
	b := a.raw
	swapped := [16]byte{b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6]}
	copy(swapped[8:], b[8:])
	if e := r.cloud.byImm.best(base64.StdEncoding.AppendEncode(text[:0], swapped[:]), class); e != none {
		return AnchorOrder, e
	}
	second := a.guid
	if a.by == directory.ObjectGUID {
		second = r.in.OnPrem.Get(o, directory.ConsistencyGUID)
	}
	if len(second) > 0 && len(second) <= 32 && !bytes.Equal(second, a.raw) {
		if e := r.cloud.byImm.best(base64.StdEncoding.AppendEncode(text[:0], second), class); e != none {
			return AnchorAttribute, e
		}
	}
	return AnchorFits, none
}

// compareAnchors tells how an ImmutableId that begins like an anchor differs from
// it.
func compareAnchors(imm []byte, a *anchor) AnchorFlaw {
	if sameFold(imm, a.text) {
		return AnchorCase
	}
	bare := strings.TrimRight(strings.TrimSpace(string(imm)), "=")
	raw, err := base64.RawStdEncoding.DecodeString(bare)
	if err == nil && len(a.raw) > 0 && bytes.Equal(raw, a.raw) {
		return AnchorForm
	}
	return AnchorFits
}
