package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// papaVersion is the version of PapaParse that is measured.
const papaVersion = "5.7.1"

// papaPage is a site with nothing but a worker that parses the file it is sent.
var papaPage = map[string]string{
	"index.html": `<!doctype html><meta charset="utf-8"><title>PapaParse</title><link rel="icon" href="data:,">`,
	"worker.js": `importScripts("papaparse.min.js");
onmessage = (e) => {
	let rows = 0;
	Papa.parse(e.data, {
		chunk: (result) => { rows += result.data.length; },
		complete: () => postMessage(rows),
		error: (error) => { throw error; },
	});
};
`,
}

// papaSite fetches PapaParse with npm and writes its site.
func papaSite(dir string) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	npm := exec.Command("npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", dir, "papaparse@"+papaVersion)
	if out, err := npm.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm install papaparse: %w\n%s", err, out)
	}
	for name, text := range papaPage {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return "", err
		}
	}
	script := "papaparse.min.js"
	return dir, os.Rename(filepath.Join(dir, "node_modules", "papaparse", script), filepath.Join(dir, script))
}
