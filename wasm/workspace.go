//go:build js && wasm

package main

import (
	"io"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/engine"
)

func newWorkspace() engine.Workspace { return interim{} }

type interim struct{}

func (interim) Load(req session.LoadRequest, open func(int) (io.Reader, error), progress func(session.Progress)) (*session.Overview, error) {
	o := &session.Overview{Settings: req.Settings}
	var total, done int64
	for _, f := range req.Files {
		total += f.Size
	}
	buf := make([]byte, 256<<10)
	for i, f := range req.Files {
		r, err := open(i)
		if err != nil {
			return nil, err
		}
		for {
			n, err := r.Read(buf)
			done += int64(n)
			progress(session.Progress{Stage: session.StageRead, File: f.Name, Bytes: done, Total: total})
			if err == io.EOF {
				break
			}
			if err != nil {
				return nil, err
			}
		}
	}
	return o, nil
}

func (interim) Do(req *session.Request, _ func(session.Progress)) session.Response {
	return session.Response{ID: req.ID, Failure: &session.Failure{Text: message.New("engine.failure")}}
}
