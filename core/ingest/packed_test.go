package ingest

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
)

// loadPacked is LoadAll into new stores.
func loadPacked(name string, r io.Reader) ([]Report, Target) {
	to := Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
	return LoadAll(r, name, Options{}, to, nil), to
}

func gzipped(text []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(text)
	w.Close()
	return b.Bytes()
}

// zipOf packs files, given as name and text; seekable says that the sizes stand
// before each file.
func zipOf(t testing.TB, seekable bool, files ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		h := &zip.FileHeader{Name: files[i], Method: zip.Deflate}
		if seekable {
			h.Method = zip.Store
			raw, err := w.CreateRaw(storedHeader(files[i], files[i+1]))
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(raw, files[i+1])
			continue
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, files[i+1])
	}
	w.Close()
	return b.Bytes()
}

func storedHeader(name, text string) *zip.FileHeader {
	return &zip.FileHeader{Name: name, Method: zip.Store, CRC32: checksum(text),
		CompressedSize64: uint64(len(text)), UncompressedSize64: uint64(len(text))}
}

func TestGzip(t *testing.T) {
	packed := gzipped(ldifExport(50))
	reps, to := loadPacked("onprem.ldf.gz", bytes.NewReader(packed))
	if len(reps) != 1 || reps[0].Objects != 50 || !reps[0].Packed || to.OnPrem.Len() != 50 || len(reps[0].Diagnostics) != 0 {
		t.Fatalf("got %+v", reps)
	}
	reps, to = loadPacked("onprem.ldf.gz", bytes.NewReader(packed[:len(packed)-100]))
	if to.OnPrem.Len() < 10 || reps[0].Diagnostics[0].Code != "archive-damaged" {
		t.Errorf("cut: %d objects, %+v", to.OnPrem.Len(), reps[0].Diagnostics)
	}
	reps, _ = loadPacked("onprem.ldf.gz", strings.NewReader("\x1F\x8B nonsense"))
	if reps[0].Diagnostics[0].Code != "archive-damaged" {
		t.Errorf("nonsense: %+v", reps)
	}
}

func TestZip(t *testing.T) {
	ldif, csv := string(ldifExport(50)), string(csvExport(20))
	for _, seekable := range []bool{true, false} {
		packed := zipOf(t, seekable, "exports/", "", "exports/onprem.ldf", ldif, "__MACOSX/exports/._onprem.ldf", "x",
			"exports/more.csv", csv, "readme.txt", "Exports of today")
		reps, to := loadPacked("all.zip", bytes.NewReader(packed))
		if len(reps) != 3 || to.OnPrem.Len() != 70 {
			t.Fatalf("%d reports, %d objects", len(reps), to.OnPrem.Len())
		}
		for i, want := range []struct {
			name    string
			objects int64
		}{{"all.zip/exports/onprem.ldf", 50}, {"all.zip/exports/more.csv", 20}, {"all.zip/readme.txt", 0}} {
			if r := reps[i]; r.Name != want.name || r.Objects != want.objects || !r.Packed {
				t.Errorf("got %s with %d objects", r.Name, r.Objects)
			}
		}
		for cut := range len(packed) / 400 {
			reps, _ := loadPacked("all.zip", bytes.NewReader(packed[:cut*397]))
			if len(reps) == 0 || !slices.ContainsFunc(reps, func(r Report) bool { return len(r.Diagnostics) > 0 }) {
				t.Fatalf("cut at %d: %+v", cut*397, reps)
			}
		}
	}
}

func TestZipThatCannotBeRead(t *testing.T) {
	stored := zipOf(t, true, "a.ldf", string(ldifExport(2)), "b.csv", string(csvExport(3)))
	flip := func(at int, with byte) []byte {
		b := bytes.Clone(stored)
		b[at] = with
		return b
	}
	for name, c := range map[string]struct {
		packed []byte
		code   string
		files  int // that gave objects
	}{
		"empty":     {zipOf(t, true), "archive-empty", 0},
		"password":  {flip(6, 1), "archive-encrypted", 1},
		"method":    {flip(8, 12), "archive-method", 1},
		"checksum":  {flip(100, 'X'), "archive-checksum", 2},
		"no end":    {flip(6, 8), "archive-rest", 0},
		"office":    {zipOf(t, false, "[Content_Types].xml", "<x/>", "xl/workbook.xml", "<x/>"), "spreadsheet", 0},
		"nested":    {zipOf(t, true, "inner.zip", string(stored)), "archive", 0},
		"signature": {append([]byte(zipMember), "too short"...), "archive-cut", 0},
	} {
		reps, _ := loadPacked("a.zip", bytes.NewReader(c.packed))
		files := 0
		found := false
		for _, r := range reps {
			if r.Objects > 0 {
				files++
			}
			for _, d := range r.Diagnostics {
				found = found || d.Code == c.code
			}
		}
		if !found || files != c.files {
			t.Errorf("%s: %d files with objects, %+v", name, files, reps)
		}
	}
}

// TestBombs checks that what unpacks to far more than an export is given up.
func TestBombs(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	line := strings.Repeat("0", 1<<16)
	for range 200 << 4 { // 200 MB of nothing
		io.WriteString(w, line)
	}
	w.Close()
	reps, _ := loadPacked("bomb.gz", &b)
	if !slices.ContainsFunc(reps[0].Diagnostics, func(d Diagnostic) bool { return d.Code == "archive-inflated" }) {
		t.Errorf("got %+v", reps)
	}
	if reps[0].Bytes > freeInflation+2*blockSize {
		t.Errorf("%d bytes were read", reps[0].Bytes)
	}
}

func FuzzPacked(f *testing.F) {
	samples(f, func(packed []byte) { f.Add(packed) }, ".zip", ".gz")
	f.Add(gzipped(ldifExport(1)))
	f.Add(zipOf(f, true, "a.ldf", string(ldifExport(1)), "b.csv", string(csvExport(1))))
	f.Add(zipOf(f, false, "a.json", graphPage(1, false), "x/", "", "b.txt", "hello"))
	f.Fuzz(func(t *testing.T, packed []byte) {
		reps, to := loadPacked("a.zip", bytes.NewReader(packed))
		objects := int64(0)
		for _, r := range reps {
			objects += r.Objects
			for _, d := range r.Diagnostics {
				if strings.HasPrefix(fmt.Sprint(d.Text), "[") {
					t.Fatalf("no text for %s", d.Code)
				}
			}
		}
		if len(reps) == 0 || objects != int64(to.OnPrem.Len()+to.Cloud.Len()) {
			t.Fatalf("%d reports, %d objects", len(reps), objects)
		}
	})
}

// FuzzZip packs two files with archive/zip in each way that it knows and checks that
// they give what they give unpacked.
func FuzzZip(f *testing.F) {
	samples(f, func(text []byte) { f.Add("exports/a.csv", text, []byte("DN,mail\nCN=a,b\n"), uint8(0)) })
	f.Add("b", []byte("PK\x03\x04"), []byte("PK\x07\x08PK\x01\x02"), uint8(3))
	f.Fuzz(func(t *testing.T, name string, a, b []byte, how uint8) {
		if strings.HasSuffix(name, "/") || isJunk(name) {
			return
		}
		var packed bytes.Buffer
		w := zip.NewWriter(&packed)
		files := [][]byte{a, b}
		for i, text := range files {
			if err := addToZip(w, name, text, how>>i&1 == 1); err != nil {
				return // a name that cannot be written
			}
		}
		w.Close()
		if code, _ := sniffBytes(packed.Bytes()); code != "archive" {
			return // by its names a document of an office program
		}
		reps, _ := loadPacked("a.zip", &packed)
		if len(reps) != len(files) {
			t.Fatalf("%d reports: %+v", len(reps), reps)
		}
		for i, text := range files {
			alone, _ := loadPacked(reps[i].Name, bytes.NewReader(text))
			if len(alone) != 1 || alone[0].Packed {
				continue // an archive in the archive
			}
			got, want := reps[i], alone[0]
			if got.Objects != want.Objects || got.Skipped != want.Skipped || got.Encoding != want.Encoding || len(got.Diagnostics) != len(want.Diagnostics) {
				t.Fatalf("packed %+v\nunpacked %+v", got, want)
			}
		}
	})
}

// addToZip adds a file: stored with its sizes before it, or deflated with its sizes
// behind it.
func addToZip(w *zip.Writer, name string, text []byte, stored bool) error {
	if stored {
		raw, err := w.CreateRaw(storedHeader(name, string(text)))
		if err == nil {
			_, err = raw.Write(text)
		}
		return err
	}
	packed, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err == nil {
		_, err = packed.Write(text)
	}
	return err
}
