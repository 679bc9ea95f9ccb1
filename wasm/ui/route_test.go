package ui

import "testing"

func TestRoutesSurviveTheAddressBar(t *testing.T) {
	for _, r := range []Route{
		{},
		To(ViewOverview),
		To(ViewFindings, "severity", "error", "rule", "PX-3", "rule", "PX-4"),
		To(ViewFindings, "attribute", "mS-DS-ConsistencyGuid").SortedBy("dn").SortedBy("dn").Selected("4711"),
		To(ViewObjects, "side", "cloud", "scope", "F-U1"),
		ToRule("PX-3"),
		To(ViewMatches, "outcome", "SOFT_MATCH_SMTP", "row", "D-09"),
	} {
		if back := ParseRoute(r.String()); back.String() != r.String() {
			t.Errorf("%q came back as %q", r, back)
		}
	}
}

func TestParseRouteLeavesOutWhatItDoesNotKnow(t *testing.T) {
	for in, want := range map[string]string{
		"":                                    "#/",
		"#/nonsense?x=1":                      "#/",
		"#/findings?search=anna&severity=":    "#/findings",
		"#/findings?id=12x":                   "#/findings",
		"#/findings?severity=error&outcome=X": "#/findings?severity=error",
		"#/rules/UP%2D5":                      "#/rules/UP-5",
		"#/findings?%zz":                      "#/findings",
	} {
		if got := ParseRoute(in).String(); got != want {
			t.Errorf("ParseRoute(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRouteToggle(t *testing.T) {
	r := To(ViewFindings, "severity", "error").Selected("3")
	on := r.Toggle("severity", "warning")
	if got := on.String(); got != "#/findings?severity=error&severity=warning" {
		t.Errorf("switched on: %s", got)
	}
	if got := on.Toggle("severity", "error").Toggle("severity", "warning").String(); got != "#/findings" {
		t.Errorf("switched off: %s", got)
	}
	if r.String() != "#/findings?severity=error&id=3" {
		t.Errorf("the first route changed: %s", r)
	}
}

func TestRouteSortedBy(t *testing.T) {
	r := To(ViewFindings).SortedBy("dn")
	if r.Sort != "dn" || r.Desc {
		t.Errorf("first click: %s", r)
	}
	if r = r.SortedBy("dn"); !r.Desc {
		t.Errorf("second click: %s", r)
	}
	if r = r.SortedBy("dn"); r.Sort != "" {
		t.Errorf("third click: %s", r)
	}
}
