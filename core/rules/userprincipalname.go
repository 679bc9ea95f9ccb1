package rules

import (
	"bytes"

	"presync/core/directory"
	"presync/core/message"
)

// Defects of userPrincipalName.
const (
	upnMissing       flaws = 1 << iota
	upnNoAt                // no @ at all
	upnExtraAt             // more than one @
	upnAtFirst             // begins with @
	upnNoSuffix            // nothing behind the @
	upnMalformed           // the part behind the @ is no domain name
	upnLong                // over 113 characters
	upnLongLocal           // over 64 characters before the @
	upnLongSuffix          // over 48 characters behind the @
	upnListed              // a character of the forbidden list
	upnNonASCII            // a character outside ASCII
	upnEnd                 // a period, & or @ right before the @
	upnEndBlank            // a blank right before the @
	upnBlank               // a blank or invisible character before the @
	upnControl             // a control character
	upnUnlisted            // $ or `, neither allowed nor forbidden
	upnPeriods             // leading period or two in a row
	upnSuffixChar          // a character that a suffix may not hold
	upnSuffixUnder         // underscore in the suffix
	upnSingleLabel         // suffix of one label
	upnReserved            // suffix that is never delegated
	upnUnverified          // not among the verified domains given
	upnUnknownTLD          // last label not in the dated table
	upnToReplace           // the administrator wants this suffix replaced
	upnShort               // one character before the @
	upnNotPrimary          // differs from the primary SMTP address
	upnNotPrimaryFed       // the same with federated sign-in
	upnApostrophe          // allowed today, refused by older tools
)

// The figures for userPrincipalName.
const (
	upnLimit       = 113
	upnLocalLimit  = 64
	upnSuffixLimit = 48
)

// upnForbidden are the characters of the forbidden list that a scan tells apart;
// the @ has rules of its own, and quotes count straight and curly.
const upnForbidden = directory.HasBackslash | directory.HasPercent | directory.HasAmpersand | directory.HasAsterisk |
	directory.HasPlus | directory.HasSlash | directory.HasEquals | directory.HasQuestion | directory.HasBrace |
	directory.HasPipe | directory.HasAngle | directory.HasParen | directory.HasSemicolon | directory.HasColon |
	directory.HasComma | directory.HasBracket | quotes

// upnSuspect are the characters that need a closer look; values without them are
// fine as far as characters go.
const upnSuspect = upnForbidden | blanks | directory.HasControl | directory.HasNonASCII | directory.HasDollar |
	directory.HasBacktick | directory.HasApostrophe

func (c *checker) checkUserPrincipalName() {
	o := &c.o
	v, ref := o.value(directory.UserPrincipalName), o.ref(directory.UserPrincipalName)
	if len(v) == 0 || isBlankOnly(v) {
		if v != nil || o.known(directory.UserPrincipalName) {
			c.report(directory.UserPrincipalName, ref, upnMissing)
		}
		return
	}
	if f := c.examineUPN(v); f != 0 {
		c.report(directory.UserPrincipalName, ref, f)
	}
	c.address(directory.UserPrincipalName, ref, v, v)
}

// examineUPN finds the defects of a user principal name in the context of the
// current object.
func (c *checker) examineUPN(v []byte) flaws {
	var f flaws
	form := formOf(v)
	if longer(v, upnLimit) {
		f |= upnLong
	}
	if form.ats == 0 {
		return f | upnNoAt | upnCharacters(v, nil)
	}
	local, suffix := v[:form.at], v[form.at+1:]
	domain := c.suffix.judge(suffix)
	f |= upnShape(local, suffix, form) | upnSuffix(domain)
	if form.chars&upnSuspect != 0 || domain&domainOddChar != 0 {
		f |= upnCharacters(local, suffix)
	}
	return f | c.upnAgainstPrimary(v)
}

// upnShape judges lengths and the places of @ and periods.
func upnShape(local, suffix []byte, form form) flaws {
	var f flaws
	if longer(local, upnLocalLimit) {
		f |= upnLongLocal
	}
	if longer(suffix, upnSuffixLimit) {
		f |= upnLongSuffix
	}
	if len(local) == 0 {
		return f | upnAtFirst
	}
	if form.ats > 1 {
		f |= upnExtraAts(local)
	}
	switch local[len(local)-1] {
	case '.', '&':
		f |= upnEnd
	case ' ':
		f |= upnEndBlank
	}
	if local[0] == '.' || form.double {
		if trimmed := bytes.TrimRight(local, "."); len(trimmed) > 0 && (trimmed[0] == '.' || doublePeriod(trimmed)) {
			f |= upnPeriods
		}
	}
	if len(local) == 1 && f == 0 {
		f |= upnShort
	}
	return f
}

// upnExtraAts judges a user name that holds an @ itself.
func upnExtraAts(local []byte) flaws {
	f := upnExtraAt
	if local[0] == '@' {
		f |= upnAtFirst
	}
	if n := len(local); n > 1 && local[n-1] == '@' {
		f |= upnEnd
	}
	return f
}

// upnSuffix judges the part behind the @.
func upnSuffix(d domainFacts) flaws {
	if d&^(domainVerified|ofService) == 0 {
		return 0
	}
	var f flaws
	switch {
	case d&domainEmpty != 0:
		return upnNoSuffix
	case d&domainMalformed != 0:
		return upnMalformed
	}
	if d&domainUnderscore != 0 {
		f |= upnSuffixUnder
	}
	switch {
	case d&domainVerified != 0:
	case d&domainUnverified != 0 && d&(domainOddChar|domainNonASCII) != 0: // the character is reported
	case d&domainUnverified != 0:
		f |= upnUnverified
	case d&domainSingle != 0:
		f |= upnSingleLabel
	case d&domainReserved != 0:
		f |= upnReserved
	case d&domainUnlisted != 0 && d&(domainOddChar|domainNonASCII|domainUnderscore) == 0:
		f |= upnUnknownTLD
	}
	const rewritten = upnUnverified | upnSingleLabel | upnReserved
	if d&domainMapped != 0 && f&rewritten == 0 {
		f = f&^upnUnknownTLD | upnToReplace
	}
	return f
}

// upnCharacters sorts the characters of both parts to the rules that forbid them.
// Blanks and quotes outside ASCII are reported by their own rules only.
func upnCharacters(local, suffix []byte) flaws {
	var f flaws
	for _, r := range string(local) {
		switch class := charClass(r); {
		case class&upnForbidden != 0:
			f |= upnListed
		case class&blanks != 0:
			f |= upnBlank
		case class&directory.HasControl != 0:
			f |= upnControl
		case class&directory.HasNonASCII != 0:
			f |= upnNonASCII
		case class&(directory.HasDollar|directory.HasBacktick) != 0:
			f |= upnUnlisted
		case class&directory.HasApostrophe != 0:
			f |= upnApostrophe
		}
	}
	for _, r := range string(suffix) {
		switch class := charClass(r); {
		case class&upnForbidden != 0:
			f |= upnListed
		case class&(blanks|directory.HasControl) != 0:
			f |= upnSuffixChar
		case class&directory.HasNonASCII != 0:
			f |= upnNonASCII
		case r < 0x80 && domainByte(lower(byte(r)))&domainOddChar != 0 && r != '.':
			f |= upnSuffixChar
		}
	}
	return f
}

// upnAgainstPrimary compares with the primary SMTP address of the current object:
// the one written SMTP:, or mail where there are no proxy addresses.
func (c *checker) upnAgainstPrimary(v []byte) flaws {
	p := c.primary()
	if len(p) == 0 || sameText(p, v) || c.isOutside(p, v) {
		return 0
	}
	if c.opt.Federated {
		return upnNotPrimaryFed
	}
	return upnNotPrimary
}

// isOutside: an address that no user principal name should equal. It lies in a domain
// of the service, or mail for the current object is sent on to it and it lies in a
// domain of somebody else: the primary address of a mail user.
func (c *checker) isOutside(addr, upn []byte) bool {
	_, theirs, _ := splitAt(addr)
	d := c.suffix.judge(theirs)
	switch {
	case d&ofService != 0:
		return true
	case !c.isTarget(addr):
		return false
	case c.suffix.verified != nil:
		return d&domainUnverified != 0
	}
	_, ours, _ := splitAt(upn)
	return !sameText(theirs, ours)
}

// primary is the primary SMTP address of the current object. Mail stands in only
// where proxyAddresses is known to be empty. Of several primary addresses none
// counts: their order in an export means nothing, and PX-10 reports them.
func (c *checker) primary() []byte {
	o := &c.o
	var found []byte
	for i := range o.proxies {
		if !o.proxies[i].primary {
			continue
		}
		if found != nil && !sameText(found, o.proxies[i].addr) {
			return nil
		}
		found = o.proxies[i].addr
	}
	if found != nil {
		return found
	}
	if o.absent(directory.ProxyAddresses) {
		if v := o.value(directory.Mail); !isBlankOnly(v) {
			return v
		}
	}
	return nil
}

var userPrincipalNameRules = []*Rule{
	{
		ID: "K-03", Attribute: directory.UserPrincipalName, Classes: users, Severity: Warning,
		Title: "User without a user principal name",
		Why: "Synchronisation makes the cloud account from the user principal name. Without one the account depends on " +
			"sAMAccountName, and people will not know their sign-in name beforehand.",
		Fix:     "Give the user a user principal name whose suffix is a verified domain.",
		Needs:   needs(directory.UserPrincipalName),
		Sources: []Source{{Document: docPrepare}},
		reuses:  true,
		faults:  []fault{{upnMissing, Warning, "userPrincipalName has no value.", nil}},
	},
	{
		ID: "UP-1", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title: "User principal name is not of the form user@domain",
		Why: "The part behind the @ has to be a domain name. A value of another form is refused or replaced by a name made " +
			"from the alias and the tenant's initial domain.",
		Fix:     "Correct the part behind the @ so that it is a domain name without empty parts.",
		IdFix:   "DomainPart",
		Needs:   needs(directory.UserPrincipalName),
		Sources: []Source{{Document: docPrepare}, {Document: docErrors}},
		faults: []fault{
			{upnNoSuffix, Error, "Nothing stands behind the @.", nil},
			{upnMalformed, Error, "What stands behind the @, “{suffix}”, is not a domain name.", (*exam).suffixArg},
		},
	},
	{
		ID: "UP-7", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title:   "User principal name needs exactly one @",
		Why:     "The @ separates the user name from the domain. None or a second one makes the value invalid.",
		Fix:     "Write the name as user@domain with a single @.",
		IdFix:   "Format",
		Needs:   needs(directory.UserPrincipalName),
		Sources: []Source{{Document: docPrepare}, {Document: docPolicy}},
		faults: []fault{
			{upnNoAt, Error, "The value holds no @.", nil},
			{upnExtraAt, Error, "The value holds more than one @.", nil},
		},
	},
	{
		ID: "UP-8", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title:   "User principal name begins with @",
		Why:     "There has to be a user name before the @.",
		Fix:     "Put the user name before the @.",
		IdFix:   "LocalPart",
		Needs:   needs(directory.UserPrincipalName),
		Sources: []Source{{Document: docPrepare}},
		faults:  []fault{{upnAtFirst, Error, "The first character is the @.", nil}},
	},
	{
		ID: "UP-2", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title:  "User principal name is too long",
		Why:    "More than 113 characters are not accepted: 64 before the @, the @ itself, and 48 behind it.",
		Fix:    "Shorten the value.",
		IdFix:  "Length",
		Needs:  needs(directory.UserPrincipalName),
		Limits: []Limit{{"whole value", upnLimit, "characters"}},
		Sources: []Source{
			{Document: docPrepare, Says: "at most 113 characters", Applied: true},
			{Document: docPolicy, Says: "at most 113 characters", Applied: true},
			{Document: docIdFix, Says: "tests the sum of 113 only, not the two parts"},
		},
		faults: []fault{{upnLong, Error, "The value has {length} characters; {limit} are allowed.", argLength(upnLimit)}},
	},
	{
		ID: "UP-3", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title:  "User name before the @ is too long",
		Why:    "The user name may have 64 characters. A longer one is not accepted.",
		Fix:    "Shorten the part before the @.",
		IdFix:  "Length",
		Needs:  needs(directory.UserPrincipalName),
		Limits: []Limit{{"before the @", upnLocalLimit, "characters"}},
		Sources: []Source{
			{Document: docPrepare, Says: "at most 64 characters before the @", Applied: true},
			{Document: docPolicy, Says: "up to 64 characters before the @", Applied: true},
			{Document: docIdFix, Says: "the documentation names the limit, the program does not test it"},
		},
		faults: []fault{{upnLongLocal, Error,
			"The part before the @ has {length} characters; {limit} are allowed.", argLocalLength(upnLocalLimit)}},
	},
	{
		ID: "UP-4", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title:  "Domain behind the @ is too long",
		Why:    "The domain may have 48 characters. A longer one is not accepted.",
		Fix:    "Use a shorter verified domain.",
		IdFix:  "Length",
		Needs:  needs(directory.UserPrincipalName),
		Limits: []Limit{{"behind the @", upnSuffixLimit, "characters"}},
		Sources: []Source{
			{Document: docPrepare, Says: "at most 48 characters behind the @", Applied: true},
			{Document: docPolicy, Says: "up to 48 characters behind the @", Applied: true},
			{Document: docIdFix, Says: "a test script of the project names 256"},
		},
		faults: []fault{{upnLongSuffix, Error,
			"The part behind the @ has {length} characters; {limit} are allowed.", argDomainLength(upnSuffixLimit)}},
	},
	{
		ID: "UP-5", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title: "Forbidden character in the user principal name",
		Why: "The characters \\ % & * + / = ? { } | < > ( ) ; : , [ ] and the double quotation mark are not allowed. The service " +
			"refuses the value or computes another name.",
		Fix:     "Remove the character.",
		IdFix:   "Character",
		Needs:   needs(directory.UserPrincipalName),
		Sources: []Source{{Document: docPrepare}, {Document: docUPN}, {Document: docErrors}},
		faults: []fault{{upnListed, Error,
			"Not allowed here: {chars}", argChars(upnForbidden)}},
	},
	{
		ID: "UP-6", Also: []string{"UP-12"}, Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title: "Character outside ASCII in the user principal name",
		Why: "Letters with accents, umlauts and any other character outside ASCII are invalid. Such characters are converted " +
			"to underscores, so people would have to sign in with a name that they do not know.",
		Fix:   "Use plain letters from a to z.",
		IdFix: "Character",
		Needs: needs(directory.UserPrincipalName),
		Sources: []Source{
			{Document: docPrepare, Says: "letters with diacritical marks are invalid; Unicode is converted to underscores", Applied: true},
			{Document: docIdFix, Says: "knows six letters with two dots only"},
		},
		faults: []fault{{upnNonASCII, Error,
			"Outside ASCII: {chars}. Such characters would be converted to underscores.", argNonASCII}},
	},
	{
		ID: "UP-9", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title: "User name ends in a period, ampersand, blank or @",
		Why:   "The last character before the @ may not be one of these. A period right before the @ is refused for every account.",
		Fix:   "Remove the last character before the @.",
		IdFix: "LocalPart",
		Needs: needs(directory.UserPrincipalName),
		Sources: []Source{
			{Document: docPrepare}, {Document: docPolicy, Says: "a period right before the @ is not allowed", Applied: true},
		},
		faults: []fault{
			{upnEnd, Error, "The user name ends in “{chars}”.", argLastOfLocal},
			{upnEndBlank, Error, "The user name ends in a blank.", nil},
		},
	},
	{
		ID: "UP-10", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title: "Blank in the user name",
		Why: "White space and invisible characters in the user principal name make it invalid; the service then computes " +
			"another name.",
		Fix:     "Remove the blank.",
		IdFix:   "Character",
		Needs:   needs(directory.UserPrincipalName),
		Sources: []Source{{Document: docPrepare}, {Document: docUPN}},
		faults:  []fault{{upnBlank, Error, "Blank or invisible character before the @: {chars}", argChars(blanks)}},
	},
	{
		ID: "UP-14", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title: "Character that the user principal name does not provide for",
		Why: "Allowed are letters from a to z, digits and ' . - _ ! # ^ ~. Control characters make the value invalid. The dollar " +
			"sign and the backtick are on neither list of the documents.",
		Fix:   "Use allowed characters only.",
		IdFix: "LocalPart",
		Needs: needs(directory.UserPrincipalName),
		Sources: []Source{
			{Document: docPrepare, Says: "allowed: A-Z a-z 0-9 ' . - _ ! # ^ ~", Applied: true},
			{Document: docPolicy, Says: "allowed: A-Z a-z 0-9 ' . - _ ! # ^ ~", Applied: true},
		},
		faults: []fault{
			{upnControl, Error, "Control character: {chars}", argChars(directory.HasControl)},
			{upnUnlisted, Warning, "Neither allowed nor forbidden by the documents: {chars}",
				argChars(directory.HasDollar | directory.HasBacktick)},
		},
	},
	{
		ID: "UP-16", Attribute: directory.UserPrincipalName, Classes: users, Severity: Warning,
		Title: "User name with a leading or a double period",
		Why: "User principal names follow the standards for mail addresses, where every period has a character on both sides. " +
			"A mail address made from the name would not be valid.",
		Fix:     "Remove the superfluous period.",
		IdFix:   "LocalPart",
		Needs:   needs(directory.UserPrincipalName),
		Sources: []Source{{Document: docPrepare}, {Document: docSMTP}},
		faults:  []fault{{upnPeriods, Warning, "The user name begins with a period or has two in a row.", nil}},
	},
	{
		ID: "UP-11", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title: "Non-routable or unverified domain in the user principal name",
		Why: "Only a domain that is verified in the tenant can stand behind the @. Any other is replaced by the tenant's " +
			"initial domain, so the sign-in name changes.",
		Fix: "Add a verified domain as UPN suffix in Active Directory Domains and Trusts and give the users this suffix. " +
			"Enter the verified domains of the tenant to have them judged exactly.",
		IdFix: "TopLevelDomain",
		Needs: needs(directory.UserPrincipalName),
		Sources: []Source{
			{Document: docPrepare, Says: "the domain must be routable; local and internal ones cannot be used", Applied: true},
			{Document: docNonRoutable}, {Document: docUPN}, {Document: docPrivateNames}, {Document: docSpecialNames},
			{Document: docRootZone, Says: "a name that is not in the list is a warning at most"},
			{Document: docIdFix, Says: "judges by a fixed list of 920 top-level domains"},
		},
		faults: []fault{
			{upnSingleLabel, Error, "“{suffix}” has no period; such a domain cannot be verified.", (*exam).suffixArg},
			{upnReserved, Error, "“{suffix}” is a private or reserved name; it cannot be verified.", (*exam).suffixArg},
			{upnUnverified, Error, "“{suffix}” is not among the verified domains given.", (*exam).suffixArg},
			{upnUnknownTLD, Warning,
				"“{suffix}” ends in a name that was not among the top-level domains on {date}.", (*exam).suffixDateArg},
		},
	},
	{
		ID: "PU-4", Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
		Title: "Character in the suffix that a domain name does not provide for",
		Why: "A UPN suffix may hold letters, digits, periods, dashes and underscores. The name of an Internet host may not even " +
			"hold an underscore.",
		Fix:   "Use a domain name of letters, digits, periods and hyphens.",
		IdFix: "DomainPart",
		Needs: needs(directory.UserPrincipalName),
		Sources: []Source{
			{Document: docPrepare, Says: "letters, numbers, periods, dashes and underscores", Applied: true},
			{Document: docHosts, Says: "letters, digits, hyphens and periods"},
		},
		faults: []fault{
			{upnSuffixChar, Error, "Not allowed behind the @: {chars}", argSuffixChars},
			{upnSuffixUnder, Warning, "“{suffix}” holds an underscore, which names of Internet hosts do not.", (*exam).suffixArg},
		},
	},
	upnDuplicate,
	upnElsewhere,
	{
		ID: "UP-17", Attribute: directory.UserPrincipalName, Classes: users, Severity: Advice,
		Title:   "Suffix that you want to replace",
		Why:     "The table of replacements that you gave names another suffix for this one.",
		Fix:     "Give the user the new suffix.",
		Needs:   needs(directory.UserPrincipalName),
		Setting: "suffix-map",
		Sources: []Source{{Document: docNonRoutable}},
		faults:  []fault{{upnToReplace, Advice, "“{suffix}” is to be replaced by “{target}”.", (*exam).suffixTargetArg}},
	},
	{
		ID: "PU-2", Also: []string{"PU-3"}, Attribute: directory.UserPrincipalName, Classes: users, Severity: Warning,
		Title: "User principal name differs from the primary e-mail address",
		Why: "People expect to sign in with their e-mail address. Where the two differ, administrators and users are easily " +
			"confused; federated sign-in needs equal names on both sides.",
		Fix:     "Give both the same value if there is no reason against it.",
		Needs:   needs(directory.UserPrincipalName, directory.ProxyAddresses),
		Sources: []Source{{Document: docPrepare}},
		reuses:  true,
		faults: []fault{
			{upnNotPrimary, Advice, "The primary e-mail address is {primary}.", (*exam).primaryArg},
			{upnNotPrimaryFed, Warning,
				"The primary e-mail address is {primary}. With federated sign-in the two should be equal.", (*exam).primaryArg},
		},
	},
	{
		ID: "UP-15", Attribute: directory.UserPrincipalName, Classes: users, Severity: Advice,
		Title:   "User name of one character",
		Why:     "The guidance for choosing the sign-in attribute asks for more than one character before the @.",
		Fix:     "Use a longer user name.",
		Needs:   needs(directory.UserPrincipalName),
		Limits:  []Limit{{"before the @, at least", 2, "characters"}},
		Sources: []Source{{Document: docDesign}},
		faults:  []fault{{upnShort, Advice, "Only one character stands before the @.", nil}},
	},
	{
		ID: "UP-18", Attribute: directory.UserPrincipalName, Classes: users, Severity: Advice,
		Title: "Apostrophe in the user principal name",
		Why: "The apostrophe is allowed today. Versions of the documents from 2019 and 2020 called it invalid, and IdFix still " +
			"rejects it, so other programs may do the same.",
		Fix:   "Nothing has to be done. Test the programs that sign in with this name.",
		IdFix: "Character",
		Needs: needs(directory.UserPrincipalName),
		Sources: []Source{
			{Document: docPrepare, Says: "allowed", Applied: true}, {Document: docPolicy, Says: "allowed", Applied: true},
			{Document: docIdFix, Says: "rejected"},
		},
		harmless: true,
		faults:   []fault{{upnApostrophe, Advice, "The value holds an apostrophe.", nil}},
	},
}

var upnDuplicate = &Rule{
	ID: "UP-13", Also: []string{"K-05"}, Attribute: directory.UserPrincipalName, Classes: users, Severity: Error,
	Title: "User principal name used twice",
	Why: "Every user principal name may stand on one object only. The second object gets a placeholder as sign-in name " +
		"until the conflict is gone.",
	Fix:     "Decide whose name it is and change the other one.",
	IdFix:   "Duplicate",
	Needs:   needs(directory.UserPrincipalName),
	Sources: []Source{{Document: docPrepare}, {Document: docResiliency}},
	reuses:  true,
	faults:  []fault{{0, Error, "This name stands on {objects} objects.", (*exam).objectsArg}},
}

var upnElsewhere = crossRule("UQ-1", directory.UserPrincipalName, users)

func argLocalLength(limit int) func(x *exam) []message.Arg {
	return func(x *exam) []message.Arg {
		local, _, _ := splitAt(keyOf(x.attr, x.v))
		return []message.Arg{message.Num("length", directory.Units(local)), message.Num("limit", limit)}
	}
}

func argDomainLength(limit int) func(x *exam) []message.Arg {
	return func(x *exam) []message.Arg {
		_, domain, _ := splitAt(x.v)
		return []message.Arg{message.Num("length", directory.Units(domain)), message.Num("limit", limit)}
	}
}

func argLastOfLocal(x *exam) []message.Arg {
	local, _, _ := splitAt(x.v)
	return []message.Arg{message.Text("chars", charName(rune(local[len(local)-1])))}
}

func argSuffixChars(x *exam) []message.Arg {
	_, suffix, _ := splitAt(x.v)
	return []message.Arg{message.Text("chars", listChars(suffix, func(r rune, class directory.CharClass) bool {
		return r < 0x80 && r != '.' && class&upnForbidden == 0 && domainByte(lower(byte(r)))&domainOddChar != 0 ||
			class&blanks != 0
	}))}
}
