//go:build js && wasm

// Package dom is the thin layer between Vecty and the components of the page: it
// makes elements, delegates events and touches the document where Vecty has no
// words for it. Nothing above it imports an event or attribute helper of Vecty, so
// that the renderer could be replaced here.
//
// Events are delegated. An element names what it does in a data attribute
// (data-do for a click, data-input, data-change), and one listener on the root
// looks the name up. Vecty would otherwise take every listener off and put it on
// again at each render, and never release those of removed elements.
//
// Nothing is keyed. Vecty v0.6.0 takes keyed siblings out of the document and puts
// them back at every render, which loses focus and scroll positions and lays the
// page out anew, and it removes a keyed child that skips its render. A part that
// must not inherit the state of what stood there before (Swap) has an element name
// of its own instead. It also forgets the place of a sibling that appears after
// one that skipped its render, so components that implement SkipRender stand only
// among siblings of their own kind.
package dom

import (
	"strconv"
	"strings"

	"github.com/hexops/vecty"
)

// Part is anything that can be put into an element: markup, an element, a
// component, a list or nil.
type Part = vecty.MarkupOrChild

// Node is anything that can be rendered.
type Node = vecty.ComponentOrHTML

// El makes an element.
//
//go:noinline
func El(tag string, parts ...Part) *vecty.HTML { return vecty.Tag(tag, parts...) }

// Text makes a text node.
//
//go:noinline
func Text(s string) Part { return vecty.Text(s) }

// Class sets the classes of an element. They are set as one attribute, which is one
// call into the browser in place of one for each class.
//
//go:noinline
func Class(names ...string) Part { return Attr("class", strings.Join(names, " ")) }

// Attr sets an attribute.
//
//go:noinline
func Attr(name, value string) Part { return vecty.Markup(vecty.Attribute(name, value)) }

// Flag sets an attribute without a value if on. Attributes are used in place of
// properties because Vecty cannot take a property such as disabled back.
//
//go:noinline
func Flag(name string, on bool) Part {
	if !on {
		return vecty.Markup()
	}
	return vecty.Markup(vecty.Attribute(name, ""))
}

// Off marks a button as one that cannot be used now. It keeps the keyboard, which a
// disabled one would lose.
//
//go:noinline
func Off(on bool) Part {
	if !on {
		return vecty.Markup()
	}
	return Attr("aria-disabled", "true")
}

// State sets an ARIA state to true or false.
//
//go:noinline
func State(name string, on bool) Part { return Attr(name, strconv.FormatBool(on)) }

// Style sets a CSS property through the object model, which a policy without
// inline styles allows.
//
//go:noinline
func Style(name, value string) Part { return vecty.Markup(vecty.Style(name, value)) }

// Value sets the value of a form field.
//
//go:noinline
func Value(v string) Part { return vecty.Markup(vecty.Property("value", v)) }

// Checked sets whether a check box or radio button is on.
//
//go:noinline
func Checked(on bool) Part { return vecty.Markup(vecty.Property("checked", on)) }

// ID sets the id.
//
//go:noinline
func ID(id string) Part { return Attr("id", id) }

// Test names an element for the browser tests.
//
//go:noinline
func Test(name string) Part { return Attr("data-test", name) }

// Swap makes an element that is never mistaken for another one in its place: focus,
// scroll position and opened details of the former one are gone. name consists of
// lower-case letters.
func Swap(name string, parts ...Part) *vecty.HTML { return vecty.Tag("presync-"+name, parts...) }

// memo is a component that is rendered again only when its version changes.
type memo struct {
	vecty.Core
	Version any                `vecty:"prop"`
	Build   func() *vecty.HTML `vecty:"prop"`
}

// Copy keeps Vecty from holding on to every earlier render.
func (m *memo) Copy() vecty.Component { return &memo{Version: m.Version} }

// SkipRender reports whether the version is the same.
func (m *memo) SkipRender(prev vecty.Component) bool {
	o, ok := prev.(*memo)
	return ok && o.Version == m.Version
}

// Render makes the content.
func (m *memo) Render() vecty.ComponentOrHTML { return m.Build() }

// Memo makes an element whose content is rendered again only when version, which
// is compared with ==, changes.
//
//go:noinline
func Memo(class string, version any, build func() *vecty.HTML) *vecty.HTML {
	return El("div", Class(class), &memo{Version: version, Build: build})
}

// Do names the action of a click and its argument.
//
//go:noinline
func Do(action, arg string) Part {
	return vecty.Markup(vecty.Attribute("data-do", action), vecty.Attribute("data-arg", arg))
}

// OnInput names the action of typing into a field, OnChange that of choosing.
//
//go:noinline
func OnInput(action string) Part { return Attr("data-input", action) }

// OnChange names the action of choosing, with an argument.
//
//go:noinline
func OnChange(action, arg string) Part {
	return vecty.Markup(vecty.Attribute("data-change", action), vecty.Attribute("data-arg", arg))
}

// If returns the part when cond holds and nothing otherwise.
//
//go:noinline
func If(cond bool, part Part) Part {
	if !cond {
		return nil
	}
	return part
}

// Each makes a part for every item.
func Each[T any](items []T, part func(T) *vecty.HTML) Part {
	list := make(vecty.List, 0, len(items))
	for _, it := range items {
		list = append(list, part(it))
	}
	return list
}

// Parts joins several parts into one.
//
//go:noinline
func Parts(parts ...Node) Part { return vecty.List(parts) }

// Link makes a link.
//
//go:noinline
func Link(href string, parts ...Part) *vecty.HTML {
	return El("a", append([]Part{Attr("href", href)}, parts...)...)
}

// Button makes a button that does an action.
//
//go:noinline
func Button(action, arg string, parts ...Part) *vecty.HTML {
	return El("button", append([]Part{Attr("type", "button"), Do(action, arg)}, parts...)...)
}

const svgNamespace = "http://www.w3.org/2000/svg"

// SVG makes an element of a picture.
//
//go:noinline
func SVG(tag string, parts ...Part) *vecty.HTML {
	return vecty.Tag(tag, append([]Part{vecty.Markup(vecty.Namespace(svgNamespace))}, parts...)...)
}

// Icon makes a decorative picture of 16 by 16 units from the outline in path,
// drawn with the colour of the text.
//
//go:noinline
func Icon(name, path string) *vecty.HTML {
	ns := vecty.Namespace(svgNamespace)
	return vecty.Tag("svg",
		vecty.Markup(ns, vecty.Attribute("class", "icon icon-"+name), vecty.Attribute("viewBox", "0 0 16 16"),
			vecty.Attribute("aria-hidden", "true"), vecty.Attribute("focusable", "false")),
		vecty.Tag("path", vecty.Markup(ns, vecty.Attribute("d", path))))
}
