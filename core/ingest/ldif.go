package ingest

import (
	"bytes"
	"encoding/base64"
	"strconv"

	"presync/core/directory"
	"presync/core/message"
)

// The LDIF reader is presync's own because the file decides how long the user
// waits: it cuts lines where they lie, copies only what is stored, and goes on
// after a broken record. It reads what RFC 2849 allows in a content file and what
// ldifde, ldapsearch and hands make of it.

// ldifReader reads the records of one file.
type ldifReader struct {
	*loader
	names *nameTable
	class directory.ClassFolder
	fold  []byte // an unfolded line
	bin   []byte // a decoded value
	num   []byte // a number as text

	suspect bool // the block has a question mark or something outside ASCII

	line    int64 // number of the line at the reading position
	cur     int   // position of the logical line being read
	curLine int64 // its number
	mark    int   // position whose offset in the file is markOff
	markOff int64

	rec ldifRecord
}

// ldifRecord is the record being read.
type ldifRecord struct {
	number  uint32
	start   int
	line    int64
	hasDN   bool
	ignored bool // broken, refused or no object: read to its end, store nothing
	classes bool
	counted bool // a counted attribute was seen
}

func (l *loader) readLDIF() {
	p := &ldifReader{loader: l, names: newNameTable(), line: 1}
	p.names.choose(l.opt.Columns)
	src := &l.src
	for {
		end := len(src.buf)
		if !src.eof {
			end = lastRecordEnd(src.buf)
		}
		p.block(src.buf[:end])
		l.tick()
		if src.eof && end == len(src.buf) || l.full() {
			break
		}
		if end == 0 && len(src.buf) > src.limit {
			p.skipGiant()
			continue
		}
		src.fill(end)
	}
	p.finish()
}

// block reads the records of a piece that ends where a record ends.
func (p *ldifReader) block(data []byte) {
	p.mark, p.markOff = 0, p.src.base
	p.suspect = p.src.doubts(data) != 0
	for pos := 0; pos < len(data); {
		pos = p.record(data, pos)
	}
}

// record reads one record from pos and returns where the next one begins.
func (p *ldifReader) record(data []byte, pos int) int {
	p.rec = ldifRecord{number: p.rec.number + 1, start: pos, line: p.line}
	for pos < len(data) {
		if p.rec.hasDN && !p.rec.ignored {
			if pos = p.foreseen(data, pos); pos == len(data) {
				break
			}
		}
		line, n := cutLine(data[pos:])
		if len(line) == 0 || isBlank(line[0]) && separates(data[pos:]) {
			p.endRecord(data, pos)
			p.line++
			return pos + n
		}
		if (p.rec.hasDN || p.rec.ignored) && startsRecord(line) {
			p.diag.tally("ldif-no-separator", Note, place{line: p.line, offset: p.offset(data, pos), bytes: line})
			p.endRecord(data, pos)
			return pos
		}
		pos = p.logicalLine(data, pos, line, n)
	}
	p.endRecord(data, pos)
	return pos
}

// foreseen takes the lines from pos on that are not folded and whose names were
// foreseen, which most lines are, and returns where the first other one begins.
func (p *ldifReader) foreseen(data []byte, pos int) int {
	for !p.rec.ignored {
		name := p.names.predict(data, pos)
		if name == nil || name.use == useDN {
			break
		}
		from := pos + len(name.text) + 1
		end := lineFeed(data, from)
		next := end + 1
		if end == len(data) || continued(data, next) {
			break
		}
		if data[end-1] == '\r' {
			end--
		}
		if data[end-1] == '\r' {
			break
		}
		p.names.last = name
		p.cur, p.curLine = pos, p.line
		p.line++
		value := data[from:end]
		pos = next
		switch {
		case name.use == useNothing:
			p.count(name)
		case name.use == useStore && len(value) > 1 && value[0] == ' ' && value[1] != ' ':
			if name.named && p.suspect {
				p.checkName(data, value[1:])
			}
			if !p.store.Add(name.attr, value[1:]) {
				p.reportCut(data, name)
			}
			p.count(name)
		default:
			p.attribute(data, name, value)
		}
	}
	return pos
}

// logicalLine reads the line at pos with its continuations and returns where the
// next one begins.
func (p *ldifReader) logicalLine(data []byte, pos int, line []byte, n int) int {
	next := pos + n
	p.cur, p.curLine = pos, p.line
	if isBlank(line[0]) && !p.rec.ignored {
		// A continuation of nothing: an indented line.
		if line = bytes.TrimLeft(line, " \t"); len(line) == 0 {
			p.line++
			return next
		}
	}
	colon := bytes.IndexByte(line, ':')
	switch {
	case p.rec.ignored, line[0] == '#', len(line) == 1 && line[0] == '-':
		return p.skipFolds(data, next)
	case colon <= 0:
		return p.oddLine(data, line, next)
	}
	name := p.lookup(line[:colon])
	if name.use == useNothing && p.rec.hasDN {
		p.count(name)
		return p.skipFolds(data, next)
	}
	if continued(data, next) && continues(data[next:]) {
		line, next = p.unfold(data, line, next)
	} else {
		p.line++
	}
	p.attribute(data, name, line[colon+1:])
	return next
}

// oddLine takes a line that has no attribute name before a colon: its name may
// itself be folded, or the line is broken.
func (p *ldifReader) oddLine(data, line []byte, next int) int {
	line, next = p.unfold(data, line, next)
	colon := bytes.IndexByte(line, ':')
	if colon <= 0 {
		p.breakRecord("ldif-no-colon", data)
		return next
	}
	p.attribute(data, p.lookup(line[:colon]), line[colon+1:])
	return next
}

// lookup finds an attribute name with its options cut off: ;binary and the ranges
// in which a server hands out long lists.
func (p *ldifReader) lookup(name []byte) *ldifName {
	if i := bytes.IndexByte(name, ';'); i > 0 {
		options := name[i+1:]
		e := p.names.find(name[:i])
		if hasFoldPrefix(options, "range=") {
			e.cut = options[len(options)-1] != '*'
			if e.cut {
				p.rec.counted = true
			}
		}
		return e
	}
	return p.names.find(name)
}

// attribute takes what stands behind the first colon of an unfolded line.
func (p *ldifReader) attribute(data []byte, name *ldifName, value []byte) {
	if !p.rec.hasDN && name.use != useDN {
		p.beforeDN(name, data)
		return
	}
	if len(value) == 0 || value[0] != ':' && value[0] != '<' {
		p.value(data, name, trimLeft(value), false)
		return
	}
	if value[0] == '<' { // a reference to another file: never followed
		p.diag.add("ldif-url", Loss, p.place(data), message.Text("attribute", name.text))
		return
	}
	decoded, ok := p.decode(value[1:])
	if !ok {
		p.breakRecord("ldif-base64", data)
		return
	}
	p.value(data, name, decoded, true)
}

// beforeDN takes a line that stands before the distinguished name.
func (p *ldifReader) beforeDN(name *ldifName, data []byte) {
	switch name.use {
	case useDirective:
	case useTrailer:
		p.rec.ignored = true
	default:
		p.breakRecord("ldif-no-dn", data)
	}
}

// value takes one value of an attribute; encoded says that it stood in base64.
func (p *ldifReader) value(data []byte, name *ldifName, v []byte, encoded bool) {
	switch name.use {
	case useStore:
		if encoded && name.named && !p.suspect {
			p.checkName(data, v)
		}
		p.keep(data, name, v)
	case useBinary:
		if !encoded {
			v = binaryText(name.attr, v)
		}
		if !isIdentifier(name.attr, v) {
			p.diag.add("identifier", Loss, p.place(data), message.Text("column", name.text), message.Text("value", excerpt(v)))
			break
		}
		p.keep(data, name, v)
	case useClass:
		p.class.Add(v)
		p.rec.classes = true
	case useCount:
		p.rec.counted = true
		if name.record != p.rec.number {
			name.values = 0
		}
		if len(v) > 0 {
			name.values++
		}
	case useDN:
		p.beginObject(data, v)
	case useChangeType:
		if len(v) > 0 && !isWord(v, "add") {
			p.breakRecord("ldif-change", data, message.Text("type", excerpt(v)))
			return
		}
	}
	p.count(name)
}

// keep stores a value and reports one that is too long.
func (p *ldifReader) keep(data []byte, name *ldifName, v []byte) {
	if name.named && p.suspect {
		p.checkName(data, v)
	}
	if !p.store.Add(name.attr, v) {
		p.reportCut(data, name)
	}
}

// reportCut reports a value that is too long, unless the store is full.
func (p *ldifReader) reportCut(data []byte, name *ldifName) {
	if !p.full() {
		p.diag.add("value-cut", Loss, p.place(data), message.Text("attribute", name.text))
	}
}

// checkName reports a name that shows a wrong encoding.
func (p *ldifReader) checkName(data, v []byte) {
	if damaged(v) {
		p.diag.tally(damageCode(v), Loss, p.place(data), message.Text("value", excerpt(v)))
	}
}

func (p *ldifReader) beginObject(data, dn []byte) {
	if p.rec.hasDN {
		p.breakRecord("ldif-second-dn", data)
		return
	}
	p.rec.hasDN = true
	p.rec.start, p.rec.line = p.cur, p.curLine
	p.class.Reset()
	p.store.Begin(p.file)
	p.store.Add(directory.DN, dn)
}

// count notes that the record has a value under a name.
func (p *ldifReader) count(name *ldifName) {
	if name.record != p.rec.number {
		name.record = p.rec.number
		name.filled++
	}
}

// binaryText gives the bytes of an identifier that stands in the file as plain
// text: some tools write GUIDs and security identifiers readably. Anything else
// is the octets themselves.
func binaryText(a directory.Attr, v []byte) []byte {
	if a.Info().Kind == directory.SID {
		if hasFoldPrefix(v, "S-1-") {
			if raw, err := directory.ParseSID(string(v)); err == nil {
				return raw
			}
		}
		return v
	}
	if len(v) == 36 || len(v) == 38 {
		if raw, err := directory.ParseGUID(string(v), true); err == nil {
			return raw
		}
	}
	return v
}

// isIdentifier reports whether bytes have the length of what an attribute holds. An
// administrator may put other things than a GUID into mS-DS-ConsistencyGuid.
func isIdentifier(a directory.Attr, v []byte) bool {
	switch {
	case len(v) == 0 || a == directory.ConsistencyGUID:
		return true
	case a.Info().Kind == directory.SID:
		return len(v) >= 8 && len(v) == 8+4*int(v[1])
	}
	return len(v) == 16
}

// endRecord stores the record that ends at pos.
func (p *ldifReader) endRecord(data []byte, pos int) {
	if !p.rec.hasDN || p.rec.ignored {
		return
	}
	class := directory.ClassUnknown
	if p.rec.classes {
		class = p.class.Class()
		p.store.Add(directory.ObjectClass, p.class.Structural())
	}
	if p.rec.counted {
		p.endCounted(data)
	}
	offset := p.offset(data, p.rec.start)
	length := p.src.rawLen(data[p.rec.start:pos])
	p.mark, p.markOff = pos, offset+length
	p.store.End(class, directory.Location{File: p.file, Line: uint32(p.rec.line), Offset: offset, Length: length})
	p.rep.Objects++
}

// endCounted stores the numbers of values and reports lists that the server cut.
func (p *ldifReader) endCounted(data []byte) {
	for _, name := range p.names.list {
		if name.record != p.rec.number {
			continue
		}
		if name.cut {
			name.cut = false
			p.diag.add("ldif-range", Loss, place{line: p.rec.line, offset: p.offset(data, p.rec.start), bytes: data[p.rec.start:]},
				message.Text("attribute", name.text))
		}
		if name.use == useCount {
			p.num = strconv.AppendUint(p.num[:0], uint64(name.values), 10)
			p.store.Add(name.attr, p.num)
		}
	}
}

// breakRecord reports the line being read and gives up its record.
func (p *ldifReader) breakRecord(code string, data []byte, args ...message.Arg) {
	p.diag.add(code, Loss, p.place(data), args...)
	if p.rec.hasDN {
		p.store.Abort()
	}
	p.rec.ignored = true
	p.rep.Skipped++
}

// place is where the line being read stands.
func (p *ldifReader) place(data []byte) place {
	return place{line: p.curLine, offset: p.offset(data, p.cur), bytes: data[p.cur:]}
}

// offset is the place of pos in the file.
func (p *ldifReader) offset(data []byte, pos int) int64 {
	return p.markOff + p.src.rawLen(data[p.mark:pos])
}

// decode reads base64 into the reader's own buffer. Padding may be missing and
// blanks may follow.
func (p *ldifReader) decode(v []byte) ([]byte, bool) {
	v = trimLeft(v)
	for len(v) > 0 && isBlank(v[len(v)-1]) {
		v = v[:len(v)-1]
	}
	need := base64.StdEncoding.DecodedLen(len(v)) + 3
	if cap(p.bin) < need {
		p.bin = make([]byte, need+need/4)
	}
	if n, ok := decodeBase64(p.bin[:need], v); ok {
		return p.bin[:n], true
	}
	n, err := base64.StdEncoding.Decode(p.bin[:need], v)
	if err != nil {
		n, err = base64.RawStdEncoding.Decode(p.bin[:need], bytes.TrimRight(v, "="))
	}
	return p.bin[:n], err == nil
}

// unfold joins a line with its continuations in the reader's own buffer.
func (p *ldifReader) unfold(data, line []byte, next int) ([]byte, int) {
	p.line++
	p.fold = append(p.fold[:0], line...)
	for continues(data[next:]) {
		more, n := cutLine(data[next:])
		p.fold = append(p.fold, more[1:]...)
		next += n
		p.line++
	}
	return p.fold, next
}

// skipFolds passes over the rest of a line that ends before next.
func (p *ldifReader) skipFolds(data []byte, next int) int {
	p.line++
	for continued(data, next) && continues(data[next:]) {
		_, n := cutLine(data[next:])
		next += n
		p.line++
	}
	return next
}

// skipGiant drops a record that is longer than the reader holds.
func (p *ldifReader) skipGiant() {
	src := &p.src
	p.diag.add("record-too-long", Loss, place{line: p.line, offset: src.base, bytes: src.buf}, message.Bytes("limit", int64(src.limit)))
	p.rep.Skipped++
	for {
		if end := firstRecordEnd(src.buf); end > 0 {
			p.line += int64(bytes.Count(src.buf[:end], newline))
			src.consume(end)
			return
		}
		whole := bytes.LastIndexByte(src.buf, '\n') + 1
		whole = bytes.LastIndexByte(src.buf[:max(whole-1, 0)], '\n') + 1 // the last line end may be the separator's first half
		if src.eof {
			whole = len(src.buf)
		} else if whole == 0 && len(src.buf) > src.block { // a line without an end
			whole = len(src.buf) - 1
		}
		p.line += int64(bytes.Count(src.buf[:whole], newline))
		if !src.fill(whole) && src.eof {
			src.consume(len(src.buf))
			return
		}
		p.tick()
	}
}

// finish reports the attribute names and what the file as a whole can answer.
func (p *ldifReader) finish() {
	for _, name := range p.names.list[noName+1:] {
		if name.filled == 0 || name.use == useDN || name.use == useChangeType {
			continue
		}
		if name.attr != directory.AttrNone {
			p.exported.Add(name.attr)
		}
		_, chosen := p.opt.Columns[name.text]
		p.rep.Columns = append(p.rep.Columns, Column{Header: name.text, Attr: name.attr, Filled: name.filled, Chosen: chosen})
	}
	p.exported.Add(directory.DN)
}
