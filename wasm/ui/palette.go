//go:build js && wasm

package ui

import (
	"strconv"
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/rules"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

const (
	paletteID = "palette"
	// paletteShown is how many entries the palette lists at once.
	paletteShown = 60
	// paletteRules and paletteObjects are how many rules, and objects of each side, it
	// offers for a search.
	paletteRules   = 5
	paletteObjects = 6
	// paletteLeast is how many characters a search for objects needs.
	paletteLeast = 2
)

// palette is the list of all that can be done, searched as one types. Objects and
// rules are found in it by their names.
type palette struct {
	open    bool
	search  string
	active  int
	entries []entry
	objects []entry // of the search asked last
	part    *palettePart
	asked   int
	calloff func()
}

// entry is a line of the palette.
type entry struct {
	action
	title, note string
}

// openPalette shows the palette over the page.
func (a *app) openPalette() {
	p := &a.palette
	if p.part == nil {
		return
	}
	p.open, p.search, p.objects = true, "", nil
	a.find()
	dom.ShowModal(paletteID)
	dom.NextFrame(a.report, func() { dom.Focus("palette-search") })
}

// closedDialog takes over that a dialog was closed, in whatever way.
func (a *app) closedDialog(e js.Value) {
	switch id := e.Get("target").Get("id").String(); {
	case id == previewID:
		a.closedPreview()
	case id == paletteID && a.palette.open:
		a.palette.open = false
		a.palette.quiet()
		a.palette.update()
	}
}

// quiet drops a search for objects that is still to come.
func (p *palette) quiet() {
	p.asked++
	if p.calloff != nil {
		p.calloff()
		p.calloff = nil
	}
}

func (p *palette) update() {
	if p.part != nil {
		dom.Update(p.part)
	}
}

// typedCommand takes over what is typed into the palette.
func (a *app) typedCommand(s string) {
	p := &a.palette
	p.search, p.objects = s, nil
	p.quiet()
	if len([]rune(strings.TrimSpace(s))) >= paletteLeast && loaded(a) {
		p.calloff = dom.After(typingPause, a.report, a.findObjects)
	}
	a.find()
}

// find lists what fits the search: what can be done, then rules and outcomes, then
// objects.
func (a *app) find() {
	p := &a.palette
	p.entries = nil
	for _, c := range ranked(a.actions(), func(c action) int { return fit(p.search, c.label(), c.words()) }) {
		p.entries = append(p.entries, entry{action: c, title: c.label()})
	}
	if strings.TrimSpace(p.search) != "" {
		for _, r := range firstOf(foundRules(p.search), paletteRules) {
			p.entries = append(p.entries, ruleEntry(r))
		}
		for _, r := range firstOf(foundRows(p.search), paletteRules) {
			p.entries = append(p.entries, entry{action: action{icon: "book", to: ToRule(r.String())}, title: message.English.T(r.TitleID()), note: r.String()})
		}
	}
	p.entries = firstOf(append(p.entries, p.objects...), paletteShown)
	p.active = 0
	p.update()
}

func firstOf[T any](list []T, n int) []T { return list[:min(n, len(list))] }

func ruleEntry(r *rules.Rule) entry {
	return entry{action: action{icon: "book", to: ToRule(r.ID)}, title: ruleTitle(r.ID), note: r.ID}
}

// findObjects asks the engine for objects of both sides that are called so.
func (a *app) findObjects() {
	p := &a.palette
	p.asked++
	asked := p.asked
	for _, cloud := range []bool{false, true} {
		if cloud && !hasCloud(a) || !cloud && !hasOnPrem(a) {
			continue
		}
		q := session.ObjectsQuery{Cloud: cloud, Filter: session.ObjectsFilter{Search: strings.TrimSpace(p.search)}, Limit: paletteObjects}
		a.host.ask(session.Request{Objects: &q}, func(res *session.Response, _ js.Value) {
			if asked != p.asked || res.Objects == nil {
				return
			}
			for _, o := range res.Objects.Rows {
				p.objects = append(p.objects, objectEntry(o, cloud))
			}
			active := p.active
			a.find()
			p.active = active
		})
	}
}

func objectEntry(o session.ObjectRow, cloud bool) entry {
	e := entry{action: action{icon: "server", to: To(ViewObjects)}, title: Visible(o.Name), note: Visible(o.DN)}
	if cloud {
		e.icon, e.to = "cloud", To(ViewObjects, "side", "cloud")
	}
	e.to = e.to.Selected(strconv.FormatUint(uint64(o.Object), 10))
	return e
}

// paletteKey handles a key in the palette and reports whether it was one of its
// keys. The keys that move within the search text are left to the field.
func (a *app) paletteKey(key string) bool {
	p := &a.palette
	last := len(p.entries) - 1
	var to int
	switch key {
	case "ArrowDown":
		if to = p.active + 1; to > last {
			to = 0
		}
	case "ArrowUp":
		if to = p.active - 1; to < 0 {
			to = last
		}
	case "PageDown":
		to = min(last, p.active+8)
	case "PageUp":
		to = max(0, p.active-8)
	case "Enter":
		a.runEntry(p.active)
		return true
	default:
		return false
	}
	p.active = max(0, to)
	p.update()
	dom.NextFrame(a.report, func() { dom.Reveal(optionID(p.active)) })
	return true
}

// runEntry does what a line of the palette stands for.
func (a *app) runEntry(i int) {
	if i < 0 || i >= len(a.palette.entries) {
		return
	}
	e := a.palette.entries[i]
	dom.CloseDialog(paletteID)
	a.run(&e.action)
}

func optionID(i int) string { return "option-" + strconv.Itoa(i) }

// palettePart is the component of the palette.
type palettePart struct {
	vecty.Core
	App *app `vecty:"prop"`
}

// Copy keeps Vecty from holding on to every earlier render.
func (p *palettePart) Copy() vecty.Component { return &palettePart{App: p.App} }

// Mount makes the part known to the page.
func (p *palettePart) Mount() { p.App.palette.part = p }

// Render shows the palette: nothing while it is closed.
func (p *palettePart) Render() vecty.ComponentOrHTML {
	a := p.App
	s := &a.palette
	return dom.El("dialog", dom.ID(paletteID), dom.Class("dialog", "palette"), dom.Attr("aria-label", t("ui.palette.title")),
		dom.Do("dialog", paletteID), dom.Test(paletteID),
		dom.If(s.open, dom.El("div", dom.Class("palette-box"),
			dom.El("div", dom.Class("palette-field"), icon("search"),
				dom.El("input", dom.ID("palette-search"), dom.Attr("type", "text"), dom.Attr("role", "combobox"),
					dom.Attr("aria-label", t("ui.palette.search")), dom.Attr("placeholder", t("ui.palette.search")),
					dom.State("aria-expanded", len(s.entries) > 0), dom.Attr("aria-controls", "palette-list"), dom.Attr("aria-autocomplete", "list"),
					activeDescendant(s), dom.Attr("autocomplete", "off"), dom.Attr("spellcheck", "false"),
					dom.OnInput("command"), dom.Value(s.search))),
			dom.El("ul", dom.ID("palette-list"), dom.Class("palette-list"), dom.Attr("role", "listbox"), dom.Attr("aria-label", t("ui.palette.title")),
				dom.Flag("hidden", len(s.entries) == 0), s.options()),
			dom.El("p", dom.Class("palette-none"), dom.Flag("hidden", len(s.entries) > 0), text("ui.palette.none")),
			dom.El("p", dom.Class("visually-hidden"), dom.Attr("role", "status"), text("ui.palette.count", message.Num("n", len(s.entries)))))))
}

func activeDescendant(s *palette) dom.Part {
	if len(s.entries) == 0 {
		return nil
	}
	return dom.Attr("aria-activedescendant", optionID(s.active))
}

func (p *palette) options() dom.Part {
	i := -1
	return dom.Each(p.entries, func(e entry) *vecty.HTML {
		i++
		return dom.El("li", dom.ID(optionID(i)), dom.Class("option"), dom.Attr("role", "option"), dom.State("aria-selected", i == p.active),
			dom.Do("command", strconv.Itoa(i)), dom.Test("command"), icon(e.icon),
			dom.El("span", dom.Class("option-title"), dom.Text(e.title)),
			dom.El("span", dom.Class("option-note"), dom.Text(e.note)),
			dom.El("span", dom.Class("option-keys"), keycaps(e.keys)))
	})
}
