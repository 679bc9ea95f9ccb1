package deflate

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// unpack is what the standard library makes of a packed file; it checks sum and length.
func unpack(t interface{ Fatal(...any) }, packed []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// noise are bytes that cannot be packed, the same each time.
func noise(n int) []byte {
	out := make([]byte, n)
	rand.NewChaCha8([32]byte{7}).Read(out)
	return out
}

func TestGzip(t *testing.T) {
	far := noise(window)
	for _, c := range []struct {
		name string
		data []byte
		most int // bytes that it may be packed into
	}{
		{"nothing", nil, 40},
		{"one byte", []byte("a"), 40},
		{"no repetition", []byte("abcdefgh"), 60},
		{"a run", bytes.Repeat([]byte("a"), 10_000), 70},
		{"lengths about the longest", []byte(strings.Repeat("a", 257) + "b" + strings.Repeat("a", 258) + "c" + strings.Repeat("a", 259)), 70},
		{"as far as a match can be", append(far, far...), window + 600},
		{"one byte farther", append(append(far[:len(far):len(far)], '.'), far...), 2*window + 1200},
		{"several segments", bytes.Repeat([]byte("0123456789abcdef"), segment/16+500), 4000},
		{"all bytes", noise(5000), 5300},
	} {
		t.Run(c.name, func(t *testing.T) {
			packed := Gzip(c.data)
			if got := unpack(t, packed); !bytes.Equal(got, c.data) {
				t.Fatalf("unpacked %d bytes that differ from the %d packed", len(got), len(c.data))
			}
			if len(packed) > c.most {
				t.Errorf("packed %d bytes into %d, more than %d", len(c.data), len(packed), c.most)
			}
		})
	}
}

// Whatever is packed comes out again.
func TestGzipOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 1, 40), 1, 8).Draw(t, "words")
		var data []byte
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(words)-1), 0, 400).Draw(t, "order") {
			data = append(data, words[i]...)
		}
		if got := unpack(t, Gzip(data)); !bytes.Equal(got, data) {
			t.Fatalf("%d bytes became %d others", len(data), len(got))
		}
	})
}

// Text is packed smaller than by the usual packer.
func TestGzipIsSmall(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "static", "style.css"))
	if err != nil {
		t.Fatal(err)
	}
	var usual bytes.Buffer
	w, err := gzip.NewWriterLevel(&usual, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if packed := len(Gzip(data)); packed > usual.Len()*97/100 {
		t.Errorf("packed into %d bytes, the usual way into %d", packed, usual.Len())
	}
}

func TestCodeLengths(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts []int
		limit  int
		want   []uint8
	}{
		{"none", []int{0, 0}, 15, []uint8{0, 0}},
		{"one", []int{0, 5}, 15, []uint8{0, 1}},
		{"as often as each other", []int{3, 3, 3, 3}, 15, []uint8{2, 2, 2, 2}},
		{"of Huffman", []int{1, 1, 2, 4, 8, 16}, 15, []uint8{5, 5, 4, 3, 2, 1}},
		{"limited", []int{1, 1, 2, 4, 8, 16}, 4, []uint8{4, 4, 4, 4, 2, 1}},
		{"barely enough", []int{1, 2, 4, 8}, 2, []uint8{2, 2, 2, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := codeLengths(c.counts, c.limit); !bytes.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// The examples of RFC 1951, 3.2.2 and 3.2.5.
func TestSymbols(t *testing.T) {
	lengths := []uint8{3, 3, 3, 3, 3, 2, 4, 4}
	want := []uint16{0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111} // first bit lowest
	for s, code := range codes(lengths) {
		if code != want[s] {
			t.Errorf("code of %d is %b, want %b", s, code, want[s])
		}
	}
	for _, c := range []struct{ length, symbol, extra, value int }{
		{3, 257, 0, 0}, {10, 264, 0, 0}, {11, 265, 1, 0}, {12, 265, 1, 1}, {18, 268, 1, 1}, {19, 269, 2, 0}, {257, 284, 5, 30}, {258, 285, 0, 0},
	} {
		if s, e, v := lengthSymbol(c.length); s != c.symbol || e != c.extra || v != c.value {
			t.Errorf("length %d: %d, %d, %d; want %v", c.length, s, e, v, c)
		}
	}
	for _, c := range []struct{ distance, symbol, extra, value int }{
		{1, 0, 0, 0}, {4, 3, 0, 0}, {5, 4, 1, 0}, {6, 4, 1, 1}, {24577, 29, 13, 0}, {32768, 29, 13, 8191},
	} {
		if s, e, v := distanceSymbol(c.distance - 1); s != c.symbol || e != c.extra || v != c.value {
			t.Errorf("distance %d: %d, %d, %d; want %v", c.distance, s, e, v, c)
		}
	}
}
