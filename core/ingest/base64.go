package ingest

// base64Digit is the value of a digit of base64, notDigit for any other byte.
var base64Digit = func() (t [256]uint8) {
	for i := range t {
		t[i] = notDigit
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		t[c] = uint8(i)
	}
	return t
}()

const notDigit = 0xff

// decodeBase64 decodes what tools write: whole groups of four digits, the last one
// padded. Anything else is left to encoding/base64, which needs three times as long in
// a browser. dst has room for a whole last group.
func decodeBase64(dst, src []byte) (n int, ok bool) {
	if len(src) == 0 || len(src)%4 != 0 {
		return 0, false
	}
	last := len(src) - 4
	if !decodeGroups(dst, src[:last]) {
		return 0, false
	}
	var group [4]byte
	copy(group[:], src[last:])
	n = last / 4 * 3
	size := 3
	for size > 1 && group[size] == '=' {
		group[size] = 'A' // six bits of zero
		size--
	}
	return n + size, decodeGroups(dst[n:], group[:])
}

// decodeGroups decodes groups of four digits without padding.
func decodeGroups(dst, src []byte) bool {
	for len(src) >= 4 && len(dst) >= 3 {
		a, b, c, d := base64Digit[src[0]], base64Digit[src[1]], base64Digit[src[2]], base64Digit[src[3]]
		if (a|b|c|d)&0xc0 != 0 {
			return false
		}
		dst[0], dst[1], dst[2] = a<<2|b>>4, b<<4|c>>2, c<<6|d
		src, dst = src[4:], dst[3:]
	}
	return len(src) == 0
}
