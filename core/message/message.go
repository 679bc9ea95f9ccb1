// Package message holds every text that a user of presync reads, keyed by id, so
// that a language can be added without touching code. A text is a whole sentence
// or label with named, typed arguments; nothing is put together from fragments.
//
// In a text, {name} stands for an argument and {name:one|many} chooses by a
// number: {n:object|objects}.
package message

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Arg is a named argument of a text.
type Arg struct {
	Name string `json:"k"`
	Text string `json:"t,omitempty"`
	Num  int64  `json:"n,omitempty"`
	Kind Kind   `json:"y,omitempty"`
}

// Kind says how an argument is formatted.
type Kind uint8

// The kinds of argument.
const (
	Words   Kind = iota // text as it is
	Count               // a whole number with thousands separators
	Size                // bytes, shown as KB, MB or GB
	Percent             // thousandths: 942 is 94.2 %
	Millis              // a duration in milliseconds
)

// Text makes a text argument.
func Text(name, v string) Arg { return Arg{Name: name, Text: v} }

// Num makes a number argument.
func Num[T ~int | ~int64 | ~uint32](name string, v T) Arg {
	return Arg{Name: name, Num: int64(v), Kind: Count}
}

// Bytes makes a size argument.
func Bytes(name string, v int64) Arg { return Arg{Name: name, Num: v, Kind: Size} }

// Permille makes a percentage argument from thousandths.
func Permille(name string, v int) Arg { return Arg{Name: name, Num: int64(v), Kind: Percent} }

// PermilleOf is part of whole in thousandths, rounded so that it never says all or
// nothing when that is not so.
func PermilleOf(part, whole int64) int {
	if whole <= 0 {
		return 0
	}
	p := int((part*1000 + whole/2) / whole)
	switch {
	case p == 0 && part > 0:
		return 1
	case p == 1000 && part < whole:
		return 999
	}
	return p
}

// Duration makes an argument from milliseconds.
func Duration(name string, ms int64) Arg { return Arg{Name: name, Num: ms, Kind: Millis} }

// Message is a text by id with its arguments. It is what core hands out; the
// words are chosen where they are shown.
type Message struct {
	ID   string `json:"id"`
	Args []Arg  `json:"args,omitempty"`
}

// New makes a message.
func New(id string, args ...Arg) Message { return Message{ID: id, Args: args} }

// IsZero reports whether there is no message.
func (m Message) IsZero() bool { return m.ID == "" }

// String is the message in English.
func (m Message) String() string { return English.Format(m) }

// Catalogue maps ids to the texts of one language.
type Catalogue struct {
	Language string
	texts    map[string]string
}

// English is the language in which the texts are written first. Packages that
// own texts (rules, match) add theirs with Add when they are initialised.
var English = &Catalogue{Language: "en", texts: map[string]string{}}

// Add puts texts into the catalogue. An id that is there already is a mistake in
// the program and panics.
func (c *Catalogue) Add(texts map[string]string) {
	for id, t := range texts {
		if _, dup := c.texts[id]; dup {
			panic("message: text " + id + " is defined twice")
		}
		c.texts[id] = t
	}
}

// Has reports whether the catalogue knows an id.
func (c *Catalogue) Has(id string) bool { _, ok := c.texts[id]; return ok }

// IDs lists the ids in alphabetical order.
func (c *Catalogue) IDs() []string { return slices.Sorted(maps.Keys(c.texts)) }

// Source is the text of an id with its placeholders.
func (c *Catalogue) Source(id string) string { return c.texts[id] }

// T formats a text. An unknown id gives the id itself in brackets, which a test
// over all ids used in the code keeps from happening.
func (c *Catalogue) T(id string, args ...Arg) string {
	t, ok := c.texts[id]
	if !ok {
		return "[" + id + "]"
	}
	return Fill(t, args)
}

// Format is T for a Message.
func (c *Catalogue) Format(m Message) string { return c.T(m.ID, m.Args...) }

// Fill puts arguments into a text with placeholders: {name} for a value,
// {name:one|many} for a word that depends on whether a number is 1.
func Fill(t string, args []Arg) string {
	if !strings.Contains(t, "{") {
		return t
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(t, '{')
		if i < 0 {
			break
		}
		j := strings.IndexByte(t[i:], '}')
		if j < 0 {
			break
		}
		b.WriteString(t[:i])
		b.WriteString(placeholder(t[i+1:i+j], args))
		t = t[i+j+1:]
	}
	b.WriteString(t)
	return b.String()
}

func placeholder(p string, args []Arg) string {
	name, forms, plural := strings.Cut(p, ":")
	for _, a := range args {
		if a.Name != name {
			continue
		}
		if !plural {
			return a.String()
		}
		one, many, _ := strings.Cut(forms, "|")
		if a.Num == 1 {
			return one
		}
		return many
	}
	return "{" + p + "}"
}

// String formats the argument by its kind.
func (a Arg) String() string {
	switch a.Kind {
	case Count:
		return Group(a.Num)
	case Size:
		return FormatSize(a.Num)
	case Percent:
		return fmt.Sprintf("%d.%d %%", a.Num/10, a.Num%10)
	case Millis:
		if a.Num < 1000 {
			return strconv.FormatInt(a.Num, 10) + " ms"
		}
		return fmt.Sprintf("%.1f s", float64(a.Num)/1000)
	}
	return a.Text
}

// Group writes a number with commas between thousands.
func Group(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// FormatSize writes a number of bytes in the largest unit that keeps it over 1.
func FormatSize(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1000*1000:
		return fmt.Sprintf("%.1f KB", float64(n)/1e3)
	case n < 1000*1000*1000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.2f GB", float64(n)/1e9)
}
