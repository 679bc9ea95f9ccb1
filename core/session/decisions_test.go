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
	want := decide(t, s, DecideRequest{Action: ActionAccept, Filter: &FindingsFilter{}})
	open := s.Findings(FindingsQuery{Filter: FindingsFilter{Decision: []string{DecisionOpen}}}).Rows
	decide(t, s, DecideRequest{Action: "ignore", Findings: []uint32{open[0].Finding}, Note: "known since 2019"})
	want = decide(t, s, DecideRequest{Action: "keep", Findings: []uint32{open[1].Finding}})
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
