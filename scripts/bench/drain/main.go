//go:build js && wasm

// Command drain takes the place of presync's program in the benchmark: its engine
// brings the bytes of the files into Go and does nothing else. No report of the same
// files can come faster.
package main

import (
	"io"
	"os"

	"presync/core/session"
	"presync/wasm/engine"
)

func main() {
	if os.Args[len(os.Args)-1] == "engine" {
		engine.Run(func() engine.Workspace { return drain{} })
	}
	select {}
}

// blockSize is that of the reader of exports.
const blockSize = 4 << 20

type drain struct{}

// Load reads everything; StoreBytes of the answer is how much that was.
func (drain) Load(req session.LoadRequest, open func(int) (io.Reader, error), _ func(session.Progress)) *session.Overview {
	overview := &session.Overview{}
	block := make([]byte, blockSize)
	for i := range req.Files {
		r, err := open(i)
		for err == nil {
			var n int
			n, err = r.Read(block)
			overview.StoreBytes += int64(n)
		}
		if err != io.EOF {
			panic(err)
		}
	}
	return overview
}

// Nothing is read again, and no report is opened.
func (drain) LoadedFiles() int { return 0 }

func (drain) Hash(func(int) (io.Reader, error), func(session.Progress)) *session.Sources {
	return &session.Sources{}
}

func (drain) OpenSaved(session.SavedRequest, io.Reader) (*session.Saved, *session.Failure) {
	return &session.Saved{}, nil
}

func (drain) Do(req *session.Request, _ func(session.Progress)) session.Response {
	return session.Response{ID: req.ID, Overview: &session.Overview{}}
}

func (drain) Prepare() bool { return false }
