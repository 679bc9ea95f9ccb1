//go:build js && wasm

package ui

import (
	"encoding/json"
	"slices"
	"strings"
	"syscall/js"

	"presync/core/message"
	"presync/core/report"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// saved is the report that the user opened last, and what is done with reports.
type saved struct {
	file    chosenFile
	there   bool
	about   *session.Saved // what the report is; nil until the engine has answered
	trouble *trouble
	beside  []js.Value // exports chosen together with it that are not loaded yet
	waits   string     // the use that waits for exports
	result  *session.Restored
	hashing bool // the loaded files are read again, to be told from those of the report

	jobs     []savedJob // to be done when the files are loaded
	working  bool       // the engine is at a job
	baseline chosenFile // of the comparison
	compares bool
	kept     int64 // serial of the decisions that a file holds
	carrying bool  // decisions are being written down for another load
}

// savedJob is a use of a report.
type savedJob struct {
	file chosenFile
	use  string
	// again: the report was in use before the files were loaded again, so that no view
	// is opened for it.
	again bool
}

// headBytes is how much of a file tells a report of presync.
const headBytes = 4096

// exportEndings are the endings of names that no report has; such files are not
// looked into before they are loaded.
var exportEndings = []string{".ldf", ".ldif", ".csv", ".tsv", ".gz", ".zip"}

// choose takes chosen files over. Reports of presync are told by their content and
// opened; everything else is loaded.
func (a *app) choose(files []js.Value) {
	if len(files) == 0 || a.phase == phaseWorking || a.saved.carrying {
		return
	}
	var exports, reports []js.Value
	left := len(files)
	sorted := func(f js.Value, isReport bool) {
		if isReport {
			reports = append(reports, f)
		} else {
			exports = append(exports, f)
		}
		if left--; left == 0 {
			slices.SortFunc(exports, func(x, y js.Value) int { return placeOf(files, x) - placeOf(files, y) })
			a.chosen(exports, reports)
		}
	}
	for _, f := range files {
		name := strings.ToLower(f.Get("name").String())
		if slices.ContainsFunc(exportEndings, func(end string) bool { return strings.HasSuffix(name, end) }) {
			sorted(f, false)
			continue
		}
		dom.ReadHead(f, headBytes, a.report, func(head []byte) { sorted(f, report.Is(head)) })
	}
}

func placeOf(files []js.Value, f js.Value) int {
	return slices.IndexFunc(files, func(x js.Value) bool { return x.Equal(f) })
}

// chosen goes on with files that were told apart.
func (a *app) chosen(exports, reports []js.Value) {
	switch s := &a.saved; {
	case a.phase == phaseWorking:
	case len(reports) > 0:
		a.openSaved(chosen(reports[len(reports)-1]), exports)
	case s.waits != "":
		s.beside = exports
		a.useSaved(s.waits)
	default:
		a.addFiles(exports)
		a.load()
	}
}

// addFiles puts files to those that are loaded.
func (a *app) addFiles(files []js.Value) {
	if a.phase == phaseEmpty {
		a.files = nil
	}
	for _, f := range files {
		c := chosen(f)
		if i := slices.IndexFunc(a.files, c.same); i >= 0 {
			a.files[i].file = f
		} else {
			a.files = append(a.files, c)
		}
	}
}

// openSaved asks the engine what a report is and shows that.
func (a *app) openSaved(file chosenFile, beside []js.Value) {
	s := &a.saved
	s.file, s.there, s.about, s.trouble, s.beside, s.waits, s.result = file, true, nil, nil, beside, "", nil
	a.host.open(session.Request{Saved: &session.SavedRequest{Name: file.name, Size: file.size}}, file.file, func(res *session.Response, _ js.Value) {
		if s.about = res.Saved; res.Saved == nil {
			s.trouble = failed(res.Failure)
		}
		a.compareHashes(false)
		a.focus = "title"
		a.update()
	})
	a.goTo(To(ViewSaved))
	a.update()
}

// useSaved continues the work of the report, or compares with it. Exports that were
// chosen with it are loaded first; without any it waits for them.
func (a *app) useSaved(use string) {
	if use == useHashes {
		a.compareHashes(true)
		return
	}
	s := &a.saved
	if s.about == nil || a.phase == phaseWorking {
		return
	}
	s.waits, s.result = "", nil
	if use == session.UseContinue && s.about.Settings != nil {
		a.settings.fill(*s.about.Settings)
	}
	loads := len(s.beside) > 0
	a.addFiles(s.beside)
	s.beside = nil
	if a.phase != phaseReady && len(a.files) == 0 {
		s.waits = use
		a.update()
		return
	}
	if use == session.UseContinue && a.takeChoices() {
		loads = true
	}
	s.jobs = append(s.jobs, savedJob{file: s.file, use: use})
	switch {
	case loads || a.phase != phaseReady:
		a.load()
	case a.settings.changed(a.overview.Settings):
		a.applySettings()
	default:
		a.nextJob()
	}
}

// takeChoices reads the files as the report's run did; it reports whether that is
// another way than the present one.
func (a *app) takeChoices() (changed bool) {
	for i := range a.files {
		f := &a.files[i]
		for _, was := range a.saved.about.Files {
			if was.Name != f.name || was.Size != f.size || len(was.Choices) == 0 {
				continue
			}
			spec := session.FileSpec{}
			if json.Unmarshal(was.Choices, &spec) != nil {
				continue
			}
			before, _ := json.Marshal(f.spec)
			after, _ := json.Marshal(spec)
			if string(before) != string(after) {
				f.spec, changed = spec, true
			}
			break
		}
	}
	return changed
}

// nextJob uses the next report that waits for the files to be loaded.
func (a *app) nextJob() {
	s := &a.saved
	if len(s.jobs) == 0 || s.working {
		return
	}
	job := s.jobs[0]
	s.jobs = s.jobs[1:]
	s.working = true
	q := session.SavedRequest{Name: job.file.name, Size: job.file.size, Use: job.use}
	a.host.open(session.Request{Saved: &q}, job.file.file, func(res *session.Response, _ js.Value) {
		s.working = false
		if res.Saved == nil {
			a.trouble = failed(res.Failure)
		} else {
			a.used(job, res.Saved)
		}
		a.nextJob()
		a.update()
	})
}

// used shows what a report was used for.
func (a *app) used(job savedJob, answer *session.Saved) {
	s := &a.saved
	if job.use == session.UseCompare {
		s.baseline, s.compares = job.file, true
		a.overview.Since = answer.Made
		a.since.reset()
		if !job.again {
			a.goTo(To(ViewSince))
		} else {
			a.follow()
		}
		return
	}
	if answer.Decisions != nil {
		a.desk.take(a, answer.Decisions)
	}
	r := answer.Restored
	if r == nil {
		return
	}
	if job.again {
		id := "ui.saved.carried"
		if r.Lost > 0 {
			id = "ui.saved.carried-lost"
		}
		a.tell(t(id, message.Num("n", r.Restored), message.Num("lost", r.Lost)))
		return
	}
	s.result, s.kept = r, a.desk.state.Serial
	a.compareHashes(false)
	a.say(t("ui.saved.restored", message.Num("n", r.Restored)))
	a.goTo(To(ViewSaved))
}

// again has the comparison made again after the files were loaded once more.
func (s *saved) again(o *session.Overview) {
	if s.compares && o.Since == "" && !slices.ContainsFunc(s.jobs, func(j savedJob) bool { return j.use == session.UseCompare }) {
		s.jobs = append(s.jobs, savedJob{file: s.baseline, use: session.UseCompare, again: true})
	}
}

// carry writes the decisions down before the files are loaded again, so that they can
// be taken over afterwards; then goes on.
func (a *app) carry(then func()) {
	s := &a.saved
	s.carrying = true
	req := session.ExportRequest{What: session.ExportReport, Report: session.ReportExport{
		ReportQuery: session.ReportQuery{Level: report.LevelFindings}, Format: session.ReportJSON}}
	a.host.ask(session.Request{Export: &req}, func(res *session.Response, bytes js.Value) {
		if res.Progress != nil {
			return
		}
		s.carrying = false
		if res.Export != nil {
			file := js.Global().Get("File").New([]any{bytes}, res.Export.Name)
			job := savedJob{file: chosen(file), use: session.UseContinue, again: true}
			s.jobs = append([]savedJob{job}, s.jobs...)
		}
		then()
	})
}

// keeps reports whether a downloaded file holds the decisions.
func keeps(req *session.ExportRequest) bool {
	switch req.What {
	case session.ExportChanges:
		return true
	case session.ExportReport:
		return req.Report.Format == session.ReportJSON && !req.Report.Masked && req.Report.Level != report.LevelSummary
	}
	return false
}

// unsaved reports whether decisions would be lost with the page.
func (a *app) unsaved() bool {
	return a.phase != phaseEmpty && a.desk.state.Decided > 0 && a.desk.state.Serial != a.saved.kept
}

// leaving has the browser ask before it leaves decisions that no file holds.
func (a *app) leaving(e js.Value) {
	if a.unsaved() {
		e.Call("preventDefault")
		e.Set("returnValue", "")
	}
}
