package site

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed multipart.txt
var multipart []byte

// Overlay writes a build overlay that puts a package of one type in the place of
// mime/multipart, and returns its path for go's flag -overlay. gocsv names that
// type in a function that the page never calls; the real package draws in package
// net and the cryptography behind it, 0.14 MB compressed.
func Overlay(dir string) (string, error) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}\n{{range .GoFiles}}{{.}}\n{{end}}", "mime/multipart").Output()
	if err != nil {
		return "", fmt.Errorf("go list mime/multipart: %w", err)
	}
	lines := strings.Fields(string(out))
	if len(lines) < 2 {
		return "", fmt.Errorf("mime/multipart has no source files")
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	own := filepath.Join(dir, "multipart.go")
	if err := os.WriteFile(own, multipart, 0o600); err != nil {
		return "", err
	}
	replace := map[string]string{}
	for i, name := range lines[1:] {
		replace[filepath.Join(lines[0], name)] = ""
		if i == 0 {
			replace[filepath.Join(lines[0], name)] = own
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, text, 0o600)
}
