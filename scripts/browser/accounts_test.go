package browser

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/chromedp/chromedp/kb"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui"
)

// accountNames are the names of the accounts under a filter, as the core lists them.
func accountNames(s *session.Session, f session.AccountsFilter) []string {
	var out []string
	for _, r := range s.Accounts(session.AccountsQuery{Filter: f}).Rows {
		out = append(out, ui.Visible(r.Name))
	}
	return out
}

// The list of accounts says of each what the core says, and narrows to every fate.
func TestAccountsAreListed(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	p := dropped(t, sampleOnPrem, sampleCloud)
	visit(t, p, "#/accounts")
	all := s.Accounts(session.AccountsQuery{Facets: true})
	counts(t, p, all.Total, all.All)
	for _, f := range all.Facets[0].Values {
		visit(t, p, "#/accounts")
		click(t, p, `[data-test="facet-fate-`+f.Key+`"] input`)
		counts(t, p, f.N, all.All)
		shows(t, p, "name", accountNames(s, session.AccountsFilter{Fate: []string{f.Key}}))
		for _, fate := range column(t, p, "fate") {
			if fate != message.English.T("ui.fate."+f.Key) {
				t.Errorf("%s: a row says %q", f.Key, fate)
			}
		}
	}
	visit(t, p, "#/accounts")
	typeInto(t, p, `[data-test="search"]`, "board")
	shows(t, p, "name", accountNames(s, session.AccountsFilter{Search: "board"}))
}

// The details of an account tell what happens to it, why, and what each file says.
func TestAccountDetails(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	p := dropped(t, sampleOnPrem, sampleCloud)
	seen := map[string]bool{}
	for _, r := range s.Accounts(session.AccountsQuery{}).Rows {
		if seen[r.Fate+r.Row] {
			continue
		}
		seen[r.Fate+r.Row] = true
		visit(t, p, fmt.Sprintf("#/accounts?id=%d", r.Account))
		d, _ := s.Account(r.Account)
		must(t, p.Wait(fmt.Sprintf(`document.querySelector("#panel-title")?.textContent === %s`, quote(r.Name))))
		text := content(t, p, `[data-test="detail"]`)
		want := []string{message.English.T("ui.fate." + r.Fate), message.English.Format(d.Transfer.Text), d.Transfer.Script}
		if d.Match != nil {
			want = append(want, message.English.Format(d.Match.Explanation))
			for _, e := range d.Match.Evidence {
				want = append(want, ui.Visible(e.OnPrem), ui.Visible(e.Cloud))
			}
			for _, e := range d.Match.Effects {
				want = append(want, e.Attribute, ui.Visible(e.After))
			}
		}
		for _, v := range d.Records {
			want = append(want, v.File)
			for _, a := range v.Attributes {
				want = append(want, a.Name, ui.Visible(a.Values[0]))
			}
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: the details do not hold %q", r.Name, w)
			}
		}
	}
	if len(seen) < 8 {
		t.Errorf("the sample has only %d cases", len(seen))
	}
}

// The keys that led to a match stand out, and the settings behind it are named.
func TestEvidenceStandsOut(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	p := dropped(t, sampleOnPrem, sampleCloud)
	for _, c := range []struct {
		outcome  string
		settings []string
	}{
		{"SOFT_MATCH_SMTP_AND_UPN", []string{"block-soft", "no-upn", "privileged", "anchor"}},
		{"HARD_MATCH", []string{"block-hard", "allow-remap", "privileged", "anchor"}},
	} {
		row := s.Matches(session.MatchesQuery{Filter: session.MatchesFilter{Outcome: []string{c.outcome}}}).Rows[0]
		visit(t, p, fmt.Sprintf("#/matches?id=%d", row.Verdict))
		must(t, p.Wait(fmt.Sprintf(`document.querySelector('[data-test="dn"]')?.textContent === %s`, quote(row.DN))))
		var want []string
		for _, k := range row.Keys {
			want = append(want, message.English.T("ui.key."+k))
		}
		if got := contents(t, p, `[data-test="evidence"] .hit th`); !slices.Equal(got, want) {
			t.Errorf("%s: %q stand out, want %q", c.outcome, got, want)
		}
		settings := content(t, p, `[data-test="settings-behind"]`)
		for _, f := range c.settings {
			if !strings.Contains(settings, message.English.T("ui.settings."+f)) {
				t.Errorf("%s: %s is not named in %q", c.outcome, f, settings)
			}
		}
		if attribute(t, p, `[data-test="settings-behind"] a`, "href") != "#/settings" {
			t.Error("no link to the settings")
		}
	}
}

const (
	loneUser = "dn: CN=Bo Vik,DC=contoso,DC=com\nobjectClass: user\nobjectGUID:: AQIDBAUGBwgJCgsMDQ4PEA==\ncn: Bo Vik\n" +
		"displayName: Bo Vik\nsAMAccountName: bovik\nuserPrincipalName: bovik@contoso.com\nproxyAddresses: SMTP:bovik@contoso.com\n"
	loneAccount = "id,userPrincipalName,displayName,mail,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled\n" +
		"5f0c2d3e-0001-4222-8333-444455556666,bo@contoso.com,Bo Vik,bo@contoso.com,SMTP:bo@contoso.com,,\n"
)

// What is called alike is shown from both sides, as a help and not as a match.
func TestNearMisses(t *testing.T) {
	dir := t.TempDir()
	onprem, cloud := filepath.Join(dir, "a.ldf"), filepath.Join(dir, "users.csv")
	must(t, os.WriteFile(onprem, []byte(loneUser), 0o644))
	must(t, os.WriteFile(cloud, []byte(loneAccount), 0o644))
	p := dropped(t, onprem, cloud)
	check := func(name string) {
		t.Helper()
		must(t, p.Wait(has(`[data-test="near"]`)))
		if got := contents(t, p, `[data-test="near"]`); len(got) != 1 || !strings.Contains(got[0], name) {
			t.Errorf("called alike: %q", got)
		}
		if note := content(t, p, `[data-test="near-note"]`); !strings.HasPrefix(note, "No match") {
			t.Errorf("the note says %q", note)
		}
	}
	visit(t, p, "#/matches?id=0")
	check("bo@contoso.com")
	click(t, p, `[data-test="near"] a`)
	must(t, p.WaitView("accounts"))
	must(t, p.Wait(has(`[data-test="fate"]`)))
	if got := content(t, p, `[data-test="detail"] .plan-words`); !strings.Contains(got, "CN=Bo Vik") {
		t.Errorf("the plan does not name who is called alike: %q", got)
	}
}

// marked waits until the page says how many accounts are selected.
func marked(t *testing.T, p *Page, n int) {
	t.Helper()
	want := message.English.T("ui.mark.count", message.Num("n", n))
	if n == 0 {
		want = message.English.T("ui.mark.none.accounts")
	}
	eventually(t, "selection", func(a, b string) bool { return a == b },
		func() string { return content(t, p, `[data-test="mark-count"]`) }, want)
	eventually(t, "checked boxes", func(a, b int) bool { return a == b },
		func() int {
			return eval[int](t, p, `document.querySelectorAll('[data-test="cell-mark"] input:checked').length`)
		}, n)
}

// Rows are selected one by one, by range and all at once, with mouse and keyboard.
func TestAccountsAreSelected(t *testing.T) {
	p := dropped(t, sampleOnPrem, sampleCloud)
	visit(t, p, "#/accounts")
	click(t, p, `#r-2 [data-test="cell-mark"]`)
	click(t, p, `#r-4 [data-test="cell-mark"] input`)
	marked(t, p, 2)
	if eval[bool](t, p, `location.hash.includes("id=")`) {
		t.Error("selecting a row opens it")
	}
	click(t, p, `#r-4 [data-test="cell-mark"]`)
	marked(t, p, 1)
	eval[any](t, p, `void document.querySelector('#r-7 [data-test="cell-mark"]').dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true }))`)
	marked(t, p, 5) // 2, and 4 to 7
	click(t, p, `[data-test="mark-clear"]`)
	marked(t, p, 0)
	if focused(t, p) != "grid" {
		t.Errorf("the keyboard is at %q", focused(t, p))
	}
	press(t, p, kb.Home, " ", kb.ArrowDown, " ")
	marked(t, p, 2)

	// A selection goes over several filters.
	visit(t, p, "#/accounts?fate=stays")
	marked2 := `document.querySelectorAll('[data-test="cell-mark"] input:checked').length`
	click(t, p, `[data-test="mark-all"]`)
	must(t, p.Wait(marked2+` === document.querySelectorAll('[data-test="account-row"]').length`))
	visit(t, p, "#/accounts")
	marked(t, p, 4)
	click(t, p, `[data-test="mark-all"]`)
	marked(t, p, 40)
}

// The transfer shows a plan for each selected account, and the script of them all
// can be copied and saved for Windows PowerShell.
func TestTransfer(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	p := silent(t, desktop, catching)
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud)...))
	must(t, p.WaitView("overview"))
	visit(t, p, "#/transfer")
	if text := content(t, p, "main"); !strings.Contains(text, message.English.T("ui.transfer.empty")) {
		t.Errorf("without a selection: %q", text)
	}
	visit(t, p, "#/accounts")
	click(t, p, `[data-test="mark-all"]`)
	marked(t, p, 40)
	click(t, p, `[data-test="mark-transfer"]`)
	must(t, p.WaitView("transfer"))

	var req session.TransferRequest
	for _, r := range s.Accounts(session.AccountsQuery{}).Rows {
		req.Accounts = append(req.Accounts, r.Account)
	}
	plans := s.Transfer(req)
	text := content(t, p, "main")
	steps := map[string]int{}
	for _, plan := range plans.Plans {
		steps[plan.Step]++
		for _, want := range []string{plan.Name, message.English.Format(plan.Text), plan.DN} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the page does not hold %q", plan.Name, want)
			}
		}
	}
	for step, n := range steps {
		click(t, p, `[data-test="step-`+step+`"]`)
		if got := len(contents(t, p, `[data-test="plan"][data-step="`+step+`"]`)); got != n || len(contents(t, p, `[data-test="plan"]`)) != n {
			t.Errorf("%d plans to %s, want %d", got, step, n)
		}
	}
	if !strings.HasPrefix(plans.Script, content(t, p, `[data-test="script"]`)) || !strings.Contains(content(t, p, `[data-test="not-run"]`), "-WhatIf") {
		t.Error("the script on the page is another one, or nothing says that it was not run")
	}
	click(t, p, `[data-test="save-script"]`)
	got := saves(t, p, 1)
	data, err := base64.StdEncoding.DecodeString(got.Data)
	must(t, err)
	if want := "\ufeff" + strings.ReplaceAll(plans.Script, "\n", "\r\n"); got.Name != "presync-transfer.ps1" || string(data) != want {
		t.Errorf("saved %s:\n%s", got.Name, data)
	}
	eval[any](t, p, `void (navigator.clipboard.writeText = async (s) => { globalThis.copied = s; })`)
	click(t, p, `[data-test="copy-script"]`)
	if eval[string](t, p, "copied") != plans.Script {
		t.Error("another script was copied")
	}
}

// Every part of the flow leads to a list of that length, from the picture and from
// the table.
func TestFlow(t *testing.T) {
	_, o := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	p := dropped(t, sampleOnPrem, sampleCloud)
	visit(t, p, "#/overview")
	type link struct{ Href, Label string }
	links := eval[[]link](t, p, `[...document.querySelectorAll('[data-test="flow-band"]')].map((a) => ({ Href: a.getAttribute("href"), Label: a.getAttribute("aria-label") }))`)
	table := eval[[]link](t, p, `[...document.querySelectorAll('[data-test="flow-table"] td a')].map((a) => ({ Href: a.getAttribute("href"), Label: ": " + a.textContent + " object" }))`)
	if len(links) < 8 || len(table) != len(o.Flow) {
		t.Fatalf("%d bands; %d lines for %d parts", len(links), len(table), len(o.Flow))
	}
	for _, l := range append(links, table...) {
		visit(t, p, l.Href)
		_, label, _ := strings.Cut(l.Label, ": ")
		n, _, _ := strings.Cut(label, " object")
		eventually(t, l.Label, strings.HasPrefix, func() string { return content(t, p, `[data-test="row-count"]`) }, n+" ")
	}
}

// On a telephone the flow is a table, opened at once.
func TestFlowOnATelephone(t *testing.T) {
	p := silent(t, Look{Width: 390, Height: 844})
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud)...))
	must(t, p.WaitView("overview"))
	if !eval[bool](t, p, `document.querySelector(".flow").offsetParent === null && document.querySelector('[data-test="flow-table"]').offsetParent !== null`) {
		t.Error("the picture is there, or the table is not")
	}
}

// Every setting of the tenant changes the verdicts that depend on it.
func TestSettingsChangeVerdicts(t *testing.T) {
	list := filepath.Join(t.TempDir(), "roles.csv")
	var file []byte
	for _, u := range utf16.Encode([]rune("\ufeff\"Role\",\"UserPrincipalName\"\r\n\"Global Administrator\",\"julia.evans@contoso.com\"\r\n")) {
		file = append(file, byte(u), byte(u>>8))
	}
	must(t, os.WriteFile(list, file, 0o644))
	for _, c := range []struct {
		name string
		set  func(t *testing.T, p *Page)
		want session.Settings
	}{
		{"block soft match", func(t *testing.T, p *Page) { click(t, p, `[data-test="setting-block-soft"]`) }, session.Settings{BlockSoftMatch: true}},
		{"block hard match", func(t *testing.T, p *Page) { click(t, p, `[data-test="setting-block-hard"]`) }, session.Settings{BlockHardMatch: true}},
		{"no match by sign-in name", func(t *testing.T, p *Page) { click(t, p, `[data-test="setting-no-upn"]`) }, session.Settings{NoUPNSoftMatch: true}},
		{"privileged accounts", func(t *testing.T, p *Page) {
			must(t, p.Upload(`[data-test="privileged-file"]`, list))
			must(t, p.Wait(`document.querySelector('[data-test="setting-privileged"]').value.includes("julia.evans@")`))
		}, session.Settings{Privileged: []string{"julia.evans@contoso.com"}}},
		{"sign-in name from mail", func(t *testing.T, p *Page) { choose(t, p, `[data-test="setting-upn-source"]`, "mail") }, session.Settings{UPNSource: "mail"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, before := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
			s, after := native(t, c.want, nil, sampleOnPrem, sampleCloud)
			if fmt.Sprint(before.Outcomes) == fmt.Sprint(after.Outcomes) {
				t.Error("the setting changes no outcome of the sample")
			}
			p := dropped(t, sampleOnPrem, sampleCloud)
			visit(t, p, "#/settings")
			// The bar at the end of the settings covers what lies under it.
			eval[any](t, p, `void document.querySelector('[data-test="setting-block-hard"]').scrollIntoView({ block: "center" })`)
			c.set(t, p)
			settle(t, p)
			renewed(t, p, func() { must(t, p.Click(`[data-test="apply-settings"]`)) })
			for _, f := range after.Flow {
				if f.Row != "" {
					continue
				}
				if got := content(t, p, `[data-test="flow-all-`+f.Fate+`"]`); got != message.Group(f.N) {
					t.Errorf("%s accounts of fate %s, want %d", got, f.Fate, f.N)
				}
			}
			checkMatches(t, p, s)
		})
	}
}
