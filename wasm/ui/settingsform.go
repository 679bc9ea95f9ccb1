package ui

import (
	"reflect"
	"strings"

	"presync/core/session"
)

// settingsForm holds what stands in the fields of the settings, as typed. A switch
// that is on holds "on".
type settingsForm struct {
	fields map[string]string
	others session.Settings // what the form does not show
	added  string           // what a file added to the privileged accounts
}

const switchedOn = "on"

func (f *settingsForm) get(field string) string { return f.fields[field] }

func (f *settingsForm) set(field, value string) {
	if f.fields == nil {
		f.fields = map[string]string{}
	}
	f.fields[field] = value
}

func (f *settingsForm) toggle(field string, on bool) {
	if on {
		f.set(field, switchedOn)
	} else {
		f.set(field, "")
	}
}

// fill puts settings into the fields.
func (f *settingsForm) fill(s session.Settings) {
	f.others, f.added = s, ""
	f.fields = map[string]string{
		"verified":          strings.Join(s.VerifiedDomains, "\n"),
		"initial":           s.InitialDomain,
		"federated-domains": strings.Join(s.FederatedDomains, "\n"),
		"privileged":        strings.Join(s.Privileged, "\n"),
		"anchor":            s.AnchorAttribute,
		"upn-source":        s.UPNSource,
		"include":           strings.Join(s.IncludeOU, "\n"),
		"exclude":           strings.Join(s.ExcludeOU, "\n"),
		"suffix-map":        suffixLines(s.SuffixMap),
	}
	f.toggle("no-upn", s.NoUPNSoftMatch)
	f.toggle("block-soft", s.BlockSoftMatch)
	f.toggle("block-hard", s.BlockHardMatch)
	f.toggle("allow-remap", s.AllowRemap)
	f.toggle("licensed", s.Licensed)
	f.toggle("federated", s.Federated)
}

// settings reads the fields.
func (f *settingsForm) settings() session.Settings {
	on := func(field string) bool { return f.get(field) == switchedOn }
	s := f.others
	s.VerifiedDomains = names(f.get("verified"))
	s.InitialDomain = strings.TrimSpace(f.get("initial"))
	s.FederatedDomains = names(f.get("federated-domains"))
	s.Privileged = names(f.get("privileged"))
	s.AnchorAttribute = f.get("anchor")
	s.UPNSource = f.get("upn-source")
	s.IncludeOU = lines(f.get("include"))
	s.ExcludeOU = lines(f.get("exclude"))
	s.SuffixMap, _ = suffixMap(f.get("suffix-map"))
	s.NoUPNSoftMatch = on("no-upn")
	s.BlockSoftMatch = on("block-soft")
	s.BlockHardMatch = on("block-hard")
	s.AllowRemap = on("allow-remap")
	s.Licensed = on("licensed")
	s.Federated = on("federated")
	return s
}

// changed reports whether the fields say something else than the settings do.
func (f *settingsForm) changed(s session.Settings) bool {
	var present settingsForm
	present.fill(s)
	return !reflect.DeepEqual(f.settings(), present.settings())
}

// names splits a list of names at line ends, blanks, commas and semicolons, as
// PowerShell and spreadsheets write them.
func names(s string) []string {
	return clean(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;\"'", r) }))
}

// lines splits a list of distinguished names, which may hold blanks and commas, at
// line ends.
func lines(s string) []string { return clean(strings.Split(s, "\n")) }

func clean(list []string) []string {
	var out []string
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
