package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
	"presync/core/message"
)

// TestLDIFValues shows how the values of one record are read.
func TestLDIFValues(t *testing.T) {
	for _, c := range []struct {
		what  string
		lines string
		attr  directory.Attr
		want  []string
	}{
		{"a plain value", "cn: Bruno", directory.CN, []string{"Bruno"}},
		{"no blank after the colon", "cn:Bruno", directory.CN, []string{"Bruno"}},
		{"several blanks after the colon", "cn:   Bruno", directory.CN, []string{"Bruno"}},
		{"a trailing blank is part of the value", "cn: Bruno ", directory.CN, []string{"Bruno "}},
		{"an empty value", "cn:", directory.CN, []string{""}},
		{"only blanks behind the colon", "cn:  ", directory.CN, []string{""}},
		{"base64", "cn:: w4VzYSDDlmJlcmc=", directory.CN, []string{"Åsa Öberg"}},
		{"base64 with a blank inside the value", "cn:: IEJydW5vIA==", directory.CN, []string{" Bruno "}},
		{"base64 without padding", "cn:: w4VzYSDDlmJlcmc", directory.CN, []string{"Åsa Öberg"}},
		{"base64 with blanks behind", "cn:: w4VzYSDDlmJlcmc=  ", directory.CN, []string{"Åsa Öberg"}},
		{"an empty base64 value", "cn::", directory.CN, []string{""}},
		{"a folded value", "cn: Bru\n no Si\n lva", directory.CN, []string{"Bruno Silva"}},
		{"a blank at the fold", "cn: Bruno\n  Silva", directory.CN, []string{"Bruno Silva"}},
		{"folded with a TAB", "cn: Bru\n\tno", directory.CN, []string{"Bruno"}},
		{"folded base64", "cn:: w4VzYSDD\n lmJlcmc=", directory.CN, []string{"Åsa Öberg"}},
		{"a folded name", "display\n Name: Bruno", directory.DisplayName, []string{"Bruno"}},
		{"a comment inside the record", "cn: Bruno\n# cn: no\n  folded comment\nsn: x", directory.CN, []string{"Bruno"}},
		{"letter case of the name", "PROXYaddresses: a\nproxyADDRESSES: b", directory.ProxyAddresses, []string{"a", "b"}},
		{"an option of the name", "cn;lang-nl: Bruno", directory.CN, []string{"Bruno"}},
		{"a colon in the value", "cn: a: b", directory.CN, []string{"a: b"}},
		{"a GUID as bytes", "objectGUID:: 4AQlP4lP0xGaDAMF6CwzAQ==", directory.ObjectGUID, []string{"3f2504e0-4f89-11d3-9a0c-0305e82c3301"}},
		{"a GUID as text", "objectGUID: 3f2504e0-4f89-11d3-9a0c-0305e82c3301", directory.ObjectGUID, []string{"3f2504e0-4f89-11d3-9a0c-0305e82c3301"}},
		{"sixteen printable octets", "mS-DS-ConsistencyGuid: abcdefghijklmnop", directory.ConsistencyGUID, []string{"64636261-6665-6867-696a-6b6c6d6e6f70"}},
		{"a SID as bytes", "objectSid:: AQUAAAAAAAUVAAAA5J7EcQIZfQymiBmV6QMAAA==", directory.ObjectSID, []string{"S-1-5-21-1908711140-209524994-2501478566-1001"}},
		{"a SID as text", "objectSid: S-1-5-21-1908711140-209524994-2501478566-1001", directory.ObjectSID, []string{"S-1-5-21-1908711140-209524994-2501478566-1001"}},
		{"the number of certificates", "userCertificate;binary:: MIIB\nuserCertificate;binary:: MIIC", directory.UserCertificate, []string{"2"}},
		{"the number of members", "member: CN=a\nmember: CN=b\nmember: CN=c", directory.Member, []string{"3"}},
		{"members in whole ranges", "member:\nmember;range=0-1: CN=a\nmember;range=0-1: CN=b\nmember;range=2-*: CN=c", directory.Member, []string{"3"}},
		{"the most derived class", "objectClass: top\nobjectClass: person\nobjectClass: user", directory.ObjectClass, []string{"user"}},
		{"distinguishedName does not replace dn", "distinguishedName: CN=other", directory.DN, []string{"CN=x"}},
		{"a dash", "-\ncn: Bruno", directory.CN, []string{"Bruno"}},
		{"controls and versions", "control: 1.2.3\nversion: 1\ncn: Bruno", directory.CN, []string{"Bruno"}},
		{"carriage returns doubled by a transfer", "cn: Bruno\r\r\nsn: Silva\r", directory.CN, []string{"Bruno"}},
		{"bytes that are not UTF-8", "cn: a\xffb", directory.CN, []string{"a\uFFFDb"}},
	} {
		l := loadText("a.ldf", "dn: CN=x\n"+c.lines+"\n", Options{Encoding: encUTF8})
		if l.Objects != 1 || l.Skipped != 0 {
			t.Errorf("%s: %d objects, %v", c.what, l.Objects, l.codes())
			continue
		}
		if got := l.values(0, c.attr); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}

// TestLDIFRecords shows where records begin and end.
func TestLDIFRecords(t *testing.T) {
	for _, c := range []struct {
		what  string
		text  string
		names []string // of the objects
		codes []string
	}{
		{"two records", "dn: CN=a\ncn: a\n\ndn: CN=b\ncn: b\n\n", []string{"a", "b"}, nil},
		{"no line end at the end", "dn: CN=a\ncn: a", []string{"a"}, []string{"ldif-open-end"}},
		{"line ends of both kinds", "dn: CN=a\r\ncn: a\r\n\r\ndn: CN=b\ncn: b\n\r\ndn: CN=c\n", []string{"a", "b", "c"}, nil},
		{"many empty lines", "\n\n\ndn: CN=a\n\n\n\ndn: CN=b\n\n\n", []string{"a", "b"}, nil},
		{"blanks and empty lines between", "dn: CN=a\n\n   \n\ndn: CN=b\n", []string{"a", "b"}, nil},
		{"only a name", "dn: CN=a\n\ndn: CN=b\ncn: b\n", []string{"a", "b"}, nil},
		{"a name in capitals and base64", "DN:: Q049YQ==\ncn: a\n", []string{"a"}, nil},
		{"version and comments", "version: 1\n# one\n# two\n  folded\ndn: CN=a\ncn: a\n", []string{"a"}, nil},
		{"a line of blanks between records", "dn: CN=a\ncn: a\n \ndn: CN=b\ncn: b\n", []string{"a", "b"}, nil},
		{"a line of blanks before a comment", "dn: CN=a\ncn: a\n\t\n# b\ndn: CN=b\ncn: b\n", []string{"a", "b"}, nil},
		{"a line of blanks inside a value", "dn: CN=a\ncn: a\n  \nsn: b\n", []string{"a "}, nil},
		{"no empty line between", "dn: CN=a\ncn: a\ndn: CN=b\ncn: b\n", []string{"a", "b"}, []string{"ldif-no-separator"}},
		{"ldapsearch's last lines", "dn: CN=a\ncn: a\n\nref: ldap://x\n\nsearch: 2\nresult: 0 Success\n\n# numEntries: 1\n", []string{"a"}, nil},
		{"no name", "dn: CN=a\ncn: a\n\ncn: b\nsn: b\n\ndn: CN=c\ncn: c\n", []string{"a", "c"}, []string{"ldif-no-dn"}},
		{"a line without a colon", "dn: CN=a\ncn: a\nwhat\nsn: a\n\ndn: CN=b\ncn: b\n", []string{"b"}, []string{"ldif-no-colon"}},
		{"colons without a name", "dn: CN=a\ncn: a\n::x\n\ndn: CN=b\n", []string{"b"}, []string{"ldif-no-colon"}},
		{"broken base64", "dn: CN=a\ncn:: a*\n\ndn: CN=b\ncn: b\n", []string{"b"}, []string{"ldif-base64"}},
		{"broken base64 in an attribute that is not kept", "dn: CN=a\njpegPhoto:: a*\ncn: a\n", []string{"a"}, nil},
		{"changes", "dn: CN=a\nchangetype: modify\nreplace: cn\ncn: x\n-\n\ndn: CN=b\nchangetype: modrdn\nnewrdn: CN=c\n\ndn: CN=d\nchangetype: add\ncn: d\n",
			[]string{"d"}, []string{"ldif-change", "ldif-change"}},
		{"a reference to a file", "dn: CN=a\ncn: a\ndisplayName:< file:///etc/hostname\n", []string{"a"}, []string{"ldif-url"}},
		{"a list cut by the server", "dn: CN=a\ncn: a\nmember;range=0-1499: CN=b\n\ndn: CN=c\ncn: c\nmember: CN=b\n", []string{"a", "c"}, []string{"ldif-range"}},
		{"a byte order mark", "\xEF\xBB\xBFdn: CN=a\ncn: a\n", []string{"a"}, nil},
		{"an indented record", "dn: CN=a\ncn: a\n\n dn: CN=b\ncn: b\n", []string{"a", "b"}, nil},
	} {
		l := loadText("a.ldf", c.text, Options{})
		var names []string
		for id := range l.store.Len() {
			names = append(names, l.store.Name(directory.ID(id)))
		}
		if !slices.Equal(names, c.names) || !slices.Equal(l.codes(), c.codes) {
			t.Errorf("%s: objects %q, diagnostics %q, want %q and %q", c.what, names, l.codes(), c.names, c.codes)
		}
		if want := int64(len(l.codes())); l.Skipped > want {
			t.Errorf("%s: %d skipped", c.what, l.Skipped)
		}
	}
}

// TestLDIFLineNumbers checks the place of faults behind everything that takes
// lines without being a record.
func TestLDIFLineNumbers(t *testing.T) {
	text := "version: 1\r\n\r\n# comment\r\n  folded\r\ndn: CN=a\r\ncn: a\r\n b\r\nunknownAttribute:: AAAA\r\n BBBB\r\n CCCC\r\nno colon here\r\n\r\n\r\ndn: CN=b\r\ncn:: *\r\n"
	l := loadText("a.ldf", text, Options{})
	if len(l.Diagnostics) != 3 {
		t.Fatal(l.codes())
	}
	for i, line := range []int64{11, 15} {
		d := l.Diagnostics[i]
		if d.Line != line || !strings.HasPrefix(text[d.Offset:], d.Excerpt) {
			t.Errorf("%s: line %d, want %d, %q at %d", d.Code, d.Line, line, d.Excerpt, d.Offset)
		}
	}
}

// TestExportedAttributes checks the third state: an attribute that is in no record
// is not exported, one that is in another record is known to be empty here.
func TestExportedAttributes(t *testing.T) {
	l := loadText("a.ldf", "dn: CN=a\nmail: a@b\n\ndn: CN=b\n", Options{})
	if _, state := l.store.Field(1, directory.Mail); state != directory.KnownEmpty {
		t.Errorf("mail of b: %v", state)
	}
	if _, state := l.store.Field(1, directory.ProxyAddresses); state != directory.NotExported {
		t.Errorf("proxyAddresses of b: %v", state)
	}
}

// TestExamplesAreLimited checks that one code is kept singly up to a limit and that
// the counts add up.
func TestExamplesAreLimited(t *testing.T) {
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, "dn: CN=%d\nno colon\n\n", i)
	}
	l := loadText("a.ldf", b.String(), Options{})
	n, total := 0, int64(0)
	for _, d := range l.Diagnostics {
		if d.Code == "ldif-no-colon" {
			n++
			total += d.Count
		}
	}
	if n != maxExamples || total != 100 || l.Skipped != 100 {
		t.Errorf("%d examples, %d in all, %d skipped", n, total, l.Skipped)
	}
}

// TestManyAttributeNames checks that a file with more names than are remembered is
// read all the same.
func TestManyAttributeNames(t *testing.T) {
	var b strings.Builder
	b.WriteString("dn: CN=a\n")
	for i := range maxNames + 100 {
		fmt.Fprintf(&b, "attribute%d: x\n", i)
	}
	b.WriteString("mail: a@b\n")
	l := loadText("a.ldf", b.String(), Options{})
	if l.Objects != 1 || !slices.Equal(l.values(0, directory.Mail), []string{"a@b"}) || len(l.Columns) > maxNames {
		t.Errorf("%d objects, %d columns", l.Objects, len(l.Columns))
	}
}

// TestRoleOfUser checks that the user's word goes before the guess.
func TestRoleOfUser(t *testing.T) {
	l := loadText("a.ldf", "dn: CN=a\n", Options{Role: Cloud})
	if l.Role != Cloud || l.store.Len() != 1 {
		t.Errorf("got %v", l.Role)
	}
	c := loadText("a.csv", "displayName,mail\nA,a@b\n", Options{Role: Cloud})
	if c.Role != Cloud || len(c.Guessed) != 0 || c.diagnostic("role-guessed-onprem") != nil {
		t.Errorf("got %v, guessed %v, %v", c.Role, c.Guessed, c.codes())
	}
}

// TestAllTextsHaveAdvice checks that the catalogue has an advice for every
// diagnostic.
func TestAllTextsHaveAdvice(t *testing.T) {
	for _, id := range message.English.IDs() {
		if strings.HasPrefix(id, "diag.") && !strings.HasSuffix(id, ".advice") && !message.English.Has(id+".advice") {
			t.Errorf("%s has no advice", id)
		}
	}
}

// TestFoldedNames reads records whose distinguished name is folded inside the name dn.
func TestFoldedNames(t *testing.T) {
	for _, text := range []string{
		"d\n n: CN=a\ncn: a\n", "dn\r\n : CN=a\r\nc\r\n n: a\r\n", "version: 1\nD\n N\n :: Q049YQ==\ncn: a\n", "# a, b\n\nd\n n: CN=a\ncn: a\n",
	} {
		l := loadText("a.ldf", text, Options{})
		if l.Shape != ShapeLDIF || l.Objects != 1 || l.store.Text(0, directory.DN) != "CN=a" || l.store.Text(0, directory.CN) != "a" {
			t.Errorf("%q: %s, %d objects, %v", text, l.Shape, l.Objects, l.codes())
		}
	}
	for _, text := range []string{"d\nn: CN=a\n", "d,\n n: x\nCN=a\n", "d\n", "d\n x", "d\n n"} {
		if isLDIF([]byte(text)) {
			t.Errorf("%q is taken for LDIF", text)
		}
	}
}
