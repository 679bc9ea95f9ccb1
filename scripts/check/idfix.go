package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"presync/core/message"
	"presync/core/rules"
	"presync/core/rules/idfix"
	"presync/core/session"
)

// The names of the rule sets.
const (
	profileEntra     = "entra"
	profileIdFix     = "idfix"
	profileDedicated = "idfix-dedicated"
)

// chooseProfile settles the rule set and the formats that it has.
func (c *config) chooseProfile(profile, compare, tlds string) error {
	if compare != "" {
		left, right, _ := strings.Cut(compare, ",")
		if left != profileIdFix && left != profileDedicated || right != profileEntra {
			return fmt.Errorf("-compare-profiles %q: choose idfix,entra or idfix-dedicated,entra", compare)
		}
		c.compare, profile = true, left
	}
	formats := []string{"summary", "findings", "match", "csv", "load", "objects", "report", "json", "html"}
	if c.baseline != "" {
		formats = []string{"summary", "text", "json", "report", "html"}
	}
	switch profile {
	case profileEntra:
		if c.decide != "" || c.remedies != nil {
			formats = changeFormats
		}
	case profileIdFix, profileDedicated:
		c.asIdFix = true
		c.idfix.Dedicated = profile == profileDedicated
		formats = []string{"idfix", "csv"}
		if c.format == "summary" {
			c.format = "idfix"
		}
		if c.decide != "" || c.remedies != nil {
			return errors.New("-decide and -remedies go with the profile entra")
		}
	default:
		return fmt.Errorf("unknown profile %q: choose entra, idfix or idfix-dedicated", profile)
	}
	if c.format == "json" && c.baseline == "" && profile == profileEntra && c.decide == "" {
		c.format = "report"
	}
	if !slices.Contains(formats, c.format) {
		return fmt.Errorf("unknown format %q: profile %s has %s", c.format, profile, strings.Join(formats, ", "))
	}
	if tlds == "" {
		return nil
	}
	text, err := os.ReadFile(tlds)
	if err != nil {
		return fmt.Errorf("the list of top-level domains: %w", err)
	}
	c.idfix.TopLevelDomains = session.ParseList(string(text))
	return nil
}

// writeIdFix prints IdFix's rows, as JSON lines with a last line of totals, or as
// its CSV.
func (c *config) writeIdFix(w *bufio.Writer, s *session.Session, stderr io.Writer) error {
	r := idfix.Run(s.OnPrem(), c.idfix, nil)
	c.idfixRows = r.Len()
	for _, n := range r.Notes() {
		fmt.Fprintln(stderr, "check:", n.Text)
		if !n.Advice.IsZero() {
			fmt.Fprintln(stderr, "check:", n.Advice)
		}
	}
	if c.format == "csv" {
		return idfix.WriteCSV(w, r)
	}
	var line []byte
	for i := range r.Len() {
		row := r.At(i)
		line = append(row.AppendJSON(line[:0]), '\n')
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	_, err := w.Write(append(r.Totals().AppendJSON(line[:0]), '\n'))
	return err
}

// maxExamples is the number of examples that a comparison shows of each reason.
const maxExamples = 3

// writeComparison prints what IdFix would report and presync does not, and the
// reverse, by reason.
func writeComparison(w io.Writer, s *session.Session, opt idfix.Options) {
	r := idfix.Run(s.OnPrem(), opt, nil)
	c := idfix.Compare(r, s.Rules())
	t := message.English
	fmt.Fprintf(w, "Reported by both: %s\n", message.Group(int64(c.Both)))
	for _, d := range c.Differences {
		side := "only presync"
		if d.Reason.OnlyIdFix() {
			side = "only IdFix"
		}
		fmt.Fprintf(w, "\n%s  %s: %s\n%s\n", message.Group(int64(len(d.Items))), side, t.T(d.Reason.TitleID()), t.T(d.Reason.TextID()))
		for _, i := range d.Items[:min(maxExamples, len(d.Items))] {
			if d.Reason.OnlyIdFix() {
				row := r.At(int(i))
				fmt.Fprintf(w, "    %s  %s  %q  %s\n", row.DN, row.Attribute, row.Value, row.Errors)
				continue
			}
			fmt.Fprintf(w, "    %s\n", describe(s, int(i)))
		}
	}
}

// describe is a finding in one line.
func describe(s *session.Session, n int) string {
	d, fail := s.Finding(uint32(n))
	if fail != nil {
		return fail.Text.String()
	}
	return fmt.Sprintf("%s  %s  %q  %s: %s", d.Row.DN, d.Row.Attribute, d.Row.Value, d.Row.Rule, rules.ByID(d.Row.Rule).Title)
}
