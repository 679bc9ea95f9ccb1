package report

import (
	"cmp"
	"slices"

	"presync/core/message"
)

// rules explains every rule that fired.
func (p *page) rules() {
	p.section("rules", "", t("html.rules"))
	p.put(`<p>%</p>
`, t("html.rules.note"))
	if len(p.doc.Rules) == 0 {
		p.put(`<p>%</p>
`, t("html.nothing"))
	}
	list := slices.Clone(p.doc.Rules)
	slices.SortStableFunc(list, func(a, b Rule) int {
		return cmp.Or(cmp.Compare(gravity(a.Severity), gravity(b.Severity)), cmp.Compare(b.N, a.N))
	})
	for _, r := range list {
		p.put(`<article id="rule-%">
<h3>% <span class="id">%</span></h3>
<p class="line"><span class="%">%</span> <span class="name">%</span> <span>%</span> `, r.ID, r.Title, r.ID, severityClass(r.Severity), word("severity.", r.Severity), r.Attribute,
			t("html.rule.count", message.Num("n", r.N), message.Num("objects", r.Objects)))
		p.show("findings", "rule", r.ID)
		p.put(`</p>
<p>%</p>
<p><b>%</b> %</p>
`, r.Why, t("html.remedy"), r.Remedy)
		p.sources(r.Sources)
		p.put("</article>\n")
	}
	p.endSection()
}

// show is a button with which the script narrows a table to one value of a facet.
func (p *page) show(tab, facet, key string) {
	for _, t := range p.tables {
		if t.id == tab {
			p.put(`<button type="button" hidden data-table="%" data-facet="%" data-key="%">%</button>`, tab, facet, key, message.English.T("html.show"))
		}
	}
}

// sources lists the documents that a rule rests on.
func (p *page) sources(list []Source) {
	if len(list) == 0 {
		return
	}
	p.put("<ul class=\"sources\">\n")
	for _, s := range list {
		p.put(`<li><a href="%" target="_blank" rel="noopener noreferrer">%</a> <small>%</small>`, s.URL, s.Title,
			t("html.source", message.Text("publisher", s.Publisher), message.Text("date", s.Date)))
		if s.Says != "" {
			p.put(` <small>%</small>`, s.Says)
		}
		p.put("</li>\n")
	}
	p.put("</ul>\n")
}

// outcomes explains what is foretold.
func (p *page) outcomes() {
	if len(p.doc.Outcomes) == 0 {
		return
	}
	p.section("outcomes", "", t("html.outcomes"))
	p.put(`<p>%</p>
`, t("html.outcomes.note"))
	list := slices.Clone(p.doc.Outcomes)
	slices.SortStableFunc(list, func(a, b Outcome) int {
		return cmp.Or(cmp.Compare(gravity(a.Severity), gravity(b.Severity)), cmp.Compare(b.N, a.N))
	})
	for i := range list {
		p.outcome(&list[i])
	}
	for _, r := range p.beside.List() {
		o := OutcomeOf(r)
		p.outcome(&o)
	}
	p.endSection()
}

// outcome explains a row of the decision table.
func (p *page) outcome(o *Outcome) {
	p.put(`<article id="outcome-%">
<h3>% <span class="id">%</span></h3>
<p class="line"><span class="%">%</span> `, o.Row, o.Title, o.Row, severityClass(o.Severity), word("severity.", o.Severity))
	id := "html.outcome.count"
	switch {
	case o.N == 0:
		id = "html.outcome.beside"
	case o.Cloud:
		id = "html.outcome.count.cloud"
	}
	p.put(`<span>%</span> `, t(id, message.Num("n", o.N)))
	if o.Errors > 0 {
		p.put(`<span>%</span> `, t("html.outcome.errors", message.Num("n", o.Errors)))
	}
	if o.Warnings > 0 {
		p.put(`<span>%</span> `, t("html.outcome.warnings", message.Num("n", o.Warnings)))
	}
	if o.N > 0 {
		p.show("verdicts", "outcome", o.Row)
	}
	p.put("</p>\n")
	if o.When != "" {
		p.put(`<p>%</p>
`, o.When)
	}
	p.put(`<p>%</p>
`, o.Explanation)
	if o.Remedy != "" {
		p.put(`<p><b>%</b> %</p>
`, t("html.remedy"), o.Remedy)
	}
	if o.Certainty != "" {
		p.put(`<p><small>%</small></p>
`, word("ui.certainty.", o.Certainty))
	}
	p.sources(o.Sources)
	p.put("</article>\n")
}

// comparison tells this run and an earlier one apart.
func (p *page) comparison() {
	c := p.doc.Comparison
	if c == nil {
		return
	}
	p.section("comparison", "", t("html.comparison"))
	p.put(`<p>%</p>
`, t("html.comparison.with", message.Text("made", day(c.Made)), message.Num("files", len(c.Files))))
	if c.TotalsOnly != "" {
		p.put(`<p class="note">%</p>
`, word("since.totals.", c.TotalsOnly))
	}
	if len(c.Notes) > 0 {
		p.put("<ul>\n")
		for _, n := range c.Notes {
			p.put("<li>%</li>\n", n)
		}
		p.put("</ul>\n")
	}
	p.changes(c)
	p.verdictChanges(c.Verdicts)
	p.put(`<p>%</p>
`, t("html.comparison.objects", message.Num("same", c.Objects.Same), message.Num("renamed", c.Objects.Renamed),
		message.Num("new", c.Objects.New), message.Num("gone", c.Objects.Gone)))
	if o := c.Orphans; o.Same+o.New+o.Gone > 0 {
		p.put(`<p>%</p>
`, t("html.comparison.orphans", message.Num("same", o.Same), message.Num("new", o.New), message.Num("gone", o.Gone)))
	}
	p.endSection()
}

// changes counts findings by what became of them, in total and by rule.
func (p *page) changes(c *Comparison) {
	columns := []string{"before", "fixed", "gone", "unchecked", "changed", "same", "new", "after"}
	numbers := func(n Change) []int64 {
		return []int64{n.Before, n.Fixed, n.Gone, n.Unchecked, n.Changed, n.Same, n.New, n.After}
	}
	if c.TotalsOnly != "" {
		columns = []string{"before", "after"}
		numbers = func(n Change) []int64 { return []int64{n.Before, n.After} }
	}
	p.put(`<div class="wide"><table class="plain"><caption>%</caption><thead><tr><th scope="col">%</th>`, t("html.chart.changes"), t("html.col.rule"))
	for _, col := range columns {
		p.put(`<th scope="col" class="num">%</th>`, t("html.change."+col))
	}
	p.put("</tr></thead><tbody>\n")
	row := func(id, title, class string, n Change) {
		p.put(`<tr class="%"><th scope="row"><b>%</b><small>%</small></th>`, class, id, title)
		for _, v := range numbers(n) {
			p.put(`<td class="num">%</td>`, number(v))
		}
		p.put("</tr>\n")
	}
	row(t("html.all"), "", "sum", c.Findings)
	for _, r := range c.Rules {
		row(r.Rule, r.Title, "", r.Change)
	}
	p.put("</tbody></table></div>\n")
}

func (p *page) verdictChanges(list []VerdictChange) {
	if len(list) == 0 {
		return
	}
	p.put(`<table class="plain"><caption>%</caption><thead><tr><th scope="col">%</th><th scope="col">%</th><th scope="col" class="num">%</th></tr></thead><tbody>
`, t("html.chart.verdicts"), t("html.change.before"), t("html.change.after"), t("html.col.objects"))
	for _, v := range list {
		p.put(`<tr><td>%</td><td>%</td><td class="num">%</td></tr>
`, cmp.Or(v.BeforeTitle, t("html.no-verdict")), cmp.Or(v.AfterTitle, t("html.no-verdict")), number(v.N))
	}
	p.put("</tbody></table>\n")
}
