package change

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"
	"github.com/go-ldap/ldif"
	"pgregory.net/rapid"

	"presync/core/directory"
	"presync/core/rules"
)

// hostile are values that break files written carelessly.
var hostile = []string{
	`O'Neil "Tim"`, "`$(Remove-Item C:\\)`", "$(whoami)", "line\nbreak", "line\r\ndn: CN=Other,DC=x\r\nchangetype: delete",
	" leading", "trailing ", "nul\x00inside", "\u202eright to left", "\u200b", "emoji 😀", "‘quoted’ ‚and‛", ": colon", "< file:///etc/passwd",
	"=1+1", "@SUM(A1)", "-1", "\ttab", "#comment", strings.Repeat("long äö", 1429), "日本語", "\x7f", "\u2028", "%s %TEMP% !x!", `\0A\,`, "a;b,c|d", "'; Exit; '",
	"’; Exit; ’", "@'\nhere\n'@", "{0}", "\ufeff", "-",
}

// apply carries out the requests of an LDIF file on the values of objects, as a
// directory would: it fails where a value to delete is not there, or one to add is.
func apply(t require, text string, held map[string]map[string][]string) {
	t.Helper()
	l, err := ldif.Parse(text)
	if err != nil {
		t.Fatalf("go-ldap/ldif: %v\n%s", err, text)
	}
	for _, e := range l.Entries {
		if e.Modify == nil {
			t.Fatalf("a record that modifies nothing: %+v", e)
		}
		object, ok := held[e.Modify.DN]
		if !ok {
			t.Fatalf("an unknown object %q", e.Modify.DN)
		}
		for _, c := range e.Modify.Changes {
			object[c.Modification.Type] = modified(t, object[c.Modification.Type], c)
		}
	}
}

// require is what helpers need of a test, be it one of rapid's.
type require interface {
	Helper()
	Fatalf(format string, args ...any)
}

func modified(t require, values []string, c ldap.Change) []string {
	t.Helper()
	switch m := c.Modification; c.Operation {
	case ldap.ReplaceAttribute:
		return m.Vals
	case ldap.DeleteAttribute:
		if len(m.Vals) == 0 {
			return nil
		}
		for _, v := range m.Vals {
			i := slices.Index(values, v)
			if i < 0 {
				t.Fatalf("%s: no value %q", m.Type, v)
			}
			values = slices.Delete(slices.Clone(values), i, i+1)
		}
		return values
	default:
		for _, v := range m.Vals {
			if slices.ContainsFunc(values, func(o string) bool { return strings.EqualFold(o, v) }) {
				t.Fatalf("%s: %q is there already", m.Type, v)
			}
			values = append(slices.Clone(values), v)
		}
		return values
	}
}

// holdings are the values of all objects of a store, by name.
func holdings(s *directory.Store) map[string]map[string][]string {
	out := map[string]map[string][]string{}
	for id := range directory.ID(s.Len()) {
		values := map[string][]string{}
		for _, a := range writable.List() {
			for _, v := range s.Values(id, a) {
				values[a.String()] = append(values[a.String()], string(v))
			}
		}
		out[string(s.Get(id, directory.DN))] = values
	}
	return out
}

// sorted is a holding in one order, attributes without values left out.
func sorted(held map[string]map[string][]string) string {
	var lines []string
	for dn, object := range held {
		for a, values := range object {
			for _, v := range values {
				lines = append(lines, dn+"\x00"+a+"\x00"+v)
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\x01")
}

// genDecisions draws decisions of every kind about a store.
func genDecisions(t *rapid.T, s *directory.Store) []Decision {
	value := rapid.OneOf(rapid.SampledFrom(hostile), rapid.StringN(1, 20, -1), rapid.SampledFrom([]string{"a@x", "b@x", "smtp:a@x"}))
	var out []Decision
	for range rapid.IntRange(0, 8).Draw(t, "decisions") {
		d := Decision{
			Object: directory.ID(rapid.IntRange(0, s.Len()-1).Draw(t, "object")),
			Attr:   rapid.SampledFrom([]directory.Attr{directory.Mail, directory.ProxyAddresses, directory.DisplayName}).Draw(t, "attribute"),
			Action: rapid.SampledFrom([]Action{Edit, Edit, Remove, Keep, Ignore}).Draw(t, "action"),
		}
		if d.Ref = ref(s, d.Object, d.Attr, rapid.IntRange(0, 3).Draw(t, "value")); d.Ref == rules.NoRef && d.Action == Remove {
			continue
		}
		if d.Action == Edit {
			d.Value = []byte(value.Draw(t, "new value"))
		}
		out = append(out, d)
	}
	return out
}

func genStore(t *rapid.T, tb testing.TB) *directory.Store {
	var objects []object
	for i := range rapid.IntRange(1, 4).Draw(t, "objects") {
		o := object{dn: "CN=" + string(rune('A'+i)) + rapid.SampledFrom(append([]string{"", `Silva\, Bruno`}, hostile...)).Draw(t, "name") + ",DC=x",
			guid: string(bytes.Repeat([]byte{byte('0' + i)}, 16))}
		seen := map[string]bool{}
		for range rapid.IntRange(0, 4).Draw(t, "proxies") {
			v := rapid.SampledFrom(append([]string{"smtp:a@x", "smtp:b@x"}, hostile...)).Draw(t, "proxy")
			if !seen[strings.ToLower(v)] {
				seen[strings.ToLower(v)] = true
				o.values = append(o.values, "proxyAddresses: "+v)
			}
		}
		if rapid.Bool().Draw(t, "has mail") {
			o.values = append(o.values, "mail: "+rapid.SampledFrom(hostile).Draw(t, "mail"))
		}
		objects = append(objects, o)
	}
	return store(tb, objects...)
}

// TestLDIFDoesAndUndoes: what is written reads back as the changes that were
// meant, a directory accepts it value by value, and the undo file leads back.
func TestLDIFDoesAndUndoes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := genStore(rt, t)
		set := Collapse(s, genDecisions(rt, s))
		opt := Options{Guard: rapid.Bool().Draw(rt, "guard")}
		held := holdings(s)
		before := sorted(held)
		apply(rt, written(rt, set, opt), held)
		want := holdings(s)
		for _, c := range set.Changes {
			var after []string
			for _, v := range c.After() {
				after = append(after, string(v))
			}
			want[c.DN][c.Attr.String()] = after
		}
		if got, want := sorted(held), sorted(want); got != want {
			rt.Fatalf("after the changes\n%q\nwant\n%q", got, want)
		}
		apply(rt, written(rt, set.Inverse(), opt), held)
		if got := sorted(held); got != before {
			rt.Fatalf("after the undo\n%q\nbefore\n%q", got, before)
		}
	})
}

func written(t require, set *Set, opt Options) string {
	t.Helper()
	var out bytes.Buffer
	if omitted, err := WriteLDIF(&out, set, opt); err != nil || omitted > 0 {
		t.Fatalf("%d objects left out, %v", omitted, err)
	}
	for i, b := range out.Bytes() {
		if b > '~' || b < ' ' && b != '\r' && b != '\n' {
			t.Fatalf("byte %d is %#x, which needs base64", i, b)
		}
	}
	return out.String()
}

func TestObjectsWithoutANameAreLeftOutOfLDIF(t *testing.T) {
	s := store(t, object{guid: "0123456789abcdef", values: []string{"mail: a@x"}})
	var out bytes.Buffer
	if omitted, err := WriteLDIF(&out, Collapse(s, []Decision{edit(s, 0, directory.Mail, 0, "b@x")}), Options{}); omitted != 1 || err != nil || out.Len() > 0 {
		t.Errorf("%d left out, %v: %s", omitted, err, &out)
	}
}

// sample is a small directory with decisions of every kind, for the golden files.
func sample(t testing.TB) *Set {
	s := store(t,
		object{`CN=Silva\, Bruno,OU=Staff,DC=contoso,DC=com`, "0123456789abcdef", []string{
			"cn: Silva, Bruno", "userPrincipalName: bruno @contoso.com", "mail: bruno@contoso.com",
			"proxyAddresses: SMTP:bruno@contoso.com", "proxyAddresses: smtp:b silva@contoso.com", "proxyAddresses: smtp:old@contoso.com"}},
		object{"CN=Zoë Müller,OU=Staff,DC=contoso,DC=com", "fedcba9876543210", []string{
			"cn: Zoë Müller", "displayName:  Zoë", "targetAddress: SMTP:zoe@fabrikam.com"}},
		object{"CN=" + strings.Repeat("Long name ", 10) + ",DC=contoso,DC=com", "", []string{"cn: Long name"}})
	return Collapse(s, []Decision{
		edit(s, 0, directory.UserPrincipalName, 0, "bruno@contoso.com"),
		edit(s, 0, directory.ProxyAddresses, 1, "smtp:bsilva@contoso.com"),
		remove(s, 0, directory.ProxyAddresses, 2),
		{Attr: directory.DisplayName, Ref: rules.NoRef, Value: []byte("Bruno ‘Bo’ Silva")},
		edit(s, 1, directory.DisplayName, 0, "Zoë"),
		remove(s, 1, directory.TargetAddress, 0),
		{Object: 2, Attr: directory.MailNickname, Ref: rules.NoRef, Value: []byte("=long")},
		edit(s, 0, directory.Mail, 0, "bruno@contoso.com"),
	})
}

var update = flag.Bool("update", false, "write the files of testdata/change anew")

// golden compares with a file of testdata/change.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "change", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s differs (%v); it would be\n%s", path, err, got)
	}
}

func TestLDIFFiles(t *testing.T) {
	set := sample(t)
	golden(t, "changes.ldf", []byte(written(t, set, Options{})))
	golden(t, "changes-guarded.ldf", []byte(written(t, set, Options{Guard: true})))
	golden(t, "undo.ldf", []byte(written(t, set.Inverse(), Options{})))
	golden(t, "undo-guarded.ldf", []byte(written(t, set.Inverse(), Options{Guard: true})))
}
