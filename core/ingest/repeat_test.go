package ingest

import (
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
)

// loadSeveral reads files, given as name and text, into one pair of stores.
func loadSeveral(files ...string) ([]Report, Target) {
	to := Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
	var reps []Report
	for i := 0; i < len(files); i += 2 {
		reps = append(reps, LoadAll(strings.NewReader(files[i+1]), files[i], Options{}, to, nil)...)
	}
	return reps, to
}

const (
	repeatedLDIF = "dn: CN=a,DC=x\nobjectClass: user\nobjectGUID:: QPwpa0fKZxCzHQDdAQZi2g==\nmail: a@contoso.com\n" +
		"proxyAddresses: SMTP:a@contoso.com\nproxyAddresses: smtp:b@contoso.com\n\ndn: CN=only,DC=x\nobjectClass: user\n"
	repeatedCSV = `"DistinguishedName","ObjectClass","ObjectGUID","mail","proxyAddresses","displayName"` + "\r\n" +
		`"CN=a,DC=x","user","6b29fc40-ca47-1067-b31d-00dd010662da","new@contoso.com","smtp:b@contoso.com|SMTP:a@contoso.com","A"` + "\r\n" +
		`"cn=ONLY,dc=x","user","","","","Only"` + "\r\n" +
		`"CN=other,DC=x","user","00112233-4455-6677-8899-aabbccddeeff","","","Other"` + "\r\n"
)

// TestRepeats reads two exports of overlapping parts of a directory.
func TestRepeats(t *testing.T) {
	reps, to := loadSeveral("a.ldf", repeatedLDIF, "b.csv", repeatedCSV)
	same := FindRepeats(to.OnPrem, OnPrem)
	if same.Len() != 2 || same.First(2) != 0 || same.First(3) != 1 || same.First(4) != 4 {
		t.Fatalf("%d repeats, %v", same.Len(), same.first)
	}
	same.Report(to.OnPrem, OnPrem, reps)
	var texts []string
	for _, d := range reps[1].Diagnostics {
		texts = append(texts, d.Text.String())
	}
	got := strings.Join(texts, "\n")
	for _, want := range []string{"2 objects of this file stand in a.ldf as well", "disagree on mail for 1 object. a, for example, has “a@contoso.com” there and “new@contoso.com” here"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Contains(got, "proxyAddresses") {
		t.Errorf("the order of values counts as a difference:\n%s", got)
	}
	same.Merge(to.OnPrem)
	s := to.OnPrem
	if s.Len() != 3 || s.Text(0, directory.Mail) != "a@contoso.com" || s.Text(0, directory.DisplayName) != "A" ||
		len(s.Values(0, directory.ProxyAddresses)) != 2 || s.Text(1, directory.DisplayName) != "Only" || s.Text(2, directory.DisplayName) != "Other" {
		t.Errorf("%d objects: %s %s", s.Len(), s.Text(0, directory.Mail), s.Text(0, directory.DisplayName))
	}
}

// TestCloudRepeats reads users of Microsoft Graph and recipients of Exchange Online.
func TestCloudRepeats(t *testing.T) {
	reps, to := loadSeveral(
		"users.json", `[{"id":"5F0C","userPrincipalName":"a@contoso.com","displayName":"A","proxyAddresses":["SMTP:a@contoso.com"]}]`,
		"recipients.csv", "DisplayName,RecipientTypeDetails,EmailAddresses,ExternalDirectoryObjectId,IsDirSynced\nB,UserMailbox,SIP:a@contoso.com SMTP:a@contoso.com,5f0c,False\n")
	same := FindRepeats(to.Cloud, Cloud)
	same.Report(to.Cloud, Cloud, reps)
	if same.Len() != 1 || len(reps[1].Diagnostics) != 2 || reps[1].Diagnostics[1].Code != "object-differs" {
		t.Fatalf("%d repeats, %+v", same.Len(), reps[1].Diagnostics)
	}
}

// TestRepeatsInOneFile reads exports that were put together in one file.
func TestRepeatsInOneFile(t *testing.T) {
	reps, to := loadSeveral("all.ldf", repeatedLDIF+"\n"+strings.Replace(repeatedLDIF, "mail: a@", "description: x\nmail: new@", 1),
		"users.json", `[{"id":"1","mail":"a"},{"id":"2"}] [{"id":"1","mail":"a"}]`)
	for i, c := range []struct {
		store *directory.Store
		role  Role
		n     int
		codes []string
	}{{to.OnPrem, OnPrem, 2, []string{"object-again", "object-differs-here"}}, {to.Cloud, Cloud, 1, []string{"object-again"}}} {
		reps[i].Diagnostics = nil
		same := FindRepeats(c.store, c.role)
		same.Report(c.store, c.role, reps)
		var codes []string
		for _, d := range reps[i].Diagnostics {
			codes = append(codes, d.Code)
			if strings.Contains(d.Text.String(), "[") || strings.Contains(d.Text.String(), "{") {
				t.Error(d.Text)
			}
		}
		if same.Len() != c.n || !slices.Equal(codes, c.codes) || reps[i].Repeated != int64(c.n) {
			t.Errorf("%v: %d repeats, %v", c.role, same.Len(), codes)
		}
	}
	same := FindRepeats(to.OnPrem, OnPrem)
	same.Merge(to.OnPrem)
	if s := to.OnPrem; s.Len() != 2 || s.Text(0, directory.Mail) != "a@contoso.com" {
		t.Errorf("%d objects, %s", s.Len(), s.Text(0, directory.Mail))
	}
}

func TestOneFileWithoutRepeats(t *testing.T) {
	_, to := loadSeveral("a.ldf", repeatedLDIF)
	if r := FindRepeats(to.OnPrem, OnPrem); r.Len() != 0 || r.First(1) != 1 {
		t.Error("an object was compared with itself")
	}
}
