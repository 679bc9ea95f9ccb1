package session

import "testing"

func TestTheNextOpenFinding(t *testing.T) {
	s, _ := loadSample(t)
	page := func(from int64) *FindingsPage {
		return s.Findings(FindingsQuery{Open: &from, Limit: 1})
	}
	all := s.Findings(FindingsQuery{Limit: 4})
	decide(t, s, DecideRequest{Action: "ignore", Findings: []uint32{all.Rows[0].Finding, all.Rows[2].Finding}})
	for from, want := range []int64{1, 1, 3, 3} {
		if got := page(int64(from)); got.Offset != want || got.Rows[0].Finding != s.Findings(FindingsQuery{Limit: 4}).Rows[want].Finding {
			t.Errorf("from %d: %d, want %d", from, got.Offset, want)
		}
	}
	decide(t, s, DecideRequest{Action: "keep", Filter: &FindingsFilter{}, Except: []uint32{all.Rows[3].Finding}})
	if got := page(-1); got.Offset != 3 {
		t.Errorf("of the finding left out: %d", got.Offset)
	}
	if got := page(4); got.Offset != got.Total || len(got.Rows) != 0 {
		t.Errorf("where everything is decided: %+v", got)
	}
	if d := s.Decisions(); d.Decided != all.Total-1 {
		t.Errorf("%d of %d findings are decided", d.Decided, all.Total)
	}
}
