//go:build js && wasm

package dom

import (
	"syscall/js"

	"github.com/hexops/vecty"
)

var (
	global   = js.Global()
	document = global.Get("document")
)

// Event is a delegated event: what is to be done, and the element that says so.
type Event struct {
	Action string
	Arg    string
	Target js.Value // the element with the action
	js.Value
}

// Key is the name of the key of a keyboard event.
func (e Event) Key() string { return e.Get("key").String() }

// Prevent keeps the browser from doing what it would do with the event.
func (e Event) Prevent() { e.Call("preventDefault") }

// TargetValue is the value of the field that the event came from.
func (e Event) TargetValue() string { return e.Target.Get("value").String() }

// TargetChecked is whether the check box that the event came from is on.
func (e Event) TargetChecked() bool { return e.Target.Get("checked").Bool() }

// InField reports whether an event comes from a field to type or choose in.
func InField(e js.Value) bool {
	target := e.Get("target")
	return !target.Get("matches").IsUndefined() && target.Call("matches", "input[type=search], input[type=text], textarea, select").Bool()
}

// Guard runs f and hands a panic to report, which never happens for anything the
// user does right; the page stays alive and says so.
func Guard(report func(any), f func()) {
	defer func() {
		if r := recover(); r != nil {
			report(r)
		}
	}()
	f()
}

// Delegate sends the events of the whole document that an element claims with the
// attribute (data-do for click and so on) to handle.
func Delegate(event, attribute string, report func(any), handle func(Event)) {
	selector := "[" + attribute + "]"
	Listen(document, event, report, func(e js.Value) {
		target := e.Get("target")
		if target.IsNull() || target.Get("closest").IsUndefined() {
			return
		}
		el := target.Call("closest", selector)
		if el.IsNull() || attr(el, "aria-disabled") == "true" {
			return
		}
		handle(Event{
			Action: el.Call("getAttribute", attribute).String(),
			Arg:    attr(el, "data-arg"),
			Target: el,
			Value:  e,
		})
	})
}

func attr(el js.Value, name string) string {
	if v := el.Call("getAttribute", name); !v.IsNull() {
		return v.String()
	}
	return ""
}

// Listen calls handle for every event of a kind on a target, for as long as the
// page lives.
func Listen(target js.Value, event string, report func(any), handle func(js.Value)) {
	listen(target, event, report, handle, false)
}

// ListenCapture is Listen for events that do not bubble, such as scroll.
func ListenCapture(target js.Value, event string, report func(any), handle func(js.Value)) {
	listen(target, event, report, handle, true)
}

func listen(target js.Value, event string, report func(any), handle func(js.Value), capture bool) {
	f := js.FuncOf(func(_ js.Value, args []js.Value) any {
		Guard(report, func() { handle(args[0]) })
		return nil
	})
	target.Call("addEventListener", event, f, map[string]any{"capture": capture, "passive": event == "scroll"})
}

// Document is the document.
func Document() js.Value { return document }

// Window is the window.
func Window() js.Value { return global }

// ByID finds an element; ok is false when there is none.
func ByID(id string) (el js.Value, ok bool) {
	el = document.Call("getElementById", id)
	return el, !el.IsNull()
}

// Focus moves the keyboard focus to an element, if it is there, without scrolling.
func Focus(id string) {
	if el, ok := ByID(id); ok {
		el.Call("focus", map[string]any{"preventScroll": true})
	}
}

// Focused is the element that has the keyboard, null when none has.
func Focused() js.Value {
	if el := document.Get("activeElement"); !el.Equal(document.Get("body")) {
		return el
	}
	return js.Null()
}

// CanFocus reports whether an element is still on the page, and not hidden.
func CanFocus(el js.Value) bool {
	if el.Get("checkVisibility").IsUndefined() {
		return el.Get("isConnected").Bool()
	}
	return el.Call("checkVisibility").Bool()
}

// FocusFirst moves the keyboard focus to the first element that matches a selector,
// if there is one.
func FocusFirst(selector string) {
	if el := document.Call("querySelector", selector); !el.IsNull() {
		el.Call("focus")
	}
}

// HasFocus reports whether the keyboard focus is in an element.
func HasFocus(id string) bool {
	el, ok := ByID(id)
	return ok && el.Call("contains", document.Get("activeElement")).Bool()
}

// ScrollToTop scrolls an element, if it is there, to its beginning.
func ScrollToTop(id string) {
	if el, ok := ByID(id); ok {
		el.Set("scrollTop", 0)
	}
}

// NextFrame calls f before the next frame is painted, after the renders that were
// asked for until now.
func NextFrame(report func(any), f func()) {
	once("requestAnimationFrame", nil, report, f)
}

// After calls f once when the milliseconds have passed and returns a function that
// calls it off.
func After(ms int, report func(any), f func()) (cancel func()) {
	id, release := once("setTimeout", []any{ms}, report, f)
	return func() {
		global.Call("clearTimeout", id)
		release()
	}
}

func once(function string, args []any, report func(any), f func()) (js.Value, func()) {
	var cb js.Func
	done := false
	release := func() {
		if !done {
			done = true
			cb.Release()
		}
	}
	cb = js.FuncOf(func(js.Value, []js.Value) any {
		release()
		Guard(report, f)
		return nil
	})
	return global.Call(function, append([]any{cb}, args...)...), release
}

// Now is the time in milliseconds since the page was opened.
func Now() float64 { return global.Get("performance").Call("now").Float() }

// Media reports whether a media query holds now.
func Media(query string) bool { return global.Call("matchMedia", query).Get("matches").Bool() }

// RootFontSize is the size in CSS pixels of the unit rem.
func RootFontSize() float64 {
	size := global.Call("getComputedStyle", document.Get("documentElement")).Get("fontSize").String()
	v := global.Call("parseFloat", size).Float()
	if v > 0 {
		return v
	}
	return 16
}

// Copy puts text on the clipboard. done is told whether that worked; browsers
// refuse it where the page was not served safely.
func Copy(text string, report func(any), done func(ok bool)) {
	clipboard := global.Get("navigator").Get("clipboard")
	if clipboard.IsUndefined() {
		done(copyBySelection(text))
		return
	}
	Await(clipboard.Call("writeText", text), report,
		func(js.Value) { done(true) },
		func(js.Value) { done(copyBySelection(text)) })
}

func copyBySelection(text string) bool {
	area := document.Call("createElement", "textarea")
	area.Set("value", text)
	area.Get("classList").Call("add", "visually-hidden")
	document.Get("body").Call("append", area)
	area.Call("select")
	ok := document.Call("execCommand", "copy").Bool()
	area.Call("remove")
	return ok
}

// Await calls one of the functions when a promise is settled.
func Await(promise js.Value, report func(any), resolved, rejected func(js.Value)) {
	var yes, no js.Func
	settle := func(f func(js.Value)) js.Func {
		return js.FuncOf(func(_ js.Value, args []js.Value) any {
			yes.Release()
			no.Release()
			Guard(report, func() { f(args[0]) })
			return nil
		})
	}
	yes, no = settle(resolved), settle(rejected)
	promise.Call("then", yes, no)
}

// ReadHead calls done with the first bytes of a File, at most n; with none when the
// browser cannot read it.
func ReadHead(file js.Value, n int, report func(any), done func([]byte)) {
	Await(file.Call("slice", 0, n).Call("arrayBuffer"), report, func(buffer js.Value) {
		array := global.Get("Uint8Array").New(buffer)
		head := make([]byte, array.Length())
		js.CopyBytesToGo(head, array)
		done(head)
	}, func(js.Value) { done(nil) })
}

// Stored reads a value of the browser's store for this site, "" where there is
// none or the browser does not allow it.
func Stored(key string) (value string) {
	defer func() { _ = recover() }() // a browser may forbid even to ask
	if v := global.Get("localStorage").Call("getItem", key); v.Type() == js.TypeString {
		return v.String()
	}
	return ""
}

// Store keeps a value for this site; "" removes it.
func Store(key, value string) {
	defer func() { _ = recover() }() // a browser may forbid it; the value then lasts as long as the page
	if value == "" {
		global.Get("localStorage").Call("removeItem", key)
		return
	}
	global.Get("localStorage").Call("setItem", key, value)
}

// Mount renders a component in place of everything that the body shows.
func Mount(c vecty.Component) error {
	root := document.Call("createElement", "div")
	document.Get("body").Call("replaceChildren", root)
	return vecty.RenderIntoNode(root, c)
}

// Update renders a component again before the next frame.
func Update(c vecty.Component) { vecty.Rerender(c) }
