package message

func init() {
	English.Add(map[string]string{
		"decision.step.accept":      "{n} {n:proposal|proposals} accepted",
		"decision.step.accept-safe": "{n} safe {n:proposal|proposals} accepted",
		"decision.step.edit":        "{n} {n:value|values} changed to “{value}”",
		"decision.step.remove":      "{n} {n:value|values} to be removed",
		"decision.step.keep":        "{n} {n:value|values} kept as {n:it is|they are}",
		"decision.step.ignore":      "{n} {n:finding|findings} ignored",
		"decision.step.restore":     "{n} saved {n:decision|decisions} taken over",
		"decision.step.open":        "{n} {n:decision|decisions} taken back",

		"decision.skipped.no-proposal": "{n} {n:finding has|findings have} no proposal",
		"decision.skipped.review":      "{n} {n:proposal is|proposals are} not safe and {n:wants|want} a look first",
		"decision.skipped.read-only":   "{n} {n:concerns|concern} an attribute that no change file may write",
		"decision.skipped.no-value":    "{n} {n:concerns|concern} an attribute without a value, so that there is nothing to remove",
		"decision.skipped.unexported":  "{n} {n:concerns|concern} an attribute that the export does not hold",
		"decision.skipped.shared":      "{n} would give several objects one value that only one object may hold",
		"decision.skipped.unnamed":     "{n} {n:concerns an object|concern objects} that the export does not name",

		"change.by.hand":     "Decided by hand.",
		"change.by.proposal": "Proposal accepted.",
		"change.by.restore":  "Taken over from saved decisions.",

		"change.line.rule":    "The rule {rule} has no finding about this value.",
		"change.line.finding": "There is no finding about this value.",

		"change.readme.cloud":           "For the cloud side\n  cloud.ps1    {n} {n:change|changes} from the remedies of {verdicts} chosen {verdicts:verdict|verdicts}: ImmutableId, aliases, primary addresses\n  It changes the cloud only (modules Microsoft.Graph.Users and ExchangeOnlineManagement, as far as needed) and is independent of the other files.\n  .\\cloud.ps1 shows what would be done, .\\cloud.ps1 -Apply does it. The value before stands with each ImmutableId; there is no file that takes the changes back.",
		"change.readme.cloud.without":   "{n} chosen {n:verdict has|verdicts have} no remedy that a script can carry out on the cloud side alone: follow what is said beside {n:it|them}.",
		"change.readme.cloud.contested": "cloud.ps1 leaves out {n} {n:change|changes} for which verdicts want different values on one cloud object.",
		"change.readme.cloud.unwritten": "cloud.ps1 leaves out {n} {n:change|changes} with a value that is not text.",

		"failure.no-cloud-steps":        "None of the chosen verdicts has a remedy that a script can carry out on the cloud side.",
		"failure.no-cloud-steps.advice": "Choose verdicts whose remedy sets or clears the ImmutableId, makes an address the primary one or removes an alias.",

		"failure.empty-edit":        "A new value is needed to change a value.",
		"failure.empty-edit.advice": "Enter a value. To take the value away, choose to remove it.",
	})
}
