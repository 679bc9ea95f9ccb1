package ingest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"io"
	"testing"

	"presync/core/directory"
)

// person is an invented object with the attributes that ldifde writes for a user
// with a mailbox.
type person struct {
	given, sn, name, alias, dept, city string
	guid                               [16]byte
	sid                                [28]byte
}

func invent(i int) person {
	givens := []string{"Bruno", "Anna", "Maria", "Johan", "Åsa", "Ivan", "Elena", "Pieter", "Sofie", "Lars"}
	names := []string{"Silva", "Berg", "Öberg", "de Vries", "Petrov", "Jansen", "Lindqvist", "Garcia", "Haddad", "Green"}
	p := person{given: givens[i%10], sn: names[i/10%10], dept: fmt.Sprintf("Department %d", i%40), city: []string{"Solna", "Utrecht", "Sofia"}[i%3]}
	p.name = fmt.Sprintf("%s %s %d", p.given, p.sn, i)
	p.alias = fmt.Sprintf("user.number%d", i)
	binary.LittleEndian.PutUint64(p.guid[:], uint64(i)*0x9E3779B97F4A7C15)
	binary.LittleEndian.PutUint64(p.guid[8:], uint64(i)*0xBF58476D1CE4E5B9)
	copy(p.sid[:], "\x01\x05\x00\x00\x00\x00\x00\x05\x15\x00\x00\x00")
	binary.LittleEndian.PutUint32(p.sid[24:], uint32(i))
	return p
}

func writeLine(b *bytes.Buffer, name, value string) {
	line := name + ": " + value
	for _, c := range []byte(value) {
		if c >= 0x80 {
			line = name + ":: " + base64.StdEncoding.EncodeToString([]byte(value))
			break
		}
	}
	for len(line) > 80 {
		b.WriteString(line[:80] + "\r\n ")
		line = line[80:]
	}
	b.WriteString(line + "\r\n")
}

// ldifExport makes an export of n objects of about 1.15 KB as ldifde writes it.
func ldifExport(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		p := invent(i)
		w := func(name, value string) { writeLine(&b, name, value) }
		w("dn", "CN="+p.name+",OU="+p.dept+",OU=Accounts,DC=contoso,DC=com")
		w("changetype", "add")
		for _, c := range []string{"top", "person", "organizationalPerson", "user"} {
			w("objectClass", c)
		}
		w("cn", p.name)
		w("sn", p.sn)
		w("givenName", p.given)
		w("distinguishedName", "CN="+p.name+",OU="+p.dept+",OU=Accounts,DC=contoso,DC=com")
		w("instanceType", "4")
		w("whenCreated", "20200913224841.0Z")
		w("whenChanged", "20200913224841.0Z")
		w("displayName", p.name)
		w("department", p.dept)
		w("company", "Contoso Ltd.")
		w("l", p.city)
		w("title", "Consultant")
		w("c", "SE")
		w("telephoneNumber", fmt.Sprintf("+46 8 555 %05d", i%100000))
		w("physicalDeliveryOfficeName", fmt.Sprintf("Building %d", i%25))
		w("proxyAddresses", "SMTP:"+p.alias+"@contoso.com")
		for k := range i % 5 {
			w("proxyAddresses", fmt.Sprintf("smtp:%s.alias%d@contoso.com", p.alias, k))
		}
		w("proxyAddresses", "X500:/o=Contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn="+p.alias)
		w("mailNickname", p.alias)
		b.WriteString("objectGUID:: " + base64.StdEncoding.EncodeToString(p.guid[:]) + "\r\n")
		w("userAccountControl", "512")
		b.WriteString("objectSid:: " + base64.StdEncoding.EncodeToString(p.sid[:]) + "\r\n")
		w("sAMAccountName", p.alias)
		w("userPrincipalName", p.alias+"@contoso.com")
		w("mail", p.alias+"@contoso.com")
		w("msExchRecipientTypeDetails", "1")
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

// csvExport makes the same objects as csvde writes them.
func csvExport(n int) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"DN", "objectClass", "cn", "sn", "givenName", "distinguishedName", "instanceType", "whenCreated", "displayName", "department",
		"company", "l", "title", "c", "telephoneNumber", "proxyAddresses", "mailNickname", "objectGUID", "userAccountControl", "objectSid",
		"sAMAccountName", "userPrincipalName", "mail", "msExchRecipientTypeDetails"})
	for i := range n {
		p := invent(i)
		dn := "CN=" + p.name + ",OU=" + p.dept + ",OU=Accounts,DC=contoso,DC=com"
		proxies := "SMTP:" + p.alias + "@contoso.com"
		for k := range i % 5 {
			proxies += fmt.Sprintf(";smtp:%s.alias%d@contoso.com", p.alias, k)
		}
		_ = w.Write([]string{dn, "user", p.name, p.sn, p.given, dn, "4", "20200913224841.0Z", p.name, p.dept, "Contoso Ltd.", p.city, "Consultant", "SE",
			fmt.Sprintf("+46 8 555 %05d", i%100000), proxies, p.alias, fmt.Sprintf("X'%x'", p.guid), "512", fmt.Sprintf("X'%x'", p.sid),
			p.alias, p.alias + "@contoso.com", p.alias + "@contoso.com", "1"})
	}
	w.Flush()
	return b.Bytes()
}

func benchmarkLoad(b *testing.B, name string, text []byte, n int) {
	b.SetBytes(int64(len(text)))
	var store *directory.Store
	for b.Loop() {
		l := loadFrom(name, bytes.NewReader(text), Options{})
		if l.Objects != int64(n) || len(l.Diagnostics) > 0 {
			b.Fatal(l.Objects, l.codes())
		}
		store = l.store
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "objects/s")
	b.ReportMetric(float64(store.Bytes())/float64(n), "store-B/object")
	b.ReportMetric(float64(store.Refs())/float64(n), "values/object")
}

func BenchmarkLDIF(b *testing.B) {
	const n = 100_000
	benchmarkLoad(b, "bench.ldf", ldifExport(n), n)
}

func BenchmarkCSV(b *testing.B) {
	const n = 100_000
	benchmarkLoad(b, "bench.csv", csvExport(n), n)
}

// BenchmarkCSVScanner and BenchmarkEncodingCSV cut the same rows without storing
// anything.
func BenchmarkCSVScanner(b *testing.B) {
	text := csvExport(20_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s := csvScanner{delim: ','}
		for pos := 0; pos < len(text); {
			n, _ := s.row(text[pos:], true)
			pos += n
		}
	}
}

func BenchmarkEncodingCSV(b *testing.B) {
	text := csvExport(20_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(text))
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); err == io.EOF {
				break
			}
		}
	}
}
