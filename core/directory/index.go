package directory

import (
	"encoding/binary"
	"math/bits"
)

// Index finds equal keys among many. It is an open-addressing table of 32-bit
// numbers and 32 hash bits; equality is decided by the caller on the real bytes,
// so a collision of hashes never makes two keys equal. It takes 8 bytes a slot
// and holds no pointers.
type Index struct {
	slots []uint64 // hash<<32 | number+1; 0 is free
	mask  uint32
	n     int
}

// NewIndex makes a table for about n keys; it grows when there are more.
func NewIndex(n int) *Index {
	size := 1024
	for size*3 < n*4 {
		size *= 2
	}
	return &Index{slots: make([]uint64, size), mask: uint32(size - 1)}
}

// hashFactor spreads bits: 2^64 divided by the golden ratio.
const hashFactor = 0x9E3779B97F4A7C15

// Hash mixes the bytes of a key into 32 bits.
func Hash(key []byte) uint32 {
	const k = hashFactor
	h := uint64(len(key)) * k
	for len(key) >= 8 {
		h = bits.RotateLeft64((h^binary.LittleEndian.Uint64(key))*k, 29)
		key = key[8:]
	}
	var w uint64
	for i, b := range key {
		w |= uint64(b) << (8 * i)
	}
	h = (h ^ w) * k
	h ^= h >> 32
	h *= k
	return uint32(h >> 32)
}

// Len is the number of keys.
func (t *Index) Len() int { return t.n }

// Find returns the number stored under a key, equal deciding for each candidate
// number whether its key is the one looked for.
func (t *Index) Find(hash uint32, equal func(n uint32) bool) (uint32, bool) {
	for i := hash & t.mask; ; i = (i + 1) & t.mask {
		s := t.slots[i]
		if s == 0 {
			return 0, false
		}
		if uint32(s>>32) == hash && equal(uint32(s)-1) {
			return uint32(s) - 1, true
		}
	}
}

// Insert stores n under a key unless an equal key is there; it returns the number
// that the table holds for the key and whether n was new.
func (t *Index) Insert(hash, n uint32, equal func(n uint32) bool) (uint32, bool) {
	i := hash & t.mask
	for ; t.slots[i] != 0; i = (i + 1) & t.mask {
		if s := t.slots[i]; uint32(s>>32) == hash && equal(uint32(s)-1) {
			return uint32(s) - 1, false
		}
	}
	t.slots[i] = uint64(hash)<<32 | uint64(n+1)
	t.n++
	if t.n*4 > len(t.slots)*3 {
		t.grow()
	}
	return n, true
}

func (t *Index) grow() {
	old := t.slots
	t.slots = make([]uint64, 2*len(old))
	t.mask = uint32(len(t.slots) - 1)
	for _, s := range old {
		if s == 0 {
			continue
		}
		i := uint32(s>>32) & t.mask
		for t.slots[i] != 0 {
			i = (i + 1) & t.mask
		}
		t.slots[i] = s
	}
}
