//go:build js && wasm

package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/hexops/vecty"

	"presync/core/ingest"
	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

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

// exportAgain shows the commands that make complete exports of this kind, where that
// would help.
func exportAgain(i int, f *ingest.Report) dom.Part {
	list := commandsFor(f)
	if len(list) == 0 {
		return nil
	}
	return dom.El("div", dom.Class("file-command"), dom.Test("file-command"),
		dom.El("p", dom.Class("strong"), text("ui.complete.command")),
		dom.Each(list, func(c *ingest.Command) *vecty.HTML {
			return commandBox("file-"+strconv.Itoa(i)+"-"+c.Name, c)
		}))
}
