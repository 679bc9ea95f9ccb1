// Command reference writes core/rules/REFERENCE.md from the rule catalogue and the
// examples in testdata/rules. Run it in the root of the repository.
package main

import (
	"log"
	"os"

	"presync/core/rules"
	"presync/core/rules/examples"
)

func main() {
	log.SetFlags(0)
	all, err := examples.Load(os.DirFS("testdata/rules"))
	if err != nil {
		log.Fatal(err)
	}
	text := rules.Reference(examples.Reference(all))
	if err := os.WriteFile("core/rules/REFERENCE.md", []byte(text), 0o644); err != nil {
		log.Fatal(err)
	}
}
