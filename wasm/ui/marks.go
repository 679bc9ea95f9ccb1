package ui

import "slices"

// marks are the rows that the user selected to do something with them together: a
// list of rows in the order of selection, or all rows of a list but some.
type marks struct {
	most    int // greatest number of rows that can be selected one by one
	ids     []uint32
	held    map[uint32]bool // what ids holds
	all     bool            // every row of the list is selected but those in ids
	list    string          // names the list that all speaks of
	last    int64           // place in the list of the row selected last, -1 for none
	version int             // counts the changes
}

// has reports whether a row is selected.
func (m *marks) has(id uint32) bool { return m.held[id] != m.all }

// count is the number of selected rows; total is that of the list.
func (m *marks) count(total int64) int64 {
	if m.all {
		return total - int64(len(m.ids))
	}
	return int64(len(m.ids))
}

// full reports whether no further row can be singled out.
func (m *marks) full() bool { return len(m.ids) >= m.most }

// add selects a row; one too many stays as it is.
func (m *marks) add(id uint32) {
	if !m.has(id) {
		m.toggle(id)
	}
}

// toggle selects a row or takes it out of the selection.
func (m *marks) toggle(id uint32) {
	switch {
	case m.held[id]:
		delete(m.held, id)
		m.ids = slices.DeleteFunc(m.ids, func(x uint32) bool { return x == id })
	case m.full():
		return
	default:
		if m.held == nil {
			m.held = map[uint32]bool{}
		}
		m.held[id] = true
		m.ids = append(m.ids, id)
	}
	m.version++
}

func (m *marks) clear() { *m = marks{most: m.most, last: -1, version: m.version + 1} }

// selectAll selects every row of a list, however many there are.
func (m *marks) selectAll(list string) {
	m.clear()
	m.all, m.list = true, list
}

// span is the range of rows from the one selected last to another one: its first
// row and their number, at most as many as can be selected, counted from the
// former.
func (m *marks) span(to int64) (first, n int64) {
	from := m.last
	switch {
	case from < 0:
		return to, 1
	case from <= to:
		return from, min(to-from+1, int64(m.most))
	}
	n = min(from-to+1, int64(m.most))
	return from - n + 1, n
}
