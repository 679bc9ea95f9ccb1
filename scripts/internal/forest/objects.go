package forest

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// base is the domain of the forest.
const base = "DC=contoso,DC=com"

var (
	departments = []string{"Sales", "Finance", "Operations", "Research", "Marketing", "Human Resources", "Information Technology", "Legal", "Customer Service", "Procurement"}
	titles      = []string{"Analyst", "Manager", "Engineer", "Assistant", "Director", "Consultant", "Specialist", "Coordinator", "Architect", "Trainee"}
	companies   = []string{"Contoso", "Contoso Energy", "Contoso Logistics"}
	partners    = []string{"fabrikam.com", "northwindtraders.com", "adatum.com", "proseware.com"}
	projects    = []string{"Aurora", "Boreas", "Cascade", "Delta", "Everest", "Fjord", "Glacier", "Horizon"}
)

// identity is who a user or contact is.
type identity struct {
	person
	full  string // cn and display name
	alias string
}

// who gives the person of object i. There are fewer people than objects in a large
// forest, so later namesakes have a number.
func (f *Forest) who(i int) identity {
	// A stride that has no factor in common with the number of people visits all of them.
	p := f.people[(uint64(i)*7919+f.seed)%uint64(len(f.people))]
	id := identity{person: p, full: p.given + " " + p.sur, alias: p.alias}
	if namesake := i / len(f.people); namesake > 0 {
		n := strconv.Itoa(namesake)
		id.full += " " + n
		id.alias += n
	}
	return id
}

// address is the primary address, and sign-in name, of user i.
func (f *Forest) address(i int) string {
	id := f.who(i)
	return id.alias + "@" + id.culture.domain
}

// guid gives the objectGUID of object i.
func (f *Forest) guid(i int) string {
	var b [16]byte
	binary.LittleEndian.PutUint64(b[:8], f.random(i, saltGUID))
	binary.LittleEndian.PutUint64(b[8:], f.random(i, saltGUIDTail))
	b[7] = b[7]&0x0f | 0x40 // version 4; the third field is stored little-endian
	b[8] = b[8]&0x3f | 0x80
	return string(b[:])
}

// sid gives the objectSid of object i: S-1-5-21-... with a number from 1105 on.
func sid(i int) string {
	b := []byte{1, 5, 0, 0, 0, 0, 0, 5}
	for _, part := range []uint32{21, 1908711140, 209524994, 2501478566, uint32(1105 + i)} {
		b = binary.LittleEndian.AppendUint32(b, part)
	}
	return string(b)
}

func (f *Forest) setCommon(o *object, full, dn string) {
	i := o.index
	o.dn = dn
	o.set(cn, full)
	o.set(distinguishedName, dn)
	r := f.random(i, saltTimes)
	o.set(whenChanged, fmt.Sprintf("2026%02d%02d%02d%02d15.0Z", 1+r>>12%9, 1+r>>20%28, r>>28%24, r>>36%60))
	o.set(objectGUID, f.guid(i))
}

func (f *Forest) fillUser(o *object) {
	i := o.index
	id := f.who(i)
	job, where, phone := f.random(i, saltJob), f.random(i, saltPlace), f.random(i, saltPhone)
	dept := pick(departments, job)
	at := pick(id.culture.places, where)
	f.setCommon(o, id.full, fmt.Sprintf("CN=%s,OU=%s,OU=%s,OU=Staff,%s", id.full, dept, id.culture.code, base))
	o.set(sn, id.sur)
	o.set(givenName, id.given)
	o.set(displayName, id.full)
	o.set(title, pick(titles, job>>8))
	o.set(department, dept)
	o.set(company, pick(companies, job>>16))
	o.set(country, id.culture.code)
	o.set(countryName, id.culture.name)
	o.set(city, at.city)
	o.set(province, at.province)
	o.set(postalCode, at.postal)
	o.set(streetAddress, at.street+" "+strconv.FormatUint(1+where>>8%120, 10))
	o.set(office, at.city+" "+strconv.FormatUint(1+where>>16%9, 10))
	o.set(telephone, id.culture.phone+digits(phone))
	o.set(mobile, id.culture.phone+digits(phone>>16))
	o.set(fax, id.culture.phone+digits(phone>>32))
	f.setAccount(o, id)
	f.setMailbox(o, id)
}

func digits(r uint64) string { return strconv.FormatUint(1000+r%9000, 10) }

// setAccount sets what Windows needs to sign a user in.
func (f *Forest) setAccount(o *object, id identity) {
	i := o.index
	control := "512"
	if f.random(i, saltTimes)>>40%50 == 0 {
		control = "514" // disabled
	}
	given, sur, _ := strings.Cut(id.person.alias, ".")
	o.set(userAccountControl, control)
	o.set(objectSID, sid(i))
	o.set(samAccountName, sur[:min(8, len(sur))]+given[:1]+strconv.Itoa(i))
	o.set(userPrincipalName, f.address(i))
}

// setMailbox sets what Exchange needs: two to six addresses.
func (f *Forest) setMailbox(o *object, id identity) {
	r := f.random(o.index, saltAddresses)
	primary := f.address(o.index)
	given, sur, _ := strings.Cut(id.alias, ".")
	o.set(mail, primary)
	o.set(mailNickname, id.alias)
	o.set(recipientType, "1")
	extra := [...]string{
		"smtp:" + sur + "." + given + "@" + id.culture.domain,
		"X500:/o=Contoso/ou=Legacy/cn=Recipients/cn=" + id.alias,
		"smtp:" + id.alias + "@mail." + id.culture.domain,
		"sip:" + primary,
		"smtp:" + id.alias + "@legacy.contoso.com",
	}
	o.set(proxyAddresses, "SMTP:"+primary)
	for _, v := range extra[:1+r%5] {
		o.add(proxyAddresses, v)
	}
	if r%5 >= 3 {
		o.set(sipAddress, "sip:"+primary)
	}
}

func (f *Forest) fillGroup(o *object) {
	i := o.index
	r := f.random(i, saltJob)
	full := fmt.Sprintf("%s %s %d", pick(projects, r), pick(departments, r>>8), i)
	alias := strings.ToLower(strings.ReplaceAll(full, " ", "-"))
	f.setCommon(o, full, fmt.Sprintf("CN=%s,OU=Groups,%s", full, base))
	o.set(displayName, full)
	o.set(description, "Members of the project "+full)
	o.set(samAccountName, alias)
	o.set(objectSID, sid(i))
	o.set(groupType, "-2147483646") // global security group
	if r>>16%3 == 0 {
		return
	}
	o.set(groupType, "-2147483640") // universal security group
	o.set(mail, alias+"@contoso.com")
	o.set(mailNickname, alias)
	o.set(proxyAddresses, "SMTP:"+alias+"@contoso.com", "smtp:"+alias+"@legacy.contoso.com")
}

func (f *Forest) fillContact(o *object) {
	i := o.index
	id := f.who(i)
	address := id.alias + "@" + pick(partners, f.random(i, saltAddresses))
	f.setCommon(o, id.full, fmt.Sprintf("CN=%s,OU=Contacts,%s", id.full, base))
	o.set(sn, id.sur)
	o.set(givenName, id.given)
	o.set(displayName, id.full)
	o.set(company, pick(companies, f.random(i, saltJob)))
	o.set(telephone, id.culture.phone+digits(f.random(i, saltPhone)))
	o.set(mail, address)
	o.set(mailNickname, "ext."+id.alias)
	o.set(targetAddress, "SMTP:"+address)
	o.set(proxyAddresses, "SMTP:"+address, "X500:/o=Contoso/ou=External/cn=Recipients/cn="+id.alias)
	o.set(recipientType, "64")
}

func (f *Forest) fillUnit(o *object) {
	full := "Site " + strconv.Itoa(o.index)
	f.setCommon(o, full, fmt.Sprintf("OU=%s,OU=Staff,%s", full, base))
	o.clear(cn)
	o.set(description, "Accounts of "+full)
}
