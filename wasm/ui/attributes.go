//go:build js && wasm

package ui

import (
	"strconv"

	"github.com/hexops/vecty"

	"presync/core/directory"
	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// attributeTable shows the attributes of an object, each finding at the value that
// it is about.
func attributeTable(title string, v *session.ObjectView) *vecty.HTML {
	return section(title, dom.El("dl", dom.Class("attributes"), dom.Each(v.Attributes, func(at session.AttrView) *vecty.HTML {
		values := make(vecty.List, 0, len(at.Values)+1)
		if len(at.Values) == 0 {
			values = append(values, dom.El("div", dom.Class("attribute-value", "muted"), text("ui.value.none")), valueMarks(at, -1))
		}
		for i, s := range at.Values {
			values = append(values, attributeValue(at.Name, s), valueMarks(at, i))
		}
		return dom.El("div", dom.Test("attribute-row"), dom.El("dt", dom.Class("mono"), dom.Text(at.Name)), dom.El("dd", values))
	})))
}

// identifiers are the attributes that people carry over into commands.
var identifiers = map[string]bool{
	directory.ObjectGUID.String(): true, directory.ConsistencyGUID.String(): true, directory.ObjectSID.String(): true,
	directory.UserPrincipalName.String(): true, directory.SAMAccountName.String(): true, directory.DN.String(): true,
	directory.CloudID.String(): true, directory.ImmutableID.String(): true, directory.OnPremObjectID.String(): true,
	directory.OnPremSID.String(): true, directory.Mail.String(): true, directory.ProxyAddresses.String(): true,
	directory.PrimarySMTP.String(): true, directory.TargetAddress.String(): true, directory.SIPAddress.String(): true,
}

func attributeValue(attribute, v string) *vecty.HTML {
	return dom.El("div", dom.Class("attribute-value"), dom.El("span", dom.Class("mono"), dom.Text(Visible(v))),
		dom.If(identifiers[attribute], copyButton(v)))
}

// valueMarks are the findings about one value of an attribute.
func valueMarks(at session.AttrView, place int) *vecty.HTML {
	var marks vecty.List
	for _, m := range at.Marks {
		if m.Value == place || m.Value < 0 && place == 0 {
			marks = append(marks, valueMark(m))
		}
	}
	if len(marks) == 0 {
		return dom.El("ul", dom.Flag("hidden", true))
	}
	return dom.El("ul", dom.Class("value-marks"), marks)
}

// valueMark is a finding in a line: what is wrong, and what was decided about it.
func valueMark(m session.ValueMark) *vecty.HTML {
	decided := ""
	if m.Decision != "" {
		decided = t("ui.contest.is-"+m.Decision, message.Text("value", Visible(m.NewValue)))
	}
	return dom.El("li", dom.Class("value-mark"), dom.Test("value-mark"),
		dom.El("span", dom.Class("sev", "sev-"+m.Severity), dom.Attr("title", t("severity."+m.Severity)), icon(m.Severity),
			dom.El("span", dom.Class("visually-hidden"), text("severity."+m.Severity))),
		dom.El("div",
			dom.Link(To(ViewFindings).Selected(strconv.FormatUint(uint64(m.Finding), 10)).String(), dom.Text(ruleTitle(m.Rule))),
			dom.El("p", dom.Class("muted"), words(m.Why)),
			dom.El("p", dom.Class("sev", "sev-ok"), dom.Flag("hidden", decided == ""), dom.Text(decided)),
			contestLink(m.Group)))
}

// contestLink leads to all who hold a contested value.
func contestLink(group uint32) *vecty.HTML {
	if group == 0 {
		return dom.El("p", dom.Flag("hidden", true))
	}
	return dom.El("p", dom.Link(To(ViewContest).Selected(strconv.FormatUint(uint64(group), 10)).String(), dom.Test("open-contest"), text("ui.contest.open")))
}
