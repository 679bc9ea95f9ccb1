package ui

import (
	"slices"
	"strings"

	"presync/core/session"
)

// settingsOf are the fields of the settings that decide whether a row of the
// decision table applies.
var settingsOf = map[string]string{
	"D-01": "anchor",
	"D-02": "anchor block-hard allow-remap privileged",
	"D-03": "anchor allow-remap",
	"D-04": "anchor block-hard",
	"D-05": "anchor privileged",
	"D-06": "anchor block-hard allow-remap privileged",
	"D-07": "anchor privileged",
	"D-08": "anchor block-soft privileged",
	"D-09": "anchor block-soft privileged",
	"D-10": "anchor block-soft no-upn privileged upn-source",
	"D-11": "no-upn upn-source",
	"D-12": "anchor block-soft no-upn privileged upn-source",
	"D-13": "anchor upn-source",
	"D-14": "anchor block-soft",
	"D-15": "anchor",
	"D-16": "anchor",
	"D-17": "anchor",
	"D-18": "anchor privileged",
	"D-22": "anchor upn-source",
	"D-23": "verified initial upn-source",
	"D-24": "upn-source",
	"D-25": "upn-source",
	"D-26": "block-soft",
	"D-28": "block-soft",
	"D-29": "include exclude",
	"D-31": "federated-domains upn-source",
	"D-33": "federated-domains upn-source",
	"D-36": "anchor upn-source",
	"D-38": "anchor",
	"D-40": "anchor upn-source",
}

// settingOf is the field of the settings by which an assumption can be replaced.
var settingOf = map[string]string{
	"consistencyGuid": "anchor", "noRole": "privileged", "hardAllowed": "block-hard",
	"softAllowed": "block-soft", "upnMatch": "no-upn", "suffix": "verified",
}

// ofUsers are the fields that say nothing about groups and contacts.
const ofUsers = " anchor no-upn block-hard allow-remap privileged upn-source "

// dependsOn lists the fields of the settings on which a verdict depends.
func dependsOn(m *session.MatchDetail) []string {
	var out []string
	add := func(fields string) {
		for _, f := range strings.Fields(fields) {
			if !slices.Contains(out, f) && (m.Row.Class == "user" || !strings.Contains(ofUsers, " "+f+" ")) {
				out = append(out, f)
			}
		}
	}
	add(settingsOf[m.Row.Row])
	for _, row := range m.Row.Also {
		add(settingsOf[row])
	}
	for _, id := range m.AssumptionIDs {
		add(settingOf[id])
	}
	return out
}
