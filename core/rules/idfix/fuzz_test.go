package idfix

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzImport reads anything as each of IdFix's files, in both ways. Every row stands
// in the file, and every problem has its words.
func FuzzImport(f *testing.F) {
	for name, data := range unzip(f, "import.zip") {
		if !strings.HasPrefix(name, "expected-") {
			f.Add(data)
		}
	}
	f.Add([]byte(header + `"CN=a,DC=x",a,contact,targetAddress,Character,"SMTP:"a,b"@contoso.com",SMTP:ab@contoso.com,Edit,`))
	f.Add([]byte(header + "\"CN=a,DC=x\",a,user,mail,Character,one\ntwo, u ,Edit,EDIT\r\n\"CN=b,DC=x\",b,user,mail,Character,v,u,Edit,\r\n"))
	f.Add([]byte("distinguishedName: CN=a\r\nobjectClass: user\r\nattribute: displayName\r\nerror: Length\r\nvalue: one\r\ntwo\r\nupdate: x\r\n-\r\n\r\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		text, _ := decode(file)
		lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r")
		Detect(file)
		for _, how := range []Reading{AsIdFix, Complete} {
			rows, problems := ReadCSV(bytes.NewReader(file), how)
			more, also := ReadUpdate(bytes.NewReader(file), how)
			for _, r := range slices.Concat(rows, more) {
				if r.Line < 1 || r.Line > lines {
					t.Fatalf("a row at line %d of %d", r.Line, lines)
				}
			}
			for _, p := range slices.Concat(problems, also) {
				if p.Line < 0 || p.Line > lines || !utf8.ValidString(p.Text.String()) || strings.HasPrefix(p.Text.String(), "[") {
					t.Fatalf("%+v: %s", p, p.Text)
				}
			}
		}
	})
}

// FuzzImportRoundTrip writes a row with every field in quotation marks, as PowerShell
// and spreadsheets do, and reads it again.
func FuzzImportRoundTrip(f *testing.F) {
	f.Add("CN=a,DC=x", ` "a,b"@contoso.com `, "ab@contoso.com")
	f.Add("", "x,y", `"`)
	f.Fuzz(func(t *testing.T, dn, value, update string) {
		row := []string{dn, "a", "user", "mail", "Character", value, update, "Edit", "EDIT"}
		for _, v := range row {
			if !utf8.ValidString(v) || strings.ContainsAny(v, "\r\n") {
				return
			}
		}
		var file strings.Builder
		for _, line := range [][]string{strings.Split(strings.TrimSpace(header), ","), row, row} {
			for i, v := range line {
				if i > 0 {
					file.WriteByte(',')
				}
				file.WriteString(`"` + strings.ReplaceAll(v, `"`, `""`) + `"`)
			}
			file.WriteString("\r\n")
		}
		rows, problems := ReadCSV(strings.NewReader(file.String()), Complete)
		if len(rows) != 2 || len(problems) != 0 || rows[1].DN != dn || rows[1].Value != value || rows[1].Update != update {
			t.Fatalf("%q is read as %+v, %v", row, rows, problems)
		}
	})
}
