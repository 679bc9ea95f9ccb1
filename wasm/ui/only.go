//go:build js && wasm

package ui

import (
	"strconv"
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/directory"
	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// only narrows a list to the rows that are like one of them in one column. What the
// address takes is a word or a number, never the text.
type only struct {
	column string // of the cell that the choice belongs to
	field  string // of the filter
	value  string
	text   string // of the value
}

// onlyMenu is the list of what the rows can be narrowed to, from one of them.
type onlyMenu struct {
	choices []only
	column  string // of the cell where it was asked for, "" for none
}

const (
	onlyMenuID   = "only-menu"
	onlyButtonID = "only-here"
)

// rowChoices are the ways to narrow a list to rows like a given one.
func (g *grid) rowChoices(i int64) []only { return g.row(i).Only }

func findingChoices(f session.FindingRow) []only {
	own := func(n uint32) string { return strconv.FormatUint(uint64(n), 10) }
	return []only{
		{"severity", "severity", f.Severity, t("severity." + f.Severity)},
		{"cn", "object", own(f.Object), Visible(f.CN)},
		{"dn", "unit", own(f.Unit), unitName(f.DN)},
		{"class", "class", f.Class, t("class." + f.Class)},
		{"attribute", "attribute", f.Attribute, f.Attribute},
		{"value", "value", own(f.Finding), orElse(Visible(f.Value), t("ui.value.empty"))},
		{"rule", "rule", f.Rule, ruleTitle(f.Rule)},
	}
}

func matchChoices(m session.MatchRow) []only {
	list := []only{
		{"severity", "severity", m.Severity, t("severity." + m.Severity)},
		{"outcome", "outcome", m.Outcome, outcomeTitle(m.Outcome)},
		{"class", "class", m.Class, t("class." + m.Class)},
	}
	if m.DN != "" {
		list = append(list, only{"dn", "unit", strconv.FormatUint(uint64(m.Unit), 10), unitName(m.DN)})
	}
	return list
}

func objectChoices(o session.ObjectRow, cloud bool) []only {
	list := []only{{"class", "class", o.Class, t("class." + o.Class)}}
	if cloud {
		return list
	}
	return append(list,
		only{"dn", "unit", strconv.FormatUint(uint64(o.Unit), 10), unitName(o.DN)},
		only{"scope", "scope", orElse(o.Scope, session.ScopeIn), facetLabel("scope", orElse(o.Scope, session.ScopeIn))})
}

func accountChoices(c session.AccountRow) []only {
	return []only{
		{"severity", "severity", c.Severity, t("severity." + c.Severity)},
		{"fate", "fate", c.Fate, t("ui.fate." + c.Fate)},
		{"class", "class", c.Class, t("class." + c.Class)},
	}
}

// unitName is what the place of an object is called.
func unitName(dn string) string {
	above := directory.ParentDN(dn)
	if strings.HasPrefix(strings.ToLower(above), "dc=") {
		var labels []string
		for _, part := range directory.SplitDN(above) {
			_, label, _ := strings.Cut(part, "=")
			labels = append(labels, label)
		}
		return Visible(strings.Join(labels, "."))
	}
	return Visible(directory.FirstRDNValue(above))
}

// overCell shows the whole text of a cell that is cut off, and the button that
// narrows the list to its value, where the pointer is.
func (a *app) overCell(e dom.Event) {
	nameCell(e)
	button, ok := dom.ByID(onlyButtonID)
	i, inRow := rowIndex(e.Target.Call("closest", "[role=row]"))
	g := a.grid()
	if !ok || !inRow || g == nil {
		return
	}
	column := strings.TrimPrefix(e.Target.Get("dataset").Get("test").String(), "cell-")
	button.Set("hidden", true)
	c, ok := g.choiceOf(i, column)
	if !ok {
		return
	}
	label := c.label()
	button.Set("title", label)
	button.Get("dataset").Set("arg", strconv.FormatInt(i, 10)+" "+column)
	cell, body := e.Target.Call("getBoundingClientRect"), button.Get("parentNode").Call("getBoundingClientRect")
	style := button.Get("style")
	style.Call("setProperty", "top", px(cell.Get("top").Float()-body.Get("top").Float()+(cell.Get("height").Float()-24)/2))
	style.Call("setProperty", "left", px(cell.Get("right").Float()-body.Get("left").Float()-28))
	// Laid out anew in between, it begins again to let clicks through to the row.
	button.Set("hidden", false)
}

// hideOnly hides the button: other rows may stand there now.
func hideOnly() {
	if button, ok := dom.ByID(onlyButtonID); ok {
		button.Set("hidden", true)
	}
}

func (g *grid) choiceOf(i int64, column string) (only, bool) {
	for _, c := range g.rowChoices(i) {
		if c.column == column && c.value != "" && !(g.route.Has(c.field, c.value) && g.route.One(c.field) != "") {
			return c, true
		}
	}
	return only{}, false
}

func (c only) label() string {
	return t("ui.only", message.Text("field", t("ui.field."+c.field)), message.Text("value", c.text))
}

// narrow shows only the rows like one of them: of the cell "row column".
func (a *app) narrow(arg string) {
	row, column, _ := strings.Cut(arg, " ")
	i, err := strconv.ParseInt(row, 10, 64)
	if err != nil {
		return
	}
	if c, ok := a.grid().choiceOf(i, column); ok {
		hideOnly()
		a.goTo(a.route.Only(c.field, c.value))
	}
}

// askOnly opens the list of what the rows can be narrowed to: from a click with the
// other button on a cell, or from the keyboard's row.
func (a *app) askOnly(e js.Value) {
	g := a.grid()
	target := e.Get("target")
	if g == nil || g.part == nil || !g.part.el.Call("contains", target).Bool() {
		return
	}
	i, column := g.active, ""
	if row := target.Call("closest", "#grid-rows [role=row]"); !row.IsNull() {
		i, _ = rowIndex(row)
		if cell := target.Call("closest", "[data-cell]"); !cell.IsNull() {
			column = strings.TrimPrefix(cell.Get("dataset").Get("test").String(), "cell-")
		}
	}
	if a.openOnly(i, column, e.Get("clientX").Float(), e.Get("clientY").Float()) {
		e.Call("preventDefault")
	}
}

// openOnlyHere opens the list for the place of the keyboard.
func (a *app) openOnlyHere() {
	g := a.grid()
	if g == nil || !a.openOnly(g.active, "", 0, 0) {
		return
	}
	if g.cell > 0 {
		a.only.column = g.columns[g.cell-1].id
	}
}

// openOnly opens the list at a place of the window, and reports whether there is
// one. Without a cell the place is that of the row.
func (a *app) openOnly(i int64, column string, x, y float64) bool {
	g := a.grid()
	if g == nil || i < 0 || len(g.rowChoices(i)) == 0 {
		return false
	}
	if column == "" {
		if row, ok := dom.ByID(rowID(i)); ok {
			at := row.Call("getBoundingClientRect")
			x, y = at.Get("left").Float()+32, at.Get("bottom").Float()
		}
	}
	a.only = onlyMenu{column: column}
	for _, c := range g.rowChoices(i) {
		if c, ok := g.choiceOf(i, c.column); ok {
			a.only.choices = append(a.only.choices, c)
		}
	}
	a.update()
	dom.NextFrame(a.report, func() { dom.NextFrame(a.report, func() { showOnly(x, y) }) })
	return len(a.only.choices) > 0
}

// showOnly opens the list inside of the window and moves the keyboard there.
func showOnly(x, y float64) {
	menu, ok := dom.ByID(onlyMenuID)
	if !ok {
		return
	}
	menu.Call("showPopover")
	size, win := menu.Call("getBoundingClientRect"), dom.Window()
	style := menu.Get("style")
	style.Call("setProperty", "left", px(max(0, min(x, win.Get("innerWidth").Float()-size.Get("width").Float()-8))))
	style.Call("setProperty", "top", px(max(0, min(y, win.Get("innerHeight").Float()-size.Get("height").Float()-8))))
	first := menu.Call("querySelector", "[data-here]")
	if first.IsNull() {
		first = menu.Call("querySelector", "a")
	}
	first.Call("focus")
}

// viewOnly is the list of what the rows can be narrowed to.
func (a *app) viewOnly() *vecty.HTML {
	return dom.El("div", dom.ID(onlyMenuID), dom.Class("popover", "only-menu"), dom.Attr("popover", "auto"), dom.Attr("role", "menu"),
		dom.Attr("aria-label", t("ui.only.label")), dom.Test("only-menu"),
		dom.Each(a.only.choices, func(c only) *vecty.HTML {
			return dom.Link(a.route.Only(c.field, c.value).String(), dom.Attr("role", "menuitem"), dom.Test("only-"+c.column),
				dom.Do("close-popover", onlyMenuID), dom.Flag("data-here", c.column == a.only.column),
				dom.El("span", dom.Class("muted"), text("ui.only.field", message.Text("field", t("ui.field."+c.field)))),
				dom.El("span", dom.Class("only-value"), dom.Text(c.text)))
		}))
}

// onlyKey moves the keyboard through the list, and reports whether it did.
func (a *app) onlyKey(e js.Value) bool {
	menu, ok := dom.ByID(onlyMenuID)
	if !ok || !menu.Call("contains", e.Get("target")).Bool() {
		return false
	}
	var to js.Value
	switch item := e.Get("target"); e.Get("key").String() {
	case "ArrowDown":
		to = item.Get("nextElementSibling")
	case "ArrowUp":
		to = item.Get("previousElementSibling")
	case "Home":
		to = menu.Get("firstElementChild")
	case "End":
		to = menu.Get("lastElementChild")
	case "Escape", "Tab":
		menu.Call("hidePopover")
		dom.Focus(gridID)
		return true
	default:
		return false
	}
	if !to.IsNull() {
		to.Call("focus")
	}
	return true
}

// closePopover closes a part that stands over the page.
func closePopover(id string) {
	if el, ok := dom.ByID(id); ok && el.Call("matches", ":popover-open").Bool() {
		el.Call("hidePopover")
	}
}
