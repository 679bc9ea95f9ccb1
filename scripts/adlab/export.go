package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/go-ldap/ldif"
)

// bookkeeping are attributes that the directory writes itself whenever an object is
// touched or somebody signs in.
var bookkeeping = []string{
	"whenChanged", "uSNChanged", "dSCorePropagationData", "lastLogon", "lastLogonTimestamp", "logonCount", "badPwdCount", "badPasswordTime",
}

// export is what ldapsearch says of the whole domain.
type export struct {
	text    []byte
	objects int
	// lines are all lines "dn NUL attribute: value" but those of bookkeeping, sorted:
	// a directory promises no order of attributes, nor of the values of one.
	lines []string
	// values are all values "dn NUL attribute NUL value", decoded, sorted.
	values []string
}

// export reads the domain.
func (c *controller) export() (*export, error) {
	text, err := c.search("-b", baseDN)
	if err != nil {
		return nil, err
	}
	// Referrals to other parts of the forest are no objects.
	var kept [][]byte
	for record := range bytes.SplitSeq(text, []byte("\n\n")) {
		if bytes.HasPrefix(record, []byte("dn:")) {
			kept = append(kept, record)
		}
	}
	e := &export{text: append(bytes.Join(kept, []byte("\n\n")), '\n'), objects: len(kept)}
	for _, record := range kept {
		lines := strings.Split(strings.TrimSuffix(string(record), "\n"), "\n")
		for _, line := range lines[1:] {
			if name, _, _ := strings.Cut(line, ":"); !slices.Contains(bookkeeping, name) {
				e.lines = append(e.lines, lines[0]+"\x00"+line)
			}
		}
	}
	slices.Sort(e.lines)
	return e, e.decode()
}

// decode reads the text with the reference library.
func (e *export) decode() error {
	l, err := ldif.Parse(string(e.text))
	if err != nil {
		return fmt.Errorf("the export: %w", err)
	}
	for _, entry := range l.AllEntries() {
		for _, a := range entry.Attributes {
			if slices.Contains(bookkeeping, a.Name) {
				continue
			}
			for _, v := range a.Values {
				e.values = append(e.values, key(entry.DN, a.Name, v))
			}
		}
	}
	slices.Sort(e.values)
	return nil
}

// key names a value.
func key(dn, attribute, value string) string { return dn + "\x00" + attribute + "\x00" + value }

// differ says what is in one sorted list only.
func differ(what string, got, want []string) error {
	count := map[string]int{}
	for _, v := range got {
		count[v]++
	}
	for _, v := range want {
		count[v]--
	}
	var lines []string
	for v, n := range count {
		if n > 0 {
			lines = append(lines, fmt.Sprintf("unexpected %q", v))
		} else if n < 0 {
			lines = append(lines, fmt.Sprintf("missing    %q", v))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	slices.Sort(lines)
	return fmt.Errorf("%s: %d differences, among them\n%s", what, len(lines), strings.Join(lines[:min(len(lines), 10)], "\n"))
}
