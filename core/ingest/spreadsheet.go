package ingest

import "presync/core/directory"

// What a spreadsheet program makes of an export that was opened and saved again: the
// marks of failed formulas (see isFormulaError), long numbers rounded to a few digits,
// and truth values in the language of its user.

// truthWords are the truth values of spreadsheet programs in other languages.
var truthWords = map[string]bool{
	"WAHR": true, "FALSCH": false, // German
	"VRAI": true, "FAUX": false, // French
	"VERDADERO": true, "VERO": true, "VERDADEIRO": true, "FALSO": false, // Spanish, Italian, Portuguese
	"WAAR": true, "ONWAAR": false, // Dutch
	"SANT": true, "FALSKT": false, // Swedish
	"SAND": true, "FALSK": false, // Danish
	"SANN": true, "USANN": false, // Norwegian
	"TOSI": true, "EPÄTOSI": false, // Finnish
	"PRAWDA": true, "FAŁSZ": false, // Polish
	"PRAVDA": true, "NEPRAVDA": false, // Czech
	"IGAZ": true, "HAMIS": false, // Hungarian
	"ИСТИНА": true, "ЛОЖЬ": false, // Russian
	"DOĞRU": true, "YANLIŞ": false, // Turkish
}

// numericAttribute reports whether an attribute holds digits that a spreadsheet program
// takes for a number.
func numericAttribute(a directory.Attr) bool {
	switch a {
	case directory.TelephoneNumber, directory.Mobile, directory.Fax, directory.EmployeeID:
		return true
	}
	return false
}

// isRounded reports whether a cell holds a number as spreadsheet programs round it,
// such as 4.91512E+12, with a point or a comma.
func isRounded(v []byte) bool {
	n := len(v)
	if n < 6 || v[n-4]|0x20 != 'e' || v[n-3] != '+' || !isDigit(v[n-2]) || !isDigit(v[n-1]) || !isDigit(v[0]) || v[1] != '.' && v[1] != ',' {
		return false
	}
	for _, c := range v[2 : n-4] {
		if !isDigit(c) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
