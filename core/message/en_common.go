package message

func init() {
	English.Add(map[string]string{
		"severity.error":   "Error",
		"severity.warning": "Warning",
		"severity.advice":  "Advice",
		"severity.info":    "Info",
		"severity.ok":      "OK",

		"class.user":     "User",
		"class.group":    "Group",
		"class.contact":  "Contact",
		"class.computer": "Computer",
		"class.other":    "Other",
		"class.unknown":  "Unknown class",
	})
}
