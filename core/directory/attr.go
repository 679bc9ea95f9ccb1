// Package directory says what a directory object is: its attributes, its
// distinguished name, addresses, anchors and security identifiers, and the
// compact store that keeps millions of them in memory.
//
// Everything here is plain Go. Values are kept as the bytes of the export (text
// as UTF-8, binary values raw); nothing is normalised on the way in, because a
// leading blank or a wrong letter case may be the very defect to report.
package directory

import "strings"

// Attr names one attribute that presync keeps. Attributes that no rule, no
// match and no table needs are not stored; they can still be read back from the
// source file through Location.
type Attr uint8

// The attributes, on-premises ones by their LDAP name, cloud ones by the name
// that Microsoft Graph gives them.
const (
	AttrNone Attr = iota

	// Identity.
	DN
	ObjectClass // the structural class only, as csvde prints it
	CN
	ObjectGUID      // 16 raw bytes in stored order
	ConsistencyGUID // mS-DS-ConsistencyGuid, raw bytes
	ObjectSID       // raw bytes
	SAMAccountName
	UserPrincipalName

	// Addresses.
	Mail
	ProxyAddresses
	TargetAddress
	MailNickname
	SIPAddress // msRTCSIP-PrimaryUserAddress

	// What a person reads in the address list.
	DisplayName
	GivenName
	Surname
	Title
	Department
	Company
	Office
	TelephoneNumber
	Mobile
	Fax
	StreetAddress
	City
	Province // st
	PostalCode
	CountryCode // c
	Country     // co

	// What decides about scope.
	ObjectCategory // IdFix's filter asks for it
	UserAccountControl
	IsCriticalSystemObject
	GroupType
	RecipientTypeDetails // msExchRecipientTypeDetails, decimal
	HideFromAddressLists
	MasterAccountSID // msExchMasterAccountSid, raw bytes
	AdminDescription
	HomeMDB
	UserCertificate // the number of values, as decimal text
	Member          // the number of values, as decimal text

	// What organisations choose as source anchor beside the GUIDs.
	EmployeeID
	EmployeeNumber
	ExtensionAttribute1
	ExtensionAttribute2
	ExtensionAttribute3
	ExtensionAttribute4
	ExtensionAttribute5
	ExtensionAttribute6
	ExtensionAttribute7
	ExtensionAttribute8
	ExtensionAttribute9
	ExtensionAttribute10
	ExtensionAttribute11
	ExtensionAttribute12
	ExtensionAttribute13
	ExtensionAttribute14
	ExtensionAttribute15

	// Cloud only.
	CloudID
	ImmutableID
	PrimarySMTP        // PrimarySmtpAddress of Exchange Online
	SyncEnabled        // onPremisesSyncEnabled: true, false or empty
	LastDirSync        // a time; a value means that the object is synchronised
	AccountEnabled     // true or false, also for Enabled and inverted columns
	UserType           // Member or Guest
	DeletedDateTime    // a value means soft-deleted
	OnPremObjectID     // onPremisesObjectIdentifier
	OnPremSID          // onPremisesSecurityIdentifier, raw bytes
	CloudManaged       // onPremisesSyncBehavior.isCloudManaged
	RecipientType      // RecipientTypeDetails of Exchange Online, a word
	GroupTypes         // Graph: Unified for Microsoft 365 groups
	MailEnabled        // Graph groups
	SecurityEnabled    // Graph groups
	AssignedLicenses   // Licenses, AssignedLicenses
	AlternateEmail     // recognised so that it is not reported as unknown
	WhenCreated        // recognised, shown, not judged
	ProvisioningErrors // onPremisesProvisioningErrors

	attrEnd
)

// AttrCount is the number of attributes, AttrNone included; use it to size
// tables indexed by Attr.
const AttrCount = int(attrEnd)

// Kind says how the bytes of a value are to be read.
type Kind uint8

// The kinds of value.
const (
	Text    Kind = iota // UTF-8 as exported
	GUID                // 16 raw bytes, mixed-endian as Windows stores them
	SID                 // raw security identifier
	Counted             // decimal number of values; the values are not kept
)

// AttrInfo describes an attribute.
type AttrInfo struct {
	// Name is the LDAP name, or the Graph name of a cloud attribute, in its usual
	// spelling. It is the canonical name in every output.
	Name string
	Kind Kind
	// Multi: the attribute holds a set of values.
	Multi bool
	// Shared: few distinct values, so equal ones are stored once.
	Shared bool
}

var attrInfo = [AttrCount]AttrInfo{
	AttrNone:               {Name: ""},
	DN:                     {Name: "distinguishedName"},
	ObjectClass:            {Name: "objectClass", Shared: true},
	CN:                     {Name: "cn"},
	ObjectGUID:             {Name: "objectGUID", Kind: GUID},
	ConsistencyGUID:        {Name: "mS-DS-ConsistencyGuid", Kind: GUID},
	ObjectSID:              {Name: "objectSid", Kind: SID},
	SAMAccountName:         {Name: "sAMAccountName"},
	UserPrincipalName:      {Name: "userPrincipalName"},
	Mail:                   {Name: "mail"},
	ProxyAddresses:         {Name: "proxyAddresses", Multi: true},
	TargetAddress:          {Name: "targetAddress"},
	MailNickname:           {Name: "mailNickname"},
	SIPAddress:             {Name: "msRTCSIP-PrimaryUserAddress"},
	DisplayName:            {Name: "displayName"},
	GivenName:              {Name: "givenName", Shared: true},
	Surname:                {Name: "sn", Shared: true},
	Title:                  {Name: "title", Shared: true},
	Department:             {Name: "department", Shared: true},
	Company:                {Name: "company", Shared: true},
	Office:                 {Name: "physicalDeliveryOfficeName", Shared: true},
	TelephoneNumber:        {Name: "telephoneNumber"},
	Mobile:                 {Name: "mobile"},
	Fax:                    {Name: "facsimileTelephoneNumber"},
	StreetAddress:          {Name: "streetAddress", Shared: true},
	City:                   {Name: "l", Shared: true},
	Province:               {Name: "st", Shared: true},
	PostalCode:             {Name: "postalCode", Shared: true},
	CountryCode:            {Name: "c", Shared: true},
	Country:                {Name: "co", Shared: true},
	ObjectCategory:         {Name: "objectCategory", Shared: true},
	UserAccountControl:     {Name: "userAccountControl", Shared: true},
	IsCriticalSystemObject: {Name: "isCriticalSystemObject", Shared: true},
	GroupType:              {Name: "groupType", Shared: true},
	RecipientTypeDetails:   {Name: "msExchRecipientTypeDetails", Shared: true},
	HideFromAddressLists:   {Name: "msExchHideFromAddressLists", Shared: true},
	MasterAccountSID:       {Name: "msExchMasterAccountSid", Kind: SID},
	AdminDescription:       {Name: "adminDescription", Shared: true},
	HomeMDB:                {Name: "homeMDB", Shared: true},
	UserCertificate:        {Name: "userCertificate", Kind: Counted, Shared: true},
	Member:                 {Name: "member", Kind: Counted, Shared: true},
	EmployeeID:             {Name: "employeeID"},
	EmployeeNumber:         {Name: "employeeNumber"},
	ExtensionAttribute1:    {Name: "extensionAttribute1"},
	ExtensionAttribute2:    {Name: "extensionAttribute2"},
	ExtensionAttribute3:    {Name: "extensionAttribute3"},
	ExtensionAttribute4:    {Name: "extensionAttribute4"},
	ExtensionAttribute5:    {Name: "extensionAttribute5"},
	ExtensionAttribute6:    {Name: "extensionAttribute6"},
	ExtensionAttribute7:    {Name: "extensionAttribute7"},
	ExtensionAttribute8:    {Name: "extensionAttribute8"},
	ExtensionAttribute9:    {Name: "extensionAttribute9"},
	ExtensionAttribute10:   {Name: "extensionAttribute10"},
	ExtensionAttribute11:   {Name: "extensionAttribute11"},
	ExtensionAttribute12:   {Name: "extensionAttribute12"},
	ExtensionAttribute13:   {Name: "extensionAttribute13"},
	ExtensionAttribute14:   {Name: "extensionAttribute14"},
	ExtensionAttribute15:   {Name: "extensionAttribute15"},
	CloudID:                {Name: "id"},
	ImmutableID:            {Name: "onPremisesImmutableId"},
	PrimarySMTP:            {Name: "primarySmtpAddress"},
	SyncEnabled:            {Name: "onPremisesSyncEnabled", Shared: true},
	LastDirSync:            {Name: "onPremisesLastSyncDateTime", Shared: true},
	AccountEnabled:         {Name: "accountEnabled", Shared: true},
	UserType:               {Name: "userType", Shared: true},
	DeletedDateTime:        {Name: "deletedDateTime"},
	OnPremObjectID:         {Name: "onPremisesObjectIdentifier"},
	OnPremSID:              {Name: "onPremisesSecurityIdentifier", Kind: SID},
	CloudManaged:           {Name: "isCloudManaged", Shared: true},
	RecipientType:          {Name: "recipientTypeDetails", Shared: true},
	GroupTypes:             {Name: "groupTypes", Shared: true, Multi: true},
	MailEnabled:            {Name: "mailEnabled", Shared: true},
	SecurityEnabled:        {Name: "securityEnabled", Shared: true},
	AssignedLicenses:       {Name: "assignedLicenses", Shared: true},
	AlternateEmail:         {Name: "otherMails", Multi: true},
	WhenCreated:            {Name: "createdDateTime"},
	ProvisioningErrors:     {Name: "onPremisesProvisioningErrors"},
}

// Info returns the description of a.
func (a Attr) Info() AttrInfo {
	if int(a) >= AttrCount {
		return AttrInfo{}
	}
	return attrInfo[a]
}

// String returns the canonical name of a.
func (a Attr) String() string { return a.Info().Name }

// AttrByName finds an attribute by its canonical name, letter case ignored.
func AttrByName(name string) (Attr, bool) {
	for a := AttrNone + 1; a < attrEnd; a++ {
		if strings.EqualFold(attrInfo[a].Name, name) {
			return a, true
		}
	}
	return AttrNone, false
}

// AttrSet is a set of attributes.
type AttrSet struct{ bits [(AttrCount + 63) / 64]uint64 }

// Add puts a into the set.
func (s *AttrSet) Add(a Attr) { s.bits[a>>6] |= 1 << (a & 63) }

// Remove takes a out of the set.
func (s *AttrSet) Remove(a Attr) { s.bits[a>>6] &^= 1 << (a & 63) }

// Has reports whether a is in the set.
func (s AttrSet) Has(a Attr) bool { return s.bits[a>>6]&(1<<(a&63)) != 0 }

// Union adds all of o.
func (s *AttrSet) Union(o AttrSet) {
	for i := range s.bits {
		s.bits[i] |= o.bits[i]
	}
}

// List returns the members in the order of the constants.
func (s AttrSet) List() []Attr {
	var out []Attr
	for a := AttrNone + 1; a < attrEnd; a++ {
		if s.Has(a) {
			out = append(out, a)
		}
	}
	return out
}
