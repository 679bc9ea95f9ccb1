package engine

import "presync/core/message"

func init() {
	message.English.Add(map[string]string{
		"engine.failure":        "presync could not finish this because of an error in its own code.",
		"engine.failure.advice": "Nothing has left your browser. Please try again; if it happens again, report it with the details below.",
		"engine.read":           "{file} could not be read to its end.",
		"engine.read.advice":    "The file was probably changed, moved or deleted while it was being read. Please make sure that no other program is writing it, and drop it again.",
	})
}
