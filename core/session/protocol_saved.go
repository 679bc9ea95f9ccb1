package session

import (
	"presync/core/message"
	"presync/core/report"
)

// What a saved report is opened for.
const (
	UseContinue = "continue" // take its decisions over
	UseCompare  = "compare"  // tell the present run from it
)

// SavedRequest opens a saved report (JSON); its bytes follow as those of a load do. It
// is answered by Saved.
type SavedRequest struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
	// Use is "" to say what the report is, UseContinue or UseCompare. Both need loaded
	// files; the settings have to be taken over before.
	Use string `json:"use,omitempty"`
}

// Saved says what a saved report is.
type Saved struct {
	Made     string        `json:"made"` // as in report.Document
	Program  string        `json:"program"`
	Level    report.Level  `json:"level"`
	Masked   bool          `json:"masked,omitempty"`
	Files    []report.File `json:"files"`
	Rows     report.Rows   `json:"rows"`
	Findings int64         `json:"findings"`
	Actions  []Count       `json:"actions"` // decisions
	// What it found: Rules and Outcomes without their explanations.
	Readiness  report.Readiness `json:"readiness"`
	OnPrem     int64            `json:"onprem"` // objects
	Cloud      int64            `json:"cloud"`
	Severities []report.Count   `json:"severities"`
	Rules      []report.Rule    `json:"rules"`
	Outcomes   []report.Outcome `json:"outcomes"`
	NotChecked int64            `json:"notChecked"` // rules that could not judge every object
	// Settings are those of the run; nil when they are left out or cannot be read.
	Settings *Settings `json:"settings,omitempty"`
	Restored *Restored `json:"restored,omitempty"` // after UseContinue
	// Decisions is the state after UseContinue.
	Decisions *Decisions `json:"decisions,omitempty"`
}

// Restored tells which decisions of a saved report could be taken over.
type Restored struct {
	Restored int64   `json:"restored"` // findings
	Lost     int64   `json:"lost"`
	Reasons  []Count `json:"reasons,omitempty"` // lost ones by reason, a text of the catalogue
	// Rows are some of the lost ones, at most 200.
	Rows []LostDecision `json:"rows,omitempty"`
}

// LostDecision is a decision that could not be taken over.
type LostDecision struct {
	Line   DecisionLine    `json:"line"`
	Reason message.Message `json:"reason"`
}

// SinceQuery asks for a page of the findings of this run and of those of the earlier
// one that it lacks. It is answered by Since.
type SinceQuery struct {
	Filter SinceFilter `json:"filter"`
	Sort   string      `json:"sort,omitempty"` // change, dn, class, attribute, value, rule, severity; "" is change
	Desc   bool        `json:"desc,omitempty"`
	Offset int64       `json:"offset"`
	Limit  int         `json:"limit"`
	Facets bool        `json:"facets,omitempty"`
	Totals bool        `json:"totals,omitempty"` // also the comparison
	Row    *uint32     `json:"row,omitempty"`    // only this row, whatever the filter says
}

// SinceFilter narrows the findings; fields and search as in FindingsFilter.
type SinceFilter struct {
	Change    []string `json:"change,omitempty"` // words of package report
	Severity  []string `json:"severity,omitempty"`
	Attribute []string `json:"attribute,omitempty"`
	Rule      []string `json:"rule,omitempty"`
	Class     []string `json:"class,omitempty"`
	Search    string   `json:"search,omitempty"`
}

// SincePage is a part of those findings.
type SincePage struct {
	Total  int64      `json:"total"`
	All    int64      `json:"all"`
	Offset int64      `json:"offset"`
	Rows   []SinceRow `json:"rows"`
	Facets []Facet    `json:"facets,omitempty"`
	// Comparison is that of package report without its list of missing findings.
	Comparison *report.Comparison `json:"comparison,omitempty"`
}

// SinceRow is one finding of either run.
type SinceRow struct {
	Row    uint32 `json:"row"` // place before filters and order
	Change string `json:"change"`
	// Finding is its number in this run; nil for one of the earlier run only.
	Finding   *uint32 `json:"finding,omitempty"`
	DN        string  `json:"dn"`
	CN        string  `json:"cn"`
	Class     string  `json:"class"`
	Attribute string  `json:"attribute"`
	Value     string  `json:"value"`
	Rule      string  `json:"rule"`
	Severity  string  `json:"severity"`
	Was       *Was    `json:"was,omitempty"` // of a changed one
}

// Was is what a changed finding was in the earlier run.
type Was struct {
	Value    string `json:"value"`
	Severity string `json:"severity"`
}
