//go:build js && wasm

package ui

import (
	"strconv"
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

const (
	// windowRows is the greatest number of rows in the document.
	windowRows = 60
	// gridID is the id of the table's element; a view has one table.
	gridID = "grid"
	// paintMargin is how many rows above and below those in sight are painted with them.
	paintMargin = 2
	// typingPause is how long, in milliseconds, typing must rest before a search.
	typingPause = 250
)

// column is one column of a table.
type column struct {
	id    string // names the place, and the order for the engine
	label string // names the label, "" when id does
	sorts bool
	icons bool
	tails bool // long texts are shortened in the middle
	marks bool // a check box selects the row
	// differs: a part of the text stands out.
	differs bool
	button  string // the action of a button in each cell, "" for none
}

// cell is what one cell shows.
type cell = dom.Cell

// gridRow is one row of a list.
type gridRow struct {
	ID    string // of the entry, "" while the row is not known
	Class string
	Only  []only // the ways to narrow the list to rows like this one
	Cells [dom.MaxCells]cell
}

// pageRequest asks the engine for rows, and for the filters' numbers if fresh; done
// is called with the answer.
type pageRequest func(a *app, w wanted, done func(page, *session.Failure))

// wanted are the rows that a table needs.
type wanted struct {
	route  Route
	search string
	offset int64
	limit  int
	fresh  bool               // of a list not seen before
	tree   *session.TreeQuery // nil when the tree beside the table is there
}

// page is a part of a list.
type page struct {
	offset int64
	total  int64 // under the filter
	all    int64
	rows   []gridRow
	facets []session.Facet
	tree   []session.TreeRow
	labels []session.Label
}

// grid is the state of a table: what it shows and where it stands.
type grid struct {
	app      *app
	view     View
	columns  []column
	request  pageRequest
	viewport Viewport

	route   Route // of the list shown
	search  string
	loaded  bool // an answer for the list is there
	busy    bool // a request is under way
	stale   bool // another one must follow it
	old     bool // what the rows show has changed, the list has not
	serial  int  // of the list; answers for an earlier list are dropped
	page    page
	first   int64 // first row in the document
	active  int64 // row of the keyboard, -1 for the head
	column  int   // of the keyboard, in the head
	cell    int   // of the keyboard, in a row, from 1; 0 is the row as a whole
	trouble *trouble
	marks   marks // of a table with check boxes
	tree    treeState
	places  map[string]stand      // by placeKey
	hidden  []string              // columns that the user left out
	restore float64               // the place to scroll to when the list is there
	leads   func(id string) Route // where a row leads that has no entry beside the table
	whole   bool                  // all rows can be selected together, however many there are

	part       *gridPart
	painting   bool         // a frame is asked for
	renewed    bool         // the list is another one, which the rows show first and the view after them
	filters    facetVersion // of the filters that are shown
	filtering  bool         // a frame is asked for in which the filters follow
	calloff    func()       // of the pause in typing
	settle     func()       // of the pause in scrolling
	lastSearch string
}

func newGrid(a *app, v View, columns []column, request pageRequest) *grid {
	return &grid{app: a, view: v, columns: columns, request: request, hidden: hiddenColumns(v, dom.Stored(columnsKey(v))),
		viewport: Viewport{RowHeight: rowHeight(), Height: 600}, calloff: func() {}, settle: func() {}}
}

// layout is the view whose places for the columns the table uses.
func (g *grid) layout() View {
	if g.view == ViewCompare || g.view == ViewArchive || g.view == ViewSinceList {
		return ViewFindings
	}
	return g.view
}

// rowHeight is the height of a row in pixels: two lines, or on a narrow screen a
// card of three.
func rowHeight() float64 {
	lines := 2.75
	if narrow() {
		lines = 5
	}
	return float64(int(lines*dom.RootFontSize() + 0.5))
}

// narrow reports whether the page is laid out for a telephone.
func narrow() bool { return dom.Media("(max-width: 44rem)") }

// reset forgets everything that was loaded.
func (g *grid) reset() {
	g.serial++
	g.page, g.loaded, g.busy, g.stale, g.route = page{}, false, false, false, Route{}
	g.search, g.trouble = "", nil
	g.tree, g.places, g.restore = treeState{}, nil, 0
	g.marks.clear()
	g.top()
}

func (g *grid) top() {
	g.first, g.active, g.cell = 0, 0, 0
	g.viewport.Restore(0)
	g.placeScroll()
}

// show takes a route over; the list is asked for again if it is another one.
func (g *grid) show(r Route) {
	same := g.route.SameList(r) && g.lastSearch == g.search
	if g.loaded && same {
		g.route = r
		return
	}
	if !same {
		g.leave()
	}
	g.route, g.lastSearch, g.loaded = r, g.search, false
	if !same {
		g.arrive()
	}
	g.keepMarks()
	g.serial++
	g.busy = false
	g.fetch()
}

// typed takes over what is being typed into the search field, and searches when
// typing rests.
func (g *grid) typed(s string) {
	g.search = s
	g.calloff()
	g.calloff = dom.After(typingPause, g.app.report, func() { g.setSearch(s) })
}

func (g *grid) setSearch(s string) {
	g.calloff()
	g.search = s
	g.app.follow()
	g.app.update()
}

// fetch asks for the rows of the present window.
func (g *grid) fetch() {
	if g.busy {
		g.stale = true
		return
	}
	g.busy, g.stale = true, false
	serial := g.serial
	w := wanted{g.route, g.search, g.first, windowRows, !g.loaded || g.old, g.tree.query(!g.loaded || g.old)}
	g.request(g.app, w, func(p page, f *session.Failure) {
		if serial != g.serial {
			return
		}
		g.busy = false
		g.take(p, f)
	})
}

// outdate asks for the rows again in the same place: what they show has changed.
func (g *grid) outdate() {
	g.serial++
	g.busy = false
	if g.app.grid() != g {
		g.loaded = false
		return
	}
	g.old = true
	g.fetch()
}

// take takes an answer over.
func (g *grid) take(p page, f *session.Failure) {
	if f != nil {
		g.trouble = failed(f)
		g.app.update()
		return
	}
	fresh, old := !g.loaded, g.old
	if p.facets == nil {
		p.facets, p.labels = g.page.facets, g.page.labels
	}
	grown := p.tree != nil
	if !grown {
		p.tree = g.page.tree
	}
	g.page, g.loaded, g.old, g.trouble = p, true, false, nil
	g.viewport.Total = p.total
	g.active = max(-1, min(g.active, p.total-1))
	if g.stale {
		g.fetch()
	}
	if fresh {
		g.resume()
		g.app.say(t("ui.table.count", message.Num("n", p.total)))
		g.showList()
		return
	}
	if old {
		g.viewport.Settle()
		g.moved()
	}
	if grown || old {
		g.app.update()
	}
	g.update()
	g.app.panel.arrived(g.app)
}

// showList shows a list that has just come: its rows in the next frame, what is said
// of it in the one after. Together they would take longer than a frame.
func (g *grid) showList() {
	if g.part == nil {
		g.app.update()
		return
	}
	g.renewed = true
	g.update()
}

// update paints the rows before the next frame.
func (g *grid) update() {
	if g.part == nil || g.painting {
		return
	}
	g.painting = true
	dom.NextFrame(g.app.report, func() {
		g.painting = false
		if g.part != nil {
			g.part.paint()
		}
		if g.renewed {
			g.renewed = false
			g.app.update()
		}
	})
}

// updateHead renders the head of the table.
func (g *grid) updateHead() {
	if g.part != nil {
		dom.Update(g.part)
	}
}

// scrolled takes a new place over and asks for the rows that are missing there.
func (g *grid) scrolled(scrollTop float64) {
	if g.part != nil {
		g.part.scroll = scrollTop
	}
	g.viewport.ScrolledTo(scrollTop)
	g.moved()
	if g.viewport.Compressed() {
		g.settle()
		g.settle = dom.After(160, g.app.report, func() {
			g.viewport.Settle()
			g.placeScroll()
			g.update()
		})
	}
}

// moved chooses the window for the present place.
func (g *grid) moved() {
	first, count := g.viewport.Window(g.first, windowRows)
	if first == g.first && !g.viewport.Compressed() && g.covers(first, count) {
		return
	}
	g.first = first
	if !g.covers(first, count) {
		g.fetch()
	}
	g.update()
}

// covers reports whether the rows are there.
func (g *grid) covers(first, count int64) bool {
	return g.page.offset <= first && first+count <= g.page.offset+int64(len(g.page.rows))
}

// row is the row with an index, empty while it is not known.
func (g *grid) row(i int64) gridRow {
	if at := i - g.page.offset; at >= 0 && at < int64(len(g.page.rows)) {
		return g.page.rows[at]
	}
	return gridRow{}
}

// placeScroll moves the scroll bar to where the viewport says. It is moved only if it
// stands elsewhere, as the browser lays the table out at once for it.
func (g *grid) placeScroll() {
	if p := g.part; p != nil && p.scroll != g.viewport.scroll {
		p.scroll = g.viewport.scroll
		p.el.Set("scrollTop", p.scroll)
	}
}

// key handles a key in the table and reports whether it was one of its keys.
func (g *grid) key(e js.Value) bool {
	if g.marksKey(e) {
		return true
	}
	if e.Get("ctrlKey").Bool() && e.Get("key").String() != "Home" && e.Get("key").String() != "End" ||
		e.Get("altKey").Bool() || e.Get("metaKey").Bool() {
		return false
	}
	step := max(1, g.viewport.Visible()-2)
	switch e.Get("key").String() {
	case "ArrowDown":
		g.move(g.active + 1)
	case "ArrowUp":
		g.move(g.active - 1)
	case "PageDown":
		g.move(g.active + step)
	case "PageUp":
		g.move(max(0, g.active-step))
	case "Home":
		g.toEnd(e, -1)
	case "End":
		g.toEnd(e, 1)
	case "ArrowLeft":
		g.moveColumn(-1)
	case "ArrowRight":
		g.moveColumn(1)
	case " ", "Enter":
		g.enter()
	case "Delete":
		if g.view != ViewChanges || g.active < 0 {
			return false
		}
		g.app.takeBackRow(g.active)
	default:
		return false
	}
	return true
}

// move brings the keyboard to a row; -1 is the head.
func (g *grid) move(row int64) {
	if g.active < 0 || row < 0 {
		g.updateHead()
	}
	if row < 0 {
		g.cell = 0
	}
	g.active = max(-1, min(row, g.viewport.Total-1))
	if g.active >= 0 {
		g.viewport.Reveal(g.active)
		g.placeScroll()
		g.moved()
	}
	g.update()
}

// moveColumn brings the keyboard to another column of the head.
func (g *grid) moveColumn(by int) {
	if g.active >= 0 {
		g.moveCell(by)
		return
	}
	to := g.column + by
	for to >= 0 && to < len(g.columns) && g.hides(g.columns[to].id) {
		to += by
	}
	if to >= 0 && to < len(g.columns) {
		g.column = to
	}
	g.updateHead()
	g.update()
}

// enter does what the place of the keyboard is for: it opens a row, or orders by a
// column.
func (g *grid) enter() {
	if g.active >= 0 {
		g.open(g.active)
	} else if c := g.columns[g.column]; c.sorts {
		g.app.goTo(g.app.route.SortedBy(c.id))
	}
}

// clicked opens the row with an id unless the click ended the marking of text.
func (g *grid) clicked(id string) {
	if sel := dom.Window().Call("getSelection"); !sel.IsNull() && sel.Get("type").String() == "Range" {
		return
	}
	i, err := strconv.ParseInt(strings.TrimPrefix(id, "r-"), 10, 64)
	if err != nil {
		return
	}
	g.active = i
	g.open(i)
}

// open shows an entry beside the table. Going from one to the next is one step of
// the browser's history.
func (g *grid) open(i int64) {
	if id := g.row(i).ID; id != "" {
		g.openID(id)
	}
}

func (g *grid) openID(id string) {
	if g.leads != nil {
		g.app.carried = g.search
		g.app.goTo(g.leads(id))
		return
	}
	r := g.app.route.Selected(id)
	if g.app.route.ID == "" {
		g.app.panel.focus = true
		g.app.goTo(r)
	} else {
		g.app.replace(r)
	}
	g.update()
}

// step opens the entry before or after the open one.
func (g *grid) step(by int64) {
	g.locate()
	to := g.active + by
	if to < 0 || to >= g.viewport.Total {
		return
	}
	g.move(to)
	if g.row(to).ID == "" {
		g.app.panel.await = true
		return
	}
	g.open(to)
}

// locate puts the keyboard on the open entry when the entry is among the rows at
// hand.
func (g *grid) locate() {
	if g.row(g.active).ID == g.app.route.ID {
		return
	}
	for i, r := range g.page.rows {
		if r.ID == g.app.route.ID {
			g.active = g.page.offset + int64(i)
		}
	}
}

// gridPart is the component of a table: its head, and a frame for the rows, which
// are painted.
type gridPart struct {
	vecty.Core
	Grid *grid `vecty:"prop"`

	el       js.Value
	body     js.Value
	rows     *dom.Rows
	window   []dom.Row
	observer js.Value
	resized  js.Func
	place    [2]int64 // of the keyboard, at the last paint: row or -1, cell or column
	scroll   float64  // where the scroll bar stands
}

// Copy keeps Vecty from holding on to every earlier render.
func (p *gridPart) Copy() vecty.Component { return &gridPart{Grid: p.Grid} }

// Mount makes the rows and follows the size of the table from then on: the browser
// tells it first when it has laid the table out, which need not be done twice.
func (p *gridPart) Mount() {
	g := p.Grid
	el, ok := dom.ByID(gridID)
	body, ok2 := dom.ByID("grid-body")
	frame, ok3 := dom.ByID("grid-rows")
	if !ok || !ok2 || !ok3 {
		return
	}
	columns := make([]dom.Column, len(g.columns))
	for i, c := range g.columns {
		columns[i] = dom.Column{Name: c.id, Icons: c.icons, Tails: c.tails, Differs: c.differs, Button: c.button, Lack: lackShown[c.id]}
		if c.marks {
			columns[i].Check = t("ui.mark.row")
		}
	}
	p.el, p.body, p.rows = el, body, dom.NewRows(frame, rowTest[g.view], columns)
	g.part = p
	p.resized = js.FuncOf(func(js.Value, []js.Value) any {
		dom.Guard(g.app.report, g.measure)
		return nil
	})
	p.observer = dom.Window().Get("ResizeObserver").New(p.resized)
	p.observer.Call("observe", el)
	if h := g.app.tableHeight; h > 0 && h != g.viewport.Height {
		g.viewport.Resize(g.viewport.RowHeight, h)
	}
	g.update()
}

// Unmount ends what Mount began.
func (p *gridPart) Unmount() {
	if p.Grid.part == p {
		p.Grid.part, p.Grid.filters = nil, facetVersion{}
	}
	if !p.observer.IsUndefined() {
		p.observer.Call("disconnect")
		p.resized.Release()
		p.observer = js.Undefined()
	}
}

// measure takes the size of the table over.
func (g *grid) measure() {
	if g.part == nil {
		return
	}
	rh := rowHeight()
	head := rh
	if narrow() {
		head = 0
	}
	h := g.part.el.Get("clientHeight").Float() - head
	if h < rh || h == g.viewport.Height && rh == g.viewport.RowHeight {
		return // the same, or not laid out now
	}
	g.app.tableHeight = h
	turned := rh != g.viewport.RowHeight // between the layouts of a telephone and of a desk
	g.viewport.Resize(rh, h)
	g.first, _ = g.viewport.Window(g.first, windowRows)
	if first, count := g.viewport.Window(g.first, windowRows); g.loaded && !g.covers(first, count) {
		g.fetch()
	}
	g.part.paint()
	if turned {
		g.app.update()
	}
}

// Render shows the head and the frame.
func (p *gridPart) Render() vecty.ComponentOrHTML {
	g := p.Grid
	g.update()
	return dom.El("div", append(g.columnStyle(), dom.ID(gridID), dom.Class("grid", "grid-"+string(g.layout()), "of-"+string(g.view)), dom.Test(string(g.view)+"-table"),
		dom.Attr("role", "grid"), dom.Attr("tabindex", "0"), dom.Attr("aria-label", t("ui.nav."+string(g.view))),
		dom.Attr("aria-colcount", strconv.Itoa(len(g.columns))),
		dom.El("div", dom.Class("grid-head"), dom.Attr("role", "rowgroup"), g.head()),
		dom.El("div", dom.ID("grid-body"), dom.Class("grid-body"), dom.Attr("role", "rowgroup"),
			dom.El("div", dom.ID("grid-rows"), dom.Class("grid-rows"), dom.Attr("role", "presentation")),
			dom.Button("only", "", dom.ID(onlyButtonID), dom.Class("only-here"), dom.Attr("tabindex", "-1"), dom.Attr("aria-hidden", "true"), dom.Flag("hidden", true), icon("filter"))),
	)...)
}

// paint shows the rows of the present window.
func (p *gridPart) paint() {
	g := p.Grid
	first, count := g.viewport.Window(g.first, windowRows)
	if !g.loaded {
		first, count = 0, 0
	}
	p.window = p.window[:0]
	for i := first; i < first+count; i++ {
		p.window = append(p.window, g.paintedRow(i))
	}
	from := max(0, min(g.viewport.First()-first-paintMargin, count))
	to := max(from, min(g.viewport.First()-first+g.viewport.Visible()+paintMargin, count))
	if !p.rows.Paint(p.window, int(from), int(to)) {
		g.update()
	}
	hideOnly()
	active := "h-" + strconv.Itoa(g.column)
	if g.active >= 0 {
		active = rowID(g.active)
	}
	cell := p.rows.Point(g.active-first, g.cell)
	if !cell.IsUndefined() {
		active = dom.PointedID
	}
	p.arrive(active, cell)
	p.el.Call("setAttribute", "aria-activedescendant", active)
	p.el.Call("setAttribute", "aria-rowcount", strconv.FormatInt(g.viewport.Total+1, 10))
	p.el.Get("style").Call("setProperty", "--row-height", px(g.viewport.RowHeight))
	style := p.body.Get("style")
	style.Call("setProperty", "height", px(g.viewport.Spacer()))
	style.Call("setProperty", "--offset", px(g.viewport.Offset(first)))
	g.placeScroll()
}

// lackShown are the columns whose empty cells make the row say so in a class: what
// stands above or below such a cell takes both lines.
var lackShown = map[string]bool{"proposal": true, "keys": true, "notes": true, "cloud": true, "decision": true, "note": true}

func rowID(i int64) string { return "r-" + strconv.FormatInt(i, 10) }

func (g *grid) paintedRow(i int64) dom.Row {
	row := g.row(i)
	p := dom.Row{ID: rowID(i), Index: i, Class: row.Class, Cells: row.Cells, Active: i == g.active,
		Selected: row.ID != "" && row.ID == g.app.route.ID}
	if row.ID == "" {
		p.Class = "row-waiting"
	} else if g.hasMarks() {
		p.Cells[0].Checked = g.marks.has(number(row.ID))
	}
	return p
}

func px(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) + "px" }

// head is the row of column heads.
func (g *grid) head() *vecty.HTML {
	cells := make(vecty.List, 0, len(g.columns))
	for i, c := range g.columns {
		cells = append(cells, g.headCell(i, c))
	}
	return dom.El("div", dom.Class("row", "row-head"), dom.Attr("role", "row"), dom.Attr("aria-rowindex", "1"), cells)
}

func (g *grid) headCell(i int, c column) *vecty.HTML {
	r := g.app.route
	sort := "none"
	mark := ""
	if r.Sort == c.id {
		sort, mark = "ascending", "sorted"
		if r.Desc {
			sort, mark = "descending", "reversed"
		}
	}
	parts := []dom.Part{dom.ID("h-" + strconv.Itoa(i)), dom.Class("cell", "cell-"+c.id), dom.Attr("role", "columnheader"),
		dom.Attr("aria-colindex", strconv.Itoa(i+1)), dom.Flag("data-active", g.active < 0 && g.column == i)}
	if id := columnTip(g.view, c); id != "" {
		parts = append(parts, tip(id))
	}
	if !c.sorts {
		return dom.El("div", append(parts, text("ui.column."+orElse(c.label, c.id)))...)
	}
	parts = append(parts, dom.Attr("aria-sort", sort))
	link := dom.Link(r.SortedBy(c.id).String(), dom.Attr("tabindex", "-1"), dom.Test("sort-"+c.id), dom.Class("sort"),
		text("ui.column."+orElse(c.label, c.id)), dom.El("span", dom.Class("sort-mark"), dom.If(mark != "", icon(mark))))
	return dom.El("div", append(parts, link)...)
}

var rowTest = map[View]string{ViewFindings: "finding-row", ViewGroups: "group-row", ViewMatches: "match-row", ViewAccounts: "account-row", ViewObjects: "object-row",
	ViewCompare: "difference-row", ViewArchive: "archive-row", ViewChanges: "change-row", ViewSinceList: "since-row"}
