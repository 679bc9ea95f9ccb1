package session

import (
	"slices"

	"presync/core/directory"
	"presync/core/match"
)

// Where an on-premises object leads that stands in no relation to a cloud object,
// beside the fates of cloud objects.
const (
	FlowNew  = "new"  // a cloud object is made of it
	FlowNone = "none" // nothing in the cloud is concerned
)

// flowEnds are the ends of the flow: the fates, then those of objects without a
// cloud object.
var flowEnds = append(slices.Clone(fates), FlowNew, FlowNone)

// FlowCount is a part of the flow from the on-premises objects to the cloud: how
// many objects with the verdict Row lead to a cloud object of that fate. Without a
// Row it is the number of cloud objects of the fate.
type FlowCount struct {
	Row  string `json:"row,omitempty"`
	Fate string `json:"fate"`
	N    int64  `json:"n"`
}

// countFlow counts the flow in one pass over the verdicts and one over the cloud
// objects; rows come in the order of the decision table.
func (s *Session) countFlow(o *Overview) {
	if s.matched.CloudLen() == 0 {
		return
	}
	ends := len(flowEnds)
	counts := make([]int64, (rowCount+1)*ends)
	for account := range uint32(s.matched.CloudLen()) {
		counts[s.fateCode(account)]++
	}
	for i := range s.matched.Len() {
		if v := s.matched.At(i); v.Object != directory.NoID {
			counts[int(v.Row)*ends+s.flowEnd(v)]++
		}
	}
	for i, n := range counts {
		if n > 0 {
			c := FlowCount{Fate: flowEnds[i%ends], N: n}
			if row := match.Row(i / ends); row != match.RowNone {
				c.Row = row.String()
			}
			o.Flow = append(o.Flow, c)
		}
	}
}

// flowEnd is the place in flowEnds to which a verdict leads.
func (s *Session) flowEnd(v match.Verdict) int {
	switch {
	case v.Cloud != match.NoCloud:
		return s.fateCode(v.Cloud)
	case v.Row == match.ProvisionNew || v.Row == match.NewGroup:
		return len(fates)
	}
	return len(fates) + 1
}

// flowField narrows verdicts to those that lead to cloud objects of some fates.
func (s *Session) flowField(chosen []string) facetField {
	return facetField{name: "fate", values: len(flowEnds), chosen: chosen,
		code:  func(row uint32) int { return s.flowEnd(s.matched.At(int(row))) },
		label: func(c int) string { return flowEnds[c] }}
}
