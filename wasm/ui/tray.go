//go:build js && wasm

package ui

import (
	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// trayVersion says what the tray shows.
type trayVersion struct {
	shown     bool
	serial    int64
	results   int
	whatIf    *session.WhatIf
	computing bool
	failed    *trouble
	review    bool
}

// viewTray is the foot of the page: what was decided, what comes of it, and the way
// back.
func (a *app) viewTray() *vecty.HTML {
	k := &a.desk
	shown := a.phase == phaseReady && k.shown()
	v := trayVersion{shown, k.state.Serial, a.results, k.whatIf, k.computing(), k.failed, a.route.View == ViewChanges}
	return dom.El("section", dom.Class("tray"), dom.Flag("hidden", !shown), dom.Attr("aria-label", t("ui.tray")), dom.Test("tray"),
		dom.Memo("tray-memo", v, a.tray))
}

func (a *app) tray() *vecty.HTML {
	k := &a.desk
	d := &k.state
	if a.phase != phaseReady {
		return dom.El("div")
	}
	problems := dom.Link(changesPart(partProblems).String(), dom.Class("sev", "sev-error"), dom.Test("tray-problems"), dom.Flag("hidden", d.Problems == 0),
		icon("warning"), text("ui.tray.problems", message.Num("n", d.Problems)))
	review := dom.Link(To(ViewChanges).String(), dom.Class("button", "primary"), dom.Test("tray-review"), dom.Flag("hidden", a.route.View == ViewChanges),
		text("ui.tray.review"))
	return dom.El("div", dom.Class("tray-line"),
		dom.El("div", dom.Class("tray-text"), dom.El("p", dom.Class("tray-figures"),
			trayFigure("decided", "ui.tray.decided", d.Decided),
			trayFigure("changes", "ui.tray.changes", d.Changes),
			trayFigure("objects", "ui.tray.objects", d.Objects),
			problems, why("tray", t("ui.tray"))),
			dom.El("p", dom.Class("tray-whatif"), dom.Test("tray-whatif"), dom.State("aria-busy", k.computing()), a.whatIf())),
		dom.El("div", dom.Class("tray-tools"),
			historyButton("undo", d.Undo), historyButton("redo", d.Redo), review))
}

func trayFigure(test, id string, n int64) *vecty.HTML {
	return dom.El("span", dom.Class("tray-"+test), dom.El("strong", dom.Test("tray-"+test), dom.Text(message.Group(n))), dom.Text(" "), text(id, message.Num("n", n)))
}

// historyButton takes a step back or does it again, and says which.
func historyButton(action string, step *session.Step) *vecty.HTML {
	label := t("ui.tray." + action)
	if step != nil {
		label = t("ui.tray."+action+"-step", message.Text("step", message.English.Format(step.Text)))
	}
	return dom.Button(action, "", dom.Class("button"), dom.Test(action), dom.Off(step == nil), dom.Attr("title", label),
		dom.Attr("aria-label", label), icon(action), dom.El("span", text("ui.tray."+action)))
}

// whatIf is the number of findings now and with all changes made.
func (a *app) whatIf() dom.Part {
	k := &a.desk
	now := message.Num("now", a.overview.Findings)
	switch {
	case k.failed != nil:
		return dom.El("span", dom.Class("sev", "sev-error"), dom.Attr("title", k.failed.advice), icon("error"), dom.Text(" "), text("ui.whatif.failed"))
	case k.state.Decided == 0:
		return dom.El("span", text("ui.whatif.unchanged", now))
	case k.computing():
		return dom.El("span", text("ui.whatif.computing", now))
	}
	w := k.whatIf
	added := dom.El("span", dom.Class("muted"), dom.Flag("hidden", w.New == 0), text("ui.whatif.new", message.Num("n", w.New)))
	return dom.El("span", text("ui.whatif", message.Num("now", w.Before), message.Num("after", w.After)), dom.Text(" "), added)
}
