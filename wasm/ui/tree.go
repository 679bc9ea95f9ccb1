//go:build js && wasm

package ui

import (
	"slices"
	"strconv"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// treeState is what the user opened and looked for in the tree of organisational
// units beside a table. It is not in the address, because what is looked for may
// be a name.
type treeState struct {
	toggled []uint32
	whole   []uint32
	search  string
	stale   bool // another part of it is to be asked for
	calloff func()
}

// query is the part of the tree that is to be asked for, nil when it is there.
func (t *treeState) query(fresh bool) *session.TreeQuery {
	if !fresh && !t.stale {
		return nil
	}
	t.stale = false
	return &session.TreeQuery{Toggled: t.toggled, Whole: t.whole, Search: t.search}
}

// unfold opens or closes a node, or shows more of what is below it.
func (g *grid) unfold(what string, unit uint32) {
	list := &g.tree.toggled
	if what == "more" {
		list = &g.tree.whole
	}
	if i := slices.Index(*list, unit); i >= 0 {
		*list = slices.Delete(*list, i, i+1)
	} else {
		*list = append(*list, unit)
	}
	g.askTree()
}

// typedTree looks for places when typing rests.
func (g *grid) typedTree(s string) {
	if g.tree.calloff != nil {
		g.tree.calloff()
	}
	g.tree.calloff = dom.After(typingPause, g.app.report, func() {
		g.tree.search = s
		g.askTree()
	})
}

func (g *grid) askTree() {
	g.tree.stale = true
	if g.loaded {
		g.fetch()
	}
}

// label is what a value of a filter is called; the engine names those that the
// filter holds as numbers.
func (g *grid) label(field, value string) string {
	for _, l := range g.page.labels {
		if l.Field == field && l.Key == value {
			return namedValue(field, l.Text)
		}
	}
	return facetLabel(field, value)
}

// namedValue is the text that the engine gives for a number, or a word where that
// is empty.
func namedValue(field, text string) string {
	switch {
	case text != "":
		return Visible(text)
	case field == "unit" || field == "domain":
		return t("ui.none." + field)
	}
	return t("ui.value.empty")
}

// unitFacet is the filter by place in the directory.
func (a *app) unitFacet(g *grid) *vecty.HTML {
	return dom.El("fieldset", dom.Class("facet", "facet-tree"), dom.Test("facet-unit"), fieldName("unit"),
		fieldHead(a.route.View, "unit"),
		dom.El("input", dom.Attr("type", "search"), dom.Class("field", "tree-search"), dom.ID("tree-search"),
			dom.Attr("placeholder", t("ui.tree.search")), dom.Attr("aria-label", t("ui.tree.search")),
			dom.Attr("autocomplete", "off"), dom.Attr("spellcheck", "false"), dom.OnInput("tree"), dom.Value(g.tree.search)),
		dom.El("p", dom.Class("muted", "small"), dom.Flag("hidden", len(g.page.tree) > 0), text("ui.tree.none")),
		dom.El("ul", dom.Class("tree"), dom.Each(g.page.tree, func(row session.TreeRow) *vecty.HTML { return a.treeRow(g, row) })))
}

func (a *app) treeRow(g *grid, row session.TreeRow) *vecty.HTML {
	unit := strconv.FormatUint(uint64(row.Unit), 10)
	depth := dom.Style("--depth", strconv.Itoa(min(row.Depth, 8)))
	if row.More > 0 {
		more := text("ui.tree.more", message.Num("n", row.More))
		if row.Path == "" && g.tree.search != "" {
			return dom.El("li", dom.Class("tree-row"), dom.El("span", dom.Class("muted", "small"), more))
		}
		return dom.El("li", dom.Class("tree-row"), depth,
			dom.Button("tree-more", unit, dom.Class("chip-clear"), dom.Test("tree-more"), more))
	}
	name := namedValue("unit", row.Name)
	fold, label := "right", "ui.tree.open"
	if row.Open {
		fold, label = "down", "ui.tree.close"
	}
	return dom.El("li", dom.Class("tree-row"), depth,
		dom.Button("tree-fold", unit, dom.Class("tree-fold"), dom.Test("tree-fold-"+unit), dom.Flag("hidden", row.Below == 0),
			dom.State("aria-expanded", row.Open), dom.Attr("aria-label", t(label, message.Text("name", name))), icon(fold)),
		dom.El("label", dom.Class("facet-value"), dom.Test("facet-unit-"+unit), dom.Attr("title", joined(row.Path, name)),
			dom.El("input", dom.Attr("type", "checkbox"), dom.Checked(a.route.Has("unit", unit)), dom.OnChange("filter", "unit="+unit)),
			dom.El("span", dom.Class("facet-label"), dom.Text(name),
				dom.El("span", dom.Class("tree-path", "muted", "small"), dom.Flag("hidden", row.Path == ""), dom.Text(Visible(row.Path)))),
			dom.El("span", dom.Class("facet-count"), dom.Text(message.Group(row.N)))))
}

func joined(path, name string) string {
	if path == "" {
		return name
	}
	return Visible(path) + " / " + name
}
