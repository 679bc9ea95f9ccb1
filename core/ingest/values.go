package ingest

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"presync/core/directory"
	"presync/core/message"
)

// cellReader holds what the conversions of cells need.
type cellReader struct {
	csvde       bool // values are written in csvde's notation
	blankJoined bool // addresses are joined by blanks
	stored      bool // GUIDs of 32 digits are in stored order
	orderKnown  bool // another column proved it
	backslash   bool // the row has one
	suspect     bool // the row has a question mark or something outside ASCII
	text        []byte
	num         []byte
	raw         [128]byte
}

// typeNames are the beginnings of what .NET prints for a value that it cannot
// print.
var typeNames = []string{
	"System.String[]", "System.Byte[]", "System.Object[]", "System.Collections.", "System.DirectoryServices.",
	"Microsoft.ActiveDirectory.Management.", "Microsoft.Graph.PowerShell.Models.", "Microsoft.Exchange.Data.",
	"Microsoft.Online.Administration.", "Deserialized.",
}

// isTypeName reports whether a cell holds the name of a type instead of a value.
func isTypeName(v []byte) bool {
	if v[0] != 'S' && v[0] != 'M' && v[0] != 'D' {
		return false
	}
	for _, n := range typeNames {
		if len(v) >= len(n) && string(v[:len(n)]) == n {
			return true
		}
	}
	return false
}

// isFormulaError reports whether a cell holds what a spreadsheet program leaves of
// a value that it took for a formula.
func isFormulaError(v []byte) bool {
	if v[0] != '#' {
		return false
	}
	switch string(v) {
	case "#NAME?", "#ERROR!", "#REF!", "#VALUE!", "#N/A", "#NUM!", "#DIV/0!", "#NULL!", "#SPILL!":
		return true
	}
	return false
}

// convert turns a cell into the values of its attribute.
func (p *csvReader) convert(c *csvColumn, v []byte) {
	switch c.conv {
	case asText:
		p.addText(c, v)
	case asDN:
		p.addDN(v)
	case asAddresses, asWords:
		p.addJoined(c, v)
	case asCount:
		p.add(c.Attr, strconv.AppendInt(p.cells.num[:0], int64(p.cells.count(v)), 10))
	case asGUID:
		p.addGUID(c, v)
	case asSID:
		if raw, ok := p.cells.sid(v); ok {
			p.add(c.Attr, raw)
		} else {
			p.badIdentifier(c, v)
		}
	case asBool, asInverseBool:
		p.add(c.Attr, boolWord(p.truth(v), c.conv == asInverseBool))
	case asLDAPBool:
		p.add(c.Attr, p.cells.ldapBool(p.truth(v)))
	case asClass:
		p.addClass(v)
	case asRecipient:
		p.addRecipient(c, v)
	case asGroupScope, asGroupKind, asODataType:
		p.note(c.conv, v)
	}
}

// addText stores a text. In csvde's notation a semicolon and a backslash are
// escaped and text outside ASCII may be hexadecimal.
func (p *csvReader) addText(c *csvColumn, v []byte) {
	if p.cells.csvde {
		if c.multi {
			p.addList(c, v)
			return
		}
		v = p.plainText(p.cells.unescape(v))
	}
	if c.named && p.cells.suspect && damaged(v) {
		p.reportDamage(v)
	}
	p.add(c.Attr, v)
}

// addList splits csvde's notation of several values: joined by semicolons.
func (p *csvReader) addList(c *csvColumn, v []byte) {
	for {
		i := listEnd(v)
		p.add(c.Attr, p.plainText(p.cells.unescape(v[:i])))
		if i == len(v) {
			return
		}
		v = v[i+1:]
	}
}

// listEnd finds the semicolon that ends the first value of a list.
func listEnd(v []byte) int {
	for from := 0; ; {
		i := bytes.IndexByte(v[from:], ';')
		if i < 0 {
			return len(v)
		}
		i += from
		n := i
		for n > 0 && v[n-1] == '\\' {
			n--
		}
		if (i-n)%2 == 0 {
			return i
		}
		from = i + 1
	}
}

// unescape resolves \; and \\ in a csvde value. Other backslashes stay.
func (c *cellReader) unescape(v []byte) []byte {
	if !c.backslash || bytes.IndexByte(v, '\\') < 0 {
		return v
	}
	out := c.text[:0]
	for i := 0; i < len(v); i++ {
		if v[i] == '\\' && i+1 < len(v) && (v[i+1] == ';' || v[i+1] == '\\') {
			i++
		}
		out = append(out, v[i])
	}
	c.text = out
	return out
}

// look notes which of the rarer things the cells of a row may hold.
func (c *cellReader) look(row marks) {
	c.backslash = c.csvde && row&hasBackslash != 0
	c.suspect = row&(hasQuestion|hasNonASCII) != 0
}

// plainText decodes text that csvde wrote as X'hex'.
func (p *csvReader) plainText(v []byte) []byte {
	if !isHexLiteral(v) {
		return v
	}
	raw, ok := p.cells.hexLiteral(v)
	if !ok || !utf8.Valid(raw) {
		return v
	}
	p.diag.tally("hex-text", Note, p.at)
	return raw
}

// addDN stores a distinguished name. csvde prints it as it is in the first column;
// some versions and tools double the backslashes, which shows where a doubled one
// stands before a comma and no name component follows.
func (p *csvReader) addDN(v []byte) {
	if p.cells.csvde {
		v = p.plainText(v)
		if doubledBackslashes(v) {
			v = bytes.ReplaceAll(v, []byte(`\\`), []byte(`\`))
		}
	}
	p.add(directory.DN, v)
}

func doubledBackslashes(dn []byte) bool {
	i := bytes.Index(dn, []byte(`\\,`))
	if i < 0 {
		return false
	}
	component := dn[i+3:]
	if j := bytes.IndexByte(component, ','); j >= 0 {
		component = component[:j]
	}
	return bytes.IndexByte(component, '=') < 0
}

func (p *csvReader) addJoined(c *csvColumn, v []byte) {
	if v = p.unbrace(c, v); len(v) == 0 {
		return
	}
	if p.cells.csvde {
		p.addList(c, v)
		return
	}
	for {
		end, next := cutWord(v)
		if c.conv == asAddresses {
			end, next = cutAddress(v, p.cells.blankJoined)
		}
		if end > 0 {
			p.add(c.Attr, v[:end])
		}
		if next == len(v) {
			return
		}
		v = v[next:]
	}
}

// unbrace takes the braces from a list as PowerShell shows it on the screen, {a, b}.
// There it shows the first few values only, which three periods tell.
func (p *csvReader) unbrace(c *csvColumn, v []byte) []byte {
	if v[0] != '{' || v[len(v)-1] != '}' {
		return v
	}
	v = v[1 : len(v)-1]
	for _, more := range []string{"...", "…"} {
		if rest, cut := bytes.CutSuffix(v, []byte(more)); cut {
			p.diag.add("list-shortened", Loss, p.at, message.Text("column", c.Header))
			return bytes.TrimRight(rest, ", ")
		}
	}
	return v
}

// count is the number of values in a cell.
func (c *cellReader) count(v []byte) int {
	n := 1
	if c.csvde {
		for i := listEnd(v); i < len(v); i = listEnd(v) {
			v = v[i+1:]
			n++
		}
		return n
	}
	for _, joiner := range []byte("|;\n") {
		n = max(n, bytes.Count(v, []byte{joiner})+1)
	}
	return n
}

func (p *csvReader) addGUID(c *csvColumn, v []byte) {
	raw, plain, ok := p.cells.guid(c.Attr, v)
	if !ok {
		p.badIdentifier(c, v)
		return
	}
	if plain && !p.cells.orderKnown {
		p.reportOrder(c)
	}
	p.add(c.Attr, raw)
}

// reportOrder says which byte order was assumed for GUIDs of 32 digits.
func (p *csvReader) reportOrder(c *csvColumn) {
	code := "guid-order-text"
	if p.cells.stored {
		code = "guid-order-stored"
	}
	p.diag.tally(code, Note, p.at, message.Text("column", c.Header))
}

func (p *csvReader) badIdentifier(c *csvColumn, v []byte) {
	p.diag.add("identifier", Loss, p.at, message.Text("column", c.Header), message.Text("value", excerpt(v)))
}

var trueWord, falseWord, guestWord = []byte("true"), []byte("false"), []byte("Guest")

// truth translates a truth value that a spreadsheet program wrote.
func (p *csvReader) truth(v []byte) []byte {
	if isWord(v, "true") || isWord(v, "false") {
		return v
	}
	is, known := truthWords[string(v)]
	if !known {
		return v
	}
	p.diag.tally("spreadsheet-words", Note, p.at, message.Text("value", string(v)))
	if is {
		return trueWord
	}
	return falseWord
}

// boolWord spells a truth value in lower case; other words stay.
func boolWord(v []byte, inverse bool) []byte {
	isTrue := isWord(v, "true")
	switch {
	case !isTrue && !isWord(v, "false"):
		return v
	case isTrue != inverse:
		return trueWord
	}
	return falseWord
}

// ldapBool spells the True of PowerShell as LDAP does; csvde prints what the
// directory holds.
func (c *cellReader) ldapBool(v []byte) []byte {
	if c.csvde || !isWord(v, "true") && !isWord(v, "false") {
		return v
	}
	return bytes.ToUpper(v)
}

func isWord(v []byte, word string) bool { return len(v) == len(word) && equalFold(v, word) }

// addClass takes objectClass: the structural class as csvde and PowerShell print
// it, or the whole list as some tools do.
func (p *csvReader) addClass(v []byte) {
	p.folder.Reset()
	for {
		end, next := cutWord(v)
		p.folder.Add(v[:end])
		if next == len(v) {
			break
		}
		v = v[next:]
	}
	p.class = p.folder.Class()
	p.add(directory.ObjectClass, p.folder.Structural())
}

func (p *csvReader) addRecipient(c *csvColumn, v []byte) {
	p.add(c.Attr, v)
	p.class = recipientClass(v)
	if isWord(v, "GuestMailUser") {
		p.guest = true
	}
}

// note keeps what a column says about the object beside values.
func (p *csvReader) note(conv conversion, v []byte) {
	word := string(bytes.ToLower(v))
	switch conv {
	case asGroupScope:
		p.groupScope = word
	case asGroupKind:
		p.groupKind = word
	case asODataType:
		switch word {
		case "#microsoft.graph.user":
			p.class = directory.User
		case "#microsoft.graph.group":
			p.class = directory.Group
		case "#microsoft.graph.orgcontact":
			p.class = directory.Contact
		}
	}
}

// groupType puts the two words of Get-ADGroup together to the number that the
// directory holds: the scope and, for security groups, the highest bit.
func groupType(scope, kind string) (n int32, ok bool) {
	switch scope {
	case "global":
		n = 2
	case "domainlocal":
		n = 4
	case "universal":
		n = 8
	default:
		return 0, false
	}
	switch kind {
	case "security":
		return n | -1<<31, true
	case "distribution":
		return n, true
	}
	return 0, false
}

// damaged reports the marks of a wrong encoding in a name: question marks where letters
// were, UTF-8 that was read as Windows-1252, the replacement character.
func damaged(v []byte) bool {
	if questioned(v) {
		return true
	}
	if bytes.IndexByte(v, 0xC3) < 0 && bytes.IndexByte(v, 0xEF) < 0 {
		return false
	}
	return misread(v)
}

// questioned looks for a question mark that stands where names have letters: between
// letters, before the first letter of a word, or beside another one.
func questioned(v []byte) bool {
	for from := 0; ; {
		i := bytes.IndexByte(v[from:], '?')
		if i < 0 {
			return false
		}
		i += from
		from = i + 1
		if from == len(v) || !isLetter(v[from]) && v[from] != '?' {
			continue
		}
		if i == 0 || isLetter(v[i-1]) || isBlank(v[i-1]) {
			return true
		}
	}
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= utf8.RuneSelf }

// misread looks for letters that UTF-8 lead bytes turn into (U+00C3, U+00D0,
// U+00D1) before a character that no name has there, and for U+FFFD.
func misread(v []byte) bool {
	for i := 0; i+2 < len(v); i++ {
		switch {
		case v[i] == 0xEF && v[i+1] == 0xBF && v[i+2] == 0xBD:
			return true
		case v[i] == 0xC3 && (v[i+1] == 0x83 || v[i+1] == 0x90 || v[i+1] == 0x91) && (v[i+2] == 0xC2 || v[i+2] == 0xE2):
			return true
		}
	}
	return false
}

func (p *csvReader) reportDamage(v []byte) {
	p.diag.tally(damageCode(v), Loss, p.at, message.Text("value", excerpt(v)))
}

// damageCode is the diagnostic of a damaged name.
func damageCode(v []byte) string {
	if bytes.IndexByte(v, '?') >= 0 {
		return "question-marks"
	}
	return "misread-text"
}
