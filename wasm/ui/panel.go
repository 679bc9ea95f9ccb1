//go:build js && wasm

package ui

import (
	"slices"
	"strconv"
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/rules"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// panel is the entry shown beside a table.
type panel struct {
	open    bool
	present bool // what is shown is the entry, not the former one
	view    View
	id      string
	focus   bool // move the keyboard there when it is shown
	await   bool // open the entry of the keyboard's row when that row is known
	finding *session.FindingDetail
	match   *session.MatchDetail
	account *session.AccountDetail
	object  *session.ObjectDetail
	row     *session.ArchiveRow // of IdFix
	earlier *session.SinceRow   // of the earlier run only
	trouble *trouble
	draft   draft  // of a decision about the finding
	record  string // the original record, once read
	problem string // why it could not be read
}

// version tells one content of the panel from another. The draft of a decision is
// rendered by itself.
func (p *panel) version() any {
	v := *p
	v.draft = draft{}
	return v
}

// show asks for the entry that a route selects, and closes the panel when it
// selects none.
func (p *panel) show(a *app, r Route) {
	if r.ID == "" || a.grid() == nil {
		*p = panel{}
		return
	}
	if p.open && p.view == r.View && p.id == r.ID && a.overview != nil {
		return
	}
	focus := p.focus
	*p = panel{open: true, view: r.View, id: r.ID, finding: p.finding, match: p.match, account: p.account, object: p.object, row: p.row}
	if p.view != ViewFindings && p.view != ViewCompare && p.view != ViewChanges && p.view != ViewSinceList {
		p.finding = nil
	}
	if p.view != ViewMatches {
		p.match = nil
	}
	if p.view != ViewAccounts {
		p.account = nil
	}
	if p.view != ViewObjects {
		p.object = nil
	}
	if p.view != ViewCompare && p.view != ViewArchive {
		p.row = nil
	}
	a.host.ask(p.request(a, r), func(res *session.Response, _ js.Value) {
		if p.view != r.View || p.id != r.ID {
			return
		}
		p.take(res)
		p.present = true
		dom.ScrollToTop("panel-body")
		if focus {
			a.focus = "panel-title"
		}
		a.update()
	})
}

func (p *panel) request(a *app, r Route) session.Request {
	n := number(r.ID)
	switch r.View {
	case ViewCompare:
		if r.One("only") == onlyIdFix {
			q := compareRequest(r)
			q.Reason, q.Offset, q.Limit = r.One("reason"), int64(n), 1
			return session.Request{Compare: &q}
		}
		return session.Request{Finding: &session.FindingRef{Finding: n}}
	case ViewArchive:
		q := archiveQuery(r, a.archive.search)
		q.Offset, q.Limit = int64(n), 1
		return session.Request{Archive: &q}
	case ViewSinceList:
		if int64(n) >= a.overview.Findings {
			return session.Request{Since: &session.SinceQuery{Row: &n}}
		}
		return session.Request{Finding: &session.FindingRef{Finding: n}}
	case ViewFindings, ViewChanges:
		return session.Request{Finding: &session.FindingRef{Finding: n}}
	case ViewMatches:
		return session.Request{Match: &session.MatchRef{Verdict: n}}
	case ViewAccounts:
		return session.Request{Account: &session.AccountRef{Account: n}}
	}
	return session.Request{Object: &session.ObjectRef{Object: n, Cloud: r.One("side") == "cloud"}}
}

func (p *panel) take(res *session.Response) {
	p.finding, p.match, p.account, p.object, p.trouble = res.Finding, res.Match, res.Account, res.Object, nil
	p.row, p.earlier = firstRow(res), nil
	if res.Since != nil && len(res.Since.Rows) > 0 {
		p.earlier = &res.Since.Rows[0]
	}
	if res.Finding != nil {
		p.draft = newDraft(res.Finding)
	}
	if res.Finding == nil && res.Match == nil && res.Account == nil && res.Object == nil && p.row == nil && p.earlier == nil {
		p.trouble = failed(res.Failure)
	}
}

// renew asks for the shown entry again: something was decided about it.
func (p *panel) renew(a *app) {
	if !p.open || a.grid() == nil {
		return
	}
	view, id := p.view, p.id
	a.host.ask(p.request(a, a.route), func(res *session.Response, _ js.Value) {
		if p.view != view || p.id != id {
			return
		}
		p.take(res)
		a.update()
	})
}

// arrived opens the row that was stepped to, now that it is known.
func (p *panel) arrived(a *app) {
	if g := a.grid(); p.await && g != nil && g.row(g.active).ID != "" {
		p.await = false
		g.open(g.active)
	}
}

// closePanel goes back to the table.
func (a *app) closePanel() {
	a.focus = gridID
	a.goTo(a.route.Selected(""))
}

// readRecord reads the original record of the shown object back from its file.
func (p *panel) readRecord(a *app) {
	v := p.shownObject()
	if v == nil {
		return
	}
	id := p.id
	a.host.readRecord(v, func(text, problem string) {
		if p.id != id {
			return
		}
		p.record, p.problem = text, problem
		if problem != "" {
			p.problem = t("ui.record.failed", message.Text("reason", problem))
		}
		a.update()
	})
}

// shownObject is the object whose record can be read.
func (p *panel) shownObject() *session.ObjectView {
	switch {
	case p.finding != nil:
		return &p.finding.Object
	case p.match != nil && p.match.OnPrem != nil:
		return p.match.OnPrem
	case p.match != nil:
		return p.match.Cloud
	case p.object != nil:
		return &p.object.Object
	}
	return nil
}

// viewPanel shows the entry.
func (a *app) viewPanel() *vecty.HTML {
	p := &a.panel
	var title string
	var severity string
	var body dom.Part
	switch {
	case !p.open:
		return dom.El("div")
	case p.trouble != nil:
		title, body = t("ui.detail"), a.troubleBox(p.trouble)
	case p.earlier != nil:
		title, severity, body = ruleTitle(p.earlier.Rule), p.earlier.Severity, a.earlierBody(p.earlier)
	case p.finding != nil:
		title, severity, body = ruleTitle(p.finding.Row.Rule), p.finding.Row.Severity, a.findingBody(p.finding)
	case p.match != nil:
		title, severity, body = caseTitle(p.match.Row.Row, p.match.Row.Outcome), p.match.Row.Severity, a.matchBody(p.match)
	case p.account != nil:
		row := &p.account.Row
		title, severity, body = orElse(row.Name, row.Label), row.Severity, a.accountBody(p.account)
	case p.row != nil:
		title, body = Visible(orElse(p.row.CN, p.row.DN)), a.rowBody(p.row)
	case p.object != nil:
		title, body = orElse(p.object.Object.Name, p.object.Object.DN), a.objectBody(p.object)
	default:
		title, body = t("ui.detail.loading"), nil
	}
	return dom.El("div", dom.Class("panel"), dom.Test("detail"),
		dom.El("div", dom.Class("panel-head"),
			dom.El("h2", dom.ID("panel-title"), dom.Attr("tabindex", "-1"), dom.Text(title)),
			dom.El("div", dom.Class("panel-tools"),
				dom.Button("step", "previous", dom.Class("button", "quiet", "round"), dom.Attr("aria-label", t("ui.detail.previous")),
					dom.Attr("title", t("ui.detail.previous")), icon("up")),
				dom.Button("step", "next", dom.Class("button", "quiet", "round"), dom.Attr("aria-label", t("ui.detail.next")),
					dom.Attr("title", t("ui.detail.next")), icon("down")),
				dom.Button("close", "", dom.Class("button", "quiet", "round"), dom.Test("detail-close"), dom.Attr("aria-label", t("ui.detail.close")),
					dom.Attr("title", t("ui.detail.close")), icon("close")))),
		dom.El("div", dom.Class("panel-body"), dom.ID("panel-body"),
			dom.El("p", dom.Class("panel-severity"), dom.Flag("hidden", severity == ""), badge(severity), explanation(firstText("ui.why.severity."+severity), name("severity.", severity))),
			dom.El("div", body)))
}

// badge is a severity as picture and word.
func badge(severity string) dom.Part {
	if severity == "" {
		return nil
	}
	return dom.El("span", dom.Class("badge", "sev", "sev-"+severity), icon(severity), dom.Text(name("severity.", severity)))
}

func section(title string, parts ...dom.Part) *vecty.HTML {
	head := dom.El("h3", text(title))
	if id := firstText("ui.why." + strings.TrimPrefix(title, "ui.detail.")); id != "" {
		head = dom.El("div", dom.Class("card-head"), head, explanation(id, t(title)))
	}
	return dom.El("section", append([]dom.Part{dom.Class("panel-section"), head}, parts...)...)
}

// value shows a value with no character left invisible, to copy as it is.
func value(id, v string) *vecty.HTML {
	pieces := Pieces(v)
	hidden := false
	parts := make(vecty.List, 0, len(pieces))
	for _, p := range pieces {
		if p.Name == "" {
			parts = append(parts, dom.El("span", dom.Text(p.Text)))
			continue
		}
		hidden = true
		parts = append(parts, dom.El("span", dom.Class("hidden-char"), dom.Attr("title", p.Name), dom.Text(p.Text)))
	}
	if len(pieces) == 0 {
		parts = append(parts, dom.El("span", dom.Class("muted"), text("ui.value.empty")))
	}
	return dom.El("div", dom.Class("value"),
		dom.El("div", dom.Class("value-line"),
			dom.El("code", dom.Test(id), dom.Attr("data-value", v), parts),
			copyButton(v)),
		dom.El("p", dom.Class("muted", "small"), dom.Flag("hidden", !hidden), dom.Text(hiddenNote(pieces))))
}

// hiddenNote names the invisible characters of a value.
func hiddenNote(pieces []Piece) string {
	var names []string
	seen := map[string]bool{}
	for _, p := range pieces {
		if p.Name != "" && !seen[p.Name] {
			seen[p.Name] = true
			names = append(names, p.Text+" = "+p.Name)
		}
	}
	return t("ui.value.hidden", message.Text("list", strings.Join(names, ", ")))
}

func copyButton(v string) *vecty.HTML {
	return dom.Button("copy", v, dom.Class("button", "quiet", "copy-value"), dom.Attr("aria-label", t("ui.copy")), dom.Attr("title", t("ui.copy")), icon("copy"))
}

// identity shows which object this is about.
func identity(v *session.ObjectView) *vecty.HTML {
	side := "onprem"
	if v.Cloud {
		side = "cloud"
	}
	return dom.El("div", dom.Class("identity"),
		dom.El("p", dom.Class("identity-name"), icon(map[string]string{"onprem": "server", "cloud": "cloud"}[side]),
			dom.El("strong", dom.Text(orElse(Visible(v.Name), v.DN))), dom.El("span", dom.Class("muted"), text("class."+v.Class)),
			dom.El("span", dom.Class("muted"), text("ui.side."+side))),
		dom.El("p", dom.Class("identity-dn"), dom.Flag("hidden", v.DN == ""), dom.El("code", dom.Test("dn"), dom.Text(Visible(v.DN))), copyButton(v.DN)))
}

func objectRoute(object uint32, cloud bool) Route {
	side := "onprem"
	if cloud {
		side = "cloud"
	}
	return To(ViewObjects, "side", side).Selected(strconv.FormatUint(uint64(object), 10))
}

func findingRoute(f session.FindingRow) Route {
	return To(ViewFindings, "object", strconv.FormatUint(uint64(f.Object), 10)).Selected(strconv.FormatUint(uint64(f.Finding), 10))
}

// findingBody shows everything about a finding.
func (a *app) findingBody(f *session.FindingDetail) *vecty.HTML {
	return dom.El("div", dom.Class("panel-group"),
		identity(&f.Object),
		section("ui.detail.value",
			dom.El("p", dom.Class("muted", "mono"), dom.Text(f.Row.Attribute)),
			value("value", f.Row.Value),
			dom.El("p", dom.Class("why"), dom.Test("why"), words(f.Why))),
		&decisionPart{App: a},
		holders(f),
		ruleSection(f.Row.Rule),
		others(f.Others),
		a.objectSections(&f.Object))
}

func proposal(p *session.Proposal) *vecty.HTML {
	if p == nil {
		return dom.El("p", dom.Class("muted"), text("ui.proposal.none"))
	}
	what := dom.El("div", value("proposal", p.Value))
	if p.Remove {
		what = dom.El("p", dom.Test("proposal"), text("ui.proposal.remove-value"))
	}
	return dom.El("div", dom.Class("panel-section"), dom.El("h4", text("ui.detail.proposal")), what,
		dom.El("p", words(p.Reason)),
		dom.El("p", dom.Class("confidence"), icon(map[string]string{"safe": "ok", "review": "info"}[p.Confidence]),
			text("ui.confidence."+p.Confidence)))
}

func holders(f *session.FindingDetail) *vecty.HTML {
	if len(f.Holders) == 0 {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return section("ui.detail.holders", dom.El("p", dom.Text(holderCount(f))), dom.El("ul", dom.Class("holder-list"), dom.Each(f.Holders, func(h session.Holder) *vecty.HTML {
		self := h.Object == f.Row.Object
		return dom.El("li", dom.Test("holder"), dom.Class(map[bool]string{true: "holder self", false: "holder"}[self]),
			dom.El("p", dom.Link(objectRoute(h.Object, false).String(), dom.Class("mono"), dom.Text(Visible(h.DN)))),
			dom.El("p", dom.Class("muted"), dom.El("span", text("class."+h.Class)), dom.El("span", dom.Class("mono"), dom.Text(h.Attribute)),
				dom.El("span", dom.Class("mono"), dom.Text(Visible(h.Value))), dom.If(self, dom.El("span", text("ui.holders.self")))))
	})), contestLink(f.Row.Group))
}

// holderCount says how many hold a value. An object may hold it in more than one
// attribute.
func holderCount(f *session.FindingDetail) string {
	if f.Row.Holders > len(f.Holders) {
		return t("ui.holders.more", message.Num("n", f.Row.Holders), message.Num("shown", len(f.Holders)))
	}
	objects := map[uint32]bool{}
	for _, h := range f.Holders {
		objects[h.Object] = true
	}
	return t("ui.holders.count", message.Num("n", len(objects)))
}

// ruleSection is the rule in words, with what it rests on.
func ruleSection(id string) *vecty.HTML {
	r := rules.ByID(id)
	if r == nil {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return section("ui.detail.rule", dom.Parts(ruleWords(r, "h4")...),
		dom.El("p", dom.Link(ToRule(r.ID).String(), text("ui.rule.open", message.Text("rule", r.ID)))))
}

func others(list []session.FindingRow) *vecty.HTML {
	if len(list) == 0 {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return section("ui.detail.others", findingList(list))
}

func findingList(list []session.FindingRow) *vecty.HTML {
	return dom.El("ul", dom.Class("other-list"), dom.Each(list, func(f session.FindingRow) *vecty.HTML {
		return dom.El("li", dom.Link(findingRoute(f).String(),
			dom.El("span", dom.Class("sev", "sev-"+f.Severity), dom.Attr("title", t("severity."+f.Severity)), icon(f.Severity)),
			dom.El("span", dom.Class("other-title"), dom.Text(ruleTitle(f.Rule))),
			dom.El("span", dom.Class("mono", "muted"), dom.Text(f.Attribute)),
			dom.El("span", dom.Class("sev", "sev-ok"), dom.Flag("hidden", f.Decision == ""), dom.If(f.Decision != "", dom.Text(decisionCell(f).Text)))))
	}))
}

// objectSections are the attributes of an object and its original record.
func (a *app) objectSections(v *session.ObjectView) *vecty.HTML {
	p := &a.panel
	return dom.El("div", dom.Class("panel-group"),
		attributeTable("ui.detail.attributes", v),
		section("ui.detail.record",
			dom.El("p", dom.Class("muted"), text("ui.record.place", message.Text("file", v.File), message.Num("line", v.Line))),
			dom.El("div", dom.If(p.record != "", codeBox("record", p.record))),
			dom.El("p", dom.Flag("hidden", p.problem == ""), dom.Text(p.problem)),
			dom.El("p", dom.Flag("hidden", !v.Packed), text("ui.record.packed")),
			dom.Button("record", "", dom.Class("button"), dom.Test("record"), dom.Flag("hidden", p.record != "" || v.Packed), text("ui.record.read"))))
}

// objectBody shows everything about an object.
func (a *app) objectBody(o *session.ObjectDetail) *vecty.HTML {
	scope := t("ui.scope.in-long")
	if o.Scope != "" {
		scope = t("ui.scope.out-because", message.Text("reason", scopeTitle(o.Scope)))
	}
	if o.Object.Cloud {
		scope = ""
	}
	found := dom.El("p", dom.Class("muted"), text("ui.object.no-findings"))
	if len(o.Findings) > 0 {
		found = findingList(o.Findings)
	}
	return dom.El("div", dom.Class("panel-group"),
		identity(&o.Object),
		dom.El("p", dom.Flag("hidden", scope == ""), dom.Text(scope)),
		section("ui.nav.findings", found, acceptAll(o)),
		verdictSection(o.Verdict),
		a.objectSections(&o.Object))
}

// acceptAll offers to accept what is proposed for an object as a whole.
func acceptAll(o *session.ObjectDetail) *vecty.HTML {
	proposed := slices.ContainsFunc(o.Findings, func(f session.FindingRow) bool { return f.Confidence != "" && f.Decision == "" })
	return dom.El("div", dom.Flag("hidden", !proposed),
		dom.Button("decide-object", itoa(o.Object.Object), dom.Class("button"), dom.Test("accept-object"), text("ui.object.accept")))
}

func verdictSection(m *session.MatchRow) *vecty.HTML {
	if m == nil {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return section("ui.detail.verdict", dom.El("ul", dom.Class("other-list"), dom.El("li",
		dom.Link(To(ViewMatches).Selected(strconv.FormatUint(uint64(m.Verdict), 10)).String(),
			dom.El("span", dom.Class("sev", "sev-"+m.Severity), dom.Attr("title", t("severity."+m.Severity)), icon(m.Severity)),
			dom.El("span", dom.Class("other-title"), dom.Text(caseTitle(m.Row, m.Outcome))),
			dom.El("span", dom.Class("muted"), dom.Text(Visible(m.Cloud)))))))
}

// matchBody shows everything about a verdict.
func (a *app) matchBody(m *session.MatchDetail) *vecty.HTML {
	return dom.El("div", dom.Class("panel-group"),
		a.verdict(m),
		matchObjects(a, m))
}

// verdict shows what a verdict says and what it rests on.
func (a *app) verdict(m *session.MatchDetail) *vecty.HTML {
	return dom.El("div", dom.Class("panel-group"),
		sides(m),
		dom.El("p", dom.Class("why"), dom.Test("why"), words(m.Explanation)),
		dom.El("p", dom.Class("confidence"), icon(map[string]string{"documented": "ok"}[m.Certainty]), text("ui.certainty."+m.Certainty)),
		notes(m),
		evidence(m),
		assumptions(m.Assumptions),
		a.settingsBehind(m),
		effects(m.Effects),
		remedy(m),
		outcomeSection(m.Row.Row),
		nearMisses("ui.detail.near", m.Near))
}

func sides(m *session.MatchDetail) *vecty.HTML {
	one := func(v *session.ObjectView, side string) *vecty.HTML {
		if v == nil {
			return dom.El("div", dom.Class("side", "side-none"), icon(map[string]string{"onprem": "server", "cloud": "cloud"}[side]),
				dom.El("p", dom.Class("muted"), text("ui.match.no-"+side)))
		}
		return dom.El("div", dom.Class("side"), dom.El("h3", text("ui.side."+side)), identity(v),
			dom.El("p", dom.Link(objectRoute(v.Object, v.Cloud).String(), text("ui.object.open"))))
	}
	return dom.El("div", dom.Class("sides"), one(m.OnPrem, "onprem"), one(m.Cloud, "cloud"))
}

func assumptions(list []message.Message) *vecty.HTML {
	if len(list) == 0 {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return section("ui.detail.assumptions", dom.El("p", dom.Class("muted"), text("ui.assumptions.note")),
		dom.El("ul", dom.Class("notes"), dom.Each(list, func(m message.Message) *vecty.HTML { return dom.El("li", words(m)) })))
}

func effects(list []session.Effect) *vecty.HTML {
	if len(list) == 0 {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return section("ui.detail.effects", dom.El("p", dom.Class("muted"), text("ui.effects.note")),
		dom.El("div", dom.Class("scroll-x"), dom.El("table", dom.Class("plain"),
			dom.El("thead", dom.El("tr", dom.El("th", text("ui.columns.attribute")), dom.El("th", text("ui.effects.before")), dom.El("th", text("ui.effects.after")), dom.El("th", text("ui.effects.kind")))),
			dom.El("tbody", dom.Each(list, func(e session.Effect) *vecty.HTML {
				return dom.El("tr", dom.El("th", dom.Attr("scope", "row"), dom.Class("mono"), dom.Text(e.Attribute)),
					dom.El("td", dom.Class("mono"), dom.Text(orDash(Visible(e.Before)))), dom.El("td", dom.Class("mono"), dom.Text(orDash(Visible(e.After)))),
					dom.El("td", dom.Text(name("ui.effect.", e.Kind))))
			})))))
}

func remedy(m *session.MatchDetail) *vecty.HTML {
	if m.Remedy.IsZero() && m.Recipe == "" {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return section("ui.detail.remedy",
		dom.El("p", dom.Flag("hidden", m.Remedy.IsZero()), dom.If(!m.Remedy.IsZero(), words(m.Remedy))),
		dom.El("div", dom.Test("recipe"), dom.If(m.Recipe != "", codeBox("recipe", m.Recipe))))
}

func matchObjects(a *app, m *session.MatchDetail) *vecty.HTML {
	one := func(title string, v *session.ObjectView) *vecty.HTML {
		if v == nil {
			return dom.El("section", dom.Flag("hidden", true))
		}
		return attributeTable(title, v)
	}
	return dom.El("div", dom.Class("panel-group"), one("ui.detail.attributes-onprem", m.OnPrem), one("ui.detail.attributes-cloud", m.Cloud))
}
