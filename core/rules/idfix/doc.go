// Package idfix reproduces what IdFix 2.6.0.3, the last release, reports: its two
// rule sets Multi-Tenant and Dedicated, row for row, with every peculiarity. It
// exists so that an administrator can put the two tools side by side; nothing in
// it is advice. What presync itself thinks of a directory is in package rules,
// and Compare explains where the two differ.
//
// # How a row comes about
//
// IdFix takes the attributes of an object in a fixed order and sends each value
// through a chain of rules (chains.go). A rule sees the value as the rules before
// it changed it; a rule that fails adds its words to the row and replaces the
// value by its proposal. All rules of a chain run. The action is the one of the
// last rule that failed.
//
// # Where IdFix's surroundings are replaced
//
// IdFix asks a directory; presync reads a file. The default filter of each rule
// set is applied to the file: users, contacts and groups, and for Dedicated only
// those with mail. Where a file has no column cn, the common name is taken from
// the distinguished name.
//
// IdFix ends without any result when it meets an object without cn. presync
// leaves that object out, goes on, and says so (Result.Stopped).
//
// IdFix compares with the collation of .NET. It is approximated here: composed
// and decomposed letters are equal, so are upper and lower case, sharp s and ss,
// the ligatures ae and oe and their letters, and NUL counts for nothing.
package idfix
