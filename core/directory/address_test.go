package directory

import (
	"bytes"
	"testing"
)

func TestSplitAddress(t *testing.T) {
	for _, c := range []struct {
		text, kind, value  string
		smtp, primary, sip bool
	}{
		{"SMTP:anna@contoso.com", "SMTP", "anna@contoso.com", true, true, false},
		{"smtp:anna@contoso.com", "smtp", "anna@contoso.com", true, false, false},
		{"Smtp:anna@contoso.com", "Smtp", "anna@contoso.com", true, false, false},
		{"SIP:anna@contoso.com", "SIP", "anna@contoso.com", false, false, true},
		{"X500:/o=Contoso", "X500", "/o=Contoso", false, false, false},
		{"x-notes:a:b", "x-notes", "a:b", false, false, false},
		{"SMTP:", "SMTP", "", true, true, false},
		{"anna@contoso.com", "", "anna@contoso.com", false, false, false},
		{":anna", "", ":anna", false, false, false},
		{" SMTP:anna@contoso.com", "", " SMTP:anna@contoso.com", false, false, false},
		{"1SMTP:a", "", "1SMTP:a", false, false, false},
		{"averyveryverylongtype:a", "", "averyveryverylongtype:a", false, false, false},
		{"a@b:c", "", "a@b:c", false, false, false},
		{"", "", "", false, false, false},
	} {
		a := SplitAddress([]byte(c.text))
		if string(a.Type) != c.kind || string(a.Value) != c.value || a.IsSMTP() != c.smtp || a.IsPrimary() != c.primary || a.IsSIP() != c.sip {
			t.Errorf("%q: %q, %q, %v, %v, %v", c.text, a.Type, a.Value, a.IsSMTP(), a.IsPrimary(), a.IsSIP())
		}
	}
}

func TestDomains(t *testing.T) {
	for addr, want := range map[string]string{"anna@contoso.com": "contoso.com", "a@b@c": "c", "a@": ""} {
		if got, ok := Domain([]byte(addr)); !ok || string(got) != want {
			t.Errorf("%q: %q, %v", addr, got, ok)
		}
	}
	if _, ok := Domain([]byte("anna")); ok {
		t.Error("found a domain where none is")
	}
	for _, c := range []struct {
		domain, suffix string
		want           bool
	}{{"contoso.com", "contoso.com", true}, {"mail.contoso.com", "contoso.com", true}, {"notcontoso.com", "contoso.com", false}, {"com", "contoso.com", false}} {
		if HasSuffixDomain(c.domain, c.suffix) != c.want {
			t.Errorf("%s, %s", c.domain, c.suffix)
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add([]byte("SMTP:a@b"))
	f.Add([]byte(":"))
	f.Fuzz(func(t *testing.T, v []byte) {
		a := SplitAddress(v)
		whole := a.Value
		if a.Type != nil {
			whole = bytes.Join([][]byte{a.Type, a.Value}, []byte(":"))
		}
		if !bytes.Equal(whole, v) {
			t.Fatalf("%q was taken apart into %q and %q", v, a.Type, a.Value)
		}
	})
}
