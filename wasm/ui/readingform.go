//go:build js && wasm

package ui

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/hexops/vecty"

	"presync/core/ingest"
	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

// viewReading is the form in which the user changes how a file is read.
func (a *app) viewReading() *vecty.HTML {
	r := &a.reading
	return dom.El("div", dom.Class("page", "reading", "settings"),
		dom.El("p", dom.Link(To(ViewFiles).String(), dom.Class("back"), icon("left"), text("ui.reading.all"))),
		viewTitle("ui.reading.title", message.Text("name", Visible(r.report().Name))),
		dom.El("p", dom.Class("lead"), text("ui.reading.lead")),
		r.fields(),
		dom.El("p", dom.Button("reading", "automatic", dom.Class("button"), dom.Test("reading-automatic"), dom.Off(r.automatic()), text("ui.reading.as-recognised"))),
		dom.El("section", dom.Class("card"), dom.Test("preview"), dom.Attr("aria-labelledby", "preview-title"),
			dom.El("h2", dom.ID("preview-title"), text("ui.reading.preview")),
			r.outcome(a), r.table()),
		dom.El("p", dom.Class("muted", "small"), text(r.kept())),
		r.end(a))
}

// fields are the choices for the file as a whole.
func (r *reading) fields() *vecty.HTML {
	shapes := []string{""}
	for _, s := range ingest.Shapes() {
		shapes = append(shapes, string(s))
	}
	delimiters := []string{"", ",", ";", "\t", "|"}
	if d := r.spec.Delimiter; !slices.Contains(delimiters, d) {
		delimiters = append(delimiters, d)
	}
	return dom.El("div", dom.Class("reading-fields"),
		r.field("role", r.spec.Role, []string{"", "onprem", "cloud"}, func(v string) string { return name("ui.side.", v) }),
		r.field("shape", r.spec.Shape, shapes, func(v string) string { return name("shape.", v) }),
		r.field("encoding", r.spec.Encoding, append([]string{""}, ingest.Encodings()...), func(v string) string { return v }),
		r.field("delimiter", r.spec.Delimiter, delimiters, delimiterName))
}

// field is one of them; the first value leaves the choice to the reader.
func (r *reading) field(field, value string, values []string, label func(string) string) *vecty.HTML {
	return dom.El("label", dom.Class("field-row"),
		dom.El("span", dom.Class("field-label"), text("ui.file."+field)),
		dom.El("select", dom.Class("field"), dom.Test("reading-"+field), dom.OnChange("reading", field), dom.Value(value),
			dom.Each(values, func(v string) *vecty.HTML {
				words := t("ui.reading.automatic")
				if v != "" {
					words = label(v)
				}
				return dom.El("option", dom.Attr("value", v), dom.Flag("selected", v == value), dom.Text(words))
			})),
		dom.El("span", dom.Class("field-note"), text("ui.reading."+field+".note")))
}

// outcome says in words what the choices give.
func (r *reading) outcome(a *app) *vecty.HTML {
	switch {
	case r.trouble != nil:
		return dom.El("div", a.troubleBox(r.trouble))
	case r.preview == nil:
		return dom.El("div", dom.Attr("role", "status"), text("ui.reading.waiting"))
	}
	f := &r.preview.Report
	return dom.El("div", dom.Class("reading-outcome"), dom.Attr("role", "status"), dom.Test("reading-outcome"),
		dom.El("dl", dom.Class("facts"),
			fact("ui.file.role", t("ui.side."+f.Role.String())),
			fact("ui.file.shape", name("shape.", orElse(string(f.Shape), "unknown"))),
			fact("ui.file.encoding", f.Encoding),
			fact("ui.file.delimiter", delimiterName(f.Delimiter)),
			fact("ui.reading.objects", message.Group(f.Objects)),
			dom.If(r.whole(a), fact("ui.file.skipped", message.Group(f.Skipped)))),
		dom.Each(f.Diagnostics, func(d ingest.Diagnostic) *vecty.HTML {
			if d.Code == "no-objects" && !r.whole(a) { // its first record may be longer than the preview
				return dom.El("div", dom.Flag("hidden", true))
			}
			return diagnosticItem("div", &d)
		}))
}

// table shows each column with its meaning and its first values.
func (r *reading) table() *vecty.HTML {
	if r.preview == nil || len(r.preview.Report.Columns) == 0 {
		return dom.El("div", dom.Flag("hidden", true))
	}
	p := r.preview
	shown := p.Report.Columns
	if !r.all {
		shown = shown[:min(len(shown), columnsStep)]
	}
	i := -1
	return dom.El("div", dom.Class("reading-columns"),
		dom.El("p", dom.Class("muted", "small"), dom.Text(r.note())),
		r.datalist(),
		scrolling("ui.reading.preview", dom.El("table", dom.Class("plain", "mapping"),
			dom.El("thead", dom.El("tr", dom.El("th", text("ui.columns.header")), dom.El("th", text("ui.columns.attribute")),
				dom.Each(p.Rows, func(row ingest.PreviewRow) *vecty.HTML {
					return dom.El("th", text("ui.reading.row", message.Num("n", row.Number)))
				}))),
			dom.El("tbody", dom.Each(shown, func(c ingest.Column) *vecty.HTML {
				i++
				return r.column(i, &c)
			})))),
		dom.If(len(shown) < len(p.Report.Columns), dom.El("p", dom.Button("reading", "all", dom.Class("button"),
			text("ui.reading.more", message.Num("n", len(p.Report.Columns)-len(shown)))))))
}

// note says what can be done with the columns of this kind of file.
func (r *reading) note() string {
	switch f := &r.preview.Report; {
	case f.Shape == ingest.ShapeLDIF:
		return t("ui.reading.ldif")
	case f.Delimiter == "":
		return t("ui.reading.json")
	}
	return t("ui.reading.table")
}

// datalist holds the attributes, once for all columns.
func (r *reading) datalist() *vecty.HTML {
	return dom.El("datalist", dom.ID("meanings"), dom.Each(append([]string{t("ui.columns.unused")}, meanings(r.preview.Report.Role)...), func(v string) *vecty.HTML {
		return dom.El("option", dom.Attr("value", v))
	}))
}

// column is one column of the file, with the field in which its meaning is changed.
func (r *reading) column(i int, c *ingest.Column) *vecty.HTML {
	own := orElse(c.Attr.String(), t("ui.columns.unused"))
	_, odd := r.odd[c.Header]
	meaning := dom.El("td", dom.El("input", dom.Class("field", "mono"), dom.Attr("type", "text"), dom.Attr("list", "meanings"), dom.Test("column-meaning"),
		dom.Attr("data-header", c.Header), dom.Attr("autocomplete", "off"), dom.Attr("spellcheck", "false"), dom.Attr("placeholder", own),
		dom.Attr("aria-label", t("ui.reading.meaning", message.Text("column", Visible(c.Header)))), dom.State("aria-invalid", odd),
		dom.OnChange("column", strconv.Itoa(i)), dom.OnInput("column"), dom.Value(r.meaning(c.Header))),
		dom.El("span", dom.Class("field-note"), dom.Flag("hidden", !odd), text("ui.reading.odd")))
	return dom.El("tr", dom.Test("preview-column"),
		dom.El("th", dom.Attr("scope", "row"), dom.Class("mono"), dom.Text(Visible(c.Header))), meaning,
		dom.Each(r.preview.Rows, func(row ingest.PreviewRow) *vecty.HTML {
			return dom.El("td", dom.Class("mono"), dom.Attr("title", Visible(row.Cells[i])), dom.Text(Visible(row.Cells[i])))
		}))
}

// kept is the id of the text that says how long the choices last.
func (r *reading) kept() string {
	if r.preview == nil || r.preview.Report.Header == "" {
		return "ui.reading.not-kept"
	}
	return "ui.reading.kept"
}

// automatic reports whether everything is left to the reader.
func (r *reading) automatic() bool {
	return sameChoices(&session.FileSpec{}, &r.spec) && len(r.odd) == 0
}

// end holds the buttons.
func (r *reading) end(a *app) *vecty.HTML {
	unchanged := r.preview == nil || !r.typing && (len(r.odd) > 0 || !r.changed(a))
	return dom.El("div", dom.Class("settings-end"),
		dom.Button("reading", "apply", dom.Class("button", "primary"), dom.Test("reading-apply"), dom.Off(unchanged), text("ui.reading.apply")),
		dom.Link(To(ViewFiles).String(), dom.Class("button"), dom.Test("reading-cancel"), text("ui.cancel")))
}

// sameChoices reports whether two sets of choices say the same.
func sameChoices(a, b *session.FileSpec) bool {
	return a.Role == b.Role && a.Encoding == b.Encoding && a.Delimiter == b.Delimiter && a.Shape == b.Shape &&
		len(a.Columns) == len(b.Columns) && (len(a.Columns) == 0 || reflect.DeepEqual(a.Columns, b.Columns))
}
