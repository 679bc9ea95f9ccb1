package browser

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"presync/core/ingest"
	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui"
)

// forgetsReadings has the browser forget at the end of the test how files are read.
func forgetsReadings(t *testing.T, p *Page) {
	t.Helper()
	t.Cleanup(func() { _, _ = Eval[any](p, `localStorage.removeItem("presync-readings")`) })
}

// written is a file of a test.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

// previewed are the columns that the preview shows, by header, each with the values
// of its rows.
func previewed(t *testing.T, p *Page) map[string]string {
	t.Helper()
	settle(t, p)
	return eval[map[string]string](t, p, `Object.fromEntries([...document.querySelectorAll('[data-test="preview-column"]')].map((row) =>
		[row.querySelector("th").textContent, [...row.querySelectorAll("td.mono")].map((e) => e.textContent).join("/")]))`)
}

// previews waits until the preview shows these columns.
func previews(t *testing.T, p *Page, want map[string]string) {
	t.Helper()
	eventually(t, "preview", maps.Equal, func() map[string]string { return previewed(t, p) }, want)
}

// outcomeSays waits until the preview says something about the file.
func outcomeSays(t *testing.T, p *Page, text string) {
	t.Helper()
	eventually(t, text, func(a, b bool) bool { return a == b },
		func() bool { return strings.Contains(content(t, p, `[data-test="reading-outcome"]`), text) }, true)
}

// setMeaning types the attribute of a column.
func setMeaning(t *testing.T, p *Page, header, attribute string) {
	t.Helper()
	typeInto(t, p, `[data-header="`+header+`"]`, attribute)
	eval[any](t, p, `document.activeElement.blur()`)
	settle(t, p)
}

// cyrillic is an export of users in windows-1251, whose columns have names that
// nothing knows but two.
func cyrillic(t *testing.T) string {
	t.Helper()
	text, err := charmap.Windows1251.NewEncoder().String("Имя;Mail;Логин;Отдел\r\nБорис;boris@contoso.com;boris@contoso.com;Продажи\r\nАнна;anna@contoso.com;anna@contoso.com;Продажи\r\n")
	must(t, err)
	return written(t, "users.csv", text)
}

// What is chosen is applied and remembered for files with the same header, until it is
// forgotten.
func TestHowAFileIsReadIsChanged(t *testing.T) {
	path := cyrillic(t)
	t.Run("chosen", func(t *testing.T) {
		p := dropped(t, path)
		chooseCyrillic(t, p)
		typeInto(t, p, `[data-header="Отдел"]`, "department") // and click with the focus still in the field
		reread(t, p, func() { must(t, p.Click(`[data-test="reading-apply"]`)) })
		checkCyrillic(t, p, "chosen")
		if text := content(t, p, `[data-test="file"] .columns`); !strings.Contains(text, "department") {
			t.Errorf("what was typed last was not applied: %s", text)
		}
		stored := eval[string](t, p, `localStorage.getItem("presync-readings")`)
		for _, secret := range []string{"contoso", "Mail", "Имя", "Борис", "users.csv"} {
			if strings.Contains(stored, secret) {
				t.Errorf("the browser keeps %q: %s", secret, stored)
			}
		}
	})
	t.Run("recalled", func(t *testing.T) {
		p := dropped(t, path)
		forgetsReadings(t, p)
		visit(t, p, "#/files")
		checkCyrillic(t, p, "recalled")
		reread(t, p, func() { must(t, p.Click(`[data-test="forget-reading"]`)) })
		if how := attribute(t, p, `[data-test="file-encoding"]`, "data-how"); how != "guess" || eval[bool](t, p, has(`[data-test="recalled"]`)) {
			t.Errorf("after it was forgotten the encoding is %q", how)
		}
		if stored := eval[string](t, p, `localStorage.getItem("presync-readings") ?? ""`); stored != "" {
			t.Errorf("the browser still keeps %s", stored)
		}
	})
}

// chooseCyrillic makes every choice for the file of cyrillic. Each shows at once what
// would come of it, and nothing changes.
func chooseCyrillic(t *testing.T, p *Page) {
	t.Helper()
	results := attribute(t, p, "#main", "data-results")
	visit(t, p, "#/files")
	if how := attribute(t, p, `[data-test="file-encoding"]`, "data-how"); how != "guess" {
		t.Errorf("the encoding is %q, not a guess", how)
	}
	click(t, p, `[data-test="read-otherwise"]`)
	choose(t, p, `[data-test="reading-encoding"]`, "windows-1252")
	outcomeSays(t, p, "windows-1252")
	if before := previewed(t, p); len(before) != 4 || before["Имя"] != "" {
		t.Fatalf("the preview shows %q", before)
	}
	choose(t, p, `[data-test="reading-encoding"]`, "windows-1251")
	previews(t, p, map[string]string{"Имя": "Борис/Анна", "Mail": "boris@contoso.com/anna@contoso.com",
		"Логин": "boris@contoso.com/anna@contoso.com", "Отдел": "Продажи/Продажи"})
	choose(t, p, `[data-test="reading-delimiter"]`, ",")
	previews(t, p, map[string]string{"Имя;Mail;Логин;Отдел": "Борис;boris@contoso.com;boris@contoso.com;Продажи/Анна;anna@contoso.com;anna@contoso.com;Продажи"})
	outcomeSays(t, p, message.English.T("diag.unknown-header"))
	choose(t, p, `[data-test="reading-delimiter"]`, ";")
	choose(t, p, `[data-test="reading-role"]`, "cloud")
	choose(t, p, `[data-test="reading-shape"]`, "m365-users")
	outcomeSays(t, p, message.English.T("shape.m365-users"))
	setMeaning(t, p, "Имя", "displayname")
	setMeaning(t, p, "Логин", "userPrincipalName")
	setMeaning(t, p, "Mail", message.English.T("ui.columns.unused"))
	setMeaning(t, p, "Отдел", "abteilung")
	if !eval[bool](t, p, `document.querySelector('[data-test="reading-apply"]').ariaDisabled === "true" && document.querySelector('[data-header="Отдел"]').ariaInvalid === "true"`) {
		t.Error("a meaning that is no attribute can be applied")
	}
	setMeaning(t, p, "Отдел", "")
	if now := attribute(t, p, "#main", "data-results"); now != results {
		t.Error("something was read again before the choices were applied")
	}
}

// checkCyrillic checks what became of the file, and how that is said to be known.
func checkCyrillic(t *testing.T, p *Page, how string) {
	t.Helper()
	for _, part := range []string{"role", "shape", "encoding", "delimiter"} {
		if got := attribute(t, p, `[data-test="file-`+part+`"]`, "data-how"); got != how {
			t.Errorf("%s is %q, want %q", part, got, how)
		}
	}
	if recalled := eval[bool](t, p, has(`[data-test="recalled"]`)); recalled != (how == "recalled") {
		t.Errorf("the page says that the choices were recalled: %t", recalled)
	}
	visit(t, p, "#/objects?side=cloud")
	shows(t, p, "name", []string{"Борис", "Анна"})
	shows(t, p, "class", []string{message.English.T("class.user"), message.English.T("class.user")})
	visit(t, p, "#/files")
}

// Leaving the form changes nothing, and its choices are gone.
func TestChangeOfReadingIsCancelled(t *testing.T) {
	p := dropped(t, sampleOnPrem, sampleCloud)
	_, o := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	results := attribute(t, p, "#main", "data-results")
	visit(t, p, "#/files?id=1")
	choose(t, p, `[data-test="reading-role"]`, "onprem")
	settle(t, p)
	click(t, p, `[data-test="reading-cancel"]`)
	checkFiles(t, p, o)
	if now := attribute(t, p, "#main", "data-results"); now != results {
		t.Error("something was read again")
	}
	visit(t, p, "#/files?id=1")
	if v := eval[string](t, p, `document.querySelector('[data-test="reading-role"]').value`); v != "" {
		t.Errorf("the choice %q is still there", v)
	}
}

// A file of an archive has a form of its own, which begins where the file does; what
// is chosen there holds for it alone.
func TestFileOfAnArchiveIsReadOtherwise(t *testing.T) {
	archive := filepath.Join(t.TempDir(), "exports.zip")
	pack(t, archive, sampleOnPrem, sampleCloud)
	csvde := filepath.Join(exports, "csvde", "csvde.csv")
	p := dropped(t, archive, csvde)
	forgetsReadings(t, p)
	visit(t, p, "#/files?id=1")
	if shown := previewed(t, p); !strings.HasPrefix(shown["DisplayName"], "Anna Berg/") {
		t.Errorf("the preview shows %q", shown)
	}
	choose(t, p, `[data-test="reading-role"]`, "onprem")
	settle(t, p)
	reread(t, p, func() { must(t, p.Click(`[data-test="reading-apply"]`)) })
	roles := func() []string {
		return eval[[]string](t, p, `[...document.querySelectorAll('[data-test="file-role"]')].map((e) => e.dataset.how)`)
	}
	eventually(t, "roles", slices.Equal, roles, []string{"certain", "chosen", "likely"})

	visit(t, p, "#/files?id=2")
	choose(t, p, `[data-test="reading-role"]`, "cloud")
	settle(t, p)
	reread(t, p, func() { must(t, p.Click(`[data-test="reading-apply"]`)) })
	eventually(t, "roles", slices.Equal, roles, []string{"certain", "chosen", "chosen"})
}

// The names of LDIF can be given another meaning too; the attribute is then taken from
// there alone.
func TestNamesOfLDIFAreGivenAnotherMeaning(t *testing.T) {
	p := dropped(t, written(t, "a.ldf", "dn: CN=A,DC=x\nobjectClass: user\nsAMAccountName: a\nmail: old@contoso.com\nextensionAttribute1: new@contoso.com\n\n"))
	visit(t, p, "#/files?id=0")
	previews(t, p, map[string]string{"objectClass": "user", "sAMAccountName": "a", "mail": "old@contoso.com", "extensionAttribute1": "new@contoso.com"})
	setMeaning(t, p, "extensionAttribute1", "mail")
	previews(t, p, map[string]string{"objectClass": "user", "sAMAccountName": "a", "mail": "", "extensionAttribute1": "new@contoso.com"})
	reread(t, p, func() { must(t, p.Click(`[data-test="reading-apply"]`)) })
	visit(t, p, "#/files?id=0")
	previews(t, p, map[string]string{"objectClass": "user", "sAMAccountName": "a", "mail": "", "extensionAttribute1": "new@contoso.com"})
}

// Of files of other kinds, damaged ones and good ones dropped together each is
// explained, and the good one is complete.
func TestWrongDamagedAndGoodFilesTogether(t *testing.T) {
	paths := []string{filepath.Join(exports, "not-export", "picture.png"), filepath.Join(exports, "not-export", "table.xlsx"),
		filepath.Join(exports, "ldif", "broken.ldf"), filepath.Join(exports, "graph-json", "damaged.json"), sampleOnPrem}
	_, alone := native(t, session.Settings{}, nil, sampleOnPrem)
	_, o := native(t, session.Settings{}, nil, paths...)
	p := dropped(t, paths...)
	checkOverview(t, p, o)
	checkFiles(t, p, o)
	good := o.Files[len(o.Files)-1]
	if want := alone.Files[0]; good.Objects != want.Objects || good.Skipped != 0 {
		t.Errorf("the good file has %d objects, alone it has %d", good.Objects, want.Objects)
	}
	cards := contents(t, p, `[data-test="file"]`)
	for i, f := range o.Files {
		for _, d := range f.Diagnostics {
			for _, want := range []string{message.English.Format(d.Text), message.English.Format(d.Advice), d.Excerpt} {
				if !strings.Contains(cards[i], ui.Visible(want)) {
					t.Errorf("%s: the page does not say %q", f.Name, want)
				}
			}
			if d.Line > 0 && !strings.Contains(cards[i], message.Group(d.Line)) {
				t.Errorf("%s: %s has no place", f.Name, d.Code)
			}
		}
	}
	for i, offered := range []bool{false, false, true, true, true} {
		selector := `[data-test="read-otherwise"][href="#/files?id=` + string(rune('0'+i)) + `"]`
		if got := eval[bool](t, p, has(selector)); got != offered {
			t.Errorf("%s can be read otherwise: %t", o.Files[i].Name, got)
		}
	}
}

// The page says which columns a file lacks, what cannot be judged because of that, and
// which command exports them.
func TestCompletenessOfAFile(t *testing.T) {
	path := written(t, "onprem.csv", "DistinguishedName,ObjectClass,ObjectGUID,mail\n\"CN=a,DC=x\",user,6b29fc40-ca47-1067-b31d-00dd010662da,a@contoso.com\n")
	_, o := native(t, session.Settings{}, nil, path)
	p := dropped(t, path)
	visit(t, p, "#/files")
	states := eval[map[string]string](t, p, `Object.fromEntries([...document.querySelectorAll('[data-test="needed-column"]')].map((e) =>
		[e.dataset.attribute, e.dataset.state + " " + [...e.querySelectorAll("a")].map((a) => a.textContent).join(" ")]))`)
	c := o.Files[0].Completeness
	for _, col := range c.Columns {
		if want := string(col.State) + " " + strings.Join(col.Rules, " "); states[col.Attribute] != want {
			t.Errorf("%s: the page says %q, want %q", col.Attribute, states[col.Attribute], want)
		}
	}
	if got := content(t, p, `[data-test="file-command"] pre`); got != ingest.CommandByName(c.Command).Text {
		t.Errorf("the command is %s", got)
	}
	var names []string
	for _, c := range ingest.Commands() {
		names = append(names, c.Name)
	}
	if got := eval[[]string](t, p, `[...document.querySelectorAll('[data-test="commands"] [data-test="export-command"]')].map((e) => e.dataset.command)`); !slices.Equal(got, names) {
		t.Errorf("the commands are %q", got)
	}
	link := eval[string](t, p, `document.querySelector('[data-attribute="proxyAddresses"] a').getAttribute("href")`)
	click(t, p, `[data-attribute="proxyAddresses"] a`)
	if hash := eval[string](t, p, "location.hash"); hash != link || !strings.HasPrefix(hash, "#/rules/") {
		t.Errorf("the rule leads to %s", hash)
	}
}

// A file that has changed since it was chosen is said to have, in the form and after a
// load; the other files are read.
func TestFileChangesAfterItWasChosen(t *testing.T) {
	path := written(t, "users.csv", "DN,objectClass,mail\n\"CN=a,DC=x\",user,a@contoso.com\n")
	p := dropped(t, path)
	must(t, os.WriteFile(path, []byte("after"), 0o644))
	must(t, os.Chtimes(path, time.Now(), time.Now().Add(time.Hour)))
	visit(t, p, "#/files?id=0")
	eventually(t, "trouble", func(a, b bool) bool { return a == b }, func() bool {
		return strings.Contains(content(t, p, `[data-test="preview"]`), message.English.T("ui.reading.unreadable"))
	}, true)
	visit(t, p, "#/files")
	reread(t, p, func() { must(t, p.Upload("#file-input", absolute(t, sampleOnPrem)...)) })
	codes := eval[[]string](t, p, `[...document.querySelectorAll('[data-test="diagnostic"]')].map((e) => e.dataset.code)`)
	if !slices.Contains(codes, "read-failed") {
		t.Errorf("the page says %q", codes)
	}
	_, o := native(t, session.Settings{}, nil, sampleOnPrem)
	if got := contents(t, p, `[data-test="file"] [data-test="file-objects"]`); got[len(got)-1] != message.Group(o.OnPrem.Objects) {
		t.Errorf("objects of the files: %q", got)
	}
}
