package session

import (
	"bytes"
	"cmp"

	"presync/core/message"
	"presync/core/report"
)

// ExportReport is the whole run as a report, in one of the formats of ReportExport.
const ExportReport = "report"

// The formats of a report.
const (
	ReportHTML = "html"
	ReportJSON = "json"
)

// StageWrite is the writing of a report. Its total is an estimate.
const StageWrite Stage = "write"

// ReportExport says what a report holds and how it is written.
type ReportExport struct {
	ReportQuery
	Format string `json:"format,omitempty"` // ReportHTML when empty
	// Rows is the most that each table lists as HTML, at most report.HTMLMaxRows; 0 is
	// report.HTMLRows. As JSON a report holds all of its rows.
	Rows int `json:"rows,omitempty"`
}

// ReportSize is about how large a report will be.
type ReportSize struct {
	Bytes  int64 `json:"bytes"`
	Listed int64 `json:"listed"` // rows in it, of all tables
	All    int64 `json:"all"`    // rows that there are
}

// ReportSize estimates the size of a report without writing it.
func (s *Session) ReportSize(q ReportExport) *ReportSize {
	return s.reportSize(s.document(q.ReportQuery), q)
}

func (s *Session) reportSize(d *report.Document, q ReportExport) *ReportSize {
	var size ReportSize
	if q.Format == ReportJSON {
		size.Bytes, size.Listed, size.All = report.EstimateJSON(d)
	} else {
		size.Bytes, size.Listed, size.All = report.EstimateHTML(d, report.HTMLOptions{Rows: q.Rows})
	}
	return &size
}

// Report writes the run as a report. progress may be nil. A masked report needs a whole
// salt: without one anybody could try which name a mask stands for.
func (s *Session) Report(q ReportExport, progress func(Progress)) (*ExportResult, *Failure) {
	if q.Masked && len(q.Salt) < report.SaltSize {
		return nil, failure("unknown-request")
	}
	d := s.Document(q.ReportQuery)
	size := s.reportSize(d, q)
	var out bytes.Buffer
	out.Grow(int(size.Bytes + size.Bytes/8))
	tell := throttle(progress)
	w := writerFunc(func(p []byte) (int, error) {
		tell(Progress{Stage: StageWrite, Bytes: int64(out.Len()), Total: size.Bytes})
		return out.Write(p)
	})
	format, media := cmp.Or(q.Format, ReportHTML), "text/html;charset=utf-8"
	rows, err := size.Listed, error(nil)
	switch format {
	case ReportHTML:
		rows, err = report.WriteHTML(w, d, report.HTMLOptions{Rows: q.Rows})
	case ReportJSON:
		media = "application/json"
		err = report.Write(w, d)
	default:
		return nil, failure("unknown-request")
	}
	if err != nil {
		return nil, failure("export", message.Text("reason", err.Error()))
	}
	name := "presync-report-" + d.Made[:len("2006-01-02")]
	if q.Masked {
		name += "-masked"
	}
	return &ExportResult{Name: name + "." + format, Type: media, Rows: rows, Data: out.Bytes()}, nil
}

// writerFunc is a writer that is a function.
type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
