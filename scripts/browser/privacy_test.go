package browser

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// probes are the ways by which a page or a worker could send data away. Each asks
// for its own path below the address at; all settle, whether refused or not.
const probes = `
const inBoth = {
	fetch: (at) => fetch(at + "fetch", { mode: "no-cors" }),
	xhr: (at) => new Promise((resolve) => {
		const x = new XMLHttpRequest();
		x.onloadend = resolve;
		x.open("GET", at + "xhr");
		x.send();
	}),
	websocket: (at) => new Promise((resolve) => {
		const s = new WebSocket(at.replace("http", "ws") + "websocket");
		s.onerror = s.onclose = resolve;
	}),
	eventsource: (at) => new Promise((resolve) => {
		const s = new EventSource(at + "eventsource");
		s.onerror = s.onopen = () => { s.close(); resolve(); };
	}),
};
const inWorker = {
	importscripts: (at) => importScripts(at + "importscripts"),
};
const element = (name, set) => new Promise((resolve) => {
	const e = document.createElement(name);
	e.onload = e.onerror = resolve;
	set(e);
	document.head.append(e);
});
const inPage = {
	beacon: (at) => navigator.sendBeacon(at + "beacon", "x"),
	image: (at) => element("img", (e) => { e.src = at + "image"; }),
	script: (at) => element("script", (e) => { e.src = at + "script"; }),
	style: (at) => element("link", (e) => { e.rel = "stylesheet"; e.href = at + "style"; }),
	font: (at) => new FontFace("f", "url(" + at + "font)").load(),
	media: (at) => new Promise((resolve) => {
		const e = new Audio(at + "media");
		e.onloadstart = () => setTimeout(resolve, 200);
		e.onerror = resolve;
		e.load();
	}),
	frame: (at) => new Promise((resolve) => {
		const e = document.createElement("iframe");
		e.src = at + "frame";
		e.onload = resolve;
		document.body.append(e);
		setTimeout(resolve, 1000);
	}),
	form: (at) => new Promise((resolve) => {
		const target = document.createElement("iframe");
		target.name = "form-target";
		const f = document.createElement("form");
		f.action = at + "form";
		f.target = target.name;
		document.body.append(target, f);
		f.submit();
		setTimeout(resolve, 500);
	}),
};
async function run(all, at) {
	for (const probe of Object.values(all)) {
		try {
			await probe(at);
		} catch {
			// refused
		}
	}
}
`

// probing runs every probe in the page and in a worker that the page makes.
const probing = `(async () => {
	` + probes + `
	const code = ` + "`" + probes + "`" + ` + "onmessage = async (e) => {" +
		"await run(inBoth, e.data); await run(inWorker, e.data); postMessage('done'); };";
	await run(inBoth, %[1]q);
	await run(inPage, %[1]q);
	const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
	await new Promise((resolve, reject) => {
		worker.onmessage = resolve;
		worker.onerror = (e) => reject(new Error(e.message));
		worker.postMessage(%[2]q);
	});
	worker.terminate();
})()`

// receiver is a server that anybody may call; it notes who did.
type receiver struct {
	*httptest.Server
	mu   sync.Mutex
	seen map[string]bool
}

func newReceiver() *receiver {
	r := &receiver{seen: map[string]bool{}}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.mu.Lock()
		r.seen[strings.Trim(req.URL.Path, "/")] = true
		r.mu.Unlock()
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Content-Type", "text/html")
	}))
	return r
}

func (r *receiver) paths() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	paths := slices.Sorted(maps.Keys(r.seen))
	return slices.DeleteFunc(paths, func(p string) bool { return p == "" || p == "favicon.ico" })
}

// Once the page has started, nothing that runs in it can send anything anywhere: not
// the page, not a worker, not even to the page's own host. The same attempts from a
// page without presync's policy all arrive, so the test is able to fail.
func TestNothingCanBeSent(t *testing.T) {
	free := newReceiver()
	defer free.Close()
	control := openWithProblems(t, free.URL)
	eval[any](t, control, fmt.Sprintf(probing, free.URL+"/page/", free.URL+"/worker/"))
	want := []string{
		"page/beacon", "page/eventsource", "page/fetch", "page/font", "page/form", "page/frame", "page/image",
		"page/media", "page/script", "page/style", "page/websocket", "page/xhr",
		"worker/eventsource", "worker/fetch", "worker/importscripts", "worker/websocket", "worker/xhr",
	}
	if got := free.paths(); !slices.Equal(got, want) {
		t.Fatalf("without the policy, attempts arrived:\n%v\nwant all:\n%v", got, want)
	}

	foreign := newReceiver()
	defer foreign.Close()
	p := openWithProblems(t, host.URL())
	started(t, p)
	before := host.Requests()
	eval[any](t, p, fmt.Sprintf(probing, foreign.URL+"/page/", foreign.URL+"/worker/"))
	eval[any](t, p, fmt.Sprintf(probing, host.URL()+"page/", host.URL()+"worker/"))
	if got := foreign.paths(); len(got) > 0 {
		t.Errorf("arrived at another host: %v", got)
	}
	if after := host.Requests(); len(after) > len(before) {
		t.Errorf("arrived at the page's own host: %v", after[len(before):])
	}
}
