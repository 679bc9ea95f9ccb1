// Package change turns decisions about values into changes of a directory, and
// writes them as files that a directory accepts, each with the file that takes it
// back.
package change

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"presync/core/directory"
	"presync/core/message"
	"presync/core/rules"
)

// Action is what was decided about a value.
type Action uint8

// The actions. Keep and Ignore leave the value as it is: Keep says that it must
// stay, Ignore only that a finding is of no interest.
const (
	Edit Action = iota
	Remove
	Keep
	Ignore
	// Add is what an Edit does where there is no value; it is no decision of its own.
	Add
)

var actionNames = [...]string{Edit: "edit", Remove: "remove", Keep: "keep", Ignore: "ignore", Add: "add"}

// String is the word used in files.
func (a Action) String() string { return actionNames[a] }

// ActionByName is the inverse of String for the actions that can be decided.
func ActionByName(name string) (Action, bool) {
	i := slices.Index(actionNames[:Add], name)
	return Action(max(i, 0)), i >= 0
}

// Decision says what is to become of one value.
type Decision struct {
	Object directory.ID
	Attr   directory.Attr
	Ref    uint32 // number of the value in the store; rules.NoRef when the attribute is absent
	Action Action
	Value  []byte          // the new value of an Edit, not empty
	Reason message.Message // what is wrong or what the value is for; may be empty
	By     message.Message // who decided: the origin of the decision
	Note   string          // of the administrator
	// Finding is the number of the finding decided about and 1; 0 for a decision of
	// another origin.
	Finding uint32
}

// Value is a value that a change touches. An empty Old means that New is added, an
// empty New that Old is removed.
type Value struct {
	Old, New []byte
}

// Change is everything that changes in one attribute of one object.
type Change struct {
	Object directory.ID
	DN     string
	GUID   []byte // the 16 stored bytes of objectGUID; empty when the export lacks it
	Class  directory.Class
	Name   string
	Attr   directory.Attr
	Before [][]byte // all values of the attribute that were exported
	Values []Value  // those that change
	// Decisions are those behind the change, in the order of the values.
	Decisions []Decision
}

// multi reports whether only the touched values may be written: the attribute is a
// set, or the export shows several values of it.
func (c *Change) multi() bool { return c.Attr.Info().Multi || len(c.Before) > 1 }

// After is the values of the attribute as they will be.
func (c *Change) After() [][]byte {
	var out [][]byte
	for _, v := range c.Before {
		i := slices.IndexFunc(c.Values, func(x Value) bool { return bytes.Equal(x.Old, v) })
		switch {
		case i < 0:
			out = append(out, v)
		case len(c.Values[i].New) > 0:
			out = append(out, c.Values[i].New)
		}
	}
	for _, v := range c.Values {
		if len(v.Old) == 0 {
			out = append(out, v.New)
		}
	}
	return out
}

// Problem says why decisions about an attribute of an object have no effect. The
// attribute stays as it is.
type Problem struct {
	Object directory.ID
	DN     string
	Attr   directory.Attr
	Text   message.Message
}

// Set is the outcome of all decisions.
type Set struct {
	// Changes come by object, then by attribute. Objects stand in the order of the
	// export, but one that takes over a unique value stands behind the one that gives
	// it up.
	Changes  []Change
	Problems []Problem
	Kept     int // decisions that leave a value as it is
	Same     int // changes that would have changed nothing
}

// Objects is the number of objects that change.
func (s *Set) Objects() int {
	n := 0
	for range s.byObject() {
		n++
	}
	return n
}

// byObject yields the changes of one object after the other.
func (s *Set) byObject() func(yield func([]Change) bool) {
	return func(yield func([]Change) bool) {
		for rest := s.Changes; len(rest) > 0; {
			n := 1
			for n < len(rest) && rest[n].Object == rest[0].Object {
				n++
			}
			if !yield(rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

// Inverse is the set that takes everything back, last change first.
func (s *Set) Inverse() *Set {
	out := &Set{Changes: make([]Change, 0, len(s.Changes))}
	for _, c := range slices.Backward(s.Changes) {
		c.Before = c.After()
		values := make([]Value, len(c.Values))
		for i, v := range c.Values {
			values[i] = Value{Old: v.New, New: v.Old}
		}
		c.Values = values
		out.Changes = append(out.Changes, c)
	}
	return out
}

// writable are the attributes that change files may touch: text that Active
// Directory lets an administrator write. The name of an object (cn) is not among
// them, because only a rename changes it.
var writable = func() (s directory.AttrSet) {
	for _, a := range []directory.Attr{
		directory.SAMAccountName, directory.UserPrincipalName, directory.Mail, directory.ProxyAddresses,
		directory.TargetAddress, directory.MailNickname, directory.SIPAddress, directory.DisplayName,
		directory.GivenName, directory.Surname, directory.Title, directory.Department, directory.Company,
		directory.Office, directory.TelephoneNumber, directory.Mobile, directory.Fax, directory.StreetAddress,
		directory.City, directory.Province, directory.PostalCode, directory.CountryCode, directory.Country,
	} {
		s.Add(a)
	}
	return s
}()

// Writable reports whether change files may touch an attribute.
func Writable(a directory.Attr) bool { return writable.Has(a) }

// Collapse makes of all decisions one change for each object and attribute.
// Decisions that contradict each other, or that cannot be carried out, become a
// problem, and the attribute stays as it is. Records of one object, told by
// objectGUID or else by the distinguished name, count as one.
func Collapse(s *directory.Store, decisions []Decision) *Set {
	out := &Set{}
	groups := group(s, decisions)
	for _, g := range groups {
		out.add(s, g)
	}
	out.order()
	return out
}

// bundle is the decisions about one attribute of one object.
type bundle struct {
	object    directory.ID
	attr      directory.Attr
	decisions []Decision
}

// group sorts decisions by object and attribute; the record of an object that
// comes first stands for all of them.
func group(s *directory.Store, decisions []Decision) []*bundle {
	type key struct {
		object directory.ID
		attr   directory.Attr
	}
	record := func(d, e Decision) int { return cmp.Compare(d.Object, e.Object) }
	decisions = slices.SortedStableFunc(slices.Values(decisions), record)
	first := map[string]directory.ID{}
	found := map[key]*bundle{}
	var out []*bundle
	for _, d := range decisions {
		id := string(appendIdentity(nil, s, d.Object))
		if _, there := first[id]; !there {
			first[id] = d.Object
		}
		k := key{first[id], d.Attr}
		if found[k] == nil {
			found[k] = &bundle{object: k.object, attr: k.attr}
			out = append(out, found[k])
		}
		found[k].decisions = append(found[k].decisions, d)
	}
	slices.SortStableFunc(out, func(a, b *bundle) int {
		return cmp.Or(cmp.Compare(a.object, b.object), cmp.Compare(a.attr, b.attr))
	})
	return out
}

// appendIdentity appends what records of one object have in common.
func appendIdentity(b []byte, s *directory.Store, id directory.ID) []byte {
	if g := s.Get(id, directory.ObjectGUID); len(g) == 16 {
		return append(append(b, 'g'), g...)
	}
	if dn := s.Get(id, directory.DN); len(dn) > 0 {
		return directory.AppendLower(append(b, 'n'), dn)
	}
	return binary.LittleEndian.AppendUint32(append(b, 'r'), uint32(id))
}

// add carries out the decisions of a bundle.
func (s *Set) add(from *directory.Store, g *bundle) {
	p := newPlan(from, g)
	s.Kept += p.kept
	if !p.changes() && p.problem.IsZero() {
		return
	}
	c := newChange(from, g)
	problem := p.problem
	if problem.IsZero() {
		problem = c.possible(from)
	}
	if problem.IsZero() {
		c.Values, c.Decisions = p.values(c.Before)
		problem = c.fits()
	}
	switch {
	case !problem.IsZero():
		s.fail(&c, problem)
	case len(c.Values) == 0:
		s.Same++
	default:
		s.Changes = append(s.Changes, c)
	}
}

func (s *Set) fail(c *Change, problem message.Message) {
	s.Problems = append(s.Problems, Problem{Object: c.Object, DN: c.DN, Attr: c.Attr, Text: problem})
}

// newChange is a change without values.
func newChange(s *directory.Store, g *bundle) Change {
	c := Change{
		Object: g.object, Attr: g.attr, DN: string(s.Get(g.object, directory.DN)), Class: s.Class(g.object),
		Name: s.Name(g.object), Before: filled(s.Values(g.object, g.attr)),
	}
	if guid := s.Get(g.object, directory.ObjectGUID); len(guid) == 16 {
		c.GUID = guid
	}
	return c
}

// possible says why an attribute cannot be changed at all, if so.
func (c *Change) possible(s *directory.Store) (problem message.Message) {
	switch {
	case !writable.Has(c.Attr):
		return message.New("change.problem.readonly")
	case c.DN == "" && c.GUID == nil:
		return message.New("change.problem.unnamed")
	case !s.Exported(c.Object, c.Attr):
		return message.New("change.problem.unknown")
	}
	return problem
}

// fits says why a directory would refuse the values afterwards, if so.
func (c *Change) fits() (problem message.Message) {
	after := c.After()
	if v, twice := heldTwice(after); twice {
		return message.New("change.problem.twice", message.Text("value", v))
	}
	if !c.Attr.Info().Multi && len(after) > max(1, len(c.Before)) {
		return message.New("change.problem.single")
	}
	return problem
}

// filled leaves out empty values, which a directory does not hold, and repetitions.
func filled(values [][]byte) [][]byte {
	var out [][]byte
	for _, v := range values {
		if len(v) > 0 && !slices.ContainsFunc(out, func(o []byte) bool { return bytes.Equal(o, v) }) {
			out = append(out, v)
		}
	}
	return out
}

// heldTwice finds a value that stands there twice, letter case ignored as Active
// Directory does.
func heldTwice(values [][]byte) (string, bool) {
	for i, v := range values {
		for _, w := range values[:i] {
			if strings.EqualFold(string(v), string(w)) {
				return string(v), true
			}
		}
	}
	return "", false
}

// plan is what the decisions of a bundle say about each value.
type plan struct {
	old     map[string]Decision // by the present value
	order   []string
	added   []Decision
	copies  map[string]int // of each present value that no decision removes or edits
	kept    int
	problem message.Message
}

func newPlan(s *directory.Store, g *bundle) *plan {
	p := &plan{old: map[string]Decision{}, copies: map[string]int{}}
	for _, v := range s.Values(g.object, g.attr) {
		p.copies[string(v)]++
	}
	touched := map[uint32]bool{}
	for _, d := range g.decisions {
		if d.Action == Keep || d.Action == Ignore {
			p.kept++
		}
		switch {
		case d.Action == Ignore || d.Action == Keep && d.Ref == rules.NoRef:
		case d.Ref == rules.NoRef:
			p.added = append(p.added, d)
		default:
			v := string(s.Value(s.Ref(d.Ref)))
			if _, there := p.copies[v]; !there {
				p.problem = message.New("change.problem.records", message.Text("value", v))
				continue
			}
			// The copies of a value in another record of the object are not further copies.
			if d.Action != Keep && !touched[d.Ref] && (d.Object == g.object || p.copies[v] == 1) {
				p.copies[v]--
			}
			touched[d.Ref] = true
			p.decide(v, d)
		}
	}
	return p
}

// decide notes a decision, or that it contradicts an earlier one.
func (p *plan) decide(v string, d Decision) {
	old, there := p.old[v]
	if !there {
		p.old[v] = d
		p.order = append(p.order, v)
		return
	}
	if outcome(v, old) != outcome(v, d) {
		p.problem = message.New("change.problem.conflict", message.Text("value", v),
			message.Text("one", describe(old)), message.Text("other", describe(d)))
	}
}

// outcome is what a value becomes.
func outcome(v string, d Decision) string {
	switch d.Action {
	case Edit:
		return string(d.Value)
	case Remove:
		return ""
	}
	return v
}

// describe is a decision in words.
func describe(d Decision) string {
	switch d.Action {
	case Edit:
		return message.English.T("change.action.edit", message.Text("value", string(d.Value)))
	case Remove:
		return message.English.T("change.action.remove")
	}
	return message.English.T("change.action.keep")
}

// changes reports whether anything is to be edited, removed or added.
func (p *plan) changes() bool {
	if len(p.added) > 0 {
		return true
	}
	for _, d := range p.old {
		if d.Action != Keep {
			return true
		}
	}
	return false
}

// values lists what really changes: values that stay or come back drop out, and so
// does the removal of one of several copies.
func (p *plan) values(before [][]byte) ([]Value, []Decision) {
	var pairs []Value
	var why []Decision
	for _, v := range p.order {
		if d := p.old[v]; d.Action != Keep {
			pairs, why = append(pairs, Value{Old: []byte(v), New: []byte(outcome(v, d))}), append(why, d)
		}
	}
	for _, d := range p.added {
		pairs, why = append(pairs, Value{New: d.Value}), append(why, d)
	}
	return p.settle(before, pairs, why)
}

// settle compares the values before and after as sets. An old value without a new
// one is removed, a new value without an old one is added; what was decided
// together stays together.
func (p *plan) settle(before [][]byte, pairs []Value, why []Decision) ([]Value, []Decision) {
	had, has := map[string]bool{}, map[string]bool{}
	for _, v := range before {
		had[string(v)] = true
		has[string(v)] = p.copies[string(v)] > 0
	}
	for _, v := range pairs {
		has[string(v.New)] = true
	}
	var values []Value
	var reasons []Decision
	for i, v := range pairs {
		if len(v.Old) == 0 || !had[string(v.Old)] || has[string(v.Old)] {
			v.Old = nil
		}
		if len(v.New) == 0 || had[string(v.New)] {
			v.New = nil
		}
		had[string(v.New)] = true // a second decision for the same new value adds nothing
		if v.Old != nil || v.New != nil {
			values, reasons = append(values, v), append(reasons, why[i])
		}
	}
	return values, reasons
}
