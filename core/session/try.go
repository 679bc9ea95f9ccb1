package session

import (
	"presync/core/change"
	"presync/core/directory"
	"presync/core/rules"
)

// Try checks a value in the place of that of a finding, with the other decisions
// made.
func (s *Session) Try(q TryRequest) (*TryResult, *Failure) {
	if int(q.Finding) >= s.checked.Len() {
		return nil, failure("gone")
	}
	f := s.checked.At(int(q.Finding))
	out := &TryResult{Same: q.Value == string(s.findingValue(f))}
	if p, ok := s.checked.Propose(f); ok {
		out.Proposal = &Proposal{Value: p.Value, Remove: p.Remove, Confidence: confidence(p), Reason: p.Reason}
	}
	list := s.decisionList()
	kept := list[:0]
	for _, d := range list {
		if d.Object != f.Object || d.Attr != f.Attr || d.Ref != f.Ref {
			kept = append(kept, d)
		}
	}
	tried := change.Decision{Object: f.Object, Attr: f.Attr, Ref: f.Ref, Action: change.Edit, Value: []byte(q.Value)}
	set := s.Changes(append(kept, tried))
	for _, p := range set.Problems {
		if p.Object == f.Object && p.Attr == f.Attr {
			out.Problem = &ChangeProblem{DN: p.DN, Object: uint32(p.Object), Attribute: p.Attr.String(), Text: p.Text}
		}
	}
	changed, origin := change.Apply(s.onprem, set)
	s.tried(out, f, rules.Run(changed, s.settings.rules(), nil), changed, origin)
	return out, nil
}

// tried lists what the rules find about the value that was tried.
func (s *Session) tried(out *TryResult, f rules.Finding, after *rules.Result, changed *directory.Store, origin []uint32) {
	after.Findings(func(_ int, g rules.Finding) bool {
		if g.Object != f.Object || g.Attr != f.Attr {
			return true
		}
		ref := rules.NoRef
		if g.Ref != rules.NoRef {
			ref = origin[g.Ref]
		}
		if ref != f.Ref && !(f.Ref == rules.NoRef && ref == change.Added) {
			return true
		}
		why := after.Explain(g)
		out.Findings = append(out.Findings, TriedFinding{Rule: rules.Catalogue()[g.Rule].ID, Severity: g.Severity.String(), Why: why})
		for _, n := range after.Holders(g.Group) {
			if id := changed.Owner(n); id != f.Object && len(out.Holders) < maxHolders {
				r := changed.Ref(n)
				out.Holders = append(out.Holders, Holder{
					Object: uint32(id), DN: changed.Text(id, directory.DN), Class: changed.Class(id).String(),
					Attribute: r.Attr().String(), Value: directory.FormatValue(r.Attr(), changed.Value(r)),
				})
			}
		}
		return true
	})
}
