// Command check is presync without a browser: the same core over files on disk,
// for tests, benchmarks and automation.
//
// Exit status: 0 no errors found, 1 findings of severity error, 2 bad usage or
// unreadable input. With -decide 1 says that a decision has no effect.
package main

import (
	"bufio"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"presync/core/directory"
	"presync/core/ingest"
	"presync/core/report"
	"presync/core/rules/idfix"
	"presync/core/session"
)

const usage = `usage: check -onprem FILE... -cloud FILE... [flags]

  -onprem FILE          an export of the on-premises directory; may be repeated
  -cloud FILE           an export of the cloud directory; may be repeated
  FILE                  an export whose side is found out from its columns
  -format FORMAT        summary (default), findings, match or csv; load for what was
                        understood of each file, objects for every object; idfix
                        with the profiles of that name; report (or json) for the run as JSON, to
                        be opened again in the page or compared with; html for one file
                        to hand over, which opens in every browser and prints
  -role SIDE            onprem or cloud, for files whose side is not given above
  -encoding NAME        of the files: ENCODINGS
  -delimiter C          of the files: one character, or tab
  -o FILE               write there instead of to standard output

Reports:
  -level LEVEL          report, html: full (default), findings (without verdicts) or summary
  -mask                 report, html: names, addresses and values are replaced by masks
  -keep-domains         report, html: the names of domains are not masked
  -rows N               html: the most rows of each table; ROWS when not given, at most MAXROWS
  -baseline FILE        compare with an earlier report: what is new, fixed and gone, with
                        the formats text (default) and json; a report holds it, too

What exports do not hold:
  -verified-domains a,b domains verified in the tenant
  -initial-domain D     for example contoso.onmicrosoft.com
  -no-upn-soft-match    the tenant does not match on userPrincipalName
  -block-soft-match     the tenant blocks soft match
  -block-hard-match     the tenant blocks hard match
  -allow-remap          the tenant allows OnPremisesObjectIdentifier to change
  -privileged FILE      accounts with administrative roles, one UPN or object id a line
  -federated-domains a,b
  -anchor ATTRIBUTE     source anchor: objectGUID, mS-DS-ConsistencyGuid or another
  -upn-source ATTRIBUTE attribute that becomes the cloud user name
  -licensed             the users in the export will be licensed
  -federated            sign-in is federated
  -include-ou DN        only objects below; may be repeated
  -exclude-ou DN        not the objects below; may be repeated
  -suffix OLD=NEW       replacement for a UPN suffix; may be repeated

Changes:
  -decide safe|FILE     accept all safe proposals, or the decisions of a file: one JSON
                        object a line with dn or objectGUID, attribute, value, action
                        (edit, remove, keep or ignore), newValue, note, and rule, which
                        narrows it to the finding of one rule. Formats summary, ldif,
                        undo, powershell, undo-powershell, csv, idfix-csv, cloud and zip
  -remedies LIST|all    formats cloud and zip: what the remedies of these outcomes (by name
                        or id, such as D-17) change in the cloud goes into cloud.ps1
  -guard                ldif and undo: fail where a value is no longer the exported one

Rule sets:
  -profile NAME         entra (default), idfix or idfix-dedicated: the two rule sets of
                        IdFix 2.6.0.3 with its rows, formats idfix and csv
  -alternate-login      idfix: users sign in with another attribute than the UPN
  -tlds FILE            idfix: accepted top-level domains, one a line
  -compare-profiles A,B what IdFix would report and presync does not, and the reverse:
                        idfix,entra or idfix-dedicated,entra

  -exact                csv: do not neutralise cells that a spreadsheet would run
  -show-times           print the time of each stage to standard error
`

func main() {
	code, err := run(os.Args[1:], os.Stdout, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "check:", err)
	}
	os.Exit(code)
}

const (
	exitClean  = 0
	exitErrors = 1
	exitUsage  = 2
)

// run does the work of main and returns the exit status.
func run(args []string, stdout, stderr io.Writer) (int, error) {
	c, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitClean, nil
	}
	if err != nil {
		return exitUsage, err
	}
	s := session.New()
	files, err := c.specs()
	if err != nil {
		return exitUsage, err
	}
	o := load(s, session.LoadRequest{Files: files, Settings: c.settings})
	if c.times {
		fmt.Fprintf(stderr, "read %d ms, check %d ms, match %d ms, store %d bytes\n",
			o.Times.Read, o.Times.Check, o.Times.Match, o.StoreBytes)
	}
	if err := c.openBaseline(s); err != nil {
		return exitUsage, err
	}
	if err := c.write(s, o, stdout, stderr); err != nil {
		return exitUsage, err
	}
	return c.status(o, stderr), nil
}

// load opens the files one after another, so that only one is open at a time.
func load(s *session.Session, req session.LoadRequest) *session.Overview {
	var o *session.Overview
	inOrder(func(open func(name string) (io.Reader, error)) {
		o = s.Load(req, func(i int) (io.Reader, error) { return open(req.Files[i].Name) }, nil)
	})
	return o
}

// inOrder gives a function that opens files, and closes the one before each time.
func inOrder(use func(open func(name string) (io.Reader, error))) {
	var last *os.File
	closeLast := func() {
		if last != nil {
			last.Close() // only read from; nothing is lost when closing fails
		}
	}
	defer closeLast()
	use(func(name string) (io.Reader, error) {
		closeLast()
		var err error
		last, err = os.Open(name)
		return last, err
	})
}

// status is the exit status; files that gave nothing are named on stderr.
func (c *config) status(o *session.Overview, stderr io.Writer) int {
	code := exitClean
	if c.errors(o) > 0 {
		code = exitErrors
	}
	for _, f := range o.Files {
		for _, d := range f.Diagnostics {
			if d.Level == ingest.Fatal {
				fmt.Fprintf(stderr, "check: %s: %s %s\n", f.Name, d.Text, d.Advice)
				code = exitUsage
			}
		}
	}
	return code
}

// errors is the number of errors that the chosen rule set found, or of decisions
// without effect.
func (c *config) errors(o *session.Overview) int64 {
	switch {
	case c.asIdFix:
		return int64(c.idfixRows)
	case c.decide != "" || c.remedies != nil:
		return int64(c.ineffective)
	}
	for _, s := range o.Severities {
		if s.Key == session.SeverityError {
			return s.N
		}
	}
	return 0
}

// write prints in the wanted format to the wanted place.
func (c *config) write(s *session.Session, o *session.Overview, stdout, stderr io.Writer) (err error) {
	out := stdout
	if c.output != "" {
		f, err := os.Create(c.output)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		out = f
	}
	w := bufio.NewWriterSize(out, 1<<16)
	switch {
	case c.compare:
		writeComparison(w, s, c.idfix)
	case c.asIdFix:
		err = c.writeIdFix(w, s, stderr)
	case c.decide != "" || c.remedies != nil:
		err = c.writeChanges(w, s, stderr)
	case c.format == "report", c.format == "html":
		err = c.writeReport(w, s)
	case c.baseline != "":
		err = c.writeSince(w, s)
	case c.format == "findings":
		err = writeFindings(w, s)
	case c.format == "match":
		err = writeMatches(w, s)
	case c.format == "load":
		err = writeLoad(w, o)
	case c.format == "objects":
		err = writeObjects(w, s)
	case c.format == "csv":
		err = writeCSV(w, s, c.exact)
	default:
		writeSummary(w, o)
	}
	return errors.Join(err, w.Flush())
}

// config is the command line.
type config struct {
	onprem, cloud, any list
	settings           session.Settings
	format, output     string
	exact, times       bool
	role, encoding     string // overrides of the guesses
	delimiter          string

	asIdFix   bool // one of IdFix's rule sets instead of presync's own
	compare   bool
	idfix     idfix.Options
	idfixRows int

	baseline    string // a report to compare with
	reportQuery session.ReportQuery
	rows        int // of each table of the report as HTML

	decide      string // "safe" or a file of decisions
	guard       bool
	remedies    *session.VerdictSelection // for the script for the cloud side
	ineffective int                       // decisions without effect
}

// list is a flag that may be repeated.
type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(v string) error { *l = append(*l, v); return nil }

// commas is a flag that holds several values separated by commas.
type commas struct{ to *[]string }

func (c commas) String() string { return "" }
func (c commas) Set(v string) error {
	for _, p := range strings.Split(v, ",") {
		if p = strings.TrimSpace(p); p != "" {
			*c.to = append(*c.to, p)
		}
	}
	return nil
}

func parse(args []string, stderr io.Writer) (*config, error) {
	c := &config{}
	t := &c.settings
	fs := flag.NewFlagSet("check", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.Usage = func() {
		fmt.Fprint(stderr, strings.NewReplacer("ENCODINGS", strings.Join(ingest.Encodings(), ", "),
			"MAXROWS", strconv.Itoa(report.HTMLMaxRows), "ROWS", strconv.Itoa(report.HTMLRows)).Replace(usage))
	}
	fs.Var(&c.onprem, "onprem", "")
	fs.Var(&c.cloud, "cloud", "")
	fs.StringVar(&c.format, "format", "summary", "")
	fs.StringVar(&c.output, "o", "", "")
	fs.StringVar(&c.role, "role", "", "")
	fs.StringVar(&c.encoding, "encoding", "", "")
	fs.StringVar(&c.delimiter, "delimiter", "", "")
	profile := fs.String("profile", "entra", "")
	compare := fs.String("compare-profiles", "", "")
	fs.BoolVar(&c.idfix.AlternateLogin, "alternate-login", false, "")
	tlds := fs.String("tlds", "", "")
	fs.Var(commas{&t.VerifiedDomains}, "verified-domains", "")
	fs.StringVar(&t.InitialDomain, "initial-domain", "", "")
	fs.BoolVar(&t.NoUPNSoftMatch, "no-upn-soft-match", false, "")
	fs.BoolVar(&t.BlockSoftMatch, "block-soft-match", false, "")
	fs.BoolVar(&t.BlockHardMatch, "block-hard-match", false, "")
	fs.BoolVar(&t.AllowRemap, "allow-remap", false, "")
	privileged := fs.String("privileged", "", "")
	fs.Var(commas{&t.FederatedDomains}, "federated-domains", "")
	fs.StringVar(&t.AnchorAttribute, "anchor", "", "")
	fs.StringVar(&t.UPNSource, "upn-source", "", "")
	fs.BoolVar(&t.Licensed, "licensed", false, "")
	fs.BoolVar(&t.Federated, "federated", false, "")
	fs.Var((*list)(&t.IncludeOU), "include-ou", "")
	fs.Var((*list)(&t.ExcludeOU), "exclude-ou", "")
	var suffixes list
	fs.Var(&suffixes, "suffix", "")
	fs.BoolVar(&c.exact, "exact", false, "")
	fs.StringVar(&c.decide, "decide", "", "")
	fs.BoolVar(&c.guard, "guard", false, "")
	fs.StringVar(&c.baseline, "baseline", "", "")
	fs.StringVar((*string)(&c.reportQuery.Level), "level", string(report.LevelFull), "")
	fs.BoolVar(&c.reportQuery.Masked, "mask", false, "")
	fs.BoolVar(&c.reportQuery.KeepDomains, "keep-domains", false, "")
	fs.IntVar(&c.rows, "rows", 0, "")
	var remedies []string
	fs.Var(commas{&remedies}, "remedies", "")
	fs.BoolVar(&c.times, "show-times", false, "")
	if err := parseRepeated(fs, args, c); err != nil {
		return nil, err
	}
	if err := c.chooseRemedies(remedies); err != nil {
		return nil, err
	}
	if err := c.chooseProfile(*profile, *compare, *tlds); err != nil {
		return nil, err
	}
	if err := cmp.Or(c.checkOverrides(), c.checkReport()); err != nil {
		return nil, err
	}
	return c, c.finish(*privileged, suffixes)
}

// parseRepeated lets "-onprem a b c" name several files: words behind -onprem and
// -cloud belong to that flag until the next flag.
func parseRepeated(fs *flag.FlagSet, args []string, c *config) error {
	var out []string
	to := ""
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch name := strings.TrimLeft(a, "-"); {
		case a == "-" || !strings.HasPrefix(a, "-"):
			switch to {
			case "onprem":
				c.onprem = append(c.onprem, a)
			case "cloud":
				c.cloud = append(c.cloud, a)
			default:
				c.any = append(c.any, a)
			}
		case name == "onprem" || name == "cloud":
			if i+1 == len(args) {
				return fmt.Errorf("-%s needs a file", name)
			}
			to = name
		default:
			to = ""
			out = append(out, a)
			if f := fs.Lookup(name); f != nil && !isBool(f) && i+1 < len(args) {
				i++
				out = append(out, args[i])
			}
		}
	}
	return fs.Parse(out)
}

func isBool(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// checkOverrides checks the flags that replace guesses.
func (c *config) checkOverrides() error {
	if c.role != "" && ingest.RoleByName(c.role) == ingest.RoleUnknown {
		return fmt.Errorf("-role %q: choose onprem or cloud", c.role)
	}
	c.encoding = strings.ToLower(c.encoding)
	if c.encoding != "" && !slices.Contains(ingest.Encodings(), c.encoding) {
		return fmt.Errorf("-encoding %q: choose one of %s", c.encoding, strings.Join(ingest.Encodings(), ", "))
	}
	switch c.delimiter {
	case "tab", `\t`:
		c.delimiter = "\t"
	}
	if len(c.delimiter) > 1 || strings.ContainsAny(c.delimiter, "\"\r\n") {
		return fmt.Errorf("-delimiter %q: give one ASCII character, or tab", c.delimiter)
	}
	return nil
}

// finish checks what the flags say together.
func (c *config) finish(privileged string, suffixes list) error {
	if len(c.onprem)+len(c.cloud)+len(c.any) == 0 {
		return errors.New("no file given; see check -h")
	}
	for _, s := range suffixes {
		from, to, ok := strings.Cut(s, "=")
		if !ok || from == "" || to == "" {
			return fmt.Errorf("-suffix %q: write OLD=NEW", s)
		}
		if c.settings.SuffixMap == nil {
			c.settings.SuffixMap = map[string]string{}
		}
		c.settings.SuffixMap[strings.TrimPrefix(from, "@")] = strings.TrimPrefix(to, "@")
	}
	if err := knownAttribute("-anchor", c.settings.AnchorAttribute); err != nil {
		return err
	}
	if err := knownAttribute("-upn-source", c.settings.UPNSource); err != nil {
		return err
	}
	if privileged == "" {
		return nil
	}
	text, err := os.ReadFile(privileged)
	if err != nil {
		return fmt.Errorf("the list of privileged accounts: %w", err)
	}
	c.settings.Privileged = session.ParseList(string(text))
	return nil
}

// knownAttribute checks the name of an attribute that presync has to have read.
func knownAttribute(flag, name string) error {
	if _, ok := directory.AttrByName(name); !ok && name != "" && name != "auto" {
		return fmt.Errorf("%s %q: presync does not read that attribute; it reads %s", flag, name,
			strings.Join(session.Anchors()[1:], ", "))
	}
	return nil
}

// specs announces the files to the session.
func (c *config) specs() ([]session.FileSpec, error) {
	var out []session.FileSpec
	add := func(names list, role ingest.Role) error {
		for _, n := range names {
			info, err := os.Stat(n)
			if err != nil {
				return err
			}
			if info.IsDir() {
				return fmt.Errorf("%s is a folder, not an export", n)
			}
			spec := session.FileSpec{Name: n, Size: info.Size(), Role: c.role, Encoding: c.encoding, Delimiter: c.delimiter}
			if role != ingest.RoleUnknown {
				spec.Role = role.String()
			}
			out = append(out, spec)
		}
		return nil
	}
	return out, errors.Join(add(c.onprem, ingest.OnPrem), add(c.cloud, ingest.Cloud), add(c.any, ingest.RoleUnknown))
}
