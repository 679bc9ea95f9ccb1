//go:build js && wasm

package ui

import (
	"syscall/js"

	"presync/wasm/ui/dom"
)

// The keyboard goes over the rows as wholes, and into the cells of one with the
// arrows to the right and left, as in the tree grids of the ARIA practices. A cell
// whose text is cut off shows all of it there.

// moveCell brings the keyboard to another cell of the row that it is in; columns
// that a narrow table leaves out are passed over.
func (g *grid) moveCell(by int) {
	if g.part == nil {
		return
	}
	for to := g.cell + by; to >= 0 && to <= len(g.columns); to += by {
		if to == 0 || g.cellShown(to) {
			g.cell = to
			break
		}
	}
	g.update()
}

// cellShown reports whether the row of the keyboard has a cell laid out.
func (g *grid) cellShown(cell int) bool {
	first, _ := g.viewport.Window(g.first, windowRows)
	return g.part.rows.CellShown(g.active-first, cell)
}

// toEnd brings the keyboard from a row to the first or last row, and from a cell to
// the first or last cell of its row, or with Ctrl to that of the first or last row.
func (g *grid) toEnd(e js.Value, way int64) {
	switch {
	case g.cell > 0 && !e.Get("ctrlKey").Bool() && g.part != nil:
		first, last := 1, len(g.columns)
		if way > 0 {
			first, last = last, first
		}
		for g.cell = first; g.cell != last && !g.cellShown(g.cell); {
			g.cell -= int(way)
		}
		g.update()
	case way < 0:
		g.move(0)
	default:
		g.move(g.viewport.Total - 1)
	}
}

// arrive explains the place that the keyboard has come to: what the column is in its
// head, and the whole text in a cell that cuts it off.
func (p *gridPart) arrive(id string, cell js.Value) {
	g := p.Grid
	place := [2]int64{g.active, int64(g.cell)}
	if g.active < 0 {
		place[1] = int64(g.column)
	}
	if place == p.place {
		return
	}
	p.place = place
	if !dom.Document().Get("activeElement").Equal(p.el) {
		return
	}
	g.app.tips.Hide()
	switch {
	case g.active < 0:
		if el, ok := dom.ByID(id); ok && el.Call("hasAttribute", "data-tip").Bool() {
			g.app.tips.Show(el, "")
		}
	case !cell.IsUndefined():
		text := cell.Call("querySelector", ".cell-text")
		if !text.IsNull() && text.Get("scrollWidth").Int() > text.Get("clientWidth").Int() {
			g.app.tips.Show(cell, cell.Get("textContent").String())
		}
	}
}
