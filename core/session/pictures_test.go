package session

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Every number of the pictures is the length of a list.
func TestPicturesCountLists(t *testing.T) {
	s, o := loadSample(t)
	p := s.Pictures()
	objects := func(f ObjectsFilter, cloud bool) int64 {
		return s.Objects(ObjectsQuery{Cloud: cloud, Filter: f, Limit: 1}).Total
	}
	var top int64
	for _, u := range p.Units {
		if u.Depth == 0 {
			top += u.InScope
		}
		if u.Others > 0 {
			continue
		}
		unit := []string{fmt.Sprint(u.Unit)}
		for state, want := range map[string]int64{StateReady: u.Ready, StateWarning: u.Warnings, StateError: u.Errors} {
			if got := objects(ObjectsFilter{Unit: unit, State: []string{state}}, false); got != want {
				t.Errorf("%s: %d objects %s, the list has %d", u.Name, want, state, got)
			}
		}
		if got := objects(ObjectsFilter{Unit: unit, Scope: []string{ScopeIn}}, false); got != u.InScope {
			t.Errorf("%s: %d objects in scope, the list has %d", u.Name, u.InScope, got)
		}
	}
	if top != o.Readiness.InScope || top == 0 {
		t.Errorf("the top places have %d objects of %d", top, o.Readiness.InScope)
	}
	var onprem, cloud int64
	for _, d := range p.Domains {
		onprem, cloud = onprem+d.OnPrem, cloud+d.Cloud
		f := ObjectsFilter{Domain: []string{fmt.Sprint(d.Domain)}}
		if got := objects(f, false); got != d.OnPrem {
			t.Errorf("%s: %d objects on premises, the list has %d", d.Name, d.OnPrem, got)
		}
		if got := objects(f, true); got != d.Cloud {
			t.Errorf("%s: %d objects of the cloud, the list has %d", d.Name, d.Cloud, got)
		}
	}
	if onprem != o.OnPrem.Objects || cloud != o.Cloud.Objects {
		t.Errorf("the domains have %d and %d objects of %d and %d", onprem, cloud, o.OnPrem.Objects, o.Cloud.Objects)
	}
	for i, a := range o.Attributes {
		c := o.ByAttribute[i]
		if c.Errors+c.Warnings+c.Advice != a.N {
			t.Errorf("%s: %+v of %d findings", a.Key, c, a.N)
		}
	}
}

// A directory with very many places is summed up, and nothing is lost.
func TestPicturesOfManyPlaces(t *testing.T) {
	var b strings.Builder
	for i := range 600 {
		fmt.Fprintf(&b, "dn: CN=u%d,OU=b%d,OU=a%d,DC=example,DC=com\nobjectClass: user\nsAMAccountName: u%d\nuserPrincipalName: u%d@d%d.example.org\n\n",
			i, i%40, i%7, i, i, i%30)
	}
	s, o := loadText(t, b.String())
	p := s.Pictures()
	if len(p.Units) > pictureUnits+1 || len(p.Domains) != pictureDomains {
		t.Errorf("%d places and %d domains", len(p.Units), len(p.Domains))
	}
	sums := map[int]int64{}
	for _, u := range p.Units {
		sums[u.Depth] += u.InScope
	}
	if sums[0] != o.Readiness.InScope || sums[1] != sums[0] {
		t.Errorf("%v of %d objects", sums, o.Readiness.InScope)
	}
	if !slices.ContainsFunc(p.Units, func(u UnitShare) bool { return u.Others > 0 && u.InScope > 0 }) || p.Domains[pictureDomains-1].Others == 0 {
		t.Error("nothing stands for the others")
	}
}
