package match

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
)

// named makes users that hold one address.
func named(names ...string) []object {
	var out []object
	for i, n := range names {
		out = append(out, u(directory.DN, "CN="+n+",DC=contoso,DC=com", directory.CN, n,
			guid, fmt.Sprintf("3f2504e0-4f89-11d3-9a0c-0305e82c33%02d", i+1),
			proxy, "SMTP:info@contoso.com", upn, n+"@contoso.com"))
	}
	return out
}

func TestEveryRivalIsNamed(t *testing.T) {
	objects := named("ann", "ben", "cas", "dee")
	want := map[string]string{"ann": "ben, cas, dee", "ben": "ann, cas, dee", "cas": "ann, ben, dee", "dee": "ann, ben, cas"}
	for range 4 {
		objects = append(objects[1:], objects[0])
		r := Run(Input{OnPrem: build(t, objects), Cloud: build(t, nil)}, Options{}, nil)
		for i := range r.Len() {
			v := r.At(i)
			name := r.name(v.Object)
			if got, n := r.rivalNames(v); v.Row != DuplicateOnPrem || got != want[name] || n != 3 {
				t.Errorf("%s: %v, %d rivals %s, want %s", name, v.Row, n, got, want[name])
			}
		}
	}
}

func TestManyRivalsAreCounted(t *testing.T) {
	objects := named("a", "b", "c", "d", "e", "f", "g", "h")
	slices.Reverse(objects)
	r := Run(Input{OnPrem: build(t, objects)}, Options{}, nil)
	for i, want := range map[int]string{0: "a, b, c, d, e (+2)", 7: "b, c, d, e, f (+2)"} {
		if got, n := r.rivalNames(Verdict{Object: directory.ID(i), Cloud: none, Row: DuplicateOnPrem}); got != want || n != 7 {
			t.Errorf("%d rivals %q, want %q", n, got, want)
		}
	}
}

// Of three copies of one anchor, the losers are told which one the cloud object
// belongs to.
func TestTheOneThatAgreesIsNamed(t *testing.T) {
	objects := named("ann", "ben", "cas")
	for i := range objects {
		objects[i].attrs[cguid] = []string{guid3}
		objects[i].attrs[proxy] = nil
	}
	r := situation{onprem: objects, cloud: []object{u(id, "c-1", upn, "ben@contoso.com", imm, anchor3, sync, "true")}}.run(t)
	for i, want := range []string{"ben", "ann, cas", "ben"} {
		if got, _ := r.rivalNames(r.At(i)); got != want {
			t.Errorf("%s: %q, want %q", r.name(directory.ID(i)), got, want)
		}
	}
}

// Where two cloud files differ, the order in which they were loaded decides
// nothing.
func TestFilesThatDiffer(t *testing.T) {
	old := u(id, "C-1", upn, "ann@contoso.com", imm, anchor2, sync, "false")
	late := u(id, "c-1", upn, "ann@contoso.com", imm, anchor1, sync, "true")
	on := build(t, []object{u(guid, guid1, upn, "ann@contoso.com")}, proxy, mail, cguid)
	var got []string
	for _, files := range [][]object{{old, late}, {late, old}} {
		cl := directory.NewStore()
		for _, o := range files {
			addFile(t, cl, "cloud.csv", []object{o}, cloudColumns...)
		}
		got = append(got, strings.Join(verdictsOf(Run(Input{OnPrem: on, Cloud: cl}, Options{}, nil)), ";"))
	}
	if got[0] != got[1] {
		t.Errorf("%s, then %s", got[0], got[1])
	}
}
