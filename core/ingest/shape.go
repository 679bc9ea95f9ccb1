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
	// allColumns: the tool writes a column for every property of the type, whether it
	// was asked for or not.
	allColumns bool
}

// tableShapes are the shapes that a user can choose for a table, with what is certain
// about each.
var tableShapes = []guess{
	{shape: ShapeCSVDE, role: OnPrem, certain: true},
	{shape: ShapeADCSV, role: OnPrem, certain: true},
	{shape: ShapeEntra, role: Cloud, certain: true, class: directory.User},
	{shape: ShapeM365, role: Cloud, certain: true, class: directory.User},
	{shape: ShapeGraph, role: Cloud, certain: true},
	{shape: ShapeMsol, role: Cloud, certain: true, class: directory.User},
	{shape: ShapeEXO, role: Cloud},
	{shape: ShapeOther, role: OnPrem},
}

// Shapes lists the shapes that Options.Shape accepts. Reading a file as LDIF or JSON
// says nothing about columns; it only keeps the reader from finding out by itself
// which of the three formats the file has.
func Shapes() []Shape { return append(TableShapes(), ShapeLDIF, ShapeGraphJSON, ShapeOtherJSON) }

func (s Shape) isJSON() bool { return s == ShapeGraphJSON || s == ShapeOtherJSON }

// TableShapes lists the shapes of tables.
func TableShapes() []Shape {
	var out []Shape
	for _, g := range tableShapes {
		out = append(out, g.shape)
	}
	return out
}

func (s Shape) isTable() bool {
	return slices.ContainsFunc(tableShapes, func(g guess) bool { return g.shape == s })
}

// guessOf is what the user's choice of a shape says; what it leaves open is guessed.
func guessOf(s Shape, other guess) guess {
	if other.shape == s {
		return other
	}
	for _, g := range tableShapes {
		if g.shape == s {
			if s == ShapeOther {
				g.role, g.certain = other.role, other.certain
			}
			if g.class == directory.ClassUnknown {
				g.class = other.class
			}
			return g
		}
	}
	return other
}

// typeLines are the beginnings of type names in a #TYPE line, with what the
// objects behind them are.
var typeLines = []struct {
	prefix string
	guess
}{
	{"microsoft.activedirectory.management.aduser", guess{shape: ShapeADCSV, role: OnPrem, certain: true, class: directory.User}},
	{"microsoft.activedirectory.management.adgroup", guess{shape: ShapeADCSV, role: OnPrem, certain: true, class: directory.Group}},
	{"microsoft.activedirectory.management.adcomputer", guess{shape: ShapeADCSV, role: OnPrem, certain: true, class: directory.Computer}},
	{"microsoft.activedirectory.management.", guess{shape: ShapeADCSV, role: OnPrem, certain: true}},
	{"microsoft.online.administration.user", guess{shape: ShapeMsol, role: Cloud, certain: true, class: directory.User}},
	{"microsoft.graph.powershell.models.microsoftgraphuser", guess{shape: ShapeGraph, role: Cloud, certain: true, class: directory.User}},
	{"microsoft.graph.powershell.models.microsoftgraphgroup", guess{shape: ShapeGraph, role: Cloud, certain: true, class: directory.Group}},
	{"microsoft.graph.powershell.models.microsoftgraphorgcontact", guess{shape: ShapeGraph, role: Cloud, certain: true, class: directory.Contact}},
	{"microsoft.graph.", guess{shape: ShapeGraph, role: Cloud, certain: true}},
	{"microsoft.exchange.", guess{shape: ShapeEXO, role: Cloud, certain: false}},
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
		return guess{shape: ShapeCSVDE, role: OnPrem, certain: true}
	case names.any("recipienttypedetails", "externaldirectoryobjectid") || names.all("primarysmtpaddress", "emailaddresses"):
		certain := names.any("externaldirectoryobjectid", "isdirsynced", "microsoftonlineservicesid", "windowsliveid")
		return guess{shape: ShapeEXO, role: Cloud, certain: certain}
	case names.any("samaccountname", "objectguid", "objectsid", "sid", "distinguishedname", "msdsconsistencyguid"):
		g := guess{shape: ShapeADCSV, role: OnPrem, certain: true}
		if names.all("groupcategory", "groupscope") {
			g.class = directory.Group
		}
		return g
	case names.all("blockcredential", "displayname") && slices.ContainsFunc(headers, func(h string) bool { return strings.EqualFold(h, "Display name") }):
		return guess{shape: ShapeM365, role: Cloud, certain: true, class: directory.User}
	case names["objectid"] && names.any("immutableid", "lastdirsynctime", "signinname", "liveid", "islicensed"):
		return guess{shape: ShapeMsol, role: Cloud, certain: true, class: directory.User}
	case names.any("directorysynced", "invitationstate", "consentprovidedforminor"):
		return guess{shape: ShapeEntra, role: Cloud, certain: true, class: directory.User}
	case names["id"] && names.any("displayname", "userprincipalname", "mail", "proxyaddresses"):
		return guess{shape: ShapeGraph, role: Cloud, certain: true, class: graphClass(names)}
	case names.any("onpremisesimmutableid", "immutableid", "onpremisessyncenabled", "dirsyncenabled", "objectid", "usertype"):
		return guess{shape: ShapeOther, role: Cloud, certain: true, class: userIfUPN(names)}
	}
	return guess{shape: ShapeOther, role: OnPrem, certain: false}
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
