package idfix

import (
	"strconv"
	"unicode/utf8"
)

// AppendJSON appends the row as a JSON object with IdFix's fields dn, cn,
// objectType, attribute, value, errors, proposedAction and update. Half a
// character, which UTF-8 cannot hold, is written as its escape.
func (r *Row) AppendJSON(dst []byte) []byte {
	dst = appendField(dst, `{"dn":`, r.DN, false)
	dst = appendField(dst, `,"cn":`, r.CN, false)
	dst = appendField(dst, `,"objectType":`, r.ObjectType, false)
	dst = appendField(dst, `,"attribute":`, r.Attribute, false)
	dst = appendField(dst, `,"value":`, r.Value, r.NoValue)
	dst = appendField(dst, `,"errors":`, r.Errors, false)
	dst = appendField(dst, `,"proposedAction":`, r.ProposedAction, false)
	dst = appendField(dst, `,"update":`, r.Update, r.NoUpdate)
	return append(dst, '}')
}

// AppendJSON appends the totals as a JSON object of one field, totals.
func (t Totals) AppendJSON(dst []byte) []byte {
	dst = append(dst, `{"totals":{"found":`...)
	dst = strconv.AppendInt(dst, int64(t.Found), 10)
	for _, f := range []struct {
		name string
		n    int
	}{
		{"skipped", t.Skipped}, {"processed", t.Processed}, {"errors", t.Errors},
		{"duplicates", t.Duplicates}, {"rows", t.Rows},
	} {
		dst = append(dst, `,"`...)
		dst = append(dst, f.name...)
		dst = append(dst, `":`...)
		dst = strconv.AppendInt(dst, int64(f.n), 10)
	}
	return append(dst, "}}"...)
}

func appendField(dst []byte, name, v string, null bool) []byte {
	dst = append(dst, name...)
	if null {
		return append(dst, "null"...)
	}
	return appendString(dst, v)
}

// appendString appends a JSON string.
func appendString(dst []byte, v string) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(v); {
		b := v[i]
		switch {
		case b == '"' || b == '\\':
			dst = append(dst, '\\', b)
		case b < ' ':
			dst = appendEscape(dst, rune(b))
		case b >= utf8.RuneSelf:
			var size int
			dst, size = appendUnicode(dst, v[i:])
			i += size
			continue
		default:
			dst = append(dst, b)
		}
		i++
	}
	return append(dst, '"')
}

// appendUnicode appends the character at the beginning of v.
func appendUnicode(dst []byte, v string) ([]byte, int) {
	r, size := utf8.DecodeRuneInString(v)
	if r != utf8.RuneError || size > 1 {
		return append(dst, v[:size]...), size
	}
	if len(v) >= 3 && v[0] == 0xED && v[1] >= 0xA0 {
		return appendEscape(dst, 0xD000|rune(v[1]&0x3F)<<6|rune(v[2]&0x3F)), 3
	}
	return appendEscape(dst, utf8.RuneError), 1
}

func appendEscape(dst []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	return append(dst, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}
