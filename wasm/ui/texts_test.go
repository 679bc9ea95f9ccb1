package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"presync/core/message"
)

// TestEveryTextIsThereAndUsed compares the ids of texts in the source of the page
// with the catalogue. A literal that ends in a period or a dash begins the ids of
// several texts.
func TestEveryTextIsThereAndUsed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	literal := regexp.MustCompile(`"(ui\.[^"\\ ]*)"`)
	used := map[string]bool{}
	var beginnings []string
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range literal.FindAllStringSubmatch(string(source), -1) {
			id := m[1]
			switch {
			case strings.HasSuffix(id, "."), strings.HasSuffix(id, "-"):
				beginnings = append(beginnings, id)
			case !message.English.Has(id):
				t.Errorf("%s: there is no text %s", f, id)
			default:
				used[id] = true
			}
		}
	}
	for _, id := range message.English.IDs() {
		if strings.HasPrefix(id, "ui.") && !used[id] && !begins(id, beginnings) {
			t.Errorf("text %s is not used", id)
		}
	}
}

func begins(id string, beginnings []string) bool {
	for _, b := range beginnings {
		if strings.HasPrefix(id, b) {
			return true
		}
	}
	return false
}
