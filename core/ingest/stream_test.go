package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"presync/core/directory"
)

// loadBlocks is loadFrom with another block size and record limit.
func loadBlocks(name string, text []byte, opt Options, block, limit int) loaded {
	to := Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
	l := &loader{src: source{r: bytes.NewReader(text), block: block, limit: limit}, opt: opt, to: to}
	l.rep.Name = name
	out := loaded{Report: l.load(), store: to.OnPrem}
	if out.Role == Cloud {
		out.store = to.Cloud
	}
	return out
}

// utf16Text encodes text as UTF-16 with a byte order mark.
func utf16Text(text string, big bool) []byte {
	out := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	if big {
		for i := 0; i < len(out); i += 2 {
			out[i], out[i+1] = out[i+1], out[i]
		}
	}
	return out
}

// troubled is an export with every kind of line.
func troubled() string {
	var b strings.Builder
	b.WriteString("version: 1\r\n\r\n")
	for i := range 120 {
		fmt.Fprintf(&b, "# object %d\ndn: CN=Person %d,OU=Straße 😀,DC=contoso,DC=com\r\nchangetype: add\nobjectClass: top\nobjectClass: user\n", i, i)
		fmt.Fprintf(&b, "proxyAddresses: SMTP:person%d@con\r\n toso.com\nproxyAddresses: smtp:p%d@contoso.com\n", i, i)
		switch i % 10 {
		case 3:
			b.WriteString("mail: no end of this line in sight " + strings.Repeat("x", 600) + "\n")
		case 4:
			b.WriteString("a line without a colon\n")
		case 5:
			b.WriteString("cn:: !!!\n")
		case 6:
			b.WriteString(" \n")
			continue
		case 7:
			continue
		}
		b.WriteString(strings.Repeat("\r\n", i%3+1))
	}
	return b.String()
}

// TestBlocksDoNotShow reads the same text in blocks of many sizes: nothing may
// depend on where a block ends.
func TestBlocksDoNotShow(t *testing.T) {
	csvText := string(csvExport(60)) + "\"CN=Broken\"x,user\r\n\"CN=Lines,DC=com\",user,\"two\r\nlines \"\"quoted\"\"\",,,,,,,,,,,,,,,,,,,,,\r\n\"never closed\r\n" + string(csvExport(20))
	western, _ := charmap.Windows1252.NewEncoder().String(strings.ReplaceAll(troubled(), "😀", "€"))
	for _, c := range []struct {
		name string
		text []byte
	}{
		{"utf8.ldf", []byte(troubled())},
		{"utf16le.ldf", utf16Text(troubled(), false)},
		{"utf16be.ldf", utf16Text(troubled(), true)},
		{"western.ldf", []byte(western)},
		{"rows.csv", []byte(csvText)},
		{"rows16.csv", utf16Text(csvText, false)},
	} {
		whole := loadBlocks(c.name, c.text, Options{}, 1<<20, maxRecord)
		if whole.Objects < 80 || whole.Skipped == 0 {
			t.Errorf("%s: %d objects, %d skipped", c.name, whole.Objects, whole.Skipped)
		}
		for _, block := range []int{512, 777, 1000, 4096, 10_001} {
			parts := loadBlocks(c.name, c.text, Options{}, block, maxRecord)
			a, b := describe(whole, c.text), describe(parts, c.text)
			if as, bs := fmt.Sprintf("%+v", a), fmt.Sprintf("%+v", b); as != bs {
				t.Errorf("%s in blocks of %d:\n%s\nas a whole:\n%s", c.name, block, bs, as)
			}
		}
	}
}

// TestLocationsReadBack checks that the bytes at an object's place are its record,
// whatever the encoding.
func TestLocationsReadBack(t *testing.T) {
	text := troubled()
	for _, raw := range [][]byte{[]byte("\xEF\xBB\xBF" + text), utf16Text(text, false), utf16Text(text, true)} {
		l := loadBlocks("a.ldf", raw, Options{}, 1000, maxRecord)
		for id := range l.store.Len() {
			at := l.store.Location(directory.ID(id))
			record := raw[at.Offset : at.Offset+at.Length]
			if dec := newDecoder(l.Encoding); dec != nil {
				record, _ = dec.decode(nil, record, true)
			}
			dn := string(l.store.Get(directory.ID(id), directory.DN))
			if !strings.HasPrefix(string(record), "dn: "+dn+"\r\n") || !strings.Contains(string(record), "smtp:p") {
				t.Fatalf("%s: object %d lies at %+v: %q", l.Encoding, id, at, record)
			}
			lines := strings.Split(text, "\n")
			if got := lines[at.Line-1]; strings.TrimSpace(got) != "dn: "+dn {
				t.Fatalf("%s: object %d is said to be in line %d: %q", l.Encoding, id, at.Line, got)
			}
		}
	}
}

// TestRecordsBeyondTheLimitAreSkipped checks the bound on memory and that reading
// goes on behind.
func TestRecordsBeyondTheLimitAreSkipped(t *testing.T) {
	big := strings.Repeat("member: CN=Somebody,OU=Staff,DC=contoso,DC=com\n", 500)
	text := "dn: CN=First\nobjectClass: user\n\ndn: CN=Big\n" + big + "\ndn: CN=Last\nobjectClass: user\n"
	l := loadBlocks("a.ldf", []byte(text), Options{}, 512, 2000)
	if l.Objects != 2 || l.Skipped != 1 || l.store.Name(1) != "Last" {
		t.Errorf("%d objects, %d skipped, %v", l.Objects, l.Skipped, l.Diagnostics)
	}
	d := l.diagnostic("record-too-long")
	if d == nil || d.Line != 4 || d.Excerpt != "dn: CN=Big" {
		t.Errorf("got %+v", d)
	}
	if at := l.store.Location(1); at.Line != 506 || text[at.Offset:at.Offset+at.Length] != "dn: CN=Last\nobjectClass: user\n" {
		t.Errorf("the record behind is said to be at %+v", at)
	}

	rows := "DN,objectClass\nCN=First,user\n\"CN=Unclosed,user\n" + strings.Repeat("CN=Row,user\n", 1000)
	c := loadBlocks("a.csv", []byte(rows), Options{}, 512, 2000)
	if c.Objects != 1001 || c.Skipped != 1 {
		t.Errorf("%d objects, %d skipped", c.Objects, c.Skipped)
	}
	if d := c.diagnostic("csv-unclosed-quote"); d == nil || d.Line != 3 {
		t.Errorf("got %+v", d)
	}
}

// TestReadErrors checks that an error of the reader is reported and what came
// before it is kept.
func TestReadErrors(t *testing.T) {
	text := string(ldifExport(50))
	r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(errors.New("the disk is gone")))
	l := loadFrom("a.ldf", r, Options{})
	if l.Objects != 50 || !slices.Equal(l.codes(), []string{"read-failed"}) || l.Diagnostics[0].Level != Fatal {
		t.Errorf("%d objects, %v", l.Objects, l.Diagnostics)
	}
	l = loadFrom("a.ldf", iotest.ErrReader(errors.New("no access")), Options{})
	if l.Objects != 0 || !slices.Equal(l.codes(), []string{"read-failed"}) {
		t.Errorf("%v", l.Diagnostics)
	}
	l = loadFrom("a.ldf", iotest.OneByteReader(strings.NewReader(text)), Options{})
	if l.Objects != 50 || len(l.Diagnostics) != 0 {
		t.Errorf("byte by byte: %d objects, %v", l.Objects, l.Diagnostics)
	}
}

// TestProgress checks that the caller hears of every block.
func TestProgress(t *testing.T) {
	text := ldifExport(300)
	var last Progress
	calls := 0
	l := &loader{src: source{r: bytes.NewReader(text), block: 64 << 10, limit: maxRecord}, to: Target{OnPrem: directory.NewStore()},
		progress: func(p Progress) {
			if p.Bytes < last.Bytes || p.Objects < last.Objects {
				t.Errorf("progress went back from %+v to %+v", last, p)
			}
			last = p
			calls++
		}}
	l.load()
	if want := len(text)/(64<<10) + 1; calls < want || last.Bytes != int64(len(text)) || last.Objects != 300 {
		t.Errorf("%d calls for %d blocks, last %+v", calls, want, last)
	}
}

// TestGiantValuesAreCut checks the bound on a single value.
func TestGiantValuesAreCut(t *testing.T) {
	giant := strings.Repeat("x", 17<<20)
	for name, text := range map[string]string{
		"a.ldf": "dn: CN=a\ncn: a\ndescription: y\ndisplayName: " + giant + "\n",
		"a.csv": "DN,objectClass,displayName\nCN=a,user," + giant + "\n",
	} {
		l := loadText(name, text, Options{})
		d := l.diagnostic("value-cut")
		if l.Objects != 1 || d == nil || len(l.store.Get(0, directory.DisplayName)) != 1<<24-1 {
			t.Errorf("%s: %d objects, %v", name, l.Objects, l.codes())
		}
	}
}

// TestCarriageReturns reads files whose lines end in a carriage return alone, in
// blocks, and finds the records where they stand.
func TestCarriageReturns(t *testing.T) {
	for name, text := range map[string]string{"a.ldf": string(ldifExport(40)), "a.csv": string(csvExport(40)), "a.json": graphPage(40, false)} {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		want := loadText(name, text, Options{})
		for _, encode := range []func(string) []byte{func(s string) []byte { return []byte(s) }, func(s string) []byte { return utf16Text(s, false) }} {
			got := loadBlocks(name, encode(strings.ReplaceAll(text, "\n", "\r")), Options{}, 4096, maxRecord)
			whole := loadFrom(name, bytes.NewReader(encode(text)), Options{})
			if got.Objects != 40 || len(got.Diagnostics) != len(want.Diagnostics) {
				t.Errorf("%s: %d objects, %v", name, got.Objects, got.Diagnostics)
			}
			for id := range min(got.store.Len(), 40) {
				if a, b := got.store.Location(directory.ID(id)), whole.store.Location(directory.ID(id)); a != b {
					t.Fatalf("%s: object %d at %+v, want %+v", name, id, a, b)
				}
			}
		}
	}
}
