package ingest

import (
	"bytes"
	"strconv"

	"presync/core/message"
)

// Microsoft Graph answers several requests at once ("Combine multiple HTTP requests
// using JSON batching", Microsoft Graph documentation): a list of responses, each with
// a status and a body, which is what the single request would have been answered with.

// batchList marks a list of such answers among the brackets around the reading
// position.
const batchList = 'b'

// inBatch reports whether the elements of the present list are answers of a batch.
func (p *jsonReader) inBatch() bool {
	n := len(p.open)
	return n > 0 && p.open[n-1] == batchList
}

// responseBody is the object in an answer of a batch, nil when it holds none. The place
// of the element moves to it. A body that wraps a list does not come here.
func (p *jsonReader) responseBody(b []byte) []byte {
	status := 0
	var body []byte
	at := 0
	c := jsonCursor{b: b}
	c.enter()
	for c.next() {
		key, value, ok := c.member()
		switch {
		case !ok:
			p.brokenAt(b, c.pos)
			return nil
		case isWord(key, "status"):
			status, _ = strconv.Atoi(string(value)) // what is no number counts as no failure
		case isWord(key, "body") && value[0] == '{':
			body, at = value, bytes.LastIndex(b[:c.pos], value)
		}
	}
	p.at.bytes = b
	if status >= 400 {
		p.diag.add("batch-failed", Loss, p.at, message.Num("status", status))
		return nil
	}
	if body == nil {
		p.noObject()
		return nil
	}
	p.at.line += int64(bytes.Count(b[:at], newline))
	p.at.offset += p.src.rawLen(b[:at])
	return body
}
