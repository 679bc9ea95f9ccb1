package report

import (
	"cmp"
	"slices"
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

// Diff is a comparison down to the single finding.
type Diff struct {
	Comparison
	// Changes says of each finding of the later run what it is: ChangeSame,
	// ChangeChanged or ChangeNew.
	Changes []string
	// Was are the earlier findings in the place of the changed ones, by the place of
	// the later finding.
	Was map[int]Earlier
	// Lost are the findings of the earlier run that the later one does not have, in
	// the earlier order.
	Lost []Earlier
	// Before is the outcome of the earlier run for each verdict of the later one: its
	// row of the decision table, "" for none.
	Before []string

	rows []Object // the objects of Lost
}

// Earlier is a finding of the earlier run.
type Earlier struct {
	Rule      string
	Attribute string
	Value     string
	Severity  string
	Change    string // ChangeFixed, ChangeGone, ChangeUnchecked or, in Was, ChangeChanged
	object    int32  // place among the objects of the earlier run, in Lost then among Diff.rows
}

// ObjectOf is the object of a lost finding, as it was.
func (d *Diff) ObjectOf(e Earlier) Object { return d.rows[e.object] }

// Compare tells a run from an earlier one. The later report has to be full and not
// masked. Findings are the same when object (by objectGUID, else by distinguished
// name), rule, attribute and value are. Two objects that both have an objectGUID are
// never the same by name: the name passes on when an object is made anew.
func Compare(before, after *Document) *Diff {
	c := &comparer{before: before, after: after, d: &Diff{Was: map[int]Earlier{}}, rules: map[string]*RuleChange{}}
	c.d.Made, c.d.Files, c.d.Notes = before.Made, slices.Clone(before.Files), c.notes()
	for i := range c.d.Files { // enough to know the file by
		c.d.Files[i].Choices, c.d.Files[i].Diagnostics = nil, nil
	}
	switch {
	case before.Masked:
		c.totals(TotalsMasked)
	case before.Level == LevelSummary:
		c.totals(TotalsSummary)
	default:
		c.objects()
		c.findings()
		c.verdicts()
	}
	c.sum()
	return c.d
}

// comparer makes a Diff.
type comparer struct {
	before, after *Document
	d             *Diff
	rules         map[string]*RuleChange

	match []int32 // for each object of after its place in before, or -1
	state []uint8 // for each object of before, see the constants
	first []int32 // for each object of before the place of its first finding in was; one more than objects
	was   []known // findings of before, by object
}

const (
	there      uint8 = 1 << iota // in both runs
	inScope                      // and in scope in the later one
	identified                   // with an objectGUID
)

// known is what is kept of a finding of the earlier run. Text is a part of the report
// it was read from.
type known struct {
	Earlier
	proposal uint64 // hash of the proposal and its confidence
}

// totals compares the numbers only.
func (c *comparer) totals(why string) {
	c.d.TotalsOnly = why
	for _, r := range c.before.Rules {
		c.rule(r.ID).Before = r.N
		c.d.Findings.Before += r.N
	}
	for _, r := range c.after.Rules {
		c.rule(r.ID).After = r.N
		c.d.Findings.After += r.N
	}
}

func (c *comparer) rule(id string) *RuleChange {
	r := c.rules[id]
	if r == nil {
		r = &RuleChange{Rule: id}
		c.rules[id] = r
	}
	return r
}

func (c *comparer) count(rule, change string) {
	c.d.Findings.add(change)
	c.rule(rule).add(change)
}

// hash is a hash of 64 bits, so that two of a million texts hardly have the same.
func hash(s string) uint64 { return sipHash(0, 0, []byte(s)) }

// nameHash ignores letter case, as the directory does.
func nameHash(dn string) uint64 { return hash(string(directory.AppendLower(nil, []byte(dn)))) }

// objects finds the objects of the later run in the earlier one: first by objectGUID,
// then by name those that nothing was found for.
func (c *comparer) objects() {
	byGUID, byName := map[uint64]int32{}, map[uint64]int32{}
	names := make([]uint64, 0, c.before.Rows.Objects)
	n := int32(0)
	for o := range c.before.Objects {
		put := func(index map[uint64]int32, key uint64) {
			if _, taken := index[key]; !taken {
				index[key] = n
			}
		}
		if o.GUID != "" {
			put(byGUID, hash(strings.ToLower(o.GUID)))
		}
		names = append(names, nameHash(o.DN))
		if o.DN != "" {
			put(byName, names[n])
		}
		n++
		c.state = append(c.state, identity(&o))
	}
	c.match = make([]int32, 0, c.after.Rows.Objects)
	var rest []unmatched
	for o := range c.after.Objects {
		at, ok := byGUID[hash(strings.ToLower(o.GUID))]
		if o.GUID == "" || !ok {
			rest = append(rest, unmatched{int32(len(c.match)), nameHash(o.DN), o.DN != "", o.Scope == "", identity(&o)})
			at = -1
		} else {
			c.found(at, names[at] != nameHash(o.DN), o.Scope == "")
		}
		c.match = append(c.match, at)
	}
	for _, o := range rest {
		at, ok := byName[o.name]
		if !ok || !o.named || c.state[at]&there != 0 || c.state[at]&o.identity != 0 {
			c.d.Objects.New++
			continue
		}
		c.match[o.place] = at
		c.found(at, false, o.inScope)
	}
	if c.before.Level != LevelFull {
		c.d.Objects.New = 0 // not known: the earlier report lists only objects with findings
		return
	}
	for _, s := range c.state {
		if s&there == 0 {
			c.d.Objects.Gone++
		}
	}
}

// unmatched is an object of the later run that was not found by its objectGUID.
type unmatched struct {
	place          int32
	name           uint64
	named, inScope bool
	identity       uint8
}

// identity is identified for an object with an objectGUID, else nothing.
func identity(o *Object) uint8 {
	if o.GUID != "" {
		return identified
	}
	return 0
}

// found notes that an object of the earlier run is in the later one.
func (c *comparer) found(at int32, renamed, in bool) {
	if c.state[at]&there == 0 {
		c.d.Objects.Same++
		if renamed {
			c.d.Objects.Renamed++
		}
	}
	c.state[at] |= there
	if in {
		c.state[at] |= inScope
	}
}

// findings compares the findings object by object.
func (c *comparer) findings() {
	c.collect()
	var group []Entry
	object, from, n := -1, 0, 0
	for f := range c.after.Findings {
		if f.Object != object {
			c.compare(object, from, group)
			object, from, group = f.Object, n, group[:0]
		}
		group = append(group, f)
		n++
	}
	c.compare(object, from, group)
	c.lose()
}

// collect keeps the findings of the earlier run, ordered by object.
func (c *comparer) collect() {
	c.first = make([]int32, len(c.state)+1)
	for f := range c.before.Findings {
		c.first[f.Object+1]++
	}
	for i := range c.state {
		c.first[i+1] += c.first[i]
	}
	c.was = make([]known, c.before.Rows.Findings)
	next := slices.Clone(c.first)
	for f := range c.before.Findings {
		c.was[next[f.Object]] = known{
			Earlier:  Earlier{Rule: c.before.Rules[f.Rule].ID, Attribute: f.Attribute, Value: f.Value, Severity: f.Severity, object: int32(f.Object)},
			proposal: proposalHash(&f),
		}
		next[f.Object]++
	}
}

func proposalHash(f *Entry) uint64 {
	if f.Confidence == "" {
		return 0
	}
	return hash(f.Confidence + "\x00" + f.Proposal)
}

// compare finds the findings of one object of the later run, from number from on,
// among those that it had: first by value, then the others of the same rule and
// attribute in their order.
func (c *comparer) compare(object, from int, group []Entry) {
	if object < 0 {
		return
	}
	var was []known
	if at := c.match[object]; at >= 0 {
		was = c.was[c.first[at]:c.first[at+1]]
	}
	changes := make([]string, len(group))
	for _, byValue := range []bool{true, false} {
		for i := range group {
			if changes[i] != "" {
				continue
			}
			if w := find(was, c.after.Rules[group[i].Rule].ID, &group[i], byValue); w != nil {
				changes[i] = ChangeSame
				if !byValue || w.Severity != group[i].Severity || w.proposal != proposalHash(&group[i]) {
					changes[i] = ChangeChanged
					c.d.Was[from+i] = w.Earlier
				}
				w.Change = changes[i]
			}
		}
	}
	for i, change := range changes {
		change = cmp.Or(change, ChangeNew)
		c.d.Changes = append(c.d.Changes, change)
		c.count(c.after.Rules[group[i].Rule].ID, change)
	}
}

// find looks for an earlier finding that is not taken yet.
func find(was []known, rule string, f *Entry, byValue bool) *known {
	for i := range was {
		w := &was[i]
		if w.Change == "" && w.Rule == rule && w.Attribute == f.Attribute && (!byValue || w.Value == f.Value) {
			return w
		}
	}
	return nil
}

// lose says what became of the findings that were not found again.
func (c *comparer) lose() {
	unchecked := map[string]bool{}
	for _, n := range c.after.NotChecked {
		unchecked[n.Rule] = n.Objects > 0
	}
	if len(c.after.Applied) > 0 {
		for _, r := range c.before.Rules {
			unchecked[r.ID] = unchecked[r.ID] || !slices.Contains(c.after.Applied, r.ID)
		}
	}
	place := map[int32]int32{} // of an object in rows
	for i := range c.was {
		w := c.was[i].Earlier
		if w.Change != "" {
			continue
		}
		switch {
		case c.state[w.object]&inScope == 0:
			w.Change = ChangeGone
		case unchecked[w.Rule]:
			w.Change = ChangeUnchecked
		default:
			w.Change = ChangeFixed
		}
		c.count(w.Rule, w.Change)
		if _, ok := place[w.object]; !ok {
			place[w.object] = int32(len(place))
		}
		w.object = place[w.object]
		c.d.Lost = append(c.d.Lost, w)
	}
	c.was = nil
	c.d.rows = make([]Object, len(place))
	n := int32(0)
	for o := range c.before.Objects {
		if at, ok := place[n]; ok {
			c.d.rows[at] = o
		}
		n++
	}
	for _, w := range c.d.Lost[:min(len(c.d.Lost), MissingLimit)] {
		o := c.d.ObjectOf(w)
		c.d.Missing = append(c.d.Missing, Missing{
			DN: o.DN, Name: o.Name, Class: o.Class, Attribute: w.Attribute, Value: w.Value, Rule: w.Rule, Severity: w.Severity, Change: w.Change,
		})
	}
}

// verdicts compares what was foretold of each object.
func (c *comparer) verdicts() {
	if c.before.Level != LevelFull {
		return
	}
	was := make([]int32, len(c.state)) // outcome of each object before, from 1
	orphans := map[uint64]bool{}
	for v := range c.before.Verdicts {
		if v.Object >= 0 {
			was[v.Object] = int32(v.Outcome + 1)
		} else {
			orphans[hash(v.CloudID)] = true
		}
	}
	type pair struct{ before, after int32 }
	counts := map[pair]int64{}
	c.d.Before = make([]string, 0, c.after.Rows.Verdicts)
	for v := range c.after.Verdicts {
		p := pair{after: int32(v.Outcome + 1)}
		switch {
		case v.Object >= 0:
			if at := c.match[v.Object]; at >= 0 {
				p.before = was[at]
			}
			counts[p]++
		case orphans[hash(v.CloudID)]:
			delete(orphans, hash(v.CloudID))
			p.before = p.after
			c.d.Orphans.Same++
		default:
			c.d.Orphans.New++
		}
		row, _ := outcomeAt(c.before, p.before)
		if v.Object < 0 && p.before > 0 {
			row, _ = outcomeAt(c.after, p.before)
		}
		c.d.Before = append(c.d.Before, row)
	}
	c.d.Orphans.Gone = int64(len(orphans))
	for i, outcome := range was {
		if outcome > 0 && c.state[i]&there == 0 {
			counts[pair{before: outcome}]++
		}
	}
	for p, n := range counts {
		x := VerdictChange{N: n}
		x.Before, x.BeforeTitle = outcomeAt(c.before, p.before)
		x.After, x.AfterTitle = outcomeAt(c.after, p.after)
		c.d.Verdicts = append(c.d.Verdicts, x)
	}
	slices.SortFunc(c.d.Verdicts, func(a, b VerdictChange) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After))
	})
}

func outcomeAt(d *Document, n int32) (row, title string) {
	if n == 0 {
		return "", ""
	}
	o := &d.Outcomes[n-1]
	return o.Row, o.Title
}

// sum lists the rules in the order of the later report, then those that only the
// earlier one has.
func (c *comparer) sum() {
	for _, r := range slices.Concat(c.after.Rules, c.before.Rules) {
		if x := c.rules[r.ID]; x != nil {
			x.Title, x.Severity = r.Title, r.Severity
			c.d.Rules = append(c.d.Rules, *x)
			delete(c.rules, r.ID)
		}
	}
}

// notes say what else makes the runs differ.
func (c *comparer) notes() []string {
	out := []string{}
	note := func(id string, args ...message.Arg) { out = append(out, message.English.T("since.note."+id, args...)) }
	b, a := c.before, c.after
	if other := otherSettings(b.Chosen, a.Chosen); !b.Masked && len(other) > 0 {
		note("settings", message.Text("names", strings.Join(other, "; ")))
	}
	for _, side := range []struct {
		name          string
		before, after int64
	}{{"onprem", b.OnPrem.Objects, a.OnPrem.Objects}, {"cloud", b.Cloud.Objects, a.Cloud.Objects}} {
		switch {
		case side.before == 0 && side.after > 0:
			note(side.name + ".before")
		case side.before > 0 && side.after == 0:
			note(side.name + ".after")
		}
	}
	if b.Level == LevelFindings && !b.Masked {
		note("findings")
	}
	if len(b.Applied) > 0 && len(a.Applied) > 0 {
		if rules := missing(b.Applied, a.Applied); rules != "" {
			note("rules.new", message.Text("rules", rules))
		}
		if rules := missing(a.Applied, b.Applied); rules != "" {
			note("rules.gone", message.Text("rules", rules))
		}
	}
	if b.Program != a.Program {
		note("program", message.Text("before", b.Program), message.Text("after", a.Program))
	}
	return out
}

// missing lists what the second list has and the first has not.
func missing(in, of []string) string {
	var out []string
	for _, v := range of {
		if !slices.Contains(in, v) {
			out = append(out, v)
		}
	}
	return strings.Join(out, ", ")
}

// otherSettings names the settings that two runs differ in.
func otherSettings(before, after []Setting) []string {
	var out []string
	for _, a := range after {
		for _, b := range before {
			if a.Name == b.Name && !slices.Equal(a.Values, b.Values) {
				out = append(out, a.Name)
			}
		}
	}
	return out
}
