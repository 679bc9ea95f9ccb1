package session

import "testing"

func decide(t *testing.T, s *Session, q DecideRequest) *Decisions {
	t.Helper()
	d, fail := s.Decide(q)
	if fail != nil {
		t.Fatal(fail.Text)
	}
	return d
}

func TestDecidingAndTakingBack(t *testing.T) {
	s, o := loadSample(t)
	if o.Decisions.Decided != 0 || o.Decisions.Undo != nil {
		t.Fatalf("before any decision: %+v", o.Decisions)
	}
	all := DecideRequest{Action: ActionAcceptSafe, Filter: &FindingsFilter{}}
	trial := all
	trial.Trial = true
	would := decide(t, s, trial)
	if would.Decided != 0 || would.Undo != nil || would.Effect.Decided == 0 || len(would.Effect.Sample) != sampleSize {
		t.Fatalf("a trial: %+v", would)
	}
	d := decide(t, s, all)
	if d.Decided != would.Effect.Decided || d.Effect.Decided != d.Decided || d.Undo == nil || d.Undo.N != d.Decided || d.Changes == 0 || d.Problems != 0 {
		t.Fatalf("accepted: %+v, tried: %+v", d, would)
	}
	if got := s.Findings(FindingsQuery{Filter: FindingsFilter{Decision: []string{DecisionOpen}}}).Total; got != int64(s.checked.Len())-d.Decided {
		t.Errorf("%d findings are open", got)
	}
	back := s.History(HistoryRequest{})
	if back.Decided != 0 || back.Undo != nil || back.Redo == nil || back.Changes != 0 || back.Serial == d.Serial {
		t.Errorf("taken back: %+v", back)
	}
	if again := s.History(HistoryRequest{Redo: true}); again.Decided != d.Decided || again.Changes != d.Changes || again.Redo != nil {
		t.Errorf("done again: %+v", again)
	}
}

// Decisions saved from one load are found again in the next one of the same files.
func TestDecisionsAreRestored(t *testing.T) {
	s, _ := loadSample(t)
	decide(t, s, DecideRequest{Action: ActionAccept, Filter: &FindingsFilter{}})
	open := s.Findings(FindingsQuery{Filter: FindingsFilter{Decision: []string{DecisionOpen}}}).Rows
	decide(t, s, DecideRequest{Action: "ignore", Findings: []uint32{open[0].Finding}, Note: "known since 2019"})
	want := decide(t, s, DecideRequest{Action: "keep", Findings: []uint32{open[1].Finding}})
	lines := s.DecisionLines()

	again, _ := loadSample(t)
	n, problems := again.Restore(append(lines, DecisionLine{DN: "CN=Nobody", Attribute: "mail", Action: "keep"}))
	if n != len(lines) || len(problems) != 1 || problems[0].Line != n+1 {
		t.Fatalf("%d of %d restored, %v", n, len(lines), problems)
	}
	got := again.Decisions()
	if got.Decided != want.Decided || got.Changes != want.Changes || got.Objects != want.Objects || got.Undo == nil {
		t.Errorf("restored %+v, want %+v", got, want)
	}
	if d, _ := again.Finding(open[0].Finding); d.Decision == nil || d.Decision.Action != "ignore" || d.Decision.Note != "known since 2019" {
		t.Errorf("the note is lost: %+v", d.Decision)
	}
	if back := again.History(HistoryRequest{}); back.Decided != 0 {
		t.Errorf("after undo %+v", back)
	}
}

func TestOneOfSeveralFindingsOfAValueIsIgnored(t *testing.T) {
	s, _ := loadSample(t)
	type place struct {
		object    uint32
		attribute string
		value     string
	}
	first := map[place]FindingRow{}
	for n := range s.checked.Len() {
		row := s.findingRow(uint32(n))
		p := place{row.Object, row.Attribute, row.Value}
		one, there := first[p]
		if !there {
			first[p] = row
			continue
		}
		restored, problems := s.Restore([]DecisionLine{{DN: row.DN, Attribute: row.Attribute, Value: &row.Value, Rule: row.Rule, Action: "ignore"}})
		if restored != 1 || len(problems) > 0 || s.findingRow(row.Finding).Decision != "ignore" || s.findingRow(one.Finding).Decision != "" {
			t.Errorf("%d restored, %v", restored, problems)
		}
		return
	}
	t.Fatal("no value has two findings")
}

// The list of changes holds what the files of changes hold, the rows of an object
// next to each other.
func TestListOfChangesEqualsTheChanges(t *testing.T) {
	s, _ := loadSample(t)
	d := decide(t, s, DecideRequest{Action: ActionAccept, Filter: &FindingsFilter{}})
	l := s.ListChanges(ChangesListQuery{Facets: true, Problems: true})
	set := s.changeSet()
	values, want := 0, map[string]string{}
	for _, c := range set.Changes {
		for n, v := range c.Values {
			values++
			reason, _ := set.Words(&c.Decisions[n])
			want[c.DN+" "+c.Attr.String()+" "+string(v.Old)] = string(v.New) + " " + reason.String()
		}
	}
	if d.Changes != int64(len(set.Changes)) || d.Objects != int64(set.Objects()) || d.Problems != int64(len(set.Problems)) ||
		l.Total != int64(values) || l.Objects != d.Objects || int64(len(l.Problems)) != d.Problems {
		t.Errorf("%d changes of %d objects, %d problems; the state says %+v, the list %d of %d objects",
			len(set.Changes), set.Objects(), len(set.Problems), d, l.Total, l.Objects)
	}
	seen := map[uint32]bool{}
	for i, r := range l.Rows {
		if got, there := want[r.DN+" "+r.Attribute+" "+r.Before]; !there || got != r.After+" "+r.Reason {
			t.Errorf("row %+v is no change", r)
		}
		if r.First == seen[r.Object] || r.Row != int64(i) {
			t.Errorf("row %d of object %d: first %v", r.Row, r.Object, r.First)
		}
		seen[r.Object] = true
	}
	for _, f := range l.Facets {
		for _, v := range f.Values {
			q := map[string]ChangesListQuery{"class": {Class: []string{v.Key}}, "attribute": {Attribute: []string{v.Key}}, "action": {Action: []string{v.Key}}}[f.Field]
			if got := s.ListChanges(q).Total; got != v.N {
				t.Errorf("facet %s %s says %d, the list has %d", f.Field, v.Key, v.N, got)
			}
		}
	}
	if got := s.ListChanges(ChangesListQuery{Search: l.Rows[0].After}); got.Total == 0 || got.All != l.All {
		t.Errorf("a search for a new value finds %d", got.Total)
	}
}

// Two objects cannot exchange a logon name in one pass; neither changes, and both
// are told of.
func TestExchangedNamesAreAProblem(t *testing.T) {
	s := loadPeople(t, contestedNames(3))
	name := func(object uint32) FindingRow {
		for n := range s.checked.Len() {
			if row := s.findingRow(uint32(n)); row.Object == object && row.Attribute == "sAMAccountName" {
				return row
			}
		}
		t.Fatalf("object %d has no finding about its logon name", object)
		return FindingRow{}
	}
	one, other := name(1), name(2)
	decide(t, s, DecideRequest{Action: "edit", Findings: []uint32{one.Finding}, Value: other.Value})
	d := decide(t, s, DecideRequest{Action: "edit", Findings: []uint32{other.Finding}, Value: one.Value})
	l := s.ListChanges(ChangesListQuery{Problems: true})
	if d.Changes != 0 || d.Objects != 0 || d.Problems != 2 || len(l.Problems) != 2 || l.Problems[0].Text.ID != "change.problem.circle" || l.Total != 0 {
		t.Errorf("%+v, %+v", d, l)
	}
	if d = decide(t, s, DecideRequest{Action: "edit", Findings: []uint32{other.Finding}, Value: "free"}); d.Changes != 2 || d.Problems != 0 {
		t.Errorf("with a free name: %+v", d)
	}
}

// Decisions stay when a setting is changed, as long as their findings do.
func TestDecisionsSurviveSettings(t *testing.T) {
	s, _ := loadSample(t)
	d := decide(t, s, DecideRequest{Action: ActionAccept, Filter: &FindingsFilter{}})
	before := map[string]string{}
	for n := range s.checked.Len() {
		row := s.findingRow(uint32(n))
		before[row.DN+row.Attribute+row.Value+row.Rule] = row.Decision + row.NewValue
	}
	o := s.Change(Settings{VerifiedDomains: []string{"contoso.com"}, Licensed: true, ExcludeOU: []string{s.findingRow(0).DN}}, nil)
	if o.Findings == int64(len(before)) || o.Decisions.Dropped == 0 || o.Decisions.Decided+o.Decisions.Dropped != d.Decided || o.Decisions.Serial == d.Serial {
		t.Fatalf("%d findings, %+v; before %d, %+v", o.Findings, o.Decisions, len(before), d)
	}
	for n := range s.checked.Len() {
		row := s.findingRow(uint32(n))
		if was, there := before[row.DN+row.Attribute+row.Value+row.Rule]; row.Decision+row.NewValue != was || !there && row.Decision != "" {
			t.Errorf("%+v was decided %q", row, was)
		}
	}
	if back := s.History(HistoryRequest{}); back.Decided != 0 || back.Undo != nil || back.Redo.N != o.Decisions.Decided {
		t.Errorf("taken back: %+v", back)
	}
}

// What-if tells of the directory as it would be, and of the state that it is for.
func TestWhatIfOfDecisions(t *testing.T) {
	s, _ := loadSample(t)
	w := s.DecidedWhatIf()
	if w.Cured != 0 || w.New != 0 || w.ReadyBefore != w.ReadyAfter || w.ReadyBefore == 0 {
		t.Errorf("without decisions: %+v", w)
	}
	d := decide(t, s, DecideRequest{Action: ActionAccept, Filter: &FindingsFilter{}})
	if w = s.DecidedWhatIf(); w.Serial != d.Serial || w.Cured == 0 || w.ReadyAfter <= w.ReadyBefore || w.After != w.Before-w.Cured+w.New {
		t.Errorf("with all proposals: %+v", w)
	}
	if got := s.Do(&Request{Overview: &struct{}{}}, nil).Overview.Decisions; got.Serial != d.Serial || got.Decided != d.Decided {
		t.Errorf("the overview knows of %+v", got)
	}
}

// Findings that a decision cannot be about are skipped, and it is said why.
func TestSkippedFindings(t *testing.T) {
	s := loadPeople(t, threePeople)
	one := findingAbout(t, s, "CN=A,DC=contoso,DC=com", "userPrincipalName", "")
	other := findingAbout(t, s, "CN=C,DC=contoso,DC=com", "userPrincipalName", "")
	both := []uint32{one.Finding, other.Finding}
	d := decide(t, s, DecideRequest{Action: "edit", Findings: both, Value: "x@contoso.com"})
	if d.Decided != 0 || d.Effect.Skipped != 2 || len(d.Effect.Reasons) != 1 || d.Effect.Reasons[0].Key != SkippedShared {
		t.Errorf("one name for two: %+v", d.Effect)
	}
	keep := DecideRequest{Action: "keep", Findings: both, Note: "agreed"}
	if d = decide(t, s, keep); d.Decided != 2 || d.Effect.Decided != 2 {
		t.Errorf("kept: %+v", d)
	}
	serial := d.Serial
	if d = decide(t, s, keep); d.Effect.Same != 2 || d.Serial != serial || d.Undo.N != 2 {
		t.Errorf("kept again: %+v", d)
	}
	if d = decide(t, s, DecideRequest{Action: "edit", Findings: both[:1], Value: "x@contoso.com"}); d.Effect.Replaced != 1 || d.Changes != 1 {
		t.Errorf("replaced: %+v", d)
	}
	for _, q := range []DecideRequest{{Action: "complete", Findings: both}, {Action: "edit", Findings: both}, {Action: "keep", Findings: []uint32{1 << 20}}} {
		if _, fail := s.Decide(q); fail == nil {
			t.Errorf("%+v is accepted", q)
		}
	}
}
