package session

import (
	"maps"
	"slices"

	"presync/core/directory"
	"presync/core/message"
	"presync/core/report"
)

// inWords lists the settings by the names that the page gives them.
func (t Settings) inWords() []report.Setting {
	var out []report.Setting
	add := func(field string, values []string, otherwise string) {
		given := report.Setting{Name: message.English.T("ui.settings." + field), Values: values}
		if len(values) == 0 {
			given.Values, given.Default = []string{message.English.T(otherwise)}, true
		}
		out = append(out, given)
	}
	holds := func(what string) { out[len(out)-1].Holds = what }
	list := func(field string, values []string, what string) {
		add(field, values, "ui.settings.none-given")
		holds(what)
	}
	one := func(field, value, otherwise string) {
		if value == "" {
			add(field, nil, otherwise)
		} else {
			add(field, []string{value}, "")
		}
		if _, known := directory.AttrByName(value); !known {
			holds(report.HoldsNames) // typed by somebody, or taken from a file
		}
	}
	box := func(field string, on bool) {
		if on {
			add(field, []string{message.English.T("report.yes")}, "")
		} else {
			add(field, nil, "report.no")
		}
	}
	list("verified", t.VerifiedDomains, report.HoldsDomains)
	one("initial", t.InitialDomain, "ui.settings.none-given")
	holds(report.HoldsDomains)
	list("federated-domains", t.FederatedDomains, report.HoldsDomains)
	box("no-upn", t.NoUPNSoftMatch)
	box("block-soft", t.BlockSoftMatch)
	box("block-hard", t.BlockHardMatch)
	box("allow-remap", t.AllowRemap)
	list("privileged", t.Privileged, report.HoldsNames)
	box("licensed", t.Licensed)
	box("federated", t.Federated)
	one("anchor", t.AnchorAttribute, "ui.settings.anchor.auto")
	one("upn-source", t.UPNSource, "ui.settings.upn-source.auto")
	list("include", t.IncludeOU, report.HoldsNames)
	list("exclude", t.ExcludeOU, report.HoldsNames)
	var suffixes []string
	for _, from := range slices.Sorted(maps.Keys(t.SuffixMap)) {
		suffixes = append(suffixes, from+report.MapsTo+t.SuffixMap[from])
	}
	list("suffix-map", suffixes, report.HoldsDomains)
	return out
}
