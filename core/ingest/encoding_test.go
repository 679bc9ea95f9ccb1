package ingest

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"presync/core/directory"
)

const accented = "dn: CN=Åsa Öberg\nsn: Øberg\ndisplayName: Zoë 😀\n"

func TestEncodings(t *testing.T) {
	windows := func(m *charmap.Charmap, s string) []byte {
		b, err := m.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	utf16 := func(big bool) []byte { return utf16Text(accented, big) }
	for _, c := range []struct {
		what    string
		text    []byte
		chosen  string
		want    string
		guessed bool
		sn      string
	}{
		{"UTF-8", []byte(accented), "", encUTF8, false, "Øberg"},
		{"UTF-8 with a mark", []byte("\xEF\xBB\xBF" + accented), "", encUTF8, false, "Øberg"},
		{"UTF-16 LE with a mark", utf16(false), "", encUTF16LE, false, "Øberg"},
		{"UTF-16 BE with a mark", utf16(true), "", encUTF16BE, false, "Øberg"},
		{"UTF-16 LE without a mark", utf16(false)[2:], "", encUTF16LE, false, "Øberg"},
		{"UTF-16 BE without a mark", utf16(true)[2:], "", encUTF16BE, false, "Øberg"},
		{"Windows-1252", windows(charmap.Windows1252, "dn: CN=a\nsn: Øberg\n"), "", encWestern, true, "Øberg"},
		{"Windows-1251, chosen", windows(charmap.Windows1251, "dn: CN=a\nsn: Иванова\n"), "windows-1251", "windows-1251", false, "Иванова"},
		{"Windows-1250, chosen", windows(charmap.Windows1250, "dn: CN=a\nsn: Dvořák\n"), "windows-1250", "windows-1250", false, "Dvořák"},
		{"code page 850, chosen", windows(charmap.CodePage850, "dn: CN=a\nsn: Øberg\n"), "cp850", "cp850", false, "Øberg"},
		{"UTF-8, chosen against the guess", []byte("dn: CN=a\nsn: \xD8berg\n"), encUTF8, encUTF8, false, "\uFFFDberg"},
		{"mostly UTF-8 with a stray byte", []byte("dn: CN=Åsa Öberg\nsn: \xD8berg\n"), "", encUTF8, false, "\uFFFDberg"},
		{"ASCII", []byte("dn: CN=a\nsn: Oberg\n"), "", encUTF8, false, "Oberg"},
	} {
		l := loadFrom("a.ldf", bytes.NewReader(c.text), Options{Encoding: c.chosen})
		if l.Encoding != c.want || slices.Contains(l.Guessed, "encoding") != c.guessed || l.Objects != 1 {
			t.Errorf("%s: read as %s, guessed %v, %d objects, %v", c.what, l.Encoding, l.Guessed, l.Objects, l.codes())
			continue
		}
		if got := l.values(0, directory.Surname); !slices.Equal(got, []string{c.sn}) {
			t.Errorf("%s: sn %q, want %q", c.what, got, c.sn)
		}
	}
}

// TestEncodingIsDecidedLate checks a file whose first letter with an accent comes
// after the first block.
func TestEncodingIsDecidedLate(t *testing.T) {
	plain := strings.Repeat("dn: CN=a\ncn: a\n\n", 200)
	l := loadBlocks("a.ldf", []byte(plain+"dn: CN=b\ncn: \xC5sa\n"), Options{}, 512, maxRecord)
	if l.Encoding != encWestern || l.store.Name(200) != "Åsa" {
		t.Errorf("read as %s: %q", l.Encoding, l.store.Name(200))
	}
	l = loadBlocks("a.ldf", []byte(plain+"dn: CN=b\ncn: Åsa\n"), Options{}, 512, maxRecord)
	if l.Encoding != encUTF8 || l.store.Name(200) != "Åsa" {
		t.Errorf("read as %s: %q", l.Encoding, l.store.Name(200))
	}
}

func TestEncodingsAreKnown(t *testing.T) {
	for _, name := range Encodings() {
		if name != encUTF8 && newDecoder(name) == nil {
			t.Errorf("%s cannot be read", name)
		}
	}
}

// FuzzEncoding checks that decoding gives valid UTF-8, does not depend on how the
// bytes are cut, and that the length in the file can be told from the text.
func FuzzEncoding(f *testing.F) {
	samples(f, func(text []byte) { f.Add(text) })
	f.Add([]byte(accented))
	f.Add(utf16Text(accented, false))
	f.Add([]byte{0xD8, 0x3D, 0xDE, 0x00, 0x00, 0x41, 0xDC})
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, name := range Encodings()[1:] {
			dec := newDecoder(name)
			whole, n := dec.decode(nil, raw, true)
			if n != len(raw) || !utf8.Valid(whole) {
				t.Fatalf("%s: %d of %d bytes used, %q", name, n, len(raw), whole)
			}
			var parts []byte
			rest := []byte{}
			for i, b := range raw {
				rest = append(rest, b)
				parts, n = dec.decode(parts, rest, i == len(raw)-1)
				rest = rest[n:]
			}
			if !bytes.Equal(parts, whole) {
				t.Fatalf("%s: %q byte by byte, %q at once", name, parts, whole)
			}
			if got := dec.rawLen(whole); got != int64(len(raw)) && len(raw)%2 == 0 {
				t.Fatalf("%s: %d bytes for %q, which took %d", name, got, whole, len(raw))
			}
		}
		loadFrom("a", bytes.NewReader(raw), Options{})
	})
}

// TestEncodingIsGuessed reads names of several languages as their systems write them.
func TestEncodingIsGuessed(t *testing.T) {
	for text, names := range map[string][]string{
		"Åsa Öberg, Jürgen Müller, René Lefèvre, Søren Kjær, Núñez": {encWestern, "cp850"},
		"Müller":              {encWestern, "cp850"},
		"Jörg Weiß und Söhne": {encWestern, "cp850"},
		"Seán O’Brien, Zoë":   {encWestern},
		"Иван Петрович Иванов, Київ":                {"windows-1251"},
		"Стоян Ёлкин":                               {"windows-1251"},
		"Łukasz Wiśniewski, Paweł Żak":              {"windows-1250"},
		"Jiří Dvořák, Šárka Čermáková, Tomáš Novák": {"windows-1250"},
		"Åsa Weiß, Jürgen Öberg":                    {encWestern, "cp850"},
		"Anna\u00A0Berg, Søren":                     {encWestern},
		"Paweł":                                     {"windows-1250"},
		"Pärt Tõnisson, Šmidt, Jääskeläinen":        {encWestern},
	} {
		for _, name := range names {
			raw, err := charmaps[name].NewEncoder().String(text)
			if err != nil {
				t.Fatalf("%s in %s: %v", text, name, err)
			}
			l := loadText("a.csv", "DN,displayName\nCN=a,\""+raw+"\"\n", Options{})
			if l.Encoding != name || l.store.Text(0, directory.DisplayName) != text || !slices.Contains(l.Guessed, "encoding") {
				t.Errorf("%s: read as %s: %s", name, l.Encoding, l.store.Text(0, directory.DisplayName))
			}
		}
	}
}

// charmaps are the code pages as golang.org/x/text has them.
var charmaps = map[string]*charmap.Charmap{
	encWestern:     charmap.Windows1252,
	"windows-1250": charmap.Windows1250,
	"windows-1251": charmap.Windows1251,
	"cp850":        charmap.CodePage850,
}

// Each byte is the same character as there.
func TestCodePages(t *testing.T) {
	if len(codePages) != len(charmaps) {
		t.Errorf("%d code pages, want %d", len(codePages), len(charmaps))
	}
	for name, want := range charmaps {
		d := newDecoder(name)
		for b := range 256 {
			if got, n := d.decode(nil, []byte{byte(b)}, true); n != 1 || string(got) != string(want.DecodeByte(byte(b))) {
				t.Errorf("%s: byte %#x is %q of %d bytes, want %q", name, b, got, n, want.DecodeByte(byte(b)))
			}
		}
	}
}
