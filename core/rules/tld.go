package rules

import "strings"

// TopLevelDomains returns the names of the dated table and its date. Native-script
// names stand there in their xn-- form too.
func TopLevelDomains() (names []string, date string) { return strings.Fields(tldNames), tldDate }
