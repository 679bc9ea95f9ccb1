package rules

import (
	"bytes"

	"presync/core/directory"
)

// Defects of proxyAddresses.
const (
	proxyNone          flaws = 1 << iota // values, but no valid SMTP address among them
	proxyNoneLicensed                    // no address at all, and the user will get a licence
	proxyFromMail                        // no value; mail gives the address
	proxyFromName                        // neither values nor mail
	proxyRepeated                        // the same address twice on one object
	proxyLong                            // over 256 characters
	proxyBlank                           // blank in an SMTP address
	proxyListed                          // a character of the forbidden list
	proxyColon                           // a second colon
	proxySyntax                          // no valid SMTP address for another reason
	proxyNonASCII                        // a character outside ASCII
	proxyUnderscore                      // a character that is converted to an underscore
	proxyNoPrimary                       // SMTP addresses, none of them primary
	proxyManyPrimaries                   // a further primary address
	proxyCloud                           // an address in a domain of the service
	proxyUnverified                      // domain not among those given
	proxyPrivate                         // a secondary address there that no mail can reach
	proxyMany                            // more values than are safe
	proxyNoType                          // an address without type
	proxyNoTypeOther                     // another value without type
	proxyControl                         // control character in another type
	proxyApostrophe                      // allowed today, refused by older tools
)

// proxyCountLimit is about the number of proxy addresses that fits into an
// object of the cloud directory.
const proxyCountLimit = 300

// smtpForbidden are the characters of the forbidden list of SMTP addresses;
// quotes count straight and curly. The colon has a rule of its own.
const smtpForbidden = directory.HasAngle | directory.HasParen | directory.HasSemicolon | directory.HasComma |
	directory.HasBracket | quotes

// underscored are the characters that the service may replace by underscores,
// beside those that other rules report as errors.
const underscored = directory.HasBacktick | directory.HasPipe | directory.HasEquals | directory.HasQuestion |
	directory.HasSlash | directory.HasPercent

const proxySuspect = smtpForbidden | underscored | blanks | directory.HasControl | directory.HasNonASCII |
	directory.HasColon | directory.HasBackslash | directory.HasApostrophe

func (c *checker) checkProxyAddresses() {
	o := &c.o
	valid, smtp, primaries := false, NoRef, 0
	for i := range o.proxies {
		p := &o.proxies[i]
		f := c.examineParsed(p)
		if twin := c.proxyAddress(p); twin != NoRef {
			if p.primary && !directory.SplitAddress(o.store.Value(o.store.Ref(twin))).IsPrimary() {
				c.report(directory.ProxyAddresses, twin, proxyRepeated)
			} else {
				f |= proxyRepeated
			}
		}
		if p.smtp {
			smtp = min(smtp, p.ref)
			valid = valid || f&proxyInvalid == 0
		}
		if p.primary {
			primaries++
			if f&^(proxyUnverified|proxyPrivate|proxyCloud|proxyRepeated|proxyApostrophe) == 0 && len(p.addr) > 0 {
				c.sound = p.addr
			}
		}
		if f != 0 {
			c.report(directory.ProxyAddresses, p.ref, f)
		}
	}
	c.checkProxySet(valid, smtp, primaries)
}

// proxyAddress enters a proxy address into the pool of addresses, as address does. The
// cloud discards those of legacy types, so that they are nobody's there.
func (c *checker) proxyAddress(p *proxy) (twin uint32) {
	if p.legacy {
		return NoRef
	}
	return c.address(directory.ProxyAddresses, p.ref, p.value, p.key())
}

// proxyInvalid are the defects with which a value is no valid SMTP address.
const proxyInvalid = proxyLong | proxyBlank | proxyListed | proxyColon | proxySyntax | proxyNonASCII

// checkProxySet judges the values together.
func (c *checker) checkProxySet(valid bool, smtp uint32, primaries int) {
	o := &c.o
	if !valid && (len(o.proxies) > 0 || o.known(directory.ProxyAddresses)) {
		c.report(directory.ProxyAddresses, NoRef, c.withoutAddress())
	}
	switch {
	case primaries == 0 && smtp != NoRef:
		c.report(directory.ProxyAddresses, c.futurePrimary(smtp), proxyNoPrimary)
	case primaries > 1:
		keep := c.keptPrimary()
		for i := range o.proxies {
			if p := &o.proxies[i]; p.primary && p.ref != keep {
				c.report(directory.ProxyAddresses, p.ref, proxyManyPrimaries)
			}
		}
	}
	if len(o.proxies) > proxyCountLimit {
		c.report(directory.ProxyAddresses, NoRef, proxyMany)
	}
}

// withoutAddress says what it means for the current object that proxyAddresses holds no
// valid SMTP address. Values of other types keep mail from taking its place; without
// any, mail becomes the primary address and, failing that, the user principal name.
func (c *checker) withoutAddress() flaws {
	o := &c.o
	switch mail := o.value(directory.Mail); {
	case len(o.proxies) == 0 && !isBlankOnly(mail) && c.examineMail(mail)&mailSyntax == 0:
		return proxyFromMail
	case len(o.proxies) == 0 && c.isDisabled():
		return 0 // nobody gives it a licence as it is
	case c.opt.Licensed:
		return proxyNoneLicensed
	case len(o.proxies) > 0:
		return proxyNone
	}
	return proxyFromName
}

// setFlaws are the defects that the values of the current object have together,
// as far as they differ in words.
func (c *checker) setFlaws() flaws {
	primaries := 0
	for i := range c.o.proxies {
		if c.o.proxies[i].primary {
			primaries++
		}
	}
	f := proxyNoPrimary
	if primaries > 1 {
		f = proxyManyPrimaries
	}
	return f | c.withoutAddress()
}

// futurePrimary is the SMTP address that should become the primary one: the one
// that equals mail, else the first that is not in a domain of the service.
func (c *checker) futurePrimary(first uint32) uint32 {
	if n := c.proxyLike(c.o.value(directory.Mail), false); n != NoRef {
		return n
	}
	for i := range c.o.proxies {
		if p := &c.o.proxies[i]; p.smtp && !c.inService(p.addr) {
			return p.ref
		}
	}
	return first
}

// inService reports whether an address lies in a domain of the service.
func (c *checker) inService(addr []byte) bool {
	_, domain, _ := splitAt(addr)
	return c.suffix.judge(domain)&ofService != 0
}

// keptPrimary is the primary address that stays when there are several: the one
// that equals mail, else the first.
func (c *checker) keptPrimary() uint32 {
	if n := c.proxyLike(c.o.value(directory.Mail), true); n != NoRef {
		return n
	}
	for i := range c.o.proxies {
		if c.o.proxies[i].primary {
			return c.o.proxies[i].ref
		}
	}
	return NoRef
}

// proxyLike finds the SMTP address that equals an address, letter case ignored.
func (c *checker) proxyLike(address []byte, primary bool) uint32 {
	for i := range c.o.proxies {
		p := &c.o.proxies[i]
		if p.smtp && (!primary || p.primary) && len(p.addr) == len(address) && sameFold(p.addr, address) {
			return p.ref
		}
	}
	return NoRef
}

// examineProxy finds the defects of one value.
func (c *checker) examineProxy(v []byte) flaws {
	p := newProxy(NoRef, v)
	return c.examineParsed(&p)
}

// examineParsed is examineProxy for a value that is taken apart already.
func (c *checker) examineParsed(p *proxy) flaws {
	var f flaws
	if longer(p.value, addressLimit) {
		f |= proxyLong
	}
	if p.smtp {
		f |= c.examineSMTP(p.addr)
		if f&(proxyUnverified|proxyPrivate) != 0 && c.isExternal(p) {
			f &^= proxyUnverified | proxyPrivate
		}
		if f&proxyPrivate != 0 && p.primary {
			f ^= proxyPrivate | proxyUnverified
		}
		if f&proxyCloud != 0 && c.isMade(p) {
			f &^= proxyCloud
		}
		return f
	}
	chars := directory.Scan(p.value)
	switch {
	case p.typed && chars&directory.HasControl != 0:
		return f | proxyControl
	case p.typed:
		return f
	case isBlankOnly(p.value), chars&blanks != 0 && directory.SplitAddress(trimBlanks(p.value)).IsSMTP():
		return f | proxyBlank
	case chars&directory.HasAt != 0:
		return f | proxyNoType
	}
	return f | proxyNoTypeOther
}

// isExternal: the address under which a contact or a mail user is reached. It lies in
// somebody else's domain by nature, and neither has a mailbox in the tenant.
func (c *checker) isExternal(p *proxy) bool {
	if c.isTarget(p.addr) {
		return true
	}
	return c.o.class == directory.Contact && (p.primary || sameText(p.addr, c.o.value(directory.Mail)))
}

// isTarget reports whether mail for the current object is sent on to an address: the
// value of targetAddress.
func (c *checker) isTarget(addr []byte) bool {
	v := c.o.value(directory.TargetAddress)
	return len(v) > 0 && sameText(addr, directory.SplitAddress(v).Value)
}

// isMade: a secondary address in the tenant's initial domain that the service makes
// by itself, of the alias of the object.
func (c *checker) isMade(p *proxy) bool {
	local, domain, _ := splitAt(p.addr)
	nick := c.o.value(directory.MailNickname)
	if p.primary || len(nick) == 0 || !sameText(local, nick) {
		return false
	}
	if c.suffix.initial != "" {
		return equalFold(domain, c.suffix.initial)
	}
	return isInitial(domain)
}

// examineSMTP finds the defects of what stands behind smtp:.
func (c *checker) examineSMTP(addr []byte) flaws {
	var f flaws
	form := formOf(addr)
	if form.chars&proxySuspect != 0 {
		f |= smtpCharacters(addr, form.chars)
	}
	s, d := c.syntaxOf(addr, form)
	if s != 0 && c.ownSyntax(addr, s, f) {
		f |= proxySyntax
	}
	if f&proxyInvalid != 0 {
		return f &^ proxyUnderscore // one finding is enough: the address is dropped
	}
	if form.ats == 0 {
		d = c.suffix.judge(addr)
	}
	switch {
	case d&domainRouting != 0:
	case d&domainCloud != 0:
		f |= proxyCloud
	case d&domainUnverified != 0 && d&domainReserved != 0:
		f |= proxyPrivate
	case d&domainUnverified != 0:
		f |= proxyUnverified
	}
	return f
}

// ownSyntax reports whether the syntax is broken by more than the characters that
// were found already: a forbidden character in the domain breaks the domain, and
// one finding says so.
func (c *checker) ownSyntax(addr []byte, s syntax, found flaws) bool {
	if s&^badDomain != 0 || found&(proxyBlank|proxyListed|proxyColon|proxyNonASCII) == 0 {
		return true
	}
	_, domain, _ := splitAt(addr)
	const bad = domainEmpty | domainMalformed | domainUnderscore | domainSingle
	return c.suffix.judge(domain)&bad != 0
}

// smtpCharacters sorts the characters of an SMTP address to the rules that forbid
// them.
func smtpCharacters(addr []byte, chars directory.CharClass) flaws {
	var f flaws
	if chars&blanks != 0 {
		f |= proxyBlank
	}
	if chars&smtpForbidden != 0 {
		f |= proxyListed
	}
	if chars&directory.HasColon != 0 {
		f |= proxyColon
	}
	if chars&directory.HasBackslash != 0 || chars&directory.HasControl != 0 && hasBareControl(addr) {
		f |= proxySyntax
	}
	if chars&directory.HasNonASCII != 0 && hasPlainNonASCII(addr) {
		f |= proxyNonASCII
	}
	local, _, _ := splitAt(addr)
	if chars&underscored != 0 && directory.Scan(local)&underscored != 0 {
		f |= proxyUnderscore
	}
	if chars&directory.HasApostrophe != 0 {
		f |= proxyApostrophe
	}
	return f
}

// hasBareControl reports a control character that is not blank.
func hasBareControl(v []byte) bool {
	for _, b := range v {
		if class := charClass(rune(b)); b < 0x80 && class&directory.HasControl != 0 && class&blanks == 0 {
			return true
		}
	}
	return false
}

// hasPlainNonASCII reports a character outside ASCII that is neither a blank nor a
// quotation mark; those have rules of their own.
func hasPlainNonASCII(v []byte) bool {
	for _, r := range string(v) {
		if class := charClass(r); class&directory.HasNonASCII != 0 && class&(blanks|quotes) == 0 {
			return true
		}
	}
	return false
}

// trimBlanks removes every kind of blank at both ends.
func trimBlanks(v []byte) []byte { return bytes.TrimFunc(v, directory.IsBlank) }

const discarded = "The service discards addresses that do not follow the standards, without an error message."

var proxyAddressesRules = []*Rule{
	noAddressRule,
	{
		ID: "PX-14", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
		Title: "Proxy address without a type",
		Why:   "Every value begins with a type such as smtp: or SIP:. " + discarded,
		Fix:   "Write smtp: in front of the address, SMTP: if it is the primary one.", IdFix: "Format",
		Needs:   needs(directory.ProxyAddresses),
		Sources: []Source{{Document: docProxy}},
		faults: []fault{
			{proxyNoType, Error, "The address does not begin with a type such as smtp:.", nil},
			{proxyNoTypeOther, Warning, "The value does not begin with a type such as smtp:.", nil},
		},
	},
	{
		ID: "PX-2", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
		Title: "Proxy address is too long", Why: "A value may have 256 characters, its type included.",
		Fix: "Shorten or remove the address.", IdFix: "Length",
		Needs:  needs(directory.ProxyAddresses),
		Limits: []Limit{{"whole value", addressLimit, "characters"}},
		Sources: []Source{
			{Document: docPrepare, Says: "at most 256 characters", Applied: true},
			{Document: docIdFix, Says: "at most 256 characters", Applied: true},
		},
		faults: []fault{{proxyLong, Error, "The value has {length} characters; {limit} are allowed.", argLength(addressLimit)}},
	},
	{
		ID: "PX-3", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
		Title: "Blank in an SMTP address",
		Why: "Mail addresses hold no blanks, tabs or invisible characters. " + discarded +
			" X.400 and X.500 addresses may hold blanks and are not judged.",
		Fix: "Remove the blank.", IdFix: "Character",
		Needs:   needs(directory.ProxyAddresses),
		Sources: []Source{{Document: docPrepare}, {Document: docProxy}},
		faults:  []fault{{proxyBlank, Error, "Blank or invisible character: {chars}", argChars(blanks)}},
	},
	{
		ID: "PX-5", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
		Title: "Forbidden character in an SMTP address",
		Why: "The characters < > ( ) ; , [ ] and the double quotation mark are not allowed behind the type. " + discarded +
			" X.400 and X.500 addresses may hold them and are not judged.",
		Fix: "Remove the character.", IdFix: "Character",
		Needs:   needs(directory.ProxyAddresses),
		Sources: []Source{{Document: docPrepare}, {Document: docProxy}},
		faults:  []fault{{proxyListed, Error, "Not allowed here: {chars}", argChars(smtpForbidden)}},
	},
	{
		ID: "PX-6", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
		Title: "Second colon in an SMTP address",
		Why:   "Only the colon behind the type is allowed. " + discarded,
		Fix:   "Remove the second colon and what does not belong to the address.", IdFix: "Character",
		Needs:   needs(directory.ProxyAddresses),
		Sources: []Source{{Document: docPrepare}},
		faults:  []fault{{proxyColon, Error, "The address holds a colon.", nil}},
	},
	{
		ID: "PX-9", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
		Title: "Character outside ASCII in an SMTP address",
		Why:   "Letters with accents, umlauts and tildes are invalid in proxy addresses. " + discarded,
		Fix:   "Use plain letters from a to z.", IdFix: "LocalPart",
		Needs:   needs(directory.ProxyAddresses),
		Sources: []Source{{Document: docPrepare}, {Document: docProxy}},
		faults:  []fault{{proxyNonASCII, Error, "Outside ASCII: {chars}", argNonASCII}},
	},
	{
		ID: "PX-7", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
		Title: "SMTP address does not follow the mail standards",
		Why: "An address has one @, up to 64 characters before it with periods only between other characters, and a fully " +
			"qualified domain name behind it. " + discarded,
		Fix: "Correct the address or remove it.", IdFix: "Format",
		Needs:   needs(directory.ProxyAddresses),
		Limits:  []Limit{{"before the @", localLimit, "characters"}},
		Sources: []Source{{Document: docPrepare}, {Document: docProxy}, {Document: docSMTP}},
		faults:  []fault{{proxySyntax, Error, notStandard, nil}},
	},
	{
		ID: "EM-1", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Warning,
		Title: "Character in an SMTP address that may be changed or dropped",
		Why: "The backtick and the characters | = ? / % before the @ are replaced by underscores according to one document; " +
			"according to a newer one addresses that do not follow the standards are dropped. Either way the address may not " +
			"arrive as it is.",
		Fix:   "Use an address without this character.",
		Needs: needs(directory.ProxyAddresses),
		Sources: []Source{
			{Document: docUnderscore, Says: "replaced by an underscore", Applied: true},
			{Document: docProxy, Says: "malformed addresses are discarded", Applied: true},
		},
		faults: []fault{{proxyUnderscore, Warning, "May be changed or dropped: {chars}", argLocalChars(underscored)}},
	},
	repeatedRule,
	proxyDuplicate,
	proxyElsewhere,
	primaryRule,
	cloudRule,
	{
		ID: "PX-12", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Warning,
		Title: "Address in a domain that is not verified",
		Why: "Once an Exchange Online licence is assigned, addresses in domains that the tenant has not verified are removed. " +
			"The external address of a contact or a mail user is not judged. A secondary address in a private domain such as " +
			"contoso.local, which a policy may have put on every mailbox, is advice: no mail from outside ever reached it.",
		Fix:     "Verify the domain in the tenant or remove the address.",
		Needs:   needs(directory.ProxyAddresses),
		Setting: "verified-domains",
		Sources: []Source{{Document: docProxy}},
		faults: []fault{
			{proxyUnverified, Warning, "“{suffix}” is not among the verified domains given.", (*exam).suffixArg},
			{proxyPrivate, Advice, "“{suffix}” is a private name that cannot be verified; the address is removed with a licence.", (*exam).suffixArg},
		},
	},
	{
		ID: "PX-13", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Warning,
		Title:   "Very many proxy addresses",
		Why:     "The size of an object in the cloud is limited; about 300 proxy addresses fit.",
		Fix:     "Remove addresses that nobody needs.",
		Needs:   needs(directory.ProxyAddresses),
		Limits:  []Limit{{"values", proxyCountLimit, "values"}},
		Sources: []Source{{Document: docErrors, Says: "about 300 addresses", Applied: true}},
		faults:  []fault{{proxyMany, Warning, "The object holds {count} proxy addresses; about {limit} are safe.", (*exam).proxyCountArg}},
	},
	{
		ID: "PX-15", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
		Title: "Control character in a proxy address",
		Why:   "A control character, such as a line break or a tab, is never part of an address. It often comes in by copying.",
		Fix:   "Remove the character.", IdFix: "Character",
		Needs:   needs(directory.ProxyAddresses),
		Sources: []Source{{Document: docProxy}},
		faults:  []fault{{proxyControl, Error, "Control character: {chars}", argChars(directory.HasControl)}},
	},
	{
		ID: "PX-16", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Advice,
		Title: "Apostrophe in an SMTP address",
		Why: "The apostrophe is allowed today. Versions of the documents from 2019 and 2020 called it invalid, so other " +
			"programs may still do so.",
		Fix:   "Nothing has to be done. Test the programs that send to this address.",
		Needs: needs(directory.ProxyAddresses),
		Sources: []Source{
			{Document: docPrepare, Says: "not on the list of invalid characters", Applied: true},
			{Document: docIdFix, Says: "allowed", Applied: true},
		},
		harmless: true,
		faults:   []fault{{proxyApostrophe, Advice, "The address holds an apostrophe.", nil}},
	},
}

var primaryRule = &Rule{
	ID: "PX-10", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
	Title: "Not exactly one primary SMTP address",
	Why: "The primary address is the one whose type is written SMTP: in capitals. Without one the default rules find no " +
		"primary address in proxyAddresses and the cloud address becomes the primary one; of two only one can be it.",
	Fix:     "Write the type of exactly one address in capitals.",
	Needs:   needs(directory.ProxyAddresses),
	Limits:  []Limit{{"primary addresses", 1, "values"}},
	Sources: []Source{{Document: docNotSynced}, {Document: docDefaults}},
	reuses:  true,
	faults: []fault{
		{proxyNoPrimary, Warning, "None of the SMTP addresses is marked as primary.", nil},
		{proxyManyPrimaries, Error, "Another address is marked as primary too.", nil},
	},
}

var noAddressRule = &Rule{
	ID: "K-01", Attribute: directory.ProxyAddresses, Classes: users, Severity: Error,
	Title: "User without a valid e-mail address in proxyAddresses",
	Why: "Every user who gets a licence should have a valid and unique e-mail address in proxyAddresses. Where the attribute " +
		"is empty the value of mail becomes the primary address; where that is empty too, the user principal name does when " +
		"an Exchange Online licence is assigned. Disabled accounts without any address are not reported.",
	Fix:   "Enter the primary address as SMTP:user@domain.",
	Needs: needs(directory.ProxyAddresses),
	Sources: []Source{
		{Document: docPrepare, Says: "asks for an address for every user who gets a licence", Applied: true},
		{Document: docProxy, Says: "mail, or else the user principal name, becomes the primary address", Applied: true},
	},
	reuses: true,
	faults: []fault{
		{proxyNone, Warning, "proxyAddresses holds no valid SMTP address.", nil},
		{proxyNoneLicensed, Error, "proxyAddresses holds no valid SMTP address, and the user will get a licence.", nil},
		{proxyFromMail, Advice, "proxyAddresses is empty. The value of mail becomes the primary address.", nil},
		{proxyFromName, Advice, "proxyAddresses and mail hold no address. With a licence the user principal name becomes one.", nil},
	},
}

var repeatedRule = &Rule{
	ID: "K-02", Also: []string{"PX-8"}, Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
	Title: "Same address twice on one object",
	Why: "An address may stand once only, whether its type is written in capitals or not. Which of the two counts is not " +
		"defined.",
	Fix:   "Remove the superfluous value; keep the primary one.",
	Needs: needs(directory.ProxyAddresses), Sources: []Source{{Document: docPrepare}},
	reuses: true,
	faults: []fault{{proxyRepeated, Error, "Another value of this object holds the same address.", nil}},
}

var cloudRule = &Rule{
	ID: "PX-11", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Warning,
	Title: "Address in a domain of the service",
	Why: "Addresses ending in onmicrosoft.com or microsoftonline.com are not taken over from Active Directory. Two kinds are " +
		"not reported: those in a tenant's routing domain, such as contoso.mail.onmicrosoft.com, which are taken over and " +
		"which Exchange hybrid needs, and the one that the service makes of the alias in any case.",
	Fix:   "Remove the address if Exchange on premises does not route mail through it; the service makes its own.",
	Needs: needs(directory.ProxyAddresses),
	Sources: []Source{
		{Document: docProxy, Says: "addresses in onmicrosoft.com and microsoftonline.com are discarded", Applied: true},
		{Document: docRouting, Says: "the address in the routing domain has to be synchronised", Applied: true},
	},
	reuses: true,
	faults: []fault{{proxyCloud, Warning, "The service ignores addresses in “{suffix}”.", (*exam).suffixArg}},
}

var proxyDuplicate = &Rule{
	ID: "PX-4", Attribute: directory.ProxyAddresses, Classes: recipients, Severity: Error,
	Title: "Proxy address on more than one object",
	Why: "An address may stand on one user, group or contact only, primary or not. The address is withheld from the object " +
		"that comes second until the conflict is gone.",
	Fix: "Decide who keeps the address and remove it from the others.", IdFix: "Duplicate",
	Needs:   needs(directory.ProxyAddresses),
	Sources: []Source{{Document: docPrepare}, {Document: docErrors}, {Document: docResiliency}},
	reuses:  true,
	faults:  []fault{{0, Error, "This address stands on {objects} objects.", (*exam).objectsArg}},
}

var proxyElsewhere = crossRule("UQ-3", directory.ProxyAddresses, recipients)
