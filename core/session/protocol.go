// Package session is one loaded workspace: files in, findings and verdicts, pages
// of them, details, exports. The page and the engine talk to each other in the
// types of this file, and so do the native tests.
package session

import (
	"presync/core/ingest"
	"presync/core/message"
)

// Request is what the page asks of the engine. Exactly one field beside ID is
// set. Answers carry the same ID.
type Request struct {
	ID       uint32           `json:"id"`
	Load     *LoadRequest     `json:"load,omitempty"`
	Settings *Settings        `json:"settings,omitempty"` // change and evaluate again; answered by Overview
	Overview *struct{}        `json:"overview,omitempty"`
	Preview  *PreviewRequest  `json:"preview,omitempty"`
	Pictures *struct{}        `json:"pictures,omitempty"`
	Findings *FindingsQuery   `json:"findings,omitempty"`
	Finding  *FindingRef      `json:"finding,omitempty"`
	Groups   *GroupsQuery     `json:"groups,omitempty"`
	Contest  *ContestRef      `json:"contest,omitempty"`
	Matches  *MatchesQuery    `json:"matches,omitempty"`
	Match    *MatchRef        `json:"match,omitempty"`
	Objects  *ObjectsQuery    `json:"objects,omitempty"`
	Object   *ObjectRef       `json:"object,omitempty"`
	Accounts *AccountsQuery   `json:"accounts,omitempty"`
	Account  *AccountRef      `json:"account,omitempty"`
	Transfer *TransferRequest `json:"transfer,omitempty"`
	Archive  *ArchiveQuery    `json:"archive,omitempty"`
	Compare  *CompareRequest  `json:"compare,omitempty"`
	// Decide, History: see protocol_decisions.go; both are answered by Decisions.
	Decide  *DecideRequest    `json:"decide,omitempty"`
	History *HistoryRequest   `json:"history,omitempty"`
	WhatIf  *struct{}         `json:"whatIf,omitempty"` // may take seconds for a large directory
	Try     *TryRequest       `json:"try,omitempty"`
	Changes *ChangesListQuery `json:"changes,omitempty"`
	Hash    *struct{}         `json:"hash,omitempty"` // read the files again for their SHA-256; answered by Sources
	Size    *ReportExport     `json:"size,omitempty"` // of a report; answered by Size
	Saved   *SavedRequest     `json:"saved,omitempty"`
	Since   *SinceQuery       `json:"since,omitempty"`
	Export  *ExportRequest    `json:"export,omitempty"`
}

// Response answers a request. Progress comes unasked, with the ID of the load.
type Response struct {
	ID        uint32         `json:"id"`
	Failure   *Failure       `json:"failure,omitempty"`
	Progress  *Progress      `json:"progress,omitempty"`
	Overview  *Overview      `json:"overview,omitempty"`
	Preview   *Preview       `json:"preview,omitempty"`
	Pictures  *Pictures      `json:"pictures,omitempty"`
	Findings  *FindingsPage  `json:"findings,omitempty"`
	Finding   *FindingDetail `json:"finding,omitempty"`
	Groups    *GroupsPage    `json:"groups,omitempty"`
	Contest   *Contest       `json:"contest,omitempty"`
	Matches   *MatchesPage   `json:"matches,omitempty"`
	Match     *MatchDetail   `json:"match,omitempty"`
	Objects   *ObjectsPage   `json:"objects,omitempty"`
	Object    *ObjectDetail  `json:"object,omitempty"`
	Accounts  *AccountsPage  `json:"accounts,omitempty"`
	Account   *AccountDetail `json:"account,omitempty"`
	Transfer  *TransferPlans `json:"transfer,omitempty"`
	Archive   *ArchivePage   `json:"archive,omitempty"`
	Compare   *Comparison    `json:"compare,omitempty"`
	Decisions *Decisions     `json:"decisions,omitempty"`
	WhatIf    *WhatIf        `json:"whatIf,omitempty"`
	Try       *TryResult     `json:"try,omitempty"`
	Changes   *ChangesList   `json:"changes,omitempty"`
	Sources   *Sources       `json:"sources,omitempty"`
	Size      *ReportSize    `json:"size,omitempty"`
	Saved     *Saved         `json:"saved,omitempty"`
	Since     *SincePage     `json:"since,omitempty"`
	Export    *ExportResult  `json:"export,omitempty"`
}

// Failure is an error in words for the user, with the next step. Detail is for a
// bug report: a Go panic with its stack.
type Failure struct {
	Text   message.Message `json:"text"`
	Advice message.Message `json:"advice"`
	Detail string          `json:"detail,omitempty"`
}

// LoadRequest starts a load; the bytes of the files follow as blocks, in order.
// A load replaces what was loaded before.
type LoadRequest struct {
	Files    []FileSpec `json:"files"`
	Settings Settings   `json:"settings"`
	// Remembered are choices made before, by the header of the files (Report.Header).
	// They hold for files without a choice of their own.
	Remembered map[string]Reading `json:"remembered,omitempty"`
}

// FileSpec announces a file.
type FileSpec struct {
	Name      string `json:"name"`
	Size      int64  `json:"size"`
	Role      string `json:"role,omitempty"`      // onprem, cloud or "" to find out
	Encoding  string `json:"encoding,omitempty"`  // a name of ingest.Encodings or ""
	Delimiter string `json:"delimiter,omitempty"` // one character or ""
	Shape     string `json:"shape,omitempty"`     // of ingest.Shapes or ""
	// Columns gives headers another meaning: the canonical name of an attribute, or ""
	// for a column that is not to be used.
	Columns map[string]string `json:"columns,omitempty"`
	// Members are choices for single files of an archive, by Report.Name, in place of
	// those above; their own names and sizes are not used.
	Members map[string]FileSpec `json:"members,omitempty"`
}

// Settings are what exports do not hold and the user can say. The zero value is
// the default.
type Settings struct {
	Profile          string   `json:"profile,omitempty"`         // "" is entra
	VerifiedDomains  []string `json:"verifiedDomains,omitempty"` // empty: not given
	InitialDomain    string   `json:"initialDomain,omitempty"`   // contoso.onmicrosoft.com
	NoUPNSoftMatch   bool     `json:"noUpnSoftMatch,omitempty"`
	BlockSoftMatch   bool     `json:"blockSoftMatch,omitempty"`
	BlockHardMatch   bool     `json:"blockHardMatch,omitempty"`
	AllowRemap       bool     `json:"allowRemap,omitempty"`
	Privileged       []string `json:"privileged,omitempty"` // UPNs or object ids
	AnchorAttribute  string   `json:"anchorAttribute,omitempty"`
	UPNSource        string   `json:"upnSource,omitempty"`
	Licensed         bool     `json:"licensed,omitempty"`  // the users in question will be licensed (K-01)
	Federated        bool     `json:"federated,omitempty"` // sign-in is federated (PU-3)
	FederatedDomains []string `json:"federatedDomains,omitempty"`
	IncludeOU        []string `json:"includeOu,omitempty"`
	ExcludeOU        []string `json:"excludeOu,omitempty"`
	// SuffixMap replaces UPN suffixes: from the present one to the new one.
	SuffixMap map[string]string `json:"suffixMap,omitempty"`
}

// Stage is what the engine is doing.
type Stage string

// The stages of a load.
const (
	StageRead  Stage = "read"
	StageCheck Stage = "check"
	StageMatch Stage = "match"
)

// Progress is told at most ten times a second.
type Progress struct {
	Stage   Stage  `json:"stage"`
	File    string `json:"file,omitempty"`
	Bytes   int64  `json:"bytes"` // over all files
	Total   int64  `json:"total"`
	Objects int64  `json:"objects"`
}

// Overview is everything that the first view after a load shows.
type Overview struct {
	Files      []ingest.Report `json:"files"`
	OnPrem     Side            `json:"onprem"`
	Cloud      Side            `json:"cloud"`
	Readiness  Readiness       `json:"readiness"`
	Findings   int64           `json:"findings"`
	Severities []Count         `json:"severities"` // error, warning, advice
	Attributes []Count         `json:"attributes"` // with findings, most first
	Rules      []RuleCount     `json:"rules"`      // every rule of the profile
	Verdicts   int64           `json:"verdicts"`
	Outcomes   []OutcomeCount  `json:"outcomes"` // verdicts and unclaimed cloud objects
	Flow       []FlowCount     `json:"flow,omitempty"`
	OutOfScope []Count         `json:"outOfScope"` // by filter id
	// ByAttribute are the findings of each of Attributes by severity.
	ByAttribute []SeverityCounts `json:"byAttribute"`
	NotChecked  []NotChecked     `json:"notChecked"`
	Settings    Settings         `json:"settings"`
	Times       Times            `json:"times"`
	StoreBytes  int64            `json:"storeBytes"`
	Archive     int64            `json:"archive,omitempty"` // rows read from IdFix's files
	Since       string           `json:"since,omitempty"`   // when the run compared with was made
	Decisions   Decisions        `json:"decisions"`
}

// Times are durations in milliseconds.
type Times struct {
	Read  int64 `json:"read"`
	Check int64 `json:"check"`
	Match int64 `json:"match"`
}

// Side counts the objects of one side.
type Side struct {
	Files   int     `json:"files"`
	Objects int64   `json:"objects"`
	Skipped int64   `json:"skipped"`
	Classes []Count `json:"classes"`
}

// Count is a number of something; Key filters the list that shows them.
type Count struct {
	Key     string `json:"key"`
	Label   string `json:"label,omitempty"` // what the value is called, where Key is but its number
	N       int64  `json:"n"`
	Objects int64  `json:"objects,omitempty"` // objects concerned, where that differs from N
}

// SeverityCounts counts findings by severity.
type SeverityCounts struct {
	Errors   int64 `json:"errors"`
	Warnings int64 `json:"warnings"`
	Advice   int64 `json:"advice"`
}

// Readiness is the one figure: objects in scope that no error of a rule and no
// error of a verdict touches, of all objects in scope.
type Readiness struct {
	InScope  int64 `json:"inScope"`
	Ready    int64 `json:"ready"`
	Errors   int64 `json:"errors"`   // objects with at least one error
	Warnings int64 `json:"warnings"` // ready objects with at least one warning
}

// RuleCount is a rule with its findings.
type RuleCount struct {
	Rule       string `json:"rule"`
	Attribute  string `json:"attribute"`
	Severity   string `json:"severity"`
	N          int64  `json:"n"`
	Objects    int64  `json:"objects"`
	NotChecked int64  `json:"notChecked"` // objects that could not be judged
}

// OutcomeCount is a row of the decision table with its verdicts.
type OutcomeCount struct {
	Outcome string `json:"outcome"`
	Row     string `json:"row"`
	// Severity is that of the outcome itself: the mildest among its verdicts. Errors
	// and Warnings count the verdicts that a note makes graver.
	Severity string `json:"severity"`
	Errors   int64  `json:"errors,omitempty"`
	Warnings int64  `json:"warnings,omitempty"`
	N        int64  `json:"n"`
	Cloud    bool   `json:"cloud"` // counts cloud objects, not on-premises ones
}

// NotChecked says that a rule could not judge objects because a column is
// missing.
type NotChecked struct {
	Rule      string `json:"rule"`
	Attribute string `json:"attribute"` // the missing one
	Objects   int64  `json:"objects"`
}

// FindingsQuery asks for a page of findings.
type FindingsQuery struct {
	Filter FindingsFilter `json:"filter"`
	Sort   string         `json:"sort,omitempty"` // dn, cn, class, attribute, value, rule, severity; "" is the order of severity, then file
	Desc   bool           `json:"desc,omitempty"`
	Offset int64          `json:"offset"`
	Limit  int            `json:"limit"`
	Facets bool           `json:"facets,omitempty"` // also count the facets
	Tree   *TreeQuery     `json:"tree,omitempty"`   // also the tree of organisational units
	// Open is a place in the list: the page begins at the first finding from there on
	// about which nothing is decided, or at the end of the list.
	Open *int64 `json:"open,omitempty"`
}

// FindingsFilter narrows the findings. Values of one field are alternatives,
// fields add up. Search looks in the distinguished name and the value, letter case
// ignored.
type FindingsFilter struct {
	Severity   []string `json:"severity,omitempty"`
	Attribute  []string `json:"attribute,omitempty"`
	Rule       []string `json:"rule,omitempty"`
	Class      []string `json:"class,omitempty"`
	Decision   []string `json:"decision,omitempty"`   // open, edit, remove, keep or ignore
	Confidence []string `json:"confidence,omitempty"` // of the proposal: safe, review or none
	Search     string   `json:"search,omitempty"`
	Object     *uint32  `json:"object,omitempty"`
	Unit       []string `json:"unit,omitempty"`   // numbers of places in the tree, with all below them
	Domain     []string `json:"domain,omitempty"` // numbers of domains, of a facet
	Value      *uint32  `json:"value,omitempty"`  // number of a finding: those with the very same value
}

// FindingsPage is a part of the findings under a filter.
type FindingsPage struct {
	Total  int64        `json:"total"` // under the filter
	All    int64        `json:"all"`
	Offset int64        `json:"offset"`
	Rows   []FindingRow `json:"rows"`
	Facets []Facet      `json:"facets,omitempty"`
	Tree   []TreeRow    `json:"tree,omitempty"`
	Labels []Label      `json:"labels,omitempty"` // of the filter's numbers
	// Preparing: the facets lack confidence, because the proposals of very many
	// findings are still being made. Asked again later, it is there.
	Preparing bool `json:"preparing,omitempty"`
}

// Facet counts the values of one field under the filter of all other fields.
type Facet struct {
	Field  string  `json:"field"` // severity, attribute, rule, class, outcome, decision, confidence
	Values []Count `json:"values"`
}

// FindingRow is one line of the findings table.
type FindingRow struct {
	Finding    uint32 `json:"finding"` // number of the finding, for FindingRef
	Object     uint32 `json:"object"`
	DN         string `json:"dn"`
	CN         string `json:"cn"`
	Class      string `json:"class"`
	Attribute  string `json:"attribute"`
	Value      string `json:"value"`
	Rule       string `json:"rule"`
	Severity   string `json:"severity"`
	Proposal   string `json:"proposal,omitempty"`
	Remove     bool   `json:"remove,omitempty"`     // the proposal is to remove the value
	Holders    int    `json:"holders,omitempty"`    // of a duplicate, this one included
	Group      uint32 `json:"group,omitempty"`      // number of the contested value, for ContestRef
	Unit       uint32 `json:"unit"`                 // place in the tree of organisational units, in lists only
	Confidence string `json:"confidence,omitempty"` // of the proposal: safe, review or ""
	Decision   string `json:"decision,omitempty"`   // edit, remove, keep, ignore or ""
	NewValue   string `json:"newValue,omitempty"`   // of the decision
}

// FindingRef names a finding.
type FindingRef struct {
	Finding uint32 `json:"finding"`
}

// FindingDetail is everything about one finding.
type FindingDetail struct {
	Row      FindingRow      `json:"row"`
	Why      message.Message `json:"why"` // what is wrong with this very value
	Proposal *Proposal       `json:"proposal,omitempty"`
	Holders  []Holder        `json:"holders,omitempty"` // at most 200
	Object   ObjectView      `json:"object"`
	Others   []FindingRow    `json:"others,omitempty"` // other findings of the object
	Decision *DecisionView   `json:"decision,omitempty"`
}

// Proposal is a value that would pass, or a removal.
type Proposal struct {
	Value      string          `json:"value"`
	Remove     bool            `json:"remove,omitempty"`
	Confidence string          `json:"confidence"` // safe or review
	Reason     message.Message `json:"reason"`
}

// Holder is an object that holds a contested value.
type Holder struct {
	Object    uint32 `json:"object"`
	DN        string `json:"dn"`
	Class     string `json:"class"`
	Attribute string `json:"attribute"`
	Value     string `json:"value"`
}

// ObjectView is an object with the attributes that presync keeps.
type ObjectView struct {
	Object     uint32     `json:"object"`
	Cloud      bool       `json:"cloud"`
	Name       string     `json:"name"`
	DN         string     `json:"dn"`
	Class      string     `json:"class"`
	Attributes []AttrView `json:"attributes"`
	File       string     `json:"file"`
	FileIndex  int        `json:"fileIndex"` // index in LoadRequest.Files
	Encoding   string     `json:"encoding"`
	Line       int64      `json:"line"`
	Offset     int64      `json:"offset"`
	Length     int64      `json:"length"`
	// Packed: the record lies in a packed file and cannot be read back by its place.
	Packed bool `json:"packed,omitempty"`
}

// AttrView is an attribute with its values as text, and what was found in them.
type AttrView struct {
	Name   string      `json:"name"`
	Values []string    `json:"values"`
	Marks  []ValueMark `json:"marks,omitempty"`
}

// ValueMark is a finding at the value that it is about.
type ValueMark struct {
	Value    int             `json:"value"` // place in Values; -1 where there is no value
	Finding  uint32          `json:"finding"`
	Rule     string          `json:"rule"`
	Severity string          `json:"severity"`
	Why      message.Message `json:"why"`
	Holders  int             `json:"holders,omitempty"`
	Group    uint32          `json:"group,omitempty"`
	Decision string          `json:"decision,omitempty"`
	NewValue string          `json:"newValue,omitempty"`
}

// MatchesQuery asks for a page of verdicts.
type MatchesQuery struct {
	Filter MatchesFilter `json:"filter"`
	Sort   string        `json:"sort,omitempty"` // dn, class, outcome, severity, cloud
	Desc   bool          `json:"desc,omitempty"`
	Offset int64         `json:"offset"`
	Limit  int           `json:"limit"`
	Facets bool          `json:"facets,omitempty"`
	Tree   *TreeQuery    `json:"tree,omitempty"` // also the tree of organisational units
}

// MatchesFilter narrows the verdicts.
type MatchesFilter struct {
	Outcome  []string `json:"outcome,omitempty"`
	Row      []string `json:"row,omitempty"` // rows of the decision table, D-01 and so on
	Severity []string `json:"severity,omitempty"`
	Class    []string `json:"class,omitempty"`
	Fate     []string `json:"fate,omitempty"`   // fates of the cloud object, FlowNew and FlowNone
	Before   []string `json:"before,omitempty"` // rows in the earlier run, NoEarlier for none
	Unit     []string `json:"unit,omitempty"`   // numbers of places in the tree, with all below them
	Domain   []string `json:"domain,omitempty"` // numbers of domains, of a facet
	Search   string   `json:"search,omitempty"`
}

// MatchesPage is a part of the verdicts: first those of on-premises objects, then
// the unclaimed cloud objects.
type MatchesPage struct {
	Total  int64      `json:"total"`
	All    int64      `json:"all"`
	Offset int64      `json:"offset"`
	Rows   []MatchRow `json:"rows"`
	Facets []Facet    `json:"facets,omitempty"`
	Tree   []TreeRow  `json:"tree,omitempty"`
	Labels []Label    `json:"labels,omitempty"` // of the filter's numbers
}

// MatchRow is one line of the verdict table.
type MatchRow struct {
	Verdict  uint32   `json:"verdict"` // number for MatchRef
	DN       string   `json:"dn,omitempty"`
	Name     string   `json:"name"`
	Class    string   `json:"class"`
	Outcome  string   `json:"outcome"`
	Row      string   `json:"row"`
	Also     []string `json:"also,omitempty"`
	Severity string   `json:"severity"`
	CloudID  string   `json:"cloudId,omitempty"`
	Cloud    string   `json:"cloud,omitempty"` // name of the cloud object
	Keys     []string `json:"keys,omitempty"`
	Assumed  int      `json:"assumed,omitempty"` // number of assumptions
	Unit     uint32   `json:"unit"`              // of an on-premises object: place in the tree of organisational units, in lists only
}

// MatchRef names a verdict.
type MatchRef struct {
	Verdict uint32 `json:"verdict"`
}

// MatchDetail is everything about one verdict.
type MatchDetail struct {
	Row         MatchRow          `json:"row"`
	Explanation message.Message   `json:"explanation"`
	Remedy      message.Message   `json:"remedy"`
	Certainty   string            `json:"certainty"` // documented, inferred, unverified
	Evidence    []Evidence        `json:"evidence"`
	Assumptions []message.Message `json:"assumptions,omitempty"`
	// AssumptionIDs names the assumptions, in the order of their texts.
	AssumptionIDs []string          `json:"assumptionIds,omitempty"`
	Notes         []message.Message `json:"notes,omitempty"`   // one for each row of Also
	Recipe        string            `json:"recipe,omitempty"`  // PowerShell, values filled in
	Effects       []Effect          `json:"effects,omitempty"` // of a take-over
	Near          []NearMiss        `json:"near,omitempty"`    // of an object without a counterpart
	OnPrem        *ObjectView       `json:"onprem,omitempty"`
	Cloud         *ObjectView       `json:"cloud,omitempty"`
}

// Effect is what a take-over does to one attribute of the cloud object.
type Effect struct {
	Attribute string `json:"attribute"`
	Before    string `json:"before"`
	After     string `json:"after"`
	Kind      string `json:"kind"` // change, loss or signin
}

// Confidence words of a Proposal.
const (
	ConfidenceSafe   = "safe"
	ConfidenceReview = "review"
)

// Evidence is a key with the values of both sides.
type Evidence struct {
	Key    string `json:"key"` // anchor, smtp, mail, upn, sid
	OnPrem string `json:"onprem"`
	Cloud  string `json:"cloud"`
	Equal  bool   `json:"equal"`
}

// ObjectsQuery asks for a page of the objects of one side.
type ObjectsQuery struct {
	Cloud  bool          `json:"cloud,omitempty"`
	Filter ObjectsFilter `json:"filter"`
	Sort   string        `json:"sort,omitempty"` // name, dn, class, scope, findings; "" is the order of the files
	Desc   bool          `json:"desc,omitempty"`
	Offset int64         `json:"offset"`
	Limit  int           `json:"limit"`
	Facets bool          `json:"facets,omitempty"`
	Tree   *TreeQuery    `json:"tree,omitempty"` // also the tree of organisational units
}

// ObjectsFilter narrows the objects.
type ObjectsFilter struct {
	Class  []string `json:"class,omitempty"`
	Scope  []string `json:"scope,omitempty"`  // filter ids such as F-U1, ScopeIn, ScopeOut
	State  []string `json:"state,omitempty"`  // ready, error or warning as Readiness counts them
	Unit   []string `json:"unit,omitempty"`   // numbers of places in the tree, with all below them
	Domain []string `json:"domain,omitempty"` // numbers of domains, of a facet
	File   *int     `json:"file,omitempty"`   // index in Overview.Files
	Search string   `json:"search,omitempty"`
}

// ObjectsPage is a part of the objects.
type ObjectsPage struct {
	Total  int64       `json:"total"`
	All    int64       `json:"all"` // of the side
	Offset int64       `json:"offset"`
	Rows   []ObjectRow `json:"rows"`
	Facets []Facet     `json:"facets,omitempty"`
	Tree   []TreeRow   `json:"tree,omitempty"`
	Labels []Label     `json:"labels,omitempty"` // of the filter's numbers
}

// ObjectRow is one line of the object table.
type ObjectRow struct {
	Object   uint32 `json:"object"`
	DN       string `json:"dn"`
	Name     string `json:"name"`
	Class    string `json:"class"`
	Scope    string `json:"scope,omitempty"` // filter id, "" when in scope
	Findings int    `json:"findings"`
	Unit     uint32 `json:"unit"` // of an on-premises object: place in the tree of organisational units
}

// ObjectRef names an object of one side.
type ObjectRef struct {
	Object uint32 `json:"object"`
	Cloud  bool   `json:"cloud,omitempty"`
}

// ObjectDetail is everything about one object.
type ObjectDetail struct {
	Object   ObjectView   `json:"object"`
	Scope    string       `json:"scope,omitempty"` // filter id, "" when in scope
	Findings []FindingRow `json:"findings,omitempty"`
	Verdict  *MatchRow    `json:"verdict,omitempty"`
}

// ExportRequest asks for a file to download.
type ExportRequest struct {
	What  string `json:"what"`            // findings, matches, idfix, changes, report, or a further table
	Exact bool   `json:"exact,omitempty"` // do not neutralise cells that a spreadsheet would run
	// Semicolon stands between the cells of a CSV instead of a comma.
	Semicolon bool           `json:"semicolon,omitempty"`
	Findings  FindingsFilter `json:"findings"`
	Matches   MatchesFilter  `json:"matches"`
	Compare   CompareRequest `json:"compare"` // the rule set of idfix
	Changes   ChangesQuery   `json:"changes"` // the file of changes
	Report    ReportExport   `json:"report"`
}

// ExportResult is a finished file. The bytes travel beside the JSON.
type ExportResult struct {
	Name string `json:"name"`
	Type string `json:"type"` // media type
	Rows int64  `json:"rows"`
	Data []byte `json:"-"`
}

// Severity words, gravest first. Verdicts have ok and info as well.
const (
	SeverityError   = "error"
	SeverityWarning = "warning"
	SeverityAdvice  = "advice"
	SeverityInfo    = "info"
	SeverityOK      = "ok"
)
