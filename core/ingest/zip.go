package ingest

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"
	"strings"

	"presync/core/message"
)

// A ZIP archive is read from its beginning, member by member. The directory at its
// end, from which other programs start, would need the whole file first.

// Signatures of the parts of an archive (APPNOTE.TXT, .ZIP File Format
// Specification, section 4.3).
const (
	zipMember     = "PK\x03\x04"
	zipDescriptor = "PK\x07\x08"
	zipDirectory  = "PK\x01\x02"
	zipEnd        = "PK\x05\x06"
	zipEnd64      = "PK\x06\x06"
	zipExtra      = "PK\x06\x08"
)

const (
	zipStored    = 0
	zipDeflated  = 8
	zipEncrypted = 1 << 0 // flag: the member needs a password
	zipTrailing  = 1 << 3 // flag: sizes and checksum stand behind the member
	zipUnknown   = 1<<32 - 1
)

type zipReader struct {
	*packed
	n int // members met
}

// zipHeader is what stands before a member.
type zipHeader struct {
	name   string
	flags  uint16
	method uint16
	crc    uint32
	size   int64 // packed; -1 when it is not known before
}

func (z *zipReader) read() {
	for {
		head, err := z.b.Peek(4)
		switch {
		case string(head) == zipMember:
		case len(head) == 4 && isZipEnd(string(head)):
			z.finish()
			return
		default:
			if err == nil || err == io.EOF {
				z.problem("archive-cut", z.gravity())
			} else {
				z.problem("read-failed", Fatal, message.Text("error", err.Error()))
			}
			return
		}
		if !z.next() {
			return
		}
	}
}

func isZipEnd(signature string) bool {
	return signature == zipDirectory || signature == zipEnd || signature == zipEnd64 || signature == zipExtra
}

// gravity is Fatal for a problem of an archive that gave no file.
func (z *zipReader) gravity() Level {
	if len(z.reports) == 0 {
		return Fatal
	}
	return Loss
}

func (z *zipReader) finish() {
	if len(z.reports) == 0 {
		z.problem("archive-empty", Fatal)
	}
}

// next reads one member; false says that the rest of the archive cannot be read.
func (z *zipReader) next() bool {
	if z.n == 0 {
		if code, kind := z.document(); code != "" {
			z.problem(code, Fatal, message.Text("kind", kind))
			return false
		}
	}
	z.start = z.in.n - int64(z.b.Buffered())
	h, ok := z.header()
	if !ok {
		z.problem("archive-cut", z.gravity())
		return false
	}
	z.n++
	if z.n > maxMembers {
		z.problem("archive-many", Loss, message.Num("limit", maxMembers))
		return false
	}
	if strings.HasSuffix(h.name, "/") || isJunk(h.name) {
		return z.skip(h)
	}
	switch {
	case h.flags&zipEncrypted != 0:
		z.problem("archive-encrypted", Fatal, message.Text("file", h.name))
		return z.skip(h)
	case h.method != zipStored && h.method != zipDeflated, h.method == zipStored && h.size < 0:
		z.problem("archive-method", Fatal, message.Text("file", h.name), message.Num("method", int(h.method)))
		return z.skip(h)
	}
	return z.unpack(h)
}

// document recognises the ZIP files that are documents of office programs.
func (z *zipReader) document() (code, kind string) {
	head, _ := z.b.Peek(packedBuffer)
	if len(head) < 30 {
		return "", ""
	}
	name := head[30:min(len(head), 30+int(binary.LittleEndian.Uint16(head[26:])))]
	for _, n := range []string{"[Content_Types].xml", "_rels/", "docProps/", "xl/", "word/", "ppt/"} {
		if bytes.HasPrefix(name, []byte(n)) {
			if code, kind := sniffBytes(head); code != "archive" {
				return code, kind
			}
			return "spreadsheet", "XLSX"
		}
	}
	if string(name) == "mimetype" && bytes.Contains(head[:min(len(head), 200)], []byte("opendocument.spreadsheet")) {
		return "spreadsheet", "ODS"
	}
	return "", ""
}

// header reads what stands before a member.
func (z *zipReader) header() (h zipHeader, ok bool) {
	var fixed [30]byte
	if _, err := io.ReadFull(z.b, fixed[:]); err != nil {
		return h, false
	}
	le := binary.LittleEndian
	rest := make([]byte, int(le.Uint16(fixed[26:]))+int(le.Uint16(fixed[28:])))
	if _, err := io.ReadFull(z.b, rest); err != nil {
		return h, false
	}
	n := le.Uint16(fixed[26:])
	h = zipHeader{
		name: excerptOf(rest[:n], 255), flags: le.Uint16(fixed[6:]), method: le.Uint16(fixed[8:]), crc: le.Uint32(fixed[14:]),
		size: int64(le.Uint32(fixed[18:])),
	}
	if h.size == zipUnknown {
		h.size = size64(rest[n:], le.Uint32(fixed[22:]) == zipUnknown)
	}
	if h.flags&zipTrailing != 0 {
		h.size = -1
	}
	return h, h.size >= -1
}

// size64 finds the packed size of a large member among the extra fields, -2 when it
// is not there. The size of the unpacked member stands before it if that is large
// too.
func size64(extra []byte, both bool) int64 {
	le := binary.LittleEndian
	for len(extra) >= 4 {
		n := int(le.Uint16(extra[2:]))
		if n > len(extra)-4 {
			break
		}
		field := extra[4 : 4+n]
		if le.Uint16(extra) == 1 {
			if both && len(field) >= 8 {
				field = field[8:]
			}
			if len(field) >= 8 {
				return int64(le.Uint64(field) &^ (1 << 63))
			}
		}
		extra = extra[4+n:]
	}
	return -2
}

// isJunk knows the files that operating systems put into archives.
func isJunk(name string) bool {
	base := name[strings.LastIndexAny(name, `/\`)+1:]
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, "._") || base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini"
}

// skip passes over a member. One whose end is not known can be passed over only by
// unpacking it.
func (z *zipReader) skip(h zipHeader) bool {
	if h.size >= 0 {
		n, err := io.CopyN(io.Discard, z.b, h.size)
		if err != nil || n != h.size {
			z.problem("archive-cut", z.gravity())
			return false
		}
		return true
	}
	if h.method != zipDeflated || h.flags&zipEncrypted != 0 {
		z.problem("archive-rest", Loss, message.Text("file", h.name))
		return false
	}
	_, err := io.Copy(io.Discard, z.inflated(flate.NewReader(z.b)))
	_, ok := z.descriptor()
	if err != nil || !ok {
		z.problem("archive-cut", z.gravity())
		return false
	}
	return true
}

// unpack reads a member as a file of its own.
func (z *zipReader) unpack(h zipHeader) bool {
	var whole io.Reader = z.b
	if h.size >= 0 {
		whole = io.LimitReader(z.b, h.size)
	}
	body := whole
	if h.method == zipDeflated {
		body = flate.NewReader(whole)
	}
	sum := &summed{r: z.inflated(body), sum: crc32.NewIEEE()}
	z.member(sum, z.name+"/"+h.name)
	if sum.err == nil {
		_, sum.err = io.Copy(io.Discard, sum)
	}
	rep := &z.reports[len(z.reports)-1]
	if h.size >= 0 {
		if _, err := io.Copy(io.Discard, whole); err != nil {
			return false // reported for the member
		}
	} else if crc, ok := z.descriptor(); ok {
		h.crc = crc
	} else {
		z.problem("archive-cut", Loss)
		return false
	}
	if sum.err == io.EOF && sum.sum.Sum32() != h.crc {
		var d diagnostics
		d.add("archive-checksum", Loss, place{})
		rep.Diagnostics = append(rep.Diagnostics, d.list...)
	}
	return true
}

// summed computes the checksum of what is read.
type summed struct {
	r   io.Reader
	sum hash.Hash32
	err error // how reading ended
}

func (s *summed) Read(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.r.Read(b)
	s.sum.Write(b[:n])
	s.err = err
	return n, err
}

// descriptor reads the sizes and the checksum behind a member. Its signature is
// optional and its sizes have four or eight bytes; the form is the one behind which
// the next part of the archive begins.
func (z *zipReader) descriptor() (crc uint32, ok bool) {
	head, _ := z.b.Peek(28)
	at := 0
	if bytes.HasPrefix(head, []byte(zipDescriptor)) {
		at = 4
	}
	for _, n := range []int{at + 12, at + 20} {
		if len(head) >= n+2 && head[n] == 'P' && head[n+1] == 'K' {
			crc = binary.LittleEndian.Uint32(head[at:])
			_, err := z.b.Discard(n)
			return crc, err == nil
		}
	}
	return 0, false
}
