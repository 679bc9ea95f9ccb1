package rules

import "presync/core/directory"

func (c *checker) checkSIPAddress() {
	if v := c.o.value(directory.SIPAddress); len(v) > 0 {
		c.address(directory.SIPAddress, c.o.ref(directory.SIPAddress), v, keyOf(directory.SIPAddress, v))
	}
}

var sipAddressRules = []*Rule{sipDuplicate, sipElsewhere}

var sipDuplicate = &Rule{
	ID: "SIP-1", Attribute: directory.SIPAddress, Classes: recipients, Severity: Error,
	Title:   "SIP address on more than one object",
	Why:     "SIP addresses become proxy addresses in the cloud, and a proxy address may stand on one object only.",
	Fix:     "Decide who keeps the address and change the others.",
	Needs:   needs(directory.SIPAddress),
	Sources: []Source{{Document: docErrors}, {Document: docHealth}},
	faults:  []fault{{0, Error, "This address stands on {objects} objects.", (*exam).objectsArg}},
}

var sipElsewhere = crossRule("UQ-5", directory.SIPAddress, recipients)

// crossRule is the rule for an address that other objects hold in other
// attributes only. Where an object holds it in the same attribute the attribute's
// own rule reports it.
func crossRule(id string, a directory.Attr, classes directory.ClassSet) *Rule {
	return &Rule{
		ID: id, Attribute: a, Classes: classes, Severity: Error,
		Title: "Address of " + a.String() + " held by another object in another attribute",
		Why: "mail, proxyAddresses, userPrincipalName and SIP addresses share one pool in the cloud: an address may belong " +
			"to one object only. A user principal name becomes a proxy address of every mailbox, so it counts as an address too. " +
			"targetAddress has to be unique as well.",
		Fix:     "Decide whose address it is and change the other object.",
		Needs:   needs(a),
		Sources: []Source{{Document: docErrors}, {Document: docProxy}, {Document: docHealth}},
		reuses:  true,
		faults:  []fault{{0, Error, "This address stands on {objects} objects.", (*exam).objectsArg}},
	}
}

// The rules that report a value held twice: in the same attribute, and in another
// one.
var duplicateRules, crossRules = contested()

func contested() (same, other [directory.AttrCount]*Rule) {
	for _, r := range []*Rule{
		upnDuplicate, proxyDuplicate, mailDuplicate, targetDuplicate, sipDuplicate, nickDuplicate, samDuplicate,
	} {
		same[r.Attribute] = r
	}
	for _, r := range []*Rule{upnElsewhere, proxyElsewhere, mailElsewhere, targetElsewhere, sipElsewhere} {
		other[r.Attribute] = r
	}
	return same, other
}
