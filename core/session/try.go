package session

import (
	"slices"

	"presync/core/change"
	"presync/core/directory"
	"presync/core/rules"
)

// Try checks a value in the place of that of a finding, with the other decisions
// made. Only the objects that have to do with the value are looked at: they are
// copied, changed and judged together.
func (s *Session) Try(q TryRequest) (*TryResult, *Failure) {
	if int(q.Finding) >= s.checked.Len() {
		return nil, failure("gone")
	}
	f := s.checked.At(int(q.Finding))
	t := trial{s: s, f: f, value: []byte(q.Value)}
	out := &TryResult{Same: q.Value == string(s.findingValue(f)), Problem: t.problem(q.Finding)}
	if p, ok := s.checked.Propose(f); ok {
		out.Proposal = &Proposal{Value: p.Value, Remove: p.Remove, Confidence: confidence(p), Reason: p.Reason}
	}
	if q.Value != "" {
		t.judge(out)
	}
	return out, nil
}

// trial is a value in the place of that of a finding.
type trial struct {
	s     *Session
	f     rules.Finding
	value []byte
}

func (t *trial) decision() change.Decision {
	return change.Decision{Object: t.f.Object, Attr: t.f.Attr, Ref: t.f.Ref, Action: change.Edit, Value: t.value}
}

// problem says why the value could not be written, together with the decisions about
// the other findings of the object.
func (t *trial) problem(finding uint32) *ChangeProblem {
	others := t.others(func(d change.Decision) bool { return d.Finding == finding+1 })
	return t.among(t.s.counter().collapser.Collapse(append(others, t.decision())).Problems)
}

// among finds the problem of the attribute.
func (t *trial) among(problems []change.Problem) *ChangeProblem {
	k := t.s.counter().collapser
	for _, p := range problems {
		if p.Attr == t.f.Attr && k.First(p.Object) == k.First(t.f.Object) {
			return &ChangeProblem{DN: p.DN, Object: uint32(p.Object), Attribute: p.Attr.String(), Text: p.Text}
		}
	}
	return nil
}

// others are the decisions about the object but for some.
func (t *trial) others(but func(change.Decision) bool) []change.Decision {
	return slices.DeleteFunc(t.s.decisionsOf(nil, t.f.Object), but)
}

// judge checks the objects that hold the value now or would get it.
func (t *trial) judge(out *TryResult) {
	s, k := t.s, t.s.counter().collapser
	ids := append(slices.Clone(k.Records(t.f.Object)), t.holders()...)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	list := append(t.others(func(d change.Decision) bool { return d.Attr == t.f.Attr && d.Ref == t.f.Ref }), t.decision())
	own := k.First(t.f.Object)
	for i, id := range ids {
		if first := k.First(id); first != own && !slices.ContainsFunc(ids[:i], func(o directory.ID) bool { return k.First(o) == first }) {
			list = s.decisionsOf(list, id)
		}
	}
	w := world{ids: ids}
	set := k.Collapse(list)
	w.store, w.origin = change.ApplyTo(s.onprem, set, ids)
	w.checked = rules.Run(w.store, s.settings.rules(), nil)
	at, _ := slices.BinarySearch(ids, t.f.Object)
	if out.Problem == nil {
		out.Problem = t.among(set.Problems)
	}
	w.checked.Findings(func(_ int, g rules.Finding) bool {
		if g.Object == directory.ID(at) {
			t.found(out, &w, g)
		}
		return true
	})
}

// world is a copy of some objects, changed and judged.
type world struct {
	ids     []directory.ID // of the originals
	store   *directory.Store
	origin  []uint32 // see change.Apply
	checked *rules.Result
}

// maxTried bounds the objects that are judged together.
const maxTried = 500

// holders are the objects that hold the value at present, or get it by a decision.
func (t *trial) holders() []directory.ID {
	var out []directory.ID
	for _, n := range t.s.checked.Holding(t.f.Attr, t.value) {
		out = append(out, t.s.onprem.Owner(n))
	}
	if !rules.Unique(t.f.Attr) {
		return out
	}
	for n, v := range t.s.decided.state {
		if v.action != uint8(change.Edit)+1 {
			continue
		}
		if g := t.s.checked.At(n); t.s.checked.Exclusive(t.f.Attr, t.value, g.Attr, t.s.texts.get(v.value)) {
			out = append(out, g.Object)
		}
	}
	return out[:min(len(out), maxTried)]
}

// found notes a finding about the value, or one that the value makes elsewhere on the
// object.
func (t *trial) found(out *TryResult, w *world, g rules.Finding) {
	ref, about := rules.NoRef, false
	if g.Ref != rules.NoRef {
		ref = w.origin[g.Ref]
		about = g.Attr == t.f.Attr && (ref == t.f.Ref || ref == change.Added && t.f.Ref == rules.NoRef)
	}
	was := rules.Finding{Object: t.f.Object, Rule: g.Rule, Attr: g.Attr, Ref: ref}
	had := t.s.hadFinding(int(t.s.firstFinding(t.f.Object)), was)
	if !about && had {
		return
	}
	out.Findings = append(out.Findings, TriedFinding{
		Rule: rules.Catalogue()[g.Rule].ID, Severity: g.Severity.String(), Why: w.checked.Explain(g), Had: had,
	})
	if !about {
		return
	}
	for _, n := range w.checked.Holders(g.Group) {
		if id := w.store.Owner(n); id != g.Object && len(out.Holders) < maxHolders {
			h := holder(w.store, n)
			h.Object = uint32(w.ids[id])
			out.Holders = append(out.Holders, h)
		}
	}
}
