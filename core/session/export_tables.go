package session

import (
	"io"
	"iter"
	"strings"

	"presync/core/directory"
	"presync/core/message"
	"presync/core/report"
	"presync/core/rules"
)

// Further tables that can be exported as CSV. They hold all their rows.
const (
	ExportAccounts = "accounts"
	ExportObjects  = "objects"       // of the on-premises side
	ExportCloud    = "cloud-objects" // records of the cloud exports
	ExportFiles    = "files"
	ExportRules    = "rules"
)

// exportTable writes one of the further tables; false when there is none of the name.
func (s *Session) exportTable(w io.Writer, what string, opt report.Options) (n int64, known bool, err error) {
	switch what {
	case ExportAccounts:
		n, err = report.WriteCSV(w, s.accountLines(), opt)
	case ExportObjects:
		n, err = report.WriteCSV(w, s.objectLines(), opt)
	case ExportCloud:
		n, err = report.WriteCSV(w, s.cloudLines(), opt)
	case ExportFiles:
		n, err = report.WriteCSV(w, s.fileLines(), opt)
	case ExportRules:
		n, err = report.WriteCSV(w, s.ruleLines(), opt)
	default:
		return 0, false, nil
	}
	return n, true, err
}

func (s *Session) accountLines() iter.Seq[report.AccountLine] {
	return func(yield func(report.AccountLine) bool) {
		for n := range uint32(s.matched.CloudLen()) {
			r := s.accountRow(n)
			line := report.AccountLine{
				Name: r.Name, Label: r.Label, CloudID: r.CloudID, Class: r.Class, Fate: r.Fate, Meaning: message.English.T("ui.fate." + r.Fate),
				Outcome: r.Outcome, Row: r.Row, Severity: r.Severity, DN: r.DN, OnPrem: r.OnPrem,
			}
			if !yield(line) {
				return
			}
		}
	}
}

// objectLines lists the on-premises objects. Verdicts come in the order of the
// objects, so one pass over both is enough.
func (s *Session) objectLines() iter.Seq[report.ObjectLine] {
	return func(yield func(report.ObjectLine) bool) {
		next, found := 0, 0
		for id := range directory.ID(s.onprem.Len()) {
			line := place(s.onprem, id)
			line.ID = directory.GUIDText(s.onprem.Get(id, directory.ObjectGUID))
			if line.Scope = s.scope(id); line.Scope != "" {
				line.Reason = message.English.T("scope." + line.Scope)
			}
			for ; found < s.checked.Len() && s.checked.At(found).Object <= id; found++ {
				if s.checked.At(found).Object == id {
					line.Findings++
				}
			}
			for next < s.matched.Len() && s.matched.At(next).Object < id {
				next++
			}
			if next < s.matched.Len() && s.matched.At(next).Object == id {
				v := s.matchRow(uint32(next))
				line.Outcome, line.Row, line.Severity, line.Cloud = v.Outcome, v.Row, v.Severity, v.Cloud
			}
			if !yield(line) {
				return
			}
		}
	}
}

// cloudLines lists the records of the cloud exports; several may describe one object.
func (s *Session) cloudLines() iter.Seq[report.ObjectLine] {
	return func(yield func(report.ObjectLine) bool) {
		for id := range directory.ID(s.cloud.Len()) {
			line := place(s.cloud, id)
			line.ID = s.cloud.Text(id, directory.CloudID)
			if !yield(line) {
				return
			}
		}
	}
}

// place is what the lines of both sides have in common.
func place(store *directory.Store, id directory.ID) report.ObjectLine {
	at := store.Location(id)
	return report.ObjectLine{
		DN: store.Text(id, directory.DN), Name: store.Name(id), Class: store.Class(id).String(),
		File: store.Files[at.File].Name, Line: int64(at.Line),
	}
}

func (s *Session) fileLines() iter.Seq[report.FileLine] {
	return func(yield func(report.FileLine) bool) {
		sources := s.Sources()
		for _, r := range s.reports {
			line := report.FileLine{
				Name: r.Name, Side: r.Role.String(), Kind: message.English.T(r.Shape.TextID()), Encoding: r.Encoding, Delimiter: r.Delimiter,
				Bytes: r.Bytes, Objects: r.Objects, Repeated: r.Repeated, Skipped: r.Skipped,
			}
			if r.Source < len(sources) {
				line.SHA256 = sources[r.Source].SHA256
			}
			var remarks []string
			for _, d := range r.Diagnostics {
				remarks = append(remarks, d.Text.String()+" "+d.Advice.String())
			}
			line.Remarks = strings.Join(remarks, "\n")
			if !yield(line) {
				return
			}
		}
	}
}

func (s *Session) ruleLines() iter.Seq[report.RuleLine] {
	return func(yield func(report.RuleLine) bool) {
		for _, c := range s.overview.Rules {
			r := rules.ByID(c.Rule)
			line := report.RuleLine{
				Rule: c.Rule, Attribute: c.Attribute, Severity: c.Severity, Title: r.Title, Findings: c.N, Objects: c.Objects,
				NotChecked: c.NotChecked, Why: r.Why, Fix: r.Fix,
			}
			var sources []string
			for _, src := range r.Sources {
				sources = append(sources, src.Document.URL)
			}
			line.Sources = strings.Join(sources, "\n")
			if !yield(line) {
				return
			}
		}
	}
}
