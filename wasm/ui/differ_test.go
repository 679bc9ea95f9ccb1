package ui

import "testing"

func TestCommonPartsOfTexts(t *testing.T) {
	for _, c := range []struct {
		a, b       string
		head, tail int
	}{
		{"", "", 0, 0},
		{"same", "same", 4, 0},
		{"j.doe@contoso.local", "j.doe@contoso.com", 14, 0},
		{"␣jane", "jane", 0, 4},
		{"aaa", "aa", 2, 0},
		{"müller", "möller", 1, 4},
		{"a b", "ab", 1, 1},
		{"abc", "", 0, 0},
		{"x", "y", 0, 0},
		{"日本", "日木", 3, 0},
	} {
		head, tail := common(c.a, c.b)
		if head != c.head || tail != c.tail {
			t.Errorf("%q, %q: %d, %d, want %d, %d", c.a, c.b, head, tail, c.head, c.tail)
		}
	}
}
