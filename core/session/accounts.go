package session

import (
	"cmp"
	"strings"

	"presync/core/directory"
	"presync/core/match"
	"presync/core/message"
)

// AccountsQuery asks for a page of cloud objects with what becomes of each.
type AccountsQuery struct {
	Filter AccountsFilter `json:"filter"`
	Sort   string         `json:"sort,omitempty"` // name, class, fate, severity; "" is gravest first
	Desc   bool           `json:"desc,omitempty"`
	Offset int64          `json:"offset"`
	Limit  int            `json:"limit"`
	Facets bool           `json:"facets,omitempty"`
}

// AccountsFilter narrows the cloud objects.
type AccountsFilter struct {
	Fate     []string `json:"fate,omitempty"`
	Severity []string `json:"severity,omitempty"`
	Class    []string `json:"class,omitempty"`
	Search   string   `json:"search,omitempty"`
}

// Fate is what becomes of a cloud object.
const (
	FateLinked    = "linked"    // synchronised already with an on-premises object of the export
	FateTakenOver = "taken"     // an on-premises object takes it over
	FateContested = "contested" // something on-premises collides with it
	FateElsewhere = "elsewhere" // synchronised, but with no on-premises object of the export
	FateStays     = "stays"     // nothing on-premises leads to it
	FateDeleted   = "deleted"   // soft-deleted, and nothing leads to it
)

// fates lists the fates, those that need attention first; the codes are the places
// in it.
var fates = []string{FateContested, FateTakenOver, FateLinked, FateElsewhere, FateStays, FateDeleted}

const (
	codeContested = iota
	codeTakenOver
	codeLinked
	codeElsewhere
	codeStays
	codeDeleted
)

// AccountsPage is a part of the cloud objects.
type AccountsPage struct {
	Total  int64        `json:"total"`
	All    int64        `json:"all"`
	Offset int64        `json:"offset"`
	Rows   []AccountRow `json:"rows"`
	Facets []Facet      `json:"facets,omitempty"`
}

// AccountRow is one line of the table of cloud objects.
type AccountRow struct {
	Account  uint32  `json:"account"` // number for AccountRef
	Name     string  `json:"name"`
	Label    string  `json:"label"` // sign-in name or address
	CloudID  string  `json:"cloudId"`
	Class    string  `json:"class"`
	Fate     string  `json:"fate"`
	Outcome  string  `json:"outcome,omitempty"`
	Row      string  `json:"row,omitempty"`
	Severity string  `json:"severity"`
	DN       string  `json:"dn,omitempty"` // of the on-premises object that leads to it
	OnPrem   string  `json:"onprem,omitempty"`
	Verdict  *uint32 `json:"verdict,omitempty"`
}

// AccountRef names a cloud object.
type AccountRef struct {
	Account uint32 `json:"account"`
}

// AccountDetail is everything about one cloud object.
type AccountDetail struct {
	Row      AccountRow   `json:"row"`
	Match    *MatchDetail `json:"match,omitempty"` // the verdict that speaks for it
	Records  []ObjectView `json:"records"`         // one for each file that describes it
	Transfer TransferPlan `json:"transfer"`
}

// NearMiss is an object of the other side that is called alike. It is help for a
// person and never a match.
type NearMiss struct {
	Cloud bool   `json:"cloud"`
	Name  string `json:"name"`
	Place string `json:"place"` // distinguished name, or sign-in name
	By    string `json:"by"`    // displayName or alias
	Ref   uint32 `json:"ref"`   // object number, or account number
}

// TransferPlan is how the authority over a cloud object moves on-premises.
type TransferPlan struct {
	Account    uint32          `json:"account"`
	Step       string          `json:"step"` // ready, mend, make or refuse
	Name       string          `json:"name"`
	Address    string          `json:"address,omitempty"`
	Text       message.Message `json:"text"`
	DN         string          `json:"dn,omitempty"`     // of the on-premises object of ready and mend
	Object     *uint32         `json:"object,omitempty"` // its number
	Script     string          `json:"script,omitempty"`
	Candidates []NearMiss      `json:"candidates,omitempty"`
}

// TransferRequest asks for the plans of several cloud objects at once.
type TransferRequest struct {
	Accounts []uint32 `json:"accounts"` // at most MaxTransfers
}

// TransferPlans answers a TransferRequest.
type TransferPlans struct {
	Plans  []TransferPlan `json:"plans"`
	Script string         `json:"script"` // all scripts in one
}

// Accounts answers with a page of cloud objects.
func (s *Session) Accounts(q AccountsQuery) *AccountsPage {
	set := rowSet{kind: "accounts", n: s.matched.CloudLen(), fields: s.accountFields(q.Filter), search: q.Filter.Search, desc: q.Desc}
	set.profiles = []*profile{&s.profiles[profileAccount]}
	set.found = s.searchAccounts()
	s.orderAccounts(&set, q.Sort)
	s.accounts.fill(cacheKey("accounts", q.Filter), cacheKey(q.Sort, q.Desc), set)
	rows, offset := s.accounts.page(q.Offset, q.Limit)
	p := &AccountsPage{Total: int64(len(s.accounts.rows)), All: int64(s.matched.CloudLen()), Offset: offset, Rows: []AccountRow{}}
	for _, r := range rows {
		p.Rows = append(p.Rows, s.accountRow(r))
	}
	if q.Facets {
		p.Facets = s.accounts.facets
	}
	return p
}

// leading is the verdict that speaks for each cloud object, found when first
// asked for.
func (s *Session) leading() []int {
	if s.lead == nil {
		s.lead = s.matched.Leading()
	}
	return s.lead
}

func (s *Session) accountFields(f AccountsFilter) []facetField {
	return []facetField{
		{name: "fate", values: len(fates), chosen: f.Fate,
			code:  s.fateCode,
			label: func(c int) string { return fates[c] }},
		{name: "severity", values: int(match.Error) + 1, chosen: f.Severity,
			code:  func(row uint32) int { return int(match.Error - s.accountSeverity(row)) },
			label: func(c int) string { return (match.Error - match.Severity(c)).String() }},
		{name: "class", values: int(directory.Other) + 1, chosen: f.Class,
			code:  func(row uint32) int { return int(s.matched.CloudClass(match.Verdict{Cloud: row})) },
			label: func(c int) string { return directory.Class(c).String() }},
	}
}

func (s *Session) fate(account uint32) string { return fates[s.fateCode(account)] }

// fateCode is the place of the fate of a cloud object in fates.
func (s *Session) fateCode(account uint32) int {
	n := s.leading()[account]
	if n < 0 {
		return codeDeleted
	}
	switch v := s.matched.At(n); {
	case v.Object == directory.NoID && v.Reason == match.SyncedElsewhere:
		return codeElsewhere
	case v.Object == directory.NoID:
		return codeStays
	case v.Cloud != account:
		return codeContested
	case v.Row == match.AlreadySynced:
		return codeLinked
	case v.Row.TakesOver():
		return codeTakenOver
	}
	return codeContested
}

func (s *Session) accountSeverity(account uint32) match.Severity {
	if n := s.leading()[account]; n >= 0 {
		return s.matched.At(n).Severity
	}
	return match.Info
}

func (s *Session) searchAccounts() func(row uint32, find *finder) bool {
	o := objectFinder{attrs: attrSet(directory.DisplayName, directory.UserPrincipalName, directory.Mail,
		directory.PrimarySMTP, directory.CloudID)}
	return func(row uint32, find *finder) bool {
		for _, id := range s.matched.CloudObjects(match.Verdict{Cloud: row}) {
			if o.in(s.cloud, id, find) {
				return true
			}
		}
		return false
	}
}

func (s *Session) orderAccounts(set *rowSet, sort string) {
	switch sort {
	case "name":
		s.orderBy(set, rankAccount, itself)
	case "class":
		set.rank = func(row uint32) uint64 { return uint64(s.matched.CloudClass(match.Verdict{Cloud: row})) }
	case "fate":
		set.rank = func(row uint32) uint64 { return uint64(s.fateCode(row)) }
	default:
		set.rank = func(row uint32) uint64 { return uint64(match.Error - s.accountSeverity(row)) }
	}
}

func (s *Session) accountRow(n uint32) AccountRow {
	v := match.Verdict{Cloud: n}
	row := AccountRow{
		Account: n, Label: s.matched.CloudLabel(n), CloudID: s.matched.CloudID(v),
		Class: s.matched.CloudClass(v).String(), Fate: s.fate(n), Severity: s.accountSeverity(n).String(),
	}
	if id, ok := s.matched.CloudObject(v); ok {
		row.Name = s.cloud.Name(id)
	}
	if i := s.leading()[n]; i >= 0 {
		lead := s.matched.At(i)
		number := uint32(i)
		row.Verdict, row.Outcome, row.Row = &number, lead.Row.Outcome(), lead.Row.String()
		if lead.Object != directory.NoID {
			row.DN, row.OnPrem = s.onprem.Text(lead.Object, directory.DN), s.onprem.Name(lead.Object)
		}
	}
	return row
}

// Account answers with everything about one cloud object.
func (s *Session) Account(n uint32) (*AccountDetail, *Failure) {
	if int(n) >= s.matched.CloudLen() {
		return nil, failure("gone")
	}
	d := &AccountDetail{Row: s.accountRow(n), Transfer: s.transferPlan(n)}
	for _, id := range s.matched.CloudObjects(match.Verdict{Cloud: n}) {
		d.Records = append(d.Records, s.view(s.cloud, id))
	}
	if d.Row.Verdict != nil {
		d.Match, _ = s.Match(*d.Row.Verdict)
	}
	return d, nil
}

func (s *Session) nearMisses(list []match.NearMiss) []NearMiss {
	var out []NearMiss
	for _, m := range list {
		if m.Object != directory.NoID {
			out = append(out, NearMiss{
				Name: s.onprem.Name(m.Object), Place: s.onprem.Text(m.Object, directory.DN), By: m.By, Ref: uint32(m.Object),
			})
			continue
		}
		near := NearMiss{Cloud: true, Place: s.matched.CloudLabel(m.Cloud), By: m.By, Ref: m.Cloud}
		if id, ok := s.matched.CloudObject(match.Verdict{Cloud: m.Cloud}); ok {
			near.Name = s.cloud.Name(id)
		}
		out = append(out, near)
	}
	return out
}

func (s *Session) transferPlan(n uint32) TransferPlan {
	t := s.matched.Transfer(n)
	return s.planView(n, &t)
}

func (s *Session) planView(n uint32, t *match.Transfer) TransferPlan {
	p := TransferPlan{
		Account: n, Step: t.Step, Name: s.matched.CloudLabel(n), Address: t.Address, Text: t.Text,
		Script: t.Before + t.Script + t.After, Candidates: s.nearMisses(t.Candidates),
	}
	if t.Object != directory.NoID {
		number := uint32(t.Object)
		p.DN, p.Object = s.onprem.Text(t.Object, directory.DN), &number
	}
	return p
}

// MaxTransfers bounds the plans of one answer.
const MaxTransfers = 1000

// Transfer answers with the plans for several cloud objects. In the script of them
// all, what the scripts have in common stands once.
func (s *Session) Transfer(req TransferRequest) *TransferPlans {
	out := &TransferPlans{}
	var script strings.Builder
	before, after := "", ""
	for _, n := range req.Accounts {
		if int(n) >= s.matched.CloudLen() || len(out.Plans) == MaxTransfers {
			continue
		}
		t := s.matched.Transfer(n)
		p := s.planView(n, &t)
		out.Plans = append(out.Plans, p)
		if t.Script != "" {
			before, after = cmp.Or(before, t.Before), cmp.Or(after, t.After)
			script.WriteString(match.Comment(p.Name) + "\n" + t.Script + "\n")
		}
	}
	if script.Len() > 0 {
		if before != "" {
			before += "\n"
		}
		out.Script = match.Comment(message.English.T("transfer.not-run")) + "\n\n" + before + script.String() + after
	}
	return out
}
