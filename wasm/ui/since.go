//go:build js && wasm

package ui

import (
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/report"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// sinceView is the comparison with an earlier run.
type sinceView struct {
	asked   bool
	serial  int
	answer  *report.Comparison
	trouble *trouble
}

func (v *sinceView) reset() { *v = sinceView{serial: v.serial + 1} }

// show asks for the comparison when its view is open, unless it is there.
func (v *sinceView) show(a *app) {
	if a.route.View != ViewSince || v.asked || a.overview.Since == "" {
		return
	}
	v.asked = true
	serial := v.serial
	a.host.ask(session.Request{Since: &session.SinceQuery{Limit: 1, Totals: true}}, func(res *session.Response, _ js.Value) {
		if serial != v.serial {
			return
		}
		if res.Since == nil {
			v.trouble = failed(res.Failure)
		} else {
			v.answer = res.Since.Comparison
		}
		a.update()
	})
}

// sinceColumns are what may become of a finding, in the order of the tables.
var sinceColumns = []string{
	report.ChangeSame, report.ChangeChanged, report.ChangeFixed, report.ChangeGone, report.ChangeUnchecked, report.ChangeNew,
}

func changeCount(c *report.Change, change string) int64 {
	switch change {
	case report.ChangeSame:
		return c.Same
	case report.ChangeChanged:
		return c.Changed
	case report.ChangeFixed:
		return c.Fixed
	case report.ChangeGone:
		return c.Gone
	case report.ChangeUnchecked:
		return c.Unchecked
	}
	return c.New
}

// viewSince tells this run from the earlier one.
func (a *app) viewSince() *vecty.HTML {
	var body dom.Part
	switch v := &a.since; {
	case a.overview.Since == "":
		body = dom.El("p", dom.Class("muted"), dom.Test("since-none"), text("ui.since.none"))
	case v.trouble != nil:
		body = a.troubleBox(v.trouble)
	case v.answer == nil:
		body = dom.El("p", dom.Class("muted"), text("ui.detail.loading"))
	default:
		body = a.sinceCards(v.answer)
	}
	return dom.El("div", dom.Class("page", "since"),
		viewTitle("ui.since.title"),
		dom.El("p", dom.Class("lead"), text("ui.since.lead")),
		dom.El("div", dom.Class("since-cards"), body))
}

func (a *app) sinceCards(c *report.Comparison) dom.Part {
	return dom.Parts(a.sinceTotals(c), a.sinceRules(c), a.sinceObjects(c), a.sinceVerdicts(c))
}

// sinceTotals says what the runs are and counts the findings.
func (a *app) sinceTotals(c *report.Comparison) *vecty.HTML {
	names := make([]string, len(c.Files))
	for i, f := range c.Files {
		names[i] = Visible(f.Name)
	}
	notes := c.Notes
	if c.TotalsOnly != "" {
		notes = append([]string{t("since.totals." + c.TotalsOnly)}, notes...)
	}
	figures := vecty.List{sinceFigure("before", c.Findings.Before, nil)}
	if c.TotalsOnly == "" {
		for _, change := range sinceColumns {
			to := To(ViewSinceList, "change", change)
			figures = append(figures, sinceFigure(change, changeCount(&c.Findings, change), &to))
		}
	}
	figures = append(figures, sinceFigure("after", c.Findings.After, nil))
	return card("since",
		dom.El("p", text("ui.since.earlier", message.Text("made", when(c.Made)), message.Text("files", strings.Join(names, ", ")))),
		dom.El("dl", dom.Class("facts", "figures", "since-figures"), figures),
		dom.El("ul", dom.Class("since-notes"), dom.Flag("hidden", len(notes) == 0), dom.Each(notes, func(note string) *vecty.HTML {
			return dom.El("li", dom.Text(Visible(note)))
		})))
}

func sinceFigure(name string, n int64, to *Route) *vecty.HTML {
	number := dom.El("span", dom.Test("since-"+name), dom.Text(message.Group(n)))
	if to != nil && n > 0 {
		number = count(n, *to, "since-"+name)
	}
	return dom.El("div", dom.Class("since-"+name), dom.El("dt", tip("ui.change-since."+name+".why"), text("ui.change-since."+name)), dom.El("dd", number))
}

// sinceRules counts the findings by rule.
func (a *app) sinceRules(c *report.Comparison) *vecty.HTML {
	rules := sorted(c.Rules, func(i, j int) int { return standsStill(&c.Rules[i].Change) - standsStill(&c.Rules[j].Change) })
	columns := []string{"before"}
	for _, change := range sinceColumns {
		if changeCount(&c.Findings, change) > 0 || change == report.ChangeFixed || change == report.ChangeNew {
			columns = append(columns, change)
		}
	}
	columns = append(columns, "after")
	if c.TotalsOnly != "" {
		columns = []string{"before", "after"}
	}
	head := vecty.List{dom.El("th", dom.Attr("scope", "col"), text("ui.column.rule"))}
	for _, name := range columns {
		head = append(head, dom.El("th", dom.Attr("scope", "col"), dom.Class("num"), text("ui.change-since."+name)))
	}
	return card("since-rules", dom.El("div", dom.Class("scroll-x"), dom.Attr("tabindex", "0"), dom.Attr("role", "group"), dom.Attr("aria-label", t("ui.card.since-rules")),
		dom.El("table", dom.Class("plain", "since-table"), dom.El("thead", dom.El("tr", head)),
			dom.El("tbody", dom.Each(rules, func(r report.RuleChange) *vecty.HTML {
				cells := vecty.List{dom.El("th", dom.Attr("scope", "row"),
					dom.El("span", dom.Class("sev", "sev-"+r.Severity), icon(r.Severity)), dom.Text(" "), dom.Text(known("rule."+r.Rule+".title", r.Rule)))}
				for _, name := range columns {
					cells = append(cells, a.sinceCell(r, name, c.TotalsOnly == ""))
				}
				return dom.El("tr", dom.Test("since-rule-"+r.Rule), cells)
			})))))
}

// standsStill is 0 where something changed and 1 where nothing did, so that the
// former comes first.
func standsStill(c *report.Change) int {
	if c.Before == c.Same && c.After == c.Same {
		return 1
	}
	return 0
}

func (a *app) sinceCell(r report.RuleChange, name string, links bool) *vecty.HTML {
	var n int64
	to := To(ViewSinceList, "change", name, "rule", r.Rule)
	switch name {
	case "before":
		n, links = r.Before, false
	case "after":
		n, to = r.After, To(ViewFindings, "rule", r.Rule)
	default:
		n = changeCount(&r.Change, name)
	}
	if n == 0 || !links {
		return dom.El("td", dom.Class("num", "muted"), dom.Text(message.Group(n)))
	}
	return dom.El("td", dom.Class("num"), count(n, to, "since-cell"))
}

// sinceObjects counts the objects of both runs.
func (a *app) sinceObjects(c *report.Comparison) *vecty.HTML {
	facts := func(prefix string, o report.ObjectChange) *vecty.HTML {
		return dom.El("dl", dom.Class("facts"),
			fact(prefix+"same", message.Group(o.Same)), fact("ui.since.renamed", nonZero(o.Renamed)),
			fact(prefix+"new", message.Group(o.New)), fact(prefix+"gone", message.Group(o.Gone)))
	}
	orphans := dom.El("div", dom.Flag("hidden", true))
	if o := c.Orphans; o.Same+o.New+o.Gone > 0 {
		orphans = facts("ui.since.orphans.", o)
	}
	return dom.El("div", dom.Flag("hidden", c.TotalsOnly != ""), card("since-objects", facts("ui.since.objects.", c.Objects), orphans))
}

// sinceVerdicts lists the objects of which something else is foretold.
func (a *app) sinceVerdicts(c *report.Comparison) *vecty.HTML {
	var other []report.VerdictChange
	same := int64(0)
	for _, v := range c.Verdicts {
		if v.Before == v.After {
			same += v.N
		} else {
			other = append(other, v)
		}
	}
	return dom.El("div", dom.Flag("hidden", len(c.Verdicts) == 0), card("since-verdicts",
		dom.El("p", dom.Class("muted"), dom.Test("since-verdicts-same"), text("ui.since.verdicts.same", message.Num("n", same))),
		dom.El("div", dom.Class("scroll-x"), dom.Attr("tabindex", "0"), dom.Attr("role", "group"), dom.Attr("aria-label", t("ui.card.since-verdicts")), dom.Flag("hidden", len(other) == 0), dom.El("table", dom.Class("plain", "since-table"),
			dom.El("thead", dom.El("tr", dom.El("th", text("ui.change-since.before")), dom.El("th", text("ui.change-since.after")),
				dom.El("th", dom.Class("num"), text("ui.flow.objects")))),
			dom.El("tbody", dom.Each(other, func(v report.VerdictChange) *vecty.HTML {
				number := dom.El("span", dom.Text(message.Group(v.N)))
				if v.After != "" {
					number = count(v.N, To(ViewMatches, "row", v.After, "before", orElse(v.Before, session.NoEarlier)), "since-verdict")
				}
				return dom.El("tr", dom.El("td", dom.Text(earlierTitle(v.Before, v.BeforeTitle))), dom.El("td", dom.Text(earlierTitle(v.After, v.AfterTitle))),
					dom.El("td", dom.Class("num"), number))
			}))))))
}

// earlierTitle is what a row of the decision table is called; "" stands for an object
// that the run does not have.
func earlierTitle(row, title string) string {
	if row == "" {
		return t("ui.since.no-object")
	}
	return caseTitle(row, title)
}

func newSinceGrid(a *app) *grid {
	return newGrid(a, ViewSinceList, []column{{id: "severity", sorts: true, icons: true}, {id: "cn"}, {id: "dn", sorts: true, tails: true},
		{id: "class", sorts: true}, {id: "attribute", sorts: true}, {id: "value", sorts: true}, {id: "rule", sorts: true}, {id: "proposal", label: "change"}}, requestSince)
}

func requestSince(a *app, w wanted, done func(page, *session.Failure)) {
	f := w.route.Filters
	q := session.SinceQuery{Sort: w.route.Sort, Desc: w.route.Desc, Offset: w.offset, Limit: w.limit, Facets: w.fresh,
		Filter: session.SinceFilter{Change: f["change"], Severity: f["severity"], Attribute: f["attribute"], Rule: f["rule"], Class: f["class"],
			Search: strings.TrimSpace(w.search)}}
	a.host.ask(session.Request{Since: &q}, func(res *session.Response, _ js.Value) {
		if res.Since == nil {
			done(page{}, res.Failure)
			return
		}
		s := res.Since
		p := page{offset: s.Offset, total: s.Total, all: s.All, facets: s.Facets, rows: make([]gridRow, len(s.Rows))}
		for i, row := range s.Rows {
			p.rows[i] = sinceRow(row)
		}
		done(p, nil)
	})
}

func sinceRow(r session.SinceRow) gridRow {
	g := findingRow(session.FindingRow{DN: r.DN, CN: r.CN, Class: r.Class, Attribute: r.Attribute, Value: r.Value, Rule: r.Rule, Severity: r.Severity})
	row := gridRow{ID: itoa(r.Row)}
	copy(row.Cells[:], g.Cells[1:8]) // without the check box
	change := t("ui.change-since." + r.Change)
	switch {
	case r.Was != nil && r.Was.Value != r.Value:
		change = t("ui.since.was", message.Text("value", Visible(r.Was.Value)))
	case r.Was != nil && r.Was.Severity != r.Severity:
		change = t("ui.since.was-severity", message.Text("severity", known("severity."+r.Was.Severity, r.Was.Severity)))
	case r.Was != nil:
		change = t("ui.since.was-proposal")
	}
	row.Cells[7] = cell{Text: change, Class: "strong"}
	return row
}

// earlierBody shows a finding that only the earlier run has.
func (a *app) earlierBody(r *session.SinceRow) *vecty.HTML {
	return dom.El("div", dom.Class("earlier"),
		dom.El("p", dom.Test("earlier"), text("ui.change-since."+r.Change+".why")),
		dom.El("dl", dom.Class("facts"), fact("ui.column.name", Visible(r.CN)), fact("ui.column.dn", Visible(r.DN)),
			fact("ui.column.class", known("class."+r.Class, r.Class)), fact("ui.column.attribute", r.Attribute), fact("ui.column.value", Visible(r.Value))),
		dom.El("p", dom.Link(ToRule(r.Rule).String(), dom.Class("button"), text("ui.since.rule"))))
}
