package ingest

import "bytes"

// magic numbers of files that people drop by mistake, with the code of the
// diagnostic that says what to do instead.
var magic = []struct{ bytes, code, kind string }{
	{"\x89PNG", "not-export", "PNG"},
	{"\xFF\xD8\xFF", "not-export", "JPEG"},
	{"GIF8", "not-export", "GIF"},
	{"%PDF", "not-export", "PDF"},
	{"MZ\x90", "not-export", "EXE"},
	{"\x7fELF", "not-export", "ELF"},
	{"ElfFile\x00", "not-export", "EVTX"},
	{"SQLite format 3\x00", "not-export", "SQLite"},
	{"\xD0\xCF\x11\xE0", "spreadsheet", "XLS"},
	{"\x1F\x8B", "archive", "GZIP"},
	{"7z\xBC\xAF\x27\x1C", "archive", "7-Zip"},
	{"Rar!\x1A", "archive", "RAR"},
}

// sniffBytes looks at the first block of a file for the marks of other kinds of
// file. It returns the code of the diagnostic that names the kind, or "".
func sniffBytes(head []byte) (code, kind string) {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		switch {
		case bytes.Contains(head, []byte("word/")), bytes.Contains(head, []byte("ppt/")):
			return "not-export", "DOCX, PPTX"
		case bytes.Contains(head, []byte("xl/")), bytes.Contains(head, []byte("[Content_Types].xml")):
			return "spreadsheet", "XLSX"
		}
		return "archive", "ZIP"
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return "archive", "TAR"
	}
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			return m.code, m.kind
		}
	}
	return "", ""
}

// sniffText looks at decoded text: is it empty, or of a kind that is not read?
func sniffText(text []byte) (code string) {
	begin := bytes.TrimLeft(text, " \t\r\n")
	switch {
	case len(begin) == 0:
		return "empty"
	case begin[0] == '<':
		return "markup"
	case bytes.IndexByte(text[:min(len(text), 1<<16)], 0) >= 0:
		return "binary"
	}
	return ""
}

// isJSON reports whether text begins as JSON does.
func isJSON(text []byte) bool {
	begin := bytes.TrimLeft(text, " \t\r\n\x1E")
	return len(begin) > 0 && (begin[0] == '{' || begin[0] == '[')
}

// isLDIF reports whether text holds LDIF records: a line with a distinguished name
// (dn:), and before it nothing that looks like the header of a table.
func isLDIF(text []byte) bool {
	first := firstLine(text)
	if startsRecord(first) || startsFolded(text) {
		return true
	}
	if i := bytes.IndexByte(first, ':'); i <= 0 || !isName(first[:i]) {
		if bytes.ContainsAny(first, ",;\t|\"") {
			return false
		}
	}
	for pos := 0; pos < len(text); {
		if startsRecord(text[pos:]) || startsFolded(text[pos:]) {
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

// startsFolded reports whether a line holds a distinguished name and is folded inside
// the name dn itself, as RFC 2849 allows.
func startsFolded(b []byte) bool {
	if len(b) < 5 || b[0]|0x20 != 'd' {
		return false
	}
	name := make([]byte, 0, 3)
	for len(b) > 0 && len(name) < 3 {
		line, n := cutLine(b[:min(len(b), foldedName)])
		name = append(name, line[:min(len(line), 3-len(name))]...)
		if len(name) == 3 || n == len(b) || b[n] != ' ' {
			break
		}
		b = b[n+1:]
	}
	return startsRecord(name)
}

// foldedName bounds the part of a line that is looked at for the rest of its name.
const foldedName = 16

// firstLine is the first line that is neither blank nor a comment, without blanks
// around it.
func firstLine(text []byte) []byte {
	comment := false
	for len(text) > 0 {
		line, n := cutLine(text)
		text = text[n:]
		comment = len(line) > 0 && (line[0] == '#' || comment && line[0] == ' ')
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 && !comment {
			return trimmed
		}
	}
	return nil
}

// isName reports whether v can be the name of an attribute.
func isName(v []byte) bool {
	for _, c := range v {
		l := c | 0x20
		if (l < 'a' || l > 'z') && (c < '0' || c > '9') && c != '-' && c != ';' && c != '.' && c != '_' {
			return false
		}
	}
	return true
}
