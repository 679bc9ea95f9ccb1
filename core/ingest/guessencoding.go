package ingest

// maxGuessed is how much text an encoding is guessed from.
const maxGuessed = 1 << 20

// guessEncoding chooses among the single-byte encodings for text that is not UTF-8.
// Bytes outside ASCII mean other characters in each, and only in the right one are
// they letters where a name has letters. It is a guess: names of Western and of
// Central Europe share most bytes.
func guessEncoding(b []byte) string {
	b = b[:min(len(b), maxGuessed)]
	g := countLetters(b)
	switch {
	case g.high > 0 && g.runs*10 >= g.high*6:
		return "windows-1251"
	case g.dos > g.central && g.dos > g.western:
		return "cp850"
	case g.central > g.western, g.caron > 0 && g.czech > 0 && g.caron+g.czech >= g.umlauts:
		return "windows-1250"
	}
	return encWestern
}

// lettersOf counts what tells the encodings apart.
type lettersOf struct {
	high    int // bytes outside ASCII
	runs    int // of them in a row of three or more: Cyrillic words are written so
	dos     int // letters in CP850 between letters, and signs in Windows-1252 and 1250
	central int // letters in Windows-1250 beside letters, and signs in Windows-1252
	western int // letters in Windows-1252 between letters, and signs in the others
	caron   int // letters with a caron in Windows-1250 and 1252
	czech   int // letters that go with these in Windows-1250, other ones in 1252
	umlauts int // letters of Western and Northern Europe
}

func countLetters(b []byte) (g lettersOf) {
	run := 0
	for i, c := range b {
		if c < 0x80 {
			run = 0
			continue
		}
		g.high++
		kind := letterKinds[c]
		if kind&cyrillic == 0 {
			run = 0
		} else if run++; run == 3 {
			g.runs += 3
		} else if run > 3 {
			g.runs++
		}
		before := i > 0 && isLetter(b[i-1])
		after := i+1 < len(b) && isLetter(b[i+1])
		if before && after {
			g.dos += int(kind & dosLetter)
			g.western += int(kind & westernLetter >> 1)
		}
		if before || after {
			g.central += int(kind & centralLetter >> 2)
			g.caron += int(kind & caronLetter >> 3)
			g.czech += int(kind & czechLetter >> 4)
			g.umlauts += int(kind & umlaut >> 5)
		}
	}
	return g
}

// The kinds of letters, see lettersOf.
const (
	dosLetter uint8 = 1 << iota
	westernLetter
	centralLetter
	caronLetter
	czechLetter
	umlaut
	cyrillic
)

// letterKinds are the kinds of each byte.
var letterKinds = func() (t [256]uint8) {
	for kind, bytes := range map[uint8]string{
		dosLetter:     "\x81\x82\x84\x86\x87\x88\x89\x8B\x90\x94\x95\x98\x99\x9B\xA0\xA1\xA2\xA4",
		westernLetter: "\x92\xB4", // apostrophes; CP850 has Æ and a line there
		centralLetter: "\x8D\x8F\x9C\x9D\x9F\xA3\xA5\xAA\xAF\xB3\xB9\xBA\xBC\xBE\xBF",
		caronLetter:   "\x8A\x8E\x9A\x9E",
		czechLetter:   "\xC8\xCC\xD8\xD9\xE8\xEC\xF8\xF9",
		umlaut:        "\xC4\xC5\xD6\xDC\xDF\xE4\xE5\xE7\xF1\xF6\xFC",
	} {
		for _, b := range []byte(bytes) {
			t[b] |= kind
		}
	}
	for b := 0xC0; b <= 0xFF; b++ {
		t[b] |= cyrillic
	}
	t[0xA8] |= cyrillic // Ё
	t[0xB8] |= cyrillic
	return t
}()
