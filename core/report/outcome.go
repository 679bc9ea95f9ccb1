package report

import (
	"presync/core/match"
	"presync/core/message"
	"presync/core/rules"
)

// OutcomeOf is what the reference says of a row of the decision table, without
// verdicts.
func OutcomeOf(r match.Row) Outcome {
	o := Outcome{
		Row: r.String(), Outcome: r.Outcome(), Title: message.English.T(r.TitleID()), When: message.English.T(r.WhenID()),
		Explanation: message.English.T(r.ThenID()), Remedy: message.English.T(r.FixID()),
		Certainty: r.Certainty(), Severity: r.Severity().String(),
	}
	for _, d := range r.Sources() {
		o.Sources = append(o.Sources, SourceOf(d, ""))
	}
	return o
}

// SourceOf is a document as a report names it, with what it says where that is a
// figure or documents differ.
func SourceOf(d *rules.Document, says string) Source {
	return Source{Title: d.Title, Publisher: d.Publisher, Date: d.Date, URL: d.URL, Says: says}
}
