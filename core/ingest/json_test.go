package ingest

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"presync/core/directory"
)

// graphPage is an answer of Microsoft Graph with n users, some of them broken when
// damaged is set.
func graphPage(n int, damaged bool) string {
	var b strings.Builder
	b.WriteString("{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#users(id,mail)\",\n \"value\": [\n")
	for i := range n {
		quote := `"`
		if damaged && i%10 == 3 {
			quote = ""
		}
		fmt.Fprintf(&b, "  {\"id\": \"%08d-0000-4000-8000-000000000000\", \"displayName\": \"\\u00c5sa \\\"%d\\\" Straße 😀\",\n", i, i)
		fmt.Fprintf(&b, "   \"mail\": \"user%d@contoso.com%s,\n   \"proxyAddresses\": [\"SMTP:user%d@contoso.com\", \"smtp:u%d@contoso.com\"],\n", i, quote, i, i)
		b.WriteString("   \"nested\": {\"list\": [{\"a\": \"}\"}, [1, 2.5e-7, true, null]]}}")
		if i < n-1 {
			b.WriteString(",")
		}
		b.WriteString("\n")
	}
	b.WriteString(" ],\n \"@odata.nextLink\": \"https://graph.microsoft.com/next\"\n}\n")
	return b.String()
}

// TestJSONBlocksDoNotShow reads the same JSON in blocks of many sizes.
func TestJSONBlocksDoNotShow(t *testing.T) {
	text := graphPage(100, true)
	for _, raw := range [][]byte{[]byte(text), utf16Text(text, false)} {
		whole := loadBlocks("users.json", raw, Options{}, 1<<20, maxRecord)
		if whole.Objects != 90 || whole.Skipped != 10 || whole.diagnostic("next-link") == nil {
			t.Errorf("%d objects, %d skipped, %v", whole.Objects, whole.Skipped, whole.codes())
		}
		for _, block := range []int{512, 777, 1000, 4096, 10_001} {
			parts := loadBlocks("users.json", raw, Options{}, block, maxRecord)
			a, b := describe(whole, raw), describe(parts, raw)
			if as, bs := fmt.Sprintf("%+v", a), fmt.Sprintf("%+v", b); as != bs {
				t.Errorf("in blocks of %d:\n%s\nas a whole:\n%s", block, bs, as)
			}
		}
	}
}

// TestJSONForms reads one object in every form in which people save it.
func TestJSONForms(t *testing.T) {
	const o = `{"id":"1","mail":"a@contoso.com","userPrincipalName":"a@contoso.com"}`
	for name, text := range map[string]string{
		"single":      o,
		"list":        "[" + o + "]",
		"envelope":    `{"value":[` + o + `]}`,
		"counted":     `{"@odata.count":1,"value":[` + o + `],"Count":1}`,
		"pages":       `[{"value":[]},{"value":[` + o + `]}]`,
		"appended":    "{\"value\":[]}\r\n\uFEFF{\"value\":[" + o + "]}",
		"lines":       o + "\n",
		"sequence":    "\x1e" + o + "\n",
		"blank first": "\r\n\t " + o,
		"PascalCase":  `[{"Id":"1","Mail":"a@contoso.com","UserPrincipalName":"a@contoso.com"}]`,
		"nested type": `[{"Id":"1","DeletedDateTime":null,"AdditionalProperties":{"@odata.type":"#microsoft.graph.user","mail":"a@contoso.com","userPrincipalName":"a@contoso.com"}}]`,
		"same twice":  `{"id":"1","id":"1","mail":"a@contoso.com","userPrincipalName":"a@contoso.com"}`,
		"trailing":    `[` + o + `,]`,
	} {
		l := loadText("a.json", text, Options{})
		if l.Objects != 1 || l.Skipped != 0 || l.Role != Cloud || l.Shape != ShapeGraphJSON {
			t.Errorf("%s: %d objects, %d skipped, %v, %v, %v", name, l.Objects, l.Skipped, l.Role, l.Shape, l.codes())
			continue
		}
		if got := l.store.Text(0, directory.Mail); got != "a@contoso.com" || l.store.Class(0) != directory.User {
			t.Errorf("%s: mail %q, class %v", name, got, l.store.Class(0))
		}
	}
}

// TestJSONClasses checks how the class of an object is found where no type names it.
func TestJSONClasses(t *testing.T) {
	l := loadText("export.json", `[{"id":"1","userPrincipalName":"a"},{"id":"2","displayName":"g","groupTypes":[]},{"id":"3","displayName":"c","phones":[]},{"@odata.type":"#microsoft.graph.group","id":"4","mail":"x"}]`, Options{})
	var got []string
	for id := range l.store.Len() {
		got = append(got, l.store.Class(directory.ID(id)).String())
	}
	if fmt.Sprint(got) != "[user group contact group]" {
		t.Error(got)
	}
}

// TestJSONTriState checks that null is known to be empty and an absent property is
// not known.
func TestJSONTriState(t *testing.T) {
	l := loadText("a.json", `[{"id":"1","mail":null,"proxyAddresses":[],"displayName":"a"}]`, Options{})
	for a, want := range map[directory.Attr]directory.State{
		directory.Mail: directory.KnownEmpty, directory.ProxyAddresses: directory.KnownEmpty,
		directory.DisplayName: directory.HasValue, directory.ImmutableID: directory.NotExported,
	} {
		if _, got := l.store.Field(0, a); got != want {
			t.Errorf("%v: state %v, want %v", a, got, want)
		}
	}
	l = loadText("a.json", `[{"id":"1","userPrincipalName":"a","onPremisesImmutableId":"x"},{"id":"2","userPrincipalName":"b"}]`, Options{})
	if d := l.diagnostic("json-varying"); d == nil || !strings.Contains(d.Text.String(), "onPremisesImmutableId") {
		t.Errorf("got %v", l.codes())
	}
}

// TestJSONGiantsAndDepth checks the bounds on memory.
func TestJSONGiantsAndDepth(t *testing.T) {
	giant := `{"id":"1","mail":"a","x":"` + strings.Repeat("x", 5000) + `"}`
	text := "[" + giant + `,{"id":"2","mail":"b"}]`
	l := loadBlocks("a.json", []byte(text), Options{}, 512, 2000)
	if l.Objects != 1 || l.Skipped != 1 || l.diagnostic("record-too-long") == nil || l.store.Text(0, directory.CloudID) != "2" {
		t.Errorf("%d objects, %d skipped, %v", l.Objects, l.Skipped, l.codes())
	}
	for _, text := range []string{strings.Repeat("[", 1<<20), strings.Repeat(`{"a":`, 1<<18), strings.Repeat(`{"value":[`, 1<<18), strings.Repeat("{", 1<<20)} {
		l := loadBlocks("a.json", []byte(text), Options{}, 4096, 1<<16)
		if l.Objects != 0 || len(l.Diagnostics) == 0 {
			t.Errorf("%.10s: %d objects, %v", text, l.Objects, l.codes())
		}
	}
}

// TestJSONAllocations checks that reading allocates by the file, not by the object.
func TestJSONAllocations(t *testing.T) {
	allocs := func(n int) uint64 {
		text := graphPage(n, false)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		loadText("a.json", text, Options{})
		runtime.ReadMemStats(&after)
		return after.Mallocs - before.Mallocs
	}
	few, many := allocs(1000), allocs(11_000)
	if many > few+2000 {
		t.Errorf("%d allocations for 1,000 objects, %d for 11,000", few, many)
	}
}

// FuzzJSON compares with encoding/json: a list of objects that it accepts gives an
// object for each that has an id, with its text.
func FuzzJSON(f *testing.F) {
	samples(f, func(text []byte) { f.Add(text, uint16(0)) }, ".json", ".jsonl")
	for _, s := range []string{graphPage(3, false), graphPage(3, true), `[{"id":"1"},{"id":"\ud83d\ude00"}]`, `{"value":[{"id":"a"}],"@odata.nextLink":"x"}`, `[[{"id":1}]]`, `{"id":"a"`, "{\"id\":\"a\n\"}\n{\"id\":\"b\"}"} {
		f.Add([]byte(s), uint16(700))
	}
	f.Add([]byte(batch), uint16(0))
	f.Fuzz(func(t *testing.T, text []byte, block uint16) {
		l := loadBlocks("a.json", text, Options{Encoding: encUTF8, Role: Cloud}, 512+int(block), 1<<20)
		if l.Objects != int64(l.store.Len()) {
			t.Fatalf("%d objects reported, %d stored", l.Objects, l.store.Len())
		}
		var list []map[string]any
		// Bytes that are no UTF-8 are kept here and replaced there.
		if !utf8.Valid(text) || !isJSON(text) || json.Unmarshal(text, &list) != nil {
			return
		}
		var ids []string
		for _, o := range list {
			id, _ := o["id"].(string)
			if id == "" || o["value"] != nil || len(o) != 1 {
				return
			}
			ids = append(ids, id)
		}
		if l.store.Len() != len(ids) {
			t.Fatalf("%d objects for %q, %v", l.store.Len(), ids, l.codes())
		}
		for i, id := range ids {
			if got := string(l.store.Get(directory.ID(i), directory.CloudID)); got != id && !isTypeName([]byte(id)) && !isFormulaError([]byte(id)) {
				t.Fatalf("object %d is %q, want %q", i, got, id)
			}
		}
	})
}

func BenchmarkJSON(b *testing.B) {
	text := graphPage(20_000, false)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if l := loadText("a.json", text, Options{}); l.Objects != 20_000 {
			b.Fatal(l.codes())
		}
	}
}
