package rules

import "presync/core/directory"

var surnameRules = []*Rule{{
	ID: "SN-1", Attribute: directory.Surname, Classes: users, Severity: Warning,
	Title: "sn is too long",
	Why:   "Microsoft Graph allows 64 characters for the surname. The preparation guide names no limit.",
	Fix:   "Shorten the name.",
	Needs: needs(directory.Surname), Limits: []Limit{{"whole value", nameLimit, "characters"}},
	Sources: []Source{
		{Document: docGraph, Says: "at most 64 characters", Applied: true}, {Document: docPrepare, Says: "names no limit"},
	},
	faults: []fault{{nameLong, Warning, "The value has {length} characters; {limit} are allowed.", argLength(nameLimit)}},
}}
