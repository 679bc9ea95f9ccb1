// Package ui is the page: the components that show what the engine knows, and the
// state behind them. It runs on the browser's main thread and holds no directory
// data but the rows and the one object on screen; everything else it asks of the
// engine in the messages of core/session.
//
// # How it works
//
// app is the root component. What happens (a click, a key, an answer of the
// engine) changes its state and asks for one new render before the next frame.
// The view, its filters, order and selection live in the fragment of the address
// (Route), so the browser's Back and Forward work; a search text does not, because
// it may be a person's name. A table (grid) keeps at most windowRows rows in the
// document and asks the engine for those it shows. Every text comes from
// message.English by id.
//
// Vecty renders everything but the rows of the tables, which package dom paints: 60
// rows of eight cells would take Vecty more than the time of a frame.
//
// # Hooks for tests
//
// The element main carries data-view (landing, loading, overview, files,
// reading, findings, groups, contest, matches, accounts, transfer, objects, review, changes,
// compare, differences, archive, saved, since, since-list, rules, report, settings,
// privacy, error) and data-ready, which becomes "true" when
// what the view shows is on screen; data-results counts the evaluations that the
// engine has answered. Ids: drop, file-input, sample, cancel,
// add-files, search, grid, title. Attributes data-test:
//
//	drop, file-input, sample, cancel                     landing, loading
//	commands, export-command                             landing, files
//	progress, progress-bytes, progress-objects,
//	progress-rate, progress-left                         loading
//	overview, readiness, readiness-percent,
//	ready-ok, ready-warning, ready-error                 overview
//	severity-<key>, class-<side>-<key>, objects-<side>,
//	scope-<id>, outcome-<code>-<row>, rule-<id>,
//	attribute-<name>, file-objects                       overview, links with a number
//	units-table, unit-<number>, domains-table,
//	domain-<number>-<side>                              overview, pictures
//	flow, flow-band, flow-table, flow-<row>-<fate>,
//	flow-all-<fate>                                      overview, where the objects go
//	file-row                                             overview, a file
//	file, file-<role, shape, encoding or delimiter>
//	(with data-how), diagnostic, read-otherwise,
//	recalled, forget-reading, completeness,
//	needed-column, file-command                          files
//	preview, reading-outcome, preview-column,
//	column-meaning, reading-<field>, reading-apply,
//	reading-cancel, reading-automatic                    how a file is read
//	findings-table, finding-row, matches-table,
//	match-row, accounts-table, account-row,
//	objects-table, object-row,
//	compare-table, difference-row, archive-table,
//	archive-row                                          tables
//	cell-<column>, sort-<column>, row-count, search,
//	facet-<field>-<value>, chip, side-<side>             tables
//	facet-unit-<number>, tree-fold-<number>, tree-more   tables, organisational units
//	only-menu, only-<column>, columns, column-<column>   tables, rows like one and columns
//	group-by, groups-table, group-row                    findings in groups
//	claimer, claim, claim-state, claim-value, contested,
//	contest-place, contest-left, contest-right, settle,
//	settle-left, all-contested                           holders of a contested value
//	value-mark, open-contest                             findings at their values
//	mark-all, mark-count, mark-clear                     findings, accounts
//	mark-<action>, mark-transfer                         findings; accounts
//	bulk, bulk-counts, bulk-note, bulk-confirm,
//	bulk-cancel, example                                 what a decision about many touches
//	decided, decide-<action>, new-value, use-value,
//	tried, tried-finding, tried-holder, note, next-open,
//	accept-object                                        decisions, side panel
//	first-step, accept-safe                              overview, changes
//	tray, tray-decided, tray-changes, tray-objects,
//	tray-problems, tray-whatif, tray-review, undo, redo  tray
//	changes-table, change-row, row-back, part-<part>,
//	problem, guard, save-<format>, saved                 changes
//	plan (with data-step), step-<step>, more-plans,
//	script, not-run, save-script, copy-script,
//	script-saved                                         transfer
//	detail, detail-close, dn, value, why, proposal,
//	holder, evidence, recipe, record, attribute-row,
//	open-object, near, near-note, settings-behind, fate,
//	outcome-link, account-record                         side panel
//	rules-<set>, alternate-login, compare-<number>,
//	reason-<reason>                                      comparison with IdFix
//	saved-continue, saved-compare, saved-choose,
//	saved-note, saved-file, saved-restored, saved-lost   a saved report
//	since-<what became of findings>, since-cell,
//	since-rule-<id>, since-verdict, since-none,
//	since-verdicts-same, since-row, since-list-table,
//	earlier                                              comparison with an earlier run
//	rule-entry, unchecked, outcomes, outcome-entry,
//	outcome-matches                                      rules and outcomes
//	export-<table>, exact, semicolon, all, level-<level>, masked,
//	domains, rows, hash, size-<format>,
//	export-report-<format>, export-state,
//	source-troubles                                      report
//	setting-<field>, apply-settings, privileged-file,
//	privileged-result                                    settings
//	error, error-detail, start-again                     errors
//	theme, notice, palette, palette-button, command,
//	shortcuts, shortcuts-button, shortcuts-on,
//	shortcuts-close, tip, why-<what is explained>         everywhere
//
// The code in data-test="value" carries the value as it is in data-value. A table's
// element (id grid) has the number of its rows, the head included, in
// aria-rowcount, and each row its place in aria-rowindex.
package ui
