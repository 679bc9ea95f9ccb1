package change

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
	"presync/core/match"
)

func step(a match.CloudAction, id, old, new string) CloudChange {
	return CloudChange{
		CloudStep: match.CloudStep{Action: a, ID: id, Name: id + "@contoso.com", Class: directory.User, Old: old, New: new},
		Object:    "CN=" + id, Reason: "D-17 because",
	}
}

// cloudCalls is the part of a script that connects and changes, as tokens.
func cloudCalls(t require, s *CloudSet) []string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteCloud(&out, s); err != nil {
		t.Fatalf("%v", err)
	}
	_, tail, _ := strings.Cut(cloudScript, connectMark)
	_, tail, _ = strings.Cut(tail, changesMark)
	text, ended := strings.CutSuffix(out.String(), strings.ReplaceAll(tail, "\n", "\r\n"))
	i := strings.LastIndex(text, "'changed'\r\n    }\r\n}\r\n")
	if !ended || i < 0 {
		t.Fatalf("the frame is not that of the template:\n%s", out.String())
	}
	return decoded(t, tokens(t, text[i+len("'changed'\r\n    }\r\n}\r\n"):]))
}

// TestCloudScriptHoldsExactlyTheChanges: whatever the values and the comments are, the
// script reads as the calls that were meant.
func TestCloudScriptHoldsExactlyTheChanges(t *testing.T) {
	for _, v := range hostile {
		id := "c" + v
		changes := []CloudChange{
			step(match.WriteAnchor, id, v, "new"+v), step(match.MakePrimary, id, "", v), step(match.RemoveAlias, id, v, ""), step(match.ClearAnchor, id+"2", v, ""),
		}
		for i := range changes {
			changes[i].Object, changes[i].Reason = v, v
		}
		set := NewCloudSet(changes)
		name := "'" + id + "@contoso.com"
		want := []string{
			"Connect-MgGraph", "-Scopes", "'User.ReadWrite.All", "|", "Out-Null", "Connect-ExchangeOnline", "-ShowBanner", ":", "$false",
			"Set-Anchor", "-Id", "'" + id, "-Name", name, "-Old", "'" + v, "-New", "'new" + v,
			"Set-PrimaryAddress", "-Id", "'" + id, "-Name", name, "-Type", "'Mailbox", "-Address", "'" + v,
			"Remove-Alias", "-Id", "'" + id, "-Name", name, "-Type", "'Mailbox", "-Address", "'" + v,
			"Set-Anchor", "-Id", "'" + id + "2", "-Name", "'" + id + "2@contoso.com", "-Old", "'" + v, "-New", "'",
		}
		if got := cloudCalls(t, set); !slices.Equal(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestCloudChangesThatContradictEachOther(t *testing.T) {
	s := NewCloudSet([]CloudChange{
		step(match.WriteAnchor, "c-1", "", "one"), step(match.WriteAnchor, "C-1", "", "two"), step(match.ClearAnchor, "c-2", "x", ""),
		step(match.ClearAnchor, "c-2", "x", ""), step(match.RemoveAlias, "c-2", "a@x", ""), step(match.RemoveAlias, "c-2", "b@x", ""),
		step(match.WriteAnchor, "c-3", "a\xff", "y"),
	})
	if len(s.Changes) != 3 || s.Contested != 2 || s.Unwritten != 1 {
		t.Errorf("%+v", s)
	}
}

func TestCloudFile(t *testing.T) {
	group := step(match.MakePrimary, "g-1", "", "sales@contoso.com")
	group.Class, group.Object, group.Reason = directory.Group, "CN=Sales\u202e,DC=contoso,DC=com", "D-42 The primary address\nis an alias."
	var out bytes.Buffer
	if err := WriteCloud(&out, NewCloudSet([]CloudChange{step(match.ClearAnchor, "c-1", "E4711", ""), group})); err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{"Set-AD", "Get-AD", "ActiveDirectory\n", "-Modules ActiveDirectory"} {
		if strings.Contains(out.String(), no) {
			t.Errorf("the script for the cloud holds %q", no)
		}
	}
	golden(t, "cloud.ps1", out.Bytes())
}
