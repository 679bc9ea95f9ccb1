//go:build js && wasm

package ui

import (
	"strconv"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// shareRow is a line of a picture: a name with a bar of parts under it, and the
// numbers that the bar shows, each with its list.
type shareRow struct {
	label  string
	code   bool // the label is a name, not words
	depth  int
	note   string
	mark   string // severity of the note
	to     Route  // of the label; none for what stands for others
	test   string
	total  int64 // the length of the bar
	parts  []part
	counts []part // the cells
}

// part is a part of a bar, or a number in a cell.
type part struct {
	severity string
	n        int64
	label    string
	to       Route
	test     string
}

// shareTable is a picture and its table in one: the bars are drawn, and the numbers
// beside them say the same. What the pointer finds in a bar, the keyboard and a
// screen reader find in the cells.
func shareTable(test string, heads []string, rows []shareRow) *vecty.HTML {
	most := int64(1)
	for _, r := range rows {
		most = max(most, r.total)
	}
	cells := make(vecty.List, len(heads))
	for i, h := range heads {
		class := "num"
		if i == 0 {
			class = ""
		}
		cells[i] = dom.El("th", dom.Attr("scope", "col"), dom.Class(class), text(h))
	}
	return dom.El("table", dom.Class("plain", "shares"), dom.Test(test),
		dom.El("thead", dom.El("tr", cells)),
		dom.El("tbody", dom.Each(rows, func(r shareRow) *vecty.HTML { return r.line(most) })))
}

func (r *shareRow) line(most int64) *vecty.HTML {
	class := "share-name"
	if r.code {
		class += " mono"
	}
	label := dom.El("span", dom.Class(class), dom.Text(r.label))
	if r.to.View != "" {
		label = dom.Link(r.to.String(), dom.Class(class), dom.Test(r.test), dom.Text(r.label))
	}
	return dom.El("tr", dom.El("th", dom.Attr("scope", "row"), dom.Style("padding-inline-start", strconv.Itoa(min(r.depth, 6))+"rem"),
		label, dom.If(r.note != "", dom.El("span", dom.Class("share-note", "sev-"+orElse(r.mark, "none")), dom.Text(r.note))), r.bar(most)),
		dom.Each(r.counts, func(p part) *vecty.HTML {
			if p.n == 0 || p.to.View == "" {
				return dom.El("td", dom.Class("num", "muted"), dom.Text(message.Group(p.n)))
			}
			return dom.El("td", dom.Class("num"), dom.Link(p.to.String(), dom.Class("num-link"), dom.Test(p.test), dom.Attr("aria-label", p.label), dom.Text(message.Group(p.n))))
		}))
}

// bar draws the parts, each a link for the pointer.
func (r *shareRow) bar(most int64) *vecty.HTML {
	const full, least = 1000, 6
	var shapes vecty.List
	at := 0.0
	for _, p := range r.parts {
		if p.n == 0 {
			continue
		}
		width := max(least, full*float64(p.n)/float64(most))
		rect := dom.SVG("rect", dom.Attr("x", decimal(at)), dom.Attr("y", "0"), dom.Attr("width", decimal(width)), dom.Attr("height", "10"))
		at += width
		shape := dom.SVG("g", dom.Class("share-part", "sev-"+p.severity), rect)
		if p.to.View != "" {
			shape = dom.SVG("a", dom.Attr("href", p.to.String()), dom.Attr("tabindex", "-1"), dom.Class("share-part", "sev-"+p.severity),
				dom.SVG("title", dom.Text(p.label)), rect)
		}
		shapes = append(shapes, shape)
	}
	return dom.SVG("svg", dom.Class("share-bar"), dom.Attr("viewBox", "0 0 "+decimal(max(full, at))+" 10"), dom.Attr("preserveAspectRatio", "none"),
		dom.Attr("aria-hidden", "true"), dom.Attr("focusable", "false"), shapes)
}

// askPictures asks for the numbers of the pictures when the overview is shown first.
func (a *app) askPictures() {
	if !a.homeShown() || a.picturesOf == a.results {
		return
	}
	asked := a.results
	a.picturesOf = asked
	a.host.ask(session.Request{Pictures: &struct{}{}}, func(res *session.Response, _ js.Value) {
		if asked == a.results {
			a.pictures = res.Pictures
			a.update()
		}
	})
}

// numbered is the label of a number for those who do not see its column.
func numbered(n int64, what, of string) string {
	return t("ui.share.label", message.Num("n", n), message.Text("what", t(what)), message.Text("of", of))
}

// places shows the readiness of the places of the directory.
func (a *app) places(*session.Overview) *vecty.HTML {
	if a.pictures == nil {
		return card("units", dom.El("p", dom.Class("muted"), text("ui.share.counting")))
	}
	if len(a.pictures.Units) == 0 {
		return card("units", dom.El("p", dom.Class("muted"), text("ui.ready.nothing")))
	}
	var rows []shareRow
	for _, u := range a.pictures.Units {
		rows = append(rows, placeRow(u))
	}
	return card("units", dom.El("p", dom.Class("muted", "small"), text("ui.units.note")),
		shareTable("units-table", []string{"ui.units.place", "ui.units.objects", "ui.units.ready", "ui.units.errors"}, rows))
}

func placeRow(u session.UnitShare) shareRow {
	name := Visible(u.Name)
	if u.Kind == session.UnitNone {
		name = t("ui.units.none")
	}
	number := strconv.FormatUint(uint64(u.Unit), 10)
	list := func(field, value string) Route { return To(ViewObjects, "unit", number, field, value) }
	if u.Others > 0 {
		name = t("ui.units.others", message.Num("n", u.Others))
		list = func(string, string) Route { return Route{} }
	}
	r := shareRow{label: name, depth: u.Depth, to: list("scope", session.ScopeIn), test: "unit-" + number, total: u.InScope}
	r.parts = []part{
		{"ok", u.Ready - u.Warnings, numbered(u.Ready, "ui.units.ready", name), list("state", session.StateReady), ""},
		{"warning", u.Warnings, numbered(u.Warnings, "ui.units.warned", name), list("state", session.StateWarning), ""},
		{"error", u.Errors, numbered(u.Errors, "ui.units.errors", name), list("state", session.StateError), r.test + "-errors"}}
	r.counts = []part{
		{"", u.InScope, numbered(u.InScope, "ui.units.objects", name), list("scope", session.ScopeIn), r.test + "-objects"},
		{"", u.Ready, numbered(u.Ready, "ui.units.ready", name), list("state", session.StateReady), r.test + "-ready"},
		r.parts[2]}
	return r
}

// domains shows in which domains the objects of both sides are.
func (a *app) domains(o *session.Overview) *vecty.HTML {
	if a.pictures == nil {
		return card("domains", dom.El("p", dom.Class("muted"), text("ui.share.counting")))
	}
	heads := []string{"ui.domains.domain", "ui.side.onprem"}
	if o.Cloud.Objects > 0 {
		heads = append(heads, "ui.side.cloud")
	}
	var rows []shareRow
	for _, d := range a.pictures.Domains {
		rows = append(rows, domainRow(d, o.Cloud.Objects > 0))
	}
	note := "ui.domains.note"
	if len(o.Settings.VerifiedDomains) == 0 {
		note = "ui.domains.note-unset"
	}
	return card("domains", dom.El("p", dom.Class("muted", "small"), text(note)), shareTable("domains-table", heads, rows))
}

// domainSeverity is how grave a mark of a domain is.
var domainSeverity = map[string]string{"verified": "ok", "unverified": "error", "private": "error", "malformed": "error", "unlisted": "warning"}

func domainRow(d session.DomainShare, cloud bool) shareRow {
	name, number := Visible(d.Name), strconv.FormatUint(uint64(d.Domain), 10)
	list := func(side string) Route { return To(ViewObjects, "side", side, "domain", number) }
	switch {
	case d.Others > 0:
		name = t("ui.domains.others", message.Num("n", d.Others))
		list = func(string) Route { return Route{} }
	case d.Name == "":
		name = t("ui.domains.none")
	}
	severity := orElse(domainSeverity[d.Mark], "info")
	onprem := part{severity, d.OnPrem, numbered(d.OnPrem, "ui.domains.onprem", name), list("onprem"), "domain-" + number + "-onprem"}
	r := shareRow{label: name, code: d.Others == 0 && d.Name != "", test: "domain-" + number, total: d.OnPrem, parts: []part{onprem}, counts: []part{onprem}}
	if d.OnPrem > 0 {
		r.to = list("onprem")
	}
	if d.Mark != "" {
		r.note, r.mark = t("ui.domains.mark."+d.Mark), severity
	}
	if cloud {
		r.counts = append(r.counts, part{"", d.Cloud, numbered(d.Cloud, "ui.domains.cloud", name), list("cloud"), "domain-" + number + "-cloud"})
	}
	return r
}

// attributes shows the findings of each attribute by severity.
func (a *app) attributes(o *session.Overview) *vecty.HTML {
	if len(o.Attributes) == 0 {
		return card("attributes", dom.El("p", dom.Class("muted"), text("ui.none")))
	}
	var rows []shareRow
	for i, c := range o.Attributes {
		rows = append(rows, attributeRow(c, o.ByAttribute[i]))
	}
	return card("attributes", shareTable("attributes-table",
		[]string{"ui.column.attribute", "severity.error", "severity.warning", "severity.advice", "ui.share.all"}, rows))
}

func attributeRow(c session.Count, by session.SeverityCounts) shareRow {
	r := shareRow{label: c.Key, code: true, total: c.N, to: To(ViewFindings, "attribute", c.Key)}
	if c.Objects > 0 {
		r.note = onObjects(c)
	}
	for _, p := range []part{{severity: session.SeverityError, n: by.Errors}, {severity: session.SeverityWarning, n: by.Warnings}, {severity: session.SeverityAdvice, n: by.Advice}} {
		p.label = numbered(p.n, "severity."+p.severity, c.Key)
		p.to = To(ViewFindings, "severity", p.severity, "attribute", c.Key)
		p.test = "attribute-" + c.Key + "-" + p.severity
		r.parts = append(r.parts, p)
	}
	r.counts = append(append(r.counts, r.parts...), part{"", c.N, numbered(c.N, "ui.share.all", c.Key), To(ViewFindings, "attribute", c.Key), "attribute-" + c.Key})
	return r
}
