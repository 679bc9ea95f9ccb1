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
		"change.problem.single":   "The attribute holds one value only and would get several. The attribute stays as it is.",
	})
}
