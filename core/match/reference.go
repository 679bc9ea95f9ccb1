package match

import (
	"presync/core/message"
	"presync/core/rules"
)

// The reference of the decision table: what a row is called, when it applies, what
// follows, what to do and which documents say so. The texts speak of any object;
// those of a verdict speak of one.

// rowSources are the documents that speak of the situation of a row, by their keys.
// Rows without any rest on reports, or say only that something is not known.
var rowSources = [rowEnd][]string{
	AlreadySynced:         {"tenant", "design"},
	HardMatch:             {"tenant", "design"},
	HardBlockedRemap:      {"tenant", "errors"},
	HardBlockedTenant:     {"tenant", "errors"},
	HardBlockedPrivileged: {"tenant", "errors"},
	HardRestore:           {"recyclebin"},
	HardRestoreBlocked:    {"tenant", "errors"},
	SoftSMTP:              {"tenant", "addressmatch", "features"},
	SoftMail:              {"addressmatch", "proxy", "tenant"},
	SoftUPN:               {"namematch", "features", "tenant"},
	UPNMatchDisabled:      {"namematch", "features", "resiliency"},
	SoftBoth:              {"addressmatch", "namematch", "tenant"},
	CrossMatch:            {"namematch"},
	SoftBlocked:           {"tenant", "features"},
	DifferentAnchor:       {"tenant", "errors", "resiliency"},
	SameSID:               {"tenant", "errors"},
	StaleImmutableID:      {"tenant", "errors"},
	AdminRole:             {"errors", "tenant"},
	TypeMismatch:          {"errors"},
	DuplicateOnPrem:       {"resiliency", "errors", "contacts"},
	SecondaryCollision:    {"resiliency", "errors"},
	UPNCollision:          {"resiliency", "errors"},
	SuffixUnverified:      {"upn"},
	UPNInvalid:            {"upn", "errors"},
	SoftGroup:             {"addressmatch", "tenant"},
	NewGroup:              {"tenant"},
	SoftContact:           {"addressmatch", "tenant"},
	Filtered:              {"defaults", "recyclebin"},
	LinkedMailbox:         {"contacts", "linked", "defaults"},
	FederatedDomainChange: {"features"},
	LargeObject:           {"errors"},
	UpdateCollision:       {"tenant", "errors"},
	DisabledAccount:       {"contacts"},
	ProvisionNew:          {"tenant"},
	CloudManaged:          {"authority"},
	AnchorChanged:         {"contacts", "design"},
	AliasLoss:             {"tenant"},
	KeyMasked:             {"proxy", "notsynced"},
	SecondaryOnly:         {"tenant"},
	CloudOrphan:           {"tenant"},
}

// RowByName finds a row by its number, such as D-08; RowNone when there is none.
func RowByName(name string) Row {
	for _, r := range Rows() {
		if r.String() == name {
			return r
		}
	}
	return RowNone
}

// TitleID is the message id of what the row is called: as its outcome, unless
// several rows share that.
func (r Row) TitleID() string {
	if id := "case." + r.String() + ".title"; message.English.Has(id) {
		return id
	}
	return "outcome." + r.Outcome() + ".title"
}

// WhenID is the message id of the situation in which the row applies.
func (r Row) WhenID() string { return "case." + r.String() + ".when" }

// ThenID is the message id of what is foretold then.
func (r Row) ThenID() string { return "case." + r.String() + ".then" }

// FixID is the message id of what to do.
func (r Row) FixID() string {
	switch id := "case." + r.String() + ".fix"; {
	case r == SoftMail:
		return "outcome." + r.Outcome() + ".remedy.mail"
	case message.English.Has(id):
		return id
	}
	return "outcome." + r.Outcome() + ".remedy"
}

// Severity is how grave the row is where that does not depend on circumstances.
func (r Row) Severity() Severity { return rowTable[r].severity }

// Certainty says how sure the prediction is: documented, inferred or unverified; ""
// where nothing is predicted.
func (r Row) Certainty() string {
	if r == Indeterminate {
		return ""
	}
	return rowTable[r].certainty
}

// Beside reports whether the row only ever stands beside a verdict.
func (r Row) Beside() bool {
	switch r {
	case SuffixUnverified, UPNInvalid, FederatedDomainChange, LargeObject, FederatedTarget, UpdateCollision, DisabledAccount, AliasLoss:
		return true
	}
	return false
}

// Sources are the documents that speak of the situation.
func (r Row) Sources() []*rules.Document {
	var out []*rules.Document
	for _, key := range rowSources[r] {
		out = append(out, rules.DocumentByKey(key))
	}
	return out
}
