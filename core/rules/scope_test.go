package rules

import (
	"strings"
	"testing"

	"presync/core/directory"
)

func TestScopeFilters(t *testing.T) {
	for object, want := range map[string]string{
		"isCriticalSystemObject: TRUE":                                      "F-U1",
		"cn: x\nexported: sAMAccountName\nuserPrincipalName: a@contoso.com": "F-U2",
		"sAMAccountName: AAD_1234":                                          "F-U3",
		"sAMAccountName: MSOL_1234":                                         "F-U4",
		"sAMAccountName: SUPPORT_388945a0":                                  "F-U5",
		"sAMAccountName: CAS_{1}":                                           "F-U6",
		"sAMAccountName: x\nmailNickname: SystemMailbox{1}":                 "F-U7",
		"sAMAccountName: x\nmailNickname: CAS_{1}":                          "F-U8",
		"sAMAccountName: x\nmsExchRecipientTypeDetails: 4096":               "F-U9",
		"sAMAccountName: x\nmsExchRecipientTypeDetails: 536870912":          "F-U9",
		"dn: x\nsAMAccountName: x\ndistinguishedName: CN=A\\0ACNF:3f,DC=x":  "F-U10",
		"sAMAccountName: x\nmsExchRecipientTypeDetails: 2":                  "F-U11",
		"sAMAccountName: x\nexported: objectGUID":                           "F-U11",
		"sAMAccountName: x\nexported: userAccountControl":                   "F-U12",

		"class: contact\nisCriticalSystemObject: TRUE\nmail: a@b.com":                            "F-C1",
		"class: contact\ncn: x\nexported: mail proxyAddresses":                                   "F-C2",
		"class: contact\nproxyAddresses: smtp:a@b.com\nexported: mail":                           "F-C2",
		"class: contact\nmail: a@b.com\ndisplayName: A (MSOL)\nmsExchHideFromAddressLists: TRUE": "F-C3",
		"class: contact\nmail: a@b.com\nmailNickname: CAS_1}":                                    "F-C4",
		"class: contact\nmail: a@b.com\ndistinguishedName: CN=A\nCNF:x":                          "",
		"class: contact\nmail: a@b.com\ndistinguishedName: CN=A\\0ACNF:3f,DC=x":                  "F-C5",
		"class: group\nisCriticalSystemObject: TRUE":                                             "F-G1",
		"class: group\ngroupType: 2\nexported: mail proxyAddresses":                              "F-G2",
		"class: group\ngroupType: 2\nproxyAddresses: x500:/o=a\nmail: a@b.com":                   "F-G2",
		"class: group\nsAMAccountName: MSOL_AD_Sync_RichCoexistence":                             "F-G4",
		"class: group\nmsExchRecipientTypeDetails: 1073741824":                                   "F-G5",
		"class: group\ndistinguishedName: CN=A\\0ACNF:3f,DC=x":                                   "F-G6",
		"class: group\nmember: 250001":                                                           "F-G7",
		"class: other\nobjectClass: msExchDynamicDistributionList":                               "F-G8",
		"class: computer\nexported: userCertificate":                                             "F-D1",
		"class: computer\nuserCertificate: 1":                                                    "F-D2",
		"class: other\nobjectClass: organizationalUnit":                                          "F-O1",
		// In scope:
		"sAMAccountName: x\nuserAccountControl: 514":                            "", // disabled
		"sAMAccountName: Guestrup\ncn: Guest House":                             "", // a name like one of IdFix's exclusions
		"sAMAccountName: x\nmsExchRecipientTypeDetails: 4":                      "", // shared mailbox
		"userPrincipalName: a@contoso.com":                                      "", // column not exported
		"sAMAccountName: x\nexported: userAccountControl\naccountEnabled: true": "",
		"class: contact\nmail: a@b.com\nexported: proxyAddresses":               "",
		"class: contact\nproxyAddresses: smtp:a@b.com":                          "", // mail not exported
		"class: group\ngroupType: 2\nproxyAddresses: smtp:a@b.com":              "",
		"class: group\ngroupType: 2\nmail: a@b.com\nexported: proxyAddresses":   "",
		"class: group\ngroupType: -2147483646\nexported: mail proxyAddresses":   "", // security group
		"class: group\nmember: 250000":                                          "",
	} {
		object = strings.Replace(object, "dn: x\n", "", 1)
		r := Run(build(t, object), Options{}, nil)
		if got := r.Scope(0).String(); got != want {
			t.Errorf("%q: %q, want %q", object, got, want)
		}
		if r.Scope(0) != InScope && r.Len() > 0 {
			t.Errorf("%q: findings on an object out of scope", object)
		}
	}
}

func TestOrganisationalUnits(t *testing.T) {
	s := build(t,
		"distinguishedName: CN=A,OU=Staff,DC=contoso,DC=com",
		"distinguishedName: CN=B, OU=Old, OU=Staff, DC=contoso, DC=com",
		"distinguishedName: CN=C,OU=Lab,DC=contoso,DC=com",
		"distinguishedName: CN=D,OU=Test\\,Staff,DC=contoso,DC=com")
	for _, c := range []struct {
		include, exclude []string
		want             string
	}{
		{nil, nil, "...."},
		{[]string{"ou=staff,dc=contoso,dc=com"}, nil, "..xx"},
		{[]string{"OU=Staff, DC=contoso, DC=com"}, []string{"OU=Old,OU=Staff,DC=contoso,DC=com"}, ".xxx"},
		{nil, []string{"OU=Lab,DC=contoso,DC=com"}, "..x."},
		{nil, []string{"Staff,DC=contoso,DC=com"}, "...."},
	} {
		r := Run(s, Options{IncludeOU: c.include, ExcludeOU: c.exclude}, nil)
		got := ""
		for id := range directory.ID(s.Len()) {
			if r.Scope(id) == FilterOU {
				got += "x"
			} else {
				got += "."
			}
		}
		if got != c.want {
			t.Errorf("include %v exclude %v: %s, want %s", c.include, c.exclude, got, c.want)
		}
	}
}

func TestUserWithoutAnyLogonNameIsReported(t *testing.T) {
	s := build(t, "cn: Ghost\nexported: userPrincipalName sAMAccountName mail\nmail: ghost@contoso.com",
		"sAMAccountName: a\nuserPrincipalName: ghost@contoso.com")
	r := Run(s, Options{}, nil)
	if got := lines(s, r); len(got) != 1 || got[0] != "0 K-04 sAMAccountName error" {
		t.Errorf("findings %q", got)
	}
	if r.Scope(0) != FilterUserNoAccountName || r.Filtered(FilterUserNoAccountName) != 1 || r.Filtered(InScope) != 1 {
		t.Errorf("scope %s", r.Scope(0))
	}
}

func TestNotExportedIsNotEmpty(t *testing.T) {
	s := build(t, "cn: A\nuserPrincipalName: anna@contoso.com", "class: group\ncn: G\nmail: g@contoso.com")
	r := Run(s, Options{}, nil)
	if r.Len() != 0 {
		t.Errorf("findings %q", lines(s, r))
	}
	want := map[string]int{"SA-1": 1, "PX-3": 2, "K-01": 1, "DN-2": 2, "TA-2": 1, "MN-1": 2}
	for _, n := range r.NotChecked() {
		id := Catalogue()[n.Rule].ID
		if objects, ok := want[id]; ok {
			if n.Objects != objects || n.Missing != Catalogue()[n.Rule].Needs[0] {
				t.Errorf("%s: %d objects not checked for want of %s, want %d", id, n.Objects, n.Missing, objects)
			}
			delete(want, id)
		}
		if id == "UP-5" || id == "ML-1" && n.Objects > 0 && n.Missing != directory.Mail {
			t.Errorf("%s is said to be not checked", id)
		}
	}
	for id := range want {
		t.Errorf("%s is not said to be not checked", id)
	}
}

func TestObjectsWithoutClass(t *testing.T) {
	s := build(t, "class: unknown\nsAMAccountName: a\nuserAccountControl: 512\nuserPrincipalName: an na@contoso.com", "class: unknown\nmail: an na@contoso.com",
		"class: other\nobjectClass: custom\nuserPrincipalName: b b@contoso.com\nsAMAccountName: b\nuserAccountControl: 512")
	r := Run(s, Options{}, nil)
	want := []string{
		"0 UP-10 userPrincipalName error an na@contoso.com",
		"1 ML-3 mail warning an na@contoso.com",
		"2 UP-10 userPrincipalName error b b@contoso.com",
	}
	var got []string
	for _, l := range lines(s, r) {
		if !strings.Contains(l, "UQ-") {
			got = append(got, l)
		}
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") || r.AssumedUsers() != 2 {
		t.Errorf("%d taken to be users; findings\n%s", r.AssumedUsers(), strings.Join(got, "\n"))
	}
}

func TestManyAddressesOnOneObject(t *testing.T) {
	var b strings.Builder
	for i := range 40 {
		b.WriteString("proxyAddresses: smtp:a" + strings.Repeat("x", i) + "@contoso.com\n")
	}
	b.WriteString("proxyAddresses: SMTP:primary@contoso.com\nproxyAddresses: smtp:aXX@contoso.com\n" +
		"proxyAddresses: smtp:A" + strings.Repeat("x", 30) + "@contoso.com\nuserPrincipalName: primary@contoso.com\nsAMAccountName: a")
	s := build(t, b.String())
	want := []string{
		"0 K-02 proxyAddresses error smtp:aXX@contoso.com",
		"0 K-02 proxyAddresses error smtp:A" + strings.Repeat("x", 30) + "@contoso.com",
	}
	if got := lines(s, Run(s, Options{}, nil)); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("findings\n%s", strings.Join(got, "\n"))
	}
}

func TestLetterCaseBeyondASCII(t *testing.T) {
	s := build(t, "proxyAddresses: SMTP:JÖRG@contoso.com", "class: group\nproxyAddresses: SMTP:jörg@contoso.com")
	n := 0
	Run(s, Options{}, nil).Findings(func(_ int, f Finding) bool {
		if Catalogue()[f.Rule].ID == "PX-4" {
			n++
		}
		return true
	})
	if n != 2 {
		t.Errorf("%d findings of PX-4, want 2", n)
	}
}

func TestProgress(t *testing.T) {
	s := build(t, "cn: a", "cn: b")
	var done []int
	Run(s, Options{}, func(n int) { done = append(done, n) })
	if len(done) != 2 || done[0] != 0 || done[1] != 2 {
		t.Errorf("progress %v", done)
	}
}

// TestCountryStandsInEitherAttribute: the country is co or c. An export with one
// of the two is judged by that one, with neither not at all.
func TestCountryStandsInEitherAttribute(t *testing.T) {
	for _, c := range []struct{ exported, country, want string }{
		{"co c", "c: NL", ""},
		{"co c", "co: Netherlands", ""},
		{"co c", "", "Without a value: co"},
		{"co", "", "Without a value: co"},
		{"c", "", "Without a value: c"},
		{"c", "c: NL", ""},
		{"", "", "not checked"},
	} {
		object := "sAMAccountName: x\nuserAccountControl: 512\nexported: " + c.exported + "\n" + c.country
		r := Run(build(t, object), Options{}, nil)
		got := ""
		r.Findings(func(_ int, f Finding) bool {
			if f.Rule == incompleteRule.index {
				got = r.Explain(f).String()
			}
			return true
		})
		for _, n := range r.NotChecked() {
			if n.Rule == incompleteRule.index && n.Missing == directory.Country {
				got += "not checked"
			}
		}
		if got != c.want {
			t.Errorf("exported %q, value %q: got %q, want %q", c.exported, c.country, got, c.want)
		}
	}
}
