package change

import (
	"presync/core/directory"
	"presync/core/message"
)

// unique reports whether Active Directory refuses a value that another object
// holds (userPrincipalName in the forest, sAMAccountName in the domain).
func unique(a directory.Attr) bool {
	return a == directory.UserPrincipalName || a == directory.SAMAccountName
}

// uniqueKey is what must not be there twice.
func uniqueKey(a directory.Attr, v []byte) string {
	return string(directory.AppendLower([]byte{byte(a)}, v))
}

// sequencer brings objects into an order in which each change is possible.
type sequencer struct {
	objects [][]Change
	giver   map[string]int // of a unique value that is given up: the object
	state   []uint8
	sorted  []int
}

// The states of an object on the way into the order.
const (
	waiting uint8 = iota
	visited
	placed
	stuck
)

// order sorts objects so that a unique value is given up before it is taken.
// Objects that wait for each other in a circle keep their unique values.
func (s *Set) order() {
	q := &sequencer{giver: map[string]int{}}
	for object := range s.byObject() {
		for _, c := range object {
			for _, v := range c.Values {
				if unique(c.Attr) && len(v.Old) > 0 {
					q.giver[uniqueKey(c.Attr, v.Old)] = len(q.objects)
				}
			}
		}
		q.objects = append(q.objects, object)
	}
	q.state = make([]uint8, len(q.objects))
	for i := range q.objects {
		if q.state[i] == waiting {
			q.place(i)
		}
	}
	changes := make([]Change, 0, len(s.Changes))
	for _, i := range q.sorted {
		for _, c := range q.objects[i] {
			if q.state[i] == stuck && unique(c.Attr) {
				s.fail(&c, message.New("change.problem.circle"))
				continue
			}
			changes = append(changes, c)
		}
	}
	s.Changes = changes
}

// place puts an object behind those whose values it takes. It is stuck when one of
// them waits for it in turn, or is stuck itself.
func (q *sequencer) place(i int) {
	q.state[i] = visited
	free := true
	for _, c := range q.objects[i] {
		for _, v := range c.Values {
			from, given := q.giver[uniqueKey(c.Attr, v.New)]
			if !given || from == i || !unique(c.Attr) {
				continue
			}
			if q.state[from] == waiting {
				q.place(from)
			}
			free = free && q.state[from] == placed
		}
	}
	q.sorted = append(q.sorted, i)
	q.state[i] = stuck
	if free {
		q.state[i] = placed
	}
}
