//go:build js && wasm

package ui

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hexops/vecty"

	"presync/core/ingest"
	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// cardsStep is how many files are shown at first, and how many more at a time.
const cardsStep = 12

// viewFiles is what was understood of every file.
func (a *app) viewFiles() *vecty.HTML {
	return dom.El("div", dom.Class("page", "files"),
		viewTitle("ui.nav.files"),
		dom.El("p", dom.Class("lead"), text("ui.files.lead")),
		a.fileCards(a.overview),
		a.fileActions(),
		dom.El("section", dom.Class("card"), dom.Attr("aria-labelledby", "commands-title"),
			dom.El("h2", dom.ID("commands-title"), text("ui.commands.title")),
			dom.El("p", dom.Class("muted"), text("ui.commands.note")), commandBoxes()))
}

// filesShown reports whether all files that are to be shown are shown.
func (a *app) filesShown() bool {
	return a.reading.open() || a.cardsShown >= min(a.cardsWanted, len(a.overview.Files))
}

// fileCards shows the files, one more in each frame, so that none of them keeps the
// page from answering.
func (a *app) fileCards(o *session.Overview) *vecty.HTML {
	if !a.filesShown() {
		dom.NextFrame(a.report, func() {
			a.cardsShown++
			a.update()
		})
	}
	i := -1
	rest := len(o.Files) - a.cardsWanted
	return dom.El("div", dom.Class("file-list"),
		dom.Each(o.Files[:min(a.cardsShown, len(o.Files))], func(f ingest.Report) *vecty.HTML {
			i++
			at := i
			return dom.Memo("file-slot", cardVersion{overview: o, shown: true}, func() *vecty.HTML { return a.fileCard(at, &f) })
		}),
		dom.El("p", dom.Flag("hidden", rest <= 0), dom.Button("more-files", "", dom.Class("button"), text("ui.files.more", message.Num("n", rest)))))
}

// fileActions are what can be done with all files.
func (a *app) fileActions() *vecty.HTML {
	return dom.El("p", dom.Class("actions"),
		dom.Button("choose", "", dom.Class("button"), icon("plus"), text("ui.add-files")),
		dom.Button("forget", "", dom.Class("button"), text("ui.close-all")))
}

// ofIdFix reports whether IdFix wrote a file: it lists findings, not objects.
func ofIdFix(f *ingest.Report) bool {
	return f.Shape == session.ShapeIdFixCSV || f.Shape == session.ShapeIdFixUpdate
}

func sideIcon(f *ingest.Report) string {
	return map[ingest.Role]string{ingest.OnPrem: "server", ingest.Cloud: "cloud", ingest.RoleUnknown: "file"}[f.Role]
}

// shapeTitle is the id of what a kind of file is called.
func shapeTitle(f *ingest.Report) string { return "shape." + orElse(string(f.Shape), "unknown") }

// fileList is the list of what a file holds, and what its number counts.
func fileList(i int, f *ingest.Report) (list Route, label string) {
	if ofIdFix(f) {
		return To(ViewArchive), "ui.files.rows"
	}
	side := "onprem"
	if f.Role == ingest.Cloud {
		side = "cloud"
	}
	return To(ViewObjects, "side", side, "file", strconv.Itoa(i)), "ui.files.objects"
}

// remarks counts what there is to know about a file, the gravest first.
func remarks(f *ingest.Report) *vecty.HTML {
	gravest := ingest.Note
	for _, d := range f.Diagnostics {
		gravest = max(gravest, d.Level)
	}
	level := diagnosticLevel(gravest)
	if len(f.Diagnostics) == 0 {
		level = "ok"
	}
	return dom.El("span", dom.Class("sev", "sev-"+level), icon(level), text("ui.files.remarks-"+level, message.Num("n", len(f.Diagnostics))))
}

func (a *app) fileCard(i int, f *ingest.Report) *vecty.HTML {
	number := strconv.Itoa(i)
	whole := t("ui.file.remove", message.Text("name", Visible(a.files[f.Source].name)))
	list, _ := fileList(i, f)
	return dom.El("article", dom.Class("file", "card"), dom.Test("file"),
		dom.El("div", dom.Class("file-head"), icon(sideIcon(f)),
			dom.El("h2", dom.Text(Visible(f.Name))), why("file", Visible(f.Name)),
			dom.If(canBeReadOtherwise(f), dom.Link(To(ViewFiles).Selected(number).String(), dom.Class("button"), dom.Test("read-otherwise"),
				icon("sliders"), text("ui.file.change"))),
			dom.Button("remove", strconv.Itoa(f.Source), dom.Class("button", "quiet", "round"), dom.Attr("aria-label", whole), dom.Attr("title", whole), icon("close"))),
		dom.If(f.Recalled, dom.El("p", dom.Class("file-recalled"), dom.Test("recalled"), icon("info"), dom.El("span", text("ui.file.recalled")),
			dom.Button("forget-reading", number, dom.Class("button"), dom.Test("forget-reading"), text("ui.file.forget")))),
		dom.El("dl", dom.Class("facts"),
			a.known(f, "role", t("ui.side."+f.Role.String()), ofIdFix(f)),
			a.known(f, "shape", t(shapeTitle(f)), ofIdFix(f) || f.Encoding == ""),
			a.known(f, "encoding", f.Encoding, f.Encoding == ""),
			a.known(f, "delimiter", delimiterName(f.Delimiter), f.Delimiter == ""),
			fact("ui.file.bytes", message.FormatSize(f.Bytes)),
			dom.El("div", dom.Flag("hidden", f.Encoding == ""), dom.El("dt", text(map[bool]string{false: "ui.file.objects", true: "ui.compare.rows"}[ofIdFix(f)])),
				dom.El("dd", count(f.Objects, list, "file-objects"))),
			fact("ui.file.skipped", message.Group(f.Skipped)),
			fact("ui.file.repeated", nonZero(f.Repeated)),
			fact("ui.file.also-guessed", alsoGuessed(f))),
		diagnostics(i, f), columns(f), completeness(f), exportAgain(i, f))
}

// known is a part of what is known of a file, with how it was found.
func (a *app) known(f *ingest.Report, part, value string, hidden bool) *vecty.HTML {
	how := confidence(f, part)
	class := "muted"
	if how == "guess" || how == "unknown" {
		class = "sev-warning"
	}
	return dom.El("div", dom.Flag("hidden", hidden), dom.El("dt", text("ui.file."+part)),
		dom.El("dd", dom.Test("file-"+part), dom.Attr("data-how", how), dom.Text(value), dom.El("span", dom.Class(class, "small"), text("ui.file.how-"+how))))
}

func fact(label, value string) *vecty.HTML {
	if value == "" {
		return dom.El("div", dom.Flag("hidden", true))
	}
	return dom.El("div", dom.El("dt", text(label)), dom.El("dd", dom.Text(value)))
}

func nonZero(n int64) string {
	if n == 0 {
		return ""
	}
	return message.Group(n)
}

// alsoGuessed names what else was guessed: it comes from the name of the file.
func alsoGuessed(f *ingest.Report) string {
	var list []string
	for _, g := range []string{"class", "deleted"} {
		if slices.Contains(f.Guessed, g) {
			list = append(list, t("ui.file.guessed-"+g))
		}
	}
	return strings.Join(list, ", ")
}

func delimiterName(d string) string {
	if d == "" {
		return ""
	}
	return name("ui.delimiter.", d)
}

func diagnosticLevel(l ingest.Level) string {
	return map[ingest.Level]string{ingest.Note: "info", ingest.Loss: "warning", ingest.Fatal: "error"}[l]
}

// diagnostics lists what the user has to know about a file.
func diagnostics(i int, f *ingest.Report) dom.Part {
	if len(f.Diagnostics) == 0 {
		return nil
	}
	grave := slices.ContainsFunc(f.Diagnostics, func(d ingest.Diagnostic) bool { return d.Level != ingest.Note })
	return dom.El("details", dom.Class("diagnostics"), dom.Flag("open", grave),
		dom.El("summary", text("ui.file.diagnostics", message.Num("n", len(f.Diagnostics)))),
		dom.El("ul", dom.Each(f.Diagnostics, func(d ingest.Diagnostic) *vecty.HTML { return diagnosticItem("li", &d) })))
}

// diagnosticItem is one of them: what happened, what to do, and where.
func diagnosticItem(tag string, d *ingest.Diagnostic) *vecty.HTML {
	level := diagnosticLevel(d.Level)
	return dom.El(tag, dom.Class("diagnostic"), dom.Test("diagnostic"), dom.Attr("data-code", d.Code),
		dom.El("span", dom.Class("sev", "sev-"+level), icon(level)),
		dom.El("div",
			dom.El("p", dom.Class("strong"), dom.Text(Visible(message.English.Format(d.Text)))),
			dom.El("p", dom.Text(Visible(message.English.Format(d.Advice))), commandOf(d)),
			dom.El("p", dom.Class("muted"), dom.Text(place(d))),
			dom.If(d.Excerpt != "", dom.El("pre", dom.Class("excerpt"), dom.Text(Visible(d.Excerpt))))))
}

// commandOf copies the command that an advice holds.
func commandOf(d *ingest.Diagnostic) dom.Part {
	for _, arg := range d.Advice.Args {
		if arg.Name == "command" {
			return dom.Button("copy", arg.Text, dom.Class("button", "quiet", "copy-value"), dom.Attr("aria-label", t("ui.copy")), dom.Attr("title", t("ui.copy")), icon("copy"))
		}
	}
	return nil
}

// place says where something was met, and how often.
func place(d *ingest.Diagnostic) string {
	switch {
	case d.Line > 0 && d.Count > 1:
		return t("ui.place.lines", message.Num("line", d.Line), message.Num("n", d.Count))
	case d.Line > 0:
		return t("ui.place.line", message.Num("line", d.Line))
	case d.Count > 1:
		return t("ui.place.times", message.Num("n", d.Count))
	}
	return ""
}

// columns shows how the columns of a file were understood, and how many objects
// have a value there.
func columns(f *ingest.Report) dom.Part {
	if len(f.Columns) == 0 {
		return nil
	}
	return dom.El("details", dom.Class("columns"),
		dom.El("summary", text("ui.file.columns", message.Num("n", len(f.Columns)))),
		scrolling("ui.columns.label", dom.El("table", dom.Class("plain"),
			dom.El("thead", dom.El("tr", dom.El("th", text("ui.columns.header")), dom.El("th", text("ui.columns.attribute")),
				dom.El("th", dom.Class("num"), text("ui.columns.filled")))),
			dom.El("tbody", dom.Each(f.Columns, func(c ingest.Column) *vecty.HTML {
				used := c.Attr.String()
				switch {
				case c.Lost:
					used = t("ui.columns.lost")
				case used == "":
					used = t("ui.columns.unused")
				}
				return dom.El("tr", dom.El("td", dom.Class("mono"), dom.Text(Visible(c.Header))),
					dom.El("td", dom.Text(used), dom.If(c.Chosen, dom.El("span", dom.Class("muted", "small", "block"), text("ui.file.how-chosen")))),
					dom.El("td", dom.Class("num"), dom.Text(filled(c.Filled, f.Objects))))
			})))))
}

// scrolling holds a wide table. It can be scrolled with the keyboard, so it has a name.
func scrolling(label string, table *vecty.HTML) *vecty.HTML {
	return dom.El("div", dom.Class("scroll-x"), dom.Attr("tabindex", "0"), dom.Attr("role", "group"), dom.Attr("aria-label", t(label)), table)
}

func filled(n, of int64) string {
	return t("ui.columns.share", message.Num("n", n), message.Permille("p", message.PermilleOf(n, of)))
}
