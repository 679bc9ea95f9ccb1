//go:build js && wasm

package dom

import (
	"strconv"
	"syscall/js"
)

// Times in milliseconds: how long the pointer rests before a tip is shown, and how
// long it may take from an element to its tip.
const (
	tipRest  = 350
	tipLeave = 250
)

// Tips explains elements of the page: one that carries the attribute data-tip shows
// its text beside it when the pointer rests on it, when it has the keyboard, and at
// a click. The tip stays while the pointer is on it, and Escape takes it away (WCAG
// 2.2, 1.4.13). A screen reader reads it as the description of the element.
type Tips struct {
	report  func(any)
	text    func(id string) string
	el      js.Value
	owner   js.Value
	calloff func()
}

const tipID = "tip"

// NewTips starts to listen. text gives the text of a data-tip.
func NewTips(report func(any), text func(id string) string) *Tips {
	t := &Tips{report: report, text: text, owner: js.Null(), calloff: func() {}}
	t.el = create("div", "id", tipID, "class", "tip", "role", "tooltip", "data-test", tipID)
	t.el.Set("hidden", true)
	Listen(document, "mouseover", report, t.over)
	Listen(document, "focusin", report, func(e js.Value) {
		if el := t.explained(e); !el.IsNull() {
			t.Show(el, "")
		} else if !t.owner.IsNull() && !t.owner.Call("contains", e.Get("target")).Bool() {
			t.Hide()
		}
	})
	ListenCapture(document, "scroll", report, func(js.Value) { t.Hide() })
	return t
}

// explained is the element with a tip that an event is in, or null.
func (t *Tips) explained(e js.Value) js.Value {
	target := e.Get("target")
	if target.Get("closest").IsUndefined() {
		return js.Null()
	}
	return target.Call("closest", "[data-tip]")
}

// over follows the pointer.
func (t *Tips) over(e js.Value) {
	el := t.explained(e)
	t.calloff()
	switch {
	case !el.IsNull() && !el.Equal(t.owner):
		t.calloff = After(tipRest, t.report, func() { t.Show(el, "") })
	case el.IsNull() && !t.owner.IsNull() && !t.el.Call("contains", e.Get("target")).Bool():
		t.calloff = After(tipLeave, t.report, func() { t.Hide() })
	}
}

// Show shows the tip of an element at once: a text, or the one that the element
// names.
func (t *Tips) Show(el js.Value, text string) {
	t.Hide()
	if !el.Get("isConnected").Bool() {
		return
	}
	if text == "" {
		text = t.text(attr(el, "data-tip"))
	}
	if !t.el.Get("isConnected").Bool() {
		document.Get("body").Call("append", t.el)
	}
	t.owner = el
	t.el.Set("textContent", text)
	t.el.Set("hidden", false)
	el.Call("setAttribute", "aria-describedby", tipID)
	t.place()
}

// place puts the tip under its element, or above where there is no room; beside a
// value of a list, so that the next value stays free.
func (t *Tips) place() {
	const gap = 6
	box, tip := t.owner.Call("getBoundingClientRect"), t.el.Call("getBoundingClientRect")
	width, height := global.Get("innerWidth").Float(), global.Get("innerHeight").Float()
	left := max(gap, min(box.Get("left").Float(), width-tip.Get("width").Float()-gap))
	top := box.Get("bottom").Float() + gap
	h := tip.Get("height").Float()
	if beside := box.Get("right").Float() + gap; t.owner.Get("tagName").String() == "LABEL" && beside+tip.Get("width").Float() <= width {
		left, top = beside, max(gap, min(box.Get("top").Float(), height-h-gap))
	} else if top+h > height {
		top = max(gap, box.Get("top").Float()-h-gap)
	}
	style := t.el.Get("style")
	style.Call("setProperty", "left", pixels(left))
	style.Call("setProperty", "top", pixels(top))
}

// Hide takes the tip away and reports whether there was one.
func (t *Tips) Hide() bool {
	t.calloff()
	t.calloff = func() {}
	if t.owner.IsNull() {
		return false
	}
	t.owner.Call("removeAttribute", "aria-describedby")
	t.owner = js.Null()
	t.el.Set("hidden", true)
	return true
}

func pixels(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) + "px" }
