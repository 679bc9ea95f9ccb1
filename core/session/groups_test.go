package session

import (
	"slices"
	"strconv"
	"testing"
)

// every page of groups under a filter.
func allGroups(s *Session, q GroupsQuery) []GroupRow {
	var out []GroupRow
	for {
		q.Offset, q.Limit = int64(len(out)), 7
		rows := s.Groups(q).Rows
		if len(rows) == 0 {
			return out
		}
		out = append(out, rows...)
	}
}

// The groups hold every finding of the filter once, and the number of each is that
// of the list that it leads to.
func TestGroupsAddUp(t *testing.T) {
	s, _ := loadSample(t)
	filter := FindingsFilter{Class: []string{"user"}}
	all := s.Findings(FindingsQuery{Filter: filter}).Total
	number := func(key string) *uint32 {
		n, err := strconv.ParseUint(key, 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		v := uint32(n)
		return &v
	}
	for _, by := range []string{GroupRule, GroupObject, GroupValue} {
		p := s.Groups(GroupsQuery{Filter: filter, By: by})
		rows := allGroups(s, GroupsQuery{Filter: filter, By: by})
		if int64(len(rows)) != p.Total || p.Findings != all {
			t.Errorf("%s: %d of %d groups, %d of %d findings", by, len(rows), p.Total, p.Findings, all)
		}
		if !slices.IsSortedFunc(rows, func(a, b GroupRow) int { return int(b.N - a.N) }) {
			t.Errorf("%s: not ordered by number", by)
		}
		for _, row := range rows {
			f := filter
			switch by {
			case GroupRule:
				f.Rule = []string{row.Key}
			case GroupObject:
				f.Object = number(row.Key)
			case GroupValue:
				f.Value = number(row.Key)
			}
			list := s.Findings(FindingsQuery{Filter: f})
			objects := map[uint32]bool{}
			for _, x := range list.Rows {
				objects[x.Object] = true
			}
			if list.Total != row.N || int64(len(objects)) != row.Objects || row.Errors+row.Warnings+row.Advice != row.N ||
				list.Rows[0].Severity != row.Severity {
				t.Errorf("%s %s: %+v, the list has %d", by, row.Key, row, list.Total)
			}
		}
	}
}

// A contested value shows every holder, where each holds it, and what can be done
// there.
func TestContest(t *testing.T) {
	s, _ := loadSample(t)
	rows := allGroups(s, GroupsQuery{By: GroupContested})
	if len(rows) < 3 {
		t.Fatalf("%d contested values", len(rows))
	}
	for _, row := range rows {
		n, _ := strconv.Atoi(row.Key)
		c, fail := s.Contest(uint32(n))
		if fail != nil {
			t.Fatal(fail.Text)
		}
		if int64(c.Objects) != row.Objects || len(c.Holders) != c.Objects || c.Value != row.Name {
			t.Errorf("%+v has %d holders of %s", row, len(c.Holders), c.Value)
		}
		for _, h := range c.Holders {
			if len(h.Values) != len(c.Attributes) || len(h.Claims) == 0 {
				t.Errorf("%s: %d of %d attributes, %d claims", h.Name, len(h.Values), len(c.Attributes), len(h.Claims))
			}
			for _, claim := range h.Claims {
				if claim.Finding == nil {
					continue
				}
				f := s.finding(*claim.Finding, 0).Row
				if f.Object != h.Object || f.Value != claim.Value || f.Attribute != claim.Attribute || f.Group != c.Group {
					t.Errorf("claim %+v leads to %+v", claim, f)
				}
				if claim.Remove != (claim.Attribute != "userPrincipalName" && claim.Attribute != "sAMAccountName") {
					t.Errorf("%s can be removed: %v", claim.Attribute, claim.Remove)
				}
			}
		}
	}
	if _, fail := s.Contest(0); fail == nil {
		t.Error("there is a value without a number")
	}
	if _, fail := s.Contest(uint32(s.checked.Groups() + 1)); fail == nil {
		t.Error("there is one value too many")
	}
}

// Taking a contested value from all but one holder leaves nothing contested about
// it.
func TestRightfulHolder(t *testing.T) {
	s, _ := loadText(t, person("CN=A,DC=contoso,DC=com", 1)+
		"dn: CN=B,DC=contoso,DC=com\nobjectClass: user\nsAMAccountName: b\nuserPrincipalName: b@contoso.com\nproxyAddresses: smtp:u1@contoso.com\nproxyAddresses: SMTP:b@contoso.com\nmail: b@contoso.com\n\n")
	rows := allGroups(s, GroupsQuery{By: GroupContested})
	if len(rows) != 1 || rows[0].Name != "u1@contoso.com" {
		t.Fatalf("contested: %+v", rows)
	}
	c, _ := s.Contest(1)
	claim := c.Holders[1].Claims[0]
	if c.Holders[1].Name != "B" || !claim.Remove {
		t.Fatalf("holders: %+v", c.Holders)
	}
	if _, fail := s.Decide(DecideRequest{Findings: []uint32{*claim.Finding}, Action: "remove"}); fail != nil {
		t.Fatal(fail.Text)
	}
	c, _ = s.Contest(1)
	if d := c.Holders[1].Claims[0].Decision; d != "remove" {
		t.Errorf("decided: %q", d)
	}
	if w := s.WhatIf(s.changeSet()); w.Cured < 2 || w.New > 0 {
		t.Errorf("the removal cures %d findings and makes %d", w.Cured, w.New)
	}
}

// The attributes of an object carry their findings at the values.
func TestFindingsInPlace(t *testing.T) {
	s, o := loadSample(t)
	seen := 0
	for object := range uint32(o.OnPrem.Objects) {
		d, _ := s.Object(ObjectRef{Object: object})
		for _, a := range d.Object.Attributes {
			for _, m := range a.Marks {
				seen++
				f := s.finding(m.Finding, 0).Row
				value := ""
				if m.Value >= 0 {
					value = a.Values[m.Value]
				}
				if f.Object != object || f.Attribute != a.Name || f.Value != value {
					t.Errorf("%s %q: mark %+v of %+v", a.Name, value, m, f)
				}
			}
		}
	}
	if int64(seen) != o.Findings {
		t.Errorf("%d marks for %d findings", seen, o.Findings)
	}
}
