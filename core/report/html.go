package report

import (
	"bufio"
	"crypto/sha256"
	_ "embed" // for the style and the script of the page
	"encoding/base64"
	"encoding/json"
	"io"
	"strconv"

	"presync/core/match"
	"presync/core/message"
)

// A report as HTML is one file that asks for nothing: its style and its script are in
// it, and its policy allows no other and no request. Rows lie in noscript elements.
// With scripting they are text that costs next to nothing until the script takes the
// rows that are on screen out of it; without, the browser shows them all.

// Limits of the rows of each table that a report as HTML lists.
const (
	HTMLRows    = 10_000  // unless something else is chosen
	HTMLMaxRows = 100_000 // a file of about 50 MB, which browsers open in some seconds
)

// HTMLOptions choose what a report as HTML lists.
type HTMLOptions struct {
	// Rows is the most that each table lists; 0 is HTMLRows. More than HTMLMaxRows
	// are never listed. What was left out is counted in the report.
	Rows int
}

func (o HTMLOptions) rows() int {
	if o.Rows <= 0 {
		return HTMLRows
	}
	return min(o.Rows, HTMLMaxRows)
}

//go:embed html/report.css
var htmlStyle string

//go:embed html/report.js
var htmlScript string

// policy allows the page's own style and script and nothing else.
func policy() string {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; script-src " + hash(htmlScript) + "; style-src " + hash(htmlStyle) +
		"; base-uri 'none'; form-action 'none'"
}

// WriteHTML writes a report as one HTML file that works from a disk or a mail. It
// returns the number of rows listed and the first error of the writer.
func WriteHTML(w io.Writer, doc *Document, opt HTMLOptions) (int64, error) {
	p := newPage(w, doc, opt)
	p.head()
	p.cover()
	p.put(`<main id="main">`)
	p.summary()
	p.basis()
	p.comparison()
	p.rules()
	p.outcomes()
	for _, t := range p.tables {
		p.table(t)
	}
	p.about()
	p.put(`</main>`)
	p.end()
	return p.listed, p.w.Flush()
}

// page is a report being written.
type page struct {
	w      *bufio.Writer // keeps its first error
	buf    []byte
	doc    *Document
	limit  int
	tables []*table
	beside match.RowSet // beside verdicts, of rows that are the outcome of none
	listed int64
}

func newPage(w io.Writer, doc *Document, opt HTMLOptions) *page {
	p := &page{w: bufio.NewWriterSize(w, 1<<16), doc: doc, limit: opt.rows()}
	p.tables = p.collect()
	return p
}

// put writes markup. Each % in it stands for the next text, each $ for the next value.
func (p *page) put(markup string, texts ...string) {
	p.buf = appendMarkup(p.buf[:0], markup, texts...)
	p.w.Write(p.buf) // the writer keeps its first error
}

func appendMarkup(out []byte, markup string, texts ...string) []byte {
	start := 0
	for i := range len(markup) {
		switch markup[i] {
		case '%':
			out = appendText(append(out, markup[start:i]...), texts[0])
		case '$':
			out = appendValue(append(out, markup[start:i]...), texts[0])
		default:
			continue
		}
		texts, start = texts[1:], i+1
	}
	return append(out, markup[start:]...)
}

// t is the text of an id.
//
//go:noinline
func t(id string, args ...message.Arg) string { return message.English.T(id, args...) }

// word is the text of an id that is put together, or what it ends with where there is
// no such text.
func word(prefix, key string) string {
	if message.English.Has(prefix + key) {
		return t(prefix + key)
	}
	return key
}

// number writes a number as a reader expects it.
func number[N int | int64](n N) string { return message.Group(int64(n)) }

// day is when a report was made, for reading: its text is in UTC as RFC 3339 writes it.
func day(made string) string {
	if len(made) != len("2006-01-02T15:04:05Z") {
		return made
	}
	return made[:10] + ", " + made[11:16] + " UTC"
}

func (p *page) head() {
	title := t("html.title", message.Text("made", day(p.doc.Made)))
	p.put(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="%">
<title>%</title>
<style>`, policy(), p.doc.Program, title)
	p.w.WriteString(htmlStyle)
	p.put(`</style>
</head>
<body>
<a class="skip" href="#main">%</a>
`, t("html.skip"))
}

// end writes what the script needs to know, and the script.
func (p *page) end() {
	config := map[string]any{"texts": scriptTexts()}
	tables := map[string]any{}
	for _, t := range p.tables {
		tables[t.id] = t.config()
	}
	config["tables"] = tables
	text, err := json.Marshal(config) // escapes <, > and &, so that nothing in it ends the element
	if err != nil {
		panic(err) // texts and numbers can always be encoded
	}
	p.put(`<footer>%</footer>
<script type="application/json" id="config">`, t("html.footer", message.Text("program", p.doc.Program)))
	p.w.Write(text)
	p.put(`</script>
<script>`)
	p.w.WriteString(htmlScript)
	p.put("</script>\n</body>\n</html>\n")
}

// scriptTexts are the texts that the script shows.
func scriptTexts() map[string]string {
	out := map[string]string{}
	for _, id := range []string{"search", "all", "clear", "of", "previous", "next", "page", "more", "expand", "collapse",
		"ascending", "descending", "print", "same", "none", "details"} {
		out[id] = message.English.Source("html.script." + id)
	}
	return out
}

// section opens a part of the page with its heading.
func (p *page) section(id, class, title string) {
	p.put(`<section id="%" class="%" aria-labelledby="%-title">
<h2 id="%-title">%</h2>
`, id, class, id, id, title)
}

func (p *page) endSection() { p.put("</section>\n") }

// severityClass is the class that colours a severity.
func severityClass(severity string) string { return "sev sev-" + severity }

// share is a part of a whole in tenths of a percent of the width of a picture.
func share(n, of int64) string {
	if of <= 0 {
		return "0"
	}
	return strconv.FormatInt(max(min(n, 1)*4, n*1000/of), 10)
}
