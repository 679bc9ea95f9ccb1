package ingest

import (
	"bytes"

	"presync/core/directory"
)

// addressTypes are the types of proxy addresses that directories use. Only before
// one of these is a blank, a comma or a plus sign taken for a joint between two
// addresses: all three occur inside addresses too.
var addressTypes = map[string]bool{
	"smtp": true, "sip": true, "x500": true, "x400": true, "eum": true, "spo": true, "sap": true, "notes": true,
	"ms": true, "msmail": true, "ccmail": true, "gwise": true, "fax": true, "rfax": true, "sms": true, "ex": true,
	"mapi": true, "tel": true, "im": true, "h323": true, "airsync": true,
}

// cutAddress finds where the first of several joined addresses ends and where the
// next begins; both are len(v) when there is only one. Values are cut only before
// something that looks like the type of an address, because semicolons, commas,
// blanks and plus signs are legal inside. blankJoined says that the tool joins by
// blanks, so that a semicolon before a blank belongs to an X.400 address.
func cutAddress(v []byte, blankJoined bool) (end, next int) {
	end, next = cutTyped(v, blankJoined)
	if k := bareJoint(v[:end]); k >= 0 {
		start := k + 1
		for isBlank(v[start]) {
			start++
		}
		end, next, _ = joint(v, start, false, false, blankJoined)
	}
	return end, next
}

// bareJoint finds a bar or a line end before an address without a type, -1 if there is
// none: an address has to stand on either side.
func bareJoint(v []byte) int {
	if bytes.IndexByte(v, '|') < 0 && bytes.IndexByte(v, '\n') < 0 {
		return -1 // nearly always; two searches for a byte are faster than one for either
	}
	for from := 0; ; {
		k := bytes.IndexAny(v[from:], "|\n")
		if k < 0 {
			return -1
		}
		k += from
		after := v[k+1:]
		if i := bytes.IndexAny(after, "|\n"); i >= 0 {
			after = after[:i]
		}
		first := directory.SplitAddress(v[:k])
		whole := bytes.IndexByte(first.Value, '@') > 0 || first.Type != nil && !first.IsSMTP()
		if whole && bytes.IndexByte(bytes.TrimLeft(after, " \t"), '@') > 0 {
			return k
		}
		from = k + 1
	}
}

// cutTyped is cutAddress for addresses that all have a type.
func cutTyped(v []byte, blankJoined bool) (end, next int) {
	x400 := hasFoldPrefix(v, "x400:")
	for from := 0; ; {
		i := bytes.IndexByte(v[from:], ':')
		if i < 0 {
			return len(v), len(v)
		}
		colon := from + i
		from = colon + 1
		start := typeStart(v[:colon])
		if start <= 0 || start == colon || directory.SplitAddress(v[start:]).Type == nil {
			continue
		}
		known := isAddressType(v[start:colon])
		if end, next, ok := joint(v, start, known, x400, blankJoined); ok {
			return end, next
		}
	}
}

// typeStart walks back from a colon over letters, digits, periods and hyphens.
func typeStart(v []byte) int {
	i := len(v)
	for i > 0 {
		c := v[i-1] | 0x20
		digit := v[i-1] >= '0' && v[i-1] <= '9'
		if !digit && (c < 'a' || c > 'z') && v[i-1] != '.' && v[i-1] != '-' {
			break
		}
		i--
	}
	return i
}

func isAddressType(t []byte) bool {
	var lower [8]byte
	if len(t) > len(lower) {
		return false
	}
	return addressTypes[string(directory.AppendLower(lower[:0], t))]
}

// joint judges what stands before the type at start: the end of the address
// before it, and where the next one begins. Blanks that belong to neither the
// joint nor its usual spelling stay with the values, since they may be the defect
// to report.
func joint(v []byte, start int, known, x400, blankJoined bool) (end, next int, ok bool) {
	k := start - 1
	for k > 0 && isBlank(v[k]) {
		k--
	}
	blanks := start - 1 - k
	switch v[k] {
	case '|':
		if blanks == 1 && k > 0 && v[k-1] == ' ' {
			return k - 1, start, true
		}
		return k, k + 1, true
	case '\n':
		return len(trimCR(v[:k])), k + 1, true
	case ';':
		if x400 && blanks > 0 && blankJoined && known {
			return k + 1, start, true
		}
		return k, k + 1 + min(blanks, 1), known || !x400
	case ',':
		return k, k + 1 + min(blanks, 1), known
	case '+':
		return k, k + 1, known && blanks == 0
	}
	// A blank is the joint itself, unless nothing stands before it.
	return start - 1, start, known && isBlank(v[start-1]) && !isBlank(v[k])
}

// cutWord finds the end of the first of several joined words and the start of the
// next.
func cutWord(v []byte) (end, next int) {
	for end < len(v) && !isJoiner(v[end]) {
		end++
	}
	for next = end; next < len(v) && isJoiner(v[next]); next++ {
	}
	return end, next
}

func isJoiner(b byte) bool {
	switch b {
	case ';', ',', '|', ' ', '+', '\n', '\r', '\t':
		return true
	}
	return false
}
