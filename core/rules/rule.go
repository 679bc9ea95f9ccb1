// Package rules judges the objects of a directory before they are synchronised:
// the rule catalogue with its words, sources and limits, the index that finds
// values held twice, the filters that leave objects out of synchronisation, and
// the values that would repair a defect.
//
// # How it works
//
// Run makes one pass over the store. Each value is scanned once
// (directory.Scan) and its attribute's examine function turns the result into a
// set of flaws, one bit each; most values have none and cost nothing more. A rule
// lists the flaws that it reports, with the severity and the words of each.
// Addresses, aliases and logon names go into hash indexes on the way, so that
// duplicates are known when the pass ends.
//
// A finding is 16 bytes without pointers. What it means in words (Explain), what
// would repair it (Propose) and who else holds the value (Holders) is computed
// when somebody asks.
//
// # Lengths
//
// Lengths are counted in UTF-16 code units: Active Directory's upper ranges are,
// and so are IdFix's. A character outside the Basic Multilingual Plane counts as
// two. For the attributes that may hold ASCII only there is no difference.
package rules

import (
	"presync/core/directory"
	"presync/core/message"
)

// Severity grades a finding.
type Severity uint8

// The severities. Error: the object or the value will not arrive as it is.
// Warning: it may be changed, or needs attention. Advice: best practice.
const (
	Advice Severity = iota
	Warning
	Error
)

// String returns the word used in outputs.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "advice"
}

// Limit is a figure that a rule applies.
type Limit struct {
	Name  string // what is limited
	Value int
	Unit  string // characters, values
}

// Source is a document that a rule rests on.
type Source struct {
	Document *Document
	// Says is what the document says where that is a figure or where documents
	// differ; "" when it simply states the rule.
	Says string
	// Applied marks the figure that is applied where documents differ.
	Applied bool
}

// Rule is one rule of the catalogue: its words, its sources and the flaws that it
// reports. The words are registered in message.English under rule.<ID>.title,
// .why and .fix.
type Rule struct {
	ID string
	// Also names further ids of the founding documents' rules that are reported
	// under this one, because they describe the same defect.
	Also      []string
	Attribute directory.Attr // AttrNone for a rule over several attributes
	Classes   directory.ClassSet
	Severity  Severity // the gravest it can give
	Title     string
	Why       string
	Fix       string
	Sources   []Source
	Limits    []Limit
	// IdFix is IdFix's word for the defect, "" where IdFix does not report it.
	IdFix string
	// Needs are the columns without which the rule cannot be judged.
	Needs []directory.Attr
	// Setting names the option without which the rule stays silent, "" for none.
	Setting string

	// harmless: nothing has to be repaired.
	harmless bool
	// reuses: repairs take values that the object has already, so that they bring
	// none into the directory that somebody else could be offered too.
	reuses bool
	faults []fault
	grade  func(c *checker, s Severity) Severity // nil: as the fault says
	index  uint16
}

// fault is one way to break a rule.
type fault struct {
	flaw     flaws
	severity Severity
	text     string // English, registered as rule.<ID>.found and a number
	args     func(x *exam) []message.Arg
}

// flaws is a set of defects of one value or of one attribute of an object. The
// bits are named beside the function that sets them; each attribute has its own.
type flaws uint64

// classes that rules apply to.
var (
	users      = directory.Classes(directory.User)
	recipients = directory.Classes(directory.User, directory.Group, directory.Contact)
	mailUsers  = directory.Classes(directory.User, directory.Contact)
	contacts   = directory.Classes(directory.Contact)
)

// TitleID is the message id of the rule's title.
func (r *Rule) TitleID() string { return "rule." + r.ID + ".title" }

// WhyID is the message id of the text that says why the rule matters.
func (r *Rule) WhyID() string { return "rule." + r.ID + ".why" }

// FixID is the message id of the text that says what to do.
func (r *Rule) FixID() string { return "rule." + r.ID + ".fix" }

// SourceID is the message id of what source number i says; "" when it only states
// the rule.
func (r *Rule) SourceID(i int) string {
	if r.Sources[i].Says == "" {
		return ""
	}
	return "rule." + r.ID + ".source" + number(i)
}

// Index is the rule's place in the catalogue, as findings name it.
func (r *Rule) Index() uint16 { return r.index }

// applies reports whether the rule holds for objects of a class. An object of
// unknown class is judged by the rules that hold for every class.
func (r *Rule) applies(c directory.Class) bool {
	if c == directory.ClassUnknown {
		return r.Classes == recipients
	}
	return r.Classes.Has(c)
}

func (r *Rule) foundID(i int) string { return "rule." + r.ID + ".found" + number(i) }

// number writes a small index.
func number(i int) string { return string(rune('1' + i)) }
