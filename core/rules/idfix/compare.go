package idfix

import (
	"bytes"
	"sort"

	"presync/core/directory"
	"presync/core/rules"
)

// Reason says why one profile reports something that the other does not. Its
// words are in the message catalogue.
type Reason uint8

// The reasons for what only IdFix reports, and then for what only the profile
// entra reports.
const (
	OutOfScope Reason = iota
	BlankDisplayName
	BlankNickname
	BlankTarget
	DuplicateBytes
	DuplicateChanged
	DuplicateElsewhere
	OtherLimit
	SuffixElsewhere
	SuffixList
	SuffixUnlisted
	SuffixPattern
	SMTPInside
	OtherAddressType
	NicknameCharacters
	DisplayNameEdges
	AccountCharacters
	OtherPattern

	NotFound
	SkippedByIdFix
	AttributeUnchecked
	NoSuchRule
	AcrossAttributes
	HolderUnlisted
	MailUnchecked
	NicknameUnchecked
	StricterSuffix
	StricterLimit
	StricterBlank
	StricterSyntax
	reasonCount
)

var reasonNames = [reasonCount]string{
	"outofscope", "blankdisplayname", "blanknickname", "blanktarget", "duplicatebytes", "duplicatechanged",
	"duplicateelsewhere", "otherlimit", "suffixelsewhere", "suffixlist", "suffixunlisted", "suffixpattern", "smtpinside",
	"otheraddresstype", "nicknamecharacters", "displaynameedges", "accountcharacters", "otherpattern",
	"notfound", "skipped", "unchecked", "norule", "across", "holderunlisted", "mail", "nickname", "strictersuffix",
	"stricterlimit", "stricterblank", "strictersyntax",
}

// String is the id of the reason.
func (r Reason) String() string { return reasonNames[r] }

// OnlyIdFix reports whether it is IdFix that reports more.
func (r Reason) OnlyIdFix() bool { return r < NotFound }

// TitleID is the message id of the reason in a few words.
func (r Reason) TitleID() string { return "idfix.diff." + r.String() + ".title" }

// TextID is the message id of the explanation.
func (r Reason) TextID() string { return "idfix.diff." + r.String() + ".text" }

// Difference is what one profile reports alone, for one reason.
type Difference struct {
	Reason Reason
	// Items are numbers of rows of IdFix's result, or of findings of the profile
	// entra, in their order. A row with several defects can stand under several
	// reasons.
	Items []uint32
}

// Comparison sets IdFix's result against the profile entra. Two reports are the
// same when they name the same kind of defect in the same value.
type Comparison struct {
	Both        int          // defects that IdFix and the profile entra both report
	Differences []Difference // in the order of the reasons; none without items
}

// kinds is a set of kinds of defect, coarse enough to compare the words of the
// two profiles.
type kinds uint8

const (
	kindBlank kinds = 1 << iota
	kindDuplicate
	kindLength
	kindSuffix // an unknown top-level domain
	kindDomain // a malformed domain, or a malformed address
	kindSyntax // a character or the part before the @
	kindEnd
)

var kindOfFlag = map[flags]kinds{
	flagBlank: kindBlank, flagDuplicate: kindDuplicate, flagLength: kindLength, flagTopLevelDomain: kindSuffix,
	flagFormat: kindDomain, flagDomainPart: kindDomain, flagCharacter: kindSyntax, flagLocalPart: kindSyntax,
}

// same returns the kinds under which the other profile may report a defect: where
// an address ends in @host, one calls the domain wrong and the other its suffix.
func (k kinds) same() kinds {
	switch k {
	case kindSuffix:
		return kindSuffix | kindDomain
	case kindDomain:
		return kindSuffix | kindDomain | kindSyntax
	case kindSyntax:
		return kindDomain | kindSyntax
	}
	return k
}

// kindOfRule adds the kind to rules for which IdFix has no word although it
// reports some of the same values.
var kindOfRule = map[string]kinds{
	"K-02": kindDuplicate, "UQ-1": kindDuplicate, "UQ-2": kindDuplicate, "UQ-3": kindDuplicate, "UQ-4": kindDuplicate,
	"MN-4": kindSyntax, "MN-5": kindSyntax, "EM-1": kindSyntax, "EM-2": kindSyntax, "TA-1": kindBlank,
}

// Compare explains where IdFix and the profile entra differ. Both results must be
// of the same store.
func Compare(r *Result, entra *rules.Result) Comparison {
	c := comparer{r: r, entra: entra, kinds: make([]kinds, len(rules.Catalogue()))}
	for i, rule := range rules.Catalogue() {
		c.kinds[i] = kindOfRule[rule.ID]
		for bit, word := range flagWords {
			if rule.IdFix == word {
				c.kinds[i] |= kindOfFlag[1<<bit]
			}
		}
	}
	c.idfixSide()
	c.entraSide()
	out := Comparison{Both: c.both}
	for reason, items := range c.items {
		if len(items) > 0 {
			out.Differences = append(out.Differences, Difference{Reason(reason), items})
		}
	}
	return out
}

type comparer struct {
	r     *Result
	entra *rules.Result
	kinds []kinds // of each rule of the profile entra
	items [reasonCount][]uint32
	both  int

	listed map[string]struct{} // top-level domains of package rules
}

func (c *comparer) add(why Reason, item int) { c.items[why] = append(c.items[why], uint32(item)) }

// idfixSide looks for every row of IdFix among the findings.
func (c *comparer) idfixSide() {
	for i := range c.r.records {
		rec := &c.r.records[i]
		t := c.r.trial
		t.object.load(rec.object)
		t.run(&c.r.chains[rec.chain], rec.ref, rec.duplicate)
		have := t.kinds()
		if rec.holder != directory.NoID {
			have = kindDuplicate
		}
		found := c.found(i)
		for k := kindBlank; k < kindEnd; k <<= 1 {
			switch {
			case have&k == 0:
			case found&k.same() == 0:
				c.add(c.whyIdFix(i, k), i)
			default:
				c.both++
			}
		}
	}
}

// kinds returns the kinds of defect that the rules of a chain found.
func (t *trial) kinds() kinds {
	var k kinds
	for _, f := range t.failed {
		for bit := range flagWords {
			k |= kindOfFlag[f&(1<<bit)]
		}
	}
	return k
}

// found returns the kinds of defect that the profile entra reports where row i
// stands.
func (c *comparer) found(i int) kinds {
	id, attr := c.r.Object(i), c.r.Attr(i)
	extra := id != c.r.records[i].object
	var k kinds
	from := sort.Search(c.entra.Len(), func(n int) bool { return c.entra.At(n).Object >= id })
	for n := from; n < c.entra.Len(); n++ {
		f := c.entra.At(n)
		if f.Object != id {
			break
		}
		if f.Attr == attr && (extra || sameValue(attr, f.Ref, c.r.records[i].ref)) {
			k |= c.kinds[f.Rule]
		}
	}
	return k
}

// sameValue reports whether two findings of one attribute of an object concern
// the same value. Only proxyAddresses has several that count.
func sameValue(a directory.Attr, ref, other uint32) bool {
	return a != directory.ProxyAddresses || ref == other || ref == noRef || other == noRef
}

// whyIdFix says why the profile entra does not report a defect of row i. The trial
// holds the row.
func (c *comparer) whyIdFix(i int, k kinds) Reason {
	if c.entra.Scope(c.r.Object(i)) != rules.InScope {
		return OutOfScope
	}
	t, attr := c.r.trial, c.r.Attr(i)
	switch k {
	case kindBlank:
		switch attr {
		case directory.DisplayName:
			return BlankDisplayName
		case directory.MailNickname:
			return BlankNickname
		}
		return BlankTarget
	case kindDuplicate:
		switch {
		case bytes.Equal(t.original, notText):
			return DuplicateBytes
		case t.failed[0]&flagDuplicate == 0:
			return DuplicateChanged
		}
		return DuplicateElsewhere
	case kindLength:
		return OtherLimit
	case kindSuffix:
		if bytes.LastIndexByte(t.original, '.') < bytes.LastIndexByte(t.original, '@') {
			return SuffixElsewhere
		}
		return c.whySuffix()
	}
	return t.whySyntax(attr)
}

// whySuffix tells a name missing in IdFix's list from one that nobody knows.
func (c *comparer) whySuffix() Reason {
	if c.listed == nil {
		c.listed = acceptedDomains(nil)
	}
	v := c.r.trial.original
	last := directory.AppendLower(nil, v[bytes.LastIndexByte(v, '.')+1:])
	if _, ok := c.listed[string(last)]; ok {
		return SuffixList
	}
	return SuffixUnlisted
}

// whySyntax explains a defect of the spelling.
func (t *trial) whySyntax(attr directory.Attr) Reason {
	switch attr {
	case directory.MailNickname:
		return NicknameCharacters
	case directory.DisplayName:
		return DisplayNameEdges
	case directory.SAMAccountName:
		return AccountCharacters
	case directory.ProxyAddresses, directory.TargetAddress:
		switch {
		case t.smtp && !hasPrefixFold(t.original, "smtp:"):
			return SMTPInside
		case !t.smtp:
			return OtherAddressType
		}
	}
	domain, _ := directory.Domain(t.original)
	last := domain[bytes.LastIndexByte(domain, '.')+1:]
	if !isPlain(domain) || hasPrefixFold(last, "xn--") || len(last) > 17 {
		return SuffixPattern
	}
	return OtherPattern
}

// entraSide looks for every finding among the rows of IdFix.
func (c *comparer) entraSide() {
	from := 0
	for n := range c.entra.Len() {
		f := c.entra.At(n)
		for from < len(c.r.records) && c.r.records[from].object < f.Object {
			from++
		}
		if k := c.kinds[f.Rule]; k == 0 || c.reported(from, f)&k.same() == 0 {
			c.add(c.whyEntra(f), n)
		}
	}
}

// reported returns the kinds of defect that IdFix reports where a finding stands;
// the rows of the object begin at from.
func (c *comparer) reported(from int, f rules.Finding) kinds {
	var k kinds
	t := c.r.trial
	for i := from; i < len(c.r.records) && c.r.records[i].object == f.Object; i++ {
		rec := &c.r.records[i]
		ch := &c.r.chains[rec.chain]
		if rec.holder != directory.NoID || ch.attr != f.Attr || !sameValue(f.Attr, f.Ref, rec.ref) {
			continue
		}
		t.object.load(f.Object)
		t.run(ch, rec.ref, rec.duplicate)
		k |= t.kinds()
	}
	return k
}

// whyEntra says why IdFix does not report a finding.
func (c *comparer) whyEntra(f rules.Finding) Reason {
	o := &c.r.trial.object
	o.load(f.Object)
	opt := c.r.options
	rule, k := rules.Catalogue()[f.Rule], c.kinds[f.Rule]
	switch {
	case !o.found(opt.Dedicated) || !o.hasCN:
		return NotFound
	case o.skipped(opt.Dedicated):
		return SkippedByIdFix
	case k == 0:
		return NoSuchRule
	case rule.IdFix == "" && k == kindDuplicate && rule.ID != "K-02":
		return AcrossAttributes
	case !c.checks(f.Attr):
		return AttributeUnchecked
	}
	switch k {
	case kindDuplicate:
		return HolderUnlisted
	case kindSuffix:
		return StricterSuffix
	case kindLength:
		return StricterLimit
	case kindBlank:
		return StricterBlank
	}
	switch {
	case f.Attr == directory.Mail && !opt.Dedicated:
		return MailUnchecked
	case f.Attr == directory.MailNickname:
		return NicknameUnchecked
	}
	return StricterSyntax
}

// checks reports whether the rule set has a chain for an attribute.
func (c *comparer) checks(a directory.Attr) bool {
	for i := range c.r.chains {
		if c.r.chains[i].attr == a {
			return true
		}
	}
	return false
}
