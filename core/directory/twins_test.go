package directory

import (
	"fmt"
	"testing"
)

// TestTwins looks for the keys that repeat among some whose hashes are equal.
func TestTwins(t *testing.T) {
	keys := []string{"a", "b", "a", "c", "b", "a", "d", ""}
	twins := NewTwins(2)
	for i, k := range keys {
		twins.Add(uint32(len(k))<<31, uint32(i))
	}
	var found []string
	twins.Find(func(a, b uint32) bool { return keys[a] == keys[b] }, func(first, again uint32) {
		found = append(found, fmt.Sprintf("%s %d %d", keys[first], first, again))
	})
	if got, want := fmt.Sprint(found), "[a 0 2 b 1 4 a 0 5]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestRecent remembers a text and nothing that is like it.
func TestRecent(t *testing.T) {
	var r Recent[int]
	long := make([]byte, recentText+1)
	r.Put(nil, 1)
	r.Put([]byte("contoso.com"), 2)
	r.Put(long, 3)
	for text, want := range map[string]int{"": 1, "contoso.com": 2, "contoso.con": 0, "Contoso.com": 0, string(long): 0, "a": 0} {
		if got, ok := r.Get([]byte(text)); got != want || ok != (want > 0) {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	text := []byte("fabrikam.com")
	r.Put(text, 4)
	text[0] = 'F' // the text is not kept
	if got, _ := r.Get([]byte("fabrikam.com")); got != 4 {
		t.Error("a text that changed changed what is remembered")
	}
}
