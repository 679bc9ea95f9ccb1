package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"presync/core/session"
	"presync/scripts/browser"
	"presync/scripts/internal/chromium"
	"presync/scripts/internal/site"
)

// loadLimit is how long one load may take.
const loadLimit = 15 * time.Minute

// look is that of an ordinary window.
var look = browser.Look{Width: 1440, Height: 900}

// bench holds what all measurements share.
type bench struct {
	runs           int
	dir            string
	page           *browser.Host // presync
	drain          *browser.Host // the site with the program that only reads
	papa           *browser.Host // PapaParse, nil without npm
	browserVersion string
}

func newBench(runs int) (*bench, error) {
	dir, err := os.MkdirTemp("", "presync-bench-sites-")
	if err != nil {
		return nil, err
	}
	b := &bench{runs: runs, dir: dir}
	if err := b.build(); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

func (b *bench) build() error {
	path, err := chromium.FindOrInstall()
	if err != nil {
		return err
	}
	version, err := exec.Command(path, "--version").Output()
	if err != nil {
		return err
	}
	b.browserVersion, _, _ = strings.Cut(strings.TrimSpace(string(version)), " built")
	page, drain := filepath.Join(b.dir, "page"), filepath.Join(b.dir, "drain")
	if _, err := site.Build(site.Options{Dir: page}); err != nil {
		return err
	}
	if _, err := site.Build(site.Options{Dir: drain, Program: "./scripts/bench/drain", Quick: true}); err != nil {
		return err
	}
	b.page, b.drain = browser.Serve(page), browser.Serve(drain)
	papa, err := papaSite(filepath.Join(b.dir, "papa"))
	if err != nil {
		fmt.Fprintf(os.Stderr, "PapaParse is not measured: %v\n", err)
		return nil
	}
	b.papa = browser.Serve(papa)
	return nil
}

func (b *bench) close() {
	for _, h := range []*browser.Host{b.page, b.drain, b.papa} {
		if h != nil {
			h.Close()
		}
	}
	os.RemoveAll(b.dir)
}

func (b *bench) measure(path, format string, objects int) (row, error) {
	info, err := os.Stat(path)
	if err != nil {
		return row{}, err
	}
	r := row{objects: objects, format: format, bytes: info.Size()}
	if r.drain, err = b.median(func() (time.Duration, error) { return b.measureDrain(path) }); err != nil {
		return row{}, fmt.Errorf("bytes into Go: %w", err)
	}
	if err := b.measureReports(&r, path); err != nil {
		return row{}, fmt.Errorf("drop to report: %w", err)
	}
	if format == "csv" && b.papa != nil {
		if r.papa, err = b.median(func() (time.Duration, error) { return b.measurePapa(path) }); err != nil {
			return row{}, fmt.Errorf("PapaParse: %w", err)
		}
	}
	if r.native, err = b.median(func() (time.Duration, error) { return native(path) }); err != nil {
		return row{}, fmt.Errorf("native: %w", err)
	}
	return r, nil
}

// median runs a measurement several times.
func (b *bench) median(measure func() (time.Duration, error)) (time.Duration, error) {
	var all []time.Duration
	for range b.runs {
		d, err := measure()
		if err != nil {
			return 0, err
		}
		all = append(all, d)
	}
	slices.Sort(all)
	return all[len(all)/2], nil
}

// withPage opens a page in a browser of its own, so that no run inherits memory or
// compiled code from another.
func withPage(url string, scripts []string, use func(p *browser.Page) error) error {
	c, err := chromium.Start()
	if err != nil {
		return err
	}
	defer c.Close()
	p, err := browser.Open(c, url, look, scripts...)
	if err != nil {
		return err
	}
	defer p.Close()
	return use(p)
}

// chooser gives a page without an interface a field for files.
const chooser = `(() => {
	const i = document.createElement("input");
	i.type = "file";
	i.id = "bench-file";
	document.body.append(i);
})()`

// measureDrain gives the time in which the bytes of a file come into Go.
func (b *bench) measureDrain(path string) (d time.Duration, err error) {
	err = withPage(b.drain.URL(), nil, func(p *browser.Page) error {
		if err := p.Wait("globalThis.presyncHost"); err != nil {
			return err
		}
		d, err = timeFile(p, path, `new Promise((resolve, reject) => {
			presyncHost.oncrash = (kind, detail) => reject(new Error(kind + ": " + detail));
			presyncHost.onmessage = (json) => {
				const read = JSON.parse(json).overview.storeBytes;
				if (read === file.size) {
					resolve();
				} else {
					reject(new Error(read + " bytes of " + file.size));
				}
			};
			presyncHost.load(JSON.stringify({ id: 1, load: { files: [{ name: file.name, size: file.size }] } }), [file]);
		})`)
		return err
	})
	return d, err
}

// measurePapa gives the time in which PapaParse parses a file in a worker.
func (b *bench) measurePapa(path string) (d time.Duration, err error) {
	err = withPage(b.papa.URL(), nil, func(p *browser.Page) error {
		d, err = timeFile(p, path, `new Promise((resolve, reject) => {
			const worker = new Worker("worker.js");
			worker.onmessage = resolve;
			worker.onerror = (e) => reject(new Error(e.message));
			worker.postMessage(file);
		})`)
		return err
	})
	return d, err
}

// timeFile chooses a file in a page and times a promise that uses it.
func timeFile(p *browser.Page, path, promise string) (time.Duration, error) {
	if _, err := browser.Eval[any](p, chooser); err != nil {
		return 0, err
	}
	if err := p.Upload("#bench-file", path); err != nil {
		return 0, err
	}
	ms, err := browser.EvalWithin[float64](p, loadLimit, `(async () => {
		const file = document.querySelector("#bench-file").files[0];
		const start = performance.now();
		await `+promise+`;
		return performance.now() - start;
	})()`)
	return milliseconds(ms), err
}

// probe watches a page from its start: when files are dropped, when the overview has
// been painted, the longest task of the main thread since (the browser reports those
// of 50 ms and more), and what the engine says of its own times.
const probe = `
globalThis.bench = { dropped: 0, painted: 0, busy: 0, times: null };
addEventListener("drop", () => {
	bench.dropped = performance.now();
}, { capture: true });
new PerformanceObserver((list) => {
	for (const e of list.getEntries()) {
		if (bench.dropped && e.startTime >= bench.dropped) {
			bench.busy = Math.max(bench.busy, e.duration);
		}
	}
}).observe({ type: "longtask" });
new MutationObserver(() => {
	if (bench.dropped && !bench.painted && document.querySelector('main[data-view="overview"][data-ready="true"]')) {
		bench.painted = -1;
		requestAnimationFrame(() => setTimeout(() => { bench.painted = performance.now(); }));
	}
}).observe(document, { subtree: true, childList: true, attributes: true });
globalThis.Worker = class extends Worker {
	constructor(...args) {
		super(...args);
		this.addEventListener("message", (e) => {
			if (e.data.type === "response" && e.data.json.includes('"overview"')) {
				bench.times = JSON.parse(e.data.json).overview.times;
			}
		});
	}
};
`

// probed is what the probe noted.
type probed struct {
	Dropped float64        `json:"dropped"`
	Painted float64        `json:"painted"`
	Busy    float64        `json:"busy"`
	Times   *session.Times `json:"times"`
	Memory  int64          `json:"memory"`
}

// measureReports measures loads through the page and fills the row with the median
// one and the longest task of all.
func (b *bench) measureReports(r *row, path string) error {
	var all []probed
	for range b.runs {
		err := withPage(b.page.URL(), []string{probe}, func(p *browser.Page) error {
			seen, err := measureReport(p, path)
			all = append(all, seen)
			return err
		})
		if err != nil {
			return err
		}
	}
	slices.SortFunc(all, func(x, y probed) int {
		return int(x.Painted - x.Dropped - y.Painted + y.Dropped)
	})
	m := all[len(all)/2]
	r.report = milliseconds(m.Painted - m.Dropped)
	r.read, r.check, r.match = milliseconds(m.Times.Read), milliseconds(m.Times.Check), milliseconds(m.Times.Match)
	for _, p := range all {
		r.memory = max(r.memory, p.Memory)
		r.busy = max(r.busy, milliseconds(p.Busy))
	}
	return nil
}

func measureReport(p *browser.Page, path string) (seen probed, err error) {
	if err := p.WaitView("landing"); err != nil {
		return seen, err
	}
	if err := p.Drop("#drop", path); err != nil {
		return seen, err
	}
	const failed = `document.querySelector('main[data-view="error"]')`
	if err := p.WaitWithin(loadLimit, "bench.painted > 0 || "+failed); err != nil {
		return seen, err
	}
	if bad, err := browser.Eval[bool](p, "!!"+failed); bad || err != nil {
		text, _ := p.Text("main")
		return seen, errors.Join(err, errors.New(text))
	}
	seen, err = browser.Eval[probed](p, "({ ...bench, memory: presyncHost.memory() })")
	if err == nil && seen.Times == nil {
		err = errors.New("the engine told no times")
	}
	return seen, err
}

func milliseconds[T int64 | float64](ms T) time.Duration {
	return time.Duration(float64(ms) * float64(time.Millisecond))
}

// native gives the time of the same load without a browser.
func native(path string) (time.Duration, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	req := session.LoadRequest{Files: []session.FileSpec{{Name: filepath.Base(path), Size: info.Size()}}}
	start := time.Now()
	session.New().Load(req, func(int) (io.Reader, error) { return f, nil }, nil)
	return time.Since(start), nil
}
