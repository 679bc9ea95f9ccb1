package idfix

import (
	"io"
	"strings"
	"testing"
)

// TestHostileFilesEnd reads files that were made to keep a reader busy, or to make it
// fail: the time for a row is bounded, and the rows behind are read.
func TestHostileFilesEnd(t *testing.T) {
	const good = `"CN=b,DC=x",b,user,mail,Character,v,u,Edit,EDIT`
	for name, broken := range map[string]string{
		"quotation marks":   strings.Repeat(`",`, 1<<18),
		"only marks":        strings.Repeat(`"`, 1<<20),
		"delimiters":        strings.Repeat(",", 1<<22),
		"lines of marks":    strings.Repeat(`"CN=a,"b",""c,"`+"\r\n", 1<<14),
		"a mark not closed": `"CN=a,DC=x",a,user,mail,Character,"v` + strings.Repeat("\r\nmore", 1<<16),
		"empty lines":       strings.Repeat("\n", 1<<22),
	} {
		rows, _ := ReadCSV(strings.NewReader(header+broken+"\r\n"+good+"\r\n"), Complete)
		found := false
		for _, r := range rows {
			found = found || r.DN == "CN=b,DC=x" && r.Value == "v" && r.Update == "u" && r.Action == "EDIT"
		}
		if !found {
			t.Errorf("%s: the row behind is missing among %d rows", name, len(rows))
		}
	}
	rows, _ := ReadCSV(strings.NewReader(strings.TrimSpace(header)+strings.Repeat(",x", 1<<20)+"\r\n"+good+"\r\n"), Complete)
	if len(rows) != 1 || rows[0].Value != "v" {
		t.Errorf("a header of a million columns: %d rows", len(rows))
	}
	update := "distinguishedName: CN=a\r\nobjectClass: user\r\nvalue: v" + strings.Repeat("\r\nmore", 1<<20) + "\r\nupdate: u\r\n"
	rows, problems := ReadUpdate(strings.NewReader(update), Complete)
	if len(rows) != 1 || len(problems) != 1 || len(rows[0].Value) != 1+5<<20 || rows[0].Update != "u" {
		t.Errorf("a value of a million lines: %d rows, %d problems", len(rows), len(problems))
	}
}

// TestLargeFilesAreCut reads a file that is longer than the memory may be.
func TestLargeFilesAreCut(t *testing.T) {
	if testing.Short() {
		t.Skip("reads hundreds of megabytes")
	}
	row := `"CN=b,DC=x",b,user,mail,Character,v,u,Edit,` + strings.Repeat(" ", 1<<20) + "\r\n"
	file := io.MultiReader(strings.NewReader(header), strings.NewReader(strings.Repeat(row, maxFile>>20)))
	rows, problems := ReadCSV(file, Complete)
	if len(rows) < maxFile>>20-2 || len(problems) == 0 || problems[0].Text.ID != "idfix.read.large" || !problems[0].Stops {
		t.Errorf("%d rows, %v", len(rows), problems)
	}
}

// TestSpreadsheetsOfOtherLanguages reads files that were opened and saved again.
func TestSpreadsheetsOfOtherLanguages(t *testing.T) {
	for _, file := range []string{
		strings.ReplaceAll(header, ",", ";") + `CN=a,DC=x;a;user;mail;Character;"a;b";ab;Edit;EDIT`,
		"sep=;\r\n" + strings.ReplaceAll(header, ",", ";") + `CN=a,DC=x;a;user;mail;Character;"a;b";ab;Edit;EDIT`,
		strings.ReplaceAll(header, ",", "\t") + "CN=a,DC=x\ta\tuser\tmail\tCharacter\ta;b\tab\tEdit\tEDIT",
	} {
		rows, problems := ReadCSV(strings.NewReader(file), Complete)
		if Detect([]byte(file)) != FileCSV || len(rows) != 1 || len(problems) > 0 || rows[0].DN != "CN=a,DC=x" || rows[0].Value != "a;b" || rows[0].Action != "EDIT" {
			t.Errorf("%q is read as %+v, %v", file, rows, problems)
		}
	}
}
