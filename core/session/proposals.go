package session

import "presync/core/rules"

// offers are the proposals of all findings of one evaluation, as the lists and the
// decisions need them.
type offers struct {
	confidence []uint8  // by finding, a place in confidences
	values     []uint32 // by finding: the number of the proposed value, 0 for a removal or none
}

// confidences are the words for a proposal, in the order of a facet.
var confidences = [...]string{ConfidenceSafe, ConfidenceReview, ConfidenceNone}

// Places in confidences.
const (
	offerSafe uint8 = iota
	offerReview
	offerNone
)

// offered makes the proposals of all findings when they are first needed.
func (s *Session) offered() *offers {
	o := &s.offers
	if o.confidence == nil {
		o.confidence, o.values = make([]uint8, s.checked.Len()), make([]uint32, s.checked.Len())
		s.checked.Findings(func(i int, f rules.Finding) bool {
			p, ok := s.checked.Propose(f)
			o.confidence[i] = confidenceCode(p, ok)
			o.values[i] = s.texts.put([]byte(p.Value))
			return true
		})
	}
	return o
}

func confidenceCode(p rules.Proposal, ok bool) uint8 {
	switch {
	case !ok:
		return offerNone
	case p.Safe:
		return offerSafe
	}
	return offerReview
}
