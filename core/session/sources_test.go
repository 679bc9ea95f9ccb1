package session

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// directoryText is an export of n users.
func directoryText(n int, mark string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("dn: CN=" + mark + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + ",DC=contoso,DC=com\n")
		b.WriteString("objectClass: user\nmail: someone@contoso.com\n\n")
	}
	return b.String()
}

func TestHashOfSources(t *testing.T) {
	text := directoryText(300, "Anna")
	load := func(s *Session) {
		s.Load(LoadRequest{Files: []FileSpec{{Name: "a.ldf", Size: int64(len(text))}, {Name: "b.csv", Size: 4}}},
			func(i int) (io.Reader, error) {
				return iotest.HalfReader(strings.NewReader([]string{text, "x,y\n"}[i])), nil
			}, nil)
	}
	sum := sha256.Sum256([]byte(text))
	want := hex.EncodeToString(sum[:])
	for _, c := range []struct {
		name  string
		again func() (io.Reader, error)
		state string
	}{
		{"the same bytes, cut otherwise", func() (io.Reader, error) { return iotest.OneByteReader(strings.NewReader(text)), nil }, ""},
		{"made anew", func() (io.Reader, error) { return strings.NewReader(directoryText(300, "Emma")), nil }, SourceChanged},
		{"longer", func() (io.Reader, error) { return strings.NewReader(text + "\n"), nil }, SourceChanged},
		{"empty", func() (io.Reader, error) { return strings.NewReader(""), nil }, SourceChanged},
		{"gone", func() (io.Reader, error) { return nil, errors.New("no such file") }, SourceUnreadable},
		{"broken off", func() (io.Reader, error) { return iotest.TimeoutReader(strings.NewReader(text)), nil }, SourceUnreadable},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New()
			load(s)
			if got := s.Sources()[0]; got.State != SourceUnhashed || got.SHA256 != "" || got.Size != int64(len(text)) {
				t.Fatalf("before: %+v", got)
			}
			var last Progress
			got := s.Hash(func(i int) (io.Reader, error) {
				if i == 0 {
					return c.again()
				}
				return strings.NewReader("x,y\n"), nil
			}, func(p Progress) { last = p }).Files
			if got[0].State != c.state || (c.state == "") != (got[0].SHA256 == want) {
				t.Errorf("got %+v", got[0])
			}
			if got[1].State != "" || last.Stage != StageHash || last.File != "b.csv" || last.Total != int64(len(text)+4) {
				t.Errorf("second file %+v, progress %+v", got[1], last)
			}
		})
	}
}

// A file that has been hashed is not read again.
func TestHashOnce(t *testing.T) {
	s := New()
	s.Load(LoadRequest{Files: []FileSpec{{Name: "a", Size: 3}}}, func(int) (io.Reader, error) { return strings.NewReader("abc"), nil }, nil)
	reads := 0
	for range 2 {
		s.Hash(func(int) (io.Reader, error) { reads++; return strings.NewReader("abc"), nil }, nil)
	}
	if n := len(s.hashedSources()); n != 1 {
		t.Errorf("%d files have a hash", n)
	}
	if reads != 1 || s.Sources()[0].SHA256 != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("read %d times: %+v", reads, s.Sources())
	}
}
