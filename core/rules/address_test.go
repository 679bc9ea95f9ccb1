package rules

import (
	"math/rand/v2"
	"testing"

	"presync/core/directory"
)

// TestFormOfAgreesByteByByte compares the reading by words with the reading by bytes on
// texts of all lengths, in which what counts stands at every place.
func TestFormOfAgreesByteByByte(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	letters := []byte("aZ0..@-_ \t'\x80\xc3\xa9")
	for range 200_000 {
		v := make([]byte, rnd.IntN(40))
		for i := range v {
			v[i] = letters[rnd.IntN(len(letters))]
			if rnd.IntN(3) > 0 {
				v[i] = 'x'
			}
		}
		want := formOfBytes(v)
		if want.chars&directory.HasNonASCII != 0 {
			want.chars = directory.Scan(v)
		}
		if got := formOf(v); got != want {
			t.Fatalf("%q: %+v, byte by byte %+v", v, got, want)
		}
	}
}
