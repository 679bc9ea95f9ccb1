package change

import (
	"iter"
	"slices"
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

// Row is a line of the CSV file for those who approve changes: one touched value.
type Row struct {
	DN        string `csv:"distinguishedName"`
	GUID      string `csv:"objectGUID"`
	Name      string `csv:"name"`
	Class     string `csv:"class"`
	Attribute string `csv:"attribute"`
	Action    string `csv:"action"` // edit, remove or add
	Before    string `csv:"before"`
	After     string `csv:"after"`
	Reason    string `csv:"reason"`
	Decision  string `csv:"decision"` // who decided, with the note
}

// IdFixRow is a line of the CSV file that IdFix imports. IdFix takes the blanks off
// the ends of every cell that it reads.
type IdFixRow struct {
	DN             string `csv:"DISTINGUISHEDNAME"`
	CN             string `csv:"COMMONNAME"`
	Class          string `csv:"OBJECTCLASS"`
	Attribute      string `csv:"ATTRIBUTE"`
	Error          string `csv:"ERROR"`
	Value          string `csv:"VALUE"`
	Update         string `csv:"UPDATE"`
	ProposedAction string `csv:"PROPOSEDACTION"`
	Action         string `csv:"ACTION"`
}

// Rows are the changes as lines for a CSV file.
func (s *Set) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for i := range s.Changes {
			c := &s.Changes[i]
			for n, v := range c.Values {
				d := &c.Decisions[n]
				reason, by := d.Reason, d.By
				if s.Words != nil {
					reason, by = s.Words(d)
				}
				r := Row{
					DN: c.DN, Name: c.Name, Class: c.Class.String(), Attribute: c.Attr.String(), Action: v.Action().String(),
					Before: directory.FormatValue(c.Attr, v.Old), After: directory.FormatValue(c.Attr, v.New),
					Reason: formatted(reason), Decision: decidedBy(by, d.Note),
				}
				if len(c.GUID) > 0 {
					r.GUID = directory.GUIDText(c.GUID)
				}
				if !yield(r) {
					return
				}
			}
		}
	}
}

// IdFixRows are the changes as lines for IdFix, which addresses objects by their
// distinguished name.
func (s *Set) IdFixRows() iter.Seq[IdFixRow] {
	return func(yield func(IdFixRow) bool) {
		for r := range s.Rows() {
			action := "EDIT"
			if r.Action == actionNames[Remove] {
				action = "REMOVE"
			}
			if r.DN != "" && !yield(IdFixRow{
				DN: r.DN, CN: r.Name, Class: r.Class, Attribute: r.Attribute, Error: r.Reason, Value: r.Before, Update: r.After,
				ProposedAction: action[:1] + strings.ToLower(action[1:]), Action: action,
			}) {
				return
			}
		}
	}
}

// Action is what happens to the value: Edit, Remove or Add.
func (v Value) Action() Action {
	switch {
	case len(v.Old) == 0:
		return Add
	case len(v.New) == 0:
		return Remove
	}
	return Edit
}

func formatted(m message.Message) string {
	if m.IsZero() {
		return ""
	}
	return m.String()
}

// decidedBy is the origin of a decision with the administrator's note.
func decidedBy(by message.Message, note string) string {
	parts := slices.DeleteFunc([]string{formatted(by), note}, func(p string) bool { return p == "" })
	return strings.Join(parts, " ")
}
