package match

import (
	"strings"
	"testing"

	"presync/core/message"
)

// Every row of the decision table has its entry in the reference: texts without
// anything to fill in, and sources where a document is said to state the behaviour.
func TestReferenceIsComplete(t *testing.T) {
	titles := map[string]Row{}
	for _, r := range Rows() {
		for _, id := range []string{r.TitleID(), r.WhenID(), r.ThenID(), r.FixID()} {
			text := message.English.Source(id)
			if text == "" || strings.Contains(text, "{") {
				t.Errorf("%s: text %s is %q", r, id, text)
			}
			if id != r.TitleID() && !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %s is no sentence: %q", r, id, text)
			}
		}
		title := message.English.T(r.TitleID())
		if other := titles[title]; other != RowNone {
			t.Errorf("%s and %s are both called %q", other, r, title)
		}
		titles[title] = r
		if RowByName(r.String()) != r {
			t.Errorf("%s is not found by its number", r)
		}
		if r.Certainty() == documented && len(r.Sources()) == 0 {
			t.Errorf("%s is said to be documented and names no document", r)
		}
		for _, d := range r.Sources() {
			if d == nil {
				t.Errorf("%s names a document that does not exist", r)
			}
		}
		if r.Beside() == message.English.Has("outcome."+r.Outcome()+".explain") {
			t.Errorf("%s: a row is a verdict or stands beside one", r)
		}
	}
	if RowByName("D-99") != RowNone {
		t.Error("a row that does not exist is found")
	}
}

// What is not documented is not worded as a fact.
func TestReferenceSaysWhatIsNotCertain(t *testing.T) {
	hedges := []string{"expected", "reported", "No document", "not documented", "probably", "missing", "of the files"}
	for _, r := range Rows() {
		if r.Certainty() == documented {
			continue
		}
		text := message.English.T(r.WhenID()) + " " + message.English.T(r.ThenID())
		found := false
		for _, h := range hedges {
			found = found || strings.Contains(text, h)
		}
		if !found {
			t.Errorf("%s is %s and reads as a fact: %s", r, r.Certainty(), text)
		}
	}
}
