//go:build js && wasm

package ui

import (
	"github.com/hexops/vecty"

	"presync/core/match"
	"presync/core/message"
	"presync/core/rules"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// outcomeEntry is a row of the decision table in the list of all.
func outcomeEntry(r match.Row) *vecty.HTML {
	severity := r.Severity().String()
	return dom.El("li", dom.Test("outcome-entry"), dom.Link(ToRule(r.String()).String(), dom.Class("rule-entry", "outcome-entry"),
		dom.El("span", dom.Class("badge", "sev", "sev-"+severity), icon(severity), text("severity."+severity)),
		dom.El("span", dom.Class("rule-title"), text(r.TitleID()), dom.El("span", dom.Class("muted", "small", "block"), text(r.WhenID()))),
		dom.El("span", dom.Class("mono", "muted"), dom.Text(r.String()))))
}

// viewOutcome is one row of the decision table in full.
func (a *app) viewOutcome(r match.Row) *vecty.HTML {
	found := dom.El("p", dom.Class("muted"), dom.Flag("hidden", !r.Beside()), text("ui.outcome.beside"))
	if a.phase == phaseReady && !r.Beside() {
		found = dom.El("p", dom.Link(To(ViewMatches, "row", r.String()).String(), dom.Class("button"), dom.Test("outcome-matches"),
			text("ui.outcome.matches", message.Num("n", a.matchesOf(r.String())))))
	}
	return dom.El("div", dom.Class("page", "narrow", "prose"),
		dom.El("p", dom.Link(ToRule(outcomesID).String(), dom.Class("back"), icon("left"), text("ui.outcomes.all"))),
		dom.El("h1", dom.ID("title"), dom.Attr("tabindex", "-1"), text(r.TitleID())),
		dom.El("dl", dom.Class("facts"),
			dom.El("div", dom.El("dt", text("ui.rule.severity")), dom.El("dd", badge(r.Severity().String()))),
			fact("ui.field.row", r.String()), fact("ui.outcome.code", r.Outcome())),
		found,
		dom.Parts(outcomeWords(r, "h2")...))
}

// matchesOf is the number of verdicts of a row.
func (a *app) matchesOf(row string) (n int64) {
	for _, c := range a.overview.Outcomes {
		if c.Row == row {
			n += c.N
		}
	}
	return n
}

// outcomeWords are when a row applies, what follows, what to do, and what that rests
// on, under headings of the given level.
func outcomeWords(r match.Row, heading string) []dom.Node {
	certainty := r.Certainty()
	return []dom.Node{
		dom.El(heading, text("ui.outcome.when")), dom.El("p", text(r.WhenID())),
		dom.El(heading, text("ui.outcome.then")), dom.El("p", text(r.ThenID())),
		dom.El(heading, text("ui.rule.fix")), dom.El("p", text(r.FixID())),
		dom.El(heading, text("ui.rule.sources")),
		dom.El("p", dom.Flag("hidden", certainty == ""), dom.Text(name("ui.certainty.", certainty))),
		documentList(r),
	}
}

// outcomeSection is what the reference says of the row of a verdict.
func outcomeSection(row string) *vecty.HTML {
	r := match.RowByName(row)
	if r == match.RowNone {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return section("ui.detail.outcome", dom.El("p", text(r.WhenID())), documentList(r), dom.El("p", outcomeLink(row)))
}

func documentList(r match.Row) *vecty.HTML {
	return dom.El("ul", dom.Class("sources"), dom.Each(r.Sources(), func(d *rules.Document) *vecty.HTML { return dom.El("li", documentLink(d)) }))
}

// outcomeLink leads to a row of the decision table in the reference.
func outcomeLink(row string) *vecty.HTML {
	return dom.Link(ToRule(row).String(), dom.Test("outcome-link"), text("ui.outcome.open", message.Text("row", row)))
}

// notes are what else holds for an object. The first of them are rows of the decision
// table, each with its place in the reference.
func notes(m *session.MatchDetail) *vecty.HTML {
	if len(m.Notes) == 0 {
		return dom.El("section", dom.Flag("hidden", true))
	}
	i := -1
	return section("ui.detail.notes", dom.El("ul", dom.Class("notes"), dom.Each(m.Notes, func(note message.Message) *vecty.HTML {
		if i++; i < len(m.Row.Also) {
			return dom.El("li", words(note), dom.Text(" "), outcomeLink(m.Row.Also[i]))
		}
		return dom.El("li", words(note))
	})))
}
