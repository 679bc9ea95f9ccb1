// Command build writes presync's site into dist/: a folder of plain files for any
// static host. It fails when the site is over its size budget.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"

	"presync/scripts/internal/site"
)

func main() {
	log.SetFlags(0)
	dir := flag.String("o", "", "folder to write, replaced (default: dist in the module)")
	flag.Parse()
	if err := run(*dir); err != nil {
		log.Fatal(err)
	}
}

func run(dir string) error {
	if dir == "" {
		root, err := site.Root()
		if err != nil {
			return err
		}
		dir = filepath.Join(root, "dist")
	}
	files, err := site.Build(site.Options{Dir: dir})
	if err != nil {
		return err
	}
	return site.Report(os.Stdout, files)
}
