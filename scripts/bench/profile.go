package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"presync/scripts/browser"
	"presync/scripts/internal/site"
)

// listed is how many functions a profile lists.
const listed = 60

// runProfile loads a file several times through the page and prints the least computing
// times of the engine's worker, and in which functions the last run spent them. Other
// programs of the machine disturb these times less than those of the table.
func runProfile(path string, runs int) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "presync-bench-profile-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	page := filepath.Join(dir, "page")
	if _, err := site.Build(site.Options{Dir: page, Names: true}); err != nil {
		return err
	}
	host := browser.Serve(page)
	defer host.Close()
	for i := range runs {
		err := withPage(host.URL(), []string{probe}, func(p *browser.Page) error {
			var seen probed
			profile, err := p.Profile(func() (err error) {
				seen, err = measureReport(p, path)
				return err
			})
			if err != nil {
				return err
			}
			t := seen.Times
			fmt.Printf("computing %s; drop to report %s: reading %s, checking %s, matching %s; memory %.0f MB\n", seconds(profile.CPU),
				seconds(milliseconds(seen.Painted-seen.Dropped)), seconds(milliseconds(t.Read)), seconds(milliseconds(t.Check)),
				seconds(milliseconds(t.Match)), float64(seen.Memory)/1e6)
			if i == runs-1 {
				printFunctions(profile)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func printFunctions(p *browser.Profile) {
	fmt.Print("\n| function | itself | with what it calls |\n| --- | ---: | ---: |\n")
	for _, f := range p.Functions[:min(listed, len(p.Functions))] {
		fmt.Printf("| %s | %d ms | %d ms |\n", f.Name, f.Self/time.Millisecond, f.Total/time.Millisecond)
	}
}
