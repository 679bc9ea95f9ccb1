package match

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/rules"
)

var update = flag.Bool("update", false, "write the expectations of testdata/match anew")

const examples = "../../testdata/match"

// settings is what settings.json of an example may hold.
type settings struct {
	VerifiedDomains  []string `json:"verifiedDomains"`
	InitialDomain    string   `json:"initialDomain"`
	NoUPNSoftMatch   bool     `json:"noUpnSoftMatch"`
	BlockSoftMatch   bool     `json:"blockSoftMatch"`
	BlockHardMatch   bool     `json:"blockHardMatch"`
	AllowRemap       bool     `json:"allowRemap"`
	Privileged       []string `json:"privileged"`
	AnchorAttribute  string   `json:"anchorAttribute"`
	UPNSource        string   `json:"upnSource"`
	FederatedDomains []string `json:"federatedDomains"`
	LegacyFederation bool     `json:"legacyFederation"`
}

// line is one line of expect.jsonl: a verdict, or an unclaimed cloud object, which
// has no dn.
type line struct {
	DN          *string  `json:"dn,omitempty"`
	CloudID     *string  `json:"cloudId"`
	Outcome     string   `json:"outcome"`
	Row         string   `json:"row"`
	Also        []string `json:"also"`
	Severity    string   `json:"severity"`
	Keys        []string `json:"keys"`
	Assumptions []string `json:"assumptions"`
}

// TestExamples runs every example under testdata/match: the exports are read as a
// user's files are, judged by the default filters and matched.
func TestExamples(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(examples, "*"))
	if err != nil || len(dirs) < 43 {
		t.Fatalf("%d examples, %v", len(dirs), err)
	}
	rows := map[Row]bool{}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			r := loadExample(t, dir)
			for i := range r.Len() {
				v := r.At(i)
				rows[v.Row] = true
				for _, also := range v.Also.List() {
					rows[also] = true
				}
				checkTexts(t, r, v)
			}
			compareExample(t, dir, r)
		})
	}
	for _, row := range Rows() {
		if !rows[row] {
			t.Errorf("no example shows %v (%s)", row, row.Outcome())
		}
	}
}

func loadExample(t *testing.T, dir string) *Result {
	t.Helper()
	to := ingest.Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	var opt Options
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		switch name := filepath.Base(f); {
		case name == "expect.jsonl":
		case name == "settings.json":
			var s settings
			if err := json.Unmarshal(text, &s); err != nil {
				t.Fatal(err)
			}
			opt = Options(s)
		default:
			role := ingest.Cloud
			if strings.HasPrefix(name, "onprem") {
				role = ingest.OnPrem
			}
			rep := ingest.Load(bytes.NewReader(text), name, ingest.Options{Role: role}, to, nil)
			if rep.Skipped > 0 || rep.Objects == 0 {
				t.Fatalf("%s: %+v", name, rep)
			}
		}
	}
	judged := rules.Run(to.OnPrem, rules.Options{}, nil)
	scope := func(id directory.ID) string { return judged.Scope(id).String() }
	return Run(Input{OnPrem: to.OnPrem, Cloud: to.Cloud, Scope: scope}, opt, nil)
}

func lineOf(r *Result, v Verdict) line {
	l := line{
		Outcome: v.Row.Outcome(), Row: v.Row.String(), Severity: v.Severity.String(),
		Also: []string{}, Keys: append([]string{}, v.Keys.Names()...),
		Assumptions: append([]string{}, v.Assumptions.Names()...),
	}
	for _, row := range v.Also.List() {
		l.Also = append(l.Also, row.String())
	}
	if id := r.CloudID(v); id != "" {
		l.CloudID = &id
	}
	if v.Object != directory.NoID {
		dn := r.in.OnPrem.Text(v.Object, directory.DN)
		l.DN = &dn
	}
	return l
}

func compareExample(t *testing.T, dir string, r *Result) {
	t.Helper()
	var got bytes.Buffer
	enc := json.NewEncoder(&got)
	enc.SetEscapeHTML(false)
	for i := range r.Len() {
		if err := enc.Encode(lineOf(r, r.At(i))); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "expect.jsonl")
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		var a, b string
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			t.Errorf("verdict %d\n got %s\nwant %s", i, a, b)
		}
	}
}

// checkTexts makes sure that every text of a verdict exists and has all its
// arguments.
func checkTexts(t *testing.T, r *Result, v Verdict) {
	t.Helper()
	texts := []string{r.Explain(v).String(), r.Remedy(v).String(), r.Title(v).String()}
	for _, m := range r.Notes(v) {
		texts = append(texts, m.String())
	}
	for _, m := range r.Assumptions(v) {
		texts = append(texts, m.String())
	}
	for _, s := range append(texts, r.Recipe(v)) {
		if strings.Contains(s, "{name") || strings.Contains(s, "[outcome") || strings.Contains(s, "[note") ||
			strings.Contains(s, "[assumption") || strings.Contains(s, "[recipe") || strings.Contains(s, "  ") {
			t.Errorf("%v: %q", v.Row, s)
		}
	}
	if r.Certainty(v) == "" {
		t.Errorf("%v has no certainty", v.Row)
	}
}
