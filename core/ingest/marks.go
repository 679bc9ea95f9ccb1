package ingest

import "encoding/binary"

// marks are the bytes in a text that need a closer look.
type marks uint8

const (
	hasQuote marks = 1 << iota // "
	hasBackslash
	hasQuestion
	hasNonASCII
)

const (
	everyByte = 0x0101010101010101
	highBits  = 0x80 * everyByte
)

// marksOf finds out in one pass which bytes that need a closer look occur in b. It
// takes 32 bytes at a time, because in a browser each turn of a loop is dear.
func marksOf(b []byte) marks {
	var quote, backslash, question, all uint64
	for len(b) >= 32 {
		v, w := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])
		x, y := binary.LittleEndian.Uint64(b[16:]), binary.LittleEndian.Uint64(b[24:])
		quote |= zeroBytes(v^'"'*everyByte) | zeroBytes(w^'"'*everyByte) | zeroBytes(x^'"'*everyByte) | zeroBytes(y^'"'*everyByte)
		backslash |= zeroBytes(v^'\\'*everyByte) | zeroBytes(w^'\\'*everyByte) | zeroBytes(x^'\\'*everyByte) | zeroBytes(y^'\\'*everyByte)
		question |= zeroBytes(v^'?'*everyByte) | zeroBytes(w^'?'*everyByte) | zeroBytes(x^'?'*everyByte) | zeroBytes(y^'?'*everyByte)
		all |= v | w | x | y
		b = b[32:]
	}
	return marksOfFew(b) | marksOfWords(quote, backslash, question, all)
}

// doubtsOf finds the marks that tell whether a text may be damaged: a question mark and
// anything outside ASCII.
func doubtsOf(b []byte) marks {
	var question, all uint64
	for len(b) >= 32 {
		v, w := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])
		x, y := binary.LittleEndian.Uint64(b[16:]), binary.LittleEndian.Uint64(b[24:])
		question |= zeroBytes(v^'?'*everyByte) | zeroBytes(w^'?'*everyByte) | zeroBytes(x^'?'*everyByte) | zeroBytes(y^'?'*everyByte)
		all |= v | w | x | y
		b = b[32:]
	}
	return marksOfFew(b)&(hasQuestion|hasNonASCII) | marksOfWords(0, 0, question, all)
}

// marksOfWords puts together what was found in words: not zero where there is a quote, a
// backslash or a question mark, and all bits of the text.
func marksOfWords(quote, backslash, question, all uint64) (m marks) {
	if quote != 0 {
		m |= hasQuote
	}
	if backslash != 0 {
		m |= hasBackslash
	}
	if question != 0 {
		m |= hasQuestion
	}
	if all&highBits != 0 {
		m |= hasNonASCII
	}
	return m
}

// zeroBytes is not zero when a byte of w is zero. The lowest bit that it sets is that
// of the first such byte.
func zeroBytes(w uint64) uint64 { return (w - everyByte) &^ w & highBits }

func marksOfFew(b []byte) marks {
	var m marks
	for _, c := range b {
		m |= byteMarks[c]
	}
	return m
}

var byteMarks = func() (t [256]marks) {
	for c := range t {
		if c >= 0x80 {
			t[c] = hasNonASCII
		}
	}
	t['"'], t['\\'], t['?'] = hasQuote, hasBackslash, hasQuestion
	return t
}()
