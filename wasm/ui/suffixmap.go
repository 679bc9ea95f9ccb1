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
// "contoso.local -> contoso.com". Lines that say no replacement come back as odd.
func suffixMap(text string) (m map[string]string, odd []string) {
	for _, line := range lines(text) {
		from, to := suffixPair(line)
		if from == "" || to == "" {
			odd = append(odd, line)
			continue
		}
		if m == nil {
			m = map[string]string{}
		}
		m[from] = to
	}
	return m, odd
}

func suffixPair(line string) (from, to string) {
	for _, arrow := range arrows {
		if from, to, ok := strings.Cut(line, arrow); ok {
			return suffix(from), suffix(to)
		}
	}
	return "", ""
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
