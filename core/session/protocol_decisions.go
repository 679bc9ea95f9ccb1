package session

import "presync/core/message"

// The actions of a DecideRequest beside the words of change.Action (edit, remove,
// keep, ignore).
const (
	ActionAccept     = "accept"      // take the proposal, whatever its confidence
	ActionAcceptSafe = "accept-safe" // take the proposal where it is safe
	ActionOpen       = "open"        // take the decision back
)

// DecisionOpen stands for a finding without decision, in filters and facets.
const DecisionOpen = "open"

// ConfidenceNone stands for a finding without proposal, in filters and facets.
const ConfidenceNone = "none"

// Why a finding was skipped by a DecideRequest, as keys of Effected.Reasons. The
// words are the texts "decision.skipped.<key>".
const (
	SkippedNoProposal = "no-proposal"
	SkippedReview     = "review"     // the proposal is not safe, and only safe ones are accepted
	SkippedReadOnly   = "read-only"  // no change file may write the attribute
	SkippedNoValue    = "no-value"   // nothing is there to remove
	SkippedUnexported = "unexported" // the export lacks the attribute, so the present values are unknown
	SkippedShared     = "shared"     // one value for several objects, of an attribute that must be unique
	SkippedUnnamed    = "unnamed"    // neither distinguished name nor objectGUID
)

// DecideRequest decides about findings. It is answered by Decisions.
type DecideRequest struct {
	Findings []uint32        `json:"findings,omitempty"` // numbers of findings; when empty, all under Filter
	Filter   *FindingsFilter `json:"filter,omitempty"`
	Except   []uint32        `json:"except,omitempty"` // findings under Filter that are left out
	Action   string          `json:"action"`           // accept, accept-safe, edit, remove, keep, ignore or open
	Value    string          `json:"value,omitempty"`  // of an edit
	Note     string          `json:"note,omitempty"`   // of the administrator
	Trial    bool            `json:"trial,omitempty"`  // only tell what it would do
}

// HistoryRequest takes the last step back, or does the last one taken back again.
// Without such a step nothing happens. It is answered by Decisions.
type HistoryRequest struct {
	Redo bool `json:"redo,omitempty"`
}

// Decisions is the state of all decisions.
type Decisions struct {
	// Serial grows with each change of the state; lists and what-if answers of
	// another serial are out of date.
	Serial  int64   `json:"serial"`
	Decided int64   `json:"decided"` // findings with a decision
	Actions []Count `json:"actions"` // findings by edit, remove, keep, ignore, in this order
	// Objects, Changes and Problems are those of the change set: objects and
	// attributes that change, and attributes whose decisions have no effect.
	Objects  int64 `json:"objects"`
	Changes  int64 `json:"changes"`
	Problems int64 `json:"problems"`
	Undo     *Step `json:"undo,omitempty"` // what would be taken back
	Redo     *Step `json:"redo,omitempty"` // what would be done again
	// Dropped are decisions whose findings went away with the last change of the
	// settings.
	Dropped int64     `json:"dropped,omitempty"`
	Effect  *Effected `json:"effect,omitempty"` // of the DecideRequest just answered
}

// Step is a step of the history in words.
type Step struct {
	Text message.Message `json:"text"`
	N    int64           `json:"n"` // findings concerned
}

// Effected tells what a DecideRequest did, or would do.
type Effected struct {
	Decided  int64   `json:"decided"`  // findings that had no decision
	Replaced int64   `json:"replaced"` // findings that had another decision
	Same     int64   `json:"same"`     // findings with this very decision
	Skipped  int64   `json:"skipped"`
	Reasons  []Count `json:"reasons,omitempty"` // findings skipped, by reason
	// Sample are some of the findings decided or replaced, at most five, as they are
	// after the decision.
	Sample []FindingRow `json:"sample,omitempty"`
}

// WhatIf is the directory as it would be with all changes made, beside the present
// state.
type WhatIf struct {
	Serial int64   `json:"serial"` // of the decisions
	Before int64   `json:"before"` // findings
	After  int64   `json:"after"`
	Cured  int64   `json:"cured"`  // findings that are gone
	New    int64   `json:"new"`    // findings that the changes make
	Counts []Count `json:"counts"` // findings after the changes: error, warning, advice
	// Objects that are ready to be synchronised as far as the rules go.
	ReadyBefore int64 `json:"readyBefore"`
	ReadyAfter  int64 `json:"readyAfter"`
}

// TryRequest asks what the rules would say of a value in the place of that of a
// finding. It is answered by Try.
type TryRequest struct {
	Finding uint32 `json:"finding"`
	Value   string `json:"value"`
}

// TryResult says what the rules find, the other decisions considered.
type TryResult struct {
	Same     bool           `json:"same"` // the value is the present one
	Findings []TriedFinding `json:"findings,omitempty"`
	Holders  []Holder       `json:"holders,omitempty"`  // who would hold the value too, at most 200
	Problem  *ChangeProblem `json:"problem,omitempty"`  // why the directory would refuse it
	Proposal *Proposal      `json:"proposal,omitempty"` // of the finding, for comparison
}

// TriedFinding is what a rule would find about the value tried.
type TriedFinding struct {
	Rule     string          `json:"rule"`
	Severity string          `json:"severity"`
	Why      message.Message `json:"why"`
	Had      bool            `json:"had,omitempty"` // the present value has the finding, too
}

// ChangesListQuery asks for a page of the changes that the decisions make.
type ChangesListQuery struct {
	Search    string   `json:"search,omitempty"` // in the name and in the values, letter case ignored
	Class     []string `json:"class,omitempty"`
	Attribute []string `json:"attribute,omitempty"`
	Action    []string `json:"action,omitempty"`   // edit, remove or add
	Problems  bool     `json:"problems,omitempty"` // also list the problems, at most 200
	Offset    int64    `json:"offset"`
	Limit     int      `json:"limit"`
	Facets    bool     `json:"facets,omitempty"` // also count class, attribute and action
}

// ChangesList is a part of the changes. The rows of one object stand together.
type ChangesList struct {
	Serial   int64           `json:"serial"`
	Total    int64           `json:"total"`   // rows under the filter
	Objects  int64           `json:"objects"` // objects under the filter
	All      int64           `json:"all"`
	Offset   int64           `json:"offset"`
	Rows     []ChangeRow     `json:"rows"`
	Facets   []Facet         `json:"facets,omitempty"`
	Problems []ChangeProblem `json:"problems,omitempty"`
}

// ChangeRow is one value that changes.
type ChangeRow struct {
	Row       int64   `json:"row"` // place in the list
	Object    uint32  `json:"object"`
	First     bool    `json:"first,omitempty"` // of its object, in the list
	DN        string  `json:"dn"`
	Name      string  `json:"name"`
	Class     string  `json:"class"`
	Attribute string  `json:"attribute"`
	Before    string  `json:"before"` // "" when the value is added
	After     string  `json:"after"`  // "" when it is removed
	Action    string  `json:"action"` // edit, remove or add
	Reason    string  `json:"reason"`
	Decided   string  `json:"decided"` // how it was decided
	Note      string  `json:"note,omitempty"`
	Finding   *uint32 `json:"finding,omitempty"` // the finding decided about
}

// ChangeProblem says why decisions about an attribute of an object have no effect.
type ChangeProblem struct {
	DN        string          `json:"dn"`
	Object    uint32          `json:"object"`
	Attribute string          `json:"attribute"`
	Text      message.Message `json:"text"`
}

// DecisionView is the decision about a finding.
type DecisionView struct {
	Action   string          `json:"action"` // edit, remove, keep or ignore
	NewValue string          `json:"newValue,omitempty"`
	Note     string          `json:"note,omitempty"`
	By       message.Message `json:"by"` // how it was decided
}
