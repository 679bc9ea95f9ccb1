//go:build js && wasm

package ui

import (
	"slices"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// evidence shows the keys of both sides; those that led to the match stand out.
func evidence(m *session.MatchDetail) *vecty.HTML {
	if len(m.Evidence) == 0 {
		return dom.El("section", dom.Flag("hidden", true))
	}
	return section("ui.detail.evidence", dom.El("div", dom.Class("scroll-x"), dom.El("table", dom.Class("plain", "evidence"), dom.Test("evidence"),
		dom.El("thead", dom.El("tr", dom.El("th", text("ui.evidence.key")), dom.El("th", text("ui.side.onprem")), dom.El("th", text("ui.side.cloud")), dom.El("th", text("ui.evidence.equal")))),
		dom.El("tbody", dom.Each(m.Evidence, func(e session.Evidence) *vecty.HTML {
			class, equal, sev, mark := "", "ui.evidence.no", "sev-info", "close"
			switch {
			case e.Equal && slices.Contains(m.Row.Keys, e.Key):
				class, equal, sev, mark = "hit", "ui.evidence.hit", "sev-ok", "ok"
			case e.Equal:
				equal, sev, mark = "ui.evidence.yes", "sev-ok", "ok"
			}
			return dom.El("tr", dom.Class(class), dom.El("th", dom.Attr("scope", "row"), dom.Text(name("ui.key.", e.Key))),
				evidenceCell(e.OnPrem, e.Equal), evidenceCell(e.Cloud, e.Equal),
				dom.El("td", dom.Class("sev", sev), icon(mark), text(equal)))
		})))))
}

// evidenceCell marks the values that are equal on both sides.
func evidenceCell(v string, equal bool) *vecty.HTML {
	tag := "span"
	if equal {
		tag = "mark"
	}
	return dom.El("td", dom.Class("mono"), dom.El("div", dom.Class("with-copy"), dom.El(tag, dom.Text(orDash(Visible(v)))), dom.If(v != "", copyButton(v))))
}

// settingsBehind shows the settings on which a verdict depends.
func (a *app) settingsBehind(m *session.MatchDetail) *vecty.HTML {
	fields := dependsOn(m)
	if len(fields) == 0 {
		return dom.El("section", dom.Flag("hidden", true))
	}
	var f settingsForm
	f.fill(a.overview.Settings)
	return section("ui.detail.settings", dom.Test("settings-behind"),
		dom.El("dl", dom.Class("attributes"), dom.Each(fields, func(field string) *vecty.HTML {
			return dom.El("div", dom.El("dt", text("ui.settings."+field)), dom.El("dd", dom.Text(settingText(&f, field))))
		})),
		dom.El("p", dom.Link(To(ViewSettings).String(), text("ui.settings.change"))))
}

// settingText is the value of a setting in a few words.
func settingText(f *settingsForm, field string) string {
	v := f.get(field)
	switch field {
	case "no-upn", "block-soft", "block-hard", "allow-remap":
		return t(map[bool]string{true: "ui.depends.on", false: "ui.depends.off"}[v != ""])
	case "anchor", "upn-source":
		if v == "" {
			return t("ui.settings." + field + ".auto")
		}
	case "initial":
	default:
		if n := len(lines(v)); n > 0 {
			return t("ui.depends.given", message.Num("n", n))
		}
	}
	return orElse(v, t("ui.settings.none-given"))
}
