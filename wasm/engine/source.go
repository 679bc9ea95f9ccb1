//go:build js && wasm

package engine

import (
	"errors"
	"fmt"
	"io"
	"syscall/js"
)

// block is a piece of the stream of files: its beginning with its number, bytes, the
// end of a file, or the reason why the browser could not read on.
type block struct {
	begin  int
	bytes  js.Value // Uint8Array
	size   int
	end    bool
	broken string
}

// source is the stream of the files of one load, or of one that reads them again. The
// page sends block after block and waits for each to be taken, so that a file is never
// held whole.
type source struct {
	files  int // files of the load
	number int // of the stream
	blocks *queue[block]
	port   js.Value
	opened int // files opened so far; the reader in use is that of file opened-1
	ended  int // files whose end has come
}

// begin passes over what an earlier stream has left behind.
func (s *source) begin() {
	for s.number == 0 {
		s.number = s.blocks.take().begin
	}
}

// open gives the bytes of file i, which must come after the one opened before. What
// was left unread of that one is skipped.
func (s *source) open(i int) (io.Reader, error) {
	if i < s.opened || i >= s.files {
		return nil, fmt.Errorf("file %d opened out of order", i)
	}
	s.opened = i + 1
	for s.ended < i {
		s.skip()
	}
	return &fileReader{source: s, file: i}, nil
}

// skip drops one block.
func (s *source) skip() {
	b := s.blocks.take()
	switch {
	case b.broken != "", b.end:
		s.ended++
	default:
		s.port.Call("taken", s.number, false)
	}
}

// close tells the page that no more blocks are wanted. Those that are still under way
// are left to the next stream, which passes over them.
func (s *source) close() { s.port.Call("taken", s.number, true) }

// fileReader reads one file of the stream.
type fileReader struct {
	source *source
	file   int
	block  block
	at     int   // bytes of the block that have been read
	err    error // how the file ended; it comes again, because who peeks at a file drops it
}

// Read copies from the current block, or waits for the next one. The wait hands the
// worker back to its event loop and lets the collector finish a cycle.
func (r *fileReader) Read(p []byte) (int, error) {
	s := r.source
	if r.err != nil {
		return 0, r.err
	}
	if s.ended != r.file {
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	for r.at == r.block.size {
		b := s.blocks.take()
		if b.broken != "" { // the end of this file, not of the ones behind it
			s.ended++
			r.err = errors.New(b.broken)
			return 0, r.err
		}
		if b.end {
			s.ended++
			r.err = io.EOF
			return 0, r.err
		}
		r.block, r.at = b, 0
	}
	n := js.CopyBytesToGo(p, r.block.bytes.Call("subarray", r.at))
	r.at += n
	if r.at == r.block.size {
		r.block = block{}
		r.at = 0
		s.port.Call("taken", s.number, false)
	}
	return n, nil
}
