package report

import (
	"bufio"
	"encoding/json"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"presync/core/directory"
	"presync/core/message"
)

// The columns of the tables, in the order in which they are written. Readers go by
// the names.
var (
	objectColumns   = []string{"rdn", "parent", "name", "class", "guid", "scope"}
	findingColumns  = []string{"object", "rule", "attribute", "value", "severity", "why", "confidence", "proposal", "group", "holders", "decision", "change"}
	verdictColumns  = []string{"object", "outcome", "severity", "class", "cloudId", "cloud", "keys", "also", "why"}
	decisionColumns = []string{"object", "attribute", "value", "rule", "action", "newValue", "note"}
)

// Write writes a report as JSON, row after row, so that its size costs no memory.
// It returns the first error of the writer.
func Write(w io.Writer, d *Document) error {
	head, err := json.Marshal(d)
	if err != nil {
		return err
	}
	t := &tableWriter{w: bufio.NewWriterSize(w, 1<<16), words: map[string]int{}}
	t.word("") // number 0
	t.w.Write(head[:len(head)-1])
	writeTable(t, "objects", objectColumns, d.Objects, t.object)
	writeTable(t, "findings", findingColumns, d.Findings, t.finding)
	writeTable(t, "verdicts", verdictColumns, d.Verdicts, t.verdict)
	writeTable(t, "decisions", decisionColumns, d.Decisions, t.decision)
	t.buf = append(t.buf[:0], ",\n\"words\":["...)
	for i, word := range t.list {
		if i > 0 {
			t.buf = append(t.buf, ",\n"...)
		}
		t.buf = appendString(t.buf, word)
	}
	t.w.Write(append(t.buf, "]}\n"...))
	return t.w.Flush() // the buffer keeps its first error
}

// tableWriter writes rows as arrays of cells. Words that recur are written once, at
// the end, and stand in the rows as their numbers.
type tableWriter struct {
	w     *bufio.Writer
	buf   []byte
	cut   int // length of buf behind the comma of the last cell that says anything
	words map[string]int
	list  []string
}

func writeTable[T any](t *tableWriter, name string, columns []string, rows iter.Seq[T], row func(*T)) {
	t.buf = append(t.buf[:0], ",\n\""+name+"\":{\"columns\":["...)
	for i, c := range columns {
		if i > 0 {
			t.buf = append(t.buf, ',')
		}
		t.buf = appendString(t.buf, c)
	}
	t.w.Write(append(t.buf, "],\"rows\":["...))
	sep := "\n"
	if rows != nil {
		for r := range rows {
			t.buf = append(append(t.buf[:0], sep...), '[')
			sep = ",\n"
			t.cut = len(t.buf) + 1
			row(&r)
			t.w.Write(append(t.buf[:t.cut-1], ']'))
		}
	}
	t.w.WriteString("]}")
}

func (t *tableWriter) object(o *Object) {
	rdn, parent := splitName(o.DN)
	t.text(rdn)
	t.wordCell(parent)
	if o.Name == shownName(rdn) {
		t.null()
	} else {
		t.buf = appendString(t.buf, o.Name)
		t.end()
	}
	t.wordCell(o.Class)
	t.text(o.GUID)
	t.wordCell(o.Scope)
}

func (t *tableWriter) finding(f *Entry) {
	t.number(f.Object)
	t.number(f.Rule)
	t.wordCell(f.Attribute)
	t.value(f.Value, f.Absent)
	t.wordCell(f.Severity)
	t.sentence(f.Why)
	t.wordCell(f.Confidence)
	t.value(f.Proposal, f.Confidence == "" || f.Remove)
	t.number(f.Group)
	t.number(f.Holders)
	t.number(f.Decision)
	t.wordCell(f.Change)
}

func (t *tableWriter) verdict(v *Verdict) {
	t.number(v.Object)
	t.number(v.Outcome)
	t.wordCell(v.Severity)
	t.wordCell(v.Class)
	t.text(v.CloudID)
	t.text(v.Cloud)
	t.wordCell(v.Keys)
	t.wordCell(v.Also)
	t.sentence(v.Why)
}

func (t *tableWriter) decision(d *Decision) {
	t.number(d.Object)
	t.wordCell(d.Attribute)
	t.value(d.Value, d.Absent)
	t.wordCell(d.Rule)
	t.wordCell(d.Action)
	t.text(d.NewValue)
	t.text(d.Note)
}

// end closes a cell that says something, null one that does not.
func (t *tableWriter) end() {
	t.buf = append(t.buf, ',')
	t.cut = len(t.buf)
}

func (t *tableWriter) null() { t.buf = append(t.buf, "null,"...) }

func (t *tableWriter) number(n int) {
	if n == 0 {
		t.buf = append(t.buf, "0,"...)
		return
	}
	t.buf = strconv.AppendInt(t.buf, int64(n), 10)
	t.end()
}

func (t *tableWriter) text(s string) {
	if s == "" {
		t.buf = append(t.buf, `"",`...)
		return
	}
	t.buf = appendString(t.buf, s)
	t.end()
}

// value is text that may be absent, which an empty one is not.
func (t *tableWriter) value(s string, absent bool) {
	if absent {
		t.null()
		return
	}
	t.buf = appendString(t.buf, s)
	t.end()
}

func (t *tableWriter) wordCell(s string) { t.number(t.word(s)) }

func (t *tableWriter) word(s string) int {
	n, ok := t.words[s]
	if !ok {
		n = len(t.list)
		t.words[s] = n
		t.list = append(t.list, s)
	}
	return n
}

// sentence is the number of its form, in an array with the arguments when there are
// any: whole numbers as numbers, everything else as text.
func (t *tableWriter) sentence(s Text) {
	if len(s.Args) == 0 {
		t.wordCell(s.Form)
		return
	}
	t.buf = append(t.buf, '[')
	t.buf = strconv.AppendInt(t.buf, int64(t.word(s.Form)), 10)
	for _, a := range s.Args {
		t.buf = append(t.buf, ',')
		if a.Kind == message.Count {
			t.buf = strconv.AppendInt(t.buf, a.Num, 10)
		} else {
			t.buf = appendString(t.buf, a.String())
		}
	}
	t.buf = append(t.buf, ']')
	t.end()
}

// splitName cuts a distinguished name behind its first component. Joined with a
// comma the parts are the name again.
func splitName(dn string) (rdn, parent string) {
	parent = directory.ParentDN(dn)
	if parent == "" || !strings.HasSuffix(dn, ","+parent) {
		return dn, ""
	}
	return dn[:len(dn)-len(parent)-1], parent
}

// shownName is the name that a component shows, where that can be told without
// resolving escapes: what stands behind the equals sign.
func shownName(rdn string) string {
	_, v, ok := strings.Cut(rdn, "=")
	if !ok || strings.Contains(v, `\`) {
		return rdn
	}
	return v
}

const hexDigits = "0123456789abcdef"

// appendString appends a JSON string. Characters that end a script or a tag in HTML
// are escaped, and bytes that are not UTF-8 become U+FFFD, as encoding/json does.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	escape := func(i, n int, code rune) {
		dst = append(dst, s[from:i]...)
		switch code {
		case '"', '\\':
			dst = append(dst, '\\', byte(code))
		case '\n':
			dst = append(dst, '\\', 'n')
		default:
			dst = append(dst, '\\', 'u', hexDigits[code>>12&15], hexDigits[code>>8&15], hexDigits[code>>4&15], hexDigits[code&15])
		}
		from = i + n
	}
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			if b < ' ' || b == '"' || b == '\\' || b == '<' || b == '>' || b == '&' || b == 0x7F {
				escape(i, 1, rune(b))
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || r == '\u2028' || r == '\u2029' {
			escape(i, n, r)
		}
		i += n
	}
	return append(append(dst, s[from:]...), '"')
}
