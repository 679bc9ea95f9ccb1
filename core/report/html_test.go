package report

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"presync/core/message"

	"golang.org/x/net/html"
)

// hostile are values that try to be more than text.
var hostile = []string{
	`<script>alert(1)</script>`, `</script><script>alert(1)</script>`, `</noscript><img src=x onerror=alert(1)>`,
	`" onmouseover="alert(1)`, `' autofocus onfocus='alert(1)`, `<!--`, `-->`, `]]>`, `&lt;b&gt;`, `%s % $ %`,
	"a\x00b", "\u202Egnp.exe", "\u200Fabc", "\u2028line", "\xff\xfe", `</style><style>*{}`, `{{.}} ${x} {name}`,
	"</TITLE></tbody></table>", "<tr data-f=\"0\"><td>", strings.Repeat("x<", 5000),
}

// small is a report with every part, and value in the place of every text that comes
// out of a file.
func small(value string) *Document {
	d := &Document{
		Schema: Schema, Version: Version, Made: "2026-11-22T00:45:00Z", Program: "presync", Level: LevelFull,
		Profile: "entra",
		Files: []File{
			{Name: "onprem" + value + ".ldf", Size: 1160000000, SHA256: strings.Repeat("0123456789abcdef", 4), Role: "onprem", Shape: "ldif", Kind: "LDIF", Encoding: "utf-8", Objects: 3,
				Diagnostics: []Diagnostic{{Code: "record", Level: "loss", Line: 17, Count: 2, Text: "A record has no distinguished name: " + value, Advice: "Export it again."}}},
			{Name: "cloud.csv", Size: 2048, Role: "cloud", Kind: "Get-MgUser", Encoding: "utf-8", Delimiter: ",", Objects: 2, Skipped: 1},
		},
		Chosen:      []Setting{{Name: "Verified domains", Values: []string{"contoso.com", value}}, {Name: "Source anchor", Values: []string{"found from the files"}, Default: true}},
		Assumptions: []Assumption{{ID: "A-1", Text: "The tenant matches on userPrincipalName.", N: 2}},
		NotChecked:  []NotChecked{{Rule: "DN-01", Title: "A display name is too long", Attribute: "displayName", Text: "The export has no column displayName.", Objects: 3}},
		OnPrem:      Side{Files: 1, Objects: 3, Classes: []Count{{Key: "user", N: 3}}},
		Cloud:       Side{Files: 1, Objects: 2, Skipped: 1, Classes: []Count{{Key: "user", N: 2}}},
		Readiness:   Readiness{InScope: 3, Ready: 1, Errors: 2, Warnings: 1},
		OutOfScope:  []Scope{{Filter: "F-U1", Text: "Users without a logon name", N: 1}},
		Severities:  []Count{{Key: "error", N: 2, Objects: 2}, {Key: "warning", N: 1, Objects: 1}, {Key: "advice"}},
		Attributes:  []Count{{Key: "mail", N: 2, Objects: 2}, {Key: "userPrincipalName", N: 1, Objects: 1}},
		Rules: []Rule{
			{ID: "ML-02", Attribute: "mail", Title: "The address is held twice", Why: "The second one is not accepted.", Remedy: "Decide who keeps it.", Severity: "warning", N: 2, Objects: 2,
				Sources: []Source{{Title: "Prepare for directory synchronization", Publisher: "Microsoft", Date: "2024-09-25", URL: "https://learn.microsoft.com/prepare", Says: "at most 256 characters"}}},
			{ID: "UP-01", Attribute: "userPrincipalName", Title: "A character is not allowed", Why: "It is not accepted.", Remedy: "Change it.", Severity: "error", N: 1, Objects: 1},
		},
		Outcomes: []Outcome{
			{Row: "D-08", Outcome: "SOFT_MATCH_SMTP", Title: "Soft match by e-mail address", Explanation: "The account is taken over.", Remedy: "Nothing to do.", Severity: "ok", Warnings: 1, N: 2},
			{Row: "D-40", Outcome: "CLOUD_ONLY", Title: "Stays cloud-only", Explanation: "Nothing leads to it.", Severity: "info", N: 1, Cloud: true},
		},
		Flow:    []Flow{{Row: "D-08", Fate: "taken", Title: "taken over", N: 2}, {Fate: "stays", Title: "stays cloud-only", N: 1}},
		Actions: []Count{{Key: "edit", N: 1}},
		Rows:    Rows{Objects: 2, Findings: 3, Verdicts: 3, Decisions: 1},
		Comparison: &Comparison{Made: "2026-11-15T08:00:00Z", Files: []File{{Name: "old.ldf"}}, Notes: []string{"Other settings: " + value},
			Findings: Change{Before: 5, After: 3, Same: 2, New: 1, Fixed: 1, Gone: 1, Unchecked: 1},
			Rules:    []RuleChange{{Rule: "ML-02", Title: "The address is held twice", Severity: "warning", Change: Change{Before: 2, After: 2, Same: 2}}},
			Objects:  ObjectChange{Same: 2, New: 1, Gone: 1},
			Orphans:  ObjectChange{Same: 1},
			Verdicts: []VerdictChange{{Before: "D-08", BeforeTitle: "Soft match", N: 1}},
			Missing:  []Missing{{DN: "CN=Old," + value, Name: "Old", Class: "user", Attribute: "mail", Value: value, Rule: "ML-02", Severity: "warning", Change: ChangeFixed}},
		},
	}
	d.Objects = slices.Values([]Object{
		{DN: `CN=Silva\, Anna,` + value + `,DC=contoso,DC=com`, Name: "Anna Silva" + value, Class: "user"},
		{DN: "CN=Bruno,DC=contoso,DC=com", Name: "Bruno", Class: "group"},
	})
	d.Findings = slices.Values([]Entry{
		{Object: 0, Rule: 1, Attribute: "userPrincipalName", Value: " anna " + value, Severity: "error", Why: Text{Form: "It holds {chars}.", Args: []message.Arg{message.Text("chars", value)}},
			Confidence: "safe", Proposal: "anna" + value, Decision: 1, Change: ChangeNew},
		{Object: 0, Rule: 0, Attribute: "mail", Value: "a@contoso.com", Severity: "warning", Why: Text{Form: "Two objects hold it."}, Group: 1, Holders: 2},
		{Object: 1, Rule: 0, Attribute: "mail", Value: "a@contoso.com", Severity: "warning", Why: Text{Form: "Two objects hold it."}, Group: 1, Holders: 2, Confidence: "review", Remove: true},
	})
	d.Verdicts = slices.Values([]Verdict{
		{Object: 0, Outcome: 0, Severity: "warning", CloudID: "anna@contoso.com", Cloud: "Anna" + value, Keys: "smtp upn", Also: "D-40", Why: Text{Form: "It is {x}.", Args: []message.Arg{message.Text("x", value)}}},
		{Object: 1, Outcome: 0, Severity: "ok", CloudID: "b-1", Cloud: "Bruno", Keys: "smtp"},
		{Object: -1, Outcome: 1, Severity: "info", Class: "user", CloudID: "c-1", Cloud: "Carla" + value},
	})
	d.Decisions = slices.Values([]Decision{{Object: 0, Attribute: "userPrincipalName", Value: " anna " + value, Rule: "UP-01", Action: "edit", NewValue: "anna" + value, Note: "asked " + value}})
	return d
}

func rendered(t *testing.T, d *Document, opt HTMLOptions) string {
	t.Helper()
	var out bytes.Buffer
	if _, err := WriteHTML(&out, d, opt); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// The whole file of a small report, byte by byte. Write it anew with
// go test ./core/report -run Golden -update
func TestHTMLGolden(t *testing.T) {
	got := rendered(t, small(""), HTMLOptions{})
	// Style and script have tests of their own; the hashes of the policy follow them.
	got = strings.NewReplacer(htmlStyle, "", htmlScript, "", string(appendText(nil, policy())), "").Replace(got)
	path := filepath.Join("..", "..", "testdata", "report", "small.html")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the report is no longer %s; look at it and run with -update", path)
	}
}

// The first page says in sentences how things stand.
func TestHTMLShortAnswers(t *testing.T) {
	d := small("")
	d.Work = []Work{{Severity: "error", Safe: 1, None: 1, Contested: 1}, {Severity: "warning", Safe: 1}, {Severity: "advice"}}
	d.Outcomes[1].Severity = "error"
	says := func(want ...string) {
		t.Helper()
		_, text, _ := strings.Cut(rendered(t, d, HTMLOptions{}), `<dl class="short">`)
		text, _, _ = strings.Cut(text, "</dl>")
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%q is not said in %s", w, text)
			}
		}
	}
	says("Not yet: 2 of the 3 objects", "Repair 2 errors in the values of 2 objects", `<a href="#rule-UP-01">A character is not allowed</a> <span class="n">1</span>`,
		"there is 1 warning or piece of advice", "1 error has a repair", "1 error has no proposal", "1 value is held by several", "1 finding is decided",
		"For 1 object an error", `<a href="#outcome-D-40">Stays cloud-only</a>`, "For 1 object something", "1 rule could not", "rests on 1 assumption", "1 record could not")
	d.Readiness = Readiness{InScope: 3, Ready: 3}
	d.Severities, d.Rules, d.Work, d.Actions, d.Outcomes, d.NotChecked, d.Assumptions = []Count{{Key: "error"}}, nil, []Work{{Severity: "error"}}, nil, nil, nil, nil
	d.Cloud, d.Level = Side{}, LevelSummary
	says("Yes, as far as the exports tell: none of the 3 objects", "No value has to be repaired", "None: no error needs a repair", "no cloud export was read", "the exports held all that is needed")
	d.Cloud.Objects = 2
	says("no error and no warning is foretold")
	d.Readiness = Readiness{InScope: 3, Errors: 3}
	d.Cloud.Objects, d.Outcomes = 0, []Outcome{{Row: "D-20", Title: "Claimed twice", Severity: "error", N: 3}}
	says("Not yet: each of the 3 objects", "no cloud export was read", "For 3 objects an error", "Claimed twice")
}

// tags lists the elements of a document, with their attributes, without its text.
func tags(t *testing.T, text string, scripting bool) []string {
	t.Helper()
	root, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(scripting))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range root.Descendants() {
		if n.Type == html.ElementNode || n.Type == html.CommentNode {
			tag := n.Data
			for _, a := range n.Attr {
				tag += " " + a.Key + "=" + a.Val
			}
			out = append(out, tag)
		}
	}
	return out
}

// Whatever the values are, the elements of the page stay the same, with scripting and
// without, and no value is lost.
func TestHTMLHostileValues(t *testing.T) {
	for _, scripting := range []bool{false, true} {
		want := tags(t, rendered(t, small("x"), HTMLOptions{}), scripting)
		for _, v := range hostile {
			text := rendered(t, small(v), HTMLOptions{})
			if got := tags(t, text, scripting); !slices.Equal(got, want) {
				t.Errorf("%.40q changes the elements of the page (scripting %v)", v, scripting)
			}
			if strings.ContainsAny(text, "\x00\u202E\u200F\u2028") {
				t.Errorf("%.40q: a character that cannot be seen is not shown by its code", v)
			}
		}
	}
	text := rendered(t, small(hostile[len(hostile)-1]), HTMLOptions{})
	if !strings.Contains(text, strings.Repeat("x&lt;", 5000)) {
		t.Error("a long value is not there in full")
	}
}

// Nothing in the file refers to anything outside it but the links that a reader may
// follow.
func TestHTMLRefersToNothing(t *testing.T) {
	text := rendered(t, small("x"), HTMLOptions{})
	for _, tag := range tags(t, text, false) {
		name, attributes, _ := strings.Cut(tag, " ")
		switch name {
		case "link", "img", "iframe", "object", "embed", "base", "form", "video", "audio", "source", "use", "image":
			t.Errorf("the page has an element %s", tag)
		}
		for _, bad := range []string{"src=", "style=", " on", "srcset=", "action="} {
			if strings.Contains(" "+attributes, bad) && name != "meta" {
				t.Errorf("the page has %s", tag)
			}
		}
	}
	for _, bad := range []string{"url(", "@import", "fetch(", "XMLHttpRequest", "innerHTML", "eval("} {
		if strings.Contains(htmlStyle+htmlScript, bad) {
			t.Errorf("style or script has %s", bad)
		}
	}
}

// A limit cuts the largest groups only, and the report says how many rows it leaves
// out.
func TestHTMLLimit(t *testing.T) {
	d := small("")
	d.Comparison = nil
	d.Rules[0].N, d.Rules[1].N = 5000, 3
	d.Rows.Findings = 5003
	d.Findings = func(yield func(Entry) bool) {
		for i := range 5003 {
			e := Entry{Rule: 0, Attribute: "mail", Value: "v", Severity: "warning", Object: i % 2}
			if i%2000 == 0 {
				e.Rule, e.Severity = 1, "error"
			}
			if !yield(e) {
				return
			}
		}
	}
	var out bytes.Buffer
	n, err := WriteHTML(&out, d, HTMLOptions{Rows: 1003})
	if err != nil || n != 1003+3+1 {
		t.Fatalf("listed %d rows, %v", n, err)
	}
	text := out.String()
	if got := strings.Count(text, "<tr data-f="); got != 1003+3+1 {
		t.Errorf("%d rows in the file", got)
	}
	for _, want := range []string{
		message.English.T("html.left-out", message.Text("table", "Findings"), message.Num("listed", 1003), message.Num("all", 5003), message.Num("left", 4000)),
		"rows 1 to 1,000 of 5,000", "rows 1 to 3 of 3",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

// A summary has no rows and says so.
func TestHTMLSummary(t *testing.T) {
	d := small("")
	d.Level = LevelSummary
	text := rendered(t, d, HTMLOptions{})
	if strings.Contains(text, "<tr data-f") || strings.Contains(text, "Anna") || !strings.Contains(text, message.English.T("html.left-out.rows")) {
		t.Error("the summary has rows, or does not say that it has none")
	}
}

func TestCursor(t *testing.T) {
	list := []string{"a", "b", "c", "d"}
	c := cursor[string]{seq: slices.Values(list)}
	defer c.close()
	for _, i := range []int{0, 0, 2, 3, 1, 3, 0} {
		if got := c.at(i); got != list[i] {
			t.Errorf("at(%d) = %q", i, got)
		}
	}
}

func TestRoom(t *testing.T) {
	groups := []*group{{all: 900}, {all: 5}, {all: 300}, {all: 0}}
	if n := room(groups, 500); n != 500 || groups[0].most != 248 || groups[1].most != 5 || groups[2].most != 247 {
		t.Errorf("%d: %d %d %d", n, groups[0].most, groups[1].most, groups[2].most)
	}
}
