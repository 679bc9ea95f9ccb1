package session

import (
	"strings"
	"testing"
)

// Every cloud object has exactly one fate, and its facet counts the list.
func TestEveryCloudAccountHasAFate(t *testing.T) {
	s, o := loadSample(t)
	p := s.Accounts(AccountsQuery{Facets: true})
	if p.Total != o.Cloud.Objects || p.All != p.Total {
		t.Fatalf("%d accounts of %d cloud objects", p.Total, o.Cloud.Objects)
	}
	var sum int64
	for _, v := range p.Facets[0].Values {
		n := s.Accounts(AccountsQuery{Filter: AccountsFilter{Fate: []string{v.Key}}}).Total
		if n != v.N {
			t.Errorf("fate %s: facet %d, list %d", v.Key, v.N, n)
		}
		sum += n
	}
	if sum != p.Total {
		t.Errorf("%d of %d accounts have a fate", sum, p.Total)
	}
	for _, r := range s.Accounts(AccountsQuery{Filter: AccountsFilter{Fate: []string{FateTakenOver}}}).Rows {
		if r.DN == "" || r.Verdict == nil {
			t.Errorf("taken over by nobody: %+v", r)
		}
	}
}

func TestAccountDetailSpeaksForItself(t *testing.T) {
	s, _ := loadSample(t)
	for _, r := range s.Accounts(AccountsQuery{}).Rows {
		d, fail := s.Account(r.Account)
		if fail != nil || len(d.Records) == 0 || d.Transfer.Text.String() == "" || strings.HasPrefix(d.Transfer.Text.String(), "[") {
			t.Errorf("%s: %+v, %+v", r.Label, d, fail)
		}
	}
	if _, fail := s.Account(1 << 30); fail == nil {
		t.Error("an account that does not exist was shown")
	}
}

// The plan for an account that stays in the cloud says which address the new
// on-premises object needs, and the script sets it.
func TestTransferOfACloudOnlyAccount(t *testing.T) {
	s, _ := loadSample(t)
	p := s.Accounts(AccountsQuery{Filter: AccountsFilter{Search: "board room"}})
	if p.Total != 1 {
		t.Fatalf("%d accounts found", p.Total)
	}
	plans := s.Transfer(TransferRequest{Accounts: []uint32{p.Rows[0].Account, 1 << 30}})
	if len(plans.Plans) != 1 || plans.Plans[0].Step != "make" || plans.Plans[0].Address != "boardroom@contoso.com" ||
		!strings.Contains(plans.Script, "boardroom@contoso.com") {
		t.Errorf("%+v", plans)
	}
}

// In the script of several accounts the place of the new objects is asked for once,
// each account is named, and its text cannot leave the comment.
func TestScriptOfSeveralTransfers(t *testing.T) {
	s, _ := loadSample(t)
	var all []uint32
	for _, r := range s.Accounts(AccountsQuery{}).Rows {
		all = append(all, r.Account)
	}
	script := s.Transfer(TransferRequest{Accounts: all}).Script
	for _, once := range []string{"$ou = ''\n", "\nStart-ADSyncSyncCycle", "# boardroom@contoso.com\nNew-ADUser", "# Written by presync"} {
		if n := strings.Count(script, once); n != 1 {
			t.Errorf("%q stands %d times in\n%s", once, n, script)
		}
	}
	if s.Transfer(TransferRequest{Accounts: all[len(all)-1:]}).Script != "" {
		t.Error("a script for an account that needs none")
	}
}

// Both accounts to which the keys of one object lead are contested.
func TestBothTargetsOfACrossMatchAreContested(t *testing.T) {
	s, _ := loadSample(t)
	for _, name := range []string{"carla match", "cross match"} {
		p := s.Accounts(AccountsQuery{Filter: AccountsFilter{Search: name}})
		if p.Total != 1 || p.Rows[0].Fate != FateContested || p.Rows[0].Outcome != "CROSS_MATCH" {
			t.Errorf("%s: %+v", name, p.Rows)
		}
	}
}

func TestComparisonListsTheItemsOfAReason(t *testing.T) {
	s, _ := loadSample(t)
	c := s.Compare(CompareRequest{})
	if c.Both == 0 || c.Rows == 0 || c.Totals.Errors == 0 || len(c.Differences) < 3 {
		t.Fatalf("%+v", c)
	}
	for _, d := range c.Differences {
		got := s.Compare(CompareRequest{Reason: d.Reason, Limit: 500})
		if got.Total != d.N || int64(len(got.IdFix)+len(got.Findings)) != d.N || d.OnlyIdFix != (len(got.IdFix) > 0) {
			t.Errorf("%s: %d said, %d rows and %d findings listed", d.Reason, d.N, len(got.IdFix), len(got.Findings))
		}
	}
}

func TestIdFixGridIsExportedInItsOwnFormat(t *testing.T) {
	s, _ := loadSample(t)
	res, fail := s.Export(ExportRequest{What: ExportIdFix})
	if fail != nil || res.Rows != s.Compare(CompareRequest{}).Rows ||
		!strings.HasPrefix(strings.TrimPrefix(string(res.Data), "\uFEFF"), "DISTINGUISHEDNAME,COMMONNAME,OBJECTCLASS,ATTRIBUTE,ERROR,VALUE,UPDATE,PROPOSEDACTION,ACTION\r\n") {
		t.Errorf("%+v %+v %.200s", res, fail, res.Data)
	}
}

func TestNoCloudNoAccounts(t *testing.T) {
	s, _ := loadFiles(t, Settings{}, samplePath+"onprem.ldf")
	if p := s.Accounts(AccountsQuery{Facets: true}); p.Total != 0 {
		t.Errorf("%+v", p)
	}
}
