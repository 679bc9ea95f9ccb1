package rules

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"presync/core/directory"
)

// domainFacts is what is known of the part of an address behind the @.
type domainFacts uint16

const (
	domainEmpty      domainFacts = 1 << iota
	domainMalformed              // empty label, hyphen at an edge of a label, label over 63
	domainOddChar                // a character that is no letter, digit, period, hyphen or underscore
	domainUnderscore             // not allowed in the name of an Internet host
	domainNonASCII
	domainSingle     // one label only
	domainReserved   // a suffix that is never delegated, or a number
	domainUnlisted   // the last label is not in the dated table
	domainUnverified // verified domains are known and this is none of them
	domainVerified
	domainCloud   // onmicrosoft.com or microsoftonline.com and below, but for the next two
	domainRouting // tenant.mail.onmicrosoft.com, where hybrid mail is routed
	domainForeign // the same of another tenant
	domainMapped  // the administrator gave a suffix to replace it
)

// ofService are the marks of domains that belong to the service itself.
const ofService = domainCloud | domainRouting | domainForeign

// domainLabelLimit is the length of a label (RFC 1035, section 2.3.4).
const domainLabelLimit = 63

// reservedSuffixes are names that no registry delegates to anybody: the
// special-use names of RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 8375 and
// RFC 9476, the names for private networks of RFC 6762 (appendix G), and those
// that ICANN resolved not to delegate: mail, home and corp (February 2018) and
// internal (July 2024).
var reservedSuffixes = []string{
	"local", "test", "example", "invalid", "localhost", "onion", "home.arpa", "alt",
	"intranet", "internal", "private", "corp", "home", "lan", "mail",
}

// cloudSuffixes belong to the service itself; addresses in them are not taken
// from the directory on premises, those in a routing domain excepted.
var cloudSuffixes = []string{"onmicrosoft.com", "microsoftonline.com"}

// domainCacheLimit bounds the table of domains judged before.
const domainCacheLimit = 1 << 16

// suffixes judges domains; equal ones only once.
type suffixes struct {
	tlds     map[string]struct{}
	verified map[string]struct{} // nil: not given
	mapped   map[string]string
	seen     map[string]domainFacts
	recent   directory.Recent[domainFacts] // of domains as they are written
	lower    []byte
	initial  string // the initial domain of the tenant; "" while it is not known
	routing  string // its routing domain; "" likewise
}

func newSuffixes(opt Options) *suffixes {
	s := &suffixes{
		tlds: make(map[string]struct{}, 2048), mapped: map[string]string{}, seen: map[string]domainFacts{},
	}
	for name := range strings.FieldsSeq(tldNames) {
		s.tlds[name] = struct{}{}
	}
	if len(opt.VerifiedDomains) > 0 {
		s.verified = map[string]struct{}{}
		for _, d := range append([]string{opt.InitialDomain}, opt.VerifiedDomains...) {
			if d = foldDomain(d); d != "" {
				s.verified[d] = struct{}{}
			}
		}
	}
	s.initial = foldDomain(opt.InitialDomain)
	if tenant, ok := strings.CutSuffix(s.initial, ".onmicrosoft.com"); ok {
		s.routing = tenant + directory.RoutingSuffix
	}
	for from, to := range opt.SuffixMap {
		if from, to = foldDomain(from), foldDomain(to); from != "" && to != "" && from != to {
			s.mapped[from] = to
		}
	}
	return s
}

// foldDomain brings a domain typed by a person into the form that is compared.
func foldDomain(d string) string {
	return string(directory.AppendLower(nil, []byte(strings.TrimPrefix(strings.TrimSpace(d), "@"))))
}

// judge returns what is known of a domain.
func (s *suffixes) judge(domain []byte) domainFacts {
	if f, ok := s.recent.Get(domain); ok {
		return f
	}
	s.lower = directory.AppendLower(s.lower[:0], domain)
	f, ok := s.seen[string(s.lower)]
	if !ok {
		f = s.examine(s.lower)
		if len(s.seen) < domainCacheLimit {
			s.seen[string(s.lower)] = f
		}
	}
	s.recent.Put(domain, f)
	return f
}

// examine judges a domain in lower case.
func (s *suffixes) examine(d []byte) domainFacts {
	if len(d) == 0 {
		return domainEmpty
	}
	f := domainSyntax(d)
	text := string(d)
	if _, ok := s.mapped[text]; ok {
		f |= domainMapped
	}
	f |= s.ofCloud(text)
	if s.verified != nil {
		if _, ok := s.verified[text]; ok {
			return f | domainVerified
		}
		f |= domainUnverified
	}
	return f | s.routable(text)
}

// ofCloud says whether a domain belongs to the service itself.
func (s *suffixes) ofCloud(d string) domainFacts {
	if directory.IsRoutingDomain([]byte(d)) {
		if _, ok := s.verified[d]; ok || s.routing == "" || s.routing == d {
			return domainRouting
		}
		return domainForeign
	}
	for _, c := range cloudSuffixes {
		if directory.HasSuffixDomain(d, c) {
			return domainCloud
		}
	}
	return 0
}

// isInitial reports whether a domain has the form of a tenant's initial domain.
func isInitial(d []byte) bool {
	const end = ".onmicrosoft.com"
	n := len(d) - len(end)
	return n > 0 && equalFold(d[n:], end) && bytes.IndexByte(d[:n], '.') < 0
}

// routable says why a domain cannot be one of the Internet's, judged by its name.
func (s *suffixes) routable(d string) domainFacts {
	dot := strings.LastIndexByte(d, '.')
	if dot < 0 {
		return domainSingle
	}
	for _, r := range reservedSuffixes {
		if directory.HasSuffixDomain(d, r) {
			return domainReserved
		}
	}
	top := d[dot+1:]
	if strings.Trim(top, "0123456789") == "" {
		return domainReserved
	}
	if _, ok := s.tlds[top]; !ok {
		return domainUnlisted
	}
	return 0
}

// domainSyntax checks the labels of a domain in lower case.
func domainSyntax(d []byte) domainFacts {
	var f domainFacts
	start := 0
	for i := 0; i <= len(d); i++ {
		if i < len(d) && d[i] != '.' {
			f |= domainByte(d[i])
			continue
		}
		label := d[start:i]
		if len(label) == 0 || len(label) > domainLabelLimit || label[0] == '-' || label[len(label)-1] == '-' {
			f |= domainMalformed
		}
		start = i + 1
	}
	return f
}

func domainByte(b byte) domainFacts {
	switch {
	case b >= 'a' && b <= 'z', b >= '0' && b <= '9', b == '-':
		return 0
	case b == '_':
		return domainUnderscore
	case b >= utf8.RuneSelf:
		return domainNonASCII
	}
	return domainOddChar
}
