package rules

import "presync/core/directory"

// Defects of displayName.
const (
	displayBlank   flaws = 1 << iota // present and blank, user
	displayBlankGC                   // present and blank, group or contact
	displayMissing
	displayLong
)

// displayLimit is the length of displayName.
const displayLimit = 256

func (c *checker) checkDisplayName() {
	o := &c.o
	v, ref := o.value(directory.DisplayName), o.ref(directory.DisplayName)
	if v == nil {
		ref = o.blankName
	}
	if v == nil && ref == NoRef && !o.known(directory.DisplayName) {
		return
	}
	if f := c.examineDisplayName(v); f != 0 {
		c.report(directory.DisplayName, ref, f)
	}
}

// examineDisplayName finds the defects of a value of displayName; nil is one that
// is absent or there and empty.
func (c *checker) examineDisplayName(v []byte) flaws {
	switch {
	case v == nil && c.o.blankName == NoRef:
		if c.o.class == directory.Group && !c.isMailEnabled() {
			return 0 // security groups rarely have one, and nobody looks for them in an address list
		}
		return displayMissing
	case isBlankOnly(v) && c.o.class == directory.User:
		return displayBlank
	case isBlankOnly(v):
		return displayBlankGC
	case longer(v, displayLimit):
		return displayLong
	}
	return 0
}

var displayNameRules = []*Rule{
	{
		ID: "DN-2", Attribute: directory.DisplayName, Classes: recipients, Severity: Error,
		Title: "displayName is blank or missing",
		Why: "Where the attribute exists it must have a value; a user with a blank one cannot be synchronised as it is. " +
			"Where it does not exist the default rules take the name of the object, cn, in its place, which is rarely how people " +
			"are listed. Groups without mail are not reported then.",
		Fix: "Enter a display name.", IdFix: "Blank",
		Needs: needs(directory.DisplayName),
		Sources: []Source{
			{Document: docPrepare, Says: "must not be blank where it exists", Applied: true},
			{Document: docCommonName, Says: "the default expression takes cn where displayName is absent or empty", Applied: true},
			{Document: docIdFix, Says: "reports a missing one as an error too"},
		},
		faults: []fault{
			{displayBlank, Error, "displayName is there but holds nothing that can be read.", nil},
			{displayBlankGC, Warning, "displayName is there but holds nothing that can be read.", nil},
			{displayMissing, Advice, "displayName has no value; the name of the object takes its place.", nil},
		},
	},
	{
		ID: "DN-3", Attribute: directory.DisplayName, Classes: recipients, Severity: Error,
		Title: "displayName is too long", Why: "The value may have 256 characters.",
		Fix: "Shorten the name.", IdFix: "Length",
		Needs:  needs(directory.DisplayName),
		Limits: []Limit{{"whole value", displayLimit, "characters"}},
		Sources: []Source{
			{Document: docPrepare, Says: "at most 256 characters", Applied: true},
			{Document: docGraph, Says: "at most 256 characters", Applied: true},
			{Document: docIdFix, Says: "at most 255 characters in its default mode"},
		},
		faults: []fault{{displayLong, Error, "The value has {length} characters; {limit} are allowed.", argLength(displayLimit)}},
	},
}
