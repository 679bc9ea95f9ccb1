package engine

import (
	"runtime"
	"testing"
)

// kept keeps the compiler from leaving allocations out.
var kept []byte

// What answers leave behind is collected before it amounts to much more than room.
func TestCollectorKeepsTheHeapSmall(t *testing.T) {
	var c collector
	c.rest()
	var m runtime.MemStats
	for range 40 {
		kept = make([]byte, room/4)
		kept = nil
		c.rest()
		if runtime.ReadMemStats(&m); m.HeapAlloc > c.live+room+room/4 {
			t.Fatalf("%d bytes are in use, %d after the last collection", m.HeapAlloc, c.live)
		}
	}
}
