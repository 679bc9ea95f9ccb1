package ui

import (
	"slices"
	"strings"

	"presync/core/match"
	"presync/core/message"
	"presync/core/rules"
)

// ruleTitle is the title of a rule, or its id when the page does not know it.
func ruleTitle(id string) string {
	if r := rules.ByID(id); r != nil {
		return message.English.T(r.TitleID())
	}
	return id
}

// outcomeTitle is what an outcome of the matching simulator is called.
func outcomeTitle(code string) string { return known("outcome."+code+".title", code) }

// caseTitle is what a row of the decision table is called: as its outcome, unless
// several rows share that.
func caseTitle(row, outcome string) string { return known("ui.row."+row, outcomeTitle(outcome)) }

// rowTitles are what rows of the decision table are called, by their D-numbers.
func rowTitles(rows []string) []string {
	out := make([]string, len(rows))
	for i, id := range rows {
		out[i] = id
		for _, r := range match.Rows() {
			if r.String() == id {
				out[i] = caseTitle(id, r.Outcome())
			}
		}
	}
	return out
}

// scopeTitle says what a filter of the synchronisation leaves out.
func scopeTitle(filter string) string { return known("scope."+filter, filter) }

func known(id, otherwise string) string {
	if message.English.Has(id) {
		return message.English.T(id)
	}
	return otherwise
}

// foundRules are the rules whose id, title or attribute contains a text, letter
// case ignored.
func foundRules(search string) []*rules.Rule {
	all := slices.Clone(rules.Catalogue())
	needle := strings.ToLower(strings.TrimSpace(search))
	if needle == "" {
		return all
	}
	return slices.DeleteFunc(all, func(r *rules.Rule) bool {
		for _, s := range append([]string{r.ID, ruleTitle(r.ID), r.Attribute.String(), r.IdFix}, r.Also...) {
			if strings.Contains(strings.ToLower(s), needle) {
				return false
			}
		}
		return true
	})
}
