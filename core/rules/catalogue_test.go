package rules

import (
	"regexp"
	"strings"
	"testing"
	"unsafe"

	"presync/core/directory"
	"presync/core/message"
)

var dateForm = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// TestEveryRuleIsComplete: no rule without its words, a dated source and a column
// that it needs; no id twice.
func TestEveryRuleIsComplete(t *testing.T) {
	ids := map[string]bool{}
	for i, r := range Catalogue() {
		for _, id := range append([]string{r.ID}, r.Also...) {
			if ids[id] {
				t.Errorf("%s: the id is there twice", id)
			}
			ids[id] = true
			if ByID(id) != r {
				t.Errorf("ByID(%s) is another rule", id)
			}
		}
		if int(r.Index()) != i {
			t.Errorf("%s: index %d at place %d", r.ID, r.Index(), i)
		}
		for name, text := range map[string]string{"title": r.Title, "why": r.Why, "fix": r.Fix} {
			if strings.TrimSpace(text) == "" || strings.Contains(text, "  ") {
				t.Errorf("%s: %s is %q", r.ID, name, text)
			}
			if name != "title" && !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %s is no sentence: %q", r.ID, name, text)
			}
		}
		if strings.HasSuffix(r.Title, ".") {
			t.Errorf("%s: the title ends in a period", r.ID)
		}
		if len(r.Sources) == 0 || len(r.Needs) == 0 || r.Classes == 0 || len(r.faults) == 0 {
			t.Errorf("%s: sources, columns, classes or faults are missing", r.ID)
		}
		gravest := Advice
		for _, f := range r.faults {
			gravest = max(gravest, f.severity)
		}
		if gravest != r.Severity {
			t.Errorf("%s: the gravest fault is %s, the rule says %s", r.ID, gravest, r.Severity)
		}
		for _, l := range r.Limits {
			if l.Name == "" || l.Value <= 0 || l.Unit == "" {
				t.Errorf("%s: limit %+v", r.ID, l)
			}
		}
		for _, s := range r.Sources {
			if s.Document.Title == "" || s.Document.URL == "" || !dateForm.MatchString(s.Document.Date) {
				t.Errorf("%s: source %+v", r.ID, s.Document)
			}
		}
	}
}

// TestDifferingSourcesSayWhichIsApplied: where sources give figures or differ, at
// least one is marked as the one that is followed.
func TestDifferingSourcesSayWhichIsApplied(t *testing.T) {
	for _, r := range Catalogue() {
		says, applied := 0, 0
		for _, s := range r.Sources {
			if s.Says != "" {
				says++
			}
			if s.Applied {
				applied++
			}
		}
		if says > 1 && applied == 0 {
			t.Errorf("%s: %d sources say something and none is applied", r.ID, says)
		}
	}
}

// TestEveryTextIsKnown: the message ids that findings, proposals and filters use
// are in the catalogue.
func TestEveryTextIsKnown(t *testing.T) {
	for _, r := range Catalogue() {
		ids := []string{r.TitleID(), r.WhyID(), r.FixID()}
		for i := range r.faults {
			ids = append(ids, r.foundID(i))
		}
		for i := range r.Sources {
			if id := r.SourceID(i); id != "" {
				ids = append(ids, id)
			}
		}
		for _, id := range ids {
			if !message.English.Has(id) {
				t.Errorf("no text %s", id)
			}
		}
	}
	for f := InScope + 1; f < scopeEnd; f++ {
		if !message.English.Has(f.TitleID()) {
			t.Errorf("no text %s", f.TitleID())
		}
		if back, ok := ScopeByName(f.String()); !ok || back != f {
			t.Errorf("%s does not come back", f)
		}
	}
}

// TestEveryFlawHasARule: what an examine function can find is reported by one
// rule, and no two rules of an attribute report the same flaw.
func TestEveryFlawHasARule(t *testing.T) {
	last := map[directory.Attr]flaws{
		directory.UserPrincipalName: upnApostrophe, directory.SAMAccountName: samApostrophe,
		directory.ProxyAddresses: proxyApostrophe, directory.Mail: mailUnderscore, directory.MailNickname: nickChars,
		directory.TargetAddress: targetSyntax, directory.DisplayName: displayLong,
	}
	for a, top := range last {
		owners := map[flaws]string{}
		for _, r := range Catalogue() {
			if r.Attribute != a {
				continue
			}
			for _, f := range r.faults {
				if f.flaw != 0 && owners[f.flaw] != "" {
					t.Errorf("%s and %s report the same flaw", owners[f.flaw], r.ID)
				}
				owners[f.flaw] = r.ID
			}
		}
		for bit := flaws(1); bit <= top; bit <<= 1 {
			if owners[bit] == "" {
				t.Errorf("%s: no rule reports flaw %b", a, bit)
			}
		}
	}
}

func TestFindingIsSmall(t *testing.T) {
	if size := unsafe.Sizeof(Finding{}); size > 24 {
		t.Errorf("a finding takes %d bytes", size)
	}
}
