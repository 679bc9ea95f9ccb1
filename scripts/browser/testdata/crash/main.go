//go:build js && wasm

// Command crash takes the place of presync's program in tests of what the page does
// when the engine dies. Its interface is empty; its engine dies as the name of the
// first file of a load says.
package main

import (
	"io"
	"os"
	"time"

	"presync/core/session"
	"presync/wasm/engine"
)

func main() {
	if os.Args[len(os.Args)-1] == "engine" {
		engine.Run(func() engine.Workspace { return workspace{} })
	}
	select {}
}

type workspace struct{}

var kept []byte

func (workspace) Load(req session.LoadRequest, open func(int) (io.Reader, error), _ func(session.Progress)) (*session.Overview, error) {
	switch req.Files[0].Name {
	case "answering panics":
		panic("while answering")
	case "panic":
		go panic("in the background")
		time.Sleep(time.Minute)
	case "memory":
		for {
			kept = append(make([]byte, 0, len(kept)+1<<30), kept...)
			kept = kept[:cap(kept)]
		}
	case "exit":
		os.Exit(3)
	case "skips":
		return skip(req, open)
	}
	return &session.Overview{}, nil
}

// skip reads one byte of the first file, then all of the last; Findings is how many
// bytes that were.
func skip(req session.LoadRequest, open func(int) (io.Reader, error)) (*session.Overview, error) {
	r, err := open(0)
	if err != nil {
		return nil, err
	}
	if _, err := r.Read(make([]byte, 1)); err != nil {
		return nil, err
	}
	r, err = open(len(req.Files) - 1)
	if err != nil {
		return nil, err
	}
	n, err := io.Copy(io.Discard, r)
	return &session.Overview{Findings: n}, err
}

func (workspace) Do(req *session.Request, _ func(session.Progress)) session.Response {
	return session.Response{ID: req.ID, Overview: &session.Overview{}}
}
