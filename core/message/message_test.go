package message

import (
	"strings"
	"testing"
)

func TestPlaceholders(t *testing.T) {
	c := &Catalogue{texts: map[string]string{}}
	c.Add(map[string]string{
		"files": "{n} {n:file|files} with {size}, {p} done in {t}, called {name}",
		"plain": "Nothing to fill in",
	})
	got := c.T("files", Num("n", 1), Bytes("size", 1234567), Permille("p", 942), Duration("t", 1500), Text("name", "{n}"))
	if want := "1 file with 1.2 MB, 94.2 % done in 1.5 s, called {n}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := c.T("files", Num("n", 12345)); !strings.HasPrefix(got, "12,345 files with {size}") {
		t.Errorf("got %q", got)
	}
	if got := c.T("unknown"); got != "[unknown]" {
		t.Errorf("an unknown text must be visible, got %q", got)
	}
}

func TestTwoTextsOfOneIDArePrevented(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	c := &Catalogue{texts: map[string]string{}}
	c.Add(map[string]string{"a": "one"})
	c.Add(map[string]string{"a": "two"})
}

func TestNumbersAreGrouped(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		if got := Group(n); got != want {
			t.Errorf("Group(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int64]string{999: "999 bytes", 1500: "1.5 KB", 2_500_000: "2.5 MB", 1_160_000_000: "1.16 GB"} {
		if got := FormatSize(n); got != want {
			t.Errorf("FormatSize(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestEnglishIsWellFormed(t *testing.T) {
	for _, id := range English.IDs() {
		s := English.Source(id)
		if s == "" || strings.TrimSpace(s) != s || strings.Count(s, "{") != strings.Count(s, "}") {
			t.Errorf("%s: %q", id, s)
		}
		if strings.HasSuffix(id, ".advice") && id != "severity.advice" && !strings.HasSuffix(s, ".") {
			t.Errorf("%s is not a sentence: %q", id, s)
		}
	}
}

func TestPermilleIsHonestAtTheEnds(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		want        int
	}{
		{0, 0, 0}, {0, 10, 0}, {10, 10, 1000}, {1, 1_000_000, 1}, {999_999, 1_000_000, 999},
		{1, 3, 333}, {2, 3, 667}, {942, 1000, 942},
	} {
		if got := PermilleOf(c.part, c.whole); got != c.want {
			t.Errorf("PermilleOf(%d, %d) = %d, want %d", c.part, c.whole, got, c.want)
		}
	}
}
