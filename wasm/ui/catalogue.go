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

// caseTitle is what a row of the decision table is called, or its outcome when the
// page does not know the row.
func caseTitle(row, outcome string) string {
	if r := match.RowByName(row); r != match.RowNone {
		return message.English.T(r.TitleID())
	}
	return outcomeTitle(outcome)
}

// rowTitles are what rows of the decision table are called, by their D-numbers.
func rowTitles(rows []string) []string {
	out := make([]string, len(rows))
	for i, id := range rows {
		out[i] = caseTitle(id, id)
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
	return containing(rules.Catalogue(), search, func(r *rules.Rule) []string {
		return append([]string{r.ID, ruleTitle(r.ID), r.Attribute.String(), r.IdFix}, r.Also...)
	})
}

// foundRows are the rows of the decision table whose number, title, outcome or
// situation contains a text, letter case ignored.
func foundRows(search string) []match.Row {
	return containing(match.Rows(), search, func(r match.Row) []string {
		return []string{r.String(), message.English.T(r.TitleID()), r.Outcome(), message.English.T(r.WhenID()), message.English.T(r.ThenID())}
	})
}

// containing are the items one of whose words contains a text, letter case ignored.
func containing[T any](items []T, search string, words func(T) []string) []T {
	all := slices.Clone(items)
	needle := strings.ToLower(strings.TrimSpace(search))
	if needle == "" {
		return all
	}
	return slices.DeleteFunc(all, func(it T) bool {
		return !slices.ContainsFunc(words(it), func(s string) bool { return strings.Contains(strings.ToLower(s), needle) })
	})
}
