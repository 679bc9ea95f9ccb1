//go:build js && wasm

package ui

import (
	"presync/core/message"
	"presync/core/session"
)

// action is something that the page can do from anywhere. The command palette lists
// it, and the list of shortcuts those that have one.
type action struct {
	// id names the text (ui.action.ID) and, where it can be found by more than that
	// says, further words (ui.action.ID.words).
	id   string
	icon string
	// keys is the shortcut: one key, or two that follow each other ("g f").
	keys string
	when func(a *app) bool // nil: always
	// What it does: go to a view, to a list, or what a click on an element with
	// this data-do and data-arg does.
	view    View
	to      Route
	do, arg string
}

// viewKeys are the letters after G that lead to a view.
var viewKeys = map[View]string{
	ViewOverview: "g h", ViewFiles: "g l", ViewFindings: "g f", ViewMatches: "g m", ViewAccounts: "g a", ViewObjects: "g o", ViewChanges: "g c",
	ViewSince: "g e", ViewCompare: "g i", ViewArchive: "g x", ViewReport: "g d", ViewSettings: "g s", ViewRules: "g r", ViewPrivacy: "g p",
}

// commands are the actions beside going to a view. Whatever the page learns to do
// gets a line here.
var commands = []action{
	{id: "search", icon: "search", keys: "/", when: canSearch, do: "find"},
	{id: "rows", icon: "down", keys: "l", when: onTable, do: "rows"},
	{id: "filters", icon: "filter", keys: "f", when: hasFilters, do: "filters"},
	{id: "columns", icon: "columns", keys: "c", when: hasColumns, do: "columns"},
	{id: "errors", icon: "error", when: hasFindings, to: To(ViewFindings, "severity", session.SeverityError)},
	{id: "warnings", icon: "warning", when: hasFindings, to: To(ViewFindings, "severity", session.SeverityWarning)},
	{id: "not-ready", icon: "error", when: hasOnPrem, to: To(ViewObjects, "state", session.StateError)},
	{id: "ready", icon: "ok", when: hasOnPrem, to: To(ViewObjects, "state", session.StateReady)},
	{id: "out-of-scope", icon: "filter", when: hasOnPrem, to: To(ViewObjects, "scope", session.ScopeOut)},
	{id: "match-errors", icon: "error", when: hasCloud, to: To(ViewMatches, "severity", session.SeverityError)},
	{id: "taken-over", icon: "cloud", when: hasCloud, to: To(ViewAccounts, "fate", session.FateTakenOver)},
	{id: "contested", icon: "cloud", when: hasCloud, to: To(ViewAccounts, "fate", session.FateContested)},
	{id: "cloud-objects", icon: "cloud", when: hasCloud, to: To(ViewObjects, "side", "cloud")},
	{id: "accept", icon: "ok", keys: "a", when: canAccept, do: "decide", arg: session.ActionAccept},
	{id: "edit", icon: "mark", keys: "e", when: onFinding, do: "edit"},
	{id: "remove", icon: "close", keys: "r", when: onFinding, do: "decide", arg: actionRemove},
	{id: "keep", icon: "lock", keys: "k", when: onFinding, do: "decide", arg: actionKeep},
	{id: "ignore", icon: "info", keys: "i", when: onFinding, do: "decide", arg: actionIgnore},
	{id: "take-back", icon: "undo", keys: "t", when: isDecided, do: "decide", arg: session.ActionOpen},
	{id: "accept-selected", icon: "ok", keys: "a", when: hasSelected, do: "decide-marked", arg: session.ActionAccept},
	{id: "remove-selected", icon: "close", keys: "r", when: hasSelected, do: "decide-marked", arg: actionRemove},
	{id: "keep-selected", icon: "lock", keys: "k", when: hasSelected, do: "decide-marked", arg: actionKeep},
	{id: "ignore-selected", icon: "info", keys: "i", when: hasSelected, do: "decide-marked", arg: actionIgnore},
	{id: "take-back-selected", icon: "undo", keys: "t", when: hasSelected, do: "decide-marked", arg: session.ActionOpen},
	{id: "next-open", icon: "down", keys: "n", when: onFindings, do: "next-open"},
	{id: "accept-safe", icon: "ok", when: hasFindings, do: "accept-safe"},
	{id: "undo", icon: "undo", when: canUndo, do: "undo"},
	{id: "redo", icon: "redo", when: canRedo, do: "redo"},
	{id: "change-files", icon: "download", when: hasChanges, to: changesPart(partFiles)},
	{id: "saved", icon: "file", when: hasSaved, to: To(ViewSaved)},
	{id: "clear", icon: "close", when: isFiltered, do: "clear-all"},
	{id: "add-files", icon: "plus", when: loaded, do: "choose"},
	{id: "choose", icon: "upload", when: isEmpty, do: "choose"},
	{id: "sample", icon: "file", when: isEmpty, do: "sample"},
	{id: "close-all", icon: "close", when: loaded, do: "forget"},
	{id: "cancel", icon: "close", when: isWorking, do: "cancel"},
	{id: "theme", icon: "half", do: "theme"},
	{id: "only", icon: "filter", keys: "o", when: onTable, do: "only-menu"},
	{id: "by-rule", icon: "group", when: hasFindings, to: To(ViewGroups, "by", session.GroupRule)},
	{id: "by-object", icon: "group", when: hasFindings, to: To(ViewGroups, "by", session.GroupObject)},
	{id: "contested-values", icon: "group", when: hasFindings, to: To(ViewGroups, "by", session.GroupContested)},
	{id: "keys", icon: "keyboard", keys: "?", do: "keys"},
}

// The conditions of actions.
func loaded(a *app) bool      { return a.phase == phaseReady }
func isEmpty(a *app) bool     { return a.phase == phaseEmpty }
func isWorking(a *app) bool   { return a.phase == phaseWorking }
func hasFindings(a *app) bool { return loaded(a) && a.overview.Findings > 0 }
func hasOnPrem(a *app) bool   { return loaded(a) && a.overview.OnPrem.Objects > 0 }
func hasCloud(a *app) bool    { return loaded(a) && a.overview.Cloud.Objects > 0 }
func onTable(a *app) bool     { return loaded(a) && a.grid() != nil }
func canSearch(a *app) bool   { return onTable(a) || a.route.View == ViewRules }
func isFiltered(a *app) bool {
	return onTable(a) && (a.route.FilterCount() > 0 || a.grid().search != "")
}

// actions are all that can be done now.
func (a *app) actions() []action {
	var list []action
	for _, v := range a.navViews() {
		if !a.hides(v) {
			list = append(list, action{id: "view." + string(v), icon: "arrow", keys: viewKeys[v], view: v})
		}
	}
	for _, c := range commands {
		if c.when == nil || c.when(a) {
			list = append(list, c)
		}
	}
	return list
}

// label is what an action is called.
func (c *action) label() string {
	if c.view != "" {
		return t("ui.action.view", message.Text("view", t("ui.nav."+string(c.view))))
	}
	return t("ui.action." + c.id)
}

// words are those that an action is found by beside its label.
func (c *action) words() string {
	if id := "ui.action." + c.id + ".words"; message.English.Has(id) {
		return t(id)
	}
	return ""
}

// run does what an action stands for.
func (a *app) run(c *action) {
	switch {
	case c.view != "":
		a.goTo(To(c.view))
	case c.to.View != "":
		a.goTo(c.to)
	default:
		a.doAction(c.do, c.arg)
	}
}
