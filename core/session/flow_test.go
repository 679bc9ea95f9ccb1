package session

import (
	"io"
	"strings"
	"testing"
)

// The flow accounts for every verdict and every cloud object, and each of its parts
// is as long as the list that it leads to.
func TestFlowEqualsItsLists(t *testing.T) {
	s, o := loadSample(t)
	var verdicts, accounts int64
	for _, f := range o.Flow {
		if f.Row == "" {
			accounts += f.N
			if p := s.Accounts(AccountsQuery{Filter: AccountsFilter{Fate: []string{f.Fate}}}); p.Total != f.N {
				t.Errorf("%d accounts of fate %s, %d in the list", f.N, f.Fate, p.Total)
			}
			continue
		}
		verdicts += f.N
		q := MatchesQuery{Filter: MatchesFilter{Row: []string{f.Row}, Fate: []string{f.Fate}}}
		if p := s.Matches(q); p.Total != f.N {
			t.Errorf("%d verdicts %s to %s, %d in the list", f.N, f.Row, f.Fate, p.Total)
		}
	}
	if verdicts != o.Verdicts || accounts != o.Cloud.Objects {
		t.Errorf("%d of %d verdicts, %d of %d accounts", verdicts, o.Verdicts, accounts, o.Cloud.Objects)
	}
}

func TestNoFlowWithoutACloud(t *testing.T) {
	if _, o := loadFiles(t, Settings{}, samplePath+"onprem.ldf"); len(o.Flow) != 0 {
		t.Errorf("%+v", o.Flow)
	}
}

// An object that is new in the cloud comes with what is called alike there.
func TestNearMissesOfANewObject(t *testing.T) {
	const onprem = "dn: CN=Bo Vik,DC=contoso,DC=com\nobjectClass: user\nobjectGUID:: AQIDBAUGBwgJCgsMDQ4PEA==\ncn: Bo Vik\n" +
		"displayName: Bo Vik\nsAMAccountName: bovik\nuserPrincipalName: bovik@contoso.com\n"
	const cloud = "id,userPrincipalName,displayName,mail,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled\n" +
		"5f0c2d3e-0001-4222-8333-444455556666,bo@contoso.com,Bo Vik,bo@contoso.com,SMTP:bo@contoso.com,,\n"
	texts := []string{onprem, cloud}
	req := LoadRequest{Files: []FileSpec{{Name: "a.ldf", Size: int64(len(onprem))}, {Name: "users.csv", Size: int64(len(cloud)), Role: "cloud"}}}
	s := New()
	s.Load(req, func(i int) (io.Reader, error) { return strings.NewReader(texts[i]), nil }, nil)
	d, fail := s.Match(0)
	if fail != nil || d.Row.Outcome != "PROVISION_NEW" || len(d.Near) != 1 || d.Near[0].Place != "bo@contoso.com" {
		t.Fatalf("%+v, %+v", d, fail)
	}
	back, fail := s.Account(d.Near[0].Ref)
	if fail != nil || back.Row.Fate != FateStays || len(back.Match.Near) != 1 || back.Match.Near[0].Name != "Bo Vik" {
		t.Errorf("%+v, %+v", back, fail)
	}
}
