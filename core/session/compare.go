package session

import (
	"presync/core/message"
	"presync/core/rules/idfix"
)

// CompareRequest asks what IdFix would have reported and presync does not, and the
// reverse.
type CompareRequest struct {
	Dedicated      bool `json:"dedicated,omitempty"`      // IdFix's rule set for dedicated environments
	AlternateLogin bool `json:"alternateLogin,omitempty"` // IdFix's option to leave the UPN out
	// Reason lists the items of one reason; "" only counts.
	Reason string `json:"reason,omitempty"`
	Offset int64  `json:"offset"`
	Limit  int    `json:"limit"`
}

// Comparison sets IdFix's rule set against presync's own.
type Comparison struct {
	Both        int64        `json:"both"` // defects that both report
	Rows        int64        `json:"rows"` // rows of IdFix's grid
	Totals      IdFixTotals  `json:"totals"`
	Differences []Difference `json:"differences"`
	// Notes say where the rows differ from what IdFix would have shown.
	Notes []message.Message `json:"notes,omitempty"`
	// IdFix and Findings are a page of the items of the reason asked for; one of
	// them is empty.
	IdFix    []IdFixRow   `json:"idfix,omitempty"`
	Findings []FindingRow `json:"findings,omitempty"`
	Total    int64        `json:"total"` // items of the reason asked for
	Offset   int64        `json:"offset"`
}

// IdFixRow is a line of IdFix's grid.
type IdFixRow struct {
	DN             string `json:"dn"`
	CN             string `json:"cn"`
	ObjectType     string `json:"objectType"`
	Attribute      string `json:"attribute"`
	Value          string `json:"value"`
	Errors         string `json:"errors"`
	ProposedAction string `json:"proposedAction"`
	Update         string `json:"update"`
	// Object is the number of the object, when its name is that of a loaded one.
	Object *uint32 `json:"object,omitempty"`
}

// IdFixTotals are the numbers of IdFix's status line.
type IdFixTotals struct {
	Found      int `json:"found"`
	Errors     int `json:"errors"`
	Duplicates int `json:"duplicates"`
	Skipped    int `json:"skipped"`
}

// Difference counts what one side reports alone, for one reason. Its words are in
// the catalogue under "idfix.diff." with the reason and .title or .text.
type Difference struct {
	Reason    string `json:"reason"`
	OnlyIdFix bool   `json:"onlyIdFix"`
	N         int64  `json:"n"`
}

// comparison is the cached result of the last comparison.
type comparison struct {
	options idfix.Options
	rows    *idfix.Result
	with    idfix.Comparison
}

// Compare answers with a comparison, computed once for each rule set.
func (s *Session) Compare(q CompareRequest) *Comparison {
	c := s.comparison(q)
	t := c.rows.Totals()
	out := &Comparison{
		Both: int64(c.with.Both), Rows: int64(c.rows.Len()), Differences: []Difference{},
		Totals: IdFixTotals{Found: t.Found, Errors: t.Errors, Duplicates: t.Duplicates, Skipped: t.Skipped},
	}
	for _, n := range c.rows.Notes() {
		out.Notes = append(out.Notes, n.Text)
		if !n.Advice.IsZero() {
			out.Notes = append(out.Notes, n.Advice)
		}
	}
	for _, d := range c.with.Differences {
		out.Differences = append(out.Differences, Difference{
			Reason: d.Reason.String(), OnlyIdFix: d.Reason.OnlyIdFix(), N: int64(len(d.Items)),
		})
		if d.Reason.String() == q.Reason {
			s.compareItems(out, c, d, q)
		}
	}
	return out
}

// comparison computes a comparison unless it is that of the last question.
func (s *Session) comparison(q CompareRequest) *comparison {
	opt := idfix.Options{Dedicated: q.Dedicated, AlternateLogin: q.AlternateLogin}
	if c := s.compared; c != nil && c.options.Dedicated == opt.Dedicated && c.options.AlternateLogin == opt.AlternateLogin {
		return c
	}
	rows := idfix.Run(s.onprem, opt, nil)
	s.compared = &comparison{options: opt, rows: rows, with: idfix.Compare(rows, s.checked)}
	return s.compared
}

// compareItems adds a page of the items of one reason.
func (s *Session) compareItems(out *Comparison, c *comparison, d idfix.Difference, q CompareRequest) {
	l := listing{rows: d.Items}
	rows, offset := l.page(q.Offset, q.Limit)
	out.Total, out.Offset = int64(len(d.Items)), offset
	for _, n := range rows {
		if d.Reason.OnlyIdFix() {
			r := c.rows.At(int(n))
			row := IdFixRow{
				DN: r.DN, CN: r.CN, ObjectType: r.ObjectType, Attribute: r.Attribute, Value: r.Value,
				Errors: r.Errors, ProposedAction: r.ProposedAction, Update: r.Update,
			}
			if id, ok := s.byDN(r.DN); ok {
				object := uint32(id)
				row.Object = &object
			}
			out.IdFix = append(out.IdFix, row)
		} else {
			out.Findings = append(out.Findings, s.findingRow(n))
		}
	}
}
