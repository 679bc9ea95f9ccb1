package ingest

import (
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
	"presync/core/message"
)

// TestCommandsAskForEveryNeededColumn keeps the commands in step with what the
// completeness of a file is measured by.
func TestCommandsAskForEveryNeededColumn(t *testing.T) {
	asked := func(name string, a directory.Attr) bool {
		text := strings.ToLower(CommandByName(name).Text)
		return slices.ContainsFunc([]string{"'", ",", "\"", " "}, func(before string) bool {
			i := strings.Index(text, before+strings.ToLower(a.String()))
			return i >= 0 && strings.ContainsAny(text[i+1+len(a.String()):][:1], "',\" ")
		})
	}
	for _, name := range []string{"ldifde", "csvde", "ad-powershell"} {
		for _, n := range onPremNeeds {
			if n.attr != directory.DN && !asked(name, n.attr) { // every tool prints the name
				t.Errorf("%s does not ask for %s", name, n.attr)
			}
		}
	}
	// IdFix's own filter looks at the category of an object.
	for _, name := range []string{"ldifde", "csvde", "ad-powershell"} {
		if !asked(name, directory.ObjectCategory) {
			t.Errorf("%s does not ask for objectCategory", name)
		}
	}
	for _, n := range cloudNeeds {
		switch n.attr {
		case directory.CloudManaged: // no cmdlet lists it with the others
		case directory.DeletedDateTime:
			if !asked("graph-deleted", n.attr) {
				t.Errorf("graph-deleted does not ask for %s", n.attr)
			}
		default:
			if !asked("graph", n.attr) {
				t.Errorf("graph does not ask for %s", n.attr)
			}
		}
	}
}

func TestCommandsHaveWordsAndAnEncoding(t *testing.T) {
	for _, c := range Commands() {
		if CommandByName(c.Name).Text != c.Text || !message.English.Has("command."+c.Name) || !message.English.Has("command."+c.Name+".note") {
			t.Errorf("%s has no words", c.Name)
		}
		if strings.Contains(c.Text, "Export-Csv") != strings.HasSuffix(c.Text, "-Encoding UTF8") {
			t.Errorf("%s does not write UTF-8:\n%s", c.Name, c.Text)
		}
		if strings.Contains(c.Text, "IsDirSynced") {
			t.Errorf("%s asks for a property of which it is not known whether the cmdlet takes it", c.Name)
		}
		if c.Text != strings.TrimSpace(c.Text) {
			t.Errorf("%s has blanks around it", c.Name)
		}
	}
	if CommandByName("x") != nil {
		t.Error("a command of an unknown name")
	}
}

// TestCommandForTheToolOfAFile names the command of the cmdlet that wrote a file.
func TestCommandForTheToolOfAFile(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.ldf", "dn: CN=a\nmail: a\n", "ldifde"},
		{"a.csv", "DN,mail\nCN=a,a\n", "csvde"},
		{"a.csv", "DistinguishedName,ObjectClass\n\"CN=a\",user\n", "ad-powershell"},
		{"a.csv", "Id,DisplayName,UserPrincipalName\n1,A,a@contoso.com\n", "graph"},
		{"a.csv", "Id,DisplayName,UserPrincipalName,DeletedDateTime\n1,A,a@contoso.com,\n", "graph"},
		{"a.csv", "Id,DisplayName,UserPrincipalName,DeletedDateTime\n1,A,a@contoso.com,2024-01-01\n", "graph-deleted"},
		{"a.csv", "Id,DisplayName,Mail,GroupTypes\n1,A,a@contoso.com,Unified\n", "graph-groups"},
		{"contacts.csv", "Id,DisplayName,Mail,ProxyAddresses\n1,A,a@contoso.com,\n", "graph-contacts"},
		{"a.csv", "DisplayName,RecipientTypeDetails,ExternalDirectoryObjectId,EmailAddresses\nA,MailUser,1,SMTP:a@contoso.com\n", "recipients"},
	} {
		l := loadText(c.name, c.text, Options{})
		if got := CommandFor(&l.Report); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}
