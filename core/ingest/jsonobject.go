package ingest

import (
	"bytes"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"presync/core/directory"
)

// whole reads an element whose end was found.
func (p *jsonReader) whole(b []byte) {
	if p.inBatch() {
		if b = p.responseBody(b); b == nil {
			return
		}
	}
	if n := len(p.open); n == 0 || p.open[n-1] == batchList {
		p.ownContext(b)
	}
	p.at.bytes = b
	p.atLength = p.src.rawLen(b)
	if !p.begun && !p.start(b) {
		return
	}
	p.cells.look(marksOf(b))
	p.class, p.groupScope, p.groupKind, p.guest = directory.ClassUnknown, "", "", false
	p.scratch = p.scratch[:0]
	clear(p.fields)
	clear(p.present)
	p.store.Begin(p.file)
	p.bad = false
	if !p.members(b, nil) || p.bad {
		p.store.Abort()
		p.brokenAt(b, p.badAt)
		return
	}
	if !p.isEntity() {
		p.store.Abort()
		p.noObject()
		return
	}
	p.keep()
}

// ownContext takes the context of an object that stands for itself, which is its first
// member.
func (p *jsonReader) ownContext(b []byte) {
	p.kind = directory.ClassUnknown
	c := jsonCursor{b: b}
	c.enter()
	if !c.next() {
		return
	}
	if key, value, ok := c.member(); ok && isWord(key, "@odata.context") {
		p.kind = classOfContext(value)
	}
}

// keep ends the present object and counts what it has.
func (p *jsonReader) keep() {
	p.addDerived(p.fields)
	if p.class == directory.ClassUnknown || p.class == directory.Other {
		p.class = p.classByAttributes(p.fields)
	}
	if p.class == directory.ClassUnknown {
		p.class = p.classByProperties()
	}
	for i, is := range p.present {
		if is {
			p.seen[i][p.class]++
		}
	}
	p.classes[p.class]++
	p.store.End(p.class, directory.Location{File: p.file, Line: uint32(p.at.line), Offset: p.at.offset, Length: p.atLength})
	p.rep.Objects++
}

// start recognises the file by the properties of its first object.
func (p *jsonReader) start(b []byte) bool {
	names := p.firstNames(b)
	if len(names) == 1 && names["error"] {
		p.diag.add("json-error", Fatal, p.at)
	}
	if len(names) == 0 || len(names) == 1 && names["error"] {
		p.headers = nil
		return false
	}
	p.guess = guessHeader(names, p.headers)
	if !p.guess.certain && p.guess.shape == ShapeOther {
		p.guess.role = Cloud
	}
	if p.opt.Shape.isJSON() {
		p.guess.role, p.guess.certain = OnPrem, true
		if p.opt.Shape == ShapeGraphJSON {
			p.guess.role = Cloud
		}
	}
	p.guess.allColumns = p.guess.shape == ShapeGraph && p.headers[0] != "" && p.headers[0][0] >= 'A' && p.headers[0][0] <= 'Z'
	role := p.guess.role
	if p.opt.Role != RoleUnknown {
		role = p.opt.Role
	}
	p.mapColumns(role)
	if !p.identified() && !names["additionalproperties"] {
		p.headers, p.columns, p.used, p.where = nil, nil, nil, [directory.AttrCount]int{}
		p.noObject()
		return false
	}
	p.rep.Shape = ShapeOtherJSON
	if role == Cloud {
		p.rep.Shape = ShapeGraphJSON
	}
	p.begin(p.guess.role, p.guess.certain)
	p.begun = true
	p.cells.blankJoined = true
	for i, h := range p.headers {
		if p.byName[h] == nil || p.columns[i].Attr != directory.AttrNone {
			p.byName[h] = &p.columns[i]
		}
	}
	p.grow(len(p.columns))
	if p.guess.class == directory.ClassUnknown {
		p.guess.class = p.kind
	}
	p.useNameOfFile()
	return true
}

// firstNames collects the names of the properties of the first object.
func (p *jsonReader) firstNames(b []byte) headerSet {
	c := jsonCursor{b: b}
	c.enter()
	names := headerSet{}
	for c.next() && len(p.headers) < maxNames {
		key, value, ok := c.member()
		if !ok {
			break
		}
		h := string(p.unescape(key))
		p.headers = append(p.headers, h)
		names[normalise(h)] = true
		if value[0] == '{' && normalise(h) == "additionalproperties" {
			p.nestedNames(value, names)
		}
	}
	return names
}

// noObject reports an element that nothing identifies. Behind a broken element it
// may be a part of that, which is reported already.
func (p *jsonReader) noObject() {
	if !p.lost {
		p.diag.tally("json-no-object", Loss, p.at)
		p.rep.Skipped++
	}
}

// nestedNames adds the names inside the AdditionalProperties of a PowerShell object.
func (p *jsonReader) nestedNames(b []byte, names headerSet) {
	c := jsonCursor{b: b}
	c.enter()
	for c.next() {
		key, _, ok := c.member()
		if !ok {
			return
		}
		names[normalise(string(p.unescape(key)))] = true
	}
}

// grow makes room for n properties.
func (p *jsonReader) grow(n int) {
	for len(p.fields) < n {
		p.fields = append(p.fields, nil)
		p.present = append(p.present, false)
		p.seen = append(p.seen, propertyCount{})
	}
	for len(p.filled) < n {
		p.filled = append(p.filled, 0)
	}
}

// members reads the members of an object; parent is the property that holds it, nil
// for the element itself.
func (p *jsonReader) members(b []byte, parent *csvColumn) bool {
	c := jsonCursor{b: b}
	c.enter()
	for c.next() {
		key, value, ok := c.member()
		if !ok {
			break
		}
		var col *csvColumn
		if parent == nil {
			col = p.property(key)
		} else {
			col = p.child(parent, key)
		}
		if col != nil {
			p.take(col, value)
		}
	}
	p.badAt = c.pos
	return !c.bad && c.pos < len(b)
}

// property finds the column of a property, making one when it is new. It returns nil
// when there are too many.
func (p *jsonReader) property(key []byte) *csvColumn {
	if c, ok := p.byName[string(key)]; ok {
		return c
	}
	if len(p.byName) >= maxNames {
		return nil
	}
	h := string(p.unescape(key))
	c := p.newProperty(h, normalise(h))
	p.byName[string(key)] = c
	return c
}

// newProperty makes a column for a property that the first object does not have.
func (p *jsonReader) newProperty(header, name string) *csvColumn {
	c := &csvColumn{index: len(p.columns) + len(p.extra)}
	c.Header = header
	p.extra = append(p.extra, c)
	p.grow(c.index + 1)
	m, ok := lookupHeader(name, p.rep.Role, p.guess.shape)
	if a, chosen := p.opt.Columns[header]; chosen {
		m, ok = chosenMeaning(a, p.rep.Role)
	}
	if ok && (m.attr == directory.AttrNone || p.where[m.attr] == 0) {
		p.use(c, m)
	}
	return c
}

// child finds the column of a member of a nested object, nil when it is not used.
func (p *jsonReader) child(parent *csvColumn, key []byte) *csvColumn {
	if c, ok := p.children[childName{parent.index, string(key)}]; ok {
		return c
	}
	if len(p.children) >= maxNames {
		return nil
	}
	h := string(p.unescape(key))
	name := normalise(h)
	c := (*csvColumn)(nil)
	if normalise(parent.Header) == "additionalproperties" {
		c = p.property(key)
	} else if m, ok := lookupHeader(normalise(parent.Header)+"."+name, p.rep.Role, p.guess.shape); ok && m.attr != parent.Attr {
		c = p.newProperty(parent.Header+"."+h, normalise(parent.Header)+"."+name)
	} else if parent.Attr != directory.AttrNone && (ok || name == "value") {
		c = parent
	}
	p.children[childName{parent.index, string(key)}] = c
	return c
}

// take stores the value of a property.
func (p *jsonReader) take(c *csvColumn, raw []byte) {
	p.present[c.index] = true
	switch raw[0] {
	case 'n':
	case '"':
		if v := p.unescape(raw[1 : len(raw)-1]); len(v) > 0 {
			p.fill(c, v)
			p.scalar(c, v)
		}
	case '[':
		p.list(c, raw)
	case '{':
		p.fill(c, raw)
		p.bad = !p.members(raw, c) || p.bad
	default:
		p.fill(c, raw)
		p.scalar(c, raw)
	}
}

// fill notes that the present object has a value of a property.
func (p *jsonReader) fill(c *csvColumn, v []byte) {
	if p.fields[c.index] == nil {
		p.filled[c.index]++
		p.fields[c.index] = v
	}
}

// scalar stores a string or a number of a property that is used.
func (p *jsonReader) scalar(c *csvColumn, v []byte) {
	if c.Attr == directory.AttrNone && c.conv != asGroupKind && c.conv != asGroupScope && c.conv != asODataType {
		return
	}
	p.cell(c, p.date(v))
}

// list stores the elements of a list.
func (p *jsonReader) list(c *csvColumn, raw []byte) {
	cur := jsonCursor{b: raw}
	cur.enter()
	n := 0
	begin := len(p.scratch)
	for cur.next() {
		v := cur.value()
		if cur.bad || v[0] == 'n' {
			continue
		}
		if v[0] == '"' {
			v = p.unescape(v[1 : len(v)-1])
		}
		n++
		p.fill(c, v)
		switch c.conv {
		case asAddresses:
			p.add(c.Attr, p.address(v))
		case asText, asWords:
			p.listed(c, v)
		case asCount:
		default: // octets of an identifier, or the classes of an object
			p.scratch = append(append(p.scratch, v...), ' ')
		}
	}
	switch {
	case n == 0 || c.Attr == directory.AttrNone:
	case c.conv == asCount:
		p.add(c.Attr, strconv.AppendInt(p.cells.num[:0], int64(n), 10))
	case len(p.scratch) > begin && c.conv != asText && c.conv != asWords && c.conv != asAddresses:
		p.cell(c, bytes.TrimRight(p.scratch[begin:], " "))
	}
}

// listed stores one of several texts. Of an assigned licence only its product counts.
func (p *jsonReader) listed(c *csvColumn, v []byte) {
	if c.Attr == directory.AttrNone || len(v) == 0 {
		return
	}
	if v[0] == '{' && c.Attr == directory.AssignedLicenses {
		cur := jsonCursor{b: v}
		cur.enter()
		for cur.next() {
			key, value, ok := cur.member()
			if ok && isWord(key, "skuid") && value[0] == '"' {
				p.add(c.Attr, value[1:len(value)-1])
			}
			if !ok {
				return
			}
		}
		return
	}
	p.addText(c, v)
}

// address removes blanks behind the type of a cloud address: examples of the
// Microsoft Graph reference have them, the directory does not.
func (p *jsonReader) address(v []byte) []byte {
	i := bytes.IndexByte(v, ':') + 1
	if p.rep.Role != Cloud || i == 0 || i == len(v) || v[i] != ' ' {
		return v
	}
	begin := len(p.scratch)
	p.scratch = append(append(p.scratch, v[:i]...), bytes.TrimLeft(v[i:], " ")...)
	return p.scratch[begin:]
}

// date turns the date of Windows PowerShell's ConvertTo-Json, /Date(1700000000000)/,
// into a readable one.
func (p *jsonReader) date(v []byte) []byte {
	const head, tail = "/Date(", ")/"
	if v[0] != '/' || !bytes.HasPrefix(v, []byte(head)) || !bytes.HasSuffix(v, []byte(tail)) {
		return v
	}
	ms, err := strconv.ParseInt(string(v[len(head):len(v)-len(tail)]), 10, 64)
	if err != nil || ms > 1<<47 || ms < -1<<47 {
		return v
	}
	return time.UnixMilli(ms).UTC().AppendFormat(nil, time.RFC3339)
}

// isEntity reports whether the present object has what identifies one.
func (p *jsonReader) isEntity() bool {
	for _, a := range identifying {
		if p.has(p.fields, a) {
			return true
		}
	}
	return false
}

// classByProperties finds the class of an object that no type names: by the envelope,
// by the properties that only one class has, or as the file is named.
func (p *jsonReader) classByProperties() directory.Class {
	is := func(a directory.Attr) bool { return p.where[a] > 0 && p.present[p.where[a]-1] }
	switch {
	case p.kind != directory.ClassUnknown:
		return p.kind
	case is(directory.GroupTypes), is(directory.SecurityEnabled), is(directory.MailEnabled):
		return directory.Group
	case is(directory.UserPrincipalName), is(directory.UserType), is(directory.AccountEnabled), is(directory.ImmutableID):
		return directory.User
	case p.rep.Role == Cloud && p.hasProperty("addresses", "Addresses"), p.rep.Role == Cloud && p.hasProperty("phones", "Phones"):
		return directory.Contact
	}
	return p.guess.class
}

// hasProperty reports whether the present object has a property, in one of two
// spellings.
func (p *jsonReader) hasProperty(name, other string) bool {
	c := p.byName[name]
	if c == nil {
		c = p.byName[other]
	}
	return c != nil && p.present[c.index]
}

// unescape resolves the escapes of a string. One without escapes is returned as it
// lies.
func (p *jsonReader) unescape(v []byte) []byte {
	i := bytes.IndexByte(v, '\\')
	if i < 0 {
		return v
	}
	begin := len(p.scratch)
	for ; i >= 0 && i+1 < len(v); i = bytes.IndexByte(v, '\\') {
		p.scratch = append(p.scratch, v[:i]...)
		n := 2
		switch c := v[i+1]; c {
		case 'b':
			p.scratch = append(p.scratch, '\b')
		case 'f':
			p.scratch = append(p.scratch, '\f')
		case 'n':
			p.scratch = append(p.scratch, '\n')
		case 'r':
			p.scratch = append(p.scratch, '\r')
		case 't':
			p.scratch = append(p.scratch, '\t')
		case 'u':
			var r rune
			r, n = unicodeEscape(v[i:])
			p.scratch = utf8.AppendRune(p.scratch, r)
		default:
			p.scratch = append(p.scratch, c)
		}
		v = v[i+n:]
	}
	p.scratch = append(p.scratch, v...)
	return p.scratch[begin:len(p.scratch):len(p.scratch)]
}

// unicodeEscape reads \uXXXX, or two of them for a character outside the basic
// plane, and returns the character and the length. Half a pair gives U+FFFD.
func unicodeEscape(v []byte) (rune, int) {
	first, ok := hexUnit(v)
	if !ok {
		return utf8.RuneError, 2
	}
	if !utf16.IsSurrogate(first) {
		return first, 6
	}
	if second, ok := hexUnit(v[6:]); ok {
		if r := utf16.DecodeRune(first, second); r != utf8.RuneError {
			return r, 12
		}
	}
	return utf8.RuneError, 6
}

func hexUnit(v []byte) (rune, bool) {
	if len(v) < 6 || v[0] != '\\' || v[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(v[2:6]), 16, 16)
	return rune(n), err == nil
}
