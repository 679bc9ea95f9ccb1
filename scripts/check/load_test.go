package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"presync/scripts/internal/forest"
)

const exports = "../../testdata/exports"

func TestLoadTellsWhatWasUnderstood(t *testing.T) {
	_, out, _ := check(t, "-cloud", filepath.Join(exports, "graph-json", "users-page.json"), "-onprem",
		filepath.Join(exports, "same-directory", "csvde.csv"), "-format", "load")
	all := lines(t, out)
	if len(all) != 2 {
		t.Fatalf("%d files", len(all))
	}
	for i, want := range []map[string]any{
		{"role": "onprem", "shape": "csvde", "encoding": "utf-16le", "delimiter": ",", "objects": 4.0, "skipped": 0.0},
		{"role": "cloud", "shape": "graph-json", "encoding": "utf-8", "delimiter": "", "objects": 2.0, "skipped": 0.0},
	} {
		for k, v := range want {
			if all[i][k] != v {
				t.Errorf("file %d: %s is %v, want %v", i, k, all[i][k], v)
			}
		}
		for _, k := range []string{"file", "diagnostics", "columns", "completeness"} {
			if all[i][k] == nil {
				t.Errorf("file %d lacks %s", i, k)
			}
		}
	}
	d := all[1]["diagnostics"].([]any)[0].(map[string]any)
	if d["code"] != "next-link" || d["line"] != 9.0 || d["message"] == "" {
		t.Errorf("got %v", d)
	}
	c := all[0]["columns"].([]any)[6].(map[string]any)
	if c["name"] != "mail" || c["header"] != "mail" || c["fill"] != 1.0 {
		t.Errorf("got %v", c)
	}
}

func TestObjectsAreTheSameFromEveryTool(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(exports, "same-directory", "*[^n]"))
	if err != nil || len(files) < 6 {
		t.Fatal(err, files)
	}
	var want []map[string]any
	for _, f := range files {
		_, out, _ := check(t, "-onprem", f, "-format", "objects")
		got := lines(t, out)
		for _, o := range got {
			if o["file"] != f {
				t.Errorf("file %v", o["file"])
			}
			delete(o, "file")
			delete(o, "line")
		}
		if want == nil {
			want = got
		}
		if a, b := text(t, got), text(t, want); a != b {
			t.Errorf("%s gives\n%s\nanother tool\n%s", f, a, b)
		}
	}
	if sid := want[0]["attributes"].(map[string]any)["objectSid"].([]any)[0]; sid != "S-1-5-21-1908711140-209524994-2501478566-1001" {
		t.Errorf("objectSid is %v", sid)
	}
}

func TestGuessesCanBeOverridden(t *testing.T) {
	ansi := filepath.Join(exports, "ad-powershell", "ansi.csv")
	_, out, _ := check(t, ansi, "-format", "load", "-encoding", "windows-1251", "-role", "cloud", "-delimiter", ",")
	l := lines(t, out)[0]
	if l["encoding"] != "windows-1251" || l["role"] != "cloud" || l["guessed"] != nil {
		t.Errorf("got %v", l)
	}
	for _, bad := range [][]string{{"-encoding", "ebcdic"}, {"-role", "moon"}, {"-delimiter", "ab"}} {
		if code, _, said := check(t, append([]string{ansi, "-format", "load"}, bad...)...); code != exitUsage || said == "" {
			t.Errorf("%v: status %d, %q", bad, code, said)
		}
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The same forest as ldifde and as csvde export it gives the same objects.
func TestObjectsOfAForestAreTheSame(t *testing.T) {
	f := forest.New(400, 7)
	dir := t.TempDir()
	var printed []string
	for name, write := range map[string]func(io.Writer) error{"forest.ldf": f.WriteLDIF, "forest.csv": f.WriteCSV} {
		path := filepath.Join(dir, name)
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		_, out, _ := check(t, path, "-format", "objects")
		all := lines(t, out)
		for _, o := range all {
			delete(o, "file")
			delete(o, "line")
		}
		if len(all) != 400 {
			t.Fatalf("%s: %d objects", name, len(all))
		}
		printed = append(printed, text(t, all))
	}
	if printed[0] != printed[1] {
		t.Errorf("the objects differ:\n%.2000s\n%.2000s", printed[0], printed[1])
	}
}
