package session

import "math/bits"

// bitset is a set of rows.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) has(row uint32) bool { return b[row>>6]>>(row&63)&1 != 0 }

func (b bitset) set(row uint32) { b[row>>6] |= 1 << (row & 63) }

// each calls f with the rows in ascending order.
func (b bitset) each(f func(row uint32)) {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			f(uint32(i<<6 + bits.TrailingZeros64(w)))
		}
	}
}

// appendTo appends the rows in ascending order.
func (b bitset) appendTo(rows []uint32) []uint32 {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			rows = append(rows, uint32(i<<6+bits.TrailingZeros64(w)))
		}
	}
	return rows
}
