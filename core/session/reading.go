package session

import (
	"slices"
	"strings"

	"presync/core/directory"
	"presync/core/ingest"
)

// Reading is how files with one header are to be read: what FileSpec says, but with
// columns by their number from 0, so that a choice that is kept holds nothing of a
// file, not even its header.
type Reading struct {
	Role      string         `json:"role,omitempty"`
	Encoding  string         `json:"encoding,omitempty"`
	Delimiter string         `json:"delimiter,omitempty"`
	Shape     string         `json:"shape,omitempty"`
	Columns   map[int]string `json:"columns,omitempty"`
}

// PreviewRequest asks how the beginning of a file would be read.
type PreviewRequest struct {
	File FileSpec `json:"file"`
	// Head is the beginning of the file; of a file in an archive the bytes from
	// Report.Start on.
	Head []byte `json:"head"`
}

// Preview is the answer.
type Preview = ingest.Preview

func (r *PreviewRequest) preview() *Preview {
	p := ingest.PreviewFile(r.Head, r.File.Name, r.File.Options())
	return &p
}

// Options are the choices of a file as the reader takes them. What is no choice, such
// as an unknown encoding, is left to the reader; a name that is no attribute's leaves
// its column out.
func (f FileSpec) Options() ingest.Options {
	opt := ingest.Options{Role: ingest.RoleByName(f.Role)}
	if slices.Contains(ingest.Encodings(), f.Encoding) {
		opt.Encoding = f.Encoding
	}
	if slices.Contains(ingest.Shapes(), ingest.Shape(f.Shape)) {
		opt.Shape = ingest.Shape(f.Shape)
	}
	if d := f.Delimiter; len(d) == 1 && d[0] < 0x80 && !strings.ContainsAny(d, "\"\r\n") {
		opt.Delimiter = d[0]
	}
	for header, name := range f.Columns {
		if opt.Columns == nil {
			opt.Columns = map[string]directory.Attr{}
		}
		opt.Columns[header], _ = directory.AttrByName(name)
	}
	for name, m := range f.Members {
		if opt.Members == nil {
			opt.Members = map[string]ingest.Options{}
		}
		opt.Members[name] = m.Options()
	}
	return opt
}

// recall finds the remembered choices for a file by its header.
func (req *LoadRequest) recall() func(head []byte, name string) (ingest.Options, bool) {
	if len(req.Remembered) == 0 {
		return nil
	}
	return func(head []byte, name string) (ingest.Options, bool) {
		r, ok := req.Remembered[ingest.HeaderKey(head)]
		if !ok {
			return ingest.Options{}, false
		}
		return r.options(head, name), true
	}
}

// options are the choices for the file that begins with head.
func (r Reading) options(head []byte, name string) ingest.Options {
	opt := FileSpec{Role: r.Role, Encoding: r.Encoding, Delimiter: r.Delimiter, Shape: r.Shape}.Options()
	if len(r.Columns) == 0 {
		return opt
	}
	opt.Columns = map[string]directory.Attr{}
	columns := ingest.PreviewFile(head, name, opt).Report.Columns
	for i, name := range r.Columns {
		if i >= 0 && i < len(columns) {
			opt.Columns[columns[i].Header], _ = directory.AttrByName(name)
		}
	}
	return opt
}
