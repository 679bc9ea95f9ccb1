package ingest

import (
	"bytes"
	"slices"
	"testing"

	"presync/core/directory"
)

// TestSameObjectsFromLDIFAndCSV reads 800 objects as ldifde and as csvde write
// them. Both files were made from the same directory, so both have to give the
// same values, byte for byte.
func TestSameObjectsFromLDIFAndCSV(t *testing.T) {
	ldif := loadFrom("input.ldf", bytes.NewReader(readFile(t, "idfix", "dev", "input.ldf.gz")), Options{})
	csv := loadFrom("input.csv", bytes.NewReader(readFile(t, "idfix", "dev", "input.csv.gz")), Options{})
	for _, l := range []loaded{ldif, csv} {
		if l.Objects != 800 || l.Skipped != 0 || l.Role != OnPrem || len(l.Guessed) != 0 {
			t.Fatalf("%s: %d objects, %d skipped, %v, guessed %v, %v", l.Name, l.Objects, l.Skipped, l.Role, l.Guessed, l.codes())
		}
	}
	for id := directory.ID(0); id < 800; id++ {
		if a, b := ldif.store.Class(id), csv.store.Class(id); a != b {
			t.Errorf("object %d: class %v in LDIF, %v in CSV", id, a, b)
		}
		for a := directory.AttrNone + 1; int(a) < directory.AttrCount; a++ {
			v, w := ldif.store.Values(id, a), csv.store.Values(id, a)
			if !slices.EqualFunc(v, w, bytes.Equal) {
				t.Errorf("object %d %s: LDIF %q, CSV %q", id, a, v, w)
			}
		}
	}
}
