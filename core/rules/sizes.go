package rules

import (
	"presync/core/directory"
	"presync/core/message"
)

// sizeLong is the one defect of the attributes that have a limit and no other
// rule.
const sizeLong flaws = 1

// certificateLimit is the number of values of userCertificate.
const certificateLimit = 15

// sized are the attributes that are judged by their length only, with the limits
// that Microsoft Graph gives for the property they become.
var sized = [...]struct {
	attr     directory.Attr
	id, name string
	limit    int
}{
	{directory.Title, "LN-1", "jobTitle", 128},
	{directory.Mobile, "LN-2", "mobilePhone", 64},
	{directory.PostalCode, "LN-3", "postalCode", 40},
	{directory.Province, "LN-4", "state", 128},
	{directory.StreetAddress, "LN-5", "streetAddress", 1024},
}

func (c *checker) checkSizes() {
	if c.o.class == directory.User {
		for i := range sized {
			c.checkLength(sized[i].attr, sized[i].limit, sizeLong)
		}
	}
	if c.o.has(directory.UserCertificate) && decimal(c.o.value(directory.UserCertificate)) > certificateLimit {
		c.report(directory.UserCertificate, c.o.ref(directory.UserCertificate), sizeLong)
	}
}

var sizeRules = makeSizeRules()

func makeSizeRules() []*Rule {
	var all []*Rule
	for _, s := range sized {
		all = append(all, &Rule{
			ID: s.id, Attribute: s.attr, Classes: users, Severity: Warning,
			Title:   s.attr.String() + " is too long",
			Why:     "Microsoft Graph limits " + s.name + ", which this attribute becomes in the cloud. A longer value may not arrive as it is.",
			Fix:     "Shorten the value.",
			Needs:   needs(s.attr),
			Limits:  []Limit{{"whole value", s.limit, "characters"}},
			Sources: []Source{{Document: docGraph}},
			faults: []fault{{sizeLong, Warning,
				"The value has {length} characters; {limit} are allowed.", argLength(s.limit)}},
		})
	}
	return append(all, &Rule{
		ID: "LN-6", Attribute: directory.UserCertificate, Classes: mailUsers, Severity: Warning,
		Title:   "Too many certificates",
		Why:     "An object with more than 15 values in userCertificate is refused as too large.",
		Fix:     "Remove expired certificates.",
		Needs:   needs(directory.UserCertificate),
		Limits:  []Limit{{"values", certificateLimit, "values"}},
		Sources: []Source{{Document: docErrors, Says: "at most 15 values", Applied: true}},
		faults: []fault{{sizeLong, Warning, "The object holds {count} certificates; {limit} are allowed.",
			func(x *exam) []message.Arg {
				return []message.Arg{message.Num("count", decimal(x.v)), message.Num("limit", certificateLimit)}
			}}},
	})
}
