package session

import (
	"encoding/binary"

	"presync/core/message"
)

// step is a step of the history: the findings that it concerns and, for each, the
// decision on the other side of the step: the earlier one while the step is done,
// the later one while it is taken back. Both are packed, a few bytes for a finding.
type step struct {
	text   message.Message
	n      int
	packed []byte
}

// packer writes a step. Findings have to come in ascending order.
type packer struct {
	out         []byte
	n           int
	finding     uint32 // the last one
	value, note uint32 // the last ones
}

// The head of a packed decision: the action in three bits, the origin in three, and
// what follows.
const (
	packedBy    = 3
	packedValue = 1 << 6
	packedNote  = 1 << 7
)

func (p *packer) add(finding uint32, v choice) {
	head := v.action | uint8(v.by)<<packedBy
	if v.value != 0 {
		head |= packedValue
	}
	if v.note != 0 {
		head |= packedNote
	}
	p.out = append(binary.AppendUvarint(p.out, uint64(finding-p.finding)), head)
	p.finding = finding
	if v.value != 0 {
		p.out = binary.AppendVarint(p.out, int64(v.value)-int64(p.value))
		p.value = v.value
	}
	if v.note != 0 {
		p.out = binary.AppendVarint(p.out, int64(v.note)-int64(p.note))
		p.note = v.note
	}
	p.n++
}

// each yields what was packed.
func (st *step) each(yield func(finding uint32, v choice)) {
	var finding, value, note uint32
	next := func(to *uint32, packed []byte) []byte {
		by, n := binary.Varint(packed)
		*to = uint32(int64(*to) + by)
		return packed[n:]
	}
	for rest := st.packed; len(rest) > 0; {
		skip, n := binary.Uvarint(rest)
		finding += uint32(skip)
		head := rest[n]
		rest = rest[n+1:]
		v := choice{action: head & (1<<packedBy - 1), by: origin(head >> packedBy & (1<<packedBy - 1))}
		if head&packedValue != 0 {
			rest = next(&value, rest)
			v.value = value
		}
		if head&packedNote != 0 {
			rest = next(&note, rest)
			v.note = note
		}
		yield(finding, v)
	}
}

// findings yields the findings of a step.
func (st *step) findings(yield func(finding uint32)) {
	st.each(func(finding uint32, _ choice) { yield(finding) })
}

// swap exchanges the decisions of a step with the present ones.
func (d *decisions) swap(st step) step {
	var other packer
	st.each(func(finding uint32, v choice) {
		other.add(finding, d.state[finding])
		d.put(finding, v)
	})
	st.packed = other.out
	return st
}

// remember makes a step of decisions that were just changed; those before them are
// packed. What was taken back earlier can no longer be done again.
func (s *Session) remember(before packer, text message.Message) {
	if before.n == 0 {
		return
	}
	d := &s.decided
	st := step{text: text, n: before.n, packed: before.out}
	d.done, d.undone = append(d.done, st), nil
	s.recount(st.findings)
	s.changed()
}

// History takes a step back or does it again.
func (s *Session) History(q HistoryRequest) *Decisions {
	d := &s.decided
	from, to := &d.done, &d.undone
	if q.Redo {
		from, to = to, from
	}
	if n := len(*from); n > 0 {
		st := d.swap((*from)[n-1])
		*from, *to = (*from)[:n-1], append(*to, st)
		s.recount(st.findings)
		s.changed()
	}
	return s.Decisions()
}

// carried gives the findings of a history their new numbers, and leaves out the
// steps of which nothing is left.
func carried(steps []step, number []uint32) []step {
	kept := steps[:0]
	for _, st := range steps {
		var p packer
		st.each(func(finding uint32, v choice) {
			if n := number[finding]; n != gone {
				p.add(n, v)
			}
		})
		if st.n, st.packed = p.n, p.out; st.n > 0 {
			kept = append(kept, st)
		}
	}
	return kept
}
