package session

import (
	"slices"
	"strings"

	"presync/core/change"
	"presync/core/directory"
	"presync/core/rules"
)

// ContestRef names a contested value by the number in FindingRow.Group.
type ContestRef struct {
	Group uint32 `json:"group"`
}

// Contest shows all holders of a contested value side by side.
type Contest struct {
	Group uint32 `json:"group"`
	Of    int    `json:"of"`    // contested values in all
	Value string `json:"value"` // an address without its type
	// Attributes are those that some holder has, in the order in which they help to
	// decide.
	Attributes []string  `json:"attributes"`
	Objects    int       `json:"objects"` // holders in all
	Holders    []Claimer `json:"holders"` // at most maxClaimers
}

// Claimer is an object that holds a contested value.
type Claimer struct {
	Object   uint32     `json:"object"`
	Name     string     `json:"name"`
	DN       string     `json:"dn"`
	Class    string     `json:"class"`
	Scope    string     `json:"scope,omitempty"`    // filter id, "" when in scope
	Disabled bool       `json:"disabled,omitempty"` // the account cannot sign in
	Verdict  *MatchRow  `json:"verdict,omitempty"`
	Values   [][]string `json:"values"` // in the order of Contest.Attributes
	Claims   []Claim    `json:"claims"`
}

// Claim is one place where a claimer holds the value.
type Claim struct {
	Attribute string `json:"attribute"`
	Value     string `json:"value"` // as written
	// Finding is nil where no rule reports the value, because the object is not in
	// scope or becomes one with another. Only what is reported can be decided here.
	Finding *uint32 `json:"finding,omitempty"`
	// Remove: the value may be taken away. An object needs its sign-in and logon names,
	// and a mailbox its alias; they can only be given another value.
	Remove   bool      `json:"remove,omitempty"`
	Proposal *Proposal `json:"proposal,omitempty"`
	Decision string    `json:"decision,omitempty"`
	NewValue string    `json:"newValue,omitempty"`
}

// maxClaimers bounds the holders that are shown side by side.
const maxClaimers = 40

// telling are the attributes that help to find the rightful holder.
var telling = []directory.Attr{
	directory.UserPrincipalName, directory.SAMAccountName, directory.Mail, directory.ProxyAddresses, directory.TargetAddress,
	directory.MailNickname, directory.SIPAddress, directory.DisplayName, directory.Title, directory.Department,
	directory.Company, directory.Office, directory.TelephoneNumber, directory.EmployeeID, directory.EmployeeNumber,
	directory.RecipientTypeDetails, directory.HomeMDB, directory.WhenCreated, directory.ObjectGUID, directory.ConsistencyGUID,
}

// mustHave reports whether an object cannot be without an attribute.
func mustHave(store *directory.Store, id directory.ID, a directory.Attr) bool {
	switch a {
	case directory.UserPrincipalName, directory.SAMAccountName:
		return true
	case directory.MailNickname:
		return len(store.Get(id, directory.HomeMDB)) > 0 || len(store.Get(id, directory.RecipientTypeDetails)) > 0
	}
	return false
}

// accountDisabled is the bit of userAccountControl that keeps an account from
// signing in ([MS-ADTS], section 2.2.16).
const accountDisabled = 2

// Contest answers with the holders of a contested value.
func (s *Session) Contest(number uint32) (*Contest, *Failure) {
	if number == 0 || int(number) > s.checked.Groups() {
		return nil, failure("gone")
	}
	refs := s.checked.Holders(number)
	first := s.onprem.Ref(refs[0])
	c := &Contest{Group: number, Of: s.checked.Groups(), Value: string(rules.UniquePart(first.Attr(), s.onprem.Value(first))), Objects: s.checked.HolderObjects(number)}
	var ids []directory.ID
	for _, ref := range refs {
		if id := s.onprem.Owner(ref); !slices.Contains(ids, id) && len(ids) < maxClaimers {
			ids = append(ids, id)
		}
	}
	var attrs []directory.Attr
	for _, a := range telling {
		if slices.ContainsFunc(ids, func(id directory.ID) bool { return len(s.onprem.Get(id, a)) > 0 }) {
			attrs = append(attrs, a)
			c.Attributes = append(c.Attributes, a.String())
		}
	}
	for _, id := range ids {
		c.Holders = append(c.Holders, s.claimer(id, number, attrs, refs))
	}
	return c, nil
}

func (s *Session) claimer(id directory.ID, number uint32, attrs []directory.Attr, refs []uint32) Claimer {
	h := Claimer{
		Object: uint32(id), Name: s.onprem.Name(id), DN: s.onprem.Text(id, directory.DN), Class: s.onprem.Class(id).String(),
		Scope: s.scope(id), Disabled: isDisabled(s.onprem, id),
	}
	// The verdicts of the on-premises objects come first, in the order of the store.
	row := s.matchRow(uint32(id))
	h.Verdict = &row
	for _, a := range attrs {
		texts := []string{}
		for _, v := range s.onprem.Values(id, a) {
			texts = append(texts, directory.FormatValue(a, v))
		}
		h.Values = append(h.Values, texts)
	}
	from, to := s.onprem.RefRange(id)
	for _, ref := range refs {
		if ref >= from && ref < to {
			h.Claims = append(h.Claims, s.claim(id, ref, number))
		}
	}
	return h
}

func (s *Session) claim(id directory.ID, ref, number uint32) Claim {
	r := s.onprem.Ref(ref)
	c := Claim{
		Attribute: r.Attr().String(), Value: directory.FormatValue(r.Attr(), s.onprem.Value(r)),
		Remove: change.Writable(r.Attr()) && !mustHave(s.onprem, id, r.Attr()),
	}
	from, to := s.findingRange(id)
	for n := from; n < to; n++ {
		f := s.checked.At(n)
		if f.Ref != ref || f.Group != number {
			continue
		}
		finding := uint32(n)
		c.Finding = &finding
		if p, ok := s.checked.Propose(f); ok {
			c.Proposal = &Proposal{Value: p.Value, Remove: p.Remove, Confidence: confidence(p), Reason: p.Reason}
		}
		if d := s.decisionView(finding); d != nil {
			c.Decision, c.NewValue = d.Action, d.NewValue
		}
	}
	return c
}

// isDisabled reports whether an account cannot sign in.
func isDisabled(store *directory.Store, id directory.ID) bool {
	if strings.EqualFold(store.Text(id, directory.AccountEnabled), "false") {
		return true
	}
	n := 0
	for _, b := range store.Get(id, directory.UserAccountControl) {
		if b < '0' || b > '9' {
			return false
		}
		n = n*10 + int(b-'0')
	}
	return n&accountDisabled != 0
}
