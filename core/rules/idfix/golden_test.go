package idfix

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
	"presync/core/ingest"
)

// The files in testdata/idfix are synthetic directories and what the rule engine
// of IdFix 2.6.0.3 reports of them.
const testdata = "../../../testdata/idfix"

// modes are the rule sets by the ending of the expected file's name.
var modes = map[string]Options{
	"mt":          {},
	"mt-altlogin": {AlternateLogin: true},
	"dedicated":   {Dedicated: true},
}

func TestSetsOfObjects(t *testing.T) {
	for _, set := range []string{"dev", "set-idfix-errors", "set-idfix-errors-large"} {
		for _, input := range []string{"input.ldf", "input.csv"} {
			s := load(t, input, gunzip(t, set, input))
			for name, opt := range modes {
				t.Run(set+"/"+input+"/"+name, func(t *testing.T) {
					compare(t, s, opt, gunzip(t, set, "expected-"+name+".jsonl"))
				})
			}
		}
	}
}

func TestQuirks(t *testing.T) {
	files := unzip(t, "quirks.zip")
	n := 0
	for file, data := range files {
		name, ok := strings.CutSuffix(file, ".ldf")
		if !ok || strings.HasSuffix(name, ".export") {
			continue
		}
		s := load(t, file, data)
		for mode, opt := range modes {
			if want, ok := files[name+".out-"+mode+".jsonl"]; ok {
				n++
				t.Run(name+"/"+mode, func(t *testing.T) { compare(t, s, opt, want) })
			}
		}
	}
	if n < 51 {
		t.Errorf("only %d cases were found", n)
	}
}

// compare runs IdFix's rules and compares the rows, whatever their order, and the
// totals.
func compare(t *testing.T, s *directory.Store, opt Options, expected []byte) {
	t.Helper()
	opt.TopLevelDomains = accepted(t)
	want := canonical(strings.Split(strings.TrimSuffix(string(expected), "\n"), "\n"))
	got := canonical(printed(Run(s, opt, nil)))
	for _, l := range difference(want, got) {
		t.Errorf("missing  %s", l)
	}
	for _, l := range difference(got, want) {
		t.Errorf("too much %s", l)
	}
}

func printed(r *Result) []string {
	var lines []string
	for i := range r.Len() {
		row := r.At(i)
		lines = append(lines, string(row.AppendJSON(nil)))
	}
	return append(lines, string(r.Totals().AppendJSON(nil)))
}

// canonical brings JSON lines of the same content into the same spelling. Escapes
// of half characters, which Go cannot hold, become plain text.
func canonical(lines []string) []string {
	for i, l := range lines {
		l = strings.NewReplacer(`\\`, `\\`, `\ud`, `\\ud`).Replace(l)
		var v any
		if err := json.Unmarshal([]byte(l), &v); err != nil {
			panic(err)
		}
		b, _ := json.Marshal(v)
		lines[i] = string(b)
	}
	slices.Sort(lines)
	return lines
}

// difference returns the lines of a that b does not have as often; both sorted.
func difference(a, b []string) []string {
	var out []string
	for len(a) > 0 {
		switch {
		case len(b) == 0 || a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			a, b = a[1:], b[1:]
		}
	}
	return out
}

func load(t *testing.T, name string, data []byte) *directory.Store {
	t.Helper()
	s := directory.NewStore()
	rep := ingest.Load(bytes.NewReader(data), name, ingest.Options{Role: ingest.OnPrem}, ingest.Target{OnPrem: s, Cloud: directory.NewStore()}, nil)
	for _, d := range rep.Diagnostics {
		if d.Level == ingest.Fatal {
			t.Fatalf("%s: %s", name, d.Text)
		}
	}
	return s
}

func accepted(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(testdata, "accepted-tlds.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(data))
}

func gunzip(t *testing.T, set, name string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join(testdata, set, name+".gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func unzip(t testing.TB, name string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join(testdata, name))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err == nil {
			files[f.Name], err = io.ReadAll(r)
		}
		if err != nil {
			t.Fatal(fmt.Errorf("%s: %w", f.Name, err))
		}
	}
	return files
}
