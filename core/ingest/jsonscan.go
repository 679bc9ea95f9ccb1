package ingest

import "bytes"

// The JSON reader holds one element of a list at a time, so it has to know where an
// element ends before it looks inside. jsonScan finds the end piece by piece and
// notices at once when the text stops being JSON: what follows a broken element is
// still read.

// scanState says how far jsonScan came.
type scanState uint8

const (
	scanMore     scanState = iota // the text ends inside the element
	scanEnd                       // the element is whole; pos is behind it
	scanEnvelope                  // the object wraps a list; pos is behind the bracket that opens it
	scanBroken                    // this is not JSON
)

// maxNesting is how deep an element may be nested. Directory objects need four.
const maxNesting = 64

// jsonScan looks for the end of the object at the start of a text. It keeps its
// place, so that it goes on where it stopped when there is more text.
type jsonScan struct {
	pos      int
	depth    int
	lists    uint64 // a bit for each open level: set for a list
	inString bool
	colon    bool // on the first level: the value of key follows
	keyFrom  int  // place of the string read last on the first level, or in the body
	keyTo    int

	response  bool // the object is an answer of a batch
	body      int  // place of the body of an answer, while inside it
	responses bool // the list of the envelope holds answers of a batch
}

// outside are the bytes that may stand in JSON outside strings.
var outside = func() (t [256]bool) {
	for _, c := range []byte(" \t\r\n,:[]{}\"0123456789+-.eEtrufalsn") {
		t[c] = true
	}
	return t
}()

// run goes on until the element ends or the text does.
func (s *jsonScan) run(b []byte) scanState {
	for s.pos < len(b) {
		if s.inString {
			if st := s.string(b); st != scanEnd {
				return st
			}
			continue
		}
		c := b[s.pos]
		if !outside[c] {
			return scanBroken
		}
		s.pos++
		switch c {
		case '"':
			s.inString = true
			if s.named() {
				s.keyFrom = s.pos
			}
		case '{', '[':
			if st := s.open(b, c == '['); st != scanMore {
				return st
			}
		case '}', ']':
			if st := s.close(c == ']'); st != scanMore {
				return st
			}
		case ':', ',':
			if s.depth == 1 {
				s.colon = c == ':'
			}
		}
	}
	return scanMore
}

// named reports whether the names of the present level are looked at.
func (s *jsonScan) named() bool { return s.depth == 1 || s.depth == 2 && s.body > 0 }

// isKey compares the string read last.
func (s *jsonScan) isKey(b []byte, name string) bool {
	return s.keyTo <= len(b) && s.keyFrom <= s.keyTo && isWord(b[s.keyFrom:s.keyTo], name)
}

// open takes an opening bracket. The list of an envelope is the one that Microsoft
// Graph calls value; the list of the answers of a batch is called responses.
func (s *jsonScan) open(b []byte, list bool) scanState {
	if s.depth == 1 && !s.colon || s.depth == maxNesting { // a name has to stand here
		return scanBroken
	}
	switch {
	case list && s.named() && s.isKey(b, "value"):
		return scanEnvelope
	case list && s.depth == 1 && s.isKey(b, "responses"):
		s.responses = true
		return scanEnvelope
	case s.response && s.depth == 1 && s.isKey(b, "body"):
		s.body = s.pos - 1
	}
	s.lists <<= 1
	if list {
		s.lists |= 1
	}
	s.depth++
	return scanMore
}

func (s *jsonScan) close(list bool) scanState {
	if list != (s.lists&1 == 1) {
		return scanBroken
	}
	s.lists >>= 1
	s.depth--
	switch s.depth {
	case 0:
		return scanEnd
	case 1:
		s.body = 0
	}
	return scanMore
}

// string looks for the end of a string; scanEnd says that it was found. A line end
// cannot stand in a string, so that a quote that is missing shows on its line.
func (s *jsonScan) string(b []byte) scanState {
	rest := b[s.pos:]
	n := bytes.IndexByte(rest, '"')
	if n < 0 {
		n = len(rest)
	}
	if i := bytes.IndexByte(rest[:n], '\\'); i >= 0 {
		n = i
	}
	if bytes.IndexByte(rest[:n], '\n') >= 0 {
		return scanBroken
	}
	switch {
	case n == len(rest):
		s.pos = len(b)
		return scanMore
	case rest[n] == '\\':
		s.pos += n + 2 // may lie behind the text, which goes on then
		return scanEnd
	}
	if s.named() {
		s.keyTo = s.pos + n
	}
	s.pos += n + 1
	s.inString = false
	return scanEnd
}

// dropped tells the scan that the first n bytes of its text are gone.
func (s *jsonScan) dropped(n int) {
	s.pos -= n
	s.keyFrom, s.keyTo, s.body = 0, 0, 0
}

// jsonCursor walks over the members of a whole object, or the elements of a whole
// list.
type jsonCursor struct {
	b   []byte
	pos int
	bad bool // the text is not JSON
}

func (c *jsonCursor) blanks() byte {
	for c.pos < len(c.b) {
		switch b := c.b[c.pos]; b {
		case ' ', '\t', '\r', '\n':
			c.pos++
		default:
			return b
		}
	}
	return 0
}

// enter passes the opening bracket.
func (c *jsonCursor) enter() { c.pos = 1 }

// next passes over the comma before the next member or element and reports whether
// there is one.
func (c *jsonCursor) next() bool {
	b := c.blanks()
	if b == ',' && c.pos > 1 {
		c.pos++
		b = c.blanks()
		if b == '}' || b == ']' {
			c.bad = true
		}
	}
	return b != 0 && b != '}' && b != ']' && !c.bad
}

// member reads a name and the raw value behind it.
func (c *jsonCursor) member() (key, value []byte, ok bool) {
	if c.blanks() != '"' {
		c.bad = true
		return nil, nil, false
	}
	key = c.value()
	if c.bad || c.blanks() != ':' {
		c.bad = true
		return nil, nil, false
	}
	c.pos++
	value = c.value()
	return key[1 : len(key)-1], value, !c.bad
}

// value reads the raw text of a value. After it a comma or the end has to follow.
func (c *jsonCursor) value() []byte {
	first := c.blanks()
	start := c.pos
	switch first {
	case '"':
		c.skipString()
	case '{', '[':
		c.skipNested()
	default:
		c.literal()
	}
	v := c.b[start:min(c.pos, len(c.b))]
	switch c.blanks() {
	case ',', '}', ']', ':', 0:
	default:
		c.bad = true
	}
	if len(v) == 0 {
		c.bad = true
	}
	return v
}

func (c *jsonCursor) skipString() {
	for i := c.pos + 1; i < len(c.b); i++ {
		switch c.b[i] {
		case '\\':
			i++
		case '"':
			c.pos = i + 1
			return
		}
	}
	c.pos, c.bad = len(c.b), true
}

func (c *jsonCursor) skipNested() {
	depth := 0
	for c.pos < len(c.b) {
		switch c.b[c.pos] {
		case '"':
			c.skipString()
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		c.pos++
		if depth == 0 {
			return
		}
	}
	c.bad = true
}

func (c *jsonCursor) literal() {
	start := c.pos
	for c.pos < len(c.b) {
		switch b := c.b[c.pos]; b {
		case ' ', '\t', '\r', '\n', ',', ':', '}', ']', '{', '[', '"':
			c.checkLiteral(c.b[start:c.pos])
			return
		}
		c.pos++
	}
	c.checkLiteral(c.b[start:])
}

func (c *jsonCursor) checkLiteral(v []byte) {
	switch string(v) {
	case "true", "false", "null":
	default:
		if len(v) == 0 || v[0] != '-' && (v[0] < '0' || v[0] > '9') {
			c.bad = true
		}
	}
}
