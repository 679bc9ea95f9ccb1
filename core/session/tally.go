package session

import (
	"presync/core/change"
	"presync/core/directory"
)

// tally counts the changes and problems that the decisions come to, object by
// object, so that a decision costs no look at all the others.
type tallied struct {
	collapser *change.Collapser
	// objects holds for each object, at its first record, the number of changes and,
	// in the upper byte, that of problems.
	objects                    []uint16
	changed, changes, problems int64
	// takers are the objects that may take a unique value from another one. Only they
	// can stand in a circle, which is a matter of all of them together.
	takers map[directory.ID]bool
	list   []change.Decision // scratch
}

const problemShift = 8

// recount counts the objects of findings anew. The numbers come in ascending order.
func (s *Session) recount(findings func(yield func(finding uint32))) {
	last := directory.NoID
	findings(func(finding uint32) {
		if id := s.checked.At(int(finding)).Object; id != last {
			last = id
			s.recountObject(id)
		}
	})
}

// recountAll counts everything anew.
func (s *Session) recountAll() {
	s.decided.tally = tallied{collapser: s.decided.tally.collapser}
	s.recount(func(yield func(uint32)) {
		for n, v := range s.decided.state {
			if v.action > 0 {
				yield(uint32(n))
			}
		}
	})
}

// counter makes the table of objects when it is first needed.
func (s *Session) counter() *tallied {
	t := &s.decided.tally
	if t.collapser == nil {
		t.collapser = change.NewCollapser(s.onprem)
	}
	if t.objects == nil {
		t.objects, t.takers = make([]uint16, s.onprem.Len()), map[directory.ID]bool{}
	}
	return t
}

func (s *Session) recountObject(id directory.ID) {
	t := s.counter()
	id = t.collapser.First(id)
	var n change.Count
	if t.list = s.decisionsOf(t.list[:0], id); len(t.list) > 0 {
		n = t.collapser.Count(t.list, func(a directory.Attr, v []byte) bool { return s.checked.HeldElsewhere(id, a, v) })
	}
	was, is := t.objects[id], uint16(n.Changes)|uint16(n.Problems)<<problemShift
	t.objects[id] = is
	t.changes += int64(is&0xff) - int64(was&0xff)
	t.problems += int64(is>>problemShift) - int64(was>>problemShift)
	if is&0xff > 0 {
		t.changed++
	}
	if was&0xff > 0 {
		t.changed--
	}
	if n.Takes {
		t.takers[id] = true
	} else {
		delete(t.takers, id)
	}
}

// decisionsOf appends the decisions about all records of an object, in the order of
// the findings.
func (s *Session) decisionsOf(list []change.Decision, id directory.ID) []change.Decision {
	for _, record := range s.counter().collapser.Records(id) {
		for n := s.firstFinding(record); int(n) < s.checked.Len() && s.checked.At(int(n)).Object == record; n++ {
			if v := s.decided.of(n); v.action > 0 {
				list = append(list, s.changeDecision(n, v))
			}
		}
	}
	return list
}

// circle are the attributes that cannot change because objects would exchange
// unique values in a circle.
func (s *Session) circle() []change.Problem {
	t := s.counter()
	if len(t.takers) == 0 {
		return nil
	}
	var list []change.Decision
	for id := range t.takers {
		list = s.decisionsOf(list, id)
	}
	set := t.collapser.Collapse(list)
	return set.Problems[set.Collapsed:]
}

// counts fills in what the decisions come to.
func (s *Session) countChanges(out *Decisions) {
	t := &s.decided.tally
	out.Objects, out.Changes, out.Problems = t.changed, t.changes, t.problems
	stuck := map[directory.ID]int64{}
	for _, p := range s.circle() {
		out.Changes--
		out.Problems++
		stuck[p.Object]++
	}
	for id, n := range stuck {
		if int64(t.objects[s.counter().collapser.First(id)]&0xff) == n {
			out.Objects--
		}
	}
}
