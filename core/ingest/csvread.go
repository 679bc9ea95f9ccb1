package ingest

import (
	"bytes"
	"slices"
	"strconv"

	"presync/core/directory"
	"presync/core/message"
)

// csvColumn is one column of the file.
type csvColumn struct {
	Column
	index int
	conv  conversion
}

// csvReader reads the rows of one file.
type csvReader struct {
	*loader
	scan    csvScanner
	guess   guess
	headers [][]byte
	columns []csvColumn // all, in the order of the file
	used    []*csvColumn
	line    int64
	pos     int   // position in the text
	off     int64 // its offset in the file
	cells   cellReader

	at       place // of the present row
	atLength int64
	key      int // index of the column without which a short row is no object

	// What the columns of the present row said beside their values.
	class      directory.Class
	hasClass   bool
	groupScope int32
	groupKind  int32
}

func (l *loader) readCSV() {
	p := &csvReader{loader: l, line: 1, off: l.src.base}
	if !p.readHeader() {
		l.drain()
		return
	}
	for !l.full() {
		status := p.nextRow()
		if status == endOfFile {
			break
		}
		if status == haveRow {
			p.row()
		}
	}
	p.finish()
}

type rowStatus uint8

const (
	haveRow rowStatus = iota
	noRow             // a line without a row, or a broken one
	endOfFile
)

// nextRow cuts the next row and moves behind it.
func (p *csvReader) nextRow() rowStatus {
	src := &p.src
	for {
		rest := src.buf[p.pos:]
		if len(rest) == 0 && src.eof {
			return endOfFile
		}
		n, state := p.scan.row(rest, src.eof)
		if state == rowMore && len(rest) > maxRecord {
			n, state = p.giant(rest)
		}
		if state == rowMore {
			p.tick()
			src.fill(p.pos)
			p.pos = 0
			continue
		}
		return p.accept(rest, n, state)
	}
}

// giant gives up the line at which a row of more than maxRecord bytes begins.
func (p *csvReader) giant(rest []byte) (int, rowState) {
	n := bytes.IndexByte(rest, '\n') + 1
	if n == 0 {
		n = len(rest)
	}
	p.scan.lines = 1
	return n, rowUnclosed
}

func (p *csvReader) accept(rest []byte, n int, state rowState) rowStatus {
	text := rest[:n]
	p.at = place{line: p.line, offset: p.off, bytes: text}
	p.atLength = p.src.rawLen(text)
	p.pos += n
	p.off += p.atLength
	p.line += int64(p.scan.lines)
	switch state {
	case rowUnclosed:
		p.at.line = p.line - 1
		p.broken("csv-unclosed-quote")
		return noRow
	case rowGarbage:
		p.at.line = p.line - 1
		p.broken("csv-quote")
		return noRow
	}
	if len(p.scan.fields) == 1 && len(p.scan.fields[0]) == 0 {
		return noRow // an empty line
	}
	return haveRow
}

func (p *csvReader) broken(code string, args ...message.Arg) {
	p.diag.add(code, Loss, p.at, args...)
	p.rep.Skipped++
}

// readHeader finds the delimiter and what the columns mean. It reports false when
// the file cannot be used.
func (p *csvReader) readHeader() bool {
	typeLine := p.skipPreamble()
	line, _ := cutLine(p.src.buf[p.pos:])
	delim, certain := detectDelimiter(line)
	if p.opt.Delimiter != 0 {
		delim, certain = p.opt.Delimiter, true
	}
	p.scan.delim = delim
	p.rep.Delimiter = string(rune(delim))
	if p.nextRow() != haveRow {
		p.diag.add("not-export", Fatal, place{line: p.line, bytes: line}, message.Text("kind", ""))
		return false
	}
	for _, f := range p.scan.fields {
		p.headers = append(p.headers, bytes.Clone(f))
	}
	names := headerSet{}
	for _, h := range p.headers {
		names[normalise(string(h))] = true
	}
	known := false
	if p.guess, known = guessType(typeLine); !known {
		p.guess = guessHeader(names, normalise(string(p.headers[0])), p.headers)
	}
	role := p.guess.role
	if p.opt.Role != RoleUnknown {
		role = p.opt.Role
	}
	p.mapColumns(role)
	if !p.identified() {
		p.unknownHeader(line)
		return false
	}
	if !certain {
		p.rep.Guessed = append(p.rep.Guessed, "delimiter")
	}
	p.rep.Shape = p.guess.shape
	p.begin(p.guess.role, p.guess.certain)
	p.cells.stored = p.guess.shape == ShapeCSVDE
	return true
}

// skipPreamble passes over the lines that some tools put before the header and
// returns the #TYPE line if there is one.
func (p *csvReader) skipPreamble() (typeLine string) {
	for p.pos < len(p.src.buf) {
		line, n := cutLine(p.src.buf[p.pos:])
		trimmed := bytes.TrimSpace(line)
		switch {
		case hasFoldPrefix(trimmed, "#type"):
			typeLine = string(trimmed)
		case hasFoldPrefix(trimmed, "sep=") && len(trimmed) == 5:
			if p.opt.Delimiter == 0 {
				p.opt.Delimiter = trimmed[4]
			}
		case len(trimmed) > 0:
			return typeLine
		}
		p.off += p.src.rawLen(p.src.buf[p.pos : p.pos+n])
		p.pos += n
		p.line++
	}
	return typeLine
}

// mapColumns gives each column its attribute. Of several columns for one single
// attribute the first in the file is used.
func (p *csvReader) mapColumns(role Role) {
	p.columns = make([]csvColumn, len(p.headers))
	p.used = p.used[:0]
	taken := directory.AttrSet{}
	for i, h := range p.headers {
		c := &p.columns[i]
		c.index, c.Header = i, string(bytes.TrimSpace(h))
		m, ok := lookupHeader(normalise(c.Header), role, p.guess.shape)
		if !ok {
			continue
		}
		halves := m.conv == asGroupScope || m.conv == asGroupKind
		if m.attr != directory.AttrNone && !halves {
			if taken.Has(m.attr) {
				continue
			}
			taken.Add(m.attr)
		}
		c.Attr, c.conv = m.attr, m.conv
		p.used = append(p.used, c)
	}
	if p.guess.shape == ShapeCSVDE {
		for _, c := range p.used {
			if c.Attr.Info().Multi {
				c.conv = asList
			}
		}
	}
	slices.SortStableFunc(p.used, func(a, b *csvColumn) int { return int(a.Attr) - int(b.Attr) })
}

// identifying attributes: a file without any of them cannot be an export of
// directory objects. In the order in which they are trusted.
var identifying = []directory.Attr{directory.DN, directory.CloudID, directory.UserPrincipalName, directory.ObjectGUID,
	directory.SAMAccountName, directory.ProxyAddresses, directory.PrimarySMTP, directory.Mail}

func (p *csvReader) identified() bool {
	for _, a := range identifying {
		for _, c := range p.used {
			if c.Attr == a {
				p.key = c.index
				return true
			}
		}
	}
	return false
}

// unknownHeader says why the first line cannot be used.
func (p *csvReader) unknownHeader(line []byte) {
	at := place{line: p.line - 1, bytes: line}
	for _, h := range p.headers {
		if bytes.IndexByte(h, '@') > 0 || hasFoldPrefix(bytes.TrimSpace(h), "cn=") {
			p.diag.add("no-header", Fatal, at)
			return
		}
	}
	p.diag.add("unknown-header", Fatal, at)
}

// row stores the row read last as an object.
func (p *csvReader) row() {
	fields := p.scan.fields
	if len(fields) != len(p.columns) && !p.rightLength(fields) {
		return
	}
	p.class, p.hasClass, p.groupScope, p.groupKind = p.guess.class, false, 0, 0
	p.store.Begin(p.file)
	for _, c := range p.used {
		if c.index < len(fields) && len(fields[c.index]) > 0 {
			p.cell(c, fields[c.index])
		}
	}
	if p.groupScope != 0 && p.groupKind != 0 {
		p.store.Add(directory.GroupType, strconv.AppendInt(p.cells.num[:0], int64(p.groupScope|p.groupKind&^1), 10))
	}
	p.store.End(p.class, directory.Location{File: p.file, Line: uint32(p.at.line), Offset: p.at.offset, Length: p.atLength})
	p.rep.Objects++
}

// rightLength judges a row with another number of fields than the header.
// Spreadsheets drop empty fields at the end of a row or add some; that is
// harmless. Otherwise the columns cannot be trusted.
func (p *csvReader) rightLength(fields [][]byte) bool {
	args := []message.Arg{message.Num("fields", len(fields)), message.Num("columns", len(p.columns))}
	if len(fields) > len(p.columns) {
		for _, f := range fields[len(p.columns):] {
			if len(f) > 0 {
				p.broken("csv-long-row", args...)
				return false
			}
		}
		return true
	}
	if p.key >= len(fields) || len(fields[p.key]) == 0 {
		p.broken("csv-short-row", args...)
		return false
	}
	p.diag.tally("csv-short-row-read", Note, p.at, args...)
	return true
}

// cell turns a cell into the values of its attribute.
func (p *csvReader) cell(c *csvColumn, v []byte) {
	if isTypeName(v) {
		p.lose(c, v)
		return
	}
	c.Filled++
	switch c.conv {
	case asText:
		p.store.Add(c.Attr, v)
	default:
		p.convert(c, v)
	}
}

// lose marks a column in which the export tool wrote the name of a type.
func (p *csvReader) lose(c *csvColumn, v []byte) {
	if !c.Lost {
		c.Lost = true
		p.diag.add("type-name", Loss, p.at, message.Text("column", c.Header), message.Text("value", excerpt(v)))
	}
}

// finish reports the columns and what the file as a whole can answer.
func (p *csvReader) finish() {
	for i := range p.columns {
		c := &p.columns[i]
		p.rep.Columns = append(p.rep.Columns, c.Column)
	}
	for _, c := range p.used {
		if !c.Lost {
			p.exported.Add(c.Attr)
		}
	}
}
