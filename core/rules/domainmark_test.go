package rules

import (
	"slices"
	"testing"
)

func TestMarkDomains(t *testing.T) {
	domains := []string{"contoso.com", "CONTOSO.com", "fabrikam.com", "contoso.onmicrosoft.com", "corp.local", "intranet", "a..com", "example.nosuchtop", ""}
	for _, c := range []struct {
		opt  Options
		want []string
	}{
		{Options{}, []string{"", "", "", DomainOfCloud, DomainPrivate, DomainPrivate, DomainMalformed, DomainUnknownTop, ""}},
		{Options{VerifiedDomains: []string{"Contoso.com"}}, []string{DomainVerified, DomainVerified, DomainUnverified, DomainOfCloud, DomainPrivate, DomainPrivate, DomainMalformed, DomainUnknownTop, ""}},
		{Options{VerifiedDomains: []string{"corp.local"}}, []string{DomainUnverified, DomainUnverified, DomainUnverified, DomainOfCloud, DomainVerified, DomainPrivate, DomainMalformed, DomainUnknownTop, ""}},
	} {
		if got := MarkDomains(c.opt, domains); !slices.Equal(got, c.want) {
			t.Errorf("%v: %q, want %q", c.opt.VerifiedDomains, got, c.want)
		}
	}
}
