package ingest

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"presync/core/directory"
)

// TestChosenColumns gives the columns of a localised export their meaning by hand.
func TestChosenColumns(t *testing.T) {
	const text = "sep=;\nAnzeigename;Anmeldename;Mail;Adressen\nÅsa;asa@contoso.com;wrong@contoso.com;SMTP:asa@contoso.com+smtp:a@contoso.com\n"
	opt := Options{Role: Cloud, Shape: ShapeM365, Columns: map[string]directory.Attr{
		"Anzeigename": directory.DisplayName, "Anmeldename": directory.UserPrincipalName,
		"Adressen": directory.ProxyAddresses, "Mail": directory.AttrNone,
	}}
	l := loadText("a.csv", text, opt)
	if l.Objects != 1 || l.Shape != ShapeM365 || l.store.Class(0) != directory.User || l.store.Exported(0, directory.Mail) ||
		l.store.Text(0, directory.DisplayName) != "Åsa" || len(l.store.Values(0, directory.ProxyAddresses)) != 2 {
		t.Errorf("%d objects, %v %v, %v", l.Objects, l.Shape, l.codes(), l.Columns)
	}
	l = loadText("a.json", `[{"nummer":"1","Mail":"a@contoso.com"},{"nummer":"2","name":"b","Mail":"b@contoso.com"}]`,
		Options{Role: Cloud, Columns: map[string]directory.Attr{"nummer": directory.CloudID, "name": directory.DisplayName}})
	if l.Objects != 2 || l.store.Text(0, directory.CloudID) != "1" || l.store.Text(1, directory.DisplayName) != "b" {
		t.Errorf("%d objects, %v", l.Objects, l.Columns)
	}
	// A column chosen by the user goes before the one with the attribute's own name.
	l = loadText("a.csv", "DN,objectClass,mail,other\nCN=a,user,first,second\n", Options{Columns: map[string]directory.Attr{"other": directory.Mail}})
	if l.store.Text(0, directory.Mail) != "second" {
		t.Errorf("mail is %q", l.store.Text(0, directory.Mail))
	}
}

// shown are the cells of a preview.
func shown(p Preview) string {
	var out [][]string
	for _, r := range p.Rows {
		out = append(out, r.Cells)
	}
	return fmt.Sprint(out)
}

// TestChosenNames gives attribute names of LDIF another meaning.
func TestChosenNames(t *testing.T) {
	const text = "dn: CN=a,DC=x\nobjectClass: user\nmail: a@contoso.com\nextensionAttribute1: b@contoso.com\n" +
		"msDS-cloudExtensionAttribute1:: QPwpa0fKZxCzHQDdAQZi2g==\ndescription: d\nchangetype: add\n\n" +
		"dn: CN=b,DC=x\nobjectClass: user\nmail: c@contoso.com\n"
	l := loadText("a.ldf", text, Options{Columns: map[string]directory.Attr{
		"extensionattribute1": directory.Mail, "msDS-cloudExtensionAttribute1": directory.ConsistencyGUID,
		"description": directory.AttrNone, "dn": directory.CN, "changetype": directory.CN, "": directory.CN, "x": 255,
	}})
	if l.Objects != 2 || l.store.Text(0, directory.Mail) != "b@contoso.com" || l.store.Text(1, directory.Mail) != "" ||
		!slices.Equal(l.values(0, directory.ConsistencyGUID), []string{"6b29fc40-ca47-1067-b31d-00dd010662da"}) ||
		l.store.Text(0, directory.DN) != "CN=a,DC=x" || l.store.Text(0, directory.CN) != "" || l.store.Class(0) != directory.User {
		t.Errorf("%d objects, %v: %s", l.Objects, l.Columns, allObjects(l))
	}
	for _, c := range l.Columns {
		if want := c.Header == "msDS-cloudExtensionAttribute1" || c.Header == "description"; c.Chosen != want && c.Header != "extensionAttribute1" {
			t.Errorf("%s is chosen: %t", c.Header, c.Chosen)
		}
	}
}

func TestPreview(t *testing.T) {
	p := PreviewFile([]byte("#TYPE x\nDN;cn\n\"CN=\xC5sa\";\xC5sa\nCN=b"), "a.csv", Options{})
	if got := shown(p); got != "[[CN=Åsa Åsa] [CN=b ]]" || p.Report.Encoding != "windows-1252" || p.Report.Delimiter != ";" {
		t.Error(got, p.Report.Encoding, p.Report.Delimiter)
	}
	p = PreviewFile([]byte("DN;cn\n\"CN=\xC5sa\";\xC5sa\n"), "a.csv", Options{Encoding: "windows-1251"})
	if got := shown(p); got != "[[CN=Еsa Еsa]]" {
		t.Error(got)
	}
	p = PreviewFile([]byte("dn: CN=a\nmail: x\nproxyAddresses: smtp:a\nproxyAddresses: smtp:b\n"), "a.ldf", Options{})
	if len(p.Rows) != 1 || !slices.Contains(p.Rows[0].Cells, "smtp:a | smtp:b") {
		t.Errorf("%+v", p)
	}
	if p = PreviewFile([]byte("no export\n"), "a.txt", Options{}); len(p.Rows) > 1 || len(p.Report.Diagnostics) != 1 {
		t.Errorf("%+v", p)
	}
}

// TestPreviewShowsLetters looks beyond the first rows for those in which the encoding
// can be seen.
func TestPreviewShowsLetters(t *testing.T) {
	text := "DN,cn\n"
	for i := range 50 {
		name := "plain"
		if i == 30 || i == 40 {
			name = "\xC5sa"
		}
		text += fmt.Sprintf("CN=%d,%s\n", i, name)
	}
	p := PreviewFile([]byte(text), "a.csv", Options{})
	var numbers []int
	for _, r := range p.Rows {
		numbers = append(numbers, r.Number)
	}
	if !slices.Equal(numbers, []int{1, 2, 3, 4, 31, 41}) {
		t.Errorf("rows %v", numbers)
	}
}

// TestPreviewOfAnUnknownHeader lists the columns of a table of which none is known,
// so that they can be given a meaning; with one that identifies it is read.
func TestPreviewOfAnUnknownHeader(t *testing.T) {
	const text = "sep=;\nAnzeigename;Anmeldename\nÅsa;asa@contoso.com\n"
	p := PreviewFile([]byte(text), "a.csv", Options{})
	if shown(p) != "[[Åsa asa@contoso.com]]" || len(p.Report.Columns) != 2 || p.Report.Diagnostics[0].Code != "unknown-header" {
		t.Errorf("%+v", p)
	}
	p = PreviewFile([]byte(text), "a.csv", Options{Columns: map[string]directory.Attr{"Anmeldename": directory.UserPrincipalName}})
	if c := p.Report.Columns; len(p.Report.Diagnostics) > 0 || p.Report.Objects != 1 || !c[1].Chosen || c[0].Chosen {
		t.Errorf("%+v", p)
	}
}

// TestPreviewOfPackedFiles begins at the file of the archive that is asked for.
func TestPreviewOfPackedFiles(t *testing.T) {
	const text = "DN,cn\nCN=a,Åsa\n"
	z := gzipped([]byte(text))
	if p := PreviewFile(z[:len(z)-4], "a.csv.gz", Options{}); shown(p) != "[[CN=a Åsa]]" {
		t.Errorf("%+v", p)
	}
	for _, seekable := range []bool{true, false} {
		archive := zipOf(t, seekable, "first.csv", "DN,cn\nCN=first,x\n", "second.csv", text)
		to := Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
		reports := LoadAll(bytes.NewReader(archive), "a.zip", Options{}, to, nil)
		if len(reports) != 2 || reports[0].Start != 0 || reports[1].Start == 0 {
			t.Fatalf("%+v", reports)
		}
		for i, want := range []string{"[[CN=first x]]", "[[CN=a Åsa]]"} {
			if p := PreviewFile(archive[reports[i].Start:], reports[i].Name, Options{}); shown(p) != want {
				t.Errorf("%s: %+v", reports[i].Name, p)
			}
		}
	}
}

func TestChosenFormats(t *testing.T) {
	for _, c := range []struct {
		name, text string
		shape      Shape
		objects    int64
		read       Shape
	}{
		{"table that looks like LDIF", "dn: the name,mail\nCN=a,a@contoso.com\n", ShapeOther, 1, ShapeOther},
		{"LDIF", "dn: CN=a\nmail: a@contoso.com\n", ShapeLDIF, 1, ShapeLDIF},
		{"table read as LDIF", "DN,mail\nCN=a,a@contoso.com\n", ShapeLDIF, 0, ShapeLDIF},
		{"JSON of the cloud", `[{"samAccountName":"a","mail":"a@contoso.com"}]`, ShapeGraphJSON, 1, ShapeGraphJSON},
		{"JSON of Active Directory", `[{"id":"a","mail":"a@contoso.com"}]`, ShapeOtherJSON, 1, ShapeOtherJSON},
	} {
		l := loadText("a", c.text, Options{Shape: c.shape})
		if l.Objects != c.objects || l.Shape != c.read || !slices.Equal(l.Chosen, []string{"shape"}) {
			t.Errorf("%s: %d objects, read as %q, chosen %q, %v", c.name, l.Objects, l.Shape, l.Chosen, l.codes())
		}
	}
}

// TestChoicesForFilesOfAnArchive are made for each of them.
func TestChoicesForFilesOfAnArchive(t *testing.T) {
	archive := zipOf(t, true, "a.csv", "mail,cn\na@contoso.com,\xC5\n", "b.csv", "mail,cn\nb@contoso.com,\xC5\n")
	to := Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
	reports := LoadAll(bytes.NewReader(archive), "x.zip", Options{Members: map[string]Options{
		"x.zip/b.csv": {Role: Cloud, Encoding: "windows-1251"}}}, to, nil)
	if a, b := reports[0], reports[1]; a.Role != OnPrem || len(a.Chosen) > 0 || b.Role != Cloud || b.Encoding != "windows-1251" ||
		!slices.Equal(b.Chosen, []string{"role", "encoding"}) {
		t.Errorf("%+v", reports)
	}
}

// TestRecalledChoices are those made for a file with the same header, unless there is
// a choice for the file itself.
func TestRecalledChoices(t *testing.T) {
	var asked []string
	recall := func(head []byte, name string) (Options, bool) {
		asked = append(asked, name)
		return Options{Role: Cloud}, HeaderKey(head) == HeaderKey([]byte("mail,cn\n"))
	}
	l := loadText("a.csv", "mail,cn\na@contoso.com,a\n", Options{Recall: recall})
	if l.Role != Cloud || !l.Recalled || !slices.Equal(l.Chosen, []string{"role"}) || l.Header == "" {
		t.Errorf("%+v", l.Report)
	}
	if l = loadText("b.csv", "mail,sn\na@contoso.com,a\n", Options{Recall: recall}); l.Role != OnPrem || l.Recalled {
		t.Errorf("%+v", l.Report)
	}
	if l = loadText("c.csv", "mail,cn\na@contoso.com,a\n", Options{Recall: recall, Encoding: "utf-8"}); l.Role != OnPrem || l.Recalled {
		t.Errorf("%+v", l.Report)
	}
	if !slices.Equal(asked, []string{"a.csv", "b.csv"}) {
		t.Errorf("asked for %v", asked)
	}
}

func TestHeaderKeys(t *testing.T) {
	key := HeaderKey([]byte("mail,cn\r\na,b\r\n"))
	if key == "" || key != HeaderKey([]byte("mail,cn\r\nc,d\r\n")) || key != HeaderKey([]byte("\xEF\xBB\xBFmail,cn\r\nc,d\r\n")) {
		t.Error("the values under a header change its key")
	}
	if wide := []byte("m\x00a\x00i\x00l\x00\r\x00\n\x00a\x00\n\x00"); HeaderKey(wide) != HeaderKey([]byte("mail\r\n")) {
		t.Error("a header in UTF-16 has another key")
	}
	if HeaderKey([]byte("mail,cn\ra,b\r")) != key {
		t.Error("a header whose line ends in a carriage return alone has another key")
	}
	for name, text := range map[string]string{
		"other header": "mail,sn\r\n", "type line": "#TYPE x\nmail,cn\r\n", "other delimiter": "mail;cn\r\n",
	} {
		if k := HeaderKey([]byte(text)); k == "" || k == key {
			t.Errorf("%s: %q", name, k)
		}
	}
	for name, text := range map[string]string{
		"LDIF": "dn: CN=a\nmail: a\n", "JSON": "[{}]\n", "values": "\"anna@contoso.com\",Anna\n", "names": "\"CN=a,DC=x\";b\n", "picture": "\x89PNG\n",
		"nothing": "", "no end": "mail,cn", "markup": "<html>\n",
	} {
		if k := HeaderKey([]byte(text)); k != "" {
			t.Errorf("%s has the key %s", name, k)
		}
	}
}

func TestTableShapes(t *testing.T) {
	for _, s := range TableShapes() {
		l := loadText("users.csv", "userPrincipalName,mail\na@contoso.com,a@contoso.com\n", Options{Shape: s})
		if l.Objects != 1 || l.Shape != s {
			t.Errorf("%s: %d objects, read as %s", s, l.Objects, l.Shape)
		}
	}
}
