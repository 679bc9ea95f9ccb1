package rules

import (
	"runtime"

	"presync/core/directory"
)

// Options are what an export does not say and the administrator can.
type Options struct {
	VerifiedDomains []string          // of the tenant; empty: not given
	InitialDomain   string            // contoso.onmicrosoft.com; counts as verified
	Licensed        bool              // the users in question will get a licence
	Federated       bool              // sign-in is federated
	IncludeOU       []string          // distinguished names; empty: everything
	ExcludeOU       []string          // distinguished names
	SuffixMap       map[string]string // UPN suffix -> the suffix to replace it
}

const (
	// progressEvery is the number of objects between two calls of yield.
	progressEvery = 10000
	// breatheEvery is the number of objects after which other goroutines get a turn:
	// in wasm a garbage collection stays open, and every store of a pointer slow,
	// until the running goroutine pauses.
	breatheEvery = 1024
)

// checker examines the objects of a store one after the other. It is kept with
// the result, so that findings can be explained later.
type checker struct {
	o      object
	opt    Options
	suffix *suffixes
	ou     ouFilter
	folded []byte

	addresses *pool
	aliases   *pool
	logons    *pool
	outside   *pool      // addresses of objects out of scope: not judged, but not free either
	seen      []sighting // addresses of the current object
	sound     []byte     // its primary proxy address when that has no defect

	masters map[string]bool // security identifiers of accounts with a linked mailbox

	res     *Result
	pending []Finding // of the current object
	mender  mender    // see addStep
}

// Run judges all objects of a store by the rules of the profile entra. yield may
// be nil; it is called about every 10,000 objects with the number done.
func Run(s *directory.Store, opt Options, yield func(done int)) *Result {
	c := newChecker(s, opt, newSuffixes(opt))
	for i := range s.Len() {
		if yield != nil && i%progressEvery == 0 {
			yield(i)
		}
		if i%breatheEvery == 0 {
			runtime.Gosched()
		}
		c.check(directory.ID(i))
	}
	c.res.spareAccounts()
	c.res.duplicates()
	c.res.countNotChecked()
	if yield != nil {
		yield(s.Len())
	}
	return c.res
}

func newChecker(s *directory.Store, opt Options, known *suffixes) *checker {
	c := &checker{opt: opt, suffix: known, ou: newOUFilter(opt), masters: map[string]bool{}}
	c.o.store = s
	c.addresses = newPool(s, 3*s.Len())
	c.aliases = newPool(s, s.Len()/2)
	c.logons = newPool(s, s.Len())
	c.outside = newPool(s, 0)
	c.res = newResult(c)
	return c
}

// check judges one object.
func (c *checker) check(id directory.ID) {
	c.o.load(id)
	if c.o.assumed {
		c.res.assumed++
	}
	f := c.scope()
	c.res.setScope(id, f)
	if f == InScope {
		c.res.count(&c.o)
		c.examine()
		c.flush()
		return
	}
	if f == FilterDeleted {
		return
	}
	if f == FilterUserNoAnchor && c.isLinked() {
		if sid := c.o.value(directory.MasterAccountSID); len(sid) > 0 {
			c.masters[string(sid)] = true
		}
		c.examine()
		c.flush()
		return
	}
	if f == FilterUserNoAccountName && c.o.absent(directory.UserPrincipalName) {
		c.report(directory.SAMAccountName, NoRef, samMissing)
		c.flush()
	}
	c.reserve()
}

// reserve notes the addresses of an object out of scope, so that none of them is
// proposed to another object.
func (c *checker) reserve() {
	for _, a := range addressAttrs {
		if a == directory.ProxyAddresses {
			for i := range c.o.proxies {
				c.outside.add(c.o.proxies[i].ref, c.o.proxies[i].key())
			}
		} else if v := c.o.value(a); v != nil {
			c.outside.add(c.o.ref(a), keyOf(a, v))
		}
	}
}

// examine judges every attribute of the current object.
func (c *checker) examine() {
	c.seen, c.sound = c.seen[:0], nil
	if c.isLinked() {
		c.examineMailbox()
		return
	}
	if c.o.class == directory.User {
		c.checkUserPrincipalName()
		c.checkSAMAccountName()
		c.checkAddressList()
	}
	c.checkProxyAddresses()
	c.checkMail()
	c.checkMailNickname()
	c.checkTargetAddress()
	c.checkSIPAddress()
	c.checkNames()
	c.checkSizes()
}

// examineMailbox judges the addresses of a linked mailbox. It is no object of its own
// in the cloud, but they are sent with the account that it belongs to.
func (c *checker) examineMailbox() {
	c.checkProxyAddresses()
	c.checkMail()
	c.checkMailNickname()
	c.checkTargetAddress()
	c.checkSIPAddress()
}

// report turns flaws of a value into findings. Several flaws of one rule give one
// finding with the gravest severity.
func (c *checker) report(a directory.Attr, ref uint32, f flaws) {
	for bit := 0; f != 0; bit++ {
		if f&1 != 0 {
			c.reportFlaw(a, ref, flawTable[a][bit])
		}
		f >>= 1
	}
}

func (c *checker) reportFlaw(a directory.Attr, ref uint32, e entry) {
	if e.rule == nil || !e.rule.applies(c.o.class) {
		return
	}
	severity := e.severity
	if e.rule.grade != nil {
		severity = e.rule.grade(c, severity)
	}
	for i := range c.pending {
		if p := &c.pending[i]; p.Rule == e.rule.index && p.Ref == ref {
			p.Severity = max(p.Severity, severity)
			return
		}
	}
	c.pending = append(c.pending, Finding{
		Object: c.o.id, Ref: ref, Rule: e.rule.index, Severity: severity, Attr: a,
	})
}

// flush hands the findings of the current object over in catalogue order.
func (c *checker) flush() {
	p := c.pending
	for i := 1; i < len(p); i++ {
		for j := i; j > 0 && Before(p[j], p[j-1]); j-- {
			p[j], p[j-1] = p[j-1], p[j]
		}
	}
	for _, f := range p {
		c.res.add(f)
	}
	c.pending = p[:0]
}

// Before is the order of findings: object, rule, value.
func Before(a, b Finding) bool {
	if a.Object != b.Object {
		return a.Object < b.Object
	}
	if a.Rule != b.Rule {
		return a.Rule < b.Rule
	}
	return a.Ref < b.Ref
}
