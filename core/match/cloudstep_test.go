package match

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// outline is a step in one line.
func (s CloudStep) outline() string {
	return [...]string{"write", "clear", "primary", "alias"}[s.Action] + " " + s.ID + " " + s.Old + ">" + s.New
}

func TestCloudStepsOfRemedies(t *testing.T) {
	for _, c := range []struct {
		situation
		row  Row
		want []string
	}{
		{situation{name: "the anchor goes to the account that the blocked soft match would take", opt: Options{BlockSoftMatch: true},
			onprem: []object{u(guid, guid1, proxy, "SMTP:ann@contoso.com", upn, "ann@contoso.com")},
			cloud:  []object{u(id, "c-1", proxy, "SMTP:ann@contoso.com", upn, "ann@contoso.com")}},
			SoftBlocked, []string{"write c-1 >" + anchor1}},
		{situation{name: "a group has no ImmutableId", opt: Options{BlockSoftMatch: true},
			onprem: []object{g(guid, guid1, proxy, "SMTP:sales@contoso.com")},
			cloud:  []object{g(id, "g-1", proxy, "SMTP:sales@contoso.com")}},
			SoftBlocked, nil},
		{situation{name: "a stale ImmutableId is cleared",
			onprem: []object{u(guid, guid1, proxy, "SMTP:ann@contoso.com", upn, "ann@contoso.com")},
			cloud:  []object{u(id, "c-1", proxy, "SMTP:ann@contoso.com", upn, "ann@contoso.com", imm, anchor2)}},
			StaleImmutableID, []string{"clear c-1 " + anchor2 + ">"}},
		{situation{name: "a synchronised account is left alone",
			onprem: []object{u(guid, guid1, proxy, "SMTP:ann@contoso.com", upn, "a@contoso.com")},
			cloud:  []object{u(id, "c-1", upn, "ann@contoso.com", proxy, "SMTP:ann@contoso.com", imm, anchor2, sync, "true")}},
			DifferentAnchor, nil},
		{situation{name: "the secondary address of the target becomes its primary one",
			onprem: []object{u(guid, guid1, proxy, "SMTP:ann@contoso.com", upn, "ann.b@contoso.com")},
			cloud:  []object{u(id, "c-1", proxy, "SMTP:bob@contoso.com", proxy, "smtp:ann@contoso.com", upn, "bob@contoso.com")}},
			SecondaryOnly, []string{"primary c-1 >ann@contoso.com"}},
		{situation{name: "an address that another object has as an alias",
			onprem: []object{u(guid, guid1, proxy, "SMTP:ann@contoso.com", upn, "ann@contoso.com")},
			cloud:  []object{g(id, "g-1", proxy, "SMTP:team@contoso.com", proxy, "smtp:ann@contoso.com")}},
			SecondaryCollision, []string{"alias g-1 ann@contoso.com>"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := c.run(t)
			v := r.At(0)
			var got []string
			for _, s := range r.CloudSteps(v) {
				got = append(got, s.outline())
			}
			if v.Row != c.row || !slices.Equal(got, c.want) {
				t.Errorf("%v with %q, want %v with %q", v.Row, got, c.row, c.want)
			}
		})
	}
}

// No step of any example concerns a synchronised object or one without a name, and
// the recipe of the verdict speaks of the same object.
func TestCloudStepsOfTheExamples(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(examples, "*"))
	if err != nil {
		t.Fatal(err)
	}
	steps := 0
	for _, dir := range dirs {
		r := loadExample(t, dir)
		for i := range r.Len() {
			v := r.At(i)
			for _, s := range r.CloudSteps(v) {
				steps++
				if s.ID == "" || s.Name == "" || s.Old == s.New {
					t.Errorf("%s: %+v", dir, s)
				}
				if s.Action != RemoveAlias && !strings.Contains(r.Recipe(v), s.ID) {
					t.Errorf("%s: the recipe of %v does not speak of %s", dir, v.Row, s.ID)
				}
			}
		}
	}
	if steps < 5 {
		t.Errorf("%d steps in all examples", steps)
	}
}
