//go:build js && wasm

package ui

import (
	"syscall/js"

	"presync/wasm/ui/dom"
)

// stand is where a table stood in one of its lists.
type stand struct {
	top           float64
	first, active int64
}

// maxPlaces bounds the places that a table remembers.
const maxPlaces = 50

// placeKey names a list in its order.
func (g *grid) placeKey() string { return g.route.Selected("").String() + "\n" + g.lastSearch }

// leave remembers where the table stands before it shows another list.
func (g *grid) leave() {
	if g.route.View == ViewHome {
		return
	}
	if g.places == nil || len(g.places) >= maxPlaces {
		g.places = map[string]stand{}
	}
	g.places[g.placeKey()] = stand{g.viewport.Top(), g.first, g.active}
}

// arrive puts the table where it stood when its list was left, if the browser's Back
// or Forward led here; any other way begins at the top.
func (g *grid) arrive() {
	g.top()
	if p, ok := g.places[g.placeKey()]; ok && g.app.returning {
		g.first, g.active = p.first, p.active
		g.restore = p.top
	}
}

// resume scrolls to the remembered place, now that the list's length is known.
func (g *grid) resume() {
	if g.restore > 0 {
		g.viewport.Restore(g.restore)
		g.restore = 0
		g.moved()
	}
}

// navView is the view under whose name in the bar a view stands.
func navView(v View) View {
	switch v {
	case ViewGroups, ViewContest:
		return ViewFindings
	case ViewTransfer:
		return ViewAccounts
	case ViewSinceList:
		return ViewSince
	}
	return v
}

// navRoute is where the name of a view in the bar leads: back to what was seen there
// last, and from there to the whole list.
func (a *app) navRoute(v View) Route {
	if r, ok := a.visited[v]; ok && navView(a.route.View) != v {
		return r
	}
	if v == ViewObjects && a.overview.OnPrem.Objects == 0 {
		return To(v, "side", "cloud")
	}
	return To(v)
}

// visit remembers what is seen of a view with a table.
func (a *app) visit() {
	if a.grid() == nil && a.route.View != ViewContest {
		return
	}
	if a.visited == nil {
		a.visited = map[View]Route{}
	}
	a.visited[navView(a.route.View)] = a.route
}

// arriveBy tells whether the browser's Back or Forward led to the present entry of
// the history: then it was marked before.
func (a *app) arriveBy() {
	history := dom.Window().Get("history")
	if a.returning = history.Get("state").Truthy(); !a.returning {
		a.markEntry()
	}
}

// markEntry marks the present entry of the history as seen.
func (a *app) markEntry() {
	dom.Window().Get("history").Call("replaceState", true, "", js.Undefined())
}
