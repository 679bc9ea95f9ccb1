package ui

import (
	"cmp"
	"slices"

	"presync/core/session"
)

// Measures of the diagram of the flow, in sixteenths of a rem.
const (
	flowTotal = 240 // thickness of all bands together, before the least one is kept
	flowLeast = 2   // thickness of a band
	flowLeft  = 30  // from one label to the next on the left
	flowRight = 46  // and on the right, where labels have two lines
	flowGap   = 8
	flowNodes = 9 // outcomes shown; the others are one
)

// flowOrder is the order of what happens in the cloud, from above.
var flowOrder = []string{session.FateTakenOver, session.FateLinked, session.FateContested,
	session.FlowNew, session.FlowNone, session.FateElsewhere, session.FateStays, session.FateDeleted}

// flowNode is an end of bands: an outcome on the left, or what happens in the cloud
// on the right.
type flowNode struct {
	rows     []string // of an outcome
	fate     string
	n        int64 // on-premises objects
	accounts int64 // cloud objects
	top, end float64
	used     float64 // of its height, by the bands placed so far
}

// flowBand is the part of an outcome with one fate.
type flowBand struct {
	from, to           int // nodes
	n                  int64
	left, right, thick float64
}

// flowDiagram is the flow laid out.
type flowDiagram struct {
	left, right []flowNode
	bands       []flowBand
	height      float64
}

// layFlow lays the flow out.
func layFlow(counts []session.FlowCount) flowDiagram {
	var d flowDiagram
	d.left, d.right = flowEnds(counts)
	var all int64
	for _, n := range d.left {
		all += n.n
	}
	for i := range d.left {
		for j := range d.right {
			var n int64
			for _, c := range counts {
				if c.Fate == d.right[j].fate && slices.Contains(d.left[i].rows, c.Row) {
					n += c.N
				}
			}
			if n > 0 {
				d.bands = append(d.bands, flowBand{from: i, to: j, n: n, thick: max(flowLeast, flowTotal*float64(n)/float64(all))})
			}
		}
	}
	d.stack()
	return d
}

// flowEnds makes the nodes of both sides.
func flowEnds(counts []session.FlowCount) (left, right []flowNode) {
	for _, fate := range flowOrder {
		node := flowNode{fate: fate}
		for _, c := range counts {
			switch {
			case c.Fate != fate:
			case c.Row == "":
				node.accounts = c.N
			default:
				node.n += c.N
			}
		}
		if node.n+node.accounts > 0 {
			right = append(right, node)
		}
	}
	for _, c := range counts {
		switch {
		case c.Row == "":
		case len(left) > 0 && left[len(left)-1].rows[0] == c.Row:
			left[len(left)-1].n += c.N
		default:
			left = append(left, flowNode{rows: []string{c.Row}, fate: c.Fate, n: c.N})
		}
	}
	slices.SortStableFunc(left, func(a, b flowNode) int { return cmp.Compare(b.n, a.n) })
	var others *flowNode
	if len(left) > flowNodes+1 {
		others = &flowNode{}
		for _, n := range left[flowNodes:] {
			others.rows, others.n = append(others.rows, n.rows...), others.n+n.n
		}
		left = left[:flowNodes]
	}
	// Fewer bands cross when the outcomes stand in the order of their fates.
	slices.SortStableFunc(left, func(a, b flowNode) int {
		return cmp.Compare(slices.Index(flowOrder, a.fate), slices.Index(flowOrder, b.fate))
	})
	if others != nil {
		left = append(left, *others)
	}
	return left, right
}

// stack gives nodes and bands their places.
func (d *flowDiagram) stack() {
	for _, b := range d.bands {
		d.left[b.from].end += b.thick
		d.right[b.to].end += b.thick
	}
	l, r := stackNodes(d.left, flowLeft), stackNodes(d.right, flowRight)
	d.height = max(l, r)
	for i := range d.left {
		d.left[i].shift((d.height - l) / 2)
	}
	for i := range d.right {
		d.right[i].shift((d.height - r) / 2)
	}
	for i := range d.bands {
		b := &d.bands[i]
		b.left, b.right = d.left[b.from].take(b.thick), d.right[b.to].take(b.thick)
	}
}

// stackNodes puts nodes, whose heights are in end, one below the other and returns
// the height of them all.
func stackNodes(nodes []flowNode, least float64) float64 {
	at := 0.0
	for i := range nodes {
		height := max(flowLeast, nodes[i].end)
		slot := max(least, height+flowGap)
		nodes[i].top = at + (slot-height)/2
		nodes[i].end = nodes[i].top + height
		at += slot
	}
	return at
}

func (n *flowNode) shift(by float64) {
	n.top += by
	n.end += by
}

// take is the place for the next band of a node.
func (n *flowNode) take(thick float64) float64 {
	at := n.top + n.used
	n.used += thick
	return at
}
