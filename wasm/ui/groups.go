//go:build js && wasm

package ui

import (
	"slices"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/rules"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// groupings are the ways to group findings.
var groupings = []string{session.GroupRule, session.GroupObject, session.GroupValue, session.GroupContested}

// The list of groups is narrowed as that of the findings is.
func init() {
	filterFields[ViewGroups] = append([]string{"by"}, filterFields[ViewFindings]...)
	facetOrder[ViewGroups] = facetOrder[ViewFindings]
}

func newGroupsGrids(a *app) map[string]*grid {
	labels := map[string]string{session.GroupRule: "rule", session.GroupObject: "cn", session.GroupValue: "value", session.GroupContested: "contested"}
	grids := map[string]*grid{}
	for _, by := range groupings {
		columns := []column{{id: "severity", sorts: true, icons: true}, {id: "name", label: labels[by], sorts: true}, {id: "dn", label: "groups-" + by, tails: true},
			{id: "errors"}, {id: "warnings"}, {id: "advised"}, {id: "findings", sorts: true}, {id: "objects", sorts: true}}
		grids[by] = newGrid(a, ViewGroups, columns, requestGroups)
		grids[by].leads = func(id string) Route { return a.groupRoute(by, id) }
	}
	return grids
}

// grouping is how the route groups the findings.
func grouping(r Route) string {
	if by := r.One("by"); slices.Contains(groupings, by) {
		return by
	}
	return session.GroupRule
}

// groupRoute leads to the findings of a group, or to the holders of a contested
// value.
func (a *app) groupRoute(by, key string) Route {
	if by == session.GroupContested {
		return To(ViewContest).Selected(key)
	}
	r := Route{View: ViewFindings, Filters: a.route.Filters}
	return r.with("by", nil).with(by, []string{key})
}

// regroup goes from the findings to groups of them, from one grouping to another, or
// back, with the same filters and the same search.
func (a *app) regroup(by string) {
	search := a.grid().search
	r := Route{View: ViewFindings, Filters: a.route.Filters}.with("by", nil)
	if by != "" {
		r.View = ViewGroups
		r = r.with("by", []string{by})
	}
	a.carried = search
	a.goTo(r)
}

// groupField chooses how the findings are grouped.
func (a *app) groupField() *vecty.HTML {
	present := ""
	if a.route.View == ViewGroups {
		present = grouping(a.route)
	}
	return dom.El("label", dom.Class("group-field"), icon("group"), dom.El("span", text("ui.group.by")),
		dom.El("select", dom.Class("field"), dom.Test("group-by"), dom.Attr("aria-label", t("ui.group.by")), dom.OnChange("group", ""), dom.Value(present),
			dom.Each(append([]string{""}, groupings...), func(by string) *vecty.HTML {
				return dom.El("option", dom.Attr("value", by), dom.Flag("selected", by == present), text("ui.group."+orElse(by, "none")))
			})))
}

func requestGroups(a *app, w wanted, done func(page, *session.Failure)) {
	by := grouping(w.route)
	q := session.GroupsQuery{Filter: findingsFilter(w.route, w.search), By: by, Sort: w.route.Sort, Desc: w.route.Desc,
		Offset: w.offset, Limit: w.limit, Facets: w.fresh, Tree: w.tree}
	a.host.ask(session.Request{Groups: &q}, func(res *session.Response, _ js.Value) {
		if res.Groups == nil {
			done(page{}, res.Failure)
			return
		}
		g := res.Groups
		p := page{offset: g.Offset, total: g.Total, all: g.Total, facets: g.Facets, tree: g.Tree, labels: g.Labels, rows: make([]gridRow, len(g.Rows))}
		for i, row := range g.Rows {
			p.rows[i] = groupRow(by, row)
		}
		done(p, nil)
	})
}

func groupRow(by string, g session.GroupRow) gridRow {
	name := cell{Text: Visible(g.Name), Class: "strong"}
	below := cell{Text: orElse(g.Attribute, t("ui.group.several")), Class: "mono"}
	switch by {
	case session.GroupRule:
		name.Text = ruleTitle(g.Key)
		if r := rules.ByID(g.Key); r != nil {
			below.Text = r.Attribute.String()
		}
	case session.GroupObject:
		below = dnCell(g.DN)
	default:
		name.Class = "mono strong"
		if g.Name == "" {
			name.Text = t("ui.value.empty")
		}
	}
	count := func(severity string, n int64) cell {
		if n == 0 {
			return cell{Text: "–", Class: "num muted"}
		}
		return cell{Text: message.Group(n), Class: "num sev-" + severity}
	}
	return gridRow{ID: g.Key, Cells: [dom.MaxCells]cell{
		severityCell(g.Severity), name, below,
		count(session.SeverityError, g.Errors), count(session.SeverityWarning, g.Warnings), count(session.SeverityAdvice, g.Advice),
		{Text: message.Group(g.N), Class: "num strong"}, {Text: message.Group(g.Objects), Class: "num"},
	}}
}
