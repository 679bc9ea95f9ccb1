package ingest

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"presync/core/directory"
	"presync/core/message"
)

// samples adds the sample exports to the seeds: all, or those with one of the endings.
func samples(f *testing.F, add func(text []byte), endings ...string) {
	files, _ := filepath.Glob(filepath.Join(testdata, "exports", "*", "*"))
	for _, path := range files {
		if end := filepath.Ext(path); end == ".golden" || len(endings) > 0 && !slices.Contains(endings, end) {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		add(text)
	}
}

// FuzzLoad reads anything in every way in which a user may choose to read it. Whatever
// it is, the numbers agree, every record lies inside the file, and every diagnostic
// has its words.
func FuzzLoad(f *testing.F) {
	samples(f, func(text []byte) { f.Add(text, uint16(0), uint8(0), uint8(0), uint8(0)) })
	f.Add([]byte("a;b\n1;2\n"), uint16(1), uint8(5), uint8(';'), uint8(2))
	encodings := append([]string{""}, Encodings()...)
	f.Fuzz(func(t *testing.T, text []byte, block uint16, encoding, delimiter, role uint8) {
		opt := Options{Encoding: encodings[int(encoding)%len(encodings)], Delimiter: delimiter, Role: Role(role % 3)}
		if delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter >= 0x80 {
			opt.Delimiter = 0
		}
		l := loadBlocks("users.csv", text, opt, 512+int(block%4096), 2000+int(block))
		checkInvariants(t, l, int64(len(text)))
	})
}

func checkInvariants(t *testing.T, l loaded, size int64) {
	if l.Objects != int64(l.store.Len()) || l.Bytes != size && l.diagnostic("store-full") == nil {
		t.Fatalf("%d objects reported, %d stored; %d of %d bytes read", l.Objects, l.store.Len(), l.Bytes, size)
	}
	for id := range l.store.Len() {
		at := l.store.Location(directory.ID(id))
		if at.Offset < 0 || at.Length < 0 || at.Offset+at.Length > size+4 || at.Line < 1 {
			t.Fatalf("object %d lies at %+v of %d bytes (%s)", id, at, size, l.Encoding)
		}
	}
	for _, d := range l.Diagnostics {
		if !message.English.Has(d.Text.ID) || !message.English.Has(d.Advice.ID) || d.Count < 1 {
			t.Fatalf("diagnostic %+v", d)
		}
	}
	for _, c := range l.Columns {
		if c.Filled < 0 || c.Filled > l.Objects+l.Skipped {
			t.Fatalf("column %+v of %d objects", c, l.Objects)
		}
	}
	if l.Objects == 0 && len(l.Diagnostics) == 0 {
		t.Fatal("nothing was read and nothing said")
	}
}

// FuzzRepeats reads two files one after the other and makes their objects one.
func FuzzRepeats(f *testing.F) {
	f.Add([]byte(repeatedLDIF), []byte(repeatedCSV))
	f.Add([]byte(`[{"id":"1","mail":"a"},{"id":"1","mail":"b"}]`), []byte(`[{"id":"1"}]`))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		reps, to := loadSeveral("a", string(a), "b", string(b))
		for _, s := range []struct {
			store *directory.Store
			role  Role
		}{{to.OnPrem, OnPrem}, {to.Cloud, Cloud}} {
			n := s.store.Len()
			same := FindRepeats(s.store, s.role)
			same.Report(s.store, s.role, reps)
			same.Merge(s.store)
			if s.store.Len() != n-same.Len() {
				t.Fatalf("%d objects of %d with %d repeats", s.store.Len(), n, same.Len())
			}
			if again := FindRepeats(s.store, s.role); s.role == Cloud && again.Len() != 0 {
				t.Fatalf("%d repeats are left", again.Len())
			}
			for id := range s.store.Len() {
				s.store.Name(directory.ID(id))
				s.store.Exported(directory.ID(id), directory.Mail)
			}
		}
	})
}

// FuzzDialect writes a header with encoding/csv and looks for its delimiter again; and
// it compares the rows of any text with those of encoding/csv at every delimiter.
func FuzzDialect(f *testing.F) {
	samples(f, func(text []byte) { f.Add(string(text), uint8(0)) }, ".csv")
	f.Add("DN\nobjectClass\nCountry/Region;a,b", uint8(3))
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		delim := delimiters[int(n)%len(delimiters)]
		sameAsEncodingCSV(t, text, delim)
		var names []string
		for name := range strings.SplitSeq(text, "\n") {
			name = strings.TrimSuffix(name, "\r")
			if !strings.ContainsAny(name, string(delimiters)) || strings.IndexByte(name, delim) >= 0 {
				names = append(names, name) // encoding/csv puts the delimiter, and no other, into quotes
			}
		}
		var header bytes.Buffer
		w := csv.NewWriter(&header)
		w.Comma = rune(delim)
		if w.Write(names) != nil {
			return
		}
		w.Flush()
		found, certain := detectDelimiter(header.Bytes())
		if certain != (len(names) > 1) || certain && found != delim {
			t.Fatalf("%q is found in %q (%v), written with %q", found, header.String(), certain, delim)
		}
	})
}

// FuzzEncodingDetection writes a text in each Unicode encoding. With a byte order mark
// it has to be read as that; UTF-8 without one is UTF-8 unless every other byte is
// text never has. However the file is cut into blocks, the text is the same.
func FuzzEncodingDetection(f *testing.F) {
	samples(f, func(text []byte) { f.Add(string(text), uint16(100)) })
	f.Add("Åsa Öberg", uint16(1))
	f.Fuzz(func(t *testing.T, text string, block uint16) {
		text = strings.TrimLeft(strings.ToValidUTF8(text, "?"), "\uFEFF")
		for _, c := range []struct{ name, raw string }{
			{encUTF8, "\uFEFF" + text},
			{encUTF8, text},
			{encUTF16LE, string(utf16Text(text, false))},
			{encUTF16BE, string(utf16Text(text, true))},
		} {
			if c.raw == text && strings.IndexByte(text, 0) >= 0 {
				continue
			}
			src := source{r: strings.NewReader(c.raw), block: 4 + int(block), limit: maxRecord}
			src.open("")
			for !src.eof {
				src.fill(0)
			}
			if src.onlyCR {
				continue // its line ends are other ones now
			}
			if src.enc != c.name || string(src.buf) != text || src.guessed {
				t.Fatalf("%q in %s is read as %q in %s", text, c.name, src.buf, src.enc)
			}
		}
	})
}

// FuzzPreview shows the beginning of anything under any options.
func FuzzPreview(f *testing.F) {
	samples(f, func(text []byte) { f.Add(text, uint8(0), uint8(0), uint8(0), "mail") })
	f.Add([]byte("sep=;\na;b\n1;2\n"), uint8(2), uint8(';'), uint8(1), "a")
	shapes := append([]Shape{""}, Shapes()...)
	encodings := append([]string{""}, Encodings()...)
	f.Fuzz(func(t *testing.T, head []byte, choice, delimiter, attr uint8, column string) {
		opt := Options{
			Encoding: encodings[int(choice)%len(encodings)], Shape: shapes[int(choice)%len(shapes)], Role: Role(choice % 3),
			Columns: map[string]directory.Attr{column: directory.Attr(attr)},
		}
		if delimiter < 0x80 && !strings.ContainsRune("\"\r\n", rune(delimiter)) {
			opt.Delimiter = delimiter
		}
		p := PreviewFile(head, "users.csv", opt)
		if len(p.Rows) > previewRows {
			t.Fatalf("%d rows", len(p.Rows))
		}
		for _, row := range p.Rows {
			if len(row.Cells) != len(p.Report.Columns) {
				t.Fatalf("%d cells for %d columns", len(row.Cells), len(p.Report.Columns))
			}
			for _, cell := range row.Cells {
				if !utf8.ValidString(cell) || strings.ContainsAny(cell, "\n\r\x00") {
					t.Fatalf("cell %q", cell)
				}
			}
		}
	})
}
