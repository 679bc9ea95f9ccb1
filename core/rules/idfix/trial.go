package idfix

import (
	"bytes"
	"strings"

	"presync/core/directory"
)

// flags are IdFix's words for what is wrong with a value. One rule can give
// several; they are written in this order.
type flags uint8

const (
	flagFormat flags = 1 << iota
	flagBlank
	flagDuplicate
	flagCharacter
	flagTopLevelDomain
	flagDomainPart
	flagLocalPart
	flagLength
)

var flagWords = [8]string{
	"Format", "Blank", "Duplicate", "Character", "TopLevelDomain", "DomainPart", "LocalPart", "Length",
}

// String joins the words.
func (f flags) String() string {
	var words []string
	for i, w := range flagWords {
		if f&(1<<i) != 0 {
			words = append(words, w)
		}
	}
	return strings.Join(words, ", ")
}

// action is what IdFix proposes to do with a row.
type action uint8

const (
	actionEdit action = iota
	actionRemove
	actionComplete
)

// String is IdFix's word.
func (a action) String() string {
	return [...]string{"Edit", "Remove", "Complete"}[a]
}

// trial runs chains over the values of an object.
type trial struct {
	object  object
	domains map[string]struct{} // accepted top-level domains, in lower case, without a period
	dups    *duplicates         // nil when a row is computed again
	tld     []byte

	// The value under examination.
	ref       uint32
	original  []byte
	smtp      bool // the original contains smtp:
	value     []byte
	null      bool
	failed    []flags // of the rules that failed, in their order
	action    action  // of the last rule that failed
	duplicate bool    // a rule found the value held before
	repeated  bool    // when a row is computed again: what the rule found
}

func newTrial(s *directory.Store, opt Options) *trial {
	return &trial{object: object{store: s}, domains: acceptedDomains(opt.TopLevelDomains)}
}

// run sends the value numbered ref through a chain. repeated says what the
// duplicate rule found before, when there is no index to ask.
func (t *trial) run(c *chain, ref uint32, repeated bool) {
	t.ref, t.repeated, t.duplicate = ref, repeated, false
	t.failed, t.action = t.failed[:0], actionEdit
	if ref == noRef {
		t.original, t.value, t.null, t.smtp = nil, nil, true, false
		c.blank(t)
		return
	}
	t.original, t.null = t.object.text(ref), false
	t.value = t.original
	t.smtp = c.address && containsFold(t.original, "smtp:")
	for _, rule := range c.rules {
		rule(t)
	}
}

// fail adds the words of a rule and replaces the value by its proposal.
func (t *trial) fail(f flags, proposal []byte) {
	t.failed = append(t.failed, f)
	t.value, t.null, t.action = proposal, false, actionEdit
}

// errors joins the words of all rules that failed.
func (t *trial) errors() string {
	words := make([]string, len(t.failed))
	for i, f := range t.failed {
		words[i] = f.String()
	}
	return strings.Join(words, ", ")
}

// maxLength cuts values of more than limit UTF-16 units.
func maxLength(limit int) rule {
	return func(t *trial) {
		if len(t.value) > limit && directory.Units(t.value) > limit {
			t.fail(flagLength, cut(t.value, limit))
		}
	}
}

// without removes the characters of a class wherever they stand.
func without(c *charClass) rule {
	return func(t *trial) { t.remove(c) }
}

func (t *trial) remove(c *charClass) {
	if c.in(t.value) {
		t.strip(c.removed(t.value))
	}
}

// strip proposes what is left of a value, the common name when nothing is.
func (t *trial) strip(rest []byte) {
	if len(rest) == 0 {
		rest = t.object.cn
	}
	t.fail(flagCharacter, rest)
}

// leadingPeriods removes the periods at the beginning.
func leadingPeriods(t *trial) {
	if len(t.value) > 0 && t.value[0] == '.' {
		t.strip(bytes.TrimLeft(t.value, "."))
	}
}

// edgeSpace removes white space at both ends.
func edgeSpace(t *trial) {
	if rest := trimSpace(t.value); len(rest) < len(t.value) {
		t.strip(rest)
	}
}

// oneColon removes every colon after the first, in addresses of any type. A value
// that begins with a colon passes.
func oneColon(t *trial) {
	i := bytes.IndexByte(t.value, ':')
	if i <= 0 || bytes.IndexByte(t.value[i+1:], ':') < 0 {
		return
	}
	rest := bytes.ReplaceAll(t.value[i+1:], []byte(":"), nil)
	t.fail(flagCharacter, append(t.value[:i+1:i+1], rest...))
}

// unique compares the value, as the rules before left it, with all earlier values
// of the attribute.
func unique(a directory.Attr) rule {
	return func(t *trial) {
		found := t.repeated
		if t.dups != nil {
			found = t.dups.add(a, t.ref, t.value, !bytes.Equal(t.value, t.original))
		}
		if !found {
			return
		}
		t.fail(flagDuplicate, t.value)
		t.duplicate = true
		if bytes.Equal(t.value, t.object.get(a)) {
			t.action = t.duplicateAction(a)
		}
	}
}

// duplicateAction is what IdFix proposes when the duplicate is the first value of
// the attribute and no rule changed it.
func (t *trial) duplicateAction(a directory.Attr) action {
	mailbox := t.object.has(directory.MailNickname)
	switch a {
	case directory.ProxyAddresses:
		switch {
		case !containsFold(t.value, "smtp:"):
			return actionEdit
		case !mailbox:
			return actionRemove
		case hasPrefixFold(t.value, "smtp:"):
			return actionComplete
		}
		return actionEdit
	case directory.MailNickname:
		mailbox = t.object.has(directory.HomeMDB)
	case directory.TargetAddress:
		return actionEdit
	}
	if mailbox {
		return actionComplete
	}
	return actionEdit
}

// blank proposes a value for one that is absent or empty. White space counts as a
// value.
func blank(proposal func(o *object) []byte) rule {
	return func(t *trial) {
		if len(t.value) == 0 {
			t.fail(flagBlank, proposal(&t.object))
		}
	}
}

// only restricts a rule to one object type.
func only(kind string, r rule) rule {
	return func(t *trial) {
		if t.object.is(kind) {
			r(t)
		}
	}
}

func commonName(o *object) []byte { return o.cn }

func commonName255(o *object) []byte { return cut(o.cn, 255) }

// nickname builds an alias from the names of a contact.
func nickname(o *object) []byte {
	v := bytes.Clone(o.get(directory.GivenName))
	if o.has(directory.Surname) {
		if len(v) > 0 {
			v = append(v, '.')
		}
		v = append(v, o.get(directory.Surname)...)
	}
	switch {
	case len(v) > 0:
		return v
	case o.has(directory.SAMAccountName):
		return o.get(directory.SAMAccountName)
	}
	return o.cn
}

// blankTarget wants a targetAddress for contacts and users without a mailbox. For
// a user it has no proposal.
func blankTarget(t *trial) {
	o := &t.object
	contact := o.is("contact")
	if len(t.value) > 0 || !contact && !o.is("user") || len(trimSpace(o.get(directory.HomeMDB))) > 0 {
		return
	}
	if contact {
		t.fail(flagBlank, cut(append([]byte("SMTP:"), o.get(directory.Mail)...), 256))
		return
	}
	null := t.null
	t.fail(flagBlank, t.value)
	t.null = null
}
