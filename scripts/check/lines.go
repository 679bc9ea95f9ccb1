package main

import (
	"encoding/json"
	"io"

	"presync/core/message"
	"presync/core/session"
)

// findingLine is a line of -format findings.
type findingLine struct {
	DN         string           `json:"dn"`
	CN         string           `json:"cn"`
	Class      string           `json:"class"`
	Attribute  string           `json:"attribute"`
	Value      string           `json:"value"`
	Rule       string           `json:"rule"`
	Severity   string           `json:"severity"`
	Why        string           `json:"why"`
	Proposal   string           `json:"proposal"`
	Remove     bool             `json:"remove,omitempty"`
	Confidence string           `json:"confidence,omitempty"`
	Reason     string           `json:"reason,omitempty"`
	Holders    []string         `json:"holders"` // distinguished names of all holders of a contested value
	Contested  []session.Holder `json:"contested,omitempty"`
	File       string           `json:"file"`
	Line       int64            `json:"line"`
}

// jsonLines writes each value as a line of JSON, texts as they are: no line becomes
// part of a page.
func jsonLines(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

func writeFindings(w io.Writer, s *session.Session) error {
	enc := jsonLines(w)
	for d := range s.EachFinding() {
		l := findingLine{
			DN: d.Row.DN, CN: d.Row.CN, Class: d.Row.Class, Attribute: d.Row.Attribute, Value: d.Row.Value,
			Rule: d.Row.Rule, Severity: d.Row.Severity, Why: d.Why.String(), Holders: []string{},
			Contested: d.Holders, File: d.Object.File, Line: d.Object.Line,
		}
		if p := d.Proposal; p != nil {
			l.Proposal, l.Remove, l.Confidence, l.Reason = p.Value, p.Remove, p.Confidence, p.Reason.String()
		}
		seen := map[string]bool{}
		for _, h := range d.Holders {
			if !seen[h.DN] {
				seen[h.DN] = true
				l.Holders = append(l.Holders, h.DN)
			}
		}
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return nil
}

// verdictLine is a line of -format match for an on-premises object.
type verdictLine struct {
	DN          string   `json:"dn"`
	CloudID     *string  `json:"cloudId"`
	Outcome     string   `json:"outcome"`
	Row         string   `json:"row"`
	Also        []string `json:"also"`
	Severity    string   `json:"severity"`
	Keys        []string `json:"keys"`
	Assumptions []string `json:"assumptions"`
	// AssumptionIDs names the assumptions; the names do not change with the wording.
	AssumptionIDs []string           `json:"assumptionIds"`
	Class         string             `json:"class"`
	Certainty     string             `json:"certainty"`
	Explanation   string             `json:"explanation"`
	Remedy        string             `json:"remedy,omitempty"`
	Notes         []string           `json:"notes,omitempty"`
	Evidence      []session.Evidence `json:"evidence,omitempty"`
	Effects       []session.Effect   `json:"effects,omitempty"`
	Recipe        string             `json:"recipe,omitempty"`
}

// orphanLine is a line of -format match for a cloud object that nobody claims.
type orphanLine struct {
	CloudID     string `json:"cloudId"`
	Outcome     string `json:"outcome"`
	Row         string `json:"row"`
	Severity    string `json:"severity"`
	Class       string `json:"class"`
	Name        string `json:"name"`
	Explanation string `json:"explanation"`
}

func writeMatches(w io.Writer, s *session.Session) error {
	enc := jsonLines(w)
	for d := range s.EachMatch() {
		if err := enc.Encode(matchLine(d)); err != nil {
			return err
		}
	}
	return nil
}

func matchLine(d *session.MatchDetail) any {
	if d.OnPrem == nil {
		return orphanLine{
			CloudID: d.Row.CloudID, Outcome: d.Row.Outcome, Row: d.Row.Row, Severity: d.Row.Severity,
			Class: d.Row.Class, Name: d.Row.Name, Explanation: d.Explanation.String(),
		}
	}
	l := verdictLine{
		DN: d.Row.DN, Outcome: d.Row.Outcome, Row: d.Row.Row, Also: nonNil(d.Row.Also), Severity: d.Row.Severity,
		Keys: nonNil(d.Row.Keys), Assumptions: texts(d.Assumptions), AssumptionIDs: nonNil(d.AssumptionIDs), Class: d.Row.Class, Certainty: d.Certainty,
		Explanation: d.Explanation.String(), Remedy: d.Remedy.String(), Notes: texts(d.Notes),
		Evidence: d.Evidence, Effects: d.Effects, Recipe: d.Recipe,
	}
	if d.Remedy.IsZero() {
		l.Remedy = ""
	}
	if d.Row.CloudID != "" {
		l.CloudID = &d.Row.CloudID
	}
	return l
}

func nonNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func texts(ms []message.Message) []string {
	out := []string{}
	for _, m := range ms {
		out = append(out, m.String())
	}
	return out
}

func writeCSV(w io.Writer, s *session.Session, exact bool) error {
	res, fail := s.Export(session.ExportRequest{What: session.ExportFindings, Exact: exact})
	if fail != nil {
		return errorOf(fail)
	}
	_, err := w.Write(res.Data)
	return err
}
