package change

import (
	"testing"

	"pgregory.net/rapid"

	"presync/core/directory"
	"presync/core/rules"
)

// TestApplyIsWhatTheFilesDo: the copy holds what the directory holds after the
// change file, and every value of it knows where it comes from.
func TestApplyIsWhatTheFilesDo(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := genStore(rt, t)
		set := Collapse(s, genDecisions(rt, s))
		held := holdings(s)
		apply(rt, written(rt, set, Options{Guard: true}), held)
		changed, origin := Apply(s, set)
		if got, want := sorted(holdings(changed)), sorted(held); got != want {
			rt.Fatalf("got  %q\nwant %q", got, want)
		}
		if len(origin) != changed.Refs() {
			rt.Fatalf("%d origins for %d values", len(origin), changed.Refs())
		}
		for n, from := range origin {
			if from != Added && s.Ref(from).Attr() != changed.Ref(uint32(n)).Attr() {
				rt.Fatalf("value %d comes from another attribute", n)
			}
		}
	})
}

func TestApplyReachesEveryRecordOfAnObject(t *testing.T) {
	s := store(t, object{dn: "CN=A", values: []string{"mail: a@x"}}, object{dn: "cn=a", values: []string{"mail: a@x"}})
	changed, _ := Apply(s, Collapse(s, []Decision{edit(s, 0, directory.Mail, 0, "b@x"),
		{Object: 0, Attr: directory.MailNickname, Ref: rules.NoRef, Value: []byte("a")}}))
	for id := range directory.ID(2) {
		if got := changed.Text(id, directory.Mail) + changed.Text(id, directory.MailNickname); got != "b@xa" {
			t.Errorf("record %d: %q", id, got)
		}
	}
}
