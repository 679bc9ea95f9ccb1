package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"presync/core/directory"
	"presync/core/message"
)

// exam is one finding with its object at hand.
type exam struct {
	c    *checker
	f    Finding
	attr directory.Attr
	v    []byte // the value; nil when the attribute is absent
}

// examine makes the object of a finding the current one.
func (r *Result) examine(f Finding) *exam {
	x := &exam{c: r.c, f: f, attr: f.Attr}
	r.c.o.load(f.Object)
	if f.Ref != NoRef {
		x.v = r.c.o.store.Value(r.c.o.store.Ref(f.Ref))
	}
	return x
}

// Explain says what is wrong with the very value of a finding.
func (r *Result) Explain(f Finding) message.Message {
	x := r.examine(f)
	rule := catalogue[f.Rule]
	i := x.faultOf(rule)
	if rule.faults[i].text == notStandard {
		return x.syntaxMessage()
	}
	m := message.New(rule.foundID(i))
	if args := rule.faults[i].args; args != nil {
		m.Args = args(x)
	}
	return m
}

// faultOf finds which fault of the rule it was: the gravest of those that hold.
func (x *exam) faultOf(rule *Rule) int {
	if len(rule.faults) == 1 {
		return 0
	}
	if x.f.Group != 0 { // a stand-in, if anything but the first
		for i, f := range rule.faults {
			if f.severity == x.f.Severity {
				return i
			}
		}
		return 0
	}
	have := x.c.flawsOf(x.attr, x.v)
	best := -1
	for i, f := range rule.faults {
		if f.flaw&have != 0 && (best < 0 || f.severity > rule.faults[best].severity) {
			best = i
		}
	}
	return max(best, 0)
}

// flawsOf examines a value of the current object again; an empty value stands for
// an absent attribute.
func (c *checker) flawsOf(a directory.Attr, v []byte) flaws {
	blank := isBlankOnly(v)
	switch a {
	case directory.UserPrincipalName:
		if blank {
			return upnMissing
		}
		return c.examineUPN(v)
	case directory.SAMAccountName:
		if blank {
			return samMissing
		}
		return examineSAM(v)
	case directory.ProxyAddresses:
		if len(v) == 0 {
			return c.setFlaws()
		}
		return c.examineProxy(v) | c.setFlaws()
	case directory.Mail:
		return c.examineMail(v)
	case directory.MailNickname:
		return examineNickname(v)
	case directory.TargetAddress:
		if blank {
			return targetMissing
		}
		return c.examineTarget(v)
	case directory.DisplayName:
		return c.examineDisplayName(v)
	}
	return 0
}

// charClasses is the class of each ASCII character.
var charClasses = func() (t [128]directory.CharClass) {
	for i := range t {
		t[i] = directory.Scan([]byte{byte(i)})
	}
	return t
}()

// charClass is the class of one character. One that is not ASCII is a curly
// quote, a blank or something else.
func charClass(r rune) directory.CharClass {
	switch {
	case r < utf8.RuneSelf:
		return charClasses[r]
	case r == '“' || r == '”' || r == '„':
		return directory.HasCurlyQuote
	case directory.IsBlank(r):
		return directory.HasOtherBlank
	}
	return directory.HasNonASCII
}

// maxListed is the number of different characters that an explanation shows.
const maxListed = 8

// listChars lists the different characters of v that are wanted, each by the name
// that a reader can tell.
func listChars(v []byte, want func(r rune, class directory.CharClass) bool) string {
	var names []string
	seen := map[rune]bool{}
	for _, r := range string(v) {
		if seen[r] || !want(r, charClass(r)) {
			continue
		}
		seen[r] = true
		if names = append(names, charName(r)); len(names) == maxListed {
			names = append(names, "…")
			break
		}
	}
	return strings.Join(names, " ")
}

// charName shows a character: itself where it can be seen, its code point where
// it cannot or can be mistaken.
func charName(r rune) string {
	switch {
	case r == ' ':
		return "U+0020"
	case r < 0x20 || r == 0x7F || directory.IsBlank(r) || r == utf8.RuneError:
		return fmt.Sprintf("U+%04X", r)
	case r >= utf8.RuneSelf:
		return fmt.Sprintf("%c (U+%04X)", r, r)
	}
	return string(r)
}

// argChars lists the characters of some classes in the unique part of the value.
func argChars(classes directory.CharClass) func(x *exam) []message.Arg {
	return func(x *exam) []message.Arg {
		return []message.Arg{message.Text("chars", listChars(x.body(), func(_ rune, class directory.CharClass) bool {
			return class&classes != 0
		}))}
	}
}

// argLocalChars is argChars for what stands before the @.
func argLocalChars(classes directory.CharClass) func(x *exam) []message.Arg {
	return func(x *exam) []message.Arg {
		local, _, _ := splitAt(x.body())
		return []message.Arg{message.Text("chars", listChars(local, func(_ rune, class directory.CharClass) bool {
			return class&classes != 0
		}))}
	}
}

func argNonASCII(x *exam) []message.Arg {
	return []message.Arg{message.Text("chars", listChars(x.body(), func(_ rune, class directory.CharClass) bool {
		return class&directory.HasNonASCII != 0
	}))}
}

func argNickChars(x *exam) []message.Arg {
	return []message.Arg{message.Text("chars", listChars(x.v, func(r rune, class directory.CharClass) bool {
		return class&nickForbidden != 0 || r >= utf8.RuneSelf && (r < 0xA1 || r > 0xFF)
	}))}
}

func argLength(limit int) func(x *exam) []message.Arg {
	return func(x *exam) []message.Arg {
		return []message.Arg{message.Num("length", directory.Units(x.v)), message.Num("limit", limit)}
	}
}

func argLimit(limit int) func(x *exam) []message.Arg {
	return func(*exam) []message.Arg { return []message.Arg{message.Num("limit", limit)} }
}

// body is the value without its address type.
func (x *exam) body() []byte { return keyOf(x.attr, x.v) }

func (x *exam) domain() string {
	_, d, _ := splitAt(x.body())
	return directory.FormatValue(x.attr, d)
}

func (x *exam) suffixArg() []message.Arg { return []message.Arg{message.Text("suffix", x.domain())} }

func (x *exam) suffixDateArg() []message.Arg {
	return append(x.suffixArg(), message.Text("date", tldDate))
}

func (x *exam) suffixTargetArg() []message.Arg {
	return append(x.suffixArg(), message.Text("target", x.c.suffix.mapped[foldDomain(x.domain())]))
}

func (x *exam) primaryArg() []message.Arg {
	return []message.Arg{message.Text("primary", string(x.c.primary()))}
}

func (x *exam) proxyCountArg() []message.Arg {
	return []message.Arg{message.Num("count", len(x.c.o.proxies)), message.Num("limit", proxyCountLimit)}
}

// objectsArg counts the objects that hold the contested value.
func (x *exam) objectsArg() []message.Arg {
	return []message.Arg{message.Num("objects", x.c.res.HolderObjects(x.f.Group))}
}

func needs(attrs ...directory.Attr) []directory.Attr { return attrs }

// notStandard marks the faults whose words depend on what is wrong with the
// address; it is also what is said when that cannot be told.
const notStandard = "The address does not follow the standards for mail addresses."

// syntaxTexts say what is wrong with an address, in the order in which they are
// looked for.
var syntaxTexts = []struct {
	flaw     syntax
	id, text string
}{
	{noAt, "rule.address.noAt", "The address holds no @."},
	{manyAts, "rule.address.manyAts", "The address holds more than one @."},
	{emptyLocal, "rule.address.emptyLocal", "Nothing stands before the @."},
	{longLocal, "rule.address.longLocal", "The part before the @ has {length} characters; {limit} are allowed."},
	{edgePeriod, "rule.address.edgePeriod", "The part before the @ begins or ends with a period or has two in a row."},
	{badDomain, "rule.address.badDomain", "“{suffix}” is not a fully qualified domain name."},
}

func init() {
	texts := map[string]string{
		"rule.address.character":   "Not allowed in an address: {chars}",
		"rule.address.emptyDomain": "Nothing stands behind the @.",
		"rule.address.standard":    notStandard,
	}
	for _, t := range syntaxTexts {
		texts[t.id] = t.text
	}
	message.English.Add(texts)
}

// addressOddities are the characters that no address may hold.
const addressOddities = smtpForbidden | blanks | directory.HasColon | directory.HasBackslash | directory.HasControl |
	directory.HasNonASCII

// syntaxMessage says why an address does not follow the standards. Characters come
// first where no rule of their own reports them: in mail, and the backslash.
func (x *exam) syntaxMessage() message.Message {
	addr := x.body()
	odd := addressOddities
	if x.attr == directory.ProxyAddresses {
		odd = directory.HasBackslash | directory.HasControl
	}
	if chars := argChars(odd)(x); chars[0].Text != "" {
		return message.New("rule.address.character", chars...)
	}
	have := x.c.addressSyntax(addr)
	for _, t := range syntaxTexts {
		if have&t.flaw == 0 {
			continue
		}
		local, domain, _ := splitAt(addr)
		switch {
		case t.flaw == longLocal:
			return message.New(t.id, message.Num("length", directory.Units(local)), message.Num("limit", localLimit))
		case t.flaw == badDomain && len(domain) == 0:
			return message.New("rule.address.emptyDomain")
		case t.flaw == badDomain:
			return message.New(t.id, x.suffixArg()...)
		}
		return message.New(t.id)
	}
	return message.New("rule.address.standard")
}
