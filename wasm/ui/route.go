package ui

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// View is one of the pages of the interface.
type View string

// The views. ViewHome is the landing view.
const (
	ViewHome      View = ""
	ViewOverview  View = "overview"
	ViewFiles     View = "files"
	ViewFindings  View = "findings"
	ViewGroups    View = "groups"
	ViewContest   View = "contest"
	ViewMatches   View = "matches"
	ViewAccounts  View = "accounts"
	ViewTransfer  View = "transfer"
	ViewObjects   View = "objects"
	ViewCompare   View = "compare"
	ViewArchive   View = "archive"
	ViewChanges   View = "changes"
	ViewSaved     View = "saved"
	ViewSince     View = "since"
	ViewSinceList View = "since-list"
	ViewRules     View = "rules"
	ViewReport    View = "report"
	ViewSettings  View = "settings"
	ViewPrivacy   View = "privacy"
)

// filterFields are the filters that a view knows, in the order of the fragment.
var filterFields = map[View][]string{
	ViewFindings: {"severity", "attribute", "rule", "class", "unit", "domain", "decision", "confidence", "object", "value"},
	ViewMatches:  {"outcome", "row", "severity", "class", "unit", "domain", "fate", "before"},
	ViewAccounts: {"fate", "severity", "class"},
	ViewTransfer: {"step"},
	ViewObjects:  {"side", "state", "class", "unit", "domain", "scope", "file"},
	ViewCompare:  {"rules", "login", "only", "reason"},
	ViewArchive:  {"state"},
	ViewChanges:  {"part", "action", "attribute", "class"},

	ViewSinceList: {"change", "severity", "attribute", "rule", "class"},
}

var views = []View{
	ViewOverview, ViewFiles, ViewFindings, ViewGroups, ViewContest, ViewMatches, ViewAccounts, ViewTransfer, ViewObjects, ViewChanges, ViewSaved, ViewSince, ViewSinceList, ViewCompare, ViewArchive, ViewRules, ViewReport,
	ViewSettings, ViewPrivacy,
}

// Route is what the fragment of the address says: the view, its filters, its
// order and what is selected. It never holds a search text or a value: those may
// be names of people, and an address is easily passed on.
type Route struct {
	View    View
	Filters map[string][]string
	Sort    string
	Desc    bool
	ID      string // number of the selected row, or the rule shown
}

// ParseRoute reads a fragment such as "#/findings?severity=error&sort=-dn&id=7".
// What it does not know it leaves out.
func ParseRoute(fragment string) Route {
	path, query, _ := strings.Cut(strings.TrimPrefix(fragment, "#"), "?")
	name, id, _ := strings.Cut(strings.Trim(path, "/"), "/")
	if name == "downloads" { // as the view was called before it held the report
		name = string(ViewReport)
	}
	r := Route{View: View(name)}
	if !slices.Contains(views, r.View) {
		return Route{}
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return r
	}
	for _, f := range filterFields[r.View] {
		if vs := slices.DeleteFunc(values[f], func(v string) bool { return v == "" }); len(vs) > 0 {
			r = r.with(f, vs)
		}
	}
	r.Sort, r.Desc = strings.CutPrefix(values.Get("sort"), "-")
	if r.View == ViewRules {
		r.ID, _ = url.PathUnescape(id)
	} else if _, err := strconv.ParseUint(values.Get("id"), 10, 32); err == nil {
		r.ID = values.Get("id")
	}
	return r
}

// String writes the fragment that ParseRoute reads.
func (r Route) String() string {
	var b strings.Builder
	b.WriteString("#/" + string(r.View))
	if r.View == ViewRules && r.ID != "" {
		b.WriteString("/" + url.PathEscape(r.ID))
	}
	sep := byte('?')
	add := func(key, value string) {
		b.WriteByte(sep)
		b.WriteString(key + "=" + url.QueryEscape(value))
		sep = '&'
	}
	for _, f := range filterFields[r.View] {
		for _, v := range r.Filters[f] {
			add(f, v)
		}
	}
	if r.Sort != "" {
		if r.Desc {
			add("sort", "-"+r.Sort)
		} else {
			add("sort", r.Sort)
		}
	}
	if r.View != ViewRules && r.ID != "" {
		add("id", r.ID)
	}
	return b.String()
}

// To makes the route of a view with filters given as field, value pairs.
func To(v View, filters ...string) Route {
	r := Route{View: v}
	for i := 0; i+1 < len(filters); i += 2 {
		r = r.with(filters[i], append(r.Filters[filters[i]], filters[i+1]))
	}
	return r
}

// ToRule is the route of one entry of the rule reference.
func ToRule(id string) Route { return Route{View: ViewRules, ID: id} }

// with returns a copy whose filter field holds the given values.
func (r Route) with(field string, values []string) Route {
	m := make(map[string][]string, len(r.Filters)+1)
	for k, v := range r.Filters {
		m[k] = v
	}
	if len(values) == 0 {
		delete(m, field)
	} else {
		m[field] = slices.Clone(values)
	}
	r.Filters = m
	return r
}

// Toggle returns the route with one value of a filter switched on or off. The
// selection is dropped: its row may no longer be in the list.
func (r Route) Toggle(field, value string) Route {
	have := r.Filters[field]
	r.ID = ""
	if i := slices.Index(have, value); i >= 0 {
		return r.with(field, slices.Delete(slices.Clone(have), i, i+1))
	}
	return r.with(field, append(slices.Clone(have), value))
}

// Only returns the route narrowed to one value of a filter, whatever values of it
// were switched on.
func (r Route) Only(field, value string) Route {
	r.ID = ""
	return r.with(field, []string{value})
}

// Cleared returns the route of the same list without filters and selection.
func (r Route) Cleared() Route {
	lists := r.Filters
	r.Filters, r.ID = nil, ""
	for field := range listFields {
		if v := lists[field]; len(v) > 0 {
			r = r.with(field, v)
		}
	}
	return r
}

// Selected returns the route with another row selected; "" selects none.
func (r Route) Selected(id string) Route {
	r.ID = id
	return r
}

// SortedBy returns the route ordered by a column: a second choice of the same
// column turns the order round, a third one goes back to the natural order.
func (r Route) SortedBy(column string) Route {
	r.ID = ""
	switch {
	case r.Sort != column:
		r.Sort, r.Desc = column, false
	case !r.Desc:
		r.Desc = true
	default:
		r.Sort, r.Desc = "", false
	}
	return r
}

// Has reports whether a value of a filter is switched on.
func (r Route) Has(field, value string) bool { return slices.Contains(r.Filters[field], value) }

// One is the only value of a filter, "" when there is none or more than one.
func (r Route) One(field string) string {
	if vs := r.Filters[field]; len(vs) == 1 {
		return vs[0]
	}
	return ""
}

// listFields choose between lists and narrow none.
var listFields = map[string]bool{"side": true, "by": true}

// FilterCount is the number of filter values that are switched on.
func (r Route) FilterCount() int {
	n := 0
	for field, vs := range r.Filters {
		if !listFields[field] {
			n += len(vs)
		}
	}
	return n
}

// SameList reports whether two routes show the same rows in the same order,
// whatever is selected.
func (r Route) SameList(o Route) bool {
	return r.Selected("").String() == o.Selected("").String()
}
