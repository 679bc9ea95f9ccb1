package session

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"presync/core/change"
	"presync/core/directory"
	"presync/core/message"
	"presync/core/rules"
)

// SafeDecisions accepts every proposal that loses nothing and leaves nothing to
// decide.
func (s *Session) SafeDecisions() []change.Decision {
	var out []change.Decision
	by := message.New("change.by.safe")
	s.checked.Findings(func(_ int, f rules.Finding) bool {
		p, ok := s.checked.Propose(f)
		if !ok || !p.Safe {
			return true
		}
		d := change.Decision{Object: f.Object, Attr: f.Attr, Ref: f.Ref, Action: change.Edit, Value: []byte(p.Value), By: by}
		if p.Remove {
			d.Action, d.Value = change.Remove, nil
		}
		d.Reason = message.New("change.reason.proposal", ruleArgs(f, message.Text("proposal", p.Reason.String()))...)
		out = append(out, d)
		return true
	})
	return out
}

// ruleArgs names the rule of a finding.
func ruleArgs(f rules.Finding, more ...message.Arg) []message.Arg {
	rule := rules.Catalogue()[f.Rule]
	return append([]message.Arg{message.Text("rule", rule.ID), message.Text("title", rule.Title)}, more...)
}

// DecisionLine is a line of a file of decisions: the object by objectGUID or by
// distinguished name, the attribute, its present value (to be left out where the
// attribute has one value, or none), and what is to become of it.
type DecisionLine struct {
	DN        string  `json:"dn,omitempty"`
	GUID      string  `json:"objectGUID,omitempty"`
	Attribute string  `json:"attribute"`
	Value     *string `json:"value,omitempty"`
	// Rule narrows the decision to the finding of one rule about the value.
	Rule     string `json:"rule,omitempty"`
	Action   string `json:"action"`             // edit, remove, keep or ignore
	NewValue string `json:"newValue,omitempty"` // of an edit
	Note     string `json:"note,omitempty"`
}

// DecisionProblem says why a line of a file of decisions was passed over.
type DecisionProblem struct {
	Line int
	Text message.Message
}

// maxDecisionLine bounds a line of a file of decisions.
const maxDecisionLine = 16 << 20

// ReadDecisions reads a file of decisions, one JSON object a line. Empty lines are
// passed over; a line that cannot be understood becomes a problem.
func (s *Session) ReadDecisions(r io.Reader) ([]change.Decision, []DecisionProblem) {
	var out []change.Decision
	var problems []DecisionProblem
	byGUID := s.guids()
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxDecisionLine)
	n := 0
	fail := func(m message.Message) { problems = append(problems, DecisionProblem{Line: n, Text: m}) }
	for lines.Scan() {
		n++
		text := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(text) == 0 {
			continue
		}
		d, problem := s.decision(text, byGUID)
		if !problem.IsZero() {
			fail(problem)
			continue
		}
		d.By = message.New("change.by.file", message.Num("line", int64(n)))
		out = append(out, d)
	}
	if err := lines.Err(); err != nil {
		n++
		fail(message.New("change.line.unreadable", message.Text("reason", err.Error())))
	}
	return out, problems
}

// guids finds objects by objectGUID; the first record of an object stands for it.
func (s *Session) guids() func(raw []byte) (directory.ID, bool) {
	var index map[string]directory.ID
	return func(raw []byte) (directory.ID, bool) {
		if index == nil {
			index = map[string]directory.ID{}
			for id := range directory.ID(s.onprem.Len()) {
				g := s.onprem.Get(id, directory.ObjectGUID)
				if _, there := index[string(g)]; !there && len(g) == 16 {
					index[string(g)] = id
				}
			}
		}
		id, ok := index[string(raw)]
		return id, ok
	}
}

// decision reads a line of a file.
func (s *Session) decision(text []byte, byGUID func([]byte) (directory.ID, bool)) (d change.Decision, problem message.Message) {
	var l DecisionLine
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	err := dec.Decode(&l)
	if err == nil && dec.More() {
		err = errors.New("more than one object in the line")
	}
	if err != nil {
		return d, message.New("change.line.unreadable", message.Text("reason", err.Error()))
	}
	return s.readLine(&l, byGUID)
}

// readLine finds what a line speaks of.
func (s *Session) readLine(l *DecisionLine, byGUID func([]byte) (directory.ID, bool)) (d change.Decision, problem message.Message) {
	var ok bool
	if d.Object, ok = s.lineObject(l, byGUID); !ok {
		return d, message.New("change.line.object", message.Text("object", l.DN+l.GUID))
	}
	if d.Attr, ok = directory.AttrByName(l.Attribute); !ok {
		return d, message.New("change.line.attribute", message.Text("attribute", l.Attribute))
	}
	if d.Action, ok = change.ActionByName(l.Action); !ok {
		return d, message.New("change.line.action", message.Text("action", l.Action))
	}
	if d.Action == change.Edit && l.NewValue == "" {
		return d, message.New("change.line.empty")
	}
	if d.Ref, ok = s.valueOf(d.Object, d.Attr, l.Value); !ok || d.Ref == rules.NoRef && d.Action == change.Remove {
		return d, message.New("change.line.value")
	}
	about := s.findingsAbout(d, l.Rule)
	if l.Rule != "" && len(about) == 0 {
		return d, message.New("change.line.rule", message.Text("rule", l.Rule))
	}
	if len(about) > 0 {
		d.Reason = message.New("change.reason.finding", ruleArgs(s.checked.At(int(about[0])))...)
		d.Finding = about[0] + 1
	}
	d.Note = l.Note
	if d.Action == change.Edit {
		d.Value = []byte(l.NewValue)
	}
	return d, message.Message{}
}

// lineObject finds the object of a line: by objectGUID and, when the export does not
// hold that of the object, by its distinguished name.
func (s *Session) lineObject(l *DecisionLine, byGUID func([]byte) (directory.ID, bool)) (directory.ID, bool) {
	if l.GUID == "" {
		return s.byDN(l.DN)
	}
	raw, err := directory.ParseGUID(l.GUID, false)
	if err != nil {
		return directory.NoID, false
	}
	if id, ok := byGUID(raw); ok || l.DN == "" {
		return id, ok
	}
	id, ok := s.byDN(l.DN)
	return id, ok && len(s.onprem.Get(id, directory.ObjectGUID)) == 0
}

// valueOf finds the value that a line speaks of. Without one it is the only value
// of the attribute, or its absence. A report writes identifiers in their usual notation
// and cannot write bytes that are no text: such a value is found by how it is written,
// when only one is written so.
func (s *Session) valueOf(id directory.ID, a directory.Attr, value *string) (uint32, bool) {
	found, n := uint32(rules.NoRef), 0
	from, to := s.onprem.RefRange(id)
	for i := from; i < to; i++ {
		ref := s.onprem.Ref(i)
		if ref.Attr() != a || ref.Len() == 0 {
			continue
		}
		raw := s.onprem.Value(ref)
		if value != nil && *value == string(raw) {
			return i, true
		}
		if value == nil || *value == directory.FormatValue(a, raw) {
			found, n = i, n+1
		}
	}
	if value == nil {
		return found, n <= 1
	}
	if n == 1 {
		return found, true
	}
	return rules.NoRef, *value == "" && n == 0
}

// Changes collapses decisions into changes.
func (s *Session) Changes(decisions []change.Decision) *change.Set {
	return change.Collapse(s.onprem, decisions)
}
