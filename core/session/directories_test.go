package session

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// directories are whole organisations in small, as their exports show them; each
// folder holds the files to load, the settings, and what was found right by review.
const directories = "../../testdata/directories"

// TestDirectories: a finding or verdict that the organisation does not deserve is as
// wrong as one that is missing. See the README.md beside the folders.
func TestDirectories(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(directories, "*", "settings.json"))
	if err != nil || len(dirs) < 5 {
		t.Fatalf("%d directories, %v", len(dirs), err)
	}
	for _, d := range dirs {
		dir := filepath.Dir(d)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			var settings Settings
			text, err := os.ReadFile(d)
			if err == nil {
				err = json.Unmarshal(text, &settings)
			}
			files, _ := filepath.Glob(filepath.Join(dir, "*.ldf"))
			exports, _ := filepath.Glob(filepath.Join(dir, "*.csv"))
			if files = append(files, exports...); err != nil || len(files) < 2 {
				t.Fatalf("%d files, %v", len(files), err)
			}
			s, _ := loadFiles(t, settings, files...)
			same(t, filepath.Join(dir, "findings.txt"), findingsText(s))
			same(t, filepath.Join(dir, "verdicts.txt"), verdictsText(s))
		})
	}
}

// same compares a text with a golden file, or writes it with -update.
func same(t *testing.T, path, got string) {
	t.Helper()
	if *updateFiles {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
	}
}

// findingsText is one line for each finding, below the number of each rule's.
func findingsText(s *Session) string {
	var lines []string
	count := map[string]int{}
	for d := range s.EachFinding() {
		r := &d.Row
		count[r.Severity+" "+r.Rule]++
		line := fmt.Sprintf("%s %s: %s, %s", r.Severity, r.Rule, plain(r.DN), r.Attribute)
		if r.Value != "" {
			line += " " + r.Value
		}
		line += ": " + d.Why.String()
		if p := d.Proposal; p != nil && p.Remove {
			line += " => remove (" + p.Confidence + ")"
		} else if p != nil {
			line += " => " + p.Value + " (" + p.Confidence + ")"
		}
		lines = append(lines, line)
	}
	return counted(count) + strings.Join(lines, "\n") + "\n"
}

// verdictsText is one line for each verdict, below the number of each kind.
func verdictsText(s *Session) string {
	var lines []string
	count := map[string]int{}
	for d := range s.EachMatch() {
		r := &d.Row
		kind := r.Severity + " " + r.Row + " " + r.Outcome
		if len(r.Also) > 0 {
			kind += " with " + strings.Join(r.Also, ", ")
		}
		count[kind]++
		name := plain(r.DN)
		if r.DN == "" {
			name = "cloud " + r.Name
		} else if r.Cloud != "" {
			name += " -> " + r.Cloud
		}
		line := fmt.Sprintf("%s: %s: %s", kind, name, d.Explanation.String())
		for _, n := range d.Notes {
			line += " " + n.String()
		}
		if len(d.AssumptionIDs) > 0 {
			line += " [" + strings.Join(d.AssumptionIDs, ", ") + "]"
		}
		lines = append(lines, line)
	}
	return counted(count) + strings.Join(lines, "\n") + "\n"
}

func counted(count map[string]int) string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(&b, "%4d %s\n", count[k], k)
	}
	b.WriteByte('\n')
	return b.String()
}

// plain is a distinguished name without its domain, which only the file tells apart.
func plain(dn string) string {
	i := strings.Index(dn, ",DC=")
	if i < 0 {
		return dn
	}
	domain, _, _ := strings.Cut(dn[i+len(",DC="):], ",")
	return dn[:i] + " (" + domain + ")"
}
