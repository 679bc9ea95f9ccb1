package directory

import (
	"bytes"
	"testing"
)

// FuzzSID checks that a security identifier read from any notation has one text,
// which gives the same bytes again.
func FuzzSID(f *testing.F) {
	for _, s := range []string{"S-1-5-21-1908711140-209524994-2501478566-1001", "S-1-5-18", "S-1-0",
		"X'010500000000000515000000e49ec47102197d0ca6881995e9030000'", "AQUAAAAAAAUVAAAA5J7EcQIZfQymiBmV6QMAAA==", "s-1-5-32-544"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		raw, err := ParseSID(text)
		if err != nil {
			return
		}
		shown := SIDText(raw)
		again, err := ParseSID(shown)
		if err != nil || !bytes.Equal(raw, again) {
			t.Fatalf("%q is %x, shown as %q, which is %x (%v)", text, raw, shown, again, err)
		}
	})
}
