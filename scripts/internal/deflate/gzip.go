// Package deflate packs files as gzip does, and smaller: it looks for the steps through
// a file that cost the fewest bits, where the usual packers take the next long match.
// It takes some hundred times as long, which is well spent where a file is packed once
// and then loaded often. Everything that unpacks gzip unpacks it.
package deflate

import (
	"encoding/binary"
	"hash/crc32"
	"runtime"
	"sync"
)

// segment is how much of a file is looked at in one go; several are at the same time.
const segment = 1 << 20

// passes is how often the steps of a block are searched anew with the prices that the
// last ones make.
const passes = 3

// Gzip packs data into one gzip member (RFC 1952) without a name and a time.
func Gzip(data []byte) []byte {
	parts := make([][]block, max((len(data)+segment-1)/segment, 1))
	limit := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i := range parts {
		all.Go(func() {
			limit <- struct{}{}
			parts[i] = blocksOf(data[:min((i+1)*segment, len(data))], i*segment)
			<-limit
		})
	}
	all.Wait()
	w := &bitWriter{out: []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255}}
	for i, blocks := range parts {
		for j := range blocks {
			blocks[j].write(w, data[i*segment:], i == len(parts)-1 && j == len(blocks)-1)
		}
	}
	w.flush()
	out := binary.LittleEndian.AppendUint32(w.out, crc32.ChecksumIEEE(data))
	return binary.LittleEndian.AppendUint32(out, uint32(len(data)))
}

// blocksOf are the blocks of data from a position on; theirs are counted from there.
func blocksOf(data []byte, from int) []block {
	if from == len(data) {
		return []block{{counts: &counts{}}}
	}
	f := newFinder(data, from)
	c := &candidates{from: make([]int32, 1, len(data)-from+1)}
	for i := from; i < len(data); i++ {
		c.list = f.find(i, c.list)
		c.from = append(c.from, int32(len(c.list)))
	}
	part := data[from:]
	blocks := divide(part, 0, cheapest(part, c, 0, len(part), firstPrices()))
	for i := range blocks {
		blocks[i].refine(part, c, passes)
	}
	return blocks
}
