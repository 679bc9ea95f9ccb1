package session

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"presync/core/ingest"
)

const (
	ldifOfTwo = "dn: CN=a,DC=x\nobjectClass: user\nobjectGUID:: QPwpa0fKZxCzHQDdAQZi2g==\nmail: a@contoso.com\n\n" +
		"dn: CN=b,DC=x\nobjectClass: user\nobjectGUID:: 4AQlP4lP0xGaDAMF6CwzAQ==\nmail: b@contoso.com\n"
	csvOfTwo = "DistinguishedName,ObjectClass,ObjectGUID,mail,displayName\n" +
		"\"CN=a,DC=x\",user,6b29fc40-ca47-1067-b31d-00dd010662da,other@contoso.com,A\n" +
		"\"CN=c,DC=x\",user,00112233-4455-6677-8899-aabbccddeeff,c@contoso.com,C\n"
)

// loadTexts loads files given as name and text.
func loadTexts(t *testing.T, files ...string) (*Session, *Overview) {
	t.Helper()
	s := New()
	req := LoadRequest{}
	for i := 0; i < len(files); i += 2 {
		req.Files = append(req.Files, FileSpec{Name: files[i], Size: int64(len(files[i+1]))})
	}
	return s, s.Load(req, func(i int) (io.Reader, error) { return strings.NewReader(files[2*i+1]), nil }, nil)
}

func TestArchiveGivesSeveralFiles(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range map[string]string{"a.ldf": ldifOfTwo, "b.json": `[{"id":"1","userPrincipalName":"x@contoso.com"}]`} {
		f, _ := w.Create(name)
		io.WriteString(f, text)
	}
	w.Close()
	s, o := loadTexts(t, "c.csv", csvOfTwo, "all.zip", b.String())
	if len(o.Files) != 3 || o.Files[0].Source != 0 || o.Files[1].Source != 1 || o.Files[2].Source != 1 {
		t.Fatalf("files: %+v", o.Files)
	}
	for i, f := range o.Files {
		page := s.Objects(ObjectsQuery{Filter: ObjectsFilter{File: &i}, Cloud: f.Role == ingest.Cloud, Limit: 10})
		if f.Packed && f.Role == ingest.Cloud && page.Total != 1 {
			t.Errorf("%s: %d objects in its list", f.Name, page.Total)
		}
		for _, row := range page.Rows {
			d, _ := s.Object(ObjectRef{Object: row.Object, Cloud: f.Role == ingest.Cloud})
			if d.Object.File != f.Name || d.Object.Packed != f.Packed || d.Object.FileIndex != f.Source {
				t.Errorf("%s: %+v", f.Name, d.Object)
			}
		}
	}
}

func TestObjectsOfSeveralFilesAreCountedOnce(t *testing.T) {
	s, o := loadTexts(t, "a.ldf", ldifOfTwo, "b.csv", csvOfTwo,
		"u.json", `[{"id":"1","userPrincipalName":"x@contoso.com"},{"id":"2","userPrincipalName":"y@contoso.com"}]`,
		"v.json", `[{"id":"1","mail":"x@contoso.com"}]`)
	if o.OnPrem.Objects != 3 || o.Cloud.Objects != 2 || o.Readiness.InScope > 3 {
		t.Errorf("%+v %+v %+v", o.OnPrem, o.Cloud, o.Readiness)
	}
	if b := o.Files[1]; b.Objects != 2 || b.Repeated != 1 {
		t.Errorf("b.csv: %d objects, %d repeated", b.Objects, b.Repeated)
	}
	for i, f := range o.Files[:2] {
		if got := s.Objects(ObjectsQuery{Filter: ObjectsFilter{File: &i}, Limit: 10}).Total; got != f.Objects-f.Repeated {
			t.Errorf("%s: the list has %d objects", f.Name, got)
		}
	}
	for _, cloud := range []bool{false, true} {
		want := o.OnPrem.Objects
		if cloud {
			want = o.Cloud.Objects
		}
		if got := s.Objects(ObjectsQuery{Cloud: cloud, Limit: 10}).Total; got != want {
			t.Errorf("the list has %d objects, the overview says %d", got, want)
		}
	}
	var codes []string
	for _, f := range o.Files {
		for _, d := range f.Diagnostics {
			codes = append(codes, f.Name+" "+d.Code)
		}
	}
	if all := strings.Join(codes, "\n"); !strings.Contains(all, "b.csv object-repeated") ||
		!strings.Contains(all, "b.csv object-differs") || !strings.Contains(all, "v.json object-repeated") {
		t.Errorf("diagnostics:\n%s", all)
	}
}

func TestCompletenessNamesWhatIsMissing(t *testing.T) {
	_, o := loadTexts(t, "a.ldf", ldifOfTwo)
	c := o.Files[0].Completeness
	if c == nil || c.Command != "ldifde" {
		t.Fatalf("got %+v", c)
	}
	for _, col := range c.Columns {
		switch col.Attribute {
		case "mail":
			if col.State != ingest.ColumnPresent || col.Filled != 2 || len(col.Rules)+len(col.Verdicts) != 0 {
				t.Errorf("got %+v", col)
			}
		case "proxyAddresses":
			if col.State != ingest.ColumnAbsent || len(col.Rules) == 0 || len(col.Verdicts) != 2 {
				t.Errorf("got %+v", col)
			}
		}
	}
}

func TestColumnsChosenByHand(t *testing.T) {
	s := New()
	text := "Name des Kontos;Adresse\nx@contoso.com;y@contoso.com\n"
	spec := FileSpec{Name: "a.csv", Size: int64(len(text)), Role: "cloud", Shape: "m365-users",
		Columns: map[string]string{"Name des Kontos": "userPrincipalName", "Adresse": "mail"}}
	o := s.Load(LoadRequest{Files: []FileSpec{spec}}, func(int) (io.Reader, error) { return strings.NewReader(text), nil }, nil)
	if o.Cloud.Objects != 1 || o.Files[0].Shape != ingest.ShapeM365 {
		t.Errorf("%+v", o.Files)
	}
}
