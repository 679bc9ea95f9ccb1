package forest

// attribute is an attribute of an on-premises object, in the order in which an
// export lists them.
type attribute uint8

const (
	cn attribute = iota
	sn
	country
	city
	province
	title
	description
	postalCode
	office
	telephone
	fax
	givenName
	distinguishedName
	whenChanged
	displayName
	countryName
	department
	company
	proxyAddresses
	streetAddress
	targetAddress
	mailNickname
	objectGUID
	userAccountControl
	objectSID
	samAccountName
	groupType
	userPrincipalName
	mail
	mobile
	sipAddress
	recipientType
	attributeCount
)

// attributeInfo tells how an attribute is written.
type attributeInfo struct {
	name   string
	binary bool
	csv    bool // a column of the CSV file
}

var attributes = [attributeCount]attributeInfo{
	cn:                 {name: "cn", csv: true},
	sn:                 {name: "sn", csv: true},
	country:            {name: "c", csv: true},
	city:               {name: "l", csv: true},
	province:           {name: "st", csv: true},
	title:              {name: "title", csv: true},
	description:        {name: "description"},
	postalCode:         {name: "postalCode", csv: true},
	office:             {name: "physicalDeliveryOfficeName", csv: true},
	telephone:          {name: "telephoneNumber", csv: true},
	fax:                {name: "facsimileTelephoneNumber", csv: true},
	givenName:          {name: "givenName", csv: true},
	distinguishedName:  {name: "distinguishedName"},
	whenChanged:        {name: "whenChanged", csv: true},
	displayName:        {name: "displayName", csv: true},
	countryName:        {name: "co", csv: true},
	department:         {name: "department", csv: true},
	company:            {name: "company", csv: true},
	proxyAddresses:     {name: "proxyAddresses", csv: true},
	streetAddress:      {name: "streetAddress", csv: true},
	targetAddress:      {name: "targetAddress", csv: true},
	mailNickname:       {name: "mailNickname", csv: true},
	objectGUID:         {name: "objectGUID", binary: true, csv: true},
	userAccountControl: {name: "userAccountControl", csv: true},
	objectSID:          {name: "objectSid", binary: true, csv: true},
	samAccountName:     {name: "sAMAccountName", csv: true},
	groupType:          {name: "groupType", csv: true},
	userPrincipalName:  {name: "userPrincipalName", csv: true},
	mail:               {name: "mail", csv: true},
	mobile:             {name: "mobile", csv: true},
	sipAddress:         {name: "msRTCSIP-PrimaryUserAddress", csv: true},
	recipientType:      {name: "msExchRecipientTypeDetails", csv: true},
}

// objectClasses are the values of objectClass, from the most general one down.
var objectClasses = [...][]string{
	user:    {"top", "person", "organizationalPerson", "user"},
	group:   {"top", "group"},
	contact: {"top", "person", "organizationalPerson", "contact"},
	unit:    {"top", "organizationalUnit"},
}
