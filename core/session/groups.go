package session

import (
	"presync/core/directory"
	"presync/core/rules"
)

// What the findings can be grouped by.
const (
	GroupRule      = "rule"
	GroupObject    = "object"
	GroupValue     = "value"     // the very same value, letter case included
	GroupContested = "contested" // one address, alias or logon name that several objects hold
)

// GroupsQuery asks for a page of groups of findings.
type GroupsQuery struct {
	Filter FindingsFilter `json:"filter"`
	By     string         `json:"by"`             // one of the Group words
	Sort   string         `json:"sort,omitempty"` // name, findings, objects, severity; "" is most findings first
	Desc   bool           `json:"desc,omitempty"`
	Offset int64          `json:"offset"`
	Limit  int            `json:"limit"`
	Facets bool           `json:"facets,omitempty"` // of the findings
	Tree   *TreeQuery     `json:"tree,omitempty"`
}

// GroupsPage is a part of the groups.
type GroupsPage struct {
	Total    int64      `json:"total"`
	Findings int64      `json:"findings"` // in all groups
	Offset   int64      `json:"offset"`
	Rows     []GroupRow `json:"rows"`
	Facets   []Facet    `json:"facets,omitempty"`
	Tree     []TreeRow  `json:"tree,omitempty"`
	Labels   []Label    `json:"labels,omitempty"`
}

// GroupRow is a group of findings.
type GroupRow struct {
	// Key is what the filter of the group's findings takes: a rule's id, the number of
	// an object, of a finding with the value, or of a contested value.
	Key       string `json:"key"`
	Name      string `json:"name,omitempty"` // of an object; the value itself
	DN        string `json:"dn,omitempty"`
	Class     string `json:"class,omitempty"`
	Attribute string `json:"attribute,omitempty"` // "" when there are several
	Severity  string `json:"severity"`            // the gravest
	N         int64  `json:"n"`
	Objects   int64  `json:"objects"`
	Errors    int64  `json:"errors"`
	Warnings  int64  `json:"warnings"`
	Advice    int64  `json:"advice"`
}

// group counts the findings of one group.
type group struct {
	key     uint32
	first   uint32 // finding
	n       [rules.Error + 1]uint32
	objects uint32 // of a contested value all that hold it, in scope or not
	last    directory.ID
	attr    directory.Attr // of the first finding
	mixed   bool           // several attributes
}

func (g *group) sum() int64 {
	n := int64(0)
	for _, k := range g.n {
		n += int64(k)
	}
	return n
}

func (g *group) gravest() rules.Severity {
	for sev := rules.Error; sev > 0; sev-- {
		if g.n[sev] > 0 {
			return sev
		}
	}
	return 0
}

// groups is the cached answer to a query for groups.
type groups struct {
	key   string
	from  listing // the findings, in their natural order
	list  []group
	order listing
	sum   int64
}

// Groups answers with a page of groups of findings.
func (s *Session) Groups(q GroupsQuery) *GroupsPage {
	g := &s.grouped
	s.listFindings(&g.from, q.Filter, sortNone, false)
	if key := cacheKey("groups", q.Filter, q.By, s.decided.serial); g.key != key {
		g.key, g.order.key = key, ""
		g.list, g.sum = s.group(q.By, g.from.rows)
	}
	s.orderGroups(g, q)
	rows, offset := g.order.page(q.Offset, q.Limit)
	p := &GroupsPage{Total: int64(len(g.list)), Findings: g.sum, Offset: offset, Rows: []GroupRow{}}
	for _, r := range rows {
		p.Rows = append(p.Rows, s.groupRow(q.By, &g.list[r]))
	}
	if q.Facets {
		p.Facets, p.Labels = g.from.facets, s.findingLabels(q.Filter)
	}
	if q.Tree != nil {
		p.Tree = s.tree(g.from.units, q.Filter.Unit, *q.Tree)
	}
	return p
}

// groupKey gives the number of a finding's group, and how many numbers there are;
// 0 stands for a finding of no group.
func (s *Session) groupKey(by string) (key func(row uint32, f rules.Finding) uint32, n int) {
	switch by {
	case GroupObject:
		return func(_ uint32, f rules.Finding) uint32 { return uint32(f.Object) + 1 }, s.onprem.Len() + 1
	case GroupValue:
		same := s.sameValues()
		return func(row uint32, _ rules.Finding) uint32 { return same[row] + 1 }, len(same) + 1
	case GroupContested:
		return func(_ uint32, f rules.Finding) uint32 { return f.Group }, s.checked.Groups() + 1
	}
	return func(_ uint32, f rules.Finding) uint32 { return uint32(f.Rule) + 1 }, len(rules.Catalogue()) + 1
}

// group counts findings, in ascending order, by group; sum is the number of those
// that belong to one.
func (s *Session) group(by string, rows []uint32) (list []group, sum int64) {
	key, n := s.groupKey(by)
	place := make([]uint32, n) // of a group in list, and 1
	for _, row := range rows {
		f := s.checked.At(int(row))
		k := key(row, f)
		if k == 0 {
			continue
		}
		if place[k] == 0 {
			list = append(list, group{key: k - 1, first: row, last: directory.NoID, attr: f.Attr})
			place[k] = uint32(len(list))
		}
		g := &list[place[k]-1]
		g.n[f.Severity]++
		sum++
		if g.last != f.Object {
			g.objects++
			g.last = f.Object
		}
		g.mixed = g.mixed || f.Attr != g.attr
	}
	if by == GroupContested {
		for i := range list {
			list[i].objects = uint32(s.checked.HolderObjects(list[i].key + 1))
		}
	}
	return list, sum
}

func (s *Session) orderGroups(g *groups, q GroupsQuery) {
	key := cacheKey(g.key, q.Sort, q.Desc)
	if g.order.key == key {
		return
	}
	set := rowSet{n: len(g.list), desc: q.Desc}
	switch q.Sort {
	case "name":
		s.nameGroups(&set, g, q.By)
	case "objects":
		set.rank = func(row uint32) uint64 { return uint64(g.list[row].objects) }
	case "severity":
		set.rank = func(row uint32) uint64 {
			x := &g.list[row]
			return uint64(rules.Error-x.gravest())<<32 | uint64(^x.n[x.gravest()])
		}
	case "findings":
		set.rank = func(row uint32) uint64 { return uint64(g.list[row].sum()) }
	default:
		set.rank = func(row uint32) uint64 { return ^uint64(g.list[row].sum()) }
	}
	g.order.key = key
	g.order.rows = g.order.rows[:0]
	for i := range g.list {
		g.order.rows = append(g.order.rows, uint32(i))
	}
	sortRows(g.order.rows, set)
}

// nameGroups sorts groups by their names.
func (s *Session) nameGroups(set *rowSet, g *groups, by string) {
	switch by {
	case GroupObject:
		s.orderBy(set, rankName, func(row uint32) uint32 { return g.list[row].key })
	case GroupRule:
		set.text = func(row uint32) []byte { return []byte(rules.Catalogue()[g.list[row].key].ID) }
	default:
		s.orderBy(set, rankValue, func(row uint32) uint32 { return g.list[row].first })
	}
}

func (s *Session) groupRow(by string, g *group) GroupRow {
	f := s.checked.At(int(g.first))
	row := GroupRow{
		Key: key(g.key), Severity: g.gravest().String(), N: g.sum(), Objects: int64(g.objects),
		Errors: int64(g.n[rules.Error]), Warnings: int64(g.n[rules.Warning]), Advice: int64(g.n[rules.Advice]),
	}
	if !g.mixed {
		row.Attribute = f.Attr.String()
	}
	switch by {
	case GroupObject:
		row.Name, row.DN = s.onprem.Name(f.Object), s.onprem.Text(f.Object, directory.DN)
		row.Class = s.onprem.Class(f.Object).String()
	case GroupValue:
		row.Name = directory.FormatValue(f.Attr, s.findingValue(f))
	case GroupContested:
		row.Key = key(g.key + 1)
		row.Name = string(rules.UniquePart(f.Attr, s.findingValue(f)))
	default:
		row.Key = rules.Catalogue()[g.key].ID
	}
	return row
}
