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

// transfer is the plan for the selected accounts.
type transfer struct {
	plans   *session.TransferPlans
	version int // of the selection that was asked for
	asked   bool
	shown   int // plans on the page
	saved   string
	trouble *trouble
}

const (
	plansShown  = 50  // plans that are added to the page at once
	scriptShown = 120 // lines of the script on the page
	scriptName  = "presync-transfer.ps1"
)

// planSteps are the steps of a plan, those with something to do first, with the
// severity that each is shown with.
var planSteps = []struct{ step, severity string }{
	{"mend", session.SeverityWarning}, {"make", session.SeverityAdvice}, {"ready", session.SeverityOK}, {"refuse", session.SeverityInfo},
}

// show asks for the plans when their view is open and the selection is another one.
func (f *transfer) show(a *app) {
	m := &a.accounts.marks
	if a.route.View != ViewTransfer || f.asked && f.version == m.version {
		return
	}
	*f = transfer{asked: true, version: m.version, shown: plansShown}
	if len(m.ids) == 0 {
		return
	}
	version := f.version
	a.host.ask(session.Request{Transfer: &session.TransferRequest{Accounts: m.ids}}, func(res *session.Response, _ js.Value) {
		if f.version != version {
			return
		}
		if f.plans = res.Transfer; f.plans == nil {
			f.trouble = failed(res.Failure)
		}
		a.update()
	})
}

// ready reports whether everything is on the page.
func (f *transfer) ready(a *app) bool {
	return len(a.accounts.marks.ids) == 0 || f.plans != nil || f.trouble != nil
}

// do is what the buttons of the view are for.
func (f *transfer) do(a *app, what string) {
	switch what {
	case "more":
		f.shown += plansShown
	case "copy":
		a.copy(f.plans.Script)
		return
	case "save":
		// Windows PowerShell takes a file without a byte order mark for ANSI text.
		file := "\ufeff" + strings.ReplaceAll(f.plans.Script, "\n", "\r\n")
		array := js.Global().Get("Uint8Array").New(len(file))
		js.CopyBytesToJS(array, []byte(file))
		a.host.save(scriptName, "text/plain;charset=utf-8", array)
		f.saved = t("ui.transfer.saved", message.Text("name", scriptName))
	}
	a.update()
}

// viewTransfer shows how the authority over the selected accounts moves.
func (a *app) viewTransfer() *vecty.HTML {
	f := &a.transfer
	body := dom.El("div", dom.El("p", dom.Class("lead"), text("ui.transfer.loading")))
	switch {
	case f.trouble != nil:
		body = dom.El("div", a.troubleBox(f.trouble))
	case len(a.accounts.marks.ids) == 0:
		body = dom.El("div", dom.El("p", text("ui.transfer.empty")))
	case f.plans != nil:
		body = dom.El("div", dom.Class("panel-group"), a.planCard(), f.scriptCard())
	}
	return dom.El("div", dom.Class("page", "transfer"),
		dom.El("p", dom.Link(a.accounts.route.back(ViewAccounts).String(), dom.Class("back"), icon("left"), text("ui.transfer.choose"))),
		viewTitle("ui.nav.transfer"),
		dom.El("div", dom.Class("transfer-lead"), dom.El("p", dom.Class("lead"), text("ui.transfer.lead")),
			dom.El("p", dom.Class("muted", "small"), text("ui.transfer.source"))),
		body)
}

// back is the route of the list of a view that was shown last.
func (r Route) back(v View) Route {
	if r.View == ViewHome {
		return To(v)
	}
	return r.Selected("")
}

// planCard lists the plans, narrowed to some steps.
func (a *app) planCard() *vecty.HTML {
	f := &a.transfer
	counts := map[string]int{}
	var list []session.TransferPlan
	for _, s := range planSteps {
		for _, p := range f.plans.Plans {
			if p.Step != s.step {
				continue
			}
			counts[p.Step]++
			if len(a.route.Filters["step"]) == 0 || a.route.Has("step", p.Step) {
				list = append(list, p)
			}
		}
	}
	steps := vecty.List{stepLink(To(ViewTransfer), len(a.route.Filters["step"]) == 0, "ui.transfer.all", len(f.plans.Plans))}
	for _, s := range planSteps {
		if counts[s.step] > 0 {
			steps = append(steps, stepLink(To(ViewTransfer, "step", s.step), a.route.Has("step", s.step), "ui.step."+s.step, counts[s.step]))
		}
	}
	left := len(list) - f.shown
	return dom.El("section", dom.Class("card"), dom.Attr("aria-labelledby", "plans"),
		dom.El("div", dom.Class("card-head"), dom.El("h2", dom.ID("plans"), text("ui.transfer.plans")), why("steps", t("ui.transfer.plans"))),
		dom.El("div", dom.Class("steps"), steps),
		dom.El("ul", dom.Class("plans"), dom.Each(list[:min(len(list), f.shown)], plan)),
		dom.Button("transfer", "more", dom.Class("button"), dom.Test("more-plans"), dom.Flag("hidden", left <= 0),
			text("ui.transfer.more", message.Num("n", min(left, plansShown)))))
}

func stepLink(to Route, current bool, label string, n int) *vecty.HTML {
	return dom.Link(to.String(), dom.Class("button"), dom.State("aria-current", current), dom.Test("step-"+to.One("step")),
		text(label), dom.El("span", dom.Class("muted"), dom.Text(message.Group(int64(n)))))
}

// plan is the plan for one account.
func plan(p session.TransferPlan) *vecty.HTML {
	return dom.El("li", dom.Class("plan"), dom.Test("plan"), dom.Attr("data-step", p.Step),
		dom.El("p", dom.Class("plan-name"), dom.Link(accountRoute(p.Account).String(), dom.Class("strong"), dom.Text(Visible(p.Name)))),
		planWords(&p))
}

// planWords is a plan without the account that it is for.
func planWords(p *session.TransferPlan) *vecty.HTML {
	severity := ""
	for _, s := range planSteps {
		if s.step == p.Step {
			severity = s.severity
		}
	}
	object := dom.El("dd", dom.Class("muted"), text("ui.transfer.to-make"))
	if p.Object != nil {
		object = dom.El("dd", dom.Link(objectRoute(*p.Object, false).String(), dom.Class("mono"), dom.Text(Visible(p.DN))))
	}
	return dom.El("div", dom.Class("plan-words"),
		dom.El("p", dom.El("span", dom.Class("badge", "sev", "sev-"+severity), icon(severity), text("ui.step."+p.Step))),
		dom.El("p", words(p.Text)),
		dom.El("dl", dom.Class("facts"), dom.Flag("hidden", p.Step == "refuse"),
			dom.El("div", dom.Flag("hidden", p.Address == "" || p.Step == "ready"), dom.El("dt", text("ui.transfer.address")),
				dom.El("dd", dom.Class("mono"), dom.Text(Visible(p.Address)))),
			dom.El("div", dom.El("dt", text("ui.transfer.object")), object)),
		nearMisses("ui.detail.near", p.Candidates))
}

// scriptCard is the script for all plans.
func (f *transfer) scriptCard() *vecty.HTML {
	script := f.plans.Script
	if script == "" {
		return dom.El("section", dom.Class("card"), dom.El("h2", text("ui.transfer.script")), dom.El("p", text("ui.transfer.no-script")))
	}
	all := strings.Split(strings.TrimRight(script, "\n"), "\n")
	shown := all[:min(len(all), scriptShown)]
	return dom.El("section", dom.Class("card"),
		dom.El("h2", text("ui.transfer.script")),
		dom.El("p", dom.Test("not-run"), text("ui.transfer.not-run")),
		dom.El("div", dom.Class("actions"),
			dom.Button("transfer", "save", dom.Class("button", "primary"), dom.Test("save-script"), icon("download"), text("ui.transfer.save")),
			dom.Button("transfer", "copy", dom.Class("button"), dom.Test("copy-script"), icon("copy"), text("ui.transfer.copy"))),
		dom.El("p", dom.Attr("role", "status"), dom.Test("script-saved"), dom.Flag("hidden", f.saved == ""), dom.Text(f.saved)),
		dom.El("div", dom.Class("code"), dom.El("pre", dom.Test("script"), dom.Attr("tabindex", "0"), dom.Text(strings.Join(shown, "\n")))),
		dom.El("p", dom.Class("muted"), dom.Flag("hidden", len(shown) == len(all)), text("ui.transfer.cut", message.Num("n", len(all)))))
}
