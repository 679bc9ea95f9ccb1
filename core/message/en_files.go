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
	"ui.commands.note": "These commands were put together from Microsoft’s documentation and have not been run against a live directory or tenant. Read them before you run them; they only read.",
}
