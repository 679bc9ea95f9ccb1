package ingest

import (
	"bytes"
	"compress/gzip"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presync/core/directory"
)

// testdata is the repository's folder of test files, seen from this package.
const testdata = "../../testdata"

// loaded is a file after Load.
type loaded struct {
	Report
	store *directory.Store
}

// loadText reads an export from a string.
func loadText(name, text string, opt Options) loaded {
	return loadFrom(name, strings.NewReader(text), opt)
}

func loadFrom(name string, r io.Reader, opt Options) loaded {
	to := Target{OnPrem: directory.NewStore(), Cloud: directory.NewStore()}
	out := loaded{Report: Load(r, name, opt, to, nil), store: to.OnPrem}
	if out.Role == Cloud {
		out.store = to.Cloud
	}
	return out
}

// values are the values of an object's attribute as text.
func (l loaded) values(id int, a directory.Attr) []string {
	var out []string
	for _, v := range l.store.Values(directory.ID(id), a) {
		out = append(out, directory.FormatValue(a, v))
	}
	return out
}

// codes lists the diagnostics but for those about columns that are missing: the
// texts of the tests are parts of exports.
func (l loaded) codes() []string {
	var out []string
	for _, d := range l.Diagnostics {
		switch d.Code {
		case "no-anchor", "no-anchor-ldifde", "columns-missing":
		default:
			out = append(out, d.Code)
		}
	}
	return out
}

func (l loaded) diagnostic(code string) *Diagnostic {
	for i, d := range l.Diagnostics {
		if d.Code == code {
			return &l.Diagnostics[i]
		}
	}
	return nil
}

// readFile reads a test file and unpacks it if it is packed.
func readFile(t testing.TB, parts ...string) []byte {
	t.Helper()
	path := filepath.Join(append([]string{testdata}, parts...)...)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(path) != ".gz" {
		return b
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if b, err = io.ReadAll(z); err != nil {
		t.Fatal(err)
	}
	return b
}

func checksum(text string) uint32 { return crc32.ChecksumIEEE([]byte(text)) }
