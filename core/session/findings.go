package session

import (
	"presync/core/directory"
	"presync/core/rules"
)

// Findings answers with a page of findings.
func (s *Session) Findings(q FindingsQuery) *FindingsPage {
	s.listFindings(&s.findings, q.Filter, q.Sort, q.Desc)
	if q.Open != nil {
		q.Offset = s.firstOpen(s.findings.rows, *q.Open)
	}
	rows, offset := s.findings.page(q.Offset, q.Limit)
	p := &FindingsPage{Total: int64(len(s.findings.rows)), All: int64(s.checked.Len()), Offset: offset, Rows: []FindingRow{}}
	for _, r := range rows {
		row := s.findingRow(r)
		row.Unit = s.unitTree().of[row.Object]
		p.Rows = append(p.Rows, row)
	}
	if q.Facets {
		p.Facets, p.Labels = s.findings.facets, s.findingLabels(q.Filter)
		p.Preparing = !s.countsConfidence(q.Filter)
	}
	if q.Tree != nil {
		p.Tree = s.tree(s.findings.units, q.Filter.Unit, *q.Tree)
	}
	return p
}

func (s *Session) listFindings(l *listing, f FindingsFilter, sort string, desc bool) {
	set := rowSet{kind: "findings", n: s.checked.Len(), fields: s.findingFields(f), search: f.Search, desc: desc}
	set.profiles = []*profile{&s.profiles[profileFinding], &s.profiles[profileFindingPlace]}
	set.found = s.searchFindings()
	if f.Object != nil {
		set.fields = append(set.fields, yesField("object", func(row uint32) bool {
			return uint32(s.checked.At(int(row)).Object) == *f.Object
		}))
	}
	if f.Value != nil {
		set.fields = append(set.fields, s.valueField(*f.Value))
	}
	s.orderFindings(&set, sort)
	l.fill(cacheKey("findings", f, len(set.fields)), cacheKey(sort, desc), set)
}

func (s *Session) findingFields(f FindingsFilter) []facetField {
	catalogue := rules.Catalogue()
	places, domains := s.unitTree(), s.allDomains()
	fields := []facetField{
		{name: "severity", values: int(rules.Error) + 1, chosen: f.Severity,
			code:  func(row uint32) int { return int(rules.Error - s.checked.At(int(row)).Severity) },
			label: func(c int) string { return (rules.Error - rules.Severity(c)).String() }},
		{name: "attribute", values: directory.AttrCount, chosen: f.Attribute,
			code:  func(row uint32) int { return int(s.checked.At(int(row)).Attr) },
			label: func(c int) string { return directory.Attr(c).String() }},
		{name: "rule", values: len(catalogue), chosen: f.Rule,
			code:  func(row uint32) int { return int(s.checked.At(int(row)).Rule) },
			label: func(c int) string { return catalogue[c].ID }},
		{name: "class", values: int(directory.Other) + 1, chosen: f.Class,
			code:  func(row uint32) int { return int(s.onprem.Class(s.checked.At(int(row)).Object)) },
			label: func(c int) string { return directory.Class(c).String() }},
		s.unitField(f.Unit, func(row uint32) uint32 { return places.of[s.checked.At(int(row)).Object] }),
		domainField(domains, f.Domain, func(row uint32) uint32 { return domains.onprem[s.checked.At(int(row)).Object] }),
		s.decisionField(f.Decision),
	}
	if s.countsConfidence(f) {
		confidence := s.offered().confidence
		fields = append(fields, facetField{name: "confidence", values: len(confidences), chosen: f.Confidence,
			code:  func(row uint32) int { return int(confidence[row]) },
			label: func(c int) string { return confidences[c] }})
	}
	return fields
}

// decisionField narrows findings by what was decided about them.
func (s *Session) decisionField(chosen []string) facetField {
	f := facetField{name: "decision", values: len(decisionWords), chosen: chosen,
		label: func(c int) string { return decisionWords[c] }}
	if state := s.decided.state; state != nil {
		f.code = func(row uint32) int { return int(state[row].action) }
	}
	return f
}

// countsConfidence reports whether a list of findings has the facet of the
// proposals: when it is narrowed by them, or when they are there or soon made.
func (s *Session) countsConfidence(f FindingsFilter) bool {
	return len(f.Confidence) > 0 || s.checked.Len() <= offersAtOnce || s.offers.made(s.checked)
}

// sortNone leaves the findings as they are, ordered by object.
const sortNone = "none"

// searchFindings looks in the distinguished name and in the value. The name is
// searched once for each object, since its findings come one after another.
func (s *Session) searchFindings() func(row uint32, find *finder) bool {
	last, inName := directory.NoID, false
	lastRef, inValue := rules.NoRef, false
	return func(row uint32, find *finder) bool {
		f := s.checked.At(int(row))
		if f.Object != last {
			last = f.Object
			inName = find.in(s.onprem.Get(f.Object, directory.DN))
		}
		if inName || f.Ref == rules.NoRef {
			return inName
		}
		if f.Ref != lastRef {
			lastRef = f.Ref
			inValue = find.in(s.onprem.Value(s.onprem.Ref(f.Ref)))
		}
		return inValue
	}
}

func (s *Session) orderFindings(set *rowSet, sort string) {
	at := func(row uint32) rules.Finding { return s.checked.At(int(row)) }
	switch sort {
	case sortNone: // the order of the files
	case "dn":
		s.orderBy(set, rankDN, s.findingItem)
	case "cn":
		s.orderBy(set, rankName, s.findingItem)
	case "value":
		s.orderBy(set, rankValue, itself)
	case "class":
		set.rank = func(row uint32) uint64 { return uint64(s.onprem.Class(at(row).Object)) }
	case "attribute":
		set.rank = func(row uint32) uint64 { return uint64(at(row).Attr) }
	case "rule":
		set.rank = func(row uint32) uint64 { return uint64(at(row).Rule) }
	default:
		set.rank = func(row uint32) uint64 { return uint64(rules.Error - at(row).Severity) }
	}
}

func (s *Session) findingRow(n uint32) FindingRow {
	f := s.checked.At(int(n))
	row := FindingRow{
		Finding: n, Object: uint32(f.Object),
		DN: s.onprem.Text(f.Object, directory.DN), CN: s.onprem.Name(f.Object),
		Class:     s.onprem.Class(f.Object).String(),
		Attribute: f.Attr.String(),
		Rule:      rules.Catalogue()[f.Rule].ID,
		Severity:  f.Severity.String(),
	}
	if f.Ref != rules.NoRef {
		row.Value = directory.FormatValue(f.Attr, s.findingValue(f))
	}
	if p, ok := s.checked.Propose(f); ok {
		row.Proposal, row.Remove, row.Confidence = p.Value, p.Remove, confidence(p)
	}
	s.show(&row, s.decided.of(n))
	if f.Group > 0 {
		row.Holders, row.Group = len(s.checked.Holders(f.Group)), f.Group
	}
	return row
}

// Finding answers with everything about one finding.
func (s *Session) Finding(n uint32) (*FindingDetail, *Failure) {
	if int(n) >= s.checked.Len() {
		return nil, failure("gone")
	}
	d := s.finding(n, maxHolders)
	s.mark(&d.Object)
	for _, o := range s.findingsOf(directory.ID(d.Row.Object)) {
		if o.Finding != n {
			d.Others = append(d.Others, o)
		}
	}
	return d, nil
}

// finding describes a finding with at most so many holders.
func (s *Session) finding(n uint32, holders int) *FindingDetail {
	f := s.checked.At(int(n))
	d := &FindingDetail{
		Row: s.findingRow(n), Why: s.checked.Explain(f),
		Object: s.view(s.onprem, f.Object), Holders: s.holders(f.Group, holders), Decision: s.decisionView(n),
	}
	if p, ok := s.checked.Propose(f); ok {
		d.Proposal = &Proposal{Value: p.Value, Remove: p.Remove, Confidence: confidence(p), Reason: p.Reason}
	}
	return d
}

func confidence(p rules.Proposal) string {
	if p.Safe {
		return ConfidenceSafe
	}
	return ConfidenceReview
}

// maxHolders bounds the holders of one contested value that a detail lists.
const maxHolders = 200

func (s *Session) holders(group uint32, most int) []Holder {
	if group == 0 {
		return nil
	}
	var out []Holder
	for _, ref := range s.checked.Holders(group) {
		if len(out) == most {
			break
		}
		out = append(out, holder(s.onprem, ref))
	}
	return out
}

// holder describes the object behind a value's number in a store.
func holder(store *directory.Store, ref uint32) Holder {
	id := store.Owner(ref)
	r := store.Ref(ref)
	return Holder{
		Object: uint32(id), DN: store.Text(id, directory.DN), Class: store.Class(id).String(),
		Attribute: r.Attr().String(), Value: directory.FormatValue(r.Attr(), store.Value(r)),
	}
}

// findingsOf lists the findings of one object.
func (s *Session) findingsOf(id directory.ID) []FindingRow {
	var out []FindingRow
	from, to := s.findingRange(id)
	for n := from; n < to; n++ {
		out = append(out, s.findingRow(uint32(n)))
	}
	return out
}

// findingRange is the half-open range of the numbers of an object's findings.
func (s *Session) findingRange(id directory.ID) (from, to int) {
	return int(s.firstFinding(id)), int(s.firstFinding(id + 1))
}

// firstFinding is the number of the first finding of an object or a later one:
// findings are ordered by object.
func (s *Session) firstFinding(id directory.ID) uint32 {
	if s.first == nil {
		s.first = make([]uint32, s.onprem.Len()+1)
		next := 0
		for i := range s.checked.Len() {
			for at := int(s.checked.At(i).Object); next <= at; next++ {
				s.first[next] = uint32(i)
			}
		}
		for ; next < len(s.first); next++ {
			s.first[next] = uint32(s.checked.Len())
		}
	}
	return s.first[id]
}
