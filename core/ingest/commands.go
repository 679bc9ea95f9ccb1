package ingest

// Command is a command that makes a complete export. Its title is in the message
// catalogue under "command." followed by its name.
type Command struct {
	Name string `json:"name"`
	Role Role   `json:"role"`
	Text string `json:"text"` // to be copied as it is
}

// Commands are the commands that make complete exports.
func Commands() []Command { return commands }

// commandFor is the command that makes a complete export with the tool that wrote a
// file, or with the one that is nearest to it.
func commandFor(rep *Report) string {
	switch {
	case rep.Role == Cloud && rep.Shape == ShapeEXO:
		return "recipients"
	case rep.Role == Cloud:
		return "graph"
	case rep.Shape == ShapeLDIF:
		return "ldifde"
	case rep.Shape == ShapeCSVDE:
		return "csvde"
	}
	return "ad-powershell"
}

const (
	ldapFilter = `(|(&(objectCategory=person)(|(objectClass=user)(objectClass=contact)))(objectClass=group))`
	ldapList   = `objectClass,objectGUID,objectSid,sAMAccountName,userPrincipalName,mail,proxyAddresses,targetAddress,mailNickname,` +
		`mS-DS-ConsistencyGuid,displayName,givenName,sn,title,department,company,physicalDeliveryOfficeName,telephoneNumber,mobile,` +
		`facsimileTelephoneNumber,streetAddress,l,st,postalCode,c,co,userAccountControl,isCriticalSystemObject,groupType,` +
		`msExchRecipientTypeDetails,msExchHideFromAddressLists,msExchMasterAccountSid,msRTCSIP-PrimaryUserAddress,adminDescription`
)

var commands = []Command{
	{Name: "ldifde", Role: OnPrem, Text: `ldifde -f onprem.ldf -u -r "` + ldapFilter + `" -l "` + ldapList + `"`},
	{Name: "csvde", Role: OnPrem, Text: `csvde -f onprem.csv -u -r "` + ldapFilter + `" -l "` + ldapList + `"`},
	{Name: "ad-powershell", Role: OnPrem, Text: `$p = 'sAMAccountName','userPrincipalName','mail','proxyAddresses','targetAddress','mailNickname','mS-DS-ConsistencyGuid','objectSid',
     'displayName','givenName','sn','title','department','company','physicalDeliveryOfficeName','telephoneNumber','mobile','facsimileTelephoneNumber',
     'streetAddress','l','st','postalCode','c','co','userAccountControl','isCriticalSystemObject','groupType',
     'msExchRecipientTypeDetails','msExchHideFromAddressLists','msExchMasterAccountSid','msRTCSIP-PrimaryUserAddress','adminDescription'
Get-ADObject -LDAPFilter '` + ldapFilter + `' -Properties $p -ResultSetSize $null |
  Select-Object (@('DistinguishedName','ObjectClass','ObjectGUID') + ($p | Where-Object { $_ -notin 'proxyAddresses','mS-DS-ConsistencyGuid' }) +
    @{n='proxyAddresses';e={$_.proxyAddresses -join '|'}},
    @{n='mS-DS-ConsistencyGuid';e={ if ($_.'mS-DS-ConsistencyGuid') { [Convert]::ToBase64String([byte[]]$_.'mS-DS-ConsistencyGuid') } }}) |
  Export-Csv .\onprem.csv -NoTypeInformation -Encoding UTF8`},
	{Name: "graph", Role: Cloud, Text: `Connect-MgGraph -Scopes 'User.Read.All','Group.Read.All','OrgContact.Read.All'
$sel = 'Id','DisplayName','UserPrincipalName','Mail','MailNickname','ProxyAddresses','OnPremisesImmutableId','OnPremisesSyncEnabled','OnPremisesSecurityIdentifier','UserType','AccountEnabled'
Get-MgUser -All -Property $sel | Select-Object (@($sel | Where-Object { $_ -ne 'ProxyAddresses' }) + @{n='ProxyAddresses';e={$_.ProxyAddresses -join '|'}}) |
  Export-Csv .\cloud-users.csv -NoTypeInformation -Encoding UTF8`},
	{Name: "graph-deleted", Role: Cloud, Text: `Connect-MgGraph -Scopes 'User.Read.All'
$sel = 'Id','DisplayName','UserPrincipalName','Mail','MailNickname','ProxyAddresses','OnPremisesImmutableId','OnPremisesSyncEnabled','UserType','AccountEnabled','DeletedDateTime'
Get-MgDirectoryDeletedItemAsUser -All -Property $sel | Select-Object (@($sel | Where-Object { $_ -ne 'ProxyAddresses' }) + @{n='ProxyAddresses';e={$_.ProxyAddresses -join '|'}}) |
  Export-Csv .\cloud-deleted-users.csv -NoTypeInformation -Encoding UTF8`},
	{Name: "recipients", Role: Cloud, Text: `Get-EXORecipient -ResultSize Unlimited -Properties DisplayName,PrimarySmtpAddress,EmailAddresses,ExternalDirectoryObjectId,IsDirSynced |
  Select-Object DisplayName,RecipientTypeDetails,PrimarySmtpAddress,@{n='EmailAddresses';e={$_.EmailAddresses -join '|'}},ExternalDirectoryObjectId,IsDirSynced |
  Export-Csv .\cloud-recipients.csv -NoTypeInformation -Encoding UTF8`},
	{Name: "domains", Role: Cloud, Text: `(Get-MgDomain -All | Where-Object IsVerified).Id -join ','`},
}
