package ui

import (
	"reflect"
	"strings"
	"testing"

	"presync/core/match"
	"presync/core/message"
	"presync/core/session"
)

func TestSettingsThatAVerdictDependsOn(t *testing.T) {
	for _, c := range []struct {
		row  session.MatchRow
		ids  []string
		want string
	}{
		{session.MatchRow{Row: "D-10", Class: "user"}, nil, "anchor block-soft no-upn privileged upn-source"},
		{session.MatchRow{Row: "D-10", Class: "user", Also: []string{"D-23"}}, []string{"suffix", "upnMatch", "noMail"},
			"anchor block-soft no-upn privileged upn-source verified initial"},
		{session.MatchRow{Row: "D-26", Class: "group"}, []string{"noRole", "softAllowed"}, "block-soft"},
		{session.MatchRow{Row: "D-36", Class: "contact"}, nil, ""},
	} {
		got := dependsOn(&session.MatchDetail{Row: c.row, AssumptionIDs: c.ids})
		if want := strings.Fields(c.want); len(want)+len(got) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%+v: %q, want %q", c.row, got, want)
		}
	}
}

// The tables name rows, assumptions and fields that there are.
func TestDependenciesExist(t *testing.T) {
	rows := map[string]bool{}
	for _, r := range match.Rows() {
		rows[r.String()] = true
	}
	fields := ""
	for row, f := range settingsOf {
		fields += " " + f
		if !rows[row] {
			t.Errorf("no row %s", row)
		}
	}
	for id, f := range settingOf {
		fields += " " + f
		if !message.English.Has("assumption." + id) {
			t.Errorf("no assumption %s", id)
		}
	}
	for _, f := range strings.Fields(fields) {
		if !message.English.Has("ui.settings." + f) {
			t.Errorf("no field %s", f)
		}
	}
}
