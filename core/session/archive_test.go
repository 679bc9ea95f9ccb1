package session

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"strings"
	"testing"

	"presync/core/ingest"
)

// A file that IdFix wrote opens beside the directory: each row says whether the
// object still has the value.
func TestIdFixFileOpensAsFindingsWithActions(t *testing.T) {
	onprem, err := os.ReadFile(samplePath + "onprem.ldf")
	if err != nil {
		t.Fatal(err)
	}
	grid := "DISTINGUISHEDNAME,COMMONNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,PROPOSEDACTION,ACTION\r\n" +
		"\"CN=Dot Alias,OU=Staff,DC=contoso,DC=com\",Dot Alias,user,mailnickname,Character,.dotalias,dotalias,Edit,EDIT\r\n" +
		"\"CN=Anna Berg,OU=Staff,DC=contoso,DC=com\",Anna Berg,user,mailnickname,Character,.anna,anna,Edit,\r\n" +
		"\"CN=Gone,OU=Staff,DC=contoso,DC=com\",Gone,user,mail,Duplicate,gone@contoso.com,,Remove,REMOVE\r\n"
	texts := []string{string(onprem), grid}
	s := New()
	o := s.Load(LoadRequest{Files: []FileSpec{{Name: "onprem.ldf"}, {Name: "IdFix.csv"}}}, func(i int) (io.Reader, error) {
		return strings.NewReader(texts[i]), nil
	}, nil)
	if o.Archive != 3 || o.Files[1].Shape != ShapeIdFixCSV || len(o.Files[1].Diagnostics) != 0 {
		t.Fatalf("%d rows, %+v", o.Archive, o.Files[1])
	}
	p := s.Archive(ArchiveQuery{})
	for i, want := range map[string]string{"Dot Alias": ArchiveOpen, "Anna Berg": ArchiveChanged, "Gone": ArchiveUnknown} {
		for _, r := range p.Rows {
			if r.CN == i && r.State != want {
				t.Errorf("%s is %s, want %s", i, r.State, want)
			}
		}
	}
	if p := s.Archive(ArchiveQuery{State: []string{ArchiveOpen}, Search: "DOTALIAS"}); p.Total != 1 || p.Rows[0].Action != "EDIT" || p.Rows[0].Object == nil {
		t.Errorf("%+v", p)
	}
}

// The files of IdFix are known in archives too, and each row that had to be mended is
// counted.
func TestIdFixFilesInArchives(t *testing.T) {
	grid := "DISTINGUISHEDNAME,COMMONNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,PROPOSEDACTION,ACTION\r\n" +
		strings.Repeat("\"CN=A,DC=x\",A,user,mail,Character,\"a\"b,c\",abc,Edit,\r\n", 100)
	update := "distinguishedName: CN=A,DC=x\r\nobjectClass: user\r\nattribute: mail\r\nerror: Character\r\nvalue: a\r\nupdate: b\r\naction: Edit\r\n-\r\n\r\n"
	var packed, zipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	for name, text := range map[string]string{"IdFix.csv": grid, "onprem.ldf": "dn: CN=A,DC=x\nobjectClass: user\nmail: a\n"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, text)
	}
	z.Close()
	g := gzip.NewWriter(&packed)
	io.WriteString(g, update)
	g.Close()
	s := New()
	o := s.Load(LoadRequest{Files: []FileSpec{{Name: "all.zip"}, {Name: "Update.ldf.gz"}}}, func(i int) (io.Reader, error) {
		return []io.Reader{&zipped, &packed}[i], nil
	}, nil)
	if o.Archive != 101 || s.OnPrem().Len() != 1 || len(o.Files) != 3 {
		t.Fatalf("%d rows, %d objects, %+v", o.Archive, s.OnPrem().Len(), o.Files)
	}
	for _, f := range o.Files {
		switch {
		case f.Shape == ShapeIdFixUpdate && f.Objects == 1 && f.Packed:
		case f.Shape == ShapeIdFixCSV && f.Objects == 100 && f.Bytes == int64(len(grid)):
			var n int64
			for _, d := range f.Diagnostics {
				n += d.Count
			}
			if n != 100 || len(f.Diagnostics) != maxExamples {
				t.Errorf("%d problems in %d diagnostics", n, len(f.Diagnostics))
			}
		case f.Shape == ingest.ShapeLDIF && f.Objects == 1:
		default:
			t.Errorf("%s is %s with %d objects of %d bytes, %v", f.Name, f.Shape, f.Objects, f.Bytes, f.Diagnostics)
		}
	}
}
