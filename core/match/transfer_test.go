package match

import (
	"strings"
	"testing"

	"presync/core/directory"
)

func TestTransfer(t *testing.T) {
	on := build(t, []object{
		u(guid, guid1, directory.CN, "Ann", proxy, "SMTP:ann@contoso.com"),
		u(guid, guid2, directory.CN, "Bo", proxy, "SMTP:bo@contoso.com"),
		u(guid, guid3, directory.CN, "Cy O'Hara", directory.DisplayName, "Cy O'Hara", directory.SAMAccountName, "cy"),
	}, cguid, upn, mail)
	cl := build(t, []object{
		u(id, "c1", proxy, "SMTP:ann@contoso.com"),
		u(id, "c2", proxy, "SMTP:bob@contoso.com", proxy, "smtp:bo@contoso.com"),
		u(id, "c3", upn, "c.ohara@contoso.com", directory.DisplayName, "Cy O'Hara", proxy, "SMTP:cy@contoso.com", proxy, "smtp:c@contoso.com", proxy, "smtp:c@contoso.onmicrosoft.com"),
		u(id, "c4", upn, "dee@contoso.com"),
		g(id, "c5", directory.DisplayName, "Sales", directory.SecurityEnabled, "True", proxy, "SMTP:sales@contoso.com"),
		c(id, "c6", directory.DisplayName, "Vera", proxy, "SMTP:vera@example.net"),
		g(id, "c7", directory.DisplayName, "VPN"),
		u(id, "c8", directory.UserType, "Guest", proxy, "SMTP:x@example.net"),
		u(id, "c9", upn, "admin@contoso.com"),
		u(id, "c10", sync, "True", imm, anchor5),
	})
	r := Run(Input{OnPrem: on, Cloud: cl}, Options{Privileged: []string{"admin@contoso.com"}}, nil)
	want := []struct{ step, text, script string }{
		{TransferReady, "transfer.ready", ""},
		{TransferMend, "transfer.mend", "Set-Mailbox -Identity 'c2' -WindowsEmailAddress 'bo@contoso.com' -WhatIf"},
		{TransferMake, "transfer.make", "-Name 'Cy O''Hara' -DisplayName 'Cy O''Hara' -SamAccountName 'c.ohara' -UserPrincipalName 'c.ohara@contoso.com' -EmailAddress 'cy@contoso.com' -OtherAttributes @{proxyAddresses = 'SMTP:cy@contoso.com','smtp:c@contoso.com'} -WhatIf"},
		{TransferMake, "transfer.make.upn", "-SamAccountName 'dee' -UserPrincipalName 'dee@contoso.com' -WhatIf"},
		{TransferMake, "transfer.make", "New-ADGroup -Path $ou -Name 'Sales' -DisplayName 'Sales' -SamAccountName 'sales' -GroupScope Universal -GroupCategory Security"},
		{TransferMake, "transfer.make", "New-ADObject -Type contact -Path $ou -Name 'Vera'"},
		{TransferRefuse, "transfer.no-key", ""},
		{TransferRefuse, "transfer.guest", ""},
		{TransferRefuse, "transfer.privileged", ""},
		{TransferRefuse, "transfer.synced", ""},
	}
	for e, w := range want {
		p := r.Transfer(uint32(e))
		if p.Step != w.step || p.Text.ID != w.text || !strings.Contains(p.Script, w.script) || w.script == "" && p.Script != "" {
			t.Errorf("%s: %s %s\n%s", r.cloudName(uint32(e)), p.Step, p.Text.ID, p.Script)
		}
		if s := p.Text.String(); strings.ContainsAny(s, "{[") {
			t.Errorf("text %q", s)
		}
	}
	if p := r.Transfer(2); len(p.Candidates) != 1 || p.Candidates[0].Object != 2 || p.Candidates[0].By != byDisplayName {
		t.Errorf("candidates %v", p.Candidates)
	}
}
