package site

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// vectyModule is the module that the program is built with a changed copy of.
const vectyModule = "github.com/hexops/vecty"

// vectyFolder holds the copy, below the root of the module: its path is noted in the
// program, and must not depend on the machine.
const vectyFolder = ".build/vecty"

// vectyChanges are what the copy has in place of lines of Vecty 0.6.0. Vecty asks
// each element for three lists at every render, whether or not it has anything for
// them, and takes back the element that it has just handed over. Each of these
// answers is an object that Go's runtime has to watch over with a finalizer, and one
// more of them costs the more the more there are: half of the time of a render. The
// page is built without the change as well, and does the same, slower.
var vectyChanges = [][2]string{
	lazyList("classList", "name := range h.classes", "h.classes"),
	lazyList("classList", "name := range prev.classes", "prev.classes"),
	lazyList("dataset", "name, value := range h.dataset", "h.dataset"),
	lazyList("dataset", "name := range prev.dataset", "prev.dataset"),
	lazyList("style", "name, value := range h.styles", "h.styles"),
	lazyList("style", "name := range prev.styles", "prev.styles"),
	{`h.node.Call("appendChild", child.node)`, `h.node.Call("append", child.node)`},
	{`global().Get("document").Call("createElement", h.tag)`, `pageDocument().Call("createElement", h.tag)`},
	{`global().Get("document").Call("createElementNS", h.namespace, h.tag)`, `pageDocument().Call("createElementNS", h.namespace, h.tag)`},
	{`global().Get("document").Call("createTextNode", h.text)`, `pageDocument().Call("createTextNode", h.text)`},
	{"func (h *HTML) createNode() {", `var documentObject jsObject

func pageDocument() jsObject {
	if documentObject == nil {
		documentObject = global().Get("document")
	}
	return documentObject
}

func (h *HTML) createNode() {`},
}

// lazyList asks an element for a list only where a loop has something for it.
func lazyList(list, loop, source string) [2]string {
	get := list + ` := h.node.Get("` + list + `")`
	return [2]string{get + "\n\tfor " + loop,
		"var " + list + " jsObject\n\tif len(" + source + ") > 0 {\n\t\t" + list + ` = h.node.Get("` + list + "\")\n\t}\n\tfor " + loop}
}

// modFile writes a go.mod into dir that builds the program with the changed copy of
// Vecty, and returns its path for go's flag -modfile.
func modFile(root, dir string) (string, error) {
	if err := changeVecty(filepath.Join(root, vectyFolder)); err != nil {
		return "", fmt.Errorf("preparing %s: %w", vectyModule, err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "go.mod")
	mod = fmt.Appendf(mod, "\nreplace %s => ./%s\n", vectyModule, vectyFolder)
	return path, errors.Join(os.WriteFile(path, mod, 0o600), os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o600))
}

// changeVecty writes the changed copy. It replaces files only as a whole, so that
// two builds may run at the same time.
func changeVecty(to string) error {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", vectyModule).Output()
	if err != nil {
		return fmt.Errorf("go list -m: %w", err)
	}
	from := strings.TrimSpace(string(out))
	names, err := filepath.Glob(filepath.Join(from, "*.go"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, name := range append(names, filepath.Join(from, "go.mod")) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if filepath.Base(name) == "dom.go" {
			if text, err = changed(text); err != nil {
				return err
			}
		}
		if err := replaceFile(filepath.Join(to, filepath.Base(name)), text); err != nil {
			return err
		}
	}
	return nil
}

// changed makes the changes in the text of dom.go. Each must apply exactly once.
func changed(text []byte) ([]byte, error) {
	s := string(text)
	for _, c := range vectyChanges {
		if n := strings.Count(s, c[0]); n != 1 {
			return nil, fmt.Errorf("%d places in dom.go read %q, not one", n, c[0])
		}
		s = strings.Replace(s, c[0], c[1], 1)
	}
	return []byte(s), nil
}

// replaceFile writes a file in one step, and leaves it alone if it is the same.
func replaceFile(path string, text []byte) error {
	if present, err := os.ReadFile(path); err == nil && string(present) == string(text) {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
