//go:build js && wasm

package ui

import (
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// exportForm is what the user chose for a download.
type exportForm struct {
	exact bool
	all   bool // the whole list, whatever is filtered
	// unguarded: files of changes overwrite values that changed since the export.
	unguarded bool
	running   string
	finished  string
	trouble   *trouble
}

func (f *exportForm) set(field string, on bool) {
	switch field {
	case "exact":
		f.exact = on
	case "all":
		f.all = on
	case "guard":
		f.unguarded = !on
	}
}

// download asks the engine for a file and hands it to the browser.
func (a *app) download(what string) {
	req := session.ExportRequest{What: what, Exact: a.export.exact, Compare: compareRequest(a.route)}
	if !a.export.all {
		req.Findings = findingsFilter(a.findings.route, a.findings.search)
		req.Matches = matchesFilter(a.matches.route, a.matches.search)
	}
	a.save(what, req)
}

// save asks the engine for a file and hands it to the browser; what names it here.
func (a *app) save(what string, req session.ExportRequest) {
	a.export.running, a.export.finished, a.export.trouble = what, "", nil
	a.host.ask(session.Request{Export: &req}, func(res *session.Response, bytes js.Value) {
		if res.Progress != nil {
			return
		}
		a.export.running = ""
		if res.Export == nil {
			a.export.trouble = failed(res.Failure)
		} else {
			a.host.save(res.Export.Name, res.Export.Type, bytes)
			a.export.finished = t("ui.export.done", message.Text("name", res.Export.Name), message.Num("n", res.Export.Rows))
			a.say(a.export.finished)
		}
		a.update()
	})
	a.update()
}

// viewDownloads offers the findings and the verdicts as files.
func (a *app) viewDownloads() *vecty.HTML {
	return dom.El("div", dom.Class("page", "narrow"),
		viewTitle("ui.nav.downloads"),
		dom.El("p", dom.Class("lead"), text("ui.export.lead")),
		dom.El("div", dom.Class("choices"),
			check("export", "all", "all", a.export.all, "ui.export.all", "ui.export.all.note"),
			check("export", "exact", "exact", a.export.exact, "ui.export.exact", "ui.export.exact.note")),
		dom.El("div", dom.Class("downloads"),
			a.exportCard("findings", a.findings, a.overview.Findings),
			a.exportCard("matches", a.matches, predictions(a.overview))),
		dom.El("p", dom.Class("export-state"), dom.Attr("role", "status"), dom.Text(a.export.finished)),
		dom.El("div", dom.If(a.export.trouble != nil, a.troubleBox(a.export.trouble))))
}

func (a *app) exportCard(what string, g *grid, all int64) *vecty.HTML {
	rows := t("ui.export.rows", message.Num("n", all))
	filters := g.route.FilterCount()
	if g.search != "" {
		filters++
	}
	if !a.export.all && filters > 0 && g.loaded {
		rows = t("ui.export.rows-filtered", message.Num("n", g.page.total), message.Num("all", all), message.Num("filters", filters))
	}
	return dom.El("section", dom.Class("card", "download"),
		dom.El("h2", text("ui.nav."+what)),
		dom.El("p", text("ui.export."+what)),
		dom.El("p", dom.Class("muted"), dom.Text(rows)),
		dom.Button("export", what, dom.Class("button", "primary"), dom.Test("export-"+what),
			dom.Flag("disabled", a.export.running != "" || all == 0), icon("download"),
			text(map[bool]string{true: "ui.export.running", false: "ui.export.button"}[a.export.running == what])))
}

// check is a check box with a label and a note.
func check(action, arg, test string, on bool, label, note string) *vecty.HTML {
	return dom.El("label", dom.Class("check"),
		dom.El("input", dom.Attr("type", "checkbox"), dom.Test(test), dom.Checked(on), dom.OnChange(action, arg)),
		dom.El("span", dom.El("span", dom.Class("check-label"), text(label)),
			dom.El("span", dom.Class("check-note"), text(note))))
}
