package ui

// exportCommand is a script that makes an export with everything that presync
// needs.
type exportCommand struct {
	id     string
	script string
}

// exportCommands are shown on the landing view, to copy. An address list is joined
// with a bar because Export-Csv would write the name of its type otherwise.
var exportCommands = []exportCommand{
	{"powershell", `$p = 'sAMAccountName','userPrincipalName','mail','proxyAddresses','targetAddress','mailNickname','mS-DS-ConsistencyGuid','objectSid',
     'displayName','givenName','sn','title','department','company','physicalDeliveryOfficeName','telephoneNumber','mobile','facsimileTelephoneNumber',
     'streetAddress','l','st','postalCode','c','co','userAccountControl','isCriticalSystemObject','groupType',
     'msExchRecipientTypeDetails','msExchHideFromAddressLists','msExchMasterAccountSid','msRTCSIP-PrimaryUserAddress','adminDescription'
Get-ADObject -LDAPFilter '(|(&(objectCategory=person)(|(objectClass=user)(objectClass=contact)))(objectClass=group))' -Properties $p -ResultSetSize $null |
  Select-Object (@('DistinguishedName','ObjectClass','ObjectGUID') + ($p | Where-Object { $_ -notin 'proxyAddresses','mS-DS-ConsistencyGuid' }) +
    @{n='proxyAddresses';e={$_.proxyAddresses -join '|'}},
    @{n='mS-DS-ConsistencyGuid';e={ if ($_.'mS-DS-ConsistencyGuid') { [Convert]::ToBase64String([byte[]]$_.'mS-DS-ConsistencyGuid') } }}) |
  Export-Csv .\onprem.csv -NoTypeInformation -Encoding UTF8
`},
	{"builtin", `set ATTR=objectClass,objectGUID,objectSid,sAMAccountName,userPrincipalName,mail,proxyAddresses,targetAddress,mailNickname,mS-DS-ConsistencyGuid,displayName,givenName,sn,userAccountControl,isCriticalSystemObject,groupType,msExchRecipientTypeDetails,msExchHideFromAddressLists
ldifde -f onprem.ldf -u -r "(|(&(objectCategory=person)(|(objectClass=user)(objectClass=contact)))(objectClass=group))" -l "%ATTR%"
csvde  -f onprem.csv -u -r "(|(&(objectCategory=person)(|(objectClass=user)(objectClass=contact)))(objectClass=group))" -l "%ATTR%"
`},
	{"graph", `Connect-MgGraph -Scopes 'User.Read.All','Group.Read.All','OrgContact.Read.All'
$sel = 'Id','DisplayName','UserPrincipalName','Mail','MailNickname','ProxyAddresses','OnPremisesImmutableId','OnPremisesSyncEnabled','OnPremisesSecurityIdentifier','UserType','AccountEnabled'
Get-MgUser -All -Property $sel | Select-Object (@($sel | Where-Object { $_ -ne 'ProxyAddresses' }) + @{n='ProxyAddresses';e={$_.ProxyAddresses -join '|'}}) |
  Export-Csv .\cloud-users.csv -NoTypeInformation -Encoding UTF8
Get-MgDirectoryDeletedItemAsUser -All -Property ($sel + 'DeletedDateTime') | Select-Object (@($sel | Where-Object { $_ -ne 'ProxyAddresses' }) + 'DeletedDateTime' + @{n='ProxyAddresses';e={$_.ProxyAddresses -join '|'}}) |
  Export-Csv .\cloud-deleted.csv -NoTypeInformation -Encoding UTF8
`},
	{"exchange", `Connect-ExchangeOnline
Get-EXORecipient -ResultSize Unlimited -Properties DisplayName,PrimarySmtpAddress,EmailAddresses,ExternalDirectoryObjectId |
  Select-Object DisplayName,RecipientTypeDetails,PrimarySmtpAddress,@{n='EmailAddresses';e={$_.EmailAddresses -join '|'}},ExternalDirectoryObjectId |
  Export-Csv .\cloud-recipients.csv -NoTypeInformation -Encoding UTF8
`},
	{"domains", `(Get-MgDomain -All | Where-Object IsVerified).Id -join ','
`},
}
