package directory

import (
	"slices"
	"strings"
	"testing"
)

func TestDN(t *testing.T) {
	for _, c := range []struct{ dn, parent, value string }{
		{"CN=Bruno Silva,OU=Staff,DC=contoso,DC=com", "OU=Staff,DC=contoso,DC=com", "Bruno Silva"},
		{`CN=Silva\, Bruno,OU=Staff,DC=com`, "OU=Staff,DC=com", "Silva, Bruno"},
		{`CN=a\2Cb,DC=com`, "DC=com", "a,b"},
		{`CN=\C3\85sa,DC=com`, "DC=com", "Åsa"},
		{`CN=a\\,DC=com`, "DC=com", `a\`},
		{`CN=\#hash\+plus,DC=com`, "DC=com", "#hash+plus"},
		{`CN="a,b", DC=com`, "DC=com", `"a,b"`},
		{"CN=a, OU=b, DC=com", "OU=b, DC=com", "a"},
		{`CN=a\0ACNF:6b29fc40,DC=com`, "DC=com", "a\nCNF:6b29fc40"},
		{"DC=com", "", "com"},
		{"no name", "", "no name"},
		{"", "", ""},
		{`CN=a\`, "", `a\`},
		{`CN=\FFa,DC=com`, "DC=com", `\FFa`}, // no UTF-8: left as it is
	} {
		if got := ParentDN(c.dn); got != c.parent {
			t.Errorf("parent of %q: %q, want %q", c.dn, got, c.parent)
		}
		if got := FirstRDNValue(c.dn); got != c.value {
			t.Errorf("name of %q: %q, want %q", c.dn, got, c.value)
		}
	}
	if got := SplitDN(`CN=Silva\, Bruno, OU=Staff,DC=com`); !slices.Equal(got, []string{`CN=Silva\, Bruno`, "OU=Staff", "DC=com"}) {
		t.Errorf("got %q", got)
	}
}

func TestUnderDN(t *testing.T) {
	for _, c := range []struct {
		dn, base string
		want     bool
	}{
		{"CN=a,OU=Staff,DC=contoso,DC=com", "OU=Staff,DC=contoso,DC=com", true},
		{"CN=a,ou=staff, dc=CONTOSO,DC=com", "OU=Staff,DC=contoso,DC=com", true},
		{"OU=Staff,DC=contoso,DC=com", "OU=Staff,DC=contoso,DC=com", true},
		{"CN=a,OU=Other Staff,DC=contoso,DC=com", "OU=Staff,DC=contoso,DC=com", false},
		{"DC=contoso,DC=com", "OU=Staff,DC=contoso,DC=com", false},
		{"CN=a,DC=com", "", false},
	} {
		if got := UnderDN(c.dn, c.base); got != c.want {
			t.Errorf("%q under %q: %v", c.dn, c.base, got)
		}
	}
}

func TestConflictDN(t *testing.T) {
	for dn, want := range map[string]bool{
		`CN=Bruno\0ACNF:6b29fc40-ca47-1067-b31d-00dd010662da,DC=com`:   true,
		`CN=Bruno\0aCNF:6b29fc40-ca47-1067-b31d-00dd010662da,DC=com`:   true,
		"CN=Bruno\nCNF:6b29fc40-ca47-1067-b31d-00dd010662da,DC=com":    true,
		`CN=Silva\, B\0ACNF:6b29fc40-ca47-1067-b31d-00dd010662da,DC=a`: true,
		"CN=CNF: a project,DC=com":                                     false,
		`CN=Bruno,OU=Old\0ACNF:6b29fc40-ca47-1067-b31d-00dd01066,DC=a`: false, // the unit is in conflict, not the object
		"CN=Bruno,DC=com": false,
		"":                false,
	} {
		if got := IsConflictDN([]byte(dn)); got != want {
			t.Errorf("%q: %v", dn, got)
		}
	}
}

func FuzzDN(f *testing.F) {
	for _, s := range []string{`CN=Silva\, Bruno,OU=Staff,DC=com`, `CN="a,b",DC=c`, `\`, `CN=\C3\85,`, ",,", `CN=a\0ACNF:x`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, dn string) {
		parts := SplitDN(dn)
		if len(parts) == 0 || len(strings.Join(parts, ",")) > len(dn) {
			t.Fatalf("%q becomes %q", dn, parts)
		}
		FirstRDNValue(dn)
		IsConflictDN([]byte(dn))
		if len(ParentDN(dn)) > len(dn) {
			t.Fatalf("the parent of %q is %q", dn, ParentDN(dn))
		}
		if dn != "" && !UnderDN(dn, dn) {
			t.Fatalf("%q is not under itself", dn)
		}
	})
}
