package message

// The texts of the tables' filters and of what can be done with them.
func init() {
	English.Add(map[string]string{
		"ui.field.unit":                "Organisational unit",
		"ui.field.domain":              "Sign-in or mail domain",
		"ui.field.value":               "Value",
		"ui.none.unit":                 "no distinguished name",
		"ui.none.domain":               "no domain",
		"ui.tree.search":               "Find a unit",
		"ui.tree.none":                 "No unit fits.",
		"ui.tree.more":                 "{n} more",
		"ui.tree.open":                 "Show what is in {name}",
		"ui.nav.groups":                "Findings",
		"ui.search.groups":             "Search names and values",
		"ui.group.by":                  "Group by",
		"ui.group.none":                "nothing",
		"ui.group.rule":                "rule",
		"ui.group.object":              "object",
		"ui.group.value":               "value",
		"ui.group.contested":           "contested value",
		"ui.group.several":             "several attributes",
		"ui.group.count":               "{n} {n:group|groups}",
		"ui.column.groups-rule":        "Attribute",
		"ui.column.groups-object":      "Distinguished name",
		"ui.column.groups-value":       "Attribute",
		"ui.column.groups-contested":   "Attribute",
		"ui.column.contested":          "Contested value",
		"ui.column.errors":             "Errors",
		"ui.column.warnings":           "Warnings",
		"ui.column.advice":             "Advice",
		"ui.column.objects":            "Objects",
		"ui.table.empty.groups":        "Nothing to group",
		"ui.table.empty.groups.advice": "No finding is of this kind. No value is contested when no two objects hold the same address, alias or logon name.",
		"ui.tree.close":                "Hide what is in {name}",
	})
}
