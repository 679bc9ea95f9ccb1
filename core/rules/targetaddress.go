package rules

import "presync/core/directory"

// Defects of targetAddress.
const (
	targetMissing flaws = 1 << iota
	targetLong
	targetAtLimit // exactly 256 characters, one more than IdFix accepts
	targetBlank
	targetListed
	targetSyntax
)

// targetForbidden are the characters of the forbidden list: that of proxy
// addresses and the backslash.
const targetForbidden = smtpForbidden | directory.HasBackslash

func (c *checker) checkTargetAddress() {
	o := &c.o
	v, ref := o.value(directory.TargetAddress), o.ref(directory.TargetAddress)
	if isBlankOnly(v) {
		if v != nil || o.known(directory.TargetAddress) {
			c.report(directory.TargetAddress, ref, targetMissing)
		}
		return
	}
	if f := c.examineTarget(v); f != 0 {
		c.report(directory.TargetAddress, ref, f)
	}
	c.address(directory.TargetAddress, ref, v, keyOf(directory.TargetAddress, v))
}

// examineTarget finds the defects of a value of targetAddress. Values of another
// type than SMTP are judged by their length only: X.500 names hold blanks and
// brackets rightly.
func (c *checker) examineTarget(v []byte) flaws {
	var f flaws
	switch n := directory.Units(v); {
	case n > addressLimit:
		f |= targetLong
	case n == addressLimit:
		f |= targetAtLimit
	}
	a := directory.SplitAddress(v)
	if a.Type != nil && !a.IsSMTP() {
		return f
	}
	addr := a.Value
	if trimmed := directory.SplitAddress(trimBlanks(v)); a.Type == nil && trimmed.IsSMTP() {
		f, addr = f|targetBlank, trimmed.Value
	}
	chars := directory.Scan(addr)
	if chars&blanks != 0 {
		f |= targetBlank
	}
	if chars&targetForbidden != 0 {
		f |= targetListed
	}
	if chars&directory.HasControl != 0 && hasBareControl(addr) || chars&directory.HasColon != 0 ||
		chars&directory.HasNonASCII != 0 && hasPlainNonASCII(addr) {
		f |= targetSyntax
	}
	found := flaws(0)
	if f&(targetBlank|targetListed) != 0 {
		found = proxyListed
	}
	if s := c.addressSyntax(addr); s != 0 && c.ownSyntax(addr, s, found) {
		f |= targetSyntax
	}
	return f
}

var targetAddressRules = []*Rule{
	{
		ID: "TA-1", Attribute: directory.TargetAddress, Classes: contacts, Severity: Advice,
		Title: "Contact without targetAddress",
		Why: "For a mail contact to appear in the global address list targetAddress has to be filled. The attribute comes with " +
			"the Exchange schema extension, as does msExchHideFromAddressLists.",
		Fix:     "Enter the external address as SMTP:user@domain.",
		Needs:   needs(directory.TargetAddress),
		Sources: []Source{{Document: docPrepare}},
		faults:  []fault{{targetMissing, Advice, "targetAddress has no value.", nil}},
	},
	{
		ID: "TA-2", Attribute: directory.TargetAddress, Classes: mailUsers, Severity: Error,
		Title: "targetAddress is too long", Why: "The value may have 256 characters. IdFix accepts 255 only.",
		Fix: "Shorten or remove the address.", IdFix: "Length",
		Needs:  needs(directory.TargetAddress),
		Limits: []Limit{{"whole value", addressLimit, "characters"}},
		Sources: []Source{
			{Document: docPrepare, Says: "at most 256 characters", Applied: true},
			{Document: docIdFix, Says: "at most 255 characters"},
		},
		faults: []fault{
			{targetLong, Error, "The value has {length} characters; {limit} are allowed.", argLength(addressLimit)},
			{targetAtLimit, Warning, "The value has exactly {limit} characters; IdFix accepts one less.", argLimit(addressLimit)},
		},
	},
	{
		ID: "TA-3", Attribute: directory.TargetAddress, Classes: mailUsers, Severity: Error,
		Title: "Blank in targetAddress", Why: "The value may not hold a blank, a tab or an invisible character.",
		Fix: "Remove the blank.", IdFix: "Character",
		Needs:   needs(directory.TargetAddress),
		Sources: []Source{{Document: docPrepare}},
		faults:  []fault{{targetBlank, Error, "Blank or invisible character: {chars}", argChars(blanks)}},
	},
	{
		ID: "TA-5", Attribute: directory.TargetAddress, Classes: mailUsers, Severity: Error,
		Title: "Forbidden character in targetAddress",
		Why:   "The characters \\ < > ( ) ; , [ ] and the double quotation mark are not allowed behind the type.",
		Fix:   "Remove the character.", IdFix: "Character",
		Needs:   needs(directory.TargetAddress),
		Sources: []Source{{Document: docPrepare}},
		faults:  []fault{{targetListed, Error, "Not allowed here: {chars}", argChars(targetForbidden)}},
	},
	{
		ID: "TA-6", Attribute: directory.TargetAddress, Classes: mailUsers, Severity: Error,
		Title: "targetAddress does not follow the mail standards",
		Why: "An SMTP address has one @, up to 64 characters before it with periods only between other characters, and a " +
			"fully qualified domain name behind it.",
		Fix: "Correct the address.", IdFix: "Format",
		Needs:   needs(directory.TargetAddress),
		Limits:  []Limit{{"before the @", localLimit, "characters"}},
		Sources: []Source{{Document: docPrepare}, {Document: docSMTP}},
		faults:  []fault{{targetSyntax, Error, notStandard, nil}},
	},
	targetDuplicate,
	targetElsewhere,
}

var targetDuplicate = &Rule{
	ID: "TA-4", Attribute: directory.TargetAddress, Classes: recipients, Severity: Error,
	Title: "targetAddress on more than one object", Why: "The value must be unique in the directory.",
	Fix: "Decide who keeps the address and change the others.", IdFix: "Duplicate",
	Needs:   needs(directory.TargetAddress),
	Sources: []Source{{Document: docPrepare}},
	reuses:  true,
	faults:  []fault{{0, Error, "This address stands on {objects} objects.", (*exam).objectsArg}},
}

var targetElsewhere = crossRule("UQ-4", directory.TargetAddress, recipients)
