// Package report writes what was found as files to hand over.
package report

import (
	"bufio"
	"io"
	"iter"
	"strings"

	"github.com/gocarina/gocsv"
)

// Finding is a line of the findings CSV.
type Finding struct {
	DN         string `csv:"distinguishedName"`
	CN         string `csv:"cn"`
	Class      string `csv:"class"`
	Attribute  string `csv:"attribute"`
	Value      string `csv:"value"`
	Rule       string `csv:"rule"`
	Title      string `csv:"title"`
	Severity   string `csv:"severity"`
	Why        string `csv:"why"`
	Proposal   string `csv:"proposal"`
	Confidence string `csv:"confidence"`
	Reason     string `csv:"reason"`
	Holders    string `csv:"holders"` // distinguished names, one a line
	File       string `csv:"file"`
	Line       int64  `csv:"line"`
}

// Match is a line of the verdicts CSV.
type Match struct {
	DN          string `csv:"distinguishedName"`
	Name        string `csv:"name"`
	Class       string `csv:"class"`
	Outcome     string `csv:"outcome"`
	Row         string `csv:"row"`
	Also        string `csv:"also"`
	Severity    string `csv:"severity"`
	CloudID     string `csv:"cloudId"`
	Cloud       string `csv:"cloudName"`
	Keys        string `csv:"keys"`
	Explanation string `csv:"explanation"`
	Remedy      string `csv:"remedy"`
	Assumptions string `csv:"assumptions"` // one a line
}

// Options of the CSV files.
type Options struct {
	// Exact writes every cell as it is. Otherwise cells that a spreadsheet would
	// take for a formula get a leading apostrophe.
	Exact bool
	// Semicolon stands between cells instead of a comma. Excel takes the list separator
	// of the system, which is a semicolon where decimals have a comma. A line "sep=," at
	// the top would tell it, but then Excel no longer heeds the byte order mark and
	// reads UTF-8 as the code page of the system, and scripts take it for the header.
	Semicolon bool
}

// WriteCSV writes records with their header: UTF-8 with a byte order mark, lines
// ended by CR LF, every field in quotes, so that spreadsheets of every language
// open it. It returns the number of records and the first error of the writer.
func WriteCSV[T any](w io.Writer, records iter.Seq[T], opt Options) (int64, error) {
	cells := &cellWriter{w: bufio.NewWriter(w), exact: opt.Exact, comma: ','}
	if opt.Semicolon {
		cells.comma = ';'
	}
	if _, err := cells.w.WriteString("\uFEFF"); err != nil {
		return 0, err
	}
	if err := gocsv.MarshalCSV([]T{}, cells); err != nil {
		return 0, err
	}
	const batch = 500
	var n int64
	buf := make([]T, 0, batch)
	flush := func() error {
		err := gocsv.MarshalCSVWithoutHeaders(buf, cells)
		n += int64(len(buf))
		buf = buf[:0]
		return err
	}
	for r := range records {
		if buf = append(buf, r); len(buf) == batch {
			if err := flush(); err != nil {
				return n, err
			}
		}
	}
	if err := flush(); err != nil {
		return n, err
	}
	cells.Flush()
	return n, cells.Error()
}

// cellWriter is the gocsv.CSVWriter that quotes and neutralises every cell.
type cellWriter struct {
	w     *bufio.Writer
	exact bool
	comma byte
	err   error
}

// Write implements gocsv.CSVWriter.
func (c *cellWriter) Write(row []string) error {
	for i, cell := range row {
		if i > 0 {
			c.w.WriteByte(c.comma)
		}
		if !c.exact {
			cell = Neutralise(cell, c.comma)
		}
		c.w.WriteString(`"`)
		c.w.WriteString(strings.ReplaceAll(cell, `"`, `""`))
		c.w.WriteString(`"`)
	}
	_, c.err = c.w.WriteString("\r\n") // the buffer keeps its first error
	return c.err
}

// Flush implements gocsv.CSVWriter.
func (c *cellWriter) Flush() {
	c.err = c.w.Flush()
}

// Error implements gocsv.CSVWriter.
func (c *cellWriter) Error() error { return c.err }

// Neutralise puts an apostrophe before what a spreadsheet would run as a formula: a cell
// that begins with =, +, -, @ (full-width ones included), a tab or the end of a line.
// Blanks and quotes before it change nothing. A spreadsheet that expects another
// separator than comma begins cells in the middle of others, so what could be one there
// is treated alike.
func Neutralise(cell string, comma byte) string {
	var out []byte
	from, begins := 0, true // begins: a cell may begin here
	quote := func(at int) { out, from = append(append(out, cell[from:at]...), '\''), at }
	for i, r := range cell {
		switch {
		case r == '\t' || r == '\r' || r == '\n':
			if i == 0 {
				quote(i)
			}
			begins = true
		case (r == ',' || r == ';') && r != rune(comma):
			begins = true
		case r == ' ' || r == '"' || r == '\u00A0':
		default:
			if begins && strings.ContainsRune("=+-@\uFF1D\uFF0B\uFF0D\uFF20", r) {
				quote(i)
			}
			begins = false
		}
	}
	if out == nil {
		return cell
	}
	return string(append(out, cell[from:]...))
}

// ObjectLine is a line of the objects CSV, of one side.
type ObjectLine struct {
	DN       string `csv:"distinguishedName"`
	Name     string `csv:"name"`
	Class    string `csv:"class"`
	ID       string `csv:"id"`    // objectGUID, or the id in the cloud
	Scope    string `csv:"scope"` // filter that leaves it out of synchronisation
	Reason   string `csv:"reason"`
	Findings int    `csv:"findings"`
	Outcome  string `csv:"outcome"`
	Row      string `csv:"row"`
	Severity string `csv:"severity"` // of the verdict
	Cloud    string `csv:"cloudName"`
	File     string `csv:"file"`
	Line     int64  `csv:"line"`
}

// AccountLine is a line of the CSV of cloud accounts.
type AccountLine struct {
	Name     string `csv:"name"`
	Label    string `csv:"signInName"` // or an address
	CloudID  string `csv:"cloudId"`
	Class    string `csv:"class"`
	Fate     string `csv:"fate"`
	Meaning  string `csv:"meaning"` // of the fate, in words
	Outcome  string `csv:"outcome"`
	Row      string `csv:"row"`
	Severity string `csv:"severity"`
	DN       string `csv:"distinguishedName"` // of the on-premises object that leads to it
	OnPrem   string `csv:"onPremisesName"`
}

// FileLine is a line of the files CSV.
type FileLine struct {
	Name      string `csv:"file"`
	Side      string `csv:"side"`
	Kind      string `csv:"kind"`
	Encoding  string `csv:"encoding"`
	Delimiter string `csv:"delimiter"`
	Bytes     int64  `csv:"bytes"`
	SHA256    string `csv:"sha256"`
	Objects   int64  `csv:"objects"`
	Repeated  int64  `csv:"repeated"`
	Skipped   int64  `csv:"skipped"`
	Remarks   string `csv:"remarks"` // one a line
}

// RuleLine is a line of the rules CSV: every rule, also those without a finding.
type RuleLine struct {
	Rule       string `csv:"rule"`
	Attribute  string `csv:"attribute"`
	Severity   string `csv:"severity"`
	Title      string `csv:"title"`
	Findings   int64  `csv:"findings"`
	Objects    int64  `csv:"objects"`
	NotChecked int64  `csv:"notChecked"`
	Why        string `csv:"why"`
	Fix        string `csv:"whatToDo"`
	Sources    string `csv:"sources"` // addresses, one a line
}
