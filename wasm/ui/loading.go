//go:build js && wasm

package ui

import (
	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// work is what is known of a load or an evaluation under way.
type work struct {
	again    bool // the settings changed; nothing is read
	progress session.Progress
	meter    Meter
}

func (w *work) add(p session.Progress) {
	if p.Stage != w.progress.Stage {
		w.meter.Start(dom.Now())
	}
	w.progress = p
	w.meter.Add(dom.Now(), p.Bytes)
}

// percent is how much of the present stage is done, 0 to 100.
func (w *work) percent() int {
	if w.progress.Total <= 0 {
		return 0
	}
	return int(min(100, w.progress.Bytes*100/w.progress.Total))
}

// viewLoading shows how far a load is.
func (a *app) viewLoading() *vecty.HTML {
	title := "ui.loading.title"
	if a.work.again {
		title = "ui.loading.again"
	}
	return dom.El("div", dom.Class("loading"),
		viewTitle(title),
		a.stages(),
		dom.El("div", dom.Class("progress"), dom.Attr("role", "progressbar"), dom.Test("progress"),
			dom.Attr("aria-valuemin", "0"), dom.Attr("aria-valuemax", "100"),
			dom.Attr("aria-valuenow", message.Group(int64(a.work.percent()))),
			dom.Attr("aria-label", t("ui.loading.label")),
			dom.El("div", dom.Class("progress-bar"), dom.Style("transform", scaleX(a.work.percent())))),
		a.figures(),
		dom.El("p", dom.Class("loading-end"),
			dom.Button("cancel", "", dom.Class("button"), dom.ID("cancel"), dom.Test("cancel"), text("ui.cancel"))),
	)
}

func scaleX(percent int) string {
	if percent >= 100 {
		return "scaleX(1)"
	}
	return "scaleX(0." + string(rune('0'+percent/10)) + string(rune('0'+percent%10)) + ")"
}

// stages names the steps of a load and marks the present one.
func (a *app) stages() dom.Part {
	order := []session.Stage{session.StageRead, session.StageCheck, session.StageMatch}
	if a.work.again {
		order = order[1:]
	}
	now := a.work.progress.Stage
	if now == "" {
		now = order[0]
	}
	passed := true
	return dom.El("ol", dom.Class("stages"), dom.Each(order, func(s session.Stage) *vecty.HTML {
		switch {
		case s == now:
			passed = false
			return dom.El("li", dom.Class("stage", "now"), dom.Attr("aria-current", "step"), icon("right"), text("ui.stage."+string(s)))
		case passed:
			return dom.El("li", dom.Class("stage", "done"), icon("mark"), text("ui.stage."+string(s)))
		}
		return dom.El("li", dom.Class("stage"), icon("right"), text("ui.stage."+string(s)))
	}))
}

// figures are the numbers of the present stage.
func (a *app) figures() dom.Part {
	w := &a.work
	p := w.progress
	done, rate := t("ui.loading.objects-of", message.Num("n", p.Bytes), message.Num("total", p.Total)), ""
	if p.Stage == session.StageRead || p.Stage == "" {
		done = t("ui.loading.bytes-of", message.Bytes("n", p.Bytes), message.Bytes("total", p.Total))
		if r := w.meter.PerSecond(); r > 0 {
			rate = t("ui.loading.rate", message.Bytes("n", r))
		}
	}
	left := ""
	if s, ok := w.meter.Left(p.Total); ok {
		left = t(timeLeft(s).ID, timeLeft(s).Args...)
	}
	return dom.El("dl", dom.Class("figures"),
		figure("ui.loading.done", done, "progress-bytes"),
		figure("ui.loading.objects", message.Group(p.Objects), "progress-objects"),
		figure("ui.loading.speed", rate, "progress-rate"),
		figure("ui.loading.left", left, "progress-left"),
		dom.El("div", dom.Class("figure", "figure-file"), dom.El("dt", text("ui.loading.file")),
			dom.El("dd", dom.Text(orDash(p.File)))),
	)
}

func figure(label, value, test string) *vecty.HTML {
	return dom.El("div", dom.Class("figure"), dom.El("dt", text(label)), dom.El("dd", dom.Test(test), dom.Text(orDash(value))))
}

func orDash(s string) string { return orElse(s, "–") }
