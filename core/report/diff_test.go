package report

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
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

// A name that passes on to another object carries no finding over.
func TestCompareKnowsObjectsByTheirGUID(t *testing.T) {
	before := run([]Object{{DN: "CN=A,DC=x", GUID: "1"}, {DN: "CN=B,DC=x", GUID: "2"}, {DN: "CN=C,DC=x"}}, []Entry{mail(0, 0, "a"), mail(1, 0, "b"), mail(2, 0, "c")})
	// B is called A now, A was deleted and made anew, C tells its objectGUID now.
	after := run([]Object{{DN: "CN=New,DC=x", GUID: "9"}, {DN: "CN=A,DC=x", GUID: "2"}, {DN: "CN=B,DC=x", GUID: "8"}, {DN: "CN=C,DC=x", GUID: "3"}},
		[]Entry{mail(0, 0, "a"), mail(1, 0, "b"), mail(2, 0, "b"), mail(3, 0, "c")})
	d := Compare(before, after)
	if got := fmt.Sprint(d.Changes); got != "[new same new same]" {
		t.Errorf("%s", got)
	}
	if want := (Change{Before: 3, After: 4, Same: 2, New: 2, Gone: 1}); d.Findings != want {
		t.Errorf("%+v", d.Findings)
	}
	if want := (ObjectChange{Same: 2, Renamed: 1, New: 2, Gone: 1}); d.Objects != want {
		t.Errorf("%+v", d.Objects)
	}
	addsUp(t, d)
}

// Rules come and go between versions: that is said, and fixes nothing.
func TestCompareKnowsTheRulesOfBothRuns(t *testing.T) {
	objects := []Object{{DN: "CN=A,DC=x"}}
	before := run(objects, []Entry{mail(0, 0, "a"), mail(0, 1, "a")})
	after := run(objects, []Entry{mail(0, 0, "a")})
	before.Applied, after.Applied = []string{"PA-1", "UP-4"}, []string{"PA-1", "ZZ-9"}
	d := Compare(before, after)
	if want := (Change{Before: 2, After: 1, Same: 1, Unchecked: 1}); d.Findings != want {
		t.Errorf("%+v", d.Findings)
	}
	if got := strings.Join(d.Notes, " "); !strings.Contains(got, "did not have: ZZ-9.") || !strings.Contains(got, "does not have: UP-4.") {
		t.Errorf("%q", got)
	}
	addsUp(t, d)
	after.Applied = nil // a report of a version that did not tell
	if d := Compare(before, after); len(d.Notes) != 0 || d.Findings.Fixed != 1 {
		t.Errorf("%+v", d.Comparison)
	}
}

// Numbers add up whatever the runs are, in whatever order, and a run beside itself has
// nothing new.
func TestCompareAddsUp(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		random := func() ([]Object, []Entry, []Verdict) {
			var objects []Object
			var findings []Entry
			var verdicts []Verdict
			for i := range r.IntN(8) {
				o := Object{DN: fmt.Sprintf("CN=%d,DC=x", r.IntN(8))}
				if r.IntN(2) == 0 {
					o.GUID = fmt.Sprint(i)
				}
				if r.IntN(5) == 0 {
					o.Scope = "F-U1"
				}
				objects = append(objects, o)
				for range r.IntN(4) {
					f := mail(i, r.IntN(2), fmt.Sprint(r.IntN(3)))
					f.Confidence = []string{"", "safe"}[r.IntN(2)]
					findings = append(findings, f)
				}
				verdicts = append(verdicts, Verdict{Object: i, Outcome: r.IntN(2)})
			}
			return objects, findings, verdicts
		}
		one, other := r.IntN(2) == 0, []NotChecked{{Rule: "PA-1", Objects: int64(r.IntN(2))}}
		o, f, v := random()
		before := run(o, f, v...)
		o, f, v = random()
		after := run(o, f, v...)
		if one {
			after.NotChecked = other
		}
		d := Compare(before, after)
		addsUp(t, d)
		if d.Findings.Before != int64(before.Rows.Findings) || d.Findings.After != int64(after.Rows.Findings) || len(d.Changes) != after.Rows.Findings ||
			int64(len(d.Lost)) != d.Findings.Fixed+d.Findings.Gone+d.Findings.Unchecked || int64(len(d.Was)) != d.Findings.Changed {
			t.Fatalf("seed %d: %+v of %d and %d", seed, d.Findings, before.Rows.Findings, after.Rows.Findings)
		}
		if n := d.Objects; n.Same+n.New != int64(after.Rows.Objects) || n.Same+n.Gone != int64(before.Rows.Objects) {
			t.Fatalf("seed %d: %+v of %d and %d objects", seed, n, before.Rows.Objects, after.Rows.Objects)
		}
		var verdicts ObjectChange
		for _, x := range d.Verdicts {
			switch {
			case x.Before == "":
				verdicts.New += x.N
			case x.After == "":
				verdicts.Gone += x.N
			default:
				verdicts.Same += x.N
			}
		}
		verdicts.Renamed = d.Objects.Renamed
		if verdicts != d.Objects {
			t.Fatalf("seed %d: the verdicts say %+v, the objects %+v", seed, verdicts, d.Objects)
		}
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
