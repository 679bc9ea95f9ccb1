package change

import (
	"bufio"
	_ "embed" // for the frame of the script
	"encoding/base64"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"presync/core/directory"
)

// script is the frame of the PowerShell scripts; the changes stand in place of
// the line changesMark.
//
//go:embed script.ps1
var script string

// The places of the frame that are filled in.
const (
	changesMark = "#CHANGES\n"
	totalMark   = "#TOTAL#"
	nameMark    = "#NAME#"
)

// WritePowerShell writes the changes as a script for Windows PowerShell with the
// module ActiveDirectory: UTF-8 with a byte order mark, lines ended by CR LF. name
// is that of the script without its ending. Objects are addressed by objectGUID, or
// by their distinguished name when the export lacks it. A script always compares
// the present value with the exported one before it writes. Objects with a value
// that is not text are left out; their number is returned with the first error of
// the writer.
func WritePowerShell(w io.Writer, s *Set, name string) (omitted int, err error) {
	out := bufio.NewWriter(w)
	put := func(text string) { out.WriteString(strings.ReplaceAll(text, "\n", "\r\n")) }
	var objects [][]Change
	for object := range s.byObject() {
		if !isText(object) {
			omitted++
			continue
		}
		objects = append(objects, object)
	}
	frame := strings.NewReplacer(totalMark, strconv.Itoa(len(objects)), nameMark, name).Replace(script)
	head, tail, _ := strings.Cut(frame, changesMark)
	put("\ufeff" + head)
	for _, object := range objects {
		put(call(object))
	}
	put(tail)
	return omitted, out.Flush()
}

// isText reports whether all values of an object are UTF-8, so that a string of
// PowerShell can hold them.
func isText(object []Change) bool {
	ok := utf8.ValidString(object[0].DN)
	for _, c := range object {
		for _, v := range c.Values {
			ok = ok && utf8.Valid(v.Old) && utf8.Valid(v.New)
		}
	}
	return ok
}

// call is the call of the script's function for one object.
func call(object []Change) string {
	c := &object[0]
	id := c.DN
	if len(c.GUID) > 0 {
		id = directory.GUIDText(c.GUID)
	}
	b := "Update-Object -Id " + quote(id) + " -Name " + quote(shownName(c)) + " -Changes @(\n"
	for i := range object {
		c := &object[i]
		olds, news := c.touched()
		b += "    @{ Attribute = " + quote(c.Attr.String()) + "; Set = $" + strconv.FormatBool(c.multi()) +
			"; Old = " + array(olds) + "; New = " + array(news) + " }\n"
	}
	return b + ")\n"
}

// shownName is the name under which the script speaks of an object.
func shownName(c *Change) string {
	if c.DN != "" {
		return c.DN
	}
	return c.Name
}

// array is a list of strings in the language.
func array(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = quote(v)
	}
	return "@(" + strings.Join(quoted, ", ") + ")"
}

// quote writes a string of PowerShell that nothing in it can end or expand: in
// single quotation marks, with every character doubled that the language takes for
// one (about_Quoting_Rules, Microsoft; the tokenizer also takes U+2018 to U+201B).
// A value with control characters, or with characters that cannot be seen, is
// written in base64.
func quote(v string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range v {
		if !unicode.IsPrint(r) {
			return "(ConvertFrom-Base64 '" + base64.StdEncoding.EncodeToString([]byte(v)) + "')"
		}
		if singleQuote(r) {
			b.WriteRune(r)
		}
		b.WriteRune(r)
	}
	b.WriteByte('\'')
	return b.String()
}

// singleQuote reports whether PowerShell takes a character for a single quotation
// mark.
func singleQuote(r rune) bool { return r == '\'' || r >= 0x2018 && r <= 0x201b }
