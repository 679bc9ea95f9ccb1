//go:build js && wasm

package ui

import (
	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/wasm/ui/dom"
)

// viewLanding is shown while nothing is loaded.
func (a *app) viewLanding() *vecty.HTML {
	return dom.El("div", dom.Class("landing"),
		dom.El("div", dom.Class("landing-lead"),
			viewTitle("ui.landing.title"),
			dom.El("p", dom.Class("lead"), text("ui.landing.lead"))),
		dom.El("div", dom.Class("landing-trouble"), a.landingState()),
		dom.El("div", dom.Class("landing-drop"),
			dom.Button("choose", "", dom.ID("drop"), dom.Test("drop"), dom.Class("drop"),
				icon("upload"),
				dom.El("span", dom.Class("drop-title"), text("ui.drop.title")),
				dom.El("span", dom.Class("drop-note"), text("ui.drop.note"))),
			dom.El("p", dom.Class("landing-sample"),
				dom.Button("sample", "", dom.ID("sample"), dom.Test("sample"), dom.Class("button"), text("ui.sample")),
				dom.El("span", dom.Class("muted"), text("ui.sample.note")))),
		dom.El("section", dom.Class("landing-privacy"), dom.Attr("aria-labelledby", "privacy-title"),
			dom.El("h2", dom.ID("privacy-title"), icon("lock"), text("ui.privacy.title")),
			dom.El("p", text("ui.privacy.short")),
			a.privacyChecks()),
		dom.El("section", dom.Class("landing-how"), dom.Attr("aria-labelledby", "how-title"),
			dom.El("h2", dom.ID("how-title"), text("ui.takes.title")),
			dom.El("p", text("ui.takes.lead")),
			takesTable(), dom.El("p", dom.Class("muted"), text("ui.commands.note")), commandBoxes()))
}

// landingState says why nothing is loaded when that was not meant so.
func (a *app) landingState() dom.Part {
	if a.trouble == nil && len(a.files) == 0 {
		return nil
	}
	return dom.El("div", dom.Class("stopped"),
		dom.If(a.trouble != nil, a.troubleBox(a.trouble)),
		dom.If(len(a.files) > 0, dom.El("div", dom.Class("chosen"),
			dom.El("h2", text("ui.chosen.title")),
			dom.El("ul", dom.Each(a.files, func(f chosenFile) *vecty.HTML {
				return dom.El("li", icon("file"), dom.El("span", dom.Class("strong"), dom.Text(f.name)),
					dom.El("span", dom.Class("muted"), dom.Text(message.FormatSize(f.size))))
			})),
			dom.El("div", dom.Class("actions"), a.againButtons()))))
}

// privacyChecks tell how to verify that nothing leaves the page.
func (a *app) privacyChecks() *vecty.HTML {
	return dom.El("ul", dom.Class("checks"),
		dom.El("li", dom.El("strong", text("ui.privacy.watch")), text("ui.privacy.watch.how")),
		dom.El("li", dom.El("strong", text("ui.privacy.lock")), text("ui.privacy.lock.how")),
		dom.El("li", dom.El("strong", text("ui.privacy.offline")), text("ui.privacy.offline.how")))
}

// takesTable lists the files that can be read.
func takesTable() *vecty.HTML {
	return dom.El("div", dom.Class("scroll-x"),
		dom.El("table", dom.Class("plain"),
			dom.El("thead", dom.El("tr", dom.El("th", text("ui.takes.side")), dom.El("th", text("ui.takes.files")), dom.El("th", text("ui.takes.made")))),
			dom.El("tbody",
				dom.El("tr", dom.El("th", dom.Attr("scope", "row"), icon("server"), text("ui.side.onprem")),
					dom.El("td", text("ui.takes.onprem.files")), dom.El("td", text("ui.takes.onprem.made"))),
				dom.El("tr", dom.El("th", dom.Attr("scope", "row"), icon("cloud"), text("ui.side.cloud")),
					dom.El("td", text("ui.takes.cloud.files")), dom.El("td", text("ui.takes.cloud.made"))))))
}

// viewPrivacy says what happens to the data, and how to check it.
func (a *app) viewPrivacy() *vecty.HTML {
	policy := dom.Document().Call("querySelectorAll", `meta[http-equiv="Content-Security-Policy"]`)
	locked := ""
	if n := policy.Length(); n > 0 {
		locked = policy.Index(n - 1).Get("content").String()
	}
	disk := dom.Flag("hidden", fromDisk())
	return dom.El("div", dom.Class("page", "narrow", "prose"),
		viewTitle("ui.privacy.title"),
		dom.El("p", dom.Class("lead"), text("ui.privacy.short")),
		dom.El("h2", text("ui.privacy.verify")),
		a.privacyChecks(),
		dom.El("h2", text("ui.privacy.policy")),
		dom.El("p", text("ui.privacy.policy.text")),
		codeBox("policy", locked),
		dom.El("h2", disk, text("ui.privacy.file")),
		dom.El("p", disk, text("ui.privacy.file.text")),
		dom.El("p", disk, dom.Link("presync.html", dom.Attr("download", ""), dom.Class("button"), dom.Test("take-along"),
			icon("download"), text("ui.privacy.file.save"))),
		dom.El("h2", text("ui.privacy.kept")),
		dom.El("p", text("ui.privacy.kept.text")),
		dom.El("h2", text("ui.privacy.never")),
		dom.El("p", text("ui.privacy.never.text")))
}

// fromDisk reports whether the page was opened as a file: it is then the page of one
// file itself.
func fromDisk() bool {
	return dom.Window().Get("location").Get("protocol").String() == "file:"
}
