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
