package idfix

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
	"presync/core/message"
)

// patterns are IdFix's patterns for addresses; \n? stands for .NET's $, which
// matches before a final line feed too.
var (
	domainPattern  = regexp.MustCompile(`@(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z]{2,17}\n?\z`)
	localPattern   = regexp.MustCompile("\\A[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*@")
	addressPattern = regexp.MustCompile(localPattern.String() + domainPattern.String()[1:])
	notDomain      = regexp.MustCompile(`[^a-zA-Z0-9.-]`)
	notLocal       = regexp.MustCompile("[^a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]")
)

// address is the rule for addresses written down with patterns, as slow as it is
// plain.
func address(value string, tlds map[string]struct{}) (flags, string) {
	prefix, t := "", value
	if strings.Contains(strings.ToLower(value), "smtp:") {
		i := strings.IndexByte(value, ':') + 1
		prefix, t = strings.TrimFunc(value[:i], isSpace), value[i:]
	}
	var f flags
	if i := strings.LastIndexByte(t, '.'); i >= 0 && i < len(t)-1 {
		if _, ok := tlds[strings.ToLower(t[i+1:])]; !ok {
			f |= flagTopLevelDomain
		}
	}
	if !domainPattern.MatchString(t) {
		f |= flagDomainPart
		if i := strings.LastIndexByte(t, '@'); i >= 0 {
			t = t[:i+1] + notDomain.ReplaceAllString(t[i+1:], "")
		}
	}
	if !localPattern.MatchString(t) || strings.Count(t, "@") > 1 {
		f |= flagLocalPart
		if i := strings.LastIndexByte(t, '@'); i >= 0 {
			t = strings.ReplaceAll(notLocal.ReplaceAllString(t[:i], "")+t[i:], ".@", "@")
		}
	}
	if !addressPattern.MatchString(t) {
		f |= flagFormat
	}
	return f, prefix + t
}

func TestAddressesAgreeWithIdFixPatterns(t *testing.T) {
	pieces := []string{"a", "Z", "7", ".", "..", "-", "@", "@", "_", "'", " ", "é", "Ü", "\n", ":", "smtp:", "SMTP:", "x@y.com",
		"contoso", ".com", ".local", ".c", "&", "/", "\u00a0", "\u3000", "(", ".abcdefghijklmnopq", ".abcdefghijklmnopqr", ".рф", "😀"}
	tlds := acceptedDomains([]string{".com", "рф", ".abcdefghijklmnopq", ".c"})
	tr := &trial{domains: tlds}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 60_000 {
		var b strings.Builder
		for range 1 + rnd.IntN(9) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		v := b.String()
		tr.failed, tr.value = tr.failed[:0], []byte(v)
		mailAddress(tr)
		var got flags
		if len(tr.failed) > 0 {
			got = tr.failed[0]
		}
		want, proposal := address(v, tlds)
		if got != want || want != 0 && string(tr.value) != proposal {
			t.Fatalf("%q: got %q %s, want %q %s", v, tr.value, got, proposal, want)
		}
	}
}

func TestLengthsAreUTF16(t *testing.T) {
	for v, want := range map[string]int{"": 0, "abc": 3, "é": 1, "€uro": 4, "😀": 2, "a😀b": 4} {
		if got := directory.Units([]byte(v)); got != want {
			t.Errorf("%q: %d units, want %d", v, got, want)
		}
	}
	for _, c := range []struct {
		v     string
		limit int
		want  string
	}{
		{"abcdef", 3, "abc"}, {"éèê", 2, "éè"}, {"a😀b", 3, "a😀"}, {"a😀b", 2, "a\xed\xa0\xbd"}, {"ab", 5, "ab"}, {"ab", 0, ""},
	} {
		if got := cut([]byte(c.v), c.limit); string(got) != c.want {
			t.Errorf("%q cut to %d: %q, want %q", c.v, c.limit, got, c.want)
		}
	}
}

func TestHalfACharacterIsWrittenAsEscape(t *testing.T) {
	row := Row{DN: "CN=\"a\"", Update: string(cut([]byte("x😀"), 2)), NoValue: true, Value: "", CN: "tab\tline\n€😀\\"}
	got := string(row.AppendJSON(nil))
	for _, want := range []string{`"update":"x\ud83d"`, `"value":null`, `"dn":"CN=\"a\""`, `"cn":"tab\u0009line\u000a€😀\\"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s has no %s", got, want)
		}
	}
}

func TestCultureComparison(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Strasse", "straße", true}, {"ÆON", "aeon", true}, {"cœur", "COEUR", true}, {"cafe\u0301", "CAFÉ", true},
		{"a\x00b", "ab", true}, {"cafe", "café", false}, {"a b", "ab", false}, {"ab", "ab ", false},
	} {
		if got := bytes.Equal(fold(nil, []byte(c.a)), fold(nil, []byte(c.b))); got != c.same {
			t.Errorf("%q and %q: same %v, want %v", c.a, c.b, got, c.same)
		}
	}
}

// entry is an object for a test: attribute and value in turn.
type entry []string

func store(t *testing.T, entries ...entry) *directory.Store {
	t.Helper()
	s := directory.NewStore()
	file := s.AddFile("test.ldf")
	for _, e := range entries {
		s.Begin(file)
		class := directory.ClassUnknown
		for i := 0; i < len(e); i += 2 {
			a, ok := directory.AttrByName(e[i])
			if !ok {
				t.Fatalf("no attribute %s", e[i])
			}
			s.Files[file].Exported.Add(a)
			s.Add(a, []byte(e[i+1]))
			if a == directory.ObjectClass {
				var f directory.ClassFolder
				f.Add([]byte(e[i+1]))
				class = f.Class()
			}
		}
		s.End(class, directory.Location{File: file})
	}
	return s
}

func person(class, cn string, more ...string) entry {
	return append(entry{"distinguishedName", "CN=" + cn + ",DC=x", "objectClass", class, "cn", cn}, more...)
}

func TestSkippedObjects(t *testing.T) {
	for _, c := range []struct {
		name      string
		entry     entry
		mt, dedic bool
	}{
		{"computer account", person("user", "PC$"), true, true},
		{"prefix in any case", person("contact", "GUESTHOUSE"), true, true},
		{"prefix inside", person("user", "The Guest"), false, false},
		{"conflict", person("user", "Bob\\0ACNF:1"), true, true},
		{"critical", person("user", "A", "isCriticalSystemObject", " True "), true, false},
		{"not critical", person("user", "A", "isCriticalSystemObject", "FALSE"), false, false},
		{"odd truth value ends the tests", person("user", "A", "isCriticalSystemObject", "1", "sAMAccountName", "CAS_1"), false, false},
		{"account", person("user", "A", "sAMAccountName", "msol_1"), true, false},
		{"account of a group", person("group", "A", "sAMAccountName", "MSOL_1", "groupType", "2", "proxyAddresses", "x"), false, false},
		{"alias", person("user", "A", "mailNickname", "SystemMailbox{1}"), true, false},
		{"hidden", person("user", "A", "displayName", "MSOL 1", "msExchHideFromAddressLists", "true"), true, false},
		{"not hidden", person("user", "A", "displayName", "MSOL 1", "msExchHideFromAddressLists", "false"), false, false},
		{"hidden, odd", person("user", "A", "displayName", "MSOL 1", "msExchHideFromAddressLists", "x", "msExchRecipientTypeDetails", "0x1000"), false, false},
		{"type in hexadecimal", person("user", "A", "msExchRecipientTypeDetails", "0x4000"), true, false},
		{"type in decimal", person("user", "A", "msExchRecipientTypeDetails", "4096"), false, false},
		{"type of inetOrgPerson", person("inetOrgPerson", "A", "msExchRecipientTypeDetails", "0x4000"), false, false},
		{"security group without mail", person("group", "A", "groupType", "-2147483646"), true, false},
		{"distribution group without addresses", person("group", "A", "groupType", "2"), true, false},
		{"group without a type", person("group", "A"), false, false},
		{"group of an odd type", person("group", "A", "groupType", "x"), false, false},
	} {
		o := object{store: store(t, c.entry)}
		o.load(0)
		if got := o.skipped(false); got != c.mt {
			t.Errorf("%s: Multi-Tenant skips it: %v, want %v", c.name, got, c.mt)
		}
		if got := o.skipped(true); got != c.dedic {
			t.Errorf("%s: Dedicated skips it: %v, want %v", c.name, got, c.dedic)
		}
	}
}

func TestEmptyValuesArePresent(t *testing.T) {
	s := store(t, person("user", "A", "displayName", "", "mail", "a@contoso.com", "targetAddress", ""),
		person("contact", "B", "displayName", "B", "mail", "b@contoso.com", "targetAddress", "", "mailNickname", "", "givenName", "Ann"))
	tlds := []string{"com"}
	got := printed(Run(s, Options{TopLevelDomains: tlds}, nil))
	want := []string{
		`"attribute":"displayName","value":"","errors":"Blank","proposedAction":"Edit","update":"A"`,
		`"dn":"CN=A,DC=x","cn":"A","objectType":"contact","attribute":"targetAddress","value":"","errors":"Duplicate"`,
		`"dn":"CN=B,DC=x","cn":"B","objectType":"contact","attribute":"targetAddress","value":"","errors":"Duplicate"`,
	}
	expect(t, got, want)
	got = printed(Run(s, Options{Dedicated: true, TopLevelDomains: tlds}, nil))
	want = []string{
		`"attribute":"targetAddress","value":"","errors":"Blank","proposedAction":"Edit","update":""`,
		`"attribute":"mailnickname","value":"","errors":"Blank","proposedAction":"Edit","update":"Ann"`,
		`"attribute":"targetAddress","value":"","errors":"Blank","proposedAction":"Edit","update":"SMTP:b@contoso.com"`,
	}
	expect(t, got, want)
}

// expect looks for a text in each printed row.
func expect(t *testing.T, printed, want []string) {
	t.Helper()
	if len(printed) != len(want)+1 {
		t.Fatalf("%d rows, want %d: %q", len(printed)-1, len(want), printed)
	}
	for i, w := range want {
		if !strings.Contains(printed[i], w) {
			t.Errorf("%s, want %s", printed[i], w)
		}
	}
}

func TestObjectCategoryDecides(t *testing.T) {
	const schema = ",CN=Schema,CN=Configuration,DC=x"
	s := store(t, person("user", "A", "objectCategory", "CN=Computer"+schema), person("user", "B", "objectCategory", "cn=person"+schema),
		person("organizationalUnit", "C"), person("person", "D"), person("computer", "E"), person("user", "F"))
	if got := Run(s, Options{}, nil).Totals().Found; got != 3 {
		t.Errorf("%d objects found, want B, D and F", got)
	}
}

func TestNotes(t *testing.T) {
	s := store(t, person("user", "A", "displayName", "a"), entry{"distinguishedName", "CN=B,DC=x", "objectClass", "user"},
		entry{"distinguishedName", "CN=C,DC=x", "cn", "C"})
	r := Run(s, Options{}, nil)
	if id, ok := r.Stopped(); !ok || id != 1 || r.UnknownClass() != 1 {
		t.Errorf("stopped %v %v, unknown %d", id, ok, r.UnknownClass())
	}
	var ids []string
	for _, n := range r.Notes() {
		ids = append(ids, n.Text.ID)
		for _, m := range []message.Message{n.Text, n.Advice} {
			if !m.IsZero() && strings.ContainsAny(m.String(), "{}[") {
				t.Errorf("unfinished text: %s", m)
			}
		}
	}
	if !slices.Equal(ids, []string{"idfix.stopped", "idfix.unknown", "idfix.tlds"}) {
		t.Errorf("notes %q", ids)
	}
}

func TestCommonNameFromTheDistinguishedName(t *testing.T) {
	s := store(t, entry{"distinguishedName", `CN=Silva\, Bruno,DC=x`, "objectClass", "user"})
	r := Run(s, Options{}, nil)
	if _, stopped := r.Stopped(); stopped || r.Len() != 1 || r.At(0).Update != "Silva, Bruno" {
		t.Errorf("stopped %v, %q", stopped, printed(r))
	}
}
