package main

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const changes = "../../testdata/change/"

func TestDecisionsBecomeFiles(t *testing.T) {
	for format, want := range map[string]string{
		"summary":         "5 changes of 3 objects\n",
		"ldif":            "dn: CN=Silva\\, Bruno,OU=Staff,DC=contoso,DC=com\r\nchangetype: modify\r\nreplace: userPrincipalName\r\n",
		"undo":            "userPrincipalName: bruno @contoso.com\r\n",
		"powershell":      "Update-Object -Id '01010101-0101-0101-0101-010101010101'",
		"undo-powershell": "Update-Object -Id '01010101-0101-0101-0101-010101010101'",
		"csv":             `"Safe proposal accepted."`,
		"idfix-csv":       `"EDIT"`,
	} {
		code, out, warnings := check(t, "-onprem", changes+"directory.ldf", "-decide", "safe", "-format", format)
		if code != exitClean || warnings != "" || !strings.Contains(out, want) {
			t.Errorf("%s: status %d, %s: %s", format, code, warnings, out)
		}
	}
	_, out, _ := check(t, "-onprem", changes+"directory.ldf", "-decide", "safe", "-format", "ldif", "-guard")
	if !strings.Contains(out, "delete: userPrincipalName\r\nuserPrincipalName: bruno @contoso.com\r\n-\r\nadd: userPrincipalName\r\n") {
		t.Errorf("not guarded: %s", out)
	}
}

func TestDecisionsWithoutEffectAreNamed(t *testing.T) {
	code, out, warnings := check(t, "-onprem", changes+"directory.ldf", "-decide", changes+"decisions.jsonl")
	if code != exitErrors || !strings.HasPrefix(out, "3 changes of 3 objects\n") {
		t.Errorf("status %d: %s", code, out)
	}
	for _, want := range []string{"Line 7: ", "Line 13: ", "contradict each other"} {
		if !strings.Contains(warnings, want) {
			t.Errorf("nothing about %q: %s", want, warnings)
		}
	}
	if code, _, _ := check(t, "-onprem", changes+"directory.ldf", "-decide", "nowhere.jsonl"); code != exitUsage {
		t.Errorf("a missing file of decisions: status %d", code)
	}
	if code, _, _ := check(t, "-onprem", changes+"directory.ldf", "-decide", "safe", "-profile", "idfix"); code != exitUsage {
		t.Errorf("decisions about IdFix's rows: status %d", code)
	}
}

func TestArchiveNamesItsSources(t *testing.T) {
	name := filepath.Join(t.TempDir(), "changes.zip")
	if code, _, warnings := check(t, "-onprem", changes+"directory.ldf", "-decide", "safe", "-format", "zip", "-o", name); code != exitClean {
		t.Fatal(warnings)
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open("README.txt")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := sum(changes + "directory.ldf")
	if err != nil || len(hash) != 64 || !strings.Contains(string(text), "SHA-256 "+hash) {
		t.Errorf("%v: %s", err, text)
	}
}

func TestRemediesBecomeAScriptForTheCloud(t *testing.T) {
	stale := []string{"-onprem", "../../testdata/match/D-17/onprem.ldf", "-cloud", "../../testdata/match/D-17/cloud.csv"}
	for _, rows := range []string{"D-17", "stale_immutable_id,d-42", "all"} {
		code, out, warnings := check(t, append(stale, "-remedies", rows, "-format", "cloud")...)
		if code != exitClean || !strings.Contains(out, "Set-Anchor -Id ") || strings.Contains(out, "Set-AD") {
			t.Errorf("%s: status %d, %s: %s", rows, code, warnings, out)
		}
	}
	for _, args := range [][]string{
		{"-format", "cloud"}, {"-format", "cloud", "-remedies", "D-99"}, {"-format", "cloud", "-remedies", "D-42"},
		{"-remedies", "all", "-profile", "idfix"},
	} {
		if code, out, _ := check(t, append(stale, args...)...); code != exitUsage {
			t.Errorf("%q: status %d, %s", args, code, out)
		}
	}
}

// A decision about the finding of one rule says which; a rule without a finding about
// the value is a mistake.
func TestDecisionsAboutOneRule(t *testing.T) {
	file := filepath.Join(t.TempDir(), "decisions.jsonl")
	const object = `{"dn":"CN=Silva\\, Bruno,OU=Staff,DC=contoso,DC=com","attribute":"userPrincipalName","action":"ignore","rule":`
	if err := os.WriteFile(file, []byte(object+"\"UP-10\"}\n"+object+"\"ML-3\"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, warnings := check(t, "-onprem", changes+"directory.ldf", "-decide", file)
	if code != exitErrors || !strings.Contains(out, "1 decision leaves") || !strings.Contains(warnings, "Line 2: The rule ML-3 ") {
		t.Errorf("status %d, %s: %s", code, warnings, out)
	}
}
