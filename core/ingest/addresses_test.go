package ingest

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func cutAddresses(v string, blankJoined bool) []string {
	var out []string
	for b := []byte(v); ; {
		end, next := cutAddress(b, blankJoined)
		out = append(out, string(b[:end]))
		if next == len(b) {
			return out
		}
		b = b[next:]
	}
}

func TestJoinedAddresses(t *testing.T) {
	const x500 = "X500:/o=Contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=anna"
	const x400 = "X400:C=us;A= ;P=Contoso;O=Exchange;S=Berg;G=Anna;"
	for _, c := range []struct {
		text  string
		blank bool
		want  []string
	}{
		{"SMTP:a@contoso.com", false, []string{"SMTP:a@contoso.com"}},
		{"SMTP:a@contoso.com|smtp:b@contoso.com", false, []string{"SMTP:a@contoso.com", "smtp:b@contoso.com"}},
		{"SMTP:a@contoso.com;smtp:b@contoso.com", false, []string{"SMTP:a@contoso.com", "smtp:b@contoso.com"}},
		{"SMTP:a@contoso.com; smtp:b@contoso.com", false, []string{"SMTP:a@contoso.com", "smtp:b@contoso.com"}},
		{"SMTP:a@contoso.com,smtp:b@contoso.com", false, []string{"SMTP:a@contoso.com", "smtp:b@contoso.com"}},
		{"SMTP:a@contoso.com, sip:b@contoso.com", false, []string{"SMTP:a@contoso.com", "sip:b@contoso.com"}},
		{"SMTP:a@contoso.com | smtp:b@contoso.com", false, []string{"SMTP:a@contoso.com", "smtp:b@contoso.com"}},
		{"SMTP:a@contoso.com smtp:b@contoso.com", true, []string{"SMTP:a@contoso.com", "smtp:b@contoso.com"}},
		{"SMTP:a@contoso.com\r\nsmtp:b@contoso.com\nsip:c", false, []string{"SMTP:a@contoso.com", "smtp:b@contoso.com", "sip:c"}},
		{"SMTP:anna+tag@contoso.com+smtp:anna@contoso.com", false, []string{"SMTP:anna+tag@contoso.com", "smtp:anna@contoso.com"}},
		{x500 + " SMTP:a@contoso.com", true, []string{x500, "SMTP:a@contoso.com"}},
		{"SMTP:a@contoso.com|" + x500 + "|" + x400, false, []string{"SMTP:a@contoso.com", x500, x400}},
		{x400 + "|SMTP:a@contoso.com", false, []string{x400, "SMTP:a@contoso.com"}},
		{x400 + ";SMTP:a@contoso.com", false, []string{x400, "SMTP:a@contoso.com"}},
		{x400 + " SMTP:a@contoso.com", true, []string{x400, "SMTP:a@contoso.com"}},
		{"X400:C=us;DDA:RFC-822=anna(a)contoso.com;|smtp:b", false, []string{"X400:C=us;DDA:RFC-822=anna(a)contoso.com;", "smtp:b"}},
		// Blanks that are a defect of the value stay.
		{"SMTP:a@contoso.com |smtp:b@contoso.com", false, []string{"SMTP:a@contoso.com ", "smtp:b@contoso.com"}},
		{"SMTP:a@contoso.com| smtp:b@contoso.com", false, []string{"SMTP:a@contoso.com", " smtp:b@contoso.com"}},
		{"SMTP: bob@contoso.com|smtp:b", false, []string{"SMTP: bob@contoso.com", "smtp:b"}},
		// Not before a type: not cut.
		{"SMTP:a,b@contoso.com", false, []string{"SMTP:a,b@contoso.com"}},
		{"SMTP:a b:c@contoso.com", false, []string{"SMTP:a b:c@contoso.com"}},
		{"a@contoso.com", false, []string{"a@contoso.com"}},
		{"", false, []string{""}},
		{":|:", false, []string{":|:"}},
		// Addresses without a type, behind a bar or in a line of their own.
		{"SMTP:a@contoso.com|b@contoso.com", false, []string{"SMTP:a@contoso.com", "b@contoso.com"}},
		{"a@contoso.com | b@contoso.com|smtp:c@contoso.com", false, []string{"a@contoso.com", "b@contoso.com", "smtp:c@contoso.com"}},
		{x500 + "|b@contoso.com\r\nc@contoso.com", false, []string{x500, "b@contoso.com", "c@contoso.com"}},
		{"smtp:a|b@contoso.com", false, []string{"smtp:a|b@contoso.com"}},
		{"smtp:a@contoso.com|b", false, []string{"smtp:a@contoso.com|b"}},
		{"a@contoso.com;b@contoso.com", false, []string{"a@contoso.com;b@contoso.com"}},
		{"SPO:SPO_1@SPO_2 SIP:a", true, []string{"SPO:SPO_1@SPO_2", "SIP:a"}},
	} {
		if got := cutAddresses(c.text, c.blank); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestLists(t *testing.T) {
	for text, want := range map[string][]string{
		`a;b`:                 {"a", "b"},
		`a\;b;c`:              {"a;b", "c"},
		`a\\;b`:               {`a\`, "b"},
		`a\\\;b`:              {`a\;b`},
		`X400:c=us\;a= \;;b`:  {"X400:c=us;a= ;", "b"},
		`a\b`:                 {`a\b`},
		`;`:                   {"", ""},
		`X'c38573'`:           {"Ås"},
		`SMTP:a;X'736970 zz'`: {"SMTP:a", "X'736970 zz'"},
	} {
		l := loadText("a.csv", "DN,proxyAddresses\nCN=a,"+text+"\n", Options{})
		if got := l.values(0, 10); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// FuzzAddresses checks that cutting loses nothing but joints and always ends.
func FuzzAddresses(f *testing.F) {
	f.Add("SMTP:a@b|smtp:c@d; sip:e", false)
	f.Add("X400:c=us;a= ;; SMTP:x y:z +smtp:q", true)
	f.Fuzz(func(t *testing.T, v string, blankJoined bool) {
		rest := []byte(v)
		for len(rest) > 0 {
			end, next := cutAddress(rest, blankJoined)
			if end < 0 || end > next || next > len(rest) || next == 0 {
				t.Fatalf("%q: end %d, next %d", rest, end, next)
			}
			if joint := rest[end:next]; len(bytes.Trim(joint, ";,| \n\r\t+")) > 0 {
				t.Fatalf("%q: %q is no joint", rest, joint)
			}
			rest = rest[next:]
		}
		if got := strings.Join(cutAddresses(v, blankJoined), ""); len(got) > len(v) {
			t.Fatalf("%q became %q", v, got)
		}
	})
}
