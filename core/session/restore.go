package session

import (
	"presync/core/change"
	"presync/core/directory"
	"presync/core/message"
	"presync/core/rules"
)

// DecisionLines are all decisions by identity, in the order of the findings, so that
// Restore finds them again in another export of the same directory. They are lines
// of a file of decisions, too.
func (s *Session) DecisionLines() []DecisionLine {
	var out []DecisionLine
	for i, v := range s.decided.state {
		if v.action > 0 {
			out = append(out, s.decisionLine(uint32(i), v))
		}
	}
	return out
}

func (s *Session) decisionLine(finding uint32, v choice) DecisionLine {
	f := s.checked.At(int(finding))
	l := DecisionLine{
		DN: string(s.onprem.Get(f.Object, directory.DN)), Attribute: f.Attr.String(), Rule: rules.Catalogue()[f.Rule].ID,
		Action: decisionWords[v.action], NewValue: string(s.texts.get(v.value)), Note: string(s.texts.get(v.note)),
	}
	if guid := s.onprem.Get(f.Object, directory.ObjectGUID); len(guid) == 16 {
		l.GUID = directory.GUIDText(guid)
	}
	value := string(s.findingValue(f)) // empty for an attribute without a value
	l.Value = &value
	return l
}

// Restore decides anew what lines say, as one step of the history. Each line
// concerns the finding of its rule about its value; without a rule all findings
// about the value. Lines that lead to no finding become problems; Line counts
// from 1.
func (s *Session) Restore(lines []DecisionLine) (restored int, problems []DecisionProblem) {
	s.decided.begin(s.checked.Len())
	wanted := map[uint32]choice{}
	byGUID := s.guids()
	for i := range lines {
		if problem := s.restoreLine(&lines[i], byGUID, wanted); !problem.IsZero() {
			problems = append(problems, DecisionProblem{Line: i + 1, Text: problem})
		}
	}
	var before packer
	for n, old := range s.decided.state {
		if v, ok := wanted[uint32(n)]; ok {
			restored++
			if v != old {
				before.add(uint32(n), old)
				s.decided.put(uint32(n), v)
			}
		}
	}
	s.remember(before, message.New("decision.step.restore", message.Num("n", before.n)))
	return restored, problems
}

// restoreLine notes what a line wants for its findings.
func (s *Session) restoreLine(l *DecisionLine, byGUID func([]byte) (directory.ID, bool), wanted map[uint32]choice) (problem message.Message) {
	d, problem := s.readLine(l, byGUID)
	if !problem.IsZero() {
		return problem
	}
	v := choice{action: uint8(d.Action) + 1, by: byRestore, note: s.texts.put([]byte(l.Note))}
	if d.Action == change.Edit {
		v.value = s.texts.put([]byte(l.NewValue))
	}
	found := s.findingsAbout(d, l.Rule)
	if len(found) == 0 {
		return message.New("change.line.finding")
	}
	for _, n := range found {
		wanted[n] = v
	}
	return problem
}

// findingsAbout are the findings about the value that a decision concerns, those of
// one rule or, without a rule, all.
func (s *Session) findingsAbout(d change.Decision, rule string) []uint32 {
	var out []uint32
	for n := s.firstFinding(d.Object); int(n) < s.checked.Len(); n++ {
		f := s.checked.At(int(n))
		if f.Object != d.Object {
			break
		}
		if f.Attr == d.Attr && f.Ref == d.Ref && (rule == "" || rules.Catalogue()[f.Rule].ID == rule) {
			out = append(out, n)
		}
	}
	return out
}
