package idfix

import (
	"bufio"
	"io"
	"strings"

	"github.com/gocarina/gocsv"
)

// csvRow is a line of IdFix's CSV file. IdFix finds columns by these names,
// letter case ignored.
type csvRow struct {
	DN             string `csv:"DISTINGUISHEDNAME"`
	CN             string `csv:"COMMONNAME"`
	ObjectType     string `csv:"OBJECTCLASS"`
	Attribute      string `csv:"ATTRIBUTE"`
	Errors         string `csv:"ERROR"`
	Value          string `csv:"VALUE"`
	Update         string `csv:"UPDATE"`
	ProposedAction string `csv:"PROPOSEDACTION"`
	Action         string `csv:"ACTION"`
}

// writeBatch is the number of rows that are handed to the CSV library at once.
const writeBatch = 500

// WriteCSV writes all rows as a CSV file with IdFix's header: UTF-8 without byte
// order mark, lines ended by CR LF. Unlike IdFix's own export it escapes
// quotation marks and line ends, so that IdFix and any other program reads back
// what was written. Half a character becomes U+FFFD.
func WriteCSV(w io.Writer, r *Result) error {
	cells := &cellWriter{w: bufio.NewWriter(w)}
	if err := gocsv.MarshalCSV([]csvRow{}, cells); err != nil {
		return err
	}
	batch := make([]csvRow, 0, writeBatch)
	for i := range r.Len() {
		row := r.At(i)
		batch = append(batch, csvRow{
			DN: row.DN, CN: row.CN, ObjectType: row.ObjectType, Attribute: row.Attribute, Errors: row.Errors,
			Value: whole(row.Value), Update: whole(row.Update), ProposedAction: row.ProposedAction,
		})
		if len(batch) < writeBatch && i+1 < r.Len() {
			continue
		}
		if err := gocsv.MarshalCSVWithoutHeaders(batch, cells); err != nil {
			return err
		}
		batch = batch[:0]
	}
	return cells.w.Flush()
}

// whole replaces halves of characters.
func whole(v string) string { return strings.ToValidUTF8(v, "\uFFFD") }

// cellWriter writes cells. encoding/csv cannot end lines by CR LF without
// changing line ends inside of values.
type cellWriter struct {
	w   *bufio.Writer
	err error
}

// Write writes a line.
func (c *cellWriter) Write(row []string) error {
	for i, cell := range row {
		if i > 0 {
			c.w.WriteString(",")
		}
		if cell != "" && needsQuotes(cell, ',') {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		c.w.WriteString(cell)
	}
	_, c.err = c.w.WriteString("\r\n") // the buffer keeps its first error
	return c.err
}

// Flush passes on what is buffered.
func (c *cellWriter) Flush() {
	c.err = c.w.Flush()
}

// Error is the first error of the writer beneath.
func (c *cellWriter) Error() error { return c.err }
