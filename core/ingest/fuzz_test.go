package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presync/core/directory"
	"presync/core/message"
)

// samples adds every sample export to the seeds.
func samples(f *testing.F, add func(text []byte)) {
	files, _ := filepath.Glob(filepath.Join(testdata, "exports", "*", "*"))
	for _, path := range files {
		if strings.HasSuffix(path, ".golden") {
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
