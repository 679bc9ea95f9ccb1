//go:build js && wasm

package ui

import (
	"strconv"
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/session"
	"presync/wasm/ui/dom"
)

// idfixColumns are the columns of IdFix's rows, in the places of those of the
// findings: first and fourth name what stands in the places of severity and class.
func idfixColumns(first, fourth string) []column {
	return []column{{id: "severity", label: first, icons: first == "state"}, {id: "cn"}, {id: "dn", tails: true}, {id: "class", label: fourth},
		{id: "attribute"}, {id: "value"}, {id: "rule", label: "error"}, {id: "proposal", label: "update"}}
}

// idfixRow shows a row of IdFix; first and fourth stand in the columns of that
// place.
func idfixRow(i int64, r *session.ArchiveRow, first, fourth string) gridRow {
	update := cell{}
	if r.Update != "" {
		update = cell{Text: Visible(r.Update), Class: "mono becomes"}
	}
	return gridRow{
		ID: strconv.FormatInt(i, 10),
		Cells: [dom.MaxCells]cell{
			{Text: first}, {Text: Visible(r.CN), Class: "strong"}, dnCell(r.DN), {Text: fourth, Class: "muted"},
			{Text: r.Attribute, Class: "mono"}, {Text: Visible(r.Value), Class: "mono"}, {Text: r.Error}, update,
		},
	}
}

// stateIcons are the severities by which the states of an archived row are shown.
var stateIcons = map[string]string{session.ArchiveOpen: "warning", session.ArchiveChanged: "ok", session.ArchiveUnknown: "info"}

func newArchiveGrid(a *app) *grid {
	return newGrid(a, ViewArchive, idfixColumns("state", "action"), requestArchive)
}

func archiveQuery(r Route, search string) session.ArchiveQuery {
	return session.ArchiveQuery{State: r.Filters["state"], Search: strings.TrimSpace(search)}
}

func requestArchive(a *app, w wanted, done func(page, *session.Failure)) {
	q := archiveQuery(w.route, w.search)
	q.Offset, q.Limit = w.offset, w.limit
	a.host.ask(session.Request{Archive: &q}, func(res *session.Response, _ js.Value) {
		if res.Archive == nil {
			done(page{}, res.Failure)
			return
		}
		f := res.Archive
		p := page{offset: f.Offset, total: f.Total, all: f.All, facets: f.Facets}
		for i := range f.Rows {
			r := &f.Rows[i]
			row := idfixRow(f.Offset+int64(i), r, t("ui.state."+r.State), actions(r))
			row.Cells[0].Icon, row.Cells[0].Class = outlines[stateIcons[r.State]], "sev sev-"+stateIcons[r.State]
			p.rows = append(p.rows, row)
		}
		done(p, nil)
	})
}

// actions is the action chosen for a row, and the proposed one where that is
// another.
func actions(r *session.ArchiveRow) string {
	if r.Action == "" || strings.EqualFold(r.Action, r.ProposedAction) {
		return orElse(r.Action, r.ProposedAction)
	}
	return strings.TrimSuffix(r.Action+" / "+r.ProposedAction, " / ")
}

// rowBody shows everything about a row of IdFix.
func (a *app) rowBody(r *session.ArchiveRow) *vecty.HTML {
	object := dom.El("p", dom.Class("muted"), text("ui.archive.no-object"))
	if r.Object != nil {
		object = dom.El("p", dom.Link(objectRoute(*r.Object, false).String(), dom.Test("open-object"), text("ui.object.open")))
	}
	state := ""
	if r.State != "" {
		state = t("ui.state." + r.State)
	}
	return dom.El("div", dom.Class("panel-group"),
		dom.El("div", dom.Class("identity"),
			dom.El("p", dom.Class("identity-dn"), dom.El("code", dom.Test("dn"), dom.Text(Visible(r.DN))), copyButton(r.DN)), object),
		section("ui.nav.compare", dom.El("dl", dom.Class("facts"),
			fact("ui.column.error", r.Error), fact("ui.column.attribute", r.Attribute), fact("ui.column.class", r.Class),
			fact("ui.archive.proposed", r.ProposedAction), fact("ui.archive.action", r.Action), fact("ui.column.state", state))),
		section("ui.detail.value", value("value", r.Value)),
		section("ui.column.update", value("proposal", r.Update)))
}

// firstRow is the row of IdFix that an answer holds, nil when it holds none.
func firstRow(res *session.Response) *session.ArchiveRow {
	switch {
	case res.Archive != nil && len(res.Archive.Rows) > 0:
		return &res.Archive.Rows[0]
	case res.Compare != nil && len(res.Compare.IdFix) > 0:
		return archived(&res.Compare.IdFix[0])
	}
	return nil
}
