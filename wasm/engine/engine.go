//go:build js && wasm

package engine

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"
	"syscall/js"
	"time"

	"presync/core/message"
	"presync/core/session"
)

// Workspace is what the engine serves; session.Session is one.
type Workspace interface {
	// Load reads the announced files, one after the other, and evaluates them.
	// open gives the bytes of the file with an index; opening a file ends the one
	// before. A file that the browser cannot read to its end gives an error while
	// it is read; the files after it can still be opened.
	Load(req session.LoadRequest, open func(i int) (io.Reader, error), progress func(session.Progress)) *session.Overview
	// Hash reads the files of the load once more, as Load does, for their hashes.
	Hash(open func(i int) (io.Reader, error), progress func(session.Progress)) *session.Sources
	// LoadedFiles is the number of files of the load.
	LoadedFiles() int
	// OpenSaved opens a saved report whose bytes r gives.
	OpenSaved(req session.SavedRequest, r io.Reader) (*session.Saved, *session.Failure)
	// Do answers every request that reads no file.
	Do(req *session.Request, progress func(session.Progress)) session.Response
	// Prepare does a small part of the work for later answers while nothing is asked
	// for; it returns false when there is nothing left to do.
	Prepare() bool
}

// The store holds no pointers, so the runtime's collector has little to do and may wait
// long. The limit lies below the 4 GiB that WebAssembly can address, so that it works
// harder before memory runs out. The page, which is the same program in another role,
// has settings of its own.
const (
	gcPercent   = 200
	memoryLimit = 3584 << 20
)

// Run answers requests and never returns. newWorkspace makes an empty workspace: one
// to begin with, and one after each load that ended in a panic.
func Run(newWorkspace func() Workspace) {
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(memoryLimit)
	e := &engine{
		port:         js.Global().Get("presyncPort"),
		newWorkspace: newWorkspace,
		workspace:    newWorkspace(),
	}
	e.requests.init()
	e.blocks.init()
	e.listen()
	for {
		e.collector.rest()
		for e.requests.empty() && e.prepare() {
			time.Sleep(time.Millisecond) // the event loop brings the next request
			e.collector.rest()
		}
		e.answer(e.requests.take())
	}
}

type engine struct {
	port         js.Value
	newWorkspace func() Workspace
	workspace    Workspace
	collector    collector
	requests     queue[string]
	blocks       queue[block]
}

// listen puts the receivers into the port. They only queue what comes: a receiver
// that waited would stop the worker's event loop, and one that panicked would end
// the program.
func (e *engine) listen() {
	receive := func(name string, f func(arg js.Value)) {
		e.port.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any {
			arg := js.Undefined()
			if len(args) > 0 {
				arg = args[0]
			}
			f(arg)
			return nil
		}))
	}
	receive("request", func(arg js.Value) { e.requests.put(arg.String()) })
	receive("begin", func(arg js.Value) { e.blocks.put(block{begin: arg.Int()}) })
	receive("block", func(arg js.Value) { e.blocks.put(block{bytes: arg, size: arg.Length()}) })
	receive("end", func(js.Value) { e.blocks.put(block{end: true}) })
	receive("broken", func(arg js.Value) { e.blocks.put(block{broken: arg.String()}) })
	e.port.Call("ready")
}

// prepare lets the workspace work ahead. A panic comes again, with its stack, when
// an answer needs the work.
func (e *engine) prepare() (more bool) {
	defer func() {
		if recover() != nil {
			more = false
		}
	}()
	return e.workspace.Prepare()
}

// answer handles one request.
func (e *engine) answer(text string) {
	var req session.Request
	if err := json.Unmarshal([]byte(text), &req); err != nil {
		e.send(failure(req.ID, err.Error()))
		return
	}
	e.send(e.respond(&req))
}

// respond gives the response to a request; a panic becomes a failure with its stack.
func (e *engine) respond(req *session.Request) (resp session.Response) {
	defer func() {
		if p := recover(); p != nil {
			resp = failure(req.ID, fmt.Sprintf("panic: %v\n\n%s", p, debug.Stack()))
			if req.Load != nil {
				e.workspace = e.newWorkspace()
			}
		}
	}()
	progress := func(p session.Progress) { e.send(session.Response{ID: req.ID, Progress: &p}) }
	src := &source{blocks: &e.blocks, port: e.port}
	switch {
	case req.Load != nil:
		src.files = len(req.Load.Files)
		src.begin()
		defer src.close()
		return session.Response{ID: req.ID, Overview: e.workspace.Load(*req.Load, src.open, progress)}
	case req.Saved != nil:
		src.files = 1
		src.begin()
		defer src.close()
		return e.openSaved(req, src)
	case req.Hash != nil:
		src.files = e.workspace.LoadedFiles()
		src.begin()
		defer src.close()
		return session.Response{ID: req.ID, Sources: e.workspace.Hash(src.open, progress)}
	}
	return e.workspace.Do(req, progress)
}

// openSaved has the workspace open a saved report.
func (e *engine) openSaved(req *session.Request, src *source) session.Response {
	resp := session.Response{ID: req.ID}
	r, err := src.open(0)
	if err != nil {
		return failure(req.ID, err.Error())
	}
	resp.Saved, resp.Failure = e.workspace.OpenSaved(*req.Saved, r)
	return resp
}

// send posts a response. The bytes of a finished file travel beside the JSON.
func (e *engine) send(resp session.Response) {
	text, err := json.Marshal(resp)
	if err != nil {
		resp = failure(resp.ID, err.Error())
		text, _ = json.Marshal(resp) // a failure holds nothing but text
	}
	data := js.Null()
	if resp.Export != nil {
		array := js.Global().Get("Uint8Array").New(len(resp.Export.Data))
		js.CopyBytesToJS(array, resp.Export.Data)
		data = array.Get("buffer")
	}
	e.port.Call("respond", string(text), data)
}

// failure is the response to a request that presync itself could not handle.
func failure(id uint32, detail string) session.Response {
	return session.Response{ID: id, Failure: &session.Failure{
		Text:   message.New("engine.failure"),
		Advice: message.New("engine.failure.advice"),
		Detail: detail,
	}}
}
