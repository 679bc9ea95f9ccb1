package match

import (
	"bytes"
	"encoding/base64"
	"strings"

	"presync/core/directory"
)

// keyState says what became of the SMTP key of an on-premises object.
type keyState uint8

const (
	noKey    keyState = iota // neither proxyAddresses nor mail
	fromSMTP                 // the one value with the prefix SMTP: in capitals
	fromMail                 // mail, because proxyAddresses is empty
	masked                   // proxyAddresses has values but no usable primary, so mail does not count
	twoKeys                  // several values with the prefix SMTP:
)

// keys are the soft-match keys of one on-premises object, as numbers of values in
// the on-premises store.
type keys struct {
	smtp  uint32 // none unless state is fromSMTP or fromMail
	upn   uint32
	state keyState
	out   bool // out of scope
	large bool // more certificates or addresses of its own than the service takes
	// shared says of which keys another record in scope holds the same.
	shared sharedKeys
}

// sharedKeys is a set of keys.
type sharedKeys uint8

const (
	sharedSMTP sharedKeys = 1 << iota
	sharedUPN
	sharedAnchor
)

// anchorChoice is the setting that says which attribute is the source anchor.
type anchorChoice uint8

const (
	anchorAuto        anchorChoice = iota // ConsistencyGuid for users, else objectGUID
	anchorConsistency                     // ConsistencyGuid for every class, else objectGUID
	anchorObjectGUID
	anchorCustom  // another attribute, as text
	anchorUnknown // an attribute that presync does not read
)

func anchorSetting(name string) (anchorChoice, directory.Attr) {
	if name == "" || strings.EqualFold(name, "auto") {
		return anchorAuto, directory.AttrNone
	}
	a, ok := directory.AttrByName(name)
	switch {
	case !ok:
		return anchorUnknown, directory.AttrNone
	case a == directory.ObjectGUID:
		return anchorObjectGUID, a
	case a == directory.ConsistencyGUID:
		return anchorConsistency, a
	}
	return anchorCustom, a
}

// upnSetting is the attribute that Entra Connect sends as the sign-in name.
func upnSetting(name string) directory.Attr {
	if name == "" {
		return directory.UserPrincipalName
	}
	a, _ := directory.AttrByName(name)
	return a
}

// anchor is the ImmutableId that an on-premises object would present.
type anchor struct {
	text    []byte // empty when it cannot be computed
	raw     []byte // the bytes behind it; nil for a custom attribute
	guid    []byte // objectGUID, whichever attribute is the anchor
	by      directory.Attr
	assumed Assumptions
}

// anchorOf computes the anchor of an object into buf.
func (r *Result) anchorOf(o directory.ID, class directory.Class, buf []byte) anchor {
	s := r.in.OnPrem
	a := anchor{guid: s.Get(o, directory.ObjectGUID)}
	switch r.anchorBy {
	case anchorUnknown:
		a.assumed = AssumedNoAnchor
		return a
	case anchorCustom:
		return r.customAnchor(a, o, buf)
	}
	if r.anchorBy == anchorConsistency || r.anchorBy == anchorAuto && class == directory.User {
		v, st := s.Field(o, directory.ConsistencyGUID)
		switch st {
		case directory.HasValue:
			a.by, a.raw = directory.ConsistencyGUID, v
			a.text = base64.StdEncoding.AppendEncode(buf[:0], v)
			return a
		case directory.NotExported:
			a.assumed = AssumedConsistencyGUID
		}
	}
	if len(a.guid) == 0 {
		a.assumed = AssumedNoAnchor
		return a
	}
	a.by, a.raw = directory.ObjectGUID, a.guid
	a.text = base64.StdEncoding.AppendEncode(buf[:0], a.guid)
	return a
}

// customAnchor takes another attribute as the anchor: text as it is, binary
// values in base64.
func (r *Result) customAnchor(a anchor, o directory.ID, buf []byte) anchor {
	v, st := r.in.OnPrem.Field(o, r.anchorAttr)
	if st != directory.HasValue {
		a.assumed = AssumedNoAnchor
		return a
	}
	a.by = r.anchorAttr
	if r.anchorAttr.Info().Kind == directory.Text {
		a.text = append(buf[:0], v...)
		return a
	}
	a.raw = v
	a.text = base64.StdEncoding.AppendEncode(buf[:0], v)
	return a
}

// keysOf finds the soft-match keys of an object in one pass over its values.
func (r *Result) keysOf(o directory.ID) keys {
	s := r.in.OnPrem
	k := keys{smtp: none, upn: none}
	mail, proxies, primaries := none, 0, 0
	all, certificates := 0, false
	from, _ := s.RefRange(o)
	r.refs = s.AppendRefs(r.refs[:0], o)
	for i, ref := range r.refs {
		n, a := from+uint32(i), ref.Attr()
		if a == r.upnAttr && k.upn == none && len(keyOf(s, n)) > 0 {
			k.upn = n
		}
		switch a {
		case directory.ProxyAddresses:
			all++
			v := directory.TrimBlanks(s.Value(ref))
			if len(v) == 0 {
				continue
			}
			proxies++
			if bytes.HasPrefix(v, primaryPrefix) {
				primaries++
				k.smtp = n
			}
		case directory.Mail:
			if mail == none && ref.Len() > 0 {
				mail = n
			}
		case directory.UserCertificate:
			if !certificates {
				count, ok := parseInt(s.Value(ref))
				certificates, k.large = true, ok && count > maxCertificates
			}
		}
	}
	k.large = k.large || all > maxProxies
	k.settle(s, mail, proxies, primaries)
	return k
}

// primaryPrefix is the type of a primary SMTP address with its colon; see
// directory.Address.IsPrimary.
var primaryPrefix = []byte("SMTP:")

// settle decides which value is the SMTP key.
func (k *keys) settle(s *directory.Store, mail uint32, proxies, primaries int) {
	switch {
	case primaries > 1:
		k.smtp, k.state = none, twoKeys
	case primaries == 1:
		k.state = fromSMTP
		if !usableAddress(keyOf(s, k.smtp)) {
			k.smtp, k.state = none, masked
		}
	case proxies > 0:
		k.state = masked
	case mail != none && usableAddress(keyOf(s, mail)):
		k.smtp, k.state = mail, fromMail
	}
}
