//go:build js && wasm

package ui

import (
	"strconv"
	"strings"
	"syscall/js"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// dnTail is how many characters of a distinguished name stay on screen when it is
// shortened in the middle.
const dnTail = 22

func dnCell(dn string) cell {
	head, tail := SplitMiddle(Visible(dn), dnTail)
	return cell{Text: head, Tail: tail, Class: "mono"}
}

func severityCell(severity string) cell {
	return cell{Text: t("severity." + severity), Icon: outlines[severity], Class: "sev sev-" + severity}
}

func newFindingsGrid(a *app) *grid {
	columns := []column{{id: "mark", marks: true}, {id: "severity", sorts: true, icons: true}, {id: "cn", sorts: true}, {id: "dn", sorts: true, tails: true},
		{id: "class", sorts: true}, {id: "attribute", sorts: true}, {id: "value", sorts: true}, {id: "rule", sorts: true}, {id: "proposal"}, {id: "decision"}}
	g := newGrid(a, ViewFindings, columns, requestFindings)
	g.marks.most, g.whole = maxMarks, true
	return g
}

func findingsFilter(r Route, search string) session.FindingsFilter {
	f := session.FindingsFilter{
		Severity: r.Filters["severity"], Attribute: r.Filters["attribute"],
		Rule: r.Filters["rule"], Class: r.Filters["class"], Unit: r.Filters["unit"], Domain: r.Filters["domain"],
		Decision: r.Filters["decision"], Confidence: r.Filters["confidence"], Search: strings.TrimSpace(search),
	}
	if v := r.One("value"); v != "" {
		n := number(v)
		f.Value = &n
	}
	if o := r.One("object"); o != "" {
		n := number(o)
		f.Object = &n
	}
	return f
}

func requestFindings(a *app, w wanted, done func(page, *session.Failure)) {
	q := session.FindingsQuery{Filter: findingsFilter(w.route, w.search), Sort: w.route.Sort, Desc: w.route.Desc,
		Offset: w.offset, Limit: w.limit, Facets: w.fresh, Tree: w.tree}
	a.host.ask(session.Request{Findings: &q}, func(res *session.Response, _ js.Value) {
		if res.Findings == nil {
			done(page{}, res.Failure)
			return
		}
		f := res.Findings
		p := page{offset: f.Offset, total: f.Total, all: f.All, facets: f.Facets, tree: f.Tree, labels: f.Labels, rows: make([]gridRow, len(f.Rows))}
		for i, row := range f.Rows {
			p.rows[i] = findingRow(row)
		}
		done(p, nil)
	})
}

func findingRow(f session.FindingRow) gridRow {
	return gridRow{
		ID: strconv.FormatUint(uint64(f.Finding), 10), Only: findingChoices(f),
		Cells: [dom.MaxCells]cell{
			{},
			severityCell(f.Severity),
			{Text: Visible(f.CN), Class: "strong"},
			dnCell(f.DN),
			{Text: t("class." + f.Class), Class: "muted"},
			{Text: f.Attribute, Class: "mono"},
			{Text: Visible(f.Value), Class: "mono"},
			{Text: ruleTitle(f.Rule), Class: ""},
			proposalCell(f),
			decisionCell(f),
		},
	}
}

// proposalCell is what the value becomes: by the decision, else by the proposal.
func proposalCell(f session.FindingRow) cell {
	switch {
	case f.Decision == actionEdit:
		return cell{Text: Visible(f.NewValue), Class: "mono becomes sure"}
	case f.Decision != "":
		return cell{}
	case f.Remove:
		return cell{Text: t("ui.proposal.remove"), Class: "muted"}
	case f.Proposal == "" && f.Holders > 1:
		return cell{Text: t("ui.proposal.holders", message.Num("n", f.Holders)), Class: "muted"}
	case f.Proposal == "":
		return cell{}
	}
	return cell{Text: Visible(f.Proposal), Class: "mono becomes"}
}

// decisionCell is what was decided.
func decisionCell(f session.FindingRow) cell {
	if f.Decision == "" {
		return cell{}
	}
	return cell{Text: "✓ " + t("ui.decision."+f.Decision), Class: "sev sev-ok"}
}

func newMatchesGrid(a *app) *grid {
	columns := []column{{id: "mark", marks: true}, {id: "severity", sorts: true, icons: true}, {id: "outcome", sorts: true}, {id: "name"}, {id: "dn", sorts: true, tails: true},
		{id: "class", sorts: true}, {id: "cloud", sorts: true}, {id: "keys"}, {id: "notes"}}
	g := newGrid(a, ViewMatches, columns, requestMatches)
	g.marks.most, g.whole = maxMarks, true
	return g
}

func matchesFilter(r Route, search string) session.MatchesFilter {
	return session.MatchesFilter{
		Outcome: r.Filters["outcome"], Row: r.Filters["row"], Severity: r.Filters["severity"],
		Class: r.Filters["class"], Fate: r.Filters["fate"], Before: r.Filters["before"], Unit: r.Filters["unit"], Domain: r.Filters["domain"],
		Search: strings.TrimSpace(search),
	}
}

func requestMatches(a *app, w wanted, done func(page, *session.Failure)) {
	q := session.MatchesQuery{Filter: matchesFilter(w.route, w.search), Sort: w.route.Sort, Desc: w.route.Desc,
		Offset: w.offset, Limit: w.limit, Facets: w.fresh, Tree: w.tree}
	a.host.ask(session.Request{Matches: &q}, func(res *session.Response, _ js.Value) {
		if res.Matches == nil {
			done(page{}, res.Failure)
			return
		}
		m := res.Matches
		p := page{offset: m.Offset, total: m.Total, all: m.All, facets: m.Facets, tree: m.Tree, labels: m.Labels, rows: make([]gridRow, len(m.Rows))}
		for i, row := range m.Rows {
			p.rows[i] = matchRow(row)
		}
		done(p, nil)
	})
}

func matchRow(m session.MatchRow) gridRow {
	cloud := m.Cloud
	if cloud == "" {
		cloud = m.CloudID
	}
	return gridRow{
		ID: strconv.FormatUint(uint64(m.Verdict), 10), Only: matchChoices(m),
		Cells: [dom.MaxCells]cell{
			{},
			severityCell(m.Severity),
			{Text: caseTitle(m.Row, m.Outcome)},
			{Text: Visible(m.Name), Class: "strong"},
			dnCell(m.DN),
			{Text: t("class." + m.Class), Class: "muted"},
			{Text: Visible(cloud)},
			{Text: strings.Join(keyNames(m.Keys), ", "), Class: "muted"},
			{Text: strings.Join(rowTitles(m.Also), ", "), Class: "muted"},
		},
	}
}

// keyNames are the names of match keys.
func keyNames(keys []string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = name("ui.key.", k)
	}
	return out
}

// name is the text of a word of the engine, or the word itself when the page
// knows none.
func name(prefix, word string) string {
	if message.English.Has(prefix + word) {
		return t(prefix + word)
	}
	return word
}

func newObjectsGrid(a *app) *grid {
	columns := []column{{id: "name", sorts: true}, {id: "dn", sorts: true, tails: true}, {id: "class", sorts: true},
		{id: "scope", sorts: true}, {id: "findings", sorts: true}}
	return newGrid(a, ViewObjects, columns, requestObjects)
}

func objectsQuery(r Route, search string) session.ObjectsQuery {
	q := session.ObjectsQuery{Cloud: r.One("side") == "cloud", Sort: r.Sort, Desc: r.Desc, Filter: session.ObjectsFilter{
		Class: r.Filters["class"], Scope: r.Filters["scope"], State: r.Filters["state"],
		Unit: r.Filters["unit"], Domain: r.Filters["domain"], Search: strings.TrimSpace(search),
	}}
	if f := r.One("file"); f != "" {
		n := int(number(f))
		q.Filter.File = &n
	}
	return q
}

func requestObjects(a *app, w wanted, done func(page, *session.Failure)) {
	q := objectsQuery(w.route, w.search)
	q.Offset, q.Limit, q.Facets, q.Tree = w.offset, w.limit, w.fresh, w.tree
	a.host.ask(session.Request{Objects: &q}, func(res *session.Response, _ js.Value) {
		if res.Objects == nil {
			done(page{}, res.Failure)
			return
		}
		o := res.Objects
		p := page{offset: o.Offset, total: o.Total, all: o.All, facets: o.Facets, tree: o.Tree, labels: o.Labels, rows: make([]gridRow, len(o.Rows))}
		for i, row := range o.Rows {
			p.rows[i] = objectRow(row, q.Cloud)
		}
		done(p, nil)
	})
}

func objectRow(o session.ObjectRow, cloud bool) gridRow {
	scope := cell{Text: t("ui.scope.in"), Class: "muted"}
	switch {
	case cloud:
		scope = cell{}
	case o.Scope != "":
		scope = cell{Text: scopeTitle(o.Scope)}
	}
	found := ""
	if o.Findings > 0 {
		found = t("ui.object.findings", message.Num("n", o.Findings))
	}
	return gridRow{
		ID: strconv.FormatUint(uint64(o.Object), 10), Only: objectChoices(o, cloud),
		Cells: [dom.MaxCells]cell{
			{Text: Visible(o.Name), Class: "strong"},
			dnCell(o.DN),
			{Text: t("class." + o.Class), Class: "muted"},
			scope,
			{Text: found, Class: "num"},
		},
	}
}
