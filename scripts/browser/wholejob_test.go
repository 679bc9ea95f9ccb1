package browser

import (
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui"
)

// english is a text of the page.
func english(id string, args ...message.Arg) string { return message.English.T(id, args...) }

// A whole job with the keyboard alone, from the page as it loads: read two exports,
// find, look, decide, review, download; then, in a page of its own, go on with the
// saved work and compare with it.
func TestWholeJobByKeyboard(t *testing.T) {
	s, o := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	var saved savedFile
	t.Run("first", func(t *testing.T) {
		k := &keyboard{&desk{t, silent(t, desktop, catching), s}, o}
		k.load("overview", sampleOnPrem, sampleCloud)
		k.readOverview()
		k.find()
		k.chooseColumns()
		k.stepThrough()
		k.decideMany()
		k.acceptSafe()
		k.editValue()
		k.contest()
		k.review()
		k.changeFiles()
		saved = k.reports()
	})
	path, _ := keep(t, saved)
	t.Run("later", func(t *testing.T) {
		k := &keyboard{&desk{t, silent(t, desktop, catching), s}, o}
		k.load("saved", sampleOnPrem, sampleCloud, path)
		k.goOn()
		k.compare()
	})
}

// load opens the file dialog from the page as it is after its start.
func (k *keyboard) load(view string, paths ...string) {
	k.Helper()
	k.tab("#drop", 8)
	open := func() error {
		k.strokes(kb.Enter)
		return nil
	}
	must(k.T, k.p.ChooseFiles(open, absolute(k.T, paths...)...))
	must(k.T, k.p.WaitView(view))
	settle(k.T, k.p)
	k.on("#title")
}

func (k *keyboard) readOverview() {
	k.Helper()
	for _, c := range k.o.Severities {
		if got := content(k.T, k.p, `[data-test="severity-`+c.Key+`"]`); !strings.HasPrefix(got, message.Group(c.N)) {
			k.Errorf("%s: the overview says %q, want %d", c.Key, got, c.N)
		}
	}
	k.round("overview")
}

// find filters, sorts and searches the findings.
func (k *keyboard) find() {
	k.Helper()
	all := k.o.Findings
	k.press("g", "f")
	must(k.T, k.p.WaitView("findings"))
	k.on("#title")
	k.round("findings")
	k.press("f")
	k.on(`[data-test="facet-severity-error"] input`)
	k.press(" ")
	k.on(`[data-test="facet-severity-error"] input`)
	filter := session.FindingsFilter{Severity: []string{"error"}}
	counts(k.T, k.p, k.s.Findings(session.FindingsQuery{Filter: filter}).Total, all)

	k.press("l")
	k.on("#grid")
	k.press(kb.ArrowUp, kb.ArrowRight, kb.ArrowRight, kb.Enter)
	if got := attribute(k.T, k.p, "#h-2", "aria-sort"); got != "ascending" {
		k.Errorf("Enter in the head orders %q", got)
	}
	k.on("#grid")

	// A shortcut is a letter like another one where one types.
	k.press("/")
	k.on("#search")
	k.press("contoso?")
	if got := eval[string](k.T, k.p, `document.querySelector("#search").value`); got != "contoso?" {
		k.Errorf("the search is %q", got)
	}
	k.press(kb.Backspace, kb.Enter)
	k.on("#grid")
	filter.Search = "contoso"
	found := k.s.Findings(session.FindingsQuery{Filter: filter, Sort: "cn"})
	counts(k.T, k.p, found.Total, all)
	var names []string
	for _, r := range found.Rows[:min(len(found.Rows), 10)] {
		names = append(names, ui.Visible(r.CN))
	}
	eventually(k.T, "names", slices.Equal, func() []string { return firstOf(column(k.T, k.p, "cn"), len(names)) }, names)

	k.command("remove all fil", english("ui.action.clear"))
	k.on("#search")
	counts(k.T, k.p, all, all)
}

func firstOf(list []string, n int) []string { return list[:min(n, len(list))] }

// chooseColumns leaves a column out, and takes it back.
func (k *keyboard) chooseColumns() {
	k.Helper()
	k.T.Cleanup(func() { _, _ = Eval[any](k.p, "localStorage.clear()") })
	k.press(kb.Enter, "c")
	k.on("#columns input")
	k.tab(`[data-test="column-class"] input`, 9)
	k.press(" ")
	if got := attribute(k.T, k.p, "#grid", "data-hidden"); got != "class" {
		k.Errorf("left out is %q", got)
	}
	k.press(" ", kb.Escape)
	if got := attribute(k.T, k.p, "#grid", "data-hidden"); got != "" {
		k.Errorf("left out is still %q", got)
	}
	k.on("#grid")
}

// stepThrough opens an entry, goes on to the next ones and comes back.
func (k *keyboard) stepThrough() {
	k.Helper()
	rows := k.s.Findings(session.FindingsQuery{Sort: "cn", Limit: 4}).Rows
	shown := func(i int) {
		k.Helper()
		must(k.T, k.p.Wait(`document.querySelector('[data-test="detail"] [data-test="dn"]')?.textContent === `+quote(ui.Visible(rows[i].DN))))
		if got := k.row(); got.Finding != rows[i].Finding {
			k.Errorf("finding %d is shown, want %d", got.Finding, rows[i].Finding)
		}
	}
	k.press(kb.Home, kb.ArrowDown, kb.Enter)
	k.on("#panel-title")
	shown(1)
	next := `[data-do="step"][data-arg="next"]`
	k.tab(next, 2)
	k.press(kb.Enter)
	shown(2)
	k.on(next)
	k.press(kb.Enter)
	shown(3)
	k.back(`[data-do="step"][data-arg="previous"]`, 1)
	k.press(kb.Enter)
	shown(2)
	k.round("an entry")
	k.press("l", kb.Escape)
	k.on("#grid")
	if got := at(k.T, k.p); got != "r-2" {
		k.Errorf("after the entries the keyboard is at %s", got)
	}
}

// decideMany selects a range of rows and decides about it, with a note, after a look
// at the preview; then takes that back and does it again.
func (k *keyboard) decideMany() {
	k.Helper()
	rows := k.s.Findings(session.FindingsQuery{Sort: "cn", Limit: 4}).Rows
	k.press(kb.Home, kb.ArrowDown, " ", kb.ArrowDown, kb.ArrowDown)
	k.hold(" ", kb.ModifierShift)
	eventually(k.T, "selection", func(a, b string) bool { return a == b }, func() string { return content(k.T, k.p, `[data-test="mark-count"]`) },
		english("ui.mark.count", message.Num("n", 3)))
	k.press("i")
	k.on("#bulk-title")
	k.tab("#bulk-note", 2)
	k.press("seen by Ann")
	q := session.DecideRequest{Action: "ignore", Note: "seen by Ann", Findings: []uint32{rows[1].Finding, rows[2].Finding, rows[3].Finding}}
	k.confirmBy(q, func() { k.press(kb.Enter) })
	k.on("#grid")

	k.hold("z", kb.ModifierCtrl)
	k.s.History(session.HistoryRequest{})
	k.agrees()
	k.hold("y", kb.ModifierCtrl)
	k.s.History(session.HistoryRequest{Redo: true})
	k.agrees()
	k.on("#grid")
}

// acceptSafe accepts what is safe from the palette.
func (k *keyboard) acceptSafe() {
	k.Helper()
	k.command("all safe", english("ui.action.accept-safe"))
	k.on("#bulk-title")
	q := session.DecideRequest{Action: session.ActionAcceptSafe, Filter: &session.FindingsFilter{Decision: []string{session.DecisionOpen}}}
	k.confirmBy(q, func() {
		k.tab(`[data-test="bulk-confirm"]`, 3)
		k.press(kb.Enter)
	})
	k.on("#grid")
}

// editValue enters a value for the next undecided finding of sign-in names, and
// decides about others with single keys.
func (k *keyboard) editValue() {
	k.Helper()
	k.press("f")
	k.tab(`[data-test="facet-attribute-userPrincipalName"] input`, 20)
	k.press(" ", "n")
	k.on("#panel-title")
	f := k.row()
	k.press("e")
	k.on("#new-value")
	k.enter("quite.new@contoso.com")
	must(k.T, k.p.Wait(`document.querySelector('[data-test="tried"]').ariaBusy === "false"`))
	k.press(kb.Enter)
	k.decide(session.DecideRequest{Action: "edit", Findings: []uint32{f.Finding}, Value: "quite.new@contoso.com"})
	k.agrees()
	k.on("#decision")
	if got := content(k.T, k.p, `[data-test="decided"]`); !strings.Contains(got, "quite.new@contoso.com") {
		k.Errorf("the details say %q", got)
	}

	k.press("n")
	second := k.row()
	if second.Finding == f.Finding || second.Decision != "" {
		k.Fatalf("the next undecided finding is %+v", second)
	}
	k.press("k")
	k.decide(session.DecideRequest{Action: "keep", Findings: []uint32{second.Finding}})
	k.agrees()
	k.press("t")
	k.decide(session.DecideRequest{Action: session.ActionOpen, Findings: []uint32{second.Finding}})
	k.agrees()
	k.press(kb.Escape)
	k.on("#grid")
}

// contest chooses the rightful holder of a value that several objects hold.
func (k *keyboard) contest() {
	k.Helper()
	k.command("several objects", english("ui.action.contested-values"))
	must(k.T, k.p.WaitView("groups"))
	k.on("#title")
	k.press("l", kb.Enter)
	must(k.T, k.p.WaitView("contest"))
	settle(k.T, k.p)
	k.on("#title")
	group := k.s.Groups(session.GroupsQuery{By: session.GroupContested, Limit: 1}).Rows[0]
	number, err := strconv.Atoi(group.Key)
	must(k.T, err)
	c, failure := k.s.Contest(uint32(number))
	if failure != nil {
		k.Fatal(failure.Text)
	}
	k.tab(`[data-test="claimer"] input[type=radio]`, 3)
	k.press(" ", kb.ArrowRight)
	if !eval[bool](k.T, k.p, `document.querySelector('[data-test="claimer"]:nth-child(2) input').checked`) {
		k.Error("the arrow does not choose the second holder")
	}
	for finding, v := range newNames(c, 1) {
		field := "#claim-" + strconv.Itoa(finding)
		k.back(field, 12) // the losing holder stands before the chosen one
		k.enter(v)
	}
	k.back(`[data-test="settle"]`, 12)
	k.press(kb.Enter)
	for _, q := range settlement(c, 1) {
		k.decide(q)
	}
	k.agrees()
	k.on(`[data-test="settle"]`)
	k.round("holders of a value")
}

// settlement is what the choice of a holder decides, in the order of the page.
func settlement(c *session.Contest, rightful int) []session.DecideRequest {
	note := english("ui.contest.note")
	remove := session.DecideRequest{Action: "remove", Note: note}
	keep := session.DecideRequest{Action: "keep", Note: note}
	var edits []session.DecideRequest
	for i, h := range c.Holders {
		for _, claim := range h.Claims {
			switch {
			case claim.Finding == nil:
			case i == rightful:
				keep.Findings = append(keep.Findings, *claim.Finding)
			case claim.Remove:
				remove.Findings = append(remove.Findings, *claim.Finding)
			default:
				edits = append(edits, session.DecideRequest{Action: "edit", Findings: []uint32{*claim.Finding}, Value: "new.name@contoso.com", Note: note})
			}
		}
	}
	var steps []session.DecideRequest
	if len(remove.Findings) > 0 {
		steps = append(steps, remove)
	}
	return append(append(steps, edits...), keep)
}

// review reads the table of changes, takes one back from its row and undoes that.
func (k *keyboard) review() {
	k.Helper()
	k.press("g", "c")
	must(k.T, k.p.WaitView("review"))
	k.on("#title")
	same := func() []session.ChangeRow {
		k.Helper()
		rows := k.s.ListChanges(session.ChangesListQuery{}).Rows
		var before, after []string
		for _, r := range firstChanges(rows) {
			before, after = append(before, orNone(ui.Visible(r.Before))), append(after, orNone(ui.Visible(r.After)))
		}
		n := len(before)
		eventually(k.T, "before", slices.Equal, func() []string { return firstOf(column(k.T, k.p, "before"), n) }, before)
		eventually(k.T, "after", slices.Equal, func() []string { return firstOf(column(k.T, k.p, "after"), n) }, after)
		return rows
	}
	row := same()[1]
	k.press("l", kb.ArrowDown, kb.Delete)
	k.decide(session.DecideRequest{Action: session.ActionOpen, Findings: []uint32{*row.Finding}})
	k.agrees()
	same()
	k.on("#grid")
	k.hold("z", kb.ModifierCtrl)
	k.s.History(session.HistoryRequest{})
	k.agrees()
	same()
	k.press(kb.Enter)
	k.on("#panel-title")
	k.press(kb.Escape)
	k.on("#grid")
	k.round("review")
}

func firstChanges(rows []session.ChangeRow) []session.ChangeRow { return rows[:min(10, len(rows))] }

// changeFiles downloads the archive of all change files.
func (k *keyboard) changeFiles() {
	k.Helper()
	k.command("change files", english("ui.action.change-files"))
	must(k.T, k.p.WaitView("changes"))
	k.on("#title")
	k.tab(`[data-test="save-zip"]`, 6)
	k.press(kb.Enter)
	paths := []string{sampleOnPrem, sampleCloud}
	k.s.Hash(func(i int) (io.Reader, error) { return os.Open(paths[i]) }, nil)
	k.saved(1, session.ChangesQuery{Format: session.ChangesZIP, Guard: true})
	k.on(`[data-test="save-zip"]`)
	if got := content(k.T, k.p, `[data-test="saved"]`); !strings.Contains(got, "ZIP") && !strings.Contains(got, ".zip") {
		k.Errorf("the page says %q", got)
	}
	k.round("change files")
}

// reports downloads the report as HTML and as JSON, and gives the latter.
func (k *keyboard) reports() savedFile {
	k.Helper()
	k.press("g", "d")
	must(k.T, k.p.WaitView("report"))
	k.on("#title")
	var last savedFile
	for i, format := range []string{"html", "json"} {
		button := `[data-test="export-report-` + format + `"]`
		k.tab(button, 8)
		k.press(kb.Enter)
		last = saves(k.T, k.p, 2+i)
		settle(k.T, k.p)
		k.on(button)
		if !strings.HasSuffix(last.Name, "."+format) {
			k.Errorf("the report is called %q", last.Name)
		}
	}
	k.round("report")
	return last
}

// goOn brings the decisions of the saved report back.
func (k *keyboard) goOn() {
	k.Helper()
	k.tab(`[data-test="saved-continue"]`, 2)
	k.press(kb.Enter)
	must(k.T, k.p.Wait(has(`[data-test="saved-restored"]`)))
	settle(k.T, k.p)
	k.seen()
	want := message.Group(k.s.Decisions().Decided)
	if got := content(k.T, k.p, `[data-test="saved-restored"]`); !strings.HasPrefix(got, want+" ") {
		k.Errorf("%s decisions are to be taken over; the page says %q", want, got)
	}
	if got := content(k.T, k.p, `[data-test="tray-decided"]`); got != want {
		k.Errorf("the tray counts %s decisions, want %s", got, want)
	}
	k.press("g", "c")
	must(k.T, k.p.WaitView("review"))
	k.on("#title")
	counts(k.T, k.p, k.s.ListChanges(session.ChangesListQuery{}).Total, k.s.ListChanges(session.ChangesListQuery{}).Total)
}

// compare compares with the saved report: nothing has changed since.
func (k *keyboard) compare() {
	k.Helper()
	k.command("saved report", english("ui.action.saved"))
	must(k.T, k.p.WaitView("saved"))
	k.on("#title")
	k.tab(`[data-test="saved-compare"]`, 4)
	k.press(kb.Enter)
	must(k.T, k.p.WaitView("since"))
	settle(k.T, k.p)
	k.on("#title")
	all := k.o.Findings
	for _, name := range []string{"before", "after", "same"} {
		if got := content(k.T, k.p, `[data-test="since-`+name+`"]`); got != message.Group(all) {
			k.Errorf("%s: %s findings, want %d", name, got, all)
		}
	}
	k.tab(`[data-test="since-same"]`, 8)
	k.press(kb.Enter)
	must(k.T, k.p.WaitView("since-list"))
	settle(k.T, k.p)
	k.on("#title")
	counts(k.T, k.p, all, all)
	k.press("l", kb.ArrowDown, kb.Enter)
	k.on("#panel-title")
	k.press(kb.Escape)
	k.on("#grid")
	k.round("findings since then")
}
