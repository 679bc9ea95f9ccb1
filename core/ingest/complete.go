package ingest

import "presync/core/directory"

// Completeness says what a file can answer, column by column.
type Completeness struct {
	Columns []NeededColumn `json:"columns"`
	// Command names the entry of Commands that makes a complete export of this kind.
	Command string `json:"command"`
}

// NeededColumn is a column that rules or verdicts need.
type NeededColumn struct {
	Attribute string      `json:"attribute"`        // canonical name
	Header    string      `json:"header,omitempty"` // of the file
	State     ColumnState `json:"state"`
	Filled    int64       `json:"filled"` // objects with a value
	// Rules are those that cannot be judged for the objects of this file, Verdicts the
	// answers that cannot be given; both are empty for a column that is present.
	Rules    []string   `json:"rules,omitempty"`
	Verdicts []Question `json:"verdicts,omitempty"`
}

// ColumnState is what became of a column.
type ColumnState string

// The states of a column.
const (
	ColumnPresent ColumnState = "present"
	ColumnEmpty   ColumnState = "empty"  // present, and no object has a value
	ColumnAbsent  ColumnState = "absent" // not exported
	ColumnLost    ColumnState = "lost"   // the export tool destroyed its values, or did not request them
)

// Question is an answer that the matcher gives. Each has a title in the message
// catalogue under "question." followed by its name.
type Question string

// The questions.
const (
	AskHardMatch Question = "hard-match"  // does a cloud object have the anchor of this one
	AskSMTPMatch Question = "smtp-match"  // does one have its primary address
	AskUPNMatch  Question = "upn-match"   // does one have its sign-in name
	AskAddresses Question = "addresses"   // is an address taken by another object
	AskSynced    Question = "synced"      // is the cloud object synchronised already
	AskGuests    Question = "guests"      // is it a guest
	AskDeleted   Question = "deleted"     // is it deleted
	AskScope     Question = "scope"       // is the object synchronised at all
	AskClass     Question = "class"       // is it a user, a group or a contact
	AskManaged   Question = "cloud-owned" // was the authority moved to the cloud
)

// need is a column with the questions that hang on it.
type need struct {
	attr directory.Attr
	asks []Question
	only directory.ClassSet // classes that have it; 0: all
}

var users = directory.Classes(directory.User)

// onPremNeeds are the columns of a complete export of Active Directory, as in the
// commands. Verdicts take the anchor from objectGUID or mS-DS-ConsistencyGuid.
var onPremNeeds = []need{
	{attr: directory.DN},
	{attr: directory.ObjectClass, asks: []Question{AskClass}},
	{attr: directory.ObjectGUID, asks: []Question{AskHardMatch}},
	{attr: directory.ConsistencyGUID, asks: []Question{AskHardMatch}},
	{attr: directory.ObjectSID, asks: []Question{AskSynced}},
	{attr: directory.SAMAccountName},
	{attr: directory.UserPrincipalName, asks: []Question{AskUPNMatch}, only: users},
	{attr: directory.Mail, asks: []Question{AskSMTPMatch}},
	{attr: directory.ProxyAddresses, asks: []Question{AskSMTPMatch, AskAddresses}},
	{attr: directory.TargetAddress},
	{attr: directory.MailNickname},
	{attr: directory.DisplayName},
	{attr: directory.GivenName, only: users},
	{attr: directory.Surname, only: users},
	{attr: directory.UserAccountControl, only: users},
	{attr: directory.IsCriticalSystemObject, asks: []Question{AskScope}},
	{attr: directory.GroupType, only: directory.Classes(directory.Group)},
	{attr: directory.RecipientTypeDetails, asks: []Question{AskScope}},
	{attr: directory.AdminDescription, asks: []Question{AskScope}},
	{attr: directory.SIPAddress},
}

// cloudNeeds are the columns of a complete export of the cloud.
var cloudNeeds = []need{
	{attr: directory.CloudID},
	{attr: directory.UserPrincipalName, asks: []Question{AskUPNMatch}, only: users},
	{attr: directory.Mail, asks: []Question{AskSMTPMatch}},
	{attr: directory.ProxyAddresses, asks: []Question{AskSMTPMatch, AskAddresses}},
	{attr: directory.ImmutableID, asks: []Question{AskHardMatch}, only: users},
	{attr: directory.SyncEnabled, asks: []Question{AskSynced}},
	{attr: directory.OnPremSID, asks: []Question{AskSynced}},
	{attr: directory.UserType, asks: []Question{AskGuests}, only: users},
	{attr: directory.AccountEnabled, only: users},
	{attr: directory.DisplayName},
	{attr: directory.DeletedDateTime, asks: []Question{AskDeleted}, only: users},
	{attr: directory.CloudManaged, asks: []Question{AskManaged}},
}

// standIns are columns that answer the same question as a missing one.
var standIns = map[directory.Attr][]directory.Attr{
	directory.ConsistencyGUID: {directory.ObjectGUID},
	directory.Mail:            {directory.ProxyAddresses, directory.PrimarySMTP},
	directory.SyncEnabled:     {directory.LastDirSync},
	directory.AccountEnabled:  {directory.UserAccountControl},
}

// Complete finds out what a file can answer. exported are the attributes that it
// carries, classes those of its objects, and rules, which may be nil, names the rules
// that need an attribute for one of these classes.
func Complete(rep *Report, exported directory.AttrSet, classes directory.ClassSet, rules func(directory.Attr, directory.ClassSet) []string) *Completeness {
	needs := onPremNeeds
	if rep.Role == Cloud {
		needs = cloudNeeds
	}
	c := &Completeness{Command: CommandFor(rep)}
	for _, n := range needs {
		if n.only != 0 && n.only&classes == 0 {
			continue
		}
		col := NeededColumn{Attribute: n.attr.String(), State: ColumnAbsent}
		for _, f := range rep.Columns {
			if f.Attr == n.attr && col.Header == "" {
				col.Header, col.Filled = f.Header, f.Filled
				col.State = ColumnLost
			}
		}
		switch {
		case !exported.Has(n.attr):
			col.Verdicts = n.unanswered(exported)
			if rules != nil {
				col.Rules = rules(n.attr, classes)
			}
		case col.Filled > 0 || n.attr == directory.DN:
			col.State = ColumnPresent
			if n.attr == directory.DN {
				col.Filled = rep.Objects
			}
		default:
			col.State = ColumnEmpty
		}
		c.Columns = append(c.Columns, col)
	}
	return c
}

// unanswered are the questions of an absent column that no other column answers.
func (n need) unanswered(exported directory.AttrSet) []Question {
	for _, a := range standIns[n.attr] {
		if exported.Has(a) {
			return nil
		}
	}
	return n.asks
}
