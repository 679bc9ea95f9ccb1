//go:build js && wasm

package ui

import (
	"strconv"
	"strings"
	"syscall/js"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/session"
	"presync/wasm/ui/dom"
)

const (
	// readingsKey is where the browser keeps how files are to be read.
	readingsKey = "presync-readings"
	// previewBytes is how much of a file is looked at for a preview.
	previewBytes = 128 << 10
	// columnsStep is how many columns of a file are shown at first.
	columnsStep = 40
)

// reading is the form in which the user changes how a file is read, with what would
// come of it. Nothing is changed before it is applied.
type reading struct {
	present  *session.Overview // nil while the form is not open
	file     int               // index in Overview.Files
	spec     session.FileSpec  // the choices
	odd      map[string]string // what was typed as a meaning and is no attribute, by header
	preview  *session.Preview
	asked    int    // previews asked for
	answered int    // the last one that came
	typing   bool   // something is typed that no preview shows yet:
	typedAt  string // the header of the column
	typed    string // what stands in its field
	applying bool   // as soon as the preview is there
	all      bool   // columns are shown
	trouble  *trouble
}

func (r *reading) open() bool { return r.present != nil }

// ready reports whether the preview shows the choices.
func (r *reading) ready() bool { return !r.open() || r.asked == r.answered }

// show opens and closes the form as the route says.
func (r *reading) show(a *app) {
	i, err := strconv.Atoi(a.route.ID)
	if a.route.View != ViewFiles || err != nil || i >= len(a.overview.Files) || !canBeReadOtherwise(&a.overview.Files[i]) {
		*r = reading{asked: r.asked}
		return
	}
	if r.present == a.overview && r.file == i {
		return
	}
	*r = reading{present: a.overview, file: i, spec: a.specFor(i), asked: r.asked}
	r.ask(a)
}

// specFor are the choices in force for a file.
func (a *app) specFor(i int) session.FileSpec {
	f := &a.overview.Files[i]
	spec := specOf(f)
	own := a.files[f.Source].spec
	if f.Name != a.files[f.Source].name {
		own = own.Members[f.Name]
	}
	for header, attribute := range own.Columns {
		setColumn(&spec, header, attribute) // also of a header of which nothing was understood
	}
	return spec
}

// report is what is known of the file.
func (r *reading) report() *ingest.Report { return &r.present.Files[r.file] }

// ask has the engine read the beginning of the file under the present choices.
func (r *reading) ask(a *app) {
	r.asked++
	serial := r.asked
	latest := func() bool { return r.open() && serial == r.asked }
	start := r.report().Start
	head := a.files[r.report().Source].file.Call("slice", float64(start), float64(start+previewBytes)).Call("arrayBuffer")
	dom.Await(head, a.report, func(buffer js.Value) {
		if !latest() {
			return
		}
		array := js.Global().Get("Uint8Array").New(buffer)
		req := session.PreviewRequest{File: r.spec, Head: make([]byte, array.Length())}
		js.CopyBytesToGo(req.Head, array)
		a.host.ask(session.Request{Preview: &req}, func(res *session.Response, _ js.Value) {
			if !latest() {
				return
			}
			r.answered, r.preview, r.trouble = serial, res.Preview, nil
			if res.Preview == nil {
				r.trouble = failed(res.Failure)
			}
			if r.applying {
				r.apply(a)
			}
			a.update()
		})
	}, func(reason js.Value) {
		if latest() {
			r.answered, r.preview, r.applying = serial, nil, false
			r.trouble = &trouble{text: t("ui.reading.unreadable"), advice: t("ui.reading.unreadable.advice"), detail: reason.Get("message").String()}
			a.update()
		}
	})
}

// set takes over a choice.
func (r *reading) set(a *app, field, value string) {
	switch field {
	case "role":
		r.spec.Role = value
	case "shape":
		r.spec.Shape = value
	case "encoding":
		r.spec.Encoding = value
	case "delimiter":
		r.spec.Delimiter = value
	}
	r.ask(a)
	a.update()
}

// typeColumn keeps what is being typed as the meaning of a column.
func (r *reading) typeColumn(a *app, column int, typed string) {
	if r.preview != nil && column < len(r.preview.Report.Columns) {
		r.typing, r.typedAt, r.typed = true, r.preview.Report.Columns[column].Header, typed
		a.update()
	}
}

// setColumn takes over the meaning of a column as typed: nothing leaves it to the
// reader.
func (r *reading) setColumn(a *app, column int, typed string) {
	if r.preview == nil || column >= len(r.preview.Report.Columns) {
		return
	}
	header := r.preview.Report.Columns[column].Header
	r.typing = false
	typed = strings.TrimSpace(typed)
	delete(r.odd, header)
	delete(r.spec.Columns, header)
	attribute, known := directory.AttrByName(typed)
	switch {
	case typed == "":
	case strings.EqualFold(typed, t("ui.columns.unused")):
		setColumn(&r.spec, header, "")
	case known:
		setColumn(&r.spec, header, attribute.String())
	default:
		if r.odd == nil {
			r.odd = map[string]string{}
		}
		r.odd[header] = typed
	}
	r.ask(a)
	a.update()
}

// meaning is what stands in the field of a column.
func (r *reading) meaning(header string) string {
	if r.typing && r.typedAt == header {
		return r.typed
	}
	if typed, ok := r.odd[header]; ok {
		return typed
	}
	switch attribute, ok := r.spec.Columns[header]; {
	case ok && attribute == "":
		return t("ui.columns.unused")
	case ok:
		return attribute
	}
	return ""
}

// do is what the buttons of the form do.
func (r *reading) do(a *app, what string) {
	switch {
	case what == "all":
		r.all = true
	case what == "automatic":
		r.spec, r.odd = session.FileSpec{Name: r.spec.Name}, nil
		r.ask(a)
	case what == "apply":
		r.apply(a)
	}
	a.update()
}

// apply reads the file as chosen, once the preview shows what that means.
func (r *reading) apply(a *app) {
	r.applying = !r.ready()
	if !r.applying && r.preview != nil && len(r.odd) == 0 && r.changed(a) {
		a.readAs(r.file, r.spec, r.preview.Report.Columns, r.preview.Report.Header)
	}
}

// changed reports whether the choices are others than those in force.
func (r *reading) changed(a *app) bool {
	present := a.specFor(r.file)
	return !sameChoices(&present, &r.spec)
}

// whole reports whether the preview shows all of the file.
func (r *reading) whole(a *app) bool {
	f := r.report()
	return !f.Packed && a.files[f.Source].size <= previewBytes
}

// readAs loads again with choices for a file, and keeps them for files with the same
// header.
func (a *app) readAs(i int, spec session.FileSpec, columns []ingest.Column, header string) {
	f := &a.overview.Files[i]
	dom.Store(readingsKey, writeReadings(withReading(parseReadings(dom.Stored(readingsKey)), header, readingOf(&spec, columns))))
	c := &a.files[f.Source]
	switch {
	case f.Name == c.name:
		c.spec = spec
	case c.spec.Members == nil:
		c.spec.Members = map[string]session.FileSpec{f.Name: spec}
	default:
		c.spec.Members[f.Name] = spec
	}
	a.load()
}

// forgetReading loads again without the choices that were remembered for a file.
func (a *app) forgetReading(i int) {
	if i < len(a.overview.Files) {
		a.readAs(i, session.FileSpec{}, nil, a.overview.Files[i].Header)
	}
}

// readings are the remembered choices, by the header that they are for.
func (a *app) readings() map[string]session.Reading {
	out := map[string]session.Reading{}
	for _, r := range parseReadings(dom.Stored(readingsKey)) {
		out[r.Header] = r.Reading
	}
	return out
}
