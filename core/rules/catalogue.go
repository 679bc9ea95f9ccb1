package rules

import (
	"presync/core/directory"
	"presync/core/message"
)

// catalogue holds the rules of the profile entra in the order in which findings
// of one object are listed.
var catalogue = assemble(
	userPrincipalNameRules,
	sAMAccountNameRules,
	proxyAddressesRules,
	mailRules,
	mailNicknameRules,
	targetAddressRules,
	sipAddressRules,
	displayNameRules,
	givenNameRules,
	surnameRules,
	addressListRules,
	sizeRules,
)

// entry says which rule reports a flaw and how gravely.
type entry struct {
	rule     *Rule
	severity Severity
}

// flawTable finds the rule for each flaw of each attribute.
var flawTable = tabulate(catalogue)

var byID = identify(catalogue)

// Catalogue lists the rules of the profile entra, grouped by attribute. The order
// is stable; findings name rules by their place in it.
func Catalogue() []*Rule { return catalogue }

// ByID finds a rule by its id or by one of the ids that it stands for; nil when
// there is none.
func ByID(id string) *Rule { return byID[id] }

func assemble(groups ...[]*Rule) []*Rule {
	var all []*Rule
	for _, g := range groups {
		for _, r := range g {
			r.index = uint16(len(all))
			all = append(all, r)
		}
	}
	return all
}

func tabulate(all []*Rule) *[directory.AttrCount][64]entry {
	t := new([directory.AttrCount][64]entry)
	for _, r := range all {
		for _, f := range r.faults {
			for bit := range 64 {
				if f.flaw&(1<<bit) != 0 {
					t[r.Attribute][bit] = entry{r, f.severity}
				}
			}
		}
	}
	return t
}

func identify(all []*Rule) map[string]*Rule {
	m := map[string]*Rule{}
	for _, r := range all {
		m[r.ID] = r
		for _, id := range r.Also {
			m[id] = r
		}
	}
	return m
}

func init() {
	texts := map[string]string{}
	for _, r := range catalogue {
		texts[r.TitleID()], texts[r.WhyID()], texts[r.FixID()] = r.Title, r.Why, r.Fix
		for i, f := range r.faults {
			texts[r.foundID(i)] = f.text
		}
		for i, s := range r.Sources {
			if s.Says != "" {
				texts[r.SourceID(i)] = s.Says
			}
		}
	}
	for _, d := range documents {
		texts[d.TitleID()] = d.Title
	}
	message.English.Add(texts)
}
