package rules

import "presync/core/directory"

// Defects of sAMAccountName.
const (
	samMissing flaws = 1 << iota // and no user principal name either
	samLong
	samListed
	samApostrophe
)

// samLimit is the length of a user's sAMAccountName.
const samLimit = 20

// samForbidden are the characters of the forbidden list; quotes count straight
// and curly.
const samForbidden = directory.HasBracket | directory.HasBackslash | quotes | directory.HasPipe | directory.HasComma |
	directory.HasSlash | directory.HasColon | directory.HasAngle | directory.HasPlus | directory.HasEquals |
	directory.HasSemicolon | directory.HasQuestion | directory.HasAsterisk

func (c *checker) checkSAMAccountName() {
	v, ref := c.o.value(directory.SAMAccountName), c.o.ref(directory.SAMAccountName)
	if len(v) == 0 {
		return
	}
	if isBlankOnly(v) {
		if c.withoutUPN() {
			c.report(directory.SAMAccountName, ref, samMissing)
		}
		return
	}
	if f := examineSAM(v); f != 0 {
		c.report(directory.SAMAccountName, ref, f)
	}
	c.single(c.logons, ref, v)
}

func examineSAM(v []byte) flaws {
	var f flaws
	if longer(v, samLimit) {
		f |= samLong
	}
	chars := directory.Scan(v)
	if chars&samForbidden != 0 {
		f |= samListed
	}
	if chars&directory.HasApostrophe != 0 {
		f |= samApostrophe
	}
	return f
}

// withoutUPN: userPrincipalName is known to be empty, so that the account hangs
// on sAMAccountName.
func (c *checker) withoutUPN() bool {
	return c.o.absent(directory.UserPrincipalName) ||
		c.o.has(directory.UserPrincipalName) && isBlankOnly(c.o.value(directory.UserPrincipalName))
}

// samGrade lessens the faults of a sAMAccountName where a user principal name
// makes the account: with a valid one the account is made, and with an invalid one
// it is the user principal name that has to be corrected.
func samGrade(c *checker, s Severity) Severity {
	if s == Error && !c.withoutUPN() {
		return Warning
	}
	return s
}

// samShared lessens a sAMAccountName that users of several domains hold: one that has a
// user principal name is synchronised by that.
func samShared(c *checker, s Severity) Severity {
	if s == Error && !c.withoutUPN() {
		return Advice
	}
	return s
}

const samWhy = "Where the user has a user principal name the account is made from that one, and this is a warning. Without one " +
	"sAMAccountName has to be valid and unique, and this is an error."

var sAMAccountNameRules = []*Rule{
	{
		ID: "K-04", Attribute: directory.SAMAccountName, Classes: users, Severity: Error,
		Title: "User with neither user principal name nor sAMAccountName",
		Why: "One of the two must have a value. The default rules of the sync client leave out a user without sAMAccountName, " +
			"so this user will not be synchronised.",
		Fix:     "Give the user both names, or remove the object if nobody needs it.",
		Needs:   needs(directory.SAMAccountName, directory.UserPrincipalName),
		Sources: []Source{{Document: docPrepare}, {Document: docDefaults}},
		faults: []fault{{samMissing, Error,
			"Neither userPrincipalName nor sAMAccountName has a value. The user will not be synchronised.", nil}},
	},
	{
		ID: "SA-1", Attribute: directory.SAMAccountName, Classes: users, Severity: Error,
		Title: "sAMAccountName is too long", Why: "A user's sAMAccountName may have 20 characters. " + samWhy,
		Fix: "Shorten the name to 20 characters.", IdFix: "Length",
		Needs:  needs(directory.SAMAccountName),
		Limits: []Limit{{"whole value", samLimit, "characters"}},
		Sources: []Source{
			{Document: docPrepare, Says: "at most 20 characters", Applied: true},
			{Document: docIdFix, Says: "20 for users, 256 for other classes"},
		},
		faults: []fault{{samLong, Error, "The value has {length} characters; {limit} are allowed.", argLength(samLimit)}},
		grade:  samGrade,
	},
	{
		ID: "SA-3", Also: []string{"SA-4", "SA-5"}, Attribute: directory.SAMAccountName, Classes: users, Severity: Error,
		Title: "Forbidden character in sAMAccountName",
		Why: "The characters [ \\ \" | , / : < > + = ; ? * ] are not allowed; the current document lists the apostrophe too. " +
			samWhy,
		Fix: "Remove the character.", IdFix: "Character",
		Needs: needs(directory.SAMAccountName),
		Sources: []Source{
			{Document: docPrepare, Says: "lists the apostrophe too", Applied: true},
			{Document: docIdFix, Says: "allows the apostrophe"},
		},
		faults: []fault{
			{samListed, Error, "Not allowed here: {chars}", argChars(samForbidden)},
			{samApostrophe, Warning, "The value holds an apostrophe.", nil},
		},
		grade: samGrade,
	},
	samDuplicate,
}

var samDuplicate = &Rule{
	ID: "SA-2", Attribute: directory.SAMAccountName, Classes: users, Severity: Error,
	Title: "sAMAccountName used twice",
	Why: "Active Directory keeps the name unique within a domain; over several domains or forests two users can hold the same. " +
		"Where the user has a user principal name the account is made from that one, and this is advice. Without one " +
		"sAMAccountName has to be valid and unique, and this is an error.",
	Fix: "Rename one of the two, or make sure that both have a user principal name.", IdFix: "Duplicate",
	Needs: needs(directory.SAMAccountName),
	Sources: []Source{
		{Document: docPrepare, Says: "with a valid user principal name the account is created all the same", Applied: true},
		{Document: docIdFix, Says: "does not test it where there is a user principal name", Applied: true},
	},
	reuses: true,
	faults: []fault{{0, Error, "This name stands on {objects} objects.", (*exam).objectsArg}},
	grade:  samShared,
}
