package forest

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

// write gives what a writer of a forest writes.
func write(t *testing.T, f *Forest, how func(*Forest, *bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := how(f, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func ldif(f *Forest, b *bytes.Buffer) error  { return f.WriteLDIF(b) }
func table(f *Forest, b *bytes.Buffer) error { return f.WriteCSV(b) }
func cloud(f *Forest, b *bytes.Buffer) error { return f.WriteCloud(b) }

func TestSameSeedSameForest(t *testing.T) {
	for _, how := range []func(*Forest, *bytes.Buffer) error{ldif, table, cloud} {
		a, b := write(t, New(2000, 7), how), write(t, New(2000, 7), how)
		if a != b {
			t.Error("the same seed gave two forests")
		}
		if c := write(t, New(2000, 8), how); a == c {
			t.Error("two seeds gave the same forest")
		}
	}
}

// The text is what RFC 2849 and ldifde's own layout ask for.
func TestLDIFLayout(t *testing.T) {
	const objects = 20_000
	text := write(t, New(objects, 1), ldif)
	records := 0
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > lineLength {
			t.Fatalf("line of %d bytes: %s", len(line), line)
		}
		if strings.ContainsAny(line, "\r\n") {
			t.Fatalf("bare line end in %q", line)
		}
		for i := range len(line) {
			if line[i] >= 0x80 {
				t.Fatalf("byte that is not ASCII in %q", line)
			}
		}
		if line == "" {
			records++
		}
	}
	if records != objects+1 { // the text ends with a line end, so one more is split off
		t.Errorf("%d records, want %d", records-1, objects)
	}
	if size := len(text) / objects; size < 1000 || size > 1300 {
		t.Errorf("%d bytes an object, want about 1,150", size)
	}
}

func TestCSVLayout(t *testing.T) {
	const objects = 5000
	for _, how := range []func(*Forest, *bytes.Buffer) error{table, cloud} {
		rows, err := csv.NewReader(strings.NewReader(write(t, New(objects, 1), how))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) < objects/2 {
			t.Errorf("%d rows", len(rows))
		}
	}
}

// Accounts and aliases are unique unless a defect makes them equal.
func TestAliasesAreUnique(t *testing.T) {
	const objects = 50_000
	f := New(objects, 1)
	seen := map[string]bool{}
	for i := range objects {
		if f.classOf(i) != user {
			continue
		}
		a := f.address(i)
		if seen[a] {
			t.Fatalf("%s occurs twice", a)
		}
		seen[a] = true
	}
}

// Every kind of defect occurs, and they take their share.
func TestDefects(t *testing.T) {
	const objects = 50_000
	f := New(objects, 1)
	damaged := 0
	kinds := [len(defects)]map[uint64]bool{}
	for c := range kinds {
		kinds[c] = map[uint64]bool{}
	}
	for i := range objects {
		c := f.classOf(i)
		if f.random(i, saltDefect)%1000 < defectPerMille && len(defects[c]) > 0 {
			damaged++
			kinds[c][f.random(i, saltDefectKind)%uint64(len(defects[c]))] = true
		}
	}
	for c, list := range defects {
		if len(kinds[c]) != len(list) {
			t.Errorf("%v: %d of %d kinds occur", class(c), len(kinds[c]), len(list))
		}
	}
	if share := damaged * 1000 / objects; share < 45 || share > 55 {
		t.Errorf("%d of 1000 objects have a defect, want 50", share)
	}
}
