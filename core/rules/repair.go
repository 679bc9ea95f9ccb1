package rules

import (
	"unicode"
	"unicode/utf8"

	"presync/core/directory"
)

// repairs offers the possible repairs of a finding for each attribute, the best one
// first, until one passes. An offer is checked, so a repair may be tried freely.
var repairs = [directory.AttrCount]func(m *mender) bool{
	directory.UserPrincipalName: repairUPN,
	directory.SAMAccountName:    repairSAM,
	directory.ProxyAddresses:    repairProxy,
	directory.Mail:              repairMail,
	directory.MailNickname:      repairNickname,
	directory.TargetAddress:     repairTarget,
	directory.DisplayName:       repairDisplayName,
	directory.GivenName:         repairLength(nameLimit),
	directory.Surname:           repairLength(nameLimit),
}

// reparable are the attributes that have repairs.
var reparable = func() (t [directory.AttrCount]bool) {
	for a, r := range repairs {
		t[a] = r != nil
	}
	return t
}()

// repairUPN: blanks away and the suffix replaced as the administrator wants it;
// the primary e-mail address, or the value of mail; the value without what is not allowed.
func repairUPN(m *mender) bool {
	bare := withoutBlanks(m.v)
	reason := "proposal.blanks"
	if mapped := m.c.mapSuffix(bare); mapped != nil {
		bare, reason = mapped, "proposal.suffix"
	}
	if m.offer(bare, !hasGap(m.v), reason) {
		return true
	}
	if p := m.c.primary(); len(p) > 0 && !m.c.isOutside(p, m.v) && m.offer(p, false, "proposal.primary") {
		return true
	}
	// A directory without Exchange has no proxyAddresses at all, but people's addresses.
	if v := m.c.o.value(directory.Mail); !m.c.o.known(directory.ProxyAddresses) && !m.c.isOutside(v, m.v) &&
		m.offer(v, false, "proposal.mailName") {
		return true
	}
	plain, done, ok := plainLocal(bare, upnForbidden|directory.HasControl|directory.HasDollar|directory.HasBacktick)
	return ok && m.offer(plain, false, done.reason())
}

// mapSuffix replaces the suffix of a user principal name; nil when none is given
// for it.
func (c *checker) mapSuffix(v []byte) []byte {
	local, suffix, ok := splitAt(v)
	if !ok {
		return nil
	}
	to, ok := c.suffix.mapped[foldDomain(string(suffix))]
	if !ok {
		return nil
	}
	return append(append(append([]byte(nil), local...), '@'), to...)
}

// repairSAM removes what is not allowed and cuts to the limit. A logon name is
// never changed without a decision.
func repairSAM(m *mender) bool {
	plain := without(withoutBlanks(m.v), samForbidden|directory.HasControl|directory.HasApostrophe)
	short := cut(plain, samLimit)
	return m.offer(short, false, (shortened(m.v, plain, editRemoved) | shortened(plain, short, editCut)).reason())
}

// repairMail: blanks away; the primary address; the value without what is not
// allowed.
func repairMail(m *mender) bool {
	bare, typed := untyped(withoutBlanks(m.v))
	reason := "proposal.blanks"
	if typed {
		reason = "proposal.untyped"
	}
	if m.offer(bare, !hasGap(m.v), reason) {
		return true
	}
	if p := m.c.primary(); len(p) > 0 && m.offer(p, false, "proposal.primary") {
		return true
	}
	plain, done, ok := plainLocal(bare, smtpOddities|underscored)
	return ok && m.offer(plain, false, done.reason())
}

// smtpOddities are the characters that can be left out of an address. A colon
// cannot: what stands before it may or may not belong to the address.
const smtpOddities = addressOddities &^ directory.HasColon

// untyped removes an address type that stands in front of a plain address by
// mistake.
func untyped(addr []byte) ([]byte, bool) {
	if a := directory.SplitAddress(addr); a.IsSMTP() || equalFold(a.Type, "mailto") {
		return a.Value, true
	}
	return addr, false
}

// repairNickname: superfluous periods away; the alias without what is not allowed,
// cut to the limit.
func repairNickname(m *mender) bool {
	periods := tidyPeriods(m.v)
	if m.offer(periods, true, "proposal.periods") || m.offer(withoutBlanks(periods), !hasGap(m.v), "proposal.blanks") {
		return true
	}
	chars := without(withoutBlanks(periods), nickForbidden)
	short := cut(chars, nickLimit)
	return m.offer(tidyPeriods(short), false, (shortened(m.v, chars, editRemoved) | shortened(chars, short, editCut)).reason())
}

// repairTarget: blanks away; the address without what is not allowed.
func repairTarget(m *mender) bool {
	bare := withoutBlanks(m.v)
	if m.offer(bare, !hasGap(m.v), "proposal.blanks") {
		return true
	}
	a := directory.SplitAddress(bare)
	if a.Type != nil && !a.IsSMTP() {
		return false
	}
	plain, done, ok := plainLocal(a.Value, smtpOddities)
	return ok && m.offer(joinType(a.Type, plain), false, done.reason())
}

// repairDisplayName: the names of the person, else the name of the object; a long
// one cut to the limit.
func repairDisplayName(m *mender) bool {
	o := &m.c.o
	if !isBlankOnly(m.v) {
		return m.offer(cut(m.v, displayLimit), false, "proposal.length")
	}
	given, last := o.value(directory.GivenName), o.value(directory.Surname)
	if !isBlankOnly(given) && !isBlankOnly(last) {
		names := append(append(append([]byte(nil), trimBlanks(given)...), ' '), trimBlanks(last)...)
		if m.offer(names, false, "proposal.names") {
			return true
		}
	}
	return m.offer([]byte(o.store.Name(o.id)), false, "proposal.cn")
}

// repairLength cuts a name to its limit.
func repairLength(limit int) func(m *mender) bool {
	return func(m *mender) bool { return m.offer(cut(m.v, limit), false, "proposal.length") }
}

// repairProxy finds the repair that the finding asks for.
func repairProxy(m *mender) bool {
	switch {
	case m.f.Ref == NoRef && m.f.Rule == noAddressRule.index:
		return m.firstAddress()
	case m.f.Ref == NoRef:
		return false
	case m.isRepeated():
		return m.removal(true, "proposal.repeated")
	case m.f.Rule == cloudRule.index:
		// Without another primary address nothing would be left to be reached under.
		return m.otherPrimary() && m.removal(false, "proposal.ignored")
	}
	return m.repairAddress()
}

// otherPrimary reports whether another value of the object is marked as primary.
func (m *mender) otherPrimary() bool {
	for i := range m.c.o.proxies {
		if p := &m.c.o.proxies[i]; p.primary && p.ref != m.f.Ref {
			return true
		}
	}
	return false
}

// isRepeated reports whether the value was found to stand a second time on its
// object; nothing but its removal is proposed then.
func (m *mender) isRepeated() bool {
	r := m.c.res
	from, to := r.findingsOf(m.f.Object)
	for i := from; i < to; i++ {
		if f := r.At(i); f.Ref == m.f.Ref && f.Rule == repeatedRule.index {
			return true
		}
	}
	return false
}

// removal takes the removal of the value for the repair.
func (m *mender) removal(safe bool, reason string) bool {
	m.found = m.step(nil, safe, reason)
	m.found.remove = true
	return true
}

// firstAddress proposes a primary address for an object that has none. Where a
// value is marked as primary but is not valid, that one has to be repaired.
func (m *mender) firstAddress() bool {
	if m.otherPrimary() {
		return false
	}
	for _, from := range []struct {
		attr   directory.Attr
		reason string
	}{{directory.Mail, "proposal.mail"}, {directory.UserPrincipalName, "proposal.upn"}} {
		v := m.c.o.value(from.attr)
		if isBlankOnly(v) || from.attr == directory.UserPrincipalName && m.c.flawsOf(from.attr, v)&upnUnusable != 0 {
			continue
		}
		if len(m.c.o.proxies) > 0 && m.c.hasProxy(v) {
			continue
		}
		if m.offer(joinType([]byte("SMTP"), v), false, from.reason) {
			return true
		}
	}
	return false
}

// upnUnusable are the defects with which a user principal name is no address to
// propose.
const upnUnusable = ^(upnShort | upnNotPrimary | upnNotPrimaryFed | upnApostrophe)

func (c *checker) hasProxy(addr []byte) bool { return c.proxyLike(addr, false) != NoRef }

// repairAddress repairs one address: blanks away, a type in front, the primary
// mark set or taken; then the same without what is not allowed.
func (m *mender) repairAddress() bool {
	bare := withoutBlanks(m.v)
	a := directory.SplitAddress(bare)
	if a.Type != nil && !a.IsSMTP() {
		return m.offer(trimBlanks(m.v), true, "proposal.blanks") ||
			m.offer(without(m.v, directory.HasControl), false, editRemoved.reason())
	}
	addr, twice := untyped(a.Value)
	kind, safe, reason := m.addressType(directory.Address{Type: a.Type, Value: addr})
	if twice {
		reason = "proposal.untyped"
	}
	if m.orRemove(joinType(kind, addr), safe && !hasGap(m.v), reason) {
		return true
	}
	plain, done, ok := plainLocal(addr, smtpOddities|underscored)
	return ok && m.orRemove(joinType(kind, plain), false, done.reason())
}

// orRemove offers an address, or the removal of the value when another value of
// the object is that address.
func (m *mender) orRemove(value []byte, safe bool, reason string) bool {
	addr := directory.SplitAddress(value).Value
	for i := range m.c.o.proxies {
		p := &m.c.o.proxies[i]
		if p.ref != m.f.Ref && p.smtp && len(p.addr) == len(addr) && sameFold(p.addr, addr) {
			return m.removal(safe, "proposal.repeated")
		}
	}
	return m.offer(value, safe, reason)
}

// addressType decides how the type of an address is to be written.
func (m *mender) addressType(a directory.Address) (kind []byte, safe bool, reason string) {
	kind, safe, reason = m.primaryMark(a)
	if kind != nil && (safe || m.f.Rule == primaryRule.index) {
		return kind, safe, reason
	}
	if a.Type != nil {
		return a.Type, true, "proposal.blanks"
	}
	for i := range m.c.o.proxies {
		if m.c.o.proxies[i].smtp {
			return []byte("smtp"), true, "proposal.type"
		}
	}
	mail := m.c.o.value(directory.Mail)
	return []byte("SMTP"), isBlankOnly(mail) || len(mail) == len(a.Value) && sameFold(mail, a.Value), "proposal.type"
}

// primaryMark says how the type has to be written so that the object has exactly
// one primary address; nil when that does not concern this value.
func (m *mender) primaryMark(a directory.Address) (kind []byte, safe bool, reason string) {
	c := m.c
	first, smtp, primaries, isPrimary := NoRef, 0, 0, false
	for i := range c.o.proxies {
		p := &c.o.proxies[i]
		if p.smtp {
			smtp, first = smtp+1, min(first, p.ref)
		}
		if p.primary {
			primaries++
			isPrimary = isPrimary || p.ref == m.f.Ref
		}
	}
	mail := c.o.value(directory.Mail)
	isMail := len(mail) == len(a.Value) && sameFold(mail, a.Value)
	switch {
	case smtp > 0 && primaries == 0 && c.futurePrimary(first) == m.f.Ref && !c.inService(a.Value):
		if isMail || smtp == 1 && isBlankOnly(mail) {
			return []byte("SMTP"), true, "proposal.promote"
		}
		return []byte("SMTP"), false, "proposal.choose"
	case primaries > 1 && isPrimary && c.keptPrimary() != m.f.Ref:
		if c.proxyLike(mail, true) != NoRef {
			return []byte("smtp"), true, "proposal.demote"
		}
		return []byte("smtp"), false, "proposal.demoteLater"
	}
	return nil, false, ""
}

// joinType puts a type in front of an address; no type leaves it alone.
func joinType(kind, addr []byte) []byte {
	if kind == nil {
		return addr
	}
	return append(append(append([]byte(nil), kind...), ':'), addr...)
}

// withoutBlanks removes every blank and invisible character.
func withoutBlanks(v []byte) []byte { return without(v, blanks) }

// hasGap: a visible blank stands between two parts of a name, where somebody may
// want another character in its place. Blanks at an end, at the @ or at another
// separator came in by mistake, and so did what has no width.
func hasGap(v []byte) bool {
	if directory.Scan(v)&blanks == 0 {
		return false
	}
	before, gap := false, false // a part of a name stands in front; and a blank after it
	for _, r := range string(v) {
		switch {
		case unicode.IsSpace(r):
			gap = before
		case directory.IsBlank(r):
		case r == '@' || r == ':' || r == '.' || r == '-' || r == '_':
			before, gap = false, false
		case gap:
			return true
		default:
			before = true
		}
	}
	return false
}

// edits are the kinds of change that a repair made to a value.
type edits uint8

const (
	editAccents edits = 1 << iota // letters with accents written plainly
	editRemoved                   // characters left out
	editPeriods                   // superfluous periods left out
	editCut                       // cut to the limit
)

// shortened is the edit if one value is shorter than the other.
func shortened(from, to []byte, e edits) edits {
	if len(to) < len(from) {
		return e
	}
	return 0
}

// reason is the message id that tells of the edits.
func (e edits) reason() string {
	switch {
	case e == editCut:
		return "proposal.length"
	case e&editCut != 0:
		return "proposal.rewritten"
	case e == editAccents:
		return "proposal.accents"
	case e&editAccents != 0:
		return "proposal.letters"
	case e == editPeriods:
		return "proposal.periods"
	}
	return "proposal.characters"
}

// without removes the characters of some classes. A value that has none comes
// back as it is.
func without(v []byte, classes directory.CharClass) []byte {
	if directory.Scan(v)&(classes|directory.HasNonASCII) == 0 {
		return v
	}
	out := make([]byte, 0, len(v))
	for i := 0; i < len(v); {
		r, n := utf8.DecodeRune(v[i:])
		if charClass(r)&classes == 0 {
			out = append(out, v[i:i+n]...)
		}
		i += n
	}
	return out
}

// plainLocal repairs what stands before the @: letters with accents are written
// plainly, characters of some classes and superfluous periods removed, the rest cut
// to the limit. The domain stays: another domain is another address, which nobody
// but a person can choose. So does a letter of another script; false then.
func plainLocal(addr []byte, classes directory.CharClass) ([]byte, edits, bool) {
	local, domain, ok := splitAt(addr)
	if !ok {
		return nil, 0, false
	}
	var done edits
	plain := make([]byte, 0, len(addr))
	for _, r := range string(local) {
		class := charClass(r)
		switch {
		case class&directory.HasNonASCII != 0:
			letter, ok := latinLetters[r]
			if !ok && (r == utf8.RuneError || unicode.IsLetter(r) || unicode.IsDigit(r)) {
				return nil, 0, false
			}
			if ok {
				done |= editAccents
			} else {
				done |= editRemoved
			}
			plain = append(plain, letter...)
		case class&(classes|blanks) == 0:
			plain = utf8.AppendRune(plain, r)
		default:
			done |= editRemoved
		}
	}
	tidy := tidyPeriods(plain)
	short := cut(tidy, localLimit)
	done |= shortened(plain, tidy, editPeriods) | shortened(tidy, short, editCut)
	out := append(append([]byte(nil), tidyPeriods(short)...), '@')
	return append(out, domain...), done, true
}

// tidyPeriods removes periods at the edges and doubled ones.
func tidyPeriods(v []byte) []byte {
	if !oddPeriods(v) {
		return v
	}
	out := make([]byte, 0, len(v))
	for i, b := range v {
		if b != '.' || len(out) > 0 && out[len(out)-1] != '.' && i < len(v)-1 {
			out = append(out, b)
		}
	}
	for len(out) > 0 && out[len(out)-1] == '.' {
		out = out[:len(out)-1]
	}
	return out
}

// cut shortens text to a number of UTF-16 code units without splitting a
// character.
func cut(v []byte, limit int) []byte {
	if !longer(v, limit) {
		return v
	}
	n := 0
	for i := 0; i < len(v); {
		r, size := utf8.DecodeRune(v[i:])
		if n++; r > 0xFFFF {
			n++
		}
		if n > limit {
			return v[:i]
		}
		i += size
	}
	return v
}

// latinLetters writes the letters of the Latin-1 and Latin Extended-A blocks
// without their accents.
var latinLetters = func() map[rune]string {
	m := map[rune]string{
		'ß': "ss", 'æ': "ae", 'Æ': "AE", 'œ': "oe", 'Œ': "OE", 'þ': "th", 'Þ': "Th", 'ĳ': "ij", 'Ĳ': "IJ", 'ŉ': "n",
	}
	for plain, letters := range map[string]string{
		"a": "àáâãäåāăą", "A": "ÀÁÂÃÄÅĀĂĄ", "c": "çćĉċč", "C": "ÇĆĈĊČ", "d": "ðďđ", "D": "ÐĎĐ",
		"e": "èéêëēĕėęě", "E": "ÈÉÊËĒĔĖĘĚ", "g": "ĝğġģ", "G": "ĜĞĠĢ", "h": "ĥħ", "H": "ĤĦ",
		"i": "ìíîïĩīĭįı", "I": "ÌÍÎÏĨĪĬĮİ", "j": "ĵ", "J": "Ĵ", "k": "ķĸ", "K": "Ķ", "l": "ĺļľŀł", "L": "ĹĻĽĿŁ",
		"n": "ñńņňŋ", "N": "ÑŃŅŇŊ", "o": "òóôõöøōŏő", "O": "ÒÓÔÕÖØŌŎŐ", "r": "ŕŗř", "R": "ŔŖŘ",
		"s": "śŝşšſ", "S": "ŚŜŞŠ", "t": "ţťŧ", "T": "ŢŤŦ", "u": "ùúûüũūŭůűų", "U": "ÙÚÛÜŨŪŬŮŰŲ",
		"w": "ŵ", "W": "Ŵ", "y": "ýÿŷ", "Y": "ÝŶŸ", "z": "źżž", "Z": "ŹŻŽ",
	} {
		for _, r := range letters {
			m[r] = plain
		}
	}
	return m
}()
