package main

import (
	"errors"
	"fmt"
	"io"

	"presync/core/ingest"
	"presync/core/message"
	"presync/core/rules"
	"presync/core/session"
)

func errorOf(f *session.Failure) error { return errors.New(f.Text.String() + " " + f.Advice.String()) }

// writeSummary prints what the overview of the page shows.
func writeSummary(w io.Writer, o *session.Overview) {
	for _, f := range o.Files {
		writeFile(w, f)
	}
	r := o.Readiness
	if r.InScope > 0 {
		fmt.Fprintf(w, "\nReady: %s of %s objects in scope (%s); %s with errors, %s of the ready ones with warnings\n",
			message.Group(r.Ready), message.Group(r.InScope),
			message.Permille("", int(1000*r.Ready/r.InScope)), message.Group(r.Errors), message.Group(r.Warnings))
	}
	writeCounts(w, "Findings by severity", o.Severities)
	writeCounts(w, "Findings by attribute", o.Attributes)
	fmt.Fprintf(w, "\nFindings by rule\n")
	for _, c := range o.Rules {
		if c.N > 0 {
			fmt.Fprintf(w, "%10s  %-7s  %-8s %s\n", message.Group(c.N), c.Severity, c.Rule, rules.ByID(c.Rule).Title)
		}
	}
	fmt.Fprintf(w, "\nVerdicts\n")
	for _, c := range o.Outcomes {
		fmt.Fprintf(w, "%10s  %-7s  %-5s %s\n", message.Group(c.N), c.Severity, c.Row, c.Outcome)
	}
	writeCounts(w, "Out of scope by filter", o.OutOfScope)
	if len(o.NotChecked) > 0 {
		fmt.Fprintf(w, "\nNot checked, because a column is missing\n")
		for _, n := range o.NotChecked {
			fmt.Fprintf(w, "%10s  %-8s needs %s\n", message.Group(n.Objects), n.Rule, n.Attribute)
		}
	}
}

func writeFile(w io.Writer, f ingest.Report) {
	shape := message.English.T("shape." + string(f.Shape))
	if f.Shape == ingest.ShapeUnknown {
		shape = "not recognised"
	}
	fmt.Fprintf(w, "%s: %s, %s, %s, %s objects, %s records skipped\n",
		f.Name, f.Role, shape, f.Encoding, message.Group(f.Objects), message.Group(f.Skipped))
	for _, d := range f.Diagnostics {
		place := ""
		if d.Line > 0 {
			place = fmt.Sprintf(" (line %d)", d.Line)
		}
		fmt.Fprintf(w, "    %s%s %s\n", d.Text, place, d.Advice)
	}
}

func writeCounts(w io.Writer, title string, counts []session.Count) {
	if len(counts) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", title)
	for _, c := range counts {
		fmt.Fprintf(w, "%10s  %s\n", message.Group(c.N), c.Key)
	}
}
