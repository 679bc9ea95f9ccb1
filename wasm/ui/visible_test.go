package ui

import "testing"

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"anna@contoso.com":        "anna@contoso.com",
		"Anna Berg":               "Anna Berg",
		" anna@contoso.com":       "␣anna@contoso.com",
		"anna@contoso.com ":       "anna@contoso.com␣",
		"Anna  Berg":              "Anna␣␣Berg",
		"anna\u00a0berg":          "anna⍽berg",
		"anna\u200b@contoso.com":  "anna[ZWSP]@contoso.com",
		"a\tb":                    "a⇥b",
		"a\u0007b":                "a[U+0007]b",
		"Ångström Пётр 王":         "Ångström Пётр 王",
		"":                        "",
		"\u202Emoc.osotnoc@annaa": "[RLO]moc.osotnoc@annaa",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRunsNameWhatTheyReplace(t *testing.T) {
	pieces := Pieces("a\u00a0b")
	if len(pieces) != 3 || pieces[1].Name != "NO-BREAK SPACE U+00A0" || pieces[0].Text != "a" || pieces[2].Text != "b" {
		t.Errorf("pieces %+v", pieces)
	}
}

func TestSplitMiddle(t *testing.T) {
	for _, c := range []struct{ in, head, tail string }{
		{"CN=Anna,DC=contoso,DC=com", "CN=Anna,DC=contoso,DC=com", ""},
		{"CN=Anna Berg,OU=Sales,OU=People,OU=Europe,DC=contoso,DC=com", "CN=Anna Berg,OU=Sales,OU=People,OU=Europe", ",DC=contoso,DC=com"},
		{"аааааааааааааааааааааааааааааааааааааа", "аааааааааааааааааа", "аааааааааааааааааааа"},
	} {
		head, tail := SplitMiddle(c.in, 20)
		if head != c.head || tail != c.tail {
			t.Errorf("SplitMiddle(%q) = %q, %q, want %q, %q", c.in, head, tail, c.head, c.tail)
		}
	}
}
