package message

func init() {
	English.Add(map[string]string{
		"shape.idfix-csv":    "CSV export of IdFix",
		"shape.idfix-update": "Update file of IdFix",
		"archive.advice":     "Compare these rows with the file before you rely on them.",

		"failure.nothing-loaded":         "Nothing is loaded yet.",
		"failure.nothing-loaded.advice":  "Drop an export of the on-premises directory on the page first.",
		"failure.unknown-request":        "The page asked for something that the engine does not know.",
		"failure.unknown-request.advice": "The page and the engine come from different versions. Reload the page; if that does not help, clear the browser's cache for this site.",
		"failure.gone":                   "This entry is no longer there.",
		"failure.gone.advice":            "The files were loaded again or a setting was changed meanwhile. Go back to the list and choose the entry again.",
		"failure.export":                 "The file could not be written: {reason}",
		"failure.export.advice":          "Narrow the list with a filter and try again.",
	})
}
