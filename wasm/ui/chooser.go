//go:build js && wasm

package ui

import (
	"slices"
	"strings"

	"github.com/hexops/vecty"

	"presync/wasm/ui/dom"
)

const chooserID = "columns"

// columnsKey is where the browser keeps the columns that were left out of a table.
func columnsKey(v View) string { return "presync-columns-" + string(v) }

// hides reports whether a column is left out.
func (g *grid) hides(id string) bool { return slices.Contains(g.hidden, id) }

// showColumn shows a column or leaves it out, from now on.
func (g *grid) showColumn(id string, shown bool) {
	g.hidden = slices.DeleteFunc(slices.Clone(g.hidden), func(c string) bool { return c == id })
	if !shown {
		g.hidden = append(g.hidden, id)
	}
	dom.Store(columnsKey(g.view), strings.Join(g.hidden, " "))
	g.updateHead()
	g.app.update()
}

// columnStyle is what the table's element says of the columns that are left out.
func (g *grid) columnStyle() []dom.Part {
	if len(choosable(g.view)) == 0 {
		return nil
	}
	areas, widths := placement(g.view, g.hidden)
	return []dom.Part{dom.Attr("data-hidden", strings.Join(g.hidden, " ")), dom.Style("--areas", areas), dom.Style("--tracks", widths)}
}

// chooserButton opens the choice of columns.
func (a *app) chooserButton(g *grid) *vecty.HTML {
	if len(choosable(g.view)) == 0 {
		return dom.El("span", dom.Flag("hidden", true))
	}
	return dom.El("button", dom.Attr("type", "button"), dom.Class("button", "chooser-button"), dom.Test("columns"), dom.Attr("popovertarget", chooserID),
		dom.Attr("aria-label", t("ui.columns.choose")), dom.Attr("title", t("ui.columns.choose")), icon("columns"))
}

// viewChooser is the choice of columns.
func (a *app) viewChooser(g *grid) *vecty.HTML {
	return dom.El("fieldset", dom.ID(chooserID), dom.Class("popover", "chooser"), dom.Attr("popover", "auto"),
		dom.El("legend", text("ui.columns.choose")),
		dom.Each(choosable(g.view), func(c string) *vecty.HTML {
			return dom.El("label", dom.Class("facet-value"), dom.Test("column-"+c),
				dom.El("input", dom.Attr("type", "checkbox"), dom.Checked(!g.hides(c)), dom.OnChange("show-column", c)),
				dom.El("span", dom.Class("facet-label"), text("ui.column."+c)))
		}))
}
