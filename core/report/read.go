package report

import (
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strings"

	"presync/core/message"
)

// MaxSize bounds the report that Read accepts, in bytes: some five times one with a
// million findings.
const MaxSize = 1 << 30

// ReadError says why a file is not a report that can be read, and what to do.
type ReadError struct {
	Text, Advice message.Message
}

// Error is the reason and the advice in English.
func (e *ReadError) Error() string { return e.Text.String() + " " + e.Advice.String() }

// readError makes an error from the texts "report.read.<name>" and
// "report.read.<name>.advice".
func readError(name string, args ...message.Arg) *ReadError {
	return &ReadError{message.New("report.read."+name, args...), message.New("report.read."+name+".advice", args...)}
}

// Is reports whether a file that begins with these bytes is a report as JSON.
func Is(head []byte) bool {
	s := strings.TrimPrefix(string(head[:min(len(head), 4096)]), "\uFEFF")
	p := scanner{s: s}
	if !p.take('{') {
		return false
	}
	for !p.broken {
		if p.text() == "schema" && p.take(':') {
			return p.text() == Schema
		}
		if !p.take(':') || p.skip() == "" || !p.take(',') {
			return false
		}
	}
	return false
}

// Read reads a report. size is the length of the text where it is known, else 0. The
// error is a *ReadError. The text is kept, and the tables are read from it row by
// row.
func Read(r io.Reader, size int64) (*Document, error) {
	text, err := readText(r, size)
	if err != nil {
		return nil, err
	}
	p := &scanner{s: strings.TrimPrefix(text, "\uFEFF")}
	parts := map[string]string{} // tables
	head := []byte{'{'}
	p.want('{')
	p.items('}', func() {
		name := p.text()
		p.want(':')
		if v := p.skip(); slices.Contains(tableNames, name) {
			parts[name] = v
		} else if !p.broken {
			if len(head) > 1 {
				head = append(head, ',')
			}
			head = append(append(append(appendString(head, name), ':'), v...), ' ')
		}
	})
	if !p.broken && p.next() != 0 {
		p.fail()
	}
	if p.broken {
		return nil, p.problem(strings.Contains(text[:min(len(text), 4096)], Schema))
	}
	return assemble(append(head, '}'), parts)
}

// tableNames are the fields of a report that the tables consist of.
var tableNames = []string{"objects", "findings", "verdicts", "decisions", "words"}

// problem words what is wrong with the text: it ends too early, or is no JSON.
func (p *scanner) problem(report bool) *ReadError {
	switch {
	case report && strings.TrimSpace(p.s[p.at:]) == "":
		return readError("truncated")
	case report:
		return readError("damaged", message.Num("offset", p.at+1))
	}
	return readError("json")
}

// readText reads all of a file.
func readText(r io.Reader, size int64) (string, error) {
	var b strings.Builder
	if size <= MaxSize {
		b.Grow(int(max(0, size)))
		n, err := io.Copy(&b, io.LimitReader(r, MaxSize+1))
		if err != nil {
			return "", readError("broken", message.Text("reason", err.Error()))
		}
		size = n
	}
	if size > MaxSize {
		return "", readError("large", message.Bytes("limit", MaxSize))
	}
	return b.String(), nil
}

// assemble makes a report of its fields and its tables.
func assemble(head []byte, parts map[string]string) (*Document, error) {
	var mark struct {
		Schema  string          `json:"schema"`
		Version json.RawMessage `json:"version"`
	}
	switch err := json.Unmarshal(head, &mark); {
	case err != nil && strings.Contains(string(head[:min(len(head), 4096)]), `"`+Schema+`"`):
		return nil, readError("field", message.Text("reason", err.Error())) // edited by hand
	case err != nil || mark.Schema != Schema:
		return nil, readError("schema")
	}
	version := 0
	if err := json.Unmarshal(mark.Version, &version); err != nil || version < 1 {
		return nil, readError("schema")
	}
	if version > Version {
		return nil, readError("newer", message.Num("version", version), message.Num("known", Version))
	}
	d := &Document{}
	if err := json.Unmarshal(head, d); err != nil {
		return nil, readError("field", message.Text("reason", err.Error()))
	}
	words, ok := readWords(parts["words"])
	if !ok {
		return nil, readError("rows")
	}
	d.Objects = rowsOf(parts["objects"], objectColumns, words, readObject)
	d.Findings = rowsOf(parts["findings"], findingColumns, words, readFinding)
	d.Verdicts = rowsOf(parts["verdicts"], verdictColumns, words, readVerdict)
	d.Decisions = rowsOf(parts["decisions"], decisionColumns, words, readDecision)
	if !d.consistent() {
		return nil, readError("rows")
	}
	return d, nil
}

func readWords(part string) ([]string, bool) {
	words := []string{}
	if part == "" {
		return words, true
	}
	p := &scanner{s: part}
	p.want('[')
	p.items(']', func() { words = append(words, p.text()) })
	return words, !p.broken
}

// consistent reports whether there are as many rows as the report says and whether
// each names only rows that are there.
func (d *Document) consistent() bool {
	var n Rows
	ok := true
	in := func(i, from, to int) { ok = ok && i >= from && i < to }
	for range d.Objects {
		n.Objects++
	}
	for f := range d.Findings {
		n.Findings++
		in(f.Object, 0, d.Rows.Objects)
		in(f.Rule, 0, len(d.Rules))
		in(f.Decision, 0, d.Rows.Decisions+1)
	}
	for v := range d.Verdicts {
		n.Verdicts++
		in(v.Object, -1, d.Rows.Objects)
		in(v.Outcome, 0, len(d.Outcomes))
	}
	for x := range d.Decisions {
		n.Decisions++
		in(x.Object, 0, d.Rows.Objects)
	}
	return ok && n == d.Rows
}

// rowReader makes something of the cells of a row.
type rowReader struct {
	cells []cell
	words []string
}

// rowsOf yields the rows of a table. A row that cannot be read ends it, so that the
// number of rows is wrong.
func rowsOf[T any](part string, columns, words []string, read func(r *rowReader) T) iter.Seq[T] {
	p := scanner{s: part}
	var places []int
	rows := ""
	if part != "" {
		p.want('{')
		p.items('}', func() {
			name := p.text()
			p.want(':')
			switch name {
			case "columns":
				p.want('[')
				p.items(']', func() { places = append(places, slices.Index(columns, p.text())) })
			case "rows":
				rows = p.skip()
			default:
				p.skip()
			}
		})
	}
	return func(yield func(T) bool) {
		p := scanner{s: rows}
		if !p.take('[') || p.take(']') {
			return
		}
		r := rowReader{cells: make([]cell, len(columns)), words: words}
		for {
			p.row(r.cells, places)
			if p.broken || !yield(read(&r)) || !p.take(',') {
				return
			}
		}
	}
}

func (r *rowReader) number(i int) int  { return int(r.cells[i].n) }
func (r *rowReader) text(i int) string { return r.cells[i].s }

// word is the word whose number stands in a cell.
func (r *rowReader) word(i int) string { return r.wordAt(r.cells[i].n) }

func (r *rowReader) wordAt(n int64) string {
	if n < 0 || n >= int64(len(r.words)) {
		return ""
	}
	return r.words[n]
}

// sentence reads a form with its arguments.
func (r *rowReader) sentence(i int) Text {
	c := r.cells[i]
	if c.kind != '[' {
		return Text{Form: r.word(i)}
	}
	p := scanner{s: c.s, at: 1}
	t := Text{}
	p.items(']', func() {
		switch v := p.cell(); {
		case t.Form == "":
			t.Form = r.wordAt(v.n)
		case v.kind == '0':
			t.Args = append(t.Args, message.Arg{Num: v.n, Kind: message.Count})
		default:
			t.Args = append(t.Args, message.Arg{Text: v.s})
		}
	})
	n := 0
	var seen []message.Arg
	for name := range placeholders(t.Form) {
		if n < len(t.Args) && !have(seen, name) {
			t.Args[n].Name = name
			n++
			seen = t.Args[:n]
		}
	}
	return t
}

func readObject(r *rowReader) Object {
	o := Object{DN: r.text(0), Name: r.text(2), Class: r.word(3), GUID: r.text(4), Scope: r.word(5)}
	if r.cells[2].kind == 0 {
		o.Name = shownName(o.DN)
	}
	if parent := r.word(1); parent != "" {
		o.DN += "," + parent
	}
	return o
}

func readFinding(r *rowReader) Entry {
	f := Entry{
		Object: r.number(0), Rule: r.number(1), Attribute: r.word(2), Value: r.text(3), Absent: r.cells[3].kind == 0,
		Severity: r.word(4), Why: r.sentence(5), Confidence: r.word(6), Proposal: r.text(7),
		Group: r.number(8), Holders: r.number(9), Decision: r.number(10), Change: r.word(11),
	}
	f.Remove = f.Confidence != "" && r.cells[7].kind == 0
	return f
}

func readVerdict(r *rowReader) Verdict {
	return Verdict{
		Object: r.number(0), Outcome: r.number(1), Severity: r.word(2), Class: r.word(3),
		CloudID: r.text(4), Cloud: r.text(5), Keys: r.word(6), Also: r.word(7), Why: r.sentence(8),
	}
}

func readDecision(r *rowReader) Decision {
	return Decision{
		Object: r.number(0), Attribute: r.word(1), Value: r.text(2), Absent: r.cells[2].kind == 0,
		Rule: r.word(3), Action: r.word(4), NewValue: r.text(5), Note: r.text(6),
	}
}
