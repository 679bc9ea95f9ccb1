package session

import (
	"bytes"

	"presync/core/change"
	"presync/core/directory"
	"presync/core/message"
)

// cloudName is the name of the script for the cloud side.
const cloudName = "cloud.ps1"

// cloudChoice is what the chosen verdicts come to on the cloud side.
type cloudChoice struct {
	set      *change.CloudSet
	verdicts int // chosen
	without  int // of them without a step
}

// cloudSet collects the steps of the chosen verdicts.
func (s *Session) cloudSet(q *VerdictSelection) cloudChoice {
	var c cloudChoice
	var steps []change.CloudChange
	for _, n := range s.chosenVerdicts(q) {
		v := s.matched.At(int(n))
		c.verdicts++
		found := s.matched.CloudSteps(v)
		if len(found) == 0 {
			c.without++
			continue
		}
		object := s.onprem.Text(v.Object, directory.DN)
		if object == "" {
			object = s.onprem.Name(v.Object)
		}
		reason := v.Row.String() + " " + s.matched.Explain(v).String()
		for _, step := range found {
			steps = append(steps, change.CloudChange{CloudStep: step, Object: object, Reason: reason})
		}
	}
	c.set = change.NewCloudSet(steps)
	return c
}

// chosenVerdicts are the verdicts of a selection that exist.
func (s *Session) chosenVerdicts(q *VerdictSelection) []uint32 {
	switch {
	case q == nil:
		return nil
	case len(q.Verdicts) == 0 && q.Filter != nil:
		var l listing
		s.listMatches(&l, *q.Filter, "", false)
		return without(l.rows, q.Except)
	}
	var out []uint32
	for _, n := range q.Verdicts {
		if int(n) < s.matched.Len() {
			out = append(out, n)
		}
	}
	return out
}

// cloudFile is the script for the cloud side.
func (s *Session) cloudFile(q *VerdictSelection) (*ExportResult, *Failure) {
	c := s.cloudSet(q)
	if len(c.set.Changes) == 0 {
		return nil, failure("no-cloud-steps")
	}
	var out bytes.Buffer
	if err := change.WriteCloud(&out, c.set); err != nil {
		return nil, failure("export", message.Text("reason", err.Error()))
	}
	return &ExportResult{Name: cloudName, Type: scriptMedia, Rows: int64(len(c.set.Changes)), Data: out.Bytes()}, nil
}

// explain writes the part of README.txt about the script.
func (c *cloudChoice) explain(line func(id string, args ...message.Arg)) {
	if len(c.set.Changes) > 0 {
		line("change.readme.cloud", message.Num("n", len(c.set.Changes)), message.Num("verdicts", c.verdicts-c.without))
	}
	if c.without > 0 {
		line("change.readme.cloud.without", message.Num("n", c.without))
	}
	if c.set.Contested > 0 {
		line("change.readme.cloud.contested", message.Num("n", c.set.Contested))
	}
	if c.set.Unwritten > 0 {
		line("change.readme.cloud.unwritten", message.Num("n", c.set.Unwritten))
	}
}
