package ui

import (
	"slices"
	"testing"
)

func TestMarks(t *testing.T) {
	var m marks
	m.clear()
	m.toggle(7)
	m.toggle(9)
	m.add(9)
	m.toggle(7)
	if !slices.Equal(m.ids, []uint32{9}) || m.has(7) || !m.has(9) {
		t.Errorf("selected: %v", m.ids)
	}
	version := m.version
	for id := range uint32(2000) {
		m.add(id)
	}
	if len(m.ids) != maxMarks || !m.full() || m.version == version {
		t.Errorf("%d selected", len(m.ids))
	}
	m.toggle(9)
	if m.full() || m.has(9) {
		t.Error("a full selection cannot be reduced")
	}
	m.clear()
	if len(m.ids) != 0 || m.last != -1 {
		t.Errorf("not cleared: %+v", m)
	}
}

func TestSpanOfMarks(t *testing.T) {
	for _, c := range []struct{ last, to, first, n int64 }{
		{-1, 4, 4, 1},
		{2, 5, 2, 4},
		{5, 2, 2, 4},
		{3, 3, 3, 1},
		{0, 5000, 0, maxMarks},
		{5000, 0, 4001, maxMarks},
	} {
		m := marks{last: c.last}
		if first, n := m.span(c.to); first != c.first || n != c.n {
			t.Errorf("from %d to %d: %d, %d", c.last, c.to, first, n)
		}
	}
}
