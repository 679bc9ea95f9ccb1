package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"presync/core/message"
	"presync/core/report"
	"presync/core/session"
)

// checkReport checks the flags of reports.
func (c *config) checkReport() error {
	switch c.reportQuery.Level {
	case report.LevelFull, report.LevelFindings, report.LevelSummary:
		return nil
	}
	return fmt.Errorf("-level %q: choose full, findings or summary", c.reportQuery.Level)
}

// openBaseline reads the report to compare with.
func (c *config) openBaseline(s *session.Session) error {
	if c.baseline == "" {
		return nil
	}
	f, err := os.Open(c.baseline)
	if err != nil {
		return fmt.Errorf("the report to compare with: %w", err)
	}
	defer f.Close() // only read from
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("the report to compare with: %w", err)
	}
	d, err := report.Read(f, info.Size())
	if err != nil {
		return fmt.Errorf("%s: %w", c.baseline, err)
	}
	s.SetBaseline(d)
	return nil
}

// writeReport writes the run as JSON, or as an HTML file to hand over. The files are
// read once more for their hashes.
func (c *config) writeReport(w io.Writer, s *session.Session) error {
	inOrder(func(open func(name string) (io.Reader, error)) {
		s.Hash(func(i int) (io.Reader, error) { return open(s.Sources()[i].Name) }, nil)
	})
	q := c.reportQuery
	if q.Masked {
		q.Salt = make([]byte, 16)
		rand.Read(q.Salt) // never fails
	}
	if c.format == "html" {
		_, err := report.WriteHTML(w, s.Document(q), report.HTMLOptions{Rows: c.rows})
		return err
	}
	return report.Write(w, s.Document(q))
}

// writeSince prints the comparison with the earlier run.
func (c *config) writeSince(w io.Writer, s *session.Session) error {
	d := s.Diff()
	if c.format == "json" {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(d.Comparison)
	}
	fmt.Fprintf(w, "Compared with the report of %s\n", d.Made)
	for _, note := range d.Notes {
		fmt.Fprintf(w, "  %s\n", note)
	}
	if d.TotalsOnly != "" {
		fmt.Fprintf(w, "  %s\n", message.English.T("since.totals."+d.TotalsOnly))
	}
	columns := []string{"before", "same", "changed", "fixed", "gone", "unchecked", "new", "now"}
	for _, name := range columns {
		fmt.Fprintf(w, "%10s", name)
	}
	fmt.Fprintln(w, "  findings")
	writeChange(w, d.Findings, "all")
	for _, r := range d.Rules {
		writeChange(w, r.Change, fmt.Sprintf("%-7s  %-8s %s", r.Severity, r.Rule, r.Title))
	}
	if d.TotalsOnly != "" {
		return nil
	}
	fmt.Fprintf(w, "\nObjects: %s in both, %s of them renamed; %s new, %s gone\n",
		message.Group(d.Objects.Same), message.Group(d.Objects.Renamed), message.Group(d.Objects.New), message.Group(d.Objects.Gone))
	if len(d.Verdicts) > 0 {
		fmt.Fprintln(w, "\nVerdicts, before and now")
	}
	same := int64(0)
	for _, v := range d.Verdicts {
		if v.Before == v.After {
			same += v.N
			continue
		}
		fmt.Fprintf(w, "%10s  %s -> %s\n", message.Group(v.N), outcomeName(v.Before, v.BeforeTitle), outcomeName(v.After, v.AfterTitle))
	}
	if len(d.Verdicts) > 0 {
		fmt.Fprintf(w, "%10s  the same as before\n", message.Group(same))
	}
	return nil
}

func writeChange(w io.Writer, c report.Change, name string) {
	for _, n := range []int64{c.Before, c.Same, c.Changed, c.Fixed, c.Gone, c.Unchecked, c.New, c.After} {
		fmt.Fprintf(w, "%10s", message.Group(n))
	}
	fmt.Fprintf(w, "  %s\n", name)
}

func outcomeName(row, title string) string {
	if row == "" {
		return "no object"
	}
	return row + " " + title
}
