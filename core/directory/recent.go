package directory

// Recent remembers what was found out about the texts met lately, so that a map need
// not be asked about those that come again and again, such as domains. It neither
// allocates nor keeps the texts; one that is long is not remembered. The zero value is
// empty.
type Recent[T any] struct {
	slots [recentSlots]struct {
		text  [recentText]byte
		size  uint8 // length of the text and 1
		value T
	}
}

const (
	recentSlots = 256
	recentText  = 95
)

// Get returns what is remembered of a text.
func (r *Recent[T]) Get(text []byte) (value T, ok bool) {
	if len(text) > recentText {
		return value, false
	}
	s := &r.slots[Hash(text)%recentSlots]
	if int(s.size) != len(text)+1 || string(s.text[:len(text)]) != string(text) {
		return value, false
	}
	return s.value, true
}

// Put remembers something about a text.
func (r *Recent[T]) Put(text []byte, value T) {
	if len(text) > recentText {
		return
	}
	s := &r.slots[Hash(text)%recentSlots]
	s.size = uint8(copy(s.text[:], text)) + 1
	s.value = value
}
