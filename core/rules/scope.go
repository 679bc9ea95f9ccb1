package rules

import (
	"bytes"
	"strconv"
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

// ScopeFilter says why an object is left out of synchronisation; InScope when it
// is not. A filter whose column was not exported cannot be judged, and the object
// is taken to be in scope.
type ScopeFilter uint8

// The filters of the sync client's default rules, and the administrator's choice
// of organisational units.
const (
	InScope ScopeFilter = iota
	FilterUserCritical
	FilterUserNoAccountName
	FilterUserAAD
	FilterUserMSOL
	FilterUserSupport
	FilterUserCAS
	FilterUserSystemMailbox
	FilterUserNicknameCAS
	FilterUserRecipientType
	FilterUserConflict
	FilterUserNoAnchor
	FilterUserNoState
	FilterContactCritical
	FilterContactNoAddress
	FilterContactMSOL
	FilterContactCAS
	FilterContactConflict
	FilterGroupCritical
	FilterGroupNotMailEnabled
	FilterGroupMSOL
	FilterGroupRole
	FilterGroupConflict
	FilterGroupMembers
	FilterDynamicGroup
	FilterComputer
	FilterComputerDevice
	FilterClass
	FilterOU
	FilterDeleted
	scopeEnd
)

// ScopeCount is the number of filters, InScope included; use it to size tables
// indexed by ScopeFilter.
const ScopeCount = int(scopeEnd)

// The masks of msExchRecipientTypeDetails and the bits of groupType and
// userAccountControl that the default rules test.
const (
	recipientTypeMask = 0x21C07000
	roleGroupBit      = 0x40000000
	securityGroupBit  = 0x80000000
	linkedMailbox     = 2
	linkedText        = "2" // as exports print it
	groupMemberLimit  = 250000
	accountDisabled   = 2 // of userAccountControl
)

var scopeNames = [ScopeCount]string{
	InScope: "", FilterUserCritical: "F-U1", FilterUserNoAccountName: "F-U2", FilterUserAAD: "F-U3",
	FilterUserMSOL: "F-U4", FilterUserSupport: "F-U5", FilterUserCAS: "F-U6", FilterUserSystemMailbox: "F-U7",
	FilterUserNicknameCAS: "F-U8", FilterUserRecipientType: "F-U9", FilterUserConflict: "F-U10",
	FilterUserNoAnchor: "F-U11", FilterUserNoState: "F-U12",
	FilterContactCritical: "F-C1", FilterContactNoAddress: "F-C2", FilterContactMSOL: "F-C3",
	FilterContactCAS: "F-C4", FilterContactConflict: "F-C5",
	FilterGroupCritical: "F-G1", FilterGroupNotMailEnabled: "F-G2", FilterGroupMSOL: "F-G4",
	FilterGroupRole: "F-G5", FilterGroupConflict: "F-G6", FilterGroupMembers: "F-G7", FilterDynamicGroup: "F-G8",
	FilterComputer: "F-D1", FilterComputerDevice: "F-D2", FilterClass: "F-O1", FilterOU: "F-OU", FilterDeleted: "F-DEL",
}

// String returns the filter's id, "" for InScope.
func (f ScopeFilter) String() string {
	if int(f) >= ScopeCount {
		return ""
	}
	return scopeNames[f]
}

// TitleID is the message id of the sentence that describes the filter.
func (f ScopeFilter) TitleID() string { return "scope." + f.String() }

// ScopeByName is the inverse of ScopeFilter.String.
func ScopeByName(id string) (ScopeFilter, bool) {
	for f, name := range scopeNames {
		if name == id {
			return ScopeFilter(f), true
		}
	}
	return InScope, false
}

func init() {
	message.English.Add(map[string]string{
		"scope.F-U1":  "Critical system object, such as Administrator, Guest or krbtgt",
		"scope.F-U2":  "User without sAMAccountName",
		"scope.F-U3":  "Service account: sAMAccountName begins with AAD_",
		"scope.F-U4":  "Service account: sAMAccountName begins with MSOL_",
		"scope.F-U5":  "Support account SUPPORT_388945a0",
		"scope.F-U6":  "Exchange system account: sAMAccountName begins with CAS_ and holds a closing brace",
		"scope.F-U7":  "Exchange system mailbox: mailNickname begins with SystemMailbox{",
		"scope.F-U8":  "Exchange system account: mailNickname begins with CAS_ and holds a closing brace",
		"scope.F-U9":  "Exchange system mailbox: msExchRecipientTypeDetails has a bit of the mask 0x21C07000",
		"scope.F-U10": "Replication conflict object (CNF)",
		"scope.F-U11": "User without source anchor, or linked mailbox that waits for the account in the other forest",
		"scope.F-U12": "User without userAccountControl: whether the account is enabled cannot be determined",
		"scope.F-C1":  "Critical system object",
		"scope.F-C2":  "Contact without a primary e-mail address",
		"scope.F-C3":  "Contact made by synchronisation: displayName holds (MSOL) and the contact is hidden",
		"scope.F-C4":  "Exchange system object: mailNickname begins with CAS_ and holds a closing brace",
		"scope.F-C5":  "Replication conflict object (CNF)",
		"scope.F-G1":  "Critical system object, such as a built-in group",
		"scope.F-G2":  "Distribution group that is not mail-enabled",
		"scope.F-G4":  "Group MSOL_AD_Sync_RichCoexistence",
		"scope.F-G5":  "Exchange role group: msExchRecipientTypeDetails has the bit 0x40000000",
		"scope.F-G6":  "Replication conflict object (CNF)",
		"scope.F-G7":  "Group with more than 250,000 members",
		"scope.F-G8":  "Dynamic distribution group",
		"scope.F-D1":  "Computer without userCertificate",
		"scope.F-D2":  "Computer with userCertificate: joined as a device, outside of this check",
		"scope.F-O1":  "Object of a class that is never synchronised",
		"scope.F-OU":  "Outside of the organisational units chosen",
		"scope.F-DEL": "Deleted object that Active Directory keeps until its lifetime ends",
	})
}

// ouFilter is the administrator's choice of organisational units, by the end of
// the distinguished name.
type ouFilter struct{ include, exclude [][]byte }

func newOUFilter(opt Options) ouFilter {
	return ouFilter{include: foldDNs(opt.IncludeOU), exclude: foldDNs(opt.ExcludeOU)}
}

func foldDNs(list []string) [][]byte {
	var out [][]byte
	for _, dn := range list {
		if dn = strings.TrimSpace(dn); dn != "" {
			out = append(out, appendFoldDN(nil, []byte(dn)))
		}
	}
	return out
}

// appendFoldDN appends a distinguished name in the form that is compared: lower
// case, no blank after a comma.
func appendFoldDN(dst, dn []byte) []byte {
	from := len(dst)
	dst = directory.AppendLower(dst, dn)
	n := from
	for i := from; i < len(dst); i++ {
		if dst[i] == ' ' && n > from && dst[n-1] == ',' && (n < from+2 || dst[n-2] != '\\') {
			continue
		}
		dst[n] = dst[i]
		n++
	}
	return dst[:n]
}

// out reports whether a folded name is left out.
func (f *ouFilter) out(dn []byte) bool {
	for _, base := range f.exclude {
		if underFolded(dn, base) {
			return true
		}
	}
	for _, base := range f.include {
		if underFolded(dn, base) {
			return false
		}
	}
	return len(f.include) > 0
}

func underFolded(dn, base []byte) bool {
	if !bytes.HasSuffix(dn, base) {
		return false
	}
	cut := len(dn) - len(base)
	return cut == 0 || dn[cut-1] == ',' && (cut < 2 || dn[cut-2] != '\\')
}

// scope finds the filter that leaves the current object out.
func (c *checker) scope() ScopeFilter {
	if len(c.ou.include)+len(c.ou.exclude) > 0 {
		c.folded = appendFoldDN(c.folded[:0], c.o.value(directory.DN))
		if c.ou.out(c.folded) {
			return FilterOU
		}
	}
	if isDeleted(c.o.value(directory.DN)) {
		return FilterDeleted
	}
	switch c.o.class {
	case directory.User:
		return c.userScope()
	case directory.Contact:
		return c.contactScope()
	case directory.Group:
		return c.groupScope()
	case directory.Computer:
		if c.o.known(directory.UserCertificate) && !c.o.has(directory.UserCertificate) {
			return FilterComputer
		}
		return FilterComputerDevice
	case directory.Other:
		if equalFold(c.o.value(directory.ObjectClass), "msExchDynamicDistributionList") {
			return FilterDynamicGroup
		}
		return FilterClass
	}
	return InScope
}

func (c *checker) userScope() ScopeFilter {
	o := &c.o
	sam, nick := o.value(directory.SAMAccountName), o.value(directory.MailNickname)
	kind := int64(0)
	if o.has(directory.RecipientTypeDetails) {
		kind = decimal(o.value(directory.RecipientTypeDetails))
	}
	switch {
	case o.has(directory.IsCriticalSystemObject):
		return FilterUserCritical
	case isConflict(o.value(directory.DN)):
		return FilterUserConflict
	case !o.has(directory.SAMAccountName) && o.known(directory.SAMAccountName):
		return FilterUserNoAccountName
	case len(sam) >= 4 && serviceAccount(sam) != InScope:
		return serviceAccount(sam)
	case len(nick) >= 4 && systemMailbox(nick) != InScope:
		return systemMailbox(nick)
	case kind&recipientTypeMask != 0:
		return FilterUserRecipientType
	case kind == linkedMailbox || c.withoutAnchor():
		return FilterUserNoAnchor
	case c.withoutState():
		return FilterUserNoState
	}
	return InScope
}

// serviceAccount recognises the logon names of accounts that are left out.
func serviceAccount(sam []byte) ScopeFilter {
	switch lower(sam[0]) {
	case 'a':
		if hasPrefixFold(sam, "AAD_") {
			return FilterUserAAD
		}
	case 'm':
		if hasPrefixFold(sam, "MSOL_") {
			return FilterUserMSOL
		}
	case 's':
		if equalFold(sam, "SUPPORT_388945a0") {
			return FilterUserSupport
		}
	case 'c':
		if isCAS(sam) {
			return FilterUserCAS
		}
	}
	return InScope
}

// systemMailbox recognises the aliases of Exchange's own mailboxes.
func systemMailbox(nick []byte) ScopeFilter {
	switch lower(nick[0]) {
	case 's':
		if hasPrefixFold(nick, "SystemMailbox{") {
			return FilterUserSystemMailbox
		}
	case 'c':
		if isCAS(nick) {
			return FilterUserNicknameCAS
		}
	}
	return InScope
}

// withoutAnchor: neither of the attributes that can be the source anchor has a
// value, and both are known.
func (c *checker) withoutAnchor() bool {
	o := &c.o
	return !o.has(directory.ObjectGUID) && !o.has(directory.ConsistencyGUID) && o.known(directory.ObjectGUID)
}

// withoutState: whether the account is enabled cannot be told. Exports that say
// it in a column of its own answer the question too.
func (c *checker) withoutState() bool {
	o := &c.o
	return o.known(directory.UserAccountControl) && !o.has(directory.UserAccountControl) &&
		!o.has(directory.AccountEnabled)
}

// isLinked: a mailbox that belongs to an account of another forest.
func (c *checker) isLinked() bool {
	return c.o.class == directory.User && string(c.o.value(directory.RecipientTypeDetails)) == linkedText
}

// isDisabled: userAccountControl, or a column of its own, says that the account is
// disabled.
func (c *checker) isDisabled() bool {
	o := &c.o
	if o.has(directory.UserAccountControl) {
		return decimal(o.value(directory.UserAccountControl))&accountDisabled != 0
	}
	return o.has(directory.AccountEnabled) && !isTrue(o.value(directory.AccountEnabled))
}

// isConflict is directory.IsConflictDN behind a look for the colon, which hardly
// any name has.
func isConflict(dn []byte) bool {
	return bytes.IndexByte(dn, ':') >= 0 && directory.IsConflictDN(dn)
}

// isDeleted is directory.IsDeletedDN likewise.
func isDeleted(dn []byte) bool {
	return bytes.IndexByte(dn, ':') >= 0 && directory.IsDeletedDN(dn)
}

func (c *checker) contactScope() ScopeFilter {
	o := &c.o
	switch {
	case o.has(directory.IsCriticalSystemObject):
		return FilterContactCritical
	case isConflict(o.value(directory.DN)):
		return FilterContactConflict
	case bytes.Contains(o.value(directory.DisplayName), []byte("(MSOL)")) && isTrue(o.value(directory.HideFromAddressLists)):
		return FilterContactMSOL
	case isCAS(o.value(directory.MailNickname)):
		return FilterContactCAS
	case c.contactWithoutAddress():
		return FilterContactNoAddress
	}
	return InScope
}

// contactWithoutAddress: neither a primary proxy address nor mail holds an @, and
// both are known.
func (c *checker) contactWithoutAddress() bool {
	o := &c.o
	if !o.known(directory.Mail) || !o.known(directory.ProxyAddresses) {
		return false
	}
	if bytes.IndexByte(o.value(directory.Mail), '@') >= 0 {
		return false
	}
	for i := range o.proxies {
		if p := &o.proxies[i]; p.primary && bytes.IndexByte(p.addr, '@') >= 0 {
			return false
		}
	}
	return true
}

func (c *checker) groupScope() ScopeFilter {
	o := &c.o
	switch {
	case o.has(directory.IsCriticalSystemObject):
		return FilterGroupCritical
	case isConflict(o.value(directory.DN)):
		return FilterGroupConflict
	case equalFold(o.value(directory.SAMAccountName), "MSOL_AD_Sync_RichCoexistence"):
		return FilterGroupMSOL
	case decimal(o.value(directory.RecipientTypeDetails))&roleGroupBit != 0:
		return FilterGroupRole
	case o.has(directory.GroupType) && decimal(o.value(directory.GroupType))&securityGroupBit == 0 && c.notMailEnabled():
		return FilterGroupNotMailEnabled
	case decimal(o.value(directory.Member)) > groupMemberLimit:
		return FilterGroupMembers
	}
	return InScope
}

// notMailEnabled is the test of the default rules: with proxy addresses one of
// them must be an SMTP address, without any there must be mail.
func (c *checker) notMailEnabled() bool {
	o := &c.o
	if len(o.proxies) > 0 {
		for i := range o.proxies {
			if o.proxies[i].smtp {
				return false
			}
		}
		return true
	}
	return o.known(directory.ProxyAddresses) && o.known(directory.Mail) && !o.has(directory.Mail)
}

// isMailEnabled: the group has an address.
func (c *checker) isMailEnabled() bool {
	o := &c.o
	return o.has(directory.Mail) || o.has(directory.ProxyAddresses) || o.has(directory.MailNickname)
}

// isCAS recognises the names that Exchange gives to accounts of client access
// servers.
func isCAS(v []byte) bool { return hasPrefixFold(v, "CAS_") && bytes.IndexByte(v, '}') >= 0 }

// isTrue reads a boolean as exports print it; any value but FALSE and 0 is true.
func isTrue(v []byte) bool { return len(v) > 0 && !equalFold(v, "FALSE") && string(v) != "0" }

func hasPrefixFold(v []byte, prefix string) bool {
	return len(v) >= len(prefix) && equalFold(v[:len(prefix)], prefix)
}

// equalFold compares with an ASCII word, letter case ignored.
func equalFold(v []byte, word string) bool {
	if len(v) != len(word) {
		return false
	}
	for i := range v {
		if lower(v[i]) != lower(word[i]) {
			return false
		}
	}
	return true
}

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// decimal reads a whole number as exports print it; 0 when it is none.
func decimal(v []byte) int64 {
	if len(v) == 0 || len(v) > 20 {
		return 0
	}
	n, err := strconv.ParseInt(string(v), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
