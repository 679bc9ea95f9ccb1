package ui

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/session"
)

// maxReadings is how many choices are remembered; the oldest give way.
const maxReadings = 100

// remembered is how files with one header are to be read. This is what the browser
// keeps: choices, and a hash of the header to know it by.
type remembered struct {
	Header  string          `json:"header"`
	Reading session.Reading `json:"reading"`
}

// parseReadings reads what the browser has kept. What cannot be read is as good as
// nothing.
func parseReadings(text string) []remembered {
	var list []remembered
	if json.Unmarshal([]byte(text), &list) != nil {
		return nil
	}
	return list
}

// writeReadings is the inverse; "" for none.
func writeReadings(list []remembered) string {
	if len(list) == 0 {
		return ""
	}
	text, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings and numbers can always be written
	}
	return string(text)
}

// withReading is the list with the choices for a header; those that leave everything
// to the reader need not be kept.
func withReading(list []remembered, header string, r session.Reading) []remembered {
	list = slices.DeleteFunc(list, func(o remembered) bool { return o.Header == header })
	if header == "" || reflect.DeepEqual(r, session.Reading{}) {
		return list
	}
	list = append(list, remembered{header, r})
	return list[max(0, len(list)-maxReadings):]
}

// specOf are the choices under which a file was read.
func specOf(f *ingest.Report) session.FileSpec {
	spec := session.FileSpec{Name: f.Name}
	for _, c := range f.Chosen {
		switch c {
		case "role":
			spec.Role = f.Role.String()
		case "encoding":
			spec.Encoding = f.Encoding
		case "delimiter":
			spec.Delimiter = f.Delimiter
		case "shape":
			spec.Shape = string(f.Shape)
		}
	}
	for _, c := range f.Columns {
		if c.Chosen {
			setColumn(&spec, c.Header, c.Attr.String())
		}
	}
	return spec
}

func setColumn(spec *session.FileSpec, header, attribute string) {
	if spec.Columns == nil {
		spec.Columns = map[string]string{}
	}
	spec.Columns[header] = attribute
}

// readingOf are the choices in the form in which they are remembered; columns are
// those of the file.
func readingOf(spec *session.FileSpec, columns []ingest.Column) session.Reading {
	r := session.Reading{Role: spec.Role, Encoding: spec.Encoding, Delimiter: spec.Delimiter, Shape: spec.Shape}
	for i, c := range columns {
		if attribute, ok := spec.Columns[c.Header]; ok {
			if r.Columns == nil {
				r.Columns = map[int]string{}
			}
			r.Columns[i] = attribute
		}
	}
	return r
}

// meanings are the attributes that a column of a file can be given.
func meanings(role ingest.Role) []string {
	last := directory.ExtensionAttribute15
	if role == ingest.Cloud {
		last = directory.Attr(directory.AttrCount - 1)
	}
	var out []string
	for a := directory.DN; a <= last; a++ {
		out = append(out, a.String())
	}
	slices.Sort(out)
	return out
}

// confidence says how a part of what is known of a file was found: chosen, recalled,
// guess, certain, or for what stands in columns and properties likely. part is one of
// the names in Report.Guessed and Report.Chosen.
func confidence(f *ingest.Report, part string) string {
	switch {
	case slices.Contains(f.Chosen, part) && f.Recalled:
		return "recalled"
	case slices.Contains(f.Chosen, part):
		return "chosen"
	case part == "role" && f.Role == ingest.RoleUnknown, part == "shape" && f.Shape == ingest.ShapeUnknown:
		return "unknown"
	case slices.Contains(f.Guessed, part), part == "shape" && (f.Shape == ingest.ShapeOther || f.Shape == ingest.ShapeOtherJSON):
		return "guess"
	case part == "encoding" || part == "delimiter" || f.Shape == ingest.ShapeLDIF:
		return "certain"
	}
	return "likely"
}

// canBeReadOtherwise reports whether a choice can change what is read of a file: not
// with one of another kind, nor with the lists of IdFix, which have one form.
func canBeReadOtherwise(f *ingest.Report) bool {
	if f.Shape == session.ShapeIdFixCSV || f.Shape == session.ShapeIdFixUpdate || f.Encoding == "" {
		return false // of an archive as a whole there is no encoding
	}
	for _, d := range f.Diagnostics {
		switch d.Code {
		case "binary", "no-header", "unknown-header", "no-objects", "json-nothing", "ldif-change-file":
			return true
		}
		if d.Level == ingest.Fatal {
			return f.Objects > 0
		}
	}
	return true
}

// lacks reports whether something cannot be judged for want of a column.
func lacks(c *ingest.NeededColumn) bool { return len(c.Rules)+len(c.Verdicts) > 0 }

// helpsToExport are the diagnostics that another export puts right.
var helpsToExport = map[string]bool{
	"no-anchor": true, "no-anchor-ldifde": true, "columns-missing": true, "type-name": true, "columns-not-requested": true,
	"question-marks": true, "misread-text": true, "page-limit": true, "encoding-guessed": true, "next-link": true, "no-header": true,
	"unknown-header": true, "no-objects": true, "not-export": true, "spreadsheet": true, "spreadsheet-error": true, "markup": true,
	"class-unknown": true, "guid-order-text": true, "guid-order-stored": true, "ldif-change-file": true, "ldif-range": true,
}

// commandsFor are the commands that bring what a file lacks: the one for the tool that
// wrote it, and for users of the cloud the one for deleted users, who are in a list of
// their own.
func commandsFor(f *ingest.Report) []*ingest.Command {
	names := []string{ingest.CommandFor(f)}
	var missed []string
	if c := f.Completeness; c != nil {
		names[0] = c.Command
		for i := range c.Columns {
			if lacks(&c.Columns[i]) {
				missed = append(missed, strings.ToLower(c.Columns[i].Attribute))
			}
		}
	}
	if names[0] == "graph" {
		names = append(names, "graph-deleted")
	}
	helps := slices.ContainsFunc(f.Diagnostics, func(d ingest.Diagnostic) bool { return helpsToExport[d.Code] })
	var out []*ingest.Command
	for _, name := range names {
		c := ingest.CommandByName(name)
		text := strings.ToLower(c.Text)
		left := slices.DeleteFunc(slices.Clone(missed), func(a string) bool { return strings.Contains(text, a) })
		if len(left) < len(missed) || helps {
			out = append(out, c)
		}
		missed, helps = left, false
	}
	return out
}
