package directory

import "runtime"

// Twins finds keys that occur more than once among many. It notes the hash of each
// key in one of 256 parts, each of which becomes a table small enough for the
// processor's cache when all are there; one large table would miss the cache with
// every key. Equality is decided by the caller, so equal hashes never make two keys
// equal.
type Twins struct {
	parts [twinParts][]uint64 // hash<<32 | number
}

const (
	twinParts = 256
	twinShift = 24 // of a 32-bit hash
)

// NewTwins makes room for about n keys; there may be more.
func NewTwins(n int) *Twins {
	t := &Twins{}
	for i := range t.parts {
		t.parts[i] = make([]uint64, 0, n/twinParts+n/twinParts/8+4)
	}
	return t
}

// Add notes the key with a number.
func (t *Twins) Add(hash, n uint32) {
	part := &t.parts[hash>>twinShift]
	*part = append(*part, uint64(hash)<<32|uint64(n))
}

// Find calls found for each key that equals one that was added before it, with the
// first of them. Equal keys come in the order in which they were added, others in any.
// What was added is forgotten.
func (t *Twins) Find(equal func(first, again uint32) bool, found func(first, again uint32)) {
	var table []uint64
	for i, part := range t.parts {
		size := 4
		for size*3 < len(part)*4 {
			size *= 2
		}
		if size > len(table) {
			table = make([]uint64, size)
		}
		clear(table[:size])
		pairUp(part, table[:size], equal, found)
		t.parts[i] = nil
		runtime.Gosched() // in a browser a garbage collection stays open until then
	}
}

func pairUp(part, table []uint64, equal func(first, again uint32) bool, found func(first, again uint32)) {
	mask := uint32(len(table) - 1)
	for _, e := range part {
		h := uint32(e >> 32)
		i := h & mask
		for table[i] != 0 && !(uint32(table[i]>>32) == h && equal(uint32(table[i])-1, uint32(e))) {
			i = (i + 1) & mask
		}
		if table[i] == 0 {
			table[i] = e + 1
		} else {
			found(uint32(table[i])-1, uint32(e))
		}
	}
}
