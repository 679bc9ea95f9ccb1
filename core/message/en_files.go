package message

// Texts about the loaded files: what was understood of each, how to change that, and
// the commands that make complete exports.
func init() {
	English.Add(commandTexts)
	English.Add(filesTexts)
}

// commandTexts name the commands that make complete exports.
var commandTexts = map[string]string{
	"command.ad-powershell":      "Active Directory with PowerShell",
	"command.ad-powershell.note": "Users, contacts and groups with every attribute that presync judges. Needs the ActiveDirectory module.",

	"command.ldifde":      "Active Directory with ldifde",
	"command.ldifde.note": "Part of Windows Server. Do not add -m or -n: they leave out attributes that are needed.",

	"command.csvde":      "Active Directory with csvde",
	"command.csvde.note": "Part of Windows Server. Do not add -m or -n: they leave out attributes that are needed.",

	"command.graph":      "Cloud users with Microsoft Graph PowerShell",
	"command.graph.note": "With all their addresses and the source anchor, which the downloads of the admin centres leave out.",

	"command.graph-deleted":      "Deleted cloud users with Microsoft Graph PowerShell",
	"command.graph-deleted.note": "A deleted user with the same source anchor is restored by the synchronisation, so it has to be known.",

	"command.graph-groups":      "Cloud groups with Microsoft Graph PowerShell",
	"command.graph-groups.note": "Groups hold addresses too, and match groups of Active Directory.",

	"command.graph-contacts":      "Cloud contacts with Microsoft Graph PowerShell",
	"command.graph-contacts.note": "The contacts of the organisation, not those in anybody’s mailbox.",

	"command.recipients":      "All recipients of Exchange Online",
	"command.recipients.note": "Everything that holds an address in Exchange Online, groups and contacts included.",

	"command.domains":      "The verified domains of the tenant",
	"command.domains.note": "Paste the result into the settings, so that sign-in names with other domains are found.",
}

// filesTexts are those of the view of the files.
var filesTexts = map[string]string{
	"ui.commands.title": "Commands for complete exports",
	"ui.commands.note":  "These commands were put together from Microsoft’s documentation and have not been run against a live directory or tenant. Read them before you run them; they change nothing but the file that they write.",

	"ui.files.lead":            "What was understood of each file, what its export lost, and what cannot be judged because of that. How a file is read can be changed.",
	"ui.files.open":            "All about {n:this file|these files}",
	"ui.files.more":            "Show {n} more {n:file|files}",
	"ui.files.objects":         "{n:object|objects}",
	"ui.files.rows":            "{n:row|rows}",
	"ui.files.remarks-ok":      "no remarks",
	"ui.files.remarks-info":    "{n} {n:remark|remarks}",
	"ui.files.remarks-warning": "{n} {n:remark|remarks}, something is missing",
	"ui.files.remarks-error":   "{n} {n:remark|remarks}, not read",

	"ui.file.change":          "Change how it is read",
	"ui.file.recalled":        "Read as you chose last time for a file with this header.",
	"ui.file.forget":          "Forget this and read again",
	"ui.file.repeated":        "In other files too",
	"ui.file.also-guessed":    "From the name of the file",
	"ui.file.guessed-class":   "that the objects are of one class",
	"ui.file.guessed-deleted": "that the objects are deleted",
	"ui.file.how-certain":     "certain",
	"ui.file.how-likely":      "very likely, by its columns",
	"ui.file.how-guess":       "a guess; please check",
	"ui.file.how-chosen":      "chosen by you",
	"ui.file.how-recalled":    "as you chose last time",
	"ui.file.how-unknown":     "not recognised",

	"ui.complete.title":   "{n} of {all} columns that presync needs are there",
	"ui.complete.label":   "Columns that presync needs",
	"ui.complete.column":  "Column",
	"ui.complete.state":   "State",
	"ui.complete.lacks":   "Cannot be judged without it",
	"ui.complete.present": "present",
	"ui.complete.empty":   "empty",
	"ui.complete.absent":  "not in the file",
	"ui.complete.lost":    "lost at the export",
	"ui.complete.command": "Export again with:",

	"ui.reading.all":               "All files",
	"ui.reading.title":             "How {name} is read",
	"ui.reading.lead":              "Change what was not understood as it was meant. Nothing happens to the loaded files before you apply it.",
	"ui.reading.automatic":         "As recognised",
	"ui.reading.role.note":         "The directory that the file describes.",
	"ui.reading.shape.note":        "The tool that wrote the file, or its format.",
	"ui.reading.encoding.note":     "Right when letters with accents look right below.",
	"ui.reading.delimiter.note":    "Between the columns of a table.",
	"ui.reading.preview":           "The beginning of the file, read this way",
	"ui.reading.waiting":           "Reading …",
	"ui.reading.objects":           "Objects in the preview",
	"ui.reading.unreadable":        "The file could not be read.",
	"ui.reading.unreadable.advice": "It may have been moved or changed since it was chosen. Choose it again.",
	"ui.reading.row":               "Row {n}",
	"ui.reading.table":             "An empty field takes the column for what its name says. Name another attribute, or “not used”. The rows are the first of the file, and further ones with letters in which the encoding shows.",
	"ui.reading.json":              "An empty field takes the property for what its name says. Name another attribute, or “not used”. Values of properties that are not used are not shown.",
	"ui.reading.ldif":              "An empty field takes the name for what it says. Name another attribute, or “not used”. Values of names that are not used are not shown.",
	"ui.reading.meaning":           "Attribute of the column {column}",
	"ui.reading.odd":               "presync knows no attribute of this name.",
	"ui.reading.more":              "Show {n} more {n:column|columns}",
	"ui.reading.apply":             "Apply and read again",
	"ui.reading.as-recognised":     "All as recognised",
	"ui.reading.kept":              "Once applied, the choice is kept in this browser for files with the same header: the choice and a fingerprint of the header, nothing else of the file.",
	"ui.reading.not-kept":          "A file of this kind has no header to know it by, so the choice lasts until this page is closed.",
}
