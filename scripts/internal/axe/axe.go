// Package axe fetches axe-core, which looks for accessibility defects in a page. It
// is not part of the repository: npm brings the released package, whose hash is
// pinned here, and a copy is kept in this user's cache.
package axe

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"presync/scripts/internal/debian"
)

// Version is the release of axe-core.
const Version = "4.14.1"

const (
	// sum is the SHA-512 of the package as npm packs it.
	sum = "1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5"
	// script is the part of the package that runs in a page.
	script = "package/axe.min.js"
)

// Script gives the source of axe-core, fetching it first if this machine has no copy.
func Script() (string, error) {
	packed, err := packed()
	if err != nil {
		return "", err
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", err
	}
	files := tar.NewReader(unzipped)
	for {
		head, err := files.Next()
		if err != nil {
			return "", fmt.Errorf("%s in axe-core %s: %w", script, Version, err)
		}
		if head.Name == script {
			text, err := io.ReadAll(files)
			return string(text), err
		}
	}
}

// packed is the package as it is published.
func packed() ([]byte, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(cache, "presync")
	name := filepath.Join(dir, "axe-core-"+Version+".tgz")
	if data, err := os.ReadFile(name); err == nil && intact(data) {
		return data, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	npm, err := debian.Program{What: "npm, which brings axe-core,", Names: []string{"npm"}, Packages: []string{"npm", "ca-certificates"}}.FindOrInstall()
	if err != nil {
		return nil, err
	}
	return fetch(npm, name)
}

// fetch gets the package from npm's registry and keeps it under a name. What another
// process that does the same sees there is nothing or all of it.
func fetch(npm, name string) ([]byte, error) {
	temp, err := os.MkdirTemp(filepath.Dir(name), "fetch-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	pack := exec.Command(npm, "pack", "--silent", "--ignore-scripts", "--fetch-retries=5", "--pack-destination", temp, "axe-core@"+Version)
	pack.Dir = temp
	if out, err := pack.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("npm pack axe-core: %w\n%s", err, out)
	}
	fetched := filepath.Join(temp, filepath.Base(name))
	data, err := os.ReadFile(fetched)
	if err != nil {
		return nil, err
	}
	if !intact(data) {
		return nil, fmt.Errorf("axe-core %s is not the package that was reviewed: its SHA-512 is another one", Version)
	}
	return data, os.Rename(fetched, name)
}

func intact(data []byte) bool {
	h := sha512.Sum512(data)
	return hex.EncodeToString(h[:]) == sum
}
