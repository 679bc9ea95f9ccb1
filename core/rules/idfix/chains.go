package idfix

import "presync/core/directory"

// rule checks the value of a trial; if it fails it calls trial.fail.
type rule func(t *trial)

// chain is the sequence of rules for one attribute.
type chain struct {
	attr    directory.Attr
	name    string // as IdFix spells it
	every   bool   // every value has its own row, else the first value counts
	address bool   // values that contain smtp: are treated apart
	blank   rule   // runs alone when the attribute is absent; nil: nothing runs
	rules   []rule
}

// chainsOf returns the chains of a rule set in the order of execution.
func chainsOf(opt Options) []chain {
	switch {
	case opt.Dedicated:
		return dedicated
	case opt.AlternateLogin:
		return multiTenant[:len(multiTenant)-1]
	}
	return multiTenant
}

// multiTenant is the rule set Multi-Tenant; userPrincipalName comes last.
var multiTenant = []chain{{
	attr: directory.DisplayName, name: "displayName",
	blank: blank(commonName),
	rules: []rule{maxLength(255), blank(commonName)},
}, {
	attr: directory.GivenName, name: "givenName",
	rules: []rule{maxLength(63)},
}, {
	attr: directory.Mail, name: "mail",
	rules: []rule{maxLength(256), unique(directory.Mail)},
}, {
	attr: directory.MailNickname, name: "mailnickname",
	rules: []rule{maxLength(64), leadingPeriods, unique(directory.MailNickname)},
}, {
	attr: directory.ProxyAddresses, name: "proxyAddresses", every: true, address: true,
	rules: []rule{maxLength(256), oneColon, unique(directory.ProxyAddresses), proxyCharacters, smtpAddress},
}, {
	attr: directory.SAMAccountName, name: "sAMAccountName",
	rules: []rule{accountLength, without(inAccount), uniqueAccount},
}, {
	attr: directory.TargetAddress, name: "targetAddress", address: true,
	rules: []rule{maxLength(255), oneColon, unique(directory.TargetAddress), targetCharacters, smtpAddress},
}, {
	attr: directory.UserPrincipalName, name: "userPrincipalName",
	rules: []rule{maxLength(113), without(inLogon), mailAddress, unique(directory.UserPrincipalName)},
}}

// dedicated is the rule set Dedicated.
var dedicated = []chain{{
	attr: directory.DisplayName, name: "displayName",
	blank: only("group", blank(commonName255)),
	rules: []rule{maxLength(256), edgeSpace, only("group", blank(commonName255))},
}, {
	attr: directory.Mail, name: "mail",
	rules: []rule{maxLength(256), without(inMail), mailAddress, unique(directory.Mail)},
}, {
	attr: directory.MailNickname, name: "mailnickname",
	blank: only("contact", blank(nickname)),
	rules: []rule{
		maxLength(64), without(inNickname), unique(directory.MailNickname), only("contact", blank(nickname)),
	},
}, {
	attr: directory.ProxyAddresses, name: "proxyAddresses", every: true, address: true,
	rules: []rule{maxLength(256), oneColon, unique(directory.ProxyAddresses), smtpAddress},
}, {
	attr: directory.TargetAddress, name: "targetAddress", address: true,
	blank: blankTarget,
	rules: []rule{maxLength(256), blankTarget, smtpAddress},
}}

// The characters that IdFix removes.
var (
	inMail        = newCharClass("", true, false)
	inAccount     = newCharClass(`\"|,/[]:<>+=;?*`, false, false)
	inLogon       = newCharClass(`\%&*+/=?'{}|<>();:,[]"`, true, true)
	inNickname    = newCharClass("\\!#$%&*+/=?^`{}|~<>()';:,[]\"@", true, false)
	inSMTPProxy   = newCharClass(`<>();,[]"`, true, false)
	inOtherProxy  = newCharClass(`<>(),[]"`, true, false)
	inX400Proxy   = newCharClass("\f\n\r\t\v[]\"'", false, false)
	inSMTPTarget  = newCharClass(`\<>();,[]"`, true, false)
	inOtherTarget = newCharClass(`\<>(),[]"`, true, false)
)

// proxyCharacters takes the type of the address from the value in the directory.
// The types X400 and X500 are recognised without their colon.
func proxyCharacters(t *trial) {
	switch {
	case t.smtp:
		t.remove(inSMTPProxy)
	case hasPrefixFold(t.original, "x400"), hasPrefixFold(t.original, "x.400"),
		hasPrefixFold(t.original, "x500"), hasPrefixFold(t.original, "x.500"):
		t.remove(inX400Proxy)
	default:
		t.remove(inOtherProxy)
	}
}

func targetCharacters(t *trial) {
	if t.smtp {
		t.remove(inSMTPTarget)
	} else {
		t.remove(inOtherTarget)
	}
}

// smtpAddress checks addresses that contain smtp: somewhere.
func smtpAddress(t *trial) {
	if t.smtp {
		mailAddress(t)
	}
}

var (
	shortAccount = maxLength(20)
	longAccount  = maxLength(256)
	ofAccount    = unique(directory.SAMAccountName)
)

// accountLength allows 20 characters for the object type user and 256 for any
// other, inetOrgPerson included.
func accountLength(t *trial) {
	if t.object.is("user") {
		shortAccount(t)
	} else {
		longAccount(t)
	}
}

// uniqueAccount compares sAMAccountName only where there is no userPrincipalName.
func uniqueAccount(t *trial) {
	if !t.object.has(directory.UserPrincipalName) {
		ofAccount(t)
	}
}
