// Package change turns decisions about values into changes of a directory, and
// writes them as files that a directory accepts, each with the file that takes it
// back.
package change

import (
	"bytes"
	"slices"

	"presync/core/directory"
	"presync/core/message"
)

// Action is what was decided about a value.
type Action uint8

// The actions. Keep and Ignore leave the value as it is: Keep says that it must
// stay, Ignore only that a finding is of no interest.
const (
	Edit Action = iota
	Remove
	Keep
	Ignore
	// Add is what an Edit does where there is no value; it is no decision of its own.
	Add
)

var actionNames = [...]string{Edit: "edit", Remove: "remove", Keep: "keep", Ignore: "ignore", Add: "add"}

// String is the word used in files.
func (a Action) String() string { return actionNames[a] }

// ActionByName is the inverse of String for the actions that can be decided.
func ActionByName(name string) (Action, bool) {
	i := slices.Index(actionNames[:Add], name)
	return Action(max(i, 0)), i >= 0
}

// Decision says what is to become of one value.
type Decision struct {
	Object directory.ID
	Attr   directory.Attr
	Ref    uint32 // number of the value in the store; rules.NoRef when the attribute is absent
	Action Action
	Value  []byte          // the new value of an Edit, not empty
	Reason message.Message // what is wrong or what the value is for; may be empty
	By     message.Message // who decided: the origin of the decision
	Note   string          // of the administrator
	// Finding is the number of the finding decided about and 1; 0 for a decision of
	// another origin.
	Finding uint32
}

// Value is a value that a change touches. An empty Old means that New is added, an
// empty New that Old is removed.
type Value struct {
	Old, New []byte
}

// Change is everything that changes in one attribute of one object.
type Change struct {
	Object directory.ID
	DN     string
	GUID   []byte // the 16 stored bytes of objectGUID; empty when the export lacks it
	Class  directory.Class
	Name   string
	Attr   directory.Attr
	Before [][]byte // all values of the attribute that were exported
	Values []Value  // those that change
	// Decisions are those behind the change, in the order of the values.
	Decisions []Decision
}

// multi reports whether only the touched values may be written: the attribute is a
// set, or the export shows several values of it.
func (c *Change) multi() bool { return c.Attr.Info().Multi || len(c.Before) > 1 }

// After is the values of the attribute as they will be.
func (c *Change) After() [][]byte { return c.appendAfter(nil) }

func (c *Change) appendAfter(out [][]byte) [][]byte {
	for _, v := range c.Before {
		i := slices.IndexFunc(c.Values, func(x Value) bool { return bytes.Equal(x.Old, v) })
		switch {
		case i < 0:
			out = append(out, v)
		case len(c.Values[i].New) > 0:
			out = append(out, c.Values[i].New)
		}
	}
	for _, v := range c.Values {
		if len(v.Old) == 0 {
			out = append(out, v.New)
		}
	}
	return out
}

// Problem says why decisions about an attribute of an object have no effect. The
// attribute stays as it is.
type Problem struct {
	Object directory.ID
	DN     string
	Attr   directory.Attr
	Text   message.Message
}

// Set is the outcome of all decisions.
type Set struct {
	// Changes come by object, then by attribute. Objects stand in the order of the
	// export, but one that takes over a unique value stands behind the one that gives
	// it up.
	Changes  []Change
	Problems []Problem
	// Collapsed is the number of problems found while decisions were collapsed; those
	// behind them come from the order of the changes.
	Collapsed int
	Kept      int // decisions that leave a value as it is
	// Words, when not nil, gives the reason and the origin of the decisions, which then
	// come without them: those of very many decisions take much room.
	Words func(d *Decision) (reason, by message.Message)
	Same  int // changes that would have changed nothing
}

// Objects is the number of objects that change.
func (s *Set) Objects() int {
	n := 0
	for range s.byObject() {
		n++
	}
	return n
}

// byObject yields the changes of one object after the other.
func (s *Set) byObject() func(yield func([]Change) bool) {
	return func(yield func([]Change) bool) {
		for rest := s.Changes; len(rest) > 0; {
			n := 1
			for n < len(rest) && rest[n].Object == rest[0].Object {
				n++
			}
			if !yield(rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

// Inverse is the set that takes everything back, last change first.
func (s *Set) Inverse() *Set {
	out := &Set{Changes: make([]Change, 0, len(s.Changes)), Words: s.Words}
	for _, c := range slices.Backward(s.Changes) {
		c.Before = c.After()
		values := make([]Value, len(c.Values))
		for i, v := range c.Values {
			values[i] = Value{Old: v.New, New: v.Old}
		}
		c.Values = values
		out.Changes = append(out.Changes, c)
	}
	return out
}

// writable are the attributes that change files may touch: text that Active
// Directory lets an administrator write. The name of an object (cn) is not among
// them, because only a rename changes it.
var writable = func() (s directory.AttrSet) {
	for _, a := range []directory.Attr{
		directory.SAMAccountName, directory.UserPrincipalName, directory.Mail, directory.ProxyAddresses,
		directory.TargetAddress, directory.MailNickname, directory.SIPAddress, directory.DisplayName,
		directory.GivenName, directory.Surname, directory.Title, directory.Department, directory.Company,
		directory.Office, directory.TelephoneNumber, directory.Mobile, directory.Fax, directory.StreetAddress,
		directory.City, directory.Province, directory.PostalCode, directory.CountryCode, directory.Country,
	} {
		s.Add(a)
	}
	return s
}()

// Writable reports whether change files may touch an attribute.
func Writable(a directory.Attr) bool { return writable.Has(a) }

func (s *Set) fail(c *Change, problem message.Message) {
	s.Problems = append(s.Problems, Problem{Object: c.Object, DN: c.DN, Attr: c.Attr, Text: problem})
}
