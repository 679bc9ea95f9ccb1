package session

import (
	"math/bits"
	"slices"

	"presync/core/directory"
)

// A profile numbers the combinations of several properties of rows. A list then needs
// one look at a row, in place of one for each property, to choose and count it: there
// are a million rows and a few hundred combinations.
type profile struct {
	ahead
	of    []uint32 // the combination of each row
	codes []uint32 // of each combination, one for each property
	wide  int      // properties
}

// The profiles of a session. A list's fields begin with those of its profiles.
const (
	profileFinding = iota // severity, attribute, rule, class
	profileFindingPlace
	profileObject // class, state, scope
	profileObjectPlace
	profileMatch // outcome, row, severity, class
	profileMatchPlace
	profileAccount
	profileCount
)

// begin takes the numbering of n rows on.
func (p *profile) begin(n int, fields func() []facetField) {
	p.drop()
	*p = profile{}
	p.ahead.begin(func(pause func()) { p.number(n, fields(), &pauses{pause: pause}) })
}

// number gives each row the number of its combination.
func (p *profile) number(n int, fields []facetField, pace *pauses) {
	p.wide = len(fields)
	p.of = make([]uint32, n)
	known := directory.NewIndex(0)
	now := make([]uint32, p.wide)
	same := func(number uint32) bool { return slices.Equal(p.at(number), now) }
	for row := range p.of {
		pace.did(1)
		hash := uint32(0)
		for i := range fields {
			now[i] = uint32(fields[i].code(uint32(row)))
			hash = (hash ^ now[i]) * 0x9E3779B1
		}
		if row > 0 && same(p.of[row-1]) {
			p.of[row] = p.of[row-1]
			continue
		}
		number, fresh := known.Insert(hash^hash>>15, uint32(known.Len()), same)
		if fresh {
			p.codes = append(p.codes, now...)
		}
		p.of[row] = number
	}
}

// at is a combination.
func (p *profile) at(number uint32) []uint32 {
	return p.codes[int(number)*p.wide : (int(number)+1)*p.wide]
}

// size is the number of combinations.
func (p *profile) size() int { return len(p.codes) / max(1, p.wide) }

// profileTally counts the rows of a list by the combinations of a profile.
type profileTally struct {
	*profile
	failed []uint8 // by combination: how many of its properties the choice leaves out
	where  []uint8 // one of these
	in     []int64 // rows chosen
	near   []int64 // rows that this property alone leaves out
}

func (p *profile) tally(allowed [][]bool) profileTally {
	p.finish()
	n := p.size()
	t := profileTally{profile: p, failed: make([]uint8, n), where: make([]uint8, n), in: make([]int64, n), near: make([]int64, n)}
	for number := range n {
		for i, code := range p.at(uint32(number)) {
			if allowed[i] != nil && !allowed[i][code] {
				t.failed[number]++
				t.where[number] = uint8(i)
			}
		}
	}
	return t
}

// count counts chosen rows.
func (t *profileTally) count(chosen bitset) {
	for i, w := range chosen {
		for of := t.of[i<<6:]; w != 0; w &= w - 1 {
			t.in[of[bits.TrailingZeros64(w)]]++
		}
	}
}

// add adds the rows up by the codes of each property.
func (t *profileTally) add(counts [][]int64) {
	for number := range t.in {
		codes := t.at(uint32(number))
		if n := t.in[number]; n > 0 {
			for i, code := range codes {
				counts[i][code] += n
			}
		}
		if n := t.near[number]; n > 0 {
			i := t.where[number]
			counts[i][codes[i]] += n
		}
	}
}

// beginProfiles takes the profiles of the lists on.
func (s *Session) beginProfiles() {
	of := func(which, n int, fields func() []facetField) { s.profiles[which].begin(n, fields) }
	of(profileFinding, s.checked.Len(), func() []facetField { return s.findingFields(FindingsFilter{})[:4] })
	of(profileFindingPlace, s.checked.Len(), func() []facetField { return s.findingFields(FindingsFilter{})[4:6] })
	of(profileObject, s.onprem.Len(), func() []facetField { return s.objectFields(s.onprem, ObjectsQuery{})[:3] })
	of(profileObjectPlace, s.onprem.Len(), func() []facetField { return s.objectFields(s.onprem, ObjectsQuery{})[3:5] })
	of(profileMatch, s.matched.Len(), func() []facetField { return s.matchFields(MatchesFilter{})[:4] })
	of(profileMatchPlace, s.matched.Len(), func() []facetField { return s.matchFields(MatchesFilter{})[4:6] })
	of(profileAccount, s.matched.CloudLen(), func() []facetField { return s.accountFields(AccountsFilter{}) })
}
