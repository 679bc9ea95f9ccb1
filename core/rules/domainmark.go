package rules

import "presync/core/directory"

// Marks of a domain: what is known of it under the settings.
const (
	DomainVerified   = "verified"   // among the verified domains given
	DomainUnverified = "unverified" // verified domains are given, and it is none of them
	DomainOfCloud    = "cloud"      // belongs to the service itself
	DomainPrivate    = "private"    // one label only, or a name that is never delegated
	DomainUnknownTop = "unlisted"   // its last label is no top-level domain
	DomainMalformed  = "malformed"
)

// MarkDomains says of each domain what is known of it; "" where there is nothing to
// say. The rules of the user principal name judge by the same facts.
func MarkDomains(opt Options, domains []string) []string {
	s := newSuffixes(opt)
	out := make([]string, len(domains))
	for i, d := range domains {
		out[i] = domainMark(s.judge(directory.AppendLower(nil, []byte(d))))
	}
	return out
}

func domainMark(f domainFacts) string {
	switch {
	case f&domainEmpty != 0:
		return ""
	case f&domainVerified != 0:
		return DomainVerified
	case f&ofService != 0:
		return DomainOfCloud
	case f&(domainMalformed|domainOddChar) != 0:
		return DomainMalformed
	case f&(domainSingle|domainReserved) != 0:
		return DomainPrivate
	case f&domainUnlisted != 0:
		return DomainUnknownTop
	case f&domainUnverified != 0:
		return DomainUnverified
	}
	return ""
}
