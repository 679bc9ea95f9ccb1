//go:build js && wasm

package ui

import (
	"github.com/hexops/vecty"

	"presync/core/directory"
	"presync/core/match"
	"presync/core/message"
	"presync/core/rules"
	"presync/wasm/ui/dom"
)

// viewRules is the reference: of all rules, of all outcomes, or of one of them.
func (a *app) viewRules() *vecty.HTML {
	if r := rules.ByID(a.route.ID); r != nil {
		return a.viewRule(r)
	}
	if r := match.RowByName(a.route.ID); r != match.RowNone {
		return a.viewOutcome(r)
	}
	shown, all := a.referenceSize()
	if a.rulesShown < shown {
		dom.NextFrame(a.report, func() {
			a.rulesShown += rulesStep
			a.update()
		})
	}
	part, list := "rules", dom.Each(firstOf(foundRules(a.ruleSearch), a.rulesShown), func(r *rules.Rule) *vecty.HTML { return a.ruleEntry(r) })
	if a.route.ID == outcomesID {
		part, list = outcomesID, dom.Each(firstOf(foundRows(a.ruleSearch), a.rulesShown), outcomeEntry)
	}
	return dom.El("div", dom.Class("page", "reference"),
		viewTitle("ui."+part+".title"),
		dom.El("p", dom.Class("lead"), text("ui."+part+".lead")),
		dom.El("div", dom.Class("reference-tools"),
			dom.El("div", dom.Class("search", "reference-search"), icon("search"),
				dom.El("input", dom.ID("search"), dom.Class("field"), dom.Attr("type", "search"), dom.Attr("placeholder", t("ui."+part+".search")),
					dom.Attr("aria-label", t("ui."+part+".search")), dom.Attr("autocomplete", "off"), dom.Attr("spellcheck", "false"),
					dom.OnInput("rules"), dom.Value(a.ruleSearch))),
			dom.El("div", dom.Class("switch"), dom.Attr("role", "group"), dom.Attr("aria-label", t("ui.reference.parts")),
				dom.Link(To(ViewRules).String(), dom.Class("button"), dom.State("aria-current", part == "rules"), text("ui.rules.title")),
				dom.Link(ToRule(outcomesID).String(), dom.Class("button"), dom.Test("outcomes"), dom.State("aria-current", part == outcomesID), text("ui.outcomes.title")))),
		dom.El("p", dom.Class("muted"), dom.Attr("role", "status"), text("ui."+part+".count", message.Num("n", shown), message.Num("all", all))),
		dom.El("ul", dom.Class("rule-list"), list))
}

// outcomesID names the list of outcomes in the reference.
const outcomesID = "outcomes"

// referenceSize is the number of entries that are listed, and of all there are.
func (a *app) referenceSize() (shown, all int) {
	if a.route.ID == outcomesID {
		return len(foundRows(a.ruleSearch)), len(match.Rows())
	}
	return len(foundRules(a.ruleSearch)), len(rules.Catalogue())
}

// rulesStep is how many rules appear in one frame: all at once would keep the page
// from answering.
const rulesStep = 20

// rulesReady reports whether the list of rules, if that is shown, is complete.
func (a *app) rulesReady() bool {
	shown, _ := a.referenceSize()
	return a.route.View != ViewRules || a.route.ID != "" && a.route.ID != outcomesID || a.rulesShown >= shown
}

func (a *app) searchRules(s string) {
	a.ruleSearch = s
	a.update()
}

func (a *app) ruleEntry(r *rules.Rule) *vecty.HTML {
	return dom.El("li", dom.Test("rule-entry"), dom.Link(ToRule(r.ID).String(), dom.Class("rule-entry"),
		dom.El("span", dom.Class("badge", "sev", "sev-"+r.Severity.String()), icon(r.Severity.String()), text("severity."+r.Severity.String())),
		dom.El("span", dom.Class("rule-title"), text(r.TitleID()), a.unchecked(r.ID)),
		dom.El("span", dom.Class("mono", "muted"), dom.Text(r.Attribute.String())),
		dom.El("span", dom.Class("mono", "muted"), dom.Text(r.ID))))
}

// viewRule is one rule in full.
func (a *app) viewRule(r *rules.Rule) *vecty.HTML {
	var findings *vecty.HTML
	if a.phase == phaseReady {
		findings = dom.El("p", dom.Link(To(ViewFindings, "rule", r.ID).String(), dom.Class("button"),
			text("ui.rule.findings", message.Num("n", a.findingsOf(r.ID)))))
	} else {
		findings = dom.El("p", dom.Flag("hidden", true))
	}
	return dom.El("div", dom.Class("page", "narrow", "prose"),
		dom.El("p", dom.Link(To(ViewRules).String(), dom.Class("back"), icon("left"), text("ui.rules.all"))),
		dom.El("h1", dom.ID("title"), dom.Attr("tabindex", "-1"), text(r.TitleID())),
		dom.El("dl", dom.Class("facts"),
			dom.El("div", dom.El("dt", text("ui.rule.severity")), dom.El("dd", badge(r.Severity.String()))),
			fact("ui.rule.id", r.ID), fact("ui.rule.attribute", r.Attribute.String()),
			fact("ui.rule.classes", classNames(r.Classes)), fact("ui.rule.limits", limits(r)),
			fact("ui.rule.idfix", orElse(r.IdFix, t("ui.rule.idfix.none"))), fact("ui.rule.missing", a.missing(r.ID))),
		findings,
		dom.Parts(ruleWords(r, "h2")...))
}

// unchecked says for how many objects a rule could not be judged.
func (a *app) unchecked(rule string) dom.Part {
	if a.phase != phaseReady {
		return nil
	}
	for _, r := range a.overview.Rules {
		if r.Rule == rule && r.NotChecked > 0 {
			return dom.El("span", dom.Class("muted", "small", "block"), dom.Test("unchecked"), text("ui.rule.unchecked", message.Num("n", r.NotChecked)))
		}
	}
	return nil
}

// missing names the attributes that kept objects from being judged by a rule.
func (a *app) missing(rule string) string {
	list := ""
	if a.phase == phaseReady {
		for _, n := range a.overview.NotChecked {
			if n.Rule == rule {
				list += t("ui.rule.lacks", message.Text("attribute", n.Attribute), message.Num("n", n.Objects)) + " "
			}
		}
	}
	return list
}

func (a *app) findingsOf(rule string) int64 {
	for _, r := range a.overview.Rules {
		if r.Rule == rule {
			return r.N
		}
	}
	return 0
}

// ruleWords are why a rule matters, what to do, and what it rests on, under
// headings of the given level.
func ruleWords(r *rules.Rule, heading string) []dom.Node {
	return []dom.Node{
		dom.El(heading, text("ui.rule.why")), dom.El("p", text(r.WhyID())),
		dom.El(heading, text("ui.rule.fix")), dom.El("p", text(r.FixID())),
		dom.El(heading, text("ui.rule.sources")),
		sourceList(r),
	}
}

func sourceList(r *rules.Rule) *vecty.HTML {
	i := -1
	return dom.El("ul", dom.Class("sources"), dom.Each(r.Sources, func(s rules.Source) *vecty.HTML {
		i++
		says := ""
		if id := r.SourceID(i); id != "" {
			says = t(id)
		}
		return dom.El("li", documentLink(s.Document),
			dom.El("span", dom.Class("block", "small"), dom.Flag("hidden", says == ""), dom.Text(says)),
			dom.El("span", dom.Class("applied"), dom.Flag("hidden", !s.Applied), text("ui.source.applied")))
	}))
}

// documentLink is a document with its publisher and date.
func documentLink(d *rules.Document) dom.Part {
	date := "ui.source.dated"
	if d.Undated {
		date = "ui.source.read"
	}
	return dom.Parts(
		dom.El("a", dom.Attr("href", d.URL), dom.Attr("target", "_blank"), dom.Attr("rel", "noopener noreferrer"), text(d.TitleID())),
		dom.El("span", dom.Class("muted", "block", "small"), text(date, message.Text("publisher", d.Publisher), message.Text("date", d.Date))))
}

func classNames(set directory.ClassSet) string {
	var list string
	for c := directory.User; c <= directory.Other; c++ {
		if set.Has(c) {
			if list != "" {
				list += ", "
			}
			list += t("class." + c.String())
		}
	}
	return list
}

func limits(r *rules.Rule) string {
	list := ""
	for _, l := range r.Limits {
		if list != "" {
			list += "; "
		}
		list += t("ui.rule.limit", message.Text("name", l.Name), message.Num("n", l.Value), message.Text("unit", l.Unit))
	}
	return list
}
