package ingest

import (
	"slices"
	"strings"

	"presync/core/directory"
)

// guess is what the header of a CSV file says about its origin.
type guess struct {
	shape   Shape
	role    Role
	certain bool            // about the role
	class   directory.Class // of all objects when no column tells it
}

// typeLines are the beginnings of type names in a #TYPE line, with what the
// objects behind them are.
var typeLines = []struct {
	prefix string
	guess
}{
	{"microsoft.activedirectory.management.aduser", guess{ShapeADCSV, OnPrem, true, directory.User}},
	{"microsoft.activedirectory.management.adgroup", guess{ShapeADCSV, OnPrem, true, directory.Group}},
	{"microsoft.activedirectory.management.adcomputer", guess{ShapeADCSV, OnPrem, true, directory.Computer}},
	{"microsoft.activedirectory.management.", guess{ShapeADCSV, OnPrem, true, directory.ClassUnknown}},
	{"microsoft.online.administration.user", guess{ShapeMsol, Cloud, true, directory.User}},
	{"microsoft.graph.powershell.models.microsoftgraphuser", guess{ShapeGraph, Cloud, true, directory.User}},
	{"microsoft.graph.powershell.models.microsoftgraphgroup", guess{ShapeGraph, Cloud, true, directory.Group}},
	{"microsoft.graph.powershell.models.microsoftgraphorgcontact", guess{ShapeGraph, Cloud, true, directory.Contact}},
	{"microsoft.graph.", guess{ShapeGraph, Cloud, true, directory.ClassUnknown}},
	{"microsoft.exchange.", guess{ShapeEXO, Cloud, false, directory.ClassUnknown}},
}

// guessType reads a #TYPE line of Windows PowerShell.
func guessType(line string) (guess, bool) {
	name := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(line, "#TYPE")))
	name = strings.TrimPrefix(strings.TrimPrefix(name, "selected."), "deserialized.")
	for _, t := range typeLines {
		if strings.HasPrefix(name, t.prefix) {
			return t.guess, true
		}
	}
	return guess{}, false
}

// headerSet are the normalised names of a header.
type headerSet map[string]bool

func (h headerSet) any(names ...string) bool {
	for _, n := range names {
		if h[n] {
			return true
		}
	}
	return false
}

func (h headerSet) all(names ...string) bool {
	for _, n := range names {
		if !h[n] {
			return false
		}
	}
	return true
}

// guessHeader recognises the tool by its columns: each has some that no other
// writes together. names are the headers in normal form.
func guessHeader(names headerSet, headers []string) guess {
	switch {
	case normalise(headers[0]) == "dn":
		return guess{ShapeCSVDE, OnPrem, true, directory.ClassUnknown}
	case names.any("recipienttypedetails", "externaldirectoryobjectid") || names.all("primarysmtpaddress", "emailaddresses"):
		certain := names.any("externaldirectoryobjectid", "isdirsynced", "microsoftonlineservicesid", "windowsliveid")
		return guess{ShapeEXO, Cloud, certain, directory.ClassUnknown}
	case names.any("samaccountname", "objectguid", "objectsid", "sid", "distinguishedname", "msdsconsistencyguid"):
		g := guess{ShapeADCSV, OnPrem, true, directory.ClassUnknown}
		if names.all("groupcategory", "groupscope") {
			g.class = directory.Group
		}
		return g
	case names.all("blockcredential", "displayname") && slices.ContainsFunc(headers, func(h string) bool { return strings.EqualFold(h, "Display name") }):
		return guess{ShapeM365, Cloud, true, directory.User}
	case names["objectid"] && names.any("immutableid", "lastdirsynctime", "signinname", "liveid", "islicensed"):
		return guess{ShapeMsol, Cloud, true, directory.User}
	case names.any("directorysynced", "invitationstate", "consentprovidedforminor"):
		return guess{ShapeEntra, Cloud, true, directory.User}
	case names["id"] && names.any("displayname", "userprincipalname", "mail", "proxyaddresses"):
		return guess{ShapeGraph, Cloud, true, graphClass(names)}
	case names.any("onpremisesimmutableid", "immutableid", "onpremisessyncenabled", "dirsyncenabled", "objectid", "usertype"):
		return guess{ShapeOther, Cloud, true, userIfUPN(names)}
	}
	return guess{ShapeOther, OnPrem, false, directory.ClassUnknown}
}

// graphClass is the class of the objects of a Graph export: each cmdlet lists one
// class, and its columns tell which.
func graphClass(names headerSet) directory.Class {
	switch {
	case names.any("grouptypes", "securityenabled", "mailenabled"):
		return directory.Group
	case names.any("userprincipalname", "usertype", "accountenabled", "onpremisesimmutableid", "assignedlicenses"):
		return directory.User
	case names.any("addresses", "phones"):
		return directory.Contact
	}
	return directory.ClassUnknown
}

func userIfUPN(names headerSet) directory.Class {
	if names.any("userprincipalname", "usertype", "immutableid", "onpremisesimmutableid") {
		return directory.User
	}
	return directory.ClassUnknown
}

// recipientClass is the class behind a RecipientTypeDetails word of Exchange.
func recipientClass(word []byte) directory.Class {
	w := strings.ToLower(string(word))
	switch {
	case strings.Contains(w, "group"), w == "roomlist":
		return directory.Group
	case strings.Contains(w, "contact"):
		return directory.Contact
	case strings.Contains(w, "publicfolder"):
		return directory.Other
	case strings.Contains(w, "mailbox"), strings.Contains(w, "user"):
		return directory.User
	}
	return directory.ClassUnknown
}
