package ingest

import (
	"strings"

	"presync/core/directory"
)

// conversion says how the cells of a column become values.
type conversion uint8

const (
	asText        conversion = iota
	asDN                     // a distinguished name
	asAddresses              // addresses joined by one of several characters
	asWords                  // a list of words
	asCount                  // only the number of values
	asGUID                   // any notation of a GUID, to 16 bytes
	asSID                    // any notation of a security identifier
	asBool                   // true or false in lower case
	asInverseBool            // a column that says the opposite
	asLDAPBool               // TRUE or FALSE, as LDAP writes them
	asClass                  // objectClass
	asRecipient              // RecipientTypeDetails of Exchange
	asGroupScope             // GroupScope of Get-ADGroup, half of groupType
	asGroupKind              // GroupCategory of Get-ADGroup, the other half
	asODataType              // @odata.type of Graph
)

// meaning is what a header name stands for.
type meaning struct {
	attr directory.Attr
	conv conversion
}

// Header names are compared without letter case, blanks, underscores and hyphens.
// They come from the documents and samples of each export: csvde and ldifde print
// LDAP names, the Active Directory module has names of its own, and each cloud
// tool has another spelling.

// commonNames mean the same in every export.
var commonNames = map[string]meaning{
	"surname":             {attr: directory.Surname},
	"lastname":            {attr: directory.Surname},
	"firstname":           {attr: directory.GivenName},
	"emailaddress":        {attr: directory.Mail},
	"windowsemailaddress": {attr: directory.Mail},
	"email":               {attr: directory.Mail},
	"emailaddresses":      {attr: directory.ProxyAddresses, conv: asAddresses},
	"alias":               {attr: directory.MailNickname},
	"office":              {attr: directory.Office},
	"officelocation":      {attr: directory.Office},
	"officephone":         {attr: directory.TelephoneNumber},
	"phonenumber":         {attr: directory.TelephoneNumber},
	"phone":               {attr: directory.TelephoneNumber},
	"businessphones":      {attr: directory.TelephoneNumber},
	"mobilephone":         {attr: directory.Mobile},
	"fax":                 {attr: directory.Fax},
	"faxnumber":           {attr: directory.Fax},
	"city":                {attr: directory.City},
	"state":               {attr: directory.Province},
	"stateorprovince":     {attr: directory.Province},
	"jobtitle":            {attr: directory.Title},
	"companyname":         {attr: directory.Company},
	"enabled":             {attr: directory.AccountEnabled, conv: asBool},
	"accountenabled":      {attr: directory.AccountEnabled, conv: asBool},
	"consistencyguid":     {attr: directory.ConsistencyGUID, conv: asGUID},
	"primarysmtpaddress":  {attr: directory.PrimarySMTP},
}

// onPremNames mean this in exports of Active Directory.
var onPremNames = map[string]meaning{
	"dn":            {attr: directory.DN, conv: asDN},
	"guid":          {attr: directory.ObjectGUID, conv: asGUID},
	"sid":           {attr: directory.ObjectSID, conv: asSID},
	"name":          {attr: directory.CN},
	"country":       {attr: directory.CountryCode},
	"groupscope":    {attr: directory.GroupType, conv: asGroupScope},
	"groupcategory": {attr: directory.GroupType, conv: asGroupKind},
}

// cloudNames mean this in exports of Entra ID, Microsoft 365 and Exchange Online.
var cloudNames = map[string]meaning{
	"id":                                    {attr: directory.CloudID},
	"objectid":                              {attr: directory.CloudID},
	"externaldirectoryobjectid":             {attr: directory.CloudID},
	"immutableid":                           {attr: directory.ImmutableID},
	"sourceanchor":                          {attr: directory.ImmutableID},
	"microsoftonlineservicesid":             {attr: directory.UserPrincipalName},
	"windowsliveid":                         {attr: directory.UserPrincipalName},
	"dirsyncenabled":                        {attr: directory.SyncEnabled, conv: asBool},
	"directorysynced":                       {attr: directory.SyncEnabled, conv: asBool},
	"isdirsynced":                           {attr: directory.SyncEnabled, conv: asBool},
	"lastdirsynctime":                       {attr: directory.LastDirSync},
	"blockcredential":                       {attr: directory.AccountEnabled, conv: asInverseBool},
	"softdeletiontimestamp":                 {attr: directory.DeletedDateTime},
	"onpremisessyncbehavior":                {attr: directory.CloudManaged, conv: asBool},
	"onpremisessyncbehavior.iscloudmanaged": {attr: directory.CloudManaged, conv: asBool},
	"country":                               {attr: directory.Country},
	"countryorregion":                       {attr: directory.Country},
	"country/region":                        {attr: directory.Country},
	"licenses":                              {attr: directory.AssignedLicenses},
	"alternateemailaddress":                 {attr: directory.AlternateEmail},
	"alternateemailaddresses":               {attr: directory.AlternateEmail},
	"whencreated":                           {attr: directory.WhenCreated},
	"dirsyncprovisioningerrors":             {attr: directory.ProvisioningErrors},
	"@odata.type":                           {conv: asODataType},
	"odata.type":                            {conv: asODataType},
}

// cloudConversions are the forms of the cloud attributes under their Graph names.
var cloudConversions = map[directory.Attr]conversion{
	directory.SyncEnabled:     asBool,
	directory.CloudManaged:    asBool,
	directory.MailEnabled:     asBool,
	directory.SecurityEnabled: asBool,
	directory.AccountEnabled:  asBool,
	directory.OnPremSID:       asSID,
	directory.GroupTypes:      asWords,
	directory.ProxyAddresses:  asAddresses,
	directory.RecipientType:   asRecipient,
}

// ldapConversions are the forms of the on-premises attributes under their LDAP
// names.
var ldapConversions = map[directory.Attr]conversion{
	directory.DN:                     asDN,
	directory.ObjectGUID:             asGUID,
	directory.ConsistencyGUID:        asGUID,
	directory.ObjectSID:              asSID,
	directory.MasterAccountSID:       asSID,
	directory.UserCertificate:        asCount,
	directory.Member:                 asCount,
	directory.ObjectClass:            asClass,
	directory.ProxyAddresses:         asAddresses,
	directory.IsCriticalSystemObject: asLDAPBool,
	directory.HideFromAddressLists:   asLDAPBool,
}

// canonicalNames are all attributes under the names of directory.Attr.
var canonicalNames = func() map[string]directory.Attr {
	m := map[string]directory.Attr{}
	for a := directory.AttrNone + 1; int(a) < directory.AttrCount; a++ {
		m[normalise(a.String())] = a
	}
	m["msdsconsistencyguid"] = directory.ConsistencyGUID
	return m
}()

// normalise makes a header name comparable.
func normalise(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '_' || r == '-' || r == '\u00A0' || r == '\uFEFF':
			return -1
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, strings.TrimSpace(name))
}

// lookupHeader finds what a normalised name means in a file of a role and shape.
func lookupHeader(name string, role Role, shape Shape) (meaning, bool) {
	if shape == ShapeEXO {
		switch name {
		case "id", "distinguishedname", "guid": // of Exchange's own directory
			return meaning{}, false
		case "recipienttype":
			return meaning{attr: directory.RecipientType, conv: asRecipient}, true
		}
	}
	side := onPremNames
	if role == Cloud {
		side = cloudNames
	}
	if m, ok := side[name]; ok {
		return m, true
	}
	if m, ok := commonNames[name]; ok {
		return m, true
	}
	a, ok := canonicalNames[name]
	if !ok {
		return meaning{}, false
	}
	if role == Cloud {
		if a == directory.DN || a == directory.CN || a == directory.ObjectClass {
			return meaning{}, false
		}
		return meaning{attr: a, conv: cloudConversions[a]}, true
	}
	if a >= directory.CloudID {
		return meaning{}, false
	}
	return meaning{attr: a, conv: ldapConversions[a]}, true
}

// namedAttribute reports whether an attribute holds names of people, in which a
// wrong encoding shows.
func namedAttribute(a directory.Attr) bool {
	switch a {
	case directory.CN, directory.DisplayName, directory.GivenName, directory.Surname:
		return true
	}
	return false
}
