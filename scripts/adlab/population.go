package main

import (
	"bytes"
	"fmt"

	"github.com/go-ldap/ldap/v3"
	"github.com/go-ldap/ldif"
)

// schema adds the two attributes of Exchange that presync judges and that a plain
// directory lacks (identifiers: Active Directory schema, Microsoft).
var schema = `dn: CN=ms-Exch-Mail-Nickname,CN=Schema,CN=Configuration,` + baseDN + `
changetype: add
objectClass: attributeSchema
lDAPDisplayName: mailNickname
attributeID: 1.2.840.113556.1.2.447
attributeSyntax: 2.5.5.12
oMSyntax: 64
isSingleValued: TRUE

dn: CN=ms-Exch-Target-Address,CN=Schema,CN=Configuration,` + baseDN + `
changetype: add
objectClass: attributeSchema
lDAPDisplayName: targetAddress
attributeID: 1.2.840.113556.1.2.352
attributeSyntax: 2.5.5.12
oMSyntax: 64
isSingleValued: TRUE

dn:
changetype: modify
add: schemaUpdateNow
schemaUpdateNow: 1
-

dn: CN=Mail-Recipient,CN=Schema,CN=Configuration,` + baseDN + `
changetype: modify
add: mayContain
mayContain: mailNickname
mayContain: targetAddress
-

dn:
changetype: modify
add: schemaUpdateNow
schemaUpdateNow: 1
-
`

// The numbers of objects.
const (
	users    = 240
	groups   = 50
	contacts = 50
)

// units are the organizational units: plain, with an escaped comma, and outside
// ASCII.
var units = []string{`OU=Staff`, `OU=Sales\, Europe`, `OU=Büro Zürich`, `OU=営業`}

// oddNames are names of objects that need care in a file, escaped as in a
// distinguished name.
var oddNames = []string{
	`Tim \"O'Neil\" $(whoami)`, "`tick` 'quoted' ‘and’", `\#hash`, `semi\; plus\+ less\<`, "party 🎉", "\u202eright to left", `\= equals`, "per%cent!",
}

var (
	givenNames = []string{"Anna", "Zoë", "Søren", "Иван", "José", "Łukasz", "O'Brien", "明"}
	surnames   = []string{"Berg", "Müller", "Silva", "Ångström", "de la Cruz", "Петров", "Smith-Jones", "李"}
)

// entry is an object on its way into the directory.
type entry struct {
	id     string // unique, in letters and digits
	values map[string][]string
}

// defects make an object one that presync reports; address is the object's own.
var defects = []func(e *entry, address string){
	func(*entry, string) {},
	func(e *entry, a string) { e.sign("  " + a) },
	func(e *entry, a string) { e.sign(a[:2] + " " + a[2:]) },
	func(e *entry, a string) { e.sign(a[:3] + "\u200b" + a[3:]) },
	func(e *entry, a string) { e.values["mail"] = []string{a + " "} },
	func(e *entry, a string) { e.values["proxyAddresses"] = []string{"SMTP:" + a, "smtp: second-" + a} },
	func(e *entry, a string) {
		e.values["proxyAddresses"] = []string{"SMTP:" + a, "second-" + a, "X500:/o=Lab/cn=" + e.id}
	},
	func(e *entry, a string) { e.values["proxyAddresses"] = []string{"smtp:second-" + a, "smtp:" + a} },
	func(e *entry, a string) { e.values["proxyAddresses"] = []string{"SMTP:second-" + a, "SMTP:" + a} },
	func(e *entry, a string) {
		e.values["proxyAddresses"] = []string{"SMTP:" + a, "smtp:" + a[:2] + " " + a[2:]}
	},
	func(e *entry, a string) { e.values["mailNickname"] = []string{"." + e.id} },
	func(e *entry, a string) {
		e.sign(a + " ")
		e.values["mailNickname"] = []string{"." + e.id}
		e.values["proxyAddresses"] = []string{"smtp:" + a, "second-" + a, "smtp:third\u00ad-" + a}
	},
	func(e *entry, a string) { e.values["mail"] = []string{"ünsafe-" + a} },
	func(e *entry, a string) {
		e.values["proxyAddresses"] = append(e.values["proxyAddresses"], "smtp:shared@contoso.com")
	},
	func(e *entry, a string) { e.values["targetAddress"] = []string{"smtp:" + a + " "} },
	func(e *entry, a string) { e.values["displayName"] = []string{" "} },
}

// oddlyNamed is the defect whose objects have odd names, so that their records occur
// in the change files.
const oddlyNamed = 10

// sign gives a user a sign-in name; other objects have none.
func (e *entry) sign(name string) {
	if e.values["userPrincipalName"] != nil {
		e.values["userPrincipalName"] = []string{name}
	}
}

// population is the content of the directory as one LDIF file.
func population() ([]byte, error) {
	l := &ldif.LDIF{}
	add := func(dn string, values map[string][]string) {
		r := ldap.NewAddRequest(dn, nil)
		for name, v := range values {
			r.Attribute(name, v)
		}
		l.Entries = append(l.Entries, &ldif.Entry{Add: r})
	}
	for _, u := range units {
		add(u+","+baseDN, map[string][]string{"objectClass": {"organizationalUnit"}})
	}
	for i := range users + groups + contacts {
		dn, e := invent(i)
		add(dn, e.values)
	}
	var out bytes.Buffer
	err := ldif.MarshalStreaming(l, &out)
	return out.Bytes(), err
}

// invent makes object i.
func invent(i int) (dn string, e *entry) {
	given, sur := givenNames[i%len(givenNames)], surnames[i/len(givenNames)%len(surnames)]
	e = &entry{id: fmt.Sprintf("object%03d", i)}
	address := e.id + "@contoso.com"
	e.values = map[string][]string{
		"displayName": {given + " " + sur}, "mail": {address}, "mailNickname": {e.id}, "proxyAddresses": {"SMTP:" + address},
	}
	name := fmt.Sprintf(`%s\, %s %d`, sur, given, i)
	switch {
	case i < users:
		e.values["objectClass"] = []string{"user"}
		e.values["sAMAccountName"] = []string{e.id}
		e.values["userAccountControl"] = []string{"514"}
		e.values["userPrincipalName"] = []string{address}
		e.values["givenName"], e.values["sn"] = []string{given}, []string{sur}
	case i < users+groups:
		name = fmt.Sprintf("Team %s %d", sur, i)
		e.values["objectClass"] = []string{"group"}
		e.values["sAMAccountName"] = []string{e.id}
		e.values["groupType"] = []string{"-2147483646"}
	default:
		e.values["objectClass"] = []string{"contact"}
		e.values["targetAddress"] = []string{"SMTP:" + e.id + "@fabrikam.com"}
		e.values["givenName"], e.values["sn"] = []string{given}, []string{sur}
	}
	if i%len(defects) == oddlyNamed {
		name = fmt.Sprintf("%s %d", oddNames[i/len(defects)%len(oddNames)], i)
	}
	defects[i%len(defects)](e, address)
	return "CN=" + name + "," + units[i%len(units)] + "," + baseDN, e
}
