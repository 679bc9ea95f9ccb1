package site

import (
	"bytes"
	"encoding/binary"
)

// tableMagic begins the table with which Go's runtime finds functions by their code
// (runtime.pcHeader); it is another one as soon as the layout is. Behind it stand two
// zeros, the size of an instruction and that of a pointer.
const tableMagic = "\xf1\xff\xff\xff\x00\x00\x01\x08"

// Where the fields of runtime._func stand that are used here.
const (
	funcStack     = 16 // offsets into the numbers, 0 for none
	funcFile      = 20
	funcLine      = 24
	funcTables    = 28 // how many offsets there are behind the fields
	funcUnit      = 32
	funcFirstLine = 36
	funcSize      = 44
)

// tableStop is the numbered table of the places at which a function may be stopped
// from outside, which does not happen in WebAssembly.
const tableStop = 0

// dropLines removes file names and line numbers from a program's memory. A stack
// trace then has the functions and where in each of them, as in "?:0 +0x4c". Where the
// table has another layout nothing is changed.
func dropLines(image []byte) {
	start := bytes.Index(image, []byte(tableMagic))
	if start < 0 {
		return
	}
	functions, numbers := functionTable(image[start:])
	used := make([]bool, len(numbers))
	for _, f := range functions {
		for _, at := range f.kept() {
			if !mark(used, numbers, at) {
				return
			}
		}
	}
	for _, f := range functions {
		f.forget()
	}
	for i, u := range used {
		if !u {
			numbers[i] = 0
		}
	}
}

// functionTable gives the functions of a table and the numbers that they refer to;
// none where the table is not sound.
func functionTable(table []byte) (functions []function, numbers []byte) {
	const words = 9
	if len(table) < 8*words {
		return nil, nil
	}
	word := func(i int) uint64 { return binary.LittleEndian.Uint64(table[8*i:]) }
	count, first, end := word(1), word(7), word(8)
	if first > end || end > uint64(len(table)) || count > uint64(len(table))/8 || end+8*count > uint64(len(table)) {
		return nil, nil
	}
	list := table[end:]
	for i := range count {
		at := uint64(binary.LittleEndian.Uint32(list[8*i+4:]))
		if at+funcSize > uint64(len(list)) {
			return nil, nil
		}
		f := function(list[at:])
		size := funcSize + 4*uint64(f.field(funcTables))
		if size > uint64(len(f)) {
			return nil, nil
		}
		functions = append(functions, f[:size])
	}
	return functions, table[first:end]
}

// function is a runtime._func with the offsets of its numbered tables.
type function []byte

func (f function) field(at int) uint32 { return binary.LittleEndian.Uint32(f[at:]) }

func (f function) clear(at int) { binary.LittleEndian.PutUint32(f[at:], 0) }

// kept are the offsets of the numbers that stay.
func (f function) kept() []uint32 {
	list := []uint32{f.field(funcStack)}
	for i := range int(f.field(funcTables)) {
		if i != tableStop {
			list = append(list, f.field(funcSize+4*i))
		}
	}
	return list
}

// forget clears what leads to the numbers that go.
func (f function) forget() {
	for _, at := range []int{funcFile, funcLine, funcUnit, funcFirstLine} {
		f.clear(at)
	}
	if f.field(funcTables) > tableStop {
		f.clear(funcSize + 4*tableStop)
	}
}

// mark marks the numbers of one table: pairs of LEB128, behind the last pair a zero.
// It reports whether they are sound.
func mark(used []bool, numbers []byte, from uint32) bool {
	if from == 0 {
		return true
	}
	for at := int(from); at < len(numbers); {
		value, n := binary.Uvarint(numbers[at:])
		if n <= 0 {
			return false
		}
		if value == 0 && at != int(from) {
			used[at] = true
			return true
		}
		_, m := binary.Uvarint(numbers[at+n:])
		if m <= 0 {
			return false
		}
		for i := range n + m {
			used[at+i] = true
		}
		at += n + m
	}
	return false
}
