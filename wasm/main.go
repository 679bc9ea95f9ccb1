//go:build js && wasm

// Command wasm is both halves of presync in one binary: the page starts it once on
// the main thread as "ui" and once in a worker as "engine".
package main

import (
	"os"

	"presync/core/session"
	"presync/wasm/engine"
	"presync/wasm/ui"
)

func main() {
	switch role := os.Args[len(os.Args)-1]; role {
	case "ui":
		ui.Run()
	case "engine":
		engine.Run(func() engine.Workspace { return session.New() })
	default:
		panic("unknown role " + role)
	}
}
