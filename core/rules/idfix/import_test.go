package idfix

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// importFields are the names of the fields in the expected files.
var importFields = [fieldCount]string{
	"distinguishedName", "commonName", "objectClass", "attribute", "error", "value", "update", "proposedAction", "action",
}

func TestImportAsIdFixDoesIt(t *testing.T) {
	files := unzip(t, "import.zip")
	n := 0
	for name, data := range files {
		base, csv := strings.CutSuffix(name, ".csv")
		if strings.HasPrefix(name, "expected-") {
			continue
		}
		read := ReadCSV
		if !csv {
			base, read = strings.TrimSuffix(name, ".ldf"), ReadUpdate
		}
		n++
		t.Run(base, func(t *testing.T) {
			rows, problems := read(bytes.NewReader(data), AsIdFix)
			want := strings.Split(strings.TrimSuffix(string(files["expected-"+base+".jsonl"]), "\n"), "\n")
			if want[0] == "" {
				want = nil
			}
			if len(want) > 0 && strings.HasPrefix(want[0], `{"status":`) {
				checkStop(t, want[0], problems, rows)
				want = want[1:]
			} else if len(problems) > 0 {
				t.Errorf("IdFix reads the whole file, got %v", problems)
			}
			var got []string
			for i := range rows {
				got = append(got, importJSON(&rows[i]))
			}
			for i, l := range canonical(want) {
				if i >= len(got) || l != canonical(got)[i] {
					t.Errorf("got  %q\nwant %q", got, want)
					break
				}
			}
			if len(got) != len(want) {
				t.Errorf("%d rows, want %d", len(got), len(want))
			}
		})
	}
	if n != 11 {
		t.Errorf("%d files, want 11", n)
	}
}

// checkStop compares where the import ends. IdFix's status line names the number
// of lines read and one, or -1 at the end of the file.
func checkStop(t *testing.T, status string, problems []Problem, rows []ImportRow) {
	t.Helper()
	if len(problems) != 1 || !problems[0].Stops {
		t.Fatalf("got %v, want an end as in %s", problems, status)
	}
	read, _ := strconv.Atoi(regexp.MustCompile(`\[(-?\d+)\]`).FindStringSubmatch(status)[1])
	last := 0
	for _, r := range rows {
		last = max(last, r.Line)
	}
	if read > 0 && problems[0].Line != read-1 || problems[0].Line != last {
		t.Errorf("stopped at line %d, want %s", problems[0].Line, status)
	}
}

func importJSON(r *ImportRow) string {
	fields := map[string]any{}
	for f := range fieldCount {
		fields[importFields[f]] = nil
		if r.Has(f) {
			fields[importFields[f]] = r.Text(f)
		}
	}
	b, _ := json.Marshal(fields)
	return string(b)
}

const header = "DISTINGUISHEDNAME,COMMONNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,PROPOSEDACTION,ACTION\r\n"

func TestCompleteReadingKeepsWhatIdFixLoses(t *testing.T) {
	for _, c := range []struct {
		name, file    string
		value, update string // of the first row
		rows          int
		problem       string
	}{
		{"blanks", header + `"CN=a,DC=x",a,user,mail,Character, x@y.com,x@y.com,Edit,EDIT`, " x@y.com", "x@y.com", 1, ""},
		{"quotes not doubled", header + `"CN=a,DC=x",a,contact,targetAddress,Character,"SMTP:"a,b"@contoso.com",SMTP:ab@contoso.com,Edit,`,
			`SMTP:"a,b"@contoso.com`, "SMTP:ab@contoso.com", 1, "idfix.read.mended"},
		{"quote at the beginning", header + `"CN=a,DC=x",a,user,mail,Character,"quoted"@x.com,quoted@x.com,Edit,` + "\r\n" +
			`"CN=b,DC=x",b,user,mail,Character,v,u,Edit,`, `"quoted"@x.com`, "quoted@x.com", 2, ""},
		{"quotes doubled", header + `"CN=a,DC=x",a,user,mail,Character,"""a,b""@x.com",ab@x.com,Edit,`, `"a,b"@x.com`, "ab@x.com", 1, ""},
		{"every field quoted", "\"DISTINGUISHEDNAME\",\"VALUE\",\"UPDATE\"\r\n\"CN=a,DC=x\",\"v\",\"u\"\r\n", "v", "u", 1, ""},
		{"bare line end", header + "\"CN=a,DC=x\",a,user,mail,Character,one\ntwo, u ,Edit,EDIT\r\n\"CN=b,DC=x\",b,user,mail,Character,v,u,Edit,\r\n",
			"one\ntwo", " u ", 2, "idfix.read.mended"},
		{"quoted line end", header + "\"CN=a,DC=x\",a,user,mail,Character,\"one\r\ntwo,x\",u,Edit,EDIT\r\n", "one\r\ntwo,x", "u", 1, ""},
		{"unknown column", "DISTINGUISHEDNAME,EXTRA,ATTRIBUTE,VALUE,UPDATE\r\n\"CN=a,DC=x\",extra,mail,old,new\r\n", "old", "new", 1, "idfix.read.column"},
		{"short row", header + "\"CN=a,DC=x\",a,user,mail,Character,v\r\n\"CN=b,DC=x\",b,user,mail,Character,v,u,Edit,\r\n", "v", "", 2, "idfix.read.short"},
		{"long row", header + "\"CN=a,DC=x\",a,user,mail,Character,v,u,Edit,EDIT,more\r\n\"CN=b,DC=x\",b,user,mail,Character,v,u,Edit,\r\n", "v", "u", 2, "idfix.read.long"},
		{"unknown action", header + "\"CN=a,DC=x\",a,user,mail,Character,v,u,Edit,KEEP\r\n", "v", "u", 1, "idfix.read.action"},
	} {
		rows, problems := ReadCSV(strings.NewReader(c.file), Complete)
		if len(rows) != c.rows || rows[0].Value != c.value || rows[0].Update != c.update || rows[0].DN != "CN=a,DC=x" {
			t.Errorf("%s: got %+v", c.name, rows)
		}
		switch {
		case c.problem == "" && len(problems) > 0, c.problem != "" && (len(problems) != 1 || problems[0].Text.ID != c.problem):
			t.Errorf("%s: problems %v, want %q", c.name, problems, c.problem)
		}
	}
}

func TestCompleteReadingOfUpdateFilesJoinsLines(t *testing.T) {
	file := "distinguishedName: CN=a\r\nobjectClass: user\r\nattribute: displayName\r\nerror: Length\r\nvalue: one\r\ntwo\r\nupdate: x\r\naction: Edit\r\n-\r\n\r\n"
	rows, problems := ReadUpdate(strings.NewReader(file), Complete)
	if len(rows) != 1 || rows[0].Value != "one\ntwo" || rows[0].Update != "x" || rows[0].ProposedAction != "UNDO" || len(problems) != 1 {
		t.Errorf("got %+v, %v", rows, problems)
	}
}

// TestOwnExportIsReadBack writes the rows of a run as CSV and reads them again.
func TestOwnExportIsReadBack(t *testing.T) {
	r := Run(load(t, "input.ldf", gunzip(t, "dev", "input.ldf")), Options{TopLevelDomains: accepted(t)}, nil)
	var file bytes.Buffer
	if err := WriteCSV(&file, r); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(file.String(), header) {
		t.Errorf("header %q", file.String()[:100])
	}
	if Detect(file.Bytes()[:4096]) != FileCSV {
		t.Error("the file is not recognised")
	}
	rows, problems := ReadCSV(&file, Complete)
	if len(rows) != r.Len() || len(problems) > 0 {
		t.Fatalf("%d rows read of %d written, %v", len(rows), r.Len(), problems)
	}
	values := map[string]int{}
	for _, row := range rows {
		values[row.DN+"|"+row.Attribute+"|"+row.Value+"|"+row.Update+"|"+row.Error+"|"+row.ProposedAction]++
	}
	for i := range r.Len() {
		row := r.At(i)
		key := row.DN + "|" + row.Attribute + "|" + whole(row.Value) + "|" + whole(row.Update) + "|" + row.Errors + "|" + row.ProposedAction
		if values[key]--; values[key] < 0 {
			t.Errorf("not read back: %s", key)
		}
	}
}

// TestExportsOfIdFix reads what IdFix itself exported of the same directories.
func TestExportsOfIdFix(t *testing.T) {
	dev, quirks := gunzip(t, "dev", "input.ldf"), unzip(t, "quirks.zip")
	for _, c := range []struct {
		name          string
		input, export []byte
		opt           Options
	}{
		{"dev", dev, gunzip(t, "dev", "export-mt.csv"), Options{}},
		{"dev dedicated", dev, gunzip(t, "dev", "export-dedicated.csv"), Options{Dedicated: true}},
		{"05", quirks["05-dup-original-shows-later-spelling.ldf"], quirks["05-dup-original-shows-later-spelling.export.csv"], Options{}},
		{"51", quirks["51-csv-export-quotes.ldf"], quirks["51-csv-export-quotes.export.csv"], Options{}},
	} {
		c.opt.TopLevelDomains = accepted(t)
		r := Run(load(t, "input.ldf", c.input), c.opt, nil)
		rows, _ := ReadCSV(bytes.NewReader(c.export), Complete)
		if len(rows) != r.Len() {
			t.Errorf("%s: %d rows read, %d found", c.name, len(rows), r.Len())
		}
		want := map[string]int{}
		for i := range r.Len() {
			row := r.At(i)
			want[row.DN+"|"+row.CN+"|"+row.Attribute+"|"+whole(row.Value)+"|"+whole(row.Update)+"|"+row.Errors]++
		}
		for _, row := range rows {
			key := row.DN + "|" + row.CN + "|" + row.Attribute + "|" + row.Value + "|" + row.Update + "|" + row.Error
			if want[key]--; want[key] < 0 {
				t.Errorf("%s line %d: %q is no row of the run", c.name, row.Line, key)
			}
		}
	}
}

func TestDetect(t *testing.T) {
	for head, want := range map[string]FileKind{
		header:                             FileCSV,
		"\uFEFF" + strings.ToLower(header): FileCSV,
		"distinguishedName: CN=a\r\nobjectClass: user\r\nattribute: mail\r\n": FileUpdate,
		"dn: CN=a\r\nobjectClass: user\r\n":                                   NotIdFix,
		"DN,objectClass,mail\r\n":                                             NotIdFix,
	} {
		if got := Detect([]byte(head)); got != want {
			t.Errorf("%q: got %d, want %d", head, got, want)
		}
	}
}
