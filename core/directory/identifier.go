package directory

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ErrIdentifier is returned for text that is none of the known notations.
var ErrIdentifier = errors.New("not a known notation of an identifier")

// GUIDText is the usual notation of 16 stored bytes:
// 3f2504e0-4f89-11d3-9a0c-0305e82c3301. The first three groups are stored
// little-endian. Bytes of another length are shown as hexadecimal.
func GUIDText(raw []byte) string {
	if len(raw) != 16 {
		return hex.EncodeToString(raw)
	}
	b := [16]byte{raw[3], raw[2], raw[1], raw[0], raw[5], raw[4], raw[7], raw[6]}
	copy(b[8:], raw[8:])
	var out [36]byte
	hex.Encode(out[0:8], b[0:4])
	hex.Encode(out[9:13], b[4:6])
	hex.Encode(out[14:18], b[6:8])
	hex.Encode(out[19:23], b[8:10])
	hex.Encode(out[24:], b[10:])
	out[8], out[13], out[18], out[23] = '-', '-', '-', '-'
	return string(out[:])
}

// AnchorText is the ImmutableId that an object with these source anchor bytes
// presents: standard base64.
func AnchorText(raw []byte) string { return base64.StdEncoding.EncodeToString(raw) }

// SwapGUID exchanges stored order and text order of 16 bytes; it is its own
// inverse.
func SwapGUID(raw []byte) []byte {
	if len(raw) != 16 {
		return raw
	}
	b := append([]byte(nil), raw...)
	b[0], b[1], b[2], b[3] = raw[3], raw[2], raw[1], raw[0]
	b[4], b[5] = raw[5], raw[4]
	b[6], b[7] = raw[7], raw[6]
	return b
}

// ParseGUID reads a GUID in any notation that exports use and returns the 16
// stored bytes: text with or without braces (groups little-endian), X'hex', 32
// plain hexadecimal digits (taken as stored bytes when stored is true, else as
// text order), spaced, dashed or backslashed octets, a list of decimals, base64
// of 16 bytes, CN={hex of the base64}. Any other text gives ErrIdentifier.
func ParseGUID(text string, stored bool) ([]byte, error) {
	t := strings.TrimSpace(text)
	if strings.HasPrefix(t, "CN={") && strings.HasSuffix(t, "}") {
		raw, err := hex.DecodeString(t[4 : len(t)-1])
		if err != nil {
			return nil, ErrIdentifier
		}
		t = string(raw)
	}
	t = strings.TrimSuffix(strings.TrimPrefix(t, "{"), "}")
	if len(t) == 36 && t[8] == '-' && t[13] == '-' && t[18] == '-' && t[23] == '-' {
		raw, err := hex.DecodeString(strings.ReplaceAll(t, "-", ""))
		if err != nil || len(raw) != 16 { // further hyphens in the place of digits
			return nil, ErrIdentifier
		}
		return SwapGUID(raw), nil
	}
	if h, ok := hexLiteral(t); ok {
		return sixteen(h)
	}
	if len(t) == 32 {
		if raw, err := hex.DecodeString(t); err == nil {
			if !stored {
				raw = SwapGUID(raw)
			}
			return raw, nil
		}
	}
	if raw, err := base64.StdEncoding.DecodeString(t); err == nil && len(raw) == 16 {
		return raw, nil
	}
	return parseOctets(t)
}

func sixteen(raw []byte) ([]byte, error) {
	if len(raw) != 16 {
		return nil, ErrIdentifier
	}
	return raw, nil
}

// hexLiteral reads X'0b81', the form in which csvde prints binary values.
func hexLiteral(t string) ([]byte, bool) {
	if len(t) < 3 || (t[0] != 'X' && t[0] != 'x') || t[1] != '\'' || t[len(t)-1] != '\'' {
		return nil, false
	}
	raw, err := hex.DecodeString(t[2 : len(t)-1])
	return raw, err == nil
}

// ParseHexLiteral reads csvde's X'hex'; false when v is anything else.
func ParseHexLiteral(v []byte) ([]byte, bool) { return hexLiteral(string(v)) }

// parseOctets reads "e0 04 25", "e0-04-25", "\e0\04\25" and "224 4 37".
func parseOctets(t string) ([]byte, error) {
	fields := strings.FieldsFunc(t, func(r rune) bool { return r == ' ' || r == '-' || r == '\\' || r == ',' || r == ':' })
	if len(fields) != 16 {
		return nil, ErrIdentifier
	}
	allTwo := true
	for _, f := range fields {
		allTwo = allTwo && len(f) == 2
	}
	base := 10
	if allTwo {
		base = 16
	}
	raw := make([]byte, 16)
	for i, f := range fields {
		n, err := strconv.ParseUint(f, base, 8)
		if err != nil {
			return nil, ErrIdentifier
		}
		raw[i] = byte(n)
	}
	return raw, nil
}

// SIDText is the usual notation of raw security identifier bytes, S-1-5-21-…;
// bytes that are no SID are shown as hexadecimal.
func SIDText(raw []byte) string {
	if len(raw) < 8 || len(raw) != 8+4*int(raw[1]) {
		return hex.EncodeToString(raw)
	}
	var authority uint64
	for _, b := range raw[2:8] {
		authority = authority<<8 | uint64(b)
	}
	out := "S-" + strconv.Itoa(int(raw[0])) + "-" + strconv.FormatUint(authority, 10)
	for i := 8; i < len(raw); i += 4 {
		out += "-" + strconv.FormatUint(uint64(binary.LittleEndian.Uint32(raw[i:])), 10)
	}
	return out
}

// ParseSID reads a security identifier written S-1-…, X'hex' or in base64 and
// returns its raw bytes.
func ParseSID(text string) ([]byte, error) {
	t := strings.TrimSpace(text)
	if len(t) > 2 && (t[0] == 'S' || t[0] == 's') && t[1] == '-' {
		return parseSIDText(t)
	}
	if raw, ok := hexLiteral(t); ok && isSID(raw) {
		return raw, nil
	}
	if raw, err := base64.StdEncoding.DecodeString(t); err == nil && isSID(raw) {
		return raw, nil
	}
	return nil, ErrIdentifier
}

func isSID(raw []byte) bool { return len(raw) >= 8 && raw[0] == 1 && len(raw) == 8+4*int(raw[1]) }

func parseSIDText(t string) ([]byte, error) {
	parts := strings.Split(t[2:], "-")
	if len(parts) < 2 || len(parts) > 17 {
		return nil, ErrIdentifier
	}
	rev, err := strconv.ParseUint(parts[0], 10, 8)
	if err != nil {
		return nil, ErrIdentifier
	}
	authority, err := strconv.ParseUint(parts[1], 10, 48)
	if err != nil {
		return nil, ErrIdentifier
	}
	raw := []byte{byte(rev), byte(len(parts) - 2), 0, 0, 0, 0, 0, 0}
	for i := range 6 {
		raw[7-i] = byte(authority >> (8 * i))
	}
	for _, p := range parts[2:] {
		n, err := strconv.ParseUint(p, 10, 32)
		if err != nil {
			return nil, ErrIdentifier
		}
		raw = binary.LittleEndian.AppendUint32(raw, uint32(n))
	}
	return raw, nil
}

// FormatValue is the text under which a value is shown: GUIDs and SIDs in their
// usual notation, text as it is, text that is not UTF-8 with its broken bytes
// replaced.
func FormatValue(a Attr, v []byte) string {
	switch a.Info().Kind {
	case GUID:
		return GUIDText(v)
	case SID:
		return SIDText(v)
	}
	if utf8.Valid(v) {
		return string(v)
	}
	return strings.ToValidUTF8(string(v), "\uFFFD")
}
