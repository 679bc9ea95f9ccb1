package ui

import (
	"slices"

	"presync/core/message"
)

// share is part of whole as a length for a bar in percent with one digit; what is
// there at all is given at least a sliver.
func share(part, whole int64) string {
	p := message.PermilleOf(part, whole)
	if part > 0 && p < 4 {
		p = 4
	}
	p = min(p, 1000)
	return string([]byte{byte('0' + p/1000), byte('0' + p/100%10), byte('0' + p/10%10), '.', byte('0' + p%10), '%'})
}

// sorted returns a list in the order that compare gives for two of its places; equal
// entries keep their order. Places are sorted, and not the entries, because each
// type of entry would bring a sort of its own into the program.
func sorted[T any](list []T, compare func(i, j int) int) []T {
	places := make([]int, len(list))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, compare)
	out := make([]T, len(list))
	for i, p := range places {
		out[i] = list[p]
	}
	return out
}
