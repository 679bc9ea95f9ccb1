package session

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// loadText loads one on-premises LDIF file.
func loadText(t *testing.T, text string) (*Session, *Overview) {
	t.Helper()
	s := New()
	o := s.Load(LoadRequest{Files: []FileSpec{{Name: "onprem.ldf", Size: int64(len(text)), Role: "onprem"}}},
		func(int) (io.Reader, error) { return strings.NewReader(text), nil }, nil)
	return s, o
}

// person is a record with a finding: its address has no domain.
func person(dn string, n int) string {
	return fmt.Sprintf("dn: %s\nobjectClass: user\nsAMAccountName: u%d\nuserPrincipalName: u%d@contoso.com\nmail: bad%d\n\n", dn, n, n, n)
}

const forestText = "CN=A,OU=Sales,OU=Berlin,DC=contoso,DC=com|CN=B,OU=sales,ou=berlin,dc=contoso,dc=com|" +
	`CN=Silva\, C,OU=Berlin, DC=contoso,DC=com|CN=D,OU=Paris,DC=contoso,DC=com|CN=E,CN=Users,DC=example,DC=net`

func loadForest(t *testing.T) *Session {
	t.Helper()
	var b strings.Builder
	for i, dn := range strings.Split(forestText, "|") {
		b.WriteString(person(dn, i))
	}
	s, _ := loadText(t, b.String())
	return s
}

// lines writes a tree down: depth, name, rows.
func lines(rows []TreeRow) []string {
	var out []string
	for _, r := range rows {
		line := strings.Repeat("  ", r.Depth) + r.Name + " " + fmt.Sprint(r.N)
		if r.More > 0 {
			line = strings.Repeat("  ", r.Depth) + "+" + fmt.Sprint(r.More)
		}
		if r.Path != "" {
			line = r.Path + " / " + line
		}
		out = append(out, line)
	}
	return out
}

func unitNamed(t *testing.T, s *Session, name string) uint32 {
	t.Helper()
	for n, x := range s.unitTree().nodes {
		if x.name == name {
			return uint32(n)
		}
	}
	t.Fatalf("no place is called %s", name)
	return 0
}

// Letter case and blanks make no place of their own, components of a domain make
// one node, and a node counts everything below it.
func TestTreeOfPlaces(t *testing.T) {
	s := loadForest(t)
	tree := func(q TreeQuery, unit ...string) []string {
		return lines(s.Objects(ObjectsQuery{Filter: ObjectsFilter{Unit: unit}, Tree: &q}).Tree)
	}
	if got, want := tree(TreeQuery{}), []string{"contoso.com 4", "example.net 1"}; !slices.Equal(got, want) {
		t.Errorf("closed: %q, want %q", got, want)
	}
	contoso := unitNamed(t, s, "contoso.com")
	want := []string{"contoso.com 4", "  Berlin 3", "  Paris 1", "example.net 1"}
	if got := tree(TreeQuery{Toggled: []uint32{contoso}}); !slices.Equal(got, want) {
		t.Errorf("open: %q, want %q", got, want)
	}
	sales := unitNamed(t, s, "Sales")
	want = []string{"contoso.com 4", "  Berlin 3", "    Sales 2", "  Paris 1", "example.net 1"}
	if got := tree(TreeQuery{}, fmt.Sprint(sales)); !slices.Equal(got, want) {
		t.Errorf("down to the chosen one: %q, want %q", got, want)
	}
	if got, want := tree(TreeQuery{Search: "SAL"}), []string{"contoso.com / Berlin / Sales 2"}; !slices.Equal(got, want) {
		t.Errorf("search: %q, want %q", got, want)
	}
}

// A node of the tree says how many rows a click gives, whatever the other filters
// are, in each of the lists.
func TestPlacesNarrowEveryList(t *testing.T) {
	s, _ := loadSample(t)
	class := []string{"user"}
	for n := range s.unitTree().nodes {
		unit := []string{fmt.Sprint(n)}
		f := s.Findings(FindingsQuery{Filter: FindingsFilter{Class: class, Unit: unit}, Tree: &TreeQuery{}})
		m := s.Matches(MatchesQuery{Filter: MatchesFilter{Class: class, Unit: unit}, Tree: &TreeQuery{}})
		o := s.Objects(ObjectsQuery{Filter: ObjectsFilter{Class: class, Unit: unit}, Tree: &TreeQuery{}})
		for _, list := range []struct {
			tree  []TreeRow
			total int64
		}{{f.Tree, f.Total}, {m.Tree, m.Total}, {o.Tree, o.Total}} {
			i := slices.IndexFunc(list.tree, func(r TreeRow) bool { return r.Unit == uint32(n) })
			if i < 0 || list.tree[i].N != list.total {
				t.Errorf("place %d has %d rows, the tree is %+v", n, list.total, list.tree)
			}
		}
	}
}

// A forest of ten thousand units is listed in portions.
func TestManyUnits(t *testing.T) {
	var b strings.Builder
	for i := range 10_000 {
		b.WriteString(person(fmt.Sprintf("CN=U%d,OU=Unit %05d,DC=contoso,DC=com", i, i), i))
	}
	s, o := loadText(t, b.String())
	tree := s.Findings(FindingsQuery{Tree: &TreeQuery{}}).Tree
	if n := len(tree); n != treeFew+2 || tree[0].N != o.Findings || tree[n-1].More != 10_000-treeFew {
		t.Errorf("%d lines, the first %+v, the last %+v", n, tree[0], tree[n-1])
	}
	rest := tree[len(tree)-1]
	if n := len(s.Findings(FindingsQuery{Tree: &TreeQuery{Whole: []uint32{rest.Unit}}}).Tree); n != treeMany+2 {
		t.Errorf("%d lines with more of them", n)
	}
	found := s.Findings(FindingsQuery{Tree: &TreeQuery{Search: "unit 0999"}}).Tree
	if len(found) != 10 || found[0].Path != "contoso.com" {
		t.Errorf("found %v", lines(found))
	}
}

// The numbers of a filter come back with their names.
func TestLabelsOfNumbers(t *testing.T) {
	s := loadForest(t)
	n := s.Findings(FindingsQuery{Limit: 1}).Rows[0]
	object, value := n.Object, n.Finding
	f := FindingsFilter{Unit: []string{fmt.Sprint(unitNamed(t, s, "Paris"))}, Domain: []string{"1"}, Object: &object, Value: &value}
	got := map[string]string{}
	for _, l := range s.Findings(FindingsQuery{Filter: f, Facets: true}).Labels {
		got[l.Field] = l.Text
	}
	for field, want := range map[string]string{"unit": "Paris", "domain": "contoso.com", "object": n.CN, "value": n.Value} {
		if got[field] != want {
			t.Errorf("%s is called %q, want %q", field, got[field], want)
		}
	}
}

// A filter by value takes the findings of the very same value.
func TestOnlyThisValue(t *testing.T) {
	s, o := loadSample(t)
	want := map[string]int64{}
	rows := s.Findings(FindingsQuery{}).Rows
	for _, r := range rows {
		want[r.Value]++
	}
	if int64(len(rows)) != o.Findings {
		t.Fatal("the sample has more findings than a page")
	}
	for _, r := range rows {
		if got := s.Findings(FindingsQuery{Filter: FindingsFilter{Value: &r.Finding}}).Total; got != want[r.Value] {
			t.Errorf("%q stands in %d findings, the filter gives %d", r.Value, want[r.Value], got)
		}
	}
}

// The list of objects has facets that count what a click gives, and an order by
// each column.
func TestObjectsFacetsAndOrder(t *testing.T) {
	s, _ := loadSample(t)
	for _, cloud := range []bool{false, true} {
		p := s.Objects(ObjectsQuery{Cloud: cloud, Facets: true})
		if p.Total != p.All {
			t.Errorf("%d of %d without a filter", p.Total, p.All)
		}
		for _, facet := range p.Facets {
			for _, v := range facet.Values {
				f := ObjectsFilter{}
				switch facet.Field {
				case "class":
					f.Class = []string{v.Key}
				case "domain":
					f.Domain = []string{v.Key}
				case "scope":
					f.Scope = []string{v.Key}
				case "state":
					f.State = []string{v.Key}
				}
				if got := s.Objects(ObjectsQuery{Cloud: cloud, Filter: f}).Total; got != v.N {
					t.Errorf("facet %s %s says %d, the list has %d", facet.Field, v.Key, v.N, got)
				}
			}
		}
	}
	rows := s.Objects(ObjectsQuery{Sort: "findings", Desc: true}).Rows
	if !slices.IsSortedFunc(rows, func(a, b ObjectRow) int { return b.Findings - a.Findings }) || rows[0].Findings == 0 {
		t.Error("the objects are not ordered by their findings")
	}
	rows = s.Objects(ObjectsQuery{Sort: "name"}).Rows
	if !slices.IsSortedFunc(rows, func(a, b ObjectRow) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) }) {
		t.Error("the objects are not ordered by name")
	}
}
