// Command bench measures presync in Chromium, through the page as a user meets it,
// and natively: how long the bytes of a file take to come into Go and no more, how
// long from the drop to the interactive report, how much memory the engine takes and
// how long the page was ever busy. For CSV it also measures PapaParse (from npm)
// merely parsing the file in a worker. It prints a Markdown table.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"presync/scripts/internal/forest"
)

func main() {
	log.SetFlags(0)
	objects := flag.String("objects", "10000,100000,1000000", "numbers of objects, separated by commas")
	runs := flag.Int("runs", 3, "runs of each measurement; the median counts")
	dir := flag.String("dir", "", "folder for the generated files, kept; default is a temporary one")
	work := flag.Int("work", 0, "measure only how long the page's main thread is busy, and how long the engine takes to answer, while one works with about so many findings")
	answers := flag.Int("answers", 0, "measure only how long the engine takes to answer with about so many findings")
	profile := flag.String("profile", "", "measure only where the engine computes while the page loads this `file`")
	flag.Parse()
	if *profile != "" {
		if err := runProfile(*profile, *runs); err != nil {
			log.Fatal(err)
		}
		return
	}
	if *work > 0 || *answers > 0 {
		if err := runWork(*work, *answers); err != nil {
			log.Fatal(err)
		}
		return
	}
	sizes, err := numbers(*objects)
	if err != nil || *runs < 1 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(sizes, *runs, *dir); err != nil {
		log.Fatal(err)
	}
}

func numbers(list string) ([]int, error) {
	var out []int
	for s := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

func run(sizes []int, runs int, dir string) error {
	if dir == "" {
		temp, err := os.MkdirTemp("", "presync-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temp)
		dir = temp
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	b, err := newBench(runs)
	if err != nil {
		return err
	}
	defer b.close()
	b.printHead()
	for _, format := range []string{"ldif", "csv"} {
		for _, n := range sizes {
			path, err := generate(dir, format, n)
			if err != nil {
				return err
			}
			row, err := b.measure(path, format, n)
			if err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			row.print()
		}
	}
	return nil
}

func runWork(work, answers int) error {
	b, err := newBench(1)
	if err != nil {
		return err
	}
	defer b.close()
	if work > 0 {
		if err := b.measureWork(work); err != nil {
			return err
		}
	}
	return b.measureDesk(max(work, answers))
}

// generate writes a forest into the folder, unless it is there.
func generate(dir, format string, objects int) (string, error) {
	path := filepath.Join(dir, fmt.Sprintf("forest-%d.%s", objects, format))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	f := forest.New(objects, 1)
	write := f.WriteLDIF
	if format == "csv" {
		write = f.WriteCSV
	}
	// The name appears when the file is complete.
	part, err := os.Create(path + ".part")
	if err != nil {
		return "", err
	}
	if err := write(part); err != nil {
		part.Close()
		return "", err
	}
	if err := part.Close(); err != nil {
		return "", err
	}
	return path, os.Rename(part.Name(), path)
}

// row is a line of the table.
type row struct {
	objects            int
	format             string
	bytes              int64
	drain, report      time.Duration
	read, check, match time.Duration // of the report
	memory             int64
	busy               time.Duration
	native             time.Duration
	papa               time.Duration // 0: not measured
}

func (b *bench) printHead() {
	fmt.Printf("%s, %s, median of %d\n\n", time.Now().UTC().Format("2 January 2006"), b.browserVersion, b.runs)
	fmt.Println("| objects | file | bytes into Go | drop to report | ratio | reading, checking, matching | objects/s | memory | longest task | native | PapaParse |")
	fmt.Println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
}

func (r row) print() { r.fprint(os.Stdout) }

func (r row) fprint(w io.Writer) {
	busy := "under 50 ms"
	if r.busy > 0 {
		busy = fmt.Sprintf("%d ms", r.busy.Milliseconds())
	}
	papa := "–"
	if r.papa > 0 {
		papa = seconds(r.papa)
	}
	fmt.Fprintf(w, "| %d | %s %.1f MB | %s | %s | %.1f | %s, %s, %s | %.0f | %.0f MB | %s | %s | %s |\n",
		r.objects, strings.ToUpper(r.format), float64(r.bytes)/1e6,
		seconds(r.drain), seconds(r.report), r.report.Seconds()/r.drain.Seconds(),
		seconds(r.read), seconds(r.check), seconds(r.match),
		float64(r.objects)/r.report.Seconds(), float64(r.memory)/1e6, busy,
		seconds(r.native), papa)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }
