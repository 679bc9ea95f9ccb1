package report

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"presync/core/directory"
	"presync/core/message"
)

// Mask is a report in which nothing names a person, an object or a domain: names,
// distinguished names, addresses and values are replaced by masks, and what cannot be
// masked without losing its meaning is left out. Within one report equal texts,
// letter case ignored, have equal masks, so that duplicates stay visible. Another
// salt (SaltSize random bytes) gives other masks. keepDomains leaves domain names as
// they are.
func Mask(d *Document, salt []byte, keepDomains bool) *Document {
	m := newMasker(salt, keepDomains)
	out := *d
	out.Masked, out.KeepsDomains, out.Settings = true, keepDomains, nil
	out.Files = m.files(d.Files)
	out.Chosen = slices.Clone(d.Chosen)
	for i := range out.Chosen {
		if s := &out.Chosen[i]; !s.Default {
			s.Values = m.setting(s.Holds, s.Values)
		}
	}
	if d.Comparison != nil {
		c := *d.Comparison
		c.Files = m.files(c.Files)
		c.Missing = slices.Clone(c.Missing)
		for i := range c.Missing {
			f := &c.Missing[i]
			f.DN, f.Name, f.Value = m.dn(f.DN), m.value(f.Name), m.value(f.Value)
		}
		out.Comparison = &c
	}
	out.Objects = masked(d.Objects, func(o *Object) { o.DN, o.Name, o.GUID = m.dn(o.DN), m.value(o.Name), "" })
	out.Findings = masked(d.Findings, func(f *Entry) {
		f.Proposal = m.proposal(f.Proposal, f.Value)
		f.Value, f.Why = m.value(f.Value), m.text(f.Why)
	})
	out.Verdicts = masked(d.Verdicts, func(v *Verdict) {
		v.CloudID, v.Cloud, v.Why = m.value(v.CloudID), m.value(v.Cloud), m.text(v.Why)
	})
	out.Decisions = masked(d.Decisions, func(x *Decision) {
		x.Value, x.NewValue, x.Note = m.value(x.Value), m.value(x.NewValue), ""
	})
	return &out
}

func masked[T any](rows iter.Seq[T], mask func(*T)) iter.Seq[T] {
	return func(yield func(T) bool) {
		for r := range rows {
			mask(&r)
			if !yield(r) {
				return
			}
		}
	}
}

// SaltSize is the number of bytes of a salt that count.
const SaltSize = 16

// masker makes masks of texts.
type masker struct {
	k0, k1      uint64
	keepDomains bool
	names       []string // of files, in the order of their numbers
	buf         []byte
}

func newMasker(salt []byte, keepDomains bool) *masker {
	var key [SaltSize]byte
	copy(key[:], salt)
	return &masker{k0: binary.LittleEndian.Uint64(key[:8]), k1: binary.LittleEndian.Uint64(key[8:]), keepDomains: keepDomains}
}

// fileEndings are the endings of names that a mask keeps, for they tell the kind of a
// file. Another one could name something.
var fileEndings = []string{".csv", ".gz", ".json", ".ldf", ".ldif", ".tsv", ".txt", ".zip"}

// files hides the names of files, which often name a company, but not their kind. A
// file has the same number wherever the report names it.
func (m *masker) files(list []File) []File {
	list = slices.Clone(list)
	for i := range list {
		f := &list[i]
		n := slices.Index(m.names, f.Name)
		if n < 0 {
			n = len(m.names)
			m.names = append(m.names, f.Name)
		}
		ending := strings.ToLower(path.Ext(f.Name))
		if !slices.Contains(fileEndings, ending) {
			ending = ""
		}
		f.Name, f.Choices = "file-"+strconv.Itoa(n+1)+ending, nil
	}
	return list
}

// setting masks the values of a setting.
func (m *masker) setting(holds string, values []string) []string {
	mask := m.value
	switch holds {
	case HoldsDomains:
		mask = func(v string) string {
			from, to, two := strings.Cut(v, MapsTo)
			if two {
				return m.domain(from) + MapsTo + m.domain(to)
			}
			return m.domain(v)
		}
	case HoldsNames:
	default:
		return values
	}
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = mask(v)
	}
	return out
}

// openArgs are the arguments of texts that presync makes itself.
var openArgs = []string{"date", "filter", "attributes"}

// text masks the arguments of a text but numbers and those in openArgs.
func (m *masker) text(t Text) Text {
	t.Args = slices.Clone(t.Args)
	for i := range t.Args {
		a := &t.Args[i]
		switch {
		case a.Kind != message.Words || slices.Contains(openArgs, a.Name):
		case a.Name == "suffix" || a.Name == "target":
			a.Text = m.domain(a.Text)
		case a.Name == "chars":
			a.Text = openChars(a.Text)
		case a.Name == "rival" || a.Name == "list":
			a.Text = m.list(a.Text)
		default:
			a.Text = m.value(a.Text)
		}
	}
	return t
}

// openChars leaves punctuation, blanks and code points of a list of characters. Its
// letters and digits are those of a name: of a short one beyond ASCII all.
func openChars(list string) string {
	var out []string
	spelt := false // the code point behind a letter tells the letter
	for _, c := range strings.Fields(list) {
		r, n := utf8.DecodeRuneInString(c)
		switch {
		case n == len(c) && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)):
			spelt = true
			continue
		case spelt && strings.HasPrefix(c, "("):
			continue
		}
		spelt = false
		out = append(out, c)
	}
	if len(out) == 0 || len(strings.Join(out, " ")) < len(list) && out[len(out)-1] != "…" {
		out = append(out, "…")
	}
	return strings.Join(out, " ")
}

// list masks names with commas between them, behind which the number of further ones
// can stand in brackets.
func (m *masker) list(names string) string {
	list, more, ok := strings.Cut(names, " (+")
	if n, closed := strings.CutSuffix(more, ")"); !ok || !closed || strings.Trim(n, "0123456789") != "" {
		list, more = names, ""
	} else {
		more = " (+" + more
	}
	parts := strings.Split(list, ", ")
	for i, p := range parts {
		parts[i] = m.value(p)
	}
	return strings.Join(parts, ", ") + more
}

// nameTypes are the types of components of distinguished names that a mask keeps.
var nameTypes = []string{"cn", "ou", "dc", "o", "c", "l", "st", "street", "uid"}

// component takes a component of a distinguished name apart; false when its type is
// none that is known and could be a name as well.
func component(part string) (kind, value string, ok bool) {
	kind, value, ok = strings.Cut(part, "=")
	return strings.TrimSpace(kind), value, ok && slices.Contains(nameTypes, strings.ToLower(strings.TrimSpace(kind)))
}

// dn masks the parts of a distinguished name one by one, so that objects of one
// container stay together.
func (m *masker) dn(dn string) string {
	if dn == "" {
		return ""
	}
	parts := directory.SplitDN(dn)
	for i, p := range parts {
		kind, v, ok := component(p)
		switch v = directory.UnescapeRDN(v); {
		case !ok:
			parts[i] = m.plain(p)
		case strings.EqualFold(kind, "DC") && m.keepDomains && isLabel(v):
			parts[i] = kind + "=" + v
		default:
			parts[i] = kind + "=" + m.plain(v)
		}
	}
	return strings.Join(parts, ",")
}

// addressTypes are the types of addresses that a mask keeps.
var addressTypes = []string{"smtp", "sip", "x500", "x400", "eum", "spo"}

// value masks a text. An address keeps its form: type, part before the @, domain; so
// does a distinguished name.
func (m *masker) value(v string) string {
	if _, _, ok := component(directory.SplitDN(v)[0]); ok {
		return m.dn(v)
	}
	return m.plain(v)
}

// plain is value for what is no distinguished name.
func (m *masker) plain(v string) string {
	kind := ""
	if i := strings.IndexByte(v, ':'); i > 0 && slices.Contains(addressTypes, strings.ToLower(v[:i])) {
		kind, v = v[:i+1], v[i+1:]
	}
	at := strings.LastIndexByte(v, '@')
	switch {
	case v == "":
		return kind
	case at < 0:
		return kind + m.token('x', v)
	}
	local, domain := v[:at], m.domain(v[at+1:])
	if local != "" {
		local = m.token('x', local)
	}
	return kind + local + "@" + domain
}

// proposal masks what is proposed in the place of a value. The domain of an address is
// kept only where the value has the same: a repair can make words into one.
func (m *masker) proposal(v, of string) string {
	open := *m
	if strings.Contains(of, "@") && !strings.EqualFold(domainOf(v), domainOf(of)) {
		open.keepDomains = false
	}
	return open.value(v)
}

func domainOf(v string) string { return strings.TrimSpace(v[strings.LastIndexByte(v, '@')+1:]) }

// domain masks the name of a domain unless it is to be kept. What has not the form of
// one is masked in any case.
func (m *masker) domain(v string) string {
	if v == "" || m.keepDomains && isDomain(strings.TrimSpace(v)) {
		return v
	}
	return m.token('d', v) + ".example"
}

// isDomain reports whether a text has the form of the name of a domain: at least two
// labels.
func isDomain(v string) bool {
	labels := strings.Split(v, ".")
	return len(labels) > 1 && !slices.ContainsFunc(labels, func(l string) bool { return !isLabel(l) })
}

func isLabel(v string) bool {
	for i := range len(v) {
		if b := v[i] | 0x20; (b < 'a' || b > 'z') && (v[i] < '0' || v[i] > '9') && v[i] != '-' && v[i] != '_' {
			return false
		}
	}
	return v != ""
}

// token is a letter and ten more that stand for a text: 50 bits, so that among a
// million texts hardly two have the same.
func (m *masker) token(kind byte, v string) string {
	const letters = "abcdefghijkmnpqrstuvwxyz23456789"
	m.buf = directory.AppendLower(m.buf[:0], []byte(v))
	h := sipHash(m.k0, m.k1, m.buf)
	out := [11]byte{kind}
	for i := 1; i < len(out); i++ {
		out[i] = letters[h&31]
		h >>= 5
	}
	return string(out[:])
}

// sipHash is SipHash-2-4 (Aumasson and Bernstein, 2012): without the key nobody can
// tell by trying which text a mask stands for.
func sipHash(k0, k1 uint64, p []byte) uint64 {
	v := [4]uint64{k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573}
	rounds := func(n int) {
		for range n {
			v[0] += v[1]
			v[1] = bits.RotateLeft64(v[1], 13) ^ v[0]
			v[0] = bits.RotateLeft64(v[0], 32)
			v[2] += v[3]
			v[3] = bits.RotateLeft64(v[3], 16) ^ v[2]
			v[0] += v[3]
			v[3] = bits.RotateLeft64(v[3], 21) ^ v[0]
			v[2] += v[1]
			v[1] = bits.RotateLeft64(v[1], 17) ^ v[2]
			v[2] = bits.RotateLeft64(v[2], 32)
		}
	}
	last := uint64(len(p)) << 56
	for ; len(p) >= 8; p = p[8:] {
		word := binary.LittleEndian.Uint64(p)
		v[3] ^= word
		rounds(2)
		v[0] ^= word
	}
	for i, b := range p {
		last |= uint64(b) << (8 * i)
	}
	v[3] ^= last
	rounds(2)
	v[0] ^= last
	v[2] ^= 0xff
	rounds(4)
	return v[0] ^ v[1] ^ v[2] ^ v[3]
}
