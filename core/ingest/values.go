package ingest

import (
	"bytes"
	"strconv"

	"presync/core/directory"
	"presync/core/message"
)

// cellReader holds what the conversions of cells need.
type cellReader struct {
	stored bool // plain hexadecimal GUIDs are in stored order
	list   []byte
	num    []byte
}

// typeNames are what .NET prints for a value that it cannot print.
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

// convert turns a cell that is not plain text into values.
func (p *csvReader) convert(c *csvColumn, v []byte) {
	switch c.conv {
	case asList:
		p.addList(c, v)
	case asAddresses, asWords:
		p.addJoined(c, v)
	case asCount:
		n := bytes.Count(v, []byte{';'}) + 1
		p.store.Add(c.Attr, strconv.AppendInt(p.cells.num[:0], int64(n), 10))
	case asGUID:
		p.addIdentifier(c, v, func(t string) ([]byte, error) { return directory.ParseGUID(t, p.cells.stored) })
	case asSID:
		p.addIdentifier(c, v, directory.ParseSID)
	case asBool, asInverseBool, asLDAPBool:
		p.store.Add(c.Attr, boolWord(c.conv, v))
	case asClass:
		p.addClass(v)
	case asRecipient:
		p.addRecipient(c, v)
	case asGroupScope, asGroupKind, asODataType:
		p.note(c.conv, v)
	}
}

func (p *csvReader) addIdentifier(c *csvColumn, v []byte, parse func(string) ([]byte, error)) {
	raw, err := parse(string(v))
	if err != nil {
		p.diag.add("identifier", Loss, p.at, message.Text("column", c.Header), message.Text("value", excerpt(v)))
		return
	}
	p.store.Add(c.Attr, raw)
}

// addList splits csvde's notation of several values: joined by semicolons, \; for
// one inside a value, \\ for a backslash.
func (p *csvReader) addList(c *csvColumn, v []byte) {
	if bytes.IndexByte(v, '\\') < 0 {
		for {
			i := bytes.IndexByte(v, ';')
			if i < 0 {
				p.store.Add(c.Attr, v)
				return
			}
			p.store.Add(c.Attr, v[:i])
			v = v[i+1:]
		}
	}
	out := p.cells.list[:0]
	for i := 0; i < len(v); i++ {
		switch {
		case v[i] == '\\' && i+1 < len(v) && (v[i+1] == ';' || v[i+1] == '\\'):
			i++
			out = append(out, v[i])
		case v[i] == ';':
			p.store.Add(c.Attr, out)
			out = out[:0]
		default:
			out = append(out, v[i])
		}
	}
	p.store.Add(c.Attr, out)
	p.cells.list = out
}

func (p *csvReader) addJoined(c *csvColumn, v []byte) {
	for {
		i, next := nextAddress(v)
		p.store.Add(c.Attr, v[:i])
		if next == len(v) {
			return
		}
		v = v[next:]
	}
}

// nextAddress finds the end of the first address in v and the start of the next.
func nextAddress(v []byte) (end, next int) {
	for i := 1; i < len(v); i++ {
		if isJoiner(v[i-1]) && !isJoiner(v[i]) && directory.SplitAddress(v[i:]).Type != nil {
			end = i - 1
			for end > 0 && isJoiner(v[end-1]) {
				end--
			}
			return end, i
		}
	}
	return len(v), len(v)
}

func isJoiner(b byte) bool {
	return b == ';' || b == ',' || b == '|' || b == ' ' || b == '\n' || b == '\r' || b == '+'
}

var trueWord, falseWord = []byte("true"), []byte("false")

func boolWord(conv conversion, v []byte) []byte {
	isTrue := len(v) == 4 && equalFold(v, "true")
	isFalse := len(v) == 5 && equalFold(v, "false")
	if !isTrue && !isFalse {
		return v
	}
	switch {
	case conv == asLDAPBool:
		return bytes.ToUpper(v)
	case isTrue != (conv == asInverseBool):
		return trueWord
	}
	return falseWord
}

func (p *csvReader) addClass(v []byte) {
	var f directory.ClassFolder
	f.Add(v)
	p.class, p.hasClass = f.Class(), true
	p.store.Add(directory.ObjectClass, v)
}

func (p *csvReader) addRecipient(c *csvColumn, v []byte) {
	p.store.Add(c.Attr, v)
	p.class, p.hasClass = recipientClass(v), true
	if equalFold13(v) {
		p.store.Add(directory.UserType, []byte("Guest"))
	}
}

func equalFold13(v []byte) bool {
	return len(v) == len("GuestMailUser") && equalFold(v, "GuestMailUser")
}

// note keeps what a column says about the object beside values.
func (p *csvReader) note(conv conversion, v []byte) {
	word := string(bytes.ToLower(v))
	switch conv {
	case asGroupScope:
		p.groupScope = map[string]int32{"global": 2, "domainlocal": 4, "universal": 8}[word]
	case asGroupKind:
		p.groupKind = map[string]int32{"distribution": 1, "security": -1 << 31}[word]
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
