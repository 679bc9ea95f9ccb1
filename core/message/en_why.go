package message

// The texts that explain columns, cards and figures where they stand.
func init() {
	English.Add(map[string]string{
		"ui.why.label": "What this shows: {about}",
		"ui.why.rule":  "{why}\nSource: {source}",

		"ui.why.card.readiness":  "Counted are on-premises objects that synchronisation would send by its default rules and your settings. An object is ready when no rule finds an error in it and the predicted match with the cloud has none. Warnings and advice do not take readiness away.",
		"ui.why.card.severities": "A finding is one rule that one value of one object breaks. An object can have several, so there may be more findings than objects.",
		"ui.why.card.outcomes":   "Every on-premises object has one outcome: what the first synchronisation is predicted to do with it. Cloud objects that nothing leads to are counted at their own outcome. Open a line to see the keys that were compared and what was assumed.",
		"ui.why.card.attributes": "Findings counted by the attribute that holds the value, and by severity. The bars share one scale. A number leads to its findings.",
		"ui.why.card.classes":    "Objects read from the files, by class. An object that several files describe counts once.",
		"ui.why.card.flow":       "Each band is a number of on-premises objects: on the left what is predicted for them, on the right what happens to the cloud object concerned. Its thickness is the number.",
		"ui.why.card.units":      "The tree of the directory, biggest places first and unfolded as far as there is room. A bar is as long as the place has objects in scope: ready, ready with warnings, and with errors.",
		"ui.why.card.domains":    "Objects counted by domain, on both sides. Only a domain that is verified in the tenant can be part of a sign-in name there.",
		"ui.why.card.rules":      "Findings counted by rule, gravest first. Point at a line, or reach it with the Tab key, to read why the rule is there.",
		"ui.why.card.scope":      "Objects that synchronisation would leave out, by the first filter that concerns them.",
		"ui.why.card.unchecked":  "A rule that needs an attribute which the files do not hold is not guessed: the objects it could not judge are counted here.",

		"ui.why.column.severity":          "How grave it is. Error: the object or value will not arrive as it is. Warning: it may be changed, or needs attention. Advice: good practice.",
		"ui.why.column.matches.severity":  "How grave the outcome is for this object, its remarks included.",
		"ui.why.column.accounts.severity": "How grave what happens to this account is.",
		"ui.why.column.cn":                "The common name of the object, or the first part of its distinguished name.",
		"ui.why.column.name":              "What the object is called.",
		"ui.why.column.dn":                "Where the object lies in the directory. A long name is shortened in the middle; the entry beside the table shows all of it and can copy it.",
		"ui.why.column.class":             "The class of the object as synchronisation sees it.",
		"ui.why.column.attribute":         "The attribute that holds the value.",
		"ui.why.column.value":             "The value as it stands in the file. Characters that cannot be seen have signs in their place.",
		"ui.why.column.rule":              "The rule that the value breaks. The entry beside the table says why and names the source; the view Rules has all of them.",
		"ui.why.column.proposal":          "A value that would pass, or a removal, where one can be derived. It is applied only when you decide so.",
		"ui.why.column.decision":          "What you decided about the finding.",
		"ui.why.column.outcome":           "What the first synchronisation is predicted to do, by the order in which Microsoft Entra ID documents its matching.",
		"ui.why.column.cloud":             "The cloud object that is concerned.",
		"ui.why.column.keys":              "The keys that are equal on both sides and led to the outcome.",
		"ui.why.column.notes":             "What else holds for this object beside its outcome.",
		"ui.why.column.scope":             "Whether synchronisation would send the object, and if not, which filter leaves it out.",
		"ui.why.column.findings":          "The number of findings.",
		"ui.why.column.fate":              "What becomes of the cloud object in the first synchronisation.",
		"ui.why.column.onprem":            "The on-premises object that leads to the cloud object.",
	})
}
