package change

import (
	"bufio"
	_ "embed" // for the frame of the script
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"presync/core/directory"
	"presync/core/match"
)

// cloudScript is the frame of the script for the cloud side.
//
//go:embed cloud.ps1
var cloudScript string

// The places of the frame that are filled in, beside those of the other scripts.
const (
	modulesMark = "#MODULES\n"
	connectMark = "#CONNECT\n"
)

// CloudChange is a change of a cloud object, with the words for its comment.
type CloudChange struct {
	match.CloudStep
	Object string // the on-premises object that it is for
	Reason string
}

// CloudSet is what is to change in the cloud.
type CloudSet struct {
	Changes []CloudChange
	// Contested counts the steps that are left out because verdicts want different
	// values for one cloud object.
	Contested int
	// Unwritten counts those left out because a value is not text.
	Unwritten int
}

// NewCloudSet puts steps together: each wanted once, and none of those that
// contradict each other.
func NewCloudSet(steps []CloudChange) *CloudSet {
	type target struct{ what, id, alias string }
	of := func(c *CloudChange) (t target) {
		switch c.Action {
		case match.WriteAnchor, match.ClearAnchor:
			t.what = "anchor"
		case match.MakePrimary:
			t.what = "primary"
		case match.RemoveAlias:
			t.what, t.alias = "alias", strings.ToLower(c.Old)
		}
		t.id = strings.ToLower(c.ID)
		return t
	}
	wanted, contested := map[target]string{}, map[target]bool{}
	for i := range steps {
		t := of(&steps[i])
		if other, there := wanted[t]; there && other != steps[i].New {
			contested[t] = true
		}
		wanted[t] = steps[i].New
	}
	s := &CloudSet{}
	done := map[target]bool{}
	for i := range steps {
		switch t, c := of(&steps[i]), steps[i]; {
		case contested[t]:
			s.Contested++
		case !utf8.ValidString(c.ID + c.Old + c.New):
			s.Unwritten++
		case !done[t]:
			done[t] = true
			s.Changes = append(s.Changes, c)
		}
	}
	return s
}

// WriteCloud writes the changes as a script for PowerShell with the modules
// Microsoft.Graph.Users and ExchangeOnlineManagement, as far as it needs them: UTF-8
// with a byte order mark, lines ended by CR LF. Nothing in it touches Active
// Directory.
func WriteCloud(w io.Writer, s *CloudSet) error {
	out := bufio.NewWriter(w)
	put := func(text string) { out.WriteString(strings.ReplaceAll(text, "\n", "\r\n")) }
	modules, connect := s.needs()
	frame := strings.NewReplacer(totalMark, strconv.Itoa(len(s.Changes)), modulesMark, modules, connectMark, connect).Replace(cloudScript)
	head, tail, _ := strings.Cut(frame, changesMark)
	put("\ufeff" + head)
	for i := range s.Changes {
		c := &s.Changes[i]
		put(comment(c.Object) + comment(c.Reason) + cloudCall(c))
	}
	put(tail)
	return out.Flush()
}

// needs are the lines that name the modules and connect to the services.
func (s *CloudSet) needs() (modules, connect string) {
	var graph, exchange bool
	for i := range s.Changes {
		if a := s.Changes[i].Action; a == match.WriteAnchor || a == match.ClearAnchor {
			graph = true
		} else {
			exchange = true
		}
	}
	if graph {
		modules += "#Requires -Modules Microsoft.Graph.Users\n"
		connect += "Connect-MgGraph -Scopes 'User.ReadWrite.All' | Out-Null\n"
	}
	if exchange {
		modules += "#Requires -Modules ExchangeOnlineManagement\n"
		connect += "Connect-ExchangeOnline -ShowBanner:$false\n"
	}
	return modules, connect
}

// cloudCall is the call of the script's function for a change.
func cloudCall(c *CloudChange) string {
	of := " -Id " + quote(c.ID) + " -Name " + quote(c.Name)
	switch c.Action {
	case match.MakePrimary:
		return "Set-PrimaryAddress" + of + " -Type " + quote(recipientType(c.Class)) + " -Address " + quote(c.New) + "\n"
	case match.RemoveAlias:
		return "Remove-Alias" + of + " -Type " + quote(recipientType(c.Class)) + " -Address " + quote(c.Old) + "\n"
	}
	return "Set-Anchor" + of + " -Old " + quote(c.Old) + " -New " + quote(c.New) + "\n"
}

// recipientType is the noun of Exchange Online's commands for a class.
func recipientType(class directory.Class) string {
	switch class {
	case directory.Group:
		return "DistributionGroup"
	case directory.Contact:
		return "MailContact"
	}
	return "Mailbox"
}

// comment is a comment of one line. A character that could end it, or that makes it
// look like something else, is replaced.
func comment(text string) string {
	return "# " + strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, text) + "\n"
}
