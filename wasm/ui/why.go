//go:build js && wasm

package ui

import (
	"strings"

	"github.com/hexops/vecty"

	"presync/core/match"
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

// rowTip explains a row of the decision table; several rows at once are not explained.
func rowTip(rows []string) dom.Part {
	if len(rows) != 1 {
		return nil
	}
	return tip("row:" + rows[0])
}

// tipText is the text of a tip: a text of the catalogue, or, with what it is before a
// colon, the reason for a rule, an outcome or a row of the decision table, and where
// that is said, or what becomes of a cloud object.
func tipText(id string) string {
	what, key, _ := strings.Cut(id, ":")
	switch what {
	case "rule":
		if r := rules.ByID(key); r != nil && len(r.Sources) > 0 {
			return t("ui.why.rule", message.Text("why", t(r.WhyID())), message.Text("source", sourceText(r.Sources[0].Document)))
		}
	case "row":
		return rowText(match.RowByName(key))
	case "outcome":
		var list []string
		for _, r := range match.Rows() {
			if r.Outcome() == key {
				list = append(list, rowText(r))
			}
		}
		return strings.Join(list, "\n\n")
	case "fate":
		return t("ui.fate."+key+".long", message.Text("name", t("ui.why.any")))
	}
	return t(id)
}

// rowText is when a row of the decision table applies, what follows, and where that is
// said, or how sure it is.
func rowText(r match.Row) string {
	if r == match.RowNone {
		return ""
	}
	rest := name("ui.certainty.", r.Certainty())
	if d := r.Sources(); r.Certainty() == "documented" && len(d) > 0 {
		rest = t("ui.why.source", message.Text("source", sourceText(d[0])))
	}
	return strings.TrimSpace(t("ui.why.row", message.Text("row", r.String()), message.Text("when", t(r.WhenID())), message.Text("then", t(r.ThenID())), message.Text("rest", rest)))
}

// sourceText is a document and its date.
func sourceText(d *rules.Document) string { return t(d.TitleID()) + ", " + d.Date }

// explanation is a why button where the catalogue has a text for it, after the words of
// a heading.
func explanation(id, about string) dom.Part {
	if id == "" {
		return nil
	}
	return why(strings.TrimPrefix(id, "ui.why."), about)
}

// fieldHead is the head of a filter, with what the filter is about.
func fieldHead(v View, field string) dom.Part {
	id := firstText("ui.why.field."+string(v)+"."+field, "ui.why.field."+field, "ui.why.column."+field)
	return dom.El("legend", dom.El("span", dom.ID("field-"+field), text("ui.field."+field)), explanation(id, t("ui.field."+field)))
}

// fieldName has a filter named by its head without the button for the explanation.
func fieldName(field string) dom.Part { return dom.Attr("aria-labelledby", "field-"+field) }

// valueTip explains a value of a filter that has an entry in the reference. On
// a narrow screen, where it would lie on the values below, it does not.
func valueTip(field, value string) dom.Part {
	if field != "rule" && field != "outcome" && field != "fate" || dom.Media("(max-width: 64rem)") {
		return dom.Attr("title", facetLabel(field, value))
	}
	return tip(field + ":" + value)
}

// columnTip is the text that explains a column of a table, "" when there is none.
func columnTip(v View, c column) string {
	label := orElse(c.label, c.id)
	return firstText("ui.why.column."+string(v)+"."+label, "ui.why.column."+label)
}

// firstText is the first of some ids that the catalogue has, "" when it has none.
func firstText(ids ...string) string {
	for _, id := range ids {
		if message.English.Has(id) {
			return id
		}
	}
	return ""
}
