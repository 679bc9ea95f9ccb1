package rules

import "presync/core/directory"

// Defects of mailNickname.
const (
	nickPeriodFirst flaws = 1 << iota
	nickPeriods           // trailing period or two in a row
	nickLong
	nickChars
)

// nickLimit is the length of an Exchange alias.
const nickLimit = 64

// nickForbidden are the ASCII characters that an alias does not provide for. The
// ampersand is on the list of allowed ones but called unsupported for synchronised
// objects.
const nickForbidden = blanks | directory.HasControl | quotes | directory.HasParen | directory.HasComma |
	directory.HasColon | directory.HasSemicolon | directory.HasAngle | directory.HasAt | directory.HasBracket |
	directory.HasBackslash | directory.HasAmpersand

func (c *checker) checkMailNickname() {
	v, ref := c.o.value(directory.MailNickname), c.o.ref(directory.MailNickname)
	if len(v) == 0 {
		return
	}
	if f := examineNickname(v); f != 0 {
		c.report(directory.MailNickname, ref, f)
	}
	c.single(c.aliases, ref, v)
}

func examineNickname(v []byte) flaws {
	if len(v) == 0 {
		return 0
	}
	var f flaws
	chars := directory.Scan(v)
	if v[0] == '.' {
		f |= nickPeriodFirst
		if rest := trimPeriods(v); len(rest) > 0 && doublePeriod(rest) {
			f |= nickPeriods
		}
	} else if v[len(v)-1] == '.' || doublePeriod(v) {
		f |= nickPeriods
	}
	if longer(v, nickLimit) {
		f |= nickLong
	}
	if chars&nickForbidden != 0 || chars&directory.HasNonASCII != 0 && beyondLatin(v) {
		f |= nickChars
	}
	return f
}

// trimPeriods removes leading periods.
func trimPeriods(v []byte) []byte {
	for len(v) > 0 && v[0] == '.' {
		v = v[1:]
	}
	return v
}

// beyondLatin reports a character outside ASCII that an alias does not provide
// for: all but U+00A1 to U+00FF.
func beyondLatin(v []byte) bool {
	for _, r := range string(v) {
		if r >= 0x80 && (r < 0xA1 || r > 0xFF) {
			return true
		}
	}
	return false
}

var mailNicknameRules = []*Rule{
	{
		ID: "MN-1", Attribute: directory.MailNickname, Classes: recipients, Severity: Error,
		Title: "Alias begins with a period", Why: "mailNickname may not begin with a period.",
		Fix: "Remove the period.", IdFix: "Character",
		Needs:   needs(directory.MailNickname),
		Sources: []Source{{Document: docPrepare}, {Document: docAlias}},
		faults:  []fault{{nickPeriodFirst, Error, "The first character is a period.", nil}},
	},
	{
		ID: "MN-3", Attribute: directory.MailNickname, Classes: recipients, Severity: Error,
		Title: "Alias is too long", Why: "mailNickname may have 64 characters.",
		Fix: "Shorten the alias.", IdFix: "Length",
		Needs:  needs(directory.MailNickname),
		Limits: []Limit{{"whole value", nickLimit, "characters"}},
		Sources: []Source{
			{Document: docGraph, Says: "at most 64 characters", Applied: true},
			{Document: docAlias, Says: "at most 64 characters", Applied: true},
			{Document: docIdFix, Says: "at most 64 characters", Applied: true},
		},
		faults: []fault{{nickLong, Error, "The value has {length} characters; {limit} are allowed.", argLength(nickLimit)}},
	},
	{
		ID: "MN-4", Attribute: directory.MailNickname, Classes: recipients, Severity: Warning,
		Title: "Character that an alias does not provide for",
		Why: "Allowed are letters, digits, ! # $ % ' * + - / = ? ^ _ ` { | } ~, periods between them, and the characters " +
			"U+00A1 to U+00FF. Other characters may be converted to underscores. The ampersand is called unsupported for " +
			"synchronised objects.",
		Fix:   "Use allowed characters only.",
		Needs: needs(directory.MailNickname),
		Sources: []Source{
			{Document: docAlias, Says: "lists the allowed characters", Applied: true},
			{Document: docPrepare, Says: "an underscore in the synchronised alias shows that the original held an invalid character"},
		},
		faults: []fault{{nickChars, Warning, "Not provided for here: {chars}", argNickChars}},
	},
	{
		ID: "MN-5", Attribute: directory.MailNickname, Classes: recipients, Severity: Warning,
		Title:   "Alias with a trailing or a double period",
		Why:     "Every period in an alias needs a valid character on both sides.",
		Fix:     "Remove the superfluous period.",
		Needs:   needs(directory.MailNickname),
		Sources: []Source{{Document: docAlias}},
		faults:  []fault{{nickPeriods, Warning, "The alias ends in a period or has two in a row.", nil}},
	},
	nickDuplicate,
}

var nickDuplicate = &Rule{
	ID: "MN-2", Attribute: directory.MailNickname, Classes: recipients, Severity: Warning,
	Title: "Alias on more than one object",
	Why: "The preparation guide asks for unique aliases. In practice both objects are synchronised; the second one's address " +
		"in the initial domain gets four random digits.",
	Fix: "Give every object its own alias.", IdFix: "Duplicate",
	Needs: needs(directory.MailNickname),
	Sources: []Source{
		{Document: docPrepare, Says: "must be unique"},
		{Document: docProxy, Says: "both objects are synchronised, the second address gets four digits", Applied: true},
	},
	reuses: true,
	faults: []fault{{0, Warning, "This alias stands on {objects} objects.", (*exam).objectsArg}},
}
