// Command gen invents a directory forest of any size and writes it as ldifde or csvde
// would export it, for trying presync out and for measuring it. One object in twenty
// has a defect. The same arguments always give the same file.
package main

import (
	"flag"
	"io"
	"log"
	"os"

	"presync/scripts/internal/forest"
)

func main() {
	log.SetFlags(0)
	objects := flag.Int("objects", 10_000, "number of objects")
	output := flag.String("o", "", "file to write, - for the standard output")
	format := flag.String("format", "ldif", "ldif or csv")
	cloud := flag.String("cloud", "", "also write the users of the matching tenant to this CSV file")
	seed := flag.Uint64("seed", 1, "another seed gives another forest")
	flag.Parse()
	if *output == "" || flag.NArg() > 0 || *objects < 0 {
		flag.Usage()
		os.Exit(2)
	}
	f := forest.New(*objects, *seed)
	var write func(io.Writer) error
	switch *format {
	case "ldif":
		write = f.WriteLDIF
	case "csv":
		write = f.WriteCSV
	default:
		log.Fatalf("unknown format %q: use ldif or csv", *format)
	}
	if err := toFile(*output, write); err != nil {
		log.Fatal(err)
	}
	if *cloud != "" {
		if err := toFile(*cloud, f.WriteCloud); err != nil {
			log.Fatal(err)
		}
	}
}

// toFile lets write fill a file.
func toFile(name string, write func(io.Writer) error) error {
	if name == "-" {
		return write(os.Stdout)
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
