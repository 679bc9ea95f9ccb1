package rules

import (
	"bytes"

	"presync/core/directory"
	"presync/core/message"
)

// Proposal is a value that would repair a finding.
type Proposal struct {
	// Value takes the place of the present one, or is added where the attribute is
	// absent.
	Value  string
	Remove bool // remove the present value; Value is empty
	// Safe: nothing is lost and nobody has to decide. Any other proposal wants a
	// look first.
	Safe   bool
	Reason message.Message
}

// Propose offers a value for a finding; false when there is none. A proposed value
// passes every rule of its attribute but advice that holds for the present value
// too; it differs from the present one; nobody else holds it, and it is not
// proposed to anybody else. Applying all safe proposals together leaves none of
// the findings that they are for and makes no new one.
func (r *Result) Propose(f Finding) (Proposal, bool) {
	for _, s := range r.planOf(f.Object).steps {
		if s.ref == f.Ref && s.attr == f.Attr && s.cures(f.Rule) {
			return Proposal{Value: string(s.value), Remove: s.remove, Safe: s.safe, Reason: s.reason}, true
		}
	}
	return Proposal{}, false
}

// step is a change of one value.
type step struct {
	attr   directory.Attr
	ref    uint32 // NoRef adds a value
	value  []byte
	remove bool
	safe   bool
	reason message.Message
	rules  ruleSet // those whose findings it cures
}

func (s *step) cures(rule uint16) bool { return s.rules[rule>>6]&(1<<(rule&63)) != 0 }

// ruleSet is a set of rules by their place in the catalogue.
type ruleSet [(maxRules + 63) / 64]uint64

// maxRules is no less than the number of rules in the catalogue.
const maxRules = 128

func (s *ruleSet) add(rule uint16) { s[rule>>6] |= 1 << (rule & 63) }

// plan holds the steps for one object. The one made last is kept, because the
// findings of an object are shown together.
type plan struct {
	object directory.ID
	steps  []step
}

func (r *Result) planOf(id directory.ID) *plan {
	if r.plan != nil && r.plan.object == id {
		return r.plan
	}
	for !r.Prepare(r.n) {
	}
	steps := r.candidates(id, false)
	steps = r.unclaimed(id, steps)
	r.harmless(id, steps)
	r.plan = &plan{object: id, steps: steps}
	return r.plan
}

// findingsOf is the range of the findings of one object.
func (r *Result) findingsOf(id directory.ID) (from, to int) {
	return r.firstFrom(id), r.firstFrom(id + 1)
}

// firstFrom is the number of the first finding of an object or a later one.
func (r *Result) firstFrom(id directory.ID) int {
	lo, hi := 0, r.n
	for lo < hi {
		m := (lo + hi) / 2
		if r.At(m).Object < id {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// candidates makes the steps for one object: for each value with findings the
// first repair that passes and cures them. With novel set only the findings count
// whose repairs bring new values into the directory.
func (r *Result) candidates(id directory.ID, novel bool) []step {
	var steps []step
	loaded := false
	from, to := r.findingsOf(id)
	for i := from; i < to; i++ {
		f := r.At(i)
		rule := catalogue[f.Rule]
		if !reparable[f.Attr] || rule.Attribute != f.Attr || rule.harmless ||
			novel && (rule.reuses || r.c.poolOf(f.Attr) == nil) {
			continue
		}
		if !loaded {
			r.c.o.load(id)
			loaded = true
		}
		steps = r.c.addStep(steps, f)
	}
	return steps
}

// addStep finds a step for a finding: one of those that the value has already, or
// the first repair that cures it.
func (c *checker) addStep(steps []step, f Finding) []step {
	m := &c.mender
	*m = mender{c: c, f: f}
	if f.Ref != NoRef {
		m.v = c.o.store.Value(c.o.store.Ref(f.Ref))
	}
	m.have = c.flawsOf(f.Attr, m.v)
	if !repairs[f.Attr](m) {
		return steps
	}
	s := &m.found
	for i := range steps {
		if old := &steps[i]; old.ref == s.ref && old.attr == s.attr && old.remove == s.remove && string(old.value) == string(s.value) {
			old.rules.add(f.Rule)
			old.safe = old.safe && s.safe
			return steps
		}
	}
	s.rules.add(f.Rule)
	return append(steps, *s)
}

// mender looks for the repair of one finding.
type mender struct {
	c     *checker
	f     Finding
	v     []byte // nil when the attribute is absent
	have  flaws
	found step
}

// step makes a step for the value of the finding.
func (m *mender) step(value []byte, safe bool, reason string) step {
	return step{
		attr: m.f.Attr, ref: m.f.Ref, value: value, safe: safe && m.f.Group == 0, reason: message.Message{ID: reason},
	}
}

// offer takes a value for the repair if it is one.
func (m *mender) offer(value []byte, safe bool, reason string) bool {
	s := m.step(value, safe, reason)
	if !m.passes(&s) {
		return false
	}
	m.found = s
	return true
}

// passes reports whether a repair is one: it changes the value, breaks no rule of
// the attribute, cures the finding, and nobody else holds the new value.
func (m *mender) passes(s *step) bool {
	if len(s.value) == 0 || string(s.value) == string(m.v) {
		return false
	}
	now := m.c.flawsOf(s.attr, s.value) &^ setLevel[s.attr]
	for bit := 0; now>>bit != 0; bit++ {
		if now&(1<<bit) == 0 {
			continue
		}
		e := flawTable[s.attr][bit]
		if e.rule == nil || !e.rule.applies(m.c.o.class) {
			continue
		}
		if e.rule.index == m.f.Rule || e.severity > Advice || m.have&(1<<bit) == 0 {
			return false
		}
	}
	return m.free(s.attr, s.value)
}

// free reports whether no other object holds a value, in whichever of the
// attributes that share a pool, and whether the finding of a duplicate is cured.
func (m *mender) free(a directory.Attr, v []byte) bool {
	p := m.c.poolOf(a)
	if p == nil {
		return true
	}
	key := keyOf(a, v)
	if m.f.Group != 0 && len(m.v) > 0 {
		if old := keyOf(a, m.v); len(old) == len(key) && sameFold(old, key) {
			return false
		}
	}
	if p == m.c.addresses {
		if _, there := m.c.outside.find(key); there {
			return false
		}
	}
	first, there := p.find(key)
	if !there {
		return true
	}
	return !p.isContested(first) && m.c.sameObject(m.c.o.store.Owner(first), m.f.Object)
}

// HeldElsewhere reports whether another object may hold a value that must be unique,
// in whichever attribute: it is true when one does, and when several objects hold
// the value, the one asked about among them.
func (r *Result) HeldElsewhere(id directory.ID, a directory.Attr, v []byte) bool {
	p := r.c.poolOf(a)
	if p == nil {
		return false
	}
	key := keyOf(a, v)
	if p == r.c.addresses {
		if _, there := r.c.outside.find(key); there {
			return true
		}
	}
	first, there := p.find(key)
	return there && (p.isContested(first) || !r.c.sameObject(r.c.o.store.Owner(first), id))
}

// Holding lists the numbers of the values of the directory that may not be on another
// object together with a value of an attribute. Where objects out of scope hold it,
// one of them is listed.
func (r *Result) Holding(a directory.Attr, v []byte) []uint32 {
	p := r.c.poolOf(a)
	if p == nil || isBlankOnly(v) {
		return nil
	}
	var out []uint32
	key := keyOf(a, v)
	if first, there := p.find(key); there && p.isContested(first) {
		out = append(out, r.Holders(p.groupOf(first))...)
	} else if there {
		out = append(out, first)
	}
	if p == r.c.addresses {
		if n, there := r.c.outside.find(key); there {
			out = append(out, n)
		}
	}
	return out
}

// Exclusive reports whether two values of attributes may not be on two objects.
func (r *Result) Exclusive(a directory.Attr, v []byte, b directory.Attr, w []byte) bool {
	p := r.c.poolOf(a)
	if p == nil || p != r.c.poolOf(b) {
		return false
	}
	v, w = keyOf(a, v), keyOf(b, w)
	if len(v) == len(w) && sameFold(v, w) {
		return true
	}
	return !(directory.IsASCII(v) && directory.IsASCII(w)) && bytes.Equal(directory.AppendLower(nil, v), directory.AppendLower(nil, w))
}

// sameObject: two records of one object, or one record.
func (c *checker) sameObject(a, b directory.ID) bool {
	if a == b {
		return true
	}
	g, h := c.o.store.Get(a, directory.ObjectGUID), c.o.store.Get(b, directory.ObjectGUID)
	return len(g) == 16 && string(g) == string(h)
}

// Unique reports whether the rules let only one object hold a value of an attribute.
func Unique(a directory.Attr) bool { return duplicateRules[a] != nil }

// poolOf is the pool in which values of an attribute must be unique, nil for none.
func (c *checker) poolOf(a directory.Attr) *pool {
	switch a {
	case directory.UserPrincipalName, directory.Mail, directory.ProxyAddresses, directory.TargetAddress, directory.SIPAddress:
		return c.addresses
	case directory.MailNickname:
		return c.aliases
	case directory.SAMAccountName:
		return c.logons
	}
	return nil
}

// setLevel are the defects that are not of one value but of all values of the
// attribute together; a repair is judged by harmless in that respect.
var setLevel = [directory.AttrCount]flaws{
	directory.ProxyAddresses: proxyNone | proxyNoneLicensed | proxyFromMail | proxyFromName | proxyNoPrimary | proxyManyPrimaries | proxyMany,
}

func init() {
	message.English.Add(map[string]string{
		"proposal.blanks":      "Blanks and invisible characters removed.",
		"proposal.suffix":      "Suffix replaced as your table of replacements says.",
		"proposal.primary":     "The primary e-mail address of the same object.",
		"proposal.accents":     "Letters with accents written plainly.",
		"proposal.characters":  "The reported characters removed.",
		"proposal.letters":     "Letters with accents written plainly; the reported characters removed.",
		"proposal.rewritten":   "The reported characters removed or written plainly, and the rest cut to the length that is allowed.",
		"proposal.length":      "Cut to the length that is allowed.",
		"proposal.untyped":     "The address type that stands in front a second time or by mistake removed.",
		"proposal.type":        "The type smtp: put in front.",
		"proposal.promote":     "Marked as primary: mail holds the same address, or it is the only one.",
		"proposal.choose":      "Marked as primary: the first SMTP address of the object.",
		"proposal.demote":      "Marked as secondary: mail holds the other primary address.",
		"proposal.demoteLater": "Marked as secondary: the first primary address of the object stays.",
		"proposal.repeated":    "Removed: the object holds the same address a second time.",
		"proposal.ignored":     "Removed: the service ignores it. Keep it if Exchange on premises routes mail through it.",
		"proposal.periods":     "Superfluous periods removed.",
		"proposal.names":       "Given name and surname of the same object.",
		"proposal.cn":          "The name of the object.",
		"proposal.mailName":    "The value of mail of the same object.",
		"proposal.mail":        "The address from mail, as primary address.",
		"proposal.upn":         "The user principal name, as primary address.",
	})
}
