package report

import (
	"encoding/json"
	"iter"
)

// Schema and Version name the form of a report as JSON. A reader refuses a higher
// version; within a version fields and columns are only added.
const (
	Schema  = "presync/report"
	Version = 1
)

// Level says how much a report holds.
type Level string

// The levels. A summary has no rows; findings come with their objects and decisions;
// a full report has the verdict of every object as well.
const (
	LevelSummary  Level = "summary"
	LevelFindings Level = "findings"
	LevelFull     Level = "full"
)

// Document is a whole run: everything that is handed over, opened again or compared
// with. Its JSON is one object: the fields of this type, behind them the tables
// (Objects, Findings, Verdicts, Decisions) in a compact form that SCHEMA.md
// describes.
type Document struct {
	Schema  string `json:"schema"`  // always presync/report
	Version int    `json:"version"` // of the schema
	Made    string `json:"made"`    // when, in UTC, as RFC 3339 writes it
	Program string `json:"program"` // what made it, with its version where it has one
	Level   Level  `json:"level"`   // how much it holds: summary, findings or full
	// Masked: names, distinguished names, addresses and values are replaced, equal
	// ones by equal masks. Identifiers, notes and settings that hold such values are
	// left out.
	Masked       bool `json:"masked,omitempty"`
	KeepsDomains bool `json:"keepsDomains,omitempty"` // a masked report that keeps the names of domains

	Files       []File          `json:"files"`              // in the order in which they were read
	Profile     string          `json:"profile"`            // the rule set
	Applied     []string        `json:"applied,omitempty"`  // ids of the rules that were applied, with findings or without
	Settings    json.RawMessage `json:"settings,omitempty"` // as the page keeps them; none in a masked report
	Chosen      []Setting       `json:"chosen"`             // the settings in words
	Assumptions []Assumption    `json:"assumptions"`        // that verdicts rest on, most frequent first
	NotChecked  []NotChecked    `json:"notChecked"`         // what missing columns kept from being judged

	OnPrem     Side        `json:"onprem"`
	Cloud      Side        `json:"cloud"`
	Readiness  Readiness   `json:"readiness"`
	OutOfScope []Scope     `json:"outOfScope"` // objects left out of synchronisation, by reason
	Severities []Count     `json:"severities"` // of the findings: error, warning, advice
	Attributes []Count     `json:"attributes"` // with findings, most first
	Classes    []Count     `json:"classes"`    // of the objects with findings, most first
	Rules      []Rule      `json:"rules"`      // those that fired, in the order of the catalogue
	Outcomes   []Outcome   `json:"outcomes"`   // that occur, most first
	Flow       []Flow      `json:"flow,omitempty"`
	Actions    []Count     `json:"actions"`              // decisions by action
	Work       []Work      `json:"work,omitempty"`       // what there is to do, by severity of the findings
	Comparison *Comparison `json:"comparison,omitempty"` // with an earlier run

	// Rows is the number of rows of each table.
	Rows Rows `json:"rows"`

	// The tables. A sequence can be ranged over more than once. Findings are ordered
	// by object, so are decisions; a row names others by their place.
	Objects   iter.Seq[Object]   `json:"-"`
	Findings  iter.Seq[Entry]    `json:"-"`
	Verdicts  iter.Seq[Verdict]  `json:"-"`
	Decisions iter.Seq[Decision] `json:"-"`
}

// Rows counts the rows of the tables.
type Rows struct {
	Objects   int `json:"objects"`
	Findings  int `json:"findings"`
	Verdicts  int `json:"verdicts"`
	Decisions int `json:"decisions"`
}

// File is a file that was read, or one out of an archive.
type File struct {
	Name      string   `json:"name"`
	Size      int64    `json:"size"`             // bytes; of an archive for each file in it
	SHA256    string   `json:"sha256,omitempty"` // hexadecimal, where it was computed
	Source    int      `json:"source"`           // which of the dropped files it is or lies in, from 0
	Role      string   `json:"role"`             // onprem, cloud or unknown
	Shape     string   `json:"shape"`            // the kind of export, as an identifier
	Kind      string   `json:"kind"`             // the kind of export, in words
	Encoding  string   `json:"encoding"`
	Delimiter string   `json:"delimiter,omitempty"`
	Guessed   []string `json:"guessed,omitempty"` // what was decided without certainty: role, encoding, delimiter, class, deleted
	Objects   int64    `json:"objects"`
	Repeated  int64    `json:"repeated,omitempty"` // of these, held by an earlier file too
	Skipped   int64    `json:"skipped"`            // records that could not be read
	// Choices are what the user decided about reading the file, in the form in which
	// the page keeps them; none in a masked report.
	Choices     json.RawMessage `json:"choices,omitempty"`
	Diagnostics []Diagnostic    `json:"diagnostics,omitempty"`
}

// Diagnostic is something to know about how a file was read.
type Diagnostic struct {
	Code   string `json:"code"`
	Level  string `json:"level"`          // note, loss or fatal
	Line   int64  `json:"line,omitempty"` // first place, from 1; 0 for the file as a whole
	Count  int64  `json:"count"`
	Text   string `json:"text"`
	Advice string `json:"advice"`
}

// Setting is one setting in words.
type Setting struct {
	Name   string   `json:"name"`
	Values []string `json:"values"` // not empty; several for a list
	// Default: nothing was said, so this is what presync takes for granted.
	Default bool `json:"default,omitempty"`
	// Holds is HoldsNames or HoldsDomains where a mask has to hide the values.
	Holds string `json:"-"`
}

// What the values of a setting are.
const (
	HoldsNames   = "names"   // of objects, sign-in names, or anything else that could be one
	HoldsDomains = "domains" // one, or two with MapsTo between them
)

// MapsTo stands in a setting between a domain and the one that replaces it.
const MapsTo = " -> "

// Assumption is something unknown that verdicts take for granted.
type Assumption struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	N    int64  `json:"n"` // verdicts that rest on it
}

// NotChecked says what a missing column kept from being judged.
type NotChecked struct {
	Rule      string `json:"rule"`
	Title     string `json:"title"`     // of the rule
	Attribute string `json:"attribute"` // that is missing
	Text      string `json:"text"`      // in words
	Objects   int64  `json:"objects"`
}

// Side counts the objects of one side.
type Side struct {
	Files   int     `json:"files"`
	Objects int64   `json:"objects"`
	Skipped int64   `json:"skipped"`
	Classes []Count `json:"classes,omitempty"`
}

// Readiness counts the objects that no error touches, neither of a rule nor of a
// verdict.
type Readiness struct {
	InScope  int64 `json:"inScope"`  // objects that would be synchronised
	Ready    int64 `json:"ready"`    // without an error
	Errors   int64 `json:"errors"`   // with at least one
	Warnings int64 `json:"warnings"` // ready with at least one warning
}

// Scope counts the objects that one filter leaves out of synchronisation.
type Scope struct {
	Filter string `json:"filter"`
	Text   string `json:"text"` // in words
	N      int64  `json:"n"`
}

// Count is a number of something.
type Count struct {
	Key     string `json:"key"`
	N       int64  `json:"n"`
	Objects int64  `json:"objects,omitempty"` // objects concerned, where that differs from N
}

// Work counts the findings of one severity by what it takes to deal with them.
type Work struct {
	Severity  string `json:"severity"`  // error, warning or advice
	Safe      int64  `json:"safe"`      // with a proposal by which nothing is lost and about which nobody has to decide
	Review    int64  `json:"review"`    // with a proposal that somebody has to look at
	None      int64  `json:"none"`      // without one
	Decided   int64  `json:"decided"`   // decided already, of all of these
	Contested int64  `json:"contested"` // values that several objects hold and only one can keep
}

// Rule is a rule with its words and its findings.
type Rule struct {
	ID        string   `json:"id"`
	Attribute string   `json:"attribute"`
	Title     string   `json:"title"`
	Why       string   `json:"why"`    // why it matters
	Remedy    string   `json:"remedy"` // what to do
	Sources   []Source `json:"sources,omitempty"`
	Severity  string   `json:"severity"` // the gravest among its findings
	N         int64    `json:"n"`
	Objects   int64    `json:"objects"`
}

// Source is a document that a rule or an outcome rests on.
type Source struct {
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	Date      string `json:"date"` // of the document, or of the version that was read
	URL       string `json:"url"`
	Says      string `json:"says,omitempty"` // the figure, or where documents differ
}

// Outcome is a row of the decision table with its verdicts.
type Outcome struct {
	Row     string `json:"row"`     // of the decision table: D-01 and so on
	Outcome string `json:"outcome"` // the code; several rows can share one
	Title   string `json:"title"`
	When    string `json:"when,omitempty"` // the situation in which the row applies
	// Explanation says what happens to the objects, Remedy what to do. Both speak of any
	// object.
	Explanation string `json:"explanation"`
	Remedy      string `json:"remedy"`
	// Certainty says how sure the prediction is: documented, inferred or unverified.
	Certainty string   `json:"certainty,omitempty"`
	Sources   []Source `json:"sources,omitempty"`  // what the prediction rests on
	Severity  string   `json:"severity"`           // the mildest among its verdicts
	Errors    int64    `json:"errors,omitempty"`   // verdicts that a note makes an error
	Warnings  int64    `json:"warnings,omitempty"` // or a warning
	N         int64    `json:"n"`
	Cloud     bool     `json:"cloud,omitempty"` // counts cloud objects, not on-premises ones
}

// Flow is a part of the way from the on-premises objects to the cloud.
type Flow struct {
	Row   string `json:"row,omitempty"` // of the decision table; none: cloud objects of the fate
	Fate  string `json:"fate"`          // of the cloud object
	Title string `json:"title"`         // the fate in words
	N     int64  `json:"n"`
}

// Object is a row of the table of objects: one that findings, verdicts or decisions
// of the report name.
type Object struct {
	DN    string
	Name  string
	Class string
	GUID  string // objectGUID in its usual notation; "" where it was not exported, or in a masked report
	Scope string // the filter that leaves the object out of synchronisation; "" when it is in scope
}

// Entry is a row of the table of findings.
type Entry struct {
	Object    int // place in Objects
	Rule      int // place in Document.Rules
	Attribute string
	Value     string
	Absent    bool // there is no value: its absence is the finding
	Severity  string
	Why       Text // what is wrong with this very value
	// Confidence says that there is a proposal: safe when nothing is lost and nobody
	// has to decide, else review; "" for none. Remove: it is to remove the value.
	Confidence string
	Proposal   string
	Remove     bool
	Group      int    // number of the contested value, from 1; 0: no duplicate
	Holders    int    // objects that hold the contested value
	Decision   int    // place in Decisions, from 1; 0: none
	Change     string // since the run compared with: new, changed, "" for the rest
}

// Verdict is a row of the table of verdicts.
type Verdict struct {
	Object   int // place in Objects; -1 for a cloud object that no object leads to
	Outcome  int // place in Document.Outcomes
	Severity string
	Class    string // of the cloud object where Object is -1
	CloudID  string // object id, else sign-in name or address
	Cloud    string // name of the cloud object
	Keys     string // that agree, with blanks between them: anchor, smtp, mail, upn, sid
	Also     string // further rows of the decision table that hold, with blanks between them
	// Why says what happens to this very object, for warnings and errors of the
	// verdict. Nothing is said of the others beyond what the outcome says.
	Why Text
}

// Decision is a row of the table of decisions. Object, attribute, value and rule are
// the identity by which another run finds it again.
type Decision struct {
	Object    int // place in Objects
	Attribute string
	Value     string
	Absent    bool   // about an attribute without a value
	Rule      string // of the finding; "" for a decision about the value alone
	Action    string // edit, remove, keep or ignore
	NewValue  string // of an edit
	Note      string
}
