package session

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"presync/core/directory"
	"presync/core/report"
)

// OpenSaved reads a saved report and uses it as the request says.
func (s *Session) OpenSaved(q SavedRequest, r io.Reader) (*Saved, *Failure) {
	d, err := report.Read(r, q.Size)
	var unread *report.ReadError
	if errors.As(err, &unread) {
		return nil, &Failure{Text: unread.Text, Advice: unread.Advice}
	}
	out := describeSaved(d)
	switch {
	case q.Use == "":
		return out, nil
	case s.overview == nil:
		return nil, failure("nothing-loaded")
	case q.Use == UseCompare:
		s.SetBaseline(d)
		return out, nil
	case d.Masked:
		return nil, failure("saved-masked")
	}
	out.Restored = s.restoreSaved(d)
	out.Decisions = s.Decisions()
	return out, nil
}

func describeSaved(d *report.Document) *Saved {
	out := &Saved{
		Made: d.Made, Program: d.Program, Level: d.Level, Masked: d.Masked, Files: slices.Clone(d.Files), Rows: d.Rows, Actions: []Count{},
	}
	for i := range out.Files {
		out.Files[i].Diagnostics = nil
	}
	for _, c := range d.Actions {
		out.Actions = append(out.Actions, Count{Key: c.Key, N: c.N})
	}
	out.Readiness, out.OnPrem, out.Cloud, out.Severities = d.Readiness, d.OnPrem.Objects, d.Cloud.Objects, d.Severities
	for _, r := range d.Rules {
		out.Findings += r.N
		r.Why, r.Remedy, r.Sources = "", "", nil
		out.Rules = append(out.Rules, r)
	}
	slices.SortStableFunc(out.Rules, func(a, b report.Rule) int { return cmp.Compare(b.N, a.N) })
	for _, o := range d.Outcomes {
		o.Explanation, o.Remedy = "", ""
		out.Outcomes = append(out.Outcomes, o)
	}
	unchecked := map[string]bool{}
	for _, n := range d.NotChecked {
		unchecked[n.Rule] = true
	}
	out.NotChecked = int64(len(unchecked))
	if len(d.Settings) > 0 {
		settings := &Settings{}
		if json.Unmarshal(d.Settings, settings) == nil {
			out.Settings = settings
		}
	}
	return out
}

// maxLost bounds Restored.Rows.
const maxLost = 200

// restoreSaved takes the decisions of a report over, as one step of the history.
func (s *Session) restoreSaved(d *report.Document) *Restored {
	lines := s.savedLines(d)
	n, problems := s.Restore(lines)
	out := &Restored{Restored: int64(n), Lost: int64(len(problems))}
	for _, p := range problems {
		i := slices.IndexFunc(out.Reasons, func(c Count) bool { return c.Key == p.Text.ID })
		if i < 0 {
			i = len(out.Reasons)
			out.Reasons = append(out.Reasons, Count{Key: p.Text.ID})
		}
		out.Reasons[i].N++
		if len(out.Rows) < maxLost {
			out.Rows = append(out.Rows, LostDecision{Line: lines[p.Line-1], Reason: p.Text})
		}
	}
	slices.SortFunc(out.Reasons, compareCounts)
	return out
}

// savedLines are the decisions of a report by identity. Where the present files do not
// tell the objectGUID, the distinguished name has to do.
func (s *Session) savedLines(d *report.Document) []DecisionLine {
	objects := decidedObjects(d)
	lines := make([]DecisionLine, 0, d.Rows.Decisions)
	for x := range d.Decisions {
		o := objects[x.Object]
		l := DecisionLine{
			DN: o.DN, Attribute: x.Attribute, Value: &x.Value, Rule: x.Rule, Action: x.Action, NewValue: x.NewValue, Note: x.Note,
		}
		if _, err := directory.ParseGUID(o.GUID, false); err == nil {
			l.GUID = o.GUID
		}
		lines = append(lines, l)
	}
	return lines
}

// decidedObjects are the objects of a report that decisions are about.
func decidedObjects(d *report.Document) map[int]report.Object {
	objects := map[int]report.Object{}
	for x := range d.Decisions {
		objects[x.Object] = report.Object{}
	}
	n := 0
	for o := range d.Objects {
		if _, wanted := objects[n]; wanted {
			objects[n] = o
		}
		n++
	}
	return objects
}
