package session

import (
	"bytes"

	"presync/core/directory"
	"presync/core/rules"
)

// sameValues gives each finding the number of the first finding with the very same
// value, letter case included; findings without a value have the first of those. It
// is made in idle time, or when first asked for.
func (s *Session) sameValues() []uint32 {
	s.equating.finish()
	return s.same
}

// equate makes sameValues.
func (s *Session) equate(pause func()) {
	pace := pauses{pause: pause}
	of := make([]uint32, s.checked.Len())
	index := directory.NewIndex(len(of))
	var v []byte
	equal := func(n uint32) bool { return bytes.Equal(s.findingValue(s.checked.At(int(n))), v) }
	lastRef := rules.NoRef
	for i := range of {
		pace.did(1)
		f := s.checked.At(i)
		if i > 0 && f.Ref == lastRef && f.Ref != rules.NoRef {
			of[i] = of[i-1]
			continue
		}
		lastRef = f.Ref
		v = s.findingValue(f)
		of[i], _ = index.Insert(directory.Hash(v), uint32(i), equal)
	}
	s.same = of
}

// valueField narrows the findings to those with the value of one of them.
func (s *Session) valueField(finding uint32) facetField {
	same := s.sameValues()
	return yesField("value", func(row uint32) bool {
		return int(finding) < len(same) && same[row] == same[finding]
	})
}

// findingLabels are the texts of the numbers in a filter.
func (s *Session) findingLabels(f FindingsFilter) []Label {
	out := s.labels(f.Unit, f.Domain)
	if f.Object != nil && int(*f.Object) < s.onprem.Len() {
		out = append(out, Label{Field: "object", Key: key(*f.Object), Text: s.onprem.Name(directory.ID(*f.Object))})
	}
	if f.Value != nil && int(*f.Value) < s.checked.Len() {
		x := s.checked.At(int(*f.Value))
		out = append(out, Label{Field: "value", Key: key(*f.Value), Text: directory.FormatValue(x.Attr, s.findingValue(x))})
	}
	return out
}
