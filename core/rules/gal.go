package rules

import (
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

// galIncomplete is the one defect of the address list attributes as a whole.
const galIncomplete flaws = 1

// galAttributes are the values that the address list shows; the country is co or
// c. The fourteenth is displayName, which DN-2 judges.
var galAttributes = [...]directory.Attr{
	directory.GivenName, directory.Surname, directory.Title, directory.Department, directory.Office,
	directory.TelephoneNumber, directory.Mobile, directory.Fax, directory.StreetAddress,
	directory.City, directory.Province, directory.PostalCode, directory.Country,
}

// checkAddressList reports once what the address list lacks. The finding names
// the first missing attribute; the explanation names all.
func (c *checker) checkAddressList() {
	if c.unlisted() {
		return
	}
	for _, a := range galAttributes {
		if f := c.o.first[a]; f != 0 {
			if b := c.o.store.Lead(c.o.refs[f-1]); b > ' ' && b < 0x80 {
				continue
			}
		}
		if a, ok := c.o.lacks(a); ok {
			c.reportFlaw(a, NoRef, flawTable[directory.AttrNone][0])
			return
		}
	}
}

// unlisted: the current user is in no address list, or is nobody about whom such
// values can be asked: hidden, disabled, which shared mailboxes and those of rooms and
// equipment are, or an account without addresses and without a person's name.
func (c *checker) unlisted() bool {
	o := &c.o
	if o.has(directory.HideFromAddressLists) && isTrue(o.value(directory.HideFromAddressLists)) || c.isDisabled() {
		return true
	}
	for _, a := range [...]directory.Attr{
		directory.Mail, directory.ProxyAddresses, directory.MailNickname, directory.GivenName, directory.Surname,
	} {
		if o.has(a) || !o.known(a) {
			return false
		}
	}
	return true
}

// lacks reports whether an attribute of the address list is known to be empty, and
// which one to name. A country may stand in co or c; an export that holds one of
// the two is judged by that.
func (o *object) lacks(a directory.Attr) (directory.Attr, bool) {
	switch {
	case a != directory.Country:
		return a, o.lacksOne(a)
	case !o.known(directory.Country):
		return directory.CountryCode, o.lacksOne(directory.CountryCode)
	}
	return a, o.lacksOne(a) && (o.lacksOne(directory.CountryCode) || !o.known(directory.CountryCode))
}

func (o *object) lacksOne(a directory.Attr) bool {
	return o.absent(a) || o.has(a) && isBlankOnly(o.value(a))
}

// missingArg lists the attributes that the address list lacks.
func (x *exam) missingArg() []message.Arg {
	var names []string
	for _, a := range galAttributes {
		if a, ok := x.c.o.lacks(a); ok {
			names = append(names, a.String())
		}
	}
	return []message.Arg{
		message.Text("attributes", strings.Join(names, ", ")),
	}
}

var addressListRules = []*Rule{incompleteRule}

var incompleteRule = &Rule{
	ID: "K-06", Attribute: directory.AttrNone, Classes: users, Severity: Advice,
	Title: "Values that the address list shows are missing",
	Why: "The global address list shows name, title, department, office, telephone numbers and address of each person. They " +
		"come from fourteen attributes. One finding for each user names all that are empty; displayName has a rule of its own. " +
		"Users who are hidden or disabled, and accounts with neither an address nor a person's name, are left out.",
	Fix:     "Fill in what people are expected to find.",
	Needs:   galAttributes[:],
	Sources: []Source{{Document: docPrepare}},
	faults:  []fault{{galIncomplete, Advice, "Without a value: {attributes}", (*exam).missingArg}},
}
