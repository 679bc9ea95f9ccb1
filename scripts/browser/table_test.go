package browser

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"presync/core/message"
	"presync/core/session"
	"presync/wasm/ui"
)

// The tree of organisational units narrows findings, verdicts and objects, and says
// what a click gives.
func TestTreeOfUnits(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem, sampleCloud)
	p := dropped(t, sampleOnPrem, sampleCloud)
	tree := s.Objects(session.ObjectsQuery{Tree: &session.TreeQuery{}}).Tree
	if len(tree) < 3 {
		t.Fatalf("the tree of the sample is %v", tree)
	}
	leaf := tree[1]
	unit := strconv.FormatUint(uint64(leaf.Unit), 10)
	filter := []string{unit}
	for view, total := range map[string]int64{
		"findings": s.Findings(session.FindingsQuery{Filter: session.FindingsFilter{Unit: filter}}).Total,
		"matches":  s.Matches(session.MatchesQuery{Filter: session.MatchesFilter{Unit: filter}}).Total,
		"objects":  leaf.N,
	} {
		visit(t, p, "#/"+view)
		if got := content(t, p, `[data-test="facet-unit-`+unit+`"] .facet-count`); got != message.Group(total) {
			t.Errorf("%s: %s has %s rows beside the table, %d in it", view, leaf.Name, got, total)
		}
		click(t, p, `[data-test="facet-unit-`+unit+`"] input`)
		if n := attribute(t, p, "#grid", "aria-rowcount"); n != strconv.FormatInt(total+1, 10) {
			t.Errorf("%s: %s rows, want %d", view, n, total+1)
		}
		if chip := content(t, p, `[data-test="chip"] .chip-value`); chip != leaf.Name {
			t.Errorf("%s: the chip says %q", view, chip)
		}
		if hash := eval[string](t, p, "location.hash"); hash != "#/"+view+"?unit="+unit {
			t.Errorf("the address is %s", hash)
		}
	}

	visit(t, p, "#/objects")
	top := `[data-test="tree-fold-` + strconv.FormatUint(uint64(tree[0].Unit), 10) + `"]`
	rows := func() []string { return contents(t, p, `[data-test="facet-unit"] .tree-row .facet-count`) }
	open := rows()
	click(t, p, top)
	eventually(t, "closed tree", slices.Equal, rows, open[:1])
	click(t, p, top)
	eventually(t, "open tree", slices.Equal, rows, open)
	typeInto(t, p, "#tree-search", strings.ToLower(leaf.Name))
	eventually(t, "units found", slices.Equal, rows, []string{message.Group(leaf.N)})
}

// The list of objects has filters and orders like the other lists.
func TestObjectsList(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem)
	p := dropped(t, sampleOnPrem)
	visit(t, p, "#/objects")
	check := func(f session.ObjectsFilter, sort string, desc bool) {
		t.Helper()
		page := s.Objects(session.ObjectsQuery{Filter: f, Sort: sort, Desc: desc, Limit: window, Facets: true})
		var names []string
		for _, r := range page.Rows {
			names = append(names, ui.Visible(r.Name))
		}
		shows(t, p, "name", names)
		counts(t, p, page.Total, page.All)
		for _, facet := range page.Facets {
			for _, v := range facet.Values {
				if got := content(t, p, `[data-test="facet-`+facet.Field+"-"+v.Key+`"] .facet-count`); got != message.Group(v.N) {
					t.Errorf("the filter %s %s has %s rows, want %d", facet.Field, v.Key, got, v.N)
				}
			}
		}
	}
	check(session.ObjectsFilter{}, "", false)
	click(t, p, `[data-test="sort-findings"]`)
	click(t, p, `[data-test="sort-findings"]`)
	check(session.ObjectsFilter{}, "findings", true)
	click(t, p, `[data-test="facet-class-group"] input`)
	check(session.ObjectsFilter{Class: []string{"group"}}, "findings", true)
	click(t, p, `[data-test="facet-state-ready"] input`)
	check(session.ObjectsFilter{Class: []string{"group"}, State: []string{session.StateReady}}, "findings", true)
}

// Findings in groups: the numbers are those of the core, and a group leads to its
// findings with the filters and the search kept.
func TestGroups(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem)
	p := dropped(t, sampleOnPrem)
	visit(t, p, "#/findings?class=user")
	typeInto(t, p, "#search", "local")
	f := session.FindingsFilter{Class: []string{"user"}, Search: "local"}
	compareFindings(t, p, s.Findings(session.FindingsQuery{Filter: f, Limit: window}))
	for _, by := range []string{session.GroupObject, session.GroupValue, session.GroupRule} {
		choose(t, p, `[data-test="group-by"]`, by)
		must(t, p.WaitView("groups"))
		settle(t, p)
		groups := s.Groups(session.GroupsQuery{Filter: f, By: by, Limit: window})
		var numbers, objects []string
		for _, g := range groups.Rows {
			numbers = append(numbers, message.Group(g.N))
			objects = append(objects, message.Group(g.Objects))
		}
		shows(t, p, "findings", numbers)
		shows(t, p, "objects", objects)
	}
	first := s.Groups(session.GroupsQuery{Filter: f, By: session.GroupRule, Limit: 1}).Rows[0]
	click(t, p, `[data-test="group-row"]`)
	f.Rule = []string{first.Key}
	compareFindings(t, p, s.Findings(session.FindingsQuery{Filter: f, Limit: window}))
	if search := eval[string](t, p, `document.querySelector("#search").value`); search != "local" {
		t.Errorf("the search is %q", search)
	}
	back(t, p)
	if by := eval[string](t, p, `document.querySelector('[data-test="group-by"]').value`); by != session.GroupRule {
		t.Errorf("after Back the findings are grouped by %q", by)
	}
}

// The holders of a contested value stand side by side; when one is chosen, the value
// is taken from the others.
func TestContestedValue(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem)
	p := dropped(t, sampleOnPrem)
	visit(t, p, "#/groups?by=contested")
	group := s.Groups(session.GroupsQuery{By: session.GroupContested, Limit: 1}).Rows[0]
	click(t, p, `[data-test="group-row"]`)
	must(t, p.WaitView("contest"))
	settle(t, p)
	number, _ := strconv.Atoi(group.Key)
	c, _ := s.Contest(uint32(number))
	var names []string
	for _, h := range c.Holders {
		names = append(names, h.Name)
	}
	if got := contents(t, p, `[data-test="claimer"] h2`); !slices.Equal(got, names) {
		t.Errorf("the holders are %q, want %q", got, names)
	}
	if got := attribute(t, p, `[data-test="contested"]`, "data-value"); got != c.Value {
		t.Errorf("the value is %q", got)
	}

	must(t, p.Click(`[data-test="claimer"]:nth-child(2) input[type=radio]`))
	settle(t, p)
	for i, v := range newNames(c, 1) {
		typeInto(t, p, "#claim-"+strconv.Itoa(i), v)
	}
	must(t, p.Click(`[data-test="settle"]`))
	want := make([]string, 0)
	for i, h := range c.Holders {
		for _, claim := range h.Claims {
			word := "remove"
			switch {
			case i == 1:
				word = "keep"
			case !claim.Remove:
				word = "edit"
			}
			want = append(want, message.English.T("ui.contest.is-"+word, message.Text("value", "new.name@contoso.com")))
		}
	}
	eventually(t, "decisions", slices.Equal, func() []string { return contents(t, p, `[data-test="claim-state"]`) }, want)
}

// newNames are the fields of names that the losing holders cannot be without.
func newNames(c *session.Contest, rightful int) map[int]string {
	out := map[int]string{}
	for i, h := range c.Holders {
		for _, claim := range h.Claims {
			if i != rightful && !claim.Remove {
				out[int(*claim.Finding)] = "new.name@contoso.com"
			}
		}
	}
	return out
}

// An object's attributes carry the findings at their values.
func TestFindingsAtTheirValues(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem)
	p := dropped(t, sampleOnPrem)
	row := s.Objects(session.ObjectsQuery{Sort: "findings", Desc: true, Limit: 1}).Rows[0]
	visit(t, p, "#/objects?id="+strconv.FormatUint(uint64(row.Object), 10))
	d, _ := s.Object(session.ObjectRef{Object: row.Object})
	for _, a := range d.Object.Attributes {
		var want []string
		for _, m := range a.Marks {
			want = append(want, message.English.Format(m.Why))
		}
		got := eval[[]string](t, p, `[...document.querySelectorAll('[data-test="attribute-row"]')]
			.filter((row) => row.querySelector("dt").textContent === `+quote(a.Name)+`)
			.flatMap((row) => [...row.querySelectorAll('[data-test="value-mark"] p.muted')].map((e) => e.textContent))`)
		if !slices.Equal(got, want) {
			t.Errorf("%s: marked with %q, want %q", a.Name, got, want)
		}
	}
}

// What a user set up in a table is there again after a look at another view: filter,
// order, search, selection, and the place to which the table was scrolled.
func TestTablesKeepTheirState(t *testing.T) {
	p := dropped(t, sampleOnPrem, sampleCloud)
	visit(t, p, "#/findings")
	click(t, p, `[data-test="facet-class-user"] input`)
	click(t, p, `[data-test="sort-value"]`)
	typeInto(t, p, "#search", "contoso")
	eventually(t, "chips", func(a, b int) bool { return a == b }, func() int { return len(contents(t, p, `[data-test="chip"]`)) }, 2)
	eval[any](t, p, `void (document.querySelector("#grid").scrollTop = 300)`)
	settle(t, p)
	click(t, p, `#grid-rows > [aria-rowindex="12"]`)
	state := func() string {
		return eval[string](t, p, `JSON.stringify([location.hash, document.querySelector("#search").value, document.querySelector("#grid").scrollTop,
			document.querySelector('[data-test="detail"] [data-test="dn"]')?.textContent ?? ""])`)
	}
	want := state()
	for _, view := range []string{"matches", "overview", "objects"} {
		click(t, p, `.nav-`+view+` a`)
		must(t, p.WaitView(view))
		click(t, p, `.nav-findings a`)
		must(t, p.WaitView("findings"))
		settle(t, p)
		if got := state(); got != want {
			t.Errorf("after %s the table is %s, and was %s", view, got, want)
		}
	}
	click(t, p, `.nav-findings a`)
	if hash := eval[string](t, p, "location.hash"); hash != "#/findings" {
		t.Errorf("the name of the present view leads to %s", hash)
	}
	back(t, p)
	if got := state(); got != want {
		t.Errorf("after Back the table is %s, and was %s", got, want)
	}
}

// A cell narrows the list to rows like it, with the pointer and with the keys, and no
// value gets into the address.
func TestOnlyThisValue(t *testing.T) {
	s, _ := native(t, session.Settings{}, nil, sampleOnPrem)
	p := dropped(t, sampleOnPrem)
	visit(t, p, "#/findings?class=user")
	f := session.FindingsFilter{Class: []string{"user"}}
	row := s.Findings(session.FindingsQuery{Filter: f, Limit: 3}).Rows[2]
	over := func(column string) {
		eval[any](t, p, `void document.querySelector('#grid-rows > [aria-rowindex="4"] [data-test="cell-`+column+`"]')
			.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }))`)
	}
	over("value")
	takesClicks := `getComputedStyle(document.querySelector("#only-here")).pointerEvents`
	if now := eval[string](t, p, takesClicks); now != "none" {
		t.Errorf("the button that has just appeared takes clicks: %s", now)
	}
	must(t, p.Wait(takesClicks+` === "auto"`))
	click(t, p, "#only-here")
	f.Value = &row.Finding
	compareFindings(t, p, s.Findings(session.FindingsQuery{Filter: f, Limit: window}))
	if chip := contents(t, p, `[data-test="chip"] .chip-value`); !slices.Contains(chip, ui.Visible(row.Value)) {
		t.Errorf("the chips are %q", chip)
	}
	if hash := eval[string](t, p, "decodeURIComponent(location.hash)"); strings.Contains(hash, row.Value) {
		t.Errorf("the address holds the value: %s", hash)
	}
	back(t, p)

	eval[any](t, p, `void document.querySelector('#grid-rows > [aria-rowindex="4"] [data-test="cell-rule"]')
		.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 400, clientY: 300 }))`)
	eventually(t, "keyboard", func(a, b string) bool { return a == b },
		func() string { return eval[string](t, p, `document.activeElement.dataset.test ?? ""`) }, "only-rule")
	press(t, p, kb.Enter)
	f.Value, f.Rule = nil, []string{row.Rule}
	compareFindings(t, p, s.Findings(session.FindingsQuery{Filter: f, Limit: window}))
	back(t, p)

	must(t, p.do(chromedp.Focus(chromedp.CSS("#grid"))))
	press(t, p, kb.Home, kb.ArrowDown, kb.ArrowDown, "o")
	eventually(t, "keyboard", func(a, b string) bool { return a == b },
		func() string { return eval[string](t, p, `document.activeElement.dataset.test ?? ""`) }, "only-severity")
	press(t, p, kb.ArrowDown, kb.ArrowDown)
	if at := eval[string](t, p, `document.activeElement.dataset.test`); at != "only-dn" {
		t.Errorf("the keyboard is at %q", at)
	}
	press(t, p, kb.Escape)
	if at := focused(t, p); at != "grid" {
		t.Errorf("after Escape the keyboard is at %q", at)
	}
	press(t, p, "o", kb.ArrowDown, kb.ArrowDown, kb.Enter)
	f.Rule, f.Unit = nil, []string{strconv.FormatUint(uint64(row.Unit), 10)}
	compareFindings(t, p, s.Findings(session.FindingsQuery{Filter: f, Limit: window}))
}

// Columns can be left out of a table; the browser remembers them.
func TestColumnsCanBeChosen(t *testing.T) {
	p := dropped(t, sampleOnPrem)
	visit(t, p, "#/findings")
	shown := func(column string) bool {
		return eval[bool](t, p, `document.querySelector('#grid-rows [data-test="cell-`+column+`"]').offsetParent !== null`)
	}
	must(t, p.do(chromedp.Focus(chromedp.CSS(`[data-test="columns"]`))))
	press(t, p, kb.Enter, kb.Tab)
	if at := eval[string](t, p, `document.activeElement.closest("label")?.dataset.test ?? ""`); at != "column-severity" {
		t.Fatalf("the keyboard is at %q", at)
	}
	for _, c := range []string{"class", "rule", "decision"} {
		must(t, p.Click(`[data-test="column-`+c+`"] input`))
	}
	settle(t, p)
	if shown("class") || shown("rule") || !shown("attribute") || !shown("value") {
		t.Error("the wrong columns are shown")
	}
	press(t, p, kb.Escape)
	if open := eval[bool](t, p, `document.querySelector("#columns").matches(":popover-open")`); open {
		t.Error("Escape does not close the choice")
	}
	if stored := eval[string](t, p, `localStorage.getItem("presync-columns-findings")`); stored != "class rule decision" {
		t.Errorf("the browser keeps %q", stored)
	}
	visit(t, p, "#/objects")
	if !shown("class") {
		t.Error("the choice is not of one table alone")
	}
	eval[any](t, p, `localStorage.removeItem("presync-columns-findings")`)
}
