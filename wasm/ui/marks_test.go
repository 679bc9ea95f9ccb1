package ui

import (
	"slices"
	"testing"
)

func TestMarks(t *testing.T) {
	m := marks{most: 1000}
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
	if len(m.ids) != 1000 || !m.full() || m.version == version || m.has(1500) {
		t.Errorf("%d selected", len(m.ids))
	}
	m.toggle(9)
	if m.full() || m.has(9) {
		t.Error("a full selection cannot be reduced")
	}
	m.clear()
	if len(m.ids) != 0 || m.last != -1 || m.has(3) {
		t.Errorf("not cleared: %+v", m)
	}
}

func TestAllButSomeMarks(t *testing.T) {
	m := marks{most: 2}
	m.toggle(4)
	m.selectAll("list")
	if !m.has(4) || !m.has(123456) || m.count(1_000_000) != 1_000_000 {
		t.Errorf("not all are selected: %+v", m)
	}
	m.toggle(5)
	m.toggle(6)
	m.toggle(7)
	if m.has(5) || m.has(6) || !m.has(7) || m.count(100) != 98 || m.full() != true {
		t.Errorf("left out: %v", m.ids)
	}
	m.add(5)
	if !m.has(5) || m.count(100) != 99 {
		t.Errorf("left out: %v", m.ids)
	}
	m.clear()
	if m.has(123456) || m.all || m.list != "" || m.most != 2 {
		t.Errorf("not cleared: %+v", m)
	}
}

func TestSpanOfMarks(t *testing.T) {
	for _, c := range []struct{ last, to, first, n int64 }{
		{-1, 4, 4, 1},
		{2, 5, 2, 4},
		{5, 2, 2, 4},
		{3, 3, 3, 1},
		{0, 5000, 0, 1000},
		{5000, 0, 4001, 1000},
	} {
		m := marks{most: 1000, last: c.last}
		if first, n := m.span(c.to); first != c.first || n != c.n {
			t.Errorf("from %d to %d: %d, %d", c.last, c.to, first, n)
		}
	}
}
