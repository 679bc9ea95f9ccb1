//go:build js && wasm

package ui

import (
	"cmp"

	"github.com/hexops/vecty"

	"presync/core/ingest"
	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// viewOverview is the summary of a load. Every number leads to the list behind it.
func (a *app) viewOverview() *vecty.HTML {
	o := a.overview
	if o.OnPrem.Objects+o.Cloud.Objects == 0 {
		a.revealed = overviewCards
		return dom.El("div", dom.Class("page", "narrow"), dom.Test("overview"),
			viewTitle("ui.nothing.title"), dom.El("p", dom.Class("lead"), text("ui.nothing.lead")),
			a.fatal(o), a.fileCards(o), a.fileActions())
	}
	return dom.El("div", dom.Class("page"), dom.Test("overview"),
		viewTitle("ui.nav.overview"), a.fatal(o), a.firstStep(), dom.El("div", dom.Class("cards"), a.cards(o)))
}

// fatal says at the top which files gave nothing.
func (a *app) fatal(o *session.Overview) *vecty.HTML {
	var list []*trouble
	for _, f := range o.Files {
		for _, d := range f.Diagnostics {
			if d.Level == ingest.Fatal {
				problem := message.English.Format(d.Text)
				list = append(list, &trouble{
					text:   t("ui.fatal", message.Text("file", f.Name), message.Text("problem", problem)),
					advice: message.English.Format(d.Advice)})
			}
		}
	}
	return dom.El("div", dom.Class("troubles"), dom.Flag("hidden", len(list) == 0), dom.Each(list, a.troubleBox))
}

// cards are the parts of the overview. They appear one in each frame, so that none
// of them keeps the page from answering.
func (a *app) cards(o *session.Overview) dom.Part {
	type card struct {
		class string
		build func(*session.Overview) *vecty.HTML
		late  bool // shows what is asked of the engine once the overview is there
		here  bool // is about on-premises objects alone
	}
	list := [overviewCards]card{{"wide", a.readiness, false, false}, {"slim", a.severities, false, true}, {"half", a.outcomes, false, false},
		{"half column", a.breakdown, false, false}, {"full", a.flow, false, true}, {"half", a.places, true, true}, {"half", a.domains, true, false},
		{"full", a.ruleBars, false, true}, {"full", a.fileSummary, false, false}, {"half loose", a.outOfScope, false, true},
		{"half loose", a.notChecked, false, true}, {"full", a.runCard, false, false}}
	cloudAlone := o.OnPrem.Objects == 0
	if a.revealed < overviewCards {
		dom.NextFrame(a.report, func() {
			a.revealed++
			a.update()
		})
	}
	i := -1
	return dom.Each(list[:], func(c card) *vecty.HTML {
		i++
		if cloudAlone && (c.late || c.class == "wide") {
			c.class = "full"
		}
		shown := i < a.revealed && !(cloudAlone && c.here)
		version := cardVersion{overview: o, shown: shown}
		if c.late {
			version.pictures = a.pictures
		}
		return dom.Memo(c.class, version, func() *vecty.HTML {
			if !shown {
				return dom.El("section", dom.Flag("hidden", true))
			}
			return c.build(o)
		})
	})
}

// overviewCards is the number of parts of the overview.
const overviewCards = 12

// cardVersion says what a card shows.
type cardVersion struct {
	overview *session.Overview
	pictures *session.Pictures
	shown    bool
}

// breakdown is where the findings and the objects lie.
func (a *app) breakdown(o *session.Overview) *vecty.HTML {
	if o.OnPrem.Objects == 0 {
		return a.classes(o)
	}
	return dom.El("div", dom.Class("column-cards"), a.attributes(o), a.classes(o))
}

// predictions is the number of lines in the table of matches.
func predictions(o *session.Overview) int64 {
	var n int64
	for _, c := range o.Outcomes {
		n += c.N
	}
	return n
}

// card is a titled part of the overview.
func card(id string, parts ...dom.Part) *vecty.HTML {
	head := dom.El("h2", dom.ID("card-"+id), text("ui.card."+id))
	if about := firstText("ui.why.card." + id); about != "" {
		head = dom.El("div", dom.Class("card-head"), head, explanation(about, t("ui.card."+id)))
	}
	return dom.El("section", append([]dom.Part{dom.Class("card", "card-"+id), dom.Attr("aria-labelledby", "card-"+id), head}, parts...)...)
}

// count is a number that leads to its list.
func count(n int64, to Route, test string) *vecty.HTML {
	return dom.Link(to.String(), dom.Class("num-link"), dom.Test(test), dom.Text(message.Group(n)))
}

func (a *app) readiness(o *session.Overview) *vecty.HTML {
	r := o.Readiness
	clean := r.Ready - r.Warnings
	sentence := t("ui.ready.sentence", message.Num("ready", r.Ready), message.Num("scope", r.InScope))
	if o.Cloud.Objects == 0 {
		sentence = t("ui.ready.sentence-alone", message.Num("ready", r.Ready), message.Num("scope", r.InScope))
	}
	if o.OnPrem.Objects == 0 {
		return card("readiness", dom.Test("readiness"), dom.El("p", dom.Class("lead"), text("ui.ready.no-onprem")),
			dom.El("p", dom.Button("choose", "", dom.Class("button"), icon("plus"), text("ui.add-onprem"))))
	}
	if r.InScope == 0 {
		return card("readiness", dom.Test("readiness"),
			dom.El("p", dom.Class("lead"), text("ui.ready.nothing")))
	}
	return card("readiness", dom.Test("readiness"),
		dom.El("p", dom.Class("ready-figure"), dom.Test("readiness-percent"),
			dom.Text(message.Permille("p", message.PermilleOf(r.Ready, r.InScope)).String())),
		dom.El("p", dom.Class("ready-sentence"), dom.Text(sentence)),
		dom.El("div", dom.Class("stack"), dom.Attr("aria-hidden", "true"),
			segment("ok", clean, r.InScope), segment("warning", r.Warnings, r.InScope), segment("error", r.Errors, r.InScope)),
		dom.El("ul", dom.Class("legend"),
			legend("ok", "ui.ready.ready", r.Ready, To(ViewObjects, "state", "ready")),
			legend("warning", "ui.ready.warned", r.Warnings, To(ViewObjects, "state", "warning")),
			legend("error", "ui.ready.errors", r.Errors, To(ViewObjects, "state", "error"))),
		dom.El("p", dom.Class("muted", "small"), text("ui.ready.note")))
}

func segment(severity string, n, total int64) *vecty.HTML {
	return dom.El("span", dom.Class("segment", "sev-"+severity), dom.Style("width", share(n, total)), dom.Flag("hidden", n == 0))
}

func legend(severity, label string, n int64, to Route) *vecty.HTML {
	return dom.El("li", dom.El("span", dom.Class("sev", "sev-"+severity), icon(severity)),
		count(n, to, "ready-"+severity), dom.El("span", text(label, message.Num("n", n))))
}

func (a *app) severities(o *session.Overview) *vecty.HTML {
	return card("severities",
		dom.El("ul", dom.Class("tiles"), dom.Each(o.Severities, func(c session.Count) *vecty.HTML {
			return dom.El("li", dom.Link(To(ViewFindings, "severity", c.Key).String(), dom.Class("tile", "sev-"+c.Key), dom.Test("severity-"+c.Key),
				dom.El("span", dom.Class("tile-n"), dom.Text(message.Group(c.N))),
				dom.El("span", dom.Class("tile-label"), icon(c.Key), text("ui.tile-"+c.Key, message.Num("n", c.N))),
				dom.El("span", dom.Class("tile-note"), dom.Text(onObjects(c)))))
		})),
		dom.El("p", dom.Class("muted", "small"), text("ui.severity.note")))
}

func onObjects(c session.Count) string {
	if c.Objects == 0 {
		return ""
	}
	return t("ui.on-objects", message.Num("n", c.Objects))
}

// bar is one line of a list with bars.
type bar struct {
	label, note string
	severity    string
	n           int64
	to          Route
	test        string
	code        bool   // the label is a name, not words
	tip         string // explains the line, "" for nothing
}

func bars(list []bar) *vecty.HTML {
	top := int64(1)
	for _, b := range list {
		top = max(top, b.n)
	}
	return dom.El("ul", dom.Class("bars"), dom.Each(list, func(b bar) *vecty.HTML {
		label := "bar-label"
		if b.code {
			label += " mono"
		}
		severity := b.severity
		if severity == "" {
			severity = "none"
		}
		var explained dom.Part
		if b.tip != "" {
			explained = tip(b.tip)
		}
		return dom.El("li", dom.Link(b.to.String(), dom.Class("bar"), dom.Test(b.test), explained,
			dom.El("span", dom.Class("sev", "sev-"+severity), dom.Attr("title", name("severity.", b.severity)), dom.If(b.severity != "", icon(b.severity))),
			dom.El("span", dom.Class(label), dom.Text(b.label)),
			dom.El("span", dom.Class("bar-n"), dom.Text(message.Group(b.n))),
			dom.El("span", dom.Class("bar-track"), dom.Attr("aria-hidden", "true"),
				dom.El("span", dom.Class("bar-fill", "sev-"+severity), dom.Style("width", share(b.n, top)))),
			dom.El("span", dom.Class("bar-note"), dom.Text(b.note))))
	}))
}

func (a *app) outcomes(o *session.Overview) *vecty.HTML {
	if o.Cloud.Objects == 0 {
		return card("outcomes",
			dom.El("p", text("ui.outcomes.no-cloud")),
			dom.El("p", dom.Button("choose", "", dom.Class("button"), icon("plus"), text("ui.add-cloud"))))
	}
	var list []bar
	for _, c := range o.Outcomes {
		note := c.Row
		if c.Cloud {
			note += ", " + t("ui.outcomes.cloud")
		}
		list = append(list, bar{label: caseTitle(c.Row, c.Outcome), note: note, severity: c.Severity, n: c.N,
			to: To(ViewMatches, "outcome", c.Outcome, "row", c.Row), test: "outcome-" + c.Outcome + "-" + c.Row, tip: "row:" + c.Row})
	}
	note := "ui.outcomes.note"
	if o.OnPrem.Objects == 0 {
		note = "ui.outcomes.no-onprem"
	}
	return card("outcomes", bars(list), dom.El("p", dom.Class("muted", "small"), text(note)))
}

// gravity orders severities, gravest first.
var gravity = map[string]int{session.SeverityError: 0, session.SeverityWarning: 1, session.SeverityAdvice: 2, session.SeverityInfo: 3, session.SeverityOK: 4}

func (a *app) ruleBars(o *session.Overview) *vecty.HTML {
	var list []bar
	passed := 0
	for _, r := range o.Rules {
		if r.N == 0 {
			passed++
			continue
		}
		list = append(list, bar{label: ruleTitle(r.Rule), severity: r.Severity, n: r.N,
			note: t("ui.rule.note", message.Text("rule", r.Rule), message.Num("n", r.Objects)),
			to:   To(ViewFindings, "rule", r.Rule), test: "rule-" + r.Rule, tip: "rule:" + r.Rule})
	}
	list = sorted(list, func(i, j int) int {
		return cmp.Or(cmp.Compare(gravity[list[i].severity], gravity[list[j].severity]), cmp.Compare(list[j].n, list[i].n))
	})
	return card("rules", bars(list),
		dom.El("p", dom.Class("muted"), dom.Link(To(ViewRules).String(), text("ui.rules.passed", message.Num("n", passed), message.Num("all", len(o.Rules))))))
}

// fileSummary names the files, with what there is to know about each at a glance.
func (a *app) fileSummary(o *session.Overview) *vecty.HTML {
	const most = 12
	i := -1
	return card("files",
		dom.El("div", dom.Class("scroll-x"), dom.El("table", dom.Class("plain", "file-rows"),
			dom.El("tbody", dom.Each(o.Files[:min(len(o.Files), most)], func(f ingest.Report) *vecty.HTML {
				i++
				list, label := fileList(i, &f)
				return dom.El("tr", dom.Test("file-row"),
					dom.El("th", dom.Attr("scope", "row"), icon(sideIcon(&f)), dom.Text(Visible(f.Name))),
					dom.El("td", dom.Class("muted"), text(shapeTitle(&f))),
					dom.El("td", remarks(&f)),
					dom.El("td", dom.Class("num"), count(f.Objects, list, "file-objects"), dom.Text(" "+t(label, message.Num("n", f.Objects)))))
			})))),
		dom.El("p", dom.Link(To(ViewFiles).String(), dom.Class("button"), text("ui.files.open", message.Num("n", len(o.Files))))))
}

// classes counts the objects of each class on both sides.
func (a *app) classes(o *session.Overview) *vecty.HTML {
	side := func(s *session.Side, key string) *vecty.HTML {
		return dom.El("tbody", append([]dom.Part{
			dom.El("tr", dom.Class("group"), dom.El("th", dom.Attr("scope", "row"), text("ui.side."+key)),
				dom.El("td", dom.Class("num"), count(s.Objects, To(ViewObjects, "side", key), "objects-"+key)))},
			dom.Each(s.Classes, func(c session.Count) *vecty.HTML {
				return dom.El("tr", dom.El("th", dom.Attr("scope", "row"), text("class."+c.Key)),
					dom.El("td", dom.Class("num"), count(c.N, To(ViewObjects, "side", key, "class", c.Key), "class-"+key+"-"+c.Key)))
			}))...)
	}
	return card("classes", dom.El("table", dom.Class("plain", "numbers"),
		side(&o.OnPrem, "onprem"), dom.If(o.Cloud.Files > 0, side(&o.Cloud, "cloud"))))
}

func (a *app) outOfScope(o *session.Overview) *vecty.HTML {
	if len(o.OutOfScope) == 0 {
		return card("scope", dom.El("p", dom.Class("muted"), text("ui.scope.none")))
	}
	return card("scope",
		dom.El("p", dom.Class("muted", "small"), text("ui.scope.note")),
		dom.El("table", dom.Class("plain", "numbers"), dom.El("tbody", dom.Each(o.OutOfScope, func(c session.Count) *vecty.HTML {
			return dom.El("tr", dom.El("th", dom.Attr("scope", "row"), dom.Text(scopeTitle(c.Key))),
				dom.El("td", dom.Class("num"), count(c.N, To(ViewObjects, "scope", c.Key), "scope-"+c.Key)))
		}))))
}

func (a *app) notChecked(o *session.Overview) *vecty.HTML {
	if len(o.NotChecked) == 0 {
		return card("unchecked", dom.El("p", dom.Class("muted"), text("ui.unchecked.none")))
	}
	var attributes []string
	rules := map[string][]session.NotChecked{}
	for _, n := range o.NotChecked {
		if rules[n.Attribute] == nil {
			attributes = append(attributes, n.Attribute)
		}
		rules[n.Attribute] = append(rules[n.Attribute], n)
	}
	return card("unchecked",
		dom.El("p", dom.Class("muted", "small"), text("ui.unchecked.note")),
		dom.El("table", dom.Class("plain", "numbers"),
			dom.El("thead", dom.El("tr", dom.El("th", text("ui.unchecked.rule")), dom.El("th", dom.Class("num"), text("ui.unchecked.objects")))),
			dom.El("tbody", dom.Each(attributes, func(attribute string) *vecty.HTML {
				return uncheckedRow(attribute, rules[attribute])
			}))))
}

// uncheckedRow names the rules that a missing attribute keeps from being checked.
func uncheckedRow(attribute string, rules []session.NotChecked) *vecty.HTML {
	var most int64
	for _, r := range rules {
		most = max(most, r.Objects)
	}
	return dom.El("tr", dom.El("th", dom.Attr("scope", "row"), dom.El("span", dom.Class("mono", "block"), dom.Text(attribute)),
		dom.El("span", dom.Class("rule-links"), dom.Each(rules, func(r session.NotChecked) *vecty.HTML {
			return dom.Link(ToRule(r.Rule).String(), dom.Attr("title", ruleTitle(r.Rule)), dom.Text(r.Rule))
		}))),
		dom.El("td", dom.Class("num"), dom.Text(message.Group(most))))
}

// runCard says under which settings the result holds and how long it took.
func (a *app) runCard(o *session.Overview) *vecty.HTML {
	domains := t("ui.settings.none-given")
	if n := len(o.Settings.VerifiedDomains); n > 0 {
		domains = t("ui.settings.domains-given", message.Num("n", n))
	}
	return card("run",
		dom.El("dl", dom.Class("facts"),
			fact("ui.settings.verified", domains),
			fact("ui.settings.initial", orElse(o.Settings.InitialDomain, t("ui.settings.none-given"))),
			fact("ui.run.read", message.Duration("", o.Times.Read).String()),
			fact("ui.run.check", message.Duration("", o.Times.Check).String()),
			fact("ui.run.match", message.Duration("", o.Times.Match).String()),
			fact("ui.run.store", message.FormatSize(o.StoreBytes))),
		dom.El("p", dom.Link(To(ViewSettings).String(), dom.Class("button"), text("ui.settings.change"))))
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
