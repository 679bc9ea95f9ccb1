package ui

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"

	"presync/core/directory"
)

// accountNames finds the sign-in names and object ids in a file: a list, or the CSV
// file that a script made of role assignments. Windows PowerShell writes UTF-16.
func accountNames(file []byte) []string {
	var out []string
	for _, s := range names(decoded(file)) {
		_, err := directory.ParseGUID(s, false)
		if at := strings.IndexByte(s, '@'); (err == nil || at > 0 && at < len(s)-1) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// decoded is the text of a file in UTF-8 or, with a byte order mark, UTF-16.
func decoded(file []byte) string {
	var order binary.ByteOrder
	switch s := string(file); {
	case strings.HasPrefix(s, "\xff\xfe"):
		order = binary.LittleEndian
	case strings.HasPrefix(s, "\xfe\xff"):
		order = binary.BigEndian
	default:
		return strings.TrimPrefix(s, "\ufeff")
	}
	var units []uint16
	for i := 2; i+1 < len(file); i += 2 {
		units = append(units, order.Uint16(file[i:]))
	}
	return string(utf16.Decode(units))
}
