//go:build js && wasm

package ui

import (
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// Values of the filters of the comparison with IdFix.
const (
	dedicated   = "dedicated" // of "rules"
	alternate   = "alternate" // of "login"
	onlyIdFix   = "idfix"     // of "only"
	onlyPresync = "presync"   // of "only"
)

// contrast is the comparison with IdFix for one of its rule sets.
type contrast struct {
	asked   bool
	rules   session.CompareRequest
	answer  *session.Comparison
	trouble *trouble
}

// compareRequest is the rule set that a route chooses.
func compareRequest(r Route) session.CompareRequest {
	return session.CompareRequest{Dedicated: r.One("rules") == dedicated, AlternateLogin: r.One("login") == alternate}
}

// show asks for the comparison that a route chooses, unless it is there.
func (c *contrast) show(a *app, r Route) {
	q := compareRequest(r)
	if c.asked && c.rules == q {
		return
	}
	*c = contrast{asked: true, rules: q}
	a.host.ask(session.Request{Compare: &q}, func(res *session.Response, _ js.Value) {
		if !c.asked || c.rules != q {
			return
		}
		if c.answer = res.Compare; c.answer == nil {
			c.trouble = failed(res.Failure)
		}
		a.update()
	})
}

// viewCompare shows what IdFix would have reported and presync does not, and the
// reverse, by reason.
func (a *app) viewCompare() *vecty.HTML {
	c := &a.contrast
	var result dom.Part
	switch {
	case c.trouble != nil:
		result = a.troubleBox(c.trouble)
	case c.answer == nil:
		result = dom.El("p", dom.Class("muted"), text("ui.detail.loading"))
	default:
		result = a.comparison(c.answer)
	}
	return dom.El("div", dom.Class("page"),
		viewTitle("ui.compare.title"),
		dom.El("p", dom.Class("lead"), text("ui.compare.lead")),
		dom.El("div", dom.Class("choices"), a.ruleSetSwitch(),
			check("filter", "login="+alternate, "alternate-login", a.route.Has("login", alternate), "ui.compare.alternate", "ui.compare.alternate.note")),
		dom.El("div", dom.Class("comparison"), result))
}

// ruleSetSwitch chooses between IdFix's rule sets.
func (a *app) ruleSetSwitch() *vecty.HTML {
	present := a.route.One("rules")
	return dom.El("div", dom.Class("switch"), dom.Attr("role", "group"), dom.Attr("aria-label", t("ui.field.rules")),
		dom.Each([]string{"", dedicated}, func(set string) *vecty.HTML {
			to := a.route.with("rules", nil)
			if set != "" {
				to = a.route.with("rules", []string{set})
			}
			return dom.Link(to.String(), dom.Class("button"), dom.State("aria-current", set == present),
				dom.Test("rules-"+orElse(set, "mt")), text("ui.rules."+orElse(set, "mt")))
		}))
}

func (a *app) comparison(c *session.Comparison) dom.Part {
	sum := map[bool]int64{}
	for _, d := range c.Differences {
		sum[d.OnlyIdFix] += d.N
	}
	number := func(label string, n int64) *vecty.HTML {
		return dom.El("div", dom.El("dt", text("ui.compare."+label)), dom.El("dd", dom.Test("compare-"+label), dom.Text(message.Group(n))))
	}
	return dom.Parts(
		card("compare",
			dom.El("dl", dom.Class("facts", "figures"), number("both", c.Both), number("only-idfix", sum[true]), number("only-presync", sum[false])),
			dom.El("p", dom.Class("muted", "small"), text("ui.compare.note"))),
		card("idfix", dom.El("dl", dom.Class("facts"),
			number("rows", c.Rows), number("found", int64(c.Totals.Found)), number("skipped", int64(c.Totals.Skipped)),
			number("errors", int64(c.Totals.Errors)), number("duplicates", int64(c.Totals.Duplicates))),
			dom.Each(c.Notes, func(m message.Message) *vecty.HTML {
				return dom.El("p", dom.Class("muted", "small"), dom.Text(t(m.ID, m.Args...)))
			}),
			dom.Button("export", session.ExportIdFix, dom.Class("button"), dom.Test("export-idfix"),
				dom.Off(a.export.running != "" || c.Rows == 0), icon("download"), text("ui.compare.download"))),
		a.reasons(onlyIdFix, c.Differences), a.reasons(onlyPresync, c.Differences))
}

// reasons lists why one side reports more, with the number of cases of each.
func (a *app) reasons(only string, all []session.Difference) *vecty.HTML {
	var list []session.Difference
	for _, d := range all {
		if d.OnlyIdFix == (only == onlyIdFix) {
			list = append(list, d)
		}
	}
	list = sorted(list, func(i, j int) int { return int(list[j].N - list[i].N) })
	body := dom.Part(dom.El("p", dom.Class("muted"), text("ui.none")))
	if len(list) > 0 {
		body = dom.El("ul", dom.Class("reasons"), dom.Each(list, func(d session.Difference) *vecty.HTML {
			to := a.route.with("only", []string{only}).with("reason", []string{d.Reason})
			return dom.El("li", dom.Test("reason-"+d.Reason),
				dom.El("h3", dom.Link(to.String(), dom.El("span", text("idfix.diff."+d.Reason+".title")), dom.Text(" "),
					dom.El("span", dom.Class("count"), dom.Text(message.Group(d.N))))),
				dom.El("p", text("idfix.diff."+d.Reason+".text")))
		}))
	}
	return card("only-"+only, body)
}

// newDifferenceGrid makes the table of what one side reports alone.
func newDifferenceGrid(a *app, only string) *grid {
	if only == onlyPresync {
		g := newFindingsGrid(a)
		for i := range g.columns {
			g.columns[i].sorts = false
		}
		g.view, g.request = ViewCompare, requestDifference
		return g
	}
	return newGrid(a, ViewCompare, idfixColumns("action", "class"), requestDifference)
}

func requestDifference(a *app, w wanted, done func(page, *session.Failure)) {
	q := compareRequest(w.route)
	q.Reason, q.Offset, q.Limit = w.route.One("reason"), w.offset, windowRows
	a.host.ask(session.Request{Compare: &q}, func(res *session.Response, _ js.Value) {
		if res.Compare == nil {
			done(page{}, res.Failure)
			return
		}
		c := res.Compare
		p := page{offset: c.Offset, total: c.Total, all: c.Total}
		for i := range c.IdFix {
			r := archived(&c.IdFix[i])
			p.rows = append(p.rows, idfixRow(c.Offset+int64(i), r, r.ProposedAction, r.Class))
		}
		for _, f := range c.Findings {
			p.rows = append(p.rows, findingRow(f))
		}
		done(p, nil)
	})
}

// archived is a line of IdFix's grid as a row of its file.
func archived(r *session.IdFixRow) *session.ArchiveRow {
	return &session.ArchiveRow{DN: r.DN, CN: r.CN, Class: r.ObjectType, Attribute: r.Attribute, Error: r.Errors,
		Value: r.Value, Update: r.Update, ProposedAction: r.ProposedAction, Object: r.Object}
}

// differenceTop is what stands above the cases of one reason.
func (a *app) differenceTop(g *grid) dom.Part {
	reason := a.route.One("reason")
	back := a.route.Selected("").with("reason", nil).with("only", nil)
	return dom.Parts(
		dom.El("div", dom.Class("table-title"),
			dom.El("h1", dom.ID("title"), dom.Attr("tabindex", "-1"), dom.Text(known("idfix.diff."+reason+".title", reason))), a.rowCount(g)),
		dom.El("div", dom.Class("table-tools"), dom.Link(back.String(), dom.Class("button"), icon("left"), text("ui.compare.back"))),
		dom.El("p", dom.Class("table-note"), dom.Text(known("idfix.diff."+reason+".text", ""))))
}
