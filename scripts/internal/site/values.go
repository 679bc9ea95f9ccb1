package site

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// newRef is where syscall/js makes room for a reference to a JavaScript value.
const newRef = "gcPtr = new(ref)"

// spaceValues gives each of these references 64 bytes. Go notes the finalizers of the
// objects of one page of memory in an ordered list, which is walked for each new one;
// with eight bytes for each there are a thousand, and finding the place takes a third
// of the time of a render. Another version of Go that does it in another way is left
// as it is.
func spaceValues(dir string, replace map[string]string) error {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	path := filepath.Join(strings.TrimSpace(string(out)), "src", "syscall", "js", "js.go")
	text, err := os.ReadFile(path)
	if err != nil || strings.Count(string(text), newRef) != 1 {
		return err
	}
	own := filepath.Join(dir, "js.go")
	replace[path] = own
	spaced := strings.Replace(string(text), newRef, "gcPtr = &new(struct {\n\t\t\tref\n\t\t\t_ [56]byte\n\t\t}).ref", 1)
	return os.WriteFile(own, []byte(spaced), 0o600)
}
