package ui

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// How well a word that is searched for fits a word that is there.
const (
	fitsInside = 1
	fitsStart  = 3
	fitsWhole  = 4
)

// fit tells how well words searched for fit a label and the further words behind it:
// 0 when one of them is nowhere. A word fits best where it is whole, well where a
// word begins with it, and a little where it lies inside of one; words of the label
// count twice as much as further ones.
func fit(search, label, further string) int {
	have, behind := searchWords(label), searchWords(further)
	total := 0
	for i, want := range searchWords(search) {
		best := max(2*fitOne(want, have), fitOne(want, behind))
		if best == 0 {
			return 0
		}
		if i == 0 && len(have) > 0 && strings.HasPrefix(have[0], want) {
			best++ // the label begins like the search
		}
		total += best
	}
	return max(1, total)
}

func fitOne(want string, have []string) int {
	best := 0
	for _, w := range have {
		switch {
		case w == want:
			return fitsWhole
		case strings.HasPrefix(w, want):
			best = fitsStart
		case best == 0 && len(want) > 2 && strings.Contains(w, want):
			best = fitsInside
		}
	}
	return best
}

// searchWords are the words of a text in lower case.
func searchWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '?'
	})
}

// ranked are the items that fit, best first; those that fit equally keep their order.
func ranked[T any](items []T, fits func(T) int) []T {
	type scored struct {
		item T
		fit  int
	}
	var list []scored
	for _, it := range items {
		if n := fits(it); n > 0 {
			list = append(list, scored{it, n})
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.fit, a.fit) })
	out := make([]T, len(list))
	for i, s := range list {
		out[i] = s.item
	}
	return out
}
