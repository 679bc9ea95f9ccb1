package match

import "presync/core/directory"

// pairing joins linked mailboxes to the accounts that people sign in with. In an
// account forest with a resource forest the sync client makes one cloud object of
// the two: sign-in and source anchor come from the enabled account, addresses and
// what the address list shows from the forest with the mailbox (Microsoft Entra
// Connect Sync: Understanding the default configuration, Microsoft, 2024-12-05).
type pairing struct {
	mailbox map[directory.ID]directory.ID // of each account
	account map[directory.ID]directory.ID // of each mailbox
}

// pair finds the accounts of linked mailboxes by the security identifier in
// msExchMasterAccountSid, and reports whether there are any. Of several mailboxes
// that name one account the first by distinguished name counts.
func (r *Result) pair(mailboxes []directory.ID) bool {
	s := r.in.OnPrem
	of := map[string]directory.ID{}
	for _, m := range mailboxes {
		sid := string(s.Get(m, directory.MasterAccountSID))
		if other, there := of[sid]; sid != "" && (!there || r.compareNames(m, other) < 0) {
			of[sid] = m
		}
	}
	if len(of) == 0 {
		return false
	}
	p := pairing{map[directory.ID]directory.ID{}, map[directory.ID]directory.ID{}}
	for i := range r.keys {
		o := directory.ID(i)
		if r.keys[i].out || r.class(o) != directory.User {
			continue
		}
		if m, there := of[string(s.Get(o, directory.ObjectSID))]; there {
			p.mailbox[o], p.account[m] = m, o
			if k := r.keys[m]; k.state != noKey {
				r.keys[i].smtp, r.keys[i].state = k.smtp, k.state
			}
		}
	}
	r.pairing = p
	return len(p.mailbox) > 0
}

// mailbox is the object whose addresses and names an on-premises object sends: its
// linked mailbox if it has one, itself otherwise.
func (r *Result) mailbox(o directory.ID) directory.ID {
	if m, ok := r.pairing.mailbox[o]; ok {
		return m
	}
	return o
}

// accountOf is the account of a linked mailbox, NoID when it is not known.
func (r *Result) accountOf(mailbox directory.ID) directory.ID {
	if a, ok := r.pairing.account[mailbox]; ok {
		return a
	}
	return directory.NoID
}
