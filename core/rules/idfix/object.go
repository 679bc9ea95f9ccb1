package idfix

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"presync/core/directory"
)

// notText is what IdFix shows for a value that is not UTF-8: the directory
// library hands such a value out as bytes, and IdFix prints the name of their
// type.
var notText = []byte("System.Byte[]")

// object is the object under examination.
type object struct {
	store   *directory.Store
	id      directory.ID
	class   directory.Class
	kind    []byte // the last objectClass value
	cn      []byte
	hasCN   bool
	first   [directory.AttrCount]uint32 // number of the first value and 1; 0: absent
	proxies []uint32                    // numbers of the values of proxyAddresses
}

// load makes id the current object. An attribute with an empty value is present.
func (o *object) load(id directory.ID) {
	o.id, o.class = id, o.store.Class(id)
	o.first = [directory.AttrCount]uint32{}
	o.proxies = o.proxies[:0]
	from, to := o.store.RefRange(id)
	for n := from; n < to; n++ {
		a := o.store.Ref(n).Attr()
		if a == directory.ProxyAddresses {
			o.proxies = append(o.proxies, n)
		}
		if o.first[a] == 0 {
			o.first[a] = n + 1
		}
	}
	o.kind = o.get(directory.ObjectClass)
	if o.kind == nil {
		o.kind = []byte(o.class.String())
	}
	o.cn, o.hasCN = o.get(directory.CN), o.has(directory.CN)
	if !o.hasCN && !o.store.Exported(id, directory.CN) {
		o.cn = []byte(directory.FirstRDNValue(o.dn()))
		o.hasCN = len(o.cn) > 0
	}
}

// has reports whether an attribute is present.
func (o *object) has(a directory.Attr) bool { return o.first[a] != 0 }

// get is the first value of an attribute as IdFix reads it; nil when it is absent
// or empty.
func (o *object) get(a directory.Attr) []byte {
	if o.first[a] == 0 {
		return nil
	}
	return o.text(o.first[a] - 1)
}

// text is a value as IdFix reads it.
func (o *object) text(n uint32) []byte { return text(o.store, n) }

func text(s *directory.Store, n uint32) []byte {
	v := s.Value(s.Ref(n))
	if !utf8.Valid(v) {
		return notText
	}
	return v
}

func (o *object) dn() string { return string(o.get(directory.DN)) }

// is reports whether the object type is a word, letter case ignored.
func (o *object) is(word string) bool { return equalFold(o.kind, word) }

// found reports whether the default filter of the rule set returns the object.
// Both ask for the object categories Person and Group, Dedicated for mail too.
func (o *object) found(dedicated bool) bool {
	return o.hasCategory() && (!dedicated || o.has(directory.Mail))
}

// hasCategory reports whether the object category is Person or Group. An export
// without categories leaves the class, whose default category it usually is.
func (o *object) hasCategory() bool {
	if c := o.get(directory.ObjectCategory); len(c) > 0 {
		return hasPrefixFold(c, "cn=person,") || hasPrefixFold(c, "cn=group,")
	}
	switch o.class {
	case directory.User, directory.Group, directory.Contact:
		return true
	case directory.Other: // the ancestors of user have the category Person
		return o.is("person") || o.is("organizationalPerson")
	}
	return false
}

// exclusions are the beginnings of names that IdFix leaves out.
var exclusions = []string{
	"admini", "cas_{", "discoverysearchmailbox", "federatedemail", "guest", "httpconnector", "krbtgt", "iusr_",
	"iwam", "msol", "support_", "systemmailbox", "wwioadmini", "healthmailbox", "exchange online-applicationaccount",
}

// recipientTypes are the types of system mailbox in the notation that IdFix
// compares with; Active Directory writes the same numbers in decimal.
var recipientTypes = []string{"0x1000", "0x2000", "0x4000", "0x400000", "0x800000", "0x1000000", "0x20000000"}

// skipped reports whether IdFix leaves the object out. The tests run in IdFix's
// order: one that cannot read its value ends them all, and the object is checked.
func (o *object) skipped(dedicated bool) bool {
	if bytes.HasSuffix(o.cn, []byte("$")) || hasPrefixOf(o.cn, exclusions...) {
		return true
	}
	if containsFold(o.get(directory.DN), "acnf:") {
		return true
	}
	if dedicated { // isCriticalSystemObject is not among the attributes that it requests
		return false
	}
	if o.has(directory.IsCriticalSystemObject) {
		if yes, ok := parseBool(o.get(directory.IsCriticalSystemObject)); yes || !ok {
			return yes
		}
	}
	switch {
	case o.is("user"):
		return o.skippedUser()
	case o.is("group"):
		return o.skippedGroup()
	}
	return false
}

func (o *object) skippedUser() bool {
	if hasPrefixOf(o.get(directory.SAMAccountName), "cas_", "support_", "msol_") ||
		hasPrefixOf(o.get(directory.MailNickname), "cas_", "systemmailbox") {
		return true
	}
	if o.has(directory.DisplayName) && o.has(directory.HideFromAddressLists) {
		hidden, ok := parseBool(o.get(directory.HideFromAddressLists))
		if !ok {
			return false
		}
		if hidden && hasPrefixOf(o.get(directory.DisplayName), "msol") {
			return true
		}
	}
	details := o.get(directory.RecipientTypeDetails)
	for _, t := range recipientTypes {
		if string(details) == t {
			return true
		}
	}
	return false
}

func (o *object) skippedGroup() bool {
	kind, err := strconv.ParseInt(string(bytes.Trim(o.get(directory.GroupType), "\t\n\v\f\r ")), 10, 64)
	switch {
	case err != nil:
		return false
	case kind < 0: // a security group
		return !o.has(directory.Mail)
	}
	return !o.has(directory.ProxyAddresses)
}

// parseBool reads a truth value as .NET does: letter case and blanks around it
// and NUL around it
// do not matter, any other text is an error.
func parseBool(v []byte) (value, ok bool) {
	v = bytes.TrimFunc(v, func(r rune) bool { return r == 0 || isSpace(r) })
	switch {
	case equalFold(v, "true"):
		return true, true
	case equalFold(v, "false"):
		return false, true
	}
	return false, false
}
