package session

import (
	"cmp"
	"encoding/json"
	"iter"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"presync/core/change"
	"presync/core/directory"
	"presync/core/match"
	"presync/core/message"
	"presync/core/report"
	"presync/core/rules"
)

// ReportQuery says what a report holds.
type ReportQuery struct {
	Level report.Level `json:"level,omitempty"` // "" is full
	// Masked replaces names, addresses and values; Salt is the secret of the masks,
	// random bytes that are used for one report only.
	Masked      bool   `json:"masked,omitempty"`
	KeepDomains bool   `json:"keepDomains,omitempty"`
	Salt        []byte `json:"salt,omitempty"`
}

// Document is the present run as a report, with the comparison with an earlier run
// where there is one. Its tables are read from the workspace while they are ranged
// over, so it holds until the workspace changes.
func (s *Session) Document(q ReportQuery) *report.Document {
	d := s.document(q)
	d.Work = s.documentWork()
	return d
}

// document is Document without its account of the work, for which all proposals have
// to be made.
func (s *Session) document(q ReportQuery) *report.Document {
	d := s.present(cmp.Or(q.Level, report.LevelFull), true)
	d.Files = s.documentFiles(q.Masked)
	if diff := s.Diff(); diff != nil {
		c := diff.Comparison
		if d.Level == report.LevelSummary {
			c.Missing = nil // they name objects
		}
		d.Comparison = &c
	}
	if q.Masked {
		return report.Mask(d, q.Salt, q.KeepDomains)
	}
	return d
}

// present is the present run without the files and without a comparison. Without words
// its findings do not say why, which takes time.
func (s *Session) present(level report.Level, words bool) *report.Document {
	o := s.overview
	d := &report.Document{
		Schema: report.Schema, Version: report.Version, Made: time.Now().UTC().Format(time.RFC3339), Program: program(),
		Level: level, Profile: cmp.Or(o.Settings.Profile, "entra"), Chosen: s.settings.inWords(),
		Readiness: report.Readiness(o.Readiness), Severities: documentCounts(o.Severities), Attributes: documentCounts(o.Attributes),
		NotChecked: []report.NotChecked{}, OutOfScope: []report.Scope{}, Rules: []report.Rule{}, Outcomes: []report.Outcome{},
		OnPrem: documentSide(o.OnPrem), Cloud: documentSide(o.Cloud),
		Objects: none[report.Object], Findings: none[report.Entry], Verdicts: none[report.Verdict], Decisions: none[report.Decision],
	}
	d.Settings, _ = json.Marshal(s.settings) // a plain struct of text and switches
	s.documentCatalogue(d)
	if d.Level != report.LevelSummary {
		s.documentTables(d, words)
	}
	return d
}

// program is the name of the program with the version that it was built from.
func program() string {
	name := "presync"
	if info, ok := debug.ReadBuildInfo(); ok && strings.HasPrefix(info.Main.Version, "v") {
		name += " " + info.Main.Version
	}
	return name
}

func none[T any](func(T) bool) {}

func documentCounts(list []Count) []report.Count {
	out := make([]report.Count, 0, len(list))
	for _, c := range list {
		out = append(out, report.Count{Key: c.Key, N: c.N, Objects: c.Objects})
	}
	return out
}

func documentSide(side Side) report.Side {
	return report.Side{Files: side.Files, Objects: side.Objects, Skipped: side.Skipped, Classes: documentCounts(side.Classes)}
}

// documentFiles describes the files that were read. Words that diagnostics quote from
// them are left out of a masked report.
func (s *Session) documentFiles(masked bool) []report.File {
	words := func(m message.Message) string {
		if masked {
			m.Args = slices.Clone(m.Args)
			for i := range m.Args {
				if m.Args[i].Kind == message.Words {
					m.Args[i].Text = "…"
				}
			}
		}
		return m.String()
	}
	out := make([]report.File, 0, len(s.reports))
	sources := s.Sources()
	for _, r := range s.reports {
		f := report.File{
			Name: r.Name, Size: r.Bytes, Source: r.Source, Role: r.Role.String(), Shape: string(r.Shape),
			Kind: message.English.T(r.Shape.TextID()), Encoding: r.Encoding, Delimiter: r.Delimiter, Guessed: r.Guessed,
			Objects: r.Objects, Repeated: r.Repeated, Skipped: r.Skipped, Choices: s.documentChoices(r.Source),
		}
		if r.Source < len(sources) {
			f.SHA256 = sources[r.Source].SHA256
		}
		for _, x := range r.Diagnostics {
			f.Diagnostics = append(f.Diagnostics, report.Diagnostic{
				Code: x.Code, Level: x.Level.String(), Line: x.Line, Count: x.Count, Text: words(x.Text), Advice: words(x.Advice),
			})
		}
		out = append(out, f)
	}
	return out
}

// documentChoices are the user's choices for reading a file; nil when there are none.
func (s *Session) documentChoices(file int) json.RawMessage {
	if file >= len(s.files) {
		return nil
	}
	choices := s.files[file]
	choices.Name, choices.Size = "", 0
	text, err := json.Marshal(choices)
	if err != nil || string(text) == `{"name":"","size":0}` {
		return nil
	}
	return text
}

// documentCatalogue fills in what is said once for many rows.
func (s *Session) documentCatalogue(d *report.Document) {
	o := s.overview
	for _, n := range o.NotChecked {
		rule := rules.ByID(n.Rule)
		d.NotChecked = append(d.NotChecked, report.NotChecked{
			Rule: n.Rule, Title: rule.Title, Attribute: n.Attribute, Objects: n.Objects,
			Text: message.English.T("report.not-checked", message.Text("attribute", n.Attribute), message.Num("n", n.Objects)),
		})
	}
	for _, c := range o.OutOfScope {
		d.OutOfScope = append(d.OutOfScope, report.Scope{Filter: c.Key, Text: message.English.T("scope." + c.Key), N: c.N})
	}
	for _, c := range o.Rules {
		d.Applied = append(d.Applied, c.Rule)
		if c.N > 0 {
			d.Rules = append(d.Rules, documentRule(c))
		}
	}
	for _, c := range o.Outcomes {
		d.Outcomes = append(d.Outcomes, documentOutcome(c))
	}
	for _, c := range o.Flow {
		d.Flow = append(d.Flow, report.Flow{Row: c.Row, Fate: c.Fate, Title: message.English.T("ui.fate." + c.Fate), N: c.N})
	}
	d.Assumptions = s.documentAssumptions()
	d.Classes = s.documentClasses()
	d.Actions = documentCounts(s.Decisions().Actions)
}

// documentWork counts the findings by what it takes to deal with them.
func (s *Session) documentWork() []report.Work {
	var out []report.Work
	var contested [rules.Error + 1]map[uint32]bool
	by := [rules.Error + 1]int{}
	for i, severity := range [...]rules.Severity{rules.Error, rules.Warning, rules.Advice} {
		out = append(out, report.Work{Severity: severity.String()})
		by[severity], contested[severity] = i, map[uint32]bool{}
	}
	offered := s.offered()
	for i := range s.checked.Len() {
		f := s.checked.At(i)
		w := &out[by[f.Severity]]
		*[...]*int64{offerSafe: &w.Safe, offerReview: &w.Review, offerNone: &w.None}[offered.confidence[i]]++
		if s.decided.of(uint32(i)).action > 0 {
			w.Decided++
		}
		if held := contested[f.Severity]; f.Group > 0 && !held[f.Group] {
			held[f.Group] = true
			w.Contested++
		}
	}
	return out
}

func documentRule(c RuleCount) report.Rule {
	rule := rules.ByID(c.Rule)
	out := report.Rule{
		ID: c.Rule, Attribute: c.Attribute, Title: rule.Title, Why: rule.Why, Remedy: rule.Fix,
		Severity: c.Severity, N: c.N, Objects: c.Objects,
	}
	for _, src := range rule.Sources {
		out.Sources = append(out.Sources, report.SourceOf(src.Document, src.Says))
	}
	return out
}

func documentOutcome(c OutcomeCount) report.Outcome {
	out := report.OutcomeOf(match.RowByName(c.Row))
	out.Severity, out.Errors, out.Warnings, out.N, out.Cloud = c.Severity, c.Errors, c.Warnings, c.N, c.Cloud
	return out
}

// documentAssumptions counts the assumptions that verdicts rest on.
func (s *Session) documentAssumptions() []report.Assumption {
	n := map[string]int64{}
	for i := range s.matched.Len() {
		for _, name := range s.matched.At(i).Assumptions.Names() {
			n[name]++
		}
	}
	out := []report.Assumption{}
	for name, count := range n {
		out = append(out, report.Assumption{ID: name, Text: message.English.T("assumption."+name, message.Text("upn", "…")), N: count})
	}
	slices.SortFunc(out, func(a, b report.Assumption) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// documentClasses counts the findings by the class of their object.
func (s *Session) documentClasses() []report.Count {
	var by [directory.Other + 1]tally
	s.checked.Findings(func(_ int, f rules.Finding) bool {
		by[s.onprem.Class(f.Object)].add(f.Object)
		return true
	})
	out := []report.Count{}
	for class, t := range by {
		if t.n > 0 {
			out = append(out, report.Count{Key: directory.Class(class).String(), N: t.n, Objects: t.objects})
		}
	}
	slices.SortStableFunc(out, func(a, b report.Count) int { return cmp.Compare(b.N, a.N) })
	return out
}

// documentTables makes the tables.
func (s *Session) documentTables(d *report.Document, words bool) {
	decisions := s.decisionList()
	place := make([]int32, s.onprem.Len()) // of an object in the table, from 1
	full := d.Level == report.LevelFull
	s.checked.Findings(func(_ int, f rules.Finding) bool {
		place[f.Object] = 1
		return true
	})
	for _, x := range decisions {
		place[x.Object] = 1
	}
	for id := range place {
		if full || place[id] > 0 {
			d.Rows.Objects++
			place[id] = int32(d.Rows.Objects)
		}
	}
	d.Rows.Findings, d.Rows.Decisions = s.checked.Len(), len(decisions)
	d.Objects = s.documentObjects(place)
	d.Findings = s.documentFindings(d, place, decisions, words)
	d.Decisions = s.documentDecisions(place, decisions)
	if full {
		d.Rows.Verdicts = s.matched.Len()
		d.Verdicts = s.documentVerdicts(d, place)
	}
}

func (s *Session) documentObjects(place []int32) iter.Seq[report.Object] {
	return func(yield func(report.Object) bool) {
		for i, p := range place {
			id := directory.ID(i)
			if p == 0 {
				continue
			}
			o := report.Object{DN: s.onprem.Text(id, directory.DN), Name: s.onprem.Name(id), Class: s.onprem.Class(id).String(), Scope: s.scope(id)}
			if g := s.onprem.Get(id, directory.ObjectGUID); len(g) > 0 {
				o.GUID = directory.GUIDText(g)
			}
			if !yield(o) {
				return
			}
		}
	}
}

// documentFindings yields the findings; with words they say why.
func (s *Session) documentFindings(d *report.Document, place []int32, decisions []change.Decision, words bool) iter.Seq[report.Entry] {
	ruleAt := make([]int, len(rules.Catalogue()))
	for i, r := range d.Rules {
		ruleAt[rules.ByID(r.ID).Index()] = i
	}
	return func(yield func(report.Entry) bool) {
		decided := 0 // decisions come in the order of the findings
		for i := range s.checked.Len() {
			f := s.checked.At(i)
			row := report.Entry{
				Object: int(place[f.Object]) - 1, Rule: ruleAt[f.Rule], Attribute: f.Attr.String(), Severity: f.Severity.String(),
				Absent: f.Ref == noValue, Change: s.changeMark(i),
				Group: int(f.Group), Holders: s.checked.HolderObjects(f.Group),
			}
			if words {
				row.Why = report.TextOf(s.checked.Explain(f))
			}
			if !row.Absent {
				row.Value = directory.FormatValue(f.Attr, s.findingValue(f))
			}
			if decided < len(decisions) && decisions[decided].Finding == uint32(i)+1 {
				decided++
				row.Decision = decided
			}
			if p, ok := s.checked.Propose(f); ok {
				row.Confidence, row.Proposal, row.Remove = confidence(p), p.Value, p.Remove
			}
			if !yield(row) {
				return
			}
		}
	}
}

// noValue marks the absence of a value.
const noValue = rules.NoRef

func ruleID(f rules.Finding) string { return rules.Catalogue()[f.Rule].ID }

// changeMark says whether a finding is new or changed since the earlier run.
func (s *Session) changeMark(finding int) string {
	if d := s.since.diff; d != nil && len(d.Changes) > 0 && d.Changes[finding] != report.ChangeSame {
		return d.Changes[finding]
	}
	return ""
}

// documentDecisions yields the decisions.
func (s *Session) documentDecisions(place []int32, decisions []change.Decision) iter.Seq[report.Decision] {
	return func(yield func(report.Decision) bool) {
		for _, x := range decisions {
			row := report.Decision{
				Object: int(place[x.Object]) - 1, Attribute: x.Attr.String(), Absent: x.Ref == noValue,
				Rule:   ruleID(s.checked.At(int(x.Finding - 1))),
				Action: x.Action.String(), NewValue: string(x.Value), Note: x.Note,
			}
			if !row.Absent {
				row.Value = directory.FormatValue(x.Attr, s.onprem.Value(s.onprem.Ref(x.Ref)))
			}
			if !yield(row) {
				return
			}
		}
	}
}

// documentVerdicts yields the verdicts of the on-premises objects and of the cloud
// objects that nobody claims.
func (s *Session) documentVerdicts(d *report.Document, place []int32) iter.Seq[report.Verdict] {
	outcomeAt := make([]int, rowCount)
	for _, r := range match.Rows() {
		outcomeAt[r] = slices.IndexFunc(d.Outcomes, func(o report.Outcome) bool { return o.Row == r.String() })
	}
	return func(yield func(report.Verdict) bool) {
		for i := range s.matched.Len() {
			v := s.matched.At(i)
			row := report.Verdict{
				Object: -1, Outcome: outcomeAt[v.Row], Severity: v.Severity.String(), CloudID: s.matched.CloudID(v),
				Keys: strings.Join(v.Keys.Names(), " "),
			}
			if v.Object != directory.NoID {
				row.Object = int(place[v.Object]) - 1
			} else {
				row.Class = s.matched.CloudClass(v).String()
			}
			if c, ok := s.matched.CloudObject(v); ok {
				row.Cloud = s.cloud.Name(c)
			}
			for n, also := range v.Also.List() {
				if n > 0 {
					row.Also += " "
				}
				row.Also += also.String()
			}
			if v.Severity >= match.Warn {
				row.Why = report.TextOf(s.matched.Explain(v))
			}
			if !yield(row) {
				return
			}
		}
	}
}
