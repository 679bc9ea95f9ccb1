package report

// What became of a finding since an earlier run.
const (
	ChangeNew     = "new"
	ChangeChanged = "changed" // its severity, its proposal or the spelling of its value
	ChangeFixed   = "fixed"   // the object is there, the finding is not
	ChangeGone    = "gone"    // the object itself is no longer exported, or no longer judged
	ChangeSame    = "same"
)

// Comparison tells two runs apart. The counts exclude each other: the findings of
// the earlier run are Same, Changed, Fixed and Gone, those of the later one Same,
// Changed and New.
type Comparison struct {
	Made  string `json:"made"`  // when the earlier report was made
	Files []File `json:"files"` // that the earlier run read
	// TotalsOnly says why findings could not be told apart one by one; then only the
	// numbers before and after are compared. "" when they could.
	TotalsOnly string `json:"totalsOnly,omitempty"`
	// Notes say what else makes the runs differ: other settings, other rules, columns
	// that one of them lacks.
	Notes []string `json:"notes,omitempty"`

	Findings Change       `json:"findings"`
	Rules    []RuleChange `json:"rules"` // of rules that fired in one of the runs
	Objects  ObjectChange `json:"objects"`
	// Verdicts are the objects by what was foretold of them before and now. Rows of
	// objects whose outcome is the same have Before equal to After.
	Verdicts []VerdictChange `json:"verdicts,omitempty"`
	// Missing are findings that are fixed or gone, at most MissingLimit of them.
	Missing []Missing `json:"missing,omitempty"`
}

// Change counts findings by what became of them.
type Change struct {
	Before  int64 `json:"before"` // Same + Changed + Fixed + Gone
	After   int64 `json:"after"`  // Same + Changed + New
	Same    int64 `json:"same"`
	Changed int64 `json:"changed"`
	New     int64 `json:"new"`
	Fixed   int64 `json:"fixed"`
	Gone    int64 `json:"gone"`
}

// RuleChange is what became of the findings of one rule.
type RuleChange struct {
	Rule     string `json:"rule"`
	Title    string `json:"title"`
	Severity string `json:"severity"`
	Change
}

// ObjectChange counts the objects of the reports' tables.
type ObjectChange struct {
	Same    int64 `json:"same"`    // in both
	Renamed int64 `json:"renamed"` // of these, under another distinguished name
	New     int64 `json:"new"`     // only in the later one
	Gone    int64 `json:"gone"`    // only in the earlier one
}

// VerdictChange counts objects by outcome before and after. A row is "" where one of
// the runs has no verdict for the object.
type VerdictChange struct {
	Before      string `json:"before"` // row of the decision table
	BeforeTitle string `json:"beforeTitle"`
	After       string `json:"after"`
	AfterTitle  string `json:"afterTitle"`
	N           int64  `json:"n"`
}

// MissingLimit bounds the rows of Comparison.Missing.
const MissingLimit = 10000

// Missing is a finding of the earlier run that the later one does not have.
type Missing struct {
	DN        string `json:"dn"`
	Name      string `json:"name"`
	Class     string `json:"class"`
	Attribute string `json:"attribute"`
	Value     string `json:"value"`
	Rule      string `json:"rule"`
	Severity  string `json:"severity"`
	Change    string `json:"change"` // fixed or gone
}
