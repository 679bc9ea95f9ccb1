package session

import (
	"presync/core/change"
	"presync/core/directory"
	"presync/core/rules"
)

// DecidedWhatIf checks the directory as it would be after the decisions.
func (s *Session) DecidedWhatIf() *WhatIf {
	w := s.WhatIf(s.changeSet())
	w.Serial = s.decided.serial
	return &w
}

// WhatIf checks the directory as it would be after changes.
func (s *Session) WhatIf(set *change.Set) WhatIf {
	changed, origin := change.Apply(s.onprem, set)
	after := rules.Run(changed, s.settings.rules(), nil)
	w := WhatIf{
		Before: int64(s.checked.Len()), After: int64(after.Len()), ReadyBefore: readyByRules(s.checked), ReadyAfter: readyByRules(after),
	}
	var severities [rules.Error + 1]int64
	first := 0 // of the present findings of the object
	after.Findings(func(_ int, f rules.Finding) bool {
		severities[f.Severity]++
		for first < s.checked.Len() && s.checked.At(first).Object < f.Object {
			first++
		}
		if f.Ref != rules.NoRef {
			f.Ref = origin[f.Ref]
		}
		if !s.hadFinding(first, f) {
			w.New++
		}
		return true
	})
	w.Cured = w.Before - (w.After - w.New)
	for _, severity := range []rules.Severity{rules.Error, rules.Warning, rules.Advice} {
		w.Counts = append(w.Counts, Count{Key: severity.String(), N: severities[severity]})
	}
	return w
}

// hadFinding looks among the present findings of an object, the first of which is
// given, for one of the same rule about the same value.
func (s *Session) hadFinding(first int, f rules.Finding) bool {
	for ; first < s.checked.Len(); first++ {
		g := s.checked.At(first)
		if g.Object != f.Object {
			return false
		}
		if g.Rule == f.Rule && g.Attr == f.Attr && g.Ref == f.Ref {
			return true
		}
	}
	return false
}

// readyByRules counts the objects in scope without an error of a rule. Verdicts are
// left out: they rest on the cloud side, too.
func readyByRules(r *rules.Result) int64 {
	ready, last := int64(r.Filtered(rules.InScope)), directory.NoID
	r.Findings(func(_ int, f rules.Finding) bool {
		if f.Severity == rules.Error && f.Object != last && r.Scope(f.Object) == rules.InScope {
			ready, last = ready-1, f.Object
		}
		return true
	})
	return ready
}
