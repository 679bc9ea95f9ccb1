//go:build js && wasm

package ui

import (
	"strconv"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/wasm/ui/dom"
)

// themeKey is where the browser keeps the choice of light or dark.
const themeKey = "presync-theme"

// nextTheme goes round: as the system says, light, dark.
func nextTheme(theme string) string {
	return map[string]string{"": "light", "light": "dark"}[theme]
}

func (a *app) applyTheme(theme string) {
	if theme != "light" && theme != "dark" {
		theme = ""
	}
	a.theme = theme
	dom.Store(themeKey, theme)
	root := dom.Document().Get("documentElement")
	if theme == "" {
		root.Call("removeAttribute", "data-theme")
	} else {
		root.Call("setAttribute", "data-theme", theme)
	}
}

// Render shows the page: its head, the present view, and what covers it.
func (a *app) Render() vecty.ComponentOrHTML {
	name, view := a.safeView()
	dom.Document().Set("title", a.title())
	swap := name
	if name == "differences" {
		swap += a.route.One("only") // each side has a table of its own
	}
	if name == "groups" {
		swap += grouping(a.route)
	}
	noticeClass := "visually-hidden"
	if a.toast {
		noticeClass = "toast"
	}
	return dom.El("div", dom.ID("app"), dom.Class("app", "app-"+name),
		dom.El("header", dom.Class("head"), dom.Flag("inert", a.covered()), a.head(), a.fileInput()),
		dom.El("main", dom.ID("main"), dom.Class("view"),
			dom.Attr("data-view", name), dom.State("data-ready", a.ready()), dom.Attr("data-results", strconv.Itoa(a.results)),
			dom.Attr("tabindex", "-1"),
			dom.Swap(swap, dom.Class("swap"), view)),
		a.viewTray(),
		dom.El("div", dom.Class("banner"), dom.Flag("hidden", !a.bannerShown()), dom.If(a.bannerShown(), a.banner())),
		dom.El("div", dom.Class(noticeClass), dom.Attr("role", "status"), dom.Test("notice"), dom.Text(a.notice)),
		dom.El("div", dom.Class("cover"), dom.Flag("hidden", !a.dragging),
			dom.El("p", icon("upload"), text("ui.drop.release"))),
		a.viewPreview(), a.viewShortcuts(), &palettePart{App: a},
	)
}

// bannerShown reports whether something went wrong that no view tells of.
func (a *app) bannerShown() bool {
	return a.trouble != nil && (a.phase == phaseReady || a.phase == phaseWorking)
}

// banner tells of it over whatever is shown.
func (a *app) banner() *vecty.HTML {
	return dom.El("div", dom.Class("banner-box"), a.troubleBox(a.trouble),
		dom.Button("dismiss", "", dom.Class("button"), text("ui.dismiss")))
}

// safeView is view, or the error view when making it panics: what a user loads
// must never take the page down.
func (a *app) safeView() (name string, view *vecty.HTML) {
	defer func() {
		if r := recover(); r != nil {
			name, view = "error", a.panicked(r)
		}
	}()
	return a.view()
}

// view is the name of the present view and what it shows.
func (a *app) view() (string, *vecty.HTML) {
	switch {
	case a.phase == phaseBroken:
		return "error", a.viewError()
	case a.route.View == ViewRules:
		return "rules", a.viewRules()
	case a.route.View == ViewPrivacy:
		return "privacy", a.viewPrivacy()
	case a.phase == phaseWorking:
		return "loading", a.viewLoading()
	case a.savedShown():
		return "saved", a.viewSaved()
	case a.phase == phaseEmpty:
		return "landing", a.viewLanding()
	}
	switch a.route.View {
	case ViewFiles:
		if a.reading.open() {
			return "reading", a.viewReading()
		}
		return "files", a.viewFiles()
	case ViewFindings:
		return "findings", a.viewTable(a.findings)
	case ViewGroups:
		return "groups", a.viewTable(a.grid())
	case ViewContest:
		return "contest", a.viewContest()
	case ViewMatches:
		return "matches", a.viewTable(a.matches)
	case ViewAccounts:
		return "accounts", a.viewTable(a.accounts)
	case ViewTransfer:
		return "transfer", a.viewTransfer()
	case ViewObjects:
		return "objects", a.viewTable(a.objects)
	case ViewCompare:
		if g := a.grid(); g != nil {
			return "differences", a.viewTable(g)
		}
		return "compare", a.viewCompare()
	case ViewArchive:
		return "archive", a.viewTable(a.archive)
	case ViewSince:
		return "since", a.viewSince()
	case ViewSinceList:
		if g := a.grid(); g != nil {
			return "since-list", a.viewTable(g)
		}
		return "since", a.viewSince()
	case ViewChanges:
		if a.reviews() {
			return "review", a.viewTable(a.changes)
		}
		return "changes", a.viewChanges()
	case ViewReport:
		return "report", a.viewReport()
	case ViewSettings:
		return "settings", a.viewSettings()
	}
	return "overview", a.viewOverview()
}

// ready reports whether the view shows all that it is going to show.
func (a *app) ready() bool {
	if !a.rulesReady() {
		return false
	}
	if a.savedShown() {
		return (a.saved.about != nil || a.saved.trouble != nil) && !a.saved.working
	}
	if a.phase != phaseReady {
		return a.phase != phaseWorking
	}
	if a.desk.waiting > 0 || a.desk.seeking || a.saved.working || a.saved.carrying {
		return false
	}
	if g := a.grid(); g != nil {
		return g.loaded && !g.busy && !g.renewed && !g.filtering && a.panel.open == a.panel.present
	}
	if a.route.View == ViewFiles {
		return a.filesShown() && a.reading.ready()
	}
	if a.route.View == ViewContest {
		return a.contest.ready()
	}
	if a.route.View == ViewTransfer {
		return a.transfer.ready(a)
	}
	if a.route.View == ViewReport {
		return a.export.ready()
	}
	if a.route.View == ViewCompare {
		return a.contrast.answer != nil || a.contrast.trouble != nil
	}
	if a.route.View == ViewSince && a.overview.Since != "" {
		return a.since.answer != nil || a.since.trouble != nil
	}
	return !a.homeShown() || a.revealed >= overviewCards
}

// homeShown reports whether the overview is the present view.
func (a *app) homeShown() bool { return a.route.View == ViewOverview || a.route.View == ViewHome }

// title is the title of the document: a browser shows it where the page itself is
// not seen.
func (a *app) title() string {
	switch {
	case a.phase == phaseWorking:
		return t("ui.title.loading", message.Num("percent", a.work.percent()))
	case a.phase == phaseReady && a.route.View != ViewHome:
		return t("ui.title.view", message.Text("view", t("ui.nav."+string(a.route.View))))
	}
	return t("ui.title")
}

// head is the bar at the top: the name, the views and what is always at hand.
func (a *app) head() dom.Part {
	return dom.Parts(
		dom.Button("skip", "", dom.Class("skip"), text("ui.skip")),
		dom.Link(To(a.homeView()).String(), dom.Class("brand"), icon("mark"), dom.El("span", dom.Text("presync"))),
		dom.El("nav", dom.Class("nav"), dom.Attr("aria-label", t("ui.nav.label")), a.navigation()),
		dom.El("div", dom.Class("tools"), a.tools()),
	)
}

func (a *app) homeView() View {
	switch o := a.overview; {
	case a.phase != phaseReady:
		return ViewHome
	case o.Archive > 0 && o.OnPrem.Objects+o.Cloud.Objects == 0:
		return ViewArchive
	}
	return ViewOverview
}

// navViews are the views in the navigation; some are hidden while they would be
// empty.
func (a *app) navViews() []View {
	if a.phase != phaseReady {
		return []View{ViewRules, ViewPrivacy}
	}
	return []View{ViewOverview, ViewFiles, ViewFindings, ViewMatches, ViewAccounts, ViewObjects, ViewChanges, ViewSince, ViewCompare, ViewArchive, ViewReport, ViewSettings, ViewRules, ViewPrivacy}
}

// hides reports whether a view has nothing to show for what is loaded.
func (a *app) hides(v View) bool {
	return (v == ViewCompare || v == ViewChanges) && a.overview.OnPrem.Objects == 0 || v == ViewArchive && a.overview.Archive == 0 ||
		v == ViewSince && a.overview.Since == ""
}

// navigation lists the views, with the number that each is about.
func (a *app) navigation() dom.Part {
	return dom.El("ul", dom.Each(a.navViews(), func(v View) *vecty.HTML {
		if a.hides(v) {
			return dom.El("li", dom.Flag("hidden", true))
		}
		return dom.El("li", dom.Class("nav-"+string(v)), a.navLink(v))
	}))
}

// beside are the views that are not about what was loaded. Where there is room they
// stand at the end of the bar as pictures, once something is loaded.
var beside = map[View]string{ViewSettings: "sliders", ViewRules: "book", ViewPrivacy: "lock"}

func (a *app) navLink(v View) *vecty.HTML {
	name := t("ui.nav." + string(v))
	parts := []dom.Part{dom.El("span", dom.Text(name)), a.navCount(v)}
	if picture := beside[v]; picture != "" && a.phase == phaseReady {
		parts = append(parts, dom.Class("beside"), dom.Attr("title", name), icon(picture))
	}
	if v == navView(a.route.View) || v == ViewOverview && a.route.View == ViewHome {
		parts = append(parts, dom.Attr("aria-current", "page"))
	}
	return dom.Link(a.navRoute(v).String(), parts...)
}

func (a *app) navCount(v View) dom.Part {
	var n int64
	switch v {
	case ViewFindings:
		n = a.overview.Findings
	case ViewMatches:
		n = predictions(a.overview)
	case ViewArchive:
		n = a.overview.Archive
	case ViewChanges:
		if n = a.desk.state.Changes; n == 0 {
			return nil
		}
	default:
		return nil
	}
	return dom.El("span", dom.Class("count"), dom.Attr("title", t("ui.why.nav."+string(v))), dom.Text(message.Group(n)))
}

func (a *app) tools() dom.Part {
	themeIcon := map[string]string{"": "half", "light": "sun", "dark": "moon"}[a.theme]
	themeName := map[string]string{"": "auto", "light": "light", "dark": "dark"}[a.theme]
	label := t("ui.theme." + themeName)
	return dom.Parts(
		dom.El("span", dom.If(a.phase == phaseReady,
			dom.Button("choose", "", dom.Class("button", "quiet"), dom.ID("add-files"), icon("plus"),
				dom.El("span", text("ui.add-files"))))),
		dom.Button("palette", "", dom.Class("button", "quiet", "round"), dom.Test("palette-button"),
			dom.Attr("aria-label", t("ui.palette.button")), dom.Attr("title", t("ui.palette.button")), dom.Attr("aria-haspopup", "dialog"),
			dom.Attr("aria-keyshortcuts", "Control+K"), icon("command")),
		dom.Button("keys", "", dom.Class("button", "quiet", "round"), dom.Test("shortcuts-button"),
			dom.Attr("aria-label", t("ui.keys.title")), dom.Attr("title", t("ui.keys.title")), dom.Attr("aria-haspopup", "dialog"), icon("keyboard")),
		dom.Button("theme", "", dom.Class("button", "quiet", "round"), dom.Test("theme"),
			dom.Attr("aria-label", label), dom.Attr("title", label), icon(themeIcon)),
	)
}

// viewTitle is the heading of a view. It takes the keyboard focus when the view
// is opened, so that a screen reader starts there.
func viewTitle(id string, args ...message.Arg) *vecty.HTML {
	return dom.El("h1", dom.ID("title"), dom.Attr("tabindex", "-1"), text(id, args...))
}
