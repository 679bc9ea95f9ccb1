package message

func init() {
	English.Add(map[string]string{
		"change.action.edit":   "change it to “{value}”",
		"change.action.remove": "remove it",
		"change.action.keep":   "keep it",

		"change.problem.conflict": "Two decisions about the value “{value}” contradict each other: {one}, and {other}. The attribute stays as it is.",
		"change.problem.readonly": "This attribute cannot be changed by a change file.",
		"change.problem.unnamed":  "The export holds neither the distinguished name nor the objectGUID of this object, so that no file can address it.",
		"change.problem.unknown":  "The export does not hold this attribute, so that its present values are unknown and could not be restored.",
		"change.problem.twice":    "The object would hold the value “{value}” twice, letter case ignored. The attribute stays as it is.",
		"change.problem.records":  "The export holds the object more than once, and only one of the records holds the value “{value}”. The attribute stays as it is.",
		"change.problem.circle":   "Objects would exchange this value in a circle. The directory allows it to be on one object at a time, so give one of them another value first, and the wanted one later. The attribute stays as it is.",
		"change.problem.single":   "The attribute holds one value only and would get several. The attribute stays as it is.",

		"change.by.safe":         "Safe proposal accepted.",
		"change.by.file":         "Line {line} of the file of decisions.",
		"change.reason.proposal": "{rule} {title}: {proposal}",
		"change.reason.finding":  "{rule} {title}",

		"change.line.unreadable": "The line cannot be read: {reason}",
		"change.line.object":     "No object of the export is called “{object}”.",
		"change.line.attribute":  "The attribute “{attribute}” is unknown.",
		"change.line.action":     "The action “{action}” is none of edit, remove, keep and ignore.",
		"change.line.empty":      "An edit needs a new value. To take the value away, use remove.",
		"change.line.value":      "The object does not hold this value, or holds several and the line does not say which.",

		"change.summary.counts":  "{changes} {changes:change|changes} of {objects} {objects:object|objects}",
		"change.summary.whatif":  "{before} {before:finding|findings} now, {after} after the changes: {cured} cured, {new} new",
		"change.summary.kept":    "{n} {n:decision leaves its value as it is|decisions leave their values as they are}",
		"change.summary.same":    "{n} {n:decision|decisions} would change nothing",
		"change.summary.problem": "{dn}  {attribute}: {text}",
		"change.summary.line":    "Line {line}: {text}",

		"change.readme.title":     "Changes for Active Directory, made by presync",
		"change.readme.counts":    "{changes} {changes:attribute changes|attributes change}, on {objects} {objects:object|objects}.",
		"change.readme.whatif":    "The directory as it was exported has {before} {before:finding|findings}. With all changes made it has {after}, {new} of them new.",
		"change.readme.problems":  "{n} {n:decision has|decisions have} no effect, because they contradict each other or cannot be carried out. They are in none of these files.",
		"change.readme.omitted":   "{file} leaves out {n} {n:object|objects} that it cannot address or whose values it cannot hold.",
		"change.readme.files":     "The files\n  changes.ldf  the changes as LDIF, for ldifde or ldapmodify\n  undo.ldf     takes them back\n  changes.ps1  the same changes as a PowerShell script (module ActiveDirectory)\n  undo.ps1     takes them back\n  changes.csv  every value before and after, with reason and decision, for those who approve\n  idfix.csv    the same for the import of IdFix, which takes the blanks off the ends of values",
		"change.readme.order":     "Order of steps\n  1. Read changes.csv and have it approved.\n  2. Export the objects once more, as a backup.\n  3. Use one of the two, not both:\n     ldifde -i -f changes.ldf -j .\n     or  .\\changes.ps1  to see what would be done, then  .\\changes.ps1 -Apply\n  4. Export again and check the new export with presync.",
		"change.readme.back":      "To take everything back\n     ldifde -i -f undo.ldf -j .\n     or  .\\undo.ps1 -Apply\n  undo.ldf and undo.ps1 hold the same values; either takes back what either wrote.",
		"change.readme.guarded":   "The LDIF files are guarded: a change fails when the value is no longer the one that was exported.",
		"change.readme.unguarded": "The LDIF files are not guarded: an attribute that holds one value is overwritten, also when it was changed since the export. Of proxyAddresses only the values named are touched.",
		"change.readme.untested":  "The scripts compare each value with the exported one before they write. Their quoting is tested, but they have not been executed by presync's own tests: run them without -Apply first.",
		"change.readme.sources":   "Made from",
		"change.readme.source":    "{name}, {size}, SHA-256 {hash}",
	})
}
