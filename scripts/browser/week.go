package browser

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"presync/core/message"
	handover "presync/core/report"
	"presync/core/session"
)

// Week is what a week of work on the sample data leaves behind.
type Week struct {
	OnPrem, Cloud string // the sample as it was exported
	Later         string // the on-premises export of a week later
	Saved         string // the report of the first run as JSON, with decisions
	HTML          string // the same to hand over
}

// NewWeek writes the files of a week into a folder; sample is the folder of the
// sample data.
func NewWeek(sample, dir string) (*Week, error) {
	w := &Week{OnPrem: filepath.Join(sample, "onprem.ldf"), Cloud: filepath.Join(sample, "cloud.csv"),
		Later: filepath.Join(dir, "onprem.ldf"), Saved: filepath.Join(dir, "presync-report.json"), HTML: filepath.Join(dir, "presync-report.html")}
	text, err := os.ReadFile(w.OnPrem)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(w.Later, []byte(laterSample(string(text))), 0o600); err != nil {
		return nil, err
	}
	s, err := w.decided()
	if err != nil {
		return nil, err
	}
	f, err := os.Create(w.Saved)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(handover.Write(f, s.Document(session.ReportQuery{})), f.Close()); err != nil {
		return nil, err
	}
	made, failure := s.Report(session.ReportExport{}, nil)
	if failure != nil {
		return nil, errors.New(message.English.Format(failure.Text))
	}
	return w, os.WriteFile(w.HTML, made.Data, 0o600)
}

// laterSample is the text of the sample as it may be a week later: some values are
// mended, one became worse, and the last object is gone.
func laterSample(text string) string {
	later := strings.NewReplacer("tom&co@", "tomandco@", "dot.@contoso.com", "dot..x@contoso.com", "cn: Eva Lind", "cn: Eva  Lind").Replace(text)
	return later[:strings.LastIndex(strings.TrimSpace(later), "dn: ")]
}

// decided is a session of the first run with decisions about it.
func (w *Week) decided() (*session.Session, error) {
	s := session.New()
	paths := []string{w.OnPrem, w.Cloud}
	req := session.LoadRequest{Settings: session.Settings{InitialDomain: "contoso.onmicrosoft.com", Licensed: true}}
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		req.Files = append(req.Files, session.FileSpec{Name: filepath.Base(p), Size: info.Size()})
	}
	s.Load(req, func(i int) (io.Reader, error) { return os.Open(paths[i]) }, nil)
	for _, d := range []session.DecideRequest{
		{Filter: &session.FindingsFilter{}, Action: session.ActionAcceptSafe},
		{Filter: &session.FindingsFilter{Severity: []string{session.SeverityAdvice}}, Action: "ignore", Note: "later"},
	} {
		if _, failure := s.Decide(d); failure != nil {
			return nil, errors.New(message.English.Format(failure.Text))
		}
	}
	return s, nil
}
