package site

import (
	"os/exec"
	"strings"
	"testing"
)

// With the overlay gocsv compiles, and nothing of package net comes along.
func TestOverlayKeepsTheNetworkOut(t *testing.T) {
	overlay, err := Overlay(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "list", "-overlay="+overlay, "-deps", "github.com/gocarina/gocsv").Output()
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range strings.Lines(string(out)) {
		if p := strings.TrimSpace(pkg); p == "net" || strings.HasPrefix(p, "crypto") {
			t.Errorf("gocsv draws in %s", p)
		}
	}
	if err := exec.Command("go", "build", "-overlay="+overlay, "github.com/gocarina/gocsv").Run(); err != nil {
		t.Errorf("gocsv does not compile: %v", err)
	}
}
