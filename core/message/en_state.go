package message

func init() {
	English.Add(map[string]string{
		"report.yes":         "yes",
		"report.no":          "no",
		"report.not-checked": "{attribute} is not in the export, so this could not be judged for {n} {n:object|objects}.",
		"report.any.name":    "A",
		"report.any.cloud":   "B",
		"report.any.other":   "C",
		"report.any.rival":   "another object",
		"report.any.filter":  "…",
		"report.any.legend":  "A is the on-premises object, B the cloud object and C another cloud object.",

		"failure.saved-masked":        "Work cannot be continued from a masked report: it does not say which objects its decisions are about.",
		"failure.saved-masked.advice": "Save the work once more without masks, or open the report to compare totals with it.",
		"failure.no-baseline":         "No earlier run is loaded to compare with.",
		"failure.no-baseline.advice":  "Drop a report that was saved as JSON on the page.",

		"since.totals.masked":      "The earlier report is masked. Masks differ from report to report, so nothing tells which object is which: only the numbers can be compared.",
		"since.totals.summary":     "The earlier report is a summary without findings: only the numbers can be compared.",
		"since.note.settings":      "Other settings: {names}.",
		"since.note.onprem.before": "The earlier run had no on-premises export.",
		"since.note.onprem.after":  "No on-premises export is loaded now.",
		"since.note.cloud.before":  "The earlier run had no cloud export, so nothing could be matched then.",
		"since.note.cloud.after":   "No cloud export is loaded now, so nothing can be matched.",
		"since.note.findings":      "The earlier report holds no verdicts and lists only objects with findings.",
		"since.note.program":       "The earlier report was made by another version: {before}; this is {after}. Rules may differ.",

		"report.read.json":             "This file is not a report of presync: it is not JSON.",
		"report.read.json.advice":      "Choose the file that presync saved as JSON. A report as HTML cannot be opened again.",
		"report.read.schema":           "This JSON file is not a report of presync.",
		"report.read.schema.advice":    "Choose the file that presync saved as JSON.",
		"report.read.newer":            "This report was made by a newer version of presync (schema {version}; this page knows up to {known}).",
		"report.read.newer.advice":     "Open it with the version that made it, or reload the page to get the present version.",
		"report.read.truncated":        "This report is cut off: it ends in the middle.",
		"report.read.truncated.advice": "Copy or download the file again, or save the report once more.",
		"report.read.damaged":          "This report is damaged: from byte {offset} on it is not JSON.",
		"report.read.damaged.advice":   "It may have been changed by hand or by another program. Copy or download the file again, or save the report once more.",
		"report.read.field":            "A field of this report has a value of the wrong kind: {reason}",
		"report.read.field.advice":     "It may have been changed by hand or by another program. Save the report once more.",
		"report.read.rows":             "The tables of this report do not fit together.",
		"report.read.rows.advice":      "It may have been changed by hand or by another program. Save the report once more.",
		"report.read.large":            "This report is larger than {limit}, the most that can be opened.",
		"report.read.large.advice":     "Save the earlier report again with findings only, without the verdict of every object.",
		"report.read.broken":           "The report could not be read to its end: {reason}",
		"report.read.broken.advice":    "Check that the file is still in its place and choose it again.",
	})
}
