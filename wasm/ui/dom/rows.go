//go:build js && wasm

package dom

import (
	"strconv"
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
	// Lack: a row whose cell is empty has the class no-<name>.
	Lack bool
}

// Rows is a table's window of rows. Its elements are made once and painted over and
// over: Vecty would spend some forty microseconds on each cell of each render, and
// a window of 60 rows has to change within a frame while the list is scrolled.
// Only what differs from what a cell shows is touched.
type Rows struct {
	parent  js.Value
	test    string
	columns []Column
	blank   js.Value // a row without content
	rows    []paintedRow
	shown   int // rows that are in the document
	pointed js.Value
}

type paintedRow struct {
	row   Row
	lacks uint // of the columns with empty cells, by bits
	el    js.Value
	cells [MaxCells]paintedCell
}

type paintedCell struct{ el, picture, text, mark, tail, box js.Value }

// NewRows makes an empty window in an element. Each row carries the action "row"
// and test as its name for tests.
func NewRows(parent js.Value, test string, columns []Column) *Rows {
	r := &Rows{parent: parent, test: test, columns: columns}
	r.blank = r.pattern()
	return r
}

// rowsAtOnce is how many rows out of sight change with one call of Paint. A row costs
// about a third of a millisecond, most of it in the browser's layout.
const rowsAtOnce = 20

// Paint shows rows in place of those shown before. Those from from to before to are
// in sight and change at once, the others a few with each call: it reports whether
// all rows show what they should, and is to be called again in another frame if not.
func (r *Rows) Paint(rows []Row, from, to int) (all bool) {
	r.roll(rows)
	for i := from; i < to; i++ {
		r.paintRow(i, rows[i])
	}
	all = true
	for i, n := 0, 0; i < len(rows) && all; i++ {
		if i >= from && i < to {
			continue
		}
		if r.paintRow(i, rows[i]) {
			n++
		}
		all = n < rowsAtOnce || i == len(rows)-1
	}
	for ; r.shown > len(rows); r.shown-- {
		r.rows[r.shown-1].el.Call("remove")
	}
	return all
}

// roll moves the rows that left the window at one end to the other end, if the window
// has moved by less than its length: the others stay as they are.
func (r *Rows) roll(rows []Row) {
	if len(rows) == 0 || r.shown == 0 || r.rows[0].row.ID == "" {
		return
	}
	shown := r.rows[:r.shown]
	by := int(rows[0].Index - shown[0].row.Index)
	switch {
	case by > 0 && by < r.shown:
		r.parent.Call("append", elements(shown[:by])...)
		rotate(shown, by)
	case by < 0 && -by < r.shown:
		shown[0].el.Call("before", elements(shown[r.shown+by:])...)
		rotate(shown, r.shown+by)
	}
}

func elements(rows []paintedRow) []any {
	list := make([]any, len(rows))
	for i := range rows {
		list[i] = rows[i].el
	}
	return list
}

// rotate brings the row at index by to the front.
func rotate(rows []paintedRow, by int) {
	moved := append([]paintedRow(nil), rows[:by]...)
	copy(rows, rows[by:])
	copy(rows[len(rows)-by:], moved)
}

// paintRow shows a row at a place and reports whether that changed anything.
func (r *Rows) paintRow(i int, row Row) bool {
	for len(r.rows) <= i {
		r.rows = append(r.rows, r.newRow())
	}
	for ; r.shown <= i; r.shown++ {
		r.parent.Call("append", r.rows[r.shown].el)
	}
	return r.rows[i].paint(row, r.columns)
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

// newRow makes the elements of a row.
func (r *Rows) newRow() paintedRow {
	p := paintedRow{el: r.blank.Call("cloneNode", true)}
	for i, cell := range children(p.el, len(r.columns)) {
		p.cells[i] = r.columns[i].parts(cell)
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

// paint shows a row where another one was shown, and reports whether they differ.
func (p *paintedRow) paint(row Row, columns []Column) bool {
	if p.row == row {
		return false
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
	if lacks := row.lacks(columns); row.Class != old.Class || lacks != p.lacks {
		p.lacks = lacks
		p.el.Set("className", row.classes(lacks, columns))
	}
	for i := range columns {
		p.cells[i].paint(&row.Cells[i], &old.Cells[i], columns[i])
	}
	p.row = row
	return true
}

// lacks are the columns with Lack whose cells are empty, the first one in the lowest
// bit.
func (row *Row) lacks(columns []Column) (set uint) {
	for i := range columns {
		if columns[i].Lack && row.Cells[i].Text == "" {
			set |= 1 << i
		}
	}
	return set
}

// classes are the classes of a row's element.
func (row *Row) classes(lacks uint, columns []Column) string {
	class := "row"
	if row.Class != "" {
		class += " " + row.Class
	}
	for i := range columns {
		if lacks&(1<<i) != 0 {
			class += " no-" + columns[i].Name
		}
	}
	return class
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
