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

// Sizes of the work on proposals.
const (
	preparedAtOnce = 500   // findings that prepareOffers takes on
	offersAtOnce   = 20000 // findings whose proposals are made for a mere count of them
)

// prepareOffers makes the proposals of the next findings; false when all are made.
func (s *Session) prepareOffers() (more bool) {
	if s.offers.made(s.checked) {
		return false
	}
	if s.checked.Prepare(preparedAtOnce) {
		s.makeOffers(preparedAtOnce)
	}
	return true
}

// made reports whether the proposals of all findings are there.
func (o *offers) made(r *rules.Result) bool { return len(o.values) == r.Len() }

// offered makes what is missing of the proposals of all findings.
func (s *Session) offered() *offers {
	s.makeOffers(s.checked.Len())
	return &s.offers
}

// makeOffers makes the proposals of the next findings.
func (s *Session) makeOffers(findings int) {
	o, n := &s.offers, s.checked.Len()
	if o.values == nil {
		o.confidence, o.values = make([]uint8, 0, n), make([]uint32, 0, n)
	}
	for i := len(o.values); i < n && findings > 0; i++ {
		p, ok := s.checked.Propose(s.checked.At(i))
		o.confidence = append(o.confidence, confidenceCode(p, ok))
		o.values = append(o.values, s.texts.put([]byte(p.Value)))
		findings--
	}
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
