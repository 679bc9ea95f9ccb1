package forest

import (
	"strconv"
	"strings"
)

// defect damages an object as people and migrations do. The names of the rules that
// find each are those of the rule catalogue.
type defect func(f *Forest, o *object)

// defects are the kinds for each class, each as likely as any other.
var defects = [...][]defect{
	user:    append(userDefects, commonDefects...),
	group:   commonDefects,
	contact: append(contactDefects, commonDefects...),
	unit:    nil,
}

// sign gives a defect that rewrites the sign-in name from its two halves.
func sign(rewrite func(local, domain string) string) defect {
	return func(_ *Forest, o *object) {
		local, domain, _ := strings.Cut(o.first(userPrincipalName), "@")
		o.set(userPrincipalName, rewrite(local, domain))
	}
}

// smtp gives a defect that adds an address made from the two halves of the primary
// address. Objects without addresses stay as they are.
func smtp(extra func(local, domain string) string) defect {
	return func(_ *Forest, o *object) {
		if local, domain, ok := strings.Cut(primary(o), "@"); ok {
			o.add(proxyAddresses, extra(local, domain))
		}
	}
}

// primary is the primary address of an object, "" when it has none.
func primary(o *object) string {
	if len(o.values[proxyAddresses]) == 0 {
		return ""
	}
	return strings.TrimPrefix(o.first(proxyAddresses), "SMTP:")
}

var userDefects = []defect{
	// The sign-in name.
	sign(func(l, d string) string { return l + "." + d }),                                  // no @
	sign(func(l, d string) string { return "@" + d }),                                      // begins with @
	sign(func(l, d string) string { return l + "@home@" + d }),                             // two @
	sign(func(l, d string) string { return l + ".@" + d }),                                 // ends with a period
	sign(func(l, d string) string { return l + "&@" + d }),                                 // ends with an ampersand
	sign(func(l, d string) string { return "." + l + "@" + d }),                            // begins with a period
	sign(func(l, d string) string { return strings.Replace(l, ".", "..", 1) + "@" + d }),   // two periods
	sign(func(l, d string) string { return strings.Replace(l, ".", " ", 1) + "@" + d }),    // a space
	sign(func(l, d string) string { return strings.Replace(l, ".", "/", 1) + "@" + d }),    // a character that is refused
	sign(func(l, d string) string { return l + "$@" + d }),                                 // a character that is in no list
	sign(func(l, d string) string { return l + ".müller@" + d }),                           // a letter with a diacritic
	sign(func(l, _ string) string { return l + "@corp.contoso.local" }),                    // not routable
	sign(func(l, _ string) string { return l + "@corp" }),                                  // a single label
	sign(func(l, _ string) string { return l + "@contoso.com " }),                          // ends with a blank
	sign(func(l, d string) string { return l + strings.Repeat(".long", 13) + "@" + d }),    // over 64 before the @
	sign(func(l, d string) string { return l + "@" + strings.Repeat("branch.", 6) + d }),   // over 48 after the @
	sign(func(l, d string) string { return strings.ToUpper(l[:1]) + l[1:] + ".old@" + d }), // not the primary address
	func(f *Forest, o *object) { o.set(userPrincipalName, f.address(f.other(o.index))) },
	func(_ *Forest, o *object) { o.clear(userPrincipalName) },
	func(_ *Forest, o *object) {
		o.clear(userPrincipalName)
		o.set(samAccountName, "sales;"+o.first(samAccountName))
	},
	// The account name.
	func(_ *Forest, o *object) { o.set(samAccountName, o.first(samAccountName)+".with.a.long.end") },
	func(_ *Forest, o *object) {
		o.set(samAccountName, strings.Replace(o.first(samAccountName), "a", "+", 1)+"*")
	},
	func(_ *Forest, o *object) { o.set(samAccountName, "o'"+o.first(samAccountName)) },
	func(_ *Forest, o *object) { o.clear(samAccountName) },
	func(_ *Forest, o *object) { o.set(samAccountName, "MSOL_"+o.first(samAccountName)) },
	// Names and the address list.
	func(_ *Forest, o *object) { o.set(givenName, strings.Repeat(o.first(givenName)+" ", 12)) },
	func(_ *Forest, o *object) { o.set(sn, strings.Repeat(o.first(sn)+"-", 12)) },
	func(_ *Forest, o *object) {
		for _, a := range []attribute{title, department, office, telephone, mobile, fax, streetAddress, city, province, postalCode} {
			o.clear(a)
		}
	},
	// Mailboxes.
	func(_ *Forest, o *object) { o.clear(proxyAddresses); o.clear(mail) },
	func(_ *Forest, o *object) {
		o.set(recipientType, "2") // a linked mailbox waits for its account in another forest
	},
	func(f *Forest, o *object) { o.set(sipAddress, "sip:"+f.address(f.other(o.index))) },
	func(f *Forest, o *object) {
		o.dn = strings.Replace(o.dn, ",OU=", `\0ACNF:`+strconv.Itoa(o.index)+",OU=", 1) // left over from a replication conflict
		o.set(distinguishedName, o.dn)
	},
}

// commonDefects can befall every object with an address.
var commonDefects = []defect{
	func(_ *Forest, o *object) { o.set(displayName, " ") },
	func(_ *Forest, o *object) { o.clear(displayName) },
	func(_ *Forest, o *object) { o.set(displayName, strings.Repeat(o.first(cn)+" ", 24)) },
	func(f *Forest, o *object) { o.set(mail, f.address(f.other(o.index))) },
	func(_ *Forest, o *object) { o.set(mail, strings.Replace(o.first(cn), " ", ".", 1)) },
	func(f *Forest, o *object) { o.set(mailNickname, f.who(f.other(o.index)).alias) },
	func(_ *Forest, o *object) { o.set(mailNickname, "."+strconv.Itoa(o.index)) },
	func(_ *Forest, o *object) { o.set(mailNickname, strings.Repeat("nick", 18)+strconv.Itoa(o.index)) },
	func(_ *Forest, o *object) { o.set(mailNickname, "r&d "+strconv.Itoa(o.index)) },
	func(f *Forest, o *object) { o.add(proxyAddresses, "smtp:"+f.address(f.other(o.index))) },
	func(f *Forest, o *object) {
		o.add(proxyAddresses, "SMTP:"+strings.ToUpper(f.address(f.other(o.index))))
	},
	smtp(func(l, d string) string { return "SMTP:second." + l + "@" + d }),                  // two primary addresses
	smtp(func(l, d string) string { return "smtp:" + l + "@" + strings.ToUpper(d) }),        // twice on one object
	smtp(func(l, d string) string { return "smtp:" + l + " old@" + d }),                     // a space
	smtp(func(l, d string) string { return "smtp:" + l + "(old)@" + d }),                    // characters that are refused
	smtp(func(l, d string) string { return "SMTP:user:" + l + "@" + d }),                    // a second colon
	smtp(func(l, _ string) string { return "smtp:" + l }),                                   // no domain
	smtp(func(l, d string) string { return "smtp:" + l + "..x@" + d }),                      // two periods
	smtp(func(l, d string) string { return "smtp:" + l + "@-" + d }),                        // a label that begins with a hyphen
	smtp(func(l, d string) string { return "smtp:" + l + ".zoë@" + d }),                     // a letter with a diacritic
	smtp(func(l, d string) string { return "smtp:" + strings.Repeat(l+".", 16) + "@" + d }), // too long
	smtp(func(l, _ string) string { return "smtp:" + l + "@contoso.onmicrosoft.com" }),      // ignored by the cloud
	smtp(func(l, d string) string { return l + ".alias@" + d }),                             // no prefix
	func(_ *Forest, o *object) {
		for i, v := range o.values[proxyAddresses] {
			o.values[proxyAddresses][i] = strings.Replace(v, "SMTP:", "smtp:", 1) // no primary address
		}
	},
}

// target gives a defect that rewrites the target address.
func target(rewrite func(address string) string) defect {
	return func(_ *Forest, o *object) {
		o.set(targetAddress, rewrite(strings.TrimPrefix(o.first(targetAddress), "SMTP:")))
	}
}

var contactDefects = []defect{
	target(func(a string) string { return "SMTP:" + strings.Replace(a, "@", " @", 1) }),
	target(func(a string) string { return "SMTP:" + strings.Replace(a, "@", ";@", 1) }),
	target(func(a string) string { return "SMTP:" + strings.Replace(a, "@", "", 1) }),
	target(func(a string) string { return "SMTP:" + strings.Repeat("long.", 52) + a }),
	func(f *Forest, o *object) { o.set(targetAddress, "SMTP:"+f.address(f.other(o.index))) },
	func(_ *Forest, o *object) { o.clear(targetAddress) },
}
