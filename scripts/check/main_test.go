package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	sampleOnPrem = "../../static/sample/onprem.ldf"
	sampleCloud  = "../../static/sample/cloud.csv"
)

// check runs the command and returns its status and what it printed.
func check(t *testing.T, args ...string) (code int, out, warnings string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code, err := run(args, &stdout, &stderr)
	if err != nil {
		stderr.WriteString(err.Error())
	}
	return code, stdout.String(), stderr.String()
}

func lines(t *testing.T, out string) []map[string]any {
	t.Helper()
	var all []map[string]any
	for l := range strings.Lines(out) {
		var m map[string]any
		if err := json.Unmarshal([]byte(l), &m); err != nil {
			t.Fatalf("%v in %s", err, l)
		}
		all = append(all, m)
	}
	return all
}

func TestFindingsNameAllHolders(t *testing.T) {
	code, out, _ := check(t, "-onprem", sampleOnPrem, "-format", "findings")
	if code != exitErrors {
		t.Errorf("exit status %d", code)
	}
	found := false
	for _, f := range lines(t, out) {
		for _, k := range []string{"dn", "cn", "class", "attribute", "value", "rule", "severity", "proposal", "holders"} {
			if _, ok := f[k]; !ok {
				t.Fatalf("a finding lacks %s: %v", k, f)
			}
		}
		if f["attribute"] == "proxyAddresses" && strings.EqualFold(f["value"].(string), "smtp:shared@contoso.com") {
			found = true
			if h := f["holders"].([]any); len(h) != 2 {
				t.Errorf("holders: %v", h)
			}
		}
	}
	if !found {
		t.Error("the address on two objects is not reported")
	}
}

func TestMatchTellsBothSides(t *testing.T) {
	_, out, _ := check(t, "-onprem", sampleOnPrem, "-cloud", sampleCloud, "-format", "match")
	var objects, orphans int
	for _, v := range lines(t, out) {
		if _, ok := v["dn"]; !ok {
			orphans++
			if v["row"] != "D-43" || v["cloudId"] == "" {
				t.Errorf("orphan: %v", v)
			}
			continue
		}
		objects++
		for _, k := range []string{"cloudId", "outcome", "row", "also", "severity", "keys", "assumptions"} {
			if _, ok := v[k]; !ok {
				t.Fatalf("a verdict lacks %s: %v", k, v)
			}
		}
	}
	if objects != 95 || orphans == 0 {
		t.Errorf("%d objects, %d orphans", objects, orphans)
	}
}

func TestSettingsReachTheVerdicts(t *testing.T) {
	list := filepath.Join(t.TempDir(), "privileged.txt")
	if err := os.WriteFile(list, []byte("# roles\nkarin.holm@contoso.com\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, out, _ := check(t, "-onprem", sampleOnPrem, "-cloud", sampleCloud, "-privileged", list, "-format", "match")
	for _, v := range lines(t, out) {
		if dn, _ := v["dn"].(string); strings.HasPrefix(dn, "CN=Karin Holm,") {
			if v["row"] != "D-18" {
				t.Errorf("an administrator's account is taken over: %v", v)
			}
			return
		}
	}
	t.Error("no verdict for Karin Holm")
}

func TestExitStatus(t *testing.T) {
	clean := filepath.Join(t.TempDir(), "clean.ldf")
	text := "dn: CN=VPN,DC=contoso,DC=com\nobjectClass: top\nobjectClass: group\ncn: VPN\ndisplayName: VPN\n" +
		"sAMAccountName: VPN\ngroupType: -2147483646\n"
	if err := os.WriteFile(clean, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	picture := filepath.Join(t.TempDir(), "picture.ldf")
	if err := os.WriteFile(picture, []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		want int
		args []string
	}{
		{"no errors", exitClean, []string{"-onprem", clean}},
		{"errors", exitErrors, []string{"-onprem", sampleOnPrem}},
		{"several files behind one flag", exitErrors, []string{"-onprem", clean, sampleOnPrem, "-format", "csv"}},
		{"the side is found out", exitErrors, []string{sampleCloud, sampleOnPrem}},
		{"no file", exitUsage, nil},
		{"missing file", exitUsage, []string{"-onprem", "nowhere.ldf"}},
		{"not an export", exitUsage, []string{"-onprem", picture}},
		{"unknown format", exitUsage, []string{"-onprem", clean, "-format", "poem"}},
		{"unknown flag", exitUsage, []string{"-onprem", clean, "-frobnicate"}},
		{"unknown anchor", exitUsage, []string{"-onprem", clean, "-anchor", "shoeSize"}},
		{"flag without value", exitUsage, []string{"-onprem"}},
	} {
		if code, out, warn := check(t, c.args...); code != c.want {
			t.Errorf("%s: exit status %d, want %d\n%s%s", c.name, code, c.want, out, warn)
		}
	}
}

func TestSummaryNamesWhatWasRead(t *testing.T) {
	_, out, _ := check(t, "-onprem", sampleOnPrem, "-cloud", sampleCloud)
	for _, want := range []string{"onprem.ldf: onprem", "95 objects", "40 objects", "Ready:", "ALREADY_SYNCED"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if strings.Contains(out, "[") {
		t.Errorf("a text is missing in\n%s", out)
	}
}

func TestOutputFile(t *testing.T) {
	to := filepath.Join(t.TempDir(), "findings.csv")
	if code, out, _ := check(t, "-onprem", sampleOnPrem, "-format", "csv", "-o", to); code != exitErrors || out != "" {
		t.Errorf("exit status %d, printed %q", code, out)
	}
	b, err := os.ReadFile(to)
	if err != nil || !bytes.HasPrefix(b, []byte("\uFEFF\"distinguishedName\"")) {
		t.Errorf("%v %.60q", err, b)
	}
}

func TestIdFixRowsEndWithTotals(t *testing.T) {
	code, out, warn := check(t, "-onprem", sampleOnPrem, "-profile", "idfix", "-format", "idfix")
	all := lines(t, out)
	if code != exitErrors || !strings.Contains(warn, "Top-level domains") || strings.Contains(warn, "[") || len(all) < 2 {
		t.Fatalf("exit status %d, %d lines, %s", code, len(all), warn)
	}
	for _, k := range []string{"dn", "cn", "objectType", "attribute", "value", "errors", "proposedAction", "update"} {
		if _, ok := all[0][k]; !ok {
			t.Errorf("a row lacks %s: %v", k, all[0])
		}
	}
	if _, ok := all[len(all)-1]["totals"]; !ok {
		t.Errorf("the last line is %v", all[len(all)-1])
	}
}

func TestProfilesAreCompared(t *testing.T) {
	_, out, _ := check(t, "-onprem", sampleOnPrem, "-compare-profiles", "idfix,entra")
	if !strings.Contains(out, "Reported by both") || !strings.Contains(out, "only presync") || strings.Contains(out, "[idfix.") {
		t.Error(out)
	}
	if code, _, _ := check(t, "-onprem", sampleOnPrem, "-compare-profiles", "entra,entra"); code != exitUsage {
		t.Errorf("exit status %d", code)
	}
}

// Without an on-premises export every live cloud object is still listed, as one
// that nothing is known to lead to.
func TestCloudFileAlone(t *testing.T) {
	_, out, _ := check(t, "-cloud", sampleCloud, "-format", "match")
	all := lines(t, out)
	if len(all) != 40 {
		t.Fatalf("%d of 40 cloud objects listed", len(all))
	}
	for _, v := range all {
		if v["row"] != "D-43" {
			t.Errorf("%v", v)
		}
	}
}

// An organisation may have chosen a string as source anchor at installation.
func TestCustomAnchorMatchesAsItIsWritten(t *testing.T) {
	dir := t.TempDir()
	onprem := filepath.Join(dir, "onprem.ldf")
	cloud := filepath.Join(dir, "users.csv")
	text := "dn: CN=Anna,DC=contoso,DC=com\nobjectClass: user\ncn: Anna\nsAMAccountName: anna\nuserAccountControl: 512\n" +
		"userPrincipalName: anna@contoso.com\nemployeeID: E-4711\n"
	users := "Id,UserPrincipalName,Mail,ProxyAddresses,OnPremisesImmutableId,OnPremisesSyncEnabled\n" +
		"c-1,a.berg@contoso.com,,,E-4711,\nc-2,other@contoso.com,other@contoso.com,SMTP:other@contoso.com,e-4711,\n"
	for path, data := range map[string]string{onprem: text, cloud: users} {
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, out, _ := check(t, "-onprem", onprem, "-cloud", cloud, "-anchor", "employeeID", "-format", "match")
	if v := lines(t, out)[0]; v["row"] != "D-02" || v["cloudId"] != "c-1" {
		t.Errorf("%v", v)
	}
}
