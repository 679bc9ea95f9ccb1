package ingest

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"

	"presync/core/directory"
)

// The notations that fill whole columns are read here without allocating; the
// rarer ones are left to the directory package.

// guid reads a GUID into the reader's own buffer. plain reports 32 digits without
// hyphens, whose byte order the text does not tell.
func (c *cellReader) guid(a directory.Attr, v []byte) (raw []byte, plain, ok bool) {
	if len(v) == 36 && v[8] == '-' {
		return c.hyphenated(v)
	}
	if raw, ok := c.hexLiteral(v); ok {
		return raw, false, len(raw) == 16 || a == directory.ConsistencyGUID && len(raw) > 0
	}
	if len(v) == 24 {
		if n, err := base64.StdEncoding.Decode(c.raw[:], v); err == nil && n == 16 {
			return c.raw[:n], false, true
		}
	}
	raw, err := directory.ParseGUID(string(v), c.stored)
	return raw, len(v) == 32, err == nil
}

// hyphenated reads 6b29fc40-ca47-1067-b31d-00dd010662da. The first three groups
// are little-endian in the stored form.
func (c *cellReader) hyphenated(v []byte) (raw []byte, plain, ok bool) {
	b := c.raw[16:32]
	for i, g := range [5][2]int{{0, 8}, {9, 13}, {14, 18}, {19, 23}, {24, 36}} {
		if i > 0 && v[g[0]-1] != '-' {
			return nil, false, false
		}
		n, err := hex.Decode(b, v[g[0]:g[1]])
		if err != nil {
			return nil, false, false
		}
		b = b[n:]
	}
	b = c.raw[16:32]
	raw = append(c.raw[:0], b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6])
	return append(raw, b[8:]...), false, true
}

// hexLiteral reads csvde's X'hex' into the reader's own buffer.
func (c *cellReader) hexLiteral(v []byte) ([]byte, bool) {
	if !isHexLiteral(v) {
		return nil, false
	}
	digits := v[2 : len(v)-1]
	if len(digits)/2 > len(c.raw) {
		raw := make([]byte, len(digits)/2)
		_, err := hex.Decode(raw, digits)
		return raw, err == nil
	}
	return c.raw[:len(digits)/2], decodeHex(c.raw[:], digits)
}

// hexDigit is the value of a hexadecimal digit, notDigit for any other byte.
var hexDigit = func() (t [256]uint8) {
	for i := range t {
		t[i] = notDigit
	}
	for i := range 16 {
		t["0123456789abcdef"[i]], t["0123456789ABCDEF"[i]] = uint8(i), uint8(i)
	}
	return t
}()

// decodeHex decodes an even number of digits.
func decodeHex(dst, src []byte) bool {
	var all uint8
	for len(src) >= 2 && len(dst) > 0 {
		a, b := hexDigit[src[0]], hexDigit[src[1]]
		all |= a | b
		dst[0] = a<<4 | b
		src, dst = src[2:], dst[1:]
	}
	return all != notDigit && len(src) == 0
}

func isHexLiteral(v []byte) bool {
	return len(v) > 3 && (v[0] == 'X' || v[0] == 'x') && v[1] == '\'' && v[len(v)-1] == '\'' && len(v)%2 == 1
}

// sid reads a security identifier into the reader's own buffer.
func (c *cellReader) sid(v []byte) ([]byte, bool) {
	if hasFoldPrefix(v, "S-1-") {
		return c.sidText(v[4:])
	}
	if raw, ok := c.hexLiteral(v); ok {
		return raw, true
	}
	raw, err := directory.ParseSID(string(v))
	return raw, err == nil
}

// sidText reads what follows S-1-: the authority and up to fifteen
// sub-authorities.
func (c *cellReader) sidText(v []byte) ([]byte, bool) {
	authority, v, ok := cutNumber(v, 1<<48-1)
	if !ok {
		return nil, false
	}
	raw := binary.BigEndian.AppendUint64(c.raw[:0], authority)
	raw[0] = 1
	for len(v) > 0 {
		var sub uint64
		if v[0] != '-' || raw[1] == 15 {
			return nil, false
		}
		if sub, v, ok = cutNumber(v[1:], 1<<32-1); !ok {
			return nil, false
		}
		raw = binary.LittleEndian.AppendUint32(raw, uint32(sub))
		raw[1]++
	}
	return raw, true
}

// cutNumber reads the decimal number at the start of v.
func cutNumber(v []byte, limit uint64) (n uint64, rest []byte, ok bool) {
	i := 0
	for ; i < len(v) && v[i] >= '0' && v[i] <= '9'; i++ {
		n = n*10 + uint64(v[i]-'0')
		if n > limit {
			return 0, nil, false
		}
	}
	return n, v[i:], i > 0
}
