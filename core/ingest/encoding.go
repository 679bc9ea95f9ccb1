package ingest

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// The names under which encodings are chosen and reported.
const (
	encUTF8    = "utf-8"
	encUTF16LE = "utf-16le"
	encUTF16BE = "utf-16be"
	encWestern = "windows-1252"
)

// Encodings lists the names that Options.Encoding accepts, the usual ones first.
func Encodings() []string {
	return []string{encUTF8, encUTF16LE, encUTF16BE, encWestern, "windows-1250", "windows-1251", "cp850"}
}

// decoder turns the bytes of a file into UTF-8. The decoder of a UTF-8 file is
// nil: its bytes are used where they lie.
type decoder interface {
	// decode appends the text of src to dst and returns how many bytes of src it
	// used; a character cut off at the end stays unless last is set.
	decode(dst, src []byte, last bool) ([]byte, int)
	// rawLen is the number of bytes that text took in the file.
	rawLen(text []byte) int64
}

func newDecoder(name string) decoder {
	switch name {
	case encUTF16LE:
		return utf16Decoder{lo: 0, hi: 1}
	case encUTF16BE:
		return utf16Decoder{lo: 1, hi: 0}
	}
	if page := codePages[name]; page != "" {
		return newByteDecoder(page)
	}
	return nil
}

// utf16Decoder reads UTF-16; lo and hi are the places of the two bytes of a unit.
type utf16Decoder struct{ lo, hi int }

func (d utf16Decoder) decode(dst, src []byte, last bool) ([]byte, int) {
	i := 0
	for i+2 <= len(src) {
		dst, i = d.ascii(dst, src, i)
		if i+2 > len(src) {
			break
		}
		u := d.unit(src[i:])
		if !utf16.IsSurrogate(rune(u)) {
			dst = utf8.AppendRune(dst, rune(u))
			i += 2
			continue
		}
		if i+4 > len(src) {
			if !last {
				return dst, i
			}
			return utf8.AppendRune(dst, utf8.RuneError), len(src)
		}
		r := utf16.DecodeRune(rune(u), rune(d.unit(src[i+2:])))
		dst = utf8.AppendRune(dst, r)
		i += 2
		if r != utf8.RuneError {
			i += 2
		}
	}
	if last && i < len(src) { // half a unit at the end of a damaged file
		return utf8.AppendRune(dst, utf8.RuneError), len(src)
	}
	return dst, i
}

func (d utf16Decoder) unit(b []byte) uint16 { return uint16(b[d.lo]) | uint16(b[d.hi])<<8 }

// ascii copies the run of ASCII characters at i.
func (d utf16Decoder) ascii(dst, src []byte, i int) ([]byte, int) {
	lo, hi := d.lo, d.hi
	for i+2 <= len(src) && src[i+hi] == 0 && src[i+lo] < utf8.RuneSelf {
		dst = append(dst, src[i+lo])
		i += 2
	}
	return dst, i
}

func (d utf16Decoder) rawLen(text []byte) int64 {
	n := int64(0)
	for _, b := range text {
		if b&0xC0 != 0x80 { // a character begins
			n += 2
		}
		if b >= 0xF0 { // outside the basic plane: two units
			n += 2
		}
	}
	return n
}

// byteDecoder reads a single-byte encoding by table; ASCII is as it is.
type byteDecoder struct {
	text [256][utf8.UTFMax]byte
	size [256]uint8
}

func newByteDecoder(page string) *byteDecoder {
	d := &byteDecoder{}
	at := utf8.RuneSelf
	for _, r := range page {
		d.size[at] = uint8(utf8.EncodeRune(d.text[at][:], r))
		at++
	}
	return d
}

func (d *byteDecoder) decode(dst, src []byte, _ bool) ([]byte, int) {
	for _, b := range src {
		if b < utf8.RuneSelf {
			dst = append(dst, b)
			continue
		}
		dst = append(dst, d.text[b][:d.size[b]]...)
	}
	return dst, len(src)
}

// rawLen counts the bytes that begin a character. utf8.RuneCount would copy the text.
func (d *byteDecoder) rawLen(text []byte) int64 {
	n := len(text)
	for _, b := range text {
		if b&0xC0 == 0x80 {
			n--
		}
	}
	return int64(n)
}

// byteOrderMarks, with the encodings that they announce.
var byteOrderMarks = []struct{ mark, name string }{
	{"\xEF\xBB\xBF", encUTF8},
	{"\xFF\xFE", encUTF16LE},
	{"\xFE\xFF", encUTF16BE},
}

// detectMark looks for a byte order mark: its encoding and length.
func detectMark(head []byte) (name string, n int) {
	for _, m := range byteOrderMarks {
		if bytes.HasPrefix(head, []byte(m.mark)) {
			return m.name, len(m.mark)
		}
	}
	return "", 0
}

// detectUTF16 recognises UTF-16 without a mark by its zero bytes: in a directory
// export nearly every second byte is zero.
func detectUTF16(head []byte) string {
	head = head[:min(len(head), 4096)&^1]
	var even, odd int
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	units := len(head) / 2
	switch {
	case units >= 2 && odd*10 > units*7 && even*10 < units:
		return encUTF16LE
	case units >= 2 && even*10 > units*7 && odd*10 < units:
		return encUTF16BE
	}
	return ""
}

// looksUTF8 decides whether bytes with letters outside ASCII are UTF-8: they are
// when they form more valid sequences than stray bytes. A sequence cut off at the
// end counts for neither.
func looksUTF8(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			good++
		case !utf8.FullRune(b[i:]):
			return good >= bad
		default:
			bad++
		}
		i += n
	}
	return good >= bad
}
