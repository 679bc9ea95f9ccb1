package browser

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"presync/core/message"
	"presync/core/session"
)

// reread does something in the view of the files that has the engine read them again,
// and waits until the view shows the new state.
func reread(t *testing.T, p *Page, do func()) {
	t.Helper()
	before := attribute(t, p, "#main", "data-results")
	do()
	must(t, p.Wait(`document.querySelector("#main").dataset.results !== `+quote(before)))
	must(t, p.WaitView("files"))
}

// The side of a file can be corrected; everything is then judged again.
func TestRoleIsCorrected(t *testing.T) {
	p := dropped(t, sampleOnPrem, sampleCloud)
	forgetsReadings(t, p)
	_, o := native(t, session.Settings{}, []string{"", "onprem"}, sampleOnPrem, sampleCloud)
	visit(t, p, "#/files")
	click(t, p, `.file-slot:nth-child(2) [data-test="read-otherwise"]`)
	choose(t, p, `[data-test="reading-role"]`, "onprem")
	settle(t, p)
	reread(t, p, func() { must(t, p.Click(`[data-test="reading-apply"]`)) })
	checkFiles(t, p, o)
	visit(t, p, "#/overview")
	eventually(t, "objects", slices.Equal, func() []string { return contents(t, p, `[data-test="objects-cloud"]`) }, []string{})
	checkOverview(t, p, o)
}

// Files are added to those that are there, and taken away again.
func TestFilesAreAddedAndRemoved(t *testing.T) {
	p := dropped(t, sampleOnPrem)
	files := func(want ...string) {
		t.Helper()
		eventually(t, "files", slices.Equal, func() []string { return contents(t, p, `[data-test="file-row"] th`) }, want)
	}
	renewed(t, p, func() { must(t, p.Upload("#file-input", absolute(t, sampleCloud)...)) })
	files("onprem.ldf", "cloud.csv")
	_, o := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	checkOverview(t, p, o)

	renewed(t, p, func() { must(t, p.Drop("main", absolute(t, filepath.Join(exports, "csvde", "csvde.csv"))...)) })
	files("onprem.ldf", "cloud.csv", "csvde.csv")
	_, o = native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud, filepath.Join(exports, "csvde", "csvde.csv"))
	checkOverview(t, p, o)

	visit(t, p, "#/files")
	reread(t, p, func() { must(t, p.Click(`[data-test="file"] [data-do="remove"]`)) })
	_, o = native(t, session.Settings{}, nil, sampleCloud, filepath.Join(exports, "csvde", "csvde.csv"))
	checkFiles(t, p, o)
	visit(t, p, "#/overview")
	files("cloud.csv", "csvde.csv")
	checkOverview(t, p, o)
}

// A ZIP archive is one file with several reports; removing one of them removes the
// archive.
func TestPackedFiles(t *testing.T) {
	archive := filepath.Join(t.TempDir(), "exports.zip")
	pack(t, archive, sampleOnPrem, sampleCloud)
	csvde := filepath.Join(exports, "csvde", "csvde.csv")

	_, o := native(t, session.Settings{}, nil, archive, csvde)
	p := dropped(t, archive, csvde)
	checkOverview(t, p, o)
	checkFiles(t, p, o)
	visit(t, p, "#/objects?id=0")
	if text := content(t, p, `[data-test="detail"]`); !strings.Contains(text, message.English.T("ui.record.packed")) {
		t.Error("the details do not say that the record is packed")
	}

	visit(t, p, "#/files")
	reread(t, p, func() { must(t, p.Click(`.file-slot:nth-child(2) [data-do="remove"]`)) })
	eventually(t, "files", slices.Equal, func() []string { return contents(t, p, `[data-test="file"] h2`) }, []string{"csvde.csv"})
}

// pack writes a ZIP archive of some files.
func pack(t *testing.T, archive string, paths ...string) {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		must(t, err)
		f, err := w.Create(filepath.Base(path))
		must(t, err)
		_, err = f.Write(data)
		must(t, err)
	}
	must(t, w.Close())
	must(t, os.WriteFile(archive, packed.Bytes(), 0o644))
}

// Settings change what is found at once.
func TestSettingsAreApplied(t *testing.T) {
	s, before := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	p := dropped(t, sampleOnPrem, sampleCloud)
	visit(t, p, "#/settings")
	if !eval[bool](t, p, `document.querySelector('[data-test="apply-settings"]').ariaDisabled === "true"`) {
		t.Error("there is nothing to apply yet")
	}
	typeInto(t, p, `[data-test="setting-verified"]`, "fabrikam.com, example.org")
	typeInto(t, p, `[data-test="setting-initial"]`, "fabrikam.onmicrosoft.com")
	must(t, p.Click(`[data-test="setting-no-upn"]`))
	renewed(t, p, func() { must(t, p.Click(`[data-test="apply-settings"]`)) })
	o := s.Change(session.Settings{VerifiedDomains: []string{"fabrikam.com", "example.org"},
		InitialDomain: "fabrikam.onmicrosoft.com", NoUPNSoftMatch: true}, nil)
	if o.Findings == before.Findings {
		t.Fatal("the settings change nothing")
	}
	checkOverview(t, p, o)
	checkFindings(t, p, s)
	checkMatches(t, p, s)
}

// catching keeps what the page would save.
const catching = `(() => {
	globalThis.saved = [];
	const make = URL.createObjectURL;
	let last;
	URL.createObjectURL = (blob) => {
		last = blob;
		return make.call(URL, blob);
	};
	HTMLAnchorElement.prototype.click = function () {
		saved.push({ name: this.download, type: last.type, bytes: last.arrayBuffer() });
	};
})()`

// savedFile is a file that the page has offered as a download.
type savedFile struct{ Name, Type, Data string }

// saves waits for the n-th download.
func saves(t *testing.T, p *Page, n int) savedFile {
	t.Helper()
	must(t, p.Wait("saved.length === "+string(rune('0'+n))))
	return eval[savedFile](t, p, `(async () => {
		const { name, type, bytes } = saved.at(-1);
		const text = Array.from(new Uint8Array(await bytes), (b) => String.fromCharCode(b)).join("");
		return { Name: name, Type: type, Data: btoa(text) };
	})()`)
}

// formulas is a record whose values a spreadsheet would run.
const formulas = `dn: CN==1+1,OU=People,DC=contoso,DC=com
objectClass: user
cn: =1+1
displayName: =cmd|' /C calc'!A0
sAMAccountName: formula
userPrincipalName: =1+1@contoso.local
mail: +31 20@contoso
proxyAddresses: SMTP:-1 @contoso..com
`

// The downloads are, byte by byte, the reports of the core under the filters of the
// page.
func TestDownloads(t *testing.T) {
	file := filepath.Join(t.TempDir(), "formulas.ldf")
	must(t, os.WriteFile(file, []byte(formulas), 0o644))
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud, file)
	p := silent(t, desktop, catching)
	must(t, p.Drop("#drop", absolute(t, sampleOnPrem, sampleCloud, file)...))
	must(t, p.WaitView("overview"))

	n := 0
	check := func(what string, q session.ExportRequest) []byte {
		t.Helper()
		q.What = what
		n++
		must(t, p.Click(`[data-test="export-`+what+`"]:not([aria-disabled])`))
		got := saves(t, p, n)
		want, failure := s.Export(q)
		if failure != nil {
			t.Fatalf("%+v", failure)
		}
		data, err := base64.StdEncoding.DecodeString(got.Data)
		must(t, err)
		if got.Name != want.Name || got.Type != want.Type || !bytes.Equal(data, want.Data) {
			t.Errorf("%s %q with %d bytes, want %s %q with %d", got.Name, got.Type, len(data), want.Name, want.Type, len(want.Data))
		}
		return data
	}
	visit(t, p, "#/downloads")
	neutral := check("findings", session.ExportRequest{})
	check("matches", session.ExportRequest{})
	must(t, p.Click(`[data-test="exact"]`))
	exact := check("findings", session.ExportRequest{Exact: true})
	check("matches", session.ExportRequest{Exact: true})
	if !bytes.Contains(neutral, []byte(`"'=1+1@contoso.local"`)) || !bytes.Contains(exact, []byte(`"=1+1@contoso.local"`)) {
		t.Error("the option for exact values does not change a formula")
	}

	visit(t, p, "#/findings?severity=error&attribute=mail")
	visit(t, p, "#/downloads")
	filter := session.FindingsFilter{Severity: []string{"error"}, Attribute: []string{"mail"}}
	if part := check("findings", session.ExportRequest{Exact: true, Findings: filter}); len(part) >= len(exact) {
		t.Error("the filters do not narrow the download")
	}
	must(t, p.Click(`[data-test="all"]`))
	check("findings", session.ExportRequest{Exact: true})
	must(t, p.Click(`[data-test="semicolon"]`))
	check("findings", session.ExportRequest{Exact: true, Semicolon: true})
}
