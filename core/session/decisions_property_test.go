package session

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// loadPeople loads one file of text.
func loadPeople(t interface{ Helper() }, text string) *Session {
	t.Helper()
	s := New()
	s.Load(LoadRequest{Files: []FileSpec{{Name: "a.ldf", Size: int64(len(text))}}},
		func(int) (io.Reader, error) { return strings.NewReader(text), nil }, nil)
	return s
}

// contestedNames is a directory of people with bad logon names, so that decisions can
// exchange them, and with two records of one object.
func contestedNames(people int) string {
	var b strings.Builder
	for i := range people {
		fmt.Fprintf(&b, "dn: CN=%d,DC=contoso,DC=com\nobjectClass: user\ncn: %d\nsAMAccountName: n;%d\nuserPrincipalName: n %d@contoso.com\n"+
			"proxyAddresses: SMTP:n %d@contoso.com\nproxyAddresses: smtp:x %d@contoso.com\n\n", i, i, i, i, i, i)
	}
	b.WriteString("dn: cn=0,DC=contoso,DC=com\nobjectClass: user\ncn: 0\nsAMAccountName: n;0\nuserPrincipalName: n 0@contoso.com\n")
	return b.String()
}

// TestHistoryLeadsBackToEveryState: whatever is decided, taken back and done again,
// the state is the one that was there before, and what is counted step by step is
// what the decisions come to all together.
func TestHistoryLeadsBackToEveryState(t *testing.T) {
	const people = 5
	text := contestedNames(people)
	rapid.Check(t, func(rt *rapid.T) {
		s := loadPeople(t, text)
		findings := uint32(s.checked.Len())
		states, at := [][]choice{make([]choice, findings)}, 0
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			serial := s.decided.serial
			switch rapid.IntRange(0, 3).Draw(rt, "what") {
			case 0:
				s.History(HistoryRequest{})
				at = max(0, at-1)
			case 1:
				s.History(HistoryRequest{Redo: true})
				at = min(len(states)-1, at+1)
			default:
				d, fail := s.Decide(drawRequest(rt, findings, people))
				if fail != nil {
					rt.Fatal(fail.Text)
				}
				if d.Effect.Decided+d.Effect.Replaced > 0 {
					at++
					states = append(states[:at], slices.Clone(s.decided.state))
				}
			}
			if s.decided.state != nil && !slices.Equal(s.decided.state, states[at]) {
				rt.Fatalf("the state is %v, want %v", s.decided.state, states[at])
			}
			if rapid.IntRange(0, 9).Draw(rt, "settings") == 0 {
				s.Change(s.settings, nil)
			}
			if got := s.Decisions(); (got.Undo == nil) != (at == 0) || (got.Redo == nil) != (at == len(states)-1) || got.Serial < serial {
				rt.Fatalf("%+v at step %d of %d", got, at, len(states)-1)
			}
			compareCount(rt, s)
		}
	})
}

// drawRequest draws a decision; new values are at times those of somebody else.
func drawRequest(rt *rapid.T, findings uint32, people int) DecideRequest {
	q := DecideRequest{Action: rapid.SampledFrom([]string{ActionAccept, ActionAcceptSafe, ActionOpen, "edit", "edit", "edit", "remove", "keep", "ignore"}).Draw(rt, "action")}
	q.Findings = rapid.SliceOfN(rapid.Uint32Range(0, findings-1), 1, 4).Draw(rt, "findings")
	if q.Action == "edit" {
		q.Findings = q.Findings[:1]
		q.Value = fmt.Sprintf(rapid.SampledFrom([]string{"n;%d", "N;%d", "n %d@contoso.com", "free%d", "smtp:x %d@contoso.com"}).Draw(rt, "value"),
			rapid.IntRange(0, people-1).Draw(rt, "of"))
	}
	if rapid.Bool().Draw(rt, "noted") {
		q.Note = "note"
	}
	return q
}

// compareCount compares the running count with a new one.
func compareCount(rt *rapid.T, s *Session) {
	s.decided.set = nil
	set := s.changeSet()
	d := s.Decisions()
	if d.Changes != int64(len(set.Changes)) || d.Objects != int64(set.Objects()) || d.Problems != int64(len(set.Problems)) {
		rt.Fatalf("counted %d changes of %d objects and %d problems; there are %d, %d and %d",
			d.Changes, d.Objects, d.Problems, len(set.Changes), set.Objects(), len(set.Problems))
	}
	values := 0
	for _, c := range set.Changes {
		values += len(c.Values)
	}
	if l := s.ListChanges(ChangesListQuery{Problems: true}); l.Total != int64(values) || l.Objects != d.Objects || int64(len(l.Problems)) != d.Problems {
		rt.Fatalf("%d values change; the list has %d of %d objects and %d problems", values, l.Total, l.Objects, len(l.Problems))
	}
}

// Very many findings are decided in one step, and come back in one.
func TestVeryManyFindingsAreDecidedAtOnce(t *testing.T) {
	const people, aliases = 6000, 51
	var b strings.Builder
	for i := range people {
		fmt.Fprintf(&b, "dn: CN=%d,DC=contoso,DC=com\nobjectClass: user\nsAMAccountName: n%d\nuserPrincipalName: n%d@contoso.com\nproxyAddresses: SMTP:n%d@contoso.com\n", i, i, i, i)
		for j := range aliases {
			fmt.Fprintf(&b, "proxyAddresses: smtp:n%d. %d@contoso.com\n", j, i)
		}
		b.WriteByte('\n')
	}
	s := loadPeople(t, b.String())
	d := decide(t, s, DecideRequest{Action: ActionAccept, Filter: &FindingsFilter{}})
	if d.Decided < 300000 || d.Undo.N != d.Decided || d.Problems != 0 {
		t.Fatalf("%+v", d)
	}
	if packed := len(s.decided.done[0].packed); packed > 3*int(d.Decided) {
		t.Errorf("a step of %d findings takes %d bytes", d.Decided, packed)
	}
	if back := s.History(HistoryRequest{}); back.Decided != 0 || back.Objects != 0 || back.Changes != 0 || back.Problems != 0 {
		t.Errorf("taken back: %+v", back)
	}
	if again := s.History(HistoryRequest{Redo: true}); again.Decided != d.Decided || again.Changes != d.Changes || again.Objects != d.Objects {
		t.Errorf("done again: %+v", again)
	}
}
