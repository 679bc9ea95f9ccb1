package ui

import "presync/core/session"

// maxMarks is the greatest number of rows that can be selected at once.
const maxMarks = session.MaxTransfers

// marks are the rows that the user selected to do something with them together,
// in the order of selection.
type marks struct {
	ids     []uint32
	last    int64 // place in the list of the row selected last, -1 for none
	version int   // counts the changes
}

func (m *marks) index(id uint32) int {
	for i, x := range m.ids {
		if x == id {
			return i
		}
	}
	return -1
}

func (m *marks) has(id uint32) bool { return m.index(id) >= 0 }

// full reports whether no further row can be selected.
func (m *marks) full() bool { return len(m.ids) >= maxMarks }

// add selects a row; one too many stays as it is.
func (m *marks) add(id uint32) {
	if !m.full() && !m.has(id) {
		m.ids = append(m.ids, id)
		m.version++
	}
}

// toggle selects a row or takes it out of the selection.
func (m *marks) toggle(id uint32) {
	i := m.index(id)
	if i < 0 {
		m.add(id)
		return
	}
	m.ids = append(m.ids[:i], m.ids[i+1:]...)
	m.version++
}

func (m *marks) clear() { *m = marks{last: -1, version: m.version + 1} }

// span is the range of rows from the one selected last to another one: its first
// row and their number, at most maxMarks, counted from the former.
func (m *marks) span(to int64) (first, n int64) {
	from := m.last
	switch {
	case from < 0:
		return to, 1
	case from <= to:
		return from, min(to-from+1, maxMarks)
	}
	n = min(from-to+1, maxMarks)
	return from - n + 1, n
}
