package session

import (
	"bytes"
	"strings"

	"presync/core/directory"
)

// The kinds of node in the tree of places.
const (
	UnitNone      = "none" // objects without a distinguished name
	UnitDomain    = "domain"
	UnitOU        = "ou"
	UnitContainer = "container"
)

// maxUnits bounds the tree. Objects of a place beyond it count under the place
// above.
const maxUnits = 1 << 16

// noUnit is the parent of a node at the top.
const noUnit = ^uint32(0)

// unit is a place of the directory. A node stands behind its parent in the list.
type unit struct {
	parent uint32
	name   string
	kind   string
}

// units is the tree of the places where objects lie, and the place of each object.
// The components of a domain (DC=) make one node at the top.
type units struct {
	nodes    []unit
	of       []uint32 // by object
	children [][]uint32
	tops     []uint32

	byName map[unitKey]uint32
	byDN   map[string]uint32 // distinguished names as written
	recent *directory.Recent[uint32]
}

type unitKey struct {
	parent uint32
	name   string // in lower case, with the type of the component
}

// newUnits makes the tree of a store in one pass over its distinguished names.
func newUnits(s *directory.Store, pause func()) *units {
	pace := pauses{pause: pause}
	u := &units{of: make([]uint32, s.Len()), byName: map[unitKey]uint32{}, byDN: map[string]uint32{}, recent: new(directory.Recent[uint32])}
	var last []byte
	at := noUnit
	for i := range u.of {
		pace.did(1)
		dn := s.Get(directory.ID(i), directory.DN)
		above := directory.Above(dn)
		if len(dn) == 0 {
			u.of[i] = u.node(noUnit, "", "", UnitNone)
			continue
		}
		if at == noUnit || !bytes.Equal(above, last) {
			last, at = above, u.placeAgain(above)
		}
		u.of[i] = at
	}
	u.byName, u.byDN, u.recent = nil, nil, nil
	u.children = make([][]uint32, len(u.nodes))
	for n, x := range u.nodes {
		if x.parent == noUnit {
			u.tops = append(u.tops, uint32(n))
		} else {
			u.children[x.parent] = append(u.children[x.parent], uint32(n))
		}
	}
	return u
}

// placeAgain is place for a name that was likely met lately.
func (u *units) placeAgain(dn []byte) uint32 {
	at, ok := u.recent.Get(dn)
	if !ok {
		at = u.place(dn)
		u.recent.Put(dn, at)
	}
	return at
}

// place is the node of a distinguished name.
func (u *units) place(dn []byte) uint32 {
	if n, ok := u.byDN[string(dn)]; ok {
		return n
	}
	text := string(dn)
	parts := directory.SplitDN(text)
	var domain []string
	for len(parts) > 0 {
		kind, name := component(parts[len(parts)-1])
		if kind != "dc" {
			break
		}
		domain = append([]string{name}, domain...)
		parts = parts[:len(parts)-1]
	}
	at := noUnit
	if len(domain) > 0 {
		name := strings.Join(domain, ".")
		at = u.node(at, strings.ToLower(name), name, UnitDomain)
	}
	for i := len(parts) - 1; i >= 0; i-- {
		kind, name := component(parts[i])
		shape := UnitContainer
		if kind == "ou" {
			shape = UnitOU
		}
		at = u.node(at, kind+"="+strings.ToLower(name), name, shape)
	}
	if len(u.byDN) < maxUnits {
		u.byDN[text] = at
	}
	return at
}

// component takes a component of a distinguished name apart: its type in lower
// case and its value.
func component(part string) (kind, name string) {
	kind, name, _ = strings.Cut(part, "=")
	return strings.ToLower(strings.TrimSpace(kind)), directory.UnescapeRDN(strings.TrimSpace(name))
}

// node finds the child of a node, or makes it as long as there is room.
func (u *units) node(parent uint32, key, name, kind string) uint32 {
	k := unitKey{parent, key}
	if n, ok := u.byName[k]; ok {
		return n
	}
	if len(u.nodes) >= maxUnits && parent != noUnit {
		return parent
	}
	n := uint32(len(u.nodes))
	u.nodes = append(u.nodes, unit{parent: parent, name: name, kind: kind})
	u.byName[k] = n
	return n
}

// sum adds the numbers of the nodes up: each then counts its whole subtree.
func (u *units) sum(counts []int64) []int64 {
	for n := len(counts) - 1; n >= 0; n-- {
		if p := u.nodes[n].parent; p != noUnit {
			counts[p] += counts[n]
		}
	}
	return counts
}

// under marks the nodes with some numbers and everything below them.
func (u *units) under(numbers []uint32) []bool {
	t := make([]bool, len(u.nodes))
	for _, n := range numbers {
		if int(n) < len(t) {
			t[n] = true
		}
	}
	for n, x := range u.nodes {
		if x.parent != noUnit && t[x.parent] {
			t[n] = true
		}
	}
	return t
}

// path names the places above a node, from the top, and the node.
func (u *units) path(n uint32) []string {
	var out []string
	for ; n != noUnit; n = u.nodes[n].parent {
		out = append([]string{u.nodes[n].name}, out...)
	}
	return out
}

// unitTree is the tree of the on-premises objects, made when first asked for.
func (s *Session) unitTree() *units {
	if s.places == nil {
		s.placing.finish()
	}
	return s.places
}

// domains numbers the domains of the objects of both sides, letter case ignored; 0
// stands for none.
type domains struct {
	names  []string
	onprem []uint32 // by object
	cloud  []uint32
}

// domainAttrs are asked in this order for the domain of an object: what somebody
// signs in with, then the address.
var domainAttrs = []directory.Attr{directory.UserPrincipalName, directory.Mail, directory.PrimarySMTP}

func newDomains(onprem, cloud *directory.Store, pause func()) *domains {
	d := &domains{names: []string{""}}
	known := map[string]uint32{}
	d.onprem = d.number(onprem, known, pause)
	d.cloud = d.number(cloud, known, pause)
	return d
}

// number gives each object of a store the number of its domain.
func (d *domains) number(s *directory.Store, known map[string]uint32, pause func()) []uint32 {
	pace := pauses{pause: pause}
	of := make([]uint32, s.Len())
	var lower []byte
	var recent directory.Recent[uint32] // by the domain as it is written
	for i := range of {
		pace.did(1)
		domain := domainOf(s, directory.ID(i))
		if len(domain) == 0 {
			continue
		}
		if n, ok := recent.Get(domain); ok {
			of[i] = n
			continue
		}
		lower = directory.AppendLower(lower[:0], domain)
		n, ok := known[string(lower)]
		if !ok {
			n = uint32(len(d.names))
			name := string(lower)
			d.names = append(d.names, name)
			known[name] = n
		}
		recent.Put(domain, n)
		of[i] = n
	}
	return of
}

// domainOf is the domain of the user principal name, else of mail, else of the
// primary address.
func domainOf(s *directory.Store, id directory.ID) []byte {
	for _, a := range domainAttrs {
		if domain, ok := directory.Domain(s.Get(id, a)); ok && len(domain) > 0 {
			return domain
		}
	}
	from, to := s.RefRange(id)
	for n := from; n < to; n++ {
		if r := s.Ref(n); r.Attr() == directory.ProxyAddresses {
			if addr := directory.SplitAddress(s.Value(r)); addr.IsPrimary() {
				domain, _ := directory.Domain(addr.Value)
				return domain
			}
		}
	}
	return nil
}

// allDomains numbers the domains, when first asked for.
func (s *Session) allDomains() *domains {
	if s.domains == nil {
		s.numbering.finish()
	}
	return s.domains
}
