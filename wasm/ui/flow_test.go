package ui

import (
	"fmt"
	"testing"

	"presync/core/session"
)

func flowOf(rows int) []session.FlowCount {
	counts := []session.FlowCount{{Fate: "taken", N: 40}, {Fate: "stays", N: 3}}
	for i := range rows {
		row := fmt.Sprintf("D-%02d", i+1)
		counts = append(counts, session.FlowCount{Row: row, Fate: "taken", N: int64(100 * (i + 1))}, session.FlowCount{Row: row, Fate: "contested", N: 1})
	}
	return counts
}

// Bands fill their nodes without a gap or an overlap, and every object is in one.
func TestFlowIsLaidOut(t *testing.T) {
	for _, rows := range []int{0, 1, 3, 10, 11, 30} {
		d := layFlow(flowOf(rows))
		if want := min(rows, flowNodes+1); len(d.left) != want {
			t.Errorf("%d outcomes: %d nodes", rows, len(d.left))
		}
		var n, want int64
		for _, b := range d.bands {
			n += b.n
			if b.thick < flowLeast {
				t.Errorf("band of %v", b.thick)
			}
		}
		for i := range rows {
			want += int64(100*(i+1)) + 1
		}
		if n != want {
			t.Errorf("%d outcomes: %d of %d objects", rows, n, want)
		}
		for _, side := range [][]flowNode{d.left, d.right} {
			at := 0.0
			for _, node := range side {
				if node.top < at || node.end > d.height || node.used > 0 && node.used-(node.end-node.top) > 1e-6 {
					t.Errorf("node %+v after %v of %v", node, at, d.height)
				}
				at = node.end
			}
		}
	}
}

// What nothing on-premises leads to stands on the right without a band.
func TestFlowShowsAccountsThatStay(t *testing.T) {
	d := layFlow(flowOf(2))
	last := d.right[len(d.right)-1]
	if last.fate != "stays" || last.accounts != 3 || last.n != 0 {
		t.Errorf("%+v", d.right)
	}
}
