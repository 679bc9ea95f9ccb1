package rules

import "presync/core/directory"

// The one defect of givenName and of sn.
const nameLong flaws = 1

// nameLimit is the length of givenName and sn.
const nameLimit = 64

// checkNames judges displayName, givenName and sn.
func (c *checker) checkNames() {
	c.checkDisplayName()
	c.checkLength(directory.GivenName, nameLimit, nameLong)
	c.checkLength(directory.Surname, nameLimit, nameLong)
}

// checkLength reports a value over its limit.
func (c *checker) checkLength(a directory.Attr, limit int, f flaws) {
	if n := c.o.first[a]; n != 0 && c.o.refs[n-1].Len() > limit && longer(c.o.value(a), limit) {
		c.report(a, c.o.ref(a), f)
	}
}

var givenNameRules = []*Rule{{
	ID: "GN-2", Attribute: directory.GivenName, Classes: users, Severity: Error,
	Title: "givenName is too long", Why: "The value may have 64 characters.",
	Fix: "Shorten the name.", IdFix: "Length",
	Needs:  needs(directory.GivenName),
	Limits: []Limit{{"whole value", nameLimit, "characters"}},
	Sources: []Source{
		{Document: docPrepare, Says: "at most 64 characters", Applied: true},
		{Document: docGraph, Says: "at most 64 characters", Applied: true},
		{Document: docIdFix, Says: "at most 63 characters"},
	},
	faults: []fault{{nameLong, Error, "The value has {length} characters; {limit} are allowed.", argLength(nameLimit)}},
}}
