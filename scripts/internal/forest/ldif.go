package forest

import (
	"bufio"
	"encoding/base64"
	"io"
)

// lineLength is where ldifde folds a line.
const lineLength = 80

// WriteLDIF writes the forest as ldifde exports it.
func (f *Forest) WriteLDIF(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<20)
	var o object
	var record ldifRecord
	for i := range f.objects {
		f.fill(&o, i)
		record.write(&o)
		if _, err := out.Write(record.buf); err != nil {
			return err
		}
	}
	return out.Flush()
}

// ldifRecord builds the text of one record.
type ldifRecord struct {
	buf  []byte
	line []byte
}

func (r *ldifRecord) write(o *object) {
	r.buf = r.buf[:0]
	r.add("dn", o.dn, false)
	r.add("changetype", "add", false)
	for _, c := range objectClasses[o.class] {
		r.add("objectClass", c, false)
	}
	for a, values := range o.values {
		for _, v := range values {
			r.add(attributes[a].name, v, attributes[a].binary)
		}
	}
	r.buf = append(r.buf, "\r\n"...)
}

// add appends one value, in base64 where the text form would not be safe, and folds
// the line.
func (r *ldifRecord) add(name, value string, binary bool) {
	line := append(r.line[:0], name...)
	if binary || !safe(value) {
		line = append(line, ":: "...)
		line = base64.StdEncoding.AppendEncode(line, []byte(value))
	} else {
		line = append(line, ": "...)
		line = append(line, value...)
	}
	r.line = line
	for rest := lineLength; len(line) > rest; rest = lineLength - 1 {
		r.buf = append(r.buf, line[:rest]...)
		r.buf = append(r.buf, "\r\n "...)
		line = line[rest:]
	}
	r.buf = append(r.buf, line...)
	r.buf = append(r.buf, "\r\n"...)
}

// safe reports whether a value may stand as it is (RFC 2849).
func safe(v string) bool {
	if v == "" {
		return true
	}
	if v[0] == ' ' || v[0] == ':' || v[0] == '<' || v[len(v)-1] == ' ' {
		return false
	}
	for i := range len(v) {
		if c := v[i]; c >= 0x80 || c == 0 || c == '\r' || c == '\n' {
			return false
		}
	}
	return true
}
