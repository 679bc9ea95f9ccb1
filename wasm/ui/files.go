//go:build js && wasm

package ui

import (
	"slices"
	"syscall/js"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// chosenFile is a file that the user chose; its bytes stay with the browser.
type chosenFile struct {
	file js.Value
	name string
	size int64
	spec session.FileSpec // how it is to be read; name and size are filled in for a load
}

func chosen(f js.Value) chosenFile {
	return chosenFile{file: f, name: f.Get("name").String(), size: int64(f.Get("size").Float())}
}

// same reports whether two choices are the same file, chosen again.
func (f chosenFile) same(o chosenFile) bool {
	return f.name == o.name && f.size == o.size &&
		f.file.Get("lastModified").Float() == o.file.Get("lastModified").Float()
}

// fileInput is the field behind every button that chooses files. It is always
// there, so that the browser's tests and assistive programs find it.
func (a *app) fileInput() dom.Part {
	return dom.El("input", dom.ID("file-input"), dom.Test("file-input"), dom.Class("visually-hidden"),
		dom.Attr("type", "file"), dom.Flag("multiple", true), dom.Attr("tabindex", "-1"),
		dom.Attr("accept", ".ldf,.ldif,.csv,.txt,.tsv,.json,.jsonl,.gz,.zip"), dom.Attr("aria-label", t("ui.drop.label")),
		dom.OnChange("files", ""))
}

func (a *app) loadSample() {
	a.files = nil
	for _, f := range a.host.sample() {
		a.files = append(a.files, chosen(f))
	}
	a.load()
}

// removeFile loads again without one file.
func (a *app) removeFile(i int) {
	if i >= len(a.files) {
		return
	}
	a.files = slices.Delete(a.files, i, i+1)
	if len(a.files) == 0 {
		a.forget()
		return
	}
	a.load()
}

// load reads all chosen files, checks and matches them. Decisions are taken along.
func (a *app) load() {
	if a.phase == phaseReady && a.desk.state.Decided > 0 {
		a.carry(a.loadFiles)
		return
	}
	a.loadFiles()
}

func (a *app) loadFiles() {
	req := session.LoadRequest{Settings: a.settings.settings(), Remembered: a.readings()}
	files := make([]js.Value, len(a.files))
	for i, f := range a.files {
		spec := f.spec
		spec.Name, spec.Size = f.name, f.size
		req.Files = append(req.Files, spec)
		files[i] = f.file
	}
	a.begin(false)
	a.host.load(req, files, a.answered)
	switch {
	case a.route.View == ViewHome:
	case a.route.View == ViewFiles && a.overview != nil: // to see there what became of a choice
		a.replace(To(ViewFiles))
	default:
		a.goTo(Route{})
	}
	a.focus = "title"
	a.update()
}

// begin shows that the engine is at work. What was there is forgotten: its row
// numbers mean nothing after it.
func (a *app) begin(again bool) {
	a.phase, a.trouble, a.dragging = phaseWorking, nil, false
	a.work = work{again: again}
	a.work.meter.Start(dom.Now())
	for _, g := range []*grid{a.findings, a.matches, a.accounts, a.objects, a.archive, a.alone[onlyIdFix], a.alone[onlyPresync], a.changes, a.sinceList} {
		g.reset()
	}
	for _, g := range a.grouped {
		g.reset()
	}
	a.panel, a.contrast, a.reading = panel{}, contrast{}, reading{asked: a.reading.asked}
	a.since.reset()
	a.saved.working, a.saved.carrying = false, false
	a.desk.stop()
	a.contest, a.visited = contest{}, nil
}

// answered takes over what the engine says about a load or an evaluation.
func (a *app) answered(res *session.Response, _ js.Value) {
	switch {
	case res.Progress != nil:
		if res.Progress.Stage != a.work.progress.Stage {
			a.say(t("ui.stage." + string(res.Progress.Stage)))
		}
		a.work.add(*res.Progress)
	case res.Failure != nil:
		a.phase, a.trouble, a.saved.jobs = phaseEmpty, failed(res.Failure), nil
		a.say(a.trouble.text)
		a.focus = "title"
	case res.Overview != nil:
		a.finish(res.Overview)
	}
	a.update()
}

func (a *app) finish(o *session.Overview) {
	a.overview, a.pictures, a.phase, a.revealed = o, nil, phaseReady, 0
	a.cardsShown, a.cardsWanted = 0, cardsStep
	a.results++
	a.settings.fill(o.Settings)
	a.export.shown, a.export.sources, a.saved.hashing = false, nil, false
	a.say(t("ui.loaded", message.Num("objects", o.OnPrem.Objects+o.Cloud.Objects), message.Num("findings", o.Findings)))
	a.desk.begin(a, o.Decisions)
	a.saved.again(o)
	a.focus = "title"
	if a.route.View == ViewHome {
		a.replace(To(a.homeView()))
	} else {
		a.follow()
	}
	a.nextJob()
}

// cancel ends the load at once.
func (a *app) cancel() {
	a.host.cancel()
	a.phase, a.overview, a.saved = phaseEmpty, nil, saved{}
	a.say(t("ui.cancelled"))
	a.focus = "title"
	if a.route.View != ViewHome {
		a.goTo(Route{})
	}
	a.update()
}

// forget gives up the chosen files.
func (a *app) forget() {
	a.host.cancel()
	a.files, a.overview, a.trouble, a.phase, a.saved = nil, nil, nil, phaseEmpty, saved{}
	a.focus = "title"
	a.goTo(Route{})
	a.update()
}

// listenForDrops lets the whole window take files.
func (a *app) listenForDrops(doc js.Value) {
	depth := 0
	cover := func(on bool) {
		if on != a.dragging {
			a.dragging = on
			a.update()
		}
	}
	hasFiles := func(e js.Value) bool {
		return e.Get("dataTransfer").Get("types").Call("includes", "Files").Bool()
	}
	dom.Listen(doc, "dragenter", a.report, func(e js.Value) {
		if hasFiles(e) {
			e.Call("preventDefault")
			depth++
			cover(a.phase != phaseWorking)
		}
	})
	dom.Listen(doc, "dragover", a.report, func(e js.Value) {
		if hasFiles(e) {
			e.Call("preventDefault")
		}
	})
	dom.Listen(doc, "dragleave", a.report, func(e js.Value) {
		if hasFiles(e) {
			depth = max(0, depth-1)
			cover(depth > 0 && a.phase != phaseWorking)
		}
	})
	dom.Listen(doc, "drop", a.report, func(e js.Value) {
		if hasFiles(e) {
			e.Call("preventDefault")
			depth = 0
			cover(false)
			a.choose(values(e.Get("dataTransfer").Get("files")))
		}
	})
}
