package ingest

import (
	"bytes"
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

// The JSON reader takes what Microsoft Graph answers, to a batch of requests too, and what people save of it: the
// envelope with its list, several of them one after the other, a list alone, one
// object, one object a line, and what ConvertTo-Json makes of PowerShell's objects.
// It reads element by element; the file is never held whole.

// jsonReader reads the objects of one file. Each property is a column; how its
// values are to be read is decided as for the columns of a table.
type jsonReader struct {
	csvReader
	open     []byte          // what is around the reading position: [ for a list, { for an envelope, batchList
	scan     jsonScan        // of the present element
	indent   int             // blanks before the element on its line, -1 when something else stands there
	lost     bool            // an element was broken: what follows may be a part of it
	kind     directory.Class // told by the envelope
	begun    bool
	byName   map[string]*csvColumn
	children map[childName]*csvColumn
	extra    []*csvColumn // properties that the first object does not have
	fields   [][]byte     // first value of each property of the present object
	present  []bool       // properties of the present object, empty ones too
	seen     []propertyCount
	classes  propertyCount // objects of each class
	badAt    int           // where reading the members read last ended
	bad      bool          // a nested object of the present one is broken
	scratch  []byte        // strings with escapes of the present object
}

// childName is a property of a nested object.
type childName struct {
	parent int
	name   string
}

// propertyCount counts the objects of each class that have a property.
type propertyCount [directory.Other + 1]int64

func (l *loader) readJSON() {
	p := &jsonReader{
		csvReader: csvReader{loader: l, line: 1, off: l.src.base},
		byName:    map[string]*csvColumn{}, children: map[childName]*csvColumn{},
	}
	for !p.begun || !p.full() {
		c, ok := p.peek()
		if !ok {
			break
		}
		p.token(c)
	}
	p.end()
}

// token takes what begins at the reading position.
func (p *jsonReader) token(c byte) {
	n := len(p.open)
	switch {
	case c == '{':
		p.element()
	case c == '[' && n < maxNesting:
		p.open = append(p.open, c)
		p.advance(1)
	case c == ']' || c == '}':
		if n > 0 {
			p.open = p.open[:n-1]
		}
		p.advance(1)
	case c == ',' || c == recordSeparator:
		p.advance(1)
	case c == '"' && n > 0 && p.open[n-1] == '{':
		p.tail()
	default:
		p.stray()
	}
}

// recordSeparator begins each text of a JSON text sequence (RFC 7464).
const recordSeparator = 0x1E

// peek passes over blanks and returns the next byte; false at the end of the file.
func (p *jsonReader) peek() (byte, bool) {
	for {
		rest := p.src.buf[p.pos:]
		n := 0
		for n < len(rest) && isJSONBlank(rest[n]) {
			if rest[n] == '\n' {
				p.indent = 0
			} else if p.indent >= 0 {
				p.indent++
			}
			n++
		}
		p.advanceBlank(n)
		if n < len(rest) {
			return rest[n], true
		}
		if !p.more() {
			return 0, false
		}
	}
}

// isJSONBlank knows the blanks of JSON and the byte order mark, which stands in the
// middle of files that were put together from several.
func isJSONBlank(c byte) bool {
	switch c {
	case ' ', '\t', '\r', '\n', 0xEF, 0xBB, 0xBF:
		return true
	}
	return false
}

// more reads on and reports whether there is more text.
func (p *jsonReader) more() bool {
	p.tick()
	more := p.src.fill(p.pos)
	p.pos = 0
	return more || !p.src.eof
}

// advance moves behind n bytes that are not only blanks.
func (p *jsonReader) advance(n int) {
	p.advanceBlank(n)
	p.indent = -1
}

func (p *jsonReader) advanceBlank(n int) {
	text := p.src.buf[p.pos : p.pos+n]
	p.off += p.src.rawLen(text)
	p.line += int64(bytes.Count(text, newline))
	p.pos += n
}

// element reads the object at the reading position, or enters the list that it
// wraps.
func (p *jsonReader) element() {
	p.scan = jsonScan{response: p.inBatch()}
	for {
		rest := p.src.buf[p.pos:]
		state := p.scan.run(rest)
		p.at = place{line: p.line, offset: p.off, bytes: rest}
		switch state {
		case scanEnd:
			p.whole(rest[:p.scan.pos])
			p.advance(p.scan.pos)
			return
		case scanEnvelope:
			p.envelope(rest[:p.scan.pos])
			return
		case scanBroken:
			p.brokenAt(rest, p.scan.pos)
			p.resume()
			return
		}
		if p.src.eof {
			p.broken("json-cut")
			p.advance(len(rest))
			return
		}
		if len(rest) > p.src.limit {
			p.broken("record-too-long", message.Bytes("limit", int64(p.src.limit)))
			p.skipGiant()
			return
		}
		p.more()
	}
}

// brokenAt reports the present element with the line on which it stops being JSON.
func (p *jsonReader) brokenAt(b []byte, pos int) {
	before := b[:min(pos, len(b))]
	line := bytes.LastIndexByte(before, '\n') + 1
	p.at.line += int64(bytes.Count(before, newline))
	p.at.offset += p.src.rawLen(b[:line])
	p.at.bytes = bytes.TrimLeft(b[line:], " \t\r\n")
	p.broken("json-broken")
}

// skipGiant passes over an object that is longer than the reader holds.
func (p *jsonReader) skipGiant() {
	for {
		rest := p.src.buf[p.pos:]
		state := p.scan.run(rest)
		n := min(p.scan.pos, len(rest))
		p.scan.dropped(n)
		p.advance(n)
		if state == scanMore && !p.src.eof {
			p.more()
			continue
		}
		if state == scanBroken {
			p.resume()
		}
		return
	}
}

// resume looks for the next element after a broken one: in a file with one element
// a line, or indented, a bracket as far from the margin; else a bracket behind a
// comma. What is found may be a part of the broken one; it is passed over then.
func (p *jsonReader) resume() {
	p.lost = true
	indent := p.indent
	if indent > maxIndent {
		indent = -1
	}
	p.advance(1)
	for {
		rest := p.src.buf[p.pos:]
		if n := nextElement(rest, indent); n >= 0 {
			p.advance(n)
			p.indent = indent
			return
		}
		if p.src.eof {
			p.advance(len(rest))
			return
		}
		p.advance(len(rest) - min(len(rest), max(indent, 0)+maxJoint))
		p.more()
	}
}

const (
	maxIndent = 1024 // of an element
	maxJoint  = 64   // blanks between a comma and the element behind it, and more
)

// nextElement finds the bracket that opens an element, -1 if there is none.
func nextElement(b []byte, indent int) int {
	if indent < 0 {
		for from := 0; ; {
			i := bytes.IndexByte(b[from:], '{')
			if i < 0 {
				return -1
			}
			i += from
			if before := bytes.TrimRight(b[:i], " \t\r\n"); i+1 < len(b) && b[i+1] == '"' && bytes.HasSuffix(before, []byte(",")) {
				return i
			}
			from = i + 1
		}
	}
	for from := 0; ; {
		i := bytes.IndexByte(b[from:], '\n')
		if i < 0 {
			return -1
		}
		from += i + 1
		line := b[from:]
		if len(line) > indent && line[indent] == '{' && len(bytes.TrimLeft(line[:indent], " \t")) == 0 {
			return from + indent
		}
	}
}

// envelope takes what stands before the list of an envelope and enters the list.
func (p *jsonReader) envelope(head []byte) {
	p.kind = directory.ClassUnknown
	p.annotations(head)
	around := "{["
	switch {
	case p.scan.responses:
		around = "{" + string(rune(batchList))
	case p.scan.body > 0:
		p.annotations(head[p.scan.body:])
		around = "{{["
	}
	p.advance(len(head))
	if len(p.open)+len(around) <= maxNesting {
		p.open = append(p.open, around...)
	}
}

// annotations takes the members of an object that ends inside a list.
func (p *jsonReader) annotations(head []byte) {
	c := jsonCursor{b: head}
	c.enter()
	for c.next() {
		key, value, ok := c.member()
		if !ok {
			return // the list itself, which is not whole
		}
		p.annotation(key, value)
	}
}

// tail reads a member behind the list of an envelope.
func (p *jsonReader) tail() {
	for {
		rest := p.src.buf[p.pos:]
		c := jsonCursor{b: rest}
		key, value, ok := c.member()
		switch {
		case ok && c.pos < len(rest):
			p.annotation(key, value)
			p.advance(c.pos)
			return
		case p.src.eof || len(rest) > p.src.block:
			p.stray()
			return
		}
		p.more()
	}
}

// annotation takes what an envelope says about its list.
func (p *jsonReader) annotation(key, value []byte) {
	switch strings.ToLower(strings.TrimPrefix(string(key), "@")) {
	case "odata.nextlink":
		if len(value) > 2 && value[0] == '"' {
			p.diag.tally("next-link", Loss, place{line: p.line, offset: p.off, bytes: value[1 : len(value)-1]})
		}
	case "odata.context":
		p.kind = classOfContext(value)
	}
}

// classOfContext is the class that a context such as
// https://graph.microsoft.com/v1.0/$metadata#users(id,mail) names.
func classOfContext(v []byte) directory.Class {
	_, set, _ := bytes.Cut(v, []byte("$metadata#"))
	if i := bytes.IndexAny(set, "(/\""); i >= 0 {
		set = set[:i]
	}
	switch {
	case isWord(set, "users"), isWord(set, "guests"):
		return directory.User
	case isWord(set, "groups"):
		return directory.Group
	case isWord(set, "contacts"):
		return directory.Contact
	}
	return directory.ClassUnknown
}

// stray takes what is neither an object nor a list up to the end of its line, or the
// next bracket.
func (p *jsonReader) stray() {
	rest := p.src.buf[p.pos:]
	n := bytes.IndexAny(rest[1:], "{[]}\n")
	if n < 0 {
		n = len(rest) - 1
	}
	p.diag.tally("json-stray", Loss, place{line: p.line, offset: p.off, bytes: rest})
	p.lost = true
	p.advance(n + 1)
}

// end reports what the file as a whole can answer.
func (p *jsonReader) end() {
	if len(p.open) > 0 && !p.lost && p.src.eof && p.src.err == nil && p.diag.seen["json-cut"] == nil {
		p.diag.add("json-open", Loss, place{line: p.line, offset: p.off})
	}
	if !p.begun {
		if p.diag.seen["json-error"] == nil && p.src.err == nil {
			p.diag.add("json-nothing", Fatal, place{line: 1})
		}
		return
	}
	all := make([]csvColumn, 0, len(p.columns)+len(p.extra))
	all = append(all, p.columns...)
	for _, c := range p.extra {
		all = append(all, *c)
	}
	p.columns, p.used = all, p.used[:0]
	for i := range all {
		if all[i].Attr != directory.AttrNone {
			p.used = append(p.used, &all[i])
		}
	}
	p.varying()
	p.finish()
}

// varying reports properties that some objects of a class have and others lack. A
// property that was asked for stands in every object, if only as null, so such a
// file was put together from several. The property counts as exported.
func (p *jsonReader) varying() {
	var names []string
	for _, c := range p.used {
		for class, n := range p.seen[c.index] {
			if all := p.classes[class]; n > 0 && n < all && directory.Class(class) != directory.ClassUnknown {
				names = append(names, c.Header)
				break
			}
		}
	}
	if len(names) > 0 {
		p.diag.add("json-varying", Note, place{}, message.Text("properties", strings.Join(names, ", ")))
	}
}
