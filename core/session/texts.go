package session

import (
	"encoding/binary"

	"presync/core/directory"
)

// texts keeps many short texts, each once, without a pointer for each. A text is
// named by a number; 0 is the empty one.
type texts struct {
	pages [][]byte
	known *directory.Index // numbers by text
}

const (
	textPageBits = 20
	textPage     = 1 << textPageBits
)

// put keeps a text and returns its number.
func (t *texts) put(v []byte) uint32 {
	if len(v) == 0 {
		return 0
	}
	if t.known == nil {
		t.known = directory.NewIndex(0)
	}
	next := t.room(len(v) + binary.MaxVarintLen32)
	n, fresh := t.known.Insert(directory.Hash(v), next, func(n uint32) bool { return string(t.get(n)) == string(v) })
	if fresh {
		page := &t.pages[next>>textPageBits]
		*page = append(binary.AppendUvarint(*page, uint64(len(v))), v...)
	}
	return n
}

// room makes sure that so many bytes fit into the last page, and returns the number
// of a text that would be put there. A text that is larger than a page gets one of
// its own.
func (t *texts) room(size int) uint32 {
	last := len(t.pages) - 1
	if last < 0 || len(t.pages[last])+size > textPage {
		// The first byte stays unused, so that no text has the number 0.
		t.pages = append(t.pages, make([]byte, 1, max(size+1, textPage)))
		last++
	}
	return uint32(last)<<textPageBits | uint32(len(t.pages[last]))
}

// get returns the text of a number; it must not be changed.
func (t *texts) get(n uint32) []byte {
	if n == 0 {
		return nil
	}
	b := t.pages[n>>textPageBits][n&(textPage-1):]
	size, skip := binary.Uvarint(b)
	return b[skip : skip+int(size)]
}
