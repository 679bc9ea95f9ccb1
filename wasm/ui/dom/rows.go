//go:build js && wasm

package dom

import (
	"strconv"
	"strings"
	"syscall/js"
)

// MaxCells is the greatest number of cells in a row of Rows.
const MaxCells = 10

// Cell is what one cell of a row shows. Tail is the end of a long text, which stays
// in sight when the text is shortened. In columns of differences Mark, between Text
// and Tail, is what stands out. Icon is the outline of a picture before the
// text and is shown in columns that have icons, Checked in those with a check box.
type Cell struct {
	Text, Tail string
	Mark       string
	Icon       string
	Class      string
	Checked    bool
}

// Row is one row of Rows. Rows with equal content are equal.
type Row struct {
	ID       string
	Index    int64 // in the whole list, from 0
	Class    string
	Selected bool
	Active   bool
	Cells    [MaxCells]Cell
}

// Column describes the cells of one column of Rows.
type Column struct {
	Name  string // cell-<name> is a class of its cells and their name for tests
	Icons bool
	Tails bool
	// Differs: a part of the text stands out.
	Differs bool
	Check   string // what the check box of each cell is called, "" for none
	Button  string // the action of a button that holds the text, "" for none
}

// Rows is a table's window of rows. Its elements are made once and painted over and
// over: Vecty would spend some forty microseconds on each cell of each render, and
// a window of 60 rows has to change within a frame while the list is scrolled.
// Only what differs from what a cell shows is touched.
type Rows struct {
	parent  js.Value
	test    string
	columns []Column
	rows    []paintedRow
	shown   int // rows that are not hidden
	pointed js.Value
}

type paintedRow struct {
	row    Row
	hidden bool
	el     js.Value
	cells  [MaxCells]paintedCell
}

type paintedCell struct{ el, picture, text, mark, tail, box js.Value }

// NewRows makes an empty window in an element. Each row carries the action "row"
// and test as its name for tests.
func NewRows(parent js.Value, test string, columns []Column) *Rows {
	return &Rows{parent: parent, test: test, columns: columns}
}

// Paint shows rows in place of those shown before.
func (r *Rows) Paint(rows []Row) {
	for len(r.rows) < len(rows) {
		r.rows = append(r.rows, r.newRow())
	}
	for i := range r.rows {
		if i < len(rows) {
			r.rows[i].paint(rows[i], r.columns)
		} else if !r.rows[i].hidden {
			r.rows[i].hidden = true
			r.rows[i].el.Call("remove")
		}
	}
	for i := r.shown; i < len(rows); i++ {
		r.rows[i].hidden = false
		r.parent.Call("append", r.rows[i].el)
	}
	r.shown = len(rows)
}

// Point gives a cell of a row that is shown the id PointedID, so that the keyboard can
// be there; row -1 or cell 0 stand for none. It returns the cell, or undefined.
func (r *Rows) Point(row int64, cell int) js.Value {
	var to js.Value
	if row >= 0 && row < int64(r.shown) && cell > 0 && cell <= len(r.columns) {
		to = r.rows[row].cells[cell-1].el
	}
	if r.pointed.Equal(to) {
		return to
	}
	if !r.pointed.IsUndefined() {
		r.pointed.Call("removeAttribute", "id")
		r.pointed.Call("removeAttribute", "data-active")
	}
	if !to.IsUndefined() {
		set(to, "id", PointedID, "data-active", "")
	}
	r.pointed = to
	return to
}

// PointedID is the id of the cell in which the keyboard is.
const PointedID = "cell"

// CellShown reports whether a cell, counted from 1, of a row is laid out: a narrow
// table leaves some columns out.
func (r *Rows) CellShown(row int64, cell int) bool {
	return row >= 0 && row < int64(r.shown) && r.rows[row].cells[cell-1].el.Call("getClientRects").Get("length").Int() > 0
}

// newRow makes the elements of a row; a row made before serves as the pattern.
func (r *Rows) newRow() paintedRow {
	p := paintedRow{hidden: true}
	if len(r.rows) > 0 {
		p.el = r.rows[0].el.Call("cloneNode", true)
		p.row = r.rows[0].row
	} else {
		p.el = r.pattern()
	}
	for i, cell := range children(p.el, len(r.columns)) {
		p.cells[i] = r.columns[i].parts(cell)
		if len(r.rows) > 0 {
			p.row.Cells[i] = r.rows[0].row.Cells[i]
		}
	}
	return p
}

func children(el js.Value, n int) []js.Value {
	out := make([]js.Value, n)
	next := el.Get("firstChild")
	for i := range out {
		out[i] = next
		next = next.Get("nextSibling")
	}
	return out
}

// pattern makes the elements of a row without content.
func (r *Rows) pattern() js.Value {
	el := create("div", "role", "row", "data-do", "row", "data-test", r.test, "aria-selected", "false", "class", "row")
	for i, c := range r.columns {
		cell := create("div", "role", "gridcell", "aria-colindex", strconv.Itoa(i+1), "class", "cell cell-"+c.Name, "data-test", "cell-"+c.Name, "data-cell", "")
		if c.Icons {
			svg := document.Call("createElementNS", svgNamespace, "svg")
			set(svg, "class", "icon", "viewBox", "0 0 16 16", "aria-hidden", "true", "focusable", "false")
			svg.Call("append", document.Call("createElementNS", svgNamespace, "path"))
			cell.Call("append", svg)
		}
		if c.Check != "" {
			set(cell, "data-do", "mark")
			cell.Call("append", create("input", "type", "checkbox", "tabindex", "-1", "aria-label", c.Check))
		}
		switch {
		case c.Button != "":
			button := create("button", "type", "button", "tabindex", "-1", "class", "button row-button", "data-do", c.Button, "data-test", "row-"+c.Button)
			button.Call("append", textNode())
			cell.Call("append", button)
		default:
			cell.Call("append", textSpan("cell-text", c.Differs))
		}
		if c.Tails {
			cell.Call("append", textSpan("cell-tail", false))
		}
		el.Call("append", cell)
	}
	return el
}

func textNode() js.Value { return document.Call("createTextNode", "") }

// textSpan is a place for text, with another one that stands out and a third one
// behind it if differs.
func textSpan(class string, differs bool) js.Value {
	span := create("span", "class", class)
	span.Call("append", textNode())
	if differs {
		mark := create("mark")
		mark.Call("append", textNode())
		span.Call("append", mark, textNode())
	}
	return span
}

func create(tag string, attributes ...string) js.Value {
	el := document.Call("createElement", tag)
	set(el, attributes...)
	return el
}

func set(el js.Value, attributes ...string) {
	for i := 0; i < len(attributes); i += 2 {
		el.Call("setAttribute", attributes[i], attributes[i+1])
	}
}

// parts finds the nodes of a cell that change.
func (c Column) parts(cell js.Value) paintedCell {
	p := paintedCell{el: cell}
	next := cell.Get("firstChild")
	if c.Icons {
		p.picture = next.Get("firstChild")
		next = next.Get("nextSibling")
	}
	if c.Check != "" {
		p.box = next
		next = next.Get("nextSibling")
	}
	p.text = next.Get("firstChild")
	switch {
	case c.Tails:
		p.tail = next.Get("nextSibling").Get("firstChild")
	case c.Differs:
		mark := p.text.Get("nextSibling")
		p.mark, p.tail = mark.Get("firstChild"), mark.Get("nextSibling")
	}
	return p
}

// paint shows a row where another one was shown.
func (p *paintedRow) paint(row Row, columns []Column) {
	if p.row == row {
		return
	}
	old := &p.row
	if row.ID != old.ID {
		p.el.Set("id", row.ID)
	}
	if row.Index != old.Index || row.ID != old.ID {
		p.el.Call("setAttribute", "aria-rowindex", strconv.FormatInt(row.Index+2, 10))
	}
	if row.Selected != old.Selected {
		p.el.Call("setAttribute", "aria-selected", strconv.FormatBool(row.Selected))
	}
	if row.Active != old.Active {
		p.el.Call("toggleAttribute", "data-active", row.Active)
	}
	if row.Class != old.Class {
		p.el.Set("className", strings.TrimRight("row "+row.Class, " "))
	}
	for i := range columns {
		p.cells[i].paint(&row.Cells[i], &old.Cells[i], columns[i])
	}
	p.row = row
}

func (p *paintedCell) paint(c, old *Cell, column Column) {
	if c.Text != old.Text {
		p.text.Set("nodeValue", c.Text)
	}
	if column.Differs && c.Mark != old.Mark {
		p.mark.Set("nodeValue", c.Mark)
	}
	if (column.Tails || column.Differs) && c.Tail != old.Tail {
		p.tail.Set("nodeValue", c.Tail)
	}
	if column.Icons && c.Icon != old.Icon {
		p.picture.Call("setAttribute", "d", c.Icon)
	}
	if column.Check != "" && c.Checked != old.Checked {
		p.box.Set("checked", c.Checked)
	}
	if c.Class != old.Class {
		p.el.Set("className", "cell cell-"+column.Name+" "+c.Class)
	}
}
