//go:build js && wasm

package ui

import (
	"cmp"
	"strings"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// facetOrder is the order of the filters beside a table.
var facetOrder = map[View][]string{
	ViewFindings: {"severity", "decision", "confidence", "attribute", "rule", "class", "unit", "domain"},
	ViewMatches:  {"severity", "outcome", "class", "unit", "domain"},
	ViewObjects:  {"state", "class", "unit", "domain", "scope"},
	ViewAccounts: {"fate", "severity", "class"},
	ViewArchive:  {"state"},
	ViewChanges:  {"action", "attribute", "class"},

	ViewSinceList: {"change", "severity", "attribute", "rule", "class"},
}

// viewTable shows a table with its filters, and one entry beside it.
func (a *app) viewTable(g *grid) *vecty.HTML {
	class := "table"
	if a.panel.open {
		class += " has-panel"
	}
	if a.sheet {
		class += " has-sheet"
	}
	if len(facetOrder[g.view]) == 0 {
		class += " no-facets"
	}
	covered := a.covered()
	return dom.El("div", dom.Class(class),
		dom.El("div", dom.Class("table-top"), dom.Flag("inert", covered), a.toolbar(g)),
		dom.El("aside", dom.Class("facets"), dom.ID("facets"), dom.Flag("inert", covered && !a.sheet), dom.Attr("aria-label", t("ui.filters")),
			dom.Memo("facet-list", g.filtersNow(), func() *vecty.HTML { return a.facets(g) })),
		dom.El("section", dom.Class("table-body"), dom.Flag("inert", covered), dom.Attr("aria-labelledby", "title"), a.tableBody(g)),
		a.viewOnly(), a.viewChooser(g),
		dom.El("aside", dom.Class("panel-slot"), dom.Flag("hidden", !a.panel.open), dom.Attr("aria-label", t("ui.detail")),
			dom.Memo("panel-memo", a.panel.version(), a.viewPanel)),
	)
}

// filtersNow says which filters to show now. They follow the rows: those of another
// list are made in a frame of their own, when all rows are painted.
func (g *grid) filtersNow() facetVersion {
	if g.loaded && g.filters != g.filtersWanted() && !g.filtering {
		g.filtering = true
		dom.NextFrame(g.app.report, g.followRows)
	}
	return g.filters
}

func (g *grid) filtersWanted() facetVersion {
	return facetVersion{g, firstFacet(g), firstUnit(g.page.tree), g.page.total, g.app.route.Selected("").String()}
}

// followRows shows the filters that belong to the rows, as soon as these are painted.
func (g *grid) followRows() {
	if g.painting {
		dom.NextFrame(g.app.report, g.followRows)
		return
	}
	g.filtering = false
	if g.part != nil && g.loaded {
		g.filters = g.filtersWanted()
		g.app.update()
	}
}

// facetVersion says what the filters beside a table show.
type facetVersion struct {
	grid   *grid
	facets *session.Facet
	tree   *session.TreeRow
	total  int64
	route  string
}

// firstFacet tells one answer's filters from those of another.
func firstFacet(g *grid) *session.Facet {
	if len(g.page.facets) == 0 {
		return nil
	}
	return &g.page.facets[0]
}

// firstUnit tells one answer's tree from that of another.
func firstUnit(rows []session.TreeRow) *session.TreeRow {
	if len(rows) == 0 {
		return nil
	}
	return &rows[0]
}

// covered reports whether, on a narrow screen, the filters or an entry cover the
// rest of the page, which then takes no keyboard focus.
func (a *app) covered() bool {
	return a.grid() != nil && a.phase == phaseReady && (a.sheet || a.panel.open) && dom.Media("(max-width: 64rem)")
}

func (a *app) toolbar(g *grid) dom.Part {
	if g.view == ViewCompare {
		return a.differenceTop(g)
	}
	return dom.Parts(
		dom.El("div", dom.Class("table-title"), viewTitle("ui.nav."+string(g.view)), a.rowCount(g)),
		dom.El("div", dom.Class("search"), icon("search"),
			dom.El("input", dom.ID("search"), dom.Test("search"), dom.Attr("type", "search"), dom.Class("field"),
				dom.Attr("placeholder", t("ui.search."+string(g.view))), dom.Attr("aria-label", t("ui.search."+string(g.view))),
				dom.Attr("autocomplete", "off"), dom.Attr("spellcheck", "false"),
				dom.OnInput("search"), dom.Value(g.search))),
		dom.El("div", dom.Class("table-tools"), a.tableTools(g)),
		dom.El("ul", dom.Class("chips"), dom.Attr("aria-label", t("ui.filters.active")), a.chips(g)),
		a.marksBar(g),
	)
}

func (a *app) rowCount(g *grid) *vecty.HTML {
	s := ""
	switch {
	case !g.loaded:
		s = t("ui.table.loading")
	case g.view == ViewGroups:
		s = t("ui.group.count", message.Num("n", g.page.total))
	case g.page.total == g.page.all:
		s = t("ui.table.count", message.Num("n", g.page.total))
	default:
		s = t("ui.table.count-of", message.Num("n", g.page.total), message.Num("all", g.page.all))
	}
	return dom.El("p", dom.Class("row-count"), dom.Test("row-count"), dom.Text(s))
}

func (a *app) tableTools(g *grid) dom.Part {
	n := a.route.FilterCount()
	sheet := dom.Button("sheet", "open", dom.Class("button", "sheet-button"), dom.ID("sheet-button"),
		dom.State("aria-expanded", a.sheet), dom.Attr("aria-controls", "facets"),
		icon("filter"), text("ui.filters.button", message.Num("n", n)))
	if g.view == ViewArchive {
		return sheet
	}
	if g.view == ViewObjects {
		return dom.Parts(sheet, a.sortField(g), a.chooserButton(g), a.sideSwitch())
	}
	if g.view == ViewChanges {
		return dom.Parts(sheet, dom.Link(changesPart(partFiles).String(), dom.Class("button", "primary"), icon("download"), dom.El("span", text("ui.download"))))
	}
	if g.view == ViewGroups {
		return dom.Parts(sheet, a.sortField(g), a.groupField())
	}
	if g.view == ViewSinceList {
		return dom.Parts(sheet, a.sortField(g))
	}
	grouped := dom.El("span", dom.Class("group-slot"))
	if g.view == ViewFindings {
		grouped = dom.El("span", dom.Class("group-slot"), a.groupField())
	}
	return dom.Parts(sheet, a.sortField(g), grouped, a.chooserButton(g),
		dom.Link(To(ViewReport).String(), dom.Class("button"), icon("download"), dom.El("span", text("ui.download"))))
}

// sideSwitch chooses between the objects of the two sides.
func (a *app) sideSwitch() *vecty.HTML {
	present := orElse(a.route.One("side"), "onprem")
	return dom.El("div", dom.Class("switch"), dom.Attr("role", "group"), dom.Attr("aria-label", t("ui.field.side")),
		dom.Each([]string{"onprem", "cloud"}, func(side string) *vecty.HTML {
			icons := map[string]string{"onprem": "server", "cloud": "cloud"}
			return dom.Link(To(ViewObjects, "side", side).String(), dom.Class("button"), dom.State("aria-current", side == present),
				dom.Test("side-"+side), dom.Attr("title", t("ui.side."+side)), icon(icons[side]), dom.El("span", text("ui.side."+side)))
		}))
}

// naturalOrder says how a list is ordered by itself.
func naturalOrder(v View) string {
	switch v {
	case ViewObjects:
		return "ui.sort.none-objects"
	case ViewGroups:
		return "ui.sort.none-groups"
	}
	return "ui.sort.none"
}

// sortField orders the table where it has no head.
func (a *app) sortField(g *grid) *vecty.HTML {
	present := a.route.Sort
	if a.route.Desc {
		present = "-" + present
	}
	options := vecty.List{dom.El("option", dom.Attr("value", ""), dom.Flag("selected", present == ""), text(naturalOrder(g.view)))}
	for _, c := range g.columns {
		if !c.sorts {
			continue
		}
		label := message.Text("column", t("ui.column."+c.id))
		options = append(options,
			dom.El("option", dom.Attr("value", c.id), dom.Flag("selected", present == c.id), text("ui.sort.up", label)),
			dom.El("option", dom.Attr("value", "-"+c.id), dom.Flag("selected", present == "-"+c.id), text("ui.sort.down", label)))
	}
	return dom.El("span", dom.Class("button", "sort-field"), icon("order"),
		dom.El("select", dom.Attr("aria-label", t("ui.sort.label")), dom.Attr("title", t("ui.sort.label")),
			dom.OnChange("sort", ""), dom.Value(present), options))
}

// chips are the filters that are switched on; each can be taken off.
func (a *app) chips(g *grid) dom.Part {
	var chips vecty.List
	for _, field := range filterFields[g.view] {
		if listFields[field] {
			continue // a switch shows it
		}
		for _, v := range a.route.Filters[field] {
			label := g.label(field, v)
			chips = append(chips, dom.El("li", dom.Link(a.route.Toggle(field, v).String(), dom.Class("chip"), dom.Test("chip"),
				dom.Attr("aria-label", t("ui.filters.remove", message.Text("field", t("ui.field."+field)), message.Text("filter", label))),
				dom.El("span", dom.Class("chip-field"), text("ui.field."+field)), dom.Text(" "),
				dom.El("span", dom.Class("chip-value"), dom.Text(label)), icon("close"))))
		}
	}
	if strings.TrimSpace(g.search) != "" && g.loaded {
		chips = append(chips, dom.El("li", dom.Button("clear-search", "", dom.Class("chip"), dom.Test("chip"),
			dom.El("span", dom.Class("chip-field"), text("ui.field.search")), dom.Text(" "),
			dom.El("span", dom.Class("chip-value"), dom.Text(g.search)), icon("close"))))
	}
	if len(chips) > 1 {
		chips = append(chips, dom.El("li", dom.Button("clear-all", "", dom.Class("chip-clear"), text("ui.filters.clear"))))
	}
	return chips
}

// facetLabel is what a value of a filter is called.
func facetLabel(field, value string) string {
	switch field {
	case "severity":
		return name("severity.", value)
	case "class":
		return name("class.", value)
	case "rule":
		return ruleTitle(value)
	case "outcome":
		return outcomeTitle(value)
	case "scope":
		switch value {
		case "in", "out":
			return t("ui.scope." + value)
		}
		return scopeTitle(value)
	case "side":
		return name("ui.side.", value)
	case "fate":
		return name("ui.fate.", value)
	case "change":
		return name("ui.change-since.", value)
	case "before":
		if value == session.NoEarlier {
			return t("ui.since.no-object")
		}
		return rowTitles([]string{value})[0]
	case "row":
		return value + " " + rowTitles([]string{value})[0]
	case "state":
		return name("ui.state.", value)
	case "decision":
		return name("ui.decision.", value)
	case "confidence":
		return name("ui.confidence-short.", value)
	case "action":
		return name("ui.change.", value)
	case "object", "unit", "domain", "value":
		return t("ui.object.number", message.Text("n", value))
	case "file":
		return t("ui.file.number", message.Num("n", int64(number(value))+1))
	}
	return value
}

// facets are the filters beside the table, with the number of rows of each value.
func (a *app) facets(g *grid) *vecty.HTML {
	if g.filters == (facetVersion{}) {
		return dom.El("div", dom.Class("facet-groups"))
	}
	groups := vecty.List{dom.El("div", dom.Class("sheet-head"),
		dom.El("h2", dom.ID("sheet-title"), dom.Attr("tabindex", "-1"), text("ui.filters")),
		dom.Button("sheet", "close", dom.Class("button", "primary"), text("ui.filters.show", message.Num("n", g.page.total))))}
	for _, field := range facetOrder[g.view] {
		if field == "unit" && (len(g.page.tree) > 0 || g.tree.search != "") {
			groups = append(groups, a.unitFacet(g))
		}
		for _, f := range g.page.facets {
			if f.Field == field && len(f.Values) > 0 {
				groups = append(groups, a.facet(f))
			}
		}
	}
	return dom.El("div", dom.Class("facet-groups"), groups)
}

// facetShown is how many values of a filter are listed at once; a browser scrolls
// the rest.
const facetShown = 200

// facetPictures stand before the values of a filter that have one.
var facetPictures = map[string]string{
	"severityerror": "error", "severitywarning": "warning", "severityadvice": "advice", "severityinfo": "info", "severityok": "ok",
	"stateerror": "error", "statewarning": "warning", "stateready": "ok",
}

func (a *app) facet(f session.Facet) *vecty.HTML {
	values := f.Values
	if f.Field != "severity" && f.Field != "state" {
		values = sorted(values, func(i, j int) int { return cmp.Compare(values[j].N, values[i].N) })
	}
	return dom.El("fieldset", dom.Class("facet"), fieldName(f.Field),
		fieldHead(a.route.View, f.Field),
		dom.El("div", dom.Class("facet-values"), dom.Each(values[:min(len(values), facetShown)], func(v session.Count) *vecty.HTML {
			label := facetLabel(f.Field, v.Key)
			if f.Field == "domain" {
				label = namedValue(f.Field, v.Label)
			}
			parts := []dom.Part{dom.Class("facet-value"), dom.Test("facet-" + f.Field + "-" + v.Key), valueTip(f.Field, v.Key),
				dom.El("input", dom.Attr("type", "checkbox"), dom.Checked(a.route.Has(f.Field, v.Key)),
					dom.OnChange("filter", f.Field+"="+v.Key))}
			if picture := facetPictures[f.Field+v.Key]; picture != "" {
				parts = append(parts, dom.El("span", dom.Class("sev", "sev-"+picture), icon(picture)))
			}
			return dom.El("label", append(parts,
				dom.El("span", dom.Class("facet-label"), dom.Text(label)),
				dom.El("span", dom.Class("facet-count"), dom.Text(message.Group(v.N))))...)
		})))
}

// tableBody is the table, or what to say in its place.
func (a *app) tableBody(g *grid) dom.Part {
	empty, advice := "", ""
	switch {
	case g.trouble != nil:
		return dom.El("div", dom.Class("table-state"), a.troubleBox(g.trouble))
	case g.loaded && g.page.total == 0 && (a.route.FilterCount() > 0 || g.search != ""):
		empty, advice = "ui.table.none-found", "ui.table.none-found.advice"
	case g.loaded && g.page.total == 0:
		empty, advice = "ui.table.empty."+string(g.view), a.emptyAdvice(g.view)
	}
	return dom.Parts(
		dom.El("div", dom.Class("table-state"), dom.Flag("hidden", empty == ""), dom.If(empty != "", dom.El("div", dom.Class("nothing"),
			dom.El("h2", dom.Text(orText(empty))), dom.El("p", dom.Text(orText(advice)))))),
		dom.El("div", dom.Class("grid-slot"), dom.Flag("hidden", empty != ""), &gridPart{Grid: g}),
	)
}

// emptyAdvice says why a list is empty that nothing narrows: often a side is missing.
func (a *app) emptyAdvice(v View) string {
	cloud := v == ViewObjects && a.route.One("side") == "cloud"
	switch {
	case cloud && a.overview.Cloud.Objects == 0:
		return "ui.table.empty.no-cloud"
	case (v == ViewFindings || v == ViewGroups || v == ViewObjects && !cloud) && a.overview.OnPrem.Objects == 0:
		return "ui.table.empty.no-onprem"
	}
	return "ui.table.empty." + string(v) + ".advice"
}

func orText(id string) string {
	if id == "" {
		return ""
	}
	return t(id)
}
