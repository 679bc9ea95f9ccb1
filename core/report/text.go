package report

import (
	"strings"

	"presync/core/message"
)

// Text is a sentence with blanks and what fills them. Thousands of rows share a
// form, so a file holds each only once.
type Text struct {
	// Form has placeholders in braces: {name} for a value, {name:one|many} for a word
	// that depends on whether a number is 1.
	Form string
	// Args are the values, in the order in which their names first occur in Form.
	Args []message.Arg
}

// IsZero reports whether there is no text.
func (t Text) IsZero() bool { return t.Form == "" }

// String is the sentence.
func (t Text) String() string { return message.Fill(t.Form, t.Args) }

// TextOf is an English text with the arguments of a message.
func TextOf(m message.Message) Text {
	if m.IsZero() {
		return Text{}
	}
	t := Text{Form: message.English.Source(m.ID)}
	for name := range placeholders(t.Form) {
		if have(t.Args, name) {
			continue
		}
		for _, a := range m.Args {
			if a.Name == name {
				t.Args = append(t.Args, a)
				break
			}
		}
	}
	return t
}

func have(args []message.Arg, name string) bool {
	for _, a := range args {
		if a.Name == name {
			return true
		}
	}
	return false
}

// placeholders yields the names of the placeholders of a form, in order and as often
// as they occur.
func placeholders(form string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			_, rest, ok := strings.Cut(form, "{")
			if !ok {
				return
			}
			in, rest, ok := strings.Cut(rest, "}")
			if !ok {
				return
			}
			name, _, _ := strings.Cut(in, ":")
			if !yield(name) {
				return
			}
			form = rest
		}
	}
}
