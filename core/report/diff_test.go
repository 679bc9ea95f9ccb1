package report

import (
	"fmt"
	"slices"
	"testing"
)

// run is a small report: objects as "DN", "DN|GUID" or "DN|GUID|scope", findings as object, rule,
// attribute, value, severity, proposal.
func run(objects []Object, findings []Entry, verdicts ...Verdict) *Document {
	d := &Document{
		Schema: Schema, Version: Version, Level: LevelFull, Made: "2026-11-22T10:00:00Z",
		Rules:    []Rule{{ID: "PA-1", Title: "First", Severity: "error"}, {ID: "UP-4", Title: "Second", Severity: "warning"}},
		Outcomes: []Outcome{{Row: "D-08", Title: "Soft match"}, {Row: "D-36", Title: "New"}, {Row: "D-43", Title: "Orphan"}},
		Rows:     Rows{Objects: len(objects), Findings: len(findings), Verdicts: len(verdicts)},
		Objects:  slices.Values(objects), Findings: slices.Values(findings), Verdicts: slices.Values(verdicts), Decisions: slices.Values([]Decision{}),
	}
	return d
}

func mail(object, rule int, value string) Entry {
	return Entry{Object: object, Rule: rule, Attribute: "mail", Value: value, Severity: "error"}
}

func TestCompareTellsFindingsApart(t *testing.T) {
	proposed := mail(0, 0, "b")
	proposed.Confidence, proposed.Proposal = "safe", "bb"
	graver := mail(0, 0, "c")
	graver.Severity = "warning"
	before := run(
		[]Object{{DN: "CN=A,DC=x", GUID: "11"}, {DN: "CN=B,DC=x"}, {DN: "CN=C,DC=x"}, {DN: "CN=D,DC=x", GUID: "44"}, {DN: "CN=E,DC=x"}},
		[]Entry{
			mail(0, 0, "a"), mail(0, 0, "b"), mail(0, 0, "c"), mail(0, 1, "old"), // same, other proposal, other severity, other value
			mail(1, 0, "x"), mail(1, 0, "y"), // one fixed
			mail(2, 0, "z"), // its object is gone
			mail(3, 1, "w"), // the object is called by another name
			mail(4, 0, "v"), // no longer in scope
		})
	after := run(
		[]Object{{DN: "cn=b,dc=X"}, {DN: "CN=Other,DC=x", GUID: "44"}, {DN: "CN=A,DC=x", GUID: "11"}, {DN: "CN=New,DC=x"}, {DN: "CN=E,DC=x", Scope: "F-U1"}},
		[]Entry{
			mail(0, 0, "y"), mail(1, 1, "w"),
			{Object: 2, Rule: 0, Attribute: "mail", Value: "a", Severity: "error"}, {Object: 2, Rule: 0, Attribute: "mail", Value: "b", Severity: "error", Confidence: "safe", Proposal: "bb"},
			{Object: 2, Rule: 0, Attribute: "mail", Value: "c", Severity: "warning"}, mail(2, 1, "new"),
			mail(3, 0, "a"),
		})
	d := Compare(before, after)
	want := Change{Before: 9, After: 7, Same: 3, Changed: 3, New: 1, Fixed: 1, Gone: 2}
	if d.Findings != want {
		t.Errorf("%+v", d.Findings)
	}
	if got := fmt.Sprint(d.Changes); got != "[same same same changed changed changed new]" {
		t.Errorf("%s", got)
	}
	if d.Was[5].Value != "old" || d.Was[4].Severity != "error" || len(d.Was) != 3 {
		t.Errorf("%+v", d.Was)
	}
	var lost []string
	for _, e := range d.Lost {
		lost = append(lost, d.ObjectOf(e).DN+" "+e.Value+" "+e.Change)
	}
	if got := fmt.Sprint(lost); got != "[CN=B,DC=x x fixed CN=C,DC=x z gone CN=E,DC=x v gone]" {
		t.Errorf("%s", got)
	}
	if want := (ObjectChange{Same: 4, Renamed: 1, New: 1, Gone: 1}); d.Objects != want {
		t.Errorf("%+v", d.Objects)
	}
	addsUp(t, d)
}

// addsUp checks that the counts exclude each other and that the rules give the total.
func addsUp(t *testing.T, d *Diff) {
	t.Helper()
	var sum Change
	for _, c := range append([]RuleChange{{Change: d.Findings}}, d.Rules...) {
		if c.Before != c.Same+c.Changed+c.Fixed+c.Gone+c.Unchecked || c.After != c.Same+c.Changed+c.New {
			t.Errorf("%s does not add up: %+v", c.Rule, c.Change)
		}
	}
	for _, c := range d.Rules {
		sum.Before, sum.After, sum.Same, sum.Changed = sum.Before+c.Before, sum.After+c.After, sum.Same+c.Same, sum.Changed+c.Changed
		sum.New, sum.Fixed, sum.Gone, sum.Unchecked = sum.New+c.New, sum.Fixed+c.Fixed, sum.Gone+c.Gone, sum.Unchecked+c.Unchecked
	}
	if sum != d.Findings {
		t.Errorf("the rules add up to %+v, not to %+v", sum, d.Findings)
	}
}

// A rule that the later run could not judge fixes nothing.
func TestCompareDoesNotTakeUncheckedForFixed(t *testing.T) {
	objects := []Object{{DN: "CN=A,DC=x"}}
	before := run(objects, []Entry{mail(0, 0, "a"), mail(0, 1, "a")})
	after := run(objects, nil)
	after.NotChecked = []NotChecked{{Rule: "UP-4", Objects: 1}}
	d := Compare(before, after)
	if want := (Change{Before: 2, Fixed: 1, Unchecked: 1}); d.Findings != want {
		t.Errorf("%+v", d.Findings)
	}
	addsUp(t, d)
}

func TestCompareTellsVerdictsApart(t *testing.T) {
	objects := []Object{{DN: "CN=A,DC=x"}, {DN: "CN=B,DC=x"}, {DN: "CN=C,DC=x"}}
	before := run(objects, nil, Verdict{Object: 0, Outcome: 0}, Verdict{Object: 1, Outcome: 1}, Verdict{Object: 2, Outcome: 1},
		Verdict{Object: -1, Outcome: 2, CloudID: "stays"}, Verdict{Object: -1, Outcome: 2, CloudID: "goes"})
	after := run([]Object{{DN: "CN=B,DC=x"}, {DN: "CN=A,DC=x"}, {DN: "CN=D,DC=x"}}, nil,
		Verdict{Object: 0, Outcome: 0}, Verdict{Object: 1, Outcome: 0}, Verdict{Object: 2, Outcome: 1},
		Verdict{Object: -1, Outcome: 2, CloudID: "stays"}, Verdict{Object: -1, Outcome: 2, CloudID: "comes"})
	d := Compare(before, after)
	if got := fmt.Sprint(d.Verdicts); got != "[{  D-36 New 1} {D-08 Soft match D-08 Soft match 1} {D-36 New   1} {D-36 New D-08 Soft match 1}]" {
		t.Errorf("%s", got)
	}
	if got := fmt.Sprintf("%q", d.Before); got != `["D-36" "D-08" "" "D-43" ""]` {
		t.Errorf("%s", got)
	}
	if want := (ObjectChange{Same: 1, New: 1, Gone: 1}); d.Orphans != want {
		t.Errorf("%+v", d.Orphans)
	}
}

// Masked reports and summaries tell nothing of single findings.
func TestCompareWithTotalsOnly(t *testing.T) {
	objects := []Object{{DN: "CN=A,DC=x"}}
	before := run(objects, []Entry{mail(0, 0, "a")})
	before.Rules[0].N = 1
	after := run(objects, []Entry{mail(0, 1, "a"), mail(0, 1, "b")})
	after.Rules[1].N = 2
	masked := Mask(before, nil, false)
	summary := *before
	summary.Level = LevelSummary
	for why, b := range map[string]*Document{TotalsMasked: masked, TotalsSummary: &summary} {
		d := Compare(b, after)
		if d.TotalsOnly != why || d.Findings != (Change{Before: 1, After: 2}) || len(d.Rules) != 2 || d.Changes != nil {
			t.Errorf("%s: %+v", why, d.Comparison)
		}
	}
}
