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

// letterCounts counts what tells the encodings apart.
type letterCounts struct {
	high    int // bytes outside ASCII
	runs    int // of them in a row of three or more: Cyrillic words are written so
	dos     int // letters in CP850, and signs in Windows-1252 and 1250
	central int // letters in Windows-1250, and signs in Windows-1252 and CP850
	western int // apostrophes in Windows-1252 and 1250
	caron   int // letters with a caron in Windows-1250 and 1252
	czech   int // letters that go with these in Windows-1250, other ones in 1252
	umlauts int // letters of Western and Northern Europe in Windows-1252
}

func countLetters(b []byte) (g letterCounts) {
	run := 0
	for i, c := range b {
		if c < 0x80 {
			run = 0
			continue
		}
		g.high++
		if c < 0xC0 && c != 0xA8 && c != 0xB8 { // Ё stands apart from the other Cyrillic letters
			run = 0
		} else if run++; run == 3 {
			g.runs += 3
		} else if run > 3 {
			g.runs++
		}
		before := i > 0 && isLetter(b[i-1])
		after := i+1 < len(b) && isLetter(b[i+1])
		g.add(&letterKinds[c], before, after)
	}
	return g
}

func (g *letterCounts) add(k *letterKind, before, after bool) {
	inside := before && after
	if inside && k.dosInside || after && !before && k.dosFirst {
		g.dos++
	}
	if inside && k.centralInside || after && !before && k.centralFirst || (before || after) && k.central {
		g.central++
	}
	if inside && k.western {
		g.western++
	}
	if before || after {
		switch {
		case k.caron:
			g.caron++
		case k.czech:
			g.czech++
		case k.umlaut:
			g.umlauts++
		}
	}
}

// letterKind says where a byte is a letter in an encoding and hardly anything of use in
// the others: inside a word, at its beginning, or anywhere in it. The other kinds are
// those of letterCounts.
type letterKind struct {
	dosInside, dosFirst                  bool
	central, centralInside, centralFirst bool
	western, caron, czech, umlaut        bool
}

// letterKinds are the kinds of each byte.
var letterKinds = func() (t [256]letterKind) {
	mark := func(bytes string, flag func(k *letterKind)) {
		for _, b := range []byte(bytes) {
			flag(&t[b])
		}
	}
	mark("\x81\x82\x84\x86\x87\x88\x89\x8B\x90\x94\x95\x98\x99\x9B\xA1\xA2\xA4", func(k *letterKind) { k.dosInside = true })
	mark("\x90\x99", func(k *letterKind) { k.dosFirst = true })                        // É Ö
	mark("\xAA\xAF\xB3\xB9\xBA\xBC\xBE\xBF", func(k *letterKind) { k.central = true }) // Ş Ż ł ą ş Ľ ľ ż
	mark("\x9C\x9F", func(k *letterKind) { k.centralInside = true })                   // ś ź
	mark("\xA3", func(k *letterKind) { k.centralFirst = true })                        // Ł
	mark("\x92\xB4", func(k *letterKind) { k.western = true })
	mark("\x8A\x8E\x9A\x9E", func(k *letterKind) { k.caron = true })
	mark("\xC8\xCC\xD8\xD9\xE8\xEC\xF8\xF9", func(k *letterKind) { k.czech = true })
	mark("\xC4\xC5\xD6\xDC\xDF\xE4\xE5\xE7\xF1\xF6\xFC", func(k *letterKind) { k.umlaut = true })
	return t
}()
