package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The changed copy of Vecty is whole: every change applies, and what it was made for
// is gone. That the program works with it is what the tests in the browser show.
func TestChangedVecty(t *testing.T) {
	dir := t.TempDir()
	for range 2 { // a second build finds the copy of the first
		if err := changeVecty(dir); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "dom.go"))
	if err != nil {
		t.Fatal(err)
	}
	for list, source := range map[string]string{"classList": "classes", "dataset": "dataset", "style": "styles"} {
		asked := strings.Count(string(text), `h.node.Get("`+list+`")`)
		guarded := strings.Count(string(text), "."+source+") > 0 {\n\t\t"+list+` = h.node.Get("`+list+`")`)
		if asked != 2 || guarded != 2 {
			t.Errorf("%s is asked for in %d places, in %d of them where there is something for it; want 2 and 2", list, asked, guarded)
		}
	}
	if _, err := changed(text); err == nil {
		t.Error("a text that reads differently was changed without a word")
	}
}

// With this version of Go the references to JavaScript values are spaced.
func TestOverlaySpacesValues(t *testing.T) {
	replace := map[string]string{}
	if err := spaceValues(t.TempDir(), replace); err != nil {
		t.Fatal(err)
	}
	if len(replace) != 1 {
		t.Errorf("%d files of syscall/js are replaced, want 1: it may no longer read %q", len(replace), newRef)
	}
}
