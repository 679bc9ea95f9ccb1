package session

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"presync/core/change"
	"presync/core/message"
	"presync/core/report"
)

// The formats of changes.
const (
	ChangesLDIF           = "ldif"
	ChangesUndo           = "undo"
	ChangesPowerShell     = "powershell"
	ChangesUndoPowerShell = "undo-powershell"
	ChangesCSV            = "csv"
	ChangesIdFix          = "idfix-csv"
	ChangesCloud          = "cloud" // the cloud side of the remedies of chosen verdicts
	ChangesZIP            = "zip"
)

// ChangesQuery asks for a file of changes.
type ChangesQuery struct {
	Format string `json:"format"`
	// Guard makes the directory refuse a change of a value that is no longer the one
	// that was exported.
	Guard bool `json:"guard,omitempty"`
	// Semicolon is that of ExportRequest, for the CSV of changes.
	Semicolon bool           `json:"-"`
	Sources   []ChangeSource `json:"sources,omitempty"` // for README.txt
	// Cloud chooses the verdicts whose remedies go into the script for the cloud side;
	// without it there is no such script.
	Cloud *VerdictSelection `json:"cloud,omitempty"`
}

// VerdictSelection chooses verdicts by number, or all under a filter when it names
// none.
type VerdictSelection struct {
	Verdicts []uint32       `json:"verdicts,omitempty"`
	Filter   *MatchesFilter `json:"filter,omitempty"`
	Except   []uint32       `json:"except,omitempty"` // verdicts under Filter that are left out
}

// ChangeSource is a file that changes were made from.
type ChangeSource struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"` // hexadecimal
}

// changeFile is one of the files of changes.
type changeFile struct {
	format, name, media string
	// write makes the file and returns the number of objects that it leaves out.
	write func(out io.Writer, set *change.Set, q ChangesQuery) (int, error)
}

const csvMedia, scriptMedia, ldifMedia = "text/csv;charset=utf-8", "text/plain;charset=utf-8", "text/plain;charset=us-ascii"

// changeFiles are the files in the order in which the archive holds them.
var changeFiles = []changeFile{
	{ChangesLDIF, "changes.ldf", ldifMedia, func(out io.Writer, set *change.Set, q ChangesQuery) (int, error) {
		return change.WriteLDIF(out, set, change.Options{Guard: q.Guard})
	}},
	{ChangesUndo, "undo.ldf", ldifMedia, func(out io.Writer, set *change.Set, q ChangesQuery) (int, error) {
		return change.WriteLDIF(out, set.Inverse(), change.Options{Guard: q.Guard})
	}},
	{ChangesPowerShell, "changes.ps1", scriptMedia, func(out io.Writer, set *change.Set, _ ChangesQuery) (int, error) {
		return change.WritePowerShell(out, set, "changes")
	}},
	{ChangesUndoPowerShell, "undo.ps1", scriptMedia, func(out io.Writer, set *change.Set, _ ChangesQuery) (int, error) {
		return change.WritePowerShell(out, set.Inverse(), "undo")
	}},
	{ChangesCSV, "changes.csv", csvMedia, func(out io.Writer, set *change.Set, q ChangesQuery) (int, error) {
		_, err := report.WriteCSV(out, set.Rows(), report.Options{Semicolon: q.Semicolon})
		return 0, err
	}},
	// IdFix writes what it reads to the directory, so nothing is neutralised here.
	{ChangesIdFix, "idfix.csv", csvMedia, func(out io.Writer, set *change.Set, _ ChangesQuery) (int, error) {
		_, err := report.WriteCSV(out, set.IdFixRows(), report.Options{Exact: true})
		return 0, err
	}},
}

// ChangeFile writes changes in a format, or all of them as an archive.
func (s *Session) ChangeFile(set *change.Set, q ChangesQuery) (*ExportResult, *Failure) {
	switch q.Format {
	case ChangesZIP:
		return s.changeArchive(set, q)
	case ChangesCloud:
		return s.cloudFile(q.Cloud)
	}
	for _, f := range changeFiles {
		if f.format == q.Format {
			var out bytes.Buffer
			if _, err := f.write(&out, set, q); err != nil {
				return nil, failure("export", message.Text("reason", err.Error()))
			}
			return &ExportResult{Name: f.name, Type: f.media, Rows: int64(len(set.Changes)), Data: out.Bytes()}, nil
		}
	}
	return nil, failure("unknown-request")
}

// changeArchive packs all files together with README.txt.
func (s *Session) changeArchive(set *change.Set, q ChangesQuery) (*ExportResult, *Failure) {
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	var err error
	add := func(name string, write func(w io.Writer) error) {
		var w io.Writer
		if err == nil {
			w, err = archive.Create(name)
		}
		if err == nil {
			err = write(w)
		}
	}
	omitted := map[string]int{}
	for _, f := range changeFiles {
		add(f.name, func(w io.Writer) (err error) {
			omitted[f.name], err = f.write(w, set, q)
			return err
		})
	}
	cloud := s.cloudSet(q.Cloud)
	if len(cloud.set.Changes) > 0 {
		add(cloudName, func(w io.Writer) error { return change.WriteCloud(w, cloud.set) })
	}
	add("README.txt", func(w io.Writer) error {
		_, err := w.Write(s.changeReadme(set, q, omitted, cloud))
		return err
	})
	if err == nil {
		err = archive.Close()
	}
	if err != nil {
		return nil, failure("export", message.Text("reason", err.Error()))
	}
	return &ExportResult{Name: "presync-changes.zip", Type: "application/zip", Rows: int64(len(set.Changes)), Data: packed.Bytes()}, nil
}

// changeReadme is the text that explains the files of an archive.
func (s *Session) changeReadme(set *change.Set, q ChangesQuery, omitted map[string]int, cloud cloudChoice) []byte {
	var b strings.Builder
	line := func(id string, args ...message.Arg) { b.WriteString(message.English.T(id, args...) + "\n") }
	w := s.WhatIf(set)
	line("change.readme.title")
	b.WriteByte('\n')
	line("change.readme.counts", message.Num("changes", len(set.Changes)), message.Num("objects", set.Objects()))
	line("change.readme.whatif", message.Num("before", w.Before), message.Num("after", w.After), message.Num("new", w.New))
	if len(set.Problems) > 0 {
		line("change.readme.problems", message.Num("n", len(set.Problems)))
	}
	for _, f := range changeFiles {
		if n := omitted[f.name]; n > 0 {
			line("change.readme.omitted", message.Text("file", f.name), message.Num("n", n))
		}
	}
	for _, part := range []string{"files", "order", "back"} {
		b.WriteByte('\n')
		line("change.readme." + part)
	}
	if cloud.verdicts > 0 {
		b.WriteByte('\n')
		cloud.explain(line)
	}
	guard := "change.readme.unguarded"
	if q.Guard {
		guard = "change.readme.guarded"
	}
	b.WriteByte('\n')
	line(guard)
	line("change.readme.untested")
	if len(q.Sources) > 0 {
		b.WriteByte('\n')
		line("change.readme.sources")
	}
	for _, f := range q.Sources {
		b.WriteString("  ")
		line("change.readme.source", message.Text("name", f.Name), message.Bytes("size", f.Size), message.Text("hash", f.SHA256))
	}
	return []byte(strings.ReplaceAll(b.String(), "\n", "\r\n"))
}
