// Package debian finds the programs that tests and measurements use, and installs
// Debian's packages of those that are missing where this process may.
package debian

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Program is a program of the machine.
type Program struct {
	What     string   // as a person calls it
	Variable string   // of the environment, may hold its path; "" for none
	Names    []string // looked for in this order
	Packages []string // of Debian, that bring it
}

// MissingError says that a program is not there and how to get it.
type MissingError struct {
	Program Program
	Reason  string // why it was not installed, "" if that was not asked for
}

// Error implements error.
func (e *MissingError) Error() string {
	text := fmt.Sprintf("no %s found; install it (Debian, Ubuntu: %s)", e.Program.What, command(e.Program.Packages))
	if e.Program.Variable != "" {
		text += fmt.Sprintf(" or set %s to its path", e.Program.Variable)
	}
	if e.Reason != "" {
		text += "; " + e.Reason
	}
	return text
}

// command is what a person types to install packages.
func command(packages []string) string {
	return "apt-get install --no-install-recommends " + strings.Join(packages, " ")
}

// Find gives the path of the program, or a MissingError.
func (p Program) Find() (string, error) {
	if path := os.Getenv(p.Variable); p.Variable != "" && path != "" {
		return exec.LookPath(path)
	}
	for _, name := range p.Names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", &MissingError{Program: p}
}

// FindOrInstall is Find, and installs the program first if it is missing and this
// process may.
func (p Program) FindOrInstall() (string, error) {
	return p.findOrInstall(machine())
}

func (p Program) findOrInstall(i *installer) (string, error) {
	path, err := p.Find()
	missing, ok := err.(*MissingError)
	if !ok {
		return path, err
	}
	if missing.Reason = i.refusal(); missing.Reason != "" {
		return "", missing
	}
	if err := i.install(p.Packages, func() bool { _, err := p.Find(); return err == nil }); err != nil {
		return "", fmt.Errorf("%s: %w", p.What, err)
	}
	return p.Find()
}
