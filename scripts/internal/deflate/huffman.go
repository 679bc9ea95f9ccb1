package deflate

import (
	"math/bits"
	"slices"
)

// codeLengths gives each symbol a length of at most limit bits so that the symbols
// together take the fewest bits (package-merge). A symbol that does not occur has the
// length 0.
func codeLengths(counts []int, limit int) []uint8 {
	type item struct {
		weight  int
		symbols []int
	}
	var leaves []item
	for s, n := range counts {
		if n > 0 {
			leaves = append(leaves, item{n, []int{s}})
		}
	}
	lengths := make([]uint8, len(counts))
	if len(leaves) == 1 {
		lengths[leaves[0].symbols[0]] = 1
		return lengths
	}
	byWeight := func(a, b item) int { return a.weight - b.weight }
	slices.SortStableFunc(leaves, byWeight)
	var packages []item
	for range limit {
		row := slices.Concat(leaves, packages)
		slices.SortStableFunc(row, byWeight)
		packages = packages[:0:0]
		for i := 0; i+1 < len(row); i += 2 {
			packages = append(packages, item{row[i].weight + row[i+1].weight, slices.Concat(row[i].symbols, row[i+1].symbols)})
		}
	}
	for _, p := range packages[:max(len(leaves)-1, 0)] {
		for _, s := range p.symbols {
			lengths[s]++
		}
	}
	return lengths
}

// codes gives the symbols their codes, first bit lowest (RFC 1951, 3.2.2).
func codes(lengths []uint8) []uint16 {
	out := make([]uint16, len(lengths))
	next := uint16(0)
	for n := uint8(1); n <= 15; n++ {
		for s, length := range lengths {
			if length == n {
				out[s] = bits.Reverse16(next) >> (16 - n)
				next++
			}
		}
		next <<= 1
	}
	return out
}
