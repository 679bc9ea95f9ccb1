package ingest

import (
	"fmt"
	"strings"
	"testing"

	"presync/core/message"
)

// rows is a table of n users.
func rows(header, row string, n int) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for i := range n {
		fmt.Fprintf(&b, row+"\n", i)
	}
	return b.String()
}

// TestTraps holds an export for each way in which tools lose data, with the
// diagnostic that names it.
func TestTraps(t *testing.T) {
	const good = "DN,objectClass,objectGUID,userPrincipalName,mail,proxyAddresses"
	for _, c := range []struct{ code, name, text string }{
		{"type-name", "a.csv", "DistinguishedName,ObjectGUID,proxyAddresses\nCN=a,6b29fc40-ca47-1067-b31d-00dd010662da,Microsoft.ActiveDirectory.Management.ADPropertyValueCollection\n"},
		{"type-name", "a.csv", "Id,UserPrincipalName,ProxyAddresses\n1,a,System.String[]\n"},
		{"type-name", "a.csv", "DistinguishedName,mS-DS-ConsistencyGuid\nCN=a,System.Byte[]\n"},
		{"type-name", "a.csv", "PrimarySmtpAddress,EmailAddresses\na@contoso.com,System.Collections.ArrayList\n"},
		{"type-name", "a.json", `[{"Id":"1","UserPrincipalName":"a","ProxyAddresses":"System.String[]"}]`},
		{"question-marks", "a.csv", "DistinguishedName,DisplayName\nCN=a,J?rgen\n"},
		{"misread-text", "a.csv", "DistinguishedName,DisplayName\nCN=a,JÃ¼rgen\n"},
		{"question-marks", "a.ldf", "dn: CN=a\ndisplayName: J?rgen\n"},
		{"misread-text", "a.ldf", "dn: CN=a\ndisplayName: JÃ¼rgen\n"},
		{"misread-text", "a.ldf", "dn: CN=a\ndisplayName:: SsODwrxyZ2Vu\n"},
		{"misread-text", "a.json", `[{"id":"1","displayName":"JÃ¼rgen"}]`},
		{"columns-not-requested", "a.csv", "Id,UserPrincipalName,ProxyAddresses,OnPremisesImmutableId,AccountEnabled\n1,a,,,\n"},
		{"columns-not-requested", "a.json", `[{"Id":"1","UserPrincipalName":"a","ProxyAddresses":[],"OnPremisesImmutableId":null,"AccountEnabled":null}]`},
		{"columns-assumed-empty", "a.csv", "Id,UserPrincipalName,ProxyAddresses,OnPremisesImmutableId\n1,a,SMTP:a@contoso.com,\n"},
		{"next-link", "a.json", `{"@odata.nextLink":"https://graph.microsoft.com/x","value":[{"id":"1"}]}`},
		{"no-anchor-ldifde", "a.ldf", "dn: CN=a\nobjectClass: user\nmail: a@contoso.com\n"},
		{"no-anchor-ldifde", "a.csv", "DN,objectClass,mail\nCN=a,user,a@contoso.com\n"},
		{"no-anchor", "a.csv", "DistinguishedName,SamAccountName,mail\nCN=a,a,a@contoso.com\n"},
		{"columns-missing", "a.csv", "DistinguishedName,Enabled,GivenName,Name,ObjectClass,ObjectGUID,SamAccountName,SID,Surname,UserPrincipalName\nCN=a,True,A,a,user,6b29fc40-ca47-1067-b31d-00dd010662da,a,S-1-5-21-1-2-3-1001,A,a@contoso.com\n"},
		{"columns-missing", "a.csv", "ExternalDirectoryObjectId,Name,RecipientType,RecipientTypeDetails\n1,a,UserMailbox,UserMailbox\n"},
		{"ldif-range", "a.ldf", "dn: CN=g\nmember;range=0-1499: CN=a\n"},
		{"ldif-range", "a.csv", "DN,objectClass,member;range=0-1499\nCN=g,group,CN=a;CN=b\n"},
		{"csv-cut-row", "a.csv", good + "\nCN=a,user,,,,\nCN=b,us"},
		{"csv-unclosed-quote", "a.csv", good + "\nCN=a,user,,,,\n\"CN=b,us\n"},
		{"csv-cut-quote", "a.csv", good + "\nCN=a,user,,,,\n\"CN=b,us"},
		{"csv-cut-row", "a.csv", good + "\nCN=a,user,,,,\nCN=b"},
		{"question-marks", "a.csv", "DistinguishedName,DisplayName\nCN=a,?sa Berg\n"},
		{"question-marks", "a.csv", "DistinguishedName,DisplayName\nCN=a,???? ??????\n"},
		{"question-marks", "a.csv", "DistinguishedName,DisplayName\nCN=a,Anna ?berg\n"},
		{"identifier", "a.ldf", "dn: CN=a\nobjectGUID:: QPwpa0fKZxA=\n"},
		{"identifier", "a.ldf", "dn: CN=a\nobjectSid:: QPwpa0fKZxA=\n"},
		{"spreadsheet-number", "a.csv", good + ",telephoneNumber\nCN=a,user,,,,,\"4,91512E+12\"\n"},
		{"spreadsheet-words", "a.csv", good + ",Enabled\nCN=a,user,,,,,WAHR\n"},
		{"list-shortened", "a.csv", "DistinguishedName,ObjectGUID,proxyAddresses\nCN=a,,\"{SMTP:a@contoso.com, smtp:b@contoso.com...}\"\n"},
		{"file-cut", "a.csv", good + "\nCN=a,user,,,,\xC3"},
		{"file-cut", "a.ldf", "dn: CN=a\ncn: J\xE2\x82"},
		{"file-cut", "a.ldf", string(utf16Text("dn: CN=a\ncn: a\n", false)) + "\n"},
		{"ldif-open-end", "a.ldf", "dn: CN=a\ncn: a"},
		{"json-cut", "a.json", `[{"id":"1"},{"id":`},
		{"json-open", "a.json", `[{"id":"1"},`},
		{"page-limit", "a.csv", rows(good, "CN=a%d,user,,,,", 1000)},
		{"page-limit", "a.csv", rows("RecipientTypeDetails,ExternalDirectoryObjectId,EmailAddresses", "UserMailbox,%d,", 1000)},
		{"page-limit", "a.csv", rows("Id,UserPrincipalName,Mail", "%d,a,", 100)},
		{"page-limit", "a.csv", rows("ObjectId,ImmutableId,UserPrincipalName", "%d,,a", 500)},
		{"page-limit", "a.ldf", rows("version: 1\n", "dn: CN=a%d\n", 1000)},
		{"spreadsheet-error", "a.csv", "Id,OnPremisesImmutableId\n1,#NAME?\n"},
		{"ldif-url", "a.ldf", "dn: CN=a\ncn:< file:///etc/passwd\n"},
	} {
		l := loadText(c.name, c.text, Options{})
		d := l.diagnostic(c.code)
		if d == nil {
			t.Errorf("%s is missing for %.80q: %v", c.code, c.text, l.codes())
			continue
		}
		for _, m := range []message.Message{d.Text, d.Advice} {
			if s := m.String(); !message.English.Has(m.ID) || strings.HasPrefix(s, "[diag.") {
				t.Errorf("%s: %s", c.code, s)
			}
		}
	}
}

// TestNotATrap holds values that only look like damaged ones.
func TestNotATrap(t *testing.T) {
	for _, name := range []string{"Who are you?", "Questions? Ask", "A? B", "?", "Really?!", "(?)", "4.5E+2", "E+10", "1,5"} {
		l := loadText("a.csv", "DN,objectClass,objectGUID,userPrincipalName,mail,proxyAddresses,displayName,telephoneNumber\nCN=a,user,,,,,\""+name+"\",\""+name+"\"\n,,,,,,,\n", Options{})
		if len(l.Diagnostics) != 0 || l.Objects != 1 {
			t.Errorf("%s: %v", name, l.Diagnostics)
		}
	}
}

// TestNoTrap checks that a complete export gives no diagnostic.
func TestNoTrap(t *testing.T) {
	for _, n := range []int{1, 99, 999, 1001, 2000} {
		l := loadText("a.csv", rows("DN,objectClass,objectGUID,userPrincipalName,mail,proxyAddresses", "CN=a%d,user,,,,", n), Options{})
		if len(l.Diagnostics) != 0 {
			t.Errorf("%d rows: %v", n, l.Diagnostics)
		}
	}
}
