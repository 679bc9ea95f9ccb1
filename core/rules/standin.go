package rules

import (
	"presync/core/directory"
	"presync/core/message"
)

// standInFault is what is said of a contact that stands for the user of another
// forest: the two are meant to become one object.
var standInFault = fault{0, Warning,
	"The contact stands for a user of another domain. The two become one where users are matched on mail.", noArgs}

func noArgs(*exam) []message.Arg { return nil }

// standIns reports whether the holders of a value are one user and contacts that stand
// for it, as a GAL synchronisation makes them: each has the value in mail, by which a
// contact joins the user (docContacts).
func (g *grouper) standIns(holders []uint32) bool {
	s := g.r.c.o.store
	if !g.userAndContacts() {
		return false
	}
	contacts, withMail, mailOfUser := 0, 0, false
	for _, id := range g.members {
		if s.Class(id) == directory.Contact {
			contacts++
		}
	}
	for _, n := range holders {
		switch {
		case s.Ref(n).Attr() != directory.Mail:
		case s.Class(s.Owner(n)) == directory.Contact:
			withMail++
		default:
			mailOfUser = true
		}
	}
	return mailOfUser && withMail == contacts
}

// userAndContacts reports whether the members of the group are one user and contacts,
// no two of them of one domain.
func (g *grouper) userAndContacts() bool {
	s := g.r.c.o.store
	user, contacts := directory.NoID, false
	for _, id := range g.members {
		switch s.Class(id) {
		case directory.Contact:
			contacts = true
		case directory.User:
			if who := g.identity(id); user == directory.NoID {
				user = who
			} else if user != who {
				return false
			}
		default:
			return false
		}
	}
	return user != directory.NoID && contacts && g.apart()
}

// apart reports whether each contact of the group lies in a domain of its own, in
// which no other member lies.
func (g *grouper) apart() bool {
	s := g.r.c.o.store
	for i, a := range g.members {
		for _, b := range g.members[:i] {
			if s.Class(a) != directory.Contact && s.Class(b) != directory.Contact {
				continue
			}
			if !directory.ForeignDN(s.Get(a, directory.DN), s.Get(b, directory.DN)) {
				return false
			}
		}
	}
	return true
}

// withStandIns gives a rule the fault of contacts that stand for users.
func withStandIns(r *Rule) *Rule {
	r.faults = append(r.faults, standInFault)
	r.Sources = append(r.Sources, Source{Document: docContacts})
	return r
}
