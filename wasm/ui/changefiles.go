//go:build js && wasm

package ui

import (
	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// changeFormats are the files of changes, each with a text of its own.
var changeFormats = []string{session.ChangesLDIF, session.ChangesUndo, session.ChangesPowerShell, session.ChangesUndoPowerShell,
	session.ChangesCSV, session.ChangesIdFix}

// saveChanges makes a file of changes and hands it to the browser.
func (a *app) saveChanges(format string) {
	a.save(format, session.ExportRequest{What: "changes", Changes: session.ChangesQuery{Format: format, Guard: !a.export.unguarded}})
}

// changeFiles offers the files, with how to use them.
func (a *app) changeFiles() *vecty.HTML {
	d := &a.desk.state
	disabled := dom.Flag("disabled", a.export.running != "" || d.Changes == 0)
	zip := map[bool]string{true: "ui.export.running", false: "ui.changes.zip"}[a.export.running == session.ChangesZIP]
	return dom.El("div", dom.Class("panel-group"),
		dom.El("section", dom.Class("card"), dom.Attr("aria-labelledby", "zip"),
			dom.El("h2", dom.ID("zip"), text("ui.changes.zip-title")),
			dom.El("p", text("ui.changes.zip-note", message.Num("changes", d.Changes), message.Num("objects", d.Objects))),
			check("export", "guard", "guard", !a.export.unguarded, "ui.changes.guard", "ui.changes.guard.note"),
			dom.El("div", dom.Class("actions"),
				dom.Button("save-changes", session.ChangesZIP, dom.Class("button", "primary"), dom.Test("save-zip"), disabled, icon("download"), text(zip))),
			dom.El("p", dom.Flag("hidden", d.Changes > 0), text("ui.changes.nothing")),
			dom.El("p", dom.Class("export-state"), dom.Attr("role", "status"), dom.Test("saved"), dom.Text(a.export.finished)),
			dom.El("div", dom.If(a.export.trouble != nil, a.troubleBox(a.export.trouble)))),
		dom.El("section", dom.Class("card"), dom.Attr("aria-labelledby", "steps"),
			dom.El("h2", dom.ID("steps"), text("ui.changes.steps")),
			dom.El("ol", dom.Class("numbered"), dom.Each([]string{"approve", "backup", "apply", "check", "undo"}, func(id string) *vecty.HTML {
				return dom.El("li", text("ui.changes.step."+id))
			})),
			dom.El("p", dom.Class("muted"), text("ui.changes.not-run"))),
		dom.El("section", dom.Class("card"), dom.Attr("aria-labelledby", "each"),
			dom.El("h2", dom.ID("each"), text("ui.changes.each")),
			dom.El("ul", dom.Class("file-list"), dom.Each(changeFormats, func(format string) *vecty.HTML {
				return dom.El("li", dom.El("span", text("ui.changes.file."+format)),
					dom.Button("save-changes", format, dom.Class("button"), dom.Test("save-"+format), disabled, icon("download"),
						text("ui.changes.save", message.Text("file", changeFileNames[format]))))
			}))))
}

// changeFileNames are the names that the engine gives the files.
var changeFileNames = map[string]string{
	session.ChangesLDIF: "changes.ldf", session.ChangesUndo: "undo.ldf", session.ChangesPowerShell: "changes.ps1",
	session.ChangesUndoPowerShell: "undo.ps1", session.ChangesCSV: "changes.csv", session.ChangesIdFix: "idfix.csv",
}
