package ui

import (
	"reflect"
	"testing"
	"unicode/utf16"
)

func TestAccountNamesOfAFile(t *testing.T) {
	const id = "5f0c2d3e-0038-4222-8333-444455556666"
	utf16le := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune("admin@contoso.com\r\n")) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	for _, c := range []struct {
		name, file string
		want       []string
	}{
		{"list", "admin@contoso.com\n" + id + "\n\nadmin@contoso.com\n", []string{"admin@contoso.com", id}},
		{"CSV", "\ufeff\"RoleName\",\"UserPrincipalName\",\"Id\"\r\n\"Global Administrator\",\"root@contoso.com\",\"" + id + "\"\r\n",
			[]string{"root@contoso.com", id}},
		{"UTF-16", string(utf16le), []string{"admin@contoso.com"}},
		{"nothing", "Name\nAnna Berg\n@home\n", nil},
	} {
		if got := accountNames([]byte(c.file)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
