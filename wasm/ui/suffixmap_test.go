package ui

import (
	"reflect"
	"testing"
)

func TestSuffixesAreReadAsPeopleTypeThem(t *testing.T) {
	got, odd := suffixMap("contoso.local -> contoso.com\n\n@old.local→ @contoso.com \nfabrikam.local=fabrikam.com\r\na.b => c.d\nno arrow\n-> nothing\n")
	want := map[string]string{"contoso.local": "contoso.com", "old.local": "contoso.com", "fabrikam.local": "fabrikam.com", "a.b": "c.d"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if want := []string{"no arrow", "-> nothing"}; !reflect.DeepEqual(odd, want) {
		t.Errorf("odd lines %q, want %q", odd, want)
	}
	if got, _ := suffixMap("no arrow"); got != nil {
		t.Errorf("got %q of nothing", got)
	}
}
