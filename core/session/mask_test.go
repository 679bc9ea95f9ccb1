package session

import (
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"presync/core/report"
)

// marked makes texts that hold marks, which nothing else holds.
type marked struct {
	*rand.Rand
	domains []string // the marks in domains
}

// mark is a text that nothing else holds.
func (m *marked) mark() string {
	b := []byte("zq")
	for range 8 {
		b = append(b, byte('a'+m.IntN(26)))
	}
	return string(b)
}

func (m *marked) domain() string {
	v := m.mark()
	m.domains = append(m.domains, v)
	return v + m.one(".com", ".onmicrosoft.com", ".local", ".co.uk", ".c")
}

func (m *marked) one(list ...string) string { return list[m.IntN(len(list))] }

// name is what a person or a group may be called, good or bad.
func (m *marked) name() string {
	v := m.mark()
	switch m.IntN(12) {
	case 0:
		return v + ", " + m.mark()
	case 1:
		return v + m.one("@", " @", "@@", " at @ ") + m.mark()
	case 2:
		return v + "=" + m.mark() + ",OU=" + m.mark()
	case 3:
		return string([]rune{rune(0x4E00 + m.IntN(0x4000)), rune(0x4E00 + m.IntN(0x4000))})
	case 4:
		return m.one(" ", "") + v + m.one(" ", "  x", "\u200b", "\u00a0", "<b>", "&", `"`, "'", "|;:+*?/\\[]") + m.mark()
	case 5:
		return strings.Repeat(v, 30)
	}
	return v
}

// address is an address or something like one.
func (m *marked) address(domains []string) string {
	at := m.one("@", "@", "@", "@", "@@", "!")
	return m.one("", "", "", ".", " ", "é", "漢字") + m.one(m.mark(), m.name()) + m.one("", "", ".", "'", "+") + at +
		m.one(domains[m.IntN(len(domains))], domains[0], domains[0], m.mark()+" "+m.mark(), "")
}

// ldif is an on-premises directory; cloud accounts have values of its objects.
func (m *marked) ldif(domains []string) (ldif, cloud string) {
	var b, c strings.Builder
	c.WriteString("id,displayName,userPrincipalName,mail,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,userType\r\n")
	base := "DC=" + strings.ReplaceAll(domains[0], ".", ",DC=")
	units := []string{base, "OU=" + m.mark() + "," + base, `OU=` + m.mark() + `\, ` + m.mark() + "," + base}
	var seen []string
	again := func(v string) string { // makes duplicates
		if len(seen) > 0 && m.IntN(4) == 0 {
			return seen[m.IntN(len(seen))]
		}
		seen = append(seen, v)
		return v
	}
	for i := range 30 {
		line := func(attribute, v string) {
			fmt.Fprintf(&b, "%s:: %s\n", attribute, base64.StdEncoding.EncodeToString([]byte(v)))
		}
		name := m.name()
		line("dn", "CN="+strings.NewReplacer(`\`, `\\`, ",", `\,`, "=", `\=`, `"`, `\"`, "+", `\+`, ";", `\;`, "<", `\<`).Replace(name)+","+units[m.IntN(len(units))])
		class := m.one("user", "user", "group", "contact")
		b.WriteString("objectClass: top\nobjectClass: " + class + "\n")
		guid := fmt.Sprintf("%016d", m.Int64N(1e16))
		line("objectGUID", guid)
		line("cn", name)
		for _, a := range []string{"displayName", "givenName", "sn", "mailNickname", "sAMAccountName", "description", "userCertificate"} {
			if m.IntN(3) > 0 {
				line(a, again(m.name()))
			}
		}
		upn, mail := again(m.address(domains)), again(m.address(domains))
		line("userPrincipalName", upn)
		line("mail", mail)
		for range m.IntN(4) {
			line("proxyAddresses", m.one("smtp:", "SMTP:", "X500:/o=", "sip:", m.mark()[:5]+":", "")+again(m.address(domains)))
		}
		if class != "user" {
			line("targetAddress", again(m.address(domains)))
			line("member", "CN="+m.mark()+","+base)
		}
		b.WriteString("\n")
		if m.IntN(2) == 0 {
			cell := func(v string) string { return `"` + strings.ReplaceAll(v, `"`, `""`) + `",` }
			id := m.mark()
			c.WriteString(cell(m.one(id, "")) + cell(m.name()) + cell(m.one(upn, m.address(domains))) + cell(m.one(mail, m.address(domains))) +
				cell("SMTP:"+m.address(domains)+";smtp:"+mail) + cell(m.one("", base64.StdEncoding.EncodeToString([]byte(guid)), m.mark())) + m.one("True,", "False,", ",") + "Member\r\n")
		}
		if i%10 == 0 {
			fmt.Fprintf(&b, "%s %s\n%s: \n\n", m.mark(), m.mark(), m.mark()) // no record
		}
	}
	return b.String(), c.String()
}

// work loads a marked directory and decides about some of it.
func (m *marked) work(domains []string) *Session {
	onprem, cloud := m.ldif(domains)
	files := []string{onprem, cloud}
	s := New()
	open := func(i int) (io.Reader, error) { return strings.NewReader(files[i]), nil }
	s.Load(LoadRequest{
		Files: []FileSpec{{Name: m.mark() + "/" + m.mark() + ".ldf", Size: int64(len(onprem)), Role: "onprem"},
			{Name: m.mark() + "." + m.mark(), Size: int64(len(cloud)), Role: "cloud"}},
		Settings: Settings{
			VerifiedDomains: []string{domains[0], m.domain()}, InitialDomain: m.domain(), FederatedDomains: []string{m.domain()},
			Privileged: []string{m.mark() + "@" + domains[0], m.mark()}, AnchorAttribute: m.mark(), UPNSource: m.mark(),
			IncludeOU: []string{"DC=" + strings.ReplaceAll(domains[0], ".", ",DC=")}, ExcludeOU: []string{"OU=" + m.mark(), m.mark() + "=" + m.mark()},
			SuffixMap: map[string]string{domains[1]: domains[0], m.mark() + " " + m.mark(): m.domain()},
		},
	}, open, nil)
	s.Hash(open, nil)
	s.Decide(DecideRequest{Filter: &FindingsFilter{}, Action: ActionAcceptSafe})
	for n := range uint32(s.checked.Len()) {
		if n%7 == 0 {
			s.Decide(DecideRequest{Findings: []uint32{n}, Action: m.one("edit", "ignore", "keep", "remove"), Value: m.name(), Note: m.name()})
		}
	}
	return s
}

// Whatever a directory, its files, settings, decisions and an earlier run hold: a masked
// report holds nothing of it, but the domains when they are to be kept.
func TestMaskedReportHoldsNoMark(t *testing.T) {
	for seed := range uint64(5) {
		m := &marked{Rand: rand.New(rand.NewPCG(seed, 7))}
		domains := []string{m.domain(), m.domain(), m.domain()}
		s := m.work(domains)
		earlier := readDocument(t, writtenDocument(t, m.work(domains).Document(ReportQuery{})))
		s.SetBaseline(earlier)
		for _, q := range []ReportQuery{{}, {KeepDomains: true}, {Level: report.LevelFindings}, {Level: report.LevelSummary}} {
			q.Masked, q.Salt = true, []byte("sixteen bytes!!!")
			for _, format := range []string{ReportHTML, ReportJSON} {
				text := exported(t, s, ReportExport{ReportQuery: q, Format: format})
				var open []string
				if q.KeepDomains {
					open = m.domains
				}
				for _, leak := range leaks(text, open) {
					t.Errorf("seed %d, %+v, %s: the masked report holds %s", seed, q, format, leak)
				}
			}
		}
		if plain := exported(t, s, ReportExport{}); len(leaks(plain, nil)) < 5 {
			t.Errorf("seed %d: few marks stand in a plain report", seed)
		}
	}
}

// leaks are the first places where a text holds marks, but open ones, or letters that no
// text of presync holds.
func leaks(text string, open []string) []string {
	var out []string
	lower := strings.ToLower(text)
	for at := 0; ; at++ {
		i := strings.Index(lower[at:], "zq")
		if i < 0 {
			break
		}
		at += i
		mark := lower[at:min(len(lower), at+10)]
		if strings.Trim(mark, "abcdefghijklmnopqrstuvwxyz") == "" && !slices.Contains(open, mark) {
			out = append(out, fmt.Sprintf("%s in …%s…", mark, lower[max(0, at-60):min(len(lower), at+60)]))
		}
	}
	for i, r := range text {
		if unicode.Is(unicode.Han, r) {
			out = append(out, fmt.Sprintf("%c in …%s…", r, strings.ToValidUTF8(text[max(0, i-60):min(len(text), i+60)], "")))
		}
	}
	return out[:min(len(out), 5)]
}

// Without a secret masks could be tried out, so there is no report without one.
func TestMaskedReportNeedsSalt(t *testing.T) {
	s, _ := loadSample(t)
	if _, fail := s.Report(ReportExport{ReportQuery: ReportQuery{Masked: true, Salt: make([]byte, report.SaltSize-1)}}, nil); fail == nil {
		t.Error("a report is masked without a secret")
	}
}
