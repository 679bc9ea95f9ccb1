package session

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"presync/core/directory"
	"presync/core/message"
	"presync/core/report"
)

// sampleSession is the sample data, loaded and hashed.
func sampleSession(t *testing.T) *Session {
	t.Helper()
	names := []string{"onprem.ldf", "cloud.csv"}
	var req LoadRequest
	var texts []string
	for _, n := range names {
		text, err := os.ReadFile(filepath.Join("..", "..", "static", "sample", n))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
		req.Files = append(req.Files, FileSpec{Name: n, Size: int64(len(text))})
	}
	open := func(i int) (io.Reader, error) { return strings.NewReader(texts[i]), nil }
	s := New()
	s.Load(req, open, nil)
	s.Hash(open, nil)
	return s
}

func exported(t *testing.T, s *Session, q ReportExport) string {
	t.Helper()
	res, fail := s.Report(q, nil)
	if fail != nil {
		t.Fatal(fail.Text)
	}
	return string(res.Data)
}

// A masked report holds no name, address, distinguished name or other value of the
// files, and no domain of theirs.
func TestMaskedReportGivesNothingAway(t *testing.T) {
	s := sampleSession(t)
	for _, format := range []string{ReportHTML, ReportJSON} {
		q := ReportExport{ReportQuery: ReportQuery{Masked: true, Salt: []byte("sixteen bytes!!!")}, Format: format}
		masked := strings.ToLower(exported(t, s, q))
		q.Masked = false
		plain := strings.ToLower(exported(t, s, q))
		secrets, inPlain := 0, 0
		for _, store := range []*directory.Store{s.onprem, s.cloud} {
			eachSecret(store, func(v string) {
				secrets++
				if strings.Contains(plain, v) {
					inPlain++
				}
				if strings.Contains(masked, v) {
					t.Errorf("%s: the masked report holds %q", format, v)
				}
			})
		}
		if secrets < 400 || inPlain < 100 {
			t.Errorf("%s: only %d values were looked for, %d of them in the plain report", format, secrets, inPlain)
		}
		for _, domain := range []string{"contoso", "fabrikam", "onmicrosoft.com"} {
			if strings.Contains(strings.ReplaceAll(masked, "contoso.onmicrosoft.com", ""), domain) && !catalogueHas(domain) {
				t.Errorf("%s: the masked report holds the domain %s", format, domain)
			}
		}
	}
}

// eachSecret yields the values that name a person, an object or an address, in small
// letters. Words that the report uses itself, such as those of a class, are none.
func eachSecret(store *directory.Store, yield func(string)) {
	for id := range directory.ID(store.Len()) {
		for _, a := range []directory.Attr{directory.DN, directory.CN, directory.DisplayName, directory.UserPrincipalName, directory.Mail,
			directory.SAMAccountName, directory.ObjectGUID, directory.CloudID, directory.ImmutableID, directory.PrimarySMTP, directory.ObjectSID} {
			v := strings.ToLower(store.Text(id, a))
			if len(v) >= 5 && !strings.HasPrefix(v, "u+") && !catalogueHas(v) {
				yield(v)
			}
		}
	}
}

// catalogueHas reports whether a text of presync's own contains v.
func catalogueHas(v string) bool {
	for _, id := range message.English.IDs() {
		if strings.Contains(strings.ToLower(message.English.Source(id)), v) {
			return true
		}
	}
	return false
}

// The estimate is near the size, and the numbers of rows are exact.
func TestReportSize(t *testing.T) {
	s := sampleSession(t)
	for _, q := range []ReportExport{
		{}, {Rows: 20}, {Format: ReportJSON}, {ReportQuery: ReportQuery{Level: report.LevelSummary}},
		{ReportQuery: ReportQuery{Level: report.LevelFindings, Masked: true, Salt: make([]byte, report.SaltSize)}},
	} {
		size, text := s.ReportSize(q), exported(t, s, q)
		if size.Bytes < int64(len(text))*9/10 || size.Bytes > int64(len(text))*11/10 {
			t.Errorf("%+v: estimated %d bytes, written %d", q, size.Bytes, len(text))
		}
		if q.Format == "" && int64(strings.Count(text, "<tr data-f=")) != size.Listed {
			t.Errorf("%+v: %d rows foretold, %d listed", q, size.Listed, strings.Count(text, "<tr data-f="))
		}
	}
}

// Every table is written as CSV with all its rows.
func TestTablesAsCSV(t *testing.T) {
	s := sampleSession(t)
	for what, c := range map[string]struct {
		rows   int
		column string
		first  string
	}{
		ExportAccounts: {s.matched.CloudLen(), "cloudId", s.accountRow(0).CloudID},
		ExportObjects:  {s.onprem.Len(), "distinguishedName", s.onprem.Text(0, directory.DN)},
		ExportCloud:    {s.cloud.Len(), "id", s.cloud.Text(0, directory.CloudID)},
		ExportFiles:    {2, "sha256", s.Sources()[0].SHA256},
		ExportRules:    {len(s.overview.Rules), "rule", s.overview.Rules[0].Rule},
	} {
		res, fail := s.Export(ExportRequest{What: what})
		if fail != nil {
			t.Errorf("%s: %s", what, fail.Text)
			continue
		}
		table, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(res.Data, []byte("\ufeff")))).ReadAll()
		if err != nil || len(table)-1 != c.rows || res.Rows != int64(c.rows) {
			t.Errorf("%s: %d rows, want %d; %v", what, len(table)-1, c.rows, err)
			continue
		}
		for i, name := range table[0] {
			if name == c.column && table[1][i] != c.first {
				t.Errorf("%s: %s is %q, want %q", what, name, table[1][i], c.first)
			}
		}
	}
}

// The objects of the CSV have the findings and verdicts that the tables show.
func TestObjectsAsCSV(t *testing.T) {
	s := sampleSession(t)
	findings, verdicts := 0, 0
	for line := range s.objectLines() {
		findings += line.Findings
		if line.Row != "" {
			verdicts++
		}
	}
	if findings != s.checked.Len() || strconv.FormatInt(s.overview.Verdicts, 10) != strconv.Itoa(verdicts) {
		t.Errorf("%d findings and %d verdicts, want %d and %d", findings, verdicts, s.checked.Len(), s.overview.Verdicts)
	}
}
