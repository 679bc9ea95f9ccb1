package match

import "presync/core/directory"

// Contacts that stand for the users of another forest, as a GAL synchronisation makes
// them, have the user's address. A contact always joins the object of the same mail;
// a user does where matching on mail was chosen when the sync client was installed,
// and then the two become one cloud object (Microsoft Entra Connect Sync:
// Understanding Users, Groups, and Contacts, Microsoft, 2024-12-05).

// standIn finds the user among the holders of one primary address when all others are
// contacts, no two of them of one domain, and mail of each is that address; NoID in
// any other case.
func (r *Result) standIn(c *contest) directory.ID {
	user := directory.NoID
	if c == nil || c.n > c.held {
		return user
	}
	for i, m := range c.members() {
		switch class := r.class(m); {
		case class == directory.User && user == directory.NoID:
			user = m
		case class != directory.Contact:
			return directory.NoID
		}
		if mail := directory.TrimBlanks(r.in.OnPrem.Get(r.mailbox(m), directory.Mail)); !sameFold(mail, r.value(r.keys[m].smtp)) {
			return directory.NoID // it would not join
		}
		for _, other := range c.members()[:i] {
			if !r.foreign(m, other) {
				return directory.NoID
			}
		}
	}
	return user
}

// foreign reports whether two objects are of different domains, neither of which lies
// below the other. Objects whose domain is not known are not foreign.
func (r *Result) foreign(a, b directory.ID) bool {
	return directory.ForeignDN(r.in.OnPrem.Get(a, directory.DN), r.in.OnPrem.Get(b, directory.DN))
}

// joins settles an object of one primary address with a stand-in: the contact is told
// of, and the user goes on as if it were alone.
func (r *Result) joins(v *Verdict) bool {
	user := r.standIn(r.smtpRivals(v.Object))
	if user == directory.NoID {
		return false
	}
	if v.Object == user {
		return r.upnRivals(user) == nil && r.anchorRivals(user) == nil && r.cloudRivals(v) == nil
	}
	switch v.Row {
	case TypeMismatch, ProvisionNew, SecondaryCollision, SecondaryOnly, Indeterminate:
		v.Row, v.Severity, v.Reason, v.Also = DuplicateOnPrem, Warn, StandsFor, 0
		v.Assumptions &^= matchAssumptions
		return true
	}
	return false
}
