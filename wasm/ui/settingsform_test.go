package ui

import (
	"reflect"
	"testing"

	"presync/core/session"
)

func TestSettingsSurviveTheForm(t *testing.T) {
	want := session.Settings{
		VerifiedDomains: []string{"contoso.com", "fabrikam.com"}, InitialDomain: "contoso.onmicrosoft.com",
		NoUPNSoftMatch: true, BlockSoftMatch: true, BlockHardMatch: true, AllowRemap: true, Licensed: true, Federated: true,
		Privileged: []string{"admin@contoso.com"}, AnchorAttribute: "objectGUID", UPNSource: "mail",
		FederatedDomains: []string{"fed.contoso.com"},
		IncludeOU:        []string{"OU=Staff and Guests,DC=contoso,DC=com"}, ExcludeOU: []string{"OU=Old,DC=contoso,DC=com"},
		SuffixMap: map[string]string{"contoso.local": "contoso.com", "old.local": "contoso.com"},
	}
	var f settingsForm
	f.fill(want)
	if got := f.settings(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if f.changed(want) {
		t.Error("a form just filled counts as changed")
	}
	f.set("verified", "contoso.com")
	if !f.changed(want) {
		t.Error("a changed form counts as unchanged")
	}
}

func TestDomainListsAreReadAsPeoplePasteThem(t *testing.T) {
	var f settingsForm
	f.set("verified", "contoso.com, fabrikam.com;\n \"litware.com\" \n")
	if got, want := f.settings().VerifiedDomains, []string{"contoso.com", "fabrikam.com", "litware.com"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	f.set("include", "OU=A,DC=x\n\nOU=B C,DC=x\n")
	if got, want := f.settings().IncludeOU, []string{"OU=A,DC=x", "OU=B C,DC=x"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
