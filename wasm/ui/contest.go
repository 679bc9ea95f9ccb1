//go:build js && wasm

package ui

import (
	"strconv"
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// contest is the view of one contested value with all who hold it.
type contest struct {
	id       string // number of the value that was asked for
	answer   *session.Contest
	trouble  *trouble
	rightful int               // place of the chosen holder, -1 for none
	values   map[uint32]string // new values that were typed, by finding
	version  int               // counts the changes of what is shown
}

// show asks for the holders when the view is opened or another value is chosen.
func (c *contest) show(a *app) {
	if a.route.View != ViewContest || c.id == a.route.ID && c.id != "" {
		return
	}
	*c = contest{id: orElse(a.route.ID, "0"), rightful: -1, values: map[uint32]string{}, version: c.version + 1}
	c.ask(a)
}

// ask asks for the holders, for the first time or because something was decided.
func (c *contest) ask(a *app) {
	id, results := c.id, a.results
	a.host.ask(session.Request{Contest: &session.ContestRef{Group: number(id)}}, func(res *session.Response, _ js.Value) {
		if c.id != id || results != a.results {
			return
		}
		c.version++
		if c.answer = res.Contest; c.answer == nil {
			c.trouble = failed(res.Failure)
		}
		a.update()
	})
}

// ready reports whether the holders are on the page.
func (c *contest) ready() bool { return c.answer != nil || c.trouble != nil }

// choose makes one of the holders the rightful one.
func (c *contest) choose(a *app, place string) {
	c.rightful = int(number(place))
	c.version++
	a.update()
}

// typed takes over a new value for one place where the value is held.
func (c *contest) typed(a *app, finding, value string) {
	former := c.settlement().edits[number(finding)] != ""
	c.values[number(finding)] = value
	if former != (strings.TrimSpace(value) != "") {
		c.version++ // the number of decisions is another one
		a.update()
	}
}

// settlement is what is to be decided for the chosen holder.
type settlement struct {
	keep, remove []uint32
	edits        map[uint32]string
	order        []uint32 // of edits
	left         int      // places that need a new value and have none
}

func (c *contest) settlement() settlement {
	s := settlement{edits: map[uint32]string{}}
	if c.answer == nil || c.rightful < 0 {
		return s
	}
	for i, h := range c.answer.Holders {
		for _, claim := range h.Claims {
			switch {
			case claim.Finding == nil:
			case i == c.rightful:
				s.keep = append(s.keep, *claim.Finding)
			case claim.Remove:
				s.remove = append(s.remove, *claim.Finding)
			case strings.TrimSpace(c.newValue(claim)) == "":
				s.left++
			default:
				s.edits[*claim.Finding] = c.newValue(claim)
				s.order = append(s.order, *claim.Finding)
			}
		}
	}
	return s
}

// newValue is the value for a place that cannot be emptied: what was typed, else
// what was decided or is proposed.
func (c *contest) newValue(claim session.Claim) string {
	if v, ok := c.values[*claim.Finding]; ok {
		return v
	}
	if claim.Decision == actionEdit {
		return claim.NewValue
	}
	if claim.Proposal != nil && !claim.Proposal.Remove {
		return claim.Proposal.Value
	}
	return ""
}

// settle decides: the value stays with the chosen holder and is taken from the
// others.
func (c *contest) settle(a *app) {
	s := c.settlement()
	note := t("ui.contest.note")
	var steps []session.DecideRequest
	if len(s.remove) > 0 {
		steps = append(steps, session.DecideRequest{Findings: s.remove, Action: actionRemove, Note: note})
	}
	for _, f := range s.order {
		steps = append(steps, session.DecideRequest{Findings: []uint32{f}, Action: actionEdit, Value: s.edits[f], Note: note})
	}
	if len(s.keep) > 0 {
		steps = append(steps, session.DecideRequest{Findings: s.keep, Action: actionKeep, Note: note})
	}
	c.carryOut(a, steps)
}

// carryOut decides one step after the other.
func (c *contest) carryOut(a *app, steps []session.DecideRequest) {
	if len(steps) == 0 {
		a.tell(t("ui.contest.done"))
		return
	}
	a.decide(steps[0], func(*session.Effected) { c.carryOut(a, steps[1:]) })
}

// renew asks for the holders again: something was decided.
func (c *contest) renew(a *app) {
	if c.answer != nil {
		c.ask(a)
	}
}

// viewContest shows the holders of a contested value side by side.
func (a *app) viewContest() *vecty.HTML {
	c := &a.contest
	switch {
	case c.trouble != nil:
		return dom.El("div", dom.Class("page"), viewTitle("ui.nav.contest"), a.troubleBox(c.trouble), dom.El("p", allContested()))
	case c.answer == nil:
		return dom.El("div", dom.Class("page"), viewTitle("ui.nav.contest"), dom.El("p", dom.Class("muted"), text("ui.detail.loading")))
	}
	return dom.El("div", dom.Class("page", "contest-page"), dom.Memo("contest", contestVersion{c.answer, c.version}, a.contestBody))
}

type contestVersion struct {
	answer  *session.Contest
	version int
}

func allContested() *vecty.HTML {
	return dom.Link(To(ViewGroups, "by", session.GroupContested).String(), dom.Class("button"), dom.Test("all-contested"), icon("left"), text("ui.contest.all"))
}

func (a *app) contestBody() *vecty.HTML {
	c := a.contest.answer
	count := t("ui.contest.count", message.Num("n", c.Objects))
	if c.Objects > len(c.Holders) {
		count = t("ui.contest.first", message.Num("n", c.Objects), message.Num("shown", len(c.Holders)))
	}
	rows := strconv.Itoa(len(c.Attributes) + 3)
	cards := make(vecty.List, 0, len(c.Holders))
	for i := range c.Holders {
		cards = append(cards, a.claimerCard(i))
	}
	return dom.El("div", dom.Class("contest-body"),
		dom.El("div", dom.Class("contest-top"), allContested(), contestStep(c, -1), dom.El("span", dom.Class("muted"), dom.Test("contest-place"),
			text("ui.contest.place", message.Num("n", c.Group), message.Num("all", c.Of))), contestStep(c, 1)),
		dom.El("div", viewTitle("ui.nav.contest"), value("contested", c.Value), dom.El("p", dom.Text(count)), dom.El("p", dom.Class("muted"), text("ui.contest.choose"))),
		a.settleBar(),
		dom.El("div", dom.Class("contest-cards"), dom.Style("--rows", rows), dom.Attr("role", "radiogroup"), dom.Attr("aria-label", t("ui.contest.rightful")),
			cards))
}

// contestStep leads to the value before or after the shown one.
func contestStep(c *session.Contest, by int) *vecty.HTML {
	to := int(c.Group) + by
	id, picture := "ui.contest.next", "right"
	if by < 0 {
		id, picture = "ui.contest.previous", "left"
	}
	if to < 1 || to > c.Of {
		return dom.El("span", dom.Class("button", "quiet", "round"), dom.Attr("aria-hidden", "true"))
	}
	return dom.Link(To(ViewContest).Selected(strconv.Itoa(to)).String(), dom.Class("button", "quiet", "round"), dom.Test("contest-"+picture),
		dom.Attr("aria-label", t(id)), dom.Attr("title", t(id)), icon(picture))
}

// settleBar says what would be decided, and decides it.
func (a *app) settleBar() *vecty.HTML {
	s := a.contest.settlement()
	n := len(s.remove) + len(s.order)
	return dom.El("div", dom.Class("contest-bar"),
		dom.Button("settle", "", dom.Class("button", "primary"), dom.Test("settle"), dom.Off(n == 0),
			text("ui.contest.decide", message.Num("n", len(s.remove)), message.Num("edits", len(s.order)))),
		dom.El("p", dom.Class("muted"), dom.Test("settle-left"), dom.Flag("hidden", s.left == 0), text("ui.contest.left", message.Num("n", s.left))))
}

// claimerCard shows one holder.
func (a *app) claimerCard(place int) *vecty.HTML {
	c := &a.contest
	h := &c.answer.Holders[place]
	chosen := place == c.rightful
	class := "claimer"
	if chosen {
		class += " rightful"
	}
	parts := []dom.Part{dom.Class(class), dom.Test("claimer"),
		dom.El("div", dom.Class("claimer-head"),
			dom.El("label", dom.Class("claimer-choice"),
				dom.El("input", dom.Attr("type", "radio"), dom.Attr("name", "rightful"), dom.Checked(chosen), dom.OnChange("rightful", strconv.Itoa(place))),
				text("ui.contest.rightful")),
			dom.El("h2", dom.Link(objectRoute(h.Object, false).String(), dom.Text(orElse(Visible(h.Name), Visible(h.DN))))),
			dom.El("p", dom.Class("claimer-kind", "muted", "small"), dom.El("span", text("class."+h.Class)),
				dom.El("span", dom.Class("sev", "sev-warning"), dom.Flag("hidden", !h.Disabled), text("ui.contest.disabled")),
				dom.El("span", dom.Flag("hidden", h.Scope == ""), dom.Text(outOfScope(h.Scope)))),
			dom.El("div", dom.Class("with-copy"), dom.El("p", dom.Class("mono", "claimer-dn"), dom.Text(Visible(h.DN))), dom.If(h.DN != "", copyButton(h.DN)))),
		dom.El("div", dom.Class("claimer-cell"), dom.El("p", dom.Class("muted", "small"), text("ui.contest.held")),
			dom.Each(h.Claims, func(claim session.Claim) *vecty.HTML { return a.claimLine(claim, chosen) })),
		claimerVerdict(h.Verdict)}
	for i, attribute := range c.answer.Attributes {
		parts = append(parts, claimerValues(attribute, h.Values[i], c.answer.Value))
	}
	return dom.El("article", parts...)
}

func outOfScope(filter string) string {
	if filter == "" {
		return ""
	}
	return t("ui.scope.out")
}

func claimerVerdict(m *session.MatchRow) *vecty.HTML {
	return dom.El("div", dom.Class("claimer-cell"), dom.El("p", dom.Class("muted", "small"), text("ui.contest.verdict")),
		dom.El("p", dom.El("span", dom.Class("sev", "sev-"+m.Severity), icon(m.Severity)), dom.Text(" "),
			dom.Link(To(ViewMatches).Selected(strconv.FormatUint(uint64(m.Verdict), 10)).String(), dom.Text(caseTitle(m.Row, m.Outcome)))),
		dom.El("p", dom.Class("muted"), dom.Flag("hidden", m.Cloud == ""), dom.Text(Visible(m.Cloud))))
}

// claimerValues shows one attribute; the contested value stands out.
func claimerValues(attribute string, values []string, contested string) *vecty.HTML {
	return dom.El("div", dom.Class("claimer-cell"), dom.El("p", dom.Class("muted", "mono", "small"), dom.Text(attribute)),
		dom.El("p", dom.Class("muted"), dom.Flag("hidden", len(values) > 0), dom.Text("–")),
		dom.Each(values, func(v string) *vecty.HTML {
			part := v
			if i := strings.IndexByte(v, ':'); i >= 0 && strings.EqualFold(v[i+1:], contested) {
				part = v[i+1:]
			}
			if strings.EqualFold(part, contested) {
				return dom.El("p", dom.Class("mono"), dom.El("mark", dom.Text(Visible(v))))
			}
			return dom.El("p", dom.Class("mono"), dom.Text(Visible(v)))
		}))
}

// claimLine says where the value is held, and what becomes of it there.
func (a *app) claimLine(claim session.Claim, rightful bool) *vecty.HTML {
	return dom.El("div", dom.Class("claim"), dom.Test("claim"),
		dom.El("p", claimName(claim), dom.Text(" "), a.claimState(claim, rightful)),
		a.claimField(claim, rightful))
}

// claimName leads to the finding.
func claimName(claim session.Claim) *vecty.HTML {
	if claim.Finding == nil {
		return dom.El("span", dom.Class("mono"), dom.Text(claim.Attribute))
	}
	return dom.Link(To(ViewFindings).Selected(strconv.FormatUint(uint64(*claim.Finding), 10)).String(), dom.Class("mono"), dom.Text(claim.Attribute))
}

// claimState is what becomes of the value: by the choice that is being made, else by
// what was decided before.
func (a *app) claimState(claim session.Claim, rightful bool) *vecty.HTML {
	class, said := "muted", ""
	switch {
	case claim.Finding == nil:
		said = t("ui.contest.unreported")
	case a.contest.rightful < 0 || a.contest.isDecided(claim, rightful):
		if claim.Decision != "" {
			class, said = "sev sev-ok", t("ui.contest.is-"+claim.Decision, message.Text("value", Visible(claim.NewValue)))
		}
	case rightful:
		class, said = "sev sev-ok", t("ui.contest.stays")
	case claim.Remove:
		class, said = "sev sev-error", t("ui.contest.goes")
	}
	return dom.El("span", dom.Class(class), dom.Test("claim-state"), dom.Text(said))
}

// isDecided reports whether what was decided is what the choice would decide.
func (c *contest) isDecided(claim session.Claim, rightful bool) bool {
	switch {
	case rightful:
		return claim.Decision == actionKeep
	case claim.Remove:
		return claim.Decision == actionRemove
	}
	return claim.Decision == actionEdit && c.newValue(claim) == claim.NewValue
}

// claimField asks for another value where an object cannot be without one.
func (a *app) claimField(claim session.Claim, rightful bool) *vecty.HTML {
	if claim.Finding == nil || claim.Remove || rightful || a.contest.rightful < 0 {
		return dom.El("div", dom.Flag("hidden", true))
	}
	finding := strconv.FormatUint(uint64(*claim.Finding), 10)
	return dom.El("div", dom.Class("claim-field"),
		dom.El("label", dom.El("span", dom.Class("small"), text("ui.contest.new-value")),
			dom.El("input", dom.Attr("type", "text"), dom.Class("field", "mono"), dom.ID("claim-"+finding), dom.Test("claim-value"),
				dom.Attr("autocomplete", "off"), dom.Attr("spellcheck", "false"), dom.Attr("data-arg", finding), dom.OnInput("claim"),
				dom.Value(a.contest.newValue(claim)))),
		dom.El("p", dom.Class("muted", "small"), text("ui.contest.lasting")))
}
