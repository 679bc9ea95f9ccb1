package match

import (
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

// Steps of a Transfer.
const (
	TransferReady  = "ready"  // an on-premises object takes it over in the first cycle
	TransferMend   = "mend"   // an on-premises object leads to it, but something is in the way
	TransferMake   = "make"   // an on-premises object has to be made
	TransferRefuse = "refuse" // the authority cannot be moved this way
)

// Transfer is the plan for moving the authority over a cloud-authored object to
// Active Directory: give an on-premises object the primary SMTP address of the
// cloud object, and synchronise (KB2641663, How to use SMTP matching to match
// on-premises user accounts to Office 365 user accounts).
type Transfer struct {
	Step       string
	Object     directory.ID // the on-premises object of ready and mend
	Address    string       // the address that has to be equal on both sides; "" when there is none
	Text       message.Message
	Before     string // what the script of make needs first, the same for every object
	Script     string
	After      string     // what ends the script of make, the same for every object
	Candidates []NearMiss // of make: on-premises objects that are called alike
}

// Transfer plans the move of one cloud object.
func (r *Result) Transfer(cloud uint32) Transfer {
	p := Transfer{Object: directory.NoID, Address: r.entityText(cloud, func(e *entity) uint32 { return e.prim })}
	args := []message.Arg{message.Text("cloud", r.label(cloud)), message.Text("address", p.Address)}
	if why := r.refusal(cloud); why != "" {
		p.Step, p.Text = TransferRefuse, message.New("transfer."+why, args...)
		return p
	}
	if r.leading == nil {
		r.leading = r.Leading()
	}
	if i := r.leading[cloud]; i >= 0 && r.verdicts[i].Object != directory.NoID {
		v := r.verdicts[i]
		p.Object = v.Object
		args = append(args, message.Text("name", r.name(v.Object)))
		if v.Row.TakesOver() && v.Cloud == cloud {
			p.Step, p.Text = TransferReady, message.New("transfer.ready", args...)
			if v.Severity >= Warn {
				p.Text = message.New("transfer.ready.notes", args...)
			}
		} else {
			p.Step, p.Text, p.Script = TransferMend, message.New("transfer.mend", args...), r.Recipe(v)
		}
		return p
	}
	r.planNew(&p, cloud, args)
	return p
}

// refusal names what keeps the authority over an object from being moved by a
// match; "" when nothing does.
func (r *Result) refusal(cloud uint32) string {
	is := r.cloud.entities[cloud].is
	switch {
	case is&deleted != 0:
		return "deleted"
	case is&synced != 0:
		return "synced"
	case is&managed != 0:
		return "managed"
	case is&guest != 0:
		return "guest"
	case is&privileged != 0:
		return "privileged"
	case is&modernGroup != 0:
		return "group"
	}
	return ""
}

// planNew plans an on-premises object for a cloud object that nothing leads to.
func (r *Result) planNew(p *Transfer, cloud uint32, args []message.Arg) {
	c := &r.cloud.entities[cloud]
	p.Step = TransferMake
	p.Candidates = r.NearMisses(Verdict{Object: directory.NoID, Cloud: cloud, Other: none, Row: CloudOrphan})
	var s script
	if c.imm != none {
		s.clearImmutableID(r, Verdict{Cloud: cloud})
	}
	switch {
	case c.class == directory.Group && p.Address != "":
		p.Text = message.New("transfer.make", args...)
		s.newGroup(r, cloud, p.Address)
	case c.class == directory.Contact && p.Address != "":
		p.Text = message.New("transfer.make", args...)
		s.newContact(r, cloud, p.Address)
	case c.class != directory.User && c.class != directory.ClassUnknown || c.upn == none && p.Address == "":
		p.Step, p.Text = TransferRefuse, message.New("transfer.no-key", args...)
		return
	default:
		p.Text = message.New("transfer.make", args...)
		if p.Address == "" {
			p.Text = message.New("transfer.make.upn", args...)
		}
		s.newUser(r, cloud, p.Address)
	}
	p.Before, p.Script, p.After = chosenOU(), s.b.String(), finalSync()
}

// chosenOU is the place of the objects to make, which no export says.
func chosenOU() string {
	var s script
	s.say("choose-ou")
	s.line("$ou = ''")
	return s.b.String()
}

func finalSync() string {
	var s script
	s.sync()
	return s.b.String()
}

// proxyList is the proxyAddresses of the new object: the primary address and the
// aliases that are not the service's own.
func (r *Result) proxyList(cloud uint32, primary string) string {
	list := []string{quote("SMTP:" + primary)}
	r.cloud.parts(cloud, func(id directory.ID) {
		for _, v := range r.cloud.store.Values(id, directory.ProxyAddresses) {
			a := directory.SplitAddress(directory.TrimBlanks(v))
			p := directory.TrimBlanks(a.Value)
			if !a.IsSMTP() || !usableAddress(p) || sameFold(p, []byte(primary)) {
				continue
			}
			if q := quote("smtp:" + string(p)); !contains(list, q) {
				list = append(list, q)
			}
		}
	})
	return strings.Join(list, ",")
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

// display is the display name of a cloud object, else its label.
func (r *Result) display(cloud uint32) string {
	name := ""
	r.cloud.parts(cloud, func(id directory.ID) {
		if name == "" {
			name = strings.TrimSpace(r.cloud.store.Text(id, directory.DisplayName))
		}
	})
	if name == "" {
		return r.label(cloud)
	}
	return name
}

// accountName makes a sAMAccountName of at most 20 characters out of what stands
// before the @ of the sign-in name or address.
func (r *Result) accountName(cloud uint32) string {
	local, _, _ := strings.Cut(r.label(cloud), "@")
	name := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' {
			return c
		}
		return -1
	}, local)
	return strings.TrimRight(name[:min(len(name), 20)], ".")
}

func (s *script) newUser(r *Result, cloud uint32, address string) {
	c := &r.cloud.entities[cloud]
	cmd := "New-ADUser -Path $ou -Name " + quote(r.display(cloud)) + " -DisplayName " + quote(r.display(cloud)) +
		" -SamAccountName " + quote(r.accountName(cloud))
	if c.upn != none {
		cmd += " -UserPrincipalName " + quote(r.cloud.text(c.upn))
	}
	if address != "" {
		cmd += " -EmailAddress " + quote(address) + " -OtherAttributes @{proxyAddresses = " + r.proxyList(cloud, address) + "}"
	}
	s.line(cmd + " -WhatIf")
	s.say("enable-first")
}

func (s *script) newGroup(r *Result, cloud uint32, address string) {
	kind := "Distribution"
	r.cloud.parts(cloud, func(id directory.ID) {
		if isTrue(r.cloud.store.Get(id, directory.SecurityEnabled)) || isWord(r.cloud.store.Get(id, directory.RecipientType), "mailuniversalsecuritygroup") {
			kind = "Security"
		}
	})
	s.line("New-ADGroup -Path $ou -Name " + quote(r.display(cloud)) + " -DisplayName " + quote(r.display(cloud)) +
		" -SamAccountName " + quote(r.accountName(cloud)) + " -GroupScope Universal -GroupCategory " + kind +
		" -OtherAttributes @{mail = " + quote(address) + "; proxyAddresses = " + r.proxyList(cloud, address) + "} -WhatIf")
}

func (s *script) newContact(r *Result, cloud uint32, address string) {
	s.line("New-ADObject -Type contact -Path $ou -Name " + quote(r.display(cloud)) + " -OtherAttributes @{displayName = " +
		quote(r.display(cloud)) + "; mail = " + quote(address) + "; targetAddress = " + quote("SMTP:"+address) +
		"; proxyAddresses = " + r.proxyList(cloud, address) + "} -WhatIf")
}
