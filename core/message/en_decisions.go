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

		"failure.empty-edit":        "A new value is needed to change a value.",
		"failure.empty-edit.advice": "Enter a value. To take the value away, choose to remove it.",
	})
}
