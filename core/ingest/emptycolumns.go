package ingest

import (
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

// Microsoft Graph returns a small set of properties unless others are asked for,
// and PowerShell writes a column for each of the rest all the same. An empty
// column of such a file is therefore no proof that the value is empty in the
// directory. The default sets are those of the Microsoft Graph reference (user
// resource type) and of "Property sets in Exchange Online PowerShell module
// cmdlets" (minimum set).
var (
	graphDefaults = attrSet(directory.CloudID, directory.DisplayName, directory.UserPrincipalName, directory.Mail,
		directory.GivenName, directory.Surname, directory.Title, directory.Mobile, directory.Office, directory.TelephoneNumber)
	exchangeDefaults = attrSet(directory.CloudID, directory.DisplayName, directory.UserPrincipalName, directory.CN,
		directory.MailNickname, directory.RecipientType, directory.PrimarySMTP, directory.ProxyAddresses)
)

func attrSet(attrs ...directory.Attr) directory.AttrSet {
	var s directory.AttrSet
	for _, a := range attrs {
		s.Add(a)
	}
	return s
}

// judgeEmptyColumns decides about columns that are empty in every row of a file of
// Graph, MSOnline or Exchange PowerShell: not exported, or empty in the directory.
func (p *csvReader) judgeEmptyColumns() {
	defaults := graphDefaults
	switch {
	case p.rep.Shape == ShapeGraphJSON && !p.guess.allColumns: // what was not asked for is not there
		return
	case p.guess.shape == ShapeGraph, p.guess.shape == ShapeMsol:
	case p.guess.shape == ShapeEXO:
		defaults = exchangeDefaults
	default:
		return
	}
	requested := false // something beyond the defaults came back
	for _, c := range p.used {
		if !defaults.Has(c.Attr) && p.filled[c.index] > 0 {
			requested = true
		}
	}
	var missing, assumed []string
	for _, c := range p.used {
		switch {
		case p.filled[c.index] > 0 || c.Attr == directory.AttrNone:
		case !requested && !defaults.Has(c.Attr), p.impossiblyEmpty(c.Attr):
			p.exported.Remove(c.Attr)
			missing = append(missing, c.Header)
		case c.Attr == directory.ImmutableID, c.Attr == directory.SyncEnabled, c.Attr == directory.LastDirSync:
			assumed = append(assumed, c.Header)
		}
	}
	if len(missing) > 0 {
		p.diag.add("columns-not-requested", Loss, place{}, message.Text("columns", strings.Join(missing, ", ")))
	}
	if len(assumed) > 0 {
		p.diag.add("columns-assumed-empty", Note, place{}, message.Text("columns", strings.Join(assumed, ", ")))
	}
}

// impossiblyEmpty reports whether an attribute cannot be empty in all objects of
// the file: who has a mail address has proxy addresses, and a recipient always has
// addresses and says whether it is synchronised.
func (p *csvReader) impossiblyEmpty(a directory.Attr) bool {
	recipients := p.guess.shape == ShapeEXO
	switch a {
	case directory.ProxyAddresses:
		mail := p.column(directory.Mail)
		return recipients || mail != nil && p.filled[mail.index] > 0
	case directory.PrimarySMTP, directory.SyncEnabled:
		return recipients
	}
	return false
}
