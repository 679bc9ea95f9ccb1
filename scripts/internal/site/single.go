package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// singleFile is the name of the page that holds the whole site.
const singleFile = "presync.html"

// The places of index.html that the page of one file replaces.
var (
	policyMeta = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="[^"]*">\n`)
	styleLink  = regexp.MustCompile(`<link rel="stylesheet" href="style\.css">\n`)
	scriptTag  = regexp.MustCompile(`<script src="([^"]+)" defer></script>\n`)
)

// writeSingle writes the page that needs no file beside it: index.html with style,
// scripts, program and samples inside. It works from a disk, where a page may read no
// other file, and can connect to nothing from its first byte on.
func writeSingle(dir string, files []File) (File, error) {
	read := func(name string) (string, error) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		return string(data), err
	}
	page, err := read("index.html")
	if err != nil {
		return File{}, err
	}
	style, err := read("style.css")
	if err != nil {
		return File{}, err
	}
	for _, place := range []*regexp.Regexp{policyMeta, styleLink, scriptTag} {
		if !place.MatchString(page) {
			return File{}, fmt.Errorf("index.html has no %s", place)
		}
	}
	scripts, hashes, err := inlineScripts(page, read)
	if err != nil {
		return File{}, err
	}
	policy := "default-src 'none'; script-src 'wasm-unsafe-eval'" + hashes + "; style-src '" + sourceHash(style) +
		"'; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'"
	if strings.Contains(strings.ToLower(style), "</style") {
		return File{}, fmt.Errorf("style.css cannot stand inside a page: it holds </style")
	}
	put := func(place *regexp.Regexp, text string) {
		page = place.ReplaceAllLiteralString(page, text)
	}
	put(policyMeta, `<meta http-equiv="Content-Security-Policy" content="`+policy+"\">\n")
	put(styleLink, "<style>"+style+"</style>\n")
	put(scriptTag, "")
	parts, err := embed(dir, files)
	if err != nil {
		return File{}, err
	}
	page = strings.Replace(page, "</body>", parts+scripts+"</body>", 1)
	packed, err := compress([]byte(page))
	if err != nil {
		return File{}, err
	}
	f := File{Path: singleFile, Raw: int64(len(page)), Compressed: int64(len(packed)), Extra: true}
	return f, os.WriteFile(filepath.Join(dir, singleFile), []byte(page), 0o644)
}

// inlineScripts are the scripts that a page names, each as an element that holds its
// text, and what a policy calls them by.
func inlineScripts(page string, read func(string) (string, error)) (elements, hashes string, err error) {
	for _, m := range scriptTag.FindAllStringSubmatch(page, -1) {
		text, err := read(m[1])
		if err != nil {
			return "", "", err
		}
		if lower := strings.ToLower(text); strings.Contains(lower, "</script") || strings.Contains(lower, "<!--") {
			return "", "", fmt.Errorf("%s cannot stand inside a page: it holds </script or <!--", m[1])
		}
		elements += fmt.Sprintf("<script type=\"text/javascript\" data-file=%q>%s</script>\n", m[1], text)
		hashes += fmt.Sprintf(" '%s'", sourceHash(text))
	}
	return elements, hashes, nil
}

// embed makes data blocks of the files that boot.js asks for.
func embed(dir string, files []File) (string, error) {
	var out bytes.Buffer
	for _, f := range files {
		switch f.Path {
		case "index.html", "style.css", "boot.js", "wasm_exec.js":
			continue // stand in the page themselves
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "<script type=\"application/octet-stream\" data-file=%q>%s</script>\n",
			f.Path, base64.StdEncoding.EncodeToString(data))
	}
	return out.String(), nil
}

// sourceHash is what a Content-Security-Policy calls an inline text by.
func sourceHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
