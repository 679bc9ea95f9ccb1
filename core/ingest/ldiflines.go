package ingest

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// lineEnd finds the end of the line at pos, without its line end, and the
// beginning of the next.
func lineEnd(data []byte, pos int) (end, next int) {
	end = lineFeed(data, pos)
	if end == len(data) {
		return end, end
	}
	next = end + 1
	if end > pos && data[end-1] == '\r' {
		end--
	}
	return end, next
}

// lineFeed finds the first line feed from pos on, len(data) when there is none. It
// compares 32 bytes at a time: bytes.IndexByte compares four in a browser.
func lineFeed(data []byte, pos int) int {
	const feeds = '\n' * everyByte
	for ; pos+32 <= len(data); pos += 32 {
		b := data[pos : pos+32]
		v := zeroBytes(binary.LittleEndian.Uint64(b) ^ feeds)
		w := zeroBytes(binary.LittleEndian.Uint64(b[8:]) ^ feeds)
		x := zeroBytes(binary.LittleEndian.Uint64(b[16:]) ^ feeds)
		y := zeroBytes(binary.LittleEndian.Uint64(b[24:]) ^ feeds)
		switch {
		case v != 0:
			return pos + bits.TrailingZeros64(v)>>3
		case w != 0:
			return pos + 8 + bits.TrailingZeros64(w)>>3
		case x != 0:
			return pos + 16 + bits.TrailingZeros64(x)>>3
		case y != 0:
			return pos + 24 + bits.TrailingZeros64(y)>>3
		}
	}
	for pos < len(data) && data[pos] != '\n' {
		pos++
	}
	return pos
}

// continued reports whether the line at pos may continue the one before it.
func continued(data []byte, pos int) bool {
	return pos < len(data) && isBlank(data[pos])
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// cutLine returns the first line of b without its line end, and its length with
// it. Further carriage returns before the line end belong to it too.
func cutLine(b []byte) (line []byte, n int) {
	end, n := lineEnd(b, 0)
	for end > 0 && b[end-1] == '\r' {
		end--
	}
	return b[:end], n
}

// continues reports whether the line at the start of b continues the line before
// it.
func continues(b []byte) bool {
	return len(b) > 0 && isBlank(b[0]) && !separates(b)
}

// separates reports whether the line at the start of b holds nothing but blanks
// and stands before a new record. RFC 2849 has it continue the line before; but
// editors leave such lines where an empty one was, and two objects must not
// become one.
func separates(b []byte) bool {
	i := 0
	for i < len(b) && isBlank(b[i]) {
		i++
	}
	if i < len(b) && b[i] != '\n' && b[i] != '\r' {
		return false
	}
	line, n := cutLine(b)
	if len(line) > i {
		return false
	}
	after := b[n:]
	return startsRecord(after) || len(after) > 0 && after[0] == '#'
}

// startsRecord reports whether a line holds a distinguished name.
func startsRecord(b []byte) bool {
	return len(b) >= 3 && b[2] == ':' && (b[0] == 'd' || b[0] == 'D') && (b[1] == 'n' || b[1] == 'N')
}

func trimLeft(v []byte) []byte {
	for len(v) > 0 && v[0] == ' ' {
		v = v[1:]
	}
	return v
}

// lastRecordEnd finds the end of the last separating line in b, 0 if there is
// none.
func lastRecordEnd(b []byte) int {
	end := bytes.LastIndexByte(b, '\n') + 1 // b[:end] is whole lines
	for end > 0 {
		start := bytes.LastIndexByte(b[:end-1], '\n') + 1
		if line, _ := cutLine(b[start:end]); len(line) == 0 {
			return end
		}
		if isBlank(b[start]) && separates(b[start:]) {
			return end
		}
		end = start
	}
	return 0
}

var newline = []byte{'\n'}

// firstRecordEnd finds the end of the first separating line in b, 0 if there is
// none.
func firstRecordEnd(b []byte) int {
	for pos := 0; pos < len(b); {
		i := bytes.IndexByte(b[pos:], '\n')
		if i < 0 {
			return 0
		}
		pos += i + 1
		line, n := cutLine(b[pos:])
		if len(line) == 0 && n > 0 && pos+n <= len(b) && b[pos+n-1] == '\n' {
			return pos + n
		}
	}
	return 0
}
