package ingest

import (
	"bytes"
	"errors"
	"io"
)

// blockSize is how much is read at once: big enough that the cost of a block does
// not matter, small enough to keep memory flat.
const blockSize = 4 << 20

// maxRecord bounds the memory that one record may take. Groups with hundreds of
// thousands of members stay below it.
const maxRecord = 64 << 20

// source hands out the text of a file piece by piece as UTF-8 and knows where in
// the file each piece stood.
type source struct {
	r     io.Reader
	block int     // how much is read at once
	limit int     // how long a record may be
	enc   string  // name of the encoding
	dec   decoder // nil for UTF-8
	raw   []byte  // read but not yet decoded
	buf   []byte  // text not yet consumed
	base  int64   // offset in the file of buf[0]
	read  int64   // bytes read from r
	eof   bool
	tail  [4]byte // the last bytes read
	err   error   // why reading ended, other than the end of the file

	code string // diagnostic for a file of another kind
	kind string // what it is

	tailLen int

	fresh       int   // where in buf the block read last begins
	marked      bool  // freshDoubts are known
	freshDoubts marks // of that block

	onlyCR    bool // lines end in a carriage return alone
	guessed   bool // the encoding is a guess
	undecided bool // ASCII so far: the first other byte decides
}

// open reads the first block and finds the encoding, unless forced names one, and how
// lines end.
func (s *source) open(forced string) {
	s.begin(forced)
	whole := s.buf[:max(0, len(s.buf)-1)] // behind the last byte there may be a line feed
	s.onlyCR = bytes.IndexByte(s.buf, '\n') < 0 && bytes.IndexByte(whole, '\r') >= 0
	s.endLines(0)
}

// endLines puts a line feed in the place of each carriage return from a place on, in
// files whose lines end in these alone: spreadsheet programs have a format of that
// kind. Places in the file stay the same.
func (s *source) endLines(from int) {
	if !s.onlyCR {
		return
	}
	for text := s.buf[from:]; ; {
		i := bytes.IndexByte(text, '\r')
		if i < 0 {
			return
		}
		text[i] = '\n'
		text = text[i+1:]
	}
}

// begin reads the first block and decodes it.
func (s *source) begin(forced string) {
	first := s.readBlock(nil)
	s.code, s.kind = sniffBytes(first)
	name, mark := detectMark(first)
	if forced != "" && forced != name {
		// A mark of another encoding than the one the user chose is text.
		name, mark = forced, 0
	}
	if name == "" {
		name = detectUTF16(first)
	}
	s.base = int64(mark)
	s.undecided = name == ""
	s.enc = name
	if name == "" {
		s.enc = encUTF8
	}
	s.dec = newDecoder(s.enc)
	if s.dec != nil {
		s.raw = first[mark:]
		s.decode()
		return
	}
	s.buf = first[mark:]
	s.decide(0)
}

// fill drops the first used bytes of the text and appends the next block. It
// reports whether there is more text than before.
func (s *source) fill(used int) bool {
	s.consume(used)
	if s.eof {
		return false
	}
	have := len(s.buf)
	s.fresh, s.marked = have, false
	if s.dec == nil {
		s.buf = s.readBlock(s.buf)
		s.decide(have)
	} else {
		s.raw = s.readBlock(s.raw)
		s.decode()
	}
	s.endLines(have)
	return len(s.buf) > have
}

// consume drops the first n bytes of the text.
func (s *source) consume(n int) {
	s.base += s.rawLen(s.buf[:n])
	s.buf = s.buf[:copy(s.buf, s.buf[n:])]
	s.fresh = max(0, s.fresh-n)
}

// decide looks at the text from a place on, as long as everything before was
// ASCII: the first block with other letters tells whether the file is UTF-8. If
// not, that block and the rest are decoded.
func (s *source) decide(from int) {
	if !s.undecided {
		return
	}
	s.marked, s.freshDoubts = true, doubtsOf(s.buf[from:])
	if s.freshDoubts&hasNonASCII == 0 {
		return
	}
	s.undecided = false
	if looksUTF8(s.buf[from:]) {
		return
	}
	s.marked = false
	s.enc, s.guessed = guessEncoding(s.buf[from:]), true
	s.dec = newDecoder(s.enc)
	s.raw = append(s.raw, s.buf[from:]...)
	s.buf = s.buf[:from]
	s.decode()
}

// doubts finds the doubts of text at the start of buf, or more than these: those of the
// block read last are not looked for twice.
func (s *source) doubts(data []byte) marks {
	if s.marked && s.fresh <= len(data) {
		return s.freshDoubts | doubtsOf(data[:s.fresh])
	}
	return doubtsOf(data)
}

// decode moves what was read to the text.
func (s *source) decode() {
	text, n := s.dec.decode(s.buf, s.raw, s.eof)
	s.buf = text
	s.raw = s.raw[:copy(s.raw, s.raw[n:])]
}

// rawLen is the length in the file of a piece of text.
func (s *source) rawLen(text []byte) int64 {
	if s.dec == nil {
		return int64(len(text))
	}
	return s.dec.rawLen(text)
}

// readBlock appends up to a block from the reader to dst.
func (s *source) readBlock(dst []byte) []byte {
	have := len(dst)
	if cap(dst)-have < s.block {
		grown := make([]byte, have, have+s.block+s.block/8)
		copy(grown, dst)
		dst = grown
	}
	n, err := io.ReadFull(s.r, dst[have:have+s.block])
	s.read += int64(n)
	if err != nil {
		s.eof = true
		if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			s.err = err
		}
	}
	s.keepTail(dst[have : have+n])
	return dst[:have+n]
}

// keepTail remembers the last bytes read: they tell whether the file was cut off.
func (s *source) keepTail(b []byte) {
	if len(b) >= len(s.tail) {
		s.tailLen = copy(s.tail[:], b[len(b)-len(s.tail):])
		return
	}
	all := append(append(make([]byte, 0, 8), s.tail[:s.tailLen]...), b...)
	s.tailLen = copy(s.tail[:], all[max(0, len(all)-len(s.tail)):])
}
