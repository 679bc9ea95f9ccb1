package ingest

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"hash/fnv"
)

// headerBytes is how much of a file is looked at to find its header.
const headerBytes = packedBuffer

// of are the options for a file of an archive.
func (o *Options) of(name string) Options {
	m, ok := o.Members[name]
	if !ok {
		return *o
	}
	m.Recall = o.Recall
	return m
}

// chosen names what the options decide.
func (o *Options) chosen() []string {
	var out []string
	for _, c := range []struct {
		name string
		set  bool
	}{
		{"role", o.Role != RoleUnknown}, {"encoding", o.Encoding != ""}, {"delimiter", o.Delimiter != 0},
		{"shape", o.Shape != ShapeUnknown}, {"columns", len(o.Columns) > 0},
	} {
		if c.set {
			out = append(out, c.name)
		}
	}
	return out
}

// recall looks at the header of the file and takes over what was chosen for one like
// it, unless there is a choice for this very file.
func (l *loader) recall() {
	b := bufio.NewReaderSize(l.src.r, headerBytes)
	l.src.r = b
	head, _ := b.Peek(headerBytes) // an error comes again when the file is read
	l.rep.Header = HeaderKey(head)
	l.rep.Chosen = l.opt.chosen()
	if l.opt.Recall == nil || len(l.rep.Chosen) > 0 {
		return
	}
	if opt, ok := l.opt.Recall(head, l.rep.Name); ok {
		l.opt, l.rep.Recalled = opt, true
		l.rep.Chosen = opt.chosen()
	}
}

// HeaderKey identifies the header of a table, with the lines that tools put before
// it, from the beginning of the file: a hash, so that nothing of the file can be read
// from it. It is "" where there is no header: for other formats, and for a table that
// begins with values.
func HeaderKey(head []byte) string {
	head = head[:min(len(head), headerBytes)]
	name, n := detectMark(head)
	text := head[n:]
	if name == "" {
		name = detectUTF16(head)
	}
	if d := newDecoder(name); d != nil {
		text, _ = d.decode(nil, text, false)
	}
	if code, _ := sniffBytes(head); code != "" || sniffText(text) != "" || isJSON(text) || isLDIF(text) {
		return ""
	}
	line, end := headerLine(text)
	if end == 0 || bytes.IndexByte(line, '@') > 0 || bytes.Contains(bytes.ToLower(line), []byte("cn=")) {
		return ""
	}
	h := fnv.New128a()
	h.Write(text[:end])
	return hex.EncodeToString(h.Sum(nil))
}

// headerLine finds the first line of a table behind the lines that tools put before
// it, and where it ends; 0 when it does not end within the text.
func headerLine(text []byte) (line []byte, end int) {
	for end < len(text) {
		n := bytes.IndexAny(text[end:], "\r\n") // of both the second ends an empty line
		if n < 0 {
			return nil, 0
		}
		line = bytes.TrimSpace(text[end : end+n])
		end += n + 1
		if len(line) > 0 && !hasFoldPrefix(line, "#type") && !(hasFoldPrefix(line, "sep=") && len(line) == 5) {
			return line, end
		}
	}
	return nil, 0
}
