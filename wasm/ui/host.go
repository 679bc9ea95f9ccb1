//go:build js && wasm

package ui

import (
	"encoding/json"
	"strconv"
	"syscall/js"

	"presync/core/session"
)

// host is the line to the engine, kept by static/boot.js as presyncHost.
type host struct {
	js      js.Value
	lastID  uint32
	waiting map[uint32]func(*session.Response, js.Value)
}

func newHost() *host {
	return &host{js: js.Global().Get("presyncHost"), waiting: map[uint32]func(*session.Response, js.Value){}}
}

// listen sets what to do with the engine's crashes; answers go to whoever asked.
func (h *host) listen(report func(any), crashed func(kind, detail string)) {
	guard := func(f func([]js.Value)) js.Func {
		return js.FuncOf(func(_ js.Value, args []js.Value) any {
			defer func() {
				if r := recover(); r != nil {
					report(r)
				}
			}()
			f(args)
			return nil
		})
	}
	h.js.Set("onmessage", guard(func(args []js.Value) { h.receive(args[0].String(), args[1]) }))
	h.js.Set("oncrash", guard(func(args []js.Value) {
		clear(h.waiting)
		crashed(args[0].String(), args[1].String())
	}))
}

func (h *host) receive(text string, bytes js.Value) {
	var res session.Response
	if err := json.Unmarshal([]byte(text), &res); err != nil {
		panic(err)
	}
	answer := h.waiting[res.ID]
	if answer == nil {
		return
	}
	if res.Progress == nil {
		delete(h.waiting, res.ID)
	}
	answer(&res, bytes)
}

func (h *host) announce(req *session.Request, answer func(*session.Response, js.Value)) string {
	h.lastID++
	req.ID = h.lastID
	text, err := json.Marshal(req)
	if err != nil {
		panic(err)
	}
	h.waiting[req.ID] = answer
	return string(text)
}

// ask sends a request; answer is called with the response, and with every message
// about progress before it.
func (h *host) ask(req session.Request, answer func(*session.Response, js.Value)) {
	h.js.Call("send", h.announce(&req, answer))
}

// reread sends a request that reads the files of the load once more.
func (h *host) reread(req session.Request, answer func(*session.Response, js.Value)) {
	h.js.Call("reread", h.announce(&req, answer))
}

// load starts a load of files, an array of File in the order of req.Files.
func (h *host) load(req session.LoadRequest, files []js.Value, answer func(*session.Response, js.Value)) {
	list := js.Global().Get("Array").New()
	for _, f := range files {
		list.Call("push", f)
	}
	clear(h.waiting)
	h.js.Call("load", h.announce(&session.Request{Load: &req}, answer), list)
}

// open sends a request that reads one file, which is no part of a load.
func (h *host) open(req session.Request, file js.Value, answer func(*session.Response, js.Value)) {
	h.js.Call("open", h.announce(&req, answer), []any{file})
}

// cancel ends the engine at once; a new one without data takes its place.
func (h *host) cancel() {
	clear(h.waiting)
	h.js.Call("cancel")
}

// sample lists the files of the sample data.
func (h *host) sample() []js.Value { return values(h.js.Call("sample")) }

// save offers bytes (a Uint8Array) as a download.
func (h *host) save(name, mediaType string, bytes js.Value) {
	h.js.Call("save", name, mediaType, bytes)
}

// readRecord reads a part of a loaded file as text; problem is "" when that
// worked.
func (h *host) readRecord(v *session.ObjectView, done func(text, problem string)) {
	var cb js.Func
	cb = js.FuncOf(func(_ js.Value, args []js.Value) any {
		cb.Release()
		done(args[0].String(), args[1].String())
		return nil
	})
	h.js.Call("readRecord", v.FileIndex, float64(v.Offset), float64(v.Length), v.Encoding, cb)
}

// values turns a JavaScript array or list into a slice.
func values(list js.Value) []js.Value {
	out := make([]js.Value, list.Length())
	for i := range out {
		out[i] = list.Index(i)
	}
	return out
}

func itoa(n uint32) string { return strconv.FormatUint(uint64(n), 10) }

func number(s string) uint32 {
	n, err := strconv.ParseUint(s, 10, 32)
	if err != nil {
		return 0
	}
	return uint32(n)
}
