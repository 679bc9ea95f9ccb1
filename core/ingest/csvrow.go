package ingest

import (
	"bytes"
	"strconv"

	"presync/core/directory"
	"presync/core/message"
)

// row stores the row read last as an object.
func (p *csvReader) row() {
	fields := p.scan.fields
	if len(fields[0]) == 0 && isEmptyRow(fields) {
		return // spreadsheets leave such rows
	}
	if len(fields) != len(p.columns) && !p.rightLength(fields) {
		return
	}
	countFilled(p.filled, fields)
	p.cells.look(p.scan.marks)
	p.class, p.groupScope, p.groupKind, p.guest = p.guess.class, "", "", false
	p.store.Begin(p.file)
	for _, c := range p.used {
		if c.index >= len(fields) || len(fields[c.index]) == 0 {
			continue
		}
		v := fields[c.index]
		if c.plain && !p.cells.backslash && !notPlain[v[0]] { // most cells of most files
			if c.named && p.cells.suspect && damaged(v) {
				p.reportDamage(v)
			}
			p.add(c.Attr, v)
			continue
		}
		p.cell(c, v)
	}
	p.addDerived(fields)
	if p.class == directory.ClassUnknown || p.class == directory.Other {
		p.class = p.classByAttributes(fields)
	}
	p.store.End(p.class, directory.Location{File: p.file, Line: uint32(p.at.line), Offset: p.at.offset, Length: p.atLength})
	p.rep.Objects++
}

func isEmptyRow(fields [][]byte) bool {
	for _, f := range fields {
		if len(f) > 0 {
			return false
		}
	}
	return true
}

func countFilled(filled []int64, fields [][]byte) {
	for i := range min(len(filled), len(fields)) {
		if len(fields[i]) > 0 {
			filled[i]++
		}
	}
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
	switch is, cut := p.isObject(fields), p.endsFile(); {
	case !is && cut:
		p.broken("csv-cut-row", args...)
		return false
	case !is:
		p.broken("csv-short-row", args...)
		return false
	case cut:
		p.diag.add("csv-cut-row", Loss, p.at, args...)
	default:
		p.diag.tally("csv-short-row-read", Note, p.at, args...)
	}
	return true
}

// endsFile reports whether the present row is the last of the file and has no line end.
func (p *csvReader) endsFile() bool {
	return p.src.eof && p.pos == len(p.src.buf) && !bytes.HasSuffix(p.at.bytes, newline)
}

// isObject reports whether a short row holds what identifies an object.
func (p *csvReader) isObject(fields [][]byte) bool {
	if p.key >= len(fields) || len(fields) < 2 {
		return false
	}
	key := fields[p.key]
	return len(key) > 0 && (p.columns[p.key].Attr != directory.DN || bytes.IndexByte(key, '=') > 0)
}

// notPlain are the first bytes of cells that may hold something else than text: the
// name of a type, the mark of a failed formula, hexadecimal text.
var notPlain = [256]bool{'S': true, 'M': true, 'D': true, '#': true, 'X': true, 'x': true}

// cell turns a cell into the values of its attribute.
func (p *csvReader) cell(c *csvColumn, v []byte) {
	switch {
	case isTypeName(v):
		p.lose(c, v)
	case isFormulaError(v):
		p.diag.add("spreadsheet-error", Loss, p.at, message.Text("column", c.Header), message.Text("value", excerpt(v)))
	case c.numeric && isRounded(v):
		p.diag.add("spreadsheet-number", Loss, p.at, message.Text("column", c.Header), message.Text("value", excerpt(v)))
	default:
		p.convert(c, v)
	}
}

// add stores a value and reports one that is too long.
func (p *csvReader) add(a directory.Attr, v []byte) {
	if !p.store.Add(a, v) && !p.full() {
		p.diag.add("value-cut", Loss, p.at, message.Text("attribute", a.String()))
	}
}

// lose marks a column in which the export tool wrote the name of a type.
func (p *csvReader) lose(c *csvColumn, v []byte) {
	if c.Lost {
		return
	}
	c.Lost = true
	command := "@{n='" + c.Header + "';e={$_.'" + c.Header + "' -join '|'}}"
	if c.Attr.Info().Kind == directory.GUID {
		command = "@{n='" + c.Header + "';e={if ($_.'" + c.Header + "') {[Convert]::ToBase64String([byte[]]$_.'" + c.Header + "')}}}"
	}
	p.diag.add("type-name", Loss, p.at, message.Text("column", c.Header), message.Text("value", excerpt(v)), message.Text("command", command))
}

// addDerived stores what several columns, or the name of the file, say together.
func (p *csvReader) addDerived(fields [][]byte) {
	if n, ok := groupType(p.groupScope, p.groupKind); ok {
		p.add(directory.GroupType, strconv.AppendInt(p.cells.num[:0], int64(n), 10))
	}
	if p.deleted != nil {
		p.add(directory.DeletedDateTime, p.deleted)
	}
	if p.rep.Role != Cloud || p.where[directory.UserType] > 0 {
		return
	}
	if p.guest || p.has(fields, directory.UserPrincipalName) && bytes.Contains(fields[p.where[directory.UserPrincipalName]-1], externalMark) {
		p.add(directory.UserType, guestWord)
	}
}

// classByAttributes finds the class of an on-premises object that objectClass does
// not tell: in the schema of Active Directory only groups have groupType, and only
// accounts have userAccountControl. The names of computer accounts end in $.
func (p *csvReader) classByAttributes(fields [][]byte) directory.Class {
	switch {
	case p.rep.Role != OnPrem:
	case p.has(fields, directory.GroupType):
		return directory.Group
	case p.has(fields, directory.UserAccountControl), p.has(fields, directory.AccountEnabled):
		sam := p.where[directory.SAMAccountName] - 1
		if sam >= 0 && sam < len(fields) && bytes.HasSuffix(fields[sam], []byte("$")) {
			return directory.Computer
		}
		return directory.User
	}
	return p.class
}

// has reports whether the row has something in the column of an attribute.
func (p *csvReader) has(fields [][]byte, a directory.Attr) bool {
	i := p.where[a] - 1
	return i >= 0 && i < len(fields) && len(fields[i]) > 0
}

// externalMark stands in the user principal name that Entra ID makes for a guest.
var externalMark = []byte("#EXT#")

// finish reports the columns and what the file as a whole can answer.
func (p *csvReader) finish() {
	for _, c := range p.used {
		if !c.Lost {
			p.exported.Add(c.Attr)
		}
	}
	if p.deleted != nil {
		p.exported.Add(directory.DeletedDateTime)
	}
	if p.rep.Objects > 0 {
		p.judgeEmptyColumns()
		p.cutRanges()
	}
	for i := range p.columns {
		c := &p.columns[i]
		if !c.Lost {
			c.Filled = p.filled[i]
		}
		_, c.Chosen = p.opt.Columns[c.Header]
		p.rep.Columns = append(p.rep.Columns, c.Column)
	}
}
