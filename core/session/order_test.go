package session

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
)

// Rows are sorted as their whole texts in lower case are, whatever the texts have in
// common, and equal ones stay in their natural order in both directions.
func TestRowsAreSortedByText(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{"user 0000", "USER 0000", "Åsa", "åsa", "Öberg", "ß", "K", "1", "2", ",OU=Staff", "x"}
	texts := []string{"", "a", "A", "Aaaaaaa", "aaaaaaaa", "aaaaaaaA", "aaaaaaaab", strings.Repeat("long ", 50), strings.Repeat("LONG ", 50) + "!"}
	for range 2000 {
		var b strings.Builder
		for range random.IntN(6) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		texts = append(texts, b.String())
	}
	for _, desc := range []bool{false, true} {
		rows, want := make([]uint32, len(texts)), make([]uint32, len(texts))
		for i := range rows {
			rows[i], want[i] = uint32(i), uint32(i)
		}
		sortRows(rows, rowSet{desc: desc, text: func(row uint32) []byte { return []byte(texts[row]) }})
		slices.SortStableFunc(want, func(a, b uint32) int {
			c := bytes.Compare(directory.AppendLower(nil, []byte(texts[a])), directory.AppendLower(nil, []byte(texts[b])))
			if desc {
				c = -c
			}
			return c
		})
		if !slices.Equal(rows, want) {
			t.Errorf("descending %v: another order than that of the whole texts", desc)
		}
	}
}
