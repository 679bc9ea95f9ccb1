//go:build js && wasm

package ui

import (
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// previewID is the id of the dialog that a bulk decision has to pass.
const (
	previewID     = "bulk"
	previewNoteID = "bulk-note"
)

// preview is a decision about many findings that waits for a yes.
type preview struct {
	open    bool
	turn    int // tells one preview from another
	request session.DecideRequest
	effect  *session.Effected // what it would do, once known
	trouble *trouble
	running bool // it is being carried out
	clears  bool // the selection is used up by it
}

// propose shows what a decision would touch and asks for a yes.
func (a *app) propose(q session.DecideRequest, clears bool) {
	q.Trial = true
	turn := a.desk.preview.turn + 1
	a.desk.preview = preview{open: true, turn: turn, request: q, clears: clears}
	a.host.ask(session.Request{Decide: &q}, func(res *session.Response, _ js.Value) {
		p := &a.desk.preview
		if !p.open || p.turn != turn {
			return
		}
		if res.Decisions == nil {
			p.trouble = failed(res.Failure)
		} else {
			p.effect = res.Decisions.Effect
		}
		a.update()
	})
	a.update()
	dom.NextFrame(a.report, func() { // it is rendered by then
		dom.ShowModal(previewID)
		dom.Focus("bulk-title")
	})
}

// proposeSafe is the first step that is offered: every safe proposal that nothing
// was decided about.
func (a *app) proposeSafe() {
	a.propose(session.DecideRequest{
		Action: session.ActionAcceptSafe,
		Filter: &session.FindingsFilter{Decision: []string{session.DecisionOpen}},
	}, false)
}

// proposeMarked is a decision about the selected rows of the findings.
func (a *app) proposeMarked(action string) {
	g := a.findings
	q := session.DecideRequest{Action: action}
	if m := &g.marks; m.all {
		f := findingsFilter(g.route, g.search)
		q.Filter, q.Except = &f, m.ids
	} else {
		q.Findings = m.ids
	}
	if g.marked() > 0 {
		a.propose(q, true)
	}
}

// confirm carries the decision out.
func (a *app) confirm() {
	p := &a.desk.preview
	if !p.ready() {
		return
	}
	p.running = true
	q := p.request
	q.Trial = false
	a.amend(session.Request{Decide: &q}, func(d *session.Decisions) {
		clears := d != nil && a.desk.preview.clears
		dom.CloseDialog(previewID)
		if clears {
			a.findings.marks.clear()
			a.findings.update()
		}
		if d != nil {
			a.tell(effect(d.Effect))
		}
	})
	a.update()
}

// ready reports whether there is something to say yes to.
func (p *preview) ready() bool {
	return p.open && !p.running && p.effect != nil && p.effect.Decided+p.effect.Replaced > 0
}

// closedPreview takes over that the dialog was closed, in whatever way.
func (a *app) closedPreview() {
	if p := &a.desk.preview; p.open {
		if p.running && p.clears {
			a.focus = gridID // the button that led here is gone
		}
		*p = preview{turn: p.turn}
		a.update()
	}
}

// viewPreview is the dialog, empty while it is closed.
func (a *app) viewPreview() *vecty.HTML {
	p := &a.desk.preview
	return dom.El("dialog", dom.ID(previewID), dom.Class("dialog"), dom.Attr("aria-labelledby", "bulk-title"), dom.Test(previewID),
		dom.Do("dialog", previewID), dom.If(p.open, a.previewBox(p)))
}

func (a *app) previewBox(p *preview) dom.Part {
	body := dom.El("p", dom.Class("muted"), dom.Attr("role", "status"), text("ui.preview.looking"))
	switch {
	case p.trouble != nil:
		body = dom.El("div", a.troubleBox(p.trouble))
	case p.effect != nil:
		body = touched(p.effect)
	}
	label := t("ui.preview.confirm")
	if p.effect != nil {
		label = t("ui.preview.confirm-n", message.Num("n", p.effect.Decided+p.effect.Replaced))
	}
	if p.running {
		label = t("ui.preview.running")
	}
	return dom.El("div", dom.Class("dialog-box"), dom.State("aria-busy", p.running || p.effect == nil && p.trouble == nil),
		dom.El("div", dom.Class("dialog-head"),
			dom.El("h2", dom.ID("bulk-title"), dom.Attr("tabindex", "-1"), text("ui.preview."+p.request.Action)),
			dom.Button("close-dialog", previewID, dom.Class("button", "quiet", "round"),
				dom.Attr("aria-label", t("ui.preview.cancel")), dom.Attr("title", t("ui.preview.cancel")), icon("close"))),
		dom.El("p", dom.Class("muted"), text("ui.preview."+p.request.Action+".note")),
		body,
		dom.El("label", dom.Class("field-row"), dom.Flag("hidden", p.request.Action == session.ActionOpen),
			dom.El("span", dom.Class("field-label"), text("ui.decision.note")),
			dom.El("input", dom.ID(previewNoteID), dom.Attr("type", "text"), dom.Class("field"), dom.Test(previewNoteID), dom.Attr("autocomplete", "off"),
				dom.Attr("maxlength", "1000"), dom.OnInput(previewNoteID), dom.Value(p.request.Note))),
		dom.El("div", dom.Class("actions"),
			dom.Button("confirm", "", dom.Class("button", "primary"), dom.Test("bulk-confirm"), dom.Off(!p.ready()), dom.Text(label)),
			dom.Button("close-dialog", previewID, dom.Class("button"), dom.Test("bulk-cancel"), text("ui.preview.cancel"))))
}

// touched says in numbers and examples what a decision touches.
func touched(e *session.Effected) *vecty.HTML {
	var lines vecty.List
	line := func(id string, n int64) {
		if n > 0 {
			lines = append(lines, dom.El("li", text(id, message.Num("n", n))))
		}
	}
	line("ui.preview.decided", e.Decided)
	line("ui.preview.replaced", e.Replaced)
	line("ui.preview.same", e.Same)
	if len(lines) == 0 && e.Skipped == 0 {
		lines = vecty.List{dom.El("li", text("ui.preview.nothing"))}
	}
	if e.Skipped > 0 {
		lines = append(lines, dom.El("li", text("ui.preview.skipped", message.Num("n", e.Skipped)),
			dom.El("ul", dom.Class("notes", "muted"), dom.Each(e.Reasons, func(c session.Count) *vecty.HTML {
				return dom.El("li", text("decision.skipped."+c.Key, message.Num("n", c.N)))
			}))))
	}
	return dom.El("div", dom.Class("panel-group"),
		dom.El("ul", dom.Class("notes"), dom.Test("bulk-counts"), lines),
		dom.El("div", dom.Class("panel-section"), dom.Flag("hidden", len(e.Sample) == 0),
			dom.El("h3", text("ui.preview.examples")),
			dom.El("div", dom.Class("scroll-x"), dom.El("table", dom.Class("plain", "examples"),
				dom.El("thead", dom.El("tr", dom.El("th", text("ui.column.cn")), dom.El("th", text("ui.column.attribute")),
					dom.El("th", text("ui.column.before")), dom.El("th", text("ui.column.after")))),
				dom.El("tbody", dom.Each(e.Sample, exampleRow))))))
}

// exampleRow is a finding before and after a decision.
func exampleRow(f session.FindingRow) *vecty.HTML {
	before, after := Visible(f.Value), Visible(f.NewValue)
	switch f.Decision {
	case actionRemove:
		after = t("ui.change.removed")
	case actionKeep, actionIgnore, "":
		after = t("ui.change.stays")
	}
	return dom.El("tr", dom.Test("example"), dom.El("th", dom.Attr("scope", "row"), dom.Text(Visible(f.CN))),
		dom.El("td", dom.Class("mono"), dom.Text(f.Attribute)),
		dom.El("td", dom.Class("mono"), dom.Text(orDash(before))),
		dom.El("td", dom.Class("mono"), dom.Text(orDash(after))))
}
