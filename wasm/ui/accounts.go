//go:build js && wasm

package ui

import (
	"strconv"
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

func newAccountsGrid(a *app) *grid {
	columns := []column{{id: "mark", marks: true}, {id: "severity", sorts: true, icons: true}, {id: "name", sorts: true}, {id: "cloud"},
		{id: "fate", sorts: true}, {id: "outcome"}, {id: "onprem"}, {id: "class", sorts: true}}
	g := newGrid(a, ViewAccounts, columns, requestAccounts)
	g.marks.most = session.MaxTransfers
	return g
}

func accountsQuery(r Route, search string) session.AccountsQuery {
	return session.AccountsQuery{Sort: r.Sort, Desc: r.Desc, Filter: session.AccountsFilter{
		Fate: r.Filters["fate"], Severity: r.Filters["severity"], Class: r.Filters["class"], Search: strings.TrimSpace(search),
	}}
}

func requestAccounts(a *app, w wanted, done func(page, *session.Failure)) {
	q := accountsQuery(w.route, w.search)
	q.Offset, q.Limit, q.Facets = w.offset, w.limit, w.fresh
	a.host.ask(session.Request{Accounts: &q}, func(res *session.Response, _ js.Value) {
		if res.Accounts == nil {
			done(page{}, res.Failure)
			return
		}
		c := res.Accounts
		p := page{offset: c.Offset, total: c.Total, all: c.All, facets: c.Facets, rows: make([]gridRow, len(c.Rows))}
		for i, row := range c.Rows {
			p.rows[i] = accountRow(row)
		}
		done(p, nil)
	})
}

func accountRow(c session.AccountRow) gridRow {
	outcome := ""
	if c.OnPrem != "" {
		outcome = caseTitle(c.Row, c.Outcome)
	}
	return gridRow{
		ID: strconv.FormatUint(uint64(c.Account), 10), Only: accountChoices(c),
		Cells: [dom.MaxCells]cell{
			{},
			severityCell(c.Severity),
			{Text: Visible(orElse(c.Name, c.Label)), Class: "strong"},
			{Text: Visible(c.Label), Class: "muted"},
			{Text: t("ui.fate." + c.Fate)},
			{Text: outcome, Class: "muted"},
			{Text: Visible(c.OnPrem)},
			{Text: t("class." + c.Class), Class: "muted"},
		},
	}
}

// accountMarks is what can be done with the selected accounts.
func (a *app) accountMarks(n int64) *vecty.HTML {
	return dom.Link(To(ViewTransfer).String(), dom.Class("button", "primary"), dom.Test("mark-transfer"), dom.Flag("hidden", n == 0),
		text("ui.mark.transfer"))
}

func accountRoute(account uint32) Route {
	return To(ViewAccounts).Selected(strconv.FormatUint(uint64(account), 10))
}

// accountBody shows everything about a cloud account: what happens to it, the
// verdict that speaks for it, the plan to move it, and what each file says of it.
func (a *app) accountBody(d *session.AccountDetail) *vecty.HTML {
	row := &d.Row
	verdict := dom.El("div")
	if d.Match != nil {
		verdict = a.verdict(d.Match)
	}
	return dom.El("div", dom.Class("panel-group"),
		dom.El("p", dom.Class("fate"), dom.Test("fate"), dom.El("strong", text("ui.fate."+row.Fate)),
			text("ui.fate."+row.Fate+".long", message.Text("name", orElse(row.OnPrem, row.DN)))),
		verdict,
		section("ui.detail.transfer", planWords(&d.Transfer),
			dom.El("div", dom.If(d.Transfer.Script != "", dom.El("div", dom.Class("panel-section"),
				dom.El("p", dom.Class("muted"), text("ui.transfer.not-run")), codeBox("plan", d.Transfer.Script))))),
		dom.El("div", dom.Class("panel-group"), dom.Each(d.Records, accountRecord)))
}

// accountRecord is what one file says of an account.
func accountRecord(v session.ObjectView) *vecty.HTML {
	return dom.El("div", dom.Class("panel-section"), dom.Test("account-record"),
		attributeTable("ui.detail.attributes", &v),
		dom.El("p", dom.Class("muted"), text("ui.account.records", message.Text("file", v.File), message.Num("line", v.Line)), dom.Text(". "),
			dom.Link(objectRoute(v.Object, true).String(), text("ui.object.open"))))
}

// nearMisses lists objects that are called alike, which is no match.
func nearMisses(title string, list []session.NearMiss) *vecty.HTML {
	if len(list) == 0 {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return section(title, dom.El("p", dom.Class("muted"), dom.Test("near-note"), text("ui.near.note")),
		dom.El("ul", dom.Class("other-list"), dom.Each(list, func(n session.NearMiss) *vecty.HTML {
			to, side := objectRoute(n.Ref, false), "server"
			if n.Cloud {
				to, side = accountRoute(n.Ref), "cloud"
			}
			return dom.El("li", dom.Test("near"), dom.Link(to.String(), icon(side),
				dom.El("span", dom.Class("other-title"), dom.Text(Visible(orElse(n.Name, n.Place))),
					dom.El("span", dom.Class("block", "muted", "small"), dom.Text(Visible(n.Place)))),
				dom.El("span", dom.Class("muted"), text("ui.near.by", message.Text("by", name("ui.near.", n.By))))))
		})))
}
