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
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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
	if err := installNpm(); err != nil {
		return nil, err
	}
	pack := exec.Command("npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", dir, "axe-core@"+Version)
	pack.Dir = dir
	if out, err := pack.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("npm pack axe-core: %w\n%s", err, out)
	}
	data, err := os.ReadFile(name)
	if err == nil && !intact(data) {
		err = fmt.Errorf("axe-core %s is not the package that was reviewed: its SHA-512 is another one", Version)
	}
	return data, err
}

func intact(data []byte) bool {
	h := sha512.Sum512(data)
	return hex.EncodeToString(h[:]) == sum
}

// installNpm installs Debian's npm where there is none and this process may.
func installNpm() error {
	if _, err := exec.LookPath("npm"); err == nil {
		return nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil || os.Geteuid() != 0 {
		return errors.New("axe-core comes with npm; install npm (Debian, Ubuntu: apt-get install npm)")
	}
	for _, args := range [][]string{{"update"}, {"install", "--yes", "--no-install-recommends", "npm", "ca-certificates"}} {
		cmd := exec.Command("apt-get", args...)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("apt-get %s: %w\n%s", args[0], err, out)
		}
	}
	return nil
}
