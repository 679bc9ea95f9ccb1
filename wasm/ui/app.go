//go:build js && wasm

package ui

import (
	"fmt"
	"runtime/debug"
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// phase is what the page as a whole is doing.
type phase uint8

const (
	phaseEmpty   phase = iota // nothing is loaded
	phaseWorking              // the engine loads or evaluates
	phaseReady                // there is something to show
	phaseBroken               // the engine broke down
)

// app is the root component and the state of the page.
type app struct {
	vecty.Core

	host  *host
	route Route
	phase phase

	files    []chosenFile // of the workspace, or of a load that was cancelled
	work     work
	overview *session.Overview
	trouble  *trouble // of the last load, or of the page itself

	findings  *grid
	matches   *grid
	accounts  *grid
	objects   *grid
	contrast  contrast
	alone     map[string]*grid // what one side of the comparison reports alone
	archive   *grid
	changes   *grid
	saved     saved
	since     sinceView
	sinceList *grid
	desk      desk
	contest   contest
	only      onlyMenu
	grouped   map[string]*grid // the findings in groups
	carried   string           // the search that the next list takes over
	visited   map[View]Route   // what was seen last of each view
	returning bool             // the browser's Back or Forward led here
	transfer  transfer
	panel     panel
	palette   palette
	reading   reading
	settings  settingsForm
	export    exportForm
	sheet     bool // the filters cover the page, on a narrow screen
	theme     string
	shortcuts shortcuts
	tips      *dom.Tips
	toast     bool   // the notice is for the eye as well
	notice    string // read out by screen readers
	dragging  bool

	tableHeight float64 // of the rows of a table in sight, in pixels, 0 before there was one
	results     int     // evaluations that the engine has answered
	revealed    int     // parts of the overview that are shown
	pictures    *session.Pictures
	picturesOf  int // the evaluation that they were asked for
	cardsShown  int // files in their view, of cardsWanted
	cardsWanted int
	ruleSearch  string
	rulesShown  int
	focus       string // id of the element to focus after the next render
	keeping     bool   // what has the keyboard is looked after in the next frame
}

// t is the text of an id.
//
//go:noinline
func t(id string, args ...message.Arg) string { return message.English.T(id, args...) }

// text is a text node with the text of an id.
//
//go:noinline
func text(id string, args ...message.Arg) dom.Part { return dom.Text(t(id, args...)) }

// words is a text node with a message that the engine made.
//
//go:noinline
func words(m message.Message) dom.Part { return dom.Text(message.English.Format(m)) }

// gcPercent lets the heap of the page, which is a few megabytes, grow further
// before it is collected: a collection would fall into a frame.
const gcPercent = 400

// Run shows the page and never returns.
func Run() {
	debug.SetGCPercent(gcPercent)
	a := &app{host: newHost()}
	a.findings, a.matches, a.objects = newFindingsGrid(a), newMatchesGrid(a), newObjectsGrid(a)
	a.accounts = newAccountsGrid(a)
	a.alone = map[string]*grid{onlyIdFix: newDifferenceGrid(a, onlyIdFix), onlyPresync: newDifferenceGrid(a, onlyPresync)}
	a.archive = newArchiveGrid(a)
	a.changes = newChangesGrid(a)
	a.grouped = newGroupsGrids(a)
	a.sinceList = newSinceGrid(a)
	a.export.semicolon = decimalComma()
	a.applyTheme(dom.Stored(themeKey))
	a.shortcuts.off = dom.Stored(shortcutsKey) != ""
	a.host.listen(a.report, a.crashed)
	a.route = ParseRoute(dom.Window().Get("location").Get("hash").String())
	a.markEntry()
	a.listen()
	if err := dom.Mount(a); err != nil {
		panic(err)
	}
	select {}
}

// Copy keeps Vecty from holding on to every earlier render.
func (a *app) Copy() vecty.Component { return &app{} }

// update renders the page again before the next frame.
func (a *app) update() {
	dom.Update(a)
	if a.focus != "" {
		id := a.focus
		a.focus = ""
		dom.NextFrame(a.report, func() { dom.Focus(id) })
	}
	a.keepFocus()
}

// say has screen readers read a sentence out.
func (a *app) say(s string) { a.notice, a.toast = s, false }

// report is told of a panic in the page's own code. The page lives on and says so.
func (a *app) report(r any) {
	a.trouble = &trouble{
		text:   t("ui.error.page"),
		advice: t("ui.error.page.advice"),
		detail: fmt.Sprintf("%v\n\n%s", r, debug.Stack()),
	}
	a.update()
}

// listen connects the events of the document with the actions of the page.
func (a *app) listen() {
	doc, win := dom.Document(), dom.Window()
	dom.Delegate("click", "data-do", a.report, a.click)
	dom.Delegate("input", "data-input", a.report, a.input)
	dom.Delegate("change", "data-change", a.report, a.change)
	dom.Listen(doc, "keydown", a.report, a.key)
	dom.ListenCapture(doc, "scroll", a.report, a.scrolled)
	dom.ListenCapture(doc, "close", a.report, a.closedDialog)
	a.tips = dom.NewTips(a.report, tipText)
	dom.Listen(win, "beforeunload", a.report, a.leaving)
	dom.Delegate("mouseover", "data-cell", a.report, a.overCell)
	dom.Listen(doc, "contextmenu", a.report, a.askOnly)
	dom.Listen(win, "hashchange", a.report, func(js.Value) { a.routed() })
	a.listenForDrops(doc)
}

// nameCell shows the whole text of a cell that is cut off, where the pointer is.
func nameCell(e dom.Event) {
	e.Target.Set("title", e.Target.Get("textContent"))
}

// routed takes the fragment of the address over.
func (a *app) routed() {
	r := ParseRoute(dom.Window().Get("location").Get("hash").String())
	if r.String() == a.route.String() {
		return
	}
	former, table := a.route, a.grid()
	a.route = r
	a.arriveBy()
	if g := a.grid(); g != nil && g != table && (a.carried != "" || !g.route.SameList(r)) {
		g.search = a.carried // a link to a list shows all of it
	}
	a.carried = ""
	if r.View != former.View {
		a.sheet = false
		a.revealed = 0
	}
	if r.View != former.View || r.ID != former.ID {
		a.rulesShown = 0
	}
	if r.View != former.View || (r.View == ViewRules || r.View == ViewFiles) && r.ID != former.ID ||
		r.View == ViewChanges && r.One("part") != former.One("part") {
		a.focus = "title"
		dom.Window().Call("scrollTo", 0, 0)
	}
	a.follow()
	a.returning = false
	a.update()
	if r.View != former.View {
		dom.NextFrame(a.report, showCurrentLink)
	}
}

// showCurrentLink scrolls the navigation, on a narrow screen, to the present view.
func showCurrentLink() {
	if link := dom.Document().Call("querySelector", ".nav [aria-current]"); !link.IsNull() {
		link.Call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
	}
}

// goTo moves to a route as a new step of the browser's history.
func (a *app) goTo(r Route) {
	dom.Window().Get("location").Set("hash", r.String())
}

// replace moves to a route without a step of the history.
func (a *app) replace(r Route) {
	dom.Window().Get("history").Call("replaceState", nil, "", r.String())
	a.routed()
}

// follow asks the engine for what the present route shows.
func (a *app) follow() {
	if a.phase != phaseReady {
		return
	}
	a.askPictures()
	a.visit()
	if g := a.grid(); g != nil {
		g.show(a.route)
	}
	a.panel.show(a, a.route)
	a.transfer.show(a)
	a.export.show(a)
	a.desk.review.show(a)
	a.reading.show(a)
	a.contest.show(a)
	if a.route.View == ViewCompare {
		a.contrast.show(a, a.route)
	}
	a.since.show(a)
}

// grid is the table of the present view, nil when it has none.
func (a *app) grid() *grid {
	switch a.route.View {
	case ViewFindings:
		return a.findings
	case ViewGroups:
		return a.grouped[grouping(a.route)]
	case ViewMatches:
		return a.matches
	case ViewAccounts:
		return a.accounts
	case ViewObjects:
		return a.objects
	case ViewCompare:
		return a.alone[a.route.One("only")]
	case ViewArchive:
		return a.archive
	case ViewSinceList:
		if a.overview.Since != "" {
			return a.sinceList
		}
	case ViewChanges:
		if a.reviews() {
			return a.changes
		}
	}
	return nil
}

// click does what a click on an element with data-do stands for.
func (a *app) click(e dom.Event) {
	switch e.Action {
	case "skip":
		dom.Focus("main")
	case "choose":
		if el, ok := dom.ByID("file-input"); ok {
			el.Set("value", "")
			el.Call("click")
		}
	case "sample":
		a.loadSample()
	case "again":
		a.load()
	case "forget":
		a.forget()
	case "remove":
		a.removeFile(int(number(e.Arg)))
	case "cancel":
		a.cancel()
	case "dismiss":
		a.trouble = nil
		a.update()
	case "theme":
		a.applyTheme(nextTheme(a.theme))
		a.update()
	case "copy":
		a.copy(e.Arg)
	case "copy-text":
		a.copyTextOf(e.Arg)
	case "sheet":
		a.sheet = e.Arg == "open"
		a.focus = map[bool]string{true: "sheet-title", false: "sheet-button"}[a.sheet]
		a.update()
	case "clear-search":
		a.grid().setSearch("")
		a.focus = "search"
		a.update()
	case "clear-all":
		a.grid().setSearch("")
		a.focus = "search"
		a.goTo(a.route.Cleared())
	case "only":
		a.narrow(e.Arg)
	case "only-menu":
		a.openOnlyHere()
	case "close-popover":
		closePopover(e.Arg)
	case "settle":
		a.contest.settle(a)
	case "tree-fold", "tree-more":
		a.grid().unfold(strings.TrimPrefix(e.Action, "tree-"), number(e.Arg))
	case "row":
		a.grid().clicked(e.Target.Get("id").String())
	case "mark":
		a.grid().markClicked(e)
	case "marks":
		a.grid().markMany(e.Arg == "all")
	case "transfer":
		a.transfer.do(a, e.Arg)
	case "step":
		a.grid().step(map[string]int64{"next": 1, "previous": -1}[e.Arg])
	case "close":
		a.closePanel()
	case "record":
		a.panel.readRecord(a)
	case "reading":
		a.reading.do(a, e.Arg)
	case "forget-reading":
		a.forgetReading(int(number(e.Arg)))
	case "more-files":
		a.cardsWanted += cardsStep
		a.update()
	case "apply":
		a.applySettings()
	case "revert":
		a.settings.fill(a.overview.Settings)
		a.update()
	case "export":
		a.download(e.Arg)
	case "saved":
		a.useSaved(e.Arg)
	case "palette":
		a.openPalette()
	case "command":
		a.runEntry(int(number(e.Arg)))
	case "keys":
		dom.ShowModal(shortcutsID)
	case "find":
		dom.Focus("search")
		dom.Reveal("search")
	case "rows":
		a.goToRows()
	case "filters":
		a.goToFilters()
	case "columns":
		a.goToColumns()
	case "dialog":
		if e.OnItself() {
			dom.CloseDialog(e.Arg)
		}
	case "close-dialog":
		dom.CloseDialog(e.Arg)
	case "tip":
		a.tips.Show(e.Target, "")
	default:
		a.deskClick(e)
	}
}

// doAction does what a click on an element with an action would do.
func (a *app) doAction(action, arg string) { a.click(dom.Event{Action: action, Arg: arg}) }

// input takes over what is typed into a field with data-input.
func (a *app) input(e dom.Event) {
	switch field, ok := strings.CutPrefix(e.Action, "setting:"); {
	case ok:
		a.settings.set(field, e.TargetValue())
		a.update()
	case e.Action == "search":
		a.grid().typed(e.TargetValue())
	case e.Action == "claim":
		a.contest.typed(a, e.Arg, e.TargetValue())
	case e.Action == "tree":
		a.grid().typedTree(e.TargetValue())
	case e.Action == "rules":
		a.searchRules(e.TargetValue())
	case e.Action == "column":
		a.reading.typeColumn(a, int(number(e.Arg)), e.TargetValue())
	case e.Action == "command":
		a.typedCommand(e.TargetValue())
	default:
		a.deskInput(e)
	}
}

// change takes over what is chosen in a field with data-change.
func (a *app) change(e dom.Event) {
	switch e.Action {
	case "files":
		a.choose(values(e.Target.Get("files")))
	case "privileged":
		a.readPrivileged(e.Target.Get("files"))
	case "reading":
		a.reading.set(a, e.Arg, e.TargetValue())
	case "column":
		a.reading.setColumn(a, int(number(e.Arg)), e.TargetValue())
	case "filter":
		field, value, _ := strings.Cut(e.Arg, "=")
		a.goTo(a.route.Toggle(field, value))
	case "sort":
		r := a.route.Selected("")
		r.Sort, r.Desc = strings.CutPrefix(e.TargetValue(), "-")
		a.goTo(r)
	case "show-column":
		a.grid().showColumn(e.Arg, e.TargetChecked())
	case "rightful":
		a.contest.choose(a, e.Arg)
	case "group":
		a.regroup(e.TargetValue())
	case "switch":
		a.settings.toggle(e.Arg, e.TargetChecked())
		a.update()
	case "export":
		a.export.set(a, e.Arg, e.TargetValue(), e.TargetChecked())
	case "shortcuts":
		a.switchShortcuts(e.TargetChecked())
	}
}

// key handles the keys that belong to no single field.
func (a *app) key(e js.Value) {
	if a.onlyKey(e) || a.deskKey(e) || a.searchKey(e) {
		e.Call("preventDefault")
		return
	}
	if dom.InDialog(e) {
		if a.palette.open && a.paletteKey(e.Get("key").String()) {
			e.Call("preventDefault")
		}
		return
	}
	if e.Get("key").String() == "Escape" {
		switch {
		case a.tips.Hide():
		case dom.InField(e) && !a.sheet: // the field has a use for the key itself
		case a.sheet:
			a.sheet, a.focus = false, "sheet-button"
			a.update()
		case a.route.ID != "" && a.grid() != nil:
			a.closePanel()
		case a.grid() != nil && a.grid().hasMarks() && a.grid().marked() > 0:
			a.grid().markMany(false)
		}
		return
	}
	if id := e.Get("target").Get("id"); id.Type() == js.TypeString && id.String() == gridID {
		if g := a.grid(); g != nil && g.key(e) {
			e.Call("preventDefault")
			return
		}
	}
	if a.shortcut(e) {
		e.Call("preventDefault")
	}
}

// scrolled tells the table that it was scrolled.
func (a *app) scrolled(e js.Value) {
	target := e.Get("target")
	if id := target.Get("id"); id.Type() == js.TypeString && id.String() == gridID {
		if g := a.grid(); g != nil {
			g.scrolled(target.Get("scrollTop").Float())
		}
	}
}

// copy puts text on the clipboard and says so.
func (a *app) copy(s string) {
	dom.Copy(s, a.report, func(ok bool) {
		a.notice, a.toast = t("ui.not-copied"), true
		if ok {
			a.notice = t("ui.copied")
		}
		a.update()
		dom.After(2500, a.report, func() {
			a.say("")
			a.update()
		})
	})
}

// copyTextOf copies what an element shows.
func (a *app) copyTextOf(id string) {
	if el, ok := dom.ByID(id); ok {
		a.copy(el.Get("textContent").String())
	}
}
