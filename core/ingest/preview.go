package ingest

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"presync/core/directory"
)

// previewRows is how many rows a preview shows. The first half are the first of the
// file; the others are, where there are some, rows with letters outside ASCII, which
// show whether the encoding is right.
const previewRows = 6

// previewBytes is how much of a packed file is unpacked for a preview.
const previewBytes = 256 << 10

// Preview is the beginning of a file as it is understood under some options: what
// the user sees before a file is read again with another choice.
type Preview struct {
	Report Report       `json:"report"` // of the beginning; of its diagnostics only those that say why nothing was read
	Rows   []PreviewRow `json:"rows"`
}

// PreviewRow is a row of a table, or an object of another file.
type PreviewRow struct {
	Number int      `json:"number"` // in the file, from 1
	Cells  []string `json:"cells"`  // one for each of Report.Columns
}

// PreviewFile reads the beginning of a file, some ten thousand bytes of it, under the
// options that the user is about to choose. Of a packed file head may begin at the
// file that is asked for.
func PreviewFile(head []byte, name string, opt Options) Preview {
	head = unpackHead(head)
	to := Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
	p := Preview{Report: Load(bytes.NewReader(head), name, opt, to, nil)}
	p.Report.Diagnostics = slices.DeleteFunc(p.Report.Diagnostics, func(d Diagnostic) bool { return d.Level != Fatal })
	store := to.OnPrem
	if p.Report.Role == Cloud {
		store = to.Cloud
	}
	if p.Report.Delimiter != "" {
		p.Rows = tableRows(head, &p.Report, opt)
	} else {
		p.Rows = objectRows(store, &p.Report)
	}
	return p
}

// unpackHead unpacks the beginning of a packed file, as far as there is some.
func unpackHead(head []byte) []byte {
	p := &packed{in: counter{r: bytes.NewReader(head)}}
	p.b = bufio.NewReaderSize(&p.in, packedBuffer)
	var r io.Reader
	switch {
	case bytes.HasPrefix(head, []byte("\x1F\x8B")):
		z, err := gzip.NewReader(p.b)
		if err != nil {
			return head
		}
		r = z
	case bytes.HasPrefix(head, []byte(zipMember)):
		h, ok := (&zipReader{packed: p}).header()
		switch {
		case !ok || h.flags&zipEncrypted != 0 || h.method != zipStored && h.method != zipDeflated:
			return head
		case h.method == zipStored:
			r = io.LimitReader(p.b, max(0, h.size))
		default:
			r = flate.NewReader(p.b)
		}
	default:
		return head
	}
	out, _ := io.ReadAll(io.LimitReader(r, previewBytes)) // the end of the head is no error
	return out
}

// rowChoice chooses the rows to show.
type rowChoice struct {
	first, lettered, others []PreviewRow
}

func (s *rowChoice) add(row PreviewRow) {
	const half = previewRows / 2
	switch {
	case len(s.first) < half:
		s.first = append(s.first, row)
	case len(s.lettered) < half && slices.ContainsFunc(row.Cells, hasLetters):
		s.lettered = append(s.lettered, row)
	case len(s.others) < half:
		s.others = append(s.others, row)
	}
}

// full reports whether further rows change nothing.
func (s *rowChoice) full() bool { return len(s.lettered) == previewRows/2 }

func (s *rowChoice) rows() []PreviewRow {
	rest := append(s.lettered, s.others...)
	out := append(s.first, rest[:min(len(rest), previewRows/2)]...)
	slices.SortFunc(out, func(a, b PreviewRow) int { return a.Number - b.Number })
	return out
}

// hasLetters reports whether a cell holds something outside ASCII. The signs that
// excerpt puts into a cell itself are none.
func hasLetters(cell string) bool {
	for _, r := range cell {
		if r >= utf8.RuneSelf && r != '·' && r != '…' {
			return true
		}
	}
	return false
}

// tableRows cuts rows of a table into cells. A header of which nothing is known is
// in no report; its columns are put there, so that they can be given a meaning.
func tableRows(head []byte, rep *Report, opt Options) []PreviewRow {
	src := source{r: bytes.NewReader(head), block: len(head) + 1, limit: len(head) + 1}
	src.open(rep.Encoding)
	scan := csvScanner{delim: rep.Delimiter[0]}
	begun := false
	var chosen rowChoice
	number := 0
	for pos, b := 0, src.buf; pos < len(b) && !chosen.full(); {
		n, state := scan.row(b[pos:], true)
		pos += n
		if state != rowRead || len(bytes.TrimSpace(b[pos-n:pos])) == 0 {
			continue
		}
		if !begun { // lines before the header, and the header
			begun = beginsTable(rep, &scan, b[pos-n:pos], opt)
			continue
		}
		number++
		row := PreviewRow{Number: number, Cells: make([]string, len(rep.Columns))}
		for i := range min(len(row.Cells), len(scan.fields)) {
			row.Cells[i] = excerpt(scan.fields[i])
		}
		chosen.add(row)
	}
	return chosen.rows()
}

// beginsTable reports whether a row is the header.
func beginsTable(rep *Report, scan *csvScanner, line []byte, opt Options) bool {
	if len(rep.Columns) > 0 {
		return strings.TrimSpace(string(scan.fields[0])) == rep.Columns[0].Header && len(scan.fields) == len(rep.Columns)
	}
	if hasFoldPrefix(line, "#type") || hasFoldPrefix(line, "sep=") {
		return false
	}
	for _, f := range scan.fields {
		c := Column{Header: strings.TrimSpace(string(f))}
		c.Attr, c.Chosen = opt.Columns[c.Header]
		rep.Columns = append(rep.Columns, c)
	}
	return true
}

// objectRows shows objects of a file that is no table.
func objectRows(store *directory.Store, rep *Report) []PreviewRow {
	var chosen rowChoice
	for id := 0; id < store.Len() && !chosen.full(); id++ {
		row := PreviewRow{Number: id + 1, Cells: make([]string, len(rep.Columns))}
		for i, c := range rep.Columns {
			if c.Attr == directory.AttrNone {
				continue
			}
			var values []string
			for _, v := range store.Values(directory.ID(id), c.Attr) {
				values = append(values, directory.FormatValue(c.Attr, v))
			}
			row.Cells[i] = excerpt([]byte(strings.Join(values, " | ")))
		}
		chosen.add(row)
	}
	return chosen.rows()
}
