package site

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// The parts of a WebAssembly module that are looked at here.
const (
	moduleHead  = "\x00asm\x01\x00\x00\x00"
	sectionData = 11
)

// smallestGap is how many zeros in a row are left out of the program's data, because
// memory is zero at first. The linker leaves out every eight, which makes 100,000
// segments; each has an address of its own, and those compress badly.
const smallestGap = 1024

var errNoModule = errors.New("the program is no WebAssembly module as Go's linker writes it")

// shrink rewrites the data of a linked program so that it compresses better: in few
// segments, and without line numbers unless they are wanted.
func shrink(program []byte, lines bool) ([]byte, error) {
	if len(program) < len(moduleHead) || string(program[:len(moduleHead)]) != moduleHead {
		return nil, errNoModule
	}
	out := append([]byte(nil), moduleHead...)
	for r := (&reader{data: program[len(moduleHead):]}); len(r.data) > 0; {
		id := r.bytes(1)
		content := r.bytes(r.uint())
		if r.failed {
			return nil, errNoModule
		}
		if id[0] == sectionData {
			image, err := readData(content)
			if err != nil {
				return nil, err
			}
			if !lines {
				dropLines(image)
			}
			content = writeData(image)
		}
		out = append(out, id[0])
		out = binary.AppendUvarint(out, uint64(len(content)))
		out = append(out, content...)
	}
	return out, nil
}

// readData gives the memory that a data section makes.
func readData(content []byte) ([]byte, error) {
	r := &reader{data: content}
	var image []byte
	for range r.uint() {
		kind := r.bytes(2) // memory 0 at a constant address
		at := r.uint()
		end := r.bytes(1)
		data := r.bytes(r.uint())
		if r.failed || string(kind) != "\x00\x41" || end[0] != 0x0b || at > math.MaxInt32 {
			return nil, fmt.Errorf("data section: %w", errNoModule)
		}
		if need := int(at) + len(data); need > len(image) {
			image = append(image, make([]byte, need-len(image))...)
		}
		copy(image[at:], data)
	}
	return image, nil
}

// writeData makes a data section of a memory.
func writeData(image []byte) []byte {
	var segments []byte
	count := uint64(0)
	for at := 0; at < len(image); {
		if image[at] == 0 {
			at++
			continue
		}
		end := at // behind the last byte that is not zero
		for i := at; i < len(image) && i-end < smallestGap; i++ {
			if image[i] != 0 {
				end = i + 1
			}
		}
		segments = append(segments, 0, 0x41)
		segments = appendInt(segments, at)
		segments = append(segments, 0x0b)
		segments = binary.AppendUvarint(segments, uint64(end-at))
		segments = append(segments, image[at:end]...)
		count++
		at = end
	}
	return append(binary.AppendUvarint(nil, count), segments...)
}

// appendInt writes a number that is not negative as a signed LEB128.
func appendInt(out []byte, n int) []byte {
	for n >= 0x40 {
		out = append(out, byte(n)|0x80)
		n >>= 7
	}
	return append(out, byte(n))
}

// reader reads from the front of data; a read beyond the end is remembered.
type reader struct {
	data   []byte
	failed bool
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.data)) {
		r.failed, r.data = true, nil
		return make([]byte, min(n, 2))
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

// uint reads an unsigned LEB128; the signed ones here are not negative, and read
// alike.
func (r *reader) uint() uint64 {
	n, size := binary.Uvarint(r.data)
	if size <= 0 {
		r.failed, r.data = true, nil
		return 0
	}
	r.data = r.data[size:]
	return n
}
