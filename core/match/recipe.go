package match

import (
	"encoding/base64"
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

// script puts PowerShell lines together.
type script struct {
	b         strings.Builder
	connected string // lines that connect to a service, each wanted once
}

func (s *script) line(text string) {
	s.b.WriteString(text)
	s.b.WriteByte('\n')
}

// connect adds a line that connects to a service unless it is there already.
func (s *script) connect(text string) {
	if !strings.Contains(s.connected, text+"\n") {
		s.connected += text + "\n"
		s.line(text)
	}
}

// say adds a comment from the message catalogue.
func (s *script) say(id string, args ...message.Arg) {
	s.line(Comment(message.English.T("recipe."+id, args...)))
}

// Comment is a PowerShell comment of one line. A value from a file must not end
// it.
func Comment(text string) string {
	return "# " + strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, text)
}

// quote writes text as a PowerShell string: in single quotes, single quotes
// doubled, in their curly forms too, which PowerShell takes for straight ones.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, c := range text {
		switch c {
		case '\'', '‘', '’', '‚', '‛':
			b.WriteRune(c)
		case '\r', '\n', 0:
			continue
		}
		b.WriteRune(c)
	}
	b.WriteByte('\'')
	return b.String()
}

// escape writes text with every byte that keep does not allow as a prefix and two
// hexadecimal digits.
func escape(text string, prefix byte, keep func(byte) bool) string {
	const digits = "0123456789abcdef"
	var b strings.Builder
	for i := range len(text) {
		if c := text[i]; keep(c) {
			b.WriteByte(c)
		} else {
			b.Write([]byte{prefix, digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}

// ldapValue escapes text for an LDAP filter (RFC 4515).
func ldapValue(text string) string {
	return escape(text, '\\', func(c byte) bool { return c >= ' ' && strings.IndexByte(`*()\`, c) < 0 })
}

// urlPart escapes text for one part of a path (RFC 3986).
func urlPart(text string) string {
	return escape(text, '%', func(c byte) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~@", c) >= 0
	})
}

// adIdentity is the best name of an on-premises object for the ActiveDirectory
// module.
func (r *Result) adIdentity(o directory.ID) string {
	s := r.in.OnPrem
	if g := s.Get(o, directory.ObjectGUID); len(g) == 16 {
		return quote(directory.GUIDText(g))
	}
	if dn := s.Text(o, directory.DN); dn != "" {
		return quote(dn)
	}
	return quote(s.Text(o, directory.SAMAccountName))
}

// Recipe is the PowerShell that carries out the remedy, with the object's own
// values; "" where there is nothing to run. Commands that change something show
// what they would do (-WhatIf) wherever the command can.
func (r *Result) Recipe(v Verdict) string {
	var s script
	if v.Object == directory.NoID {
		return ""
	}
	switch v.Row {
	case HardBlockedRemap:
		s.clearObjectID(r, v)
	case HardBlockedTenant:
		s.tenantSwitch("BlockCloudObjectTakeoverThroughHardMatchEnabled", "$false", "block-again")
	case HardBlockedPrivileged, AdminRole:
		s.roles(r, v.Cloud)
		s.sync()
	case HardRestoreBlocked:
		s.graph("User.ReadWrite.All")
		s.line("Restore-MgDirectoryDeletedItem -DirectoryObjectId " + quote(r.cloudName(v.Cloud)))
		s.roles(r, v.Cloud)
		s.sync()
	case SoftMail:
		if v.Assumptions&AssumedNoProxies == 0 {
			s.addProxies(r, v)
		}
	case UPNMatchDisabled:
		s.tenantSwitch("SoftMatchOnUpnEnabled", "$true", "cannot-undo")
		s.writeAnchor(r, v.Object, v.Cloud, "or-hard")
	case CrossMatch:
		s.writeAnchor(r, v.Object, v.Cloud, "pin-right")
		s.writeAnchor(r, v.Object, v.Other, "or-the-other")
	case SoftBlocked:
		if r.class(v.Object) == directory.User {
			s.writeAnchor(r, v.Object, v.Cloud, "")
			s.say("or-switch")
		}
		s.tenantSwitch("BlockSoftMatchEnabled", "$false", "block-again")
	case StaleImmutableID:
		s.clearImmutableID(r, v)
		s.writeAnchor(r, v.Object, v.Cloud, "or-hard")
	case DifferentAnchor, SameSID, AnchorChanged, UPNCollision:
		s.adoptAnchor(r, v)
	case DuplicateOnPrem:
		if v.Reason == StandsFor {
			break
		}
		switch r.duplicateForm(v) {
		case ".anchor", ".presented":
			s.sameAnchor(r, v)
		default:
			s.findHolders(r, v)
		}
	case TypeMismatch, SecondaryCollision:
		s.findHolders(r, v)
	case GuestCollision:
		s.findHolders(r, v)
		s.removeGuest(r, v)
	case SecondaryOnly:
		s.makePrimary(r, v)
	case KeyMasked:
		s.unmask(r, v)
	case CloudManaged:
		s.giveBack(r, v.Cloud)
	case LinkedMailbox:
		if v.Reason == AccountLoaded {
			break
		}
		s.line("Set-User -Identity " + r.adIdentity(v.Object) + " -LinkedMasterAccount $null -WhatIf")
	}
	s.notes(r, v)
	return s.b.String()
}

// notes adds what repairs the notes beside a verdict.
func (s *script) notes(r *Result, v Verdict) {
	if v.Also.Has(KeyMasked) {
		s.say("masked")
		s.unmask(r, v)
	}
	if v.Also.Has(AliasLoss) {
		s.keepAliases(r, v)
	}
	if v.Also.Has(DuplicateOnPrem) && r.duplicateForm(v) == ".anchor" {
		s.sameAnchor(r, v)
	}
	if v.Also.Has(SuffixUnverified) || v.Also.Has(UPNInvalid) {
		s.rename(r, v)
	}
	if v.Also.Has(DisabledAccount) {
		s.say("disabled")
		s.line("Enable-ADAccount -Identity " + r.adIdentity(v.Object) + " -WhatIf")
	}
	if v.Also.Has(FederatedDomainChange) && r.opt.LegacyFederation && r.initial != "" {
		s.say("federated")
		old := r.entityText(v.Cloud, func(e *entity) uint32 { return e.upn })
		local, _, _ := strings.Cut(old, "@")
		s.graph("User.ReadWrite.All")
		s.line("Update-MgUser -UserId " + quote(r.cloudName(v.Cloud)) + " -UserPrincipalName " + quote(local+"@"+r.initial) + " -WhatIf")
	}
	if v.Also.Has(UpdateCollision) || v.Also.Has(SecondaryCollision) {
		s.dropCollisions(r, v)
	}
	if _, e := r.deletedHolder(v); e != none {
		s.say("restore")
		s.graph("User.ReadWrite.All")
		s.line("Restore-MgDirectoryDeletedItem -DirectoryObjectId " + quote(r.cloudName(e)))
	}
	if v.Anchor != AnchorFits {
		if _, e := r.nearAnchor(v.Object); v.Row != StaleImmutableID || e != v.Cloud {
			s.writeAnchor(r, v.Object, e, "anchor-flaw")
		}
	}
}

// rename gives the object a sign-in name that the cloud accepts, where one can be
// made of what is known.
func (s *script) rename(r *Result, v Verdict) {
	name := r.validSignIn(v)
	if name == "" {
		return
	}
	if v.Also.Has(SuffixUnverified) {
		s.say("suffix")
	} else {
		s.say("characters")
	}
	s.line("Set-ADUser -Identity " + r.adIdentity(v.Object) + " -UserPrincipalName " + quote(name) + " -WhatIf")
}

// validSignIn is the sign-in name without its invalid characters and, where the
// suffix is not verified, with the first verified domain in its place, else that of
// the primary address; "" where that gives no valid name.
func (r *Result) validSignIn(v Verdict) string {
	k := &r.keys[v.Object]
	local, domain, _ := strings.Cut(string(r.value(k.upn)), "@")
	if v.Also.Has(SuffixUnverified) {
		if len(r.opt.VerifiedDomains) > 0 {
			domain = strings.TrimSpace(r.opt.VerifiedDomains[0])
		} else if d, ok := directory.Domain(r.value(k.smtp)); ok {
			domain = string(d)
		}
	}
	if !directory.IsASCII([]byte(local)) {
		return ""
	}
	local = strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("'.-_!#^~", c) {
			return c
		}
		return -1
	}, local)
	name := strings.Trim(local, ".") + "@" + domain
	if invalidUPN([]byte(name)) {
		return ""
	}
	return name
}

func (s *script) graph(scopes ...string) {
	for i, x := range scopes {
		scopes[i] = quote(x)
	}
	s.connect("Connect-MgGraph -Scopes " + strings.Join(scopes, ","))
}

func (s *script) sync() {
	s.say("sync")
	s.line("Start-ADSyncSyncCycle -PolicyType Delta")
}

// writeAnchor prepares a hard match: the anchor of the on-premises object goes to
// the cloud user, unless that one is synchronised, whose ImmutableId the cloud does
// not let anybody write. comment is the id of a comment, "" for none.
func (s *script) writeAnchor(r *Result, o directory.ID, e uint32, comment string) {
	a := r.anchorText(o)
	if a == "" || e == none || r.cloud.entities[e].is&synced != 0 {
		return
	}
	if comment != "" {
		s.say(comment)
	}
	s.graph("User.ReadWrite.All")
	s.line("Update-MgUser -UserId " + quote(r.cloudName(e)) + " -OnPremisesImmutableId " + quote(a) + " -WhatIf")
}

func (s *script) patch(version, id, body string) {
	s.line("Invoke-MgGraphRequest -Method PATCH -Uri " + quote("https://graph.microsoft.com/"+version+"/users/"+urlPart(id)) +
		" -ContentType 'application/json' -Body " + quote(body))
}

func (s *script) clearImmutableID(r *Result, v Verdict) {
	s.say("check-anchor", message.Text("anchor", r.entityText(v.Cloud, func(e *entity) uint32 { return e.imm })))
	s.graph("User.ReadWrite.All")
	s.patch("v1.0", r.cloudName(v.Cloud), `{"onPremisesImmutableId": null}`)
}

func (s *script) clearObjectID(r *Result, v Verdict) {
	s.say("same-person")
	s.graph("User-OnPremisesSyncBehavior.ReadWrite.All")
	s.patch("beta", r.cloudName(v.Cloud), `{"onPremisesObjectIdentifier": null}`)
	s.sync()
}

// giveBack returns the authority over a cloud-managed object to Active Directory.
func (s *script) giveBack(r *Result, e uint32) {
	kind, scope := "users", "User-OnPremisesSyncBehavior.ReadWrite.All"
	switch r.cloud.entities[e].class {
	case directory.Group:
		kind, scope = "groups", "Group-OnPremisesSyncBehavior.ReadWrite.All"
	case directory.Contact:
		kind, scope = "contacts", "Contacts-OnPremisesSyncBehavior.ReadWrite.All"
	}
	s.say("give-back")
	s.graph(scope)
	s.line("Invoke-MgGraphRequest -Method PATCH -Uri " +
		quote("https://graph.microsoft.com/v1.0/"+kind+"/"+urlPart(r.cloudName(e))+"/onPremisesSyncBehavior") +
		" -ContentType 'application/json' -Body " + quote(`{"isCloudManaged": false}`))
}

// adoptAnchor makes the on-premises object present the anchor that the cloud
// object is linked by.
func (s *script) adoptAnchor(r *Result, v Verdict) {
	imm := r.entityText(v.Cloud, func(e *entity) uint32 { return e.imm })
	if raw, err := base64.StdEncoding.DecodeString(imm); err != nil || len(raw) != 16 || r.class(v.Object) != directory.User {
		s.findHolders(r, v)
		return
	}
	if v.Row == UPNCollision || v.Row == DifferentAnchor {
		s.say("same-account")
	}
	s.line("Set-ADUser -Identity " + r.adIdentity(v.Object) +
		" -Replace @{'mS-DS-ConsistencyGuid' = [Convert]::FromBase64String(" + quote(imm) + ")} -WhatIf")
	s.sync()
}

func (s *script) tenantSwitch(name, value, comment string) {
	s.graph("OnPremDirectorySynchronization.ReadWrite.All")
	s.line("$s = Get-MgDirectoryOnPremiseSynchronization")
	s.line("$s.Features." + name + " = " + value)
	s.say(comment)
	s.line("Update-MgDirectoryOnPremiseSynchronization -OnPremisesDirectorySynchronizationId $s.Id -Features $s.Features")
	s.sync()
}

func (s *script) roles(r *Result, e uint32) {
	id := r.cloudName(e)
	s.graph("RoleManagement.Read.Directory", "Directory.Read.All")
	s.say("roles")
	s.line("$id = (Get-MgUser -UserId " + quote(id) + ").Id")
	s.line(`Get-MgRoleManagementDirectoryRoleAssignment -Filter "principalId eq '$id'"`)
	s.line(`Get-MgRoleManagementDirectoryRoleEligibilitySchedule -Filter "principalId eq '$id'"`)
}

// setAD is the command that changes an object of a class.
func (r *Result) setAD(o directory.ID) string {
	switch r.class(o) {
	case directory.User:
		return "Set-ADUser -Identity " + r.adIdentity(o)
	case directory.Group:
		return "Set-ADGroup -Identity " + r.adIdentity(o)
	}
	return "Set-ADObject -Identity " + r.adIdentity(o)
}

// addProxies writes the primary address, and the aliases that only the cloud
// knows, into empty proxyAddresses.
func (s *script) addProxies(r *Result, v Verdict) {
	list := []string{quote("SMTP:" + string(r.value(r.keys[v.Object].smtp)))}
	r.cloudOnly(v.Cloud, v.Object, func(p []byte) bool {
		list = append(list, quote("smtp:"+string(p)))
		return true
	})
	if upn := r.value(r.keys[v.Object].upn); len(upn) > 0 && !sameFold(upn, r.value(r.keys[v.Object].smtp)) &&
		r.cloud.listsAddress(v.Cloud, upn) {
		list = append(list, quote("smtp:"+string(upn)))
	}
	s.line(r.setAD(r.mailbox(v.Object)) + " -Add @{proxyAddresses = " + strings.Join(list, ",") + "} -WhatIf")
}

func (s *script) keepAliases(r *Result, v Verdict) {
	masking := v.Also.Has(KeyMasked)
	mail := directory.TrimBlanks(r.in.OnPrem.Get(r.mailbox(v.Object), directory.Mail))
	var list []string
	r.lostAliases(&v, func(p []byte) bool {
		if !masking || !sameFold(p, mail) {
			list = append(list, quote("smtp:"+string(p)))
		}
		return true
	})
	if len(list) == 0 {
		return
	}
	s.say("aliases")
	s.line(r.setAD(r.mailbox(v.Object)) + " -Add @{proxyAddresses = " + strings.Join(list, ",") + "} -WhatIf")
}

// unmask turns the address in mail into the primary proxy address.
func (s *script) unmask(r *Result, v Verdict) {
	o := r.mailbox(v.Object)
	mail := string(directory.TrimBlanks(r.in.OnPrem.Get(o, directory.Mail)))
	from, to := r.in.OnPrem.RefRange(o)
	for n := from; n < to; n++ {
		ref := r.in.OnPrem.Ref(n)
		if ref.Attr() == directory.ProxyAddresses && (sameFold(r.value(n), []byte(mail)) ||
			directory.SplitAddress(directory.TrimBlanks(r.in.OnPrem.Value(ref))).IsPrimary()) {
			s.line(r.setAD(o) + " -Remove @{proxyAddresses = " + quote(string(r.in.OnPrem.Value(ref))) + "} -WhatIf")
		}
	}
	s.line(r.setAD(o) + " -Add @{proxyAddresses = " + quote("SMTP:"+mail) + "} -WhatIf")
}

// makePrimary gives the cloud object the address as its primary one.
func (s *script) makePrimary(r *Result, v Verdict) {
	cmd, id := "Set-Mailbox", r.cloudName(v.Cloud)
	switch r.class(v.Object) {
	case directory.Group:
		cmd = "Set-DistributionGroup"
	case directory.Contact:
		cmd = "Set-MailContact"
	}
	s.connect("Connect-ExchangeOnline")
	s.line(cmd + " -Identity " + quote(id) + " -WindowsEmailAddress " + quote(string(r.value(r.keys[v.Object].smtp))) + " -WhatIf")
}

// removeGuest deletes a guest for good.
func (s *script) removeGuest(r *Result, v Verdict) {
	id := quote(r.cloudName(v.Cloud))
	s.say("guest")
	s.graph("User.ReadWrite.All")
	s.line("Remove-MgUser -UserId " + id + " -WhatIf")
	s.line("Remove-MgDirectoryDeletedItem -DirectoryObjectId " + id + " -WhatIf")
}

// sameAnchor lists the accounts that hold one mS-DS-ConsistencyGuid and, where that
// decides, clears it on this one.
func (s *script) sameAnchor(r *Result, v Verdict) {
	if len(r.in.OnPrem.Get(v.Object, directory.ConsistencyGUID)) == 0 {
		return
	}
	var b strings.Builder
	for _, c := range r.in.OnPrem.Get(v.Object, directory.ConsistencyGUID) {
		b.WriteString(escape(string([]byte{c}), '\\', func(byte) bool { return false }))
	}
	s.say("holders-ad")
	s.line("Get-ADUser -LDAPFilter " + quote("(mS-DS-ConsistencyGuid="+b.String()+")"))
	if v.Row != DuplicateOnPrem {
		return
	}
	s.say("not-this-one")
	s.line("Set-ADUser -Identity " + r.adIdentity(v.Object) + " -Clear 'mS-DS-ConsistencyGuid' -WhatIf")
}

// findHolders lists everything on both sides that holds the contested value.
func (s *script) findHolders(r *Result, v Verdict) {
	k := &r.keys[v.Object]
	a := string(r.value(k.smtp))
	named := a == "" || v.Keys == KeyUPN || v.Row == DuplicateOnPrem && r.duplicateForm(v) == ".upn"
	if named {
		a = string(r.value(k.upn))
	}
	if a == "" {
		return
	}
	s.say("holders-ad")
	l := ldapValue(a)
	s.line("Get-ADObject -LDAPFilter " + quote("(|(proxyAddresses=smtp:"+l+")(mail="+l+")(userPrincipalName="+l+")(targetAddress=smtp:"+l+
		")(msRTCSIP-PrimaryUserAddress=sip:"+l+"))") + " -Properties mail,proxyAddresses,userPrincipalName,targetAddress,objectClass")
	if r.cloud == nil {
		return
	}
	s.say("holders-cloud")
	if named {
		s.graph("User.Read.All")
		s.line("Get-MgUser -Filter " + quote("userPrincipalName eq '"+strings.ReplaceAll(a, "'", "''")+"'") +
			" -Property Id,DisplayName,UserPrincipalName,OnPremisesImmutableId,OnPremisesSyncEnabled")
	}
	s.connect("Connect-ExchangeOnline")
	s.line("Get-EXORecipient -Filter " + quote("EmailAddresses -eq "+quote("smtp:"+a)) + " -Properties EmailAddresses,ExternalDirectoryObjectId")
}

// dropCollisions removes the addresses that other cloud objects hold.
func (s *script) dropCollisions(r *Result, v Verdict) {
	said := false
	r.collisions(&v, func(ref, _ uint32) bool {
		rf := r.in.OnPrem.Ref(ref)
		if rf.Attr() != directory.ProxyAddresses {
			return true
		}
		if !said {
			s.say("collisions")
			said = true
		}
		s.line(r.setAD(v.Object) + " -Remove @{proxyAddresses = " + quote(string(r.in.OnPrem.Value(rf))) + "} -WhatIf")
		return true
	})
}
