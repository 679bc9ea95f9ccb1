package session

import (
	"presync/core/change"
	"presync/core/directory"
	"presync/core/message"
	"presync/core/rules"
)

// choice is what was decided about a finding: an entry of a table without pointers.
type choice struct {
	value  uint32 // number of the new value of an edit
	note   uint32 // number of the note
	action uint8  // 0 for none, else change.Action and 1
	by     origin
}

// origin says how a decision came about.
type origin uint8

const (
	byHand     origin = iota
	bySafe            // a safe proposal was accepted
	byProposal        // another proposal was accepted
	byRestore         // read from a saved state
)

var originTexts = [...]string{byHand: "change.by.hand", bySafe: "change.by.safe", byProposal: "change.by.proposal", byRestore: "change.by.restore"}

// decisionWords are the words for choice.action.
var decisionWords = [...]string{DecisionOpen, change.Edit.String(), change.Remove.String(), change.Keep.String(), change.Ignore.String()}

// decisions are the decisions about the findings of the last evaluation, with the
// history that led to them.
type decisions struct {
	state   []choice // by finding; nil while nothing was decided
	counts  [len(decisionWords)]int64
	done    []step
	undone  []step
	serial  int64
	dropped int64
	tally   tallied
	set     *change.Set // of the present state; nil when it is to be made anew
}

// of is the decision about a finding.
func (d *decisions) of(finding uint32) choice {
	if d.state == nil {
		return choice{}
	}
	return d.state[finding]
}

// put changes the decision about a finding.
func (d *decisions) put(finding uint32, v choice) {
	d.counts[d.state[finding].action]--
	d.counts[v.action]++
	d.state[finding] = v
}

// changed notes that the state is another one now.
func (s *Session) changed() {
	s.decided.serial++
	s.decided.set = nil
	// The lists of findings may be chosen or counted by decision.
	s.findings.key, s.grouped.key, s.grouped.from.key = "", "", ""
}

// Decisions tells the state of all decisions.
func (s *Session) Decisions() *Decisions {
	d := &s.decided
	out := &Decisions{Serial: d.serial, Dropped: d.dropped, Actions: []Count{}}
	for action, n := range d.counts {
		if action > 0 {
			out.Decided += n
			out.Actions = append(out.Actions, Count{Key: decisionWords[action], N: n})
		}
	}
	s.countChanges(out)
	out.Undo, out.Redo = last(d.done), last(d.undone)
	return out
}

func last(steps []step) *Step {
	if len(steps) == 0 {
		return nil
	}
	st := &steps[len(steps)-1]
	return &Step{Text: st.text, N: int64(st.n)}
}

// keptSet is the largest set of changes that is kept for the next question.
const keptSet = 50_000

// changeSet is what all decisions change.
func (s *Session) changeSet() *change.Set {
	if s.decided.set != nil {
		return s.decided.set
	}
	set := s.counter().collapser.Collapse(s.decisionList())
	set.Words = s.words
	if len(set.Changes) <= keptSet {
		s.decided.set = set
	}
	return set
}

// decisionList is all decisions as core/change takes them, without their words.
func (s *Session) decisionList() []change.Decision {
	var n int64
	for _, of := range s.decided.counts[1:] {
		n += of
	}
	out := make([]change.Decision, 0, n)
	for i, v := range s.decided.state {
		if v.action > 0 {
			out = append(out, s.changeDecision(uint32(i), v))
		}
	}
	return out
}

// changeDecision is a decision as core/change takes it, without its words.
func (s *Session) changeDecision(finding uint32, v choice) change.Decision {
	f := s.checked.At(int(finding))
	return change.Decision{
		Object: f.Object, Attr: f.Attr, Ref: f.Ref, Action: change.Action(v.action - 1), Value: s.texts.get(v.value),
		Note: string(s.texts.get(v.note)), Finding: finding + 1,
	}
}

// words says why and how it was decided about a finding.
func (s *Session) words(d *change.Decision) (reason, by message.Message) {
	f := s.checked.At(int(d.Finding - 1))
	by = message.New(originTexts[s.decided.of(d.Finding-1).by])
	p, ok := s.checked.Propose(f)
	if ok && (d.Action == change.Edit && p.Value == string(d.Value) || d.Action == change.Remove && p.Remove) {
		return message.New("change.reason.proposal", ruleArgs(f, message.Text("proposal", p.Reason.String()))...), by
	}
	return message.New("change.reason.finding", ruleArgs(f)...), by
}

// show puts a decision about a finding into its row.
func (s *Session) show(row *FindingRow, v choice) {
	if v.action == 0 {
		return
	}
	row.Decision = decisionWords[v.action]
	row.NewValue = string(s.texts.get(v.value))
}

// decisionView describes the decision about a finding; nil when there is none.
func (s *Session) decisionView(finding uint32) *DecisionView {
	v := s.decided.of(finding)
	if v.action == 0 {
		return nil
	}
	return &DecisionView{
		Action: decisionWords[v.action], NewValue: string(s.texts.get(v.value)), Note: string(s.texts.get(v.note)),
		By: message.New(originTexts[v.by]),
	}
}

// carry keeps the decisions, and the history, when the directory was checked again:
// a finding is the same when object, rule, attribute and value are. Decisions whose
// finding is gone are dropped.
func (s *Session) carry(before *rules.Result) {
	d := &s.decided
	s.offers = offers{}
	d.dropped = 0
	if before == nil || d.state == nil {
		return
	}
	number := renumber(before, s.checked)
	old := d.state
	d.state, d.counts = make([]choice, s.checked.Len()), [len(decisionWords)]int64{}
	d.counts[0] = int64(len(d.state))
	for i, v := range old {
		switch n := number[i]; {
		case v.action == 0:
		case n == gone:
			d.dropped++
		default:
			d.put(n, v)
		}
	}
	d.done, d.undone = carried(d.done, number), carried(d.undone, number)
	s.recountAll()
	s.changed()
}

// gone stands for a finding that another evaluation does not have.
const gone = ^uint32(0)

// renumber finds for each finding of one evaluation its number in another one of
// the same directory.
func renumber(from, to *rules.Result) []uint32 {
	number := make([]uint32, from.Len())
	n := 0
	for i := range number {
		f := from.At(i)
		for n < to.Len() && rules.Before(to.At(n), f) {
			n++
		}
		number[i] = gone
		if n < to.Len() && !rules.Before(f, to.At(n)) {
			number[i] = uint32(n)
		}
	}
	return number
}

// isNamed reports whether a change file can address an object.
func (s *Session) isNamed(id directory.ID) bool {
	return len(s.onprem.Get(id, directory.DN)) > 0 || len(s.onprem.Get(id, directory.ObjectGUID)) == 16
}
