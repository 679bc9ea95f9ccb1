package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presync/core/report"
)

// A report that was saved is the baseline of the next run; the exit status stays that
// of the findings.
func TestBaselineIsComparedWith(t *testing.T) {
	dir := t.TempDir()
	earlier := filepath.Join(dir, "earlier.json")
	if code, _, warnings := check(t, "-onprem", sampleOnPrem, "-cloud", sampleCloud, "-format", "report", "-o", earlier); code != exitErrors {
		t.Fatal(code, warnings)
	}
	text, err := os.ReadFile(sampleOnPrem)
	if err != nil {
		t.Fatal(err)
	}
	later := filepath.Join(dir, "later.ldf")
	if err := os.WriteFile(later, []byte(strings.ReplaceAll(string(text), "tom&co@", "tomandco@")), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, _ := check(t, "-onprem", later, "-cloud", sampleCloud, "-baseline", earlier, "-format", "json")
	var c report.Comparison
	if err := json.Unmarshal([]byte(out), &c); err != nil {
		t.Fatal(err)
	}
	if code != exitErrors || c.Findings.Fixed != 1 || c.Findings.New != 0 || c.Findings.Before != c.Findings.After+1 {
		t.Errorf("status %d, %+v", code, c.Findings)
	}
	_, out, _ = check(t, "-onprem", later, "-cloud", sampleCloud, "-baseline", earlier)
	for _, want := range []string{"Compared with the report of", "UP-5", "1  findings"} {
		if !strings.Contains(strings.ReplaceAll(out, "now  findings", "1  findings"), want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	masked := filepath.Join(dir, "masked.json")
	check(t, "-onprem", sampleOnPrem, "-format", "report", "-mask", "-level", "findings", "-o", masked)
	if _, out, _ := check(t, "-onprem", later, "-baseline", masked); !strings.Contains(out, "only the numbers can be compared") {
		t.Errorf("%s", out)
	}
	for _, args := range [][]string{{"-baseline", later}, {"-baseline", filepath.Join(dir, "none.json")}, {"-format", "report", "-level", "some"}} {
		if code, _, warnings := check(t, append(args, "-onprem", later)...); code != exitUsage || warnings == "" {
			t.Errorf("%v: status %d, %q", args, code, warnings)
		}
	}
}
