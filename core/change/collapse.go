package change

import (
	"bytes"
	"cmp"
	"slices"

	"presync/core/directory"
	"presync/core/message"
	"presync/core/rules"
)

// Collapser makes changes of decisions about the objects of a store.
type Collapser struct {
	store   *directory.Store
	records records
	plan    plan
	after   [][]byte // scratch
	sorted  []Decision
}

// NewCollapser prepares a store for Collapse and Count.
func NewCollapser(s *directory.Store) *Collapser {
	return &Collapser{store: s, records: findRecords(s)}
}

// Collapse makes of all decisions one change for each object and attribute.
// Decisions that contradict each other, or that cannot be carried out, become a
// problem, and the attribute stays as it is. Records of one object, told by
// objectGUID or else by the distinguished name, count as one.
func Collapse(s *directory.Store, decisions []Decision) *Set {
	return NewCollapser(s).Collapse(decisions)
}

// Collapse is the function Collapse for the store of k.
func (k *Collapser) Collapse(decisions []Decision) *Set {
	out := &Set{}
	k.attributes(decisions, func(c *Change, kept int, decided bool, problem message.Message) {
		out.Kept += kept
		switch {
		case !problem.IsZero():
			k.describe(c)
			out.fail(c, problem)
		case len(c.Values) > 0:
			k.describe(c)
			out.Changes = append(out.Changes, *c)
		case decided:
			out.Same++
		}
	})
	out.Collapsed = len(out.Problems)
	out.order()
	return out
}

// Each yields the changes that Collapse would make of the decisions, but for the
// order among objects. A change says no more of its object than its number, and its
// lists are good until the next one.
func (k *Collapser) Each(decisions []Decision, yield func(c *Change)) {
	k.attributes(decisions, func(c *Change, _ int, _ bool, problem message.Message) {
		if problem.IsZero() && len(c.Values) > 0 {
			yield(c)
		}
	})
}

// Count is what decisions come to.
type Count struct {
	Changes, Problems int
	// Takes: a unique value is given that the directory may hold already.
	Takes bool
}

// Count counts the changes and problems that Collapse would make of the decisions
// about one object, but for the order among objects. held tells whether an object
// other than that of the decisions may hold a unique value at present.
func (k *Collapser) Count(decisions []Decision, held func(a directory.Attr, value []byte) bool) (n Count) {
	k.attributes(decisions, func(c *Change, _ int, _ bool, problem message.Message) {
		if !problem.IsZero() {
			n.Problems++
			return
		}
		if len(c.Values) == 0 {
			return
		}
		n.Changes++
		for _, v := range c.Values {
			n.Takes = n.Takes || unique(c.Attr) && len(v.New) > 0 && held(c.Attr, v.New)
		}
	})
	return n
}

// attributes yields for each object and attribute with decisions what changes. The
// change has no description, and its lists are overwritten by the next one. kept
// is the number of decisions that leave a value as it is; decided is false when
// there is no other.
func (k *Collapser) attributes(decisions []Decision, yield func(c *Change, kept int, decided bool, problem message.Message)) {
	k.sorted = append(k.sorted[:0], decisions...)
	list := k.sorted
	slices.SortStableFunc(list, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(k.First(a.Object), k.First(b.Object)), cmp.Compare(a.Object, b.Object))
	})
	for len(list) > 0 {
		n := 1
		for n < len(list) && k.First(list[n].Object) == k.First(list[0].Object) {
			n++
		}
		object := list[:n]
		list = list[n:]
		// The record that comes first among those decided about stands for all.
		id := object[0].Object
		slices.SortStableFunc(object, func(a, b Decision) int { return cmp.Compare(a.Attr, b.Attr) })
		for len(object) > 0 {
			n := 1
			for n < len(object) && object[n].Attr == object[0].Attr {
				n++
			}
			k.attribute(id, object[:n], yield)
			object = object[n:]
		}
	}
}

// attribute yields what the decisions about one attribute of one object change.
func (k *Collapser) attribute(id directory.ID, decisions []Decision, yield func(c *Change, kept int, decided bool, problem message.Message)) {
	p := &k.plan
	p.make(k.store, id, decisions)
	c := Change{Object: id, Attr: decisions[0].Attr}
	decided := p.decided()
	problem := p.problem
	if decided && problem.IsZero() {
		problem = k.possible(&c)
	}
	if decided && problem.IsZero() {
		c.Before = p.before()
		c.Values, c.Decisions = p.settle()
		if len(c.Values) > 0 {
			k.after = c.appendAfter(k.after[:0])
			problem = c.fits(k.after)
		}
	}
	yield(&c, p.kept, decided, problem)
}

// describe completes a change, with lists of its own.
func (k *Collapser) describe(c *Change) {
	s := k.store
	c.DN, c.Class, c.Name = string(s.Get(c.Object, directory.DN)), s.Class(c.Object), s.Name(c.Object)
	if guid := s.Get(c.Object, directory.ObjectGUID); len(guid) == 16 {
		c.GUID = guid
	}
	c.Before, c.Values, c.Decisions = slices.Clone(c.Before), slices.Clone(c.Values), slices.Clone(c.Decisions)
}

// possible says why an attribute cannot be changed at all, if so.
func (k *Collapser) possible(c *Change) (problem message.Message) {
	switch s := k.store; {
	case !writable.Has(c.Attr):
		return message.New("change.problem.readonly")
	case len(s.Get(c.Object, directory.DN)) == 0 && len(s.Get(c.Object, directory.ObjectGUID)) != 16:
		return message.New("change.problem.unnamed")
	case !s.Exported(c.Object, c.Attr):
		return message.New("change.problem.unknown")
	}
	return problem
}

// fits says why a directory would refuse the values afterwards, if so.
func (c *Change) fits(after [][]byte) (problem message.Message) {
	if v, twice := heldTwice(after); twice {
		return message.New("change.problem.twice", message.Text("value", v))
	}
	if !c.Attr.Info().Multi && len(after) > max(1, len(c.Before)) {
		return message.New("change.problem.single")
	}
	return problem
}

// heldTwice finds a value that stands there twice, letter case ignored as Active
// Directory does.
func heldTwice(values [][]byte) (string, bool) {
	for i, v := range values {
		for _, w := range values[:i] {
			if bytes.EqualFold(v, w) {
				return string(v), true
			}
		}
	}
	return "", false
}

// plan is what the decisions about one attribute of one object say of each value.
// It is used again for the next attribute.
type plan struct {
	decisions []Decision
	held      []held
	order     []int // places in held, as they were decided about
	added     []int // places in decisions
	kept      int
	problem   message.Message

	old     [][]byte
	values  []Value
	reasons []Decision
}

// held is a present value, each once.
type held struct {
	value    []byte
	copies   int  // that no decision removes or edits
	decision int  // place in decisions and 1; 0 for none
	wanted   bool // some decision makes this value
}

// make reads the decisions about an attribute of a record.
func (p *plan) make(s *directory.Store, id directory.ID, decisions []Decision) {
	p.decisions, p.held, p.order, p.added, p.kept, p.problem = decisions, p.held[:0], p.order[:0], p.added[:0], 0, message.Message{}
	from, to := s.RefRange(id)
	for n := from; n < to; n++ {
		if r := s.Ref(n); r.Attr() == decisions[0].Attr {
			p.hold(s.Value(r))
		}
	}
	for i := range decisions {
		d := &decisions[i]
		if d.Action == Keep || d.Action == Ignore {
			p.kept++
		}
		switch {
		case d.Action == Ignore || d.Action == Keep && d.Ref == rules.NoRef:
		case d.Ref == rules.NoRef:
			p.added = append(p.added, i)
		default:
			p.decide(s, id, i)
		}
	}
}

// hold counts a present value.
func (p *plan) hold(v []byte) {
	if n := p.find(v); n >= 0 {
		p.held[n].copies++
		return
	}
	p.held = append(p.held, held{value: v, copies: 1})
}

// find is the place of a present value, -1 for none.
func (p *plan) find(v []byte) int {
	for n := range p.held {
		if bytes.Equal(p.held[n].value, v) {
			return n
		}
	}
	return -1
}

// decide notes a decision about a value, or that it contradicts an earlier one.
func (p *plan) decide(s *directory.Store, id directory.ID, i int) {
	d := &p.decisions[i]
	v := s.Value(s.Ref(d.Ref))
	n := p.find(v)
	if n < 0 {
		p.problem = message.New("change.problem.records", message.Text("value", string(v)))
		return
	}
	h := &p.held[n]
	again := slices.ContainsFunc(p.decisions[:i], func(e Decision) bool { return e.Ref == d.Ref && e.Action != Ignore })
	// The copies of a value in another record of the object are not further copies.
	if d.Action != Keep && !again && (d.Object == id || h.copies == 1) {
		h.copies--
	}
	if h.decision == 0 {
		h.decision = i + 1
		p.order = append(p.order, n)
		return
	}
	if old := &p.decisions[h.decision-1]; !bytes.Equal(outcome(v, old), outcome(v, d)) {
		p.problem = message.New("change.problem.conflict", message.Text("value", string(v)),
			message.Text("one", describe(old)), message.Text("other", describe(d)))
	}
}

// outcome is what a value becomes.
func outcome(v []byte, d *Decision) []byte {
	switch d.Action {
	case Edit:
		return d.Value
	case Remove:
		return nil
	}
	return v
}

// describe is a decision in words.
func describe(d *Decision) string {
	switch d.Action {
	case Edit:
		return message.English.T("change.action.edit", message.Text("value", string(d.Value)))
	case Remove:
		return message.English.T("change.action.remove")
	}
	return message.English.T("change.action.keep")
}

// decided reports whether anything is to be edited, removed or added, or cannot be.
func (p *plan) decided() bool {
	if len(p.added) > 0 || !p.problem.IsZero() {
		return true
	}
	return slices.ContainsFunc(p.order, func(n int) bool { return p.decisions[p.held[n].decision-1].Action != Keep })
}

// before lists the present values without empty ones, which a directory does not
// hold.
func (p *plan) before() [][]byte {
	p.old = p.old[:0]
	for i := range p.held {
		if len(p.held[i].value) > 0 {
			p.old = append(p.old, p.held[i].value)
		}
	}
	return p.old
}

// settle lists what really changes, comparing the values before and after as sets:
// values that stay or come back drop out, and so does the removal of one of several
// copies. An old value without a new one is removed, a new value without an old one
// is added; what was decided together stays together.
func (p *plan) settle() ([]Value, []Decision) {
	values, reasons := p.values[:0], p.reasons[:0]
	for _, n := range p.order {
		h := &p.held[n]
		if d := &p.decisions[h.decision-1]; d.Action != Keep {
			values, reasons = append(values, Value{Old: h.value, New: outcome(h.value, d)}), append(reasons, *d)
		}
	}
	for _, i := range p.added {
		values, reasons = append(values, Value{New: p.decisions[i].Value}), append(reasons, p.decisions[i])
	}
	for _, v := range values {
		if n := p.find(v.New); n >= 0 && len(v.New) > 0 {
			p.held[n].wanted = true
		}
	}
	kept := 0
	for i, v := range values {
		if h := p.find(v.Old); len(v.Old) == 0 || p.held[h].copies > 0 || p.held[h].wanted {
			v.Old = nil
		}
		made := func(w Value) bool { return bytes.Equal(w.New, v.New) }
		if len(v.New) == 0 || p.find(v.New) >= 0 || slices.ContainsFunc(values[:kept], made) {
			v.New = nil
		}
		if v.Old != nil || v.New != nil {
			values[kept], reasons[kept] = v, reasons[i]
			kept++
		}
	}
	p.values, p.reasons = values, reasons
	return values[:kept], reasons[:kept]
}
