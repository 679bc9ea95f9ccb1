package report

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"path"
	"slices"
	"strconv"
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

// Mask is a report in which nothing names a person, an object or a domain: names,
// distinguished names, addresses and values are replaced by masks, and what cannot be
// masked without losing its meaning is left out. Within one report equal texts,
// letter case ignored, have equal masks, so that duplicates stay visible. Another
// salt (random bytes, at most 16 of which count) gives other masks. keepDomains leaves
// domain names as they are.
func Mask(d *Document, salt []byte, keepDomains bool) *Document {
	m := newMasker(salt, keepDomains)
	out := *d
	out.Masked, out.KeepsDomains, out.Settings = true, keepDomains, nil
	out.Files = m.files(d.Files)
	out.Chosen = slices.Clone(d.Chosen)
	for i := range out.Chosen {
		if s := &out.Chosen[i]; s.Names && !s.Default {
			s.Values = m.all(s.Values)
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
		f.Value, f.Proposal, f.Why = m.value(f.Value), m.value(f.Proposal), m.text(f.Why)
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

// masker makes masks of texts.
type masker struct {
	k0, k1      uint64
	keepDomains bool
	buf         []byte
}

func newMasker(salt []byte, keepDomains bool) *masker {
	var key [16]byte
	copy(key[:], salt)
	return &masker{k0: binary.LittleEndian.Uint64(key[:8]), k1: binary.LittleEndian.Uint64(key[8:]), keepDomains: keepDomains}
}

// files hides the names of files, which often name a company, but not their kind.
func (m *masker) files(list []File) []File {
	list = slices.Clone(list)
	for i := range list {
		f := &list[i]
		f.Name = "file-" + strconv.Itoa(f.Source+1) + path.Ext(f.Name)
		f.Choices = nil
	}
	return list
}

func (m *masker) all(values []string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		if strings.Contains(v, "=") {
			out[i] = m.dn(v)
		} else {
			out[i] = m.value(v)
		}
	}
	return out
}

// openArgs are the arguments of texts that tell nothing of a value but its defect.
var openArgs = []string{"chars", "date", "filter", "attributes", "certificates"}

// text masks the arguments of a text but numbers and those in openArgs.
func (m *masker) text(t Text) Text {
	t.Args = slices.Clone(t.Args)
	for i := range t.Args {
		a := &t.Args[i]
		switch {
		case a.Kind != message.Words || slices.Contains(openArgs, a.Name):
		case a.Name == "suffix" || a.Name == "target":
			a.Text = m.domain(a.Text)
		default:
			a.Text = m.value(a.Text)
		}
	}
	return t
}

// dn masks the parts of a distinguished name one by one, so that objects of one
// container stay together.
func (m *masker) dn(dn string) string {
	if dn == "" {
		return ""
	}
	parts := directory.SplitDN(dn)
	for i, p := range parts {
		kind, v, ok := strings.Cut(p, "=")
		switch {
		case !ok:
			parts[i] = m.value(p)
		case strings.EqualFold(strings.TrimSpace(kind), "DC") && m.keepDomains:
		default:
			parts[i] = kind + "=" + m.value(directory.UnescapeRDN(v))
		}
	}
	return strings.Join(parts, ",")
}

// value masks a text. An address keeps its form: type, part before the @, domain.
func (m *masker) value(v string) string {
	if v == "" {
		return ""
	}
	at := strings.LastIndexByte(v, '@')
	if at < 0 {
		return m.token('x', v)
	}
	local, kind := v[:at], ""
	if i := strings.IndexByte(local, ':'); i > 0 && i <= 5 && isLetters(local[:i]) {
		local, kind = local[i+1:], local[:i+1]
	}
	if local != "" {
		local = m.token('x', local)
	}
	return kind + local + "@" + m.domain(v[at+1:])
}

func (m *masker) domain(v string) string {
	if v == "" || m.keepDomains {
		return v
	}
	return m.token('d', v) + ".example"
}

func isLetters(s string) bool {
	for i := range len(s) {
		if b := s[i] | 0x20; (b < 'a' || b > 'z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
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
