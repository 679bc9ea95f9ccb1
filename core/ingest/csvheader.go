package ingest

import (
	"bytes"
	"slices"
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

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
		p.diag.add("unknown-header", Fatal, p.at)
		return false
	}
	names := headerSet{}
	for _, f := range p.scan.fields {
		h := string(bytes.TrimSpace(f))
		p.headers = append(p.headers, h)
		names[normalise(h)] = true
	}
	if names.all("distinguishedname", "attribute", "error", "value", "update") {
		p.diag.add("idfix-list", Fatal, p.at)
		return false
	}
	known := false
	if p.guess, known = guessType(typeLine); !known {
		p.guess = guessHeader(names, p.headers)
	} else if byColumns := guessHeader(names, p.headers); byColumns.shape == p.guess.shape {
		p.guess.certain = p.guess.certain || byColumns.certain
	}
	if p.opt.Shape.isTable() {
		p.guess = guessOf(p.opt.Shape, p.guess)
	}
	role := p.guess.role
	if p.opt.Role != RoleUnknown {
		role = p.opt.Role
	}
	p.mapColumns(role)
	if !p.identified() {
		p.unknownHeader()
		return false
	}
	if !certain {
		p.rep.Guessed = append(p.rep.Guessed, "delimiter")
	}
	p.rep.Shape = p.guess.shape
	p.begin(p.guess.role, p.guess.certain)
	p.useNameOfFile()
	p.cells.csvde = p.guess.shape == ShapeCSVDE
	p.cells.stored = p.cells.csvde
	p.cells.blankJoined = p.guess.shape == ShapeEXO || p.guess.shape == ShapeMsol
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

// mapColumns gives each column its attribute. Of several columns for one attribute
// the one with the attribute's own name is used, else the first.
func (p *csvReader) mapColumns(role Role) {
	p.columns = make([]csvColumn, len(p.headers))
	p.filled = make([]int64, len(p.headers))
	var owner [directory.AttrCount]*csvColumn
	for i, h := range p.headers {
		c := &p.columns[i]
		c.index, c.Header = i, h
		_, c.cut = rangeHeader(h)
		m, ok := p.meaning(h, role)
		if !ok {
			continue
		}
		if m.attr == directory.AttrNone || m.conv == asGroupScope || m.conv == asGroupKind {
			p.use(c, m)
			continue
		}
		if owner[m.attr] == nil || p.ownHeader(h, m.attr) > p.ownHeader(owner[m.attr].Header, m.attr) {
			owner[m.attr] = c
		}
	}
	if owner[directory.GroupType] != nil { // the number itself goes before its halves
		p.used = slices.DeleteFunc(p.used, func(c *csvColumn) bool { return c.Attr == directory.GroupType })
	}
	for _, c := range owner {
		if c != nil {
			m, _ := p.meaning(c.Header, role)
			p.use(c, m)
		}
	}
	slices.SortStableFunc(p.used, func(a, b *csvColumn) int { return int(a.Attr) - int(b.Attr) })
}

// meaning is what a header stands for: what the user says, or what it says itself.
func (p *csvReader) meaning(header string, role Role) (meaning, bool) {
	if a, ok := p.opt.Columns[header]; ok {
		return chosenMeaning(a, role)
	}
	name, _ := rangeHeader(header)
	return lookupHeader(normalise(name), role, p.guess.shape)
}

// chosenMeaning is the form of an attribute that the user gave to a column.
func chosenMeaning(a directory.Attr, role Role) (meaning, bool) {
	if a == directory.AttrNone || int(a) >= directory.AttrCount {
		return meaning{}, false
	}
	if role == Cloud && a >= directory.CloudID {
		return meaning{attr: a, conv: cloudConversions[a]}, true
	}
	if conv, ok := cloudConversions[a]; ok && role == Cloud {
		return meaning{attr: a, conv: conv}, true
	}
	return meaning{attr: a, conv: ldapConversions[a]}, true
}

// ownHeader grades a header for an attribute: the user's choice goes before the
// attribute's own name, and that before all others.
func (p *csvReader) ownHeader(header string, a directory.Attr) int {
	if _, ok := p.opt.Columns[header]; ok {
		return 2
	}
	name, _ := rangeHeader(header)
	if normalise(name) == ownName(a) {
		return 1
	}
	return 0
}

// rangeHeader cuts the option from a header such as member;range=0-1499, with which a
// server hands out the first part of a long list. cut is false for the last part,
// which ends in an asterisk.
func rangeHeader(h string) (name string, cut bool) {
	i := strings.IndexByte(h, ';')
	if i <= 0 || !hasFoldPrefix([]byte(h[i+1:]), "range=") {
		return h, false
	}
	return h[:i], !strings.HasSuffix(h, "*")
}

// cutRanges reports lists of which the server handed out only a part.
func (p *csvReader) cutRanges() {
	for i, c := range p.columns {
		if c.cut && p.filled[i] > 0 {
			name, _ := rangeHeader(c.Header)
			p.diag.add("ldif-range", Loss, place{line: 1}, message.Text("attribute", name))
			p.diag.list[len(p.diag.list)-1].Count = p.filled[i]
		}
	}
}

// ownName is the header that goes before all others for an attribute. csvde has a
// column DN and another with the attribute, which it escapes once more.
func ownName(a directory.Attr) string {
	if a == directory.DN {
		return "dn"
	}
	return normalise(a.String())
}

func (p *csvReader) use(c *csvColumn, m meaning) {
	c.Attr, c.conv = m.attr, m.conv
	c.multi = m.attr.Info().Multi
	c.named = namedAttribute(m.attr)
	c.numeric = numericAttribute(m.attr)
	c.plain = m.conv == asText && !c.multi && !c.numeric
	p.used = append(p.used, c)
	if p.where[m.attr] == 0 && m.attr != directory.AttrNone {
		p.where[m.attr] = c.index + 1
	}
}

// identifying are the attributes of which a file needs at least one to be an
// export of directory objects, in the order in which they are trusted.
var identifying = []directory.Attr{directory.DN, directory.CloudID, directory.UserPrincipalName, directory.ObjectGUID,
	directory.SAMAccountName, directory.ProxyAddresses, directory.PrimarySMTP, directory.Mail}

func (p *csvReader) identified() bool {
	for _, a := range identifying {
		if c := p.column(a); c != nil {
			p.key = c.index
			return true
		}
	}
	return false
}

// column is the column that gives an attribute, nil if there is none.
func (p *csvReader) column(a directory.Attr) *csvColumn {
	for _, c := range p.used {
		if c.Attr == a {
			return c
		}
	}
	return nil
}

// unknownHeader says why the first line cannot be used.
func (p *csvReader) unknownHeader() {
	for _, h := range p.headers {
		if strings.IndexByte(h, '@') > 0 || hasFoldPrefix([]byte(h), "cn=") {
			p.diag.add("no-header", Fatal, p.at)
			return
		}
	}
	p.diag.add("unknown-header", Fatal, p.at)
}

// useNameOfFile takes from the name of a cloud file what its columns do not tell:
// the class of the objects and whether they are deleted.
func (p *csvReader) useNameOfFile() {
	name := strings.ToLower(p.rep.Name[strings.LastIndexAny(p.rep.Name, `/\`)+1:])
	if p.rep.Role == Cloud && p.column(directory.DeletedDateTime) == nil && strings.Contains(name, "deleted") {
		p.deleted = []byte(p.rep.Name)
		p.rep.Guessed = append(p.rep.Guessed, "deleted")
		p.diag.add("deleted-from-name", Note, place{})
	}
	if p.guess.class != directory.ClassUnknown || p.tellsClass() {
		return
	}
	if p.rep.Role == Cloud {
		p.guess.class = classOfName(name)
	}
	if p.guess.class == directory.ClassUnknown {
		p.diag.add("class-unknown", Note, place{})
		return
	}
	p.rep.Guessed = append(p.rep.Guessed, "class")
	p.diag.add("class-from-name", Note, place{})
}

// tellsClass reports whether a column shows the class of each object.
func (p *csvReader) tellsClass() bool {
	for _, a := range []directory.Attr{directory.ObjectClass, directory.RecipientType, directory.UserAccountControl, directory.AccountEnabled, directory.GroupType} {
		if p.where[a] > 0 {
			return true
		}
	}
	return slices.ContainsFunc(p.columns, func(c csvColumn) bool { return c.conv == asODataType })
}

func classOfName(name string) directory.Class {
	switch {
	case strings.Contains(name, "contact"):
		return directory.Contact
	case strings.Contains(name, "group"):
		return directory.Group
	case strings.Contains(name, "user"), strings.Contains(name, "guest"):
		return directory.User
	}
	return directory.ClassUnknown
}

// fixGUIDOrder looks for a row that tells the byte order of GUIDs written as 32
// digits: one where another column holds the same GUID in a notation that is
// certain. Only the first block is searched.
func (p *csvReader) fixGUIDOrder() {
	var guids []*csvColumn
	for _, c := range p.used {
		if c.conv == asGUID {
			guids = append(guids, c)
		}
	}
	if len(guids) < 2 {
		return
	}
	scan := csvScanner{delim: p.scan.delim}
	for pos := p.pos; pos < len(p.src.buf) && !p.cells.orderKnown; {
		n, state := scan.row(p.src.buf[pos:], p.src.eof)
		if state == rowMore {
			return
		}
		pos += n
		if state == rowRead && len(scan.fields) == len(p.columns) {
			p.compareGUIDs(scan.fields[guids[0].index], scan.fields[guids[1].index])
		}
	}
}

// compareGUIDs learns the byte order from two notations of one GUID.
func (p *csvReader) compareGUIDs(a, b []byte) {
	if len(a) != 32 {
		a, b = b, a
	}
	if len(a) != 32 || len(b) == 32 {
		return
	}
	certain, err := directory.ParseGUID(string(b), true)
	if err != nil {
		return
	}
	for _, stored := range []bool{true, false} {
		if raw, err := directory.ParseGUID(string(a), stored); err == nil && bytes.Equal(raw, certain) {
			p.cells.stored, p.cells.orderKnown = stored, true
		}
	}
}
