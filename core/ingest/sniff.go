package ingest

import (
	"bytes"

	"presync/core/message"
)

// magic numbers of files that people drop by mistake, with the code of the
// diagnostic that says what to do instead.
var magic = []struct{ bytes, code, kind string }{
	{"\x89PNG", "not-export", "PNG"},
	{"\xFF\xD8\xFF", "not-export", "JPEG"},
	{"GIF8", "not-export", "GIF"},
	{"%PDF", "not-export", "PDF"},
	{"MZ\x90", "not-export", "EXE"},
	{"ElfFile\x00", "not-export", "EVTX"},
	{"SQLite format 3\x00", "not-export", "SQLite"},
	{"\xD0\xCF\x11\xE0", "spreadsheet", "XLS"},
	{"\x1F\x8B", "archive", "GZIP"},
	{"7z\xBC\xAF\x27\x1C", "archive", "7-Zip"},
	{"Rar!\x1A", "archive", "RAR"},
}

// sniff looks whether a file can be a text export at all. It returns the code of
// a diagnostic when it cannot be. decoded says that the text came out of another
// encoding than UTF-8.
func sniff(head []byte, decoded bool) (code string, args []message.Arg) {
	text := bytes.TrimLeft(head, " \t\r\n")
	if len(text) == 0 {
		return "empty", nil
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		if bytes.Contains(head[:min(len(head), 1<<16)], []byte("xl/")) || bytes.Contains(head[:min(len(head), 4096)], []byte("[Content_Types].xml")) {
			return "spreadsheet", []message.Arg{message.Text("kind", "XLSX")}
		}
		return "archive", []message.Arg{message.Text("kind", "ZIP")}
	}
	for _, m := range magic {
		if m.code != "" && bytes.HasPrefix(head, []byte(m.bytes)) {
			return m.code, []message.Arg{message.Text("kind", m.kind)}
		}
	}
	switch {
	case text[0] == '{', text[0] == '[':
		return "json", nil
	case text[0] == '<':
		return "markup", nil
	case !decoded && bytes.IndexByte(head[:min(len(head), 1<<16)], 0) >= 0:
		return "binary", nil
	}
	return "", nil
}

// isLDIF reports whether text holds LDIF records: a line that begins with dn: or,
// at the very beginning, version:.
func isLDIF(text []byte) bool {
	if hasFoldPrefix(bytes.TrimLeft(text, " \t\r\n"), "version:") {
		return true
	}
	for pos := 0; pos < len(text); {
		if startsRecord(text[pos:]) {
			return true
		}
		i := bytes.IndexByte(text[pos:], '\n')
		if i < 0 {
			return false
		}
		pos += i + 1
	}
	return false
}
