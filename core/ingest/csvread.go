package ingest

import (
	"bytes"

	"presync/core/directory"
	"presync/core/message"
)

// csvColumn is one column of the file.
type csvColumn struct {
	Column
	index   int
	conv    conversion
	plain   bool // cells are text and one value
	multi   bool // the attribute holds several values
	numeric bool // the attribute holds digits, which spreadsheet programs round
	named   bool // the attribute holds names, in which a wrong encoding shows
	cut     bool // the header says that only a part of the values is there
}

// csvReader reads the rows of one file.
type csvReader struct {
	*loader
	scan    csvScanner
	guess   guess
	headers []string
	columns []csvColumn  // all, in the order of the file
	used    []*csvColumn // those that are stored, in the order of their attributes
	filled  []int64      // rows with something in a column, by column
	key     int          // index of the column without which a short row is no object
	cells   cellReader
	folder  directory.ClassFolder

	deleted []byte                   // the value that marks every object as deleted, nil otherwise
	where   [directory.AttrCount]int // number of the column of an attribute, from 1

	pos  int   // reading position in the text
	off  int64 // its offset in the file
	line int64 // its line

	inGiant bool // in a row that is too long, whose rest is passed over
	inQuote bool // and there in a field in quotes

	at       place // of the present row
	atLength int64

	// What the present row says about its object beside the values.
	class      directory.Class
	groupScope string
	groupKind  string
	guest      bool
}

func (l *loader) readCSV() {
	p := &csvReader{loader: l, line: 1, off: l.src.base}
	if !p.readHeader() {
		l.drain()
		return
	}
	p.fixGUIDOrder()
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
		if p.inGiant {
			p.passGiant(rest)
			continue
		}
		n, state := p.scan.row(rest, src.eof)
		if state == rowMore && len(rest) > src.limit {
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

// giant gives up a row that is longer than records may be: the line at which it begins
// when its quote seems not to be closed, because rows follow; all of it otherwise.
func (p *csvReader) giant(rest []byte) (int, rowState) {
	p.scan.lines = 1
	n := bytes.IndexByte(rest, '\n') + 1
	if n > 0 && p.rowFollows(rest[n:]) {
		return n, rowUnclosed
	}
	p.inQuote = n > 0
	if !p.inQuote {
		n = len(rest)
	}
	return n, rowTooLong
}

// rowFollows reports whether one of the next lines has as many fields as the header.
func (p *csvReader) rowFollows(text []byte) bool {
	for range 3 {
		line, n := cutLine(text)
		text = text[n:]
		if n > 0 && bytes.Count(line, []byte{p.scan.delim}) == len(p.columns)-1 {
			return true
		}
	}
	return false
}

// passGiant passes over what is there of the row that was given up.
func (p *csvReader) passGiant(rest []byte) {
	n := 0
	if p.inQuote {
		n = p.passQuote(rest)
	}
	if !p.inQuote {
		if i := bytes.IndexByte(rest[n:], '\n') + 1; i > 0 {
			p.inGiant = false
			n += i
		} else {
			n = len(rest)
		}
	}
	p.line += int64(bytes.Count(rest[:n], newline))
	p.off += p.src.rawLen(rest[:n])
	p.pos += n
	if p.inGiant && !p.src.eof {
		p.tick()
		p.src.fill(p.pos)
		p.pos = 0
	}
}

// passQuote passes over a field in quotes up to the closing one. A quote at the very
// end of the text stays, because the next one may belong to it.
func (p *csvReader) passQuote(text []byte) int {
	for n := 0; ; n += 2 {
		i := bytes.IndexByte(text[n:], '"')
		switch {
		case i < 0:
			return len(text)
		case n+i+1 == len(text) && !p.src.eof:
			return n + i
		case n+i+1 == len(text), text[n+i+1] != '"':
			p.inQuote = false
			return n + i + 1
		}
		n += i
	}
}

func (p *csvReader) accept(rest []byte, n int, state rowState) rowStatus {
	text := rest[:n]
	p.at = place{line: p.line, offset: p.off, bytes: text}
	p.atLength = p.src.rawLen(text)
	p.pos += n
	p.off += p.atLength
	p.line += int64(p.scan.lines)
	if state != rowRead {
		p.at.line = p.line - 1
	}
	switch state {
	case rowUnclosed:
		if p.endsFile() {
			p.broken("csv-cut-quote")
		} else {
			p.broken("csv-unclosed-quote")
		}
		return noRow
	case rowGarbage:
		p.broken("csv-quote")
		return noRow
	case rowTooLong:
		if !p.inQuote {
			p.line-- // the rest of the line follows
		}
		p.inGiant = true
		p.broken("record-too-long", message.Bytes("limit", int64(p.src.limit)))
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
