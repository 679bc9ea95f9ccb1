package session

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"presync/core/directory"
)

// A text is found where its lower case stands in the lower case of the value, at
// every place, whatever stands around it.
func TestFinderIgnoresCase(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	letters := []string{"a", "A", "b", "B", "1", "@", "`", "[", "{", " ", ".", "ä", "Ä", "K", "İ", "\x00", "\x7f", "\xff"}
	text := func(most int) string {
		var b bytes.Buffer
		for range random.IntN(most) {
			b.WriteString(letters[random.IntN(len(letters)-random.IntN(7))])
		}
		return b.String()
	}
	hits := 0
	for range 100_000 {
		needle, value := text(5), []byte(text(40))
		want := bytes.Contains(directory.AppendLower(nil, value), directory.AppendLower(nil, []byte(needle)))
		if got := newFinder(needle).in(value); got != want {
			t.Fatalf("%q in %q: %v", needle, value, got)
		}
		if want {
			hits++
		}
	}
	if hits < 1000 {
		t.Errorf("only %d hits", hits)
	}
}

// A search that was narrowed letter by letter, under changing filters, finds what a
// new one finds.
func TestSearchAsOneTypes(t *testing.T) {
	s := loadCrowd(t, 300, Settings{})
	filters := []FindingsFilter{{}, {Severity: []string{SeverityError}}, {Attribute: []string{"proxyAddresses"}}}
	for _, texts := range [][]string{{"p", "pe", "per", "per ", "per s", "per son1"}, {"12", "123", "12", "2", "ÄR", "ärn"}, {"x", ""}} {
		for i, text := range texts {
			for _, f := range filters[i%2:] {
				f.Search = text
				q := Request{Findings: &FindingsQuery{Filter: f, Facets: true, Sort: "dn"}}
				got := answer(s, q)
				s.findings = listing{}
				if want := answer(s, q); got != want {
					t.Errorf("%q: %.500s\nin place of\n%.500s", text, got, want)
				}
			}
		}
	}
}
