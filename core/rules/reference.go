package rules

import (
	"fmt"
	"strconv"
	"strings"

	"presync/core/directory"
)

// Example shows a rule at work: a value that it reports and the same one
// repaired.
type Example struct {
	Rule      string
	Attribute string
	Value     string // as reported; empty where the attribute is absent
	Found     string // what is said about the value
	Severity  Severity
	Repaired  string // the value that presync proposes
	Removed   bool   // presync proposes to remove the value
	Passes    string // a value that is not reported, where nothing is proposed
	Setting   string // the setting with which it is reported, in words; empty for none
}

// Reference writes the rule reference in Markdown: one section for each rule with
// what it checks, why, examples, limits and sources.
func Reference(examples []Example) string {
	byRule := map[string][]Example{}
	for _, e := range examples {
		byRule[e.Rule] = append(byRule[e.Rule], e)
	}
	var b strings.Builder
	b.WriteString(referenceHead)
	attribute := directory.AttrNone
	for i, r := range catalogue {
		if r.Attribute != attribute || i == 0 {
			attribute = r.Attribute
			heading := attribute.String()
			if attribute == directory.AttrNone {
				heading = "Address list"
			}
			fmt.Fprintf(&b, "\n## %s\n", heading)
		}
		r.section(&b, byRule[r.ID])
	}
	return b.String()
}

const referenceHead = `# Rule reference

Written by ` + "`go run ./scripts/reference`" + ` from the rule catalogue and the examples in
testdata/rules; do not edit.

**Error**: the object or the value will not arrive as it is. **Warning**: it may be changed, or needs
attention. **Advice**: best practice. Lengths are counted in UTF-16 code units. Objects that the default
filters of the sync client leave out are not judged, and their values do not count as duplicates.
`

// section writes one rule.
func (r *Rule) section(b *strings.Builder, examples []Example) {
	fmt.Fprintf(b, "\n### %s: %s\n\n", r.ID, escape(r.Title))
	fmt.Fprintf(b, "%s. Applies to %s.", capital(r.severities()), r.classWords())
	if len(r.Also) > 0 {
		fmt.Fprintf(b, " Stands for %s too.", strings.Join(r.Also, ", "))
	}
	fmt.Fprintf(b, "\n\n%s\n\n**What to do.** %s\n\n", escape(r.Why), escape(r.Fix))
	for _, e := range examples {
		e.write(b)
	}
	for _, l := range r.Limits {
		fmt.Fprintf(b, "- Limit: %s, %d %s\n", l.Name, l.Value, l.Unit)
	}
	for _, s := range r.Sources {
		s.write(b)
	}
	word := "not reported"
	if r.IdFix != "" {
		word = r.IdFix
	}
	fmt.Fprintf(b, "- IdFix's word for it: %s\n", word)
}

// severities names the grades that the rule can give, gravest first.
func (r *Rule) severities() string {
	var words []string
	for s := Error; ; s-- {
		for _, f := range r.faults {
			if f.severity == s {
				words = append(words, s.String())
				break
			}
		}
		if s == Advice {
			break
		}
	}
	if r.grade != nil && len(words) == 1 {
		words = append(words, Warning.String())
	}
	return strings.Join(words, " or ")
}

func (r *Rule) classWords() string {
	var words []string
	for _, c := range []directory.Class{directory.User, directory.Group, directory.Contact} {
		if r.Classes.Has(c) {
			words = append(words, c.String()+"s")
		}
	}
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

func (e *Example) write(b *strings.Builder) {
	value := "without a value"
	if e.Value != "" {
		value = code(e.Value)
	}
	fmt.Fprintf(b, "- Example, %s: %s %s", e.Severity, e.Attribute, value)
	if e.Setting != "" {
		fmt.Fprintf(b, " (%s)", e.Setting)
	}
	fmt.Fprintf(b, ". %s", escape(e.Found))
	switch {
	case e.Removed:
		b.WriteString(" Repaired: the value is removed, as proposed.")
	case e.Repaired != "":
		fmt.Fprintf(b, " Repaired: %s, as proposed.", code(e.Repaired))
	case e.Passes != "":
		fmt.Fprintf(b, " Passes: %s.", code(e.Passes))
	}
	b.WriteString("\n")
}

func (s *Source) write(b *strings.Builder) {
	date := s.Document.Date
	if s.Document.Undated {
		date = "read " + date
	}
	fmt.Fprintf(b, "- Source: [%s](%s), %s, %s", s.Document.Title, s.Document.URL, s.Document.Publisher, date)
	if s.Says != "" {
		fmt.Fprintf(b, ": %s", escape(s.Says))
		if s.Applied {
			b.WriteString(" (applied)")
		}
	}
	b.WriteString("\n")
}

// maxShown is the number of characters of a value that the reference shows.
const maxShown = 72

// code writes a value as code. Characters that cannot be seen become visible and
// long values are cut in the middle.
func code(v string) string {
	if strings.TrimSpace(v) != v || !strconv.CanBackquote(v) || strings.ContainsAny(v, "\u00a0\u200b") {
		v = strconv.QuoteToASCII(v)
	}
	if r := []rune(v); len(r) > maxShown {
		v = string(r[:maxShown/2]) + "…" + string(r[len(r)-maxShown/2:])
	}
	if strings.Contains(v, "`") {
		return "`` " + v + " ``"
	}
	return "`" + v + "`"
}

// escape keeps Markdown from reading signs in a text as its own.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, "|", `\|`, "[", `\[`, "]", `\]`, "#", `\#`, "~", `\~`).Replace(text)
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
