package directory

import (
	"bytes"
	"encoding/hex"
	"testing"
)

// TestGUIDs holds GUIDs with their stored bytes and the ImmutableId that they
// make. The fourth pair is asserted by public tests of csvde's output, the last two
// ImmutableIds stand in documents of Microsoft (ADSyncTools).
func TestGUIDs(t *testing.T) {
	for _, c := range []struct{ text, stored, anchor string }{
		{"3f2504e0-4f89-11d3-9a0c-0305e82c3301", "e004253f894fd3119a0c0305e82c3301", "4AQlP4lP0xGaDAMF6CwzAQ=="},
		{"6b29fc40-ca47-1067-b31d-00dd010662da", "40fc296b47ca6710b31d00dd010662da", "QPwpa0fKZxCzHQDdAQZi2g=="},
		{"00112233-4455-6677-8899-aabbccddeeff", "33221100554477668899aabbccddeeff", "MyIRAFVEd2aImaq7zN3u/w=="},
		{"d08f810b-a35c-49a8-a4cd-c6923dfc031e", "0b818fd05ca3a849a4cdc6923dfc031e", "C4GP0FyjqEmkzcaSPfwDHg=="},
		{"8f14e45f-ceea-467f-a0e6-1f2b3c4d5e6f", "5fe4148feace7f46a0e61f2b3c4d5e6f", "X+QUj+rOf0ag5h8rPE1ebw=="},
		{"00000000-0000-0000-0000-000000000000", "00000000000000000000000000000000", "AAAAAAAAAAAAAAAAAAAAAA=="},
		{"ffffffff-ffff-ffff-ffff-ffffffffffff", "ffffffffffffffffffffffffffffffff", "/////////////////////w=="},
		{"30475e40-e7ae-4af3-af75-8b143c81daf5", "405e4730aee7f34aaf758b143c81daf5", "QF5HMK7n80qvdYsUPIHa9Q=="},
		{"88666888-0101-1111-bbbb-1234567890ab", "8868668801011111bbbb1234567890ab", "iGhmiAEBERG7uxI0VniQqw=="},
	} {
		raw, err := hex.DecodeString(c.stored)
		if err != nil {
			t.Fatal(err)
		}
		if got := GUIDText(raw); got != c.text {
			t.Errorf("%s: %s", c.stored, got)
		}
		if got := AnchorText(raw); got != c.anchor {
			t.Errorf("%s: anchor %s, want %s", c.text, got, c.anchor)
		}
		for _, text := range []string{c.text, "{" + c.text + "}", "X'" + c.stored + "'", c.anchor} {
			if got, err := ParseGUID(text, false); err != nil || !bytes.Equal(got, raw) {
				t.Errorf("%s: %x, %v", text, got, err)
			}
		}
		if got, err := ParseGUID(c.stored, true); err != nil || !bytes.Equal(got, raw) {
			t.Errorf("%s as stored: %x, %v", c.stored, got, err)
		}
	}
}

func TestGUIDNotations(t *testing.T) {
	raw, _ := hex.DecodeString("e004253f894fd3119a0c0305e82c3301")
	for _, text := range []string{
		"3F2504E0-4F89-11D3-9A0C-0305E82C3301", " 3f2504e0-4f89-11d3-9a0c-0305e82c3301 ", "3f2504e04f8911d39a0c0305e82c3301",
		"e0 04 25 3f 89 4f d3 11 9a 0c 03 05 e8 2c 33 01", "e0-04-25-3f-89-4f-d3-11-9a-0c-03-05-e8-2c-33-01",
		`\e0\04\25\3f\89\4f\d3\11\9a\0c\03\05\e8\2c\33\01`, "224 4 37 63 137 79 211 17 154 12 3 5 232 44 51 1",
		"CN={3441516C50346C503078476144414D463643777A41513D3D}",
	} {
		if got, err := ParseGUID(text, false); err != nil || !bytes.Equal(got, raw) {
			t.Errorf("%s: %x, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "x", "3f2504e0-4f89-11d3-9a0c-0305e82c330", "X'e004'", "CN={zz}", "1 2 3", "256 4 37 63 137 79 211 17 154 12 3 5 232 44 51 1",
		"3f2504e0-4f89-11d3-9a0c-0305e82c33zz", "anna@contoso.com", "AAAA"} {
		if got, err := ParseGUID(text, false); err != ErrIdentifier {
			t.Errorf("%s: %x, %v", text, got, err)
		}
	}
	if got := GUIDText([]byte{1, 2}); got != "0102" {
		t.Errorf("two bytes: %s", got)
	}
	if got := SwapGUID([]byte{1, 2}); !bytes.Equal(got, []byte{1, 2}) {
		t.Errorf("two bytes swapped: %x", got)
	}
}

func TestSIDs(t *testing.T) {
	const text = "S-1-5-21-1908711140-209524994-2501478566-1001"
	for _, notation := range []string{text, "s-1-5-21-1908711140-209524994-2501478566-1001",
		"X'010500000000000515000000e49ec47102197d0ca6881995e9030000'", "AQUAAAAAAAUVAAAA5J7EcQIZfQymiBmV6QMAAA=="} {
		raw, err := ParseSID(notation)
		if err != nil || SIDText(raw) != text {
			t.Errorf("%s: %s, %v", notation, SIDText(raw), err)
		}
	}
	if raw, err := ParseSID("S-1-5-32-544"); err != nil || SIDText(raw) != "S-1-5-32-544" {
		t.Errorf("%x, %v", raw, err)
	}
	for _, notation := range []string{"", "S-1", "S-1-5-x", "S-300-5-1", "S-1-5-99999999999", "X'01'", "AQ==", "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16-17"} {
		if raw, err := ParseSID(notation); err != ErrIdentifier {
			t.Errorf("%s: %x, %v", notation, raw, err)
		}
	}
	if got := SIDText([]byte("abc")); got != "616263" {
		t.Errorf("no SID: %s", got)
	}
}

func TestFormatValue(t *testing.T) {
	raw, _ := hex.DecodeString("e004253f894fd3119a0c0305e82c3301")
	if got := FormatValue(ObjectGUID, raw); got != "3f2504e0-4f89-11d3-9a0c-0305e82c3301" {
		t.Errorf("got %s", got)
	}
	if got := FormatValue(CN, []byte("a\xffb")); got != "a\uFFFDb" {
		t.Errorf("got %q", got)
	}
}

func FuzzGUID(f *testing.F) {
	for _, s := range []string{"3f2504e0-4f89-11d3-9a0c-0305e82c3301", "X'e004253f894fd3119a0c0305e82c3301'", "CN={3441}", `\e0\04`, "224 4 37", "{"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, text string, stored bool) {
		raw, err := ParseGUID(text, stored)
		if err == nil {
			if len(raw) != 16 {
				t.Fatalf("%q: %d bytes", text, len(raw))
			}
			if again, err := ParseGUID(GUIDText(raw), stored); err != nil || !bytes.Equal(again, raw) {
				t.Fatalf("%q: %x, then %x, %v", text, raw, again, err)
			}
			if again, err := ParseGUID(AnchorText(raw), stored); err != nil || !bytes.Equal(again, raw) {
				t.Fatalf("%q: %x, then %x, %v", text, raw, again, err)
			}
		}
		if raw, err := ParseSID(text); err == nil {
			if again, err := ParseSID(SIDText(raw)); err != nil || !bytes.Equal(again, raw) {
				t.Fatalf("%q: %x, then %x, %v", text, raw, again, err)
			}
		}
	})
}
