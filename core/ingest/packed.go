package ingest

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"

	"presync/core/message"
)

// Exports are sent packed more often than not. They are unpacked while they are
// read, forward only, so that neither the packed nor the unpacked file is ever held.

const (
	// packedBuffer is how much of a packed file is held.
	packedBuffer = 64 << 10
	// maxRatio is how many times larger than the packed bytes the unpacked ones may
	// be, once freeInflation is passed. Exports of directories shrink to a tenth, very
	// uniform ones to a fiftieth.
	maxRatio      = 100
	freeInflation = 64 << 20
	// maxMembers is how many files of an archive are read.
	maxMembers = 1000
)

// errInflated ends the reading of a file that was made to fill the memory or the day.
var errInflated = errors.New("unpacks to far more than any export")

// Errors of packed data.
var (
	errCutOff   = errors.New("the packed data ends too early")
	errPacked   = errors.New("what follows cannot be unpacked")
	errChecksum = errors.New("the checksum is wrong")
)

// packedError names what went wrong while unpacking.
func packedError(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case err == io.ErrUnexpectedEOF: // ordinary at the end of other files
		return errCutOff
	case errors.Is(err, gzip.ErrChecksum):
		return errChecksum
	case errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return errPacked
	}
	return err
}

// LoadAll reads a file as Load does and unpacks it where it is packed: a gzip file
// holds one export, a ZIP archive one or several. Each is reported on its own, under
// the name of the archive with its own behind it. There is always a report; what
// concerns an archive as a whole comes in one of its own, at the end.
func LoadAll(r io.Reader, name string, opt Options, to Target, progress func(Progress)) []Report {
	p := &packed{in: counter{r: r}, name: name, opt: opt, to: to, progress: progress}
	p.b = bufio.NewReaderSize(&p.in, packedBuffer)
	head, _ := p.b.Peek(headSize) // an error comes again when the file is read
	switch {
	case bytes.HasPrefix(head, []byte("\x1F\x8B")):
		p.gzip()
	case bytes.HasPrefix(head, []byte(zipMember)), bytes.HasPrefix(head, []byte(zipEnd)):
		(&zipReader{packed: p}).read()
	default:
		if read := to.other(head); read != nil {
			rep := read(p.b, name)
			rep.Bytes = p.in.n
			return []Report{rep}
		}
		return []Report{Load(p.b, name, opt, to, progress)}
	}
	p.drain()
	return p.reports
}

// other is the reader for a file that holds no objects, nil for every other file.
func (to Target) other(head []byte) Reader {
	if to.Other == nil {
		return nil
	}
	return to.Other(head)
}

// packed is a packed file.
type packed struct {
	in       counter
	b        *bufio.Reader
	name     string
	opt      Options
	to       Target
	progress func(Progress)
	reports  []Report
	objects  int64 // of the members read
	start    int64 // where the present member begins, with what stands before it
}

// counter counts the bytes read of the packed file.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// inflated hands out unpacked bytes until they are too many.
type inflated struct {
	r     io.Reader
	in    *counter
	start int64 // packed bytes before
	n     int64
}

func (i *inflated) Read(b []byte) (int, error) {
	n, err := i.r.Read(b)
	i.n += int64(n)
	if i.n > freeInflation && i.n > maxRatio*(i.in.n-i.start+packedBuffer) {
		return n, errInflated
	}
	return n, packedError(err)
}

func (p *packed) inflated(r io.Reader) *inflated {
	return &inflated{r: r, in: &p.in, start: max(0, p.in.n-int64(p.b.Buffered()))}
}

func (p *packed) gzip() {
	z, err := gzip.NewReader(p.b)
	if err != nil {
		p.problem("archive-damaged", Fatal, message.Text("error", err.Error()))
		return
	}
	p.member(p.inflated(z), p.name)
}

// member reads an unpacked file.
func (p *packed) member(r io.Reader, name string) {
	n := &counter{r: r}
	b := bufio.NewReaderSize(n, headSize)
	head, _ := b.Peek(headSize) // an error comes again when the file is read
	var rep Report
	if read := p.to.other(head); read != nil {
		rep = read(b, name)
		rep.Bytes = n.n
	} else {
		rep = Load(b, name, p.opt.of(name), p.to, p.told())
		p.objects += rep.Objects
	}
	rep.Packed, rep.Start = true, p.start
	p.reports = append(p.reports, rep)
}

// told is the progress of a member, counted in bytes of the packed file.
func (p *packed) told() func(Progress) {
	if p.progress == nil {
		return nil
	}
	return func(done Progress) {
		p.progress(Progress{Bytes: p.in.n, Objects: p.objects + done.Objects})
	}
}

// problem reports what concerns the archive as a whole.
func (p *packed) problem(code string, level Level, args ...message.Arg) {
	var d diagnostics
	d.add(code, level, place{offset: p.in.n - int64(p.b.Buffered())}, args...)
	p.reports = append(p.reports, Report{Name: p.name, Packed: true, Bytes: p.in.n, Diagnostics: d.list})
}

// drain reads what is left, because who hands out the bytes waits for that.
func (p *packed) drain() {
	for {
		if _, err := p.b.Discard(packedBuffer); err != nil {
			return
		}
	}
}
