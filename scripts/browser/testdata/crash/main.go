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

var (
	kept  []byte
	files int // of the load
)

func (workspace) Load(req session.LoadRequest, open func(int) (io.Reader, error), _ func(session.Progress)) *session.Overview {
	files = len(req.Files)
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
	return &session.Overview{}
}

// skip reads one byte of the first file, then all of the last; Findings is how many
// bytes that were, and Verdicts 1 if the first file could not be read.
func skip(req session.LoadRequest, open func(int) (io.Reader, error)) *session.Overview {
	overview := &session.Overview{}
	r, err := open(0)
	if err == nil {
		_, err = r.Read(make([]byte, 1))
	}
	if err != nil && err != io.EOF {
		overview.Verdicts = 1
	}
	if r, err = open(len(req.Files) - 1); err != nil {
		panic(err)
	}
	if overview.Findings, err = io.Copy(io.Discard, r); err != nil {
		panic(err)
	}
	return overview
}

func (workspace) LoadedFiles() int { return files }

// Hash reads all files; the sizes are how many bytes that were.
func (workspace) Hash(open func(int) (io.Reader, error), _ func(session.Progress)) *session.Sources {
	out := &session.Sources{}
	for i := range files {
		r, err := open(i)
		if err != nil {
			panic(err)
		}
		var s session.Source
		if s.Size, err = io.Copy(io.Discard, r); err != nil {
			s.Reason = err.Error()
		}
		out.Files = append(out.Files, s)
	}
	return out
}

// OpenSaved answers with the size of the report.
func (workspace) OpenSaved(_ session.SavedRequest, r io.Reader) (*session.Saved, *session.Failure) {
	n, err := io.Copy(io.Discard, r)
	if err != nil {
		panic(err)
	}
	return &session.Saved{Findings: n}, nil
}

func (workspace) Do(req *session.Request, _ func(session.Progress)) session.Response {
	return session.Response{ID: req.ID, Overview: &session.Overview{}}
}

func (workspace) Prepare() bool { return false }
