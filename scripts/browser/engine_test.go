package browser

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"presync/scripts/internal/site"
)

// bridge gives the page functions that wait for what the engine says.
const bridge = `
(() => {
	const host = globalThis.presyncHost;
	let answered, crashed;
	host.onmessage = (json) => answered && answered(JSON.parse(json));
	host.oncrash = (kind, detail) => crashed && crashed({ kind, detail });
	globalThis.load = (files) => new Promise((resolve) => {
		answered = (r) => r.progress || resolve(r);
		crashed = resolve;
		host.load(JSON.stringify({ id: 1, load: { files: files.map((f) => ({ name: f.name, size: f.size })) } }), files);
	});
	globalThis.again = () => new Promise((resolve) => {
		answered = (r) => r.progress || resolve(r.sources.files.map((f) => f.size));
		crashed = resolve;
		host.reread(JSON.stringify({ id: 3, hash: {} }));
	});
	globalThis.ask = () => new Promise((resolve) => {
		answered = resolve;
		crashed = resolve;
		host.send(JSON.stringify({ id: 2, overview: {} }));
	});
})()`

// outcome is an answer of the engine or its crash.
type outcome struct {
	Kind     string `json:"kind"`
	Detail   string `json:"detail"`
	Overview *struct {
		Findings int64 `json:"findings"`
		Verdicts int64 `json:"verdicts"`
	} `json:"overview"`
	Failure *struct {
		Detail string `json:"detail"`
	} `json:"failure"`
}

// openCrashing opens the page with the program of testdata/crash in it.
func openCrashing(t *testing.T) *Page {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "dist")
	_, err := site.Build(site.Options{Dir: dir, Program: "./scripts/browser/testdata/crash", Quick: true})
	must(t, err)
	h := Serve(dir)
	t.Cleanup(h.Close)
	p := open(t, h.URL())
	must(t, p.Wait("globalThis.presyncHost"))
	eval[any](t, p, bridge)
	return p
}

// However the engine dies, the page is told how, and a new engine answers.
func TestEngineCrash(t *testing.T) {
	p := openCrashing(t)
	for _, c := range []struct{ dies, kind, detail string }{
		{"panic", "panic", "panic: in the background"},
		{"memory", "memory", "out of memory"},
		{"exit", "exit", "exit code 3"},
	} {
		t.Run(c.dies, func(t *testing.T) {
			got := eval[outcome](t, p, `load([new File(["x"], `+quote(c.dies)+`)])`)
			if got.Kind != c.kind || !strings.Contains(got.Detail, c.detail) {
				t.Errorf("told %q: %.200q, want %q: %q", got.Kind, got.Detail, c.kind, c.detail)
			}
			if got := eval[outcome](t, p, "ask()"); got.Overview == nil {
				t.Errorf("the new engine answers %+v", got)
			}
		})
	}
}

// A panic while a request is answered does not end the engine: it is the answer.
func TestEnginePanicIsAnswered(t *testing.T) {
	p := openCrashing(t)
	got := eval[outcome](t, p, `load([new File(["x"], "answering panics")])`)
	if got.Failure == nil || !strings.Contains(got.Failure.Detail, "while answering") {
		t.Errorf("answer is %+v", got)
	}
	if got := eval[outcome](t, p, "ask()"); got.Overview == nil {
		t.Errorf("afterwards it answers %+v", got)
	}
}

// A file that the engine does not want to read to its end does not stop the ones
// after it, whatever their sizes.
func TestFilesAreReadInOrder(t *testing.T) {
	p := openCrashing(t)
	got := eval[outcome](t, p, `(() => {
		const big = new Uint8Array(21 << 20);
		return load([new File([big], "skips"), new File([], "empty"), new File([big, "tail"], "last")]);
	})()`)
	if want := int64(21<<20 + 4); got.Overview == nil || got.Overview.Findings != want {
		t.Errorf("read %+v, want %d bytes of the last file", got.Overview, want)
	}
	got = eval[outcome](t, p, `load([new File(["x"], "skips"), new File([], "empty")])`)
	if got.Overview == nil || got.Overview.Findings != 0 || got.Overview.Verdicts != 0 {
		t.Errorf("read %+v of an empty file", got.Overview)
	}
}

// The files of a load can be read once more, also those that were not read to their
// end, and as often as wanted.
func TestFilesAreReadAgain(t *testing.T) {
	p := openCrashing(t)
	got := eval[[][]int64](t, p, `(() => {
		const big = new Uint8Array(21 << 20);
		return load([new File([big], "skips"), new File([], "empty"), new File([big, "tail"], "last")])
			.then(() => Promise.all([again(), again()].slice(1)).then(again))
			.then((third) => load([new File([big], "unread"), new File(["x"], "small")]).then(again).then((other) => [third, other]));
	})()`)
	want := [][]int64{{21 << 20, 0, 21<<20 + 4}, {21 << 20, 1}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read %v bytes again, want %v", got, want)
	}
}

// A file that changes while it is read is an error for its reader; the file after it
// is read all the same.
func TestChangedFile(t *testing.T) {
	p := openCrashing(t)
	path := filepath.Join(t.TempDir(), "skips")
	must(t, os.WriteFile(path, make([]byte, 30<<20), 0o644))
	eval[any](t, p, `(() => {
		const i = document.createElement("input");
		i.type = "file";
		i.id = "file";
		document.body.append(i);
	})()`)
	must(t, p.Upload("#file", path))
	eval[[]int64](t, p, `(([f]) => [f.size, f.lastModified])(document.querySelector("#file").files)`)
	must(t, os.WriteFile(path, []byte("after, and shorter"), 0o644))
	must(t, os.Chtimes(path, time.Now(), time.Now().Add(time.Hour)))
	got := eval[outcome](t, p, `load([...document.querySelector("#file").files, new File(["tail"], "last")])`)
	if got.Overview == nil || got.Overview.Verdicts != 1 || got.Overview.Findings != 4 {
		t.Errorf("answer is %+v, want an error in the first file and 4 bytes of the last", got.Overview)
	}
}

// Cancel works at once, and the next load is answered.
func TestCancel(t *testing.T) {
	p := openCrashing(t)
	eval[any](t, p, `presyncHost.load(JSON.stringify({ id: 7, load: { files: [{ name: "panic", size: 1 }] } }), [])`)
	eval[any](t, p, `presyncHost.cancel().then(() => null)`)
	if got := eval[outcome](t, p, `load([new File(["x"], "skips"), new File(["y"], "last")])`); got.Overview == nil {
		t.Errorf("after a cancel the engine answers %+v", got)
	}
}

// A record is read back from the dropped file as text.
func TestReadRecord(t *testing.T) {
	p := openCrashing(t)
	got := eval[[]string](t, p, `load([new File(["dn: a\n\ndn: CN=Zoë\n"], "skips")]).then(() =>
		new Promise((resolve) => presyncHost.readRecord(0, 7, 12, "utf-8", (text, error) => resolve([text, error]))))`)
	if want := "dn: CN=Zoë"; strings.TrimSpace(got[0]) != want || got[1] != "" {
		t.Errorf("read %q, want %q", got, want)
	}
}
