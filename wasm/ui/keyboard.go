//go:build js && wasm

package ui

import (
	"syscall/js"

	"presync/wasm/ui/dom"
)

// keepFocus keeps the keyboard on the page when the next render takes away what has
// it. Without that a browser would begin at the top again, and read nothing out.
func (a *app) keepFocus() {
	if a.keeping {
		return
	}
	a.keeping = true
	had := dom.Focused()
	inPanel := dom.HasFocus("panel-body")
	dom.NextFrame(a.report, func() {
		a.keeping = false
		if had.IsNull() || dom.CanFocus(had) || !dom.Focused().IsNull() && !dom.Focused().Equal(had) {
			return
		}
		to := "title"
		switch {
		case inPanel && a.panel.open:
			to = "panel-title"
		case had.Get("id").Equal(js.ValueOf(gridID)) && a.grid() != nil:
			to = "search"
		}
		dom.Focus(to)
		dom.Reveal(to)
	})
}

// goToRows moves the keyboard to the table.
func (a *app) goToRows() { dom.Focus(gridID) }

// goToFilters moves the keyboard to the filters; on a narrow screen they are opened.
func (a *app) goToFilters() {
	if dom.Media("(max-width: 64rem)") {
		a.doAction("sheet", "open")
		return
	}
	dom.FocusFirst("#facets input")
}

// goToColumns opens the choice of columns.
func (a *app) goToColumns() {
	if el, ok := dom.ByID(chooserID); ok {
		el.Call("showPopover")
		dom.FocusFirst("#" + chooserID + " input")
	}
}

// searchKey leads from the search to the rows that it found, and reports whether it
// did.
func (a *app) searchKey(e js.Value) bool {
	target := e.Get("target").Get("id")
	key := e.Get("key").String()
	g := a.grid()
	if g == nil || target.Type() != js.TypeString || target.String() != "search" || key != "Enter" && key != "ArrowDown" {
		return false
	}
	g.setSearch(g.search)
	a.goToRows()
	return true
}

// The conditions of actions that belong to tables.
func hasFilters(a *app) bool { return onTable(a) && len(facetOrder[a.grid().view]) > 0 }
func hasColumns(a *app) bool {
	return onTable(a) && len(choosable(a.grid().view)) > 0 && !narrow()
}
func hasSelected(a *app) bool {
	return onFindings(a) && a.panel.finding == nil && a.findings.marked() > 0
}
