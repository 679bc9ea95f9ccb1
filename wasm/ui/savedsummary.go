//go:build js && wasm

package ui

import (
	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/report"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// savedSummary is what the run of an opened report found, for somebody who has the report
// alone.
func (a *app) savedSummary() *vecty.HTML {
	s := a.saved.about
	r := s.Readiness
	lead := t("html.ready.nothing")
	if r.InScope > 0 {
		id := "html.ready.sentence"
		if s.Cloud == 0 {
			id = "html.ready.sentence.alone"
		}
		lead = message.Permille("", message.PermilleOf(r.Ready, r.InScope)).String() + ": " + t(id, message.Num("ready", r.Ready), message.Num("scope", r.InScope))
	}
	unchecked := ""
	if s.NotChecked > 0 {
		unchecked = t("html.short.unknown.rules", message.Num("n", s.NotChecked))
	}
	return card("saved-summary",
		dom.El("p", dom.Class("lead"), dom.Test("saved-ready"), dom.Text(lead)),
		dom.El("p", dom.Flag("hidden", unchecked == ""), dom.Text(unchecked)),
		dom.El("dl", dom.Class("facts"), dom.Each(s.Severities, func(c report.Count) *vecty.HTML {
			return dom.El("div", dom.El("dt", dom.Text(known("severity."+c.Key, Visible(c.Key)))), dom.El("dd", dom.Text(message.Group(c.N))))
		})),
		savedTable("rules", len(s.Rules), func(i int) savedLine {
			r := &s.Rules[i]
			return savedLine{r.Severity, known("rule."+r.ID+".title", Visible(r.Title)), r.N, r.Objects}
		}),
		savedTable("outcomes", len(s.Outcomes), func(i int) savedLine {
			o := &s.Outcomes[i]
			return savedLine{o.Severity, Visible(o.Title), -1, o.N}
		}),
		savedTable("decisions", decidedKinds(s), func(i int) savedLine {
			c := s.Actions[i]
			return savedLine{"", known("ui.decision."+c.Key, Visible(c.Key)), c.N, -1}
		}))
}

// decidedKinds is the number of kinds of decisions, none when nothing was decided.
func decidedKinds(s *session.Saved) int {
	for _, c := range s.Actions {
		if c.N > 0 {
			return len(s.Actions)
		}
	}
	return 0
}

// savedLine is a line of the summary of a report; numbers below 0 have no column.
type savedLine struct {
	severity, title   string
	findings, objects int64
}

// savedTable lists one part of the summary.
func savedTable(part string, n int, line func(i int) savedLine) *vecty.HTML {
	if n == 0 {
		return dom.El("details", dom.Flag("hidden", true))
	}
	first := line(0)
	number := func(tag string, n int64, label dom.Part) dom.Part {
		if n < 0 {
			return nil
		}
		return dom.El(tag, dom.Class("num"), label)
	}
	rows := make(vecty.List, 0, n)
	for i := range n {
		l := line(i)
		mark := dom.Part(nil)
		if l.severity != "" {
			mark = dom.El("span", dom.Class("sev", "sev-"+l.severity), icon(l.severity),
				dom.El("span", dom.Class("visually-hidden"), dom.Text(known("severity."+l.severity, Visible(l.severity)))))
		}
		rows = append(rows, dom.El("tr", dom.El("th", dom.Attr("scope", "row"), mark, dom.Text(" "+l.title)),
			number("td", l.findings, dom.Text(message.Group(l.findings))), number("td", l.objects, dom.Text(message.Group(l.objects)))))
	}
	return dom.El("details", dom.Test("saved-"+part),
		dom.El("summary", text("ui.saved."+part, message.Num("n", n))),
		dom.El("table", dom.Class("plain", "numbers"),
			dom.El("thead", dom.El("tr", dom.El("th", dom.Attr("scope", "col"), text("ui.saved."+part+".column")),
				number("th", first.findings, text("ui.saved.findings")), number("th", first.objects, text("ui.saved.objects")))),
			dom.El("tbody", rows)))
}
