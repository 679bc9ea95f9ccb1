package session

import (
	"slices"

	"presync/core/change"
	"presync/core/message"
	"presync/core/rules"
)

// sampleSize bounds Effected.Sample.
const sampleSize = 5

// decider carries out one DecideRequest.
type decider struct {
	s      *Session
	q      DecideRequest
	want   choice
	offers *offers // of an acceptance
	shared bool    // one value for several objects

	before  packer // the decisions that are replaced
	effect  Effected
	reasons map[string]int64
	sample  []sampled
}

type sampled struct {
	finding uint32
	v       choice
}

// Decide decides about findings, as one step of the history.
func (s *Session) Decide(q DecideRequest) (*Decisions, *Failure) {
	d := &decider{s: s, q: q, reasons: map[string]int64{}}
	if !d.prepare() {
		return nil, failure("unknown-request")
	}
	rows, ok := s.chosen(q)
	if !ok {
		return nil, failure("gone")
	}
	if q.Action == change.Edit.String() {
		if q.Value == "" {
			return nil, failure("empty-edit")
		}
		d.shared = s.severalObjects(rows)
	}
	if !q.Trial {
		s.decided.begin(s.checked.Len())
	}
	for _, n := range rows {
		d.decide(n)
	}
	d.finish()
	out := s.Decisions()
	out.Effect = &d.effect
	return out, nil
}

// begin makes the table of decisions.
func (d *decisions) begin(findings int) {
	if d.state == nil {
		d.state = make([]choice, findings)
		d.counts[0] = int64(findings)
	}
}

// prepare reads the action; false when it is unknown.
func (d *decider) prepare() bool {
	d.want.note = d.s.texts.put([]byte(d.q.Note))
	switch d.q.Action {
	case ActionAccept, ActionAcceptSafe:
		d.offers = d.s.offered()
		return true
	case ActionOpen:
		d.want.note = 0
		return true
	}
	a, ok := change.ActionByName(d.q.Action)
	if !ok {
		return false
	}
	d.want.action = uint8(a) + 1
	if a == change.Edit {
		d.want.value = d.s.texts.put([]byte(d.q.Value))
	}
	return true
}

// chosen are the findings of a request in ascending order; false when one does not
// exist.
func (s *Session) chosen(q DecideRequest) ([]uint32, bool) {
	if len(q.Findings) == 0 && q.Filter != nil {
		var l listing
		s.listFindings(&l, *q.Filter, sortNone, false)
		return without(l.rows, q.Except), true
	}
	rows := slices.Clone(q.Findings)
	slices.Sort(rows)
	rows = slices.Compact(rows)
	return rows, len(rows) == 0 || int(rows[len(rows)-1]) < s.checked.Len()
}

// severalObjects reports whether findings are of more than one object.
func (s *Session) severalObjects(rows []uint32) bool {
	return len(rows) > 1 && s.checked.At(int(rows[0])).Object != s.checked.At(int(rows[len(rows)-1])).Object
}

// decide decides about one finding.
func (d *decider) decide(n uint32) {
	v, reason := d.choice(n)
	if reason != "" {
		d.effect.Skipped++
		d.reasons[reason]++
		return
	}
	old := d.s.decided.of(n)
	switch {
	case old == v:
		d.effect.Same++
		return
	case old.action == 0:
		d.effect.Decided++
	default:
		d.effect.Replaced++
	}
	if len(d.sample) < sampleSize {
		d.sample = append(d.sample, sampled{n, v})
	}
	if !d.q.Trial {
		d.before.add(n, old)
		d.s.decided.put(n, v)
	}
}

// choice is the decision for a finding, or the reason why there can be none.
func (d *decider) choice(n uint32) (v choice, skipped string) {
	v = d.want
	if d.offers != nil {
		c := d.offers.confidence[n]
		switch {
		case c == offerNone:
			return v, SkippedNoProposal
		case c == offerReview && d.q.Action == ActionAcceptSafe:
			return v, SkippedReview
		}
		v.by = byProposal
		if c == offerSafe {
			v.by = bySafe
		}
		v.value, v.action = d.offers.values[n], uint8(change.Edit)+1
		if v.value == 0 {
			v.action = uint8(change.Remove) + 1
		}
	}
	if v.action == uint8(change.Edit)+1 || v.action == uint8(change.Remove)+1 {
		skipped = d.impossible(d.s.checked.At(int(n)), change.Action(v.action-1))
	}
	return v, skipped
}

// impossible says why no change file can carry out an action, "" when one can.
func (d *decider) impossible(f rules.Finding, a change.Action) string {
	switch {
	case !change.Writable(f.Attr):
		return SkippedReadOnly
	case f.Ref == rules.NoRef && a == change.Remove:
		return SkippedNoValue
	case !d.s.onprem.Exported(f.Object, f.Attr):
		return SkippedUnexported
	case d.shared && rules.Unique(f.Attr):
		return SkippedShared
	case !d.s.isNamed(f.Object):
		return SkippedUnnamed
	}
	return ""
}

// finish makes a step of what was done.
func (d *decider) finish() {
	for reason, n := range d.reasons {
		d.effect.Reasons = append(d.effect.Reasons, Count{Key: reason, N: n})
	}
	slices.SortFunc(d.effect.Reasons, compareCounts)
	for _, x := range d.sample {
		row := d.s.findingRow(x.finding)
		d.s.show(&row, x.v)
		d.effect.Sample = append(d.effect.Sample, row)
	}
	d.s.remember(d.before, message.New("decision.step."+d.q.Action, message.Num("n", d.before.n), message.Text("value", d.q.Value)))
}

// compareCounts puts the largest first.
func compareCounts(a, b Count) int {
	if a.N != b.N {
		return int(b.N - a.N)
	}
	if a.Key < b.Key {
		return -1
	}
	return 1
}
