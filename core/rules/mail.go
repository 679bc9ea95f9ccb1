package rules

import "presync/core/directory"

// Defects of mail.
const (
	mailSyntax flaws = 1 << iota
	mailLong
	mailNonASCII
	mailUnderscore
)

func (c *checker) checkMail() {
	v, ref := c.o.value(directory.Mail), c.o.ref(directory.Mail)
	if len(v) == 0 {
		return
	}
	if !c.isSoundProxy(v) {
		if f := c.examineMail(v); f != 0 {
			c.report(directory.Mail, ref, f)
		}
	}
	c.address(directory.Mail, ref, v, v)
}

// isSoundProxy reports whether an address was examined as the primary proxy
// address of the object and found to be in order. Mail is nearly always that
// address.
func (c *checker) isSoundProxy(v []byte) bool {
	return c.sound != nil && len(c.sound) == len(v) && (&c.sound[0] == &v[0] || string(c.sound) == string(v))
}

// examineMail finds the defects of a value of mail.
func (c *checker) examineMail(v []byte) flaws {
	var f flaws
	if longer(v, addressLimit) {
		f |= mailLong
	}
	s := c.examineSMTP(v)
	if s&(proxyBlank|proxyListed|proxyColon|proxySyntax) != 0 {
		f |= mailSyntax
	}
	if s&proxyNonASCII != 0 {
		f |= mailNonASCII
	}
	if s&proxyUnderscore != 0 {
		f |= mailUnderscore
	}
	return f
}

var mailRules = []*Rule{
	{
		ID: "ML-3", Attribute: directory.Mail, Classes: recipients, Severity: Warning,
		Title: "mail is not a valid e-mail address",
		Why: "Where proxyAddresses is empty the value of mail becomes the primary address. A value that does not follow the " +
			"mail standards cannot, and letters with accents are not allowed in it.",
		Fix: "Correct the address or clear the attribute.", IdFix: "Format",
		Needs:  needs(directory.Mail),
		Limits: []Limit{{"whole value", addressLimit, "characters"}, {"before the @", localLimit, "characters"}},
		Sources: []Source{
			{Document: docGraph, Says: "no accented characters", Applied: true}, {Document: docProxy}, {Document: docSMTP},
			{Document: docIdFix, Says: "at most 256 characters; no other test in its default mode", Applied: true},
		},
		faults: []fault{
			{mailSyntax, Warning, notStandard, nil},
			{mailLong, Warning, "The value has {length} characters; {limit} are allowed.", argLength(addressLimit)},
			{mailNonASCII, Warning, "Outside ASCII: {chars}", argNonASCII},
		},
	},
	{
		ID: "EM-2", Attribute: directory.Mail, Classes: recipients, Severity: Warning,
		Title: "Character in mail that may be changed or dropped",
		Why: "The backtick and the characters | = ? / % before the @ are replaced by underscores according to one document; " +
			"according to a newer one addresses that do not follow the standards are dropped.",
		Fix:   "Use an address without this character.",
		Needs: needs(directory.Mail),
		Sources: []Source{
			{Document: docUnderscore, Says: "replaced by an underscore", Applied: true},
			{Document: docProxy, Says: "malformed addresses are discarded", Applied: true},
		},
		faults: []fault{{mailUnderscore, Warning, "May be changed or dropped: {chars}", argLocalChars(underscored)}},
	},
	mailDuplicate,
	mailElsewhere,
}

var mailDuplicate = &Rule{
	ID: "ML-1", Also: []string{"ML-2"}, Attribute: directory.Mail, Classes: recipients, Severity: Error,
	Title: "Value of mail on more than one object",
	Why: "The value must be unique, but on contacts that stand for a user of another forest: these are one warning each. The founding document says that the first user holding it is synchronised and later ones " +
		"do not appear; in tenants where duplicate attributes are set aside the object appears and the address is withheld.",
	Fix:   "Change the value on all but one object. Where it is in the cloud already, change it there or on both objects here.",
	IdFix: "Duplicate",
	Needs: needs(directory.Mail),
	Sources: []Source{
		{Document: docPrepare, Says: "later objects with the value do not appear", Applied: true},
		{Document: docResiliency, Says: "the object appears, the address is withheld"},
		{Document: docErrors},
		{Document: docContacts, Says: "a contact joins the user of the same mail where users are matched on mail", Applied: true},
	},
	reuses: true,
	faults: []fault{{0, Error, "This address stands on {objects} objects.", (*exam).objectsArg}, standInFault},
}

var mailElsewhere = withStandIns(crossRule("UQ-2", directory.Mail, recipients))
