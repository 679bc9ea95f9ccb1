package ui

import (
	"testing"

	"presync/core/message"
	"presync/core/rules"
)

func TestTitles(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{ruleTitle("PX-3"), message.English.T("rule.PX-3.title")},
		{ruleTitle("no such rule"), "no such rule"},
		{outcomeTitle("HARD_MATCH"), "Hard match"},
		{outcomeTitle("NEW_ONE"), "NEW_ONE"},
		{caseTitle("D-09", "SOFT_MATCH_SMTP"), "Soft match by the mail attribute"},
		{caseTitle("D-08", "SOFT_MATCH_SMTP"), "Soft match by primary SMTP address"},
		{caseTitle("D-02", "HARD_MATCH"), outcomeTitle("HARD_MATCH")},
		{rowTitles([]string{"D-02", "D-99"})[0], "Hard match"},
		{rowTitles([]string{"D-02", "D-99"})[1], "D-99"},
		{scopeTitle("F-U2"), message.English.T("scope.F-U2")},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestFoundRules(t *testing.T) {
	if n := len(foundRules(" ")); n != len(rules.Catalogue()) {
		t.Errorf("an empty search finds %d of %d rules", n, len(rules.Catalogue()))
	}
	for search, id := range map[string]string{"px-3": "PX-3", "Blank in an SMTP": "PX-3", "giveNNAME": "GN-2"} {
		found := false
		for _, r := range foundRules(search) {
			found = found || r.ID == id
		}
		if !found {
			t.Errorf("searching for %q does not find %s", search, id)
		}
	}
	if n := len(foundRules("no rule is called so")); n != 0 {
		t.Errorf("%d rules found by a text that none holds", n)
	}
}

func TestTimeLeftInWords(t *testing.T) {
	for seconds, want := range map[int64]string{
		0: "a moment", 1: "a moment", 2: "about 2 seconds", 89: "about 89 seconds", 90: "about 2 minutes", 150: "about 3 minutes",
	} {
		if got := timeLeft(seconds).String(); got != want {
			t.Errorf("%d seconds left: %q, want %q", seconds, got, want)
		}
	}
}
