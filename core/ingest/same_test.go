package ingest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presync/core/directory"
)

// TestSameDirectory reads one directory as every tool exports it: the objects have
// to be the same.
func TestSameDirectory(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testdata, "exports", "same-directory", "*"))
	if err != nil || len(files) < 7 {
		t.Fatal(err, files)
	}
	var want, from string
	for _, path := range files {
		if strings.HasSuffix(path, ".golden") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		l := loadFrom(name, bytes.NewReader(text), Options{})
		got := allObjects(l)
		if l.Skipped != 0 || l.Objects != 4 || len(l.Guessed) != 0 {
			t.Errorf("%s: %d objects, %d skipped, guessed %v, %v", name, l.Objects, l.Skipped, l.Guessed, l.codes())
		}
		if want == "" {
			want, from = got, name
		}
		if got != want {
			t.Errorf("%s gives\n%s\n%s gives\n%s", name, got, from, want)
		}
	}
}

// allObjects lists every object with its class and attributes.
func allObjects(l loaded) string {
	var b strings.Builder
	for id := range l.store.Len() {
		fmt.Fprintf(&b, "%s\n", l.store.Class(directory.ID(id)))
		for a := directory.AttrNone + 1; int(a) < directory.AttrCount; a++ {
			if v := l.values(id, a); v != nil {
				fmt.Fprintf(&b, "  %s: %q\n", a, v)
			}
		}
	}
	return b.String()
}
