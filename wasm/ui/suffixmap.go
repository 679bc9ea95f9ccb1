package ui

import (
	"maps"
	"slices"
	"strings"
)

// arrows separate the present suffix from the new one, in the order in which they
// are looked for.
var arrows = []string{"->", "→", "=>", "="}

// suffixMap reads replacements of UPN suffixes, one to a line, such as
// "contoso.local -> contoso.com". Other lines are left out.
func suffixMap(text string) map[string]string {
	var m map[string]string
	for _, line := range lines(text) {
		for _, arrow := range arrows {
			from, to, ok := strings.Cut(line, arrow)
			if !ok {
				continue
			}
			from, to = suffix(from), suffix(to)
			if from != "" && to != "" {
				if m == nil {
					m = map[string]string{}
				}
				m[from] = to
			}
			break
		}
	}
	return m
}

// suffix is a domain as it is typed, perhaps with the @ before it.
func suffix(s string) string { return strings.TrimPrefix(strings.TrimSpace(s), "@") }

// suffixLines writes what suffixMap reads, in alphabetical order.
func suffixLines(m map[string]string) string {
	var list []string
	for _, from := range slices.Sorted(maps.Keys(m)) {
		list = append(list, from+" -> "+m[from])
	}
	return strings.Join(list, "\n")
}
