package session

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"presync/core/report"
)

// records are the records of an LDIF file, each as its lines, unfolded.
func records(text string) [][]string {
	var out [][]string
	for _, r := range strings.Split(strings.TrimSpace(strings.ReplaceAll(text, "\n ", "")), "\n\n") {
		out = append(out, strings.Split(r, "\n"))
	}
	return out
}

// asCSV writes an LDIF file as csvde would export it.
func asCSV(t *testing.T, text string) string {
	t.Helper()
	header := []string{"DN"}
	var rows []map[string]string
	for _, r := range records(text) {
		row := map[string]string{}
		for _, line := range r {
			name, v, _ := strings.Cut(line, ":")
			if b64, ok := strings.CutPrefix(v, ": "); ok {
				raw, err := base64.StdEncoding.DecodeString(b64)
				if err != nil {
					t.Fatal(err)
				}
				if v = string(raw); strings.HasSuffix(name, "GUID") || strings.HasSuffix(name, "Guid") || name == "objectSid" {
					v = "X'" + hex.EncodeToString(raw) + "'"
				}
			} else {
				v = strings.TrimPrefix(v, " ")
			}
			switch {
			case name == "dn":
				row["DN"] = v
				continue
			case name == "changetype" || name == "distinguishedName":
				continue
			case !slices.Contains(header, name):
				header = append(header, name)
			}
			if v = strings.ReplaceAll(v, ";", `\;`); row[name] != "" {
				v = row[name] + ";" + v
			}
			row[name] = v
		}
		rows = append(rows, row)
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	cells := make([]string, len(header))
	for i := -1; i < len(rows); i++ {
		for j, name := range header {
			if cells[j] = name; i >= 0 {
				cells[j] = rows[i][name]
			}
		}
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return b.String()
}

// utf16Text is a text in UTF-16 with a byte order mark.
func utf16Text(text string) string {
	out := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

// Work goes on with an export of the same directory that another tool wrote, in another
// order and encoding, after objects were moved; and a run beside such a one has nothing new.
func TestWorkGoesOnWithOtherExports(t *testing.T) {
	ldif := sampleText(t)
	s := loadExports(Settings{}, ldif)
	decideSome(t, s)
	for n := range uint32(s.checked.Len()) { // something of each kind
		action := []string{"edit", "remove", "keep", "ignore"}[n%4]
		if s.decided.of(n).action == 0 {
			s.Decide(DecideRequest{Findings: []uint32{n}, Action: action, Value: fmt.Sprint("value ", n), Note: fmt.Sprint("note ", n)})
		}
	}
	want := s.Decisions()
	saved := writtenDocument(t, s.Document(ReportQuery{}))
	backwards := strings.Split(strings.TrimSpace(ldif), "\n\n")
	slices.Reverse(backwards)
	moved := strings.ReplaceAll(strings.ReplaceAll(ldif, "\n ", ""), ",OU=Staff,", ",OU=Moved,OU=Staff,")
	for name, text := range map[string]string{
		"the same": ldif, "backwards": strings.Join(backwards, "\n\n") + "\n", "UTF-16": utf16Text(ldif), "csvde": asCSV(t, ldif), "moved": moved,
		"CR LF": strings.ReplaceAll(ldif, "\n", "\r\n"),
	} {
		other := loadExports(Settings{}, text)
		r := openSaved(t, other, saved, UseContinue).Restored
		now := other.Decisions()
		if r.Restored != want.Decided || r.Lost != 0 || now.Changes != want.Changes || !slices.Equal(now.Actions, want.Actions) {
			t.Errorf("%s: %+v of %d; %+v", name, r, want.Decided, now)
		}
		openSaved(t, other, saved, UseCompare)
		c := other.Diff().Comparison
		if c.Findings.New+c.Findings.Changed+c.Findings.Fixed+c.Findings.Gone+c.Findings.Unchecked != 0 || c.Findings.Same != s.overview.Findings ||
			c.Objects.New+c.Objects.Gone != 0 || (c.Objects.Renamed > 0) != (name == "moved") {
			t.Errorf("%s: %+v %+v", name, c.Findings, c.Objects)
		}
		for _, v := range c.Verdicts {
			if v.Before != v.After {
				t.Errorf("%s: %+v", name, v)
			}
		}
	}
}

// It does not matter in which order the files come, nor how objects are divided among them.
func TestComparisonHeedsNoOrderOfFiles(t *testing.T) {
	all := strings.Split(strings.TrimSpace(sampleText(t)), "\n\n")
	a, b := strings.Join(all[:40], "\n\n")+"\n", strings.Join(all[40:], "\n\n")+"\n"
	s := loadExports(Settings{}, a, b)
	text := writtenDocument(t, s.Document(ReportQuery{}))
	for name, other := range map[string]*Session{"swapped": loadExports(Settings{}, b, a), "one file": loadExports(Settings{}, a+"\n"+b)} {
		openSaved(t, other, text, UseCompare)
		c := other.Diff().Comparison
		if c.Findings.Same != s.overview.Findings || c.Findings.After != c.Findings.Same || c.Findings.Before != c.Findings.Same || c.Objects.Same != int64(len(all)) {
			t.Errorf("%s: %+v %+v", name, c.Findings, c.Objects)
		}
	}
}

// A decision about a value that is no text finds it again, unless another one of the
// object is written alike.
func TestWorkOnBytesThatAreNoText(t *testing.T) {
	export := func(values ...string) string {
		text := "dn: CN=Anna,DC=contoso,DC=com\nobjectClass: user\nsAMAccountName: anna\nuserPrincipalName: anna@contoso.com\n"
		for _, v := range values {
			text += "proxyAddresses:: " + base64.StdEncoding.EncodeToString([]byte(v)) + "\n"
		}
		return text
	}
	one, other := "smtp:a b\xff@contoso.com", "smtp:a b\xfe@contoso.com"
	s := loadExports(Settings{}, export(one, "SMTP:anna@contoso.com"))
	s.Decide(DecideRequest{Filter: &FindingsFilter{Attribute: []string{"proxyAddresses"}}, Action: "ignore"})
	want := s.Decisions().Decided
	text := writtenDocument(t, s.Document(ReportQuery{}))
	if r := openSaved(t, loadExports(Settings{}, export(one, "SMTP:anna@contoso.com")), text, UseContinue).Restored; want == 0 || r.Restored != want {
		t.Errorf("%+v of %d", r, want)
	}
	if r := openSaved(t, loadExports(Settings{}, export(one, "SMTP:anna@contoso.com", other)), text, UseContinue).Restored; r.Lost == 0 {
		t.Errorf("of two values that are written alike one was taken: %+v", r)
	}
}

// What can no longer be decided is told with its reason, and nothing else is decided in
// its place.
func TestWorkThatIsLostIsTold(t *testing.T) {
	const head = "dn: CN=Anna,OU=Staff,DC=contoso,DC=com\nobjectClass: user\nobjectGUID:: wthzH1vq9FOEUme21MLraA==\nsAMAccountName: anna\n"
	const defect = "userPrincipalName: an na@contoso.com\n"
	s := loadExports(Settings{}, head+defect)
	rules := map[string]bool{}
	for n := range uint32(s.checked.Len()) {
		rules[s.findingRow(n).Rule] = true
		s.Decide(DecideRequest{Findings: []uint32{n}, Action: "ignore", Note: "later"})
	}
	saved := writtenDocument(t, s.Document(ReportQuery{Level: report.LevelFindings}))
	for name, c := range map[string]struct{ text, reason string }{
		"the value is another":        {head + "userPrincipalName: an  na@contoso.com\n", "change.line.value"},
		"the column is missing":       {head, "change.line.value"},
		"the object is gone":          {strings.ReplaceAll(head, "Anna", "Bruno") + defect, ""}, // renamed: the same objectGUID
		"another object has the name": {strings.Replace(head, "wthz", "wthy", 1) + defect, "change.line.object"},
		"no objectGUID is told":       {strings.Replace(head, "objectGUID:: wthzH1vq9FOEUme21MLraA==\n", "", 1) + defect, ""},
		"neither name nor objectGUID": {strings.ReplaceAll(strings.Replace(head, "objectGUID:: wthzH1vq9FOEUme21MLraA==\n", "", 1), "Anna", "Bruno") + defect, "change.line.object"},
	} {
		other := loadExports(Settings{}, c.text)
		r := openSaved(t, other, saved, UseContinue).Restored
		about := func(row LostDecision) bool {
			return row.Line.Attribute == "userPrincipalName" && row.Reason.ID == c.reason
		}
		if found := slices.ContainsFunc(r.Rows, about); found != (c.reason != "") || r.Restored+r.Lost != s.Decisions().Decided {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if len(rules) == 0 {
		t.Fatal("nothing was found")
	}
}

// A file that is no whole report says so and changes nothing.
func TestDamagedWorkIsRefused(t *testing.T) {
	s := loadExports(Settings{}, sampleText(t))
	decideSome(t, s)
	saved := string(writtenDocument(t, s.Document(ReportQuery{})))
	before := s.Decisions().Serial
	for name, text := range map[string]string{
		"newer":           strings.Replace(saved, `"version":1`, `"version":2`, 1),
		"no version":      strings.Replace(saved, `"version":1,`, "", 1),
		"cut off":         saved[:len(saved)/2],
		"another schema":  strings.Replace(saved, report.Schema, "other/report", 1),
		"a row too much":  strings.Replace(saved, `"rows":{"objects":`, `"rows":{"objects":1`, 1),
		"deep":            saved[:len(saved)-2] + `,"more":` + strings.Repeat("[", 1<<20),
		"a wrong field":   strings.Replace(saved, `"files":[`, `"files":{"a":[`, 1),
		"something after": saved + "x",
		"a comma":         strings.Replace(saved, `"settings":{`, `"settings":{,`, 1),
	} {
		_, fail := s.OpenSaved(SavedRequest{Use: UseContinue, Size: int64(len(text))}, strings.NewReader(text))
		if fail == nil || !strings.HasPrefix(fail.Text.ID, "report.read.") || fail.Advice.IsZero() || name == "a comma" && fail.Text.ID != "report.read.field" {
			t.Errorf("%s: %+v", name, fail)
		}
	}
	// Fields that a later version added are passed over, and so are settings of another kind.
	text := strings.Replace(saved, `"version":1`, `"version":1,"later":{"a":[1,"}"]}`, 1)
	text = strings.Replace(text, `"settings":{}`, `"settings":{"verifiedDomains":7}`, 1)
	about, fail := s.OpenSaved(SavedRequest{}, bytes.NewReader([]byte(text)))
	if fail != nil || about.Settings != nil {
		t.Errorf("%+v %+v", about, fail)
	}
	if s.Decisions().Serial != before {
		t.Error("a damaged file has changed the decisions")
	}
}
