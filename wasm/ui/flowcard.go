//go:build js && wasm

package ui

import (
	"strconv"
	"strings"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// flow shows how the on-premises objects go to the cloud, as a diagram and as a
// table. On a narrow screen there is only the table.
func (a *app) flow(o *session.Overview) *vecty.HTML {
	if len(o.Flow) == 0 || o.Verdicts == 0 {
		return dom.El("section", dom.Flag("hidden", true))
	}
	d := layFlow(o.Flow)
	shown := flowView{d, o}
	return card("flow", dom.Test("flow"),
		dom.El("p", dom.Class("muted", "small"), text("ui.flow.note")),
		dom.El("div", dom.Class("flow"), dom.Style("height", sixteenths(d.height)),
			dom.El("ul", dom.Class("flow-ends"), shown.ends(d.left)),
			shown.picture(),
			dom.El("ul", dom.Class("flow-ends", "flow-cloud"), shown.ends(d.right))),
		dom.El("details", dom.Flag("open", narrow()), dom.El("summary", text("ui.flow.table")), flowTable(o)))
}

type flowView struct {
	flowDiagram
	overview *session.Overview
}

// sixteenths writes a measure of the diagram, which grows with the text.
func sixteenths(v float64) string { return strconv.FormatFloat(v/16, 'f', 3, 64) + "rem" }

// flowRoute is the list of the verdicts of some rows that lead to a fate.
func flowRoute(rows []string, fate string) Route {
	r := To(ViewMatches).with("row", rows)
	if fate != "" {
		r = r.with("fate", []string{fate})
	}
	return r
}

// title is what an outcome is called.
func (v *flowView) title(n *flowNode) string {
	if len(n.rows) > 1 {
		return t("ui.flow.others", message.Num("n", len(n.rows)))
	}
	return rowTitles(n.rows)[0]
}

// ends are the names of the nodes of one side, each a link to its list.
func (v *flowView) ends(nodes []flowNode) dom.Part {
	return dom.Each(nodes, func(n flowNode) *vecty.HTML {
		at := dom.Style("top", sixteenths((n.top+n.end)/2))
		if n.rows != nil {
			return dom.El("li", at, dom.Link(flowRoute(n.rows, "").String(), dom.Class("flow-end"), rowTip(n.rows),
				dom.El("span", dom.Class("flow-name"), dom.Text(v.title(&n))), dom.El("strong", dom.Text(message.Group(n.n)))))
		}
		to, note := To(ViewAccounts, "fate", n.fate), t("ui.flow.accounts", message.Num("n", n.accounts))
		if n.accounts == 0 {
			to, note = To(ViewMatches, "fate", n.fate), t("ui.flow.objects-n", message.Num("n", n.n))
		}
		return dom.El("li", at, dom.Link(to.String(), dom.Class("flow-end"), dom.Test("flow-"+n.fate), tip("fate:"+n.fate),
			dom.El("span", dom.Class("flow-name"), text("ui.fate."+n.fate)), dom.El("span", dom.Class("muted", "small"), dom.Text(note))))
	})
}

// picture is the diagram without words: the nodes as bars, and the bands.
func (v *flowView) picture() *vecty.HTML {
	var shapes vecty.List
	for i := range v.bands {
		shapes = append(shapes, v.band(&v.bands[i]))
	}
	for x, nodes := range [][]flowNode{v.left, v.right} {
		for _, n := range nodes {
			shapes = append(shapes, dom.SVG("rect", dom.Class("flow-node"), dom.Attr("x", decimal(float64(x)*99)), dom.Attr("y", decimal(n.top)),
				dom.Attr("width", "1"), dom.Attr("height", decimal(n.end-n.top))))
		}
	}
	return dom.SVG("svg", dom.Class("flow-picture"), dom.Attr("viewBox", "0 0 100 "+decimal(v.height)), dom.Attr("preserveAspectRatio", "none"),
		dom.Attr("role", "group"), dom.Attr("aria-label", t("ui.flow.label")), shapes)
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// band is a link to the objects that it stands for.
func (v *flowView) band(b *flowBand) *vecty.HTML {
	from, fate := &v.left[b.from], v.right[b.to].fate
	label := t("ui.flow.band", message.Text("outcome", v.title(from)), message.Num("n", b.n), message.Text("fate", t("ui.fate."+fate)))
	l, r, th := b.left, b.right, b.thick
	path := "M1 " + decimal(l) + "C50 " + decimal(l) + " 50 " + decimal(r) + " 99 " + decimal(r) +
		"V" + decimal(r+th) + "C50 " + decimal(r+th) + " 50 " + decimal(l+th) + " 1 " + decimal(l+th) + "Z"
	return dom.SVG("a", dom.Attr("href", flowRoute(from.rows, fate).String()), dom.Class("flow-band", "sev-"+v.severity(from)),
		dom.Attr("aria-label", label), dom.Test("flow-band"),
		dom.SVG("title", dom.Text(label)), dom.SVG("path", dom.Attr("d", path)))
}

// severity is that of an outcome, of several that of the gravest.
func (v *flowView) severity(n *flowNode) string {
	gravest := session.SeverityOK
	for _, c := range v.overview.Outcomes {
		for _, row := range n.rows {
			if c.Row == row && gravity[c.Severity] < gravity[gravest] {
				gravest = c.Severity
			}
		}
	}
	return gravest
}

// flowTable is the flow in full; the numbers of cloud objects come last.
func flowTable(o *session.Overview) *vecty.HTML {
	var list, cloud []session.FlowCount
	for _, c := range o.Flow {
		if c.Row == "" {
			cloud = append(cloud, c)
		} else {
			list = append(list, c)
		}
	}
	return dom.El("div", dom.Class("scroll-x"), dom.El("table", dom.Class("plain", "flow-table"), dom.Test("flow-table"),
		dom.El("thead", dom.El("tr", dom.El("th", text("ui.flow.onprem")), dom.El("th", text("ui.flow.cloud")),
			dom.El("th", dom.Class("num"), text("ui.flow.objects")))),
		dom.El("tbody", dom.Each(append(list, cloud...), func(c session.FlowCount) *vecty.HTML {
			title, to, test := t("ui.flow.cloud-all"), To(ViewAccounts, "fate", c.Fate), "flow-all-"+c.Fate
			if c.Row != "" {
				title, to, test = strings.Join(rowTitles([]string{c.Row}), ""), flowRoute([]string{c.Row}, c.Fate), "flow-"+c.Row+"-"+c.Fate
			}
			return dom.El("tr", dom.El("th", dom.Attr("scope", "row"), dom.Text(title)), dom.El("td", text("ui.fate."+c.Fate)),
				dom.El("td", dom.Class("num"), count(c.N, to, test)))
		}))))
}
