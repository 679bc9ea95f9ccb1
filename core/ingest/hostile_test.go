package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"presync/core/directory"
)

// endless hands out head, then filler again and again up to size bytes, then tail.
func endless(head, filler string, size int64, tail string) io.Reader {
	return io.MultiReader(strings.NewReader(head), io.LimitReader(&repeater{text: filler}, size), strings.NewReader(tail))
}

type repeater struct {
	text string
	at   int
}

func (r *repeater) Read(b []byte) (int, error) {
	n := 0
	for n < len(b) {
		m := copy(b[n:], r.text[r.at:])
		n += m
		r.at = (r.at + m) % len(r.text)
	}
	return n, nil
}

// peak loads a file and returns the most memory in use while that was done.
func peak(name string, r io.Reader) (l loaded, bytes uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.HeapAlloc
	to := Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
	rep := Load(r, name, Options{}, to, func(Progress) {
		runtime.ReadMemStats(&m)
		bytes = max(bytes, m.HeapAlloc)
	})
	out := loaded{Report: rep, store: to.OnPrem}
	if rep.Role == Cloud {
		out.store = to.Cloud
	}
	return out, bytes - min(bytes, before)
}

// TestEndlessLines reads files of 400 MB without a line end: memory stays bounded and
// what stands before and behind is read.
func TestEndlessLines(t *testing.T) {
	if testing.Short() {
		t.Skip("reads hundreds of megabytes")
	}
	const size = 400 << 20
	for _, c := range []struct {
		name, head, tail string
		objects          int64
		code             string
	}{
		{"a.ldf", "dn: CN=a\ncn: a\n\ndn: CN=b\ndescription: ", "\n\ndn: CN=c\ncn: c\n", 2, "record-too-long"},
		{"a.csv", "DN,objectClass\nCN=a,user\nCN=b,", "\nCN=c,user\n", 2, "record-too-long"},
		{"a.csv", "DN,objectClass\nCN=a,user\n\"CN=b,", "\"\nCN=c,user\n", 2, "record-too-long"},
		{"a.json", `[{"id":"1"},{"id":"2","x":"`, `"},{"id":"3"}]`, 2, "record-too-long"},
		{"a.txt", "", "", 0, "unknown-header"},
	} {
		l, used := peak(c.name, endless(c.head, "all work and no play ", size, c.tail))
		if l.Objects != c.objects || l.diagnostic(c.code) == nil {
			t.Errorf("%s: %d objects, %v", c.name, l.Objects, l.codes())
		}
		t.Logf("%s, %s: %d MB in use at most", c.name, c.code, used>>20)
		if used > 6*maxRecord {
			t.Errorf("%s: %d MB in use", c.name, used>>20)
		}
		if l.Bytes < size {
			t.Errorf("%s: only %d bytes were read", c.name, l.Bytes)
		}
	}
}

// TestManyValues reads objects with 300,000 values.
func TestManyValues(t *testing.T) {
	const n = 300_000
	var ldif, csv, js strings.Builder
	ldif.WriteString("dn: CN=g\nobjectClass: group\n")
	csv.WriteString("DN,objectClass,proxyAddresses,member\nCN=g,group,\"")
	js.WriteString(`[{"id":"1","proxyAddresses":[`)
	for i := range n {
		fmt.Fprintf(&ldif, "proxyAddresses: smtp:a%d@contoso.com\nmember: CN=m%d\n", i, i)
		fmt.Fprintf(&csv, "smtp:a%d@contoso.com;", i)
		fmt.Fprintf(&js, `"smtp:a%d@contoso.com",`, i)
	}
	csv.WriteString("smtp:last@contoso.com\",CN=m" + strings.Repeat(";CN=m", n-1) + "\nCN=h,group,,\n")
	js.WriteString(`"smtp:last@contoso.com"]},{"id":"2"}]`)
	for name, text := range map[string]string{"a.ldf": ldif.String(), "a.csv": csv.String(), "a.json": js.String()} {
		l := loadText(name, text, Options{})
		if got := len(l.store.Values(0, directory.ProxyAddresses)); got < n || l.Skipped != 0 {
			t.Errorf("%s: %d values, %d skipped", name, got, l.Skipped)
		}
		if m := l.store.Text(0, directory.Member); name != "a.json" && m != fmt.Sprint(n) {
			t.Errorf("%s: %s members", name, m)
		}
	}
}

// TestGiantRecords reads a record of 100 MB between two others.
func TestGiantRecords(t *testing.T) {
	if testing.Short() {
		t.Skip("reads hundreds of megabytes")
	}
	const size = 100 << 20
	for _, c := range []struct{ name, head, filler, tail string }{
		{"a.ldf", "dn: CN=a\ncn: a\n\ndn: CN=b\n", "description: nothing\n", "\ndn: CN=c\ncn: c\n"},
		{"a.json", `[{"id":"1"},{"id":"2"`, `,"x":["y",{"z":1}]`, `},{"id":"3"}]`},
		{"a.csv", "DN,objectClass,description\nCN=a,user,x\nCN=b,user,\"", "a \"\"long\"\" line\n", "\"\nCN=c,user,\n"},
	} {
		size := int64(size / len(c.filler) * len(c.filler))
		l, used := peak(c.name, endless(c.head, c.filler, size, c.tail))
		if l.Objects != 2 || l.Skipped != 1 || l.diagnostic("record-too-long") == nil || used > 6*maxRecord {
			t.Errorf("%s: %d objects, %d skipped, %v, %d MB", c.name, l.Objects, l.Skipped, l.codes(), used>>20)
		}
	}
}

// TestGiantRows passes over rows that are longer than records may be, wherever the file
// is cut into blocks, and tells a quote that is never closed from a long value.
func TestGiantRows(t *testing.T) {
	const head = "DN,objectClass,description\nCN=a,user,x\n"
	for _, c := range []struct {
		row     string
		objects int64
		code    string
	}{
		{"CN=b,user,\"" + strings.Repeat("a \"\"long\"\" line\n", 300) + "\"\n", 2, "record-too-long"},
		{"CN=b,user,\"" + strings.Repeat("\n", 5000) + "\"\n", 2, "record-too-long"},
		{"CN=b,user," + strings.Repeat("long ", 1000) + "\n", 2, "record-too-long"},
		{"CN=b,user,\"x\n" + strings.Repeat("CN=d,user,y\n", 500), 502, "csv-unclosed-quote"},
	} {
		for block := 512; block < 540; block++ {
			text := head + c.row + "CN=c,user,\"last\"\n"
			l := loadBlocks("a.csv", []byte(text), Options{}, block, 2000)
			last := l.store.Location(directory.ID(l.store.Len() - 1))
			if l.Objects != c.objects || l.Skipped != 1 || len(l.codes()) != 1 || l.diagnostic(c.code) == nil || l.diagnostic(c.code).Line != 3 ||
				int(last.Line) != strings.Count(text, "\n") || int(last.Offset) != strings.Index(text, "CN=c") {
				t.Fatalf("%.30q, blocks of %d: %d objects, %d skipped, %v, %+v", c.row, block, l.Objects, l.Skipped, l.Diagnostics, last)
			}
		}
	}
}

// TestOtherBytes reads what is no export, and exports with bytes that do not belong
// there. Everything is answered with a diagnostic or read.
func TestOtherBytes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		objects    int64
		code       string
	}{
		{"empty.csv", "", 0, "empty"},
		{"blank.csv", " \r\n\t\r\n", 0, "empty"},
		{"mark.csv", "\xEF\xBB\xBF", 0, "empty"},
		{"picture.png", "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\xff", 5000), 0, "not-export"},
		{"photo.jpg", "\xFF\xD8\xFF\xE0" + strings.Repeat("\x00\x7f", 5000), 0, "not-export"},
		{"tool.exe", "MZ\x90\x00" + strings.Repeat("\x00\x01\x02", 5000), 0, "not-export"},
		{"elf", "\x7fELF" + strings.Repeat("\x00\x01\x02", 5000), 0, "not-export"},
		{"book.xls", "\xD0\xCF\x11\xE0" + strings.Repeat("\x00", 5000), 0, "spreadsheet"},
		{"all.tar", strings.Repeat("a", 257) + "ustar\x00" + strings.Repeat("\x00", 5000), 0, "archive"},
		{"page.html", "<!DOCTYPE html><html></html>", 0, "markup"},
		{"idfix.csv", "DISTINGUISHEDNAME,COMMONNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,PROPOSEDACTION,ACTION\nCN=a,a,user,mail,Duplicate,a,b,Edit,\n", 0, "idfix-list"},
		{"zeros", strings.Repeat("\x00", 100_000), 0, "binary"},
		{"zero.ldf", "dn: CN=a\ncn: a\x00b\n", 0, "binary"},
		{"zero-later.ldf", "dn: CN=a\ncn: a\n\n" + strings.Repeat("# comment\n", 10_000) + "dn: CN=b\ncn: b\x00\n", 2, ""},
		{"mixed.csv", "DN,objectClass\r\nCN=a,user\nCN=b,user\r\n\r\nCN=c,user", 3, ""},
		{"mac.csv", "DN,objectClass\rCN=a,user\rCN=b,user\r", 2, ""},
		{"mac.ldf", "dn: CN=a\robjectClass: user\r\rdn: CN=b\rcn: long\r er\r", 2, ""},
		{"quotes.csv", "DN,objectClass\nCN=a,user\n\"CN=b,user\nCN=c,user\n", 2, "csv-unclosed-quote"},
		{"base64.ldf", "dn: CN=a\ncn:: %%%\n\ndn: CN=b\ncn: b\n", 1, "ldif-base64"},
		{"utf8.ldf", "dn: CN=a\ncn: \xC3\x28\xA0\xFF\n", 1, "encoding-guessed"},
		{"cut.ldf", "dn: CN=a\ncn: J\xC3", 1, "file-cut"},
		{"url.ldf", "dn: CN=a\njpegPhoto:< file:///C:/photo.jpg\ncn:< file:///etc/passwd\n", 1, "ldif-url"},
	} {
		l := loadText(c.name, c.text, Options{})
		if l.Objects != c.objects || c.code != "" && l.diagnostic(c.code) == nil {
			t.Errorf("%s: %d objects, %v", c.name, l.Objects, l.codes())
		}
		if c.objects == 0 && (len(l.Diagnostics) == 0 || l.Diagnostics[len(l.Diagnostics)-1].Level != Fatal && l.Diagnostics[0].Level != Fatal) {
			t.Errorf("%s gave nothing and is not said to be unreadable: %v", c.name, l.Diagnostics)
		}
	}
}

// TestFileThatChanges checks that an error in the middle keeps what was read, in every
// format: browsers refuse to read a file that changed after it was chosen.
func TestFileThatChanges(t *testing.T) {
	broken := iotest.ErrReader(errors.New("the file changed"))
	for name, text := range map[string]string{
		"a.ldf": string(ldifExport(20)), "a.csv": string(csvExport(20)), "a.json": graphPage(20, false),
	} {
		text = text[:len(text)*3/4]
		l := loadFrom(name, io.MultiReader(strings.NewReader(text), broken), Options{})
		d := l.diagnostic("read-failed")
		if l.Objects < 10 || d == nil || d.Offset != int64(len(text)) {
			t.Errorf("%s: %d objects, %+v", name, l.Objects, d)
		}
	}
	reps, _ := loadPacked("a.gz", io.MultiReader(bytes.NewReader(gzipped(ldifExport(2000))[:5000]), broken))
	if len(reps) != 1 || reps[0].Objects == 0 || reps[0].Diagnostics[0].Code != "read-failed" {
		t.Errorf("packed: %+v", reps)
	}
}

// TestMemoryDoesNotGrow reads hostile files of two sizes: what is allocated has to
// depend on the limit of a record, not on the size of the file.
func TestMemoryDoesNotGrow(t *testing.T) {
	for _, c := range []struct{ name, head, filler, tail string }{
		{"line.ldf", "dn: CN=a\ncn: a\n\ndn: CN=b\ndescription: ", "all work and no play ", "\n\ndn: CN=c\ncn: c\n"},
		{"record.ldf", "dn: CN=a\ncn: a\n\ndn: CN=b\n", "description: nothing\n", "\ndn: CN=c\ncn: c\n"},
		{"names.ldf", "dn: CN=a\n", "name: x\n\ndn: CN=a\n", ""},
		{"lines.ldf", "dn: CN=a\ncn: a\n", "\n", "dn: CN=c\ncn: c\n"},
		{"zeros.ldf", "dn: CN=a\ncn: a\n\n", "\x00", "\n\ndn: CN=c\ncn: c\n"},
		{"line.csv", "DN,objectClass\nCN=b,", "all work and no play ", "\nCN=c,user\n"},
		{"quote.csv", "DN,objectClass\n\"CN=b,", "\"\"x\n", "\"\nCN=c,user\n"},
		{"open.csv", "DN,objectClass\n\"CN=b,", "user,x,y\n", ""},
		{"quotes.csv", "DN,objectClass\n", "\"CN=b,user\"x\n", ""},
		{"commas.csv", "DN,objectClass\nCN=b", ",", "\n"},
		{"string.json", `[{"id":"1"},{"id":"2","x":"`, "all work and no play ", `"},{"id":"3"}]`},
		{"members.json", `[{"id":"1"},{"id":"2"`, `,"x":["y",{"z":1}]`, `},{"id":"3"}]`},
		{"brackets.json", `[{"id":"1"},`, "[", ""},
		{"broken.json", `[{"id":"1"}`, `,{"id":x}`, `]`},
		{"picture.png", "\x89PNG\r\n\x1a\n", "\x00\x01\xff", ""},
		{"text.txt", "", "all work and no play ", ""},
	} {
		allocated := func(size int) uint64 {
			size = size / len(c.filler) * len(c.filler)
			to := Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
			l := &loader{src: source{r: endless(c.head, c.filler, int64(size), c.tail), block: 64 << 10, limit: 1 << 20}, to: to}
			l.rep.Name = c.name
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			rep := l.load()
			runtime.ReadMemStats(&after)
			stored := uint64(to.OnPrem.Bytes() + to.Cloud.Bytes())
			if len(rep.Diagnostics) == 0 || rep.Bytes < int64(size) {
				t.Errorf("%s: %d bytes read, %v", c.name, rep.Bytes, rep.Diagnostics)
			}
			return after.TotalAlloc - before.TotalAlloc - min(stored, after.TotalAlloc-before.TotalAlloc)
		}
		small, large := allocated(4<<20), allocated(16<<20)
		if large > small+1<<20 {
			t.Errorf("%s: %d KB allocated for 4 MB, %d KB for 16 MB", c.name, small>>10, large>>10)
		}
	}
}
