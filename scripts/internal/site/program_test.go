package site

import (
	"bytes"
	"debug/elf"
	"debug/gosym"
	"encoding/binary"
	"os"
	"strings"
	"testing"
)

// module is a program with a section of another kind and the given data section.
func module(data string) []byte {
	head := []byte(moduleHead + "\x05\x03\x01\x00\x01" + "\x0b")
	return append(binary.AppendUvarint(head, uint64(len(data))), data...)
}

// The memory that a program begins with is the same after its data were put together,
// in whatever order they stood.
func TestShrinkKeepsTheMemory(t *testing.T) {
	const before = "\x03" +
		"\x00\x41\x90\x01\x0b\x02xy" + // at 144
		"\x00\x41\x04\x0b\x03a\x00b" +
		"\x00\x41\xc8\x00\x0b\x02c\x00" // at 72
	out, err := shrink(module(before), true)
	if err != nil {
		t.Fatal(err)
	}
	image := strings.Repeat("\x00", 4) + "a\x00b" + strings.Repeat("\x00", 65) + "c" + strings.Repeat("\x00", 71) + "xy"
	after := "\x01" + "\x00\x41\x04\x0b\x8e\x01" + image[4:]
	if want := module(after); !bytes.Equal(out, want) {
		t.Errorf("got  %q\nwant %q", out, want)
	}
	got, err := readData([]byte(after))
	if err != nil || string(got) != image {
		t.Errorf("%v, memory %q, want %q", err, got, image)
	}
	twice, err := shrink(out, true)
	if err != nil || !bytes.Equal(twice, out) {
		t.Errorf("%v, the second time %q, want %q", err, twice, out)
	}
}

// Long runs of zeros are left out.
func TestDataHasGaps(t *testing.T) {
	image := append([]byte("ab"), make([]byte, smallestGap)...)
	image = append(image, 'c', 0)
	if got, want := string(writeData(image)), "\x02\x00\x41\x00\x0b\x02ab\x00\x41\x82\x08\x0b\x01c"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestShrinkRefusesOtherFiles(t *testing.T) {
	for _, text := range []string{
		"", "\x00asm", moduleHead + "\x0b", moduleHead + "\x0b\x05\x01",
		string(module("\x01\x01\x41\x00\x0b\x00")), string(module("\x01\x00\x41\x00\x0b\x05a")), string(module("\x01\x00\x41\xff\xff\xff\xff\x7f\x0b\x00")),
	} {
		if out, err := shrink([]byte(text), false); err == nil {
			t.Errorf("%q became %q", text, out)
		}
	}
}

// The table of the functions of this test, without lines: every function is still
// found by its code, and none has a line.
func TestDropLines(t *testing.T) {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file, err := elf.Open(path)
	if err != nil {
		t.Skip("the tests of this machine are no ELF files: ", err)
	}
	defer file.Close()
	text, table := file.Section(".text"), file.Section(".gopclntab")
	data, err := table.Data()
	if err != nil {
		t.Fatal(err)
	}
	lined := func() (functions, lines int) {
		symbols, err := gosym.NewTable(nil, gosym.NewLineTable(data, text.Addr))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range symbols.Funcs {
			if _, line, _ := symbols.PCToLine(f.Entry); line > 0 {
				lines++
			}
		}
		return len(symbols.Funcs), lines
	}
	before, lines := lined()
	packedBefore, err := compress(data)
	if err != nil || before < 1000 || lines < before/2 {
		t.Fatalf("%v, %d functions, %d with lines", err, before, lines)
	}
	dropLines(data)
	after, lines := lined()
	packedAfter, err := compress(data)
	if err != nil || after != before || lines > 0 {
		t.Errorf("%v, %d functions of %d, %d with lines", err, after, before, lines)
	}
	if len(packedAfter) > len(packedBefore)*4/5 {
		t.Errorf("compressed from %d to %d bytes only", len(packedBefore), len(packedAfter))
	}
}

// A table that is cut anywhere changes nothing outside of it, and is no reason to stop.
func TestDropLinesOfBrokenTables(t *testing.T) {
	for size := range 200 {
		image := append([]byte(tableMagic), bytes.Repeat([]byte{7}, size)...)
		want := bytes.Clone(image)
		if dropLines(image); !bytes.Equal(image, want) {
			t.Errorf("of %d bytes: %x became %x", size, want, image)
		}
	}
}
