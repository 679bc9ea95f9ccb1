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

const (
	valueID    = "new-value"
	noteID     = "note"
	decisionID = "decision"
)

// draft is a decision about the finding shown that is being made.
type draft struct {
	finding uint32
	value   string // for an edit
	typed   bool   // value is not what the page put there
	note    string
	trying  bool
	tried   *session.TryResult // what the rules say of value, nil while nobody knows
	trouble *trouble
}

// idfixWords are what IdFix calls the actions.
var idfixWords = map[string]string{actionEdit: "EDIT", actionRemove: "REMOVE", actionKeep: "COMPLETE"}

// newDraft begins with what was decided, else with the proposal or the value.
func newDraft(f *session.FindingDetail) draft {
	d := draft{finding: f.Row.Finding, value: f.Row.Value}
	if f.Proposal != nil && !f.Proposal.Remove {
		d.value = f.Proposal.Value
	}
	if f.Decision != nil {
		d.note = f.Decision.Note
		if f.Decision.Action == actionEdit {
			d.value = f.Decision.NewValue
		}
	}
	return d
}

// draftValue takes over what is typed for an edit and tries it when typing rests.
func (a *app) draftValue(s string) {
	k, d := &a.desk, &a.panel.draft
	d.value, d.typed, d.tried, d.trouble, d.trying = s, true, nil, nil, s != ""
	if k.tryOff != nil {
		k.tryOff()
		k.tryOff = nil
	}
	if s != "" {
		k.tryOff = dom.After(tryPause, a.report, a.tryValue)
	}
	k.updatePart()
}

// tryValue asks what the rules would say of the value.
func (a *app) tryValue() {
	k, d := &a.desk, &a.panel.draft
	k.tryOff = nil
	q := session.TryRequest{Finding: d.finding, Value: d.value}
	a.host.ask(session.Request{Try: &q}, func(res *session.Response, _ js.Value) {
		if d.finding != q.Finding || d.value != q.Value || !d.trying {
			return
		}
		d.trying = false
		if d.tried = res.Try; d.tried == nil {
			d.trouble = failed(res.Failure)
		}
		k.updatePart()
	})
}

func (k *desk) updatePart() {
	if k.part != nil {
		dom.Update(k.part)
	}
}

// passes reports whether the value was tried and nothing stands against it.
func (d *draft) passes() bool {
	if d.tried == nil || d.tried.Same || d.tried.Problem != nil {
		return false
	}
	for _, f := range d.tried.Findings {
		if f.Severity == session.SeverityError {
			return false
		}
	}
	return true
}

// useValue decides for the value typed. The key Enter uses only one that passes; for
// the others there is the button.
func (a *app) useValue(byKey bool) {
	d := &a.panel.draft
	if d.value == "" || d.trying || byKey && d.typed && !d.passes() {
		return
	}
	a.decideOne(actionEdit)
}

// decideOne decides about the finding shown.
func (a *app) decideOne(action string) {
	f, d := a.panel.finding, &a.panel.draft
	if f == nil || a.desk.waiting > 0 {
		return
	}
	q := session.DecideRequest{Findings: []uint32{f.Row.Finding}, Action: action, Note: strings.TrimSpace(d.note)}
	if action == actionEdit {
		q.Value = d.value
	}
	if dom.HasFocus(decisionID) {
		a.focus = decisionID
	}
	a.decide(q, func(e *session.Effected) {
		said := effect(e)
		if e.Skipped > 0 && len(e.Reasons) > 0 {
			said = t("decision.skipped."+e.Reasons[0].Key, message.Num("n", 1))
		}
		a.tell(said)
	})
}

// nextOpen goes to the next finding of the list about which nothing is decided.
func (a *app) nextOpen() {
	g := a.findings
	if a.grid() != g || !g.loaded {
		return
	}
	from := int64(0)
	if a.route.ID != "" {
		g.locate()
		from = max(0, g.active)
		if g.row(g.active).ID == a.route.ID {
			from++
		}
	}
	a.openFrom(from)
}

// openFrom opens the first undecided finding from a place on, and then from the
// beginning.
func (a *app) openFrom(from int64) {
	g := a.findings
	q := session.FindingsQuery{Filter: findingsFilter(g.route, g.search), Sort: g.route.Sort, Desc: g.route.Desc, Limit: 1, Open: &from}
	serial := g.serial
	a.desk.seeking = true
	a.update()
	a.host.ask(session.Request{Findings: &q}, func(res *session.Response, _ js.Value) {
		a.desk.seeking = false
		defer a.update()
		switch {
		case res.Findings == nil || serial != g.serial || a.grid() != g:
		case len(res.Findings.Rows) > 0:
			g.move(res.Findings.Offset)
			g.openID(itoa(res.Findings.Rows[0].Finding))
		case from > 0:
			a.openFrom(0)
		default:
			a.tell(t("ui.decision.all-decided"))
		}
	})
}

// decisionPart is the component with what is, and can be, decided about the finding
// shown. It is rendered alone while a value is typed.
type decisionPart struct {
	vecty.Core
	App *app `vecty:"prop"`
}

// Copy keeps Vecty from holding on to every earlier render.
func (p *decisionPart) Copy() vecty.Component { return &decisionPart{App: p.App} }

// Mount makes the part known to the page.
func (p *decisionPart) Mount() { p.App.desk.part = p }

// Unmount takes that back.
func (p *decisionPart) Unmount() {
	if p.App.desk.part == p {
		p.App.desk.part = nil
	}
}

// Render shows the decision, the proposal and what else can be done.
func (p *decisionPart) Render() vecty.ComponentOrHTML {
	a := p.App
	f := a.panel.finding
	if f == nil {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return dom.El("section", dom.Class("panel-section", "decision"), dom.ID(decisionID), dom.Attr("tabindex", "-1"),
		dom.Attr("aria-label", t("ui.decision.title")),
		dom.El("h3", text("ui.decision.title")),
		decided(f.Decision),
		dom.El("div", dom.Flag("hidden", accepted(f)), dom.If(!accepted(f), proposal(f.Proposal))),
		a.decisionButtons(f),
		a.editForm(f),
		dom.El("label", dom.Class("field-row"),
			dom.El("span", dom.Class("field-label"), text("ui.decision.note")),
			dom.El("input", dom.ID(noteID), dom.Attr("type", "text"), dom.Class("field"), dom.Test("note"), dom.Attr("autocomplete", "off"),
				dom.Attr("maxlength", "1000"), dom.OnInput("note"), dom.Value(a.panel.draft.note))))
}

// accepted reports whether the decision is what is proposed.
func accepted(f *session.FindingDetail) bool {
	d, p := f.Decision, f.Proposal
	return d != nil && p != nil && (d.Action == actionEdit && d.NewValue == p.Value || d.Action == actionRemove && p.Remove)
}

// decided tells what was decided.
func decided(d *session.DecisionView) *vecty.HTML {
	if d == nil {
		return dom.El("p", dom.Class("muted"), dom.Test("decided"), text("ui.decision.open"))
	}
	return dom.El("div", dom.Class("decided"), dom.Test("decided"),
		dom.El("p", dom.El("span", dom.Class("badge", "sev", "sev-ok"), icon("mark"), text("ui.decision."+d.Action)), dom.Text(" "),
			dom.El("span", dom.Class("mono"), dom.Flag("hidden", d.NewValue == ""), dom.Text(Visible(d.NewValue)))),
		dom.El("p", dom.Class("muted", "small"), dom.Flag("hidden", d.By.IsZero()), dom.If(!d.By.IsZero(), words(d.By))),
		dom.El("p", dom.Class("small"), dom.Flag("hidden", d.Note == ""), dom.Text(d.Note)))
}

// decisionButtons are the decisions that need no value. An action that IdFix knows
// has IdFix's word beside it.
func (a *app) decisionButtons(f *session.FindingDetail) *vecty.HTML {
	accept, word := dom.Flag("hidden", f.Proposal == nil || accepted(f)), actionEdit
	if f.Proposal != nil && f.Proposal.Remove {
		word = actionRemove
	}
	return dom.El("div", dom.Class("decision-buttons"), dom.Attr("role", "group"), dom.Attr("aria-label", t("ui.decision.title")),
		decideButton(session.ActionAccept, word, dom.Class("button", "primary"), accept),
		decideButton(actionRemove, actionRemove, dom.Class("button"), dom.Flag("hidden", f.Row.Value == "" || word == actionRemove || f.Decision != nil && f.Decision.Action == actionRemove)),
		decideButton(actionKeep, actionKeep, dom.Class("button"), nil),
		decideButton(actionIgnore, "", dom.Class("button"), nil),
		decideButton(session.ActionOpen, "", dom.Class("button", "quiet"), dom.Flag("hidden", f.Decision == nil)),
		dom.Button("next-open", "", dom.Class("button", "quiet"), dom.Test("next-open"), dom.Flag("hidden", a.grid() != a.findings),
			text("ui.decision.next"), icon("down")))
}

func decideButton(action, word string, more ...dom.Part) *vecty.HTML {
	return dom.Button("decide", action, append(more, dom.Test("decide-"+action), text("ui.decide."+action), idfixWord(word))...)
}

// idfixWord is what IdFix calls an action.
func idfixWord(action string) *vecty.HTML {
	word := idfixWords[action]
	return dom.El("span", dom.Class("idfix-word"), dom.Flag("hidden", word == ""), dom.Attr("title", t("ui.decision.idfix", message.Text("word", word))), dom.Text(word))
}

// editForm is the field for another value, with what the rules say of it.
func (a *app) editForm(f *session.FindingDetail) *vecty.HTML {
	d := &a.panel.draft
	label := "ui.decide.edit"
	if d.typed && d.tried != nil && !d.passes() {
		label = "ui.decide.edit-all-the-same"
	}
	same := f.Decision != nil && f.Decision.Action == actionEdit && f.Decision.NewValue == d.value || d.value == f.Row.Value
	return dom.El("div", dom.Class("edit-form"),
		dom.El("label", dom.Class("field-label"), dom.Attr("for", valueID), text("ui.decision.value"), dom.Text(" "), idfixWord(actionEdit)),
		dom.El("div", dom.Class("edit-line"),
			dom.El("input", dom.ID(valueID), dom.Attr("type", "text"), dom.Class("field", "mono"), dom.Test("new-value"), dom.Attr("autocomplete", "off"),
				dom.Attr("spellcheck", "false"), dom.Attr("aria-describedby", "tried"), dom.OnInput("new-value"), dom.Value(d.value)),
			dom.Button("use-value", "", dom.Class("button"), dom.Test("use-value"), dom.Off(d.value == "" || d.trying || same), text(label))),
		dom.El("div", dom.ID("tried"), dom.Class("tried"), dom.Test("tried"), dom.Attr("role", "status"), dom.State("aria-busy", d.trying), a.tried(d)))
}

// tried is what the rules say of the value typed.
func (a *app) tried(d *draft) dom.Part {
	r := d.tried
	switch {
	case !d.typed:
		return nil
	case d.trouble != nil:
		return dom.El("div", a.troubleBox(d.trouble))
	case d.value == "":
		return dom.El("p", text("ui.try.empty"))
	case r == nil:
		return dom.El("p", dom.Class("muted"), text("ui.try.checking"))
	case r.Same:
		return dom.El("p", text("ui.try.same"))
	case r.Problem == nil && len(r.Findings) == 0:
		return dom.El("p", dom.Class("sev", "sev-ok"), icon("ok"), dom.Text(" "), text("ui.try.passes"))
	}
	problem := dom.El("p", dom.Flag("hidden", true))
	if r.Problem != nil {
		problem = dom.El("p", dom.El("span", dom.Class("sev", "sev-error"), icon("error")), dom.Text(" "), words(r.Problem.Text))
	}
	return dom.El("div", dom.Class("panel-section"), problem,
		dom.El("ul", dom.Class("tried-list"), dom.Each(r.Findings, func(f session.TriedFinding) *vecty.HTML {
			return dom.El("li", dom.Test("tried-finding"), dom.El("span", dom.Class("sev", "sev-"+f.Severity), dom.Attr("title", t("severity."+f.Severity)), icon(f.Severity)),
				dom.El("span", dom.El("strong", dom.Text(ruleTitle(f.Rule))), dom.Text(" "), words(f.Why),
					dom.If(f.Had, dom.El("span", dom.Class("muted"), dom.Text(" "), text("ui.try.had")))))
		})),
		dom.El("ul", dom.Class("holder-list"), dom.Flag("hidden", len(r.Holders) == 0), dom.Each(r.Holders[:min(len(r.Holders), triedHolders)], func(h session.Holder) *vecty.HTML {
			return dom.El("li", dom.Class("holder"), dom.Test("tried-holder"),
				dom.El("p", dom.Link(objectRoute(h.Object, false).String(), dom.Class("mono"), dom.Text(Visible(h.DN)))),
				dom.El("p", dom.Class("muted"), dom.El("span", dom.Class("mono"), dom.Text(h.Attribute)), dom.El("span", dom.Class("mono"), dom.Text(Visible(h.Value)))))
		})))
}

// triedHolders is how many holders of a value are listed under the field.
const triedHolders = 5
