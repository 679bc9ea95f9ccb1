// Command serve builds presync's site into dist/ and serves it on this machine.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"

	"presync/scripts/internal/site"
)

func main() {
	log.SetFlags(0)
	addr := flag.String("addr", "127.0.0.1:8080", "address to serve on; another port is taken when this one is in use")
	build := flag.Bool("build", true, "build the site first")
	flag.Parse()
	if err := run(*addr, *build); err != nil {
		log.Fatal(err)
	}
}

func run(addr string, build bool) error {
	root, err := site.Root()
	if err != nil {
		return err
	}
	dist := filepath.Join(root, "dist")
	if build {
		files, err := site.Build(site.Options{Dir: dist, Quick: true})
		if err != nil {
			return err
		}
		if err := site.Report(os.Stdout, files); err != nil {
			log.Print(err)
		}
	}
	l, moved, err := site.Listen(addr)
	if err != nil {
		return err
	}
	if moved {
		fmt.Printf("%s is in use.\n", addr)
	}
	fmt.Printf("presync is at http://%s/ (end with Ctrl+C)\n", l.Addr())
	return http.Serve(l, site.Handler(dist))
}
