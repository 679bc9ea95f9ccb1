package report

import (
	"io"
	"iter"
)

// sampled is the number of rows of each table by which a size is estimated.
const sampled = 300

// EstimateHTML is about how many bytes WriteHTML writes, and how many of the rows that
// the tables hold it lists.
func EstimateHTML(d *Document, opt HTMLOptions) (bytes, listed, all int64) {
	most := opt.rows()
	return estimate(d, func(w io.Writer, d *Document) error {
		_, err := WriteHTML(w, d, HTMLOptions{Rows: HTMLMaxRows}) // so that all sampled rows are listed
		return err
	}, func(name string, n int) int {
		if name == "objects" {
			return 0 // shown with the other rows
		}
		return min(n, most)
	})
}

// EstimateJSON is about how many bytes Write writes, and how many rows the tables hold.
func EstimateJSON(d *Document) (bytes, listed, all int64) {
	return estimate(d, Write, func(_ string, n int) int { return n })
}

// estimate writes a report without rows, then with some rows of one table after the
// other. Listed gives the number of rows that are written of a table of n.
func estimate(d *Document, write func(io.Writer, *Document) error, listed func(name string, n int) int) (bytes, rows, all int64) {
	size := func(d *Document) int64 {
		var c counter
		_ = write(&c, d) // a counter takes everything
		return int64(c)
	}
	empty := *d
	empty.Findings, empty.Verdicts, empty.Decisions = none[Entry], none[Verdict], none[Decision]
	objects := d.Objects
	one := func(name string, n int, with func(*Document)) {
		k := min(n, sampled)
		most := listed(name, n)
		if name != "objects" {
			all, rows = all+int64(n), rows+int64(most)
		}
		if k > 0 && most > 0 {
			some := empty
			with(&some)
			bytes += (size(&some) - size(&empty)) * int64(most) / int64(k)
		}
	}
	// Rows name objects, so the objects are there in every sample but in one of JSON.
	if listed("objects", d.Rows.Objects) > 0 {
		empty.Objects = none[Object]
		one("objects", d.Rows.Objects, func(e *Document) { e.Objects = first(objects) })
	}
	one("findings", d.Rows.Findings, func(e *Document) { e.Findings = first(d.Findings) })
	one("verdicts", d.Rows.Verdicts, func(e *Document) { e.Verdicts = first(d.Verdicts) })
	one("decisions", d.Rows.Decisions, func(e *Document) { e.Decisions = first(d.Decisions) })
	return bytes + size(&empty), rows, all
}

func none[T any](func(T) bool) {}

// first is the beginning of a sequence.
func first[T any](seq iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		n := 0
		seq(func(v T) bool {
			n++
			return yield(v) && n < sampled
		})
	}
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
