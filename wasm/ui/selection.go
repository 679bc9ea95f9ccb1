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

// rangeRows is how many rows of a range are asked for at once: so few that the page
// answers while they arrive.
const rangeRows = 100

// hasMarks reports whether the rows have check boxes.
func (g *grid) hasMarks() bool { return g.columns[0].marks }

// marked is the number of selected rows.
func (g *grid) marked() int64 { return g.marks.count(g.page.total) }

// markClicked selects the row whose check box was clicked, with Shift all rows up
// to it.
func (g *grid) markClicked(e dom.Event) {
	e.Prevent() // the box is painted
	if i, ok := rowIndex(e.Target.Get("parentNode")); ok {
		g.active = i
		g.mark(i, e.Get("shiftKey").Bool())
	}
}

// rowIndex is the place in the list of a row's element.
func rowIndex(row js.Value) (i int64, ok bool) {
	i, err := strconv.ParseInt(strings.TrimPrefix(row.Get("id").String(), "r-"), 10, 64)
	return i, err == nil
}

// marksKey handles the keys that select rows, and reports whether it was one of
// them.
func (g *grid) marksKey(e js.Value) bool {
	control := e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()
	switch key := e.Get("key").String(); {
	case !g.hasMarks() || e.Get("altKey").Bool():
		return false
	case key == " " && !control && g.active >= 0:
		g.mark(g.active, e.Get("shiftKey").Bool())
	case (key == "a" || key == "A") && control:
		g.markMany(true)
	default:
		return false
	}
	return true
}

func (g *grid) mark(i int64, shift bool) {
	if shift {
		first, n := g.marks.span(i)
		g.marks.last = i
		g.markRange(first, n)
		return
	}
	if id := g.row(i).ID; id != "" {
		g.marks.toggle(number(id))
		g.marks.last = i
		g.tellMarked()
	}
}

// markMany selects every row under the filter, as far as possible, or none.
func (g *grid) markMany(all bool) {
	switch {
	case !all:
		g.marks.clear()
		g.app.focus = gridID
		g.tellMarked()
	case g.whole:
		g.marks.selectAll(g.list())
		g.tellMarked()
	default:
		g.markRange(0, min(g.viewport.Total, int64(g.marks.most)))
	}
}

// list names the rows of the list, in whatever order.
func (g *grid) list() string {
	r := g.route.Selected("")
	r.Sort, r.Desc = "", false
	return r.String() + "\n" + g.search
}

// keepMarks gives up a selection of all rows when the list becomes another one.
func (g *grid) keepMarks() {
	if g.marks.all && g.marks.list != g.list() {
		g.marks.clear()
	}
}

// markRange selects rows, which it asks of the engine as they may not be at hand.
func (g *grid) markRange(first, n int64) {
	serial := g.serial
	w := wanted{route: g.route, search: g.search, offset: first, limit: int(min(n, rangeRows))}
	g.request(g.app, w, func(p page, f *session.Failure) {
		if f != nil || serial != g.serial {
			return
		}
		for _, row := range p.rows {
			g.marks.add(number(row.ID))
		}
		if got := int64(len(p.rows)); got > 0 && got < n && !g.marks.full() {
			g.update()
			g.markRange(first+got, n-got)
			return
		}
		g.tellMarked()
	})
}

// tellMarked shows the selection and has it read out.
func (g *grid) tellMarked() {
	g.app.say(t("ui.mark.count", message.Num("n", g.marked())))
	g.update()
	g.app.update()
}

// marksActions are what can be done with the selected rows.
func (a *app) marksActions(g *grid, n int64) *vecty.HTML {
	switch g.view {
	case ViewFindings:
		return a.findingMarks(n)
	case ViewMatches:
		return dom.Link(changesPart(partFiles).String(), dom.Class("button"), dom.Test("mark-cloud"), dom.Flag("hidden", n == 0), text("ui.mark.cloud"))
	}
	return a.accountMarks(n)
}

// marksBar says how many rows are selected and what can be done with them.
func (a *app) marksBar(g *grid) *vecty.HTML {
	switch {
	case g.view == ViewChanges:
		return dom.El("div", dom.Class("marks"), a.changesSwitch())
	case !g.hasMarks() || g.loaded && g.page.all == 0 || g.view == ViewMatches && a.overview.Cloud.Objects == 0:
		return dom.El("div", dom.Flag("hidden", true))
	}
	all := t("ui.mark.all", message.Num("n", g.page.total))
	if !g.whole && g.page.total > int64(g.marks.most) {
		all = t("ui.mark.first", message.Num("n", g.marks.most))
	}
	n := g.marked()
	state := t("ui.mark.none." + string(g.view))
	switch {
	case g.marks.full():
		state = t("ui.mark.full."+string(g.view), message.Num("n", g.marks.most))
	case n > 0:
		state = t("ui.mark.count", message.Num("n", n))
	}
	return dom.El("div", dom.Class("marks"), dom.Attr("role", "group"), dom.Attr("aria-label", t("ui.mark.label")),
		dom.Button("marks", "all", dom.Class("button"), dom.Test("mark-all"), dom.Off(g.page.total == 0), dom.Text(all)),
		dom.El("span", dom.Class("muted", "mark-count"), dom.Test("mark-count"), dom.Text(state)),
		dom.Button("marks", "none", dom.Class("button", "quiet"), dom.Test("mark-clear"), dom.Flag("hidden", n == 0), text("ui.mark.clear")),
		a.marksActions(g, n))
}

// maxMarks is the greatest number of findings, or verdicts, that can be selected one
// by one. All of a list are selected as a filter, without a limit.
const maxMarks = 10_000

// findingMarks are the decisions about the selected findings.
func (a *app) findingMarks(n int64) *vecty.HTML {
	return dom.El("div", dom.Class("mark-actions"), dom.Flag("hidden", n == 0),
		dom.Each([]string{session.ActionAccept, session.ActionAcceptSafe, actionRemove, actionKeep, actionIgnore, session.ActionOpen}, func(action string) *vecty.HTML {
			return dom.Button("decide-marked", action, dom.Class("button"), dom.Test("mark-"+action), text("ui.decide."+action))
		}))
}
