//go:build js && wasm

package ui

import (
	"strconv"
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/report"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// exportForm is what the user chose for the report and for tables as CSV.
type exportForm struct {
	exact bool // CSV with exact values
	// semicolon stands in a CSV between cells, as a spreadsheet of the user's language
	// expects it.
	semicolon bool
	all       bool // the whole list, whatever is filtered
	report    session.ReportExport
	// unguarded: files of changes overwrite values that changed since the export.
	unguarded bool
	unhashed  bool // the report does without the hashes of the files
	shown     bool // the view is open, so that the sizes are known
	version   int  // of the choices that sizes were asked for
	sizes     map[string]*session.ReportSize
	sources   []session.Source

	running  string
	progress *session.Progress
	finished string
	trouble  *trouble
}

// reportRows are the limits of rows that can be chosen.
var reportRows = []int{1000, report.HTMLRows, report.HTMLMaxRows}

// reportLevels are the levels that can be chosen.
var reportLevels = []report.Level{report.LevelSummary, report.LevelFindings, report.LevelFull}

// reportFormats are the formats of a report.
var reportFormats = []string{session.ReportHTML, session.ReportJSON}

// show asks for the sizes when the view is opened.
func (f *exportForm) show(a *app) {
	opened := a.route.View == ViewReport && !f.shown
	f.shown = a.route.View == ViewReport
	if opened {
		f.measure(a)
	}
}

// measure asks how large the reports would be.
func (f *exportForm) measure(a *app) {
	f.version++
	version := f.version
	f.sizes = map[string]*session.ReportSize{}
	for _, format := range reportFormats {
		q := f.query(format)
		a.host.ask(session.Request{Size: &q}, func(res *session.Response, _ js.Value) {
			if f.version != version || res.Size == nil {
				return
			}
			f.sizes[format] = res.Size
			a.update()
		})
	}
	a.update()
}

// ready reports whether the sizes are known.
func (f *exportForm) ready() bool { return len(f.sizes) == len(reportFormats) }

// query is what the choices ask for in a format.
func (f *exportForm) query(format string) session.ReportExport {
	q := f.report
	q.Format = format
	if q.Level == "" {
		q.Level = report.LevelFull
	}
	if q.Rows == 0 {
		q.Rows = report.HTMLRows
	}
	q.KeepDomains = q.KeepDomains && q.Masked
	return q
}

// decimalComma reports whether the user's language writes decimals with a comma; there
// spreadsheets separate cells with semicolons.
func decimalComma() bool {
	return strings.Contains(js.Global().Get("Intl").Get("NumberFormat").New().Call("format", 1.5).String(), ",")
}

// set takes a choice over.
func (f *exportForm) set(a *app, field, value string, on bool) {
	switch field {
	case "exact":
		f.exact = on
	case "semicolon":
		f.semicolon = on
	case "all":
		f.all = on
	case "guard":
		f.unguarded = !on
	case "hash":
		f.unhashed = !on
	case "level":
		f.report.Level = report.Level(value)
	case "masked":
		f.report.Masked = on
	case "domains":
		f.report.KeepDomains = on
	case "rows":
		f.report.Rows, _ = strconv.Atoi(value) // of a fixed list
	}
	switch field {
	case "level", "masked", "domains", "rows":
		f.measure(a)
	}
	a.update()
}

// download asks the engine for a table as CSV, or for a report.
func (a *app) download(what string) {
	f := &a.export
	for _, format := range reportFormats {
		if what == session.ExportReport+"-"+format {
			a.saveReport(what, format)
			return
		}
	}
	req := session.ExportRequest{What: what, Exact: f.exact, Compare: compareRequest(a.route), Changes: session.ChangesQuery{Format: session.ChangesCSV}}
	if !f.all {
		req.Findings = findingsFilter(a.findings.route, a.findings.search)
		req.Matches = matchesFilter(a.matches.route, a.matches.search)
	}
	a.save(what, req)
}

// save asks the engine for a file and hands it to the browser; what names it here.
func (a *app) save(what string, req session.ExportRequest) {
	f := &a.export
	f.running, f.progress, f.finished, f.trouble = what, nil, "", nil
	serial := a.desk.state.Serial
	req.Semicolon = f.semicolon
	a.host.ask(session.Request{Export: &req}, func(res *session.Response, bytes js.Value) {
		defer a.update()
		if f.progress = res.Progress; f.progress != nil {
			return
		}
		f.running = ""
		if res.Export == nil {
			f.trouble = failed(res.Failure)
			return
		}
		a.host.save(res.Export.Name, res.Export.Type, bytes)
		if keeps(&req) {
			a.saved.kept = serial
		}
		f.finished = t("ui.export.done", message.Text("name", res.Export.Name), message.Num("n", res.Export.Rows))
		switch req.What {
		case session.ExportChanges:
			f.finished = t("ui.changes.done", message.Text("name", res.Export.Name), message.Num("n", res.Export.Rows))
		case session.ExportReport:
			f.finished = t("ui.report.done", message.Text("name", res.Export.Name), message.Bytes("size", int64(bytes.Length())))
		}
		a.say(f.finished)
	})
	a.update()
}

// saveReport makes a report, after the files have been hashed if that is wanted.
func (a *app) saveReport(what, format string) {
	f := &a.export
	f.running, f.progress, f.finished, f.trouble = what, nil, "", nil
	q := f.query(format)
	if q.Masked {
		// Masks of one report must tell nothing about those of another.
		salt := js.Global().Get("Uint8Array").New(16)
		js.Global().Get("crypto").Call("getRandomValues", salt)
		q.Salt = make([]byte, 16)
		js.CopyBytesToGo(q.Salt, salt)
	}
	write := func() { a.save(what, session.ExportRequest{What: session.ExportReport, Report: q}) }
	if f.unhashed {
		write()
		return
	}
	a.hashed(write)
}

// hashed has the files hashed, which takes a while when they are large, and then
// goes on.
func (a *app) hashed(then func()) {
	f := &a.export
	a.host.reread(session.Request{Hash: &struct{}{}}, func(res *session.Response, _ js.Value) {
		if f.progress = res.Progress; f.progress != nil {
			a.update()
			return
		}
		if res.Sources != nil {
			f.sources = res.Sources.Files
		}
		then()
	})
	a.update()
}

// viewReport offers the report and the tables.
func (a *app) viewReport() *vecty.HTML {
	f := &a.export
	return dom.El("div", dom.Class("page", "narrow", "handover"),
		viewTitle("ui.nav.report"),
		dom.El("p", dom.Class("lead"), text("ui.report.lead")),
		dom.El("section", dom.Class("card"), dom.Attr("aria-labelledby", "report-file"),
			dom.El("h2", dom.ID("report-file"), text("ui.report.file")),
			f.levelField(), f.maskField(), f.rowsField(),
			check("export", "hash", "hash", !f.unhashed, "ui.report.hash", "ui.report.hash.note"),
			f.reportButtons()),
		dom.El("section", dom.Class("card"), dom.Attr("aria-labelledby", "report-tables"),
			dom.El("h2", dom.ID("report-tables"), text("ui.report.tables")),
			dom.El("p", dom.Class("muted"), text("ui.export.lead")),
			check("export", "all", "all", f.all, "ui.export.all", "ui.export.all.note"),
			check("export", "semicolon", "semicolon", f.semicolon, "ui.export.semicolon", "ui.export.semicolon.note"),
			check("export", "exact", "exact", f.exact, "ui.export.exact", "ui.export.exact.note"),
			a.tableList()),
		dom.El("p", dom.Class("export-state"), dom.Attr("role", "status"), dom.Test("export-state"), dom.Text(f.state())),
		f.troubles(),
		dom.El("div", dom.If(f.trouble != nil, a.troubleBox(f.trouble))))
}

// levelField chooses how much the report holds.
func (f *exportForm) levelField() *vecty.HTML {
	chosen := f.query("").Level
	return dom.El("fieldset", dom.Class("field-row"),
		dom.El("legend", dom.Class("field-label"), text("ui.report.level")),
		dom.Each(reportLevels, func(l report.Level) *vecty.HTML {
			name := string(l)
			return dom.El("label", dom.Class("check"),
				dom.El("input", dom.Attr("type", "radio"), dom.Attr("name", "level"), dom.Value(name), dom.Test("level-"+name),
					dom.Checked(l == chosen), dom.OnChange("export", "level")),
				dom.El("span", dom.El("span", dom.Class("check-label"), text("ui.report.level."+name)),
					dom.El("span", dom.Class("check-note"), text("ui.report.level."+name+".note"))))
		}))
}

func (f *exportForm) maskField() *vecty.HTML {
	return dom.El("div", dom.Class("field-row"),
		check("export", "masked", "masked", f.report.Masked, "ui.report.masked", "ui.report.masked.note"),
		dom.El("div", dom.Class("indented"), dom.Flag("hidden", !f.report.Masked),
			check("export", "domains", "domains", f.report.KeepDomains, "ui.report.domains", "ui.report.domains.note")))
}

// rowsField chooses how many rows a table of the HTML lists.
func (f *exportForm) rowsField() *vecty.HTML {
	q := f.query(session.ReportHTML)
	return dom.El("label", dom.Class("field-row"), dom.Flag("hidden", q.Level == report.LevelSummary),
		dom.El("span", dom.Class("field-label"), text("ui.report.rows")),
		dom.El("span", dom.Class("field-note"), text("ui.report.rows.note", message.Num("most", report.HTMLMaxRows))),
		dom.El("select", dom.Class("field"), dom.Test("rows"), dom.OnChange("export", "rows"),
			dom.Each(reportRows, func(n int) *vecty.HTML {
				return dom.El("option", dom.Attr("value", strconv.Itoa(n)), dom.Flag("selected", n == q.Rows), dom.Text(message.Group(int64(n))))
			})))
}

// reportButtons save the report, with what to expect of each format.
func (f *exportForm) reportButtons() *vecty.HTML {
	return dom.El("div", dom.Class("downloads"), dom.Each(reportFormats, func(format string) *vecty.HTML {
		what := session.ExportReport + "-" + format
		size := t("ui.report.measuring")
		if s := f.sizes[format]; s != nil {
			size = t("ui.report.size", message.Bytes("size", s.Bytes), message.Num("n", s.Listed))
			if s.Listed < s.All {
				size = t("ui.report.size.part", message.Bytes("size", s.Bytes), message.Num("n", s.Listed), message.Num("all", s.All))
			}
		}
		label := "ui.report.button." + format
		if f.running == what {
			label = "ui.export.running"
		}
		return dom.El("div", dom.Class("report-format"),
			dom.El("p", text("ui.report."+format)),
			dom.El("p", dom.Class("muted"), dom.Test("size-"+format), dom.Text(size)),
			dom.Button("export", what, dom.Class("button", "primary"), dom.Test("export-"+what), dom.Off(f.running != ""),
				icon("download"), text(label)))
	}))
}

// state says how far a file is, or that it is finished.
func (f *exportForm) state() string {
	p := f.progress
	if p == nil {
		return f.finished
	}
	percent := int64(0)
	if p.Total > 0 {
		percent = min(100, p.Bytes*100/p.Total)
	}
	id := "ui.report.write"
	if p.Stage == session.StageHash {
		id = "ui.report.hash.progress"
	}
	return t(id, message.Text("file", p.File), message.Num("percent", percent))
}

// troubles names the files whose hash is missing in the report.
func (f *exportForm) troubles() *vecty.HTML {
	var list []string
	for _, s := range f.sources {
		if s.State == session.SourceChanged || s.State == session.SourceUnreadable {
			list = append(list, t("ui.report.source."+s.State, message.Text("name", s.Name)))
		}
	}
	return dom.El("ul", dom.Class("troubles"), dom.Flag("hidden", len(list) == 0), dom.Test("source-troubles"),
		dom.Each(list, func(s string) *vecty.HTML { return dom.El("li", icon("warning"), dom.Text(s)) }))
}

// tableList offers every table as CSV.
func (a *app) tableList() *vecty.HTML {
	o := a.overview
	type table struct {
		what string
		n    int64
		grid *grid // whose filters narrow it
	}
	list := []table{{session.ExportFindings, o.Findings, a.findings}, {session.ExportMatches, predictions(o), a.matches},
		{session.ExportAccounts, o.Cloud.Objects, nil}, {session.ExportObjects, o.OnPrem.Objects, nil}, {session.ExportCloud, o.Cloud.Objects, nil},
		{session.ExportFiles, int64(len(o.Files)), nil}, {session.ExportRules, int64(len(o.Rules)), nil}, {session.ExportChanges, a.desk.state.Changes, nil}}
	return dom.El("ul", dom.Class("table-list"), dom.Each(list, func(x table) *vecty.HTML {
		label := "ui.export.button"
		if a.export.running == x.what {
			label = "ui.export.running"
		}
		return dom.El("li",
			dom.El("div", dom.El("h3", text("ui.export."+x.what+".title")), dom.El("p", dom.Class("muted"), text("ui.export."+x.what)),
				dom.El("p", dom.Class("muted", "small"), dom.Text(a.rowsOf(x.grid, x.n)))),
			dom.Button("export", x.what, dom.Class("button"), dom.Test("export-"+x.what), dom.Attr("aria-label", t("ui.export.label", message.Text("table", t("ui.export."+x.what+".title")))),
				dom.Off(a.export.running != "" || x.n == 0), icon("download"), text(label)))
	}))
}

// rowsOf says how many rows a file will have.
func (a *app) rowsOf(g *grid, all int64) string {
	if g == nil || a.export.all || !g.loaded {
		return t("ui.export.rows", message.Num("n", all))
	}
	filters := g.route.FilterCount()
	if g.search != "" {
		filters++
	}
	if filters == 0 {
		return t("ui.export.rows", message.Num("n", all))
	}
	return t("ui.export.rows-filtered", message.Num("n", g.page.total), message.Num("all", all), message.Num("filters", filters))
}

// check is a check box with a label and a note.
func check(action, arg, test string, on bool, label, note string) *vecty.HTML {
	return dom.El("label", dom.Class("check"),
		dom.El("input", dom.Attr("type", "checkbox"), dom.Test(test), dom.Checked(on), dom.OnChange(action, arg)),
		dom.El("span", dom.El("span", dom.Class("check-label"), text(label)),
			dom.El("span", dom.Class("check-note"), text(note))))
}
