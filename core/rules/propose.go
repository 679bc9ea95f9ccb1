package rules

import "presync/core/message"

// Proposal is a value that would repair a finding.
type Proposal struct {
	Value  string
	Remove bool // remove the value; Value is empty
	// Safe: nothing is lost and nobody has to decide. Otherwise the proposal needs a
	// look.
	Safe   bool
	Reason message.Message
}

// Propose offers a value for a finding; false when there is none that passes every
// rule of the attribute.
func (r *Result) Propose(f Finding) (Proposal, bool) { return Proposal{}, false }

type claims struct{}
