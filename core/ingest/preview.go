package ingest

import (
	"bytes"
	"strings"

	"presync/core/directory"
)

// previewRows is how many rows a preview shows.
const previewRows = 20

// Preview is the beginning of a file as it is understood under some options: what
// the user sees before a file is read again with another choice.
type Preview struct {
	Report Report     `json:"report"` // of the beginning; without diagnostics
	Rows   [][]string `json:"rows"`   // a cell for each of Report.Columns
}

// PreviewFile reads the beginning of a file, some ten thousand bytes of it, under the
// options that the user is about to choose.
func PreviewFile(head []byte, name string, opt Options) Preview {
	to := Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
	p := Preview{Report: Load(bytes.NewReader(head), name, opt, to, nil)}
	p.Report.Diagnostics, p.Report.Guessed = nil, nil
	store := to.OnPrem
	if p.Report.Role == Cloud {
		store = to.Cloud
	}
	if p.Report.Delimiter != "" {
		p.Rows = tableRows(head, &p.Report)
	} else {
		p.Rows = objectRows(store, &p.Report)
	}
	return p
}

// tableRows cuts the first rows of a table into cells.
func tableRows(head []byte, rep *Report) [][]string {
	src := source{r: bytes.NewReader(head), block: len(head) + 1, limit: len(head) + 1}
	src.open(rep.Encoding)
	scan := csvScanner{delim: rep.Delimiter[0]}
	header := -1
	var out [][]string
	for pos, b := 0, src.buf; pos < len(b) && len(out) < previewRows; {
		n, state := scan.row(b[pos:], true)
		pos += n
		if state != rowRead || len(bytes.TrimSpace(b[pos-n:pos])) == 0 {
			continue
		}
		if header < 0 { // lines before the header, and the header
			if len(rep.Columns) == 0 || strings.TrimSpace(string(scan.fields[0])) == rep.Columns[0].Header && len(scan.fields) == len(rep.Columns) {
				header = pos
			}
			continue
		}
		row := make([]string, len(rep.Columns))
		for i := range min(len(row), len(scan.fields)) {
			row[i] = excerpt(scan.fields[i])
		}
		out = append(out, row)
	}
	return out
}

// objectRows shows the first objects of a file that is no table.
func objectRows(store *directory.Store, rep *Report) [][]string {
	var out [][]string
	for id := range min(store.Len(), previewRows) {
		row := make([]string, len(rep.Columns))
		for i, c := range rep.Columns {
			if c.Attr == directory.AttrNone {
				continue
			}
			var values []string
			for _, v := range store.Values(directory.ID(id), c.Attr) {
				values = append(values, directory.FormatValue(c.Attr, v))
			}
			row[i] = excerpt([]byte(strings.Join(values, " | ")))
		}
		out = append(out, row)
	}
	return out
}
