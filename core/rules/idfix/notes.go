package idfix

import (
	"presync/core/directory"
	"presync/core/message"
	"presync/core/rules"
)

// Note is something that the reader of the rows has to know.
type Note struct {
	Text   message.Message
	Advice message.Message // may be zero
}

// Notes says where the result differs from what IdFix would have shown of the
// same directory.
func (r *Result) Notes() []Note {
	var notes []Note
	if id, ok := r.Stopped(); ok {
		dn := r.trial.object.store.Get(id, directory.DN)
		notes = append(notes, Note{message.New("idfix.stopped", message.Text("dn", string(dn))), message.New("idfix.stopped.advice")})
	}
	if r.unknown > 0 {
		notes = append(notes, Note{message.New("idfix.unknown", message.Num("n", r.unknown)), message.New("idfix.unknown.advice")})
	}
	if r.options.TopLevelDomains == nil {
		_, date := rules.TopLevelDomains()
		notes = append(notes, Note{Text: message.New("idfix.tlds", message.Text("date", date))})
	}
	return notes
}
