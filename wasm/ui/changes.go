//go:build js && wasm

package ui

import (
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// The parts of the view of changes beside the review.
const (
	partProblems = "problems"
	partFiles    = "files"
)

// review is what the view of changes shows beside its table.
type review struct {
	asked    bool
	problems []session.ChangeProblem
	trouble  *trouble
}

func changesPart(part string) Route { return To(ViewChanges, "part", part) }

func newChangesGrid(a *app) *grid {
	columns := []column{{id: "name"}, {id: "dn", tails: true}, {id: "attribute"}, {id: "action"}, {id: "before", differs: true},
		{id: "after", differs: true}, {id: "reason"}, {id: "note"}, {id: "back", button: "back"}}
	return newGrid(a, ViewChanges, columns, requestChanges)
}

func requestChanges(a *app, w wanted, done func(page, *session.Failure)) {
	r := w.route
	q := session.ChangesListQuery{Search: strings.TrimSpace(w.search), Class: r.Filters["class"], Attribute: r.Filters["attribute"],
		Action: r.Filters["action"], Offset: w.offset, Limit: w.limit, Facets: w.fresh}
	a.host.ask(session.Request{Changes: &q}, func(res *session.Response, _ js.Value) {
		if res.Changes == nil {
			done(page{}, res.Failure)
			return
		}
		c := res.Changes
		p := page{offset: c.Offset, total: c.Total, all: c.All, facets: c.Facets, rows: make([]gridRow, len(c.Rows))}
		for i := range c.Rows {
			p.rows[i] = changeRow(&c.Rows[i])
		}
		done(p, nil)
	})
}

func changeRow(c *session.ChangeRow) gridRow {
	before, after := Visible(c.Before), Visible(c.After)
	head, tail := common(before, after)
	marked := func(v string) cell {
		if v == "" {
			return cell{Text: "–", Class: "muted"}
		}
		if head+tail == 0 {
			return cell{Text: v, Class: "mono"}
		}
		return cell{Text: v[:head], Mark: v[head : len(v)-tail], Tail: v[len(v)-tail:], Class: "mono"}
	}
	row := gridRow{Cells: [dom.MaxCells]cell{
		{Text: Visible(c.Name), Class: "strong"},
		dnCell(c.DN),
		{Text: c.Attribute, Class: "mono"},
		{Text: t("ui.change." + c.Action), Class: "muted"},
		marked(before),
		marked(after),
		{Text: Visible(c.Reason)},
		{Text: Visible(c.Note), Class: "muted"},
		{Text: t("ui.decide.open")},
	}}
	if !c.First {
		row.Class = "row-more"
	}
	if c.Finding != nil {
		row.ID = itoa(*c.Finding)
	}
	return row
}

// takeBackRow takes the decision back that a row of the changes comes from.
func (a *app) takeBackRow(i int64) {
	id := a.changes.row(i).ID
	if id == "" || a.desk.waiting > 0 {
		return
	}
	a.changes.active = i
	a.focus = gridID
	a.decide(session.DecideRequest{Action: session.ActionOpen, Findings: []uint32{number(id)}}, func(*session.Effected) {
		a.tell(t("ui.decisions.taken-back"))
	})
}

// reviews reports whether the view of changes shows its table.
func (a *app) reviews() bool { return a.desk.state.Decided > 0 && a.route.One("part") == "" }

// show asks for the problems when they are to be seen.
func (v *review) show(a *app) {
	if a.route.View != ViewChanges || a.route.One("part") != partProblems || v.asked || a.desk.state.Problems == 0 {
		return
	}
	v.asked = true
	serial := a.desk.state.Serial
	a.host.ask(session.Request{Changes: &session.ChangesListQuery{Problems: true, Limit: 1}}, func(res *session.Response, _ js.Value) {
		if serial != a.desk.state.Serial {
			return
		}
		if res.Changes == nil {
			v.trouble = failed(res.Failure)
		} else {
			v.problems = res.Changes.Problems
		}
		a.update()
	})
}

// viewChanges shows the problems, the files, or how to begin. The review is a table
// like the others.
func (a *app) viewChanges() *vecty.HTML {
	if a.desk.state.Decided == 0 && (a.route.One("part") != partFiles || a.matches.marked() == 0) {
		return dom.El("div", dom.Class("page", "narrow"), viewTitle("ui.changes.none"),
			dom.El("p", dom.Class("lead"), text("ui.changes.none.lead")), a.firstStep(),
			dom.El("ul", dom.Class("notes"), dom.Each([]string{"one", "many", "keep"}, func(id string) *vecty.HTML {
				return dom.El("li", text("ui.changes.how."+id))
			})),
			dom.El("p", dom.Link(To(ViewFindings).String(), text("ui.changes.to-findings"))))
	}
	body := a.problemCard()
	if a.route.One("part") == partFiles {
		body = a.changeFiles()
	}
	return dom.El("div", dom.Class("page", "narrow"), viewTitle("ui.nav.changes"), dom.El("div", a.changesSwitch()), body)
}

// changesSwitch leads to the parts of the view.
func (a *app) changesSwitch() *vecty.HTML {
	present := a.route.One("part")
	part := func(to Route, label string, n int64, hidden bool) *vecty.HTML {
		return dom.Link(to.String(), dom.Class("button"), dom.State("aria-current", to.One("part") == present), dom.Flag("hidden", hidden),
			dom.Test("part-"+to.One("part")), text(label), dom.El("span", dom.Class("muted"), dom.Flag("hidden", n == 0), dom.Text(message.Group(n))))
	}
	d := &a.desk.state
	return dom.El("div", dom.Class("steps"), dom.Attr("role", "group"), dom.Attr("aria-label", t("ui.nav.changes")),
		part(changesPart(partProblems), "ui.changes.problems", d.Problems, d.Problems == 0 && present != partProblems),
		part(To(ViewChanges), "ui.changes.review", d.Changes, false),
		part(changesPart(partFiles), "ui.changes.files", 0, false))
}

// problemsShown is how many problems the engine lists.
const problemsShown = 200

// problemCard lists the decisions that have no effect, with what can be done.
func (a *app) problemCard() *vecty.HTML {
	v := &a.desk.review
	n := a.desk.state.Problems
	if v.trouble != nil {
		return dom.El("div", a.troubleBox(v.trouble))
	}
	if n == 0 {
		return dom.El("section", dom.Class("card"), dom.El("p", text("ui.changes.no-problems")))
	}
	return dom.El("section", dom.Class("card"), dom.Attr("aria-labelledby", "problems"),
		dom.El("h2", dom.ID("problems"), text("ui.changes.problems-title", message.Num("n", n))),
		dom.El("p", dom.Class("muted"), text("ui.changes.problems-note", message.Num("n", n))),
		dom.El("ul", dom.Class("plans"), dom.Each(v.problems, func(p session.ChangeProblem) *vecty.HTML {
			return dom.El("li", dom.Class("plan"), dom.Test("problem"),
				dom.El("p", dom.Class("plan-name"), dom.El("span", dom.Class("mono"), dom.Text(p.Attribute)),
					dom.El("span", dom.Class("block", "muted", "small"), dom.Text(Visible(p.DN)))),
				dom.El("div", dom.Class("plan-words"), dom.El("p", words(p.Text)),
					dom.El("p", dom.Link(To(ViewFindings, "object", itoa(p.Object)).String(), text("ui.changes.problem-open")))))
		})),
		dom.El("p", dom.Class("muted"), dom.Flag("hidden", n <= problemsShown), text("ui.changes.problems-more", message.Num("n", problemsShown))))
}

// firstStep offers what is best done first, and says how far the work has come.
func (a *app) firstStep() *vecty.HTML {
	d := &a.desk.state
	all := a.overview.Findings
	note, safe, open := t("ui.first.note"), "button primary", "button"
	if d.Decided > 0 {
		safe, open = open, safe
		note = t("ui.first.progress", message.Num("n", d.Decided), message.Num("all", all))
	}
	return dom.El("section", dom.Class("first-step"), dom.Flag("hidden", all == 0), dom.Attr("aria-label", t("ui.first")), dom.Test("first-step"),
		dom.El("p", dom.Text(note)),
		dom.El("div", dom.Class("actions"),
			dom.Button("accept-safe", "", dom.Class(safe), dom.Test("accept-safe"), text("ui.first.safe")),
			dom.Link(To(ViewFindings, "decision", session.DecisionOpen).String(), dom.Class(open), text("ui.first.open"))))
}
