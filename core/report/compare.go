package report

// What became of a finding since an earlier run.
const (
	ChangeSame    = "same"
	ChangeChanged = "changed" // its value, its severity or its proposal is another one
	ChangeNew     = "new"
	ChangeFixed   = "fixed" // the object is there and in scope, the finding is not
	ChangeGone    = "gone"  // the object is no longer exported, or no longer in scope
	// ChangeUnchecked: the finding is not there, but the later run lacks its rule, or a
	// column without which the rule cannot be judged.
	ChangeUnchecked = "unchecked"
)

// Why a comparison has totals only.
const (
	TotalsMasked  = "masked"  // the earlier report is masked: nothing tells which of its objects is which
	TotalsSummary = "summary" // the earlier report has no rows
)

// Comparison tells two runs apart. The counts exclude each other: the findings of
// the earlier run are Same, Changed, Fixed, Gone and Unchecked, those of the later one
// Same, Changed and New.
type Comparison struct {
	Made  string `json:"made"`  // when the earlier report was made
	Files []File `json:"files"` // that the earlier run read
	// TotalsOnly says why findings could not be told apart one by one: masked or
	// summary. Then only the numbers before and after are compared. Empty when they
	// could.
	TotalsOnly string `json:"totalsOnly,omitempty"`
	// Notes say, in words, what else makes the runs differ: other settings, rules that
	// one of them lacks, or sides.
	Notes []string `json:"notes,omitempty"`

	Findings Change       `json:"findings"`
	Rules    []RuleChange `json:"rules"`   // of rules that fired in one of the runs
	Objects  ObjectChange `json:"objects"` // on-premises; only the later run's where the earlier report does not list all
	// Verdicts are the objects by what was foretold of them before and now, most
	// first. Where the earlier report has no verdicts there are none here.
	Verdicts []VerdictChange `json:"verdicts,omitempty"`
	// Orphans are the cloud objects that no on-premises object leads to.
	Orphans ObjectChange `json:"orphans"`
	// Missing are findings that are fixed, gone or unchecked, at most 10,000 of them;
	// none in a summary.
	Missing []Missing `json:"missing,omitempty"`
}

// Change counts findings by what became of them.
type Change struct {
	Before    int64 `json:"before"` // Same, Changed, Fixed, Gone and Unchecked together
	After     int64 `json:"after"`  // Same, Changed and New together
	Same      int64 `json:"same"`
	Changed   int64 `json:"changed"` // of the same object and rule, with another value, severity or proposal
	New       int64 `json:"new"`
	Fixed     int64 `json:"fixed"`     // the object is there and in scope, the finding is not
	Gone      int64 `json:"gone"`      // the object is no longer exported, or no longer in scope
	Unchecked int64 `json:"unchecked"` // the later run lacks the rule, or a column that it needs
}

// add counts a finding.
func (c *Change) add(change string) {
	switch change {
	case ChangeSame:
		c.Same++
	case ChangeChanged:
		c.Changed++
	case ChangeNew:
		c.New++
	case ChangeFixed:
		c.Fixed++
	case ChangeGone:
		c.Gone++
	case ChangeUnchecked:
		c.Unchecked++
	}
	if change != ChangeNew {
		c.Before++
	}
	if change == ChangeSame || change == ChangeChanged || change == ChangeNew {
		c.After++
	}
}

// RuleChange is what became of the findings of one rule.
type RuleChange struct {
	Rule     string `json:"rule"`
	Title    string `json:"title"`
	Severity string `json:"severity"` // the gravest in the later run, else in the earlier one
	Change
}

// ObjectChange counts objects of two runs.
type ObjectChange struct {
	Same    int64 `json:"same"`    // in both
	Renamed int64 `json:"renamed"` // of these, under another distinguished name
	New     int64 `json:"new"`     // only in the later one
	Gone    int64 `json:"gone"`    // only in the earlier one
}

// VerdictChange counts objects by outcome before and after. A row is empty where one
// of the runs does not have the object.
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
	Value     string `json:"value"` // empty where the attribute was absent
	Rule      string `json:"rule"`
	Severity  string `json:"severity"`
	Change    string `json:"change"` // fixed, gone or unchecked
}
