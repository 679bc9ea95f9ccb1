package message

// The texts of the tables' filters and of what can be done with them.
func init() {
	English.Add(map[string]string{
		"ui.field.unit":   "Organisational unit",
		"ui.field.domain": "Sign-in or mail domain",
		"ui.field.value":  "Value",
		"ui.none.unit":    "no distinguished name",
		"ui.none.domain":  "no domain",
		"ui.tree.search":  "Find a unit",
		"ui.tree.none":    "No unit fits.",
		"ui.tree.more":    "{n} more",
		"ui.tree.open":    "Show what is in {name}",
		"ui.tree.close":   "Hide what is in {name}",
	})
}
