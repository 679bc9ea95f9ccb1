package match

import (
	"fmt"
	"math/bits"
)

// Row is a row of the decision table: one situation that the simulator can tell
// apart. Several rows can share an outcome.
type Row uint8

// The rows of the decision table.
const (
	RowNone               Row = iota
	AlreadySynced             // D-01: the anchor is the ImmutableId of a synchronised object
	HardMatch                 // D-02: the anchor is the ImmutableId of a cloud-only user
	HardBlockedRemap          // D-03: the cloud user belongs to another on-premises object
	HardBlockedTenant         // D-04: the tenant blocks hard matches
	HardBlockedPrivileged     // D-05: the cloud user holds a privileged role
	HardRestore               // D-06: the anchor is the ImmutableId of a deleted user
	HardRestoreBlocked        // D-07: that deleted user holds a privileged role
	SoftSMTP                  // D-08: the primary SMTP addresses are equal
	SoftMail                  // D-09: mail, standing in for empty proxyAddresses, is the cloud's primary
	SoftUPN                   // D-10: no address matches, the sign-in names are equal
	UPNMatchDisabled          // D-11: the sign-in names are equal, matching by them is off
	SoftBoth                  // D-12: primary address and sign-in name lead to one cloud user
	CrossMatch                // D-13: address and sign-in name lead to two cloud objects
	SoftBlocked               // D-14: the tenant blocks soft matches
	DifferentAnchor           // D-15: the address belongs to an object synchronised with another anchor
	SameSID                   // D-16: a synchronised object has this security identifier, another anchor
	StaleImmutableID          // D-17: the cloud object holds an ImmutableId of something else
	AdminRole                 // D-18: the target of the soft match holds an administrative role
	TypeMismatch              // D-19: user, group and contact do not match one another
	DuplicateOnPrem           // D-20: two on-premises objects claim one value or one cloud object
	SecondaryCollision        // D-21: an address is held by another cloud object
	UPNCollision              // D-22: the sign-in name belongs to an object with another anchor
	SuffixUnverified          // D-23: the suffix of the sign-in name is not verified
	UPNInvalid                // D-24: the sign-in name has invalid characters
	GuestCollision            // D-25: the address or sign-in name belongs to a guest
	SoftGroup                 // D-26: mail-enabled group, same primary address
	NewGroup                  // D-27: security group without mail beside a cloud group of its name
	SoftContact               // D-28: contact, same primary address
	Filtered                  // D-29: not sent by the default rules
	LinkedMailbox             // D-30: linked mailbox, waits for its master account
	FederatedDomainChange     // D-31: the sign-in name moves between federated domains
	LargeObject               // D-32: too many values
	FederatedTarget           // D-33: soft match by sign-in name onto a federated account
	UpdateCollision           // D-34: a synchronised object collides with another cloud object
	DisabledAccount           // D-35: a disabled account takes over an active one
	ProvisionNew              // D-36: no key leads anywhere
	CloudManaged              // D-37: the cloud object's authority was moved to the cloud
	AnchorChanged             // D-38: ConsistencyGuid differs from what was synchronised
	AliasLoss                 // D-39: addresses that only the cloud knows will go
	Indeterminate             // D-40: the exports do not say
	KeyMasked                 // D-41: mail would match but is masked
	SecondaryOnly             // D-42: the primary is a secondary address of the target
	CloudOrphan               // D-43: no on-premises object leads to this cloud object
	rowEnd
)

// Severity grades a verdict.
type Severity uint8

// The severities, from harmless to grave.
const (
	OK Severity = iota
	Info
	Warn
	Error
)

var severityNames = [...]string{"ok", "info", "warning", "error"}

// String returns the word used in outputs: ok, info, warning or error.
func (s Severity) String() string {
	if int(s) < len(severityNames) {
		return severityNames[s]
	}
	return ""
}

// rowInfo is what the decision table says of a row.
type rowInfo struct {
	outcome   string
	severity  Severity // where the row does not depend on circumstances
	certainty string   // of the predicted behaviour of the service
}

const (
	documented = "documented"
	inferred   = "inferred"
	unverified = "unverified"
)

// rowTable is the decision table. Documented means that Microsoft's
// documentation states the behaviour; inferred, that it follows from it;
// unverified, that it rests on reports.
var rowTable = [rowEnd]rowInfo{
	AlreadySynced:         {"ALREADY_SYNCED", OK, documented},
	HardMatch:             {"HARD_MATCH", OK, documented},
	HardBlockedRemap:      {"HARD_BLOCKED_REMAP", Error, documented},
	HardBlockedTenant:     {"HARD_BLOCKED_TENANT_FLAG", Error, documented},
	HardBlockedPrivileged: {"HARD_BLOCKED_PRIVILEGED", Error, documented},
	HardRestore:           {"HARD_MATCH_RESTORE", OK, documented},
	HardRestoreBlocked:    {"HARD_RESTORE_BLOCKED", Error, documented},
	SoftSMTP:              {"SOFT_MATCH_SMTP", OK, documented},
	SoftMail:              {"SOFT_MATCH_SMTP", OK, documented},
	SoftUPN:               {"SOFT_MATCH_UPN", OK, documented},
	UPNMatchDisabled:      {"UPN_MATCH_DISABLED", Error, documented},
	SoftBoth:              {"SOFT_MATCH_SMTP_AND_UPN", OK, documented},
	CrossMatch:            {"CROSS_MATCH", Error, inferred},
	SoftBlocked:           {"SOFT_BLOCKED", Warn, documented},
	DifferentAnchor:       {"CONFLICT_DIFFERENT_ANCHOR", Error, documented},
	SameSID:               {"CONFLICT_SAME_SID", Error, documented},
	StaleImmutableID:      {"STALE_IMMUTABLE_ID", Error, documented},
	AdminRole:             {"EXISTING_ADMIN_ROLE_CONFLICT", Error, documented},
	TypeMismatch:          {"OBJECT_TYPE_MISMATCH", Error, documented},
	DuplicateOnPrem:       {"DUPLICATE_ON_PREM", Error, documented},
	SecondaryCollision:    {"SECONDARY_COLLISION", Warn, documented},
	UPNCollision:          {"UPN_COLLISION_SYNCED", Error, documented},
	SuffixUnverified:      {"UPN_SUFFIX_UNVERIFIED", Warn, documented},
	UPNInvalid:            {"UPN_INVALID_CHARS", Error, documented},
	GuestCollision:        {"GUEST_COLLISION", Warn, unverified},
	SoftGroup:             {"SOFT_MATCH_GROUP", OK, documented},
	NewGroup:              {"PROVISION_NEW_GROUP", Info, inferred},
	SoftContact:           {"SOFT_MATCH_CONTACT", OK, documented},
	Filtered:              {"FILTERED_DEFAULT_RULE", Info, documented},
	LinkedMailbox:         {"LINKED_MAILBOX_NO_ANCHOR", Warn, documented},
	FederatedDomainChange: {"FEDERATED_DOMAIN_CHANGE", Info, documented},
	LargeObject:           {"LARGE_OBJECT", Error, documented},
	FederatedTarget:       {"UPN_MATCH_FEDERATED_TARGET", Warn, unverified},
	UpdateCollision:       {"UPDATE_COLLISION", Error, documented},
	DisabledAccount:       {"MATCH_WITH_DISABLED_USER", Warn, inferred},
	ProvisionNew:          {"PROVISION_NEW", Info, documented},
	CloudManaged:          {"SOA_CLOUD_MANAGED", Info, documented},
	AnchorChanged:         {"ANCHOR_CHANGED", Error, documented},
	AliasLoss:             {"ALIAS_LOSS", Warn, inferred},
	Indeterminate:         {"INDETERMINATE", Warn, unverified},
	KeyMasked:             {"KEY_MASKED", Warn, inferred},
	SecondaryOnly:         {"SMTP_SECONDARY_ONLY", Warn, unverified},
	CloudOrphan:           {"CLOUD_ONLY_ORPHAN", Info, inferred},
}

// Rows lists all rows in the order of the table.
func Rows() []Row {
	out := make([]Row, 0, rowEnd-1)
	for r := RowNone + 1; r < rowEnd; r++ {
		out = append(out, r)
	}
	return out
}

// String is the number of the row, such as D-08.
func (r Row) String() string { return fmt.Sprintf("D-%02d", uint8(r)) }

// Outcome is the outcome code, such as SOFT_MATCH_SMTP.
func (r Row) Outcome() string {
	if r < rowEnd {
		return rowTable[r].outcome
	}
	return ""
}

// TakesOver reports whether a verdict of this row means that the on-premises
// object takes a cloud object over.
func (r Row) TakesOver() bool {
	switch r {
	case HardMatch, HardRestore, SoftSMTP, SoftMail, SoftUPN, SoftBoth, SoftGroup, SoftContact:
		return true
	}
	return false
}

// RowSet is a set of rows.
type RowSet uint64

// Add puts a row into the set.
func (s *RowSet) Add(r Row) { *s |= 1 << r }

// Has reports whether r is in the set.
func (s RowSet) Has(r Row) bool { return s&(1<<r) != 0 }

// List returns the rows in the order of the table.
func (s RowSet) List() []Row {
	var out []Row
	for s != 0 {
		out = append(out, Row(bits.TrailingZeros64(uint64(s))))
		s &= s - 1
	}
	return out
}

// KeySet is the set of keys that led to the cloud object.
type KeySet uint8

// The keys.
const (
	KeyAnchor KeySet = 1 << iota
	KeySMTP
	KeyMail
	KeyUPN
	KeySID
)

var keyNames = [...]string{"anchor", "smtp", "mail", "upn", "sid"}

// Names lists the keys: anchor, smtp, mail, upn, sid.
func (s KeySet) Names() []string {
	var out []string
	for i, n := range keyNames {
		if s&(1<<i) != 0 {
			out = append(out, n)
		}
	}
	return out
}

// Assumptions is the set of things that a verdict takes for granted because no
// file and no setting says them.
type Assumptions uint32

// The assumptions. Each has a text in the message catalogue under "assumption."
// followed by its name.
const (
	AssumedConsistencyGUID Assumptions = 1 << iota // ConsistencyGuid is empty
	AssumedNoAnchor                                // the anchor cannot be computed
	AssumedImmutableID                             // ImmutableIds are not exported
	AssumedNotSynced                               // the synchronisation state is not exported
	AssumedNoObjectID                              // OnPremisesObjectIdentifier is empty
	AssumedSameObjectID                            // an equal OnPremisesObjectIdentifier passes
	AssumedNoRole                                  // the cloud user is not privileged
	AssumedHardAllowed                             // the tenant allows hard matches
	AssumedSoftAllowed                             // the tenant allows soft matches
	AssumedUPNMatch                                // soft match by sign-in name is on
	AssumedNoProxies                               // on-premises proxyAddresses is empty
	AssumedNoMail                                  // on-premises mail is empty
	AssumedMailPrimary                             // the cloud object's mail is its primary
	AssumedSuffix                                  // the suffix is a verified domain
	AssumedUser                                    // an object without a class is a user
	AssumedDeleted                                 // deleted because the file's name says so
	AssumedAddresses                               // some cloud objects carry no addresses
	AssumedNotManaged                              // isCloudManaged is not true
	AssumedActive                                  // the cloud account is active
	AssumedNoUPN                                   // on-premises userPrincipalName is empty
	AssumedNoDeleted                               // no deleted user has this anchor
	AssumedAliases                                 // the aliases of the cloud object are unknown
	AssumedNeverSynced                             // the tenant was never synchronised
	AssumedNoCloudUPN                              // the sign-in names of some cloud users are unknown
	AssumedNoOnPrem                                // no on-premises object leads to it: none is loaded
	AssumedOwnAddress                              // a synchronised group or contact of one address is this one
)

// matchAssumptions are those that only matter to the match that gave way to D-20.
const matchAssumptions = AssumedNoRole | AssumedHardAllowed | AssumedSoftAllowed | AssumedUPNMatch |
	AssumedNoDeleted | AssumedNotManaged | AssumedNoObjectID | AssumedSameObjectID

var assumptionNames = [...]string{
	"consistencyGuid", "noAnchor", "immutableId", "notSynced", "noObjectId", "sameObjectId", "noRole",
	"hardAllowed", "softAllowed", "upnMatch", "noProxies", "noMail", "mailPrimary", "suffix", "user",
	"deleted", "addresses", "notManaged", "active", "noUpn", "noDeleted", "aliases", "neverSynced", "cloudUpn",
	"noOnPrem", "ownAddress",
}

// Names lists the assumptions by name.
func (s Assumptions) Names() []string {
	var out []string
	for i, n := range assumptionNames {
		if s&(1<<i) != 0 {
			out = append(out, n)
		}
	}
	return out
}
