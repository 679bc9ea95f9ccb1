package engine

import "presync/core/message"

func init() {
	message.English.Add(map[string]string{
		"engine.failure":        "presync could not finish this because of an error in its own code.",
		"engine.failure.advice": "Nothing has left your browser. Please try again; if it happens again, report it with the details below.",
	})
}
