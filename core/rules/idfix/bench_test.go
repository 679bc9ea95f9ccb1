package idfix

import (
	"fmt"
	"testing"

	"presync/core/directory"
	"presync/core/rules"
)

// forest makes a store of n users as a large company has them: three addresses
// each, a defect in every twentieth.
func forest(n int) *directory.Store {
	s := directory.NewStore()
	file := s.AddFile("forest.ldf")
	for i := range n {
		s.Begin(file)
		name := fmt.Sprintf("Kim Larsen %d", i)
		mail := fmt.Sprintf("kim.larsen%d@contoso.com", i)
		switch {
		case i%40 == 0:
			mail = fmt.Sprintf("kim larsen%d@contoso.local", i)
		case i%40 == 20:
			mail = fmt.Sprintf("kim.larsen%d@contoso.com", i-1)
		}
		s.Add(directory.DN, []byte("CN="+name+",OU=Staff,DC=contoso,DC=com"))
		for _, v := range []struct {
			a directory.Attr
			v string
		}{
			{directory.CN, name}, {directory.DisplayName, name}, {directory.GivenName, "Kim"}, {directory.Surname, "Larsen"},
			{directory.ObjectCategory, "CN=Person,CN=Schema,CN=Configuration,DC=contoso,DC=com"},
			{directory.UserPrincipalName, mail}, {directory.Mail, mail},
			{directory.ProxyAddresses, "SMTP:" + mail},
			{directory.ProxyAddresses, fmt.Sprintf("smtp:kl%d@fabrikam.com", i)},
			{directory.ProxyAddresses, fmt.Sprintf("X500:/o=Contoso/ou=Exchange/cn=Recipients/cn=%d", i)},
			{directory.MailNickname, fmt.Sprintf("kim.larsen%d", i)}, {directory.SAMAccountName, fmt.Sprintf("kl%d", i)},
			{directory.UserAccountControl, "512"}, {directory.Department, "Sales"}, {directory.HomeMDB, "CN=DB1"},
			{directory.ObjectClass, "user"},
		} {
			s.Add(v.a, []byte(v.v))
		}
		s.End(directory.User, directory.Location{File: file})
	}
	return s
}

func BenchmarkRun(b *testing.B) {
	s := forest(1_000_000)
	for name, opt := range map[string]Options{"idfix": {}, "idfix-dedicated": {Dedicated: true}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.ReportMetric(float64(Run(s, opt, nil).Len()), "rows")
			}
		})
	}
}

func BenchmarkCompare(b *testing.B) {
	s := forest(1_000_000)
	r, entra := Run(s, Options{}, nil), rules.Run(s, rules.Options{}, nil)
	for b.Loop() {
		Compare(r, entra)
	}
}
