package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"presync/core/message"
)

// sources is the text of all files of the page that match.
func sources(t *testing.T, pattern string) string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal(pattern, err)
	}
	var all []byte
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text...)
	}
	return string(all)
}

// Every column of a table, by its label where it has one, every filter beside a table
// and every card of figures has a text that explains it.
func TestEverythingIsExplained(t *testing.T) {
	explained := func(what, key string, ids ...string) {
		if !slices.ContainsFunc(ids, message.English.Has) {
			t.Errorf("the %s %q is not explained", what, key)
		}
	}
	page := sources(t, "*.go")
	var columns [][]string
	for _, list := range regexp.MustCompile(`(?s)\[\]column\{\{.*?\}\}`).FindAllString(page, -1) {
		columns = append(columns, regexp.MustCompile(`\{id: "([a-z-]+)"(?:, label: "([a-z]+)"[,}])?`).FindAllStringSubmatch(list, -1)...)
	}
	for _, c := range columns {
		key := c[1]
		if c[2] != "" {
			key = c[2]
		}
		explained("column", key, "ui.why.column."+key)
	}
	for _, by := range []string{"rule", "object", "value", "contested"} {
		explained("column", "groups-"+by, "ui.why.column.groups-"+by)
	}
	cards := regexp.MustCompile(`\bcard\("([a-z-]+)"`).FindAllStringSubmatch(page, -1)
	for _, c := range cards {
		if c[1] != "only-" {
			explained("card", c[1], "ui.why.card."+c[1])
		}
	}
	if len(columns) < 40 || len(cards) < 15 {
		t.Errorf("%d columns and %d cards were found", len(columns), len(cards))
	}
	block := regexp.MustCompile(`(?s)var facetOrder = .*?\n}\n`).FindString(sources(t, "table.go"))
	fields := regexp.MustCompile(`"([a-z]+)"`).FindAllStringSubmatch(block, -1)
	for _, f := range fields {
		explained("filter", f[1], "ui.why.field."+f[1], "ui.why.column."+f[1])
	}
	if len(fields) < 20 {
		t.Errorf("%d filters were found", len(fields))
	}
}
