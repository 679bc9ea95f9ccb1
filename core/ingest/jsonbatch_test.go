package ingest

import (
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
)

const batch = `{"responses":[
 {"id":"1","status":200,"headers":{"Content-Type":"application/json"},
  "body":{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users(id,mail)","value":[
   {"id":"u-1","mail":"a@contoso.com","other":{"value":["x"]}},
   {"id":"u-2","mail":"b@contoso.com"}],
   "@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=x"}},
 {"id":"2","status":404,"body":{"error":{"code":"Request_ResourceNotFound","message":"gone"}}},
 {"id":"3","status":200,"headers":{"value":["not a list of users"]},"body":
   {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups/$entity","id":"g-1","displayName":"Sales","groupTypes":[]}},
 {"body":{"value":[{"id":"u-3","mail":"c@contoso.com"}]},"status":200,"id":"4"},
 {"id":"5","status":204},
 {"id":"6","status":200,"body":{"value":[]}}
]}
`

// TestBatch reads what Microsoft Graph answers to several requests at once.
func TestBatch(t *testing.T) {
	for _, block := range []int{512, 1 << 20} {
		l := loadBlocks("batch.json", []byte(batch), Options{}, block, maxRecord)
		var ids []string
		for id := range l.store.Len() {
			ids = append(ids, l.store.Text(directory.ID(id), directory.CloudID))
			at := l.store.Location(directory.ID(id))
			if text := batch[at.Offset : at.Offset+at.Length]; !strings.HasPrefix(text, "{") || !strings.Contains(text, ids[id]) {
				t.Errorf("%s stands at %q", ids[id], text)
			}
			if line := strings.Split(batch, "\n")[at.Line-1]; !strings.Contains(line, `{`) {
				t.Errorf("%s stands in line %d: %s", ids[id], at.Line, line)
			}
		}
		if !slices.Equal(ids, []string{"u-1", "u-2", "g-1", "u-3"}) || l.Shape != ShapeGraphJSON || l.Role != Cloud {
			t.Errorf("%v, %s, %v", ids, l.Shape, l.Role)
		}
		if l.store.Class(0) != directory.User || l.store.Class(2) != directory.Group {
			t.Errorf("%v %v", l.store.Class(0), l.store.Class(2))
		}
		if got := l.codes(); !slices.Equal(got, []string{"next-link", "batch-failed", "json-no-object"}) {
			t.Errorf("%v", got)
		}
	}
}

// TestBatchThatIsBroken goes on behind a broken answer.
func TestBatchThatIsBroken(t *testing.T) {
	text := `{"responses":[{"id":"1","status":200,"body":{"value":[{"id":"a"},{"id":}]}},` +
		"\n" + `{"id":"2","status":200,"body":{"id":"b"}},{"id":"3","status":500}]}`
	l := loadText("batch.json", text, Options{Role: Cloud})
	if l.Objects < 1 || l.diagnostic("json-broken") == nil {
		t.Errorf("%d objects, %v", l.Objects, l.codes())
	}
	l = loadText("batch.json", `{"responses":[{"id":"1","status":429,"body":{"error":{"code":"TooManyRequests"}}}]}`, Options{})
	if l.Objects != 0 || l.diagnostic("batch-failed") == nil || l.diagnostic("json-nothing") == nil {
		t.Errorf("%d objects, %v", l.Objects, l.codes())
	}
}
