//go:build js && wasm

package dom

import "syscall/js"

// ShowModal opens a dialog element over the page. The browser keeps the focus in
// it, closes it at Escape and gives the focus back to where it was.
func ShowModal(id string) {
	if el, ok := ByID(id); ok && !el.Get("open").Bool() {
		el.Call("showModal")
	}
}

// CloseDialog closes a dialog element.
func CloseDialog(id string) {
	if el, ok := ByID(id); ok && el.Get("open").Bool() {
		el.Call("close")
	}
}

// InDialog reports whether an event comes from inside of an open dialog.
func InDialog(e js.Value) bool {
	target := e.Get("target")
	return !target.Get("closest").IsUndefined() && !target.Call("closest", "dialog[open]").IsNull()
}

// OnItself reports whether an event comes from the element with the action and not
// from something in it: for a dialog, from the ground around it.
func (e Event) OnItself() bool { return e.Get("target").Equal(e.Target) }

// Reveal scrolls an element, if it is there, into what its surroundings show.
func Reveal(id string) {
	if el, ok := ByID(id); ok {
		el.Call("scrollIntoView", map[string]any{"block": "nearest"})
	}
}
