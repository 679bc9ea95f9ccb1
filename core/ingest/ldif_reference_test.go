package ingest

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-ldap/ldif"
	"pgregory.net/rapid"

	"presync/core/directory"
)

// The reference for LDIF is go-ldap/ldif: on every text that it accepts, presync's
// reader has to find the same objects with the same values.

// content are the objects of a text as the library sees them, change records left
// out.
type content struct {
	dn     string
	values map[directory.Attr][]string
}

// referenceObjects reads a text with the library. It reports false when the
// library refuses the text, or when the text is one of those that presync
// deliberately reads otherwise:
//
//   - a second dn: line in a record, which the library takes for an attribute and
//     presync for the beginning of an object whose empty line is missing;
//   - a line of blanks before a record or a comment, which joins two objects in
//     the library;
//   - changetype in capitals or somewhere else than behind the dn: line, which the
//     library takes for an attribute.
func referenceObjects(text []byte) ([]content, bool) {
	if refersToFiles(text) || bytes.IndexByte(text, 0) >= 0 || deliberate(text) {
		return nil, false
	}
	l, err := ldif.Parse(string(text))
	if err != nil {
		return nil, false
	}
	var out []content
	for _, e := range l.Entries {
		c := content{values: map[directory.Attr][]string{}}
		switch {
		case e.Entry != nil:
			c.dn = e.Entry.DN
			for _, a := range e.Entry.Attributes {
				c.add(a.Name, a.Values)
			}
		case e.Add != nil:
			c.dn = e.Add.DN
			for _, a := range e.Add.Attributes {
				c.add(a.Type, a.Vals)
			}
		default:
			continue
		}
		out = append(out, c)
	}
	return out, true
}

// refersToFiles reports whether the library would open a file that a line names
// (attribute:< file:///…).
func refersToFiles(text []byte) bool {
	unfolded := bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r"), nil), []byte("\n "), nil)
	for line := range bytes.Lines(unfolded) {
		if _, value, ok := bytes.Cut(line, []byte(":")); ok && bytes.HasPrefix(value, []byte("<")) {
			return true
		}
	}
	return false
}

func (c content) add(name string, values []string) {
	name, _, _ = strings.Cut(name, ";")
	a, ok := directory.AttrByName(name)
	if !ok || a >= directory.CloudID || a == directory.ObjectClass || a == directory.DN {
		return
	}
	for _, v := range values {
		if a.Info().Kind != directory.Text && a.Info().Kind != directory.Counted {
			v = string(binaryText(a, []byte(v)))
			if a.Info().Kind != directory.Counted && !isIdentifier(a, []byte(v)) {
				continue // reported and left out
			}
		}
		c.values[a] = append(c.values[a], v)
	}
}

// deliberate finds the texts that are read otherwise on purpose.
func deliberate(text []byte) bool {
	before := []byte{}
	inRecord := false
	whole, at := text, 0
	for len(text) > 0 {
		at = len(whole) - len(text)
		line, n := cutLine(text)
		text = text[n:]
		blank := len(bytes.Trim(line, " \t")) == 0
		switch {
		case len(line) == 0:
			inRecord = false
		case blank && (startsRecord(text) || len(text) > 0 && text[0] == '#'):
			return true
		case startsRecord(bytes.TrimLeft(line, " ")), startsFolded(whole[at:]):
			if inRecord {
				return true
			}
			inRecord = true
		case hasFoldPrefix(bytes.TrimLeft(line, " "), "changetype"):
			if !startsRecord(before) || !bytes.HasPrefix(line, []byte("changetype:")) {
				return true
			}
		}
		if blank || line[0] != ' ' {
			before = line
		}
	}
	return false
}

// sameAsReference compares both readers on one text.
func sameAsReference(t interface{ Errorf(string, ...any) }, text []byte) {
	want, ok := referenceObjects(text)
	if !ok {
		return
	}
	got := loadFrom("reference.ldf", bytes.NewReader(text), Options{Encoding: encUTF8})
	if got.store.Len() != len(want) {
		t.Errorf("%d objects, the library has %d, in\n%q\n%v", got.store.Len(), len(want), text, got.Diagnostics)
		return
	}
	for i, w := range want {
		id := directory.ID(i)
		if dn := string(got.store.Get(id, directory.DN)); dn != w.dn {
			t.Errorf("object %d: dn %q, the library has %q, in\n%q", i, dn, w.dn, text)
		}
		for a := directory.CN; a < directory.CloudID; a++ {
			compareValues(t, got.store, id, a, w.values[a], text)
		}
	}
}

func compareValues(t interface{ Errorf(string, ...any) }, s *directory.Store, id directory.ID, a directory.Attr, want []string, text []byte) {
	var got []string
	for _, v := range s.Values(id, a) {
		got = append(got, string(v))
	}
	if a.Info().Kind == directory.Counted {
		n := 0
		for _, v := range want {
			if v != "" {
				n++
			}
		}
		if want != nil {
			want = []string{strconv.Itoa(n)}
		}
	}
	slices.Sort(got) // the library does not keep the order of two spellings of a name
	want = slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("object %d %s: %q, the library has %q, in\n%q", id, a, got, want, text)
	}
}

// drawLDIF makes a text that exercises what LDIF allows.
func drawLDIF(t *rapid.T) []byte {
	var b strings.Builder
	eol := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
	names := []string{"cn", "sn", "mail", "proxyAddresses", "PROXYADDRESSES", "objectClass", "objectGUID", "member", "displayName",
		"description", "extensionAttribute1", "userCertificate;binary", "telephoneNumber", "memberOf"}
	line := func(s string) {
		width := rapid.SampledFrom([]int{1000, 76, 20, 7}).Draw(t, "width")
		for len(s) > width {
			b.WriteString(s[:width] + eol + " ")
			s = s[width:]
		}
		b.WriteString(s + eol)
	}
	value := func(name string) {
		v := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ -~]{0,40}`), rapid.StringMatching(`(SMTP|smtp):[a-z.]{1,20}@contoso\.com`)).Draw(t, "value")
		safe := v == "" || v[0] > ' ' && v[0] != ':' && v[0] != '<' && v[len(v)-1] != ' '
		for _, c := range []byte(v) {
			safe = safe && c >= ' ' && c <= '~'
		}
		if safe && rapid.IntRange(0, 4).Draw(t, "encode") > 0 {
			line(name + ":" + strings.Repeat(" ", rapid.IntRange(0, 2).Draw(t, "blanks")) + v)
			return
		}
		line(name + ":: " + base64.StdEncoding.EncodeToString([]byte(v)))
	}
	if rapid.Bool().Draw(t, "version") {
		b.WriteString("version: 1" + eol)
	}
	for range rapid.IntRange(0, 6).Draw(t, "records") {
		if rapid.IntRange(0, 4).Draw(t, "comment") == 0 {
			line("# a comment: with a colon and enough words to be folded at any width that is used here")
		}
		value("dn")
		if rapid.Bool().Draw(t, "changetype") {
			line("changetype: add")
		}
		for range rapid.IntRange(1, 12).Draw(t, "lines") {
			value(rapid.SampledFrom(names).Draw(t, "name"))
		}
		b.WriteString(strings.Repeat(eol, rapid.IntRange(1, 3).Draw(t, "empty lines")))
	}
	return []byte(b.String())
}

func TestLDIFAgreesWithReference(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		text := drawLDIF(t)
		if _, ok := referenceObjects(text); ok {
			accepted++
		}
		sameAsReference(t, text)
	})
	if accepted == 0 {
		t.Error("the library accepted none of the generated texts")
	}
}

// TestLDIFAgreesWithReferenceOnFiles compares both readers on the sample files.
func TestLDIFAgreesWithReferenceOnFiles(t *testing.T) {
	for _, path := range [][]string{{"idfix", "dev", "input.ldf.gz"}, {"exports", "ldif", "ldifde.ldf"}} {
		text := readFile(t, path...)
		if objects, ok := referenceObjects(text); !ok || len(objects) == 0 {
			t.Errorf("%v: the library refuses the file", path)
		}
		sameAsReference(t, text)
	}
}

func FuzzLDIFAgainstReference(f *testing.F) {
	samples(f, func(text []byte) { f.Add(text) }, ".ldf", ".ldif")
	for _, s := range []string{
		"dn: CN=a\ncn: a\n\ndn: CN=b\ncn:: Yg==\n",
		"version: 1\n# c\n d\ndn: CN=a\nchangetype: add\nproxyAddresses: SMTP:a@b\nproxyAddresses: sm\n tp:c@d\n",
		"dn:\ncn: a\r\r\n\r\n \ndn: CN=b\nmember: x\nmember;range=0-1: y\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) { sameAsReference(t, text) })
}
