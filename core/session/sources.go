package session

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
)

// StageHash is the reading of the loaded files once more for their hashes.
const StageHash Stage = "hash"

// Sources are the files of the load, in the order of LoadRequest.Files.
type Sources struct {
	Files []Source `json:"files"`
}

// Source is a file of the load with the hash of its content.
type Source struct {
	ChangeSource
	// State is "" when the hash is that of the bytes that were loaded.
	State string `json:"state,omitempty"`
	// Reason is what the system said of a file that could not be read.
	Reason string `json:"reason,omitempty"`
}

// States of a source without a hash that can be relied on.
const (
	SourceUnhashed   = "unhashed"   // not read again yet
	SourceChanged    = "changed"    // another content than when it was loaded
	SourceUnreadable = "unreadable" // moved, deleted or changed; browsers do not tell which
)

// source is a file of the load, with what its content can be known by.
type source struct {
	name string
	size int64
	seen witness
	sum  [sha256.Size]byte
	// state and reason as in Source.
	state, reason string
}

// witness remembers one byte of each witnessStep bytes that were read: enough to tell
// an export that was made anew from the one that was loaded, and nothing beside the
// time that reading takes.
type witness struct {
	n    int64 // bytes read
	mark uint64
}

const (
	witnessStep  = 256
	witnessPrime = 0x100000001b3 // of FNV-1a, 64 bits
)

func (w *witness) see(p []byte) {
	for i := int(-w.n & (witnessStep - 1)); i < len(p); i += witnessStep {
		w.mark = (w.mark ^ uint64(p[i])) * witnessPrime
	}
	w.n += int64(len(p))
}

// watched is a reader of a file that remembers what it read.
type watched struct {
	io.Reader
	seen *witness
}

func (r watched) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.seen.see(p[:n])
	return n, err
}

// watch makes the sources of a load and has them remember what is read of them.
func (s *Session) watch(files []FileSpec, open func(i int) (io.Reader, error)) func(i int) (io.Reader, error) {
	s.sources = make([]source, len(files))
	for i, f := range files {
		s.sources[i] = source{name: f.Name, size: f.Size, state: SourceUnhashed}
	}
	return func(i int) (io.Reader, error) {
		r, err := open(i)
		if err != nil {
			return nil, err
		}
		return watched{r, &s.sources[i].seen}, nil
	}
}

// LoadedFiles is the number of files of the load.
func (s *Session) LoadedFiles() int { return len(s.sources) }

// Hash reads the files of the load once more and computes their SHA-256; files that
// have been hashed already are left alone. open gives the bytes of file i and is
// called in the order of the files. progress may be nil.
func (s *Session) Hash(open func(i int) (io.Reader, error), progress func(Progress)) *Sources {
	tell := throttle(progress)
	var total, done int64
	for i := range s.sources {
		if s.sources[i].state != "" {
			total += s.sources[i].size
		}
	}
	buf := make([]byte, 256<<10)
	for i := range s.sources {
		f := &s.sources[i]
		if f.state == "" {
			continue
		}
		f.hash(func() (io.Reader, error) { return open(i) }, buf, func(n int64) {
			tell(Progress{Stage: StageHash, File: f.name, Bytes: done + n, Total: total})
		})
		done += f.size
	}
	return &Sources{Files: s.Sources()}
}

// Sources lists the files of the load with what is known of their hashes.
func (s *Session) Sources() []Source {
	out := make([]Source, 0, len(s.sources))
	for i := range s.sources {
		f := &s.sources[i]
		src := Source{ChangeSource: ChangeSource{Name: f.name, Size: f.size}, State: f.state, Reason: f.reason}
		if f.state == "" {
			src.SHA256 = hex.EncodeToString(f.sum[:])
		}
		out = append(out, src)
	}
	return out
}

// hashedSources lists the files whose hash is known, for the account of changes.
func (s *Session) hashedSources() []ChangeSource {
	var out []ChangeSource
	for _, f := range s.Sources() {
		if f.SHA256 != "" {
			out = append(out, f.ChangeSource)
		}
	}
	return out
}

// hash reads a file for its hash and compares it with what was loaded.
func (f *source) hash(open func() (io.Reader, error), buf []byte, tell func(n int64)) {
	sum := sha256.New()
	again, n, err := reread(open, sum, buf, f.seen.n, tell)
	switch {
	case err != nil:
		f.state, f.reason = SourceUnreadable, err.Error()
	case n != f.size || again != f.seen:
		f.state, f.reason = SourceChanged, ""
	default:
		f.state, f.reason = "", ""
		sum.Sum(f.sum[:0])
	}
}

// reread reads a file to its end: what a witness sees of the first bytes, and the
// number of all.
func reread(open func() (io.Reader, error), sum hash.Hash, buf []byte, first int64, tell func(n int64)) (w witness, n int64, err error) {
	r, err := open()
	if err != nil {
		return w, 0, err
	}
	for {
		k, err := r.Read(buf)
		sum.Write(buf[:k]) // a hash never fails
		w.see(buf[:min(int64(k), first-w.n)])
		n += int64(k)
		tell(n)
		if err == io.EOF {
			return w, n, nil
		}
		if err != nil {
			return w, n, err
		}
	}
}
