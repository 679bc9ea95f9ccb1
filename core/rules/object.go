package rules

import "presync/core/directory"

// NoRef stands in a finding for the value of an attribute that is absent.
const NoRef = ^uint32(0)

// object is the object under examination: where its values lie.
type object struct {
	store    *directory.Store
	id       directory.ID
	class    directory.Class
	assumed  bool // the class is not known and taken to be user
	file     uint16
	exported directory.AttrSet
	from     uint32                      // number of the first value
	refs     []directory.Ref             // all values
	first    [directory.AttrCount]uint32 // place of the first value in refs and 1; 0: none
	proxies  []proxy                     // the values of proxyAddresses that are not empty
	// blankName is the number of a displayName that is there and empty, else NoRef.
	blankName uint32
}

// proxy is one value of proxyAddresses, taken apart once.
type proxy struct {
	ref     uint32
	value   []byte
	addr    []byte // behind the type
	typed   bool   // a type stands in front
	smtp    bool
	primary bool // the type is written SMTP
	sip     bool
	legacy  bool // of a mail system of former times; the cloud discards it
}

// key is the part of the value that must be unique; see keyOf.
func (p *proxy) key() []byte {
	if p.smtp || p.sip {
		return p.addr
	}
	return p.value
}

func newProxy(ref uint32, v []byte) proxy {
	if len(v) > 5 && v[4] == ':' && v[0]|0x20 == 's' && v[1]|0x20 == 'm' && v[2]|0x20 == 't' && v[3]|0x20 == 'p' {
		return proxy{ref: ref, value: v, addr: v[5:], typed: true, smtp: true, primary: string(v[:4]) == "SMTP"}
	}
	a := directory.SplitAddress(v)
	p := proxy{ref: ref, value: v, addr: a.Value, typed: a.Type != nil}
	if len(a.Type) == 4 {
		p.smtp = a.IsSMTP()
		p.primary = p.smtp && a.IsPrimary()
	} else if len(a.Type) == 3 {
		p.sip = a.IsSIP()
	}
	p.legacy = a.IsLegacy()
	return p
}

// load makes id the current object.
func (o *object) load(id directory.ID) {
	o.id = id
	o.class, o.assumed = o.store.Class(id), false
	if f := o.store.Location(id).File; f != o.file || id == 0 {
		o.file, o.exported = f, o.store.Files[f].Exported
	}
	o.first = [directory.AttrCount]uint32{}
	o.proxies, o.blankName = o.proxies[:0], NoRef
	o.from, _ = o.store.RefRange(id)
	o.refs = o.store.AppendRefs(o.refs[:0], id)
	for i, r := range o.refs {
		a := r.Attr()
		if r.Len() == 0 {
			if a == directory.DisplayName {
				o.blankName = o.from + uint32(i)
			}
			continue
		}
		if a == directory.ProxyAddresses {
			o.proxies = append(o.proxies, newProxy(o.from+uint32(i), o.store.Value(r)))
		}
		if o.first[a] == 0 {
			o.first[a] = uint32(i) + 1
		}
	}
	if o.looksLikeUser() {
		o.class, o.assumed = directory.User, true
	}
}

// looksLikeUser: the export names no class, or only a structural one that is not
// known, and the object has what only users have.
func (o *object) looksLikeUser() bool {
	upn, sam := o.has(directory.UserPrincipalName), o.has(directory.SAMAccountName)
	switch o.class {
	case directory.ClassUnknown:
		return upn || sam
	case directory.Other:
		return upn && sam && o.has(directory.UserAccountControl)
	}
	return false
}

// has reports whether an attribute has a value that is not empty.
func (o *object) has(a directory.Attr) bool { return o.first[a] != 0 }

// known reports whether the file of the object carries an attribute, so that
// having no value means that it is empty.
func (o *object) known(a directory.Attr) bool { return o.exported.Has(a) }

// absent: the attribute is known to have no value.
func (o *object) absent(a directory.Attr) bool { return o.first[a] == 0 && o.exported.Has(a) }

// value is the first value of an attribute; nil when there is none.
func (o *object) value(a directory.Attr) []byte {
	if o.first[a] == 0 {
		return nil
	}
	return o.store.Value(o.refs[o.first[a]-1])
}

// ref is the number of the first value of an attribute, NoRef when there is none.
func (o *object) ref(a directory.Attr) uint32 {
	if o.first[a] == 0 {
		return NoRef
	}
	return o.from + o.first[a] - 1
}
