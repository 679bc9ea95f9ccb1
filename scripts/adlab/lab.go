package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"presync/core/change"
	"presync/core/directory"
	"presync/core/rules"
	"presync/core/session"
)

// lab is the proof.
type lab struct {
	c   *controller
	out io.Writer
}

func (l *lab) say(format string, args ...any) { fmt.Fprintf(l.out, format+"\n", args...) }

// prove runs every part of the proof and stops at the first that fails.
func (l *lab) prove() error {
	if err := l.fill(); err != nil {
		return err
	}
	for _, part := range []struct {
		title string
		run   func() error
	}{
		{"Safe proposals", l.safeProposals},
		{"Safe proposals, guarded", l.safeProposalsGuarded},
		{"Values that break files written carelessly", l.hostileValues},
		{"Names passed on from one user to the next", l.passedOn},
		{"The guard", l.guard},
	} {
		l.say("== %s", part.title)
		if err := part.run(); err != nil {
			return fmt.Errorf("%s: %w", part.title, err)
		}
	}
	return nil
}

// fill makes the domain with its content.
func (l *lab) fill() error {
	l.say("== Domain controller")
	if err := l.c.provision(); err != nil {
		return err
	}
	if err := l.c.start(); err != nil {
		return err
	}
	version, err := l.c.command(nil, "samba", "--version")
	if err != nil {
		return err
	}
	l.say("Samba %s, domain %s on %s", strings.ToLower(string(bytes.TrimSpace(version))), realm, address)
	if err := l.c.modify([]byte(schema)); err != nil {
		return fmt.Errorf("the schema: %w", err)
	}
	content, err := population()
	if err != nil {
		return err
	}
	if err := l.c.modify(content); err != nil {
		return fmt.Errorf("the content: %w", err)
	}
	l.say("filled with %d users, %d groups, %d contacts in %d organizational units", users, groups, contacts, len(units))
	return nil
}

// load checks an export.
func load(e *export) *session.Session {
	s := session.New()
	s.Load(session.LoadRequest{Files: []session.FileSpec{{Name: "export.ldf", Size: int64(len(e.text)), Role: "onprem"}}},
		func(int) (io.Reader, error) { return bytes.NewReader(e.text), nil }, nil)
	return s
}

// findings are all findings as "dn NUL attribute NUL value NUL rule", sorted.
func findings(s *directory.Store, r *rules.Result, keep func(f rules.Finding) bool) []string {
	var out []string
	r.Findings(func(_ int, f rules.Finding) bool {
		if !keep(f) {
			return true
		}
		value := ""
		if f.Ref != rules.NoRef {
			value = string(s.Value(s.Ref(f.Ref)))
		}
		out = append(out, key(string(s.Get(f.Object, directory.DN)), f.Attr.String(), value)+"\x00"+rules.Catalogue()[f.Rule].ID)
		return true
	})
	slices.Sort(out)
	return out
}

func all(rules.Finding) bool { return true }

func (l *lab) safeProposals() error        { return l.safeRound(false) }
func (l *lab) safeProposalsGuarded() error { return l.safeRound(true) }

// safeRound accepts all safe proposals, applies them, and takes them back.
func (l *lab) safeRound(guard bool) error {
	before, err := l.c.export()
	if err != nil {
		return err
	}
	s := load(before)
	safe := findings(s.OnPrem(), s.Rules(), func(f rules.Finding) bool {
		p, ok := s.Rules().Propose(f)
		return ok && p.Safe
	})
	set := s.Changes(s.SafeDecisions())
	l.say("exported %d objects: %d findings, %d of them with a safe proposal; %d changes of %d objects",
		before.objects, s.Rules().Len(), len(safe), len(set.Changes), set.Objects())
	if len(safe) == 0 || len(set.Problems) > 0 {
		return fmt.Errorf("%d safe proposals, problems %v", len(safe), set.Problems)
	}
	return l.round(s, set, guard, before, func(after *export) error {
		t := load(after)
		changed, _ := change.Apply(s.OnPrem(), set)
		predicted := rules.Run(changed, rules.Options{}, nil)
		l.say("checked again: %d findings, as predicted", t.Rules().Len())
		left := findings(t.OnPrem(), t.Rules(), all)
		return errors.Join(
			differ("findings, compared with those predicted", left, findings(changed, predicted, all)),
			absent(left, safe))
	})
}

// absent reports a finding that should be cured and is still there.
func absent(left, safe []string) error {
	for _, f := range safe {
		if _, there := slices.BinarySearch(left, f); there {
			return fmt.Errorf("still there: %q", f)
		}
	}
	return nil
}

// round applies changes, compares, judges, takes them back, and compares again.
func (l *lab) round(s *session.Session, set *change.Set, guard bool, before *export, judge func(after *export) error) error {
	if err := l.apply(s, set, session.ChangesLDIF, guard); err != nil {
		return err
	}
	after, err := l.c.export()
	if err != nil {
		return err
	}
	want := expected(before, set)
	if err := differ("after the changes", after.values, want); err != nil {
		return err
	}
	l.say("changes.ldf applied: %d values touched, the other %d of %d unchanged", touched(set), len(before.values)-removed(set), len(before.values))
	if err := judge(after); err != nil {
		return err
	}
	if err := l.apply(s, set, session.ChangesUndo, guard); err != nil {
		return err
	}
	back, err := l.c.export()
	if err != nil {
		return err
	}
	if err := differ("after the undo", back.lines, before.lines); err != nil {
		return err
	}
	l.say("undo.ldf applied: all %d lines of the export are equal, byte for byte, bookkeeping left out", len(back.lines))
	return nil
}

// apply hands a change file to the directory.
func (l *lab) apply(s *session.Session, set *change.Set, format string, guard bool) error {
	file, fail := s.ChangeFile(set, session.ChangesQuery{Format: format, Guard: guard})
	if fail != nil {
		return errors.New(fail.Text.String())
	}
	if err := l.c.modify(file.Data); err != nil {
		return fmt.Errorf("%s: %w", file.Name, err)
	}
	return nil
}

// expected are the values of an export with changes made.
func expected(before *export, set *change.Set) []string {
	gone := map[string]bool{}
	var out []string
	for _, c := range set.Changes {
		for _, v := range c.Values {
			if len(v.Old) > 0 {
				gone[key(c.DN, c.Attr.String(), string(v.Old))] = true
			}
			if len(v.New) > 0 {
				out = append(out, key(c.DN, c.Attr.String(), string(v.New)))
			}
		}
	}
	for _, v := range before.values {
		if !gone[v] {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

// touched is the number of values that a set changes, removes or adds.
func touched(set *change.Set) (n int) {
	for _, c := range set.Changes {
		n += len(c.Values)
	}
	return n
}

// removed is the number of values that a set changes or removes.
func removed(set *change.Set) (n int) {
	for _, c := range set.Changes {
		for _, v := range c.Values {
			if len(v.Old) > 0 {
				n++
			}
		}
	}
	return n
}

// hostile are values that the directory has to take as they are.
var hostile = []string{
	`O'Neil "Tim"`, "`$(Remove-Item C:\\)`", "line\nbreak", "line\r\ndn: CN=Administrator,CN=Users," + baseDN + "\r\nchangetype: delete", " leading",
	"trailing ", "\u202eright to left", "\u200b", "emoji 😀", "‘quoted’ ‚and‛", ": colon", "< file:///etc/passwd", "=1+1", "\ttab", "#comment", "-",
	strings.Repeat("ä", 250),
}

// hostileValues gives users such values by a file of decisions, and takes them back.
func (l *lab) hostileValues() error {
	before, err := l.c.export()
	if err != nil {
		return err
	}
	values := map[int]string{}
	for i, v := range hostile {
		values[i] = v
	}
	return l.edits(before, "displayName", values)
}

// passedOn lets users take over the logon names of others, which the directory
// refuses while the others still hold them. The chains run both ways through the
// export, so that no order of reading suits both.
func (l *lab) passedOn() error {
	before, err := l.c.export()
	if err != nil {
		return err
	}
	name := func(i int) string {
		_, e := invent(i)
		return e.id
	}
	return l.edits(before, "sAMAccountName", map[int]string{
		20: name(21), 21: name(22), 22: "chain-end", 32: name(31), 31: name(30), 30: "other-end",
	})
}

// edits gives users new values by a file of decisions, and takes them back.
func (l *lab) edits(before *export, attribute string, values map[int]string) error {
	s := load(before)
	var file bytes.Buffer
	enc := json.NewEncoder(&file)
	for i, v := range values {
		dn, _ := invent(i)
		if err := enc.Encode(session.DecisionLine{DN: dn, Attribute: attribute, Action: change.Edit.String(), NewValue: v}); err != nil {
			return err
		}
	}
	decisions, problems := s.ReadDecisions(&file)
	set := s.Changes(decisions)
	if len(problems) > 0 || len(set.Changes) != len(values) {
		return fmt.Errorf("%d changes, problems %v %v", len(set.Changes), problems, set.Problems)
	}
	return l.round(s, set, true, before, func(*export) error { return nil })
}

// guard changes a value behind the back of a change file.
func (l *lab) guard() error {
	before, err := l.c.export()
	if err != nil {
		return err
	}
	s := load(before)
	set := s.Changes(s.SafeDecisions())
	i := slices.IndexFunc(set.Changes, func(c change.Change) bool { return c.Attr == directory.UserPrincipalName })
	if i < 0 {
		return errors.New("no safe proposal for a user name")
	}
	one := &change.Set{Changes: set.Changes[i : i+1]}
	between := &change.Set{Changes: slices.Clone(one.Changes)}
	between.Changes[0].Values = []change.Value{{Old: one.Changes[0].Values[0].Old, New: []byte("between@contoso.com")}}
	if err := l.apply(s, between, session.ChangesLDIF, true); err != nil {
		return err
	}
	held, err := l.c.export()
	if err != nil {
		return err
	}
	refused := l.apply(s, one, session.ChangesLDIF, true)
	if refused == nil {
		return errors.New("the guarded change overwrote a value that was changed in between")
	}
	if !strings.Contains(refused.Error(), "No such attribute") {
		return fmt.Errorf("refused for another reason: %w", refused)
	}
	after, err := l.c.export()
	if err != nil {
		return err
	}
	if err := differ("after the refusal", after.lines, held.lines); err != nil {
		return err
	}
	l.say("a value changed in between: the guarded change is refused (no such attribute value), nothing is written")
	if err := l.apply(s, one, session.ChangesLDIF, false); err != nil {
		return err
	}
	l.say("the same change without guard overwrites it")
	return nil
}
