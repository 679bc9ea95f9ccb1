package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"presync/core/change"
	"presync/core/match"
	"presync/core/message"
	"presync/core/session"
)

// decideSafe accepts all safe proposals; anything else is the name of a file.
const decideSafe = "safe"

// changeFormats are the formats with -decide.
var changeFormats = []string{
	"summary", session.ChangesLDIF, session.ChangesUndo, session.ChangesPowerShell, session.ChangesUndoPowerShell,
	session.ChangesCSV, session.ChangesIdFix, session.ChangesZIP, session.ChangesCloud,
}

// chooseRemedies reads the rows of the decision table whose verdicts go into the
// script for the cloud side: their ids, their outcomes, or all.
func (c *config) chooseRemedies(names []string) error {
	if len(names) == 0 {
		if c.format == session.ChangesCloud {
			return errors.New("-format cloud needs -remedies")
		}
		return nil
	}
	filter := &session.MatchesFilter{}
	for _, name := range names {
		found := name == remediesAll
		for _, row := range match.Rows() {
			if strings.EqualFold(name, row.String()) || strings.EqualFold(name, row.Outcome()) {
				filter.Row, found = append(filter.Row, row.String()), true
			}
		}
		if !found {
			return fmt.Errorf("-remedies %q: give outcomes such as STALE_IMMUTABLE_ID, their ids such as D-17, or all", name)
		}
	}
	if slices.Contains(names, remediesAll) {
		filter.Row = nil
	}
	c.remedies = &session.VerdictSelection{Filter: filter}
	return nil
}

// remediesAll stands for all verdicts.
const remediesAll = "all"

// writeChanges makes the decisions and writes what they change. Decisions without
// effect are named on stderr.
func (c *config) writeChanges(w *bufio.Writer, s *session.Session, stderr io.Writer) error {
	var decisions []change.Decision
	var err error
	if c.decide != "" {
		if decisions, err = c.decisions(s, stderr); err != nil {
			return err
		}
	}
	set := s.Changes(decisions)
	c.ineffective += len(set.Problems)
	for _, p := range set.Problems {
		fmt.Fprintln(stderr, "check:", message.English.T("change.summary.problem",
			message.Text("dn", p.DN), message.Text("attribute", p.Attr.String()), message.Text("text", p.Text.String())))
	}
	if c.format == "summary" {
		writeChangeSummary(w, s, set)
		return nil
	}
	q := session.ChangesQuery{Format: c.format, Guard: c.guard, Cloud: c.remedies}
	if c.format == session.ChangesZIP {
		if q.Sources, err = c.sources(); err != nil {
			return err
		}
	}
	file, fail := s.ChangeFile(set, q)
	if fail != nil {
		return errorOf(fail)
	}
	_, err = w.Write(file.Data)
	return err
}

// decisions are all safe proposals or those of the file.
func (c *config) decisions(s *session.Session, stderr io.Writer) ([]change.Decision, error) {
	if c.decide == decideSafe {
		return s.SafeDecisions(), nil
	}
	f, err := os.Open(c.decide)
	if err != nil {
		return nil, fmt.Errorf("the decisions: %w", err)
	}
	defer f.Close() // only read from; nothing is lost when closing fails
	decisions, problems := s.ReadDecisions(f)
	c.ineffective += len(problems)
	for _, p := range problems {
		fmt.Fprintln(stderr, "check:", message.English.T("change.summary.line", message.Num("line", p.Line), message.Text("text", p.Text.String())))
	}
	return decisions, nil
}

// writeChangeSummary tells what the changes are and what they cure.
func writeChangeSummary(w io.Writer, s *session.Session, set *change.Set) {
	line := func(id string, args ...message.Arg) {
		fmt.Fprintln(w, message.English.T("change.summary."+id, args...))
	}
	what := s.WhatIf(set)
	line("counts", message.Num("changes", len(set.Changes)), message.Num("objects", set.Objects()))
	line("whatif", message.Num("before", what.Before), message.Num("after", what.After),
		message.Num("cured", what.Cured), message.Num("new", what.New))
	if set.Kept > 0 {
		line("kept", message.Num("n", set.Kept))
	}
	if set.Same > 0 {
		line("same", message.Num("n", set.Same))
	}
}

// sources hashes the files that were loaded.
func (c *config) sources() ([]session.ChangeSource, error) {
	specs, err := c.specs()
	var out []session.ChangeSource
	for _, f := range specs {
		hash, sumErr := sum(f.Name)
		err = errors.Join(err, sumErr)
		out = append(out, session.ChangeSource{Name: filepath.Base(f.Name), Size: f.Size, SHA256: hash})
	}
	return out, err
}

// sum is the SHA-256 of a file.
func sum(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close() // only read from; nothing is lost when closing fails
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
