package match

import (
	"bytes"

	"presync/core/directory"
)

// NearMiss is an object of the other side that resembles one without a
// counterpart. Names are no match keys: a near miss helps a person to find what
// was meant and is never a prediction.
type NearMiss struct {
	Object directory.ID // directory.NoID when the near miss is a cloud object
	Cloud  uint32       // NoCloud when it is an on-premises object
	By     string       // what is alike: displayName or alias
}

const (
	byDisplayName = "displayName"
	byAlias       = "alias"
)

// nearNames are indexes over the names of the objects that have no counterpart.
type nearNames struct {
	cloudName, cloudAlias   table
	onPremName, onPremAlias *directory.Index
}

// NearMisses lists objects of the other side that have no counterpart either and
// are called alike: the same display name, or a sAMAccountName that is the alias
// or the part before the @ of the sign-in name.
func (r *Result) NearMisses(v Verdict) []NearMiss {
	if r.cloud == nil || v.Row != ProvisionNew && v.Row != CloudOrphan {
		return nil
	}
	if r.near == nil {
		r.near = r.indexNames()
	}
	if v.Row == CloudOrphan {
		return r.onPremLike(v.Cloud)
	}
	return r.cloudLike(v.Object)
}

func (r *Result) indexNames() *nearNames {
	c := r.cloud
	n := &nearNames{
		cloudName: newTable(c, 0, fold), cloudAlias: newTable(c, 0, localPart),
		onPremName: directory.NewIndex(0), onPremAlias: directory.NewIndex(0),
	}
	for i := range r.verdicts {
		v := &r.verdicts[i]
		switch v.Row {
		case CloudOrphan:
			c.parts(v.Cloud, func(id directory.ID) {
				n.cloudName.add(firstRef(c.store, id, directory.DisplayName), v.Cloud)
				n.cloudAlias.add(firstRef(c.store, id, directory.MailNickname), v.Cloud)
				n.cloudAlias.add(firstRef(c.store, id, directory.UserPrincipalName), v.Cloud)
			})
		case ProvisionNew:
			r.indexOnPrem(n.onPremName, v.Object, directory.DisplayName)
			r.indexOnPrem(n.onPremAlias, v.Object, directory.SAMAccountName)
		}
	}
	return n
}

func (r *Result) indexOnPrem(ix *directory.Index, o directory.ID, a directory.Attr) {
	r.buf = directory.AppendLower(r.buf[:0], r.nameOf(o, a))
	if low := r.buf; len(low) > 0 {
		ix.Insert(directory.Hash(low), uint32(o), func(i uint32) bool { return foldsTo(r.nameOf(directory.ID(i), a), low) })
	}
}

func (r *Result) nameOf(o directory.ID, a directory.Attr) []byte {
	return directory.TrimBlanks(r.in.OnPrem.Get(o, a))
}

// cloudLike finds unclaimed cloud objects that are called like an on-premises
// object and are of its class.
func (r *Result) cloudLike(o directory.ID) []NearMiss {
	var out []NearMiss
	add := func(t *table, name []byte, by string) {
		var one [1]uint32
		for _, e := range t.holders(name, &one) {
			if r.cloud.entities[e].class == r.class(o) && !hasCloud(out, e) {
				out = append(out, NearMiss{directory.NoID, e, by})
			}
		}
	}
	add(&r.near.cloudName, r.nameOf(o, directory.DisplayName), byDisplayName)
	add(&r.near.cloudAlias, r.nameOf(o, directory.SAMAccountName), byAlias)
	return out
}

func hasCloud(list []NearMiss, e uint32) bool {
	for _, m := range list {
		if m.Cloud == e {
			return true
		}
	}
	return false
}

// onPremLike finds on-premises objects without a counterpart that are called like
// a cloud object and are of its class.
func (r *Result) onPremLike(e uint32) []NearMiss {
	var out []NearMiss
	add := func(ix *directory.Index, a directory.Attr, name []byte, by string) {
		r.buf = directory.AppendLower(r.buf[:0], name)
		low := r.buf
		if len(low) == 0 {
			return
		}
		i, ok := ix.Find(directory.Hash(low), func(i uint32) bool { return foldsTo(r.nameOf(directory.ID(i), a), low) })
		if o := directory.ID(i); ok && r.class(o) == r.cloud.entities[e].class && (len(out) == 0 || out[0].Object != o) {
			out = append(out, NearMiss{o, none, by})
		}
	}
	c := &r.cloud.entities[e]
	s := r.cloud.store
	r.cloud.parts(e, func(id directory.ID) {
		if len(out) == 0 {
			add(r.near.onPremName, directory.DisplayName, directory.TrimBlanks(s.Get(id, directory.DisplayName)), byDisplayName)
		}
	})
	local, _, _ := bytes.Cut(r.cloud.key(c.upn), []byte{'@'})
	add(r.near.onPremAlias, directory.SAMAccountName, local, byAlias)
	return out
}

// CloudLabel is what an administrator calls a cloud object: its sign-in name,
// else its primary address, its display name or its id.
func (r *Result) CloudLabel(cloud uint32) string { return r.label(cloud) }

// CloudLen is the number of cloud objects after merging; they are numbered from 0
// in the order of their first records.
func (r *Result) CloudLen() int { return r.entities() }

// Leading finds, for every cloud object, the verdict that names it: the one that
// takes it over or is linked to it, else the first that stands in conflict with
// it, else the first that names it beside another one, else its own; -1 for a
// deleted one that nothing leads to.
func (r *Result) Leading() []int {
	out := make([]int, r.entities())
	for i := range out {
		out[i] = -1
	}
	for i := range r.verdicts {
		v := &r.verdicts[i]
		e := v.Cloud
		if e == none {
			continue
		}
		if out[e] < 0 || reached(v) == e && reached(&r.verdicts[out[e]]) != e {
			out[e] = i
		}
	}
	for i := range r.verdicts {
		if e := r.verdicts[i].Other; e != none && out[e] < 0 {
			out[e] = i
		}
	}
	return out
}
