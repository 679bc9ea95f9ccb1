package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"presync/core/message"
)

// The report has the hashes of the files, in both forms, and a masked one has none of
// their names.
func TestReportHasHashes(t *testing.T) {
	text, err := os.ReadFile(sampleOnPrem)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(text)
	want := hex.EncodeToString(sum[:])
	for _, format := range []string{"report", "json", "html"} {
		code, out, warnings := check(t, "-onprem", sampleOnPrem, "-format", format)
		if code != exitErrors || !strings.Contains(out, want) || !strings.Contains(out, "Two Primaries") {
			t.Errorf("%s: status %d, %s, or the hash or a name is missing", format, code, warnings)
		}
		if _, out, _ := check(t, "-onprem", sampleOnPrem, "-format", format, "-mask"); strings.Contains(out, "onprem.ldf") || strings.Contains(out, "contoso.com") {
			t.Errorf("%s: the masked report names its files or a domain", format)
		}
	}
}

func TestReportAsHTML(t *testing.T) {
	_, full, _ := check(t, "-onprem", sampleOnPrem, "-cloud", sampleCloud, "-format", "html")
	if !strings.HasPrefix(full, "<!DOCTYPE html>") || !strings.Contains(full, message.English.T("html.left-out.nothing")) {
		t.Errorf("%.200s", full)
	}
	_, part, _ := check(t, "-onprem", sampleOnPrem, "-cloud", sampleCloud, "-format", "html", "-rows", "20", "-level", "findings")
	if n := strings.Count(part, "<tr data-f="); n != 20 || !strings.Contains(part, message.English.T("html.left-out.verdicts")) {
		t.Errorf("%d rows are listed, want 20", n)
	}
	_, summary, _ := check(t, "-onprem", sampleOnPrem, "-format", "html", "-level", "summary")
	if strings.Contains(summary, "<tr data-f=") {
		t.Error("the summary has rows")
	}
	var doc struct{ Level string }
	if _, out, _ := check(t, "-onprem", sampleOnPrem, "-format", "report", "-level", "summary"); json.Unmarshal([]byte(out), &doc) != nil || doc.Level != "summary" {
		t.Errorf("level %q", doc.Level)
	}
}
