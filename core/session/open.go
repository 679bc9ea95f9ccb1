package session

import "slices"

// firstOpen is the place of the first row from one place on about which nothing is
// decided; the number of rows when there is none.
func (s *Session) firstOpen(rows []uint32, from int64) int64 {
	for i := max(0, from); i < int64(len(rows)); i++ {
		if s.decided.of(rows[i]).action == 0 {
			return i
		}
	}
	return int64(len(rows))
}

// without takes some numbers out of a list.
func without(rows, except []uint32) []uint32 {
	if len(except) == 0 {
		return rows
	}
	except = slices.Sorted(slices.Values(except))
	return slices.DeleteFunc(rows, func(row uint32) bool {
		_, found := slices.BinarySearch(except, row)
		return found
	})
}
