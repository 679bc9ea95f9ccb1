//go:build js && wasm

package ui

import (
	"fmt"
	"runtime/debug"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// trouble is an error in words, with the next step.
type trouble struct {
	text   string
	advice string
	detail string // for a report
}

func failed(f *session.Failure) *trouble {
	if f == nil {
		return &trouble{text: t("ui.error.answer"), advice: t("ui.error.answer.advice")}
	}
	return &trouble{text: message.English.Format(f.Text), advice: message.English.Format(f.Advice), detail: f.Detail}
}

// crashed is told that the engine broke down; a new one, without data, is there.
func (a *app) crashed(kind, detail string) {
	a.trouble = &trouble{text: t("ui.error.crash"), advice: t("ui.error.crash.advice"), detail: detail}
	if kind == "memory" {
		a.trouble = &trouble{text: t("ui.error.memory"), advice: t("ui.error.memory.advice"), detail: detail}
	}
	a.phase, a.overview = phaseBroken, nil
	a.say(a.trouble.text)
	a.focus = "title"
	a.update()
}

// panicked shows that making a view failed.
func (a *app) panicked(r any) *vecty.HTML {
	a.trouble = &trouble{
		text: t("ui.error.page"), advice: t("ui.error.page.advice"),
		detail: fmt.Sprintf("%v\n\n%s", r, debug.Stack()),
	}
	return a.viewError()
}

// viewError is shown when the engine or the page broke down. The chosen files are
// kept.
func (a *app) viewError() *vecty.HTML {
	return dom.El("div", dom.Class("page", "narrow"),
		viewTitle("ui.error.title"),
		a.troubleBox(a.trouble),
		dom.El("div", dom.Class("actions"), a.againButtons()))
}

func (a *app) againButtons() dom.Part {
	if len(a.files) == 0 {
		return dom.Parts(dom.Button("forget", "", dom.Class("button", "primary"), dom.Test("start-again"), text("ui.start-again")))
	}
	return dom.Parts(
		dom.Button("again", "", dom.Class("button", "primary"), dom.Test("start-again"),
			text("ui.load-again", message.Num("n", len(a.files)))),
		dom.Button("forget", "", dom.Class("button"), text("ui.choose-others")))
}

// troubleBox shows an error with its next step.
func (a *app) troubleBox(e *trouble) *vecty.HTML {
	if e == nil {
		return nil
	}
	return dom.El("div", dom.Class("trouble"), dom.Attr("role", "alert"), dom.Test("error"),
		dom.El("span", dom.Class("sev", "sev-error"), icon("error")),
		dom.El("div", dom.Class("trouble-words"),
			dom.El("p", dom.Class("trouble-text"), dom.Text(e.text)),
			dom.El("p", dom.Text(e.advice)),
			dom.If(e.detail != "", dom.El("details", dom.Test("error-detail"),
				dom.El("summary", text("ui.error.detail")),
				dom.El("p", dom.Class("muted"), text("ui.error.detail.note")),
				codeBox("error-text", e.detail)))))
}

// codeBox shows text to copy as it is, such as a script.
func codeBox(id, code string) *vecty.HTML {
	return dom.El("div", dom.Class("code"),
		dom.El("pre", dom.ID(id), dom.Attr("tabindex", "0"), dom.Text(code)),
		dom.Button("copy-text", id, dom.Class("button", "copy"), icon("copy"), text("ui.copy")))
}
