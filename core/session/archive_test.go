package session

import (
	"io"
	"os"
	"strings"
	"testing"
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
