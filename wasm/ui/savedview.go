//go:build js && wasm

package ui

import (
	"slices"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/report"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// savedShown reports whether the report that was opened is the present view.
func (a *app) savedShown() bool {
	return a.route.View == ViewSaved && a.saved.there && a.phase != phaseWorking && a.phase != phaseBroken
}

// hasSaved is the condition of the way back to the report that was opened.
func hasSaved(a *app) bool { return loaded(a) && a.saved.there }

// viewSaved says what an opened report is and what can be done with it.
func (a *app) viewSaved() *vecty.HTML {
	s := &a.saved
	var body dom.Part
	switch {
	case s.trouble != nil:
		body = a.troubleBox(s.trouble)
	case s.about == nil:
		body = dom.El("p", dom.Class("muted"), text("ui.saved.reading"))
	default:
		body = dom.Parts(a.savedResult(), a.savedUses(), a.savedSummary(), a.savedFacts(), a.savedFiles())
	}
	return dom.El("div", dom.Class("page", "narrow"),
		viewTitle("ui.saved.title"),
		dom.El("p", dom.Class("lead"), dom.Text(s.file.name)),
		dom.El("div", dom.Class("saved"), body))
}

// savedUses offers to continue the work and to compare with it.
func (a *app) savedUses() *vecty.HTML {
	s := &a.saved
	unloaded := len(s.beside) == 0 && a.phase != phaseReady && len(a.files) == 0
	note := ""
	switch {
	case s.waits != "":
		note = t("ui.saved.waits." + s.waits)
	case unloaded:
		note = t("ui.saved.unloaded")
	}
	use := func(what string, disabled bool, lines ...string) *vecty.HTML {
		class := []string{"button"}
		if what == session.UseContinue {
			class = append(class, "primary")
		}
		return dom.El("section", dom.Class("card", "download"),
			dom.El("h2", text("ui.saved."+what)),
			dom.Each(lines, func(line string) *vecty.HTML { return dom.El("p", dom.Text(line)) }),
			dom.Button("saved", what, dom.Class(class...), dom.Test("saved-"+what), dom.Off(disabled || a.saved.working),
				icon(map[string]string{session.UseContinue: "arrow", session.UseCompare: "order"}[what]), text("ui.saved."+what)))
	}
	more := t("ui.saved.continue.decisions", message.Num("n", s.about.Rows.Decisions))
	if s.about.Masked {
		more = t("ui.saved.continue.masked")
	}
	limits := t("ui.saved.compare.single")
	switch {
	case s.about.Masked:
		limits = t("since.totals.masked")
	case s.about.Level == report.LevelSummary:
		limits = t("since.totals.summary")
	case s.about.Level == report.LevelFindings:
		limits = t("ui.saved.compare.findings")
	}
	return dom.El("div",
		dom.El("div", dom.Class("downloads"),
			use(session.UseContinue, s.about.Masked, t("ui.saved.continue.settings"), more),
			use(session.UseCompare, false, t("ui.saved.compare.text"), limits)),
		dom.El("div", dom.Class("saved-note"), dom.Flag("hidden", note == ""),
			dom.El("p", dom.Attr("role", "status"), dom.Test("saved-note"), dom.Text(note)),
			dom.El("p", dom.Button("choose", "", dom.Class("button"), dom.Test("saved-choose"), icon("upload"), text("ui.saved.choose")))))
}

// savedFacts are the cover data of the report.
func (a *app) savedFacts() *vecty.HTML {
	s := a.saved.about
	level := t("ui.saved.level." + string(s.Level))
	if s.Masked {
		level += ", " + t("ui.saved.masked")
	}
	return card("saved", dom.El("dl", dom.Class("facts"),
		fact("ui.saved.made", when(s.Made)), fact("ui.saved.program", s.Program), fact("ui.saved.level", level),
		fact("ui.saved.findings", message.Group(s.Findings)), fact("ui.saved.decisions", message.Group(int64(s.Rows.Decisions)))))
}

// savedFiles lists the files that the report was made of, and which of them are here.
func (a *app) savedFiles() *vecty.HTML {
	files := a.saved.about.Files
	open, others := 0, 0 // files whose content is not compared yet, and those that are others
	list := dom.Each(files, func(f report.File) *vecty.HTML {
		state := a.stateOf(f)
		mark := map[string]string{"same": "ok", "changed": "warning"}[state]
		switch state {
		case "here":
			open++
		case "changed":
			others++
		}
		hash := ""
		if f.SHA256 != "" {
			hash = t("ui.saved.hash", message.Text("hash", f.SHA256))
		}
		mark = orElse(mark, "info")
		return dom.El("li", dom.Test("saved-file"),
			dom.El("span", dom.Class("strong"), dom.Text(Visible(f.Name))),
			dom.El("span", dom.Class("muted"), dom.Text(message.FormatSize(f.Size)+", "+t("ui.side."+orElse(f.Role, "unknown")))),
			dom.El("span", dom.Class("sev", "sev-"+mark), icon(mark), dom.Text(" "), text("ui.saved.file."+state)),
			dom.El("span", dom.Class("mono", "muted", "small", "saved-hash"), dom.Flag("hidden", hash == ""), dom.Text(Visible(hash))))
	})
	return card("saved-files",
		dom.El("p", dom.Class("muted"), text("ui.saved.files.note")),
		dom.El("ul", dom.Class("saved-files"), list),
		dom.El("p", dom.Flag("hidden", others == 0), dom.Test("saved-others"), text("ui.saved.files.others", message.Num("n", others))),
		dom.El("p", dom.Flag("hidden", open == 0 || !a.comparable()),
			dom.Button("saved", useHashes, dom.Class("button"), dom.Test("saved-hashes"), dom.Off(a.saved.hashing), text("ui.saved.files.compare"))))
}

// useHashes is the action that compares the content of the files of a report with those
// that are loaded.
const useHashes = "hashes"

// hashedAtOnce bounds the bytes of files whose content is compared without being asked
// for: reading them takes about half a second.
const hashedAtOnce = 50 << 20

// comparable reports whether files are loaded that can be read again.
func (a *app) comparable() bool { return a.phase == phaseReady && len(a.saved.beside) == 0 }

// compareHashes has the loaded files hashed, so that a file is known by its content. Small
// ones are compared by themselves.
func (a *app) compareHashes(asked bool) {
	s := &a.saved
	size := int64(0)
	for _, f := range a.files {
		size += f.size
	}
	if s.about == nil || s.hashing || !a.comparable() || len(a.export.sources) > 0 && !asked || size > hashedAtOnce && !asked {
		return
	}
	s.hashing = true
	a.hashed(func() {
		s.hashing, a.export.progress = false, nil
		a.update()
	})
}

// stateOf says whether a file of the report is here: missing, other (of another size), here
// (as far as name and size tell), same (the same content) or changed (another one).
func (a *app) stateOf(f report.File) string {
	named := false
	for _, x := range a.export.sources {
		if x.SHA256 == "" || f.SHA256 == "" {
			continue
		}
		if x.SHA256 == f.SHA256 {
			return "same"
		}
		named = named || x.Name == f.Name && x.Size == f.Size
	}
	switch {
	case named:
		return "changed"
	case a.hasFile(f):
		return "here"
	case a.hasName(f):
		return "other"
	}
	return "missing"
}

// hasFile reports whether a file of the report is loaded or was chosen with it, as far
// as name and size tell.
func (a *app) hasFile(f report.File) bool {
	return a.anyFile(func(name string, size int64) bool { return name == f.Name && size == f.Size })
}

func (a *app) hasName(f report.File) bool {
	return a.anyFile(func(name string, _ int64) bool { return name == f.Name })
}

func (a *app) anyFile(is func(name string, size int64) bool) bool {
	return slices.ContainsFunc(a.files, func(c chosenFile) bool { return is(c.name, c.size) }) ||
		slices.ContainsFunc(a.saved.beside, func(v js.Value) bool { c := chosen(v); return is(c.name, c.size) })
}

// savedResult says which decisions could be taken over, which not and why.
func (a *app) savedResult() *vecty.HTML {
	r := a.saved.result
	if r == nil {
		return dom.El("div", dom.Flag("hidden", true))
	}
	if r.Restored+r.Lost == 0 {
		return card("saved-result", dom.El("p", dom.Test("saved-restored"), text("ui.saved.none")))
	}
	lost := dom.Part(nil)
	if r.Lost > 0 {
		lost = dom.Parts(
			dom.El("p", dom.Test("saved-lost"), text("ui.saved.lost", message.Num("n", r.Lost))),
			dom.El("ul", dom.Class("saved-reasons"), dom.Each(r.Reasons, func(c session.Count) *vecty.HTML {
				return dom.El("li", text("ui.saved.reason", message.Num("n", c.N), message.Text("reason", known("saved.lost."+c.Key, c.Key))))
			})),
			a.lostTable(r))
	}
	return card("saved-result",
		dom.El("p", dom.Class("lead"), dom.Test("saved-restored"), text("ui.saved.restored", message.Num("n", r.Restored))),
		dom.El("div", lost),
		dom.El("p", dom.Link(To(ViewChanges).String(), dom.Class("button"), dom.Flag("hidden", r.Restored == 0), text("ui.saved.review"))))
}

// lostTable lists decisions that could not be taken over.
func (a *app) lostTable(r *session.Restored) *vecty.HTML {
	return dom.El("details", dom.Flag("open", len(r.Rows) <= 10),
		dom.El("summary", text("ui.saved.lost.list", message.Num("n", len(r.Rows)))),
		dom.El("div", dom.Class("scroll-x"), dom.Attr("tabindex", "0"), dom.Attr("role", "group"), dom.Attr("aria-label", t("ui.saved.lost.label")), dom.El("table", dom.Class("plain", "saved-lost"),
			dom.El("thead", dom.El("tr", dom.El("th", text("ui.column.dn")), dom.El("th", text("ui.column.attribute")), dom.El("th", text("ui.column.value")),
				dom.El("th", text("ui.column.decision")), dom.El("th", text("ui.column.reason")))),
			dom.El("tbody", dom.Each(r.Rows, func(l session.LostDecision) *vecty.HTML {
				value := ""
				if l.Line.Value != nil {
					value = *l.Line.Value
				}
				decision := known("ui.decision."+l.Line.Action, l.Line.Action)
				if l.Line.NewValue != "" {
					decision += ": " + l.Line.NewValue
				}
				return dom.El("tr",
					dom.El("td", dom.Text(Visible(l.Line.DN))), dom.El("td", dom.Class("mono"), dom.Text(Visible(l.Line.Attribute))),
					dom.El("td", dom.Class("mono"), dom.Text(Visible(value))), dom.El("td", dom.Text(Visible(decision))),
					dom.El("td", dom.Text(known("saved.lost."+l.Reason.ID, message.English.Format(l.Reason)))))
			})))))
}

// when is a time of a report as the browser writes times.
func when(made string) string {
	date := js.Global().Get("Date").New(made)
	if date.Call("getTime").IsNaN() {
		return Visible(made)
	}
	return date.Call("toLocaleString").String()
}
