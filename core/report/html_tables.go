package report

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"presync/core/match"
	"presync/core/message"
)

// table is a list of rows of a report as HTML, in groups of one rule or outcome.
type table struct {
	id, title string
	columns   []string // ids of the headings, report.col.<id>
	facets    []*facet
	groups    []*group
}

// facet is a property by which the script narrows a table.
type facet struct {
	name   string
	codes  map[string]int // place in labels of each key
	keys   []string
	labels []string
	counts []int
}

// group is a part of a table under a caption of its own.
type group struct {
	title  string
	all    int64  // rows that there are
	most   int    // rows that may be listed
	listed int    // rows that are
	rows   []byte // their markup
	parts  []int  // where each chunkRows of them begin
}

// chunkRows is the number of rows of one table in the markup. A browser without
// scripting lays a table out as a whole.
const chunkRows = 1000

func (t *table) total() int64 {
	var n int64
	for _, g := range t.groups {
		n += g.all
	}
	return n
}

func (t *table) listed() int64 {
	var n int64
	for _, g := range t.groups {
		n += int64(g.listed)
	}
	return n
}

// code counts a row under a key and gives the place of the key.
func (f *facet) code(key, label string) int {
	c, ok := f.codes[key]
	if !ok {
		if f.codes == nil {
			f.codes = map[string]int{}
		}
		c = len(f.keys)
		f.codes[key] = c
		f.keys, f.labels, f.counts = append(f.keys, key), append(f.labels, label), append(f.counts, 0)
	}
	f.counts[c]++
	return c
}

// room divides the rows that may be listed among the groups: small groups are listed
// whole, and what they leave is divided evenly among the others. It returns the number
// of rows that will be listed.
func room(groups []*group, most int) (listed int) {
	bySize := slices.Clone(groups)
	slices.SortStableFunc(bySize, func(a, b *group) int { return cmp.Compare(a.all, b.all) })
	for i, g := range bySize {
		g.most = int(min(g.all, int64(most/(len(bySize)-i))))
		most -= g.most
		listed += g.most
	}
	return listed
}

// full reports whether a group has no room for another row.
func (g *group) full() bool { return g.listed >= g.most }

// add begins a row with the places of its facets.
func (g *group) add(codes ...int) {
	if g.listed%chunkRows == 0 {
		g.parts = append(g.parts, len(g.rows))
	}
	g.listed++
	g.rows = append(g.rows, `<tr data-f="`...)
	for i, c := range codes {
		if i > 0 {
			g.rows = append(g.rows, ' ')
		}
		g.rows = strconv.AppendInt(g.rows, int64(c), 10)
	}
	g.rows = append(g.rows, '"')
}

// put appends markup to the row, as page.put does.
func (g *group) put(markup string, texts ...string) {
	g.rows = appendMarkup(g.rows, markup, texts...)
}

// collect makes the rows of all tables that the document has.
func (p *page) collect() []*table {
	var out []*table
	if p.doc.Level == LevelSummary {
		return nil
	}
	out = append(out, p.findingsTable())
	if p.doc.Level == LevelFull && len(p.doc.Outcomes) > 0 {
		out = append(out, p.verdictsTable())
	}
	if p.doc.Rows.Decisions > 0 {
		out = append(out, p.decisionsTable())
	}
	if c := p.doc.Comparison; c != nil && len(c.Missing) > 0 {
		out = append(out, p.missingTable(c))
	}
	for _, tab := range out {
		p.listed += tab.listed()
	}
	return out
}

// gravity orders severities, gravest first.
func gravity(severity string) int {
	return strings.Index("error warning advice info ok", severity)
}

// graveFirst orders groups by severity, then by size.
func graveFirst(groups []*group, severity func(i int) string) []*group {
	order := make([]int, len(groups))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(gravity(severity(a)), gravity(severity(b))), cmp.Compare(groups[b].all, groups[a].all))
	})
	out := make([]*group, 0, len(groups))
	for _, i := range order {
		out = append(out, groups[i])
	}
	return out
}

func (p *page) findingsTable() *table {
	d := p.doc
	var severity, rule, attribute, class, proposal, decision, change facet
	severity.name, rule.name, attribute.name, class.name = "severity", "rule", "attribute", "class"
	proposal.name, decision.name, change.name = "proposal", "decision", "change"
	tab := &table{id: "findings", title: t("html.findings"), columns: []string{"severity", "object", "value", "wrong", "proposal"},
		facets: []*facet{&severity, &rule, &attribute, &class, &proposal}}
	if d.Rows.Decisions > 0 {
		tab.facets = append(tab.facets, &decision)
	}
	if d.Comparison != nil {
		tab.facets = append(tab.facets, &change)
	}
	groups := make([]*group, len(d.Rules))
	for i, r := range d.Rules {
		groups[i] = &group{title: r.ID + ": " + r.Title, all: r.N}
	}
	left := room(groups, p.limit)
	objects, decisions := cursor[Object]{seq: d.Objects}, cursor[Decision]{seq: d.Decisions}
	defer objects.close()
	defer decisions.close()
	d.Findings(func(e Entry) bool {
		g := groups[e.Rule]
		if g.full() {
			return left > 0
		}
		o := objects.at(e.Object)
		var made Decision
		if e.Decision > 0 {
			made = decisions.at(e.Decision - 1)
		}
		codes := []int{severity.code(e.Severity, word("severity.", e.Severity)), rule.code(d.Rules[e.Rule].ID, g.title),
			attribute.code(e.Attribute, e.Attribute), class.code(o.Class, word("class.", o.Class)),
			proposal.code(e.Confidence, word("html.proposal.", cmp.Or(e.Confidence, "none")))}
		if d.Rows.Decisions > 0 {
			codes = append(codes, decision.code(made.Action, word("html.action.", cmp.Or(made.Action, "open"))))
		}
		if d.Comparison != nil {
			codes = append(codes, change.code(e.Change, word("html.change.", cmp.Or(e.Change, ChangeSame))))
		}
		g.add(codes...)
		p.findingRow(g, &e, &o, &made)
		left--
		return left > 0
	})
	tab.groups = graveFirst(groups, func(i int) string { return d.Rules[i].Severity })
	return tab
}

// findingRow ends the row of a finding.
func (p *page) findingRow(g *group, e *Entry, o *Object, made *Decision) {
	if e.Group > 0 {
		g.put(` data-g="%"`, strconv.Itoa(e.Group))
	}
	rule := p.doc.Rules[e.Rule].ID
	g.put(`><td class="%">%<a href="#rule-%">%</a>`, severityClass(e.Severity), word("severity.", e.Severity), rule, rule)
	if e.Change == ChangeNew || e.Change == ChangeChanged {
		g.put(`<em>%</em>`, word("html.change.", e.Change))
	}
	g.object(o)
	g.value(e.Attribute, e.Value, e.Absent)
	g.put(`<td>%`, e.Why.String())
	if e.Holders > 1 {
		g.put(`<small>%</small>`, t("html.holders", message.Num("n", e.Holders), message.Num("group", e.Group)))
	}
	switch {
	case e.Confidence == "":
		g.put(`<td>`)
	case e.Remove:
		g.put(`<td>%<small>%</small>`, t("html.remove"), word("html.proposal.", e.Confidence))
	default:
		g.put(`<td><q>$</q><small>%</small>`, e.Proposal, word("html.proposal.", e.Confidence))
	}
	if e.Decision > 0 {
		g.decided(made)
	}
	g.put("\n")
}

// object is the cell of an on-premises object.
func (g *group) object(o *Object) {
	g.put(`<td><b>$</b><i>$</i><small>%</small>`, o.Name, o.DN, word("class.", o.Class))
}

// value is the cell of an attribute with its value.
func (g *group) value(attribute, value string, absent bool) {
	if absent {
		g.put(`<td>%<small>%</small>`, attribute, t("html.absent"))
	} else {
		g.put(`<td>%<q>$</q>`, attribute, value)
	}
}

// decided says what was decided.
func (g *group) decided(d *Decision) {
	g.put(`<strong>%</strong>`, word("html.action.", d.Action))
	if d.Action == "edit" {
		g.put(`<q>$</q>`, d.NewValue)
	}
	if d.Note != "" {
		g.put(`<i>%</i>`, d.Note)
	}
}

func (p *page) verdictsTable() *table {
	d := p.doc
	severity, outcome, class, keys := facet{name: "severity"}, facet{name: "outcome"}, facet{name: "class"}, facet{name: "keys"}
	tab := &table{id: "verdicts", title: t("html.verdicts"), columns: []string{"outcome", "object", "cloud", "keys"},
		facets: []*facet{&severity, &outcome, &class, &keys}}
	groups := make([]*group, len(d.Outcomes))
	for i, o := range d.Outcomes {
		groups[i] = &group{title: o.Title, all: o.N}
	}
	left := room(groups, p.limit)
	objects := cursor[Object]{seq: d.Objects}
	defer objects.close()
	d.Verdicts(func(v Verdict) bool {
		g := groups[v.Outcome]
		if g.full() {
			return left > 0
		}
		o := Object{Class: v.Class}
		if v.Object >= 0 {
			o = objects.at(v.Object)
		}
		g.add(severity.code(v.Severity, word("severity.", v.Severity)), outcome.code(d.Outcomes[v.Outcome].Row, g.title),
			class.code(o.Class, word("class.", o.Class)), keys.code(v.Keys, keyNames(v.Keys)))
		p.verdictRow(g, &v, &o)
		left--
		return left > 0
	})
	tab.groups = graveFirst(groups, func(i int) string { return d.Outcomes[i].Severity })
	return tab
}

// verdictRow ends the row of a verdict.
func (p *page) verdictRow(g *group, v *Verdict, o *Object) {
	out := p.doc.Outcomes[v.Outcome]
	g.put(`><td class="%">%<a href="#outcome-%">%</a>`, severityClass(v.Severity), word("severity.", v.Severity), out.Row, out.Title)
	if v.Object >= 0 {
		g.object(o)
	} else {
		g.put(`<td><small>%</small>`, t("html.cloud-only"))
	}
	g.put(`<td>`)
	if v.Cloud != "" || v.CloudID != "" {
		g.put(`<b>$</b><i>$</i>`, v.Cloud, v.CloudID)
	}
	if v.Object < 0 {
		g.put(`<small>%</small>`, word("class.", o.Class))
	}
	g.put(`<td>%`, keyNames(v.Keys))
	if !v.Why.IsZero() {
		g.put(`<p>%</p>`, v.Why.String())
	}
	for _, row := range strings.Fields(v.Also) {
		p.remark(g, row)
	}
	g.put("\n")
}

// remark names a further row of the decision table that holds for an object. What it
// means is explained among the outcomes.
func (p *page) remark(g *group, row string) {
	r := match.RowByName(row)
	if r == match.RowNone {
		g.put(`<p>%</p>`, row)
		return
	}
	if !slices.ContainsFunc(p.doc.Outcomes, func(o Outcome) bool { return o.Row == row }) {
		p.beside.Add(r)
	}
	g.put(`<p><a href="#outcome-%">%</a></p>`, row, t(r.TitleID()))
}

// keyNames names the keys that agree.
func keyNames(keys string) string {
	var names []string
	for _, k := range strings.Fields(keys) {
		names = append(names, word("key.", k))
	}
	return strings.Join(names, ", ")
}

func (p *page) decisionsTable() *table {
	d := p.doc
	action, attribute, class := facet{name: "action"}, facet{name: "attribute"}, facet{name: "class"}
	tab := &table{id: "decisions", title: t("html.decisions"), columns: []string{"action", "object", "value", "decided"},
		facets: []*facet{&action, &attribute, &class}}
	g := &group{title: tab.title, all: int64(d.Rows.Decisions)}
	room([]*group{g}, p.limit)
	objects := cursor[Object]{seq: d.Objects}
	defer objects.close()
	d.Decisions(func(made Decision) bool {
		if g.full() {
			return false
		}
		o := objects.at(made.Object)
		g.add(action.code(made.Action, word("html.action.", made.Action)), attribute.code(made.Attribute, made.Attribute),
			class.code(o.Class, word("class.", o.Class)))
		g.put(`><td>%`, word("html.action.", made.Action))
		if made.Rule != "" {
			g.put(`<a href="#rule-%">%</a>`, made.Rule, made.Rule)
		}
		g.object(&o)
		g.value(made.Attribute, made.Value, made.Absent)
		g.put(`<td>`)
		if made.Action == "edit" {
			g.put(`<q>$</q>`, made.NewValue)
		}
		if made.Note != "" {
			g.put(`<p>%</p>`, made.Note)
		}
		g.put("\n")
		return true
	})
	tab.groups = []*group{g}
	return tab
}

func (p *page) missingTable(c *Comparison) *table {
	severity, rule, attribute, change := facet{name: "severity"}, facet{name: "rule"}, facet{name: "attribute"}, facet{name: "change"}
	tab := &table{id: "missing", title: t("html.missing"), columns: []string{"severity", "object", "value", "change"},
		facets: []*facet{&severity, &rule, &attribute, &change}}
	g := &group{title: tab.title, all: c.Findings.Fixed + c.Findings.Gone + c.Findings.Unchecked}
	room([]*group{g}, p.limit)
	titles := map[string]string{}
	for _, r := range c.Rules {
		titles[r.Rule] = r.Rule + ": " + r.Title
	}
	for _, m := range c.Missing {
		if g.full() {
			break
		}
		g.add(severity.code(m.Severity, word("severity.", m.Severity)), rule.code(m.Rule, cmp.Or(titles[m.Rule], m.Rule)),
			attribute.code(m.Attribute, m.Attribute), change.code(m.Change, word("html.change.", m.Change)))
		g.put(`><td class="%">%<small>%</small>`, severityClass(m.Severity), word("severity.", m.Severity), m.Rule)
		g.object(&Object{Name: m.Name, DN: m.DN, Class: m.Class})
		g.value(m.Attribute, m.Value, m.Value == "")
		g.put("<td>%\n", word("html.change.", m.Change))
	}
	tab.groups = []*group{g}
	return tab
}

// table writes a table: the place where the script shows it, and the rows.
func (p *page) table(tab *table) {
	p.section(tab.id, "table", tab.title)
	p.put(`<p>%</p>
`, t("html."+tab.id+".note"))
	if left := tab.total() - tab.listed(); left > 0 {
		p.put(`<p class="note">%</p>
`, t("html.listed", message.Num("listed", tab.listed()), message.Num("all", tab.total()), message.Num("left", left)))
	}
	if tab.total() == 0 {
		p.put(`<p>%</p>
`, t("html.nothing"))
	}
	for _, g := range tab.groups {
		for i, from := range g.parts {
			to := len(g.rows)
			if i+1 < len(g.parts) {
				to = g.parts[i+1]
			}
			p.put(`<noscript><div class="wide"><table class="rows %"><caption>% <small>%</small></caption><thead><tr>`, tab.id, g.title,
				t("html.part", message.Num("from", i*chunkRows+1), message.Num("to", min((i+1)*chunkRows, g.listed)), message.Num("n", g.all)))
			for _, c := range tab.columns {
				p.put(`<th scope="col">%`, t("html.col."+c))
			}
			p.put("</thead><tbody>\n")
			p.w.Write(g.rows[from:to])
			p.put("</tbody></table></div></noscript>\n")
		}
	}
	p.endSection()
}

// config is what the script has to know of a table.
func (t *table) config() map[string]any {
	columns := make([]string, len(t.columns))
	for i, c := range t.columns {
		columns[i] = message.English.T("html.col." + c)
	}
	facets := []map[string]any{}
	for _, f := range t.facets {
		keys, labels := f.keys, f.labels
		if keys == nil {
			keys, labels = []string{}, []string{}
		}
		facets = append(facets, map[string]any{"name": f.name, "label": message.English.T("html.facet." + f.name),
			"keys": keys, "labels": labels, "counts": f.counts})
	}
	return map[string]any{"title": t.title, "columns": columns, "facets": facets}
}

// cursor reads a sequence by place. Places that grow cost one pass; the first that
// does not makes it keep the whole sequence.
type cursor[T any] struct {
	seq  iter.Seq[T]
	next func() (T, bool)
	stop func()
	n    int // items read
	last T   // the one at n-1
	all  []T
}

func (c *cursor[T]) at(i int) T {
	if c.all == nil && c.n > 0 && i < c.n-1 {
		c.all = slices.Collect(c.seq)
	}
	if c.all != nil {
		return c.all[i]
	}
	if c.next == nil {
		c.next, c.stop = iter.Pull(c.seq)
	}
	for c.n <= i {
		v, ok := c.next()
		if !ok {
			break
		}
		c.n, c.last = c.n+1, v
	}
	return c.last
}

func (c *cursor[T]) close() {
	if c.stop != nil {
		c.stop()
	}
}
