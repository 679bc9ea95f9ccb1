package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presync/scripts/internal/forest"
)

// writeForest writes an invented forest and its tenant to files of a test.
func writeForest(t *testing.T, objects int) (ldif, csv, cloud string) {
	t.Helper()
	f := forest.New(objects, 1)
	dir := t.TempDir()
	write := func(name string, how func(*os.File) error) string {
		path := filepath.Join(dir, name)
		file, err := os.Create(path)
		must(t, err)
		must(t, how(file))
		must(t, file.Close())
		return path
	}
	ldif = write("onprem.ldf", func(w *os.File) error { return f.WriteLDIF(w) })
	csv = write("onprem.csv", func(w *os.File) error { return f.WriteCSV(w) })
	cloud = write("cloud.csv", func(w *os.File) error { return f.WriteCloud(w) })
	return ldif, csv, cloud
}

func TestSampleIsLoaded(t *testing.T) {
	p := open(t, host.URL())
	must(t, p.WaitView("landing"))
	must(t, p.Click("#sample"))
	must(t, p.WaitView("overview"))
	text, err := p.Text("main")
	must(t, err)
	for _, want := range []string{"onprem.ldf", "cloud.csv"} {
		if !strings.Contains(text, want) {
			t.Errorf("the overview does not name %s:\n%s", want, text)
		}
	}
}

// Files dropped on the page are read, whatever their format, and nothing is asked of
// the host from the moment the page has started until the report is there.
func TestDroppedFilesAreRead(t *testing.T) {
	ldif, csv, cloud := writeForest(t, 3000)
	for _, files := range [][]string{{ldif}, {csv}, {ldif, cloud}, {cloud}} {
		var names []string
		for _, f := range files {
			names = append(names, filepath.Base(f))
		}
		t.Run(strings.Join(names, " and "), func(t *testing.T) {
			p := open(t, host.URL())
			must(t, p.WaitView("landing"))
			before := host.Requests()
			must(t, p.Drop("#drop", files...))
			must(t, p.WaitView("overview"))
			text, err := p.Text("main")
			must(t, err)
			for _, name := range names {
				if !strings.Contains(text, name) {
					t.Errorf("the overview does not name %s:\n%s", name, text)
				}
			}
			if after := host.Requests(); len(after) != len(before) {
				t.Errorf("the page asked its host for %v", after[len(before):])
			}
			for _, url := range p.Requests() {
				if !strings.HasPrefix(url, host.URL()) && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:") {
					t.Errorf("the page asked for %s", url)
				}
			}
		})
	}
}

// Files chosen in the dialog are read like dropped ones.
func TestChosenFilesAreRead(t *testing.T) {
	ldif, _, _ := writeForest(t, 500)
	p := open(t, host.URL())
	must(t, p.WaitView("landing"))
	must(t, p.Upload("#file-input", ldif))
	must(t, p.WaitView("overview"))
}

// A load can be cancelled at any time, and the next one works.
func TestCancelledLoad(t *testing.T) {
	big, _, _ := writeForest(t, 100_000)
	small, _, _ := writeForest(t, 500)
	p := open(t, host.URL())
	must(t, p.WaitView("landing"))
	must(t, p.Drop("#drop", big))
	must(t, p.Click("#cancel"))
	must(t, p.WaitView("landing"))
	must(t, p.Drop("#drop", small))
	must(t, p.WaitView("overview"))
	text, err := p.Text("main")
	must(t, err)
	if !strings.Contains(text, fmt.Sprint(500)) {
		t.Errorf("the overview does not count 500 objects:\n%s", text)
	}
}
