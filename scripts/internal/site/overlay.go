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

//go:embed sha256.txt
var sha256Only []byte

//go:embed godebug.txt
var noDebug []byte

// standIns take the places of packages of the standard library that draw in much that
// the page never uses. gocsv names a type of mime/multipart in a function that is not
// called; the real package draws in package net and the cryptography behind it, 0.14
// MB compressed. crypto/sha256 draws in ciphers: 0.03 MB. internal/godebug reads
// settings from the environment and counts their use: 0.02 MB.
var standIns = map[string][]byte{"mime/multipart": multipart, "crypto/sha256": sha256Only, "internal/godebug": noDebug}

// Overlay writes a build overlay with the stand-ins for packages of the standard
// library, and returns its path for go's flag -overlay.
func Overlay(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for pkg, text := range standIns {
		own := filepath.Join(dir, strings.ReplaceAll(pkg, "/", "-")+".go")
		if err := os.WriteFile(own, text, 0o600); err != nil {
			return "", err
		}
		sources, err := sourceFiles(pkg)
		if err != nil {
			return "", err
		}
		for _, name := range sources {
			replace[name] = "" // as if it were not there
		}
		replace[sources[0]] = own
	}
	if err := spaceValues(dir, replace); err != nil {
		return "", err
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, text, 0o600)
}

// sourceFiles are the paths of the source files of a package, of which there is at
// least one.
func sourceFiles(pkg string) ([]string, error) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}\n{{range .GoFiles}}{{.}}\n{{end}}", pkg).Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", pkg, err)
	}
	dir, list, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	var paths []string
	for name := range strings.Lines(list) {
		paths = append(paths, filepath.Join(dir, strings.TrimSpace(name)))
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s has no source files", pkg)
	}
	return paths, nil
}
