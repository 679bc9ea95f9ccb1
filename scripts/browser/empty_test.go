package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presync/core/message"
)

// clean is an object in which no rule finds anything.
const clean = `dn: CN=Ann,OU=People,DC=contoso,DC=com
objectClass: user
cn: Ann
givenName: Ann
sn: Berg
displayName: Ann Berg
sAMAccountName: ann
mailNickname: ann
userPrincipalName: ann@contoso.com
mail: ann@contoso.com
proxyAddresses: SMTP:ann@contoso.com
objectGUID:: QUJDREVGR0hJSktMTU5PUA==
userAccountControl: 512
`

// says fails the test unless an element says a text of the catalogue.
func says(t *testing.T, p *Page, selector, id string) {
	t.Helper()
	want := message.English.T(id)
	eventually(t, id, strings.Contains, func() string { return content(t, p, selector) }, want)
}

// With the cloud alone nothing is said about rules and filters that judged nothing, and
// every list says what is missing.
func TestOnlyTheCloud(t *testing.T) {
	p := dropped(t, sampleCloud)
	says(t, p, ".card-readiness", "ui.ready.no-onprem")
	says(t, p, ".card-outcomes", "ui.outcomes.no-onprem")
	for _, gone := range []string{"severities", "attributes", "rules", "scope", "unchecked", "units", "flow"} {
		if ok, _ := p.Has(".card-" + gone); ok {
			t.Errorf("the card %s is about objects that are not loaded", gone)
		}
	}
	click(t, p, ".nav-objects a")
	counts(t, p, 40, 40)
	for _, view := range []string{"#/findings", "#/groups?by=rule", "#/objects?side=onprem"} {
		visit(t, p, view)
		says(t, p, ".nothing", "ui.table.empty.no-onprem")
	}
}

// One object without a finding is ready; what needs a cloud export says so.
func TestOneCleanObject(t *testing.T) {
	file := filepath.Join(t.TempDir(), "clean.ldf")
	must(t, os.WriteFile(file, []byte(clean), 0o644))
	p := dropped(t, file)
	if got := content(t, p, `[data-test="readiness-percent"]`); got != "100.0 %" {
		t.Errorf("readiness is %s", got)
	}
	says(t, p, ".card-outcomes", "ui.outcomes.no-cloud")
	visit(t, p, "#/findings")
	says(t, p, ".nothing", "ui.table.empty.findings.advice")
	if ok, _ := p.Has(".marks button"); ok {
		t.Error("there is nothing to select, and a button for it")
	}
	visit(t, p, "#/objects?side=cloud")
	says(t, p, ".nothing", "ui.table.empty.no-cloud")
}

// Names, identifiers and addresses of an entry can be copied, each as it is.
func TestIdentifiersAreCopied(t *testing.T) {
	p := dropped(t, sampleOnPrem, sampleCloud)
	visit(t, p, "#/matches?row=D-01")
	click(t, p, `[data-test="match-row"] [data-test="cell-name"]`)
	must(t, p.Wait(has(`[data-test="detail"] [data-test="attribute-row"]`)))
	copied := map[string]bool{}
	for _, row := range eval[[][2]string](t, p, `[...document.querySelectorAll('[data-test="attribute-row"] .attribute-value')].map((e) => [
		e.closest("div:has(dt)").querySelector("dt").textContent,
		e.querySelector("[data-do=copy]")?.dataset.arg === e.querySelector(".mono").textContent ? "same" : "" ])`) {
		if row[1] != "" {
			copied[row[0]] = true
		}
	}
	for _, want := range []string{"distinguishedName", "objectGUID", "userPrincipalName", "mail", "proxyAddresses", "id", "onPremisesImmutableId"} {
		if !copied[want] {
			t.Errorf("%s cannot be copied", want)
		}
	}
	if n := eval[int](t, p, `document.querySelectorAll('[data-test="evidence"] [data-do=copy]').length`); n < 4 {
		t.Errorf("only %d keys of the evidence can be copied", n)
	}
}
