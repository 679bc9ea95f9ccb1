package session

import (
	"io"
	"strings"
	"testing"
)

// The severity of a rule in the overview is that of its gravest finding, and what
// the catalogue says where it found nothing.
func TestRuleIsAsGraveAsItsFindings(t *testing.T) {
	const user = "dn: CN=Anna Berg,DC=contoso,DC=com\nobjectClass: user\ncn: Anna Berg\nsAMAccountName: aberg\n" +
		"userPrincipalName: a.berg@contoso.com\nproxyAddresses: SMTP:anna.berg@contoso.com\n"
	second := strings.NewReplacer("Anna", "Bo", "aberg", "bberg", "a.berg", "b.berg", "anna.", "bo.").Replace(user)
	for _, c := range []struct {
		name, text string
		settings   Settings
		rule, want string
	}{
		{"advice", user, Settings{}, "PU-2", SeverityAdvice},
		{"advice made graver by a setting", user, Settings{Federated: true}, "PU-2", SeverityWarning},
		{"less grave than the catalogue", user + "displayName: Anna\n\n" + second, Settings{}, "DN-2", SeverityAdvice},
		{"advice and an error", user + "displayName: \n\n" + second, Settings{}, "DN-2", SeverityError},
		{"nothing found", user + "displayName: Anna Berg\n", Settings{}, "DN-2", SeverityError},
	} {
		t.Run(c.name, func(t *testing.T) {
			req := LoadRequest{Settings: c.settings, Files: []FileSpec{{Name: "a.ldf", Size: int64(len(c.text))}}}
			o := New().Load(req, func(int) (io.Reader, error) { return strings.NewReader(c.text), nil }, nil)
			for _, r := range o.Rules {
				if r.Rule == c.rule && r.Severity != c.want {
					t.Errorf("%s is %s with %d findings, want %s", r.Rule, r.Severity, r.N, c.want)
				}
			}
		})
	}
}
