package idfix

import (
	"presync/core/directory"
)

// Options choose the rule set.
type Options struct {
	// Dedicated chooses the rule set for dedicated environments, else Multi-Tenant.
	Dedicated bool
	// AlternateLogin leaves userPrincipalName unchecked: the users sign in with
	// another attribute. It has no effect on Dedicated, which never checks it.
	AlternateLogin bool
	// TopLevelDomains are the last labels that an address may end in, with or
	// without a leading period. nil: the dated table of package rules. IdFix reads
	// its own list from a file beside the program that its user may edit; that
	// list is older than the table.
	TopLevelDomains []string
}

// Row is one line of IdFix's grid. Texts are UTF-8; where IdFix cut a character
// in half, the half is kept as the three bytes that its number would take.
type Row struct {
	DN             string
	CN             string
	ObjectType     string
	Attribute      string // IdFix writes mailnickname
	Value          string
	NoValue        bool   // the attribute is absent: Value is null, not empty
	Errors         string // the words of the rules that failed, joined by ", "
	ProposedAction string // Edit, Remove or Complete
	Update         string
	NoUpdate       bool // there is no proposal: Update is null, not empty
}

// Totals are the numbers of IdFix's last status line.
type Totals struct {
	Found      int // objects that pass the filter
	Skipped    int // of these, left out by IdFix's exclusions
	Processed  int // of these, checked
	Errors     int // failing values; the extra rows of duplicates do not count
	Duplicates int // failing values that are duplicates, among others
	Rows       int // lines of the grid
}

// noRef stands in a record for the value of an absent attribute.
const noRef = ^uint32(0)

// record is a row in short: everything else is computed again when it is shown.
type record struct {
	object    directory.ID
	ref       uint32       // number of the value, noRef when the attribute is absent
	holder    directory.ID // in the extra row of a duplicate: who holds the value first
	chain     uint8
	duplicate bool
}

// Result is what IdFix reports of a store. It stays valid as long as the store is
// unchanged.
type Result struct {
	options Options
	trial   *trial
	chains  []chain
	records []record
	totals  Totals
	stopped directory.ID
	unknown int
}

// Len is the number of rows.
func (r *Result) Len() int { return len(r.records) }

// Totals are the numbers of the whole run.
func (r *Result) Totals() Totals { return r.totals }

// Options are the options of the run.
func (r *Result) Options() Options { return r.options }

// Stopped returns the first object without cn. IdFix would have ended there with
// a message and no rows; the rows of this result are those of all other objects.
func (r *Result) Stopped() (directory.ID, bool) { return r.stopped, r.stopped != directory.NoID }

// UnknownClass is the number of objects whose class the file does not say. IdFix
// asks the directory only for users, contacts and groups, so they are left out.
func (r *Result) UnknownClass() int { return r.unknown }

// Object is the object that a row names.
func (r *Result) Object(i int) directory.ID {
	if h := r.records[i].holder; h != directory.NoID {
		return h
	}
	return r.records[i].object
}

// Ref is the number of the value in the store that made the row, and whether
// there is one: an absent attribute has none. In the extra row of a duplicate it
// is the value of the later object.
func (r *Result) Ref(i int) (uint32, bool) { return r.records[i].ref, r.records[i].ref != noRef }

// Attr is the attribute of a row.
func (r *Result) Attr(i int) directory.Attr { return r.chains[r.records[i].chain].attr }

// At computes a row. Rows stand in the order in which IdFix finds them: by object
// as loaded, by attribute; the first holder of a duplicate before the later one.
// It must not be called from two goroutines at once.
func (r *Result) At(i int) Row {
	rec := r.records[i]
	t := r.trial
	t.object.load(rec.object)
	c := &r.chains[rec.chain]
	t.run(c, rec.ref, rec.duplicate)
	row := Row{
		DN:             t.object.dn(),
		CN:             string(t.object.cn),
		ObjectType:     string(t.object.kind),
		Attribute:      c.name,
		Value:          string(t.original),
		NoValue:        rec.ref == noRef,
		Errors:         t.errors(),
		ProposedAction: t.action.String(),
		Update:         string(t.value),
		NoUpdate:       t.null,
	}
	if rec.holder != directory.NoID {
		t.object.load(rec.holder)
		row.DN, row.CN = t.object.dn(), string(t.object.cn)
		row.Errors = flagDuplicate.String()
	}
	return row
}
