package browser

import (
	"strings"
	"testing"

	"presync/core/message"
	"presync/core/session"
)

// Every number and every part of a bar of the pictures leads to a list of that
// length, and the pictures say what the core counts.
func TestPictures(t *testing.T) {
	s, o := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	want := s.Pictures()
	p := dropped(t, sampleOnPrem, sampleCloud)
	must(t, p.Wait(has(`[data-test="units-table"]`)))
	if got := len(contents(t, p, `[data-test="units-table"] tbody tr`)); got != len(want.Units) {
		t.Errorf("%d places, want %d", got, len(want.Units))
	}
	if got := len(contents(t, p, `[data-test="domains-table"] tbody tr`)); got != len(want.Domains) {
		t.Errorf("%d domains, want %d", got, len(want.Domains))
	}
	type link struct{ Href, Label string }
	links := eval[[]link](t, p, `[...document.querySelectorAll('.shares td a, .shares svg a')].map((a) => ({ Href: a.getAttribute("href"),
		Label: a.getAttribute("aria-label") ?? a.querySelector("title").textContent }))`)
	seen := map[string]bool{}
	for _, l := range links {
		if seen[l.Href] {
			continue
		}
		seen[l.Href] = true
		visit(t, p, l.Href)
		n := l.Label[strings.LastIndex(l.Label, ": ")+2:]
		eventually(t, l.Label, strings.HasPrefix, func() string { return content(t, p, `[data-test="row-count"]`) }, n+" ")
	}
	if len(seen) < 20 || o.Findings == 0 {
		t.Errorf("only %d lists", len(seen))
	}
}

// Where the verified domains are given, each domain says whether it is one of them.
func TestDomainsSayWhatTheyAre(t *testing.T) {
	p := dropped(t, sampleOnPrem)
	visit(t, p, "#/settings")
	typeInto(t, p, `[data-test="setting-verified"]`, "contoso.com")
	renewed(t, p, func() { must(t, p.Click(`[data-test="apply-settings"]`)) })
	row := `[data-test="domains-table"] tr:has(.share-name[data-test])`
	eventually(t, "domain", strings.Contains, func() string { return strings.Join(contents(t, p, row), "\n") },
		"contoso.com"+message.English.T("ui.domains.mark.verified"))
	eventually(t, "domain", strings.Contains, func() string { return strings.Join(contents(t, p, row), "\n") },
		"contoso.local"+message.English.T("ui.domains.mark.private"))
}
