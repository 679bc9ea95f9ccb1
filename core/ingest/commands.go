package ingest

import (
	"slices"
	"strings"

	"presync/core/directory"
)

// Command is a command that makes a complete export. Its title is in the message
// catalogue under "command." followed by its name, and what to know about it behind
// that with ".note".
type Command struct {
	Name string `json:"name"`
	Role Role   `json:"role"`
	Text string `json:"text"` // to be copied as it is
}

// Commands are the commands that make complete exports, in the order in which they
// are shown. None of them has been run against a live directory or tenant: they are
// put together from Microsoft's documentation of each tool.
func Commands() []Command { return commands }

// CommandByName finds a command; nil when there is none of that name.
func CommandByName(name string) *Command {
	for i := range commands {
		if commands[i].Name == name {
			return &commands[i]
		}
	}
	return nil
}

// CommandFor is the name of the command that makes a complete export with the tool
// that wrote a file, or with the one that is nearest to it.
func CommandFor(rep *Report) string {
	switch {
	case rep.Role == Cloud && rep.Shape == ShapeEXO:
		return "recipients"
	case rep.Role == Cloud:
		return graphCommand(rep)
	case rep.Shape == ShapeLDIF:
		return "ldifde"
	case rep.Shape == ShapeCSVDE:
		return "csvde"
	}
	return "ad-powershell"
}

// graphCommand is the command for the class of objects that a file of the cloud
// holds: each cmdlet reads one. Their columns tell, as in guessHeader.
func graphCommand(rep *Report) string {
	has := func(a directory.Attr) bool {
		return slices.ContainsFunc(rep.Columns, func(c Column) bool { return c.Attr == a })
	}
	switch {
	case has(directory.GroupTypes), has(directory.MailEnabled), has(directory.SecurityEnabled):
		return "graph-groups"
	case slices.ContainsFunc(rep.Columns, func(c Column) bool { return c.Attr == directory.DeletedDateTime && c.Filled > 0 }):
		return "graph-deleted"
	case has(directory.UserPrincipalName), has(directory.UserType), has(directory.AccountEnabled):
		return "graph"
	case strings.Contains(strings.ToLower(rep.Name), "contact"):
		return "graph-contacts"
	}
	return "graph"
}

// What is asked of a domain controller: the objects that the sync client reads, and
// every attribute that a rule, a verdict or a filter of the synchronisation needs.
const (
	ldapFilter = `(|(&(objectCategory=person)(|(objectClass=user)(objectClass=contact)))(objectClass=group))`
	ldapList   = `objectClass,objectCategory,objectGUID,objectSid,cn,sAMAccountName,userPrincipalName,mail,proxyAddresses,targetAddress,mailNickname,` +
		`mS-DS-ConsistencyGuid,displayName,givenName,sn,title,department,company,physicalDeliveryOfficeName,telephoneNumber,mobile,` +
		`facsimileTelephoneNumber,streetAddress,l,st,postalCode,c,co,userAccountControl,isCriticalSystemObject,groupType,` +
		`msExchRecipientTypeDetails,msExchHideFromAddressLists,msExchMasterAccountSid,msRTCSIP-PrimaryUserAddress,adminDescription,homeMDB`
)

// Export-Csv writes the name of the type in place of a list, so lists are joined by a
// bar, and it writes bytes in no usable form, so mS-DS-ConsistencyGuid becomes base64.
const adPowerShell = `$p = 'objectCategory','cn','sAMAccountName','userPrincipalName','mail','proxyAddresses','targetAddress','mailNickname','mS-DS-ConsistencyGuid','objectSid',
     'displayName','givenName','sn','title','department','company','physicalDeliveryOfficeName','telephoneNumber','mobile','facsimileTelephoneNumber',
     'streetAddress','l','st','postalCode','c','co','userAccountControl','isCriticalSystemObject','groupType',
     'msExchRecipientTypeDetails','msExchHideFromAddressLists','msExchMasterAccountSid','msRTCSIP-PrimaryUserAddress','adminDescription','homeMDB'
Get-ADObject -LDAPFilter '` + ldapFilter + `' -Properties $p -ResultSetSize $null |
  Select-Object (@('DistinguishedName','ObjectClass','ObjectGUID') + ($p | Where-Object { $_ -notin 'proxyAddresses','mS-DS-ConsistencyGuid' }) +
    @{n='proxyAddresses';e={$_.proxyAddresses -join '|'}},
    @{n='mS-DS-ConsistencyGuid';e={ if ($_.'mS-DS-ConsistencyGuid') { [Convert]::ToBase64String([byte[]]$_.'mS-DS-ConsistencyGuid') } }}) |
  Export-Csv .\onprem.csv -NoTypeInformation -Encoding UTF8`

// graphJoin ends a pipe that reads objects of Microsoft Graph with the properties $sel.
const graphJoin = ` -All -Property $sel |
  Select-Object (@($sel | Where-Object { $_ -ne 'ProxyAddresses' }) + @{n='ProxyAddresses';e={$_.ProxyAddresses -join '|'}}) |
  Export-Csv .\`

// exportUTF8 ends every command for PowerShell: Windows PowerShell writes ASCII
// without it.
const exportUTF8 = ` -NoTypeInformation -Encoding UTF8`

const graphUserList = `$sel = 'Id','DisplayName','UserPrincipalName','Mail','MailNickname','ProxyAddresses','OnPremisesImmutableId','OnPremisesSyncEnabled',` +
	`'OnPremisesSecurityIdentifier','UserType','AccountEnabled'`

var commands = []Command{
	{Name: "ad-powershell", Role: OnPrem, Text: adPowerShell},
	{Name: "ldifde", Role: OnPrem, Text: `ldifde -f onprem.ldf -u -r "` + ldapFilter + `" -l "` + ldapList + `"`},
	{Name: "csvde", Role: OnPrem, Text: `csvde -f onprem.csv -u -r "` + ldapFilter + `" -l "` + ldapList + `"`},
	{Name: "graph", Role: Cloud, Text: `Connect-MgGraph -Scopes 'User.Read.All'
` + graphUserList + `
Get-MgUser` + graphJoin + `cloud-users.csv` + exportUTF8},
	{Name: "graph-deleted", Role: Cloud, Text: `Connect-MgGraph -Scopes 'User.Read.All'
` + graphUserList + `,'DeletedDateTime'
Get-MgDirectoryDeletedItemAsUser` + graphJoin + `cloud-deleted-users.csv` + exportUTF8},
	{Name: "graph-groups", Role: Cloud, Text: `Connect-MgGraph -Scopes 'Group.Read.All'
$sel = 'Id','DisplayName','Mail','MailNickname','ProxyAddresses','GroupTypes','MailEnabled','SecurityEnabled','OnPremisesSyncEnabled','OnPremisesSecurityIdentifier'
Get-MgGroup -All -Property $sel |
  Select-Object (@($sel | Where-Object { $_ -notin 'ProxyAddresses','GroupTypes' }) + @{n='ProxyAddresses';e={$_.ProxyAddresses -join '|'}},
    @{n='GroupTypes';e={$_.GroupTypes -join '|'}}) |
  Export-Csv .\cloud-groups.csv` + exportUTF8},
	{Name: "graph-contacts", Role: Cloud, Text: `Connect-MgGraph -Scopes 'OrgContact.Read.All'
$sel = 'Id','DisplayName','Mail','MailNickname','ProxyAddresses','OnPremisesSyncEnabled'
Get-MgContact` + graphJoin + `cloud-contacts.csv` + exportUTF8},
	{Name: "recipients", Role: Cloud, Text: `Connect-ExchangeOnline
Get-EXORecipient -ResultSize Unlimited -Properties DisplayName,PrimarySmtpAddress,EmailAddresses,ExternalDirectoryObjectId |
  Select-Object DisplayName,RecipientTypeDetails,PrimarySmtpAddress,@{n='EmailAddresses';e={$_.EmailAddresses -join '|'}},ExternalDirectoryObjectId |
  Export-Csv .\cloud-recipients.csv` + exportUTF8},
	{Name: "domains", Role: Cloud, Text: `Connect-MgGraph -Scopes 'Domain.Read.All'
(Get-MgDomain -All | Where-Object IsVerified).Id -join ','`},
}
