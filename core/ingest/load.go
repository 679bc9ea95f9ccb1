package ingest

import (
	"errors"
	"io"
	"runtime"

	"presync/core/directory"
	"presync/core/message"
)

// loader reads one file into the store of its role.
type loader struct {
	src      source
	opt      Options
	to       Target
	progress func(Progress)

	store    *directory.Store
	file     uint16
	exported directory.AttrSet
	rep      Report
	diag     diagnostics
}

// Load reads one export and adds its objects to the store of its role. What could
// not be read is in the report; a file that gave nothing has a Fatal diagnostic.
// progress, which may be nil, is called about once for every 4 MB.
func Load(r io.Reader, name string, opt Options, to Target, progress func(Progress)) Report {
	l := &loader{src: source{r: r, block: blockSize, limit: maxRecord}, opt: opt, to: to, progress: progress}
	l.rep.Name = name
	return l.load()
}

func (l *loader) load() Report {
	l.recall()
	l.src.open(l.opt.Encoding)
	switch {
	case l.src.err != nil && len(l.src.buf) == 0: // reported by close
	case !l.isText():
		l.drain()
	case l.opt.Shape.isJSON(), l.opt.Shape == ShapeUnknown && isJSON(l.src.buf):
		l.readJSON()
	case l.opt.Shape == ShapeLDIF, l.opt.Shape == ShapeUnknown && isLDIF(l.src.buf):
		l.rep.Shape = ShapeLDIF
		l.begin(OnPrem, true)
		l.readLDIF()
	default:
		l.readCSV()
	}
	return l.close()
}

// isText reports whether the file can be a text export, and says what it is when
// it cannot be.
func (l *loader) isText() bool {
	code, kind := l.src.code, l.src.kind
	if code == "" {
		code = sniffText(l.src.buf)
	}
	if code == "" {
		return true
	}
	if kind != "" {
		l.src.enc, l.src.guessed = "", false
	}
	l.diag.add(code, Fatal, place{line: 1, bytes: l.src.buf}, message.Text("kind", kind))
	return false
}

// begin opens the store of the file's role. The user's word goes before the
// guess.
func (l *loader) begin(guess Role, certain bool) {
	l.rep.Role = guess
	if l.opt.Role != RoleUnknown {
		l.rep.Role = l.opt.Role
	} else if !certain {
		l.rep.Guessed = append(l.rep.Guessed, "role")
		l.diag.add("role-guessed-"+guess.String(), Note, place{})
	}
	l.store = l.to.OnPrem
	if l.rep.Role == Cloud {
		l.store = l.to.Cloud
	}
	l.file = l.store.AddFile(l.rep.Name)
	l.rep.Index = l.file
}

// tick is called once for every block. Go has one thread in a browser and no
// preemption there: without yielding, a garbage collection that has begun stays
// open and slows every write down.
func (l *loader) tick() {
	if l.progress != nil {
		l.progress(Progress{Bytes: l.src.read, Objects: l.rep.Objects})
	}
	runtime.Gosched()
}

// full reports whether the store takes no more.
func (l *loader) full() bool { return l.store.Full() }

// drain reads a file that is no export to its end, because its size is shown.
func (l *loader) drain() {
	for !l.src.eof {
		l.src.fill(len(l.src.buf))
		l.tick()
	}
}

// close completes the report.
func (l *loader) close() Report {
	l.rep.Bytes = l.src.read
	l.rep.Encoding = l.src.enc
	if l.src.guessed && l.store != nil {
		l.rep.Guessed = append(l.rep.Guessed, "encoding")
		l.diag.add("encoding-guessed", Note, place{}, message.Text("encoding", l.src.enc))
	}
	l.readError()
	if l.store != nil {
		l.store.Files[l.file].Exported = l.exported
		l.lookBack()
		l.store.Files[l.file].Headed = l.rep.Shape != ShapeLDIF
		if l.full() {
			l.diag.add("store-full", Loss, place{offset: l.src.base})
		}
		if l.rep.Objects == 0 && l.src.err == nil {
			l.nothingRead()
		}
	}
	l.rep.Diagnostics = l.diag.list
	return l.rep
}

// readError reports why reading ended before the end of the file.
func (l *loader) readError() {
	at := place{offset: l.src.read}
	switch err := l.src.err; {
	case err == nil:
	case errors.Is(err, errInflated):
		l.diag.add("archive-inflated", Fatal, at)
	case errors.Is(err, errChecksum):
		l.diag.add("archive-checksum", Loss, at)
	case errors.Is(err, errCutOff), errors.Is(err, errPacked):
		l.diag.add("archive-damaged", Fatal, at, message.Text("error", err.Error()))
	default:
		l.diag.add("read-failed", Fatal, at, message.Text("error", err.Error()))
	}
}

// nothingRead says why a file that looked like an export gave no object.
func (l *loader) nothingRead() {
	if l.diag.seen["ldif-change"] != nil {
		l.diag.add("ldif-change-file", Fatal, place{})
		return
	}
	l.diag.add("no-objects", Fatal, place{})
}
