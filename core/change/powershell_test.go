package change

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"presync/core/directory"
)

// tokens reads PowerShell as far as the calls of the scripts use it, by the rules
// of about_Quoting_Rules and about_Special_Characters (Microsoft): a string in
// single quotation marks ends at the next one that is not doubled, whichever of
// the five characters ' U+2018 U+2019 U+201A U+201B it is, and nothing inside has
// a meaning. Whatever stands outside of strings is returned word by word; a string
// comes with a leading apostrophe. A comment reaches to the end of its line and is left
// out. Everything that could run, expand or continue is an error.
func tokens(t require, text string) []string {
	t.Helper()
	var out []string
	for r := []rune(text); len(r) > 0; {
		switch c := r[0]; {
		case c == ' ' || c == '\r' || c == '\n':
			r = r[1:]
		case isSingleQuote(c):
			value, rest := singleQuoted(t, r[1:])
			out, r = append(out, "'"+value), rest
		case c == '#':
			for len(r) > 0 && r[0] != '\r' && r[0] != '\n' {
				r = r[1:]
			}
		case strings.ContainsRune("(){};=,@|:", c):
			out, r = append(out, string(c)), r[1:]
		default:
			n := 0
			for n < len(r) && (r[n] == '-' || r[n] == '$' || r[n] >= 'a' && r[n] <= 'z' || r[n] >= 'A' && r[n] <= 'Z' || r[n] >= '0' && r[n] <= '9') {
				n++
			}
			if n == 0 {
				t.Fatalf("%q stands outside of a string", r[0])
			}
			out, r = append(out, string(r[:n])), r[n:]
		}
	}
	return out
}

func isSingleQuote(r rune) bool { return strings.ContainsRune("'\u2018\u2019\u201a\u201b", r) }

func singleQuoted(t require, r []rune) (string, []rune) {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(r); i++ {
		if isSingleQuote(r[i]) {
			if i+1 == len(r) || !isSingleQuote(r[i+1]) {
				return b.String(), r[i+1:]
			}
			i++
		}
		b.WriteRune(r[i])
	}
	t.Fatalf("a string does not end: %q", string(r))
	return "", nil
}

// decoded replaces ( ConvertFrom-Base64 'text ) by the string that it makes.
func decoded(t require, in []string) []string {
	t.Helper()
	var out []string
	for i := 0; i < len(in); i++ {
		if in[i] == "(" && i+3 < len(in) && in[i+1] == "ConvertFrom-Base64" && in[i+3] == ")" {
			v, err := base64.StdEncoding.DecodeString(in[i+2][1:])
			if err != nil {
				t.Fatalf("%v", err)
			}
			out = append(out, "'"+string(v))
			i += 3
			continue
		}
		out = append(out, in[i])
	}
	return out
}

// calls is the part of a script that holds the changes.
func calls(t require, set *Set) string {
	t.Helper()
	var out bytes.Buffer
	if omitted, err := WritePowerShell(&out, set, "changes"); err != nil || omitted > 0 {
		t.Fatalf("%d left out, %v", omitted, err)
	}
	head, tail, _ := strings.Cut(strings.NewReplacer(totalMark, fmt.Sprint(set.Objects()), nameMark, "changes", "\n", "\r\n").Replace(script), "#CHANGES\r\n")
	text, begun := strings.CutPrefix(out.String(), "\ufeff"+head)
	text, ended := strings.CutSuffix(text, tail)
	if !begun || !ended {
		t.Fatalf("the frame is not that of the template")
	}
	return text
}

// meant are the tokens that a set has to come out as.
func meant(set *Set) []string {
	var out []string
	list := func(values []string) {
		out = append(out, "@", "(")
		for i, v := range values {
			if i > 0 {
				out = append(out, ",")
			}
			out = append(out, "'"+v)
		}
		out = append(out, ")")
	}
	for object := range set.byObject() {
		id := object[0].DN
		if g := object[0].GUID; g != nil {
			id = directory.GUIDText(g)
		}
		out = append(out, "Update-Object", "-Id", "'"+id, "-Name", "'"+object[0].DN, "-Changes", "@", "(")
		for _, c := range object {
			olds, news := c.touched()
			out = append(out, "@", "{", "Attribute", "=", "'"+c.Attr.String(), ";", "Set", "=", fmt.Sprintf("$%v", c.multi()), ";", "Old", "=")
			list(olds)
			out = append(out, ";", "New", "=")
			list(news)
			out = append(out, "}")
		}
		out = append(out, ")")
	}
	return out
}

// TestPowerShellHoldsExactlyTheChanges: whatever the values are, the script reads
// as the calls that were meant, and nothing beside them.
func TestPowerShellHoldsExactlyTheChanges(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := genStore(rt, t)
		set := Collapse(s, genDecisions(rt, s))
		for _, set := range []*Set{set, set.Inverse()} {
			if got, want := decoded(rt, tokens(rt, calls(rt, set))), meant(set); !slices.Equal(got, want) {
				rt.Fatalf("got  %q\nwant %q", got, want)
			}
		}
	})
}

func TestQuoting(t *testing.T) {
	for _, v := range hostile {
		q := quote(v)
		if got := decoded(t, tokens(t, q)); len(got) != 1 || got[0] != "'"+v {
			t.Errorf("%q is written %s and read %q", v, q, got)
		}
	}
	for v, want := range map[string]string{
		"O'Neil":         `'O''Neil'`,
		"$(whoami)`n":    "'$(whoami)`n'",
		"a\u2018; b":     "'a\u2018\u2018; b'",
		"a\nb":           "(ConvertFrom-Base64 'YQpi')",
		"\u202eright":    "(ConvertFrom-Base64 '4oCucmlnaHQ=')",
		"Zoë 😀":          "'Zoë 😀'",
		"no-break\u00a0": "(ConvertFrom-Base64 'bm8tYnJlYWvCoA==')",
	} {
		if got := quote(v); got != want {
			t.Errorf("%q: got %s, want %s", v, got, want)
		}
	}
}

func TestValuesThatAreNoTextAreLeftOutOfPowerShell(t *testing.T) {
	s := store(t, object{dn: "CN=A", values: []string{"mail: a\xff@x"}})
	var out bytes.Buffer
	if omitted, err := WritePowerShell(&out, Collapse(s, []Decision{remove(s, 0, directory.Mail, 0)}), "changes"); omitted != 1 || err != nil {
		t.Errorf("%d left out, %v", omitted, err)
	}
}

func TestPowerShellFiles(t *testing.T) {
	set := sample(t)
	for name, set := range map[string]*Set{"changes": set, "undo": set.Inverse()} {
		var out bytes.Buffer
		if _, err := WritePowerShell(&out, set, name); err != nil {
			t.Fatal(err)
		}
		golden(t, name+".ps1", out.Bytes())
	}
}
