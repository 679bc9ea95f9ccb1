//go:build js && wasm

package ui

import (
	"syscall/js"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// The actions that stay with a finding.
const (
	actionEdit   = "edit"
	actionRemove = "remove"
	actionKeep   = "keep"
	actionIgnore = "ignore"
)

const (
	// tryPause is how long, in milliseconds, typing must rest before a value is tried.
	tryPause = 200
	// whatIfRest is how long, in milliseconds, decisions must rest before the engine
	// checks the directory as it would be, and whatIfMost the longest such rest.
	whatIfRest, whatIfMost = 900, 10_000
)

// desk is what the page knows of the decisions: their number, not the decisions.
type desk struct {
	state   session.Decisions
	waiting int  // requests that change decisions and are not answered yet
	seeking bool // the next finding without a decision is asked for
	whatIf  *session.WhatIf
	asking  bool // a what-if is under way
	failed  *trouble
	took    float64 // milliseconds of the last what-if
	calloff func()  // of the rest before a what-if
	tryOff  func()  // of the pause in typing a value
	part    *decisionPart
	preview preview
	review  review
}

// begin takes over the decisions that an evaluation left.
func (k *desk) begin(a *app, d session.Decisions) {
	k.stop()
	*k = desk{state: d, part: k.part, preview: preview{turn: k.preview.turn + 1}}
	dom.CloseDialog(previewID)
	if d.Dropped > 0 {
		a.tell(t("ui.decisions.dropped", message.Num("n", d.Dropped)))
	}
	k.rest(a)
}

// stop drops a what-if that is still to come.
func (k *desk) stop() {
	if k.calloff != nil {
		k.calloff()
	}
	k.calloff = nil
}

// shown reports whether there is anything to say of decisions.
func (k *desk) shown() bool {
	return k.state.Decided > 0 || k.state.Undo != nil || k.state.Redo != nil
}

// decide has the engine decide and calls done with what that did.
func (a *app) decide(q session.DecideRequest, done func(*session.Effected)) {
	a.amend(session.Request{Decide: &q}, func(d *session.Decisions) {
		if d != nil && d.Effect != nil && done != nil {
			done(d.Effect)
		}
	})
}

// history takes a step back or does it again.
func (a *app) history(redo bool) {
	step := a.desk.state.Undo
	if redo {
		step = a.desk.state.Redo
	}
	if step == nil || a.desk.waiting > 0 {
		return
	}
	id := map[bool]string{false: "ui.decisions.undone", true: "ui.decisions.redone"}[redo]
	said := t(id, message.Text("step", message.English.Format(step.Text)))
	a.amend(session.Request{History: &session.HistoryRequest{Redo: redo}}, func(d *session.Decisions) {
		if d != nil {
			a.tell(said)
		}
	})
}

// amend asks for a change of the decisions and takes their new state over.
func (a *app) amend(req session.Request, done func(*session.Decisions)) {
	k := &a.desk
	k.waiting++
	results := a.results
	a.host.ask(req, func(res *session.Response, _ js.Value) {
		if results != a.results {
			return // of a directory that is gone
		}
		k.waiting--
		if res.Decisions == nil {
			a.trouble = failed(res.Failure)
			a.update()
		} else {
			k.take(a, res.Decisions)
		}
		done(res.Decisions)
	})
}

// take takes a new state over: the lists on screen and the what-if follow it.
func (k *desk) take(a *app, d *session.Decisions) {
	changed := d.Serial != k.state.Serial
	k.state = *d
	k.state.Effect = nil
	if changed {
		for _, g := range []*grid{a.findings, a.changes} {
			g.outdate()
		}
		for _, g := range a.grouped {
			g.outdate()
		}
		a.panel.renew(a)
		a.contest.renew(a)
		k.review = review{}
		a.follow()
		k.rest(a)
	}
	a.update()
}

// rest asks for a what-if when the decisions have rested. The longer the last one
// took, the longer the rest, because the engine answers nothing else meanwhile.
func (k *desk) rest(a *app) {
	k.stop()
	if k.state.Decided == 0 {
		k.whatIf, k.failed = nil, nil
		return
	}
	pause := min(whatIfMost, max(whatIfRest, 2*k.took))
	k.calloff = dom.After(int(pause), a.report, func() { k.askWhatIf(a) })
}

// computing reports whether the what-if of the present decisions is still to come.
func (k *desk) computing() bool {
	return k.failed == nil && (k.whatIf == nil || k.whatIf.Serial != k.state.Serial)
}

func (k *desk) askWhatIf(a *app) {
	k.calloff = nil
	if k.asking || k.state.Decided == 0 || a.phase != phaseReady {
		return // its answer asks again when it is out of date
	}
	k.asking, k.failed = true, nil
	results, start := a.results, dom.Now()
	a.host.ask(session.Request{WhatIf: &struct{}{}}, func(res *session.Response, _ js.Value) {
		if results != a.results || res.Progress != nil {
			return
		}
		k.asking, k.took = false, dom.Now()-start
		if res.WhatIf == nil {
			k.failed = failed(res.Failure)
		} else if k.whatIf = res.WhatIf; k.computing() && k.calloff == nil {
			k.rest(a)
		}
		a.update()
	})
	a.update()
}

// tell shows a sentence for a while and has it read out.
func (a *app) tell(s string) {
	a.notice, a.toast = s, true
	dom.After(4000, a.report, func() {
		if a.notice == s {
			a.say("")
			a.update()
		}
	})
	a.update()
}

// effect is in words what a decision did.
func effect(e *session.Effected) string {
	if e.Decided+e.Replaced == 0 {
		return t("ui.decisions.none", message.Num("n", e.Same+e.Skipped))
	}
	return t("ui.decisions.made", message.Num("n", e.Decided+e.Replaced))
}

// deskClick does what a click has to do with decisions.
func (a *app) deskClick(e dom.Event) {
	switch e.Action {
	case "decide":
		a.decideOne(e.Arg)
	case "decide-marked":
		a.proposeMarked(e.Arg)
	case "decide-object":
		n := number(e.Arg)
		a.propose(session.DecideRequest{Action: session.ActionAccept, Filter: &session.FindingsFilter{Object: &n, Decision: []string{session.DecisionOpen}}}, false)
	case "accept-safe":
		a.proposeSafe()
	case "confirm":
		a.confirm()
	case "edit":
		dom.Focus(valueID)
		dom.Reveal(valueID)
	case "use-value":
		a.useValue(false)
	case "next-open":
		a.nextOpen()
	case "undo", "redo":
		a.history(e.Action == "redo")
	case "back":
		if i, ok := rowIndex(e.Target.Call("closest", "[role=row]")); ok {
			a.takeBackRow(i)
		}
	case "save-changes":
		a.saveChanges(e.Arg)
	}
}

// deskInput takes over what is typed for a decision.
func (a *app) deskInput(e dom.Event) {
	switch e.Action {
	case "new-value":
		a.draftValue(e.TargetValue())
	case "note":
		a.panel.draft.note = e.TargetValue()
	case previewNoteID:
		a.desk.preview.request.Note = e.TargetValue()
	}
}

// deskKey handles the keys of decisions and reports whether it was one of them.
func (a *app) deskKey(e js.Value) bool {
	key := e.Get("key").String()
	control := e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()
	target := e.Get("target").Get("id")
	id := ""
	if target.Type() == js.TypeString {
		id = target.String()
	}
	switch {
	case key == "Enter" && id == valueID:
		a.useValue(true)
	case key == "Enter" && id == previewNoteID:
		a.confirm()
	case !control || e.Get("altKey").Bool() || dom.InField(e) || dom.InDialog(e) || a.phase != phaseReady:
		return false
	case key == "z":
		a.history(false)
	case key == "y" || key == "Z":
		a.history(true)
	default:
		return false
	}
	return true
}

// The conditions of actions that have to do with decisions.
func onFindings(a *app) bool { return onTable(a) && a.grid() == a.findings }
func onFinding(a *app) bool  { return onTable(a) && a.panel.finding != nil }
func canAccept(a *app) bool  { return onFinding(a) && a.panel.finding.Proposal != nil }
func isDecided(a *app) bool  { return onFinding(a) && a.panel.finding.Decision != nil }
func canUndo(a *app) bool    { return loaded(a) && a.desk.state.Undo != nil }
func canRedo(a *app) bool    { return loaded(a) && a.desk.state.Redo != nil }
func hasChanges(a *app) bool { return loaded(a) && a.desk.state.Changes > 0 }
