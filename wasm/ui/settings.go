//go:build js && wasm

package ui

import (
	"strings"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// viewSettings is the form for what the exports do not hold.
func (a *app) viewSettings() *vecty.HTML {
	f := &a.settings
	return dom.El("div", dom.Class("page", "narrow", "settings"),
		viewTitle("ui.nav.settings"),
		dom.El("p", dom.Class("lead"), text("ui.settings.lead")),
		group("tenant",
			f.area("verified", 3), f.line("initial"), f.area("federated-domains", 2)),
		group("switches",
			f.box("no-upn"), f.box("block-soft"), f.box("block-hard"), f.box("allow-remap"), f.area("privileged", 3), a.privilegedFile()),
		group("plan",
			f.box("licensed"), f.box("federated"),
			f.choice("anchor", session.Anchors()),
			f.choice("upn-source", []string{"", "mail"})),
		group("scope", f.area("include", 2), f.area("exclude", 2)),
		group("repair", f.area("suffix-map", 3), f.oddSuffixes()),
		dom.El("div", dom.Class("settings-end"),
			dom.Button("apply", "", dom.Class("button", "primary"), dom.Test("apply-settings"),
				dom.Off(!f.changed(a.overview.Settings)), text("ui.settings.apply")),
			dom.Button("revert", "", dom.Class("button"), dom.Off(!f.changed(a.overview.Settings)), text("ui.settings.revert")),
			dom.El("p", dom.Class("muted"), dom.Attr("role", "status"),
				text(map[bool]string{true: "ui.settings.changed", false: "ui.settings.unchanged"}[f.changed(a.overview.Settings)]))))
}

// applySettings evaluates what is loaded again.
func (a *app) applySettings() {
	s := a.settings.settings()
	a.begin(true)
	a.host.ask(session.Request{Settings: &s}, a.answered)
	a.goTo(Route{})
	a.focus = "title"
	a.update()
}

func group(id string, parts ...dom.Node) *vecty.HTML {
	return dom.El("fieldset", dom.Class("settings-group"), dom.El("legend", text("ui.settings.group."+id)), dom.Parts(parts...))
}

func (f *settingsForm) label(field string) (label, note *vecty.HTML) {
	return dom.El("span", dom.Class("field-label"), text("ui.settings."+field)),
		dom.El("span", dom.Class("field-note"), text("ui.settings."+field+".note"))
}

// area is a field for several values, one on each line.
func (f *settingsForm) area(field string, rows int) *vecty.HTML {
	label, note := f.label(field)
	return dom.El("label", dom.Class("field-row"), label, note,
		dom.El("textarea", dom.Class("field", "mono"), dom.Attr("rows", string(rune('0'+rows))), dom.Attr("spellcheck", "false"),
			dom.Test("setting-"+field), dom.OnInput("setting:"+field), dom.Value(f.get(field))))
}

// oddSuffixes names the lines of the suffix mapping that say no replacement, so
// that none is left out without a word.
func (f *settingsForm) oddSuffixes() *vecty.HTML {
	_, odd := suffixMap(f.get("suffix-map"))
	said := ""
	if len(odd) > 0 {
		said = t("ui.settings.suffix-map.odd", message.Num("n", len(odd)), message.Text("lines", strings.Join(odd, ", ")))
	}
	return dom.El("p", dom.Class("field-note"), dom.Attr("role", "status"), dom.Test("suffix-odd"), dom.Text(said))
}

// line is a field for one value.
func (f *settingsForm) line(field string) *vecty.HTML {
	label, note := f.label(field)
	return dom.El("label", dom.Class("field-row"), label, note,
		dom.El("input", dom.Class("field", "mono"), dom.Attr("type", "text"), dom.Attr("spellcheck", "false"), dom.Attr("autocomplete", "off"),
			dom.Test("setting-"+field), dom.OnInput("setting:"+field), dom.Value(f.get(field))))
}

// box is a switch.
func (f *settingsForm) box(field string) *vecty.HTML {
	return check("switch", field, "setting-"+field, f.get(field) != "", "ui.settings."+field, "ui.settings."+field+".note")
}

// choice is a field with a few possible values.
func (f *settingsForm) choice(field string, values []string) *vecty.HTML {
	label, note := f.label(field)
	return dom.El("label", dom.Class("field-row"), label, note,
		dom.El("select", dom.Class("field"), dom.Test("setting-"+field), dom.OnInput("setting:"+field), dom.Value(f.get(field)),
			dom.Each(values, func(v string) *vecty.HTML {
				label := v
				if v == "" {
					label = t("ui.settings." + field + ".auto")
				}
				return dom.El("option", dom.Attr("value", v), dom.Flag("selected", f.get(field) == v), dom.Text(label))
			})))
}
