package match

import (
	"strings"
	"testing"
)

func TestRecipesFitTheObject(t *testing.T) {
	for _, c := range []struct {
		situation
		row        Row
		has, lacks string
	}{
		{situation{name: "a group has no ImmutableId to write", opt: Options{BlockSoftMatch: true},
			onprem: []object{g(guid, guid1, proxy, "SMTP:sales@contoso.com")},
			cloud:  []object{g(id, "g-1", proxy, "SMTP:sales@contoso.com")}},
			SoftBlocked, "BlockSoftMatchEnabled = $false", "Update-MgUser"},
		{situation{name: "the ImmutableId of a synchronised account is not written",
			onprem: []object{u(guid, guid1, proxy, "SMTP:ann@contoso.com", upn, "a@contoso.com")},
			cloud:  []object{u(id, "c-1", upn, "ann@contoso.com", proxy, "SMTP:ann@contoso.com", imm, "PyUE4E+JEdOaDAMF6CwzAQ==", sync, "true")}},
			DifferentAnchor, "FromBase64String('PyUE4E+JEdOaDAMF6CwzAQ==')", "Update-MgUser"},
		{situation{name: "an anchor that is no base64 is not decoded",
			onprem: []object{u(guid, guid1, proxy, "SMTP:ann@contoso.com", upn, "a@contoso.com")},
			cloud:  []object{u(id, "c-1", upn, "ann@contoso.com", proxy, "SMTP:ann@contoso.com", imm, "E4711", sync, "true")}},
			DifferentAnchor, "Get-ADObject", "FromBase64String"},
		{situation{name: "a contested sign-in name is looked for by that name",
			onprem: []object{
				u(guid, guid1, proxy, "SMTP:a@contoso.com", upn, "o'neill@contoso.com"),
				u(guid, guid2, proxy, "SMTP:b@contoso.com", upn, "o'neill@contoso.com"),
			}, cloud: []object{u(id, "c-1", upn, "x@contoso.com")}},
			DuplicateOnPrem, "'userPrincipalName eq ''o''''neill@contoso.com'''", "a@contoso.com"},
		{situation{name: "a proposed sign-in name is valid", opt: Options{VerifiedDomains: []string{"contoso.com"}},
			onprem: []object{u(guid, guid1, upn, "tom&co@contoso.local")}, cloud: []object{u(id, "c-1", upn, "x@contoso.com")}},
			ProvisionNew, "'tomco@contoso.com'", "tom&co"},
		{situation{name: "the second key leads to a synchronised account",
			onprem: []object{u(guid, guid1, proxy, "SMTP:ann@contoso.com", upn, "a@contoso.com")},
			cloud: []object{
				u(id, "c-1", upn, "ann@contoso.com", proxy, "SMTP:ann@contoso.com"),
				u(id, "c-2", upn, "a@contoso.com", imm, anchor2, sync, "true"),
			}}, CrossMatch, "'c-1'", "'c-2'"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := c.run(t)
			v := r.At(0)
			got := r.Recipe(v)
			if v.Row != c.row || !strings.Contains(got, c.has) || strings.Contains(got, c.lacks) {
				t.Errorf("%v, want %v with %s and without %s:\n%s", v.Row, c.row, c.has, c.lacks, got)
			}
		})
	}
}

// What cannot be known of a group is not asked for.
func TestSynchronisedGroup(t *testing.T) {
	r := situation{
		onprem:  []object{g(guid, guid1, proxy, "SMTP:sales@contoso.com")},
		cloud:   []object{g(id, "g-1", proxy, "SMTP:sales@contoso.com", sync, "true")},
		without: cloudColumns[:1],
	}.run(t)
	v := r.At(0)
	if got := r.Remedy(v).String(); v.Row != AlreadySynced || strings.Contains(got, "OnPremisesImmutableId") {
		t.Errorf("%v: %s", v.Row, got)
	}
}
