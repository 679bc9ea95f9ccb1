package engine

import "runtime"

// room is how many bytes answers may leave behind before they are collected.
const room = 96 << 20

// collector collects what answers leave behind while nothing is asked for. Left to
// itself the collector would wait until twice the size of a large directory has been
// used, and a browser never gets back what WebAssembly once had; with less patience it
// would begin in the middle of an answer, which then takes twice as long.
type collector struct {
	live uint64 // bytes after the last collection
}

// rest is called between two pieces of work.
func (c *collector) rest() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapAlloc < c.live {
		c.live = m.HeapAlloc // the runtime has collected by itself
	}
	if m.HeapAlloc-c.live < room {
		return
	}
	runtime.GC()
	runtime.ReadMemStats(&m)
	c.live = m.HeapAlloc
}
