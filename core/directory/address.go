package directory

import "bytes"

// Address is one value of proxyAddresses or targetAddress, taken apart.
type Address struct {
	// Type is the part before the first colon as written, "" when the value has
	// no type.
	Type []byte
	// Value is the part behind the first colon.
	Value []byte
}

// SplitAddress takes a proxy address apart at its first colon. What stands before
// the colon is a type only when it looks like one: 1 to 16 letters, digits,
// periods or hyphens, beginning with a letter. Otherwise the whole text is the
// value.
func SplitAddress(v []byte) Address {
	i := bytes.IndexByte(v, ':')
	if i < 1 || i > 16 {
		return Address{Value: v}
	}
	for j, b := range v[:i] {
		l := lowerTable[b]
		letter := l >= 'a' && l <= 'z'
		if !letter && (j == 0 || !(b >= '0' && b <= '9' || b == '.' || b == '-')) {
			return Address{Value: v}
		}
	}
	return Address{Type: v[:i], Value: v[i+1:]}
}

// IsSMTP reports whether the type is smtp in any letter case.
func (a Address) IsSMTP() bool { return equalFoldASCII(a.Type, "smtp") }

// IsPrimary reports whether the address is a primary SMTP address: the type
// written exactly SMTP. The comparison is case-sensitive in the sync client's
// default rules too.
func (a Address) IsPrimary() bool { return string(a.Type) == "SMTP" }

// IsSIP reports whether the type is sip.
func (a Address) IsSIP() bool { return equalFoldASCII(a.Type, "sip") }

// IsLegacy reports whether the address is of a mail system of former times. The cloud
// discards such addresses, X400 and MSMAIL by name (How the proxyAddresses attribute
// is populated in Microsoft Entra ID, Microsoft, 2023-11-06); Exchange writes those
// of Microsoft Mail as MS and those of cc:Mail as CCMAIL.
func (a Address) IsLegacy() bool {
	for _, t := range [...]string{"X400", "MSMAIL", "MS", "CCMAIL"} {
		if equalFoldASCII(a.Type, t) {
			return true
		}
	}
	return false
}

// RoutingSuffix ends the domain in which Exchange hybrid routes mail to a tenant,
// such as contoso.mail.onmicrosoft.com for contoso.onmicrosoft.com.
const RoutingSuffix = ".mail.onmicrosoft.com"

// IsRoutingDomain reports whether a domain is the routing domain of a tenant, letter
// case ignored. Unlike others of the service, addresses in it are taken over from
// Active Directory: a mailbox cannot be moved to Exchange Online before its address
// there has been synchronised ("Target mailbox doesn't have an SMTP proxy matching"
// error during a mailbox migration, Microsoft, 2025-04-24).
func IsRoutingDomain(d []byte) bool {
	n := len(d) - len(RoutingSuffix)
	return n > 0 && equalFoldASCII(d[n:], RoutingSuffix) && bytes.IndexByte(d[:n], '.') < 0
}

// Domain returns what stands behind the last @ of an address, and whether there
// is one.
func Domain(addr []byte) ([]byte, bool) {
	i := bytes.LastIndexByte(addr, '@')
	if i < 0 {
		return nil, false
	}
	return addr[i+1:], true
}

// HasSuffixDomain reports whether domain is suffix or lies below it; both in
// lower case.
func HasSuffixDomain(domain, suffix string) bool {
	if len(domain) == len(suffix) {
		return domain == suffix
	}
	return len(domain) > len(suffix) && domain[len(domain)-len(suffix)-1] == '.' &&
		domain[len(domain)-len(suffix):] == suffix
}
