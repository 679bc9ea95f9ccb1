//go:build js && wasm

package ui

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hexops/vecty"

	"presync/core/ingest"
	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// lacks reports whether something cannot be judged for want of a column.
func lacks(c *ingest.NeededColumn) bool { return len(c.Rules)+len(c.Verdicts) > 0 }

// completeness shows which of the columns that rules and verdicts need a file has, and
// what cannot be judged without the others.
func completeness(f *ingest.Report) dom.Part {
	if f.Completeness == nil {
		return nil
	}
	all := slices.Clone(f.Completeness.Columns)
	slices.SortStableFunc(all, func(a, b ingest.NeededColumn) int { return cmp.Compare(columnGravity(&a), columnGravity(&b)) })
	present, open := 0, false
	for i := range all {
		if s := all[i].State; s == ingest.ColumnPresent || s == ingest.ColumnEmpty {
			present++
		}
		open = open || lacks(&all[i])
	}
	return dom.El("details", dom.Class("completeness"), dom.Test("completeness"), dom.Flag("open", open),
		dom.El("summary", text("ui.complete.title", message.Num("n", present), message.Num("all", len(all)))),
		scrolling("ui.complete.label", dom.El("table", dom.Class("plain"),
			dom.El("thead", dom.El("tr", dom.El("th", text("ui.complete.column")), dom.El("th", text("ui.complete.state")),
				dom.El("th", dom.Class("num"), text("ui.columns.filled")), dom.El("th", text("ui.complete.lacks")))),
			dom.El("tbody", dom.Each(all, func(c ingest.NeededColumn) *vecty.HTML { return neededColumn(f, &c) })))))
}

// columnSeverity is how grave the state of a column is.
func columnSeverity(c *ingest.NeededColumn) string {
	switch {
	case c.State == ingest.ColumnPresent:
		return session.SeverityOK
	case c.State == ingest.ColumnLost:
		return session.SeverityError
	case lacks(c):
		return session.SeverityWarning
	}
	return session.SeverityInfo
}

// columnGravity orders columns, those that are missed most first.
func columnGravity(c *ingest.NeededColumn) int { return gravity[columnSeverity(c)] }

func neededColumn(f *ingest.Report, c *ingest.NeededColumn) *vecty.HTML {
	severity := columnSeverity(c)
	var questions []string
	for _, q := range c.Verdicts {
		questions = append(questions, t("question."+string(q)))
	}
	share := "–"
	if c.State == ingest.ColumnPresent || c.State == ingest.ColumnEmpty {
		share = filled(c.Filled, f.Objects)
	}
	return dom.El("tr", dom.Test("needed-column"), dom.Attr("data-attribute", c.Attribute), dom.Attr("data-state", string(c.State)),
		dom.El("th", dom.Attr("scope", "row"), dom.Class("mono"), dom.Text(c.Attribute)),
		dom.El("td", dom.El("span", dom.Class("sev", "sev-"+severity), icon(severity), text("ui.complete."+string(c.State)))),
		dom.El("td", dom.Class("num"), dom.Text(share)),
		dom.El("td", dom.El("span", dom.Class("block"), dom.Flag("hidden", len(questions) == 0), dom.Text(strings.Join(questions, "; "))),
			dom.El("span", dom.Class("rule-links"), dom.Each(c.Rules, func(id string) *vecty.HTML {
				return dom.Link(ToRule(id).String(), dom.Attr("title", ruleTitle(id)), dom.Text(id))
			}))))
}

// helpsToExport are the diagnostics that another export puts right.
var helpsToExport = map[string]bool{
	"no-anchor": true, "no-anchor-ldifde": true, "columns-missing": true, "type-name": true, "columns-not-requested": true,
	"question-marks": true, "misread-text": true, "page-limit": true, "encoding-guessed": true, "next-link": true, "no-header": true,
	"unknown-header": true, "no-objects": true, "not-export": true, "spreadsheet": true, "spreadsheet-error": true, "markup": true,
	"class-unknown": true, "guid-order-text": true, "guid-order-stored": true, "ldif-change-file": true, "ldif-range": true,
}

// exportAgain shows the command that makes a complete export of this kind, where
// something is missing.
func exportAgain(i int, f *ingest.Report) dom.Part {
	needed := false
	for _, d := range f.Diagnostics {
		needed = needed || helpsToExport[d.Code]
	}
	command := ingest.CommandFor(f)
	if c := f.Completeness; c != nil {
		command = c.Command
		for i := range c.Columns {
			needed = needed || lacks(&c.Columns[i])
		}
	}
	if !needed {
		return nil
	}
	return dom.El("div", dom.Class("file-command"), dom.Test("file-command"),
		dom.El("p", dom.Class("strong"), text("ui.complete.command")),
		commandBox("file-command-"+message.Group(int64(i)), ingest.CommandByName(command)))
}
