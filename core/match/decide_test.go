package match

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
)

// u, g and c make an on-premises or cloud user, group and contact from pairs of
// attribute and value; an attribute that comes twice has two values.
func u(pairs ...any) object { return made(directory.User, pairs) }
func g(pairs ...any) object { return made(directory.Group, pairs) }
func c(pairs ...any) object { return made(directory.Contact, pairs) }

func made(class directory.Class, pairs []any) object {
	a := attrs{}
	for i := 0; i < len(pairs); i += 2 {
		k := pairs[i].(directory.Attr)
		a[k] = append(a[k], pairs[i+1].(string))
	}
	return object{class, a}
}

// Short names of the attributes that the cases use.
const (
	guid  = directory.ObjectGUID
	cguid = directory.ConsistencyGUID
	upn   = directory.UserPrincipalName
	mail  = directory.Mail
	proxy = directory.ProxyAddresses
	id    = directory.CloudID
	imm   = directory.ImmutableID
	sync  = directory.SyncEnabled
	sidOn = directory.ObjectSID
	sidCl = directory.OnPremSID
)

const (
	sid1 = "S-1-5-21-1908711140-209524994-2501478566-1001"
	sid2 = "S-1-5-21-1908711140-209524994-2501478566-1002"
)

// A situation gives the objects of both sides and the verdicts wanted, as
// "row[+also...] [cloud id]", those of unclaimed cloud objects behind them.
type situation struct {
	name   string
	opt    Options
	onprem []object
	cloud  []object
	// without are columns that the cloud file does not carry.
	without []directory.Attr
	want    []string
}

var cloudColumns = []directory.Attr{
	imm, sync, proxy, mail, upn, directory.UserType, directory.AccountEnabled, sidCl,
}

func (s situation) run(t *testing.T) *Result {
	t.Helper()
	cl := directory.NewStore()
	columns := slices.DeleteFunc(slices.Clone(cloudColumns), func(a directory.Attr) bool { return slices.Contains(s.without, a) })
	addFile(t, cl, "cloud.csv", s.cloud, columns...)
	on := build(t, s.onprem, proxy, mail, upn, cguid)
	return Run(Input{OnPrem: on, Cloud: cl}, s.opt, nil)
}

func verdictsOf(r *Result) []string {
	var out []string
	for i := range r.Len() {
		v := r.At(i)
		text := v.Row.String()
		for _, also := range v.Also.List() {
			text += "+" + also.String()
		}
		out = append(out, strings.TrimSpace(text+" "+r.CloudID(v)))
	}
	return out
}

var situations = []situation{
	{name: "a synchronised target whose ImmutableId is not exported may be this very object",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com")}, without: []directory.Attr{imm},
		cloud: []object{u(id, "c1", proxy, "SMTP:a@contoso.com", sync, "True")}, want: []string{"D-40"}},
	{name: "the same for a target found by the sign-in name",
		onprem: []object{u(guid, guid1, upn, "a@contoso.com")}, without: []directory.Attr{imm},
		cloud: []object{u(id, "c1", upn, "a@contoso.com", sync, "True")}, want: []string{"D-40"}},
	{name: "a synchronised security group is known by its identifier",
		onprem: []object{g(guid, guid1, sidOn, sid1, directory.DisplayName, "VPN")}, without: []directory.Attr{imm},
		cloud: []object{g(id, "c1", sidCl, sid1, sync, "True", directory.DisplayName, "VPN")}, want: []string{"D-01 c1"}},
	{name: "a synchronised group of one address, whose identifier is not exported",
		onprem: []object{g(guid, guid1, proxy, "SMTP:a@contoso.com")}, without: []directory.Attr{imm, sidCl},
		cloud: []object{g(id, "c1", proxy, "SMTP:a@contoso.com", sync, "True")}, want: []string{"D-01 c1"}},
	{name: "a synchronised group of one address and another identifier",
		onprem: []object{g(guid, guid1, sidOn, sid1, proxy, "SMTP:a@contoso.com")}, without: []directory.Attr{imm},
		cloud: []object{g(id, "c1", sidCl, sid2, proxy, "SMTP:a@contoso.com", sync, "True")}, want: []string{"D-15 c1"}},
	{name: "a synchronised contact of one address",
		onprem: []object{c(guid, guid1, proxy, "SMTP:a@fabrikam.com")}, without: []directory.Attr{imm},
		cloud: []object{c(id, "c1", proxy, "SMTP:a@fabrikam.com", sync, "True")}, want: []string{"D-01 c1"}},
	{name: "two contacts of one address and the synchronised one",
		onprem: []object{c(guid, guid1, proxy, "SMTP:a@fabrikam.com"), c(guid, guid2, proxy, "SMTP:a@fabrikam.com")}, without: []directory.Attr{imm},
		cloud: []object{c(id, "c1", proxy, "SMTP:a@fabrikam.com", sync, "True")}, want: []string{"D-20 c1", "D-20 c1"}},
	{name: "an address in the routing domain is taken over, and may collide",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com", proxy, "smtp:a@contoso.mail.onmicrosoft.com")},
		cloud: []object{
			u(id, "c1", imm, anchor1, sync, "True", proxy, "SMTP:a@contoso.com"),
			u(id, "c2", proxy, "SMTP:b@contoso.com", proxy, "smtp:a@contoso.mail.onmicrosoft.com"),
		}, want: []string{"D-01+D-34 c1", "D-43 c2"}},
	{name: "without ImmutableIds soft hits are soft matches and no hit is a new object",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com"), u(guid, guid2, upn, "b@contoso.com")}, without: []directory.Attr{imm},
		cloud: []object{u(id, "c1", proxy, "SMTP:a@contoso.com")}, want: []string{"D-08 c1", "D-36"}},
	{name: "two primaries go behind the anchor and before the sign-in name",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com", proxy, "SMTP:b@contoso.com", upn, "a@contoso.com"),
			u(guid, guid2, proxy, "SMTP:c@contoso.com", proxy, "SMTP:d@contoso.com")},
		cloud: []object{u(id, "c1", upn, "a@contoso.com"), u(id, "c2", imm, anchor2)},
		want:  []string{"D-40", "D-02 c2", "D-43 c1"}},
	{name: "a deleted user is looked at before the state of synchronisation",
		onprem: []object{u(guid, guid1)},
		cloud:  []object{u(id, "c1", imm, anchor1, sync, "True", directory.DeletedDateTime, "2026-11-01T00:00:00Z")},
		want:   []string{"D-06 c1"}},
	{name: "of a live and a deleted user with one ImmutableId the live one counts",
		onprem: []object{u(guid, guid1)},
		cloud: []object{u(id, "c1", imm, anchor1, directory.DeletedDateTime, "2026-11-01T00:00:00Z"),
			u(id, "c2", imm, anchor1, sync, "True")},
		want: []string{"D-01 c2"}},
	{name: "deleted users are not matched by soft keys",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com", upn, "a@contoso.com")},
		cloud: []object{u(id, "c1", proxy, "SMTP:a@contoso.com", upn, "a@contoso.com", directory.DeletedDateTime, "2026-11-01T00:00:00Z"),
			u(id, "c2")},
		want: []string{"D-36", "D-43 c2"}},
	{name: "blanks around keys are taken off",
		onprem: []object{u(guid, guid1, proxy, " SMTP: a@contoso.com\u00a0"), u(guid, guid2, upn, "\tb@contoso.com ")},
		cloud:  []object{u(id, "c1", proxy, "SMTP: a@contoso.com"), u(id, "c2", upn, "b@contoso.com")},
		want:   []string{"D-08 c1", "D-10 c2"}},
	{name: "with empty proxy addresses the cloud's mail is the primary",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com")},
		cloud:  []object{u(id, "c1", mail, "A@contoso.com")}, want: []string{"D-08 c1"}},
	{name: "beside proxy addresses the cloud's mail is no key",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com")},
		cloud:  []object{u(id, "c1", mail, "a@contoso.com", proxy, "SMTP:b@contoso.com")}, want: []string{"D-36+D-21", "D-43 c1"}},
	{name: "a primary at the service's own domain masks mail",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.onmicrosoft.com", mail, "a@contoso.com")},
		cloud:  []object{u(id, "c1", proxy, "SMTP:a@contoso.com")}, want: []string{"D-41 c1"}},
	{name: "so does a malformed one",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a b@contoso.com", mail, "a@contoso.com")},
		cloud:  []object{u(id, "c1", proxy, "SMTP:a@contoso.com")}, want: []string{"D-41 c1"}},
	{name: "mail beside a primary is no key and claims nothing",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com", mail, "b@contoso.com")},
		cloud:  []object{u(id, "c1", proxy, "SMTP:b@contoso.com")}, want: []string{"D-36", "D-43 c1"}},
	{name: "a masked key with the sign-in name known",
		onprem: []object{u(guid, guid1, upn, "b@contoso.com", proxy, "smtp:a@contoso.com", mail, "a@contoso.com")},
		cloud:  []object{u(id, "c1", upn, "b@contoso.com", proxy, "SMTP:a@contoso.com")}, want: []string{"D-10+D-41 c1"}},
	{name: "a secondary of a synchronised, guest, stale or other object collides",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com"), u(guid, guid2, proxy, "SMTP:b@contoso.com"),
			u(guid, guid3, proxy, "SMTP:d@contoso.com"), u(guid, guid4, proxy, "SMTP:e@contoso.com")},
		cloud: []object{u(id, "c1", sync, "True", imm, "x", proxy, "SMTP:1@contoso.com", proxy, "smtp:a@contoso.com"),
			u(id, "c2", directory.UserType, "Guest", proxy, "smtp:b@contoso.com"), u(id, "c3", imm, anchor5, proxy, "smtp:d@contoso.com"),
			g(id, "c4", proxy, "smtp:e@contoso.com")},
		want: []string{"D-21 c1", "D-21 c2", "D-21 c3", "D-21 c4"}},
	{name: "a hard match leaves the holder of the address alone",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com")},
		cloud:  []object{u(id, "c1", imm, anchor1), u(id, "c2", proxy, "SMTP:a@contoso.com")},
		want:   []string{"D-02+D-21 c1", "D-43 c2"}},
	{name: "a group against a guest is another kind, a user and a contact collide",
		onprem: []object{g(guid, guid1, mail, "a@contoso.com"), u(guid, guid2, mail, "b@contoso.com"), c(guid, guid3, mail, "d@contoso.com")},
		cloud: []object{u(id, "c1", directory.UserType, "Guest", mail, "a@contoso.com"), u(id, "c2", directory.UserType, "guest", mail, "b@contoso.com"),
			u(id, "c3", upn, "d_contoso.com#ext#@x.onmicrosoft.com", mail, "d@contoso.com"), g(id, "c4"), c(id, "c5")},
		want: []string{"D-19 c1", "D-25 c2", "D-25 c3", "D-43 c4", "D-43 c5"}},
	{name: "a hit in another class or a rival decides although no cloud file lists the class",
		onprem: []object{g(guid, guid1, mail, "a@contoso.com"), c(guid, guid2, mail, "b@contoso.com"), c(guid, guid3, mail, "d@contoso.com"),
			c(guid, guid4, mail, "d@contoso.com"), c(guid, guid5, mail, "e@contoso.com")},
		cloud: []object{u(id, "c1", mail, "a@contoso.com"), u(id, "c2", directory.UserType, "Guest", mail, "b@contoso.com"),
			u(id, "c3", proxy, "SMTP:f@contoso.com", proxy, "smtp:e@contoso.com")},
		want: []string{"D-19 c1", "D-25 c2", "D-20", "D-20", "D-21 c3"}},
	{name: "classes that no cloud file lists",
		onprem: []object{g(guid, guid1, mail, "a@contoso.com"), c(guid, guid2, mail, "b@contoso.com"), u(guid, guid3)},
		cloud:  []object{u(id, "c1")}, want: []string{"D-40", "D-40", "D-36", "D-43 c1"}},
	{name: "one SID, another anchor goes before the address",
		onprem: []object{u(guid, guid1, sidOn, sid1, proxy, "SMTP:a@contoso.com")},
		cloud:  []object{u(id, "c1", imm, anchor2, sync, "True", sidCl, sid1), u(id, "c2", imm, anchor3, sync, "True", proxy, "SMTP:a@contoso.com")},
		want:   []string{"D-16+D-21 c1", "D-43 c2"}},
	{name: "a changed anchor goes before the SID",
		onprem: []object{u(guid, guid1, cguid, guid5, sidOn, sid1)},
		cloud:  []object{u(id, "c1", imm, anchor1, sync, "True"), u(id, "c2", imm, anchor2, sync, "True", sidCl, sid1)},
		want:   []string{"D-38 c1", "D-43 c2"}},
	{name: "an object of another anchor setting",
		opt:    Options{AnchorAttribute: "objectGUID"},
		onprem: []object{u(guid, guid1, cguid, guid5)},
		cloud:  []object{u(id, "c1", imm, anchor1), u(id, "c2", imm, anchor5)}, want: []string{"D-02 c1", "D-43 c2"}},
	{name: "a custom anchor is compared as text",
		opt:    Options{AnchorAttribute: "sAMAccountName"},
		onprem: []object{u(guid, guid1, directory.SAMAccountName, "emp-1"), u(guid, guid2, directory.SAMAccountName, "EMP-2")},
		cloud:  []object{u(id, "c1", imm, "emp-1"), u(id, "c2", imm, "emp-2")}, want: []string{"D-02 c1", "D-36", "D-43 c2"}},
	{name: "another attribute as the sign-in name",
		opt:    Options{UPNSource: "mail"},
		onprem: []object{u(guid, guid1, upn, "x@contoso.local", mail, "a@contoso.com", proxy, "SMTP:z@contoso.com")},
		cloud:  []object{u(id, "c1", upn, "a@contoso.com")}, want: []string{"D-10 c1"}},
	{name: "a group never takes a cloud object by its anchor",
		onprem: []object{g(guid, guid1)},
		cloud:  []object{u(id, "c1", imm, anchor1), g(id, "c2")}, want: []string{"D-19 c1", "D-43 c2"}},
	{name: "an object without keys is new",
		onprem: []object{u(guid, guid1)}, cloud: []object{u(id, "c1")}, want: []string{"D-36", "D-43 c1"}},
	{name: "one object exported twice has no rival",
		onprem: []object{u(guid, guid1, upn, "a@contoso.com"), u(guid, guid1, upn, "a@contoso.com")},
		cloud:  []object{u(id, "c1", upn, "a@contoso.com")}, want: []string{"D-10 c1", "D-10 c1"}},
	{name: "one ConsistencyGuid on two objects against a free account",
		onprem: []object{u(guid, guid1, cguid, guid5), u(guid, guid2, cguid, guid5)},
		cloud:  []object{u(id, "c1", imm, anchor5)}, want: []string{"D-20 c1", "D-20 c1"}},
	{name: "one ConsistencyGuid on two objects and no account: a note",
		onprem: []object{u(guid, guid1, cguid, guid5, upn, "a@contoso.com"), u(guid, guid2, cguid, guid5)},
		cloud:  []object{u(id, "c1", upn, "a@contoso.com")}, want: []string{"D-10+D-20 c1", "D-36+D-20"}},
	{name: "conflicts stay beside a duplicate",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com"), u(guid, guid2, proxy, "SMTP:A@contoso.com")},
		cloud:  []object{u(id, "c1", imm, anchor5, proxy, "SMTP:a@contoso.com")}, want: []string{"D-17+D-20 c1", "D-17+D-20 c1"}},
	{name: "a duplicate beside an object that is linked already",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com"), u(guid, guid2, proxy, "SMTP:a@contoso.com")},
		cloud:  []object{u(id, "c1", imm, anchor1, sync, "True", proxy, "SMTP:a@contoso.com")},
		want:   []string{"D-01+D-20 c1", "D-15+D-20 c1"}},
	{name: "the switch does not matter to crossed keys",
		opt:    Options{NoUPNSoftMatch: true},
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com", upn, "b@contoso.com")},
		cloud:  []object{u(id, "c1", proxy, "SMTP:a@contoso.com"), u(id, "c2", upn, "b@contoso.com")}, want: []string{"D-13 c1"}},
	{name: "a destroyed ImmutableId is not known",
		onprem: []object{u(guid, guid1, proxy, "SMTP:a@contoso.com")},
		cloud:  []object{u(id, "c1", imm, "#NAME?", sync, "True", proxy, "SMTP:a@contoso.com")}, want: []string{"D-40"}},
	{name: "a domain that is the initial one is verified",
		opt:    Options{VerifiedDomains: []string{"contoso.com"}, InitialDomain: "Contoso.onmicrosoft.com"},
		onprem: []object{u(guid, guid1, upn, "a@contoso.onmicrosoft.com"), u(guid, guid2, upn, "a@sub.contoso.com"), u(guid, guid3, upn, "b@CONTOSO.com")},
		cloud:  []object{u(id, "c1")}, want: []string{"D-36", "D-36+D-23", "D-36", "D-43 c1"}},
}

func TestSituations(t *testing.T) {
	for _, s := range situations {
		t.Run(s.name, func(t *testing.T) {
			r := s.run(t)
			if got := verdictsOf(r); !slices.Equal(got, s.want) {
				t.Errorf("\n got %q\nwant %q", got, s.want)
			}
			for i := range r.Len() {
				checkTexts(t, r, r.At(i))
			}
		})
	}
}

func TestCloudFilesMerge(t *testing.T) {
	cl := directory.NewStore()
	addFile(t, cl, "recipients.csv", []object{
		{directory.ClassUnknown, attrs{id: {"C1"}, proxy: {"SMTP:a@contoso.com"}, directory.RecipientType: {"SharedMailbox"}}},
		{directory.ClassUnknown, attrs{id: {"c3"}, proxy: {"SMTP:list@contoso.com"}, directory.RecipientType: {"MailUniversalDistributionGroup"}}},
	})
	addFile(t, cl, "users.csv", []object{u(id, "c1", upn, "a@contoso.com"), u(id, "c2", upn, "b@contoso.com")}, imm, sync)
	addFile(t, cl, "names.csv", []object{u(upn, "B@contoso.com", directory.DisplayName, "Bo"), u(upn, "d@contoso.com")})
	addFile(t, cl, "deleted users.csv", []object{u(id, "c9", upn, "b@contoso.com", imm, anchor2)})
	on := build(t, []object{u(guid, guid1, proxy, "SMTP:a@contoso.com", upn, "a@contoso.com"), u(guid, guid2)}, cguid)
	r := Run(Input{OnPrem: on, Cloud: cl}, Options{}, nil)
	want := []string{"D-12 C1", "D-06 c9", "D-43 c3", "D-43 c2", "D-43 d@contoso.com"}
	if got := verdictsOf(r); !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	if got := r.CloudObjects(r.At(0)); fmt.Sprint(got) != "[0 2]" {
		t.Errorf("records of the first object: %v", got)
	}
	if v := r.At(1); v.Assumptions&AssumedDeleted == 0 {
		t.Errorf("assumptions %v: the file's name decided", v.Assumptions.Names())
	}
}

func TestNotExportedIsNotEmpty(t *testing.T) {
	on := build(t, []object{u(guid, guid1, upn, "a@contoso.com")})
	cl := build(t, []object{u(id, "c1", upn, "a@contoso.com", imm, anchor1)})
	v := Run(Input{OnPrem: on, Cloud: cl}, Options{}, nil).At(0)
	want := []string{"consistencyGuid", "notSynced", "noObjectId", "noRole", "hardAllowed", "notManaged", "aliases"}
	if got := v.Assumptions.Names(); v.Row != HardMatch || !slices.Equal(got, want) {
		t.Errorf("%v %v, want D-02 %v", v.Row, got, want)
	}
}

func TestNoCloudExport(t *testing.T) {
	on := build(t, []object{u(guid, guid1, upn, "a@contoso.local"), u(guid, guid2, proxy, "SMTP:b@contoso.com"), u(guid, guid3, mail, "b@contoso.com")})
	for _, cl := range []*directory.Store{nil, directory.NewStore()} {
		got := verdictsOf(Run(Input{OnPrem: on, Cloud: cl}, Options{}, nil))
		if want := []string{"D-40+D-23", "D-20", "D-20"}; !slices.Equal(got, want) {
			t.Errorf("\n got %q\nwant %q", got, want)
		}
	}
}

func TestNearMisses(t *testing.T) {
	on := build(t, []object{
		u(guid, guid1, directory.DisplayName, "Cora Brandt", directory.SAMAccountName, "cora"),
		u(guid, guid2, directory.SAMAccountName, "dbrandt"),
	})
	cl := build(t, []object{
		u(id, "c1", directory.DisplayName, "CORA BRANDT", upn, "c.b@contoso.com"),
		u(id, "c2", upn, "DBrandt@contoso.com"),
	}, imm, sync, proxy)
	r := Run(Input{OnPrem: on, Cloud: cl}, Options{}, nil)
	var got []string
	for i := range r.Len() {
		for _, m := range r.NearMisses(r.At(i)) {
			got = append(got, fmt.Sprint(i, " ", m.Object != directory.NoID, " ", r.cloudName(m.Cloud), " ", m.By))
		}
	}
	want := []string{"0 false c1 displayName", "1 false c2 alias", "2 true  displayName", "3 true  alias"}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

// A script never contains a value in a way that runs it.
func TestRecipesQuoteValues(t *testing.T) {
	evil := "o'neil$(calc)`;x@contoso.com"
	on := build(t, []object{u(guid, guid1, upn, evil, directory.CN, evil), u(guid, guid2, upn, evil)}, proxy, mail)
	cl := build(t, []object{
		u(id, "c1", imm, "x\nRemove-Item C:\\", upn, evil),
	}, sync, proxy, mail)
	r := Run(Input{OnPrem: on, Cloud: cl}, Options{}, nil)
	for i := range r.Len() {
		for line := range strings.SplitSeq(r.Recipe(r.At(i)), "\n") {
			if strings.HasPrefix(line, "Remove-Item") {
				t.Errorf("%q runs", line)
			}
			if strings.HasPrefix(line, "#") {
				continue
			}
			// Outside single quotes nothing of the value may stand.
			out, quoted := "", false
			for _, ch := range line {
				if ch == '\'' {
					quoted = !quoted
				} else if !quoted {
					out += string(ch)
				}
			}
			if strings.Contains(out, "calc") || strings.Contains(out, "Remove-Item") {
				t.Errorf("%q leaves its quotes", line)
			}
		}
	}
	if got := quote("a'b’c\nd"); got != "'a''b’’cd'" {
		t.Errorf("quote gives %s", got)
	}
	if got := ldapValue(`a*(b)\`); got != `a\2a\28b\29\5c` {
		t.Errorf("ldapValue gives %s", got)
	}
	if got := urlPart("a#b c"); got != "a%23b%20c" {
		t.Errorf("urlPart gives %s", got)
	}
}
