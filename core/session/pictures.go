package session

import (
	"cmp"
	"slices"

	"presync/core/directory"
	"presync/core/rules"
)

// Pictures are the numbers behind the pictures of the overview that take a look at
// every object. They are counted when first asked for.
type Pictures struct {
	Units   []UnitShare   `json:"units"`   // as a tree; the biggest places are unfolded
	Domains []DomainShare `json:"domains"` // most objects first
}

// UnitShare is the readiness of one place of the directory with all below it, or,
// with Others, of the places beside it that are not listed.
type UnitShare struct {
	Unit   uint32 `json:"unit"` // number for the filter
	Depth  int    `json:"depth"`
	Name   string `json:"name"`
	Kind   string `json:"kind"` // one of the Unit words
	Others int    `json:"others,omitempty"`
	Readiness
}

// DomainShare counts the objects of one domain, or, with Others, of the domains that
// are not listed.
type DomainShare struct {
	Domain uint32 `json:"domain"` // number for the filter
	Name   string `json:"name"`   // "" for objects without a domain
	Mark   string `json:"mark,omitempty"`
	OnPrem int64  `json:"onprem"`
	Cloud  int64  `json:"cloud"`
	Others int    `json:"others,omitempty"`
}

// How many places and domains a picture has, and how many places one below another.
const (
	pictureUnits    = 40
	pictureChildren = 12
	pictureDomains  = 15
)

// Pictures answers with the numbers of the pictures.
func (s *Session) Pictures() *Pictures {
	if s.pictures == nil {
		s.pictures = &Pictures{Units: s.unitShares(), Domains: s.domainShares()}
	}
	return s.pictures
}

// add counts an object in scope by what touches it.
func (r *Readiness) add(marks uint8) {
	r.InScope++
	switch {
	case marks&touchedError != 0:
		r.Errors++
	case marks&touchedWarning != 0:
		r.Ready++
		r.Warnings++
	default:
		r.Ready++
	}
}

// join adds the numbers of another group of objects.
func (r *Readiness) join(o Readiness) {
	r.InScope += o.InScope
	r.Ready += o.Ready
	r.Errors += o.Errors
	r.Warnings += o.Warnings
}

// unitPicture chooses the places of a picture.
type unitPicture struct {
	u      *units
	counts []Readiness // by node, whole subtrees
	open   []bool
	rows   []UnitShare
}

// unitShares counts the readiness of every place and chooses those that are shown.
func (s *Session) unitShares() []UnitShare {
	u := s.unitTree()
	p := unitPicture{u: u, counts: make([]Readiness, len(u.nodes)), open: make([]bool, len(u.nodes))}
	for id, n := range u.of {
		if s.checked.Scope(directory.ID(id)) == 0 {
			p.counts[n].add(s.marks[id])
		}
	}
	for n := len(u.nodes) - 1; n >= 0; n-- { // a node stands behind its parent
		if parent := u.nodes[n].parent; parent != noUnit {
			p.counts[parent].join(p.counts[n])
		}
	}
	p.unfold()
	p.list(p.shown(u.tops), 0)
	return p.rows
}

// shown are the places with objects in scope, most first.
func (p *unitPicture) shown(nodes []uint32) []uint32 {
	out := slices.DeleteFunc(slices.Clone(nodes), func(n uint32) bool { return p.counts[n].InScope == 0 })
	slices.SortStableFunc(out, func(a, b uint32) int { return cmp.Compare(p.counts[b].InScope, p.counts[a].InScope) })
	return out
}

// unfold opens the biggest places first, as long as there is room.
func (p *unitPicture) unfold() {
	closed := p.shown(p.u.tops)
	lines := min(len(closed), pictureChildren)
	for len(closed) > 0 {
		slices.SortStableFunc(closed, func(a, b uint32) int { return cmp.Compare(p.counts[b].InScope, p.counts[a].InScope) })
		n := closed[0]
		closed = closed[1:]
		below := p.shown(p.u.children[n])
		more := min(len(below), pictureChildren)
		if more > 0 && lines+more <= pictureUnits {
			p.open[n] = true
			lines += more
			closed = append(closed, below[:more]...)
		}
	}
}

// list writes the places of one level and those below the open ones. The last line
// of a level that is longer stands for the others.
func (p *unitPicture) list(nodes []uint32, depth int) {
	whole := len(nodes)
	if whole > pictureChildren {
		whole = pictureChildren - 1
	}
	for _, n := range nodes[:whole] {
		x := p.u.nodes[n]
		p.rows = append(p.rows, UnitShare{Unit: n, Depth: depth, Name: x.name, Kind: x.kind, Readiness: p.counts[n]})
		if p.open[n] {
			p.list(p.shown(p.u.children[n]), depth+1)
		}
	}
	if rest := nodes[whole:]; len(rest) > 0 {
		others := UnitShare{Depth: depth, Others: len(rest)}
		for _, n := range rest {
			others.join(p.counts[n])
		}
		p.rows = append(p.rows, others)
	}
}

// domainShares counts the objects of each domain on both sides.
func (s *Session) domainShares() []DomainShare {
	d := s.allDomains()
	all := make([]DomainShare, len(d.names))
	for n := range all {
		all[n].Domain, all[n].Name = uint32(n), d.names[n]
	}
	for _, n := range d.onprem {
		all[n].OnPrem++
	}
	for id, n := range d.cloud {
		if s.repeats.Len() == 0 || s.repeats.First(directory.ID(id)) == directory.ID(id) {
			all[n].Cloud++
		}
	}
	all = slices.DeleteFunc(all, func(x DomainShare) bool { return x.OnPrem+x.Cloud == 0 })
	slices.SortStableFunc(all, func(a, b DomainShare) int {
		return cmp.Or(cmp.Compare(b.OnPrem, a.OnPrem), cmp.Compare(b.Cloud, a.Cloud))
	})
	if len(all) > pictureDomains {
		others := DomainShare{Others: len(all) - pictureDomains + 1}
		for _, x := range all[pictureDomains-1:] {
			others.OnPrem += x.OnPrem
			others.Cloud += x.Cloud
		}
		all = append(all[:pictureDomains-1], others)
	}
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].Name
	}
	for i, mark := range rules.MarkDomains(s.settings.rules(), names) {
		all[i].Mark = mark
	}
	return all
}
