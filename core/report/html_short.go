package report

import (
	"cmp"
	"slices"

	"presync/core/message"
)

// short answers in a few sentences what somebody who only has to know the state wants to
// know: is it ready, what has to be done, how much work is that, what is the risk, and
// what is not known.
func (p *page) short() {
	if p.doc.Readiness.InScope == 0 {
		return
	}
	p.put("<dl class=\"short\">\n")
	p.answer("ready", p.shortReady)
	p.answer("do", p.shortDo)
	if len(p.doc.Work) > 0 {
		p.answer("work", p.shortWork)
	}
	p.answer("risk", p.shortRisk)
	p.answer("unknown", p.shortUnknown)
	p.put("</dl>\n")
}

// answer writes a question with its answer.
func (p *page) answer(id string, answer func()) {
	p.put("<div><dt>%</dt><dd>\n", t("html.short."+id))
	answer()
	p.put("</dd></div>\n")
}

// say writes a sentence, which a number of 0 leaves out.
func (p *page) say(id string, n int64, args ...message.Arg) {
	if n > 0 {
		p.put("<p>%</p>\n", t("html.short."+id, append(args, message.Num("n", n))...))
	}
}

func (p *page) shortReady() {
	r := p.doc.Readiness
	id := "ready.yes"
	switch {
	case r.Ready == 0:
		id = "ready.none"
	case r.Errors > 0:
		id = "ready.no"
	}
	p.say(id, r.InScope, message.Num("errors", r.Errors), message.Num("ready", r.Ready))
	p.say("ready.warnings", r.Warnings)
}

// shortDo names the findings to deal with, and the rules with most errors.
func (p *page) shortDo() {
	rest := int64(0)
	for _, s := range p.doc.Severities {
		switch {
		case s.Key == "error" && s.N > 0:
			p.say("do.errors", s.N, message.Num("objects", s.Objects))
			p.links(t("html.short.do.most"), p.gravest())
		case s.Key == "error":
			p.put("<p>%</p>\n", t("html.short.do.none"))
		default:
			rest += s.N
		}
	}
	p.say("do.rest", rest)
}

// shortLimit is the number of rules and of outcomes that the short answers name.
const shortLimit = 3

// link leads from a short answer to an explanation.
type link struct {
	to, title string
	n         int64
}

// links lists what an answer is about, where there is anything.
func (p *page) links(title string, list []link) {
	if len(list) == 0 {
		return
	}
	p.put("<p>%</p>\n<ul>\n", title)
	for _, l := range list {
		p.put("<li><a href=\"#%\">%</a> <span class=\"n\">%</span></li>\n", l.to, l.title, number(l.n))
	}
	p.put("</ul>\n")
}

// gravest are the rules with most errors.
func (p *page) gravest() []link {
	var out []link
	for _, r := range p.doc.Rules {
		if r.Severity == "error" {
			out = append(out, link{"rule-" + r.ID, r.Title, r.N})
		}
	}
	return most(out)
}

func most(list []link) []link {
	slices.SortStableFunc(list, func(a, b link) int { return cmp.Compare(b.n, a.n) })
	return list[:min(len(list), shortLimit)]
}

func (p *page) shortWork() {
	var all, rest Work
	for _, w := range p.doc.Work {
		if w.Severity == "error" {
			all = w
		} else {
			rest.Safe += w.Safe
		}
	}
	decided := int64(0)
	for _, a := range p.doc.Actions {
		decided += a.N
	}
	p.say("work.safe", all.Safe)
	p.say("work.review", all.Review)
	p.say("work.by-hand", all.None)
	p.say("work.contested", all.Contested)
	p.say("work.rest", rest.Safe)
	if all.Safe+all.Review+all.None+rest.Safe == 0 {
		p.put("<p>%</p>\n", t("html.short.work.none"))
	}
	p.say("work.decided", decided)
}

// shortRisk says what synchronisation would do to accounts that exist.
func (p *page) shortRisk() {
	alone := p.doc.Cloud.Objects == 0
	if alone {
		p.put("<p>%</p>\n", t("html.short.risk.alone"))
	}
	var errors, warnings int64
	var worst []link
	for _, o := range p.doc.Outcomes {
		if o.Severity == "error" {
			errors += o.N
			worst = append(worst, link{"outcome-" + o.Row, o.Title, o.N})
			continue
		}
		errors += o.Errors
		if o.Severity == "warning" {
			warnings += o.N - o.Errors
		} else {
			warnings += o.Warnings
		}
	}
	if errors+warnings == 0 && !alone {
		p.put("<p>%</p>\n", t("html.short.risk.none"))
	}
	p.say("risk.errors", errors)
	p.links(t("html.short.risk.most"), most(worst))
	p.say("risk.warnings", warnings)
}

// shortUnknown says what the exports left open.
func (p *page) shortUnknown() {
	skipped := p.doc.OnPrem.Skipped + p.doc.Cloud.Skipped
	unchecked := map[string]bool{}
	for _, n := range p.doc.NotChecked {
		unchecked[n.Rule] = true
	}
	p.say("unknown.rules", int64(len(unchecked)))
	p.say("unknown.assumptions", int64(len(p.doc.Assumptions)))
	p.say("unknown.skipped", skipped)
	if len(unchecked)+len(p.doc.Assumptions) == 0 && skipped == 0 {
		p.put("<p>%</p>\n", t("html.short.unknown.none"))
		return
	}
	p.put("<p><a href=\"#basis\">%</a></p>\n", t("html.short.unknown.where"))
}
