//go:build js && wasm

package ui

import (
	"strings"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/rules"
	"presync/wasm/ui/dom"
)

// tip has an element explained by a text of the catalogue.
func tip(id string) dom.Part { return dom.Attr("data-tip", id) }

// why is a button that explains what stands before it: what a figure counts, or what
// a card shows. about names it for those who do not see where it stands.
func why(id, about string) *vecty.HTML {
	return dom.Button("tip", "", dom.Class("why-button"), dom.Test("why-"+id), tip("ui.why."+id),
		dom.Attr("aria-label", t("ui.why.label", message.Text("about", about))), icon("info"))
}

// tipText is the text of a tip: a text of the catalogue, or, for the name of a rule,
// why the rule is there and where that is said.
func tipText(id string) string {
	r := rules.ByID(strings.TrimPrefix(id, "rule:"))
	if r == nil || !strings.HasPrefix(id, "rule:") {
		return t(id)
	}
	source := ""
	if len(r.Sources) > 0 {
		source = t(r.Sources[0].Document.TitleID())
	}
	return t("ui.why.rule", message.Text("why", t(r.WhyID())), message.Text("source", source))
}

// columnTip is the text that explains a column of a table, "" when there is none.
func columnTip(v View, c column) string {
	for _, id := range []string{"ui.why.column." + string(v) + "." + c.id, "ui.why.column." + c.id} {
		if message.English.Has(id) {
			return id
		}
	}
	return ""
}
