package deflate

import "math/bits"

// Limits of the format (RFC 1951, 3.2.5), and how many candidates are compared at a
// position.
const (
	minLength = 3
	maxLength = 258
	window    = 32768
	depth     = 200
)

// match is a text that stood before: its length and how far back it begins.
type match struct{ length, distance uint16 }

// finder finds, at each position in turn, what stood before. Positions with the same
// hash of four bytes form a binary tree, sorted by the text that follows; the newest
// is the root.
type finder struct {
	data  []byte
	base  int // position of the first entry of nodes
	three []int32
	roots []int32
	nodes [][2]int32 // for each position the roots of what is smaller and what is larger
}

const (
	hashBits = 16
	none     = -1
)

// newFinder is a finder for the positions from start to the end of data that knows the
// window before them.
func newFinder(data []byte, start int) *finder {
	f := &finder{data: data, base: max(start-window, 0), three: make([]int32, 1<<hashBits), roots: make([]int32, 1<<hashBits)}
	f.nodes = make([][2]int32, len(data)-f.base)
	for i := range f.three {
		f.three[i], f.roots[i] = none, none
	}
	for i := f.base; i < start; i++ {
		f.find(i, nil)
	}
	return f
}

// find appends the matches at a position, each longer than the one before and farther
// away, and remembers the position.
func (f *finder) find(at int, out []match) []match {
	limit := min(len(f.data)-at, maxLength)
	if limit < 4 {
		return out
	}
	d := f.data
	four := uint32(d[at]) | uint32(d[at+1])<<8 | uint32(d[at+2])<<16 | uint32(d[at+3])<<24
	h := four << 8 * 2654435761 >> (32 - hashBits)
	if last := int(f.three[h]); last >= 0 && at-last <= window && d[last] == d[at] && d[last+1] == d[at+1] && d[last+2] == d[at+2] {
		out = append(out, match{minLength, uint16(at - last - 1)})
	}
	f.three[h] = int32(at)
	root := &f.roots[four*2654435761>>(32-hashBits)]
	node := *root
	*root = int32(at)
	return f.descend(at, int(node), limit, out)
}

// descend walks down a tree and takes it apart: what is smaller and what is larger
// than the text at a position become its two subtrees.
func (f *finder) descend(at, node, limit int, out []match) []match {
	d := f.data
	smaller, larger := &f.nodes[at-f.base][0], &f.nodes[at-f.base][1]
	best, sameSmaller, sameLarger := minLength, 0, 0
	for range depth {
		if node < 0 || at-node > window {
			break
		}
		both := &f.nodes[node-f.base]
		n := min(sameSmaller, sameLarger)
		for n < limit && d[node+n] == d[at+n] {
			n++
		}
		if n > best {
			best = n
			out = append(out, match{uint16(n), uint16(at - node - 1)})
		}
		if n == limit {
			*smaller, *larger = both[0], both[1]
			return out
		}
		if d[node+n] < d[at+n] {
			*smaller, smaller, sameSmaller = int32(node), &both[1], n
			node = int(*smaller)
		} else {
			*larger, larger, sameLarger = int32(node), &both[0], n
			node = int(*larger)
		}
	}
	*smaller, *larger = none, none
	return out
}

// The symbols of lengths and distances with their extra bits (RFC 1951, 3.2.5).

// lengthSymbol gives the symbol of a length, 257 to 285, and how many extra bits
// follow it with which value.
func lengthSymbol(length int) (symbol, extra, value int) {
	if length == maxLength {
		return 285, 0, 0
	}
	symbol, extra, value = class(length-minLength, 2)
	return 257 + symbol, extra, value
}

// distanceSymbol is lengthSymbol for the bytes between a match and where it is used.
func distanceSymbol(between int) (symbol, extra, value int) { return class(between, 1) }

// class splits a number into its upper bits, one bit and as many as sub says behind
// it, and the others.
func class(n, sub int) (symbol, extra, value int) {
	extra = max(bits.Len(uint(n))-sub-1, 0)
	return extra<<sub + n>>extra, extra, n & (1<<extra - 1)
}
