package directory

import (
	"bytes"
	"strings"
	"testing"
)

func TestScan(t *testing.T) {
	for text, want := range map[string]CharClass{
		"Anna":         0,
		"":             0,
		"a b":          HasSpace,
		"a\tb":         HasOtherBlank | HasControl,
		"a\u00A0b":     HasOtherBlank | HasNonASCII,
		"a\u200Bb":     HasOtherBlank | HasNonASCII,
		"\uFEFFa":      HasOtherBlank | HasNonASCII,
		"a\x7f":        HasControl,
		"Åsa":          HasNonASCII,
		"“a”":          HasNonASCII | HasCurlyQuote,
		"a\xff":        HasNonASCII | HasInvalidUTF8,
		`"<>()[]{}`:    HasQuote | HasAngle | HasParen | HasBracket | HasBrace,
		`;,:\/|`:       HasSemicolon | HasComma | HasColon | HasBackslash | HasSlash | HasPipe,
		"+=?*%&'$`@_":  HasPlus | HasEquals | HasQuestion | HasAsterisk | HasPercent | HasAmpersand | HasApostrophe | HasDollar | HasBacktick | HasAt | HasUnderscore,
		"a.b-c!#^~0":   0,
		"\u00ADhidden": HasNonASCII | HasOtherBlank,
	} {
		if got := ScanString(text); got != want {
			t.Errorf("%q: %b, want %b", text, got, want)
		}
	}
}

func TestAppendLower(t *testing.T) {
	for text, want := range map[string]string{
		"ANNA.Berg@Contoso.COM": "anna.berg@contoso.com",
		"ÅSA ÖBERG":             "åsa öberg",
		"A\xffB":                "a\xffb",
		"ИВАНОВА":               "иванова",
		"straße":                "straße",
	} {
		if got := AppendLower([]byte("x"), []byte(text)); string(got) != "x"+want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestTrimBlanks(t *testing.T) {
	for text, want := range map[string]string{" a ": "a", "\ta b\u00A0": "a b", "\u00A0 \t": "", "a": "a", "\u200Ba": "\u200Ba"} {
		if got := TrimBlanks([]byte(text)); string(got) != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestAttributes(t *testing.T) {
	seen := map[string]bool{}
	for a := AttrNone + 1; int(a) < AttrCount; a++ {
		name := a.String()
		if name == "" || seen[strings.ToLower(name)] {
			t.Errorf("attribute %d: name %q", a, name)
		}
		seen[strings.ToLower(name)] = true
		if got, ok := AttrByName(strings.ToUpper(name)); !ok || got != a {
			t.Errorf("%s is found as %v", name, got)
		}
	}
	var s, o AttrSet
	s.Add(Mail)
	s.Add(ProvisioningErrors)
	o.Add(DN)
	s.Union(o)
	s.Remove(Mail)
	if s.Has(Mail) || !s.Has(DN) || len(s.List()) != 2 || s.List()[1] != ProvisioningErrors {
		t.Errorf("got %v", s.List())
	}
}

func TestClassFolder(t *testing.T) {
	for values, want := range map[string]Class{
		"top,person,organizationalPerson,user":               User,
		"user,organizationalPerson,person,top":               User,
		"top,person,organizationalPerson,user,computer":      Computer,
		"computer,user,top":                                  Computer,
		"top,person,organizationalPerson,inetOrgPerson,user": User,
		"inetOrgPerson":                                      User,
		"top,group":                                          Group,
		"top,person,organizationalPerson,contact":            Contact,
		"top,organizationalUnit":                             Other,
		"top,person,user,msDS-GroupManagedServiceAccount":    Computer,
		"USER": User,
		"":     ClassUnknown,
	} {
		var f ClassFolder
		var last string
		for v := range strings.SplitSeq(values, ",") {
			if v != "" {
				f.Add([]byte(v))
				last = v
			}
		}
		if f.Class() != want || !bytes.Equal(f.Structural(), []byte(last)) {
			t.Errorf("%s: %v, %q", values, f.Class(), f.Structural())
		}
		f.Reset()
		if f.Class() != ClassUnknown || len(f.Structural()) != 0 {
			t.Error("Reset leaves something behind")
		}
	}
	for c := ClassUnknown; c <= Other; c++ {
		if got, ok := ClassByName(c.String()); !ok || got != c {
			t.Errorf("%v", c)
		}
	}
	if s := Classes(User, Group); !s.Has(Group) || s.Has(Contact) {
		t.Error("a set of classes")
	}
}

func TestUnits(t *testing.T) {
	for v, want := range map[string]int{"": 0, "abc": 3, "Ångström": 8, "名": 1, "😀a": 3} {
		if got := Units([]byte(v)); got != want {
			t.Errorf("%q has %d units, want %d", v, got, want)
		}
	}
	for v, want := range map[string]bool{"": true, "abc": true, "é": false, "\x7f": true, "a\x80": false} {
		if got := IsASCII([]byte(v)); got != want {
			t.Errorf("%q is ASCII: %v", v, got)
		}
	}
}
