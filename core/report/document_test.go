package report

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"presync/core/message"
)

// sampleDocument has something in every field of its tables.
func sampleDocument() *Document {
	return &Document{
		Schema: Schema, Version: Version, Made: "2026-11-22T10:00:00Z", Program: "presync", Level: LevelFull,
		Rules:    []Rule{{ID: "PA-1", Title: "A title"}, {ID: "UP-4"}},
		Outcomes: []Outcome{{Row: "D-08"}},
		Rows:     Rows{Objects: 3, Findings: 4, Verdicts: 2, Decisions: 2},
		Objects: slices.Values([]Object{
			{DN: "CN=Anna Berg,OU=Staff,DC=contoso,DC=com", Name: "Anna Berg", Class: "user", GUID: "3f2504e0-4f89-11d3-9a0c-0305e82c3301"},
			{DN: `CN=Silva\, Bruno,OU=Staff,DC=contoso,DC=com`, Name: "Silva, Bruno", Class: "user"},
			{DN: "not a name", Name: "</script>\u2028\"\x01"},
		}),
		Findings: slices.Values([]Entry{
			{Object: 0, Rule: 0, Attribute: "mail", Value: "a@b", Severity: "error", Why: Text{Form: "{n} {n:thing|things}, {v}", Args: []message.Arg{message.Num("n", 1), message.Text("v", "x")}},
				Confidence: "safe", Proposal: "c@d", Group: 7, Holders: 2, Decision: 1, Change: "new"},
			{Object: 0, Rule: 1, Attribute: "mail", Absent: true, Severity: "warning", Why: Text{Form: "Nothing there."}},
			{Object: 1, Rule: 1, Attribute: "mail", Value: "", Severity: "warning", Confidence: "review", Remove: true},
			{Object: 2, Rule: 1, Attribute: "mail", Value: "x", Severity: "advice", Confidence: "review", Proposal: ""},
		}),
		Verdicts: slices.Values([]Verdict{
			{Object: 0, Outcome: 0, Severity: "ok", CloudID: "id", Cloud: "Anna", Keys: "smtp upn", Also: "D-23 D-39"},
			{Object: -1, Outcome: 0, Severity: "info", Class: "user", Why: Text{Form: "B stays."}},
		}),
		Decisions: slices.Values([]Decision{
			{Object: 0, Attribute: "mail", Value: "a@b", Rule: "PA-1", Action: "edit", NewValue: "c@d", Note: "so be it"},
			{Object: 0, Attribute: "mail", Absent: true, Rule: "UP-4", Action: "ignore"},
		}),
	}
}

func written(t *testing.T, d *Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReadGivesWhatWasWritten(t *testing.T) {
	d := sampleDocument()
	text := written(t, d)
	r, err := Read(strings.NewReader(text), 0)
	if err != nil {
		t.Fatal(err)
	}
	if again := written(t, r); again != text {
		t.Errorf("written again:\n%s\nbefore:\n%s", again, text)
	}
	if got, want := slices.Collect(r.Objects), slices.Collect(d.Objects); !slices.Equal(got, want) {
		t.Errorf("objects are %+v", got)
	}
	if got, want := slices.Collect(r.Decisions), slices.Collect(d.Decisions); !slices.Equal(got, want) {
		t.Errorf("decisions are %+v", got)
	}
	got := slices.Collect(r.Findings)
	for i, f := range slices.Collect(d.Findings) {
		if got[i].Why.String() != f.Why.String() {
			t.Errorf("finding %d: %q, not %q", i, got[i].Why, f.Why)
		}
		got[i].Why, f.Why = Text{}, Text{}
		if got[i].Value != f.Value || got[i].Absent != f.Absent || got[i].Remove != f.Remove || got[i].Proposal != f.Proposal || got[i].Confidence != f.Confidence {
			t.Errorf("finding %d is %+v, not %+v", i, got[i], f)
		}
	}
	if strings.ContainsAny(text, "<>&\u2028") {
		t.Error("the text can end a script in HTML")
	}
}

// What a report is may change: columns in another order, more of them, other blanks.
func TestReadGoesByTheNamesOfColumns(t *testing.T) {
	text := strings.NewReplacer(`"columns":["object","attribute","value","rule","action","newValue","note"]`,
		`"columns" : [ "object","attribute","value","rule","action","newValue","later" ], "of": {"later": [1.5e3, true]}`).
		Replace(written(t, sampleDocument()))
	r, err := Read(strings.NewReader(text), 0)
	if err != nil {
		t.Fatal(err)
	}
	x := slices.Collect(r.Decisions)[0]
	if x.NewValue != "c@d" || x.Note != "" {
		t.Errorf("%+v", x)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	good := written(t, sampleDocument())
	replace := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the report has no %s", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	for name, c := range map[string]struct{ text, want string }{
		"empty":          {"", "report.read.json"},
		"text":           {"dn: CN=x", "report.read.json"},
		"half an object": {`{"value":`, "report.read.json"},
		"other JSON":     {`{"value":[{"id":"x"}]}`, "report.read.schema"},
		"a list":         {`[1,2]`, "report.read.json"},
		"no version":     {replace(`"version":1`, `"version":"one"`), "report.read.schema"},
		"newer":          {replace(`"version":1`, `"version":2`), "report.read.newer"},
		"cut off":        {good[:len(good)*2/3], "report.read.truncated"},
		"cut in a word":  {strings.TrimRight(good, "]}\n"), "report.read.truncated"},
		"two files":      {good + good, "report.read.damaged"},
		"a broken cell":  {replace(`[0,1,`, `[0,1,?`), "report.read.rows"},
		"fields":         {replace(`"files":null`, `"files":7`), "report.read.field"},
		"too few rows":   {replace(`"decisions":2`, `"decisions":3`), "report.read.rows"},
		"no such object": {replace("\n[2,1,", "\n[3,1,"), "report.read.rows"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(strings.NewReader(c.text), int64(len(c.text)))
			var e *ReadError
			if !errors.As(err, &e) || e.Text.ID != c.want {
				t.Fatalf("%v", err)
			}
			for _, m := range []message.Message{e.Text, e.Advice} {
				if !message.English.Has(m.ID) || strings.ContainsAny(m.String(), "{}") {
					t.Errorf("%q", m)
				}
			}
		})
	}
	_, err := Read(iotest.ErrReader(io.ErrUnexpectedEOF), 0)
	var e *ReadError
	if !errors.As(err, &e) || e.Text.ID != "report.read.broken" {
		t.Errorf("%v", err)
	}
	if _, err := Read(strings.NewReader(good), MaxSize+1); !errors.As(err, &e) || e.Text.ID != "report.read.large" {
		t.Errorf("%v", err)
	}
}

func TestIsKnowsAReportByItsContent(t *testing.T) {
	for text, want := range map[string]bool{
		written(t, sampleDocument()):                                    true,
		"\uFEFF { \"schema\" : \"presync/report\"":                      true,
		`{"program":"presync 1","made":["x"],"schema":"presync/report"`: true,
		`{"schema":"presync/other"}`:                                    false,
		`{"value":[{"schema":"presync/report"}]}`:                       false,
		`["presync/report"]`:                                            false,
		"dn: CN=x":                                                      false,
		"":                                                              false,
	} {
		if Is([]byte(text)) != want {
			t.Errorf("%.60s", text)
		}
	}
}

// The test vector of the paper: key 00 01 .. 0f, input 00 01 .. 0e.
func TestSipHash(t *testing.T) {
	var in [15]byte
	for i := range in {
		in[i] = byte(i)
	}
	if h := sipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908, in[:]); h != 0xa129ca6149be45e5 {
		t.Errorf("%x", h)
	}
}

func TestMasksKeepTheFormOfValues(t *testing.T) {
	m := newMasker([]byte("salt"), false)
	local := strings.TrimSuffix(m.value("anna@contoso.com"), "@"+m.domain("contoso.com"))
	for in, want := range map[string]string{
		"":                      "",
		"SMTP:Anna@Contoso.com": "SMTP:" + local + "@" + m.domain("contoso.com"),
		"anna@":                 local + "@",
		"Anna":                  local,
		"anna:x":                m.token('x', "anna:x"), // no type of an address, but a name
		"X500:/o=Contoso":       "X500:" + m.token('x', "/o=contoso"),
		"CN=Anna,OU=Staff":      "CN=" + local + ",OU=" + m.value("Staff"),
		"Anna=Berg,OU=Staff":    m.token('x', "Anna=Berg,OU=Staff"),
	} {
		if got := m.value(in); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
	berg := m.value("Berg, Anna")
	if got, want := m.dn(`CN=Berg\, Anna,OU=Staff,DC=contoso`), "CN="+berg+",OU="+m.value("staff")+",DC="+m.value("contoso"); got != want {
		t.Errorf("%s, not %s", got, want)
	}
	if got, want := m.dn("Anna=Berg,OU=Staff"), m.token('x', "Anna=Berg")+",OU="+m.value("staff"); got != want {
		t.Errorf("%s, not %s", got, want)
	}
	if got, want := m.list("Anna, Contoso (+3)"), local+", "+m.value("contoso")+" (+3)"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
	for in, want := range map[string]string{"U+0020 | ,": "U+0020 | ,", "山 (U+5C71) 田 (U+7530)": "…", "ö (U+00F6) | –": "| – …", "* 山 (U+5C71) …": "* …"} {
		if got := openChars(in); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
	keep := newMasker([]byte("salt"), true)
	for in, want := range map[string]string{
		"anna@contoso.com ":  local + "@contoso.com ",
		"Berg @ Anna Berg":   keep.token('x', "Berg ") + "@" + keep.token('d', " Anna Berg") + ".example",
		"DC=Anna Berg,DC=de": "DC=" + keep.token('x', "Anna Berg") + ",DC=de",
	} {
		if got := keep.value(in); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
	if got := keep.proposal("a@anna.berg.de", "a@anna. berg.de"); strings.Contains(got, "anna") {
		t.Errorf("a repaired value gives %s", got)
	}
	if got := m.setting(HoldsDomains, []string{"contoso.com"})[0]; got != m.domain("contoso.com") {
		t.Errorf("a domain of the settings is %s", got)
	}
	if got := keep.value("anna@contoso.com"); got != local+"@contoso.com" {
		t.Errorf("%s", got)
	}
	if got := keep.dn("CN=Anna,DC=contoso,DC=com"); got != "CN="+local+",DC=contoso,DC=com" {
		t.Errorf("%s", got)
	}
	if other := newMasker([]byte("other"), false).value("Anna"); other == local {
		t.Error("another salt gives the same masks")
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := Write(&b, sampleDocument()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"schema":"presync/report","version":1,"rows":{"objects":1},"objects":{"columns":["rdn"],"rows":[["\ud83d\ude00\u00e9"]]}}`))
	f.Add([]byte(`{"schema":"presync/report","version":1,"findings":{"rows":[[[0,"x"]]],"columns":["why"]}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := Read(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			var e *ReadError
			if !errors.As(err, &e) {
				t.Fatalf("%T", err)
			}
			return
		}
		// What was read can be written, and reads the same again.
		var first, second bytes.Buffer
		if err := Write(&first, d); err != nil {
			t.Fatal(err)
		}
		again, err := Read(bytes.NewReader(first.Bytes()), int64(first.Len()))
		if err != nil {
			t.Fatalf("%v\n%s", err, first.Bytes())
		}
		if err := Write(&second, again); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s\nthen\n%s", first.Bytes(), second.Bytes())
		}
	})
}
