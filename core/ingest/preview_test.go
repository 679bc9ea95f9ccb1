package ingest

import (
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

func TestPreview(t *testing.T) {
	p := PreviewFile([]byte("#TYPE x\nDN;cn\n\"CN=\xC5sa\";\xC5sa\nCN=b"), "a.csv", Options{})
	if got := fmt.Sprint(p.Rows, p.Report.Encoding, p.Report.Delimiter); got != "[[CN=Åsa Åsa] [CN=b ]]windows-1252;" && got != "[[CN=Åsa Åsa] [CN=b ]] windows-1252 ;" {
		t.Error(got)
	}
	p = PreviewFile([]byte("DN;cn\n\"CN=\xC5sa\";\xC5sa\n"), "a.csv", Options{Encoding: "windows-1251"})
	if got := fmt.Sprint(p.Rows); got != "[[CN=Еsa Еsa]]" {
		t.Error(got)
	}
	p = PreviewFile([]byte("dn: CN=a\nmail: x\nproxyAddresses: smtp:a\nproxyAddresses: smtp:b\n"), "a.ldf", Options{})
	if len(p.Rows) != 1 || !slices.Contains(p.Rows[0], "smtp:a | smtp:b") {
		t.Errorf("%+v", p)
	}
	if p = PreviewFile([]byte("no export\n"), "a.txt", Options{}); len(p.Rows) > 1 {
		t.Errorf("%+v", p)
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
