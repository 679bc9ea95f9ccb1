// Package examples runs the rules over small files with one defect each. They are
// the tests of the rules and the examples of the rule reference at once.
//
// A file is LDIF. It lies in a folder named by the rule; its name begins with
// fires or clean. Comments at its top say what is expected of the folder's rule,
// with which settings, and which other rules may report something too:
//
//	# expect: Anna Berg | userPrincipalName | error | safe anna.berg@contoso.com
//	# also: PU-2
//	# verified-domains: contoso.com, contoso.net
//	# initial-domain: contoso.onmicrosoft.com
//	# suffix: contoso.local -> contoso.com
//	# licensed
//	# federated
//
// The last part of an expectation is the proposal: safe or review and the value,
// - for a removal. Without it nothing is proposed. Findings of other rules at the
// level of advice need no mention.
package examples

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/rules"
)

// Case is one file with what it holds and what is expected of it.
type Case struct {
	Rule    string
	Name    string // file name without its ending
	Fires   bool
	Expect  []string // sorted
	Also    []string // other rules that may report an error or a warning
	Options rules.Options
	Store   *directory.Store
	Report  ingest.Report
}

// Load reads all cases below the root of a file system, in the order of their
// names.
func Load(fsys fs.FS) ([]*Case, error) {
	files, err := fs.Glob(fsys, "*/*.ldf")
	if err != nil {
		return nil, err
	}
	var all []*Case
	for _, f := range files {
		data, err := fs.ReadFile(fsys, f)
		if err != nil {
			return nil, err
		}
		c, err := parse(f, data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		all = append(all, c)
	}
	return all, nil
}

func parse(file string, data []byte) (*Case, error) {
	name := strings.TrimSuffix(path.Base(file), ".ldf")
	kind, _, _ := strings.Cut(name, "-")
	c := &Case{Rule: path.Dir(file), Name: name, Fires: kind == "fires", Store: directory.NewStore()}
	if kind != "fires" && kind != "clean" {
		return nil, fmt.Errorf("the name begins with neither fires nor clean")
	}
	for line := range strings.Lines(string(data)) {
		text, ok := strings.CutPrefix(strings.TrimSpace(line), "# ")
		if !ok {
			break
		}
		c.comment(text)
	}
	slices.Sort(c.Expect)
	to := ingest.Target{OnPrem: c.Store, Cloud: directory.NewStore()}
	c.Report = ingest.Load(bytes.NewReader(data), path.Base(file), ingest.Options{Role: ingest.OnPrem}, to, nil)
	if c.Report.Skipped > 0 || c.Report.Objects == 0 {
		return nil, fmt.Errorf("%d objects read, %d skipped", c.Report.Objects, c.Report.Skipped)
	}
	return c, nil
}

// comment takes one line of the top. Lines that are no settings are remarks.
func (c *Case) comment(text string) {
	key, value, _ := strings.Cut(text, ": ")
	switch key {
	case "expect":
		c.Expect = append(c.Expect, value)
	case "also":
		c.Also = append(c.Also, value)
	case "verified-domains":
		for d := range strings.SplitSeq(value, ",") {
			c.Options.VerifiedDomains = append(c.Options.VerifiedDomains, strings.TrimSpace(d))
		}
	case "initial-domain":
		c.Options.InitialDomain = value
	case "suffix":
		from, to, _ := strings.Cut(value, "->")
		c.Options.SuffixMap = map[string]string{strings.TrimSpace(from): strings.TrimSpace(to)}
	case "licensed":
		c.Options.Licensed = true
	case "federated":
		c.Options.Federated = true
	}
}

// Run checks the objects of the case.
func (c *Case) Run() *rules.Result { return rules.Run(c.Store, c.Options, nil) }

// Differences says in what the findings differ from what is expected; nothing
// when all is well.
func (c *Case) Differences() []string {
	r := c.Run()
	var got, other []string
	r.Findings(func(_ int, f rules.Finding) bool {
		rule := rules.Catalogue()[f.Rule]
		switch {
		case rule.ID == c.Rule:
			got = append(got, c.describe(r, f))
		case f.Severity != rules.Advice && !slices.Contains(c.Also, rule.ID):
			other = append(other, rule.ID+" reports "+c.describe(r, f))
		}
		return true
	})
	slices.Sort(got)
	if !slices.Equal(got, c.Expect) {
		other = append(other, fmt.Sprintf("%s reports %q, want %q", c.Rule, got, c.Expect))
	}
	return other
}

// describe writes a finding as it stands behind "expect:".
func (c *Case) describe(r *rules.Result, f rules.Finding) string {
	parts := []string{c.Store.Name(f.Object), f.Attr.String(), f.Severity.String()}
	if p, ok := r.Propose(f); ok {
		word, value := "review", p.Value
		if p.Safe {
			word = "safe"
		}
		if p.Remove {
			value = "-"
		}
		parts = append(parts, word+" "+value)
	}
	return strings.Join(parts, " | ")
}

// maxExamples is the number of examples that the reference shows of one rule.
const maxExamples = 2

// Reference makes the examples of the rule reference from the cases that fire.
// Where nothing is proposed the rule's first clean case gives a value that passes.
func Reference(all []*Case) []rules.Example {
	var out []rules.Example
	shown := map[string]int{}
	for _, c := range all {
		if !c.Fires || shown[c.Rule] == maxExamples {
			continue
		}
		if e, ok := c.example(); ok {
			if e.Repaired == "" && !e.Removed {
				e.Passes = cleanValue(all, e)
			}
			shown[c.Rule]++
			out = append(out, e)
		}
	}
	return out
}

// example takes the first finding of the case's rule.
func (c *Case) example() (e rules.Example, ok bool) {
	r := c.Run()
	r.Findings(func(_ int, f rules.Finding) bool {
		if rules.Catalogue()[f.Rule].ID != c.Rule {
			return true
		}
		ok = true
		e = rules.Example{
			Rule: c.Rule, Attribute: f.Attr.String(), Severity: f.Severity, Found: r.Explain(f).String(), Setting: c.setting(),
		}
		if f.Ref != rules.NoRef {
			e.Value = directory.FormatValue(f.Attr, c.Store.Value(c.Store.Ref(f.Ref)))
		}
		if p, there := r.Propose(f); there {
			e.Repaired, e.Removed = p.Value, p.Remove
		}
		return false
	})
	return e, ok
}

// setting says in words which settings the case has.
func (c *Case) setting() string {
	o := c.Options
	var words []string
	if len(o.VerifiedDomains) > 0 {
		words = append(words, "verified domains "+strings.Join(o.VerifiedDomains, ", "))
	}
	for from, to := range o.SuffixMap {
		words = append(words, from+" to be replaced by "+to)
	}
	if o.Licensed {
		words = append(words, "users will be licensed")
	}
	if o.Federated {
		words = append(words, "federated sign-in")
	}
	return strings.Join(words, "; ")
}

// cleanValue is a value of the example's attribute in the first clean case of its
// rule, the last one where there are several; empty when it is the reported one.
func cleanValue(all []*Case, e rules.Example) string {
	a, _ := directory.AttrByName(e.Attribute)
	for _, c := range all {
		if c.Rule != e.Rule || c.Fires {
			continue
		}
		values := c.Store.Values(0, a)
		if len(values) == 0 || string(values[len(values)-1]) == e.Value {
			return ""
		}
		return directory.FormatValue(a, values[len(values)-1])
	}
	return ""
}
