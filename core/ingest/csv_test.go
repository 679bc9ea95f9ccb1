package ingest

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// cut reads all rows of a text; broken rows are given as one field with their
// state.
func cut(text string, delim byte) (rows [][]string, broken int) {
	s := csvScanner{delim: delim}
	for b := []byte(text); len(b) > 0; {
		n, state := s.row(b, true)
		b = b[n:]
		if state != rowRead {
			broken++
			continue
		}
		if len(s.fields) == 1 && len(s.fields[0]) == 0 {
			continue
		}
		var row []string
		for _, f := range s.fields {
			row = append(row, string(f))
		}
		rows = append(rows, row)
	}
	return rows, broken
}

func TestCSVRows(t *testing.T) {
	for _, c := range []struct {
		text   string
		want   [][]string
		broken int
	}{
		{"a,b\nc,d\n", [][]string{{"a", "b"}, {"c", "d"}}, 0},
		{"a,b\r\nc,d", [][]string{{"a", "b"}, {"c", "d"}}, 0},
		{",\n\n,,\n", [][]string{{"", ""}, {"", "", ""}}, 0},
		{"\"a\",\"b\"\n", [][]string{{"a", "b"}}, 0},
		{"\"a,b\",c\n", [][]string{{"a,b", "c"}}, 0},
		{"\"say \"\"hi\"\"\",\"\"\"\"\n", [][]string{{`say "hi"`, `"`}}, 0},
		{"\"two\r\nlines\",b\r\n", [][]string{{"two\r\nlines", "b"}}, 0},
		{"\"a\" ,b\n", [][]string{{"a", "b"}}, 0},
		{"a \"quoted\" word,b\n", [][]string{{`a "quoted" word`, "b"}}, 0},
		{"\"\",\"\"\n", [][]string{{"", ""}}, 0},
		{"x,\"\"", [][]string{{"x", ""}}, 0},
		{"x,", [][]string{{"x", ""}}, 0},
		{"\"a\"b,c\nd,e\n", [][]string{{"d", "e"}}, 1},
		{"a,\"open\nb,c\nd,e\n", [][]string{{"b", "c"}, {"d", "e"}}, 1},
		{"a,\"open\nb,\"c\"\nd,e\n", [][]string{{"b", "c"}, {"d", "e"}}, 1},
		{"\"l1\nl2\",\"x\"y\nd,e\n", [][]string{{"d", "e"}}, 1},
	} {
		rows, broken := cut(c.text, ',')
		if !slices.EqualFunc(rows, c.want, slices.Equal) || broken != c.broken {
			t.Errorf("%q: got %q and %d broken, want %q and %d", c.text, rows, broken, c.want, c.broken)
		}
	}
}

func TestDelimiters(t *testing.T) {
	for header, want := range map[string]byte{
		"DN,objectClass,mail":            ',',
		"DN;objectClass;mail":            ';',
		"DN\tobjectClass\tmail":          '\t',
		"DN|objectClass|mail":            '|',
		`"a,b,c,d";"e";"f"`:              ';',
		"one":                            ',',
		"Country/Region;a,b;State;Title": ';',
	} {
		if got, _ := detectDelimiter([]byte(header)); got != want {
			t.Errorf("%q: got %q, want %q", header, got, want)
		}
	}
}

// sameAsEncodingCSV compares the scanner with encoding/csv on a text that the
// latter accepts. That one turns line ends inside a field into \n.
func sameAsEncodingCSV(t interface{ Errorf(string, ...any) }, text string, delim byte) (accepted bool) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = rune(delim), -1
	var want [][]string
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return false
		}
		want = append(want, row)
	}
	got, broken := cut(text, delim)
	for _, row := range got {
		for i := range row {
			row[i] = strings.ReplaceAll(row[i], "\r\n", "\n")
		}
	}
	// encoding/csv keeps a row of one empty quoted field; it holds no object.
	want = slices.DeleteFunc(want, func(row []string) bool { return len(row) == 1 && row[0] == "" })
	if broken != 0 || !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%q: got %q and %d broken, encoding/csv has %q", text, got, broken, want)
	}
	return true
}

func TestCSVAgreesWithEncodingCSV(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		delim := rapid.SampledFrom(delimiters).Draw(t, "delimiter")
		text := rapid.StringMatching(`([a-c ]{0,3}|"([a-c,;\t|\n]|""){0,5}"|\n|\r\n|[,;\t|]|"){0,30}`).Draw(t, "text")
		if sameAsEncodingCSV(t, text, delim) {
			accepted++
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOf(rapid.SliceOfN(rapid.StringMatching(`[a-c ",;\t|\n]{0,6}`), 1, 5)).Draw(t, "rows")
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma, w.UseCRLF = ';', rapid.Bool().Draw(t, "crlf")
		for _, row := range rows {
			if err := w.Write(row); err != nil {
				t.Fatal(err)
			}
		}
		w.Flush()
		if !sameAsEncodingCSV(t, b.String(), ';') {
			t.Errorf("encoding/csv refuses what it wrote: %q", b.String())
		}
	})
	if accepted == 0 {
		t.Error("encoding/csv accepted none of the generated texts")
	}
}

func FuzzCSV(f *testing.F) {
	samples(f, func(text []byte) { f.Add(string(text)) }, ".csv")
	for _, s := range []string{"a,b\n", "\"a\"\"b\",\r\n\"c\nd\"", "a,\"open\nb,c\n", "\"a\"x,b\n", "\xEF\xBB\xBFdn,mail\na,b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sameAsEncodingCSV(t, text, ',')
		// Whatever the text, rows and broken rows take all of it, and loading it
		// does not fail.
		s := csvScanner{delim: ','}
		for b := []byte(text); len(b) > 0; {
			n, state := s.row(b, true)
			if n <= 0 || n > len(b) || state == rowMore || s.lines < 1 {
				t.Fatalf("%q: row of %d bytes, %d lines, state %d", b, n, s.lines, state)
			}
			b = b[n:]
		}
		loadText("a.csv", "DN,mail,proxyAddresses,objectGUID,objectSid,member\n"+text, Options{})
		loadText("a.csv", text, Options{})
	})
}
