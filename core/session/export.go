package session

import (
	"bytes"
	"iter"
	"strings"

	"presync/core/directory"
	"presync/core/message"
	"presync/core/report"
	"presync/core/rules"
	"presync/core/rules/idfix"
)

// What can be exported.
const (
	ExportFindings = "findings"
	ExportMatches  = "matches"
	ExportIdFix    = "idfix"   // IdFix's grid in its own format, for the rule set of Compare
	ExportChanges  = "changes" // the changes that the decisions make, in one of the formats of ChangesQuery
)

// Export writes a file: the report, changes, or a table as CSV, findings and verdicts
// under a filter.
func (s *Session) Export(q ExportRequest) (*ExportResult, *Failure) {
	var out bytes.Buffer
	var n int64
	var err error
	opt := report.Options{Exact: q.Exact, Semicolon: q.Semicolon}
	switch q.What {
	case ExportFindings:
		var l listing
		s.listFindings(&l, q.Findings, "", false)
		n, err = report.WriteCSV(&out, s.findingRecords(l.rows), opt)
	case ExportMatches:
		var l listing
		s.listMatches(&l, q.Matches, "", false)
		n, err = report.WriteCSV(&out, s.matchRecords(l.rows), opt)
	case ExportIdFix:
		rows := s.comparison(q.Compare).rows
		n, err = int64(rows.Len()), idfix.WriteCSV(&out, rows)
	case ExportChanges:
		if q.Changes.Sources == nil {
			q.Changes.Sources = s.hashedSources()
		}
		q.Changes.Semicolon = q.Semicolon
		return s.ChangeFile(s.changeSet(), q.Changes)
	case ExportReport:
		return s.Report(q.Report, nil)
	default:
		var known bool
		if n, known, err = s.exportTable(&out, q.What, opt); !known {
			return nil, failure("unknown-request")
		}
	}
	if err != nil {
		return nil, failure("export", message.Text("reason", err.Error()))
	}
	return &ExportResult{
		Name: "presync-" + q.What + ".csv", Type: "text/csv;charset=utf-8", Rows: n, Data: out.Bytes(),
	}, nil
}

func (s *Session) findingRecords(rows []uint32) iter.Seq[report.Finding] {
	return func(yield func(report.Finding) bool) {
		for _, n := range rows {
			if !yield(s.findingRecord(n)) {
				return
			}
		}
	}
}

func (s *Session) findingRecord(n uint32) report.Finding {
	f := s.checked.At(int(n))
	row := s.findingRow(n)
	at := s.onprem.Location(f.Object)
	rec := report.Finding{
		DN: row.DN, CN: row.CN, Class: row.Class, Attribute: row.Attribute, Value: row.Value,
		Rule: row.Rule, Title: rules.Catalogue()[f.Rule].Title, Severity: row.Severity,
		Why: s.checked.Explain(f).String(), Proposal: row.Proposal,
		File: s.onprem.Files[at.File].Name, Line: int64(at.Line),
	}
	if p, ok := s.checked.Propose(f); ok {
		rec.Confidence, rec.Reason = confidence(p), p.Reason.String()
	}
	rec.Holders = strings.Join(s.holderNames(f), "\n")
	return rec
}

// holderNames lists the distinguished names of all objects that hold the
// contested value of a finding, each once.
func (s *Session) holderNames(f rules.Finding) []string {
	if f.Group == 0 {
		return nil
	}
	var out []string
	seen := map[directory.ID]bool{}
	for _, ref := range s.checked.Holders(f.Group) {
		if id := s.onprem.Owner(ref); !seen[id] {
			seen[id] = true
			out = append(out, s.onprem.Text(id, directory.DN))
		}
	}
	return out
}

func (s *Session) matchRecords(rows []uint32) iter.Seq[report.Match] {
	return func(yield func(report.Match) bool) {
		for _, n := range rows {
			if !yield(s.matchRecord(n)) {
				return
			}
		}
	}
}

func (s *Session) matchRecord(n uint32) report.Match {
	v := s.matched.At(int(n))
	row := s.matchRow(n)
	rec := report.Match{
		DN: row.DN, Name: row.Name, Class: row.Class, Outcome: row.Outcome, Row: row.Row,
		Also: strings.Join(row.Also, " "), Severity: row.Severity, CloudID: row.CloudID, Cloud: row.Cloud,
		Keys: strings.Join(row.Keys, " "), Explanation: s.matched.Explain(v).String(), Remedy: s.matched.Remedy(v).String(),
	}
	var assumed []string
	for _, a := range s.matched.Assumptions(v) {
		assumed = append(assumed, a.String())
	}
	rec.Assumptions = strings.Join(assumed, "\n")
	return rec
}

// EachFinding yields every finding with all its holders, in the order of the
// file. Other findings of the object are left out: they come by themselves.
func (s *Session) EachFinding() iter.Seq[*FindingDetail] {
	return func(yield func(*FindingDetail) bool) {
		for n := range s.checked.Len() {
			if !yield(s.finding(uint32(n), s.checked.Len())) {
				return
			}
		}
	}
}

// EachMatch yields every verdict with its details: on-premises objects in the
// order of the file, then the cloud objects that nobody claims.
func (s *Session) EachMatch() iter.Seq[*MatchDetail] {
	return func(yield func(*MatchDetail) bool) {
		for n := range s.matched.Len() {
			if d, fail := s.Match(uint32(n)); fail != nil || !yield(d) {
				return
			}
		}
	}
}

// ParseList reads a list typed or pasted by a user: one entry a line, blanks at
// the ends taken off. "#" begins a comment at the start of a line or behind a
// blank; inside a word it is part of it, as in the user name of a guest.
func ParseList(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		line = " " + strings.ReplaceAll(line, "\t", " ")
		line, _, _ = strings.Cut(line, " #")
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
