package session

import (
	"io"
	"time"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/match"
	"presync/core/message"
	"presync/core/rules"
	"presync/core/rules/idfix"
)

// Session is one workspace. It is used by one goroutine at a time.
type Session struct {
	onprem   *directory.Store
	cloud    *directory.Store
	reports  []ingest.Report // in the order of LoadRequest.Files, several for an archive
	sources  []source        // the files of the load
	files    []FileSpec      // of the load, with the choices for reading them
	repeats  ingest.Repeats  // records of the cloud that describe an object again
	settings Settings
	checked  *rules.Result
	matched  *match.Result
	overview *Overview
	marks    touched
	times    Times

	findings listing
	matches  listing
	objects  listing
	accounts listing
	lead     []int // see leading
	compared *comparison
	archive  []idfix.ImportRow // of IdFix's files
	archived listing
	names    *directory.Index // see byDN
	texts    texts            // values and notes of decisions, proposed values
	offers   offers           // see offered
	decided  decisions
	changes  changeList
	since    since
	places   *units   // see unitTree
	domains  *domains // see allDomains
	pictures *Pictures
	same     []uint32 // see sameValues
	grouped  groups
	first    []uint32 // see firstFinding

	placing, numbering, equating ahead // of places, domains and same
	profiles                     [profileCount]profile
	ranks                        [rankCount]ranking
}

// New makes an empty workspace.
func New() *Session {
	s := &Session{}
	s.reset()
	return s
}

func (s *Session) reset() {
	for a := range s.aheads {
		a.drop()
	}
	*s = Session{onprem: directory.NewStore(), cloud: directory.NewStore()}
}

// Load reads files, checks and matches them, and replaces what was loaded before.
// open gives the bytes of the file with index i of the request; an error of open
// or of the reader becomes a diagnostic of that file, the others are still read.
// progress may be nil.
func (s *Session) Load(req LoadRequest, open func(i int) (io.Reader, error), progress func(Progress)) *Overview {
	s.reset()
	s.settings, s.files = req.Settings, req.Files
	open = s.watch(req.Files, open)
	tell := throttle(progress)
	var total, done, objects int64
	for _, f := range req.Files {
		total += f.Size
	}
	recall := req.recall()
	start := time.Now()
	for i, f := range req.Files {
		at := func(p ingest.Progress) {
			tell(Progress{Stage: StageRead, File: f.Name, Bytes: done + p.Bytes, Total: total, Objects: objects + p.Objects})
		}
		at(ingest.Progress{})
		opt := f.Options()
		opt.Recall = recall
		for _, rep := range s.readFile(f, opt, func() (io.Reader, error) { return open(i) }, at) {
			rep.Source = i
			s.reports = append(s.reports, rep)
			objects += rep.Objects
		}
		done += f.Size
	}
	s.complete()
	s.joinFiles()
	s.times.Read = time.Since(start).Milliseconds()
	s.evaluate(tell)
	return s.overview
}

func (s *Session) readFile(f FileSpec, opt ingest.Options, open func() (io.Reader, error), progress func(ingest.Progress)) []ingest.Report {
	r, err := open()
	if err != nil {
		r = failingReader{err}
	}
	to := ingest.Target{OnPrem: s.onprem, Cloud: s.cloud, Other: s.otherFile}
	return ingest.LoadAll(r, f.Name, opt, to, progress)
}

// joinFiles finds the objects that several files hold. On-premises records are made
// one object; those of the cloud stay, because the matcher puts them together itself.
func (s *Session) joinFiles() {
	same := ingest.FindRepeats(s.onprem, ingest.OnPrem)
	same.Report(s.onprem, ingest.OnPrem, s.reports)
	same.Merge(s.onprem)
	s.repeats = ingest.FindRepeats(s.cloud, ingest.Cloud)
	s.repeats.Report(s.cloud, ingest.Cloud, s.reports)
}

// failingReader hands an error of opening to the reader of files, which words it.
type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

// Change takes new settings and evaluates again what is loaded.
func (s *Session) Change(settings Settings, progress func(Progress)) *Overview {
	s.settings = settings
	s.evaluate(throttle(progress))
	return s.overview
}

// evaluate checks and matches, and forgets every list made from the former state.
func (s *Session) evaluate(tell func(Progress)) {
	start := time.Now()
	all := int64(s.onprem.Len())
	tell(Progress{Stage: StageCheck, Total: all})
	before := s.checked
	s.checked = rules.Run(s.onprem, s.settings.rules(), func(done int) {
		tell(Progress{Stage: StageCheck, Bytes: int64(done), Total: all, Objects: all})
	})
	s.times.Check = time.Since(start).Milliseconds()

	start = time.Now()
	tell(Progress{Stage: StageMatch, Total: all})
	in := match.Input{OnPrem: s.onprem, Cloud: s.cloud, Scope: s.scope}
	s.matched = match.Run(in, s.settings.match(), func(done int) {
		tell(Progress{Stage: StageMatch, Bytes: int64(done), Total: all, Objects: all})
	})
	s.times.Match = time.Since(start).Milliseconds()

	s.findings, s.matches, s.objects, s.accounts = listing{}, listing{}, listing{}, listing{}
	s.pictures = nil
	s.lead, s.compared, s.grouped, s.first = nil, nil, groups{}, nil
	s.since = since{baseline: s.since.baseline}
	s.beginAhead()
	s.carry(before)
	s.overview = s.summarise()
}

// OnPrem is the store of the on-premises objects.
func (s *Session) OnPrem() *directory.Store { return s.onprem }

// Cloud is the store of the cloud objects.
func (s *Session) Cloud() *directory.Store { return s.cloud }

// Rules is the result of presync's own rules.
func (s *Session) Rules() *rules.Result { return s.checked }

// scope is the filter that keeps an object from being synchronised, "" for none.
func (s *Session) scope(id directory.ID) string {
	if f := s.checked.Scope(id); f != 0 {
		return f.String()
	}
	return ""
}

func (t Settings) rules() rules.Options {
	return rules.Options{
		VerifiedDomains: t.VerifiedDomains,
		InitialDomain:   t.InitialDomain,
		Licensed:        t.Licensed,
		Federated:       t.Federated,
		IncludeOU:       t.IncludeOU,
		ExcludeOU:       t.ExcludeOU,
		SuffixMap:       t.SuffixMap,
	}
}

// Anchors lists the attributes that can be named as source anchor; "" stands for
// the default.
func Anchors() []string {
	list := []string{"", directory.ObjectGUID.String(), directory.ConsistencyGUID.String()}
	for a := directory.EmployeeID; a <= directory.ExtensionAttribute15; a++ {
		list = append(list, a.String())
	}
	return append(list, directory.SAMAccountName.String(), directory.UserPrincipalName.String(), directory.Mail.String())
}

func (t Settings) match() match.Options {
	return match.Options{
		VerifiedDomains:  t.VerifiedDomains,
		InitialDomain:    t.InitialDomain,
		NoUPNSoftMatch:   t.NoUPNSoftMatch,
		BlockSoftMatch:   t.BlockSoftMatch,
		BlockHardMatch:   t.BlockHardMatch,
		AllowRemap:       t.AllowRemap,
		Privileged:       t.Privileged,
		AnchorAttribute:  t.AnchorAttribute,
		UPNSource:        t.UPNSource,
		FederatedDomains: t.FederatedDomains,
	}
}

// throttle passes progress on at most ten times a second, and always when the
// stage or the file changes.
func throttle(progress func(Progress)) func(Progress) {
	if progress == nil {
		return func(Progress) {}
	}
	var last time.Time
	var stage Stage
	var file string
	return func(p Progress) {
		if p.Stage == stage && p.File == file && time.Since(last) < 100*time.Millisecond {
			return
		}
		last, stage, file = time.Now(), p.Stage, p.File
		progress(p)
	}
}

// Do answers every request but Load, whose bytes come beside the message.
// progress may be nil.
func (s *Session) Do(req *Request, progress func(Progress)) Response {
	res := Response{ID: req.ID}
	switch {
	case req.Settings != nil:
		res.Overview = s.Change(*req.Settings, progress)
	case req.Overview != nil:
		if s.overview == nil {
			s.evaluate(throttle(progress))
		}
		s.overview.Decisions = *s.Decisions()
		res.Overview = s.overview
	case req.Preview != nil:
		res.Preview = req.Preview.preview()
	case s.overview == nil:
		res.Failure = failure("nothing-loaded")
	case req.Pictures != nil:
		res.Pictures = s.Pictures()
	case req.Findings != nil:
		res.Findings = s.Findings(*req.Findings)
	case req.Finding != nil:
		res.Finding, res.Failure = s.Finding(req.Finding.Finding)
	case req.Groups != nil:
		res.Groups = s.Groups(*req.Groups)
	case req.Contest != nil:
		res.Contest, res.Failure = s.Contest(req.Contest.Group)
	case req.Matches != nil:
		res.Matches = s.Matches(*req.Matches)
	case req.Match != nil:
		res.Match, res.Failure = s.Match(req.Match.Verdict)
	case req.Objects != nil:
		res.Objects = s.Objects(*req.Objects)
	case req.Object != nil:
		res.Object, res.Failure = s.Object(*req.Object)
	case req.Accounts != nil:
		res.Accounts = s.Accounts(*req.Accounts)
	case req.Account != nil:
		res.Account, res.Failure = s.Account(req.Account.Account)
	case req.Transfer != nil:
		res.Transfer = s.Transfer(*req.Transfer)
	case req.Compare != nil:
		res.Compare = s.Compare(*req.Compare)
	case req.Archive != nil:
		res.Archive = s.Archive(*req.Archive)
	case req.Decide != nil:
		res.Decisions, res.Failure = s.Decide(*req.Decide)
	case req.History != nil:
		res.Decisions = s.History(*req.History)
	case req.WhatIf != nil:
		res.WhatIf = s.DecidedWhatIf()
	case req.Try != nil:
		res.Try, res.Failure = s.Try(*req.Try)
	case req.Changes != nil:
		res.Changes = s.ListChanges(*req.Changes)
	case req.Size != nil:
		res.Size = s.ReportSize(*req.Size)
	case req.Export != nil && req.Export.What == ExportReport:
		res.Export, res.Failure = s.Report(req.Export.Report, progress)
	case req.Since != nil:
		res.Since, res.Failure = s.Since(*req.Since)
	case req.Export != nil:
		res.Export, res.Failure = s.Export(*req.Export)
	default:
		res.Failure = failure("unknown-request")
	}
	return res
}

// failure makes a Failure from the texts "failure.<name>" and
// "failure.<name>.advice".
func failure(name string, args ...message.Arg) *Failure {
	return &Failure{
		Text:   message.New("failure."+name, args...),
		Advice: message.New("failure."+name+".advice", args...),
	}
}
