package site

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// With the overlay what uses the stand-ins compiles, and nothing of package net and of
// ciphers comes along.
func TestOverlayKeepsTheNetworkOut(t *testing.T) {
	dir := t.TempDir()
	overlay, err := Overlay(dir)
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "main.go")
	const text = `package main

import (
	"crypto/sha256"
	"fmt"

	"github.com/gocarina/gocsv"
)

func main() {
	whole, parts := sha256.Sum256([]byte("abc")), sha256.New()
	parts.Write([]byte("a"))
	parts.Write([]byte("bc"))
	fmt.Printf("%x\n%x\n", whole, parts.Sum(nil))
	fmt.Println(gocsv.MarshalString([]struct{ A string }{{"x"}}))
}
`
	if err := os.WriteFile(program, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := exec.Command("go", "list", "-overlay="+overlay, "-deps", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range strings.Lines(string(list)) {
		p := strings.TrimSpace(pkg)
		if p == "net" || p == "crypto/cipher" || p == "crypto/internal/fips140/aes" {
			t.Errorf("the stand-ins draw in %s", p)
		}
	}
	// The example of FIPS 180-4.
	const hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
	got, err := exec.Command("go", "run", "-overlay="+overlay, program).CombinedOutput()
	if want := hash + hash + "A\nx\n <nil>\n"; err != nil || string(got) != want {
		t.Errorf("%v, printed %q, want %q", err, got, want)
	}
}
