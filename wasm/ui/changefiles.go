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

// saveChanges makes a file of changes and hands it to the browser. The archive holds
// an account of what it was made from, for which the files are hashed.
func (a *app) saveChanges(format string) {
	q := session.ChangesQuery{Format: format, Guard: !a.export.unguarded, Cloud: a.cloudVerdicts()}
	write := func() { a.save(format, session.ExportRequest{What: session.ExportChanges, Changes: q}) }
	if format != session.ChangesZIP {
		write()
		return
	}
	f := &a.export
	f.running, f.progress, f.finished, f.trouble = format, nil, "", nil
	a.hashed(write)
}

// cloudVerdicts are the verdicts whose remedies go into the script for the cloud.
func (a *app) cloudVerdicts() *session.VerdictSelection {
	g := a.matches
	switch m := &g.marks; {
	case g.marked() == 0:
		return nil
	case m.all:
		f := matchesFilter(g.route, g.search)
		return &session.VerdictSelection{Filter: &f, Except: m.ids}
	default:
		return &session.VerdictSelection{Verdicts: m.ids}
	}
}

// cloudCard offers the script for the cloud side.
func (a *app) cloudCard() *vecty.HTML {
	n := a.matches.marked()
	note := t("ui.changes.cloud-none")
	if n > 0 {
		note = t("ui.changes.cloud-note", message.Num("n", n))
	}
	return dom.El("section", dom.Class("card"), dom.Attr("aria-labelledby", "cloud-script"), dom.Flag("hidden", a.overview.Cloud.Objects == 0),
		dom.El("h2", dom.ID("cloud-script"), text("ui.changes.cloud")),
		dom.El("p", dom.Text(note)),
		dom.El("div", dom.Class("actions"),
			dom.Button("save-changes", session.ChangesCloud, dom.Class("button"), dom.Test("save-cloud"), dom.Flag("hidden", n == 0),
				dom.Off(a.export.running != ""), icon("download"), text("ui.changes.save", message.Text("file", "cloud.ps1"))),
			dom.Link(a.matches.route.back(ViewMatches).String(), dom.Class("button", "quiet"), text("ui.changes.cloud-choose"))))
}

// changeFiles offers the files, with how to use them.
func (a *app) changeFiles() *vecty.HTML {
	d := &a.desk.state
	disabled := dom.Off(a.export.running != "" || d.Changes == 0)
	zip := map[bool]string{true: "ui.export.running", false: "ui.changes.zip"}[a.export.running == session.ChangesZIP]
	return dom.El("div", dom.Class("panel-group"),
		dom.El("section", dom.Class("card"), dom.Attr("aria-labelledby", "zip"),
			dom.El("h2", dom.ID("zip"), text("ui.changes.zip-title")),
			dom.El("p", text("ui.changes.zip-note", message.Num("changes", d.Changes), message.Num("objects", d.Objects))),
			check("export", "guard", "guard", !a.export.unguarded, "ui.changes.guard", "ui.changes.guard.note"),
			dom.El("div", dom.Class("actions"),
				dom.Button("save-changes", session.ChangesZIP, dom.Class("button", "primary"), dom.Test("save-zip"), disabled, icon("download"), text(zip))),
			dom.El("p", dom.Flag("hidden", d.Changes > 0), text("ui.changes.nothing"))),
		a.cloudCard(),
		dom.El("p", dom.Class("export-state"), dom.Attr("role", "status"), dom.Test("saved"), dom.Text(a.export.state())),
		dom.El("div", dom.Flag("hidden", a.export.trouble == nil), dom.If(a.export.trouble != nil, a.troubleBox(a.export.trouble))),
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
