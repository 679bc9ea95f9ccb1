package ingest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"math/rand/v2"
	"testing"
)

// TestWordsAgreeWithBytes compares what looks at many bytes at a time with what looks at
// one, on texts of all lengths.
func TestWordsAgreeWithBytes(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	letters := []byte("\n\r\"\\?,\x80\xff\x0b\x01")
	for range 100_000 {
		b := make([]byte, rnd.IntN(100))
		for i := range b {
			b[i] = byte('a' + rnd.IntN(26))
			if rnd.IntN(20) == 0 {
				b[i] = letters[rnd.IntN(len(letters))]
			}
		}
		if got, want := marksOf(b), marksOfFew(b); got != want {
			t.Fatalf("%q: marks %b, want %b", b, got, want)
		}
		if got, want := doubtsOf(b), marksOf(b)&(hasQuestion|hasNonASCII); got != want {
			t.Fatalf("%q: doubts %b, want %b", b, got, want)
		}
		from := rnd.IntN(len(b) + 1)
		want := bytes.IndexByte(b[from:], '\n')
		if want < 0 {
			want = len(b) - from
		}
		if got := lineFeed(b, from); got != from+want {
			t.Fatalf("%q from %d: line feed at %d, want %d", b, from, got, from+want)
		}
		cuts, seen := survey(make([]int, 0, rnd.IntN(20)), b, ',', 7)
		if seen != marksOf(b) {
			t.Fatalf("%q: marks %b, want %b", b, seen, marksOf(b))
		}
		for i, c := range b {
			if c == ',' {
				if len(cuts) == 0 || cuts[0] != i+7 {
					t.Fatalf("%q: comma at %d not found", b, i)
				}
				cuts = cuts[1:]
			}
		}
		if len(cuts) > 0 {
			t.Fatalf("%q: more commas than there are: %v", b, cuts)
		}
	}
}

// TestDecodersAgree compares the decoders with those of the standard library, on what is
// right and on what is nearly right.
func TestDecodersAgree(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	odd := []byte("=\n\r -_+/Aag0\x80")
	for range 100_000 {
		raw := make([]byte, rnd.IntN(40))
		for i := range raw {
			raw[i] = byte(rnd.Uint32())
		}
		text, digits := []byte(base64.StdEncoding.EncodeToString(raw)), []byte(hex.EncodeToString(raw))
		for _, v := range [][]byte{text, digits} {
			if len(v) > 0 && rnd.IntN(2) == 0 {
				v[rnd.IntN(len(v))] = odd[rnd.IntN(len(odd))]
			}
		}
		dst := make([]byte, len(text)+3)
		want, err := base64.StdEncoding.DecodeString(string(text))
		if n, ok := decodeBase64(dst, text); ok && (err != nil || !bytes.Equal(dst[:n], want)) {
			t.Fatalf("base64 %q: %x, want %x, %v", text, dst[:n], want, err)
		}
		hexWant, err := hex.DecodeString(string(digits))
		if ok := decodeHex(dst, digits); ok != (err == nil) || ok && !bytes.Equal(dst[:len(hexWant)], hexWant) {
			t.Fatalf("hex %q: %v, %v", digits, ok, err)
		}
	}
	if n, ok := decodeBase64(make([]byte, 30), []byte("bm8gcGFkZGluZyBtaXNzaW5n")); !ok || n != 18 {
		t.Error("what tools write is left to encoding/base64")
	}
}
