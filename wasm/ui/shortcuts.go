//go:build js && wasm

package ui

import (
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/wasm/ui/dom"
)

const (
	shortcutsID = "shortcuts"
	// shortcutsKey is where the browser keeps that shortcuts of letters are off.
	shortcutsKey = "presync-shortcuts"
	// chordPause is how long, in milliseconds, the second key of a shortcut may take.
	chordPause = 1500
)

// shortcuts is the state of the shortcuts that are letters or signs. They can be
// switched off: speech input and keys hit by accident would set them off (WCAG
// 2.1.4).
type shortcuts struct {
	off     bool
	chord   string // the first key of a shortcut of two
	calloff func()
}

// placeKeys are the keys that belong to a part of the page: alternatives are
// separated by blanks, and the text of the name says what they do.
var placeKeys = []struct {
	place string
	keys  [][2]string
}{
	{"everywhere", [][2]string{{"Ctrl+K", "palette"}, {"Tab", "tab"}, {"Esc", "escape"}}},
	{"table", [][2]string{{"Up Down", "rows"}, {"Left Right", "columns"}, {"PgUp PgDn", "pages"}, {"Home End", "ends"},
		{"Enter", "open"}, {"Space", "select"}, {"Shift+Space", "range"}, {"Ctrl+A", "all"}}},
	{"search", [][2]string{{"Enter Down", "found"}}},
}

// shortcut takes a key that belongs to no field and reports whether it was (a part
// of) a shortcut.
func (a *app) shortcut(e js.Value) bool {
	key := e.Get("key").String()
	s := &a.shortcuts
	switch {
	case strings.EqualFold(key, "k") && (e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()) && !e.Get("altKey").Bool() && !e.Get("shiftKey").Bool():
		a.openPalette()
		return true
	case s.off || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() || e.Get("repeat").Bool() || dom.InField(e):
		return false
	}
	keys := strings.ToLower(key)
	if s.chord != "" {
		keys = s.chord + " " + keys
	}
	first := s.chord == ""
	s.forget()
	for _, c := range a.actions() {
		switch {
		case c.keys == keys:
			a.run(&c)
			return true
		case first && strings.HasPrefix(c.keys, keys+" "):
			s.chord = keys
			s.calloff = dom.After(chordPause, a.report, s.forget)
			return true
		}
	}
	return false
}

// forget drops the first key of a shortcut.
func (s *shortcuts) forget() {
	if s.calloff != nil {
		s.calloff()
	}
	s.chord, s.calloff = "", nil
}

// switchShortcuts turns the shortcuts of letters on or off, for later visits too.
func (a *app) switchShortcuts(on bool) {
	a.shortcuts.off = !on
	dom.Store(shortcutsKey, map[bool]string{true: "", false: "off"}[on])
	a.update()
}

// viewShortcuts is the dialog that lists all shortcuts.
func (a *app) viewShortcuts() *vecty.HTML {
	var groups vecty.List
	for _, g := range placeKeys {
		var rows []*vecty.HTML
		for _, k := range g.keys {
			rows = append(rows, keyRow(k[0], t("ui.keys."+k[1])))
		}
		groups = append(groups, keyGroup(g.place, rows))
	}
	var letters []*vecty.HTML
	for _, c := range a.actions() {
		if c.keys != "" {
			letters = append(letters, keyRow(c.keys, c.label()))
		}
	}
	groups = append(groups, keyGroup("letters", letters))
	return dom.El("dialog", dom.ID(shortcutsID), dom.Class("dialog"), dom.Attr("aria-labelledby", "shortcuts-title"),
		dom.Do("dialog", shortcutsID), dom.Test(shortcutsID),
		dom.El("div", dom.Class("dialog-box"),
			dom.El("div", dom.Class("dialog-head"),
				dom.El("h2", dom.ID("shortcuts-title"), text("ui.keys.title")),
				dom.Button("close-dialog", shortcutsID, dom.Class("button", "quiet", "round"), dom.Test("shortcuts-close"),
					dom.Attr("aria-label", t("ui.keys.close")), dom.Attr("title", t("ui.keys.close")), icon("close"))),
			dom.El("div", dom.Class("key-groups"), groups),
			check("shortcuts", "", "shortcuts-on", !a.shortcuts.off, "ui.keys.on", "ui.keys.on.note")))
}

func keyGroup(place string, rows []*vecty.HTML) *vecty.HTML {
	return dom.El("section", dom.Class("key-group"),
		dom.El("h3", text("ui.keys.in."+place)),
		dom.El("dl", dom.Each(rows, func(r *vecty.HTML) *vecty.HTML { return r })))
}

func keyRow(keys, what string) *vecty.HTML {
	return dom.El("div", dom.El("dt", keycaps(keys)), dom.El("dd", dom.Text(what)))
}

// keycaps shows keys that are pressed one after another, or together ("Shift+Space").
func keycaps(keys string) dom.Part {
	return dom.Each(strings.Fields(keys), func(k string) *vecty.HTML {
		return dom.El("kbd", dom.Text(keyName(k)))
	})
}

// keyName is what stands on a key.
func keyName(k string) string {
	if apple() {
		k = strings.ReplaceAll(k, "Ctrl+", "⌘")
	}
	if len(k) == 1 {
		return strings.ToUpper(k)
	}
	return k
}

// apple reports whether the keyboard has a command key.
func apple() bool {
	p := dom.Window().Get("navigator").Get("platform")
	return p.Type() == js.TypeString && strings.HasPrefix(p.String(), "Mac")
}
