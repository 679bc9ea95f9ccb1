package match

import (
	"bytes"

	"presync/core/directory"
)

// Evidence is a key with the values of both sides.
type Evidence struct {
	Key    string // anchor, smtp, mail, upn, sid
	OnPrem string
	Cloud  string
	Equal  bool
}

// Evidence lists the keys with the values that were compared: those of the cloud
// object of the verdict, else of the one that it hints at.
func (r *Result) Evidence(v Verdict) []Evidence {
	if r.cloud == nil || v.Object == directory.NoID {
		return nil
	}
	e := v.Cloud
	if e == none {
		e = v.Other
	}
	if e == none {
		_, e = r.nearAnchor(v.Object)
	}
	var out []Evidence
	add := func(key, a, b string, equal bool) {
		if a != "" || b != "" {
			out = append(out, Evidence{key, a, b, equal})
		}
	}
	k := &r.keys[v.Object]
	var c entity
	if e == none {
		c = entity{id: none, imm: none, prim: none, mail: none, upn: none, sid: none, opoi: none}
	} else {
		c = r.cloud.entities[e]
	}
	if imm := string(r.cloud.value(c.imm)); r.class(v.Object) == directory.User || imm != "" {
		a := r.anchorText(v.Object)
		add("anchor", a, imm, a != "" && a == imm)
	}
	name, key := "smtp", r.value(k.smtp)
	if k.state == fromMail || k.state == masked {
		name = "mail"
	}
	if k.state == masked {
		key = directory.TrimBlanks(r.in.OnPrem.Get(r.mailbox(v.Object), directory.Mail))
	}
	prim := r.cloud.key(c.prim)
	if c.prim == none && c.is&addrUnknown != 0 {
		prim = r.cloud.key(c.mail)
	}
	add(name, string(key), string(prim), len(key) > 0 && sameFold(key, prim))
	if r.class(v.Object) == directory.User {
		named := c.upn
		if v.Row == CrossMatch {
			named = r.cloud.entities[v.Other].upn
		}
		u, w := r.value(k.upn), r.cloud.key(named)
		add("upn", string(u), string(w), len(u) > 0 && sameFold(u, w))
	}
	sid := r.in.OnPrem.Get(v.Object, directory.ObjectSID)
	if c.sid != none {
		add("sid", r.in.OnPrem.Text(v.Object, directory.ObjectSID), r.cloud.text(c.sid),
			len(sid) > 0 && bytes.Equal(sid, r.cloud.value(c.sid)))
	}
	return out
}
